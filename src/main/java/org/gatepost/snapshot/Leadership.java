package org.gatepost.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import org.postgresql.jdbc.PgConnection;

/**
 * At most one publisher leads: it holds a PostgreSQL advisory lock of its session, on a connection that does nothing else. When
 * the session ends, for whatever reason, so does the leadership. For one thread.
 */
final class Leadership implements AutoCloseable {

    /** "gatepost" as eight letters: one snapshot store per database. */
    static final long LOCK = 0x67617465706f7374L;
    /** After this many milliseconds without an answer the database counts as dead. */
    static final int ANSWER_WITHIN_MILLIS = 5_000;

    private static final Executor HERE = Runnable::run;

    private final DataSource database;
    private Connection session;

    Leadership(DataSource database) {
        this.database = database;
    }

    /**
     * Whether this process leads now; asks the database each time, and tries to become the leader when it is not.
     *
     * @throws SQLException if the database does not answer; leadership is lost then, and tried for again at the next call
     */
    boolean isHeld() throws SQLException {
        try {
            if (session != null) {
                ask("select true");
                return true;
            }
            session = database.getConnection();
            session.setNetworkTimeout(HERE, ANSWER_WITHIN_MILLIS);
            boolean held = ask("select pg_try_advisory_lock(" + LOCK + ")");
            if (!held) {
                close();
            }
            return held;
        } catch (SQLException e) {
            abandon();
            throw e;
        }
    }

    private boolean ask(String question) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(question); ResultSet answer = statement.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Gives the lead back, for another process to take. */
    @Override
    public void close() throws SQLException {
        if (session != null) {
            try {
                ask("select true from pg_advisory_unlock_all()");
            } finally {
                session.close();
                session = null;
            }
        }
    }

    /**
     * Ends a session that may hang, so that nobody keeps it, and the lock with it. The driver's own connection is what is ended: a pool
     * that is told to abort one (Agroal 3.0) never gets back the place that it had, and has none left after a few.
     */
    private void abandon() {
        if (session == null) {
            return;
        }
        try (Connection place = session) {
            place.unwrap(PgConnection.class).abort(HERE);
        } catch (SQLException e) {
            // It is dead already, which is what was wanted.
        }
        session = null;
    }
}
