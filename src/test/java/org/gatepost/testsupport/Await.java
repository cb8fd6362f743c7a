package org.gatepost.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.postgresql.PGConnection;

/**
 * Waits for what comes by itself: looks often enough to lose no time, and leaves the processor to what it waits for in between, which
 * runs in the same process.
 */
public final class Await {
    /** Nothing that tests wait for takes more than two seconds; a machine that is busy may take some more. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Await() {
    }

    /**
     * @param what is named when it did not come
     * @return how long it took
     */
    public static Duration until(String what, Callable<Boolean> isSo) {
        long begin = System.nanoTime();
        Awaitility.await(what).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(LOOK_EVERY).atMost(PATIENCE)
                .until(isSo);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Until PostgreSQL says that this connection waits for a lock: only then the order of the two is what the test says. */
    public static void lockOf(Connection connection) throws SQLException {
        int backend = connection.unwrap(PGConnection.class).getBackendPID();
        until("a lock that the other one waits for",
                () -> "Lock".equals(Database.seen("select wait_event_type from pg_stat_activity where pid = " + backend)));
    }
}
