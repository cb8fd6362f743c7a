package org.gatepost.notice;

import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;

import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a notice says of itself. */
class NoticeTest {

    @ParameterizedTest
    @CsvSource({"INVESTIGATING, true, false, false", "IDENTIFIED, true, false, false", "MONITORING, true, false, false",
            "RESOLVED, true, false, true", "SCHEDULED, false, true, false", "IN_PROGRESS, false, true, false",
            "VERIFYING, false, true, false", "COMPLETED, false, true, true", "CANCELLED, false, true, true",
            "POSTMORTEM, true, true, true"})
    void aStateIsOfAKindOfNoticeAndSomeEndIt(NoticeState state, boolean ofIncident, boolean ofMaintenance, boolean isOver) {
        assertEquals(ofIncident, state.isFor(NoticeKind.INCIDENT));
        assertEquals(ofMaintenance, state.isFor(NoticeKind.MAINTENANCE));
        assertEquals(isOver, state.isOver());
    }

    @ParameterizedTest
    @CsvSource({"NONE, NONE, none", "MAINTENANCE, MAINTENANCE, maintenance", "DEGRADED, MINOR, minor",
            "PARTIAL_OUTAGE, MAJOR, major", "MAJOR_OUTAGE, CRITICAL, critical"})
    void anImpactHasAWordOfTheFormat(Impact impact, Indicator indicator, String key) {
        assertEquals(indicator, Indicator.of(impact));
        assertEquals(key, indicator.key());
    }

    @Test
    void aTombstoneOfAWholeNoticeHasNoPlace() {
        assertTrue(new Tombstone("a", "a", null, NOW).isWholeNotice());
        assertFalse(new Tombstone("b", "a", 1, NOW).isWholeNotice());
    }

    /** Entries in the order in which they went out, a minute apart; with a minus they are struck. */
    @ParameterizedTest
    @CsvSource({"INVESTIGATING, true, INVESTIGATING, ", "INVESTIGATING RESOLVED, false, RESOLVED, 1",
            "INVESTIGATING -RESOLVED, true, INVESTIGATING, ", "-INVESTIGATING -RESOLVED, false, RESOLVED, 1",
            "-INVESTIGATING -MONITORING, false, MONITORING, 1", "INVESTIGATING RESOLVED POSTMORTEM, false, POSTMORTEM, 1",
            "INVESTIGATING RESOLVED MONITORING, true, MONITORING, ",
            "INVESTIGATING RESOLVED MONITORING RESOLVED, false, RESOLVED, 3",
            "INVESTIGATING RESOLVED RESOLVED, false, RESOLVED, 2", "INVESTIGATING RESOLVED -RESOLVED, false, RESOLVED, 1",
            "INVESTIGATING POSTMORTEM, false, POSTMORTEM, 1", "RESOLVED, false, RESOLVED, 0"})
    void whatStandsLastSaysWhetherItIsOpenAndWhenItEnded(String said, boolean isOpen, NoticeState state, Integer endedWith) {
        Samples page = Samples.page();
        Samples.NoticeBuilder builder = page.incident("Edits fail", NOW);
        String[] entries = said.split(" ");
        for (int i = 0; i < entries.length; i++) {
            builder.update(NoticeState.valueOf(entries[i].replace("-", "")), NOW.plusSeconds(60L * i))
                    .tell(READERS, Impact.NONE, "Words.").nextBy(NOW.plusSeconds(i));
            if (entries[i].startsWith("-")) {
                builder.retract(RetractionReason.WRONG, NOW);
            }
        }
        PublishedNotice notice = page.build().notices().get(0);

        assertEquals(isOpen, notice.isOpen());
        assertEquals(state, notice.state());
        assertEquals(Optional.ofNullable(endedWith).map(i -> NOW.plusSeconds(60L * i)), notice.endedAt());
        assertEquals(notice.inForce().nextUpdateBy(), notice.promisedBy().orElseThrow());
        assertEquals(notice.updates().get(entries.length - 1), notice.latest());
        assertTrue(notice.addresses(READERS));
        assertFalse(notice.addresses("nobody"));
        assertEquals(Stream.of(entries).allMatch(entry -> entry.startsWith("-")), notice.isRetracted());
    }

    @Test
    void aNoticeThatPromisesNothingPromisesNothing() {
        Samples page = Samples.page();
        page.incident("Edits fail", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.NONE, "Words.");
        assertEquals(Optional.empty(), page.build().notices().get(0).promisedBy());
    }
}
