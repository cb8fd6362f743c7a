package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.RetractionReason;
import org.gatepost.security.Ceiling;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.Operator;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each act at the gate, over everything that its decision depends on: the whole product is tried, and what is expected is written down
 * as a table of its own, by who may and when.
 */
class GatePolicyLanesTest {
    private static final UUID ME = new UUID(0, 1);
    private static final UUID SOMEBODY_ELSE = new UUID(0, 2);
    private static final String HASH = "0f".repeat(32);
    private static final String NO_HASH = "";
    private static final List<String> ROLES = List.of(Operator.RESPONDER, Operator.PUBLISHER, Operator.SECURITY, Operator.ADMIN,
            Operator.AUTOMATION);

    /** Every set of roles there is, for a person and for a machine. */
    private static List<Operator> everybody() {
        List<Operator> all = new ArrayList<>();
        for (Operator.Kind kind : Operator.Kind.values()) {
            for (int set = 0; set < 1 << ROLES.size(); set++) {
                int bits = set;
                all.add(new Operator(ME, "Me", kind, IntStream.range(0, ROLES.size()).filter(i -> (bits & 1 << i) != 0)
                        .mapToObj(ROLES::get).collect(Collectors.toSet()), Ceiling.CLEARED));
            }
        }
        return all;
    }

    private static boolean is(Operator operator, String role) {
        return operator.kind() == Operator.Kind.PERSON && operator.roles().contains(role);
    }

    /** What an act answers: null is yes. */
    private static void expect(Class<? extends RuntimeException> refusal, Object asked, Runnable act) {
        if (refusal == null) {
            assertDoesNotThrow(act::run, () -> asked.toString());
            return;
        }
        RuntimeException said = assertThrows(RuntimeException.class, act::run, () -> asked.toString());
        assertEquals(refusal, said.getClass(), () -> asked + ": " + said.getMessage());
        assertTrue(said.getMessage().matches("[A-Z].*\\."), "a sentence: " + said.getMessage());
    }

    private static String refused(String field, Runnable act) {
        InvalidException refusal = assertThrows(InvalidException.class, act::run);
        assertEquals(field, refusal.field(), refusal.getMessage());
        assertTrue(refusal.getMessage().matches("[A-Z].*: .*\\."), "fault and remedy: " + refusal.getMessage());
        return refusal.getMessage();
    }

    private static String conflict(Runnable act) {
        return assertThrows(ConflictException.class, act::run).getMessage();
    }

    @Test
    void anyPersonOnCallUsesTheFastLaneForAnIncidentAndATemplateThatAreNamed() {
        for (Operator operator : everybody()) {
            for (UUID incident : new UUID[]{new UUID(1, 1), null}) {
                for (UUID template : new UUID[]{new UUID(2, 1), null}) {
                    FastWords words = new FastWords(incident, null, template, null, null, null, null, null, null);
                    expect(!is(operator, Operator.RESPONDER)
                            ? NotAllowedException.class
                            : incident == null || template == null ? InvalidException.class : null,
                            List.of(operator, words), () -> GatePolicy.checkFast(operator, words));
                }
            }
        }
    }

    @Test
    void theFastLaneNamesWhatIsMissing() {
        Operator responder = person(Operator.RESPONDER);
        refused("incident", () -> GatePolicy.checkFast(responder,
                new FastWords(null, null, null, null, null, null, null, null, null)));
        refused("template", () -> GatePolicy.checkFast(responder,
                new FastWords(new UUID(1, 1), null, null, null, null, null, null, null, null)));
    }

    @Test
    void wordsOfTheFastLaneAreCopiesAndWhatIsLeftOutIsNothing() {
        FastWords words = new FastWords(null, null, null, null, null, null, null, null, null);
        assertEquals(List.of(List.of(), List.of(), List.of()),
                List.of(words.disclosures(), words.effects(), words.omissions()));
        List<FastWords.Disclosure> told = new ArrayList<>(
                List.of(new FastWords.Disclosure(READERS, Impact.NONE, null, null)));
        List<DraftContent.Effect> effects = new ArrayList<>(List.of(new DraftContent.Effect("c", null, null)));
        List<DraftContent.Omission> omissions = new ArrayList<>(List.of(new DraftContent.Omission(READERS, "x")));
        FastWords copy = new FastWords(null, null, null, null, null, null, told, effects, omissions);
        told.clear();
        effects.clear();
        omissions.clear();
        assertEquals(List.of(1, 1, 1), List.of(copy.disclosures().size(), copy.effects().size(), copy.omissions().size()));
    }

    @Test
    void theShortLaneTakesAnOncallProposersOwnWordsInReviewByTheirHashAfterSilence() {
        for (Operator operator : everybody()) {
            for (DraftState state : DraftState.values()) {
                for (UUID proposer : new UUID[]{ME, SOMEBODY_ELSE, null}) {
                    for (String hash : new String[]{HASH, NO_HASH, null}) {
                        for (Boolean isSilent : new Boolean[]{null, false, true}) {
                            Proposal proposal = proposal(plain("Edits fail", "We look."), proposer, isSilent);
                            Class<? extends RuntimeException> refusal = null;
                            if (!is(operator, Operator.RESPONDER)) {
                                refusal = NotAllowedException.class;
                            } else if (state != DraftState.IN_REVIEW || !HASH.equals(hash)) {
                                refusal = ConflictException.class;
                            } else if (proposer != ME) {
                                refusal = NotAllowedException.class;
                            } else if (!Boolean.TRUE.equals(isSilent)) {
                                refusal = ConflictException.class;
                            }
                            expect(refusal, List.of(operator, state),
                                    () -> GatePolicy.checkShort(operator, state, proposal, hash,
                                            NOW));
                        }
                    }
                }
            }
        }
    }

    @Test
    void silenceOpensTheShortLaneAtItsInstantAndOneWhoIsSilentIsEnough() {
        Bundle bundle = plain("Edits fail", "We look.");
        assertDoesNotThrow(() -> goShort(bundle, NOW));
        assertEquals("The short lane opens when an approver who was asked stays silent for five minutes.",
                conflict(() -> goShort(bundle, NOW.minusNanos(1))));
        ApprovalRequest late = new ApprovalRequest(SOMEBODY_ELSE, ME, NOW, NOW.plus(GatePolicy.SILENCE));
        ApprovalRequest silent = new ApprovalRequest(new UUID(0, 3), ME, NOW.minus(GatePolicy.SILENCE), NOW);
        assertDoesNotThrow(() -> GatePolicy.checkShort(person(Operator.RESPONDER), DraftState.IN_REVIEW,
                proposal(bundle, ME, List.of(late, silent)), HASH, NOW));
        assertEquals(300, GatePolicy.SILENCE.toSeconds(), "as V7 says");
    }

    @Test
    void nothingWasProposedSoNothingGoesOutAlone() {
        assertEquals("The draft is in review, and only one in review can go out alone.", conflict(
                () -> GatePolicy.checkShort(person(Operator.RESPONDER), DraftState.IN_REVIEW, null, HASH, NOW)));
    }

    @Test
    void titleAndWordsTogetherHaveTwoHundredAndEightyCharactersAsTheyAreRead() {
        assertDoesNotThrow(() -> goShort(plain("t".repeat(80), "w".repeat(200)), NOW));
        assertEquals(
                "The short lane takes 280 characters, the title included, and these are 281: take the draft back and shorten it.",
                conflict(() -> goShort(plain("t".repeat(81), "w".repeat(200)), NOW)));
        conflict(() -> goShort(plain("t".repeat(80), "w".repeat(201)), NOW));
        String emoji = "\uD83D\uDE00";
        assertDoesNotThrow(() -> goShort(plain(emoji.repeat(80), emoji.repeat(200)), NOW), "one character each");
        conflict(() -> goShort(plain(emoji.repeat(81), emoji.repeat(200)), NOW));
        assertDoesNotThrow(() -> goShort(plain("t".repeat(80), "&<>\"'".repeat(40)), NOW), "an entity is one character");
        conflict(() -> goShort(plain("t".repeat(80), "&<>\"'".repeat(40) + "&"), NOW));
    }

    @Test
    void wordsThatSeveralAudiencesShareCountOnceAndTheirOwnEach() {
        assertDoesNotThrow(() -> goShort(plain("t", "w".repeat(279), "w".repeat(279)), NOW));
        assertDoesNotThrow(() -> goShort(plain("t".repeat(80), "a".repeat(100), "b".repeat(100)), NOW));
        conflict(() -> goShort(plain("t".repeat(80), "a".repeat(100), "b".repeat(101)), NOW));
    }

    @Test
    void theTitleOfANoticeThatIsOutIsNotSaidAgain() {
        Bundle.Notice first = plain("t".repeat(200), "w".repeat(280)).notices().get(0);
        assertDoesNotThrow(
                () -> goShort(of(new Bundle.Notice("ntc000000001", first.kind(), first.title(), first.startedAt(), null,
                        null, first.updates())), NOW));
        Bundle.Notice more = plain("t", "w".repeat(281)).notices().get(0);
        conflict(() -> goShort(of(new Bundle.Notice("ntc000000001", more.kind(), more.title(), more.startedAt(), null,
                null, more.updates())), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"**bold**", "two\n\nparagraphs", "two\nlines", "[a](https://a.example)", "- list", "`code`",
            "> quoted",
            "# heading\n\ntext", "https://a.example/ and <https://a.example>"})
    void wordsWithFormattingAreNotShort(String words) {
        assertTrue(conflict(() -> goShort(plain("Edits fail", words), NOW)).contains("plain words"));
    }

    @Test
    void theShortLaneTakesAPlainProblemAndNothingElse() {
        Bundle.Notice it = plain("Edits fail", "We look.").notices().get(0);
        Bundle.Update update = it.updates().get(0);
        Bundle.Disclosure to = update.disclosures().get(0);
        Bundle.Disclosure translated = new Bundle.Disclosure(to.audience(), to.impact(), null, null, to.markdown(), to.html(),
                Map.of("de", new PublishedUpdate.Words("Wir suchen.", "<p>Wir suchen.</p>")));
        List<Bundle> others = List.of(
                of(new Bundle.Notice(null, NoticeKind.MAINTENANCE, it.title(), NOW, NOW, null, it.updates())),
                of(new Bundle.Notice(null, it.kind(), it.title(), Map.of("de", "Titel"), NOW, null, null, null, null, null,
                        it.updates())),
                new Bundle(List.of(), List.of(), List.of(), List.of(it), null, NOW),
                of(with(it, new Bundle.Update(null, "ent000000001", 1, null, update.state(), NOW, null, null, null, null, null,
                        update.disclosures(), List.of()))),
                of(with(it, new Bundle.Update(null, NoticeState.POSTMORTEM, NOW, null, null, update.disclosures(), List.of()))),
                of(with(it, new Bundle.Update(null, null, null, null, update.state(), NOW, null, null, null, NOW, "Late.",
                        update.disclosures(), List.of()))),
                of(with(it, new Bundle.Update(null, update.state(), NOW, null, null, List.of(to, translated), List.of()))));
        others.forEach(other -> assertTrue(conflict(() -> goShort(other, NOW)).contains("nothing else"), other::text));
    }

    private static Bundle.Notice with(Bundle.Notice it, Bundle.Update update) {
        return new Bundle.Notice(it.id(), it.kind(), it.title(), it.startedAt(), null, null, List.of(update));
    }

    private static void goShort(Bundle bundle, Instant now) {
        GatePolicy.checkShort(person(Operator.RESPONDER), DraftState.IN_REVIEW, proposal(bundle, ME, true), HASH, now);
    }

    private static Bundle plain(String title, String... words) {
        List<Bundle.Disclosure> told = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            told.add(new Bundle.Disclosure(i == 0 ? READERS : CONTRIBUTORS, Impact.DEGRADED, null, null, words[i],
                    Markdown.html(words[i])));
        }
        return of(new Bundle.Notice(null, NoticeKind.INCIDENT, title, NOW, null, null,
                List.of(new Bundle.Update(null, NoticeState.INVESTIGATING, NOW, null, null, told, List.of()))));
    }

    private static Bundle of(Bundle.Notice notice) {
        return new Bundle(List.of(), List.of(), List.of(notice));
    }

    /** @param isSilent null when nobody was asked */
    private static Proposal proposal(Bundle bundle, UUID proposer, Boolean isSilent) {
        return proposal(bundle, proposer, isSilent == null
                ? List.of()
                : List.of(new ApprovalRequest(SOMEBODY_ELSE, ME, NOW, isSilent ? NOW : NOW.plusNanos(1))));
    }

    private static Proposal proposal(Bundle bundle, UUID proposer, List<ApprovalRequest> requests) {
        return new Proposal(1, bundle, HASH, List.of(), requests, proposer, NOW, null, null, null, null);
    }

    @Test
    void aPersonAsksAnotherOneThanTheProposerForWhatIsInReview() {
        Proposal proposal = proposal(plain("t", "w"), SOMEBODY_ELSE, List.of());
        for (Operator operator : everybody()) {
            for (DraftState state : DraftState.values()) {
                for (boolean isProposed : new boolean[]{true, false}) {
                    for (UUID asked : new UUID[]{null, SOMEBODY_ELSE, ME}) {
                        expect(operator.kind() == Operator.Kind.MACHINE
                                ? NotAllowedException.class
                                : state != DraftState.IN_REVIEW || !isProposed
                                        ? ConflictException.class
                                        : asked == ME ? null : InvalidException.class,
                                List.of(operator, state),
                                () -> GatePolicy.checkRequest(operator, state, isProposed ? proposal : null, asked));
                    }
                }
            }
        }
        refused("publisher", () -> GatePolicy.checkRequest(person(), DraftState.IN_REVIEW, proposal, null));
        refused("publisher", () -> GatePolicy.checkRequest(person(), DraftState.IN_REVIEW, proposal, SOMEBODY_ELSE));
    }

    @Test
    void aPublisherSendsBackWhatIsInReviewOrApprovedByItsHashWithANote() {
        for (Operator operator : everybody()) {
            for (DraftState state : DraftState.values()) {
                for (boolean isProposed : new boolean[]{true, false}) {
                    for (String hash : new String[]{HASH, NO_HASH, null}) {
                        for (String note : new String[]{"Say when.", "", null}) {
                            boolean isThere = isProposed && HASH.equals(hash)
                                    && Set.of(DraftState.IN_REVIEW, DraftState.APPROVED).contains(state);
                            Proposal proposal = isProposed ? proposal(plain("t", "w"), ME, List.of()) : null;
                            expect(!is(operator, Operator.PUBLISHER)
                                    ? NotAllowedException.class
                                    : !isThere
                                            ? ConflictException.class
                                            : note == null || note.isEmpty() ? InvalidException.class : null,
                                    List.of(operator, state),
                                    () -> GatePolicy.checkDecline(operator, state, proposal, hash, note));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n", "a\u0000b"})
    void whatShouldChangeIsSaid(String note) {
        refused("because", () -> decline(note));
    }

    @Test
    void aNoteHasTwoThousandCharactersWithoutTheSpaceAround() {
        assertDoesNotThrow(() -> decline(" " + "\uD83D\uDE00".repeat(2_000) + "\n"));
        refused("because", () -> decline("n".repeat(2_001)));
        assertDoesNotThrow(() -> GatePolicy.checkTakedown(person(Operator.PUBLISHER), " " + "n".repeat(2_000) + "\n"));
        assertDoesNotThrow(() -> GatePolicy.checkTakedown(person(Operator.PUBLISHER), ""));
        refused("note", () -> GatePolicy.checkTakedown(person(Operator.PUBLISHER), "n".repeat(2_001)));
        refused("note", () -> GatePolicy.checkTakedown(person(Operator.PUBLISHER), "a\u0000b"));
    }

    private static void decline(String note) {
        GatePolicy.checkDecline(person(Operator.PUBLISHER), DraftState.IN_REVIEW, proposal(plain("t", "w"), ME, List.of()),
                HASH,
                note);
    }

    @Test
    void aPublisherLetsWhatIsApprovedGoOutByItselfAndStopsIt() {
        for (Operator operator : everybody()) {
            for (DraftState state : DraftState.values()) {
                for (boolean isProposed : new boolean[]{true, false}) {
                    for (String hash : new String[]{HASH, NO_HASH, null}) {
                        expect(!is(operator, Operator.PUBLISHER)
                                ? NotAllowedException.class
                                : state != DraftState.APPROVED || !isProposed || !HASH.equals(hash)
                                        ? ConflictException.class
                                        : null,
                                List.of(operator, state),
                                () -> GatePolicy.checkSchedule(operator, state,
                                        isProposed ? proposal(plain("t", "w"), ME, List.of()) : null, hash));
                    }
                }
                expect(!is(operator, Operator.PUBLISHER)
                        ? NotAllowedException.class
                        : state != DraftState.SCHEDULED ? ConflictException.class : null, List.of(operator, state),
                        () -> GatePolicy.checkStop(operator, state));
            }
            expect(is(operator, Operator.PUBLISHER) ? null : NotAllowedException.class, operator,
                    () -> GatePolicy.checkTakedown(operator, null));
        }
    }

    @Test
    void refusalsSayInWhichStateTheDraftIs() {
        Proposal proposal = proposal(plain("t", "w"), ME, List.of());
        Operator publisher = person(Operator.PUBLISHER);
        assertEquals("The draft is in review, and only an approved one can go out by itself.",
                conflict(() -> GatePolicy.checkSchedule(publisher, DraftState.IN_REVIEW, proposal, HASH)));
        assertEquals("The draft is draft, and only one in review can be sent back.",
                conflict(() -> GatePolicy.checkDecline(publisher, DraftState.DRAFT, proposal, HASH, "x")));
        assertEquals("The draft is approved: there is nothing to stop.",
                conflict(() -> GatePolicy.checkStop(publisher, DraftState.APPROVED)));
        assertEquals("The draft is published, and an approver is asked for one in review.",
                conflict(() -> GatePolicy.checkRequest(publisher, DraftState.PUBLISHED, proposal, SOMEBODY_ELSE)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void aRequestKeyIsALine(String key) {
        refused("requestKey", () -> GatePolicy.checkRequestKey(key));
    }

    @Test
    void aRequestKeyHasAHundredCharacters() {
        assertDoesNotThrow(() -> GatePolicy.checkRequestKey("k".repeat(100)));
        refused("requestKey", () -> GatePolicy.checkRequestKey("k".repeat(101)));
    }

    @Test
    void aReportFollowsWhenTheNoticeIsOverAndNotWhenAllOfItIsStruck() {
        for (NoticeState last : NoticeState.values()) {
            for (boolean isStruck : new boolean[]{true, false}) {
                PublishedNotice notice = notice(last, isStruck);
                for (NoticeState state : NoticeState.values()) {
                    boolean isOver = Set.of(NoticeState.RESOLVED, NoticeState.COMPLETED, NoticeState.CANCELLED,
                            NoticeState.POSTMORTEM).contains(last);
                    expect(state == NoticeState.POSTMORTEM && (isStruck || !isOver) ? InvalidException.class : null,
                            List.of(last, isStruck, state), () -> GatePolicy.checkReport(state, notice));
                }
            }
        }
        refused("state", () -> GatePolicy.checkReport(NoticeState.POSTMORTEM, notice(NoticeState.MONITORING, false)));
        assertDoesNotThrow(() -> GatePolicy.checkReport(null, notice(NoticeState.MONITORING, false)));
    }

    private static PublishedNotice notice(NoticeState last, boolean isStruck) {
        Samples page = Samples.page();
        Samples.NoticeBuilder notice = page.incident("Edits fail", NOW).update(last, NOW).tell(READERS, Impact.NONE, "Words.");
        if (isStruck) {
            notice.retract(RetractionReason.WRONG, NOW);
        }
        return page.build().notices().get(0);
    }

    @Test
    void whoeverIsLeftOutWithoutAReasonIsNamed() {
        assertDoesNotThrow(() -> GatePolicy.checkOmitted(List.of()));
        assertEquals("The incident affects readers, whom the words leave out: mention them, or say why not.",
                refused("omissions.readers", () -> GatePolicy.checkOmitted(List.of("readers"))));
        assertEquals("The incident affects movement and readers, whom the words leave out: mention them, or say why not.",
                refused("omissions.movement", () -> GatePolicy.checkOmitted(List.of("movement", "readers"))));
    }

    private static Operator person(String... roles) {
        return new Operator(ME, "Me", Operator.Kind.PERSON, Set.of(roles), Ceiling.CLEARED);
    }
}
