package org.gatepost.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.gatepost.security.InvalidException;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A webhook body of Alertmanager, version 4, as it sends it (Prometheus documentation, "webhook_config"). Newer versions add fields,
 * so what we do not know is ignored.
 *
 * @param truncatedAlerts how many alerts of the group the sender left out; more than 0 means that absence tells nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AlertmanagerMessage(String version, String groupKey, Long truncatedAlerts, String status, String receiver,
        Map<String, String> groupLabels, Map<String, String> commonLabels, Map<String, String> commonAnnotations,
        String externalURL, List<Entry> alerts) {
    public static final int ALERTS_LIMIT = 1_000;
    public static final int LABELS_LIMIT = 100;
    public static final int LABEL_NAME_LIMIT = 1_000;
    public static final int LABEL_VALUE_LIMIT = 10_000;
    static final int GROUP_KEY_LIMIT = 10_000;
    static final int RECEIVER_LIMIT = 200;
    static final int FINGERPRINT_LIMIT = 64;
    static final int TIME_LIMIT = 40;
    /** RFC 3339 has four digits for a year. */
    private static final int LAST_YEAR = 9999;

    /** @param startsAt RFC 3339 with up to nine digits of a second; its exact text is half of the alert's identity */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(String status, Map<String, String> labels, Map<String, String> annotations, String startsAt,
            String endsAt,
            String generatorURL, String fingerprint) {

        /** The label that names the alert; an alert without one is still heard. */
        String name() {
            String name = labels == null ? null : labels.get("alertname");
            return name == null || name.isBlank() ? "unnamed alert" : name;
        }

        Instant startedAt() {
            return OffsetDateTime.parse(startsAt).toInstant();
        }

        /** Null while it fires: Alertmanager then sends the year 1. */
        Instant endedAt() {
            if (endsAt == null || endsAt.isBlank()) {
                return null;
            }
            OffsetDateTime end = OffsetDateTime.parse(endsAt).withOffsetSameInstant(ZoneOffset.UTC);
            return end.getYear() <= 1 ? null : end.toInstant();
        }

        boolean isResolved() {
            return "resolved".equals(status);
        }
    }

    /** @throws InvalidException that names the first field that cannot be taken */
    void check() {
        if (!"4".equals(version)) {
            throw new InvalidException("version", "The version is not \"4\": send Alertmanager's webhook format, version 4.");
        }
        within("groupKey", groupKey, GROUP_KEY_LIMIT);
        within("receiver", receiver, RECEIVER_LIMIT);
        if (truncatedAlerts != null && truncatedAlerts < 0) {
            throw new InvalidException("truncatedAlerts", "The number of truncated alerts is negative: send 0 or more.");
        }
        if (alerts == null || alerts.isEmpty() || alerts.size() > ALERTS_LIMIT) {
            throw new InvalidException("alerts",
                    "The list is empty or has more than " + ALERTS_LIMIT
                            + " alerts: set max_alerts in Alertmanager's receiver.");
        }
        for (int i = 0; i < alerts.size(); i++) {
            check("alerts[" + i + "]", alerts.get(i));
        }
    }

    private static void check(String at, Entry alert) {
        if (alert == null) {
            throw new InvalidException(at, "The alert is null: leave it out.");
        }
        if (!"firing".equals(alert.status()) && !"resolved".equals(alert.status())) {
            throw new InvalidException(at + ".status", "The status is neither \"firing\" nor \"resolved\": send one of them.");
        }
        within(at + ".fingerprint", alert.fingerprint(), FINGERPRINT_LIMIT);
        within(at + ".startsAt", alert.startsAt(), TIME_LIMIT);
        checkTime(at + ".startsAt", alert.startsAt());
        if (alert.endsAt() != null && !alert.endsAt().isBlank()) {
            within(at + ".endsAt", alert.endsAt(), TIME_LIMIT);
            checkTime(at + ".endsAt", alert.endsAt());
        }
        if (alert.generatorURL() != null && alert.generatorURL().indexOf('\0') >= 0) {
            throw new InvalidException(at + ".generatorURL", "The address has a NUL: leave it out.");
        }
        check(at + ".labels", alert.labels());
        check(at + ".annotations", alert.annotations());
    }

    private static void checkTime(String field, String value) {
        try {
            int year = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= LAST_YEAR) {
                return;
            }
        } catch (DateTimeException e) {
            // Said below, with the remedy.
        }
        throw new InvalidException(field,
                "The value is no time of RFC 3339: send it as Alertmanager does, such as 2026-03-05T14:05:00.123Z.");
    }

    private static void check(String at, Map<String, String> values) {
        if (values == null) {
            return;
        }
        if (values.size() > LABELS_LIMIT) {
            throw new InvalidException(at, "There are more than " + LABELS_LIMIT + " of them: drop some in Alertmanager.");
        }
        values.forEach((name, value) -> {
            if (name.length() > LABEL_NAME_LIMIT || name.indexOf('\0') >= 0) {
                throw new InvalidException(at,
                        "A name is longer than " + LABEL_NAME_LIMIT + " characters or has a NUL: shorten it.");
            }
            if (value != null && (value.length() > LABEL_VALUE_LIMIT || value.indexOf('\0') >= 0)) {
                throw new InvalidException(at,
                        "A value is longer than " + LABEL_VALUE_LIMIT + " characters or has a NUL: shorten it.");
            }
        });
    }

    private static void within(String field, String value, int limit) {
        if (value == null || value.isEmpty() || value.length() > limit || value.indexOf('\0') >= 0) {
            throw new InvalidException(field, "The value is missing, empty or longer than " + limit
                    + " characters, or has a NUL: send it as Alertmanager does.");
        }
    }
}
