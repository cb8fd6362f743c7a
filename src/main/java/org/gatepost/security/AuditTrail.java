package org.gatepost.security;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;

/** The audit, for those who may read it. What a reader may not see is not there and leaves no gap. */
@ApplicationScoped
public class AuditTrail {
    /** How many rows are read at once. */
    public static final int PAGE_SIZE = 1_000;

    private final Transactions transactions;
    private final Operators operators;
    private final Instance<Session> room;

    AuditTrail(Transactions transactions, Operators operators, @PersistenceUnit("private") Instance<Session> room) {
        this.transactions = transactions;
        this.operators = operators;
        this.room = room;
    }

    /**
     * A row.
     *
     * @param place from 1, counted for this reader
     * @param incident or null
     * @param subject an id, or null
     */
    public record Row(long place, Instant at, Person person, String act, UUID incident, String subject) {
    }

    /**
     * Rows of a stream, newest first.
     *
     * @param isWhole whether every row of the stream, readable or not, still fits the one before it
     */
    public record Page(AuditStream stream, List<Row> rows, boolean isWhole) {
    }

    /** Whether this person may read the stream at all. */
    public boolean mayRead(Operator operator, AuditStream stream) {
        return stream == AuditStream.OPEN
                ? operator.kind() == Operator.Kind.PERSON && operator.roles().contains(Operator.ADMIN)
                : operator.ceiling() == Ceiling.CLEARED;
    }

    /**
     * @param before a place: only rows older than it; or null for the newest. At most {@link #PAGE_SIZE} rows
     * @throws AbsentException when the stream is not for this person, or is none
     */
    public Page read(Operator operator, AuditStream stream, Long before) {
        if (stream == null || !mayRead(operator, stream)) {
            throw new AbsentException();
        }
        String name = stream.name().toLowerCase(Locale.ROOT);
        return transactions.inRoom(operator, () -> {
            Map<UUID, Person> people = operators.byId(operator);
            List<Row> rows = room.get()
                    .createNativeQuery("select place, at, person, act, incident_id, subject from security.read_audit(:stream) "
                            + "where place < :before order by place desc limit " + PAGE_SIZE, Object[].class)
                    .setParameter("stream", name).setParameter("before", before == null ? Long.MAX_VALUE : before)
                    .getResultStream().map(row -> new Row(((Number) row[0]).longValue(), instant(row[1]),
                            people.get(row[2]), (String) row[3], (UUID) row[4], (String) row[5]))
                    .toList();
            boolean isWhole = room.get().createNativeQuery("select security.is_whole(:stream)", Boolean.class)
                    .setParameter("stream", name).getSingleResult();
            return new Page(stream, rows, isWhole);
        });
    }

    private static Instant instant(Object value) {
        return value instanceof OffsetDateTime at ? at.toInstant() : (Instant) value;
    }
}
