package org.gatepost.gate;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.notice.RetractionReason;
import org.gatepost.security.AbsentException;
import org.gatepost.security.Audit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

/** Drafts and what is frozen of them. The frozen rows are written and read by statements: they have no life of their own. */
@ApplicationScoped
class DraftRepository implements PanacheRepositoryBase<Draft, UUID> {

    Draft require(UUID id) {
        return findByIdOptional(id).orElseThrow(AbsentException::new);
    }

    /** Somebody looks at a draft of something sealed. */
    void saw(Draft draft) {
        Audit.saw(getSession(), draft.incident(), "draft " + draft.id());
    }

    void freeze(UUID draft, int number, String content) {
        getSession()
                .createNativeMutationQuery(
                        "insert into gate.revision (draft_id, number, content) values (:draft, :number, :content)")
                .setParameter("draft", draft).setParameter("number", number).setParameter("content", content).executeUpdate();
    }

    void approve(UUID draft, int revision, String hash, UUID proposedBy) {
        getSession().createNativeMutationQuery("insert into gate.approval (draft_id, revision, hash, proposed_by) "
                + "values (:draft, :revision, cast(:hash as bytea), :proposer)").setParameter("draft", draft)
                .setParameter("revision", revision).setParameter("hash", HexFormat.of().parseHex(hash))
                .setParameter("proposer", proposedBy).executeUpdate();
    }

    void decline(UUID draft, int revision, String because) {
        getSession()
                .createNativeMutationQuery(
                        "insert into gate.decline (draft_id, revision, because) values (:draft, :revision, :because)")
                .setParameter("draft", draft).setParameter("revision", revision).setParameter("because", because)
                .executeUpdate();
    }

    void omit(UUID draft, int revision, DraftContent.Omission omission) {
        getSession()
                .createNativeMutationQuery("insert into gate.omission (draft_id, revision, audience, reason) "
                        + "values (:draft, :revision, :audience, :reason)")
                .setParameter("draft", draft).setParameter("revision", revision).setParameter("audience", omission.audience())
                .setParameter("reason", omission.reason().strip()).executeUpdate();
    }

    void ask(UUID draft, int revision, String hash, UUID proposedBy, UUID asked) {
        getSession().createNativeMutationQuery(
                "insert into gate.approval_request (draft_id, revision, hash, proposed_by, asked) "
                        + "values (:draft, :revision, cast(:hash as bytea), :proposer, :asked)")
                .setParameter("draft", draft).setParameter("revision", revision)
                .setParameter("hash", HexFormat.of().parseHex(hash)).setParameter("proposer", proposedBy)
                .setParameter("asked", asked).executeUpdate();
    }

    List<UUID> publishers() {
        return getSession().createNativeQuery("select it from gate.publishers() it", UUID.class).getResultList();
    }

    /** The affected audiences of the incident that are neither in the list nor told by the notice. */
    List<String> leavesOut(UUID incident, String notice, List<String> said) {
        if (incident == null) {
            return List.of();
        }
        String[] left = getSession().createNativeQuery(
                "select gate.leaves_out(:incident, cast(:notice as text), string_to_array(:said, ','))", String[].class)
                .setParameter("incident", incident).setParameter("notice", notice).setParameter("said", String.join(",", said))
                .getSingleResult();
        return List.of(left);
    }

    /** What the template says in each of its languages, as JSON: see {@code gate.words}. */
    String words(UUID template, String notice, String update) {
        return getSession().createNativeQuery(
                "select cast(gate.words(:template, cast(:notice as jsonb), cast(:update as jsonb)) as text)", String.class)
                .setParameter("template", template).setParameter("notice", notice).setParameter("update", update)
                .getSingleResult();
    }

    /** The database's clock, by which everything falls due. */
    Instant now() {
        return getSession().createNativeQuery("select security.now()", Instant.class).getSingleResult();
    }

    Optional<Proposal> proposal(UUID draft, int number) {
        return proposals(draft).stream().filter(proposal -> proposal.revision() == number).findFirst();
    }

    /** Every revision, oldest first. */
    List<Proposal> proposals(UUID draft) {
        Map<Integer, List<DraftContent.Omission>> omissions = getSession()
                .createNativeQuery(
                        "select revision, audience, reason from gate.omission where draft_id = :draft order by audience",
                        Object[].class)
                .setParameter("draft", draft).getResultStream().collect(Collectors.groupingBy(row -> (Integer) row[0],
                        Collectors.mapping(row -> new DraftContent.Omission((String) row[1], (String) row[2]),
                                Collectors.toList())));
        Map<Integer, List<ApprovalRequest>> requests = getSession().createNativeQuery(
                "select revision, asked, asked_by, asked_at from gate.approval_request where draft_id = :draft order by asked_at, asked",
                Object[].class).setParameter("draft", draft).getResultStream()
                .collect(Collectors.groupingBy(row -> (Integer) row[0],
                        Collectors.mapping(row -> new ApprovalRequest((UUID) row[1], (UUID) row[2], (Instant) row[3],
                                ((Instant) row[3]).plus(GatePolicy.SILENCE)), Collectors.toList())));
        return getSession().createNativeQuery(
                """
                select r.number, r.content, encode(r.hash, 'hex'), r.proposed_by, r.proposed_at, a.approved_by, a.approved_at,
                    d.declined_by, d.because
                from gate.revision r
                left join lateral (select approved_by, approved_at from gate.approval a where a.draft_id = r.draft_id
                    and a.revision = r.number and a.voided_at is null order by a.approved_at limit 1) a on true
                left join gate.decline d on d.draft_id = r.draft_id and d.revision = r.number
                where r.draft_id = :draft order by r.number
                """, Object[].class).setParameter("draft", draft).getResultStream()
                .map(row -> new Proposal((Integer) row[0], Bundle.read((String) row[1]), (String) row[2],
                        omissions.getOrDefault(row[0], List.of()), requests.getOrDefault(row[0], List.of()), (UUID) row[3],
                        (Instant) row[4], (UUID) row[5], (Instant) row[6], (UUID) row[7], (String) row[8]))
                .toList();
    }

    /** @param where over {@code d}, with the parameter {@code it} */
    List<DraftSummary> summaries(String where, Object it, int limit) {
        return getSession().createNativeQuery(
                """
                select d.id, d.kind, d.incident_id, d.notice_id, d.state, d.title, d.written_by, d.written_at,
                    (select r.proposed_by from gate.revision r where r.draft_id = d.id and r.number = d.revision),
                    (select q.asked from gate.approval_request q where q.draft_id = d.id and q.revision = d.revision
                        order by q.asked_at desc limit 1),
                    d.due_at
                from gate.draft d where %s order by d.written_at desc, d.id limit %d
                """.formatted(where, limit), Object[].class).setParameter("it", it).getResultStream()
                .map(row -> new DraftSummary((UUID) row[0], DraftKind.valueOf((String) row[1]), (UUID) row[2], (String) row[3],
                        DraftState.valueOf((String) row[4]), (String) row[5], (UUID) row[6], (Instant) row[7], (UUID) row[8],
                        (UUID) row[9], (Instant) row[10]))
                .toList();
    }

    /** What should have gone out by now. */
    List<UUID> due() {
        return getSession().createNativeQuery(
                "select id from gate.draft where state = 'SCHEDULED' and due_at <= security.now() order by due_at, id",
                UUID.class)
                .getResultList();
    }

    Optional<UUID> byRequestKey(UUID author, String requestKey) {
        return getSession()
                .createNativeQuery("select id from gate.draft where written_by = :author and request_key = :key", UUID.class)
                .setParameter("author", author).setParameter("key", requestKey).getResultStream().findFirst();
    }

    Optional<PublicationRecord> publication(UUID draft) {
        return publications("p.draft_id = :it", draft).stream().findFirst();
    }

    /** Everything that went out about an incident, oldest first. */
    List<PublicationRecord> publicationsOf(UUID incident) {
        return publications("p.incident_id = :it", incident);
    }

    /** Everything that went out about a notice, oldest first. */
    List<PublicationRecord> publicationsOf(String notice) {
        return publications("p.notice_id = :it", notice);
    }

    /** Why audiences were left out of a notice: for each the reason that was given last. */
    List<DraftContent.Omission> omissionsOf(String notice) {
        return getSession().createNativeQuery(
                """
                select distinct on (o.audience) o.audience, o.reason
                from gate.omission o join gate.publication p on p.draft_id = o.draft_id and p.revision = o.revision
                where p.notice_id = :notice order by o.audience, p.published_at desc, p.draft_id desc
                """, Object[].class).setParameter("notice", notice).getResultStream()
                .map(row -> new DraftContent.Omission((String) row[0], (String) row[1])).toList();
    }

    /** What one person let out alone and nobody has looked at since, oldest first. */
    List<PublicationRecord> unreviewed() {
        return publications("p.lane = :it and p.reviewed_by is null", Lane.SHORT.name());
    }

    /** The incident that the gate knows to be behind a notice: null when it was unlinked or is not the person's to see. */
    UUID incidentBehind(String notice) {
        return getSession()
                .createNativeQuery(
                        "select incident_id from gate.publication where notice_id = :notice and incident_id is not null "
                                + "order by published_at, draft_id",
                        UUID.class)
                .setParameter("notice", notice).getResultStream().findFirst().orElse(null);
    }

    private List<PublicationRecord> publications(String where, Object it) {
        return getSession().createNativeQuery(
                """
                select p.draft_id, p.revision, encode(p.hash, 'hex'), p.lane, p.proposed_by, p.approved_by, p.published_by,
                    p.published_at, p.notice_id, p.reviewed_by, p.reviewed_at, d.kind
                from gate.publication p join gate.draft d on d.id = p.draft_id where %s order by p.published_at, p.draft_id
                """.formatted(where), Object[].class).setParameter("it", it).getResultStream()
                .map(row -> new PublicationRecord((UUID) row[0], DraftKind.valueOf((String) row[11]), (Integer) row[1],
                        (String) row[2],
                        Lane.valueOf((String) row[3]), (UUID) row[4], (UUID) row[5], (UUID) row[6], (Instant) row[7],
                        (String) row[8], (UUID) row[9], (Instant) row[10]))
                .toList();
    }

    /** @param where over {@code t}, with the parameter {@code it} */
    List<Takedown> takedowns(String where, Object it) {
        return getSession().createNativeQuery(
                """
                select t.id, t.kind, t.notice_id, t.entry_id, t.reason, t.note, t.taken_by, t.taken_at, t.reviewed_by, t.reviewed_at
                from gate.takedown t where %s order by t.taken_at, t.id
                """.formatted(
                        where),
                Object[].class).setParameter("it", it).getResultStream()
                .map(row -> new Takedown((UUID) row[0], Takedown.Kind.valueOf((String) row[1]), (String) row[2],
                        (String) row[3],
                        row[4] == null ? null : RetractionReason.valueOf((String) row[4]), (String) row[5], (UUID) row[6],
                        (Instant) row[7], (UUID) row[8], (Instant) row[9]))
                .toList();
    }

    void reviewPublication(UUID draft) {
        getSession().createNativeQuery("select cast(gate.review_publication(:draft) as text)", String.class)
                .setParameter("draft", draft).getSingleResult();
    }

    void reviewTakedown(UUID takedown) {
        getSession().createNativeQuery("select cast(gate.review_takedown(:takedown) as text)", String.class)
                .setParameter("takedown", takedown).getSingleResult();
    }

    /** The newest revision of each template and language, originals first within a state; words and phrases as JSON stay with the caller. */
    List<Object[]> templates() {
        return getSession().createNativeQuery(
                """
                select t.id, t.key, t.revision, t.language, t.state, t.name, t.title, cast(t.words as text), cast(t.phrases as text),
                    t.draft_id, t.created_at, t.translates, gate.standing(t)
                from gate.template t where not exists (select from gate.template n where n.key = t.key and n.language = t.language
                    and n.revision > t.revision)
                order by array_position(array['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED', 'SCHEDULED', 'IN_PROGRESS',
                    'VERIFYING', 'COMPLETED', 'CANCELLED'], t.state), t.translates is not null, t.key, t.language
                """,
                Object[].class).getResultList();
    }
}
