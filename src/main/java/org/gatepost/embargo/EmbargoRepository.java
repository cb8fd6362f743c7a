package org.gatepost.embargo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.Person;
import org.hibernate.query.NativeQuery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

/** Reads what hangs on an embargo, below the wall, and calls the functions that write it: no role writes these tables. */
@ApplicationScoped
class EmbargoRepository implements PanacheRepositoryBase<Embargo, UUID> {

    /** Calls a function that answers nothing; the parameters are named p1, p2 … */
    void call(String function, Object... parameters) {
        query("select cast(" + function + " as text)", String.class, parameters).getSingleResult();
    }

    <T> T ask(Class<T> type, String function, Object... parameters) {
        return query("select " + function, type, parameters).getSingleResult();
    }

    private <T> NativeQuery<T> query(String sql, Class<T> type, Object... parameters) {
        NativeQuery<T> query = getSession().createNativeQuery(sql, type);
        for (int i = 0; i < parameters.length; i++) {
            // As text, because a null has no type of its own; the statement casts it.
            query.setParameter("p" + (i + 1), parameters[i] == null ? null : parameters[i].toString());
        }
        return query;
    }

    List<UUID> members(UUID incident) {
        return query(
                "select operator_id from embargo.member where incident_id = cast(:p1 as uuid) order by admitted_at, operator_id",
                UUID.class, incident).getResultList();
    }

    boolean isOfCircle(UUID incident, UUID person) {
        return ask(Boolean.class, "embargo.is_of_circle(cast(:p1 as uuid), cast(:p2 as uuid))", incident, person);
    }

    /** Whether the incident is sealed, and whether its record is closed. */
    boolean[] standing(UUID incident) {
        Object[] row = query("select sealed, record_closed from incident.incident where id = cast(:p1 as uuid)", Object[].class,
                incident).getSingleResult();
        return new boolean[]{(Boolean) row[0], (Boolean) row[1]};
    }

    /** The sealed ones of these, as the person acting knows them. */
    List<UUID> sealed() {
        return getSession()
                .createNativeQuery(
                        "select e.incident_id from embargo.embargo e join incident.incident i on i.id = e.incident_id "
                                + "where i.sealed",
                        UUID.class)
                .getResultList();
    }

    List<EmbargoRecord.Condition> conditions(UUID incident, Map<UUID, Person> people) {
        return query(
                """
                select c.id, c.kind, c.words, c.owner, c.met_at, c.met_by, c.met_note from embargo.condition c
                join embargo.embargo e using (incident_id, round) where incident_id = cast(:p1 as uuid)
                order by array_position(array['PATCHED', 'ROTATED', 'PARTNERS_TOLD', 'COMMITS_AND_TICKETS_CHECKED', 'OTHER'], c.kind),
                    c.stated_at, c.id
                """,
                Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Condition((UUID) row[0], ConditionKind.valueOf((String) row[1]), (String) row[2],
                        people.get(row[3]), (Instant) row[4], people.get(row[5]), (String) row[6]))
                .toList();
    }

    List<EmbargoRecord.Review> extensions(UUID incident, Map<UUID, Person> people) {
        return query(
                """
                select x.until, x.because, x.extended_by, x.extended_at from embargo.extension x
                join embargo.embargo e using (incident_id, round) where incident_id = cast(:p1 as uuid) order by x.extended_at, x.id
                """,
                Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Review((Instant) row[0], (String) row[1], people.get(row[2]),
                        (Instant) row[3]))
                .toList();
    }

    List<EmbargoRecord.Release> releases(UUID incident, Map<UUID, Person> people) {
        return query(
                """
                select r.id, r.scope, r.draft_id, r.asked_for, r.publishes_ledger, r.proposed_by, r.proposed_at, r.agreed_by, r.agreed_at,
                    r.goes_at, r.cancelled_by, r.cancelled_at, r.stopped, r.carried_out_at from embargo.release r
                join embargo.embargo e using (incident_id, round) where incident_id = cast(:p1 as uuid)
                order by r.proposed_at desc, r.cancelled_at nulls first, r.id
                """,
                Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Release((UUID) row[0], Scope.valueOf((String) row[1]), (UUID) row[2],
                        (Instant) row[3], (Boolean) row[4], people.get(row[5]), (Instant) row[6], people.get(row[7]),
                        (Instant) row[8], (Instant) row[9], people.get(row[10]), (Instant) row[11], (String) row[12],
                        (Instant) row[13]))
                .toList();
    }

    Optional<EmbargoRecord.Breach> breach(UUID incident, Map<UUID, Person> people) {
        return query(
                """
                select b.what, b.to_whom, b.happened_at, b.broken_by, b.broken_at, b.report, b.reported_by, b.reported_at
                from embargo.breach b join embargo.embargo e using (incident_id, round) where incident_id = cast(:p1 as uuid)
                """, Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Breach((String) row[0], (String) row[1], (Instant) row[2], people.get(row[3]),
                        (Instant) row[4], (String) row[5], people.get(row[6]), (Instant) row[7]))
                .findFirst();
    }

    Optional<EmbargoRecord.Opening> opening(UUID incident, Map<UUID, Person> people) {
        return query("""
                     select seen, proposed_by, proposed_at from embargo.opening
                     where incident_id = cast(:p1 as uuid) and agreed_at is null and cancelled_at is null
                     """, Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Opening((String) row[0], people.get(row[1]), (Instant) row[2])).findFirst();
    }

    List<EmbargoRecord.Symptom> symptoms(UUID incident) {
        return query("""
                     select i.id, i.codename, i.title from embargo.symptom s join incident.incident i on i.id = s.open_incident
                     where s.incident_id = cast(:p1 as uuid) order by s.linked_at, i.id
                     """, Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Symptom((UUID) row[0], (String) row[1], (String) row[2])).toList();
    }

    List<EmbargoRecord.Cover> covers(UUID incident) {
        return query(
                """
                select cast(notice_id as text), known_since, because from embargo.cover where incident_id = cast(:p1 as uuid)
                order by linked_at, id
                """, Object[].class, incident).getResultStream()
                .map(row -> new EmbargoRecord.Cover((String) row[0], (Instant) row[1], (String) row[2])).toList();
    }

    List<EmbargoRecord.Nearby> nearby(UUID incident) {
        return query("select kind, incident_id, thing, title from embargo.nearby(cast(:p1 as uuid))", Object[].class, incident)
                .getResultStream()
                .map(row -> new EmbargoRecord.Nearby((String) row[0], (UUID) row[1], (String) row[2], (String) row[3]))
                .toList();
    }

    List<UUID> integrations() {
        return getSession().createNativeQuery("select operator_id from embargo.integration order by named_at, operator_id",
                UUID.class).getResultList();
    }

    List<Embargoes.Near> near() {
        return getSession().createNativeQuery("""
                                              select i.id, i.codename, n.incident_id, n.title from embargo.embargo e
                                              join incident.incident i on i.id = e.incident_id,
                                                  lateral embargo.nearby(e.incident_id) n
                                              where i.sealed and n.kind = 'INCIDENT' order by i.codename, n.title, n.incident_id
                                              """, Object[].class).getResultStream()
                .map(row -> new Embargoes.Near((UUID) row[0], (String) row[1], (UUID) row[2], (String) row[3])).toList();
    }

    List<String> stillPublic(UUID incident) {
        return query("select it from embargo.still_public(cast(:p1 as uuid)) it", String.class, incident).getResultList();
    }

    List<UUID> dueReleases() {
        return getSession().createNativeQuery("select it from embargo.due_releases() it", UUID.class).getResultList();
    }

    boolean carryOut(UUID release, List<String> ids) {
        return ask(Boolean.class, "embargo.carry_out(cast(:p1 as uuid), string_to_array(:p2, ','))", release,
                String.join(",", ids));
    }

    List<LedgerEntry> ledger() {
        return getSession().createNativeQuery(
                "select incident_id, codename, title, sealed_at, released_at, reviews, scope, emergency, published, notice_id "
                        + "from embargo.ledger()",
                Object[].class).getResultStream()
                .map(row -> new LedgerEntry((UUID) row[0], (String) row[1], (String) row[2], (Instant) row[3], (Instant) row[4],
                        (Integer) row[5], Scope.valueOf((String) row[6]), (Boolean) row[7], (Boolean) row[8], (String) row[9]))
                .toList();
    }

    List<InboxEntry> inbox() {
        return getSession()
                .createNativeQuery("select kind, incident_id, codename, sealed, at from embargo.inbox()", Object[].class)
                .getResultStream().map(row -> new InboxEntry(InboxEntry.Kind.valueOf((String) row[0]), (UUID) row[1],
                        (String) row[2], (Boolean) row[3], (Instant) row[4]))
                .toList();
    }

    void dismiss(UUID incident, UUID operator) {
        getSession().createNativeQuery("select cast(embargo.dismiss(:incident, :operator) as text)", String.class)
                .setParameter("incident", incident).setParameter("operator", operator).getSingleResult();
    }
}
