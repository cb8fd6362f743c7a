package org.gatepost;

import static org.gatepost.testsupport.AtTheGate.CLEARED;
import static org.gatepost.testsupport.AtTheGate.MIXED;
import static org.gatepost.testsupport.AtTheGate.PAOLO;
import static org.gatepost.testsupport.AtTheGate.PETRA;
import static org.gatepost.testsupport.AtTheGate.RAVI;
import static org.gatepost.testsupport.AtTheGate.RESPONDER;
import static org.gatepost.testsupport.AtTheGate.ROSA;
import static org.gatepost.testsupport.AtTheGate.SCHEDULE;
import static org.gatepost.testsupport.AtTheGate.SELMA;
import static org.gatepost.testsupport.Database.as;
import static org.gatepost.testsupport.Database.execute;
import static org.gatepost.testsupport.Database.refusal;
import static org.gatepost.testsupport.Database.seen;
import static org.gatepost.testsupport.Database.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.gatepost.testsupport.AtTheGate;
import org.gatepost.testsupport.AtTheGate.Words;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an embargo as the database holds it by itself: statements of our own, past every line of Java. */
class ReleaseIT {
    private static final String ABSENT = "GP404";
    private static final String REFUSED = "GP403";
    private static final String CONFLICT = "GP409";
    private static final String INVALID = "GP422";
    private static final String CHECK = "23514";
    private static final String NOT_ALLOWED = "42501";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TO_RESPONDERS = "select embargo.propose_release(?, 'RESPONDERS', null, null, false)";
    private static final String TO_THE_WORLD = "select embargo.propose_release(?, 'WORLD', ?, null, false)";
    private static final String AGREE = "select embargo.agree_release(?)";
    private static final String CANCEL = "select embargo.cancel_release(?)";
    private static final String BREAK = "select embargo.break(?, 'A token', 'A mailing list', null)";

    private final TestClock clock = new TestClock();
    private AtTheGate gate;

    @BeforeAll
    static void people() {
        AtTheGate.people();
    }

    @AfterAll
    static void nobodyStays() {
        AtTheGate.nobodyStays();
    }

    @BeforeEach
    void begin() throws SQLException {
        clock.stand(Instant.parse("2026-03-05T12:00:00Z"));
        gate = new AtTheGate();
    }

    @AfterEach
    void end() throws SQLException {
        gate.close();
        clock.run();
    }

    @Test
    void twoOfTheCircleReleaseAndNeverOneTwice() throws SQLException {
        UUID hidden = ready();
        assertNull(by(ROSA, TO_RESPONDERS, hidden));
        assertEquals(REFUSED, by(ROSA, AGREE, hidden));
        assertEquals(CONFLICT, by(SELMA, TO_RESPONDERS, hidden), "one at a time");
        for (UUID stranger : List.of(RAVI, PAOLO)) {
            assertEquals(ABSENT, by(stranger, AGREE, hidden));
        }
        assertNull(live(hidden, "agreed_by"));
        assertNull(by(SELMA, AGREE, hidden));
        assertEquals(SELMA.toString(), live(hidden, "agreed_by"));
        assertEquals(CONFLICT, by(MIXED, AGREE, hidden), "a third vote");
        assertEquals(CHECK,
                bySuperuser("update embargo.release set agreed_by = proposed_by where incident_id = '" + hidden + "'"),
                "whoever writes it");
        assertEquals("t", sealed(hidden), "not before its time");
    }

    @Test
    void noReleaseWhileAConditionIsOpen() throws SQLException {
        UUID hidden = sealed();
        assertEquals("4",
                seen("select count(*) from embargo.condition where incident_id = '" + hidden + "' and owner = '" + ROSA
                        + "'"));
        assertEquals(CONFLICT, by(ROSA, TO_RESPONDERS, hidden));
        tickAll(hidden);
        String one = seen("select min(id::text) from embargo.condition where incident_id = '" + hidden + "'");
        assertNull(by(ROSA, TO_RESPONDERS, hidden));
        assertNull(by(SELMA, change(one, false), hidden));
        assertEquals(CONFLICT, by(SELMA, AGREE, hidden), "opened again after it was proposed");
        assertNull(by(SELMA, change(one, true), hidden));
        assertNull(by(SELMA, AGREE, hidden));
        assertNull(by(SELMA, change(one, false), hidden));
        clock.forward(WINDOW);
        assertEquals("f", carryOut(hidden));
        assertEquals("t", sealed(hidden));
        assertTrue(last(hidden, "stopped").contains("condition"), last(hidden, "stopped"));
        assertNull(by(SELMA, change(one, true), hidden));
        assertNull(by(ROSA, TO_RESPONDERS, hidden), "and it can be proposed again");
    }

    @Test
    void conditionsAreTheCirclesAndSoAreTheirOwners() throws SQLException {
        UUID hidden = sealed();
        UUID other = sealed();
        String one = seen("select min(id::text) from embargo.condition where incident_id = '" + hidden + "'");
        String of = "select embargo.change_condition(?, '" + one + "', ?, true, null)";
        assertEquals(INVALID, by(ROSA, of, hidden, RAVI), "not of the circle");
        assertEquals(INVALID, by(ROSA, "select embargo.give(?, ?)", hidden, RAVI));
        assertNull(by(ROSA, of, hidden, SELMA));
        assertEquals(ABSENT, by(ROSA, of, other, SELMA), "of another incident");
        assertNull(by(SELMA, "select embargo.state_condition(?, 'Cache purged', null)", hidden));
        assertEquals(CHECK, by(SELMA, "select embargo.state_condition(?, '', null)", hidden));
        assertNull(by(SELMA, "select embargo.give(?, ?)", hidden, SELMA));
    }

    @Test
    void itIsCancelledUntilTheLastMomentAndNotAfter() throws SQLException {
        UUID hidden = agreed();
        assertEquals("2026-03-05 12:05:00+00", live(hidden, "goes_at at time zone 'UTC' || '+00'"));
        clock.forward(WINDOW.minusMillis(1));
        assertEquals("f", carryOut(hidden), "before its time");
        assertEquals(ABSENT, by(RAVI, CANCEL, hidden));
        assertNull(by(MIXED, CANCEL, hidden), "anyone of the circle");
        clock.forward(Duration.ofMinutes(1));
        assertEquals("f", carryOut(hidden), "cancelled");
        assertEquals("t", sealed(hidden));

        assertNull(by(ROSA, TO_RESPONDERS, hidden));
        assertNull(by(SELMA, AGREE, hidden));
        clock.forward(WINDOW);
        assertEquals(CONFLICT, by(MIXED, CANCEL, hidden), "it is due");
        assertEquals("t", carryOut(hidden));
        assertEquals("f", carryOut(hidden), "once");
        assertEquals("f", sealed(hidden));
    }

    @Test
    void theWindowIsNotMadeShorterAndOnlyTheScheduleCarriesOut() throws SQLException {
        UUID hidden = ready();
        assertNull(
                by(ROSA, "select embargo.propose_release(?, 'RESPONDERS', null, security.now() + interval '1 minute', false)",
                        hidden));
        assertNull(by(SELMA, AGREE, hidden));
        assertEquals("05:00", live(hidden, "to_char(goes_at - agreed_at, 'MI:SS')"));
        assertEquals(CHECK, bySuperuser(
                "update embargo.release set goes_at = agreed_at + interval '4 minutes' where incident_id = '" + hidden + "'"));
        UUID release = UUID.fromString(live(hidden, "id"));
        clock.forward(WINDOW);
        for (UUID person : List.of(ROSA, SELMA, RAVI)) {
            try (Connection room = as(RESPONDER, person, RESPONDER)) {
                assertEquals(REFUSED, refusal(room, "select embargo.carry_out(?, array['a', 'b'])", release));
                assertEquals("0", value(room, "select count(*) from embargo.due_releases()"));
            }
        }
        try (Connection room = as(CLEARED, SELMA, CLEARED)) {
            assertEquals(NOT_ALLOWED, refusal(room, "select embargo.carry_out(?, array['a', 'b'])", release));
            assertEquals(NOT_ALLOWED, refusal(room, "select embargo.unseal(?, null, null, null)", hidden));
            assertEquals(NOT_ALLOWED, refusal(room, "update embargo.release set goes_at = now()"));
            assertEquals(NOT_ALLOWED, refusal(room, "delete from embargo.condition"));
        }
        // The application's own schedule, where one still runs beside this test, may have been here already.
        assertTrue("t".equals(sealed(hidden)) || last(hidden, "carried_out_at") != null, "nobody else carries it out");

        UUID later = ready();
        assertEquals(INVALID, by(ROSA,
                "select embargo.propose_release(?, 'RESPONDERS', null, security.now() + interval '91 days', false)", later));
        assertNull(by(ROSA, "select embargo.propose_release(?, 'RESPONDERS', null, security.now() + interval '2 days', false)",
                later));
        assertNull(by(SELMA, AGREE, later));
        clock.forward(Duration.ofDays(2).minusMillis(1));
        assertEquals("f", carryOut(later), "the time that was asked for");
        clock.forward(Duration.ofMillis(1));
        assertEquals("t", carryOut(later));
    }

    @Test
    void withWordsForTheWorldTheirApprovalIsTheSecondVote() throws SQLException {
        Written it = written();
        assertNull(by(ROSA, TO_THE_WORLD, it.hidden(), it.words().draft()));
        assertEquals(CONFLICT, by(SELMA, AGREE, it.hidden()), "the vote is the approval");
        assertNull(live(it.hidden(), "agreed_by"));
        gate.approve(MIXED, CLEARED, it.words());
        assertEquals(MIXED.toString(), live(it.hidden(), "agreed_by"));
        String before = AtTheGate.publicDigest();
        clock.forward(WINDOW.minusMillis(1));
        assertEquals("f", carryOut(it.hidden()));
        assertEquals(before, AtTheGate.publicDigest(), "nothing before its time");
        clock.forward(Duration.ofMillis(1));
        assertEquals("t", carryOut(it.hidden()));
        assertEquals("f", sealed(it.hidden()));
        assertNotEquals(before, AtTheGate.publicDigest());
        assertEquals(gate.noticeOf(it.words()), last(it.hidden(), "notice_id"));
        assertEquals(SCHEDULE.toString(),
                seen("select published_by::text from gate.publication where draft_id = '" + it.words().draft() + "'"));
    }

    @Test
    void wordsThatWereApprovedBeforeCountAtOnceButNotForTheirApprover() throws SQLException {
        Written it = written();
        gate.approve(MIXED, CLEARED, it.words());
        assertEquals(REFUSED, by(MIXED, TO_THE_WORLD, it.hidden(), it.words().draft()), "both votes by one person");
        assertNull(by(SELMA, TO_THE_WORLD, it.hidden(), it.words().draft()));
        assertEquals(MIXED.toString(), live(it.hidden(), "agreed_by"));

        Written other = written();
        assertNull(by(MIXED, TO_THE_WORLD, other.hidden(), other.words().draft()));
        try (Connection room = as("gate", MIXED, CLEARED)) {
            assertEquals(REFUSED, refusal(room,
                    "insert into gate.approval (draft_id, revision, hash, proposed_by) values (?, ?, ?, ?)",
                    other.words().draft(), other.words().revision(), other.words().hash(), other.words().proposedBy()),
                    "both votes by one person, the other way round");
        }
        assertNull(live(other.hidden(), "agreed_by"));
    }

    @Test
    void wordsOfSomethingElseAreNoWordsForTheWorld() throws SQLException {
        Written it = written();
        Written other = written();
        assertEquals(INVALID, by(ROSA, TO_THE_WORLD, it.hidden(), other.words().draft()));
        assertEquals(INVALID, by(ROSA, TO_THE_WORLD, it.hidden(), UUID.randomUUID()));
        gate.move(ROSA, CLEARED, it.words(), "DRAFT");
        assertEquals(CONFLICT, by(ROSA, TO_THE_WORLD, it.hidden(), it.words().draft()), "not proposed");
        UUID drill = gate.incident(true);
        Words words = gate.firstWords(ROSA, drill, AtTheGate.BUNDLE);
        gate.seal(ROSA, drill, "SECURITY_TEAM");
        tickAll(drill);
        assertEquals(CONFLICT, by(ROSA, TO_THE_WORLD, drill, words.draft()));
    }

    @Test
    void bothOrNeitherWhenThePostIsRefusedNothingIsReleased() throws SQLException {
        Written it = written();
        assertNull(by(ROSA, TO_THE_WORLD, it.hidden(), it.words().draft()));
        gate.approve(MIXED, CLEARED, it.words());
        // Something that only the page itself refuses.
        AtTheGate.past(
                "update gate.revision set content = replace(content, 'DEGRADED', 'NO SUCH IMPACT'), hash = sha256(convert_to("
                        + "replace(content, 'DEGRADED', 'NO SUCH IMPACT'), 'UTF8')) where draft_id = '" + it.words().draft()
                        + "'");
        AtTheGate.past("update gate.approval set hash = (select hash from gate.revision where draft_id = '" + it.words().draft()
                + "') where draft_id = '" + it.words().draft() + "'");
        AtTheGate.past("update embargo.release set hash = (select hash from gate.revision where draft_id = '"
                + it.words().draft() + "') where draft_id = '" + it.words().draft() + "'");
        assertStopped(it, "The page did not take the words");

        Written edited = written();
        assertNull(by(ROSA, TO_THE_WORLD, edited.hidden(), edited.words().draft()));
        gate.approve(MIXED, CLEARED, edited.words());
        try (Connection room = as("gate", ROSA, CLEARED)) {
            execute(room, "update gate.draft set content = content || ' ', state = 'DRAFT' where id = ?",
                    edited.words().draft());
            room.commit();
        }
        assertStopped(edited, "not approved any more");

        Written left = written();
        assertNull(by(SELMA, TO_THE_WORLD, left.hidden(), left.words().draft()));
        gate.approve(MIXED, CLEARED, left.words());
        Database.bySuperuser("update security.clearance set revoked_at = now() where operator_id = '" + SELMA + "'");
        try {
            assertStopped(left, "not of the circle any more");
        } finally {
            Database.bySuperuser("update security.clearance set revoked_at = null where operator_id = '" + SELMA + "'");
        }
    }

    private void assertStopped(Written it, String because) throws SQLException {
        String before = AtTheGate.publicDigest();
        clock.forward(WINDOW);
        assertEquals("f", carryOut(it.hidden()));
        assertEquals("t", sealed(it.hidden()), "nothing was released");
        assertEquals(before, AtTheGate.publicDigest(), "nothing was published");
        assertTrue(last(it.hidden(), "stopped").contains(because), last(it.hidden(), "stopped"));
        assertNull(last(it.hidden(), "carried_out_at"));
        assertEquals("0", seen("select count(*) from gate.publication where draft_id = '" + it.words().draft() + "'"));
        assertEquals("f", seen("select kept from gate.draft where id = '" + it.words().draft() + "'"));
    }

    @Test
    void aReleaseOpensTheRowAndNotTheRecord() throws SQLException {
        UUID hidden = ready();
        inside(hidden);
        Words words = gate.firstWords(ROSA, null, AtTheGate.BUNDLE);
        AtTheGate.past("update gate.draft set incident_id = '" + hidden + "' where id = '" + words.draft() + "'");
        release(hidden);
        try (Connection room = as(RESPONDER, RAVI, RESPONDER)) {
            assertEquals(
                    "1", value(room,
                            "select count(*) from incident.incident where id = ? and num_nonnulls(declared_by, commander, "
                                    + "command_offered_to, mitigation, resolution) = 0 and released_at = security.now()",
                            hidden));
            for (String table : List.of("incident.timeline_entry", "incident.criterion_met", "incident.affected_audience",
                    "alert.incident_link")) {
                assertEquals("0", value(room, "select count(*) from " + table + " where incident_id = ?", hidden), table);
            }
            assertEquals(NOT_ALLOWED, refusal(room, "select * from incident.closed_record"));
            assertEquals(NOT_ALLOWED, refusal(room, "update incident.incident set title = 'x' where id = ?", hidden));
            assertEquals(NOT_ALLOWED, refusal(room, "insert into incident.timeline_entry (incident_id, happened_at, words, "
                    + "written_by, written_at) values (?, now(), 'x', ?, now())", hidden, RAVI));
            assertEquals(CONFLICT, refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM')", hidden),
                    "sealing makes a member, and a member knows the record");
            assertEquals("f", value(room, "select embargo.may_read(?)", hidden));
            assertEquals("t", value(room, "select embargo.may_see(?)", hidden));
        }
        try (Connection room = as("gate", PETRA, RESPONDER)) {
            for (String table : List.of("gate.draft where id = ?", "gate.revision where draft_id = ?")) {
                assertEquals("0", value(room, "select count(*) from " + table, words.draft()), table);
            }
            assertEquals("{}", value(room, "select gate.leaves_out(?, null, '{}')", hidden),
                    "who is affected is of the record");
            assertEquals(ABSENT, refusal(room, "select published.post(?, ?, '{a,b}', 'GUARDED')", words.draft(), words.hash()));
        }
        try (Connection room = as(CLEARED, SELMA, CLEARED)) {
            assertEquals(ROSA.toString(),
                    value(room, "select commander from incident.closed_record where incident_id = ?", hidden));
            assertEquals("1", value(room, "select count(*) from incident.timeline_entry where incident_id = ?", hidden));
            assertEquals(1, execute(room, "update incident.closed_record set mitigation = 'm' where incident_id = ?", hidden));
            assertEquals(CHECK, refusal(room, "update incident.incident set mitigation = 'm' where id = ?", hidden),
                    "nothing of the record comes into the row");
        }
        assertEquals("t", seen("select embargo.was_ever('" + hidden + "')"));
    }

    @Test
    void twoOpenTheRecordAndBothSawTheSame() throws SQLException {
        UUID hidden = ready();
        inside(hidden);
        String digest = ask(SELMA, "select embargo.record_digest(?)", hidden);
        assertEquals(CONFLICT, by(SELMA, "select embargo.propose_opening(?, ?)", hidden, digest), "not released");
        release(hidden);
        String seen = ask(SELMA, "select embargo.record_digest(?)", hidden);
        assertNull(ask(RAVI, "select embargo.record_digest(?)", hidden));
        assertEquals(ABSENT, by(RAVI, "select embargo.propose_opening(?, ?)", hidden, seen));
        assertEquals(CONFLICT, by(SELMA, "select embargo.agree_opening(?, ?)", hidden, seen), "nobody proposed it");
        assertNull(by(SELMA, "select embargo.propose_opening(?, ?)", hidden, seen));
        assertEquals(REFUSED, by(SELMA, "select embargo.agree_opening(?, ?)", hidden, seen), "both votes by one person");
        try (Connection room = as(CLEARED, ROSA, CLEARED)) {
            execute(room, "insert into incident.timeline_entry (incident_id, happened_at, words, written_by, written_at) "
                    + "values (?, now(), 'later', ?, now())", hidden, ROSA);
            room.commit();
        }
        assertEquals(CONFLICT, by(ROSA, "select embargo.agree_opening(?, ?)", hidden, seen), "not as she saw it");
        String now = ask(ROSA, "select embargo.record_digest(?)", hidden);
        assertEquals(CONFLICT, by(ROSA, "select embargo.agree_opening(?, ?)", hidden, now), "not as the other saw it");
        assertNull(by(SELMA, "select embargo.propose_opening(?, ?)", hidden, now));
        assertNull(by(ROSA, "select embargo.agree_opening(?, ?)", hidden, now));
        try (Connection room = as(RESPONDER, RAVI, RESPONDER)) {
            assertEquals(ROSA.toString(), value(room, "select commander from incident.incident where id = ?", hidden));
            assertEquals("2", value(room, "select count(*) from incident.timeline_entry where incident_id = ?", hidden));
            assertEquals(1, execute(room, "update incident.incident set title = 'x' where id = ?", hidden));
            assertEquals(CONFLICT, refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM')", hidden),
                    "why it was held back stays the circle's");
        }
        assertEquals("0", seen("select count(*) from incident.closed_record where incident_id = '" + hidden + "'"));
        assertEquals(CONFLICT, by(ROSA, "select embargo.propose_opening(?, ?)", hidden, now), "once");
    }

    @Test
    void oneOfTheCircleBreaksItAtOnceAndNobodyElse() throws SQLException {
        UUID hidden = sealed();
        for (UUID stranger : List.of(RAVI, PAOLO)) {
            assertEquals(ABSENT, by(stranger, BREAK, hidden));
        }
        assertEquals(INVALID, by(ROSA, "select embargo.break(?, 'x', 'y', security.now() + interval '1 second')", hidden));
        assertEquals("t", sealed(hidden));
        assertNull(by(SELMA, BREAK, hidden), "with every condition open");
        assertEquals("f", sealed(hidden));
        assertEquals("t", seen("select record_closed from incident.incident where id = '" + hidden + "'"));
        assertEquals(CONFLICT, by(SELMA, BREAK, hidden), "once");
        assertEquals(List.of("REPORT_WANTED", "BROKEN"), inbox(ROSA, hidden));
        assertEquals(List.of(), inbox(SELMA, hidden));
        assertNull(by(ROSA, "select embargo.report(?, 'How it leaked.')", hidden));
        assertNull(by(ROSA, "select embargo.look(?, 'BROKEN')", hidden));
        assertEquals(List.of(), inbox(ROSA, hidden));
    }

    @Test
    void aBreakCancelsWhatWasAgreed() throws SQLException {
        UUID hidden = agreed();
        assertNull(by(ROSA, BREAK, hidden));
        clock.forward(WINDOW);
        assertEquals("f", carryOut(hidden));
        assertEquals("1", seen("select count(*) from embargo.release where incident_id = '" + hidden + "' and cancelled_by = '"
                + ROSA + "'"));
    }

    @Test
    void sealedAgainItIsItsCirclesAndAnUndoneSlipRestoresTheRelease() throws SQLException {
        UUID hidden = ready();
        release(hidden);
        clock.forward(Duration.ofMinutes(1));
        assertNull(by(SELMA, "select embargo.seal(?, 'again', 'NAMED_PEOPLE')", hidden));
        assertEquals("t", sealed(hidden));
        assertEquals("2", seen("select round from embargo.embargo where incident_id = '" + hidden + "'"));
        assertEquals(CONFLICT, by(SELMA, TO_RESPONDERS, hidden), "with new conditions");
        assertEquals(REFUSED, by(ROSA, "select embargo.undo(?)", hidden));
        assertNull(by(SELMA, "select embargo.undo(?)", hidden));
        assertEquals("f", sealed(hidden));
        assertEquals("t", seen("select embargo.was_ever('" + hidden + "')"));
        assertEquals("1 because SECURITY_TEAM " + ROSA,
                seen("select concat_ws(' ', round, reason, circle, sealed_by) from embargo.embargo where incident_id = '"
                        + hidden
                        + "'"));
        assertEquals("t", seen("select record_closed and released_at is not null from incident.incident where id = '" + hidden
                + "'"));
        assertEquals("4", seen("select count(*) from embargo.condition where incident_id = '" + hidden + "'"));
        assertEquals(CONFLICT, by(ROSA, "select embargo.undo(?)", hidden), "what is released is not undone");
        assertNull(by(SELMA, "select embargo.seal(?, 'again', 'SECURITY_TEAM')", hidden));
        tickAll(hidden);
        assertNull(by(SELMA, TO_RESPONDERS, hidden));
        assertNull(by(ROSA, AGREE, hidden));
        clock.forward(WINDOW);
        assertEquals("t", carryOut(hidden));
        assertEquals("2",
                seen("select count(*) from embargo.release where carried_out_at is not null and incident_id = '" + hidden
                        + "'"));
    }

    @Test
    void aFirstSlipIsForgottenWithAllThatCameWithIt() throws SQLException {
        UUID slip = ready();
        assertNull(by(ROSA, TO_RESPONDERS, slip));
        assertNull(by(ROSA, "select embargo.undo(?)", slip));
        for (String table : List.of("embargo", "member", "condition", "release", "earlier", "extension", "seen")) {
            assertEquals("0", seen("select count(*) from embargo." + table + " where incident_id = '" + slip + "'"), table);
        }
        assertEquals("f", seen("select embargo.was_ever('" + slip + "')"));
    }

    @Test
    void cancellingAndCarryingOutDoNotOvertakeEachOther() throws Exception {
        UUID hidden = agreed();
        clock.forward(WINDOW.minusMillis(1));
        try (Connection cancelling = as(CLEARED, MIXED, CLEARED); Connection schedule = as(RESPONDER, SCHEDULE, RESPONDER)) {
            execute(cancelling, CANCEL, hidden);
            clock.forward(Duration.ofMillis(1));
            CompletableFuture<String> due = later(() -> carryOut(schedule, hidden));
            Await.lockOf(schedule);
            cancelling.commit();
            assertEquals("f", due.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals("t", sealed(hidden));

        UUID gone = agreed();
        clock.forward(WINDOW);
        try (Connection cancelling = as(CLEARED, MIXED, CLEARED); Connection schedule = as(RESPONDER, SCHEDULE, RESPONDER)) {
            assertEquals("t", value(schedule, "select embargo.carry_out(?, null)", UUID.fromString(live(gone, "id"))));
            CompletableFuture<String> late = later(() -> refusal(cancelling, CANCEL, gone));
            Await.lockOf(cancelling);
            schedule.commit();
            assertEquals(CONFLICT, late.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals("f", sealed(gone));
    }

    @Test
    void aSealAndAReleaseDoNotOvertakeEachOther() throws Exception {
        UUID hidden = agreed();
        try (Connection undoing = as(CLEARED, ROSA, CLEARED); Connection schedule = as(RESPONDER, SCHEDULE, RESPONDER)) {
            execute(undoing, "select embargo.undo(?)", hidden);
            clock.forward(WINDOW);
            CompletableFuture<String> due = later(() -> carryOut(schedule, hidden));
            Await.lockOf(schedule);
            undoing.commit();
            assertEquals("f", due.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the embargo is gone, and its release with it");
        }
        assertEquals("f", seen("select record_closed from incident.incident where id = '" + hidden + "'"));

        UUID again = agreed();
        clock.forward(WINDOW);
        try (Connection sealing = as(CLEARED, SELMA, CLEARED); Connection schedule = as(RESPONDER, SCHEDULE, RESPONDER)) {
            assertEquals("t", value(schedule, "select embargo.carry_out(?, null)", UUID.fromString(live(again, "id"))));
            CompletableFuture<String> second = later(
                    () -> refusal(sealing, "select embargo.seal(?, 'again', 'SECURITY_TEAM')", again));
            Await.lockOf(sealing);
            schedule.commit();
            assertNull(second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            sealing.commit();
        }
        assertEquals("t", sealed(again), "the later one stands");
        assertEquals("2", seen("select round from embargo.embargo where incident_id = '" + again + "'"));
    }

    @Test
    void aStrangerNeitherLearnsNorWaits() throws SQLException {
        Written it = written();
        UUID absent = UUID.randomUUID();
        String condition = seen("select min(id::text) from embargo.condition where incident_id = '" + it.hidden() + "'");
        try (Connection holding = as(CLEARED, ROSA, CLEARED); Connection stranger = as(CLEARED, RAVI, CLEARED)) {
            execute(holding, "select embargo.give(?, ?)", it.hidden(), ROSA);
            execute(stranger, "set local lock_timeout = '1s'");
            for (UUID id : List.of(it.hidden(), absent)) {
                for (String act : List.of("embargo.give(?, '" + ROSA + "')", "embargo.state_condition(?, 'x', null)",
                        "embargo.change_condition(?, '" + condition + "', null, true, null)",
                        "embargo.extend(?, security.now() + interval '1 day', 'x')",
                        "embargo.propose_release(?, 'RESPONDERS', null, null, false)",
                        "embargo.propose_release(?, 'WORLD', '" + it.words().draft() + "', null, false)",
                        "embargo.agree_release(?)", "embargo.cancel_release(?)", "embargo.break(?, 'x', 'y', null)",
                        "embargo.report(?, 'x')", "embargo.propose_opening(?, 'x')", "embargo.agree_opening(?, 'x')",
                        "embargo.cancel_opening(?)", "embargo.link_symptom(?, '" + absent + "')",
                        "embargo.unlink_symptom(?, '" + absent + "')",
                        "embargo.link_cover(?, 'aaaaaaaaaaaa', security.now(), 'x')", "embargo.unlink_cover(?, 'aaaaaaaaaaaa')",
                        "embargo.look(?, 'SEALED')")) {
                    assertEquals(ABSENT, refusal(stranger, "select " + act, id), act);
                }
                assertNull(value(stranger, "select embargo.record_digest(?)", id));
                assertEquals("0", value(stranger, "select count(*) from embargo.nearby(?)", id));
                assertEquals("0", value(stranger, "select count(*) from embargo.still_public(?)", id));
            }
            assertEquals("0", value(stranger, "select count(*) from embargo.inbox() where incident_id = ?", it.hidden()));
            assertEquals("0", value(stranger, "select count(*) from embargo.ledger() where incident_id = ?", it.hidden()));
            for (String table : List.of("condition", "extension", "release", "breach", "opening", "symptom", "cover")) {
                assertEquals("0", value(stranger, "select count(*) from embargo." + table), table);
            }
        }
    }

    @Test
    void aReviewIsAtMostNinetyDaysAheadAndCounts() throws SQLException {
        UUID hidden = sealed();
        assertEquals(INVALID, by(ROSA, "select embargo.extend(?, security.now() + interval '91 days', 'x')", hidden));
        assertEquals(INVALID, by(ROSA, "select embargo.extend(?, security.now(), 'x')", hidden));
        assertEquals(CHECK, by(ROSA, "select embargo.extend(?, security.now() + interval '1 day', '')", hidden));
        clock.forward(Duration.ofDays(15));
        assertTrue(inbox(ROSA, hidden).contains("REVIEW_OVERDUE"));
        assertTrue(!inbox(SELMA, hidden).contains("REVIEW_OVERDUE"), "asked of the owner");
        assertNull(by(SELMA, "select embargo.extend(?, security.now() + interval '90 days', 'Partners need longer')", hidden));
        assertTrue(!inbox(ROSA, hidden).contains("REVIEW_OVERDUE"));
        tickAll(hidden);
        assertTrue(inbox(ROSA, hidden).contains("RELEASE_READY"), "the owner is proposed a release");
        release(hidden);
        try (Connection room = as(RESPONDER, RAVI, RESPONDER)) {
            assertEquals("RESPONDERS 1 f", value(room, "select concat_ws(' ', scope, reviews, emergency) from embargo.ledger() "
                    + "where incident_id = ?", hidden));
        }
    }

    @Test
    void aCoverJoinsAtTheReleaseAndASymptomIsKnownInsideOnly() throws SQLException {
        String cover = gate.published(null);
        UUID hidden = sealed();
        UUID open = gate.incident(false);
        UUID other = sealed();
        assertNull(by(ROSA, "select embargo.link_cover(?, ?, security.now(), 'People are at risk')", hidden, cover));
        assertEquals(INVALID, by(ROSA, "select embargo.link_cover(?, 'aaaaaaaaaaaa', security.now(), 'x')", hidden));
        assertEquals(INVALID, by(ROSA, "select embargo.link_symptom(?, ?)", hidden, other), "sealed");
        assertEquals(INVALID, by(ROSA, "select embargo.link_symptom(?, ?)", hidden, UUID.randomUUID()), "never there");
        assertNull(by(ROSA, "select embargo.link_symptom(?, ?)", hidden, open));
        try (Connection room = as("gate", ROSA, CLEARED)) {
            assertEquals("t", value(room, "select embargo.is_cover(?, ?)", hidden, cover));
            Database.enter(room, RAVI, CLEARED);
            assertEquals("f", value(room, "select embargo.is_cover(?, ?)", hidden, cover));
        }
        Words words;
        try (Connection room = as("gate", ROSA, CLEARED)) {
            UUID draft = UUID
                    .fromString(value(room, "insert into gate.draft (kind, incident_id, notice_id, title, content) values "
                            + "('UPDATE', ?, ?, 't', '{}') returning id", hidden, cover));
            execute(room, "update gate.draft set state = 'IN_REVIEW', revision = 1 where id = ?", draft);
            String hash = value(room, "insert into gate.revision (draft_id, number, content) values (?, 1, ?) returning "
                    + "encode(hash, 'hex')", draft,
                    AtTheGate.update(cover, "IDENTIFIED").replace("\"disclosures\"",
                            "\"knownSince\":\"2026-03-05T11:00:00Z\",\"because\":\"People were at risk.\",\"disclosures\""));
            room.commit();
            words = new Words(draft, 1, java.util.HexFormat.of().parseHex(hash), ROSA);
        }
        tickAll(hidden);
        assertNull(by(ROSA, TO_THE_WORLD, hidden, words.draft()));
        gate.approve(MIXED, CLEARED, words);
        clock.forward(WINDOW);
        assertEquals("t", carryOut(hidden), last(hidden, "stopped"));
        assertEquals("2",
                seen("select count(*) from gate.publication where incident_id = '" + hidden + "' and notice_id = '" + cover
                        + "'"));
        assertEquals("2", seen("select count(*) from published.notice_update where notice_id = '" + cover + "'"));
    }

    @Test
    void aPublisherSealsAndWithdrawsInOneAndNobodyElse() throws SQLException {
        UUID open = gate.incident(false);
        String notice = gate.published(open);
        try (Connection room = as(RESPONDER, ROSA, RESPONDER)) {
            assertEquals(REFUSED, refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM', 'Names in it')", open));
            assertEquals("f", sealed(open));
            Database.enter(room, PETRA, RESPONDER);
            assertNull(refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM', 'Names in it')", open));
            room.commit();
        }
        assertEquals("t", sealed(open));
        assertEquals("0", seen("select count(*) from published.notice where id = '" + notice + "'"));
        try (Connection room = as("gate", PAOLO, RESPONDER)) {
            assertEquals("0", value(room, "select count(*) from gate.takedown where notice_id = ?", notice),
                    "the note is sealed too");
        }

        UUID left = gate.incident(false);
        String still = gate.published(left);
        gate.seal(ROSA, left, "SECURITY_TEAM");
        assertEquals(still, ask(ROSA, "select embargo.still_public(?)", left));
        assertTrue(inbox(ROSA, left).contains("STILL_PUBLIC"));
    }

    @Test
    void whatIsOpenAndTouchesTheSameAlertsIsNamedInsideOnly() throws SQLException {
        UUID hidden = sealed();
        UUID open = gate.incident(false);
        String group = "00000000-0000-4000-8000-0000000000e1";
        AtTheGate.past("insert into alert.alert_group values ('" + group + "', sha256('near'), 'k', 'r', 0, now())");
        for (String[] one : new String[][]{{"e2", hidden.toString()}, {"e3", open.toString()}}) {
            String alert = group.replace("e1", one[0]);
            AtTheGate.past(
                    "insert into alert.alert (id, group_id, fingerprint, starts_at_text, starts_at, state, name, labels, annotations, "
                            + "first_heard_at, last_heard_at) values ('" + alert + "', '" + group + "', '" + one[0]
                            + "', 'x', now(), 'FIRING', 'n', '{}', '{}', now(), now())");
            AtTheGate.past("insert into alert.incident_link values ('" + alert + "', '" + one[1] + "', '" + ROSA + "', now())");
        }
        assertEquals(open.toString(), ask(ROSA, "select thing from embargo.nearby(?)", hidden));
        assertNull(ask(RAVI, "select thing from embargo.nearby(?)", hidden));
        assertNull(ask(RAVI, "select thing from embargo.nearby(?)", open));
    }

    private record Written(UUID hidden, Words words) {
    }

    /** Words in review about something sealed, all of whose conditions are met. */
    private Written written() throws SQLException {
        UUID incident = gate.incident(false);
        Words words = gate.firstWords(ROSA, incident, AtTheGate.BUNDLE);
        gate.seal(ROSA, incident, "SECURITY_TEAM");
        tickAll(incident);
        return new Written(incident, words);
    }

    private UUID sealed() throws SQLException {
        UUID incident = gate.incident(false);
        gate.seal(ROSA, incident, "SECURITY_TEAM");
        return incident;
    }

    private UUID ready() throws SQLException {
        UUID incident = sealed();
        tickAll(incident);
        return incident;
    }

    private UUID agreed() throws SQLException {
        UUID incident = ready();
        assertNull(by(ROSA, TO_RESPONDERS, incident));
        assertNull(by(SELMA, AGREE, incident));
        return incident;
    }

    private void release(UUID incident) throws SQLException {
        assertNull(by(ROSA, TO_RESPONDERS, incident));
        assertNull(by(SELMA, AGREE, incident));
        clock.forward(WINDOW);
        assertEquals("t", carryOut(incident), () -> last(incident, "stopped"));
    }

    /** Something in every part of the record. */
    private static void inside(UUID incident) {
        AtTheGate.past("insert into incident.timeline_entry (incident_id, happened_at, words, written_by, written_at) values ('"
                + incident + "', now(), 'w', '" + ROSA + "', now())");
        AtTheGate.past("insert into incident.criterion_met values ('" + incident + "', 'OTHER', 'e', '" + ROSA + "', now())");
        AtTheGate.past("insert into incident.affected_audience values ('" + incident + "', 'readers', 'DEGRADED', null, null)");
        AtTheGate.past("insert into alert.incident_link values (gen_random_uuid(), '" + incident + "', '" + ROSA + "', now())");
        AtTheGate.past(
                "update incident.incident set mitigated_at = now(), mitigation = 'm', resolved_at = now(), resolution = 'r', "
                        + "command_offered_to = '" + RAVI + "' where id = '" + incident + "'");
    }

    private static void tickAll(UUID incident) throws SQLException {
        assertNull(by(ROSA, "select embargo.change_condition(c.incident_id, c.id, null, true, 'done') from embargo.condition c "
                + "join embargo.embargo e using (incident_id, round) where c.incident_id = ?", incident));
    }

    private static String change(String condition, boolean isMet) {
        return "select embargo.change_condition(?, '" + condition + "', null, " + isMet + ", null)";
    }

    /** Does it under the highest ceiling. @return the SQLSTATE of a refusal, or null */
    private static String by(UUID person, String sql, Object... parameters) throws SQLException {
        try (Connection room = as(CLEARED, person, CLEARED)) {
            String refusal = refusal(room, sql, parameters);
            room.commit();
            return refusal;
        }
    }

    private static String ask(UUID person, String sql, Object... parameters) throws SQLException {
        try (Connection room = as(CLEARED, person, CLEARED)) {
            return value(room, sql, parameters);
        }
    }

    private static List<String> inbox(UUID person, UUID incident) throws SQLException {
        try (Connection room = as(CLEARED, person, CLEARED)) {
            return Database.column(room, "select kind from embargo.inbox() where incident_id = ? order by kind desc", incident);
        }
    }

    private static final Set<String> CARRIED_OUT = ConcurrentHashMap.newKeySet();

    private static String carryOut(UUID incident) throws SQLException {
        try (Connection room = as(RESPONDER, SCHEDULE, RESPONDER)) {
            String done = carryOut(room, incident);
            room.commit();
            // The application's own schedule, where one still runs beside this test, may have been faster: it counts once, like ours.
            boolean isCarriedOut = "t".equals(done) || last(incident, "carried_out_at") != null;
            return isCarriedOut && CARRIED_OUT.add(last(incident, "id")) ? "t" : "f";
        }
    }

    /** The newest release of the incident, whatever became of it. */
    private static String carryOut(Connection room, UUID incident) throws SQLException {
        String release = last(incident, "id");
        return value(room,
                "select embargo.carry_out(?, array[substr(md5(random()::text), 1, 12), substr(md5(random()::text), 1, 12)])",
                UUID.fromString(release));
    }

    private static String sealed(UUID incident) {
        return seen("select sealed from incident.incident where id = '" + incident + "'");
    }

    private static String live(UUID incident, String column) {
        return seen("select " + column + " from embargo.release where incident_id = '" + incident
                + "' and num_nonnulls(cancelled_at, stopped_at, carried_out_at) = 0");
    }

    private static String last(UUID incident, String column) {
        return seen("select " + column + " from embargo.release where incident_id = '" + incident
                + "' order by proposed_at desc, num_nonnulls(cancelled_at, stopped_at) limit 1");
    }

    private static String bySuperuser(String sql) throws SQLException {
        try (Connection superuser = org.gatepost.local.Parts.shared().superuserConnection()) {
            return refusal(superuser, sql);
        }
    }

    private interface Statement {
        String run() throws SQLException;
    }

    private static CompletableFuture<String> later(Statement statement) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return statement.run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
