package org.gatepost.incident;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.Operator;
import org.gatepost.security.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTest {
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BEN = new UUID(0, 2);
    private static final UUID CARA = new UUID(0, 3);
    private static final People PEOPLE = new People(Map.of(ANNA, person(ANNA, "Anna"), BEN, person(BEN, "Ben"), CARA,
            person(CARA, "Cara")));
    private static final Instant DECLARED = Instant.parse("2026-03-05T14:00:00Z");
    private static final Instant NOW = DECLARED.plus(Duration.ofHours(1));

    private final Incident incident = new Incident("Edits fail", "quiet-walnut-417", 2, ANNA, DECLARED);

    // Declaring

    @Test
    void aDeclaredIncidentIsActiveAndItsDeclarerCommands() {
        IncidentRecord record = record();

        assertAll(() -> assertEquals(IncidentState.ACTIVE, record.state()), () -> assertEquals("Edits fail", record.title()),
                () -> assertEquals("quiet-walnut-417", record.codename()), () -> assertEquals(2, record.severity()),
                () -> assertEquals("Anna", record.declaredBy().name()), () -> assertEquals("Anna", record.commander().name()),
                () -> assertEquals(DECLARED, record.declaredAt()), () -> assertNull(record.commandOfferedTo()),
                () -> assertNull(record.mitigatedAt()), () -> assertNull(record.resolvedAt()),
                () -> assertFalse(record.sealed()), () -> assertFalse(record.drill()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void nothingIsDeclaredOrRenamedWithoutATitle(String title) {
        invalid("title", () -> new Incident(title, "quiet-walnut-417", 2, ANNA, DECLARED));
        unchangedBy(refused -> invalid("title", () -> refused.rename(title)));
    }

    @Test
    void aTitleHasAtMostTwoHundredCharactersNotCountingSpaceAroundIt() {
        incident.rename("  " + "t".repeat(200) + "\n");
        assertEquals("t".repeat(200), record().title());

        unchangedBy(refused -> invalid("title", () -> refused.rename("t".repeat(201))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aSeverityLiesBetweenOneAndFour(int severity) {
        incident.rate(severity);
        assertEquals(severity, record().severity());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 5, 65_537, Integer.MAX_VALUE})
    void noOtherNumberIsASeverityEvenOneThatWouldFitAfterCutting(int severity) {
        unchangedBy(refused -> invalid("severity", () -> refused.rate(severity)));
    }

    // Command

    @Test
    void commandChangesHandsByOfferAndAcceptance() {
        incident.offerCommand(ANNA, BEN);
        assertEquals("Anna", record().commander().name(), "an offer alone changes nothing");
        assertEquals("Ben", record().commandOfferedTo().name());

        incident.acceptCommand(BEN);
        assertEquals("Ben", record().commander().name());
        assertNull(record().commandOfferedTo());
    }

    @Test
    void onlyTheCommanderOffersTheCommand() {
        unchangedBy(refused -> assertThrows(NotAllowedException.class, () -> refused.offerCommand(BEN, CARA)));
        incident.offerCommand(ANNA, BEN);
        unchangedBy(refused -> assertThrows(NotAllowedException.class, () -> refused.offerCommand(BEN, CARA)),
                "who has the offer is not yet commander");
    }

    @Test
    void theCommanderCannotOfferTheCommandToThemselves() {
        unchangedBy(refused -> invalid("operator", () -> refused.offerCommand(ANNA, ANNA)));
    }

    @Test
    void onlyWhoeverHasTheOfferAcceptsItAndOnlyOnce() {
        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.acceptCommand(BEN)));

        incident.offerCommand(ANNA, BEN);
        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.acceptCommand(CARA)));
        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.acceptCommand(ANNA)));

        incident.acceptCommand(BEN);
        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.acceptCommand(BEN)));
    }

    @Test
    void aLaterOfferReplacesTheEarlierOne() {
        incident.offerCommand(ANNA, BEN);
        incident.offerCommand(ANNA, CARA);

        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.acceptCommand(BEN)));
        incident.acceptCommand(CARA);
        assertEquals("Cara", record().commander().name());
    }

    @Test
    void theCommandOfWhatIsOverChangesNoMore() {
        incident.offerCommand(ANNA, BEN);
        incident.resolve(null, "Done.", NOW);

        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.acceptCommand(BEN)));
        unchangedBy(refused -> assertThrows(ConflictException.class, () -> refused.offerCommand(ANNA, CARA)));
    }

    @Test
    void aMitigatedIncidentStillHasACommanderToRelieve() {
        incident.mitigate(null, "Switched off.", NOW);
        incident.offerCommand(ANNA, BEN);
        incident.acceptCommand(BEN);
        assertEquals("Ben", record().commander().name());
    }

    // Times and statements

    private enum Act {
        MITIGATE {
            @Override
            void on(Incident incident, Instant at, String statement) {
                incident.mitigate(at, statement, NOW);
            }
        },
        RESOLVE {
            @Override
            void on(Incident incident, Instant at, String statement) {
                incident.resolve(at, statement, NOW);
            }
        };

        abstract void on(Incident incident, Instant at, String statement);

        Instant timeIn(IncidentRecord record) {
            return this == MITIGATE ? record.mitigatedAt() : record.resolvedAt();
        }

        String statementIn(IncidentRecord record) {
            return this == MITIGATE ? record.mitigation() : record.resolution();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeThatIsNotGivenIsNow(Act act) {
        act.on(incident, null, "Done.");
        assertEquals(NOW, act.timeIn(record()));
    }

    @ParameterizedTest
    @EnumSource
    void aTimeMayLieInThePastAndEvenBeforeTheDeclaration(Act act) {
        act.on(incident, DECLARED.minus(Duration.ofDays(3)), "Done.");
        assertEquals(DECLARED.minus(Duration.ofDays(3)), act.timeIn(record()));
    }

    @ParameterizedTest
    @EnumSource
    void thisVeryMomentIsNotTheFutureButTheNextOneIs(Act act) {
        unchangedBy(refused -> invalid("at", () -> act.on(refused, NOW.plusNanos(1), "Done.")));
        act.on(incident, NOW, "Done.");
        assertEquals(NOW, act.timeIn(record()));
    }

    @ParameterizedTest
    @EnumSource
    void aStatementIsNeededAndHasAtMostTwoThousandCharacters(Act act) {
        for (String refusedWords : new String[]{null, "", " \n", "s".repeat(2_001)}) {
            unchangedBy(refused -> invalid("statement", () -> act.on(refused, null, refusedWords)));
        }
        act.on(incident, null, " " + "s".repeat(2_000) + "\n");
        assertEquals("s".repeat(2_000), act.statementIn(record()));
    }

    @Test
    void anIncidentMayBeResolvedWithoutHavingBeenMitigated() {
        incident.resolve(null, "It went away.", NOW);
        assertEquals(IncidentState.RESOLVED, record().state());
        assertNull(record().mitigatedAt(), "nobody said when the impact was stopped");
    }

    @Test
    void whatIsMitigatedKeepsItsTimeAndWordsWhenItIsResolved() {
        incident.mitigate(DECLARED.plusSeconds(60), "Switched off.", NOW);
        incident.resolve(null, "Repaired.", NOW);

        assertEquals(DECLARED.plusSeconds(60), record().mitigatedAt());
        assertEquals("Switched off.", record().mitigation());
        assertEquals(NOW, record().resolvedAt());
        assertEquals("Repaired.", record().resolution());
    }

    // Refused moves and reopening

    @Test
    void whatIsMitigatedIsNotMitigatedAgainAndKeepsItsFirstWords() {
        incident.mitigate(null, "Switched off.", NOW);
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, () -> refused.mitigate(null, "Again.", NOW)));
    }

    @Test
    void whatIsResolvedIsNeitherMitigatedNorResolvedNorCancelled() {
        incident.resolve(null, "Repaired.", NOW);
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, () -> refused.mitigate(null, "No.", NOW)));
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, () -> refused.resolve(null, "No.", NOW)));
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, refused::cancel));
    }

    @Test
    void aTransitionIsRefusedBeforeTheWordsAreLookedAt() {
        incident.resolve(null, "Repaired.", NOW);
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, () -> refused.resolve(null, null, NOW)));
    }

    @Test
    void reopeningMakesItActiveAndForgetsTheTimesAndWordsOfTheEnd() {
        incident.mitigate(null, "Switched off.", NOW);
        incident.resolve(null, "Repaired.", NOW);
        incident.reopen();

        IncidentRecord record = record();
        assertEquals(IncidentState.ACTIVE, record.state());
        assertNull(record.mitigatedAt());
        assertNull(record.mitigation());
        assertNull(record.resolvedAt());
        assertNull(record.resolution());
        assertEquals("Anna", record.commander().name());
    }

    @Test
    void whatIsMitigatedOnlyCanBeReopenedToo() {
        incident.mitigate(null, "Switched off.", NOW);
        incident.reopen();
        assertEquals(IncidentState.ACTIVE, record().state());
    }

    @Test
    void whatRunsOrWasCancelledIsNotReopened() {
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, refused::reopen));
        incident.cancel();
        unchangedBy(refused -> assertThrows(IllegalTransitionException.class, refused::reopen));
    }

    // What hangs on an incident

    @Test
    void theEvidenceOfACriterionMayBeMissingAndHasAtMostTwoThousandCharacters() {
        CriterionMet met = new CriterionMet(new CriterionMet.Id(new UUID(1, 1), Criterion.BROADLY_VISIBLE));
        met.state(null, ANNA, NOW);
        assertEquals("", met.record(PEOPLE).evidence());
        met.state("e".repeat(2_000), BEN, NOW.plusSeconds(1));
        invalid("evidence", () -> met.state("e".repeat(2_001), CARA, NOW.plusSeconds(2)));

        assertEquals(new IncidentRecord.CriterionMet(Criterion.BROADLY_VISIBLE, "e".repeat(2_000), person(BEN, "Ben"),
                NOW.plusSeconds(1)), met.record(PEOPLE));
    }

    @Test
    void anAffectedAudienceHasAnImpactAndAnEndThatIsNotBeforeItsBegin() {
        AffectedAudience readers = new AffectedAudience(new AffectedAudience.Id(new UUID(1, 1), "readers"));
        readers.hurt(AffectedImpact.DEGRADED, NOW, NOW);

        invalid("impact", () -> readers.hurt(null, NOW, NOW));
        invalid("to", () -> readers.hurt(AffectedImpact.MAJOR_OUTAGE, NOW, NOW.minusNanos(1)));
        assertEquals(new IncidentRecord.Affected("readers", AffectedImpact.DEGRADED, NOW, NOW), readers.record());
        assertDoesNotThrow(() -> readers.hurt(AffectedImpact.NONE, null, NOW));
        assertDoesNotThrow(() -> readers.hurt(AffectedImpact.NONE, NOW, null));
    }

    @Test
    void anEntryOfTheTimelineHappenedWhenItSaysOrElseWhenItWasWritten() {
        assertEquals(NOW, new TimelineEntry(new UUID(1, 1), null, " Words. ", ANNA, NOW).record(PEOPLE).happenedAt());
        IncidentRecord.Entry entry = new TimelineEntry(new UUID(1, 1), DECLARED, " Words. ", ANNA, NOW).record(PEOPLE);
        assertEquals(DECLARED, entry.happenedAt());
        assertEquals(NOW, entry.writtenAt());
        assertEquals("Words.", entry.words());
    }

    @Test
    void anEntryOfTheTimelineHasOneToFiveThousandCharacters() {
        assertDoesNotThrow(() -> new TimelineEntry(new UUID(1, 1), null, "w".repeat(5_000) + " ", ANNA, NOW));
        for (String words : new String[]{null, "", "\n", "w".repeat(5_001)}) {
            invalid("words", () -> new TimelineEntry(new UUID(1, 1), null, words, ANNA, NOW));
        }
    }

    private IncidentRecord record() {
        return incident.record(PEOPLE, List.of(), List.of(), List.of());
    }

    /** A refusal leaves everything as it was. */
    private void unchangedBy(Consumer<Incident> refusal) {
        unchangedBy(refusal, "a refusal changes nothing");
    }

    private void unchangedBy(Consumer<Incident> refusal, String why) {
        IncidentRecord before = record();
        refusal.accept(incident);
        assertEquals(before, record(), why);
    }

    private static void invalid(String field, Executable act) {
        InvalidException refusal = assertThrows(InvalidException.class, act);
        assertEquals(field, refusal.field());
        assertTrue(refusal.getMessage().endsWith("."), "a sentence: " + refusal.getMessage());
    }

    private static Person person(UUID id, String name) {
        return new Person(id, name, Operator.Kind.PERSON);
    }
}
