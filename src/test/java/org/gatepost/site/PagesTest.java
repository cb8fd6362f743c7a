package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {

    @Test
    void withNothingPublishedThePageSaysThatNothingIsReportedAndNeverThatItWorks() {
        for (PublishedPage page : List.of(Samples.empty(), Samples.wiki().build(), Samples.allWell())) {
            Document home = page(page, "/");

            assertEquals("No problems reported.", home.selectFirst("h1").text());
            assertFalse(home.text().toLowerCase(Locale.ROOT).matches(".*\\b(works|operational|all good|fine)\\b.*"));
        }
        assertEquals("Readers: no problems reported.", page(Samples.allWell(), "/readers").selectFirst("h1").text());
    }

    @Test
    void theFirstSentenceIsTheWorstProblemAndSinceWhen() {
        Samples samples = Samples.wiki();
        samples.incident("Search is slow.", NOW.minus(Duration.ofHours(1))).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "Slow");
        assertAnswer(samples, "Search is slow, since 16:42 UTC.", "No other problems reported.");

        samples.incident("Editing fails", NOW.minus(Duration.ofHours(30))).update(NoticeState.IDENTIFIED, NOW)
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Fails");
        assertAnswer(samples, "Editing fails, since 4 March, 11:42 UTC.", "Also reported: Search is slow.");

        samples.incident("Images fail", NOW).update(NoticeState.IDENTIFIED, NOW).tell(READERS, Impact.PARTIAL_OUTAGE, "Fail");
        assertAnswer(samples, "Editing fails, since 4 March, 11:42 UTC.", "2 more problems are reported.");
    }

    @Test
    void plannedWorkAndWatchedNoticesAreNoProblems() {
        Samples work = Samples.wiki();
        work.maintenance("Lists move", NOW, NOW.plusSeconds(3600)).update(NoticeState.IN_PROGRESS, NOW)
                .tell(MOVEMENT, Impact.MAINTENANCE, "Silent");
        assertAnswer(work, "No problems reported.", "Planned work is under way: Lists move.");

        Samples watched = Samples.wiki();
        watched.incident("Search was slow", NOW).update(NoticeState.MONITORING, NOW).tell(READERS, Impact.NONE, "Watching");
        assertAnswer(watched, "No problems reported.", "Still being watched: Search was slow.");

        Samples coming = Samples.wiki();
        coming.maintenance("Lists move", NOW.plusSeconds(60), NOW.plusSeconds(3600)).update(NoticeState.SCHEDULED, NOW)
                .tell(MOVEMENT, Impact.MAINTENANCE, "Silent");
        assertAnswer(coming, "No problems reported.", null);
        assertEquals("Lists move", page(coming.build(), "/").selectFirst("section[aria-labelledby=coming] h3").text());
    }

    private static void assertAnswer(Samples samples, String sentence, String more) {
        Document home = page(samples.build(), "/");
        assertEquals(sentence, home.selectFirst("h1").text());
        Element second = home.selectFirst(".answer p");
        assertEquals(more, second == null ? null : second.text());
    }

    @Test
    void theStatusOfEveryAudienceStandsOnEveryonesPage() {
        List<String> standings = page(Samples.worstDay(), "/").select(".standings li").eachText();

        assertEquals(List.of("Readers Degraded", "Contributors Major outage", "Movement Major outage"), standings);
    }

    @Test
    void audiencesThatAreToldTheSameAreNamedTogether() {
        Document home = page(Samples.worstDay(), "/");

        assertEquals(List.of("Readers · No problems reported", "Contributors, Movement · Major outage"),
                home.selectFirst(".card").select(".to").eachText());
        Samples all = Samples.page();
        all.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .tell(CONTRIBUTORS, Impact.DEGRADED, "Slow").tell(MOVEMENT, Impact.DEGRADED, "Slow");
        assertEquals("Everyone · Degraded", page(all.build(), "/").selectFirst(".card .to").text());
    }

    @Test
    void anAudienceThatIsNotMentionedSeesNothingOfTheNotice() {
        Samples samples = Samples.wiki();
        String id = samples.incident("Sentinel of contributors", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Words of the sentinel").effect("Wikis", ComponentStatus.MAJOR_OUTAGE)
                .id();
        List<Surface> with = Proofs.surfaces(samples.build());
        List<Surface> without = Proofs.surfaces(Samples.wiki().build());

        List<Surface> readers = with.stream().filter(surface -> surface.path().startsWith("/readers")).toList();
        assertFalse(readers.isEmpty());
        for (Surface surface : readers) {
            String text = text(surface.body());
            assertFalse(text.contains("entinel") || text.contains(id), surface.path());
            // Not one byte differs from a page on which the notice never was.
            assertEquals(text(surface(without, surface.path()).body()), text, surface.path());
        }
        assertTrue(with.stream().noneMatch(surface -> surface.path().equals("/readers/incidents/" + id)));
        assertTrue(text(surface(with, "/contributors/incidents/" + id).body()).contains("Words of the sentinel"));
    }

    @Test
    void aNoticeShowsToAnAudienceItsOwnWordsOnly() {
        PublishedPage page = Samples.worstDay();
        String id = page.notices().stream().filter(notice -> notice.title().startsWith("Editing")).findFirst().orElseThrow()
                .id();
        String readers = page(page, "/readers/incidents/" + id).text();

        assertTrue(readers.contains("Reading works as before"), readers);
        assertFalse(readers.contains("Nobody can save"), readers);
        assertFalse(readers.contains("Many edits"), readers);
    }

    @Test
    void titlesAndNamesAreEscapedAndWordsAreSetAsTheyWereSanitised() {
        Samples samples = Samples.page().audience("<b>Au</b>").group("<i>G</i>", Set.of(READERS), "<u>C</u> & \"co\"");
        String id = samples.incident("<script>alert(1)</script> & {config:password}", NOW)
                .update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "**bold** {m:skip}").effect("<u>C</u> & \"co\"", ComponentStatus.PARTIAL_OUTAGE)
                .id();
        for (String path : List.of("/", "/readers", "/incidents/" + id, "/history", "/components/cmp000000001")) {
            Document page = page(samples.build(), path);
            assertEquals(0, page.select("script, i, u, b b").size(), path);
        }
        Document notice = page(samples.build(), "/incidents/" + id);
        assertEquals("<script>alert(1)</script> & {config:password}", notice.selectFirst("h1").text());
        assertEquals("bold", notice.selectFirst(".words strong").text());
        assertTrue(notice.text().contains("{m:skip}"));
    }

    @Test
    void theHistoryCanBeBrowsedByMonthToTheFirst() {
        PublishedPage page = Samples.worstDay();
        Set<String> titles = new HashSet<>();
        List<String> months = page(page, "/history").select("nav.months a").eachAttr("href");

        assertEquals(3, page(page, "/history").select("main section").size());
        for (String month : months) {
            titles.addAll(page(page, month).select(".past a").eachText());
        }
        assertEquals(new HashSet<>(page.notices().stream().map(notice -> notice.title()).toList()), titles);
    }

    @Test
    void theBarsSayWhatTheyShow() {
        Element bars = page(Samples.allWell(), "/").selectFirst(".days");

        assertEquals("Reading: something was reported on 3 of the last 90 days", bars.attr("aria-label"));
        assertEquals("2 February 2026: Major outage. Wikis cannot be reached from Europe",
                bars.select("a").get(1).selectFirst("title").text());
        assertEquals("/incidents/ntc000000003", bars.select("a").get(1).attr("href"));
        // Thirty-one days before the last of ninety, six units each.
        assertEquals(String.valueOf((89 - 31) * 6), bars.select("a").get(1).selectFirst("use").attr("x"));
        assertEquals("2 February 2026 Major outage Wikis cannot be reached from Europe",
                page(Samples.allWell(), "/").select("tbody tr").get(2).text());
    }

    static Stream<Surface> documents() {
        return Stream.of(Samples.empty(), Samples.allWell(), Samples.worstDay())
                .flatMap(page -> Proofs.surfaces(page).stream())
                .filter(surface -> surface.contentType().startsWith("text/html"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentHasLandmarksHeadingsInOrderAndNothingFromElsewhere(Surface surface) {
        for (byte[] body : List.of(surface.body(), surface.staleBody())) {
            Document page = Jsoup.parse(text(body));
            assertEquals("en", page.selectFirst("html").attr("lang"));
            assertEquals("ltr", page.selectFirst("html").attr("dir"));
            assertFalse(page.title().isBlank());
            assertEquals(1, page.select("main").size());
            assertEquals(1, page.select("body > header").size());
            assertEquals(1, page.select("body > footer").size());
            assertNotNull(page.selectFirst("a.skip[href=#content]"));
            page.select("nav").forEach(nav -> assertFalse(nav.attr("aria-label").isBlank()));
            assertEquals(1, page.select("h1").size());
            int before = 0;
            for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
                int level = heading.normalName().charAt(1) - '0';
                assertTrue(level <= before + 1, surface.path() + ": " + heading);
                before = level;
            }
            assertEquals(0, page.select("script, iframe, img, form, [style], [onclick]").size());
            page.select("link[href], use[href]")
                    .forEach(link -> assertTrue(link.attr("href").matches("[/#].*"), link.outerHtml()));
            List<String> ids = page.select("[id]").eachAttr("id");
            assertEquals(ids.size(), new HashSet<>(ids).size(), "An id stands twice on " + surface.path());
            page.select("use")
                    .forEach(use -> assertNotNull(page.getElementById(use.attr("href").substring(1)), use.outerHtml()));
            page.select("time[datetime~=T]").forEach(time -> {
                OffsetDateTime machine = OffsetDateTime.parse(time.attr("datetime"));
                assertEquals(0, machine.getOffset().getTotalSeconds());
                assertTrue(time.text().endsWith(String.format("%02d:%02d UTC", machine.getHour(), machine.getMinute())),
                        time.outerHtml());
            });
        }
    }

    @Test
    void everyTimeOnAPageIsATimeElement() {
        for (Surface surface : documents().toList()) {
            Document page = Jsoup.parse(text(surface.body()));
            page.select("time, title, .words > div").remove();
            assertFalse(page.text().matches("(?s).*\\d\\d:\\d\\d.*"), surface.path());
        }
    }

    @Test
    void everyLinkLeadsToASurface() {
        for (PublishedPage page : List.of(Samples.empty(), Samples.worstDay())) {
            List<Surface> surfaces = Proofs.surfaces(page);
            Set<String> paths = new HashSet<>(surfaces.stream().map(Surface::path).toList());
            List<String> dead = new ArrayList<>();
            for (Surface surface : surfaces) {
                if (surface.staleBody() != null) {
                    Jsoup.parse(text(surface.body())).select("a[href^=/], link[href^=/]").stream()
                            .map(link -> link.attr("href")).filter(href -> !paths.contains(href))
                            .forEach(href -> dead.add(surface.path() + " -> " + href));
                }
            }
            assertEquals(List.of(), dead);
        }
    }

    @Test
    void theStalePageSaysSoAndWhereElseToLookAndIsOtherwiseTheSame() {
        Surface home = surface(Proofs.surfaces(Samples.worstDay()), "/");
        Document stale = Jsoup.parse(text(home.staleBody()));
        Element banner = stale.selectFirst(".stale");

        assertTrue(banner.text().contains("heard nothing new from its publisher"));
        assertEquals("https://social.example/@status", banner.selectFirst("a").attr("href"));
        banner.remove();
        assertEquals(Jsoup.parse(text(home.body())).body().text(), stale.body().text());
    }

    static Document page(PublishedPage page, String path) {
        return Jsoup.parse(text(surface(Proofs.surfaces(page), path).body()));
    }

    static Surface surface(List<Surface> surfaces, String path) {
        return surfaces.stream().filter(surface -> surface.path().equals(path)).findFirst()
                .orElseThrow(() -> new AssertionError("Nothing at " + path));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
