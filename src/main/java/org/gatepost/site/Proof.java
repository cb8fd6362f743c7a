package org.gatepost.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
import org.gatepost.notice.PublishedUpdate.Delay;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.PublishedUpdate.Retraction;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;
import org.gatepost.notice.PublishedUpdate.Words;
import org.gatepost.notice.Recurrence;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Tombstone;

/** A page, never published, with something for every part of a theme: what a printer calls a proof. */
final class Proof {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);
    private static final Instant TIME = Instant.parse("2026-03-05T12:00:00Z");
    static final Instant AS_OF = TIME;
    /** A notice with words, and what they are. */
    static final String NOTICE = "notice000001";
    static final String WORDS_HTML = "<p>Words</p>";

    private Proof() {
    }

    static PublishedPage page() {
        return new PublishedPage(1, TIME,
                List.of(new PublishedAudience("proof", "Proof", 1), new PublishedAudience("other", "Other", 2)),
                List.of(new PublishedGroup("group0000001", "Group", 1, TIME, TIME),
                        new PublishedGroup("group0000002", "Quiet group", 2, TIME, TIME)),
                List.of(component("component001", "group0000001"), component("component002", "group0000002"),
                        component("component003", null)),
                List.of(problem(NOTICE, ComponentStatus.MAJOR_OUTAGE, NoticeState.INVESTIGATING, 0),
                        problem("notice000002", ComponentStatus.DEGRADED_PERFORMANCE, NoticeState.MONITORING, 1),
                        moved("notice000003"), work("notice000004", NoticeState.IN_PROGRESS),
                        problem("notice000005", ComponentStatus.PARTIAL_OUTAGE, NoticeState.RESOLVED, 40),
                        amended("notice000006"), byTheClock("notice000007")),
                List.of(new Tombstone("tombstone001", "notice000006", 3, TIME),
                        new Tombstone("tombstone002", "tombstone002", null, TIME)));
    }

    private static PublishedComponent component(String id, String groupId) {
        return new PublishedComponent(id, "Component " + id, "What it does", groupId, 3, Set.of("proof", "other"), DAY, TIME,
                TIME);
    }

    private static PublishedNotice problem(String id, ComponentStatus status, NoticeState state, int daysAgo) {
        Instant at = TIME.minus(daysAgo, ChronoUnit.DAYS);
        return new PublishedNotice(id, NoticeKind.INCIDENT, "Notice " + id, at.minusSeconds(7200), at, at, null, null, List.of(
                update(id + "a", NoticeState.INVESTIGATING, at.minusSeconds(3600), Rollup.impactOf(status), status),
                update(id + "b", state, at, Impact.DEGRADED, status)));
    }

    private static PublishedNotice work(String id, NoticeState state) {
        return new PublishedNotice(id, NoticeKind.MAINTENANCE, "Notice " + id, TIME, TIME, TIME, TIME, TIME.plusSeconds(3600),
                List.of(update(id + "a", state, TIME, Impact.MAINTENANCE, ComponentStatus.UNDER_MAINTENANCE)));
    }

    /** Planned for another time than at first. */
    private static PublishedNotice moved(String id) {
        PublishedNotice work = work(id, NoticeState.SCHEDULED);
        return new PublishedNotice(id, work.kind(), work.title(), TIME, TIME, TIME, TIME, TIME.plusSeconds(3600),
                List.of(planned(work.latest(), id + "a", TIME.minusSeconds(3600)), planned(work.latest(), id + "b", TIME)));
    }

    private static PublishedUpdate planned(PublishedUpdate it, String id, Instant from) {
        return new PublishedUpdate(id, it.state(), it.shownAt(), it.publishedAt(), it.nextUpdateBy(), it.disclosures(),
                it.effects(), List.of(), null, null, true, false, new Window(from, TIME.plusSeconds(3600)));
    }

    /** Corrected, edited, struck, late, withdrawn in part and reported on. */
    private static PublishedNotice amended(String id) {
        PublishedUpdate said = update(id + "a", NoticeState.INVESTIGATING, TIME, Impact.DEGRADED,
                ComponentStatus.DEGRADED_PERFORMANCE);
        PublishedUpdate corrected = new PublishedUpdate(said.id(), said.state(), TIME, TIME, null,
                List.of(new Disclosure("proof",
                        Impact.MAJOR_OUTAGE, TIME, null, "Other words", "<p>Other words</p>",
                        Map.of("ar", new Words("كلمات", "<p>كلمات</p>")))),
                List.of(),
                List.of(new Revision(Amendment.CORRECTION, TIME, "Another title", TIME.minusSeconds(60), said.disclosures(),
                        said.effects()), new Revision(Amendment.TYPO, TIME, null, TIME, said.disclosures(), List.of())),
                null, new Delay(TIME, "Reason"), true, false);
        PublishedUpdate struck = new PublishedUpdate(id + "b", NoticeState.RESOLVED, TIME, TIME, null, said.disclosures(),
                said.effects(), List.of(), new Retraction(RetractionReason.TOO_EARLY, TIME), null, true, false);
        return new PublishedNotice(id, NoticeKind.INCIDENT, "Notice " + id, Map.of("ar", "عنوان"), TIME, TIME, TIME, null, null,
                Recurrence.NONE, List.of(corrected, struck,
                        update(id + "c", NoticeState.POSTMORTEM, TIME, Impact.NONE, ComponentStatus.OPERATIONAL)));
    }

    /** Begun by itself, taking longer than planned, and without the update that was promised. */
    private static PublishedNotice byTheClock(String id) {
        return new PublishedNotice(id, NoticeKind.MAINTENANCE, "Notice " + id, Map.of(), TIME.minusSeconds(7200), TIME, TIME,
                TIME.minusSeconds(7200), TIME, new Recurrence("FREQ=DAILY", true, false),
                List.of(update(id + "a", NoticeState.SCHEDULED, TIME.minusSeconds(9000), Impact.MAINTENANCE,
                        ComponentStatus.UNDER_MAINTENANCE)));
    }

    private static PublishedUpdate update(String id, NoticeState state, Instant at, Impact impact, ComponentStatus status) {
        return new PublishedUpdate(id, state, at, at, at.plusSeconds(1800),
                List.of(new Disclosure("proof", impact, at, at.plusSeconds(60), "Words", WORDS_HTML),
                        new Disclosure("other", Impact.NONE, at, null, "Other words", "<p>Other words</p>")),
                List.of(new Effect("component001", null, status), new Effect("component003", "proof", status)));
    }
}
