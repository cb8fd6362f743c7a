package org.gatepost.front;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gatepost.snapshot.Snapshot;
import org.gatepost.snapshot.SnapshotConfig;
import org.gatepost.snapshot.SnapshotReader;
import org.jboss.logging.Logger;

import io.vertx.ext.web.Router;

/** Puts the {@link Front} before everything else that a port could answer, in a process that is a front; else does nothing. */
@ApplicationScoped
class FrontRoute {

    private static final Logger LOG = Logger.getLogger(FrontRoute.class);

    @ConfigProperty(name = "gatepost.face.front", defaultValue = "false")
    boolean isFront;

    @Inject
    FrontConfig config;

    @Inject
    SnapshotConfig snapshotConfig;

    @Inject
    Clock clock;

    private SnapshotReader reader;
    private ScheduledExecutorService thread;

    void register(@Observes Router router) {
        if (!isFront) {
            return;
        }
        reader = new SnapshotReader(snapshotConfig.requireDirectory(), snapshotConfig.requireKeys(), clock);
        look();
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread looking = new Thread(task, "front");
            looking.setDaemon(true);
            return looking;
        });
        long millis = config.lookEvery().toMillis();
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);

        Front front = new Front(reader::current, clock);
        router.route().order(Integer.MIN_VALUE).handler(context -> front.handle(context.request()));
    }

    private void look() {
        try {
            reader.look();
        } catch (RuntimeException | Error e) {
            // Thrown out of here it would end the looking for ever.
            LOG.errorf("The store could not be looked at (%s); the last good snapshot stays.", e.getClass().getName());
        }
    }

    boolean isFront() {
        return isFront;
    }

    /** What is served, or empty before the first publication. */
    Optional<Snapshot> current() {
        return reader == null ? Optional.empty() : reader.current();
    }

    @PreDestroy
    void stop() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
