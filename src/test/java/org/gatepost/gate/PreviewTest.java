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
import java.util.Set;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
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
