package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Recurrence;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Told;
import org.gatepost.notice.Uptime;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompositionTest {
    private static final Instant SHOWN = NOW.minusSeconds(600);
    private static final Instant STARTED = NOW.minusSeconds(900);
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final String SLOW = "<p><strong>Slow</strong>.</p>";
    private static final DraftContent.Plan PLAN = new DraftContent.Plan(LATER, LATER.plusSeconds(60), " FREQ=DAILY ", true,
            false);
    private static final PublishedPage WIKI = Samples.wiki().build();

    private final Samples samples = Samples.wiki();
    private final String editing = samples.componentId("Saving edits");

    private DraftContent full(DraftContent.Plan plan) {
        return new DraftContent("not this one", NoticeState.IDENTIFIED, STARTED, SHOWN, LATER, " **Slow**. ",
                List.of(new DraftContent.Disclosure(READERS, Impact.DEGRADED, STARTED, SHOWN, " "),
                        new DraftContent.Disclosure(MOVEMENT, Impact.NONE, null, null, " Fine. ")),
                List.of(new DraftContent.Effect(editing, READERS, ComponentStatus.PARTIAL_OUTAGE)),
                Map.of("de", new DraftContent.Translation(" Langsam ", " Träge. ", Map.of(MOVEMENT, "Gut.")), "fr",
                        new DraftContent.Translation(" ", " ", Map.of(READERS, "Lent."))),
                List.of(new DraftContent.Omission(CONTRIBUTORS, "private")), LATER, false,
                new DraftContent.Delay(STARTED, " We looked. "), plan);
    }

    private Bundle.Update written(String amends, Integer revision, Amendment amendment) {
        return new Bundle.Update(null, amends, revision, amendment, NoticeState.IDENTIFIED, SHOWN, null, LATER, false, STARTED,
                "We looked.",
                List.of(new Bundle.Disclosure(READERS, Impact.DEGRADED, STARTED, SHOWN, "**Slow**.", SLOW,
                        Map.of("de", new PublishedUpdate.Words("Träge.", "<p>Träge.</p>"), "fr",
                                new PublishedUpdate.Words("Lent.", "<p>Lent.</p>"))),
                        new Bundle.Disclosure(MOVEMENT, Impact.NONE, null, null, "Fine.", "<p>Fine.</p>",
                                Map.of("de", new PublishedUpdate.Words("Gut.", "<p>Gut.</p>")))),
                List.of(new Bundle.Effect(editing, READERS, ComponentStatus.PARTIAL_OUTAGE)));
    }

    private static Bundle of(Instant goesOutAt, Bundle.Notice notice) {
        return new Bundle(List.of(), List.of(), List.of(), List.of(notice), null, goesOutAt);
    }

    @Test
    void firstWordsSayEverythingThatTheDraftSaysAndNothingPrivate() {
        Bundle bundle = Composition.firstWords(" Edits fail ", full(null), NOW);

        assertEquals(
                of(LATER, new Bundle.Notice(null, NoticeKind.INCIDENT, "Edits fail", Map.of("de", "Langsam"), STARTED, null,
                        null, null, null, null, List.of(written(null, null, null)))),
                bundle);
        assertTrue(!bundle.text().contains("private") && !bundle.text().contains("not this one"));
    }

    @Test
    void firstWordsOfPlannedWorkCarryItsPlan() {
        assertEquals(of(LATER, new Bundle.Notice(null, NoticeKind.MAINTENANCE, "Lists move", Map.of("de", "Langsam"), STARTED,
                LATER, LATER.plusSeconds(60), "FREQ=DAILY", true, false, List.of(written(null, null, null)))),
                Composition.firstWords("Lists move", full(PLAN), NOW));
    }

    @Test
    void theSmallestDraftIsToldToAllSubscribersNowInOneLanguage() {
        DraftContent least = content(null, null, null, null);
        assertEquals(of(null, new Bundle.Notice(null, NoticeKind.INCIDENT, "T", NOW, null, null,
                List.of(new Bundle.Update(null, NoticeState.INVESTIGATING, NOW, null, null,
                        List.of(new Bundle.Disclosure(READERS, Impact.NONE, null, null, "Words.", "<p>Words.</p>")),
                        List.of())))),
                Composition.firstWords("T", least, NOW));
    }

    @Test
    void aNoticeBeginsWhenTheWordsSayOrWithItsPlanOrWhenItIsShown() {
        for (Instant started : new Instant[]{STARTED, null}) {
            for (Instant shown : new Instant[]{SHOWN, null}) {
                for (DraftContent.Plan plan : new DraftContent.Plan[]{PLAN, null}) {
                    Bundle.Notice notice = Composition.firstWords("T", content(started, shown, null, plan), NOW).notices()
                            .get(0);
                    Instant at = shown == null ? NOW : shown;
                    assertEquals(at, notice.updates().get(0).shownAt());
                    assertEquals(started != null ? started : plan != null ? LATER : at, notice.startedAt());
                }
            }
        }
    }

    @Test
    void wordsThatGoOutByThemselvesAreShownAsOfThen() {
        samples.incident("Edits fail", STARTED).update(NoticeState.INVESTIGATING, STARTED).tell(READERS, Impact.NONE, "Slow.");
        PublishedNotice notice = samples.build().notices().get(0);
        for (Instant shownAt : new Instant[]{null, SHOWN}) {
            for (Instant goesOutAt : new Instant[]{null, NOW.minusSeconds(1), NOW, NOW.plusSeconds(60)}) {
                DraftContent it = content(null, shownAt, null, null);
                DraftContent content = new DraftContent(it.title(), it.state(), null, shownAt, null, it.words(),
                        it.disclosures(), it.effects(), null, null, goesOutAt, null, null, null);
                Instant expected = shownAt != null
                        ? shownAt
                        : NOW.plusSeconds(60).equals(goesOutAt) ? goesOutAt : NOW;
                Bundle.Notice first = Composition.firstWords("T", content, NOW).notices().get(0);
                assertEquals(List.of(expected, expected), List.of(first.startedAt(), first.updates().get(0).shownAt()));
                assertEquals(expected, Composition.update(notice, content, NOW).notices().get(0).updates().get(0).shownAt());
            }
        }
    }

    @Test
    void aRuleOfBlanksIsNoneAndAnUnfinishedDelayToo() {
        for (String rule : new String[]{null, "", " "}) {
            assertNull(Composition
                    .firstWords("T", content(null, null, null, new DraftContent.Plan(LATER, null, rule, false, true)),
                            NOW)
                    .notices().get(0).recurrence());
        }
        for (DraftContent.Delay delay : new DraftContent.Delay[]{new DraftContent.Delay(null, "x"),
                new DraftContent.Delay(NOW, null), null}) {
            Bundle.Update update = Composition.firstWords("T", content(null, null, delay, null), NOW).notices().get(0).updates()
                    .get(0);
            assertNull(update.knownSince());
            assertNull(update.because());
        }
    }

    @Test
    void subscribersAreToldUnlessTheDraftSaysNo() {
        for (Boolean tells : new Boolean[]{null, true, false}) {
            DraftContent it = content(null, null, null, null);
            DraftContent content = new DraftContent(it.title(), it.state(), null, null, null, it.words(), it.disclosures(),
                    it.effects(), null, null, null, tells, null, null);
            assertEquals(Boolean.FALSE.equals(tells) ? Boolean.FALSE : null,
                    Composition.firstWords("T", content, NOW).notices().get(0).updates().get(0).tellsSubscribers(),
                    "yes has one spelling");
        }
    }

    private static DraftContent content(Instant startedAt, Instant shownAt, DraftContent.Delay delay, DraftContent.Plan plan) {
        return new DraftContent(null, NoticeState.INVESTIGATING, startedAt, shownAt, null, "Words.",
                List.of(new DraftContent.Disclosure(READERS, Impact.NONE, null, null, null)), List.of(), null, null, null, null,
                delay, plan);
    }

    @Test
    void anUpdateKeepsWhatItsNoticeSaysOfItself() {
        samples.incident("Edits fail", STARTED).titled("de", "Titel").update(NoticeState.INVESTIGATING, STARTED)
                .tell(READERS, Impact.DEGRADED, "Slow.");
        PublishedNotice notice = samples.build().notices().get(0);

        for (DraftContent.Plan plan : new DraftContent.Plan[]{PLAN, null}) {
            assertEquals(of(LATER, new Bundle.Notice(notice.id(), NoticeKind.INCIDENT, "Edits fail", null, STARTED, null, null,
                    null, null, null, List.of(written(null, null, null)))), Composition.update(notice, full(plan), NOW),
                    "a problem has no plan");
        }
        assertEquals(NOW, Composition.update(notice, content(null, null, null, null), NOW).notices().get(0).updates().get(0)
                .shownAt());
    }

    @Test
    void anUpdateOfPlannedWorkMovesThePlanOrRepeatsIt() {
        samples.maintenance("Lists move", STARTED, NOW).byTheClock("FREQ=WEEKLY", false, true)
                .update(NoticeState.SCHEDULED, STARTED).tell(READERS, Impact.MAINTENANCE, "Silence.");
        PublishedNotice notice = samples.build().notices().get(0);

        assertEquals(of(LATER, new Bundle.Notice(notice.id(), NoticeKind.MAINTENANCE, "Lists move", null, STARTED, STARTED, NOW,
                "FREQ=WEEKLY", false, true, List.of(written(null, null, null)))), Composition.update(notice, full(null), NOW));
        assertEquals(of(LATER, new Bundle.Notice(notice.id(), NoticeKind.MAINTENANCE, "Lists move", null, STARTED, LATER,
                LATER.plusSeconds(60), "FREQ=DAILY", true, false, List.of(written(null, null, null)))),
                Composition.update(notice, full(PLAN), NOW));
    }

    private static Composition.Standing standing(PublishedNotice notice, PublishedUpdate entry) {
        return new Composition.Standing(notice, entry, notice.updates().get(0).equals(entry));
    }

    @ParameterizedTest
    @EnumSource
    void anAmendmentIsTheNextRevisionOfItsEntryAndWithTheFirstOfTitleAndBegin(Amendment kind) {
        samples.incident("Edits fail", NOW).titled("de", "Titel").update(NoticeState.IDENTIFIED, STARTED)
                .tell(READERS, Impact.DEGRADED, "Slow.").amend(Amendment.TYPO, SHOWN).amend(Amendment.TYPO, SHOWN)
                .tell(READERS, Impact.DEGRADED, "Slow.").update(NoticeState.IDENTIFIED, STARTED)
                .tell(READERS, Impact.DEGRADED, "Slow.");
        PublishedNotice notice = samples.build().notices().get(0);
        PublishedUpdate first = notice.updates().get(0);
        PublishedUpdate second = notice.updates().get(1);

        assertEquals(of(LATER, new Bundle.Notice(notice.id(), NoticeKind.INCIDENT, "Edits are slow", Map.of("de", "Langsam"),
                STARTED, null, null, null, null, null, List.of(written(first.id(), 3, kind)))),
                Composition.amendment(standing(notice, first), " Edits are slow ", kind, full(PLAN)));
        assertEquals(
                of(LATER, new Bundle.Notice(notice.id(), NoticeKind.INCIDENT, "Edits fail", null, NOW, null, null, null, null,
                        null, List.of(written(second.id(), 1, kind)))),
                Composition.amendment(standing(notice, second), "Edits are slow", kind, full(null)));
        Bundle.Notice least = Composition.amendment(standing(notice, first), "T", kind, content(null, null, null, null))
                .notices().get(0);
        assertEquals(NOW, least.startedAt(), "what is left out stays");
        assertEquals(first.shownAt(), least.updates().get(0).shownAt());
    }

    @Test
    void aFormThatShowsWholeSecondsAmendsNoTime() {
        Instant fine = STARTED.plusNanos(123_456_000);
        Instant same = STARTED;
        Instant other = STARTED.plusSeconds(1);
        DraftContent stands = timed(fine);
        for (Instant given : new Instant[]{same, fine, STARTED.plusNanos(999_999_999)}) {
            assertEquals(stands, Composition.settled(timed(given), stands));
        }
        assertEquals(timed(other), Composition.settled(timed(other), stands));
        DraftContent left = Composition.settled(timed(null), stands);
        assertEquals(List.of(fine, fine), List.of(left.startedAt(), left.shownAt()), "what is left out stays");
        assertNull(left.nextUpdateBy(), "a promise that is left out is none");
        assertNull(left.disclosures().get(0).from());
        assertNull(left.delay().knownSince());
        assertEquals(timed(same).disclosures(), Composition.settled(timed(same), timed(null)).disclosures());
        DraftContent none = content(null, null, null, null);
        assertNull(Composition.settled(none, stands).delay());
        assertEquals(stands.delay(), Composition.settled(stands, none).delay());
        DraftContent more = new DraftContent("T", NoticeState.INVESTIGATING, null, null, null, "w",
                List.of(new DraftContent.Disclosure(MOVEMENT, Impact.NONE, same, same, "m")), List.of());
        assertEquals(more.disclosures(), Composition.settled(more, stands).disclosures(),
                "whom it did not address keeps its own");
        DraftContent full = full(PLAN);
        assertEquals(full, Composition.settled(full, timed(NOW.plusSeconds(5))), "whatever is no time is the draft's");
    }

    private static DraftContent timed(Instant at) {
        return new DraftContent("T", NoticeState.INVESTIGATING, at, at, at, "w",
                List.of(new DraftContent.Disclosure(READERS, Impact.NONE, at, at, "r")), List.of(), null, null, null, null,
                new DraftContent.Delay(at, "Late."), null);
    }

    @Test
    void anAmendmentOfPlannedWorkMovesNothing() {
        samples.maintenance("Lists move", STARTED, NOW).byTheClock("FREQ=WEEKLY", true, true)
                .update(NoticeState.SCHEDULED, STARTED).tell(READERS, Impact.MAINTENANCE, "Silence.");
        PublishedNotice notice = samples.build().notices().get(0);
        Bundle.Notice it = Composition
                .amendment(standing(notice, notice.updates().get(0)), "T", Amendment.CORRECTION, full(PLAN))
                .notices()
                .get(0);
        assertEquals(List.of(STARTED, NOW, "FREQ=WEEKLY", true, true), List.of(it.scheduledFor(), it.scheduledUntil(),
                it.recurrence(), it.startsByItself(), it.endsByItself()));
    }

    @Test
    void onlyAnEntryThatStandsIsAmended() {
        samples.incident("Edits fail", NOW).update(NoticeState.IDENTIFIED, STARTED).tell(READERS, Impact.DEGRADED, "Slow.")
                .update(NoticeState.IDENTIFIED, STARTED).tell(READERS, Impact.DEGRADED, "Slow.")
                .retract(RetractionReason.WRONG, NOW);
        PublishedPage page = samples.build();
        PublishedNotice notice = page.notices().get(0);
        assertEquals(new Composition.Standing(notice, notice.updates().get(0), true),
                Composition.entry(page, notice, notice.updates().get(0).id()));
        assertEquals("The entry was retracted: there is nothing to amend.", assertThrows(ConflictException.class,
                () -> Composition.entry(page, notice, notice.updates().get(1).id())).getMessage());
        assertEquals("The entry was withdrawn: there is nothing to amend.", assertThrows(ConflictException.class,
                () -> Composition.entry(page, notice, "gone00000000")).getMessage());
    }

    @Test
    void whenWhatOpenedTheNoticeIsWithdrawnNoEntryCarriesItsTitle() {
        Samples.NoticeBuilder open = samples.incident("Edits fail", STARTED).titled("de", "Titel")
                .update(NoticeState.IDENTIFIED, NOW).tell(READERS, Impact.DEGRADED, "Slow.")
                .update(NoticeState.MONITORING, NOW).tell(READERS, Impact.DEGRADED, "Better.");
        PublishedPage page = samples.build();
        PublishedNotice notice = page.notices().get(0);
        List<String> entries = notice.updates().stream().map(PublishedUpdate::id).toList();
        assertEquals(List.of(true, false), entries.stream().map(entry -> page.opens(notice, entry)).toList());
        assertEquals("Other", Preview.of(page, amended(page, notice, 0), LATER).notices().get(0).title());

        open.tombstone(1, NOW);
        PublishedPage gone = samples.build();
        assertEquals(List.of(false, false), entries.stream().map(entry -> gone.opens(notice, entry)).toList());
        DraftContent content = Composition.contentOf(Composition.entry(gone, notice, entries.get(0)));
        assertNull(content.startedAt());
        assertEquals(Map.of(), content.translations());
        assertEquals("Edits fail", amended(gone, notice, 0).notices().get(0).title());
        PublishedNotice after = Preview.of(gone, amended(gone, notice, 0), LATER).notices().get(0);
        assertEquals(List.of("Edits fail", STARTED, notice.titles()),
                List.of(after.title(), after.startedAt(), after.titles()));
        // Of a later entry nothing is lost with it, and another notice's tombstone is not this one's.
        open.tombstone(3, NOW);
        samples.incident("Else", STARTED.minusSeconds(9)).update(NoticeState.IDENTIFIED, NOW)
                .tell(READERS, Impact.DEGRADED, "Slow.");
        PublishedPage more = samples.build();
        assertTrue(more.opens(more.notices().get(1), more.notices().get(1).updates().get(0).id()));
    }

    private static Bundle amended(PublishedPage page, PublishedNotice notice, int entry) {
        return Composition.amendment(Composition.entry(page, notice, notice.updates().get(entry).id()), "Other",
                Amendment.CORRECTION, content(NOW, null, null, null));
    }

    @Test
    void wordsThatWereNeverMarkdownStayPlainWhenTheyAreAmended() {
        String said = "The *first* of 3 _disks_.";
        for (boolean isPlain : new boolean[]{true, false}) {
            PublishedUpdate entry = new PublishedUpdate("entry0000001", NoticeState.INVESTIGATING, NOW, NOW, null,
                    List.of(new PublishedUpdate.Disclosure(READERS, Impact.NONE, null, null, said,
                            isPlain ? Markdown.plain(said) : Markdown.html(said))),
                    List.of());
            assertEquals(isPlain, Composition.isPlain(entry));
            PublishedNotice notice = new PublishedNotice("notice000001", NoticeKind.INCIDENT, "T", NOW, NOW, NOW, null, null,
                    List.of(entry));
            for (String words : List.of(said, "The *second* of 3 _disks_.")) {
                DraftContent content = new DraftContent("T", NoticeState.INVESTIGATING, NOW, NOW, null, words,
                        List.of(new DraftContent.Disclosure(READERS, Impact.NONE, null, null, null)), List.of());
                Bundle.Disclosure amended = Composition.amendment(standing(notice, entry), "T", Amendment.TYPO, content)
                        .notices().get(0).updates().get(0).disclosures().get(0);
                assertEquals(words, amended.markdown());
                assertEquals(isPlain ? "<p>" + words + "</p>" : Markdown.html(words), amended.html());
            }
        }
        assertFalse(Composition.isPlain(new PublishedUpdate("entry0000001", NoticeState.INVESTIGATING, NOW, NOW, null,
                List.of(new PublishedUpdate.Disclosure(READERS, Impact.NONE, null, null, "Slow.", "<p>Slow.</p>")),
                List.of())), "what is the same either way may be written on as Markdown");
    }

    @Test
    void anAmendmentChangesSomethingThatReadersSee() {
        samples.incident("Edits fail", STARTED).titled("de", "Titel").update(NoticeState.INVESTIGATING, SHOWN)
                .tell(READERS, Impact.DEGRADED, STARTED, SHOWN, "Slow.").translate("de", "Langsam.").nextBy(LATER)
                .late(STARTED, "We looked.").effect("Saving edits", ComponentStatus.PARTIAL_OUTAGE);
        PublishedNotice notice = samples.build().notices().get(0);
        Composition.Standing standing = standing(notice, notice.updates().get(0));
        DraftContent it = Composition.contentOf(standing);
        DraftContent.Disclosure told = it.disclosures().get(0);

        for (Boolean tells : new Boolean[]{null, true, false}) {
            checkDifference(standing, "same", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                    it.shownAt(), it.nextUpdateBy(), " Slow.\n", it.disclosures(), it.effects(), it.translations(),
                    List.of(new DraftContent.Omission(MOVEMENT, "x")), NOW, tells, it.delay(), null));
        }
        checkDifference(standing, "title", "Edits are slow", it);
        checkDifference(standing, "began", "Edits fail", new DraftContent(it.title(), it.state(), NOW, it.shownAt(),
                it.nextUpdateBy(), it.words(), it.disclosures(), it.effects(), it.translations(), null, null, null, it.delay(),
                null));
        checkDifference(standing, "shown", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(), NOW,
                it.nextUpdateBy(), it.words(), it.disclosures(), it.effects(), it.translations(), null, null, null, it.delay(),
                null));
        checkDifference(standing, "promise", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                it.shownAt(), null, it.words(), it.disclosures(), it.effects(), it.translations(), null, null, null,
                it.delay(), null));
        checkDifference(standing, "words", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                it.shownAt(), it.nextUpdateBy(), "Slower.", it.disclosures(), it.effects(), it.translations(), null, null,
                null, it.delay(), null));
        for (DraftContent.Disclosure other : List.of(
                new DraftContent.Disclosure(READERS, Impact.MAJOR_OUTAGE, told.from(), told.to(), null),
                new DraftContent.Disclosure(READERS, told.impact(), null, told.to(), null),
                new DraftContent.Disclosure(READERS, told.impact(), told.from(), null, null))) {
            checkDifference(standing, "claim", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                    it.shownAt(), it.nextUpdateBy(), it.words(), List.of(other), it.effects(), it.translations(), null, null,
                    null, it.delay(), null));
        }
        checkDifference(standing, "effects", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                it.shownAt(), it.nextUpdateBy(), it.words(), it.disclosures(), List.of(), it.translations(), null, null, null,
                it.delay(), null));
        for (DraftContent.Translation other : List.of(new DraftContent.Translation("Titel", null, Map.of(READERS, "Träge.")),
                new DraftContent.Translation("Anders", null, Map.of(READERS, "Langsam.")))) {
            checkDifference(standing, "translation", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                    it.shownAt(), it.nextUpdateBy(), it.words(), it.disclosures(), it.effects(), Map.of("de", other), null,
                    null, null, it.delay(), null));
        }
        for (DraftContent.Delay other : List.of(new DraftContent.Delay(NOW, "We looked."),
                new DraftContent.Delay(STARTED, "We slept."))) {
            checkDifference(standing, "delay", "Edits fail", new DraftContent(it.title(), it.state(), it.startedAt(),
                    it.shownAt(), it.nextUpdateBy(), it.words(), it.disclosures(), it.effects(), it.translations(), null, null,
                    null, other, null));
        }
    }

    private static void checkDifference(Composition.Standing standing, String what, String title, DraftContent content) {
        Executable check = () -> GatePolicy.checkDifference(
                Composition.amendment(standing, title, Amendment.CORRECTION, content),
                Composition.amendment(standing, standing.notice().title(), Amendment.CORRECTION,
                        Composition.contentOf(standing)));
        if (what.equals("same")) {
            assertEquals("words", assertThrows(InvalidException.class, check).field());
        } else {
            assertDoesNotThrow(check, what);
        }
    }

    // Parts and templates

    private static Supplier<String> ids() {
        int[] next = {0};
        return () -> "new" + ++next[0];
    }

    @Test
    void newPartsGetIdsAndMayStandInNewGroups() {
        PublishedPage page = samples.since("Saving edits", LocalDate.of(2025, 2, 3)).build();
        PublishedComponent known = page.components().stream().filter(it -> it.id().equals(editing)).findFirst().orElseThrow();
        String group = page.groups().get(0).id();
        PageContent content = new PageContent(List.of(new PageContent.Audience("tools", " Tools ", 4)),
                List.of(new PageContent.Group(null, " Fresh ", 7), new PageContent.Group(group, "Known", 8)),
                List.of(new PageContent.Component(editing, " Edits ", " All ", group, null, 1, List.of(READERS, MOVEMENT,
                        CONTRIBUTORS), true),
                        new PageContent.Component(null, "New", " ", null, "Fresh ", 2, List.of(READERS), false),
                        new PageContent.Component("cmp999999999", "Unknown", null, group, " Known", 3, List.of(READERS), false),
                        new PageContent.Component(null, "Alone", null, null, null, 4, List.of(READERS), false)));

        assertEquals(new Bundle(List.of(new Bundle.Audience("tools", "Tools", 4)),
                List.of(new Bundle.Group("new1", "Fresh", 7, null, null), new Bundle.Group(group, "Known", 8, null, null)),
                List.of(new Bundle.Component(editing, "Edits", "All", group, 1, List.of(CONTRIBUTORS, MOVEMENT, READERS),
                        known.startDate(), null, null, true),
                        new Bundle.Component("new2", "New", null, "new1", 2, List.of(READERS), null, null, null),
                        new Bundle.Component("new3", "Unknown", null, group, 3, List.of(READERS), null, null, null),
                        new Bundle.Component("new4", "Alone", null, null, 4, List.of(READERS), null, null, null)),
                List.of(), null, null), Composition.parts(content, page, ids()));
    }

    @Test
    void aTemplateKeepsItsSlotsAndNoBlanks() {
        TemplateContent content = new TemplateContent("slow", "en", NoticeState.MONITORING, " Slow ", " {components} slow ",
                Map.of("*", " **{components}** ", READERS, " "), Map.of("NONE", " fine ", "DEGRADED", " "));
        assertEquals(new Bundle(List.of(), List.of(), List.of(), List.of(), new Bundle.Template("slow", "en",
                NoticeState.MONITORING, "Slow", "{components} slow",
                Map.of("*", new PublishedUpdate.Words("**{components}**", "<p><strong>{components}</strong></p>")),
                Map.of("NONE", "fine")), null), Composition.template(content));
    }

    @Test
    void aFilledTemplateSaysItsWordsAndNothingOfTheDraftsOwn() {
        Bundle empty = Composition.firstWords("", full(PLAN), NOW);
        Map<String, PublishedUpdate.Words> german = Map.of("de", new PublishedUpdate.Words("d", "<p>d</p>"));
        Bundle.Notice said = Composition.filled(empty, "Title", Map.of("de", "Titel"), Map.of(READERS,
                new Composition.Spoken(new PublishedUpdate.Words("r", "<p>r</p>"), german), MOVEMENT,
                new Composition.Spoken(new PublishedUpdate.Words("m", "<p>m</p>"), null))).notices().get(0);
        assertEquals(new Bundle.Notice(null, NoticeKind.MAINTENANCE, "Title", Map.of("de", "Titel"), STARTED, null, null, null,
                null, null,
                List.of(new Bundle.Update(null, NoticeState.IDENTIFIED, SHOWN, null, LATER,
                        List.of(new Bundle.Disclosure(READERS, Impact.DEGRADED, STARTED, SHOWN, "r", "<p>r</p>", german),
                                new Bundle.Disclosure(MOVEMENT, Impact.NONE, null, null, "m", "<p>m</p>")),
                        List.of(new Bundle.Effect(editing, READERS, ComponentStatus.PARTIAL_OUTAGE))))),
                said);
        assertNull(Composition.filled(empty, "T", null, Map.of(READERS,
                new Composition.Spoken(new PublishedUpdate.Words("r", ""), null), MOVEMENT,
                new Composition.Spoken(new PublishedUpdate.Words("m", ""), null))).goesOutAt());
    }

    // There and back

    @Test
    void wordsThatAllShareStandOnceWhenTheyAreAmended() {
        samples.incident("Edits fail", STARTED).titled("de", "Titel").titled("fr", "Titre")
                .update(NoticeState.INVESTIGATING, SHOWN).tell(READERS, Impact.DEGRADED, STARTED, SHOWN, "Slow.")
                .translate("de", "Langsam.").tell(MOVEMENT, Impact.NONE, "Slow.").translate("de", "Träge.").nextBy(LATER)
                .late(STARTED, "We looked.").quietly().effect("Saving edits", ComponentStatus.PARTIAL_OUTAGE, READERS)
                .update(NoticeState.MONITORING, NOW).tell(READERS, Impact.DEGRADED, "Slow.").translate("ar", "بطيء.")
                .tell(MOVEMENT, Impact.NONE, "Fine.");
        PublishedNotice notice = samples.build().notices().get(0);

        assertEquals(new DraftContent("Edits fail", NoticeState.INVESTIGATING, STARTED, SHOWN, LATER, "Slow.",
                List.of(new DraftContent.Disclosure(READERS, Impact.DEGRADED, STARTED, SHOWN, null),
                        new DraftContent.Disclosure(MOVEMENT, Impact.NONE, null, null, null)),
                List.of(new DraftContent.Effect(editing, READERS, ComponentStatus.PARTIAL_OUTAGE)),
                Map.of("de", new DraftContent.Translation("Titel", null, Map.of(READERS, "Langsam.", MOVEMENT, "Träge.")), "fr",
                        new DraftContent.Translation("Titre", null, Map.of())),
                List.of(), null, false, new DraftContent.Delay(STARTED, "We looked."), null),
                Composition.contentOf(standing(notice, notice.updates().get(0))));
        assertEquals(new DraftContent("Edits fail", NoticeState.MONITORING, null, NOW, null, "",
                List.of(new DraftContent.Disclosure(READERS, Impact.DEGRADED, null, null, "Slow."),
                        new DraftContent.Disclosure(MOVEMENT, Impact.NONE, null, null, "Fine.")),
                List.of(), Map.of("ar", new DraftContent.Translation(null, null, Map.of(READERS, "بطيء."))), List.of(), null,
                true,
                null, null), Composition.contentOf(standing(notice, notice.updates().get(1))));
    }

    @Test
    void anAmendmentThatBeginsWithWhatStandsAndChangesNothingChangesNothing() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PublishedPage page = randomPage(random);
            PublishedNotice notice = page.notices().get(0);
            PublishedUpdate entry = notice.updates().get(random.nextInt(notice.updates().size()));
            Amendment kind = Amendment.values()[random.nextInt(2)];
            DraftContent content = Composition.contentOf(standing(notice, entry));

            Bundle bundle = Composition.amendment(standing(notice, entry), content.title(), kind, content);
            PublishedNotice after = Preview.of(page, bundle, LATER).notices().get(0);

            String what = "seed " + seed;
            assertDoesNotThrow(
                    () -> GatePolicy.checkAmendment(DraftKind.TYPO, content, Composition.contentOf(standing(notice, entry)),
                            true),
                    what);
            boolean isFirst = notice.updates().get(0) == entry;
            List<PublishedUpdate> updates = new ArrayList<>(notice.updates());
            List<PublishedUpdate.Revision> earlier = new ArrayList<>(entry.earlier());
            earlier.add(new PublishedUpdate.Revision(kind, LATER, isFirst ? notice.title() : null, entry.shownAt(),
                    entry.disclosures(), entry.effects(), entry.nextUpdateBy(), entry.delay()));
            updates.set(updates.indexOf(entry), new PublishedUpdate(entry.id(), entry.state(), entry.shownAt(),
                    entry.publishedAt(), entry.nextUpdateBy(), entry.disclosures(), entry.effects(), earlier, null,
                    entry.delay(),
                    kind == Amendment.CORRECTION && entry.tellsSubscribers(), false, entry.window()));
            assertEquals(new PublishedNotice(notice.id(), notice.kind(), notice.title(), notice.titles(), notice.startedAt(),
                    notice.publishedAt(), LATER, notice.scheduledFor(), notice.scheduledUntil(), notice.recurrence(), updates),
                    after, what);
            if (kind == Amendment.CORRECTION) {
                assertEquals(content,
                        Composition.contentOf(standing(after, after.updates().get(notice.updates().indexOf(entry)))), what);
            }
        }
    }

    /** A page with one notice of one to three entries, as publication would have written it. */
    private static PublishedPage randomPage(Random random) {
        PublishedPage page = WIKI;
        boolean isWork = random.nextBoolean();
        List<NoticeState> states = isWork
                ? List.of(NoticeState.SCHEDULED, NoticeState.IN_PROGRESS, NoticeState.COMPLETED, NoticeState.POSTMORTEM)
                : List.of(NoticeState.INVESTIGATING, NoticeState.MONITORING, NoticeState.RESOLVED, NoticeState.POSTMORTEM);
        List<PublishedUpdate> updates = new ArrayList<>();
        int entries = 1 + random.nextInt(3);
        for (int i = 0; i < entries; i++) {
            List<String> audiences = new ArrayList<>(List.of(READERS, CONTRIBUTORS, MOVEMENT));
            audiences.remove(random.nextInt(3));
            audiences.remove(random.nextInt(2));
            if (random.nextBoolean()) {
                audiences = List.of(READERS, CONTRIBUTORS, MOVEMENT);
            }
            boolean isShared = random.nextBoolean();
            List<PublishedUpdate.Disclosure> told = new ArrayList<>();
            for (String audience : audiences) {
                Map<String, PublishedUpdate.Words> translations = new TreeMap<>();
                for (String language : List.of("de", "pt-BR", "ar")) {
                    if (random.nextInt(3) == 0) {
                        translations.put(language, words(language + random.nextInt(2)));
                    }
                }
                PublishedUpdate.Words words = words(isShared ? "Shared." : "Own " + random.nextInt(2));
                told.add(
                        new PublishedUpdate.Disclosure(audience, Impact.values()[random.nextInt(5)], time(random), time(random),
                                words.markdown(), words.html(), translations));
            }
            List<PublishedUpdate.Effect> effects = new ArrayList<>();
            for (PublishedComponent component : page.components().subList(0, random.nextInt(3))) {
                effects.add(new PublishedUpdate.Effect(component.id(),
                        random.nextBoolean() ? null : audiences.get(random.nextInt(audiences.size())),
                        ComponentStatus.values()[random.nextInt(5)]));
            }
            List<PublishedUpdate.Revision> earlier = random.nextInt(3) > 0
                    ? List.of()
                    : List.of(new PublishedUpdate.Revision(Amendment.TYPO, SHOWN, i == 0 ? "Was" : null, SHOWN, told, effects));
            updates.add(new PublishedUpdate("upd00000000" + i, states.get(random.nextInt(states.size())), SHOWN.plusSeconds(i),
                    SHOWN, time(random), told, effects, earlier, null,
                    random.nextBoolean() ? null : new PublishedUpdate.Delay(STARTED, "We looked."), random.nextBoolean(), false,
                    isWork ? new PublishedUpdate.Window(STARTED, null) : null));
        }
        PublishedNotice notice = new PublishedNotice("ntc000000001", isWork ? NoticeKind.MAINTENANCE : NoticeKind.INCIDENT,
                "Title", random.nextBoolean() ? Map.of() : Map.of("de", "Titel"), STARTED, SHOWN, SHOWN,
                isWork ? STARTED : null, isWork ? LATER : null,
                isWork
                        ? new Recurrence(random.nextBoolean() ? null : "FREQ=DAILY", random.nextBoolean(), random.nextBoolean())
                        : Recurrence.NONE,
                updates);
        return new PublishedPage(1, SHOWN, page.audiences(), page.groups(), page.components(), List.of(notice));
    }

    private static Instant time(Random random) {
        return random.nextBoolean() ? null : STARTED.plusSeconds(random.nextInt(100));
    }

    private static PublishedUpdate.Words words(String markdown) {
        return new PublishedUpdate.Words(markdown, Markdown.html(markdown));
    }

    // While it is being typed

    @Test
    void whateverIsStillMissingADraftCanBeLookedAt() {
        for (long seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            PublishedPage page = randomPage(random);
            PublishedNotice notice = page.notices().get(0);
            PublishedUpdate entry = notice.updates().get(0);
            DraftContent content = gaps(random, page);
            String title = random.nextBoolean() ? null : "T";
            Bundle bundle = switch (random.nextInt(5)) {
                case 0 -> Composition.firstWords(title, content, NOW);
                case 1 -> Composition.update(notice, content, NOW);
                case 2 -> Composition.amendment(standing(notice, entry), title, Amendment.CORRECTION, content);
                case 3 -> Composition.parts(partsWithGaps(random, page), page, ids());
                default -> Composition.template(new TemplateContent(null, null, null, null, title, Map.of("*", ""), null));
            };
            String what = "seed " + seed + ": " + bundle.text();
            assertDoesNotThrow(() -> look(Preview.of(page, bundle, NOW)), what);
            assertDoesNotThrow(() -> look(Preview.of(page, Bundle.read(bundle.text()), NOW)), what);
        }
    }

    private static void look(PublishedPage after) {
        PublishedPage at = Phases.at(after, Phases.asOf(after, NOW));
        Rollup.of(at).summary();
        Uptime.of(at, NOW).component(at.components().get(0).id());
        for (PublishedAudience audience : at.audiences()) {
            Rollup.of(Told.to(at, audience.key())).overall();
        }
        assertTrue(at.notices().stream().allMatch(it -> it.title() != null && it.startedAt() != null
                && (it.kind() == NoticeKind.MAINTENANCE) == (it.scheduledFor() != null)));
        assertTrue(at.components().stream().allMatch(it -> it.name() != null && it.id() != null));
        assertTrue(at.groups().stream().allMatch(it -> it.name() != null && it.id() != null));
        assertTrue(at.audiences().stream().allMatch(it -> it.name() != null && it.key() != null));
    }

    private static DraftContent gaps(Random random, PublishedPage page) {
        List<DraftContent.Disclosure> told = new ArrayList<>();
        List<DraftContent.Effect> effects = new ArrayList<>();
        Map<String, DraftContent.Translation> translations = new TreeMap<>();
        if (random.nextBoolean()) {
            told.add(new DraftContent.Disclosure(random.nextBoolean() ? null : READERS,
                    random.nextBoolean() ? null : Impact.DEGRADED, time(random), time(random),
                    random.nextBoolean() ? null : "own"));
            effects.add(new DraftContent.Effect(random.nextBoolean() ? null : page.components().get(0).id(),
                    random.nextBoolean() ? null : READERS, random.nextBoolean() ? null : ComponentStatus.MAJOR_OUTAGE));
            translations.put("de", new DraftContent.Translation(null, random.nextBoolean() ? null : "w", null));
        }
        DraftContent.Plan plan = random.nextBoolean()
                ? null
                : new DraftContent.Plan(time(random), time(random), random.nextBoolean() ? null : "FREQ=", random.nextBoolean(),
                        random.nextBoolean());
        return new DraftContent(null, random.nextBoolean() ? null : NoticeState.MONITORING, time(random), time(random),
                time(random), random.nextBoolean() ? null : "words", told, effects, translations, null, time(random), null,
                random.nextBoolean() ? null : new DraftContent.Delay(time(random), random.nextBoolean() ? null : ""), plan);
    }

    private static PageContent partsWithGaps(Random random, PublishedPage page) {
        String known = random.nextBoolean() ? null : page.components().get(0).id();
        String group = random.nextBoolean() ? null : page.groups().get(0).id();
        String name = random.nextBoolean() ? null : "N";
        return new PageContent(Collections.nCopies(random.nextInt(3), new PageContent.Audience(null, name, 1)),
                Collections.nCopies(random.nextInt(3), new PageContent.Group(group, name, 1)),
                Collections.nCopies(random.nextInt(3), new PageContent.Component(known, name, null, group, name, 1,
                        random.nextBoolean() ? null : List.of(READERS), random.nextBoolean())));
    }

    @Test
    void contentIsACopyAndWhatIsLeftOutIsNothing() {
        DraftContent nothing = new DraftContent(null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
        assertEquals(List.of(List.of(), List.of(), Map.of(), List.of()), List.of(nothing.disclosures(), nothing.effects(),
                nothing.translations(), nothing.omissions()));
        assertEquals(Map.of(), new DraftContent.Translation(null, null, null).own());
        Map<String, String> own = new TreeMap<>(Map.of(READERS, "x"));
        DraftContent.Translation translation = new DraftContent.Translation(null, null, own);
        own.clear();
        assertEquals(Map.of(READERS, "x"), translation.own());
        assertEquals(Set.of(NoticeKind.INCIDENT, NoticeKind.MAINTENANCE),
                Set.of(nothing.kind(), content(null, null, null, PLAN).kind()));
        assertEquals(NoticeKind.INCIDENT, nothing.kind());
        assertTrue(nothing.tells());
        DraftContent empty = DraftContent.empty();
        assertEquals(List.of("", NoticeState.INVESTIGATING, "", List.of()),
                List.of(empty.title(), empty.state(), empty.words(), empty.disclosures()));
    }
}
