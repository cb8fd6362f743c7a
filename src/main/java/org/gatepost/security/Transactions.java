package org.gatepost.security;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.OptimisticLockException;

import org.hibernate.Session;
import org.hibernate.StaleStateException;
import org.postgresql.util.PSQLException;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * The one place that opens transactions. A private one takes two steps before any work: it picks the database role (the ceiling),
 * and it says, signed, who is acting. Whoever forgets to come here gets no rows at all. A transaction touches one persistence unit
 * and one role; a use case that is called inside another one of the same person joins it.
 */
@ApplicationScoped
public class Transactions {
    private static final String GATE = "gate";
    private static final String HERE = "select pg_backend_pid() || '|' || cast(extract(epoch from transaction_timestamp()) * 1000000 as bigint)";
    private static final Operator THE_CONSOLE_ITSELF = new Operator(new UUID(0, 0), "The console itself",
            Operator.Kind.MACHINE, Set.of(), Ceiling.RESPONDER);

    private final ActingTenant acting;
    private final ContextKey key;
    private final Instance<Session> privateRoom;
    private final Instance<Session> published;

    Transactions(ActingTenant acting, ContextKey key, @PersistenceUnit("private") Instance<Session> privateRoom,
            @PersistenceUnit("published") Instance<Session> published) {
        this.acting = acting;
        this.key = key;
        this.privateRoom = privateRoom;
        this.published = published;
    }

    /** Work on private rows, under the operator's ceiling and name. */
    public <T> T inRoom(Operator operator, Supplier<T> work) {
        return run(operator.ceiling().tenant(), operator, privateRoom, work);
    }

    /** Work at the gate: drafts and published words, under the role that cannot read incidents. */
    public <T> T atGate(Operator operator, Supplier<T> work) {
        return run(GATE, operator, published, work);
    }

    /** Work whose transactions can read and write nothing: to look with the eyes of others without leaving a trace in their name. */
    public <T> T onlyLooking(Supplier<T> work) {
        if (acting.isBusy()) {
            throw new IllegalStateException(
                    "Finish the transaction of " + acting.tenant() + " before you look as somebody else.");
        }
        acting.look(true);
        try {
            return work.get();
        } finally {
            acting.look(false);
        }
    }

    /** The console's own greeting of somebody who came with a fresh token, before it is known who acts. */
    <T> T asConsole(Supplier<T> work) {
        return run(Ceiling.RESPONDER.tenant(), THE_CONSOLE_ITSELF, privateRoom, work);
    }

    private <T> T run(String tenant, Operator operator, Instance<Session> rooms, Supplier<T> work) {
        if (acting.is(tenant, operator.id(), operator.session())) {
            return work.get();
        }
        if (acting.isBusy()) {
            throw new IllegalStateException("A transaction touches one role: finish that of " + acting.tenant() + " first.");
        }
        acting.begin(tenant, operator.id(), operator.session());
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                Session room = rooms.get();
                if (acting.isOnlyLooking()) {
                    room.createNativeMutationQuery("set transaction read only").executeUpdate();
                }
                enter(room, operator);
                T result = work.get();
                room.flush();
                return result;
            });
        } catch (RuntimeException e) {
            throw translated(e);
        } finally {
            acting.end();
        }
    }

    /**
     * Tells the database who acts, signed for this backend and this transaction (see V2, {@code security.context}), so that neither an
     * injected statement nor a replayed context can become somebody else.
     */
    private void enter(Session room, Operator operator) {
        String claim = operator.id() + "|" + operator.ceiling().tenant() + "|" + operator.session();
        // Straight to the connection: this comes before everything, and a native query costs Hibernate more than it costs the database.
        room.doWork(connection -> {
            String signature;
            try (Statement asks = connection.createStatement(); ResultSet here = asks.executeQuery(HERE)) {
                here.next();
                signature = key.sign(claim + "|" + here.getString(1));
            }
            try (PreparedStatement says = connection.prepareStatement("select set_config('gatepost.context', ?, true)")) {
                says.setString(1, claim + "|" + signature);
                says.execute();
            }
        });
    }

    /** What the database refused, as the rule that it stands for. Its own words go no further unless they are ours. */
    private static RuntimeException translated(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
                return new ConflictException("Somebody else changed this in the meantime: look at it again before you go on.");
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String sentence = sentenceOf(sql);
                switch (sql.getSQLState()) {
                    case "GP404", "42501" :
                        return new AbsentException();
                    case "GP401" :
                        return new StepUpException(sentence);
                    case "GP403" :
                        return new NotAllowedException(sentence);
                    case "GP409" :
                        return new ConflictException(sentence);
                    case "GP422" :
                        return new InvalidException(fieldOf(sql), sentence);
                    case "23505" :
                        return new ConflictException("Something of the same id is there already: nothing was changed.");
                    case "23514", "23503", "23502", "22001", "22P02", "22P05", "22007", "22008", "22021" :
                        return new InvalidException("",
                                "A value is longer than its limit, out of its range, or names something that is not there.");
                    default :
                        return failure;
                }
            }
        }
        return failure;
    }

    /** The field that our own refusals name in the place of a column. */
    private static String fieldOf(SQLException sql) {
        String column = sql instanceof PSQLException refused && refused.getServerErrorMessage() != null
                ? refused.getServerErrorMessage().getColumn()
                : null;
        return column == null ? "" : column;
    }

    private static String sentenceOf(SQLException sql) {
        String message = sql.getMessage();
        int first = message.indexOf(": ");
        int end = message.indexOf('\n');
        return message.substring(message.startsWith("ERROR: ") ? first + 2 : 0, end < 0 ? message.length() : end);
    }
}
