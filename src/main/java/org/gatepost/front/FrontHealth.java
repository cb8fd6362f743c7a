package org.gatepost.front;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.gatepost.snapshot.Snapshot;

/**
 * A front is ready once it holds a snapshot, however old: a new one that cannot reach the store must not take readers from
 * others that can. Says the serial and the age of the tick in seconds.
 */
@Readiness
@ApplicationScoped
class FrontHealth implements HealthCheck {

    @Inject
    FrontRoute front;

    @Inject
    Clock clock;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("snapshot");
        if (!front.isFront()) {
            return response.up().build();
        }
        Optional<Snapshot> snapshot = front.current();
        snapshot.ifPresent(held -> response.withData("serial", held.serial()).withData("age-seconds",
                Duration.between(held.tick(), clock.instant()).toSeconds()));
        return response.status(snapshot.isPresent()).build();
    }
}
