package org.gatepost.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When planned work takes place: once, or by a rule (RFC 5545, 3.3.10) counted in UTC from the planned begin. A rule comes from people
 * and may be hostile: how far it is looked at has a limit, and what no rule of planned work needs is refused before it is counted.
 */
final class Occurrences {
    /** An hourly work of eleven years; what comes later does not take place. */
    static final int LOOKED_AT_MAX = 100_000;
    /** Of those that have ended: the last one may take longer than planned, and it began while the one before did. */
    static final int ENDED_KEPT = 3;
    static final int RULE_CHARACTERS_MAX = 500;
    static final int INTERVAL_MAX = 1000;
    private static final int CHECKED_MAX = 1000;
    private static final int DAYS_OF_EVERY_MONTH = 28;

    private Occurrences() {
    }

    /** @param end or null when nobody planned one */
    record Window(Instant begin, Instant end) {

        boolean hasEnded(Instant at) {
            return end != null && !end.isAfter(at);
        }
    }

    /**
     * The windows around an instant, earliest first: up to {@link #ENDED_KEPT} that have ended, and the first that has not, when there is
     * one. A rule that cannot be read is no rule.
     */
    static List<Window> around(PublishedNotice notice, Instant at) {
        return around(notice, at, at);
    }

    /**
     * The same, and all those before it that ended after an earlier instant: at most one an hour.
     *
     * @param since not after the other instant
     */
    static List<Window> around(PublishedNotice notice, Instant at, Instant since) {
        Window once = new Window(notice.scheduledFor(), notice.scheduledUntil());
        if (notice.recurrence().rule() == null || once.end() == null) {
            return List.of(once);
        }
        Duration length = Duration.between(once.begin(), once.end());
        Deque<Window> kept = new ArrayDeque<>();
        Iterator<Instant> begins = begins(notice.recurrence().rule(), once.begin());
        int before = 0;
        for (int i = 0; i < LOOKED_AT_MAX && begins.hasNext(); i++) {
            Instant begin = begins.next();
            Window window = new Window(begin, begin.plus(length));
            kept.addLast(window);
            if (!window.hasEnded(at)) {
                break;
            }
            before += window.hasEnded(since) ? 1 : 0;
            if (before > ENDED_KEPT) {
                kept.removeFirst();
                before--;
            }
        }
        return kept.isEmpty() ? List.of(once) : List.copyOf(kept);
    }

    /** The first windows that begin after an instant, earliest first; none of work that does not come again. */
    static List<Window> after(PublishedNotice notice, Instant at, int max) {
        List<Window> found = new ArrayList<>();
        if (notice.recurrence().rule() != null && notice.scheduledUntil() != null) {
            Duration length = Duration.between(notice.scheduledFor(), notice.scheduledUntil());
            Iterator<Instant> begins = begins(notice.recurrence().rule(), notice.scheduledFor());
            for (int i = 0; i < LOOKED_AT_MAX && begins.hasNext() && found.size() < max; i++) {
                Instant begin = begins.next();
                if (begin.isAfter(at)) {
                    found.add(new Window(begin, begin.plus(length)));
                }
            }
        }
        return List.copyOf(found);
    }

    /** In what rhythm the rule comes, when it is no more than one: what it says beyond that follows from the begin. */
    static Optional<Rhythm> rhythm(String rule, Instant begin) {
        RecurrenceRule read;
        try {
            read = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            return Optional.empty();
        }
        // Named here and in no constant: the library's parts can only be asked for after its rules.
        boolean isSimple = Stream.of(Part.BYMONTH, Part.BYWEEKNO, Part.BYYEARDAY, Part.BYMONTHDAY, Part.BYHOUR, Part.BYMINUTE,
                Part.BYSECOND, Part.BYSETPOS, Part.RSCALE).noneMatch(read::hasPart)
                && (!read.hasPart(Part.BYDAY) || read.getFreq() == Freq.WEEKLY && read.getByDayPart().size() == 1);
        // Months without that day are left out, and then it is no rhythm.
        boolean isInEveryMonth = begin.atZone(ZoneOffset.UTC).getDayOfMonth() <= DAYS_OF_EVERY_MONTH;
        return Optional.ofNullable(switch (read.getFreq()) {
            case DAILY -> ChronoUnit.DAYS;
            case WEEKLY -> ChronoUnit.WEEKS;
            case MONTHLY -> isInEveryMonth ? ChronoUnit.MONTHS : null;
            case YEARLY, HOURLY, MINUTELY, SECONDLY -> null;
        }).filter(unit -> isSimple).map(unit -> new Rhythm(unit, read.getInterval()));
    }

    /** What speaks against the rule, as a sentence, or nothing. */
    static Optional<String> objection(String rule, Instant begin, Instant end) {
        if (rule.length() > RULE_CHARACTERS_MAX) {
            return Optional.of("The rule has more than " + RULE_CHARACTERS_MAX + " characters.");
        }
        RecurrenceRule read;
        try {
            read = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            return Optional.of("The rule is no RRULE of RFC 5545.");
        }
        Optional<String> shape = objectionToShape(read);
        if (shape.isPresent()) {
            return shape;
        }
        if (end == null || !begin.isBefore(end)) {
            return Optional.of("What comes again has a planned end after its begin.");
        }
        return objectionToTimes(read, begin, Duration.between(begin, end));
    }

    private static Optional<String> objectionToShape(RecurrenceRule rule) {
        if (rule.hasPart(Part.RSCALE)) {
            return Optional.of("The rule counts in a calendar of its own.");
        }
        if (rule.getFreq() == Freq.SECONDLY || rule.getFreq() == Freq.MINUTELY || size(rule, Part.BYMINUTE) > 1
                || size(rule, Part.BYSECOND) > 1) {
            return Optional.of("The rule comes more often than once an hour.");
        }
        if (rule.getInterval() > INTERVAL_MAX) {
            return Optional.of("The rule's INTERVAL is more than " + INTERVAL_MAX + ".");
        }
        // Each step would spread out all hours of a year to pick one of them.
        if (rule.hasPart(Part.BYSETPOS) && size(rule, Part.BYHOUR) > 1) {
            return Optional.of("The rule has BYSETPOS with more than one hour.");
        }
        return Optional.empty();
    }

    private static int size(RecurrenceRule rule, Part part) {
        List<Integer> values = rule.getByPart(part);
        return values == null ? 0 : values.size();
    }

    private static Optional<String> objectionToTimes(RecurrenceRule rule, Instant begin, Duration length) {
        RecurrenceRuleIterator found;
        try {
            found = iterator(rule, begin);
        } catch (IllegalArgumentException e) {
            return rule.getUntil() == null
                    ? Optional.of("The rule never takes place.")
                    : Optional.of("The rule's UNTIL is no time in UTC, such as 20270131T220000Z.");
        }
        Iterator<Instant> begins = instants(found);
        if (!begins.hasNext()) {
            return Optional.of("The rule never takes place.");
        }
        Instant before = begins.next();
        if (!before.equals(begin)) {
            return Optional.of("The planned begin is none of the rule's times.");
        }
        for (int i = 0; i < CHECKED_MAX && begins.hasNext(); i++) {
            Instant next = begins.next();
            if (before.plus(length).isAfter(next)) {
                return Optional.of("By the rule it begins again before it has ended.");
            }
            before = next;
        }
        return Optional.empty();
    }

    private static Iterator<Instant> begins(String rule, Instant first) {
        try {
            RecurrenceRule read = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (rule.length() <= RULE_CHARACTERS_MAX && objectionToShape(read).isEmpty()) {
                return instants(iterator(read, first));
            }
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            // Nobody could have approved it; planned once is what is left of it.
        }
        return List.<Instant>of().iterator();
    }

    private static RecurrenceRuleIterator iterator(RecurrenceRule rule, Instant first) {
        return rule.iterator(new DateTime(DateTime.UTC, first.toEpochMilli()));
    }

    /** The library gives up on a rule that does not match for long; there it ends. */
    private static Iterator<Instant> instants(RecurrenceRuleIterator found) {
        return new Iterator<>() {
            private Instant next = look();

            private Instant look() {
                try {
                    return found.hasNext() ? Instant.ofEpochMilli(found.nextMillis()) : null;
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Instant next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Instant found = next;
                next = look();
                return found;
            }
        };
    }
}
