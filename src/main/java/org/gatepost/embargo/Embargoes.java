package org.gatepost.embargo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.gatepost.security.AbsentException;
import org.gatepost.security.Audit;
import org.gatepost.security.Ceiling;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Transactions;
import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;

/** Holding incidents back: not only their words but their existence. */
@ApplicationScoped
public class Embargoes {
    /** How long the one who sealed may undo it alone; {@code embargo.undo} in V4 holds the same. */
    public static final Duration UNDO_WITHIN = Duration.ofMinutes(15);
    public static final int REASON_LIMIT = 2_000;
    public static final int CONDITION_LIMIT = 300;
    public static final int NOTE_LIMIT = 500;
    public static final int BECAUSE_LIMIT = 1_000;

    private final Transactions transactions;
    private final EmbargoRepository embargoes;
    private final Operators operators;
    private final Audit audit;
    private final Instance<Session> gate;

    Embargoes(Transactions transactions, EmbargoRepository embargoes, Operators operators, Audit audit,
            @PersistenceUnit("published") Instance<Session> gate) {
        this.transactions = transactions;
        this.embargoes = embargoes;
        this.operators = operators;
        this.audit = audit;
        this.gate = gate;
    }

    /**
     * Seals an incident, for whoever sees it; the one who seals stays a member. Approvals that wait at the gate are void in the same
     * transaction. What was under embargo before is sealed again by its circle only.
     *
     * @param reason 1 to 2,000 characters
     * @throws AbsentException when the operator sees no such incident
     */
    public void seal(Operator operator, UUID incident, String reason, Circle circle) {
        seal(operator, incident, reason, circle, null);
    }

    /**
     * The same, and by a publisher: what is public about the incident is withdrawn in the same transaction.
     *
     * @param withdrawal why, for us; at most {@value #REASON_LIMIT} characters; null leaves public what is public
     */
    public void seal(Operator operator, UUID incident, String reason, Circle circle, String withdrawal) {
        String because = text("reason", reason, REASON_LIMIT,
                "The reason for the seal is empty or longer than 2,000 characters: say why in a sentence.");
        if (circle == null) {
            throw new InvalidException("circle",
                    "Nobody is named as the circle: choose the security team or named people only.");
        }
        if (withdrawal != null && withdrawal.length() > REASON_LIMIT) {
            throw new InvalidException("withdrawal", "The note is longer than 2,000 characters: shorten it.");
        }
        transactions.inRoom(operator, () -> {
            // What this transaction has written so far must lie in the database before the row is out of its reach.
            embargoes.flush();
            embargoes.call("embargo.seal(cast(:p1 as uuid), :p2, :p3, :p4)", incident, because, circle.name(),
                    withdrawal == null ? null : withdrawal.strip());
            embargoes.getSession().clear();
            audit.record("seal", incident, null);
            return null;
        });
    }

    /**
     * Takes back a slip: alone, by the one who sealed, within {@link #UNDO_WITHIN}. It then never counts as an embargo.
     */
    public void undo(Operator operator, UUID incident) {
        requireCleared(operator);
        transactions.inRoom(operator, () -> {
            audit.record("undo the seal", incident, null);
            embargoes.call("embargo.undo(cast(:p1 as uuid))", incident);
            return null;
        });
    }

    /** Names one more person who may know; by anyone of the circle. */
    public void admit(Operator operator, UUID incident, UUID admitted) {
        requireCleared(operator);
        if (admitted == null) {
            throw new InvalidException("operator", "Nobody is named: choose a person who has logged in once.");
        }
        act(operator, incident, "admit", admitted, () -> embargoes.call("embargo.admit(cast(:p1 as uuid), cast(:p2 as uuid))",
                incident, admitted));
    }

    /** Gives the embargo to another owner of the circle, who is asked for what it needs; by anyone of the circle. */
    public void give(Operator operator, UUID incident, UUID owner) {
        act(operator, incident, "give the embargo", owner,
                () -> embargoes.call("embargo.give(cast(:p1 as uuid), cast(:p2 as uuid))", incident, owner));
    }

    /**
     * Adds a condition to the release; by anyone of the circle.
     *
     * @param words 1 to {@value #CONDITION_LIMIT} characters
     * @param owner of the circle; null takes the operator
     * @return its id
     */
    public UUID state(Operator operator, UUID incident, String words, UUID owner) {
        requireCleared(operator);
        String said = text("words", words, CONDITION_LIMIT,
                "The condition is empty or longer than 300 characters: say in a sentence what has to be so.");
        return transactions.inRoom(operator, () -> {
            UUID stated = embargoes.ask(UUID.class, "embargo.state_condition(cast(:p1 as uuid), :p2, cast(:p3 as uuid))",
                    incident, said, owner);
            audit.record("state a condition", incident, stated.toString());
            return stated;
        });
    }

    /**
     * Ticks a condition, takes the tick away, or gives it to somebody else; by anyone of the circle.
     *
     * @param owner null leaves it
     * @param note at most {@value #NOTE_LIMIT} characters, or null; kept only while it is met
     */
    public void change(Operator operator, UUID incident, UUID condition, UUID owner, boolean isMet, String note) {
        requireCleared(operator);
        if (note != null && note.length() > NOTE_LIMIT) {
            throw new InvalidException("note", "The note is longer than 500 characters: put the rest into the timeline.");
        }
        act(operator, incident, isMet ? "tick a condition" : "open a condition", condition,
                () -> embargoes.call(
                        "embargo.change_condition(cast(:p1 as uuid), cast(:p2 as uuid), cast(:p3 as uuid), cast(:p4 as boolean), :p5)",
                        incident, condition, owner, isMet, note == null ? null : note.strip()));
    }

    /**
     * Somebody of the circle has looked at it again, and it stays.
     *
     * @param until at most 90 days ahead
     * @param because 1 to {@value #BECAUSE_LIMIT} characters
     */
    public void extend(Operator operator, UUID incident, Instant until, String because) {
        requireCleared(operator);
        String said = text("because", because, BECAUSE_LIMIT,
                "Why it stays is missing or longer than 1,000 characters: say it in a sentence.");
        act(operator, incident, "extend the embargo", null,
                () -> embargoes.call("embargo.extend(cast(:p1 as uuid), cast(:p2 as timestamptz), :p3)", incident, until,
                        said));
    }

    /** Says, inside the circle only, that an open incident is about what people can see of this one. */
    public void linkSymptom(Operator operator, UUID incident, UUID open) {
        requireCleared(operator);
        if (open == null) {
            throw new InvalidException("symptom", "No incident is chosen: choose one that is open.");
        }
        act(operator, incident, "link a symptom", open,
                () -> embargoes.call("embargo.link_symptom(cast(:p1 as uuid), cast(:p2 as uuid))", incident, open));
    }

    public void unlinkSymptom(Operator operator, UUID incident, UUID open) {
        act(operator, incident, "unlink a symptom", open,
                () -> embargoes.call("embargo.unlink_symptom(cast(:p1 as uuid), cast(:p2 as uuid))", incident, open));
    }

    /**
     * Says, inside the circle only, that an unlinked notice is about this incident. It joins it at the release.
     *
     * @param knownSince not in the future
     * @param because why the words came later than the knowledge: 1 to {@value #NOTE_LIMIT} characters
     */
    public void linkCover(Operator operator, UUID incident, String notice, Instant knownSince, String because) {
        requireCleared(operator);
        String said = text("because", because, NOTE_LIMIT,
                "Why it is not told yet is missing or longer than 500 characters: say it in a sentence.");
        act(operator, incident, "link a cover", null, () -> embargoes.call(
                "embargo.link_cover(cast(:p1 as uuid), :p2, cast(:p3 as timestamptz), :p4)", incident, notice, knownSince,
                said));
    }

    public void unlinkCover(Operator operator, UUID incident, String notice) {
        act(operator, incident, "unlink a cover", null,
                () -> embargoes.call("embargo.unlink_cover(cast(:p1 as uuid), :p2)", incident, notice));
    }

    /**
     * Machines whose alerts are born sealed, in the order in which they were named.
     *
     * @throws AbsentException for whoever is not cleared
     */
    public List<Person> integrations(Operator operator) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            throw new AbsentException();
        }
        return transactions.inRoom(operator, () -> {
            if (!embargoes.ask(Boolean.class, "security.is_cleared()")) {
                throw new AbsentException();
            }
            Map<UUID, Person> people = operators.byId(operator);
            return embargoes.integrations().stream().map(people::get).toList();
        });
    }

    /** Says that what a machine sends is born sealed, or not any more; by cleared people only. */
    public void nameIntegration(Operator operator, UUID machine, boolean isBornSealed) {
        act(operator, null, isBornSealed ? "name an integration" : "drop an integration", machine, () -> embargoes.call(
                isBornSealed ? "embargo.name_integration(cast(:p1 as uuid))" : "embargo.drop_integration(cast(:p1 as uuid))",
                machine));
    }

    private void act(Operator operator, UUID incident, String act, UUID subject, Runnable call) {
        requireCleared(operator);
        transactions.inRoom(operator, () -> {
            call.run();
            audit.record(act, incident, subject == null ? null : subject.toString());
            return null;
        });
    }

    /**
     * Takes a named person out of the circle; by anyone of it. From then on they know nothing of it, unless they are cleared and the circle
     * is the security team.
     *
     * @throws ConflictException when the person is not named, owns the embargo, or is the last one named
     */
    public void dismiss(Operator operator, UUID incident, UUID dismissed) {
        requireCleared(operator);
        if (dismissed == null) {
            throw new InvalidException("operator", "Nobody is named: choose somebody of the circle.");
        }
        transactions.inRoom(operator, () -> {
            embargoes.dismiss(incident, dismissed);
            return null;
        });
    }

    /** The embargo on an incident, when there is or was one and the operator may know. */
    public Optional<EmbargoRecord> on(Operator operator, UUID incident) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            return Optional.empty();
        }
        return transactions.inRoom(operator,
                () -> embargoes.findByIdOptional(incident).map(embargo -> record(embargo, operators.byId(operator))));
    }

    private EmbargoRecord record(Embargo embargo, Map<UUID, Person> people) {
        UUID incident = embargo.incident();
        boolean[] standing = embargoes.standing(incident);
        return new EmbargoRecord(incident, standing[0], standing[1], embargo.reason(), embargo.circle(),
                people.get(embargo.owner()), people.get(embargo.sealedBy()), embargo.sealedAt(),
                embargo.sealedAt().plus(UNDO_WITHIN), embargo.reviewBy(),
                embargoes.members(incident).stream().map(people::get).toList(), embargoes.conditions(incident, people),
                embargoes.extensions(incident, people), embargoes.releases(incident, people),
                embargoes.breach(incident, people).orElse(null), embargoes.opening(incident, people).orElse(null),
                embargoes.symptoms(incident), embargoes.covers(incident), embargoes.nearby(incident),
                embargoes.stillPublic(incident));
    }

    /** @param codename of something sealed. @param title of an open incident that touches the same alerts */
    public record Near(UUID incident, String codename, UUID open, String title) {
    }

    /** Open incidents that touch the alerts of something sealed that the operator knows of. */
    public List<Near> near(Operator operator) {
        return operator.ceiling() != Ceiling.CLEARED ? List.of() : transactions.inRoom(operator, embargoes::near);
    }

    /** The incidents that are sealed now and that the operator knows of. */
    public Set<UUID> sealed(Operator operator) {
        return operator.ceiling() != Ceiling.CLEARED
                ? Set.of()
                : Set.copyOf(transactions.inRoom(operator, embargoes::sealed));
    }

    /** Whether a person may know of an embargo, by clearance or by name; asked by somebody of the circle. */
    public boolean isOfCircle(Operator operator, UUID incident, UUID person) {
        requireCleared(operator);
        return transactions.inRoom(operator, () -> embargoes.isOfCircle(incident, person));
    }

    /**
     * What the gate may ask: whether this person may publish for this reference. False for hidden, sealed, absent and drill alike.
     * Runs inside the gate's transaction.
     */
    public boolean mayPublish(UUID incident) {
        return incident == null || gate.get().createNativeQuery("select embargo.may_publish(:incident)", Boolean.class)
                .setParameter("incident", incident).getSingleResult();
    }

    /** Whether the operator knows the notice as a cover of the incident. Runs inside the gate's transaction. */
    public boolean isCover(UUID incident, String notice) {
        return gate.get().createNativeQuery("select embargo.is_cover(:incident, :notice)", Boolean.class)
                .setParameter("incident", incident).setParameter("notice", notice).getSingleResult();
    }

    static String text(String field, String words, int limit, String fault) {
        if (words == null || words.isBlank() || words.strip().length() > limit) {
            throw new InvalidException(field, fault);
        }
        return words.strip();
    }

    static void requireCleared(Operator operator) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            throw new AbsentException();
        }
    }
}
