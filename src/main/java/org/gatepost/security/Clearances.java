package org.gatepost.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;

/**
 * Who may know. Two cleared people enrol a third, one of them ends it at once, and all of them are told of either; an administrator has
 * no part in it. For everybody else there is nothing here, the same as at an address that never was.
 */
@ApplicationScoped
public class Clearances {
    /** How long a proposal waits for a second person; {@code security.confirm_clearance} in V10 holds the same. */
    public static final Duration PROPOSAL_IS_GOOD_FOR = Duration.ofDays(14);
    /** How many announcements are kept on the screen, newest first. */
    public static final int NEWS_LIMIT = 50;

    private final Transactions transactions;
    private final Operators operators;
    private final Instance<Session> room;
    private final Clock clock;

    Clearances(Transactions transactions, Operators operators, @PersistenceUnit("private") Instance<Session> room,
            Clock clock) {
        this.transactions = transactions;
        this.operators = operators;
        this.room = room;
        this.clock = clock;
    }

    /** What was done to a clearance. */
    public enum Act {
        PROPOSED, CONFIRMED, ENDED
    }

    /**
     * Somebody who is cleared.
     *
     * @param enrolledBy who proposed it and who said the second yes; both null for a founder
     */
    public record Cleared(Person person, Person enrolledBy, Person confirmedBy, Instant enrolledAt) {
    }

    /** Somebody who waits for a second yes, until a time. */
    public record Proposed(Person person, Person proposedBy, Instant proposedAt, Instant until) {
    }

    /** An announcement to all who are cleared. */
    public record News(Act act, Person person, Person by, Instant at) {

        /** What happened, in words for the cleared. */
        public String sentence() {
            String who = by == null ? "Somebody" : by.name();
            String whom = person == null ? "somebody" : person.name();
            return switch (act) {
                case PROPOSED -> who + " proposed " + whom + " for clearance.";
                case CONFIRMED -> who + " confirmed the clearance of " + whom + ".";
                case ENDED -> who + " ended the clearance of " + whom + ", or took the proposal back.";
            };
        }
    }

    /** All of it, each list in the order of names, the announcements newest first. */
    public record Register(List<Cleared> cleared, List<Proposed> proposed, List<News> news) {
    }

    /**
     * Who is cleared and who is proposed, with the last announcements.
     *
     * @throws AbsentException for everybody who is not cleared by a live enrolment
     */
    public Register register(Operator operator) {
        requireCeiling(operator);
        return transactions.inRoom(operator, () -> {
            requireCleared();
            Map<UUID, Person> people = operators.byId(operator);
            return new Register(cleared(people), proposed(people), news(people, Instant.EPOCH));
        });
    }

    private List<Cleared> cleared(Map<UUID, Person> people) {
        return rows("select c.operator_id, c.enrolled_by, c.confirmed_by, c.enrolled_at from security.clearance c "
                + "join security.operator o on o.id = c.operator_id where c.revoked_at is null order by o.name, o.id")
                .map(row -> new Cleared(people.get(row[0]), people.get(row[1]), people.get(row[2]), (Instant) row[3])).toList();
    }

    private List<Proposed> proposed(Map<UUID, Person> people) {
        return rows("select e.operator_id, e.proposed_by, e.proposed_at from security.enrolment e "
                + "join security.operator o on o.id = e.operator_id order by o.name, o.id")
                .map(row -> new Proposed(people.get(row[0]), people.get(row[1]), (Instant) row[2],
                        ((Instant) row[2]).plus(PROPOSAL_IS_GOOD_FOR)))
                .filter(proposed -> proposed.until().isAfter(clock.instant())).toList();
    }

    /** Whether this person is cleared by a live enrolment, and not only by being named somewhere. */
    public boolean isCleared(Operator operator) {
        return operator.ceiling() == Ceiling.CLEARED && transactions.inRoom(operator,
                () -> room.get().createNativeQuery("select security.is_cleared()", Boolean.class).getSingleResult());
    }

    /**
     * What this person has not read yet: announcements by others since they last opened the register. Empty for whoever is not cleared,
     * so that any screen may ask.
     */
    public List<News> newsFor(Operator operator) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            return List.of();
        }
        return transactions.inRoom(operator, () -> {
            Instant seen = rows("select seen_at, seen_at from security.clearance_seen").map(row -> (Instant) row[0]).findFirst()
                    .orElse(Instant.EPOCH);
            return news(operators.byId(operator), seen).stream()
                    .filter(news -> news.by() == null || !news.by().id().equals(operator.id())).toList();
        });
    }

    private List<News> news(Map<UUID, Person> people, Instant since) {
        return room.get()
                .createNativeQuery("select act, operator_id, done_by, done_at from security.clearance_news "
                        + "where done_at > :since order by done_at desc, id limit " + NEWS_LIMIT, Object[].class)
                .setParameter("since", since).getResultStream()
                .map(row -> new News(Act.valueOf((String) row[0]), people.get(row[1]), people.get(row[2]), instant(row[3])))
                .toList();
    }

    /** The announcements so far are read. */
    public void read(Operator operator) {
        act(operator, "select cast(security.read_clearance_news() as text)", null);
    }

    /**
     * Proposes somebody who has logged in once; nobody proposes themselves, being cleared already.
     *
     * @throws ConflictException when the person is cleared or proposed already
     */
    public void propose(Operator operator, UUID person) {
        act(operator, "select cast(security.propose_clearance(:person) as text)", required(person));
    }

    /**
     * The second yes.
     *
     * @throws NotAllowedException for whoever proposed
     * @throws ConflictException when nobody proposed the person within {@link #PROPOSAL_IS_GOOD_FOR}
     */
    public void confirm(Operator operator, UUID person) {
        act(operator, "select cast(security.confirm_clearance(:person) as text)", required(person));
    }

    /**
     * Ends a clearance, or takes a proposal back: by one, at once.
     *
     * @throws ConflictException when the person is neither, or nobody else would be left
     */
    public void end(Operator operator, UUID person) {
        act(operator, "select cast(security.end_clearance(:person) as text)", required(person));
    }

    private static UUID required(UUID person) {
        if (person == null) {
            throw new InvalidException("operator", "Nobody is named: choose a person who has logged in once.");
        }
        return person;
    }

    private void act(Operator operator, String function, UUID person) {
        requireCeiling(operator);
        transactions.inRoom(operator, () -> {
            requireCleared();
            var query = room.get().createNativeQuery(function, String.class);
            if (person != null) {
                query.setParameter("person", person);
            }
            query.getSingleResult();
            return null;
        });
    }

    /** The database's door for the cleared is not even asked by others. */
    private static void requireCeiling(Operator operator) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            throw new AbsentException();
        }
    }

    private void requireCleared() {
        if (!room.get().createNativeQuery("select security.is_cleared()", Boolean.class).getSingleResult()) {
            throw new AbsentException();
        }
    }

    private java.util.stream.Stream<Object[]> rows(String sql) {
        return room.get().createNativeQuery(sql, Object[].class).getResultStream().map(row -> Arrays.stream(row)
                .map(value -> value instanceof UUID || value == null ? value : instant(value)).toArray());
    }

    private static Instant instant(Object value) {
        return value instanceof java.time.OffsetDateTime at ? at.toInstant() : (Instant) value;
    }
}
