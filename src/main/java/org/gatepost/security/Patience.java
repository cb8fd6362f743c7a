package org.gatepost.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * How long anybody waits for the login server. Quarkus limits the time of connecting only, so that a server that takes connections and
 * answers nothing would hold every request of a session whose token wants to be renewed.
 */
@Unremovable
@ApplicationScoped
class Patience implements OidcRequestFilter {
    static final Duration WITH_ANY = Duration.ofSeconds(2);
    /** Renewing can wait: the session lives on without it. */
    private static final Duration WITH_A_SILENT_ONE = Duration.ofMillis(100);
    private static final Duration SILENCE_IS_REMEMBERED = Duration.ofMinutes(1);
    private static final String RENEWING = "grant_type=refresh_token";

    private final Clock clock;
    private volatile Instant silentAt;

    Patience(Clock clock) {
        this.clock = clock;
    }

    void heard() {
        silentAt = null;
    }

    void notHeard() {
        silentAt = clock.instant();
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext request) {
        Duration limit = isSilent() && isRenewing(request.requestBody()) ? WITH_A_SILENT_ONE : WITH_ANY;
        request.request().timeout(limit.toMillis());
        return Uni.createFrom().voidItem();
    }

    private boolean isSilent() {
        Instant at = silentAt;
        return at != null && Duration.between(at, clock.instant()).abs().compareTo(SILENCE_IS_REMEMBERED) < 0;
    }

    private static boolean isRenewing(Buffer body) {
        return body != null && body.toString(StandardCharsets.UTF_8).contains(RENEWING);
    }
}
