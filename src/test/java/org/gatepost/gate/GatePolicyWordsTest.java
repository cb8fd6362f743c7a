package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.Ceiling;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What further parts of a draft have to be like: plans, languages, reasons, reports, spans of the past, and amendments. */
class GatePolicyWordsTest {
    private static final Samples SAMPLES = Samples.wiki();
    private static final PublishedPage PAGE = SAMPLES.build();
    private static final String EDITING = SAMPLES.componentId("Saving edits");
    private static final String SMILE = "\uD83D\uDE00";
    private static final Operator PERSON = new Operator(new UUID(0, 1), "Me", Operator.Kind.PERSON, Set.of(),
            Ceiling.RESPONDER);

    /** A draft with one thing changed at a time. */
    private record Words(DraftContent it) {
        static Words problem() {
            return new Words(new DraftContent("Edits fail", NoticeState.INVESTIGATING, null, null, null, "Edits fail.",
                    List.of(new DraftContent.Disclosure(READERS, Impact.DEGRADED, null, null, null)), List.of()));
        }

        static Words work() {
            return new Words(new DraftContent("Lists move", NoticeState.SCHEDULED, null, null, null, "Silence.",
                    List.of(new DraftContent.Disclosure(READERS, Impact.MAINTENANCE, null, null, null)), List.of(), null, null,
                    null, null, null, new DraftContent.Plan(NOW, NOW.plusSeconds(3600), null, false, false)));
        }

        Words titled(String title) {
            return new Words(new DraftContent(title, it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(), it.words(),
                    it.disclosures(), it.effects(), it.translations(), it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                    it.delay(), it.plan()));
        }

        Words in(NoticeState state) {
            return new Words(new DraftContent(it.title(), state, it.startedAt(), it.shownAt(), it.nextUpdateBy(), it.words(),
                    it.disclosures(), it.effects(), it.translations(), it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                    it.delay(), it.plan()));
        }

        Words timed(Instant startedAt, Instant shownAt, Instant nextUpdateBy) {
            return new Words(new DraftContent(it.title(), it.state(), startedAt, shownAt, nextUpdateBy, it.words(),
                    it.disclosures(), it.effects(), it.translations(), it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                    it.delay(), it.plan()));
        }

        Words saying(String words) {
            return new Words(new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(), words,
                    it.disclosures(), it.effects(), it.translations(), it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                    it.delay(), it.plan()));
        }

        Words telling(DraftContent.Disclosure... disclosures) {
            return new Words(
                    new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(), it.words(),
                            List.of(disclosures), it.effects(), it.translations(), it.omissions(), it.goesOutAt(),
                            it.tellsSubscribers(),
                            it.delay(), it.plan()));
        }

        Words affecting(DraftContent.Effect... effects) {
            return new Words(
                    new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(), it.words(),
                            it.disclosures(), List.of(effects), it.translations(), it.omissions(), it.goesOutAt(),
                            it.tellsSubscribers(),
                            it.delay(), it.plan()));
        }

        Words also(Map<String, DraftContent.Translation> translations) {
            return new Words(
                    new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(), it.words(),
                            it.disclosures(), it.effects(), translations, it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                            it.delay(), it.plan()));
        }

        Words without(String audience, String reason) {
            return new Words(new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(),
                    it.words(),
                    it.disclosures(), it.effects(), it.translations(), List.of(new DraftContent.Omission(audience, reason)),
                    it.goesOutAt(), it.tellsSubscribers(), it.delay(), it.plan()));
        }

        Words at(Instant goesOutAt) {
            return new Words(
                    new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(), it.words(),
                            it.disclosures(), it.effects(), it.translations(), it.omissions(), goesOutAt, it.tellsSubscribers(),
                            it.delay(), it.plan()));
        }

        Words late(Instant knownSince, String because) {
            return new Words(new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(),
                    it.words(),
                    it.disclosures(), it.effects(), it.translations(), it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                    new DraftContent.Delay(knownSince, because), it.plan()));
        }

        Words planned(Instant from, Instant until, String rule, boolean startsByItself, boolean endsByItself) {
            return new Words(new DraftContent(it.title(), it.state(), it.startedAt(), it.shownAt(), it.nextUpdateBy(),
                    it.words(),
                    it.disclosures(), it.effects(), it.translations(), it.omissions(), it.goesOutAt(), it.tellsSubscribers(),
                    it.delay(), new DraftContent.Plan(from, until, rule, startsByItself, endsByItself)));
        }

        void propose(DraftKind kind, NoticeKind about) {
            GatePolicy.checkProposal(PERSON, DraftState.DRAFT, kind, about, it, PAGE);
        }

        void taken() {
            assertDoesNotThrow(() -> propose(DraftKind.FIRST_WORDS, it.kind()));
        }

        String refused(String field) {
            return refused(field, DraftKind.FIRST_WORDS, it.kind());
        }

        String refused(String field, DraftKind kind, NoticeKind about) {
            return GatePolicyWordsTest.refused(field, () -> propose(kind, about));
        }
    }

    private static String refused(String field, Runnable act) {
        InvalidException refusal = assertThrows(InvalidException.class, act::run);
        assertEquals(field, refusal.field(), refusal.getMessage());
        assertTrue(refusal.getMessage().matches("(?s)[A-Z].*\\."), "a sentence: " + refusal.getMessage());
        return refusal.getMessage();
    }

    // Times and spans

    @ParameterizedTest
    @CsvSource({"1999-12-31T23:59:59.999Z, false", "2000-01-01T00:00:00Z, true", "2099-12-31T23:59:59.999Z, true",
            "2100-01-01T00:00:00Z, false"})
    void everyTimeIsOfThisCentury(Instant time, boolean isTaken) {
        Map<String, Words> drafts = Map.of("goesOutAt", Words.problem().at(time), "delay.knownSince",
                Words.problem().late(time, "We had to look."), "plan.from",
                Words.work().planned(time, null, null, false, false));
        drafts.forEach((field, words) -> {
            if (isTaken) {
                words.taken();
            } else {
                words.refused(field);
            }
        });
        assertEquals(isTaken, GatePolicy.isTellable(time));
        Instant begin = Instant.parse("2000-01-01T00:00:00Z");
        if (time.isAfter(begin)) {
            Words work = Words.work().planned(begin, time, null, false, false);
            if (isTaken) {
                work.taken();
            } else {
                work.refused("plan.until");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOverTellsOfAnImpactOnlyWithAClosedSpan(Impact impact) {
        for (Instant from : new Instant[]{NOW, null}) {
            for (Instant to : new Instant[]{NOW, null}) {
                Words words = Words.problem().in(NoticeState.RESOLVED)
                        .telling(new DraftContent.Disclosure(READERS, impact, from, to, null));
                if (impact == Impact.MAINTENANCE || impact != Impact.NONE && (from == null || to == null)) {
                    words.refused("disclosures.readers.impact");
                } else {
                    words.taken();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOverLeavesAComponentInTroubleOnlyWithClosedSpans(ComponentStatus status) {
        for (Instant from : new Instant[]{NOW, null}) {
            for (Instant to : new Instant[]{NOW, null}) {
                Words words = Words.problem().in(NoticeState.RESOLVED)
                        .telling(new DraftContent.Disclosure(CONTRIBUTORS, Impact.NONE, NOW, NOW, null),
                                new DraftContent.Disclosure(READERS, Impact.NONE, from, to, null))
                        .affecting(new DraftContent.Effect(EDITING, null, status));
                if (status == ComponentStatus.OPERATIONAL || from != null && to != null) {
                    words.taken();
                } else {
                    words.refused("effects");
                }
            }
        }
    }

    // Limits, on both sides

    @Test
    void limitsCountCharactersAsTheDatabaseCounts() {
        Words.problem().titled(" " + SMILE.repeat(200) + " ").taken();
        Words.problem().titled(SMILE.repeat(201)).refused("title");
        Words.problem().saying(SMILE.repeat(1_000) + "w".repeat(9_000)).taken();
        Words.problem().saying(SMILE.repeat(1_000) + "w".repeat(9_001)).refused("words");
        Words.problem().late(NOW, SMILE.repeat(500)).taken();
        Words.problem().late(NOW, SMILE.repeat(501)).refused("delay.because");
        Words.problem().without(MOVEMENT, " " + SMILE.repeat(300) + " ").taken();
        Words.problem().without(MOVEMENT, SMILE.repeat(301)).refused("omissions.movement");
        Words.problem().without(MOVEMENT, "a\u0000b").refused("omissions.movement");
        Words.problem().without(MOVEMENT, null).taken();
    }

    @Test
    void aReportHasFiftyThousandCharactersAndThreeHundredThousandOfHtml() {
        Words report = Words.problem().in(NoticeState.POSTMORTEM)
                .telling(new DraftContent.Disclosure(READERS, Impact.NONE, null, null, null));
        assertDoesNotThrow(() -> report.saying("w".repeat(50_000)).propose(DraftKind.UPDATE, NoticeKind.INCIDENT));
        report.saying("w".repeat(50_001)).refused("words", DraftKind.UPDATE, NoticeKind.INCIDENT);
        // Seven letters of Markdown that become many of HTML.
        String link = "![[]()";
        int each = Markdown.html(link.repeat(101)).length() - Markdown.html(link.repeat(100)).length();
        int empty = Markdown.html(link.repeat(100)).length() - 100 * each;
        int some = (GatePolicy.REPORT_HTML_LIMIT - empty) / each;
        assertTrue(some * link.length() < GatePolicy.REPORT_LIMIT, "or the HTML is never what is too long");
        String most = link.repeat(some);
        String filled = most + "w".repeat(GatePolicy.REPORT_HTML_LIMIT - Markdown.html(most).length());
        assertEquals(GatePolicy.REPORT_HTML_LIMIT, Markdown.html(filled).length());
        assertDoesNotThrow(() -> report.saying(filled).propose(DraftKind.UPDATE, NoticeKind.INCIDENT));
        report.saying(filled + "w").refused("words", DraftKind.UPDATE, NoticeKind.INCIDENT);
    }

    @Test
    void wordsBecomeAtMostSixtyThousandCharactersOfHtml() {
        String link = "![[]()";
        int each = Markdown.html(link.repeat(101)).length() - Markdown.html(link.repeat(100)).length();
        String most = link.repeat((GatePolicy.HTML_LIMIT - 1_000) / each);
        String filled = most + "w".repeat(GatePolicy.HTML_LIMIT - Markdown.html(most).length());
        assertEquals(60_000, Markdown.html(filled).length());
        Words.problem().saying(filled).taken();
        Words.problem().saying(filled + "w").refused("words");
    }

    @Test
    void aReportIsNoFirstWord() {
        for (Words words : List.of(Words.problem(), Words.work())) {
            words.in(NoticeState.POSTMORTEM).telling(new DraftContent.Disclosure(READERS, Impact.NONE, null, null, null))
                    .refused("state");
        }
    }

    @Test
    void aStateOfTheOtherKindIsAnsweredWithItsOwn() {
        assertEquals(
                "The state is missing or of another kind of notice: choose investigating, identified, monitoring or resolved.",
                Words.problem().in(NoticeState.SCHEDULED).refused("state"));
        assertEquals(
                "The state is missing or of another kind of notice: choose scheduled, in progress, verifying or completed.",
                Words.work().in(NoticeState.RESOLVED).refused("state"));
    }

    // Plans

    @Test
    void aPlanHasABeginAndWhatEndsOrComesAgainByTheClockAnEnd() {
        for (Instant from : new Instant[]{NOW, null}) {
            for (Instant until : new Instant[]{NOW.plusSeconds(60), null}) {
                for (String rule : new String[]{"FREQ=DAILY", " ", null}) {
                    for (boolean starts : new boolean[]{true, false}) {
                        for (boolean ends : new boolean[]{true, false}) {
                            Words words = Words.work().planned(from, until, rule, starts, ends);
                            boolean needsEnd = ends || "FREQ=DAILY".equals(rule);
                            if (from == null) {
                                words.refused("plan.from");
                            } else if (until == null && needsEnd) {
                                words.refused("plan.until");
                            } else {
                                words.taken();
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void aWindowEndsAfterItsBegin() {
        Words.work().planned(NOW, NOW.plusNanos(1), null, false, false).taken();
        Words.work().planned(NOW, NOW, null, false, false).refused("plan.until");
        Words.work().planned(NOW, NOW.minusNanos(1), null, false, false).refused("plan.until");
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily", "FREQ=MINUTELY", "FREQ=DAILY;COUNT=0;UNTIL=x", "FREQ=HOURLY"})
    void aRuleIsOneThatPlannedWorkCanComeAgainBy(String rule) {
        Words words = Words.work().planned(NOW, NOW.plusSeconds(7200), rule, true, true);
        assertTrue(words.refused("plan.rule").endsWith("."));
        Words.work().planned(NOW, NOW.plusSeconds(7200), " FREQ=DAILY ", true, true).taken();
    }

    @Test
    void anUpdateOfPlannedWorkMovesThePlanByTheSameRulesAndOneOfAProblemHasNone() {
        Words bad = Words.work().planned(null, null, null, false, false);
        bad.refused("plan.from", DraftKind.UPDATE, NoticeKind.MAINTENANCE);
        assertDoesNotThrow(() -> bad.propose(DraftKind.CORRECTION, NoticeKind.MAINTENANCE), "an amendment moves no plan");
        assertDoesNotThrow(() -> bad.in(NoticeState.IDENTIFIED)
                .telling(new DraftContent.Disclosure(READERS, Impact.DEGRADED, null, null, null))
                .propose(DraftKind.UPDATE, NoticeKind.INCIDENT), "and neither does a problem");
        assertDoesNotThrow(() -> Words.work().propose(DraftKind.UPDATE, NoticeKind.MAINTENANCE));
    }

    // Further languages

    @ParameterizedTest
    @CsvSource({"de, true", "pt-BR, true", "zh-Hant-TW, true", "gsw, true", "d, false", "DE, false", "deut, false",
            "de-, false",
            "de-x, false", "de_AT, false", "de-123456789, false", "'', false"})
    void aLanguageIsATag(String language, boolean isTaken) {
        Words words = Words.problem().also(Map.of(language, new DraftContent.Translation(null, "Wörter.", null)));
        if (isTaken) {
            words.taken();
        } else {
            words.refused("translations");
        }
    }

    @Test
    void wordsInAFurtherLanguageAreHeldToTheSameLimitsAndNamed() {
        in("Titel", "Wörter.", Map.of(READERS, "Lesende.")).taken();
        in(null, null, null).taken();
        in(" ", " ", Map.of(READERS, " ")).taken();
        in("t".repeat(201), null, null).refused("translations.de.title");
        in("t".repeat(200), null, null).taken();
        in("zwei\nZeilen", null, null).refused("translations.de.title");
        in(null, "w".repeat(10_001), null).refused("translations.de.words");
        in(null, "w".repeat(10_000), null).taken();
        in(null, "w".repeat(10_001), Map.of(READERS, " ")).refused("translations.de.words");
        in(null, "w".repeat(10_001), Map.of(READERS, "Lesende.")).taken();
        in(null, "Wörter.", Map.of(READERS, "w".repeat(10_001))).refused("translations.de.readers");
        in(null, "***", null).refused("translations.de.words");
        in(null, null, Map.of("nobody", "Wörter.")).refused("translations.de");
        in(null, null, Map.of(MOVEMENT, "w".repeat(10_001))).taken();
    }

    private static Words in(String title, String words, Map<String, String> own) {
        return Words.problem().also(Map.of("de", new DraftContent.Translation(title, words, own)));
    }

    @Test
    void whoHasNoOwnWordsGetsTheSharedOnes() {
        DraftContent.Translation translation = new DraftContent.Translation(null, "shared",
                Map.of(READERS, "own", MOVEMENT, " "));
        assertEquals("own", GatePolicy.wordsFor(translation, READERS));
        assertEquals("shared", GatePolicy.wordsFor(translation, MOVEMENT));
        assertEquals("shared", GatePolicy.wordsFor(translation, CONTRIBUTORS));
        assertNull(GatePolicy.wordsFor(new DraftContent.Translation(null, null, null), READERS));
    }

    // Why it is late

    @Test
    void aDelayIsATimeAndAReasonOrNeither() {
        Words words = Words.problem();
        words.late(null, null).taken();
        words.late(null, " ").taken();
        words.late(null, "We had to look.").refused("delay.knownSince");
        words.late(NOW, null).refused("delay.because");
        words.late(NOW, " ").refused("delay.because");
        words.late(NOW, "two\nlines").refused("delay.because");
        words.late(NOW, "We had to look.").taken();
    }

    // Amendments

    private static final Instant EARLIER = NOW.minusSeconds(60);
    private static final Words STANDS = Words.problem().timed(EARLIER, NOW, NOW.plusSeconds(60))
            .telling(new DraftContent.Disclosure(READERS, Impact.DEGRADED, EARLIER, NOW, "Slow."),
                    new DraftContent.Disclosure(MOVEMENT, Impact.NONE, null, null, "Fine."))
            .affecting(new DraftContent.Effect(EDITING, null, ComponentStatus.DEGRADED_PERFORMANCE))
            .late(EARLIER, "We had to look.");

    private static void amend(DraftKind kind, Words words, boolean isFirst) {
        GatePolicy.checkAmendment(kind, words.it(), STANDS.it(), isFirst);
    }

    @Test
    void anAmendmentThatChangesNothingOrLettersIsBothACorrectionAndATypo() {
        List<Words> letters = List.of(STANDS, STANDS.titled("Edits fail!"), STANDS.saying("Otherwise."),
                STANDS.timed(null, null, NOW.plusSeconds(60)), STANDS.late(EARLIER, "We looked."), STANDS.at(NOW),
                STANDS.also(Map.of("de", new DraftContent.Translation("Titel", "Wörter.", null))),
                STANDS.telling(STANDS.it().disclosures().get(1),
                        new DraftContent.Disclosure(READERS, Impact.DEGRADED, EARLIER, NOW, "Slower.")));
        for (Words words : letters) {
            for (boolean isFirst : new boolean[]{true, false}) {
                assertDoesNotThrow(() -> amend(DraftKind.TYPO, words, isFirst));
                assertDoesNotThrow(() -> amend(DraftKind.CORRECTION, words, isFirst));
            }
        }
    }

    @Test
    void whateverIsMoreThanLettersIsACorrection() {
        Map<Words, String> more = Map.ofEntries(Map.entry(STANDS.timed(NOW, NOW, NOW.plusSeconds(60)), "startedAt"),
                Map.entry(STANDS.timed(EARLIER, EARLIER, NOW.plusSeconds(60)), "shownAt"),
                Map.entry(STANDS.timed(EARLIER, NOW, null), "nextUpdateBy"),
                Map.entry(STANDS.timed(EARLIER, NOW, NOW), "nextUpdateBy"),
                Map.entry(STANDS.late(NOW, "We had to look."), "delay.knownSince"),
                Map.entry(STANDS.late(null, null), "delay.knownSince"),
                Map.entry(telling(READERS, Impact.MAJOR_OUTAGE, EARLIER, NOW), "disclosures"),
                Map.entry(telling(READERS, Impact.DEGRADED, NOW, NOW), "disclosures"),
                Map.entry(telling(READERS, Impact.DEGRADED, EARLIER, null), "disclosures"),
                Map.entry(STANDS.telling(STANDS.it().disclosures().get(0), STANDS.it().disclosures().get(1),
                        new DraftContent.Disclosure(CONTRIBUTORS, Impact.NONE, null, null, "Fine.")), "disclosures"),
                Map.entry(STANDS.affecting(), "effects"),
                Map.entry(STANDS.affecting(new DraftContent.Effect(EDITING, READERS, ComponentStatus.DEGRADED_PERFORMANCE)),
                        "effects"),
                Map.entry(STANDS.affecting(new DraftContent.Effect(EDITING, null, ComponentStatus.OPERATIONAL)), "effects"));
        more.forEach((words, field) -> {
            for (boolean isFirst : new boolean[]{true, false}) {
                assertDoesNotThrow(() -> amend(DraftKind.CORRECTION, words, isFirst));
                assertEquals("A typo changes letters only: make it a correction, or leave this as it was.",
                        refused(field, () -> amend(DraftKind.TYPO, words, isFirst)));
            }
        });
    }

    private static Words telling(String audience, Impact impact, Instant from, Instant to) {
        return STANDS.telling(new DraftContent.Disclosure(audience, impact, from, to, "Slow."),
                STANDS.it().disclosures().get(1));
    }

    @Test
    void aTypoThatNobodyDelayedStaysSo() {
        Words stands = Words.problem();
        assertDoesNotThrow(() -> GatePolicy.checkAmendment(DraftKind.TYPO, stands.it(), stands.it(), true));
        refused("delay.knownSince",
                () -> GatePolicy.checkAmendment(DraftKind.TYPO, stands.late(NOW, "x").it(), stands.it(), true));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORRECTION", "TYPO"})
    void anAmendmentKeepsItsStateAndUnsaysNobodyAndItsTitleCountsWithTheFirstEntryOnly(DraftKind kind) {
        for (boolean isFirst : new boolean[]{true, false}) {
            refused("state", () -> amend(kind, STANDS.in(NoticeState.IDENTIFIED), isFirst));
            refused("disclosures.movement.mentioned",
                    () -> amend(kind, STANDS.telling(STANDS.it().disclosures().get(0)), isFirst));
        }
        for (String title : new String[]{null, "", "t".repeat(201), "two\nlines"}) {
            refused("title", () -> amend(kind, STANDS.titled(title), true));
            assertDoesNotThrow(() -> amend(kind, STANDS.titled(title), false));
        }
    }

    @Test
    void onlyWhatHasWordsIsReadForThem() {
        for (DraftKind kind : DraftKind.values()) {
            boolean hasWords = Set.of(DraftKind.FIRST_WORDS, DraftKind.UPDATE, DraftKind.CORRECTION, DraftKind.TYPO)
                    .contains(kind);
            assertEquals(hasWords, kind.hasWords());
            assertEquals(Set.of(DraftKind.CORRECTION, DraftKind.TYPO).contains(kind), kind.isAmendment());
            if (hasWords) {
                Words.problem().saying("").refused("words", kind, NoticeKind.INCIDENT);
            } else {
                assertDoesNotThrow(
                        () -> GatePolicy.checkProposal(PERSON, DraftState.DRAFT, kind, null, null, null));
            }
        }
        assertEquals(DraftKind.TYPO, DraftKind.of(Amendment.TYPO));
        assertEquals(DraftKind.CORRECTION, DraftKind.of(Amendment.CORRECTION));
    }
}
