package org.gatepost.security;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;

/**
 * What was done, by whom, about what. The database picks the stream, open or sealed, by what the incident is at that moment, and takes
 * the person from the signed context: a use case records last, inside its own transaction.
 */
@ApplicationScoped
public class Audit {
    private final Instance<Session> room;

    Audit(@PersistenceUnit("private") Instance<Session> room) {
        this.room = room;
    }

    /**
     * Somebody looks at something sealed: kept in the sealed stream, once a minute for a screen that refreshes itself. Of what is open
     * nothing is kept.
     *
     * @param what of the incident is looked at, such as {@code draft} and its id, at most 200 characters; null for the incident itself
     */
    public void saw(Operator operator, UUID incident, String what) {
        if (operator.ceiling() == Ceiling.CLEARED) {
            saw(room.get(), incident, what);
        }
    }

    /** As above, in a session of another room. */
    public static void saw(Session session, UUID incident, String what) {
        session.createNativeQuery("select cast(security.saw(:incident, :what) as text)", String.class)
                .setParameter("incident", incident).setParameter("what", what).getSingleResult();
    }

    /**
     * @param act two or three words in the imperative, at most 60 characters, never words of the incident
     * @param incident or null
     * @param subject an id, at most 200 characters, or null
     */
    public void record(String act, UUID incident, String subject) {
        // Sealing and inserting must have reached the database before it looks which stream is meant.
        room.get().flush();
        room.get()
                .createNativeQuery("select cast(security.record(:act, cast(:incident as uuid), :subject) as text)",
                        String.class)
                .setParameter("act", act).setParameter("incident", incident == null ? null : incident.toString())
                .setParameter("subject", subject).getSingleResult();
    }
}
