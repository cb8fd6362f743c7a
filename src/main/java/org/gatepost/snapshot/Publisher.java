package org.gatepost.snapshot;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gatepost.site.Site;
import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** The publisher's loop, on one thread of its own. In every other face it does nothing and asks for nothing. */
@ApplicationScoped
class Publisher {

    /** Five times a second, one short query each: a publication has to be out within two seconds, and rendering takes most of them. */
    static final int LOOK_EVERY_MILLIS = 200;
    /** How long a running look may take to end when the process is told to stop. */
    static final int STOP_WITHIN_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    @ConfigProperty(name = "gatepost.face.publisher", defaultValue = "false")
    boolean isPublisher;

    @Inject
    SnapshotConfig config;

    @Inject
    PublisherConfig publisherConfig;

    @Inject
    Site site;

    @Inject
    Clock clock;

    @Inject
    RequestContextController requests;

    @Inject
    @DataSource("reader")
    InjectableInstance<AgroalDataSource> database;

    private ScheduledExecutorService thread;
    private Leadership leadership;
    private Ticks ticks;
    private String said = "";

    void start(@Observes StartupEvent event) {
        if (!isPublisher) {
            return;
        }
        SigningKey key = SigningKey.of(publisherConfig.signingKeyId(), publisherConfig.signingKey());
        VerificationKeys keys = VerificationKeys.of(config.verificationKeys(), key);
        SnapshotStore store = new SnapshotStore(config.requireDirectory(), key, keys, clock, new Disk());
        ticks = new Ticks(site::revision, site::withdrawn, site::surfaces, store, publisherConfig.requireTick(), clock);
        leadership = new Leadership(database.get());
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "publisher"));
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean activated = requests.activate();
        try {
            if (!leadership.isHeld()) {
                say(Logger.Level.INFO, "Another publisher leads; this one waits.");
            } else if (ticks.look()) {
                say(Logger.Level.INFO, "This publisher leads, and signs.");
            }
        } catch (SnapshotRefusedException e) {
            say(Logger.Level.ERROR, e.getMessage());
        } catch (SQLException | RuntimeException | Error e) {
            // The kind alone: a message of the database or of a template may quote what it was reading.
            say(Logger.Level.ERROR, "No snapshot was signed (" + e.getClass().getName()
                    + "); the last one stays, and this is tried again.");
        } finally {
            if (activated) {
                requests.deactivate();
            }
        }
    }

    private void say(Logger.Level level, String sentence) {
        if (!sentence.equals(said)) {
            LOG.log(level, sentence);
            said = sentence;
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (thread == null) {
            return;
        }
        thread.shutdown();
        if (!thread.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
        try {
            leadership.close();
        } catch (SQLException e) {
            LOG.debug("The database was gone before the publisher; its lock went with it.");
        }
    }
}
