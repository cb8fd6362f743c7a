package org.gatepost.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import org.gatepost.local.Parts;

/**
 * The clock of the application and of its database: the system's, until a test sets it. It then stands still until it is set again or
 * runs again. Only ever set it to the past: what was promised until a time in the future would outlive the test.
 */
@Singleton
public class TestClock extends Clock {
    private static final String FUNCTION = "create or replace function security.now() returns timestamptz language sql stable "
            + "set search_path = pg_catalog, pg_temp as $$ select %s $$";

    private volatile Instant standing;
    private Connection owner;

    public synchronized void stand(Instant at) {
        if (at.isAfter(Clock.systemUTC().instant())) {
            throw new IllegalArgumentException("The clock was to be set to the future: " + at);
        }
        database("timestamptz '" + at + "'");
        standing = at;
    }

    public void forward(Duration duration) {
        stand(instant().plus(duration));
    }

    public synchronized void run() {
        if (standing != null) {
            standing = null;
            database("transaction_timestamp()");
        }
    }

    private void database(String now) {
        try {
            // Kept open, because a script sets the clock often and a login is slow on purpose.
            owner = owner == null ? Parts.shared().connection("migrator") : owner;
            Database.execute(owner, FUNCTION.formatted(now));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Instant instant() {
        Instant now = standing;
        return now == null ? Clock.systemUTC().instant() : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Everything here is in UTC.");
    }
}
