package org.gatepost.notice;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;

/**
 * The one way in for public words: a function of the database ({@code published.post}, V7) that looks up for itself who asks, what was
 * approved and whether it may go out. No role can write here by another way. Only the gate calls it.
 */
@ApplicationScoped
public class Noticeboard {
    private final Instance<Session> published;

    Noticeboard(@PersistenceUnit("published") Instance<Session> published) {
        this.published = published;
    }

    /**
     * Copies the frozen words of a draft, inside the gate's transaction.
     *
     * @param hash SHA-256 of the frozen words, in hex
     * @param ids new public ids of 12 characters, for whatever has none yet: notice first, then update
     * @param lane by which rule: FAST, SHORT, GUARDED or IMPORT
     * @return the public id of the notice; of the last one for an import; null when there is none
     */
    public String post(UUID draft, String hash, List<String> ids, String lane) {
        return published.get().createNativeQuery(
                "select published.post(:draft, cast(:hash as bytea), string_to_array(:ids, ','), :lane)", String.class)
                .setParameter("draft", draft).setParameter("hash", HexFormat.of().parseHex(hash))
                .setParameter("ids", String.join(",", ids)).setParameter("lane", lane)
                .getSingleResult();
    }

    /**
     * Strikes an entry, or all entries of a notice.
     *
     * @param entry null for all
     * @return the id of the takedown
     */
    public UUID retract(String notice, String entry, RetractionReason reason, String note) {
        return published.get()
                .createNativeQuery("select published.retract(:notice, cast(:entry as text), :reason, :note)", UUID.class)
                .setParameter("notice", notice).setParameter("entry", entry).setParameter("reason", reason.name())
                .setParameter("note", note).getSingleResult();
    }

    /**
     * Removes an entry, or a whole notice, and leaves a tombstone.
     *
     * @param entry null for the whole notice; the last entry takes the notice with it
     * @return the id of the takedown
     */
    public UUID withdraw(String notice, String entry, String note) {
        return published.get().createNativeQuery("select published.withdraw(:notice, cast(:entry as text), :note)", UUID.class)
                .setParameter("notice", notice).setParameter("entry", entry).setParameter("note", note).getSingleResult();
    }
}
