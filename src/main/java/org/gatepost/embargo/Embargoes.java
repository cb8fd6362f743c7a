package org.gatepost.embargo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
     * transaction.
     *
     * @param reason 1 to 2,000 characters
     * @throws AbsentException when the operator sees no such incident
     */
    public void seal(Operator operator, UUID incident, String reason, Circle circle) {
        if (reason == null || reason.isBlank() || reason.length() > REASON_LIMIT) {
            throw new InvalidException("reason",
                    "The reason for the seal is empty or longer than 2,000 characters: say why in a sentence.");
        }
        if (circle == null) {
            throw new InvalidException("circle",
                    "Nobody is named as the circle: choose the security team or named people only.");
        }
        transactions.inRoom(operator, () -> {
            // What this transaction has written so far must lie in the database before the row is out of its reach.
            embargoes.flush();
            embargoes.seal(incident, reason.strip(), circle);
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
            embargoes.undo(incident);
            return null;
        });
    }

    /** Names one more person who may know; by anyone of the circle. */
    public void admit(Operator operator, UUID incident, UUID admitted) {
        requireCleared(operator);
        if (admitted == null) {
            throw new InvalidException("operator", "Nobody is named: choose a person who has logged in once.");
        }
        transactions.inRoom(operator, () -> {
            embargoes.admit(incident, admitted);
            audit.record("admit", incident, admitted.toString());
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

    /** The embargo on an incident, when there is one and the operator may know. */
    public Optional<EmbargoRecord> on(Operator operator, UUID incident) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            return Optional.empty();
        }
        return transactions.inRoom(operator, () -> embargoes.findByIdOptional(incident).map(embargo -> {
            Map<UUID, Person> people = operators.byId(operator);
            return new EmbargoRecord(incident, embargo.reason(), embargo.circle(), people.get(embargo.owner()),
                    people.get(embargo.sealedBy()), embargo.sealedAt(), embargo.sealedAt().plus(UNDO_WITHIN),
                    embargo.reviewBy(),
                    embargoes.members(incident).stream().map(people::get).toList());
        }));
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

    private static void requireCleared(Operator operator) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            throw new AbsentException();
        }
    }
}
