package org.gatepost.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who sent this request. The token's issuer and subject are the identity, never the e-mail or the name; the database remembers what
 * the realm says of the roles for a quarter of an hour.
 */
@RequestScoped
public class Visitor {
    private static final Set<String> ROLES = Set.of(Operator.RESPONDER, Operator.PUBLISHER, Operator.SECURITY, Operator.ADMIN,
            Operator.AUTOMATION);
    private static final int NAME_LIMIT = 100;
    private static final String MEET = "select cast(security.meet(?, ?, ?, ?, cast(? as text[]), ?, cast(? as timestamptz), "
            + "cast(? as timestamptz)) as text)";

    private final SecurityIdentity identity;
    private final Transactions transactions;
    private final Instance<Session> room;
    private final SecurityConfiguration configuration;
    private final Clock clock;
    private Operator operator;

    Visitor(SecurityIdentity identity, Transactions transactions, @PersistenceUnit("private") Instance<Session> room,
            SecurityConfiguration configuration, Clock clock) {
        this.clock = clock;
        this.identity = identity;
        this.transactions = transactions;
        this.room = room;
        this.configuration = configuration;
    }

    /**
     * The operator, met once per request.
     *
     * @throws NotAllowedException when the request carries no token of ours
     */
    public Operator operator() {
        if (operator == null) {
            operator = meet();
        }
        return operator;
    }

    /** Until when the fresh login of this session counts; empty when it does not. */
    public Optional<Instant> shiftEndsAt() {
        Operator visitor = operator();
        return transactions.inRoom(visitor, () -> Optional.ofNullable(room.get()
                .createNativeQuery("select security.shift_ends_at()", Instant.class).getSingleResult()));
    }

    private Operator meet() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new NotAllowedException("Log in first.");
        }
        Set<String> roles = new TreeSet<>(identity.getRoles());
        roles.retainAll(ROLES);
        Operator.Kind kind = roles.contains(Operator.AUTOMATION) ? Operator.Kind.MACHINE : Operator.Kind.PERSON;
        String name = nameIn(token);
        String session = sessionOf(token);
        Instant authenticatedAt = authenticatedAt(token);
        Instant confirmedAt = confirmedAt();
        String id = transactions.asConsole(() -> answer(MEET, token.getIssuer(), token.getSubject(), name,
                kind.name().toLowerCase(Locale.ROOT), "{" + String.join(",", roles) + "}", session,
                authenticatedAt == null ? null : authenticatedAt.toString(),
                confirmedAt == null ? null : confirmedAt.toString()));
        Operator below = new Operator(UUID.fromString(id), name, kind, Set.copyOf(roles), Ceiling.RESPONDER, session);
        return mayRaise(below) ? new Operator(below.id(), name, kind, below.roles(), Ceiling.CLEARED, session) : below;
    }

    private boolean mayRaise(Operator below) {
        if (below.kind() == Operator.Kind.MACHINE
                || (!cameByBrowser() && !(cameByToken() && configuration.passwordTokensReachEmbargoes()))) {
            return false;
        }
        return transactions.inRoom(below, () -> Boolean.parseBoolean(answer("select cast(embargo.may_raise() as text)")));
    }

    /** The one text that is answered. Straight to the connection, because it is asked with every request. */
    private String answer(String question, String... parameters) {
        return room.get().doReturningWork(connection -> {
            try (PreparedStatement asks = connection.prepareStatement(question)) {
                for (int i = 0; i < parameters.length; i++) {
                    asks.setString(i + 1, parameters[i]);
                }
                try (ResultSet rows = asks.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }

    private boolean cameByBrowser() {
        return identity.getCredential(IdTokenCredential.class) != null;
    }

    private boolean cameByToken() {
        return !cameByBrowser() && identity.getCredential(AccessTokenCredential.class) != null;
    }

    /**
     * The database knows a login session by a hash: the id itself ends sessions at the login server. A token without one is a session of its
     * own.
     */
    private static String sessionOf(JsonWebToken token) {
        Object id = token.getClaim("sid") == null ? token.getTokenID() : token.getClaim("sid");
        if (id == null || id.toString().isBlank()) {
            return Operator.NO_SESSION;
        }
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(id.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    /** When somebody last showed who they are (OpenID Connect Core, 2, {@code auth_time}); null when the token does not say. */
    private Instant authenticatedAt(JsonWebToken token) {
        Object at = token.getClaim("auth_time");
        boolean isUnsaid = at == null || at.toString().equals("0");
        if (isUnsaid && cameByToken() && configuration.passwordTokensReachEmbargoes()) {
            // A password was typed for this very token.
            at = token.getIssuedAtTime();
        } else if (isUnsaid) {
            return null;
        }
        boolean isStrongEnough = configuration.stepUpAcr().map(acr -> acr.equals(token.getClaim("acr"))).orElse(true);
        return !isStrongEnough ? null : Instant.ofEpochSecond(Long.parseLong(at.toString()));
    }

    /** When the login server last said that this session and account are there; null when it is silent. */
    private Instant confirmedAt() {
        return cameByBrowser() ? identity.getAttribute(Standing.CONFIRMED_AT) : clock.instant();
    }

    private static String nameIn(JsonWebToken token) {
        String name = token.getClaim("name");
        if (name == null || name.isBlank()) {
            name = token.getClaim("preferred_username");
        }
        if (name == null || name.isBlank()) {
            name = token.getSubject();
        }
        return name.length() > NAME_LIMIT ? name.substring(0, NAME_LIMIT) : name;
    }
}
