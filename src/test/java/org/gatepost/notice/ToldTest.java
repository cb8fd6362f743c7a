package org.gatepost.notice;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Instant LAST = NOW.plusSeconds(1200);

    @Test
    void anEarlierRevisionThatDidNotAddressTheAudienceIsNotShownToIt() {
        Samples page = Samples.page();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(CONTRIBUTORS, Impact.DEGRADED, "For contributors")
                .amend(Amendment.CORRECTION, LATER).tell(CONTRIBUTORS, Impact.DEGRADED, "For contributors")
                .tell(READERS, Impact.DEGRADED, "For readers too");

        PublishedUpdate readers = only(page, READERS);
        PublishedUpdate contributors = only(page, CONTRIBUTORS);

        assertEquals(List.of(), readers.earlier());
        assertEquals(LATER, readers.publishedAt(), "It was first told by the correction.");
        assertEquals(List.of(), contributors.earlier(), "Nothing was corrected for them.");
        assertEquals(NOW.plusSeconds(20), contributors.publishedAt());
        assertEquals(LATER, notice(page, READERS).updatedAt());
        assertEquals(NOW.plusSeconds(20), notice(page, CONTRIBUTORS).updatedAt());
        assertEquals(NOW.plusSeconds(20), Told.to(page.build(), CONTRIBUTORS).changedAt());
        assertEquals(1, page.build().notices().get(0).latest().earlier().size());
    }

    @Test
    void onlyWhatWasOtherwiseForTheAudienceIsAnEarlierRevision() {
        Samples page = Samples.page().component("Wikis", READERS, CONTRIBUTORS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "One")
                .tell(CONTRIBUTORS, Impact.DEGRADED, "Uno").effect("Wikis", ComponentStatus.MAJOR_OUTAGE, CONTRIBUTORS)
                .amend(Amendment.CORRECTION, LATER).tell(READERS, Impact.DEGRADED, "Two")
                .tell(CONTRIBUTORS, Impact.DEGRADED, "Uno").effect("Wikis", ComponentStatus.PARTIAL_OUTAGE, CONTRIBUTORS)
                .amend(Amendment.TYPO, LAST).tell(READERS, Impact.DEGRADED, "Two").tell(CONTRIBUTORS, Impact.DEGRADED, "Due")
                .effect("Wikis", ComponentStatus.PARTIAL_OUTAGE, CONTRIBUTORS);

        List<Revision> readers = only(page, READERS).earlier();
        assertEquals(1, readers.size());
        assertEquals("One", readers.get(0).to(READERS).map(Disclosure::markdown).orElseThrow());
        assertEquals(1, readers.get(0).disclosures().size());
        assertEquals(List.of(), readers.get(0).effects());
        assertEquals(LATER, only(page, READERS).amendedAt());
        assertEquals(2, only(page, CONTRIBUTORS).earlier().size());
    }

    @Test
    void anAmendedTitleIsAmendedForEverybody() {
        Samples page = Samples.page();
        page.incident("Slow in Asia", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Same")
                .amend(Amendment.CORRECTION, LATER, "Slow in Europe").tell(READERS, Impact.DEGRADED, "Same")
                .amend(Amendment.CORRECTION, LAST, "Slow in Asia").tell(READERS, Impact.DEGRADED, "Same");

        List<Revision> earlier = only(page, READERS).earlier();
        assertEquals(List.of("Slow in Europe"), earlier.stream().map(Revision::title).toList());
    }

    @Test
    void anAudienceThatACorrectionTookOutIsToldNothing() {
        Samples page = Samples.page();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .amend(Amendment.CORRECTION, LATER).tell(CONTRIBUTORS, Impact.DEGRADED, "Slow");

        assertEquals(List.of(), Told.to(page.build(), READERS).notices());
        assertEquals(List.of(), only(page, CONTRIBUTORS).earlier());
    }

    @Test
    void reasonsAreToldToWhomTheWordsAddress() {
        Samples page = Samples.page();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .tell(CONTRIBUTORS, Impact.DEGRADED, "Slow")
                .update(NoticeState.RESOLVED, LATER).tell(READERS, Impact.NONE, "Over").nextBy(LAST)
                .late(NOW, "We wanted to be sure.");
        PublishedUpdate readers = notice(page, READERS).latest();
        PublishedUpdate contributors = notice(page, CONTRIBUTORS).latest();

        assertNotNull(readers.delay());
        assertTrue(readers.tellsSubscribers());
        assertEquals(NoticeState.RESOLVED, contributors.state());
        assertNull(contributors.delay());
        assertNull(contributors.nextUpdateBy());
        assertFalse(contributors.tellsSubscribers());
        assertEquals(List.of(), contributors.disclosures());
    }

    @Test
    void aRetractionMovesTheStampOfThoseWhomItConcerns() {
        Samples page = Samples.page();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.IDENTIFIED, LATER).tell(CONTRIBUTORS, Impact.DEGRADED, "Slow")
                .retract(RetractionReason.WRONG, LAST);

        assertEquals(NOW.plusSeconds(20), notice(page, READERS).updatedAt());
        assertEquals(LAST, notice(page, CONTRIBUTORS).updatedAt());
        assertTrue(notice(page, CONTRIBUTORS).isRetracted());
        assertFalse(notice(page, READERS).isRetracted());
    }

    @Test
    void ofWorkThatComesAgainEveryEndIsToldThatWasNotTakenBackAndNoReport() {
        Samples page = Samples.page();
        page.maintenance("Work", NOW, LATER).byTheClock("FREQ=DAILY", true, false)
                .update(NoticeState.SCHEDULED, NOW).tell(READERS, Impact.MAINTENANCE, "Soon").planned(NOW, LATER)
                .update(NoticeState.COMPLETED, LATER).tell(CONTRIBUTORS, Impact.NONE, "Done").planned(NOW, LATER)
                .update(NoticeState.POSTMORTEM, LATER).tell(CONTRIBUTORS, Impact.NONE, "Why").planned(NOW, LATER)
                .update(NoticeState.COMPLETED, LATER).tell(CONTRIBUTORS, Impact.NONE, "Not so").planned(NOW, LATER)
                .retract(RetractionReason.WRONG, LAST)
                .update(NoticeState.IN_PROGRESS, LAST).tell(CONTRIBUTORS, Impact.MAINTENANCE, "Again").planned(NOW, LATER)
                .update(NoticeState.CANCELLED, LAST).tell(CONTRIBUTORS, Impact.NONE, "No more").planned(NOW, LATER);

        assertEquals(List.of(NoticeState.SCHEDULED, NoticeState.COMPLETED, NoticeState.CANCELLED),
                notice(page, READERS).updates().stream().map(PublishedUpdate::state).toList());
    }

    @Test
    void anEndWithoutWordsIsToldUnlessAllThatTheAudienceWasToldIsStruck() {
        Samples told = Samples.page();
        told.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.RESOLVED, LATER).tell(CONTRIBUTORS, Impact.NONE, "Over")
                .update(NoticeState.POSTMORTEM, LAST).tell(CONTRIBUTORS, Impact.NONE, "What happened");
        assertEquals(List.of(NoticeState.INVESTIGATING, NoticeState.RESOLVED), states(told, READERS));
        assertEquals(List.of(NoticeState.RESOLVED, NoticeState.POSTMORTEM), states(told, CONTRIBUTORS));

        Samples struck = Samples.page();
        struck.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .retract(RetractionReason.WRONG, LATER).update(NoticeState.RESOLVED, LATER)
                .tell(CONTRIBUTORS, Impact.NONE, "Over");
        assertEquals(List.of(NoticeState.INVESTIGATING), states(struck, READERS));

        Samples open = Samples.page();
        open.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.RESOLVED, LATER).tell(CONTRIBUTORS, Impact.NONE, "Over")
                .retract(RetractionReason.TOO_EARLY, LAST);
        assertEquals(List.of(NoticeState.INVESTIGATING), states(open, READERS));
    }

    @Test
    void tombstonesAreForEveryonesPagesAlone() {
        Samples page = Samples.page();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .tombstone(2, LATER)
                .and().tombstone("gone00000001", LATER);

        assertEquals(2, page.build().tombstones().size());
        assertEquals(List.of(), Told.to(page.build(), READERS).tombstones());
        assertEquals(NOW.plusSeconds(20), Told.to(page.build(), READERS).changedAt());
    }

    @Test
    void plansAndLanguagesAreToldWithTheWords() {
        Samples page = Samples.page();
        page.maintenance("Work", NOW, LATER).byTheClock("FREQ=WEEKLY", true, true).titled("de", "Arbeiten")
                .update(NoticeState.SCHEDULED, NOW.minusSeconds(99)).tell(READERS, Impact.MAINTENANCE, "Work")
                .translate("de", "Arbeiten").tell(CONTRIBUTORS, Impact.MAINTENANCE, "Work").translate("fr", "Travaux");
        PublishedNotice readers = notice(page, READERS);

        assertEquals(new Recurrence("FREQ=WEEKLY", true, true), readers.recurrence());
        assertEquals(Map.of("de", "Arbeiten"), readers.titles());
        assertEquals("Arbeiten", readers.latest().disclosures().get(0).translations().get("de").markdown());
        assertEquals(1, readers.latest().disclosures().size());
    }

    @Test
    void theClockDoesNotMoveWhenTheLastWordsWerePublished() {
        Samples page = Samples.page();
        page.maintenance("Work", LATER, LAST).byTheClock(null, true, true).update(NoticeState.SCHEDULED, NOW)
                .tell(MOVEMENT, Impact.MAINTENANCE, "Work");
        PublishedPage told = Told.to(Phases.at(page.build(), LATER), MOVEMENT);

        assertTrue(told.notices().get(0).latest().derived());
        assertEquals(LATER, told.notices().get(0).updatedAt());
        assertEquals(NOW.plusSeconds(20), told.changedAt());
    }

    @Test
    void anAudienceIsToldOfItsComponentsItsGroupsAndItself() {
        PublishedPage told = Told.to(Samples.wiki().build(), READERS);

        assertEquals(List.of("Reading"), told.groups().stream().map(PublishedGroup::name).toList());
        assertEquals(5, told.components().size());
        assertEquals(List.of(READERS), told.audiences().stream().map(PublishedAudience::key).toList());
        assertEquals(List.of(), Told.to(Samples.wiki().build(), "nosuch").audiences());
    }

    @Test
    void aNoticeIsAsNewAsItsNewestEntryOrItself() {
        Samples page = Samples.page();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .retract(RetractionReason.WRONG, LAST).update(NoticeState.RESOLVED, NOW).tell(READERS, Impact.NONE, "Over");
        PublishedNotice it = page.build().notices().get(0);

        assertEquals(LAST, Told.stamp(it));
        PublishedNotice later = new PublishedNotice(it.id(), it.kind(), it.title(), it.startedAt(), it.publishedAt(),
                LAST.plusSeconds(1), null, null, it.updates());
        assertEquals(LAST.plusSeconds(1), Told.stamp(later));
        PublishedNotice earlier = new PublishedNotice(it.id(), it.kind(), it.title(), it.startedAt(), it.publishedAt(), NOW,
                null, null, it.updates());
        assertEquals(LAST, Told.stamp(earlier));
    }

    private static List<NoticeState> states(Samples page, String audience) {
        return notice(page, audience).updates().stream().map(PublishedUpdate::state).toList();
    }

    private static PublishedNotice notice(Samples page, String audience) {
        return Told.to(page.build(), audience).notices().get(0);
    }

    private static PublishedUpdate only(Samples page, String audience) {
        List<PublishedUpdate> updates = notice(page, audience).updates();
        assertEquals(1, updates.size());
        return updates.get(0);
    }
}
