package org.gatepost.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.gatepost.gate.DraftState;
import org.gatepost.gate.Duties;
import org.gatepost.gate.Lane;
import org.gatepost.gate.Takedown;
import org.gatepost.security.Operator;

/**
 * What waits at the gate, by whom it waits for.
 *
 * @param mayStop whether the operator may stop what goes out by itself
 * @param forYou what the operator alone, or any publisher such as the operator, can move
 * @param forOthers in review or approved, and not the operator's to move
 * @param writing being written, by anybody
 * @param scheduled going out by itself, the earliest first
 * @param promises of words, the earliest first
 * @param alone what one person let out or took down and nobody has looked at since
 */
record Queue(Instant now, boolean mayStop, List<BoardScreen.Waiting> forYou, List<BoardScreen.Waiting> forOthers,
        List<BoardScreen.Waiting> writing, List<BoardScreen.Waiting> scheduled, List<Duties.Promise> promises,
        List<Alone> alone) {
    /** A promise is shown as due when less than this is left. */
    static final Duration SOON = Duration.ofMinutes(15);

    /**
     * What one person did alone.
     *
     * @param look where the yes to it goes
     * @param where it can be read
     * @param mine whether the operator did it, and so cannot be the one who looks
     */
    record Alone(String look, String where, String title, String what, String by, Instant at, boolean mine) {
    }

    /** @param declined drafts of the operator's own that somebody asked to change */
    static List<BoardScreen.Waiting> forYou(Operator operator, List<BoardScreen.Waiting> drafts, List<UUID> declined) {
        List<BoardScreen.Waiting> mine = new ArrayList<>();
        drafts.stream().filter(waiting -> isAsked(operator, waiting)).map(waiting -> waiting.because(BoardScreen.Waiting.ASKED))
                .forEach(mine::add);
        drafts.stream().filter(waiting -> waiting.draft().state() == DraftState.APPROVED && operator.isPublisher())
                .map(waiting -> waiting.because("ready to go out")).forEach(mine::add);
        drafts.stream().filter(waiting -> waiting.draft().state() == DraftState.IN_REVIEW && operator.isPublisher()
                && !operator.id().equals(waiting.draft().proposedBy()) && !isAsked(operator, waiting))
                .map(waiting -> waiting.because("waits for a yes")).forEach(mine::add);
        drafts.stream().filter(waiting -> declined.contains(waiting.draft().id()))
                .map(waiting -> waiting.because(BoardScreen.Waiting.DECLINED)).forEach(mine::add);
        return List.copyOf(mine);
    }

    private static boolean isAsked(Operator operator, BoardScreen.Waiting waiting) {
        return waiting.draft().state() == DraftState.IN_REVIEW && operator.id().equals(waiting.draft().askedOf())
                && !operator.id().equals(waiting.draft().proposedBy());
    }

    static String what(Lane lane) {
        return lane == Lane.SHORT ? "published alone, after five minutes of silence" : "published alone";
    }

    static String what(Takedown.Kind kind) {
        return kind == Takedown.Kind.RETRACTION ? "retracted alone" : "withdrawn alone";
    }

    /** What the operator can do something about now. */
    public int count() {
        return forYou.size() + (int) alone.stream().filter(one -> !one.mine()).count() + overdue().size();
    }

    public List<Duties.Promise> overdue() {
        return promises.stream().filter(Duties.Promise::overdue).toList();
    }

    public boolean isSoon(Duties.Promise promise) {
        return !promise.overdue() && promise.by().isBefore(now.plus(SOON));
    }

    public boolean isQuiet() {
        return forYou.isEmpty() && forOthers.isEmpty() && writing.isEmpty() && scheduled.isEmpty() && promises.isEmpty()
                && alone.isEmpty();
    }
}
