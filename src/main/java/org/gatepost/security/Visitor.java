package org.gatepost.security;

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

    private final SecurityIdentity identity;
    private final Transactions transactions;
    private final Instance<Session> room;
    private final SecurityConfiguration configuration;
    private Operator operator;

    Visitor(SecurityIdentity identity, Transactions transactions, @PersistenceUnit("private") Instance<Session> room,
            SecurityConfiguration configuration) {
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

    private Operator meet() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new NotAllowedException("Log in first.");
        }
        Set<String> roles = new TreeSet<>(identity.getRoles());
        roles.retainAll(ROLES);
        Operator.Kind kind = roles.contains(Operator.AUTOMATION) ? Operator.Kind.MACHINE : Operator.Kind.PERSON;
        String name = nameIn(token);
        String id = transactions.asConsole(() -> room.get()
                .createNativeQuery(
                        "select cast(security.meet(:issuer, :subject, :name, :kind, cast(:roles as text[])) as text)",
                        String.class)
                .setParameter("issuer", token.getIssuer()).setParameter("subject", token.getSubject())
                .setParameter("name", name)
                .setParameter("kind", kind.name().toLowerCase()).setParameter("roles", "{" + String.join(",", roles) + "}")
                .getSingleResult());
        Operator below = new Operator(UUID.fromString(id), name, kind, Set.copyOf(roles), Ceiling.RESPONDER);
        return mayRaise(below) ? new Operator(below.id(), name, kind, below.roles(), Ceiling.CLEARED) : below;
    }

    private boolean mayRaise(Operator below) {
        boolean cameByBrowser = identity.getCredential(IdTokenCredential.class) != null;
        boolean cameByToken = identity.getCredential(AccessTokenCredential.class) != null;
        if (below.kind() == Operator.Kind.MACHINE
                || (!cameByBrowser && !(cameByToken && configuration.passwordTokensReachEmbargoes()))) {
            return false;
        }
        return transactions.inRoom(below,
                () -> room.get().createNativeQuery("select embargo.may_raise()", Boolean.class).getSingleResult());
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
