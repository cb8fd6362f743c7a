package org.gatepost.security;

import java.util.Set;
import java.util.UUID;

/**
 * A person or machine that is logged in and acts.
 *
 * @param id ours, made at the first login; identity outside is the token's issuer and subject
 * @param roles of the realm: responder, publisher, security, admin, automation
 * @param ceiling the most that this operator may be let near in this request
 * @param session the hash of the login session, 64 characters, by which the database knows how fresh the login is; or
 *        {@link #NO_SESSION}
 */
public record Operator(UUID id, String name, Kind kind, Set<String> roles, Ceiling ceiling, String session) {
    /** Of the console itself, the schedule, and whoever did not log in: nothing that takes a fresh login is open to it. */
    public static final String NO_SESSION = "none";
    public static final String RESPONDER = "responder";
    public static final String PUBLISHER = "publisher";
    public static final String SECURITY = "security";
    public static final String ADMIN = "admin";
    public static final String AUTOMATION = "automation";

    /** Who lets out what is due: the console's own clock. {@code security.schedule()} in V2 is the same. */
    public static final Operator SCHEDULE = new Operator(UUID.fromString("00000000-0000-4000-8000-000000000001"),
            "The schedule", Kind.MACHINE, Set.of(), Ceiling.RESPONDER);

    /** Somebody without a login session. */
    public Operator(UUID id, String name, Kind kind, Set<String> roles, Ceiling ceiling) {
        this(id, name, kind, roles, ceiling, NO_SESSION);
    }

    /** Whether somebody can be asked. */
    public enum Kind {
        PERSON, MACHINE
    }

    public boolean isResponder() {
        return kind == Kind.PERSON && roles.contains(RESPONDER);
    }

    public boolean isPublisher() {
        return kind == Kind.PERSON && roles.contains(PUBLISHER);
    }
}
