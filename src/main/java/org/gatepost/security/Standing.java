package org.gatepost.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/**
 * How people at a browser stand with the login server, asked at most once a minute for each session: a role that was taken, an account
 * that was closed and a session that was ended count from then on. A server that does not answer ends nobody's shift; the session lives
 * on until its token's grace is over ({@code quarkus.oidc.token.lifespan-grace}), and what the database gives for a confirmed session
 * only, the cleared ceiling, closes after a quarter of an hour.
 *
 * <p>
 * Around the login of Quarkus, because that asks only when a token has expired, and cannot tell a refusal from silence.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class Standing implements HttpAuthenticationMechanism {
    /** The attribute of an identity that says when the login server last confirmed it: an {@link Instant}, or nothing. */
    static final String CONFIRMED_AT = "gatepost.confirmed-at";

    private static final Logger LOG = Logger.getLogger(Standing.class);
    private static final Duration ASKED_EVERY = Duration.ofMinutes(1);
    private static final int MOST_SESSIONS = 10_000;
    private static final String METADATA = "configuration-metadata";
    private static final String ACCESS_TOKEN = "access_token";
    private static final String OTHER_TENANT = "tenant-id-set-by-session-cookie";
    private static final String ROLES_CLAIM = "groups";

    private final OidcAuthenticationMechanism login;
    private final Patience patience;
    private final Clock clock;
    private final WebClient web;
    private final Map<String, Known> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /**
     * @param roles that the login server named last, or null when it has not been heard yet
     * @param confirmedAt when it was heard, or null
     */
    private record Known(Instant askedAt, Instant confirmedAt, Set<String> roles) {
    }

    Standing(OidcAuthenticationMechanism login, Patience patience, Clock clock, Vertx vertx) {
        this.patience = patience;
        this.login = login;
        this.clock = clock;
        this.web = WebClient.create(vertx, new WebClientOptions().setConnectTimeout((int) Patience.WITH_ANY.toMillis())
                .setFollowRedirects(false).setUserAgentEnabled(false));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Executor here = here();
        return login.authenticate(context, identities).emitOn(here).onItem().transformToUni(identity -> isAtBrowser(identity)
                ? standing(context, identity, (JsonWebToken) identity.getPrincipal()).emitOn(here)
                : Uni.createFrom().item(identity));
    }

    /**
     * Back to the context of this very request. A limit of time runs out on the one that all requests of a thread share, and whoever went
     * on there would share the request's own things, who is acting among them, with others.
     */
    private static Executor here() {
        Context request = Vertx.currentContext();
        return work -> {
            if (request == null || request == Vertx.currentContext()) {
                work.run();
            } else {
                request.runOnContext(nothing -> work.run());
            }
        };
    }

    private static boolean isAtBrowser(SecurityIdentity identity) {
        return identity != null && identity.getCredential(IdTokenCredential.class) != null
                && identity.getPrincipal() instanceof JsonWebToken;
    }

    /** @return the identity as it stands now; nobody when the session is over, so that the next thing is a login */
    private Uni<SecurityIdentity> standing(RoutingContext context, SecurityIdentity identity, JsonWebToken token) {
        String session = token.getIssuer() + " " + token.getSubject() + " " + token.getClaim("sid");
        Known known = known(session);
        Instant now = clock.instant();
        if (known != null && Duration.between(known.askedAt(), now).abs().compareTo(ASKED_EVERY) < 0) {
            return Uni.createFrom().item(as(identity, known));
        }
        return ask(context, identity, token).map(answer -> {
            if (answer.isEmpty()) {
                patience.notHeard();
                Known heard = new Known(now, known == null ? null : known.confirmedAt(), known == null ? null : known.roles());
                know(session, heard);
                return as(identity, heard);
            }
            patience.heard();
            if (answer.get().isOver()) {
                forget(session);
                return null;
            }
            Known heard = new Known(now, now, answer.get().roles());
            know(session, heard);
            return as(identity, heard);
        });
    }

    /** @param roles that the account has now */
    private record Answer(boolean isOver, Set<String> roles) {
    }

    /** @return nothing when the login server is silent */
    private Uni<Optional<Answer>> ask(RoutingContext context, SecurityIdentity identity, JsonWebToken token) {
        OidcConfigurationMetadata metadata = identity.getAttribute(METADATA);
        String accessToken = context.get(ACCESS_TOKEN);
        if (metadata == null || metadata.getUserInfoUri() == null || accessToken == null) {
            LOG.error(
                    "The login server names no userinfo endpoint, or the session keeps no access token: nobody's standing is asked.");
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> web.getAbs(metadata.getUserInfoUri()).timeout(Patience.WITH_ANY.toMillis())
                        .bearerTokenAuthentication(accessToken).putHeader("Accept", "application/json").send()
                        .toCompletionStage())
                .map(answer -> read(answer, token.getSubject()))
                .onFailure().recoverWithItem(failure -> {
                    LOG.warn("The login server does not answer: sessions live on without it.");
                    return Optional.empty();
                });
    }

    private static Optional<Answer> read(HttpResponse<Buffer> answer, String subject) {
        if (answer.statusCode() == 200) {
            JsonObject said = answer.bodyAsJsonObject();
            if (!subject.equals(said.getString("sub"))) {
                return Optional.of(new Answer(true, Set.of()));
            }
            Set<String> roles = new TreeSet<>();
            said.getJsonArray(ROLES_CLAIM, new JsonArray()).forEach(role -> roles.add(String.valueOf(role)));
            return Optional.of(new Answer(false, roles));
        }
        boolean isRefusal = answer.statusCode() >= 400 && answer.statusCode() < 500 && answer.statusCode() != 429;
        return isRefusal ? Optional.of(new Answer(true, Set.of())) : Optional.empty();
    }

    /** The same person, with the roles that the login server named last. */
    private static SecurityIdentity as(SecurityIdentity identity, Known known) {
        var standing = QuarkusSecurityIdentity.builder().setPrincipal(identity.getPrincipal())
                .addRoles(known.roles() == null ? identity.getRoles() : known.roles())
                .addCredentials(identity.getCredentials()).addAttributes(identity.getAttributes())
                .addPermissionChecker(identity::checkPermission);
        if (known.confirmedAt() != null) {
            standing.addAttribute(CONFIRMED_AT, known.confirmedAt());
        }
        return standing.build();
    }

    private Known known(String session) {
        synchronized (sessions) {
            return sessions.get(session);
        }
    }

    private void know(String session, Known known) {
        synchronized (sessions) {
            sessions.put(session, known);
        }
    }

    private void forget(String session) {
        synchronized (sessions) {
            sessions.remove(session);
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (StepUpException.ADDRESS.equals(context.request().path())) {
            // Otherwise the session at the console would be taken for one of another tenant, and end because somebody is asked again.
            context.remove(OTHER_TENANT);
        }
        return login.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return login.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return login.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return login.getPriority();
    }
}
