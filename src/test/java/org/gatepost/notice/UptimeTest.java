package org.gatepost.notice;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A component that counts since 1 March, looked at after ten days, which are 240 hours. */
class UptimeTest {
    private static final LocalDate START = LocalDate.parse("2026-03-01");
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-11T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"MAJOR_OUTAGE, 24, 90.00", "PARTIAL_OUTAGE, 24, 97.00", "DEGRADED_PERFORMANCE, 24, 100.00",
            "UNDER_MAINTENANCE, 24, 100.00", "OPERATIONAL, 24, 100.00", "MAJOR_OUTAGE, 240, 0.00",
            "PARTIAL_OUTAGE, 240, 70.00", "MAJOR_OUTAGE, 1, 99.58"})
    void eachStatusHasItsWeight(ComponentStatus status, int hours, String percent) {
        Samples page = page();
        outage(page, status, 0, hours);

        assertEquals(percent, percent(page));
    }

    /** Two outages in hours from the begin; the second is a major one. */
    @ParameterizedTest
    @CsvSource({"0, 24, 24, 48, 87.00", "0, 24, 0, 24, 90.00", "0, 24, 12, 24, 93.50", "0, 24, 12, 36, 88.50",
            "12, 36, 0, 24, 88.50", "0, 48, 12, 24, 90.50", "-48, 24, -24, 12, 93.50", "216, 250, 228, 260, 93.50"})
    void ofClaimsThatOverlapTheWorstCounts(int from, int to, int majorFrom, int majorTo, String percent) {
        Samples page = page();
        outage(page, ComponentStatus.PARTIAL_OUTAGE, from, to);
        outage(page, ComponentStatus.MAJOR_OUTAGE, majorFrom, majorTo);

        assertEquals(percent, percent(page));
    }

    @Test
    void whatLastsCountsUntilNow() {
        Samples page = page();
        page.incident("Down", hour(216)).update(NoticeState.INVESTIGATING, hour(218)).tell(READERS, Impact.NONE, "Down")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE);

        assertEquals("90.00", percent(page));
    }

    @Test
    void aMomentOfOutageIsNoHundredPerCent() {
        Samples page = page();
        page.incident("Down", hour(0)).update(NoticeState.INVESTIGATING, hour(0)).tell(READERS, Impact.NONE, "Down")
                .effect("Wikis", ComponentStatus.PARTIAL_OUTAGE).update(NoticeState.RESOLVED, hour(0).plusMillis(1))
                .tell(READERS, Impact.NONE, "Up");

        assertEquals("99.99", percent(page));
    }

    @Test
    void struckWordsDoNotCount() {
        Samples page = page();
        page.incident("Down", hour(0)).update(NoticeState.INVESTIGATING, hour(0)).tell(READERS, Impact.NONE, "Down")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE).retract(RetractionReason.NOT_OURS, hour(3))
                .update(NoticeState.RESOLVED, hour(24)).tell(READERS, Impact.NONE, "Up");

        assertEquals("100.00", percent(page));
    }

    @Test
    void aProblemToldAfterwardsCountsForItsSpan() {
        Samples page = page();
        page.incident("Was down", hour(0)).update(NoticeState.RESOLVED, hour(100))
                .tell(READERS, Impact.MAJOR_OUTAGE, hour(0), hour(24), "It was down")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE);

        assertEquals("90.00", percent(page));
    }

    @Test
    void whatAnAudienceIsNotToldIsNotCountedForIt() {
        Samples page = page();
        page.incident("Down", hour(0)).update(NoticeState.INVESTIGATING, hour(0)).tell(CONTRIBUTORS, Impact.NONE, "Down")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE);

        assertEquals("0.00", percent(page));
        assertEquals(Optional.of(new BigDecimal("100.00")),
                Uptime.of(Told.to(page.build(), READERS), NOW).component(page.componentId("Wikis")));
    }

    @Test
    void anOutageOfAnotherComponentOrOfNoneDoesNotCount() {
        Samples page = page().component("Search", READERS);
        page.incident("Down", hour(0)).update(NoticeState.INVESTIGATING, hour(0)).tell(READERS, Impact.MAJOR_OUTAGE, "Down")
                .effect("Search", ComponentStatus.MAJOR_OUTAGE);

        assertEquals("100.00", percent(page));
    }

    /** Of a component that counts since ever, the first of ninety days begins 89 days before today's begin. */
    @ParameterizedTest
    @CsvSource({"2025-12-13T00:00:00Z, 2025-12-13T21:36:00Z, 98.98", "2025-12-01T00:00:00Z, 2025-12-12T00:00:00Z, 100.00",
            "2025-12-01T00:00:00Z, 2025-12-12T21:36:00Z, 98.98", "2025-12-12T00:00:00Z, 2026-03-11T00:00:00Z, 0.00"})
    void ninetyDaysCount(Instant from, Instant to, String percent) {
        Samples page = Samples.page().component("Wikis", READERS).since("Wikis", null);
        page.incident("Down", from).update(NoticeState.INVESTIGATING, from).tell(READERS, Impact.NONE, "Down")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE).update(NoticeState.RESOLVED, to)
                .tell(READERS, Impact.NONE, "Up");

        assertEquals(percent, percent(page));
    }

    @Test
    void aComponentThatDoesNotCountYetOrIsUnknownHasNone() {
        Samples page = Samples.page().component("Wikis", READERS).since("Wikis", LocalDate.parse("2026-03-11"));
        Uptime uptime = Uptime.of(page.build(), NOW);

        assertEquals(Optional.empty(), uptime.component(page.componentId("Wikis")));
        assertEquals(Optional.empty(), Uptime.of(page.build(), NOW.plusMillis(1)).component("nosuch"));
        assertEquals(Optional.of(new BigDecimal("100.00")),
                Uptime.of(page.build(), NOW.plusMillis(1)).component(page.componentId("Wikis")));
    }

    private static Samples page() {
        return Samples.page().component("Wikis", READERS, CONTRIBUTORS).since("Wikis", START);
    }

    private static void outage(Samples page, ComponentStatus status, int fromHour, int toHour) {
        page.incident("Down", hour(fromHour)).update(NoticeState.INVESTIGATING, hour(fromHour))
                .tell(READERS, Impact.NONE, "Down").effect("Wikis", status).update(NoticeState.RESOLVED, hour(toHour))
                .tell(READERS, Impact.NONE, "Up");
    }

    private static String percent(Samples page) {
        return Uptime.of(page.build(), NOW).component(page.componentId("Wikis")).orElseThrow().toPlainString();
    }

    private static Instant hour(int hour) {
        return FIRST.plus(Duration.ofHours(hour));
    }
}
