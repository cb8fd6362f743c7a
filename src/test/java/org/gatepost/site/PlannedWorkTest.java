package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.RetractionReason;
import org.gatepost.testsupport.Samples;
import org.gatepost.testsupport.Samples.NoticeBuilder;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planned work that is moved, that comes again, and that was. */
class PlannedWorkTest {
    private static final Instant FIRST = NOW.plus(Duration.ofDays(1));
    private static final Instant SECOND = NOW.plus(Duration.ofDays(2));
    private static final Instant THIRD = NOW.plus(Duration.ofDays(3));
    private static final String AT_FIRST = "6 March 2026, 17:42 UTC to 18:42 UTC";
    private static final String AT_SECOND = "7 March 2026, 17:42 UTC to 18:42 UTC";
    private static final String AT_THIRD = "8 March 2026, 17:42 UTC to 18:42 UTC";

    @Test
    void anEntryThatMovesTheWorkSaysFromWhenToWhen() {
        Samples page = Samples.page();
        NoticeBuilder work = announced(page);
        entry(work, NOW.minusSeconds(300), SECOND, READERS);
        work.update(NoticeState.SCHEDULED, NOW.minusSeconds(200)).planned(SECOND, THIRD).tell(READERS, Impact.MAINTENANCE,
                "Long");

        assertEquals(List.of("Now planned for 7 March 2026, 17:42 UTC to 8 March 2026, 17:42 UTC. Before: " + AT_SECOND + ".",
                "Now planned for " + AT_SECOND + ". Before: " + AT_FIRST + "."), moves(page, "", work));
        assertTrue(planned(page, "", work).startsWith("7 March 2026, 17:42 UTC to 8 March 2026, 17:42 UTC"));
    }

    @Test
    void anEntryThatKeepsTheWindowOrSaysNoneMovesNothing() {
        Samples page = Samples.page();
        NoticeBuilder work = announced(page);
        entry(work, NOW.minusSeconds(300), FIRST, READERS);
        work.update(NoticeState.SCHEDULED, NOW.minusSeconds(200)).tell(READERS, Impact.MAINTENANCE, "No window");

        assertEquals(List.of(), moves(page, "", work));
    }

    @Test
    void anAudienceLearnsNoWindowFromWordsToOthers() {
        Samples page = Samples.page();
        NoticeBuilder work = announced(page);
        entry(work, NOW.minusSeconds(300), SECOND, CONTRIBUTORS);

        assertEquals(AT_FIRST, planned(page, "/readers", work));
        assertEquals(List.of(), moves(page, "/readers", work));
        assertEquals(AT_SECOND, planned(page, "/contributors", work));
        assertEquals(1, moves(page, "/contributors", work).size());

        entry(work, NOW.minusSeconds(200), THIRD, READERS);
        assertEquals(List.of("Now planned for " + AT_THIRD + ". Before: " + AT_FIRST + "."), moves(page, "/readers", work));
        assertEquals(AT_THIRD, planned(page, "/readers", work));
        assertEquals(AT_SECOND, planned(page, "/contributors", work));
        assertEquals("Now planned for " + AT_THIRD + ". Before: " + AT_SECOND + ".", moves(page, "", work).get(0));
    }

    @Test
    void whatWasStruckNeverHeld() {
        Samples page = Samples.page();
        NoticeBuilder work = announced(page);
        entry(work, NOW.minusSeconds(300), SECOND, READERS, CONTRIBUTORS);
        work.retract(RetractionReason.WRONG, NOW.minusSeconds(250));

        assertEquals(AT_FIRST, planned(page, "", work));
        assertEquals(AT_FIRST, planned(page, "/readers", work));
        Element struck = PagesTest.page(page.build(), "/incidents/" + work.id()).selectFirst("del .note");
        assertEquals("Now planned for " + AT_SECOND + ". Before: " + AT_FIRST + ".", struck.text());

        entry(work, NOW.minusSeconds(200), FIRST, READERS, CONTRIBUTORS);
        assertEquals(1, moves(page, "", work).size(), "it is planned for what stood before");
    }

    @Test
    void theClockGoesByTheWindowThatHoldsAndNamesNone() {
        Samples page = Samples.page();
        NoticeBuilder work = announced(page).byTheClock(null, true, true);
        entry(work, NOW.minusSeconds(300), SECOND, READERS);
        PublishedPage then = Phases.at(page.build(), SECOND);

        assertEquals(NoticeState.SCHEDULED, Phases.at(page.build(), FIRST).notices().get(0).state());
        assertTrue(then.notices().get(0).latest().derived());
        assertNull(then.notices().get(0).latest().window());
        assertEquals(SECOND, Phases.asOf(page.build(), SECOND.plusSeconds(1)));
        Document notice = at(page.build(), SECOND, "/incidents/" + work.id());
        assertEquals(List.of("In progress", "Scheduled", "Scheduled"), notice.select(".update h3").eachText());
        assertEquals(0, notice.selectFirst(".update").select(".note").size());
    }

    @Test
    void feedsAndFilesSayNothingOfWhatHeldBefore() {
        Samples moved = Samples.page();
        entry(announced(moved), NOW.minusSeconds(300), SECOND, READERS, CONTRIBUTORS);
        Samples always = Samples.page();
        NoticeBuilder work = always.maintenance("Lists move", SECOND, SECOND.plusSeconds(3600));
        for (int i = 0; i < 2; i++) {
            work.update(NoticeState.SCHEDULED, NOW.minusSeconds(i == 0 ? 9000 : 300)).tell(READERS, Impact.MAINTENANCE, "Work")
                    .tell(CONTRIBUTORS, Impact.MAINTENANCE, "Work");
        }
        // When it was first planned for is when it claims to begin.
        List<Surface> one = Proofs.surfaces(moved.build());
        List<Surface> other = Proofs.surfaces(always.build());
        for (String path : List.of("/history.atom", "/readers/history.atom")) {
            assertEquals(PagesTest.text(PagesTest.surface(other, path).body()),
                    PagesTest.text(PagesTest.surface(one, path).body()));
        }
        String began = "\"started_at\":\"[^\"]*\"";
        for (String path : List.of("/api/v2/summary.json", "/readers/api/v2/scheduled-maintenances.json")) {
            assertEquals(PagesTest.text(PagesTest.surface(other, path).body()).replaceAll(began, ""),
                    PagesTest.text(PagesTest.surface(one, path).body()).replaceAll(began, ""));
        }
    }

    @ParameterizedTest
    @CsvSource({"FREQ=DAILY, (every day)", "FREQ=DAILY;INTERVAL=2, (every 2 days)", "FREQ=WEEKLY, (every week)",
            "FREQ=WEEKLY;INTERVAL=3, (every 3 weeks)", "FREQ=MONTHLY, (every month)",
            "FREQ=MONTHLY;INTERVAL=2, (every 2 months)", "'FREQ=WEEKLY;BYDAY=FR,SA', (comes again)"})
    void howItComesAgainIsSaidInWords(String rule, String words) {
        Samples page = Samples.page();
        NoticeBuilder work = announced(page).byTheClock(rule, true, true);

        assertEquals(AT_FIRST + " " + words, planned(page, "", work));
        assertEquals(3, PagesTest.page(page.build(), "/readers/incidents/" + work.id()).select(".then li").size());
    }

    /** Every week for an hour, six times until today; the last but two times is 20 days ago. */
    @ParameterizedTest(name = "{0} {1}, starts by itself {2}")
    @CsvSource({"'', false, true, 6", "'', false, false, 0", "CANCELLED, false, true, 5", "CANCELLED, true, true, 6",
            "IN_PROGRESS, false, true, 6", "IN_PROGRESS, false, false, 1"})
    void whatCameAgainStaysInTheDays(String said, boolean struck, boolean starts, int days) {
        Samples page = Samples.page().component("Lists", READERS).component("Mail", READERS);
        NoticeBuilder work = weekly(page, starts);
        if (!said.isEmpty()) {
            work.update(NoticeState.valueOf(said), NOW.minus(Duration.ofDays(20)).minusSeconds(60))
                    .tell(READERS, Impact.MAINTENANCE, "Words").effect("Lists", ComponentStatus.UNDER_MAINTENANCE);
            if (struck) {
                work.retract(RetractionReason.WRONG, NOW.minus(Duration.ofDays(19)));
            }
        }

        for (String path : List.of("/", "/readers", "/components/" + page.componentId("Lists"))) {
            Document document = PagesTest.page(page.build(), path);
            assertEquals(days, document.select("tbody tr").size(), path + document.select("tbody"));
            assertEquals(days, document.selectFirst("svg.days").select("a.maintenance").size(), path);
        }
        assertEquals(0, PagesTest.page(page.build(), "/components/" + page.componentId("Mail")).select("tbody tr").size());
        assertEquals(0, PagesTest.page(page.build(), "/contributors").select("tbody tr").size());
    }

    @Test
    void whatCameAgainMasksNoFault() {
        Samples page = Samples.page().component("Lists", READERS);
        weekly(page, true);
        Instant day = NOW.minus(Duration.ofDays(13));
        page.incident("Lists fail", day).update(NoticeState.INVESTIGATING, day).tell(READERS, Impact.MAJOR_OUTAGE, "Fail")
                .effect("Lists", ComponentStatus.MAJOR_OUTAGE).update(NoticeState.RESOLVED, day.plusSeconds(600))
                .tell(READERS, Impact.NONE, "Over");

        Document lists = PagesTest.page(page.build(), "/components/" + page.componentId("Lists"));
        assertEquals("20 February 2026 Major outage Lists fail; Lists move", lists.select("tbody tr").get(1).text());
        assertEquals(6, lists.select("tbody tr").size());
        assertEquals("99.99 % without reported outages in the last 90 days", lists.selectFirst(".uptime").text());
    }

    @Test
    void whatComesEveryHourCostsLittleAndReachesBackToTheFirstDay() {
        Samples page = Samples.page().component("Lists", READERS);
        Instant begin = NOW.minus(Duration.ofDays(400));
        page.maintenance("Lists move", begin, begin.plusSeconds(600)).byTheClock("FREQ=HOURLY", true, true)
                .update(NoticeState.SCHEDULED, begin.minusSeconds(999)).tell(READERS, Impact.MAINTENANCE, "Work")
                .effect("Lists", ComponentStatus.UNDER_MAINTENANCE);

        assertTimeout(Duration.ofSeconds(20), () -> {
            Document lists = PagesTest.page(page.build(), "/components/" + page.componentId("Lists"));
            assertEquals(Days.COUNT, lists.selectFirst("svg.days").select("a").size());
            assertEquals(List.of("6 December 2025 to 5 March 2026 Maintenance Lists move"),
                    lists.select("tbody tr").eachText());
        });
    }

    @Test
    void aNoticeOfWhichEverythingIsStruckIsOverCountsForNothingAndStaysReadable() {
        Samples page = Samples.page().component("Lists", READERS);
        NoticeBuilder fault = page.incident("Lists fail", NOW.minusSeconds(7200)).update(NoticeState.INVESTIGATING,
                NOW.minusSeconds(7000)).tell(READERS, Impact.MAJOR_OUTAGE, "Nobody can write").effect("Lists",
                        ComponentStatus.MAJOR_OUTAGE)
                .nextBy(NOW.minusSeconds(3600)).retract(RetractionReason.NOT_OURS, NOW.minusSeconds(5000));
        NoticeBuilder work = announced(page).byTheClock("FREQ=WEEKLY", true, true).retract(RetractionReason.WRONG, NOW);
        List<Surface> surfaces = new Edition(Proofs.Config.sample(), Theme.packed()).surfaces(page.build(),
                FIRST.plusSeconds(60));

        for (String scope : List.of("", "/readers")) {
            Document home = at(page.build(), FIRST.plusSeconds(60), scope.isEmpty() ? "/" : scope);
            assertEquals(0, home.select("section[aria-labelledby=open], section[aria-labelledby=coming]").size());
            assertEquals(0, home.select(".late, tbody tr").size());
            assertTrue(home.selectFirst("h1").text().toLowerCase(java.util.Locale.ROOT).contains("no problems reported"));
            assertEquals(List.of("Retracted · 6 March 2026, 17:42 UTC to 18:42 UTC",
                    "Retracted · 5 March 2026, 15:42 UTC"), home.select(".past .meta").eachText());
            assertEquals(2, at(page.build(), FIRST, scope + "/history").select(".past li").size());
            Document notice = at(page.build(), FIRST.plusSeconds(60), scope + "/incidents/" + work.id());
            assertEquals(0, notice.select(".then").size(), "what was taken back does not come again");
            assertEquals(1, notice.select(".update").size(), "the clock says nothing of what was taken back");
            assertNotNull(notice.selectFirst("p.lede.struck"));
            assertFalse(notice.selectFirst(".facts").text().contains("Ended"), notice.selectFirst(".facts").text());
            String feed = PagesTest.text(PagesTest.surface(surfaces, scope + "/history.atom").body());
            assertTrue(feed.contains("Retracted <time") || feed.contains("Retracted &lt;time"), feed);
            assertTrue(feed.contains("Nobody can write"));
            String summary = PagesTest.text(PagesTest.surface(surfaces, scope + "/api/v2/summary.json").body());
            assertTrue(summary.contains("\"incidents\":[]") && summary.contains("\"scheduled_maintenances\":[]"), summary);
            assertTrue(summary.contains("All Systems Operational"));
            String incidents = PagesTest.text(PagesTest.surface(surfaces, scope + "/api/v2/incidents.json").body());
            assertTrue(incidents.contains("Retracted. ") && incidents.contains("Nobody can write")
                    && incidents.contains("\"status\":\"resolved\"") && incidents.contains("\"impact\":\"none\""), incidents);
            assertTrue(PagesTest.text(PagesTest.surface(surfaces, scope + "/api/v2/scheduled-maintenances.json").body())
                    .contains("\"status\":\"completed\""));
        }
        assertNotNull(fault.id());
    }

    private static NoticeBuilder announced(Samples page) {
        return entry(page.maintenance("Lists move", FIRST, FIRST.plusSeconds(3600)), NOW.minusSeconds(9000), FIRST, READERS,
                CONTRIBUTORS);
    }

    private static NoticeBuilder entry(NoticeBuilder work, Instant at, Instant from, String... audiences) {
        work.update(NoticeState.SCHEDULED, at).planned(from, from.plusSeconds(3600));
        Stream.of(audiences).forEach(audience -> work.tell(audience, Impact.MAINTENANCE, "Work"));
        return work;
    }

    private static NoticeBuilder weekly(Samples page, boolean starts) {
        Instant first = NOW.minus(Duration.ofDays(41));
        return page.maintenance("Lists move", first, first.plusSeconds(3600)).byTheClock("FREQ=WEEKLY", starts, true)
                .update(NoticeState.SCHEDULED, first.minusSeconds(9000)).tell(READERS, Impact.MAINTENANCE, "Work")
                .effect("Lists", ComponentStatus.UNDER_MAINTENANCE);
    }

    private static List<String> moves(Samples page, String scope, NoticeBuilder work) {
        return PagesTest.page(page.build(), scope + "/incidents/" + work.id()).select(".update .note").eachText();
    }

    private static String planned(Samples page, String scope, NoticeBuilder work) {
        return PagesTest.page(page.build(), scope + "/incidents/" + work.id()).selectFirst(".facts dt:contains(Planned) + dd")
                .text();
    }

    private static Document at(PublishedPage page, Instant asOf, String path) {
        return org.jsoup.Jsoup.parse(PagesTest.text(PagesTest.surface(
                new Edition(Proofs.Config.sample(), Theme.packed()).surfaces(page, asOf), path).body()));
    }
}
