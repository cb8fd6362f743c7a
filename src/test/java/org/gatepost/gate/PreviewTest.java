package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Recurrence;
import org.gatepost.notice.Rollup;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

/**
 * Each expectation is written down as {@code published.post} (V7) would write the rows and the room notice would read them: what a
 * column gets is said beside it.
 */
class PreviewTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Instant SHOWN = NOW.minusSeconds(600);
    private static final Instant STARTED = NOW.minusSeconds(900);
    private static final String NO_ID_YET = "000000000000";

    private final Samples samples = Samples.wiki();
    private final String editing = samples.componentId("Saving edits");
    private final String uploads = samples.componentId("Uploads");

    @Test
    void firstWordsOpenANoticeWithEverythingThatTheBundleSays() {
        PublishedPage before = samples.past().build();
        Bundle.Update words = update(NoticeState.IDENTIFIED, List.of(told(READERS, Impact.NONE, "r"), told(MOVEMENT,
                Impact.MAJOR_OUTAGE, "m")), new Bundle.Effect(editing, null, ComponentStatus.MAJOR_OUTAGE));

        PublishedPage after = Preview.of(before, firstWords("Edits fail", words), LATER);

        PublishedNotice opened = after.notices().get(0);
        assertEquals(new PublishedNotice(NO_ID_YET, NoticeKind.INCIDENT, "Edits fail", STARTED, LATER /* coalesce(null, now) */,
                LATER, null, null,
                List.of(new PublishedUpdate(NO_ID_YET, NoticeState.IDENTIFIED, SHOWN, LATER, NOW.plusSeconds(1800),
                        List.of(disclosed(READERS, Impact.NONE, "r"), disclosed(MOVEMENT, Impact.MAJOR_OUTAGE, "m")),
                        List.of(new PublishedUpdate.Effect(editing, null, ComponentStatus.MAJOR_OUTAGE))))),
                opened);
        assertEquals(before.notices(), after.notices().subList(1, after.notices().size()), "the past stays as it was");
    }

    @Test
    void everyPublicationMovesRevisionAndStampOfThePage() {
        PublishedPage before = samples.build();
        PublishedPage after = Preview.of(before, firstWords("Edits fail", update(NoticeState.IDENTIFIED, List.of(told(READERS,
                Impact.NONE, "r")))), LATER);

        assertEquals(before.revision() + 1, after.revision());
        assertEquals(LATER, after.changedAt());
        assertEquals(before.audiences(), after.audiences());
        assertEquals(before.groups(), after.groups());
        assertEquals(before.components(), after.components(), "words move the stamp of no component");
    }

    /** Else an audience that uses the component would learn from its stamp of words to another. */
    @Test
    void wordsThatNameAComponentMoveNoStampOfIt() {
        PublishedPage before = samples.build();
        PublishedPage after = Preview.of(before, firstWords("Edits fail", update(NoticeState.IDENTIFIED, List.of(told(READERS,
                Impact.NONE, "r")), new Bundle.Effect(editing, null, ComponentStatus.OPERATIONAL))), LATER);

        assertEquals(before.components(), after.components());
    }

    @Test
    void disclosuresAndEffectsStandInTheOrderInWhichTheyAreRead() {
        PublishedPage after = Preview.of(samples.build(), firstWords("Edits fail", update(NoticeState.IDENTIFIED,
                List.of(told(MOVEMENT, Impact.NONE, "m"), told(READERS, Impact.NONE, "r"), told(CONTRIBUTORS, Impact.NONE,
                        "c")),
                new Bundle.Effect(uploads, null, ComponentStatus.PARTIAL_OUTAGE), new Bundle.Effect(editing, READERS,
                        ComponentStatus.MAJOR_OUTAGE),
                new Bundle.Effect(editing, MOVEMENT, ComponentStatus.PARTIAL_OUTAGE), new Bundle.Effect(editing, null,
                        ComponentStatus.DEGRADED_PERFORMANCE))),
                LATER);

        PublishedUpdate update = after.notices().get(0).latest();
        assertEquals(List.of(READERS, CONTRIBUTORS, MOVEMENT), update.disclosures().stream().map(
                PublishedUpdate.Disclosure::audience).toList(), "by the audience's position");
        assertEquals(List.of(new PublishedUpdate.Effect(editing, null, ComponentStatus.DEGRADED_PERFORMANCE),
                new PublishedUpdate.Effect(editing, MOVEMENT, ComponentStatus.PARTIAL_OUTAGE), new PublishedUpdate.Effect(
                        editing, READERS, ComponentStatus.MAJOR_OUTAGE),
                new PublishedUpdate.Effect(uploads, null, ComponentStatus.PARTIAL_OUTAGE)), update.effects(),
                "by component, then for everybody, then by audience");
    }

    @Test
    void anUpdateAddsAnEntryAndMovesTheStampOfItsNoticeOnly() {
        Samples.NoticeBuilder open = samples.past().incident("Edits fail", NOW.minusSeconds(7200)).update(
                NoticeState.INVESTIGATING, NOW.minusSeconds(7000)).tell(READERS, Impact.DEGRADED, "Slow.");
        PublishedPage before = samples.build();
        PublishedNotice was = notice(before, open.id());

        PublishedPage after = Preview.of(before, bundle(new Bundle.Notice(open.id(), NoticeKind.INCIDENT, was.title(),
                was.startedAt(), null, null, List.of(update(NoticeState.RESOLVED, List.of(told(READERS, Impact.NONE,
                        "Over.")))))),
                LATER);

        List<PublishedUpdate> updates = new ArrayList<>(was.updates());
        updates.add(new PublishedUpdate(NO_ID_YET, NoticeState.RESOLVED, SHOWN, LATER, NOW.plusSeconds(1800), List.of(
                disclosed(READERS, Impact.NONE, "Over.")), List.of()));
        assertEquals(new PublishedNotice(was.id(), was.kind(), was.title(), was.startedAt(), was.publishedAt(), LATER, null,
                null, updates), notice(after, open.id()));
        assertEquals(before.notices().size(), after.notices().size());
        before.notices().stream().filter(one -> !one.equals(was)).forEach(one -> assertEquals(one, notice(after, one.id())));
    }

    @Test
    void anUpdateOfPlannedWorkMovesItsPlan() {
        Samples.NoticeBuilder planned = samples.maintenance("Lists move", NOW.plusSeconds(60), NOW.plusSeconds(120))
                .byTheClock(null, true, true).update(NoticeState.SCHEDULED, NOW.minusSeconds(7000))
                .tell(READERS, Impact.MAINTENANCE, "Silence.");
        PublishedPage before = samples.build();
        PublishedNotice was = notice(before, planned.id());

        PublishedNotice is = notice(Preview.of(before, bundle(new Bundle.Notice(planned.id(), NoticeKind.MAINTENANCE,
                "Other", null, STARTED, NOW.plusSeconds(600), NOW.plusSeconds(900), "FREQ=DAILY", true, null,
                List.of(update(NoticeState.SCHEDULED, List.of(told(READERS, Impact.MAINTENANCE, "Later.")))))), LATER),
                planned.id());

        assertEquals(new PublishedNotice(was.id(), was.kind(), was.title(), was.titles(), was.startedAt(), was.publishedAt(),
                LATER, NOW.plusSeconds(600), NOW.plusSeconds(900),
                new Recurrence("FREQ=DAILY", true, false /* coalesce(null, false) */), is.updates()), is);
    }

    @Test
    void anUpdateChangesNeitherKindNorTitleNorTimesOfItsNoticeWhateverTheBundleSays() {
        Samples.NoticeBuilder planned = samples.maintenance("Lists move", NOW.plusSeconds(60), NOW.plusSeconds(120)).update(
                NoticeState.SCHEDULED, NOW.minusSeconds(7000)).tell(READERS, Impact.MAINTENANCE, "Silence.");
        PublishedPage before = samples.build();
        PublishedNotice was = notice(before, planned.id());

        PublishedNotice is = notice(Preview.of(before, bundle(new Bundle.Notice(planned.id(), NoticeKind.INCIDENT, "Other",
                STARTED, null, null, List.of(update(NoticeState.IN_PROGRESS, List.of(told(READERS, Impact.MAINTENANCE,
                        "Now.")))))),
                LATER), planned.id());

        assertEquals(new PublishedNotice(was.id(), was.kind(), was.title(), was.startedAt(), was.publishedAt(), LATER, was
                .scheduledFor(), was.scheduledUntil(), is.updates()), is);
    }

    @Test
    void anImportKeepsItsOwnIdsTimesAndStamps() {
        Instant old = Instant.parse("2015-09-18T18:20:40.535Z");
        PublishedPage before = samples.build();
        Bundle.Update first = new Bundle.Update("upd000000001", NoticeState.SCHEDULED, old, old.plusSeconds(1), null, List.of(
                told(READERS, Impact.MAINTENANCE, "Soon.")),
                List.of(new Bundle.Effect(editing, null,
                        ComponentStatus.UNDER_MAINTENANCE)));
        Bundle.Update last = new Bundle.Update("upd000000002", NoticeState.COMPLETED, old.plusSeconds(60), old.plusSeconds(61),
                null, List.of(told(READERS, Impact.NONE, "Done.")), List.of());
        Bundle imported = new Bundle(List.of(new Bundle.Group("grp000000100", "Old", 0, old, old)),
                List.of(new Bundle.Component("cmp000000100", "Voice", "Talking", "grp000000100", 2, List.of(READERS,
                        CONTRIBUTORS), LocalDate.of(2015, 9, 1), old, old.plusSeconds(5)), new Bundle.Component(
                                "cmp000000101", "Text", null, null, 0, List.of(READERS), null, old, old)),
                List.of(new Bundle.Notice("old000000001", NoticeKind.MAINTENANCE, "Server Juice", old, old, old.plusSeconds(30),
                        List.of(first, last))));

        PublishedPage after = Preview.of(before, imported, LATER);

        assertEquals(new PublishedGroup("grp000000100", "Old", 0, old, old), after.groups().get(0), "groups by position");
        assertEquals(new PublishedComponent("cmp000000101", "Text", null, null, 0, Set.of(READERS), null, old, old), after
                .components().get(0), "components by position");
        assertTrue(after.components().contains(new PublishedComponent("cmp000000100", "Voice", "Talking", "grp000000100", 2,
                Set.of(READERS, CONTRIBUTORS), LocalDate.of(2015, 9, 1), old, old.plusSeconds(5))));
        assertTrue(after.components().containsAll(before.components()), "history moves no component's stamp");
        PublishedNotice notice = after.notices().get(after.notices().size() - 1);
        assertEquals(new PublishedNotice("old000000001", NoticeKind.MAINTENANCE, "Server Juice", old,
                old.plusSeconds(1) /* of
                                   the first update */, old.plusSeconds(61) /* of the last */, old, old.plusSeconds(30),
                notice.updates()), notice);
        assertEquals(List.of("upd000000001", "upd000000002"), notice.updates().stream().map(PublishedUpdate::id).toList());
        assertEquals(old.plusSeconds(1), notice.updates().get(0).publishedAt());
    }

    @Test
    void noticesStandNewestStartFirstAndThenById() {
        samples.past();
        PublishedPage before = samples.build();
        Instant same = before.notices().get(3).startedAt();
        PublishedPage after = Preview.of(before, bundle(new Bundle.Notice("zzz000000000", NoticeKind.INCIDENT, "Z", same, null,
                null, List.of(update(NoticeState.RESOLVED, List.of(told(READERS, Impact.NONE, "z"))))),
                new Bundle.Notice(
                        "aaa000000000", NoticeKind.INCIDENT, "A", same, null, null, List.of(update(NoticeState.RESOLVED, List
                                .of(told(READERS, Impact.NONE, "a")))))),
                LATER);

        assertEquals(List.of("aaa000000000", before.notices().get(3).id(), "zzz000000000"), after.notices().stream().filter(
                notice -> notice.startedAt().equals(same)).map(PublishedNotice::id).toList());
        for (int i = 1; i < after.notices().size(); i++) {
            assertTrue(!after.notices().get(i).startedAt().isAfter(after.notices().get(i - 1).startedAt()));
        }
    }

    @Test
    void aDraftWithGapsCanBeLookedAt() {
        PublishedPage after = Preview.of(samples.build(), firstWords("", update(null, List.of(told(READERS, null, "r"), told(
                "nobody", Impact.DEGRADED, "n")), new Bundle.Effect(editing, null, null), new Bundle.Effect(null, null,
                        ComponentStatus.MAJOR_OUTAGE))),
                LATER);

        PublishedUpdate update = after.notices().get(0).latest();
        assertEquals(NoticeState.INVESTIGATING, update.state());
        assertEquals(List.of(disclosed(READERS, Impact.NONE, "r")), update.disclosures());
        assertEquals(List.of(), update.effects());
        assertEquals(Impact.NONE, Rollup.of(after).overall());
    }

    // Amendments

    @Test
    void anAmendmentOfTheFirstEntryAddsARevisionAndCarriesTitleTitlesAndBegin() {
        PublishedPage before = amendable();
        PublishedNotice was = before.notices().get(0);
        PublishedUpdate entry = was.updates().get(0);

        PublishedNotice is = Preview.of(before, amending(was, entry, Amendment.CORRECTION, null), LATER).notices().get(0);

        List<PublishedUpdate.Revision> earlier = new ArrayList<>(entry.earlier());
        earlier.add(new PublishedUpdate.Revision(Amendment.CORRECTION, LATER, was.title() /* of the revision that it had */,
                entry.shownAt(), entry.disclosures(), entry.effects()));
        PublishedUpdate amended = new PublishedUpdate(entry.id() /* of its first revision */, entry.state(), SHOWN,
                entry.publishedAt() /* likewise */, NOW.plusSeconds(1800), List.of(disclosed(READERS, Impact.NONE, "r")),
                List.of(),
                earlier, null, new PublishedUpdate.Delay(STARTED, "Late."), true, false, entry.window());
        assertEquals(new PublishedNotice(was.id(), was.kind(), "Otherwise", Map.of("fr", "Autrement"), STARTED,
                was.publishedAt(),
                LATER, was.scheduledFor(), was.scheduledUntil(), was.recurrence(), List.of(amended, was.updates().get(1))), is);
    }

    @Test
    void anAmendmentOfALaterEntryLeavesTitleAndBegin() {
        PublishedPage before = amendable();
        PublishedNotice was = before.notices().get(0);
        PublishedUpdate entry = was.updates().get(1);

        PublishedNotice is = Preview.of(before, amending(was, entry, Amendment.CORRECTION, null), LATER).notices().get(0);

        assertEquals(List.of(was.title(), was.titles(), was.startedAt(), was.updates().get(0)),
                List.of(is.title(), is.titles(), is.startedAt(), is.updates().get(0)));
        assertEquals(List.of(new PublishedUpdate.Revision(Amendment.CORRECTION, LATER, null, entry.shownAt(),
                entry.disclosures(), entry.effects())), is.updates().get(1).earlier());
    }

    @Test
    void nobodyIsToldOfATypoAndOfACorrectionUnlessItSaysSo() {
        PublishedPage before = amendable();
        PublishedNotice was = before.notices().get(0);
        for (Amendment kind : Amendment.values()) {
            for (Boolean tells : new Boolean[]{null, true, false}) {
                PublishedUpdate is = Preview.of(before, amending(was, was.updates().get(1), kind, tells), LATER).notices()
                        .get(0)
                        .updates().get(1);
                assertEquals(kind == Amendment.CORRECTION && !Boolean.FALSE.equals(tells), is.tellsSubscribers());
                assertEquals(kind, is.earlier().get(0).replacedBy());
            }
        }
    }

    @Test
    void withoutTranslatedTitlesTheFirstEntryHasNoneLeft() {
        PublishedPage before = amendable();
        PublishedNotice was = before.notices().get(0);
        Bundle.Notice it = amending(was, was.updates().get(0), Amendment.TYPO, null).notices().get(0);
        Bundle without = bundle(new Bundle.Notice(it.id(), it.kind(), it.title(), it.startedAt(), null, null, it.updates()));
        assertEquals(Map.of(), Preview.of(before, without, LATER).notices().get(0).titles());
    }

    private PublishedPage amendable() {
        samples.maintenance("Lists move", NOW, NOW.plusSeconds(600)).titled("de", "Titel").byTheClock("FREQ=DAILY", true, true)
                .update(NoticeState.SCHEDULED, NOW.minusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "Was.")
                .amend(Amendment.TYPO, NOW).tell(READERS, Impact.MAINTENANCE, "Silence.")
                .effect("Saving edits", ComponentStatus.UNDER_MAINTENANCE)
                .update(NoticeState.IN_PROGRESS, NOW.minusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "Now.");
        return samples.build();
    }

    private static Bundle amending(PublishedNotice notice, PublishedUpdate entry, Amendment kind, Boolean tells) {
        return bundle(new Bundle.Notice(notice.id(), notice.kind(), "Otherwise", Map.of("fr", "Autrement"), STARTED, LATER,
                LATER,
                "FREQ=WEEKLY", null, null, List.of(new Bundle.Update(null, entry.id(), 1, kind, entry.state(), SHOWN, null,
                        NOW.plusSeconds(1800), tells, STARTED, "Late.", List.of(told(READERS, Impact.NONE, "r")), List.of()))));
    }

    // What is new in words

    @Test
    void firstWordsOfPlannedWorkCarryPlanTitlesLanguagesAndDelay() {
        Map<String, PublishedUpdate.Words> german = Map.of("de", new PublishedUpdate.Words("Still.", "<p>Still.</p>"));
        Bundle.Update update = new Bundle.Update(null, null, null, null, null, SHOWN, null, null, false, STARTED, "Late.",
                List.of(new Bundle.Disclosure(READERS, Impact.MAINTENANCE, null, null, "r", "<p>r</p>", german)), List.of());

        PublishedNotice is = Preview.of(samples.build(), bundle(new Bundle.Notice(null, NoticeKind.MAINTENANCE, "Lists move",
                Map.of("de", "Titel"), STARTED, NOW, LATER, "FREQ=DAILY", null, true, List.of(update))), LATER).notices()
                .get(0);

        assertEquals(new PublishedNotice(NO_ID_YET, NoticeKind.MAINTENANCE, "Lists move", Map.of("de", "Titel"), STARTED, LATER,
                LATER, NOW, LATER, new Recurrence("FREQ=DAILY", false, true),
                List.of(new PublishedUpdate(NO_ID_YET, NoticeState.SCHEDULED /* until it has one */, SHOWN, LATER, null,
                        List.of(new PublishedUpdate.Disclosure(READERS, Impact.MAINTENANCE, null, null, "r", "<p>r</p>",
                                german)),
                        List.of(), List.of(), null, new PublishedUpdate.Delay(STARTED, "Late."), false, false,
                        new PublishedUpdate.Window(NOW, LATER)))),
                is);
    }

    @Test
    void plannedWorkWithoutABeginStandsWhereItsNoticeDoes() {
        PublishedNotice is = Preview.of(samples.build(), bundle(new Bundle.Notice(null, NoticeKind.MAINTENANCE, "Lists move",
                STARTED, null, null, List.of(update(NoticeState.SCHEDULED, List.of())))), LATER).notices().get(0);
        assertEquals(STARTED, is.scheduledFor());
        assertEquals(new PublishedUpdate.Window(STARTED, null), is.latest().window());
    }

    // Parts

    @Test
    void partsAreChangedByTheirKeysAndIdsAndKeepWhenTheyWereMade() {
        samples.retire("Uploads", SHOWN);
        PublishedPage before = samples.build();
        PublishedGroup group = before.groups().get(0);
        PublishedComponent edits = component(before, editing);
        PublishedComponent files = component(before, uploads);
        Bundle bundle = new Bundle(List.of(new Bundle.Audience("tools", "Tools", 1), new Bundle.Audience(MOVEMENT, "All", 0)),
                List.of(new Bundle.Group(group.id(), "Books", 9, null, null),
                        new Bundle.Group("grp000000100", "New", 0, null, null)),
                List.of(new Bundle.Component(editing, "Edits", "Text", "grp000000100", 7, List.of("tools", MOVEMENT),
                        LocalDate.of(2015, 9, 1), null, null, true),
                        new Bundle.Component(uploads, "Files", null, null, 8, List.of(READERS), null, null, null, true),
                        new Bundle.Component("cmp000000100", "Fresh", null, null, 0, List.of(READERS), null, null, null, null),
                        new Bundle.Component("cmp000000101", "Over", null, null, 0, List.of(READERS), LocalDate.of(2015, 9, 1),
                                null, null, true)),
                List.of(), null, null);

        PublishedPage after = Preview.of(before, bundle, LATER);

        assertEquals(List.of(new PublishedAudience(MOVEMENT, "All", 0), before.audiences().get(0),
                new PublishedAudience("tools", "Tools", 1), before.audiences().get(1)), after.audiences());
        assertEquals(new PublishedGroup("grp000000100", "New", 0, LATER, LATER), after.groups().get(0));
        assertEquals(new PublishedGroup(group.id(), "Books", 9, group.createdAt(), LATER),
                after.groups().get(after.groups().size() - 1));
        assertEquals(new PublishedComponent(editing, "Edits", "Text", "grp000000100", 7, Set.of("tools", MOVEMENT),
                edits.startDate() /* stays */, edits.createdAt(), LATER, LATER), component(after, editing));
        assertEquals(
                new PublishedComponent(uploads, "Files", null, null, 8, Set.of(READERS), files.startDate(), files.createdAt(),
                        LATER, SHOWN /* since then */),
                component(after, uploads));
        assertEquals(
                List.of(new PublishedComponent("cmp000000100", "Fresh", null, null, 0, Set.of(READERS), null, LATER, LATER),
                        new PublishedComponent("cmp000000101", "Over", null, null, 0, Set.of(READERS), LocalDate.of(2015, 9, 1),
                                LATER,
                                LATER, LATER)),
                after.components().subList(0, 2));
    }

    @Test
    void aRetiredComponentComesBackWhenItIsNoLongerRetired() {
        PublishedPage before = samples.retire("Uploads", SHOWN).build();
        PublishedComponent is = component(Preview.of(before, new Bundle(List.of(),
                List.of(new Bundle.Component(uploads, "Uploads", null, null, 8, List.of(READERS), null, null, null)),
                List.of()),
                LATER), uploads);
        assertEquals(null, is.retiredAt());
    }

    @Test
    void wordsThatNameARetiredComponentLeaveItRetired() {
        PublishedPage before = samples.retire("Saving edits", SHOWN).build();
        PublishedComponent is = component(Preview.of(before, firstWords("Edits fail", update(NoticeState.IDENTIFIED,
                List.of(told(READERS, Impact.NONE, "r")), new Bundle.Effect(editing, null, ComponentStatus.OPERATIONAL))),
                LATER),
                editing);
        assertEquals(List.of(SHOWN, component(before, editing).updatedAt()), List.of(is.retiredAt(), is.updatedAt()));
    }

    @Test
    void whereAudiencesChangePlacesTheirWordsDoInEveryRevision() {
        samples.incident("Edits fail", STARTED).update(NoticeState.IDENTIFIED, SHOWN).tell(READERS, Impact.NONE, "r")
                .tell(MOVEMENT, Impact.NONE, "m").amend(Amendment.CORRECTION, NOW).tell(READERS, Impact.NONE, "R")
                .tell(MOVEMENT, Impact.NONE, "M").late(STARTED, "Late.").quietly().nextBy(LATER);
        PublishedPage before = samples.build();
        PublishedUpdate was = before.notices().get(0).latest();

        PublishedNotice notice = Preview.of(before, new Bundle(List.of(new Bundle.Audience(MOVEMENT, "Movement", 0)), List.of(),
                List.of(), List.of(), null, null), LATER).notices().get(0);

        PublishedUpdate.Revision then = was.earlier().get(0);
        PublishedUpdate turned = new PublishedUpdate(was.id(), was.state(), was.shownAt(), was.publishedAt(), LATER,
                List.of(was.disclosures().get(1), was.disclosures().get(0)), was.effects(),
                List.of(new PublishedUpdate.Revision(then.replacedBy(), then.replacedAt(), then.title(), then.shownAt(),
                        List.of(then.disclosures().get(1), then.disclosures().get(0)), then.effects())),
                null, was.delay(), false, false, null);
        PublishedNotice it = before.notices().get(0);
        assertEquals(new PublishedNotice(it.id(), it.kind(), it.title(), it.titles(), it.startedAt(), it.publishedAt(),
                it.updatedAt(), null, null, it.recurrence(), List.of(turned)), notice);
    }

    @Test
    void aTemplateChangesNothingPublic() {
        PublishedPage before = samples.past().build();
        Bundle.Template template = new Bundle.Template("slow", "en", NoticeState.MONITORING, "Slow", "Slow", Map.of(),
                Map.of());
        assertEquals(before, Preview.of(before, new Bundle(List.of(), List.of(), List.of(), List.of(), template, null), LATER));
    }

    @Test
    void whatWasWithdrawnStaysWithdrawn() {
        PublishedPage before = samples.tombstone("gone00000001", NOW).build();
        assertEquals(before.tombstones(), Preview.of(before, firstWords("x", update(NoticeState.IDENTIFIED,
                List.of(told(READERS, Impact.NONE, "r")))), LATER).tombstones());
    }

    private static PublishedComponent component(PublishedPage page, String id) {
        return page.components().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void thePageBeforeStaysAsItWas() {
        PublishedPage before = samples.past().build();
        PublishedPage copy = new PublishedPage(before.revision(), before.changedAt(), List.copyOf(before.audiences()), List
                .copyOf(before.groups()), List.copyOf(before.components()), List.copyOf(before.notices()));
        assertNotEquals(before, Preview.of(before, firstWords("x", update(NoticeState.IDENTIFIED, List.of(told(READERS,
                Impact.NONE, "r")))), LATER));
        assertEquals(copy, before);
    }

    private static Bundle firstWords(String title, Bundle.Update update) {
        return bundle(new Bundle.Notice(null, NoticeKind.INCIDENT, title, STARTED, null, null, List.of(update)));
    }

    private static Bundle bundle(Bundle.Notice... notices) {
        return new Bundle(List.of(), List.of(), List.of(notices));
    }

    private static Bundle.Update update(NoticeState state, List<Bundle.Disclosure> disclosures, Bundle.Effect... effects) {
        return new Bundle.Update(null, state, SHOWN, null, NOW.plusSeconds(1800), disclosures, List.of(effects));
    }

    private static Bundle.Disclosure told(String audience, Impact impact, String words) {
        return new Bundle.Disclosure(audience, impact, STARTED, SHOWN, words, "<p>" + words + "</p>");
    }

    private static PublishedUpdate.Disclosure disclosed(String audience, Impact impact, String words) {
        return new PublishedUpdate.Disclosure(audience, impact, STARTED, SHOWN, words, "<p>" + words + "</p>");
    }

    private static PublishedNotice notice(PublishedPage page, String id) {
        return page.notices().stream().filter(notice -> notice.id().equals(id)).findFirst().orElseThrow();
    }
}
