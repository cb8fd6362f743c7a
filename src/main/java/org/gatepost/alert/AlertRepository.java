package org.gatepost.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.AbsentException;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class AlertRepository implements PanacheRepositoryBase<Alert, UUID> {

    Alert require(UUID id) {
        return findByIdOptional(id).orElseThrow(AbsentException::new);
    }

    UUID hearGroup(AlertmanagerMessage message, Instant now) {
        return getSession()
                .createNativeQuery(
                        """
                        insert into alert.alert_group (key_hash, group_key, receiver, truncated_alerts, last_heard_at)
                        values (:hash, :key, :receiver, :truncated, :now)
                        on conflict (key_hash, born_sealed) do update set receiver = excluded.receiver, truncated_alerts = excluded.truncated_alerts,
                            last_heard_at = excluded.last_heard_at
                        returning id
                        """,
                        UUID.class)
                .setParameter("hash", sha256(message.groupKey())).setParameter("key", message.groupKey())
                .setParameter("receiver", message.receiver())
                .setParameter("truncated", message.truncatedAlerts() == null ? 0L : message.truncatedAlerts())
                .setParameter("now", now)
                .getSingleResult();
    }

    /**
     * One statement, so that two consoles hearing the same alert at once still have one row. A repeat changes nothing but when it was
     * last heard; a resolve fills in what it knows and keeps what it does not say (its annotations are often fewer); a firing that
     * comes after its own resolve is old news.
     */
    void hear(UUID group, AlertmanagerMessage.Entry alert, String labels, String annotations, Instant now) {
        Map<String, String> named = alert.labels() == null ? Map.of() : alert.labels();
        Map<String, String> noted = alert.annotations() == null ? Map.of() : alert.annotations();
        getSession()
                .createNativeMutationQuery(
                        """
                        insert into alert.alert as known (group_id, fingerprint, starts_at_text, starts_at, ends_at, state, name, severity,
                            summary, labels, annotations, generator_url, first_heard_at, last_heard_at)
                        values (:group, :fingerprint, :text, :starts, cast(:ends as timestamptz), :state, :name, :severity, :summary,
                            cast(:labels as jsonb), cast(:annotations as jsonb), :url, :now, :now)
                        on conflict (fingerprint, starts_at_text, born_sealed) do update set
                            group_id = excluded.group_id,
                            last_heard_at = excluded.last_heard_at,
                            state = case when known.state = 'RESOLVED' then known.state else excluded.state end,
                            ends_at = coalesce(known.ends_at, excluded.ends_at),
                            summary = coalesce(excluded.summary, known.summary),
                            severity = coalesce(excluded.severity, known.severity),
                            annotations = known.annotations || excluded.annotations,
                            generator_url = coalesce(excluded.generator_url, known.generator_url)
                        """)
                .setParameter("group", group).setParameter("fingerprint", alert.fingerprint())
                .setParameter("text", alert.startsAt()).setParameter("starts", alert.startedAt())
                .setParameter("ends", alert.isResolved() && alert.endedAt() != null ? alert.endedAt().toString() : null)
                .setParameter("state", alert.isResolved() ? "RESOLVED" : "FIRING")
                .setParameter("name", cut(alert.name(), 300))
                .setParameter("severity", cut(named.get("severity"), 100))
                .setParameter("summary", cut(noted.getOrDefault("summary", noted.get("description")), 2000))
                .setParameter("labels", labels).setParameter("annotations", annotations)
                .setParameter("url", blankToNull(alert.generatorURL())).setParameter("now", now).executeUpdate();
    }

    /**
     * Keeps the message behind the wall when cleared people named its sender, and declares what it is about.
     *
     * @param alerts as a JSON list of {@link #facts}
     * @return false when the sender is no such machine, and nothing was done
     */
    boolean hearSealed(AlertmanagerMessage message, String alerts, String codename) {
        return getSession()
                .createNativeQuery("select embargo.hear(:hash, :key, :receiver, :truncated, cast(:alerts as jsonb), :codename)",
                        Boolean.class)
                .setParameter("hash", sha256(message.groupKey())).setParameter("key", message.groupKey())
                .setParameter("receiver", message.receiver())
                .setParameter("truncated", message.truncatedAlerts() == null ? 0L : message.truncatedAlerts())
                .setParameter("alerts", alerts).setParameter("codename", codename).getSingleResult();
    }

    /** What is kept of an alert, by the same cuts as in {@link #hear}. */
    static Map<String, Object> facts(AlertmanagerMessage.Entry alert) {
        Map<String, String> named = alert.labels() == null ? Map.of() : alert.labels();
        Map<String, String> noted = alert.annotations() == null ? Map.of() : alert.annotations();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("fingerprint", alert.fingerprint());
        facts.put("text", alert.startsAt());
        facts.put("starts", alert.startedAt().toString());
        facts.put("ends", alert.isResolved() && alert.endedAt() != null ? alert.endedAt().toString() : null);
        facts.put("state", alert.isResolved() ? "RESOLVED" : "FIRING");
        facts.put("name", cut(alert.name(), 300));
        facts.put("severity", cut(named.get("severity"), 100));
        facts.put("summary", cut(noted.getOrDefault("summary", noted.get("description")), 2000));
        facts.put("labels", named);
        facts.put("annotations", noted);
        facts.put("url", blankToNull(alert.generatorURL()));
        return facts;
    }

    long truncatedIn(UUID group) {
        return getSession()
                .createNativeQuery("select truncated_alerts from alert.alert_group where id = :id", Long.class)
                .setParameter("id", group).getSingleResult();
    }

    List<UUID> incidentsOf(UUID alert) {
        return getSession()
                .createNativeQuery(
                        "select incident_id from alert.incident_link where alert_id = :alert order by linked_at, incident_id",
                        UUID.class)
                .setParameter("alert", alert).getResultList();
    }

    List<Alert> of(UUID incident) {
        return getSession()
                .createNativeQuery(
                        "select alert_id from alert.incident_link where incident_id = :incident order by linked_at, alert_id",
                        UUID.class)
                .setParameter("incident", incident).getResultList().stream().map(this::require).toList();
    }

    void link(UUID alert, UUID incident, UUID by, Instant now) {
        getSession().createNativeMutationQuery("""
                                               insert into alert.incident_link (alert_id, incident_id, linked_by, linked_at)
                                               values (:alert, :incident, :by, :now) on conflict do nothing
                                               """).setParameter("alert", alert).setParameter("incident", incident)
                .setParameter("by", by).setParameter("now", now)
                .executeUpdate();
    }

    private static String cut(String value, int limit) {
        return value == null || value.length() <= limit ? value : value.substring(0, limit);
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : cut(value, 4000);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
