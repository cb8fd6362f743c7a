package org.gatepost.gate;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.AbsentException;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

/** Drafts and what is frozen of them. The frozen rows are written and read by statements: they have no life of their own. */
@ApplicationScoped
class DraftRepository implements PanacheRepositoryBase<Draft, UUID> {

    Draft require(UUID id) {
        return findByIdOptional(id).orElseThrow(AbsentException::new);
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

    Optional<Proposal> proposal(UUID draft, int number) {
        List<Object[]> rows = getSession().createNativeQuery(
                """
                select r.content, encode(r.hash, 'hex'), r.proposed_by, r.proposed_at, a.approved_by, a.approved_at
                from gate.revision r left join gate.approval a on a.draft_id = r.draft_id and a.revision = r.number
                    and a.voided_at is null
                where r.draft_id = :draft and r.number = :number order by a.approved_at limit 1
                """, Object[].class).setParameter("draft", draft).setParameter("number", number).getResultList();
        return rows.stream().findFirst()
                .map(row -> new Proposal(number, Bundle.read((String) row[0]), (String) row[1], List.of(), List.of(),
                        (UUID) row[2],
                        (Instant) row[3], (UUID) row[4], (Instant) row[5], null, null));
    }

    Optional<PublicationRecord> publication(UUID draft) {
        return publications("p.draft_id = :it", draft).stream().findFirst();
    }

    /** Everything that went out about an incident, oldest first. */
    List<PublicationRecord> publicationsOf(UUID incident) {
        return publications("p.incident_id = :it", incident);
    }

    /** The incident behind a notice, as the gate knows it: null when its first words were unlinked, empty when there are none. */
    Optional<UUID[]> incidentBehind(String notice) {
        List<PublicationRecord> of = publications("p.notice_id = :it", notice);
        return of.stream().findFirst().map(first -> new UUID[]{require(first.draft()).incident()});
    }

    private List<PublicationRecord> publications(String where, Object it) {
        return getSession().createNativeQuery(
                """
                select p.draft_id, p.revision, encode(p.hash, 'hex'), p.lane, p.proposed_by, p.approved_by, p.published_by,
                    p.published_at, p.notice_id
                from gate.publication p where %s order by p.published_at, p.draft_id
                """.formatted(where), Object[].class).setParameter("it", it).getResultStream()
                .map(row -> new PublicationRecord((UUID) row[0], (Integer) row[1], (String) row[2],
                        Lane.valueOf((String) row[3]),
                        (UUID) row[4],
                        (UUID) row[5], (UUID) row[6], (Instant) row[7], (String) row[8], null, null))
                .toList();
    }
}
