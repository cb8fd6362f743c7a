package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.Ceiling;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.Operator;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatePolicyTest {
    private static final UUID ME = new UUID(0, 1);
    private static final UUID SOMEBODY_ELSE = new UUID(0, 2);
    private static final String HASH = "0f".repeat(32);
    private static final String OTHER_HASH = "f0".repeat(32);
    private static final List<Set<String>> ROLES = List.of(Set.of(), Set.of(Operator.RESPONDER), Set.of(Operator.PUBLISHER),
            Set.of(Operator.SECURITY), Set.of(Operator.ADMIN), Set.of(Operator.AUTOMATION), Set.of(Operator.RESPONDER,
                    Operator.PUBLISHER),
            Set.of(Operator.RESPONDER, Operator.SECURITY, Operator.ADMIN));
    private static final Samples SAMPLES = Samples.wiki();
    private static final PublishedPage PAGE = SAMPLES.build();
    private static final String EDITING = SAMPLES.componentId("Saving edits");
    private static final DraftContent WORDS = new DraftContent("Edits fail", NoticeState.INVESTIGATING, null, null, null,
            "Edits fail.", List.of(new DraftContent.Disclosure(READERS, Impact.DEGRADED, null, null, null)), List.of());

    private static Operator operator(Operator.Kind kind, Set<String> roles) {
        return new Operator(ME, "Me", kind, roles, Ceiling.CLEARED);
    }

    // The three decisions, over everything that they depend on

    /** In the order of the questions: the first one that is answered with no decides which refusal it is. */
    private enum Verdict {
        YES(null), NOT_YOURS(NotAllowedException.class), NOT_NOW(ConflictException.class), OWN_WORDS(FourEyesException.class);

        private final Class<? extends RuntimeException> refusal;

        Verdict(Class<? extends RuntimeException> refusal) {
            this.refusal = refusal;
        }

        void of(Runnable decision) {
            if (refusal == null) {
                assertDoesNotThrow(decision::run);
                return;
            }
            RuntimeException said = assertThrows(RuntimeException.class, decision::run);
            assertEquals(refusal, said.getClass(), said.getMessage());
            assertTrue(said.getMessage().matches("[A-Z].*\\."), "a sentence: " + said.getMessage());
        }
    }

    static Stream<Arguments> proposals() {
        List<Arguments> table = new ArrayList<>();
        for (Operator.Kind kind : Operator.Kind.values()) {
            for (Set<String> roles : ROLES) {
                for (DraftState state : DraftState.values()) {
                    boolean isOpen = Set.of(DraftState.DRAFT, DraftState.IN_REVIEW, DraftState.APPROVED).contains(state);
                    table.add(Arguments.of(kind, roles, state, !isOpen
                            ? Verdict.NOT_NOW
                            : kind == Operator.Kind.MACHINE ? Verdict.NOT_YOURS : Verdict.YES));
                }
            }
        }
        return table.stream();
    }

    @ParameterizedTest(name = "{0} with {1} on {2}: {3}")
    @MethodSource("proposals")
    void aPersonInsideProposesWhatIsOpenAndAMachineNever(Operator.Kind kind, Set<String> roles, DraftState state,
            Verdict verdict) {
        for (DraftKind draft : List.of(DraftKind.FIRST_WORDS, DraftKind.UPDATE)) {
            verdict.of(() -> GatePolicy.checkProposal(operator(kind, roles), state, draft, NoticeKind.INCIDENT, WORDS, PAGE));
        }
        verdict.of(() -> GatePolicy.checkProposal(operator(kind, roles), state, DraftKind.IMPORT, null, null, null));
    }

    static Stream<Arguments> approvals() {
        List<Arguments> table = new ArrayList<>();
        for (Operator.Kind kind : Operator.Kind.values()) {
            for (Set<String> roles : ROLES) {
                for (DraftState state : DraftState.values()) {
                    for (UUID proposer : new UUID[]{ME, SOMEBODY_ELSE, null}) {
                        for (String proposed : new String[]{HASH, OTHER_HASH, null}) {
                            Verdict verdict = Verdict.YES;
                            if (kind != Operator.Kind.PERSON || !roles.contains("publisher")) {
                                verdict = Verdict.NOT_YOURS;
                            } else if (state != DraftState.IN_REVIEW) {
                                verdict = Verdict.NOT_NOW;
                            } else if (ME.equals(proposer)) {
                                verdict = Verdict.OWN_WORDS;
                            } else if (!HASH.equals(proposed)) {
                                verdict = Verdict.NOT_NOW;
                            }
                            table.add(Arguments.of(kind, roles, state, proposer, proposed, verdict));
                        }
                    }
                }
            }
        }
        return table.stream();
    }

    @Test
    void aSecondPersonWhoPublishesApprovesTheHashInReviewAndNobodyElseNothingElse() {
        approvals().map(Arguments::get).forEach(row -> ((Verdict) row[5]).of(() -> GatePolicy.checkApproval(operator(
                (Operator.Kind) row[0], roles(row[1])), (DraftState) row[2], (UUID) row[3], (String) row[4], HASH)));
    }

    @Test
    void ofAllTheWaysToApproveOnlyThoseOfAPublisherWhoDidNotProposeAreOpen() {
        List<Object[]> open = approvals().map(Arguments::get).filter(row -> row[5] == Verdict.YES).toList();

        assertEquals(4, open.size(), "two sets of roles with publisher, by another proposer or by nobody known");
        open.forEach(row -> assertTrue(row[0] == Operator.Kind.PERSON && roles(row[1]).contains(Operator.PUBLISHER)
                && row[2] == DraftState.IN_REVIEW && !ME.equals(row[3]) && HASH.equals(row[4])));
    }

    static Stream<Arguments> publications() {
        List<Arguments> table = new ArrayList<>();
        for (Operator.Kind kind : Operator.Kind.values()) {
            for (Set<String> roles : ROLES) {
                for (DraftState state : DraftState.values()) {
                    for (boolean mayPublish : new boolean[]{true, false}) {
                        for (boolean approved : new boolean[]{true, false}) {
                            for (String proposed : new String[]{HASH, OTHER_HASH, null}) {
                                Verdict verdict = Verdict.YES;
                                if (kind != Operator.Kind.PERSON || !roles.contains("publisher")) {
                                    verdict = Verdict.NOT_YOURS;
                                } else if (!mayPublish
                                        || state != DraftState.APPROVED && state != DraftState.SCHEDULED
                                        || !approved || !HASH.equals(proposed)) {
                                    verdict = Verdict.NOT_NOW;
                                }
                                table.add(Arguments.of(kind, roles, state, mayPublish, approved, proposed, verdict));
                            }
                        }
                    }
                }
            }
        }
        return table.stream();
    }

    @Test
    void onlyAPublisherPublishesAndOnlyWhatIsApprovedByItsHashAndNotEmbargoed() {
        publications().map(Arguments::get).forEach(row -> ((Verdict) row[6]).of(() -> GatePolicy.checkPublication(operator(
                (Operator.Kind) row[0], roles(row[1])), (DraftState) row[2], (boolean) row[3], (boolean) row[4],
                (String) row[5], HASH)));
    }

    @Test
    void ofAllTheWaysToPublishExactlyThoseWithEveryConditionMetAreOpen() {
        List<Object[]> open = publications().map(Arguments::get).filter(row -> row[6] == Verdict.YES).toList();

        assertEquals(4, open.size(), "two sets of roles with publisher; what goes out by itself may go out by hand before");
        open.forEach(row -> assertTrue(row[0] == Operator.Kind.PERSON && roles(row[1]).contains(Operator.PUBLISHER)
                && Set.of(DraftState.APPROVED, DraftState.SCHEDULED).contains(row[2]) && (boolean) row[3] && (boolean) row[4]
                && HASH.equals(row[5])));
    }

    @Test
    void aHashThatIsMissingOrSpeltOtherwiseIsNoHash() {
        Operator publisher = operator(Operator.Kind.PERSON, Set.of(Operator.PUBLISHER));
        for (String given : new String[]{null, "", HASH.toUpperCase(Locale.ROOT), HASH + " ", HASH.substring(1)}) {
            Verdict.NOT_NOW.of(() -> GatePolicy.checkApproval(publisher, DraftState.IN_REVIEW, SOMEBODY_ELSE, HASH, given));
            Verdict.NOT_NOW.of(() -> GatePolicy.checkPublication(publisher, DraftState.APPROVED, true, true, HASH, given));
        }
        Verdict.NOT_NOW.of(() -> GatePolicy.checkApproval(publisher, DraftState.IN_REVIEW, SOMEBODY_ELSE, null, null));
        Verdict.NOT_NOW.of(() -> GatePolicy.checkPublication(publisher, DraftState.APPROVED, true, true, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"DRAFT | The draft is draft: a second person has to approve it first.",
            "IN_REVIEW | The draft is in review: a second person has to approve it first.",
            "APPROVED | No second person's approval of these words stands: ask for another one."})
    void whatIsNotApprovedSaysWhatItTakes(DraftState state, String sentence) {
        ConflictException refusal = assertThrows(ConflictException.class, () -> GatePolicy.checkPublication(operator(
                Operator.Kind.PERSON, Set.of(Operator.PUBLISHER)), state, true, false, HASH, HASH));
        assertEquals(sentence, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PUBLISHED | The draft is published: write an update instead.",
            "DISCARDED | The draft is discarded: write another one.",
            "SCHEDULED | The draft goes out by itself: stop that first."})
    void whatIsClosedSaysWhatToDoInstead(DraftState state, String sentence) {
        assertEquals(sentence, assertThrows(ConflictException.class, () -> GatePolicy.requireOpen(state)).getMessage());
    }

    @Test
    void anImportIsOneBundleWhoseContentWasCheckedWhenItWasRead() {
        assertDoesNotThrow(() -> GatePolicy.checkProposal(operator(Operator.Kind.PERSON, Set.of()), DraftState.DRAFT,
                DraftKind.IMPORT, null, null, null));
    }

    // What words have to be like

    @Test
    void theSmallestWordsAreATitleAStateAndOneAudience() {
        assertDoesNotThrow(() -> propose(WORDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "a\u0000b", "a\u0007b", "a\u0085b", "a\u2028b", "a\u202Ab", "a\u202Eb",
            "a\u2066b",
            "a\u2069b",
            "a\uFFFFb", "a\uD83Db", "a\uD800b", "a\uDFFFb"})
    void aTitleIsOneLineOfTextThatEveryFormOfThePageCanCarry(String title) {
        refused("title", titled(title));
    }

    @Test
    void aTitleHasAtMostTwoHundredCharactersOfAnyKind() {
        assertDoesNotThrow(() -> propose(titled("✧".repeat(200))));
        assertDoesNotThrow(() -> propose(titled("(ﾉ◕ヮ◕)ﾉ*:･ﾟ✧ \uD83D\uDE00 <b> שלום\u200F")));
        refused("title", titled("t".repeat(201)));
        refused("title", titled(null));
    }

    @Test
    void anUpdateKeepsTheTitleOfItsNoticeSoItsOwnIsNotAskedFor() {
        assertDoesNotThrow(() -> GatePolicy.checkProposal(operator(Operator.Kind.PERSON, Set.of()), DraftState.DRAFT,
                DraftKind.UPDATE, NoticeKind.INCIDENT, titled(null), PAGE));
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeHasTheStatesOfItsKindAndNoOthers(NoticeState state) {
        for (NoticeKind about : NoticeKind.values()) {
            DraftContent words = content(state, List.of(new DraftContent.Disclosure(READERS, Impact.NONE, null, null, null)),
                    List.of(), "Words.");
            if (state.isFor(about) && state != NoticeState.POSTMORTEM) {
                assertDoesNotThrow(() -> propose(about, words));
            } else {
                refused("state", about, words);
            }
            Runnable update = () -> GatePolicy.checkProposal(operator(Operator.Kind.PERSON, Set.of()), DraftState.DRAFT,
                    DraftKind.UPDATE, about, words, PAGE);
            if (state.isFor(about)) {
                assertDoesNotThrow(update::run, "a report is an update");
            } else {
                assertEquals("state", assertThrows(InvalidException.class, update::run).field());
            }
        }
        refused("state", content(null, WORDS.disclosures(), List.of(), "Words."));
    }

    @Test
    void atLeastOneKnownAudienceIsMentionedAndNoneTwice() {
        DraftContent.Disclosure readers = WORDS.disclosures().get(0);
        refused("disclosures", content(NoticeState.INVESTIGATING, List.of(), List.of(), "Words."));
        refused("disclosures", disclosing(new DraftContent.Disclosure("nobody", Impact.NONE, null, null, null)));
        refused("disclosures", disclosing(new DraftContent.Disclosure(null, Impact.NONE, null, null, null)));
        refused("disclosures", disclosing(readers, readers));
        assertDoesNotThrow(() -> propose(disclosing(readers, new DraftContent.Disclosure(CONTRIBUTORS, Impact.NONE, null, null,
                null))));
    }

    @Test
    void anUnknownAudienceIsAnsweredWithTheKnownOnesInOrder() {
        assertEquals("An audience is not known here: choose one of contributors, movement, readers.", refused("disclosures",
                disclosing(new DraftContent.Disclosure("nobody", Impact.NONE, null, null, null))));
    }

    @Test
    void anImpactIsNamedAndPlannedWorkIsTheImpactOfMaintenanceOnly() {
        refused("disclosures.readers.impact", disclosing(new DraftContent.Disclosure(READERS, null, null, null, null)));
        DraftContent.Disclosure planned = new DraftContent.Disclosure(READERS, Impact.MAINTENANCE, null, null, null);
        refused("disclosures.readers.impact", disclosing(planned));
        assertDoesNotThrow(() -> propose(NoticeKind.MAINTENANCE, content(NoticeState.IN_PROGRESS, List.of(planned), List.of(),
                "Words.")));
    }

    @ParameterizedTest
    @CsvSource({"RESOLVED, INCIDENT", "COMPLETED, MAINTENANCE"})
    void whatIsOverLeavesNoImpactNoTroubleAndNoPromise(NoticeState state, NoticeKind about) {
        for (Impact impact : Impact.values()) {
            DraftContent words = content(state, List.of(new DraftContent.Disclosure(READERS, impact, null, null, null)), List
                    .of(), "Over.");
            if (impact == Impact.NONE) {
                assertDoesNotThrow(() -> propose(about, words));
            } else {
                refused("disclosures.readers.impact", about, words);
            }
        }
        List<DraftContent.Disclosure> none = List.of(new DraftContent.Disclosure(READERS, Impact.NONE, null, null, null));
        for (ComponentStatus status : ComponentStatus.values()) {
            DraftContent words = content(state, none, List.of(new DraftContent.Effect(EDITING, null, status)), "Over.");
            if (status == ComponentStatus.OPERATIONAL) {
                assertDoesNotThrow(() -> propose(about, words));
            } else {
                refused("effects", about, words);
            }
        }
        refused("nextUpdateBy", about, new DraftContent("Over", state, null, null, Samples.NOW, "Over.", none, List.of()));
    }

    @Test
    void anAudienceIsNotHurtUntilBeforeItWasHurt() {
        assertDoesNotThrow(() -> propose(disclosing(hurt(Samples.NOW, Samples.NOW))));
        refused("disclosures.readers.to", disclosing(hurt(Samples.NOW, Samples.NOW.minusNanos(1))));
    }

    @Test
    void aTimeOutsideOfThisCenturyIsASlipOfThePenAndNamed() {
        for (Instant slip : List.of(Instant.MIN, Instant.parse("1999-12-31T23:59:59.999Z"), Instant.parse(
                "2100-01-01T00:00:00Z"), Instant.MAX)) {
            refused("startedAt", timed(slip, null, null));
            refused("shownAt", timed(null, slip, null));
            refused("nextUpdateBy", timed(null, null, slip));
            refused("disclosures.readers.from", disclosing(hurt(slip, null)));
            refused("disclosures.readers.to", disclosing(hurt(null, slip)));
        }
        for (Instant edge : List.of(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2099-12-31T23:59:59.999Z"))) {
            assertDoesNotThrow(() -> propose(timed(edge, edge, edge)));
        }
    }

    @Test
    void wordsAreNeededSharedOrOfTheAudienceItself() {
        refused("words", worded(null, null));
        refused("words", worded(" \n", " "));
        assertDoesNotThrow(() -> propose(worded(null, "For readers.")));
        assertDoesNotThrow(() -> propose(worded("For all.", " ")));
    }

    @Test
    void wordsHaveAtMostTenThousandCharacters() {
        assertDoesNotThrow(() -> propose(worded("w".repeat(10_000), null)));
        refused("words", worded("w".repeat(10_001), null));
        refused("disclosures.readers.words", worded("For all.", "w".repeat(10_001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0008b", "a\u000Bb", "a\u001Bb", "a\uFFFEb", "a\uFFFFb", "a\uDC00b"})
    void wordsHoldNoCharacterThatSomeFormOfThePageCannotCarry(String words) {
        refused("words", worded(words, null));
        refused("disclosures.readers.words", worded("For all.", words));
    }

    @Test
    void wordsMayHoldLineBreaksTabsAndEveryScript() {
        assertDoesNotThrow(() -> propose(worded("a\r\n\tb\u0085 (ﾉ◕ヮ◕)ﾉ \uD83D\uDE00 \u202Eabc\u202C שלום", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "![](https://a.example/b.png)", "[a]: https://a.example", "- "})
    void wordsOfWhichNothingIsLeftToReadAreRefused(String words) {
        refused("words", worded(words, null));
    }

    @Test
    void wordsThatBecomeTooMuchHtmlAreRefused() {
        assertTrue(Markdown.html("![[]()".repeat(1_600)).length() > GatePolicy.HTML_LIMIT, "or this test says nothing");
        refused("words", worded("![[]()".repeat(1_600), null));
    }

    @Test
    void aComponentIsOnThePageHasAStatusAndConcernsAMentionedAudience() {
        assertDoesNotThrow(() -> propose(affecting(EDITING, null, ComponentStatus.MAJOR_OUTAGE)));
        assertDoesNotThrow(() -> propose(affecting(EDITING, READERS, ComponentStatus.MAJOR_OUTAGE)));
        refused("effects", affecting("cmp999999999", null, ComponentStatus.MAJOR_OUTAGE));
        refused("effects", affecting(null, null, ComponentStatus.MAJOR_OUTAGE));
        refused("effects", affecting(EDITING, null, null));
        refused("effects", affecting(EDITING, CONTRIBUTORS, ComponentStatus.MAJOR_OUTAGE));
    }

    @Test
    void aComponentDoesOneThingForOneAudience() {
        DraftContent.Effect one = new DraftContent.Effect(EDITING, null, ComponentStatus.MAJOR_OUTAGE);
        DraftContent.Effect other = new DraftContent.Effect(EDITING, null, ComponentStatus.PARTIAL_OUTAGE);
        refused("effects", content(NoticeState.INVESTIGATING, WORDS.disclosures(), List.of(one, other), "Words."));
        assertDoesNotThrow(() -> propose(content(NoticeState.INVESTIGATING, WORDS.disclosures(), List.of(one,
                new DraftContent.Effect(EDITING, READERS, ComponentStatus.PARTIAL_OUTAGE)), "Words.")));
    }

    private static void propose(DraftContent content) {
        propose(NoticeKind.INCIDENT, content);
    }

    private static void propose(NoticeKind about, DraftContent content) {
        GatePolicy.checkProposal(operator(Operator.Kind.PERSON, Set.of()), DraftState.DRAFT, DraftKind.FIRST_WORDS, about,
                content, PAGE);
    }

    private static String refused(String field, DraftContent content) {
        return refused(field, NoticeKind.INCIDENT, content);
    }

    private static String refused(String field, NoticeKind about, DraftContent content) {
        InvalidException refusal = assertThrows(InvalidException.class, () -> propose(about, content));
        assertEquals(field, refusal.field(), refusal.getMessage());
        assertTrue(refusal.getMessage().matches("[A-Z].*: .*\\."), "fault and remedy: " + refusal.getMessage());
        return refusal.getMessage();
    }

    private static DraftContent content(NoticeState state, List<DraftContent.Disclosure> disclosures,
            List<DraftContent.Effect> effects, String words) {
        return new DraftContent("Edits fail", state, null, null, null, words, disclosures, effects);
    }

    private static DraftContent titled(String title) {
        return new DraftContent(title, WORDS.state(), null, null, null, WORDS.words(), WORDS.disclosures(), List.of());
    }

    private static DraftContent timed(Instant startedAt, Instant shownAt, Instant nextUpdateBy) {
        return new DraftContent("Edits fail", WORDS.state(), startedAt, shownAt, nextUpdateBy, WORDS.words(), WORDS
                .disclosures(), List.of());
    }

    private static DraftContent disclosing(DraftContent.Disclosure... disclosures) {
        return content(NoticeState.INVESTIGATING, List.of(disclosures), List.of(), "Words.");
    }

    private static DraftContent.Disclosure hurt(Instant from, Instant to) {
        return new DraftContent.Disclosure(READERS, Impact.DEGRADED, from, to, null);
    }

    private static DraftContent worded(String shared, String ofReaders) {
        return content(NoticeState.INVESTIGATING, List.of(new DraftContent.Disclosure(READERS, Impact.DEGRADED, null, null,
                ofReaders)), List.of(), shared);
    }

    private static DraftContent affecting(String component, String audience, ComponentStatus status) {
        return content(NoticeState.INVESTIGATING, WORDS.disclosures(), List.of(new DraftContent.Effect(component, audience,
                status)), "Words.");
    }

    @SuppressWarnings("unchecked")
    private static Set<String> roles(Object roles) {
        return (Set<String>) roles;
    }

    @Test
    void wordsOfALaterTimeAreNotLetOutByHandBeforeIt() {
        Instant now = Instant.parse("2026-03-05T12:00:00Z");
        GatePolicy.checkTime(null, now);
        GatePolicy.checkTime(now, now);
        GatePolicy.checkTime(now.minusMillis(1), now);
        Verdict.NOT_NOW.of(() -> GatePolicy.checkTime(now.plusMillis(1), now));
    }
}
