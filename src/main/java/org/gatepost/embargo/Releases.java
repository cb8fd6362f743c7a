package org.gatepost.embargo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

import org.gatepost.security.AbsentException;
import org.gatepost.security.Audit;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;

/**
 * How an embargo ends. Two of the circle let it go: by proposal and agreement to responders, or to the world with words whose approval
 * is the second vote. It opens the words, and the record only by a second choice. Every rule stands in the database, see V9.
 */
@ApplicationScoped
public class Releases {
    /** How long an agreed release can still be cancelled; {@code embargo.cancel_window} in V9 is the same. */
    public static final Duration CANCEL_WINDOW = Duration.ofMinutes(5);
    public static final int WHAT_LIMIT = 2_000;
    public static final int WHOM_LIMIT = 500;
    public static final int REPORT_LIMIT = 10_000;

    private final Transactions transactions;
    private final EmbargoRepository embargoes;
    private final Audit audit;

    Releases(Transactions transactions, EmbargoRepository embargoes, Audit audit) {
        this.transactions = transactions;
        this.embargoes = embargoes;
        this.audit = audit;
    }

    /**
     * Proposes to release, which is the first vote. With words that somebody else of the circle has approved already it is agreed at once.
     *
     * @param draft with the words for the world, in review or approved; null for responders
     * @param goesAt when it should go at the earliest, at most 90 days ahead; null for as soon as it may
     * @param publishesLedger whether the words tell for how long it was held back
     * @throws ConflictException while a condition is open, or another release may still come
     * @throws NotAllowedException when the operator is the only one who approved the words
     */
    public UUID propose(Operator operator, UUID incident, Scope scope, UUID draft, Instant goesAt, boolean publishesLedger) {
        Embargoes.requireCleared(operator);
        if (scope == null) {
            throw new InvalidException("scope", "To whom is missing: choose responders or the world.");
        }
        return transactions.inRoom(operator, () -> {
            UUID proposed = embargoes.ask(UUID.class,
                    "embargo.propose_release(cast(:p1 as uuid), :p2, cast(:p3 as uuid), cast(:p4 as timestamptz), cast(:p5 as boolean))",
                    incident, scope.name(), draft, goesAt, publishesLedger);
            audit.record("propose the release", incident, proposed.toString());
            return proposed;
        });
    }

    /** The second vote for a release to responders; of one to the world it is the approval of the words. */
    public void agree(Operator operator, UUID incident) {
        act(operator, incident, "agree to the release", "embargo.agree_release(cast(:p1 as uuid))", incident);
    }

    /** By anyone of the circle, until it is carried out. */
    public void cancel(Operator operator, UUID incident) {
        act(operator, incident, "cancel the release", "embargo.cancel_release(cast(:p1 as uuid))", incident);
    }

    /**
     * Carries out what is due, by the database's clock: the seal goes and the words go out in one transaction, or neither does and the
     * release says why.
     *
     * @param publicIds thrown for every release anew
     * @return how many were carried out
     */
    @ActivateRequestContext
    public int carryOutDue(Supplier<List<String>> publicIds) {
        int out = 0;
        for (UUID release : transactions.inRoom(Operator.SCHEDULE, embargoes::dueReleases)) {
            if (transactions.inRoom(Operator.SCHEDULE, () -> embargoes.carryOut(release, publicIds.get()))) {
                out++;
            }
        }
        return out;
    }

    /**
     * It leaked: released to responders at once, by one of the circle.
     *
     * @param what leaked, 1 to {@value #WHAT_LIMIT} characters
     * @param toWhom 1 to {@value #WHOM_LIMIT} characters
     * @param at not in the future; null means now
     */
    public void breakEmbargo(Operator operator, UUID incident, String what, String toWhom, Instant at) {
        Embargoes.requireCleared(operator);
        String leaked = Embargoes.text("what", what, WHAT_LIMIT,
                "What leaked is missing or longer than 2,000 characters: say it in a sentence.");
        String whom = Embargoes.text("toWhom", toWhom, WHOM_LIMIT,
                "To whom it leaked is missing or longer than 500 characters: say it in a few words.");
        transactions.inRoom(operator, () -> {
            embargoes.call("embargo.break(cast(:p1 as uuid), :p2, :p3, cast(:p4 as timestamptz))", incident, leaked, whom, at);
            return null;
        });
    }

    /** What became of the leak, 1 to {@value #REPORT_LIMIT} characters; written again, it replaces what was said. */
    public void report(Operator operator, UUID incident, String words) {
        Embargoes.requireCleared(operator);
        String said = Embargoes.text("words", words, REPORT_LIMIT,
                "The report is empty or longer than 10,000 characters: say how it leaked and what was done.");
        act(operator, incident, "report the leak", "embargo.report(cast(:p1 as uuid), :p2)", incident, said);
    }

    /**
     * Stands for everything that opening the record would open.
     *
     * @return 64 hexadecimal digits, to be sent back with a vote
     * @throws AbsentException when the operator is not of the circle
     */
    public String digest(Operator operator, UUID incident) {
        Embargoes.requireCleared(operator);
        return transactions.inRoom(operator, () -> {
            String digest = embargoes.ask(String.class, "embargo.record_digest(cast(:p1 as uuid))", incident);
            if (digest == null) {
                throw new AbsentException();
            }
            return digest;
        });
    }

    /**
     * Proposes to open the record of a released incident.
     *
     * @param seen the {@link #digest} of what the operator looked at
     */
    public void proposeOpening(Operator operator, UUID incident, String seen) {
        act(operator, incident, "propose to open the record", "cast(embargo.propose_opening(cast(:p1 as uuid), :p2) as text)",
                incident, seen);
    }

    /** The second vote, by another, for the same record: it is open from here on. */
    public void agreeToOpening(Operator operator, UUID incident, String seen) {
        act(operator, incident, "open the record", "embargo.agree_opening(cast(:p1 as uuid), :p2)", incident, seen);
    }

    public void cancelOpening(Operator operator, UUID incident) {
        act(operator, incident, "keep the record closed", "embargo.cancel_opening(cast(:p1 as uuid))", incident);
    }

    private void act(Operator operator, UUID incident, String act, String function, Object... parameters) {
        Embargoes.requireCleared(operator);
        transactions.inRoom(operator, () -> {
            embargoes.call(function, parameters);
            audit.record(act, incident, null);
            return null;
        });
    }
}
