package org.gatepost.notice;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.gatepost.testsupport.Effort;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhasesTest {
    private static final String WEEKLY = "FREQ=WEEKLY";
    /** A Tuesday: the first window is 22:00 to 23:00, the next a week later. */
    private static final Instant BEGIN = Instant.parse("2026-01-06T22:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofHours(1));
    private static final Instant ANNOUNCED = BEGIN.minus(Duration.ofDays(3));

    /**
     * Times are in minutes from the planned begin, the window is 60 minutes long. What people said after the announcement; whether the
     * plan starts and ends by itself; when we look; what the page then says, of the clock in brackets.
     */
    @ParameterizedTest(name = "{0}, starts {1}, ends {2}, at {3}")
    @CsvSource({
            // Nobody says anything.
            "'', true, true, -1, SCHEDULED", "'', true, true, 0, 'SCHEDULED [IN_PROGRESS 0]'",
            "'', true, true, 59, 'SCHEDULED [IN_PROGRESS 0]'",
            "'', true, true, 60, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60]'",
            "'', true, false, 0, 'SCHEDULED [IN_PROGRESS 0]'", "'', true, false, 600, 'SCHEDULED [IN_PROGRESS 0]'",
            "'', false, true, 59, SCHEDULED", "'', false, true, 60, 'SCHEDULED [COMPLETED 60]'",
            "'', false, false, 600, SCHEDULED",
            // People begin it: early, at the minute, late.
            "IN_PROGRESS -5, true, true, 10, 'SCHEDULED IN_PROGRESS'", "IN_PROGRESS 0, true, true, 10, 'SCHEDULED IN_PROGRESS'",
            "IN_PROGRESS 5, true, true, 10, 'SCHEDULED [IN_PROGRESS 0] IN_PROGRESS'",
            "IN_PROGRESS 5, false, true, 10, 'SCHEDULED IN_PROGRESS'",
            "IN_PROGRESS 5, false, true, 60, 'SCHEDULED IN_PROGRESS [COMPLETED 60]'",
            "IN_PROGRESS 5, false, false, 60, 'SCHEDULED IN_PROGRESS'",
            "VERIFYING 50, true, true, 60, 'SCHEDULED [IN_PROGRESS 0] VERIFYING [COMPLETED 60]'",
            // People end it: before its time, in time, late; call it off.
            "COMPLETED -5, true, true, 10, 'SCHEDULED COMPLETED'",
            "COMPLETED 40, true, true, 60, 'SCHEDULED [IN_PROGRESS 0] COMPLETED'",
            "COMPLETED 90, true, false, 90, 'SCHEDULED [IN_PROGRESS 0] COMPLETED'",
            "CANCELLED -5, true, true, 10, 'SCHEDULED CANCELLED'", "CANCELLED -5, true, true, 90, 'SCHEDULED CANCELLED'",
            "CANCELLED 5, true, true, 90, 'SCHEDULED [IN_PROGRESS 0] CANCELLED'",
            // People say after the end that it goes on: the clock does not contradict them.
            "IN_PROGRESS 60, true, true, 90, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60] IN_PROGRESS'",
            "IN_PROGRESS 70, true, false, 90, 'SCHEDULED [IN_PROGRESS 0] IN_PROGRESS'",
            // They put it off after it should have begun.
            "SCHEDULED 5, true, true, 30, 'SCHEDULED [IN_PROGRESS 0] SCHEDULED'",
            // A report follows.
            "POSTMORTEM 90, true, true, 90, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60] POSTMORTEM'",
            // What is struck was never said.
            "-COMPLETED 10, true, true, 30, 'SCHEDULED [IN_PROGRESS 0] -COMPLETED'",
            "-CANCELLED -10, true, true, 30, 'SCHEDULED -CANCELLED [IN_PROGRESS 0]'"})
    void plannedWorkGoesByTheClockUntilPeopleOverruleIt(String people, boolean starts, boolean ends, int at, String says) {
        assertEquals(says, says(work(null, starts, ends, people), minutes(at)));
    }

    @Test
    void aWindowIsABoundaryForWhoWasToldOfItAlsoWhenItWasMovedForOthers() {
        Samples page = Samples.page();
        page.maintenance("Work", BEGIN, END).byTheClock(null, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Soon").planned(BEGIN, END).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(CONTRIBUTORS, Impact.MAINTENANCE, "Later").planned(minutes(600), minutes(660));

        assertEquals(BEGIN, Phases.asOf(page.build(), minutes(30)));
        assertEquals(END, Phases.asOf(page.build(), minutes(90)));
        assertEquals(minutes(600), Phases.asOf(page.build(), minutes(630)));
    }

    /** The same for work that comes every week; a week has 10080 minutes. The window's begin follows in minutes. */
    @ParameterizedTest(name = "{0}, {1}, starts {2}, ends {3}, at {4}")
    @CsvSource({
            // The window is the first that has not ended.
            "FREQ=WEEKLY, '', true, true, -1, SCHEDULED, 0", "FREQ=WEEKLY, '', true, true, 59, 'SCHEDULED [IN_PROGRESS 0]', 0",
            "FREQ=WEEKLY, '', true, true, 60, SCHEDULED, 10080", "FREQ=WEEKLY, '', true, true, 10079, SCHEDULED, 10080",
            "FREQ=WEEKLY, '', true, true, 10080, 'SCHEDULED [IN_PROGRESS 10080]', 10080",
            "FREQ=WEEKLY, '', true, true, 10140, SCHEDULED, 20160", "FREQ=WEEKLY, '', true, true, 1000000, SCHEDULED, 1008000",
            "FREQ=WEEKLY, '', false, true, 30, SCHEDULED, 0", "FREQ=WEEKLY, '', false, false, 70, SCHEDULED, 10080",
            // After the last it is over, for work that nobody began as well.
            "FREQ=WEEKLY;COUNT=2, '', true, true, 10140, 'SCHEDULED [IN_PROGRESS 10080] [COMPLETED 10140]', 10080",
            "FREQ=WEEKLY;COUNT=2, '', false, false, 10140, 'SCHEDULED [COMPLETED 10140]', 10080",
            "FREQ=WEEKLY;COUNT=1, '', false, true, 60, 'SCHEDULED [COMPLETED 60]', 0",
            "FREQ=WEEKLY;UNTIL=20260107T000000Z, '', true, true, 99999, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60]', 0",
            // People end it early: that holds until its window ends, and then it comes again.
            "FREQ=WEEKLY, COMPLETED 40, true, true, 50, 'SCHEDULED [IN_PROGRESS 0] COMPLETED', 0",
            "FREQ=WEEKLY, COMPLETED 40, true, true, 60, 'SCHEDULED COMPLETED [SCHEDULED 60]', 10080",
            "FREQ=WEEKLY, COMPLETED 40, true, true, 10090, 'SCHEDULED COMPLETED [SCHEDULED 60] [IN_PROGRESS 10080]', 10080",
            "FREQ=WEEKLY, 'COMPLETED 40, -SCHEDULED 45', true, true, 61, 'SCHEDULED COMPLETED -SCHEDULED [SCHEDULED 60]', 10080",
            // Called off once, not for ever.
            "FREQ=WEEKLY, CANCELLED -9, true, true, 30, 'SCHEDULED CANCELLED', 0",
            "FREQ=WEEKLY, CANCELLED 70, true, true, 10090, 'SCHEDULED CANCELLED', 10080",
            "FREQ=WEEKLY, CANCELLED 70, true, true, 10140, 'SCHEDULED CANCELLED [SCHEDULED 10140]', 20160",
            "FREQ=WEEKLY;COUNT=1, CANCELLED -9, true, true, 90, 'SCHEDULED CANCELLED', 0",
            // Work that takes longer keeps its window until people end it or the next one begins.
            "FREQ=WEEKLY, '', true, false, 90, 'SCHEDULED [IN_PROGRESS 0]', 0",
            "FREQ=WEEKLY, IN_PROGRESS 5, false, false, 90, 'SCHEDULED IN_PROGRESS', 0",
            "FREQ=WEEKLY, COMPLETED 90, true, false, 95, 'SCHEDULED COMPLETED [SCHEDULED 90]', 10080",
            "FREQ=WEEKLY, '', true, false, 10080, 'SCHEDULED [IN_PROGRESS 0]', 10080",
            "FREQ=WEEKLY;COUNT=1, '', true, false, 90, 'SCHEDULED [IN_PROGRESS 0]', 0",
            // Begun early by people, the second time.
            "FREQ=WEEKLY, IN_PROGRESS 10070, true, true, 10075, 'SCHEDULED IN_PROGRESS', 10080",
            "FREQ=WEEKLY, IN_PROGRESS 10070, true, true, 10085, 'SCHEDULED IN_PROGRESS', 10080",
            "FREQ=WEEKLY, IN_PROGRESS 10070, true, true, 10140, 'SCHEDULED IN_PROGRESS [SCHEDULED 10140]', 20160",
            // What cannot be read is once.
            "nonsense, '', true, true, 99, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60]', 0",
            "FREQ=SECONDLY, '', true, true, 99, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60]', 0",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, '', true, true, 99, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60]', 0"})
    void workThatComesAgainShowsTheWindowThatHasNotEnded(String rule, String people, boolean starts, boolean ends, int at,
            String says, int window) {
        Samples page = work(rule, starts, ends, people);

        assertEquals(says, says(page, minutes(at)));
        PublishedNotice then = Phases.at(page.build(), minutes(at)).notices().get(0);
        assertEquals(minutes(window), then.scheduledFor());
        assertEquals(minutes(window + 60), then.scheduledUntil());
    }

    @Test
    void anEntryOfTheClockHasNoWordsButTheAudiencesEffectsAndAnIdThatStays() {
        Samples page = Samples.page().component("Lists", READERS, MOVEMENT);
        page.maintenance("Work", BEGIN, END).byTheClock(null, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.NONE, "Nothing for you").tell(MOVEMENT, Impact.DEGRADED, BEGIN, END, "Slow")
                .nextBy(BEGIN).effect("Lists", ComponentStatus.DEGRADED_PERFORMANCE, MOVEMENT);
        PublishedNotice before = page.build().notices().get(0);

        PublishedNotice during = Phases.at(page.build(), BEGIN).notices().get(0);
        PublishedUpdate begun = during.latest();

        assertTrue(begun.derived());
        assertFalse(begun.tellsSubscribers());
        assertEquals(List.of(READERS, MOVEMENT), begun.disclosures().stream().map(told -> told.audience()).toList());
        begun.disclosures().forEach(told -> {
            assertEquals(Impact.MAINTENANCE, told.impact());
            assertEquals("", told.markdown() + told.html());
            assertEquals(Optional.empty(), Optional.ofNullable(told.from()));
        });
        assertEquals(before.latest().effects(), begun.effects());
        assertEquals(BEGIN, begun.shownAt());
        assertEquals(BEGIN, during.updatedAt());
        assertTrue(begun.id().matches("[a-z0-9]{12}"), begun.id());
        assertEquals(Optional.empty(), Optional.ofNullable(begun.nextUpdateBy()));
        assertEquals(begun.id(), Phases.at(page.build(), BEGIN.plusSeconds(9)).notices().get(0).latest().id());

        PublishedUpdate over = Phases.at(page.build(), END).notices().get(0).latest();
        assertEquals(List.of(Impact.NONE, Impact.NONE), over.disclosures().stream().map(told -> told.impact()).toList());
        assertEquals(List.of(), over.effects());
        assertNotEquals(begun.id(), over.id());
        assertEquals(before, Phases.at(page.build(), BEGIN.minusSeconds(1)).notices().get(0));
    }

    @Test
    void everybodyWhoWasToldOfTheWorkIsToldThatItGoesOnByTheLastWordsToEach() {
        Samples page = Samples.page().component("Lists", READERS, CONTRIBUTORS, MOVEMENT);
        page.maintenance("Work", BEGIN, END).byTheClock(null, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work").tell(CONTRIBUTORS, Impact.MAINTENANCE, "Work")
                .effect("Lists", ComponentStatus.UNDER_MAINTENANCE).effect("Lists", ComponentStatus.MAJOR_OUTAGE, READERS)
                .update(NoticeState.SCHEDULED, ANNOUNCED.plusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "More")
                .effect("Lists", ComponentStatus.PARTIAL_OUTAGE)
                .update(NoticeState.SCHEDULED, ANNOUNCED.plusSeconds(90)).tell(MOVEMENT, Impact.MAINTENANCE, "No, not you")
                .retract(RetractionReason.WRONG, ANNOUNCED.plusSeconds(99));

        PublishedUpdate begun = Phases.at(page.build(), BEGIN).notices().get(0).latest();

        assertEquals(List.of(READERS, CONTRIBUTORS), begun.disclosures().stream().map(told -> told.audience()).toList());
        String lists = page.componentId("Lists");
        assertEquals(List.of(new PublishedUpdate.Effect(lists, READERS, ComponentStatus.PARTIAL_OUTAGE),
                new PublishedUpdate.Effect(lists, CONTRIBUTORS, ComponentStatus.UNDER_MAINTENANCE)), begun.effects());
    }

    @Test
    void theClockMovesPlannedWorkAndNothingElse() {
        Samples page = Samples.page();
        page.incident("Slow", BEGIN).update(NoticeState.INVESTIGATING, BEGIN).tell(READERS, Impact.DEGRADED, "Slow");
        page.maintenance("Struck", BEGIN, END).byTheClock(null, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work").retract(RetractionReason.NOT_OURS, BEGIN);
        page.tombstone("gone00000001", NOW);
        PublishedPage built = page.build();
        PublishedPage then = Phases.at(built, END);

        assertEquals(built, then);
        assertSame(built.notices().get(0), then.notices().get(0));
    }

    @Test
    void workWithoutAnEndStaysUnderWay() {
        Samples page = Samples.page();
        page.maintenance("Work", BEGIN, null).byTheClock(WEEKLY, true, false).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work");

        assertEquals("SCHEDULED [IN_PROGRESS 0]", says(page, minutes(999_999)));
        assertFalse(Phases.isOverrun(Phases.at(page.build(), minutes(999_999)).notices().get(0), minutes(999_999)));
    }

    @ParameterizedTest
    @CsvSource({"'', true, false, 59, false", "'', true, false, 60, true", "'', true, true, 60, false",
            "'', false, false, 60, false", "IN_PROGRESS 5, false, false, 61, true", "VERIFYING 5, false, false, 61, true",
            "VERIFYING 5, false, false, 59, false", "IN_PROGRESS 61, true, true, 70, true",
            "COMPLETED 61, true, false, 70, false", "CANCELLED 6, true, false, 70, false"})
    void workThatTakesLongerThanPlannedIsSaidToDoSo(String people, boolean starts, boolean ends, int at, boolean overrun) {
        PublishedPage page = work(null, starts, ends, people).build();

        assertEquals(overrun, Phases.isOverrun(Phases.at(page, minutes(at)).notices().get(0), minutes(at)));
    }

    @Test
    void workThatIsStruckDoesNotTakeLonger() {
        Samples page = Samples.page();
        page.maintenance("Work", BEGIN, END).update(NoticeState.IN_PROGRESS, BEGIN).tell(READERS, Impact.MAINTENANCE, "Work")
                .retract(RetractionReason.WRONG, END);

        assertFalse(Phases.isOverrun(page.build().notices().get(0), END));
    }

    @ParameterizedTest
    @CsvSource({"INVESTIGATING, false, -1, false", "INVESTIGATING, false, 0, true", "INVESTIGATING, false, 99, true",
            "RESOLVED, false, 99, false", "INVESTIGATING, true, 99, false"})
    void aPromiseThatWasNotKeptIsSaid(NoticeState state, boolean struck, int secondsAfter, boolean overdue) {
        Samples page = Samples.page();
        Samples.NoticeBuilder notice = page.incident("Slow", NOW).update(state, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .nextBy(NOW.plusSeconds(60));
        if (struck) {
            notice.retract(RetractionReason.WRONG, NOW);
        }

        assertEquals(overdue ? Optional.of(NOW.plusSeconds(60)) : Optional.empty(),
                Phases.overdue(page.build().notices().get(0), NOW.plusSeconds(60 + secondsAfter)));
    }

    @Test
    void newWordsKeepAPromiseAndStruckOnesAndTheClocksDoNot() {
        Samples kept = Samples.page();
        kept.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).nextBy(NOW.plusSeconds(60))
                .update(NoticeState.INVESTIGATING, NOW);
        assertEquals(Optional.empty(), Phases.overdue(kept.build().notices().get(0), NOW.plusSeconds(99)));

        Samples struck = Samples.page();
        struck.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).nextBy(NOW.plusSeconds(60))
                .update(NoticeState.INVESTIGATING, NOW).retract(RetractionReason.WRONG, NOW);
        assertEquals(Optional.of(NOW.plusSeconds(60)), Phases.overdue(struck.build().notices().get(0), NOW.plusSeconds(99)));

        Samples clock = work(null, true, false, "");
        PublishedPage page = clock.build();
        PublishedNotice promised = page.notices().get(0);
        assertEquals(Optional.empty(), Phases.overdue(promised, END));
        Samples planned = Samples.page();
        planned.maintenance("Work", BEGIN, END).byTheClock(null, true, false).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work").nextBy(BEGIN);
        assertEquals(Optional.of(BEGIN), Phases.overdue(Phases.at(planned.build(), BEGIN).notices().get(0), BEGIN));
    }

    /** Minutes from the begin of a window of 60 minutes on a Tuesday at 22:00; an update was promised for 22:20. */
    @ParameterizedTest
    @CsvSource({"-1, -1320", "0, 0", "19, 0", "20, 20", "59, 20", "60, 60", "119, 60", "120, 120", "1559, 120", "1560, 1560",
            "10079, 9",
            "10080, 10080", "10140, 10140", "10199, 10140", "10200, 10200"})
    void thePageMovesAtBoundariesOnly(int now, int boundary) {
        Samples page = Samples.page();
        page.maintenance("Work", BEGIN, END).byTheClock(WEEKLY, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work").nextBy(minutes(20));
        Instant expected = boundary == 9 ? Instant.parse("2026-01-13T00:00:00Z") : minutes(boundary);

        assertEquals(expected, Phases.asOf(page.build(), minutes(now)));
    }

    @Test
    void aPageWithoutNoticesMovesWithTheDay() {
        assertEquals(Instant.parse("2026-03-05T00:00:00Z"), Phases.asOf(Samples.empty(), NOW));
    }

    /** Whatever happened, the page is equal at a boundary and at any time before the next one. */
    @Test
    void betweenBoundariesThePageStandsStill() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            StringBuilder people = new StringBuilder();
            int said = -100;
            for (int i = random.nextInt(4); i > 0; i--) {
                said += random.nextInt(9000);
                people.append(people.isEmpty() ? "" : ", ")
                        .append(List.of("IN_PROGRESS", "VERIFYING", "COMPLETED", "CANCELLED", "-CANCELLED")
                                .get(random.nextInt(5)))
                        .append(' ').append(said);
            }
            PublishedPage page = work(random.nextBoolean() ? WEEKLY : "FREQ=DAILY;COUNT=9", random.nextBoolean(),
                    random.nextBoolean(), people.toString()).build();
            for (int look = 0; look < 20; look++) {
                Instant now = minutes(Math.max(said, 0) + 1 + random.nextInt(30_000));

                assertEquals(Phases.at(page, now), Phases.at(page, Phases.asOf(page, now)), "seed " + seed + ", " + now);
                assertEquals(Phases.past(page, now), Phases.past(page, Phases.asOf(page, now)), "seed " + seed + ", " + now);
            }
        }
    }

    /** Of a first window on a Tuesday, the sixth. */
    @ParameterizedTest
    @CsvSource({"FREQ=DAILY, 1 DAYS", "FREQ=DAILY;INTERVAL=3;COUNT=9, 3 DAYS", "FREQ=WEEKLY, 1 WEEKS",
            "FREQ=WEEKLY;BYDAY=TU;WKST=SU, 1 WEEKS", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270106T220000Z, 2 WEEKS",
            "FREQ=MONTHLY, 1 MONTHS", "FREQ=MONTHLY;INTERVAL=6, 6 MONTHS", "'FREQ=WEEKLY;BYDAY=TU,WE', ''",
            "FREQ=MONTHLY;BYDAY=1TU, ''", "FREQ=DAILY;BYMONTH=1, ''", "FREQ=YEARLY, ''", "FREQ=HOURLY, ''", "nonsense, ''"})
    void aSimpleRuleHasARhythm(String rule, String rhythm) {
        PublishedNotice work = work(rule, true, true, "").build().notices().get(0);

        assertEquals(rhythm, Phases.rhythm(work).map(it -> it.every() + " " + it.unit().name()).orElse(""));
    }

    @Test
    void aDayThatIsNotInEveryMonthHasNoRhythm() {
        Samples page = Samples.page();
        Instant last = Instant.parse("2026-01-29T22:00:00Z");
        page.maintenance("Work", last, last.plusSeconds(60)).byTheClock("FREQ=MONTHLY", true, true)
                .update(NoticeState.SCHEDULED, ANNOUNCED).tell(READERS, Impact.MAINTENANCE, "Work");

        assertEquals(Optional.empty(), Phases.rhythm(page.build().notices().get(0)));
        assertEquals(List.of(Instant.parse("2026-03-29T22:00:00Z"), Instant.parse("2026-04-29T22:00:00Z")),
                Phases.next(page.build().notices().get(0), last, 2).stream().map(PublishedUpdate.Window::from).toList());
    }

    @Test
    void theTimesThatFollowAreThoseOfTheRuleUntilItEnds() {
        PublishedNotice work = work("FREQ=WEEKLY;COUNT=3", true, true, "").build().notices().get(0);

        assertEquals(List.of(new PublishedUpdate.Window(minutes(10080), minutes(10140)),
                new PublishedUpdate.Window(minutes(20160), minutes(20220))), Phases.next(work, BEGIN, 3));
        assertEquals(1, Phases.next(work, BEGIN, 1).size());
        assertEquals(List.of(), Phases.next(work, minutes(20160), 3));
        assertEquals(List.of(), Phases.next(work(null, true, true, "").build().notices().get(0), ANNOUNCED, 3));
    }

    /** As in the table above, what the page kept of all that was. */
    @ParameterizedTest
    @CsvSource({"'', 20220, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60] [SCHEDULED 60] [IN_PROGRESS 10080] [COMPLETED 10140] "
            + "[SCHEDULED 10140] [IN_PROGRESS 20160] [COMPLETED 20220] [SCHEDULED 20220]'",
            "CANCELLED 10070, 10150, 'SCHEDULED [IN_PROGRESS 0] [COMPLETED 60] [SCHEDULED 60] CANCELLED [SCHEDULED 10140]'",
            "IN_PROGRESS 5, 10150, 'SCHEDULED [IN_PROGRESS 0] IN_PROGRESS [COMPLETED 60] [SCHEDULED 60] [IN_PROGRESS 10080] "
                    + "[COMPLETED 10140] [SCHEDULED 10140]'"})
    void thePastKeepsWhatTheClockSaid(String people, int at, String says) {
        PublishedPage page = work(WEEKLY, true, true, people).build();

        assertEquals(says, said(Phases.past(page, minutes(at))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU;COUNT=10", "FREQ=DAILY;UNTIL=20270106T220000Z",
            "FREQ=MONTHLY;BYDAY=1TU", "FREQ=YEARLY", "FREQ=HOURLY", "FREQ=WEEKLY;INTERVAL=1000", "FREQ=DAILY;BYHOUR=22,23",
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", "FREQ=YEARLY;BYDAY=TU;BYHOUR=22;BYSETPOS=1", "FREQ=DAILY;BYMINUTE=0;BYSECOND=0",
            "FREQ=DAILY;COUNT=1"})
    void ordinaryRulesAreAllowed(String rule) {
        assertEquals(Optional.empty(), Phases.checkRule(rule, BEGIN, END));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nonsense | The rule is no RRULE of RFC 5545.", "'' | The rule is no RRULE of RFC 5545.",
            "FREQ=DAILY;INTERVAL=0 | The rule is no RRULE of RFC 5545.",
            "FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z | The rule is no RRULE of RFC 5545.",
            "FREQ=DAILY;X-MINE=1 | The rule is no RRULE of RFC 5545.",
            "RSCALE=GREGORIAN;FREQ=DAILY | The rule counts in a calendar of its own.",
            "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD | The rule counts in a calendar of its own.",
            "FREQ=SECONDLY | The rule comes more often than once an hour.",
            "FREQ=MINUTELY;INTERVAL=120 | The rule comes more often than once an hour.",
            "FREQ=DAILY;BYMINUTE=0,1 | The rule comes more often than once an hour.",
            "FREQ=DAILY;BYSECOND=0,30 | The rule comes more often than once an hour.",
            "FREQ=WEEKLY;INTERVAL=1001 | The rule's INTERVAL is more than 1000.",
            "FREQ=YEARLY;BYHOUR=1,22;BYSETPOS=-1 | The rule has BYSETPOS with more than one hour.",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | The rule never takes place.",
            "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30 | The rule never takes place.",
            "FREQ=DAILY;UNTIL=20200101T000000Z | The rule never takes place.",
            "FREQ=DAILY;UNTIL=20270101 | The rule's UNTIL is no time in UTC, such as 20270131T220000Z.",
            "FREQ=DAILY;UNTIL=20270101T000000 | The rule's UNTIL is no time in UTC, such as 20270131T220000Z.",
            "FREQ=WEEKLY;BYDAY=WE | The planned begin is none of the rule's times."})
    void whatPlannedWorkDoesNotNeedIsRefusedWithASentence(String rule, String objection) {
        assertEquals(Optional.of(objection), Phases.checkRule(rule, BEGIN, END));
    }

    @Test
    void theClockGoesOnWithWhatTheLastWordsSayForWhomTheySayIt() {
        Samples page = Samples.page().component("Lists", READERS, MOVEMENT).component("Mail", MOVEMENT);
        page.maintenance("Work", BEGIN, END).byTheClock(null, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work").tell(MOVEMENT, Impact.MAINTENANCE, "Work")
                .effect("Lists", ComponentStatus.UNDER_MAINTENANCE);
        assertEquals(page.build().notices().get(0).latest().effects(),
                Phases.at(page.build(), BEGIN).notices().get(0).latest().effects(), "for everybody, as it was said");

        Samples several = Samples.page().component("Lists", READERS, MOVEMENT);
        several.maintenance("Work", BEGIN, END).byTheClock(null, true, true).update(NoticeState.SCHEDULED, ANNOUNCED)
                .tell(READERS, Impact.MAINTENANCE, "Work").tell(MOVEMENT, Impact.MAINTENANCE, "Work")
                .effect("Lists", ComponentStatus.MAJOR_OUTAGE, READERS)
                .effect("Lists", ComponentStatus.PARTIAL_OUTAGE, MOVEMENT)
                .update(NoticeState.SCHEDULED, ANNOUNCED.plusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "More");
        assertEquals(
                List.of(new PublishedUpdate.Effect(several.componentId("Lists"), MOVEMENT, ComponentStatus.PARTIAL_OUTAGE)),
                Phases.at(several.build(), BEGIN).notices().get(0).latest().effects(), "to each what was said to it");
    }

    @Test
    void aNoticeIsAsNewAsTheLastThatWasSaidByPeopleOrByTheClock() {
        Samples page = work(null, true, false, "VERIFYING 30");
        assertEquals(minutes(30), Phases.at(page.build(), minutes(40)).notices().get(0).updatedAt());
    }

    @Test
    void workThatBeganEarlyTheSecondTimeIsOfTheSecondWindow() {
        Samples page = work(WEEKLY, true, true, "IN_PROGRESS 10070");
        PublishedNotice notice = Phases.at(page.build(), minutes(10_075)).notices().get(0);
        assertEquals(minutes(10_080), notice.scheduledFor());
        Samples done = work(WEEKLY, true, false, "COMPLETED 90");
        assertEquals(minutes(10_080), Phases.at(done.build(), minutes(95)).notices().get(0).scheduledFor());
    }

    @Test
    void theLengthOfARuleAndOfItsWindowsIsChecked() {
        String longest = "FREQ=WEEKLY;BYDAY=" + "TU,".repeat(160) + "TU";
        assertEquals(500, longest.length());
        assertEquals(Optional.empty(), Phases.checkRule(longest, BEGIN, END));
        assertEquals(BEGIN.plus(Duration.ofDays(7)), Phases.at(work(longest, true, true, "").build(), END).notices().get(0)
                .scheduledFor(), "and it counts");
        assertEquals(BEGIN, Phases.at(work(longest + ",TU", true, true, "").build(), END).notices().get(0).scheduledFor(),
                "one that is longer is no rule");
        assertEquals(Optional.empty(), Phases.checkRule("FREQ=DAILY;INTERVAL=1000", BEGIN, END));
        assertEquals(Optional.of("The rule has more than 500 characters."), Phases.checkRule("F".repeat(501), BEGIN, END));
        assertEquals(Optional.of("The rule is no RRULE of RFC 5545."), Phases.checkRule("F".repeat(500), BEGIN, END));
        String again = "By the rule it begins again before it has ended.";
        assertEquals(Optional.of(again), Phases.checkRule("FREQ=DAILY", BEGIN, BEGIN.plus(Duration.ofHours(25))));
        assertEquals(Optional.empty(), Phases.checkRule("FREQ=DAILY", BEGIN, BEGIN.plus(Duration.ofHours(24))));
        String end = "What comes again has a planned end after its begin.";
        assertEquals(Optional.of(end), Phases.checkRule("FREQ=DAILY", BEGIN, BEGIN));
        assertEquals(Optional.of(end), Phases.checkRule("FREQ=DAILY", BEGIN, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=YEARLY;BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20;BYMINUTE=0,1,2,3,4,5,6,7,8,9;"
                    + "BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1",
            "FREQ=YEARLY;INTERVAL=2147483647", "FREQ=DAILY;INTERVAL=2147483647", "FREQ=HOURLY;INTERVAL=1000;BYMONTH=2;BYDAY=MO",
            "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYDAY=MO,TU,WE,TH,FR,SA,SU"})
    void aHostileRuleCostsLittle(String rule) {
        PublishedPage page = work(rule, true, true, "").build();
        Instant far = Instant.parse("2999-01-01T00:00:00Z");

        Effort.atMost(Duration.ofSeconds(5), () -> {
            Phases.checkRule(rule, BEGIN, END);
            Phases.at(page, far);
            Phases.asOf(page, far);
        });
    }

    @Test
    void afterTheLastOneThatIsLookedAtItIsOver() {
        PublishedPage page = work("FREQ=HOURLY", true, true, "").build();
        Instant last = BEGIN.plus(Duration.ofHours(Occurrences.LOOKED_AT_MAX - 1L));

        assertEquals(NoticeState.IN_PROGRESS, Phases.at(page, last).notices().get(0).state());
        assertEquals(NoticeState.COMPLETED, Phases.at(page, last.plus(Duration.ofHours(1))).notices().get(0).state());
    }

    /** @param people as in "IN_PROGRESS 5, -COMPLETED 60": what was said in which minute; with a minus it was struck later */
    private static Samples work(String rule, boolean starts, boolean ends, String people) {
        Samples page = Samples.page().component("Lists", READERS);
        Samples.NoticeBuilder work = page.maintenance("Work", BEGIN, END).byTheClock(rule, starts, ends)
                .update(NoticeState.SCHEDULED, ANNOUNCED).tell(READERS, Impact.MAINTENANCE, "Work")
                .effect("Lists", ComponentStatus.UNDER_MAINTENANCE);
        for (String said : people == null || people.isEmpty() ? new String[0] : people.split(", ")) {
            String[] words = said.split(" ");
            // Samples go out twenty seconds after the time that they show.
            work.update(NoticeState.valueOf(words[0].replace("-", "")), minutes(Integer.parseInt(words[1])).minusSeconds(20))
                    .tell(READERS, Impact.NONE, "Words");
            if (words[0].startsWith("-")) {
                work.retract(RetractionReason.WRONG, minutes(Integer.parseInt(words[1])).plusSeconds(1));
            }
        }
        return page;
    }

    /** What the page says: the clock's entries in brackets with their minute, struck ones with a minus. */
    private static String says(Samples page, Instant at) {
        return said(Phases.at(page.build(), at));
    }

    private static String said(PublishedPage page) {
        return page.notices().get(0).updates().stream()
                .map(update -> update.derived()
                        ? String.format(Locale.ROOT, "[%s %d]", update.state(),
                                Duration.between(BEGIN, update.shownAt()).toMinutes())
                        : (update.isRetracted() ? "-" : "") + update.state())
                .collect(Collectors.joining(" "));
    }

    private static Instant minutes(int afterBegin) {
        return BEGIN.plus(Duration.ofMinutes(afterBegin));
    }
}
