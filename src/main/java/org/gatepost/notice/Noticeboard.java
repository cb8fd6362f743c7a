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
     * Copies the approved words of a draft, inside the gate's transaction.
     *
     * @param hash SHA-256 of the approved words, in hex
     * @param ids new public ids of 12 characters, for whatever has none yet: notice first, then update
     * @return the public id of the notice; of the last one for an import, which may also hold none (null)
     */
    public String post(UUID draft, String hash, List<String> ids) {
        return published.get().createNativeQuery(
                "select published.post(:draft, cast(:hash as bytea), string_to_array(:ids, ','))", String.class)
                .setParameter("draft", draft).setParameter("hash", HexFormat.of().parseHex(hash))
                .setParameter("ids", String.join(",", ids))
                .getSingleResult();
    }
}
