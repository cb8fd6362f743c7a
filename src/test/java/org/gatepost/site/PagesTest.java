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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    void theSameWordsStandOnceUnderAllWhomTheyAreFor() {
        Samples samples = Samples.page();
        samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Reload.")
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Keep a copy.").tell(MOVEMENT, Impact.PARTIAL_OUTAGE, "Reload.");
        List<Element> words = page(samples.build(), "/").selectFirst(".card").select(".words");

        assertEquals(
                List.of("Readers · Degraded Movement · Partial outage Reload.", "Contributors · Major outage Keep a copy."),
                words.stream().map(Element::text).toList());
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
            assertEquals(1, page.select("script").size(), "the page's own on " + path);
            assertEquals(0, page.select("i, u, b b").size(), path);
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

        assertEquals(3, page(page, "/history").select("main section:has(.past)").size());
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

    @Test
    void daysOfWhichTheSameIsToBeSaidAreSaidOnce() {
        Samples samples = Samples.page().component("Mail", READERS);
        incident(samples, "Mail is late", 12, 3, Impact.DEGRADED);
        incident(samples, "Mail is lost", 8, 8, Impact.MAJOR_OUTAGE);
        assertEquals(List.of("26 February 2026 to 2 March 2026 Degraded Mail is late",
                "25 February 2026 Major outage Mail is lost; Mail is late",
                "21 February 2026 to 24 February 2026 Degraded Mail is late"),
                page(samples.build(), "/").select("tbody tr").eachText());
    }

    /** From a day so many days ago until another. */
    private static void incident(Samples samples, String title, int from, int until, Impact impact) {
        Instant begin = Samples.NOW.minus(Duration.ofDays(from));
        samples.incident(title, begin).update(NoticeState.INVESTIGATING, begin).tell(READERS, impact, title)
                .update(NoticeState.RESOLVED, Samples.NOW.minus(Duration.ofDays(until)).plusSeconds(60))
                .tell(READERS, Impact.NONE, "Over");
    }

    @Test
    void aCorrectionShowsWhatItChangedForEyesAndForScreenReaders() {
        Document page = everything("Editing is slow on all wikis", "/incidents/");
        Element correction = page.selectFirst(".correction");

        assertEquals("Corrected 5 March 2026, 13:13 UTC", correction.selectFirst(".note").text());
        List<Element> differences = correction.select(".difference");
        assertEquals(List.of("Title: Editing is slow was: in Europe now: on all wikis", "Told since this correction.",
                "Impact: was: Partial outage now: Degraded", "From and to: was: not said now: since 5 March 2026, 12:42 UTC",
                "Many edits was: fail now: are slow to save was: in Europe. now: on all wikis. We do not know why and are looking.",
                "Saving edits: was: Partial outage now: Degraded"),
                differences.stream().map(Element::text).toList());
        assertEquals("was: fail", differences.get(4).selectFirst("del").text());
        assertEquals("was:", differences.get(4).selectFirst("del .hidden").text());
        assertEquals(List.of("Readers", "Contributors"), correction.select(".to").eachText());
        assertEquals("Many edits fail to save in Europe. We do not know why and are looking.",
                correction.selectFirst("details > div").text());
        assertEquals(0, correction.select("[aria-hidden]").size());
    }

    @Test
    void anAudienceThatACorrectionAddedSeesNoCorrection() {
        Document readers = everything("Editing is slow on all wikis", "/readers/incidents/");

        // The title was corrected for everyone; that there were other words to others is not told.
        assertEquals(List.of(), readers.select(".correction").eachText());
        assertFalse(readers.text().contains("Europe"), readers.text());
        assertFalse(readers.text().contains("withdrawn"), readers.text());
        assertEquals(List.of("Resolved", "Investigating"), readers.select(".update h3").eachText());
        assertTrue(readers.text().contains("We first had to rule out"), "why the words came late is told to whom they address");
    }

    @Test
    void aTypoIsMarkedAndShowsNoDifference() {
        Element monitoring = entry(everything("Editing is slow on all wikis", "/incidents/"), "Monitoring");

        assertEquals("Edited 5 March 2026, 14:21 UTC: letters only.", monitoring.selectFirst(".note").text());
        assertEquals(0, monitoring.select(".correction").size());
        assertFalse(monitoring.text().contains("recieved"));
    }

    @Test
    void struckWordsStayReadableAndSayWhy() {
        Document page = everything("Editing is slow on all wikis", "/incidents/");
        Element identified = entry(page, "Identified");

        assertEquals("Retracted 5 March 2026, 13:52 UTC. What it said is not so.", identified.selectFirst(".struck").text());
        Element struck = identified.selectFirst("del[datetime=2026-03-05T13:52Z]");
        assertTrue(struck.text().contains("nothing can be saved with it"));
        assertTrue(struck.text().contains("Visual editor: Major outage"));
        assertEquals(0, struck.select(".words [aria-hidden]:not(svg)").size());
        assertEquals("Degraded", page.select(".facts dd").get(1).text(), "struck words were never the worst");

        Document all = everything("Logging in fails", "/incidents/");
        assertEquals("Retracted", all.select(".facts dd").get(0).text());
        assertEquals("Retracted", all.select(".facts dd").get(1).text());
        assertFalse(all.select(".facts dt").eachText().contains("Ended"), "what was taken back did not end");
        assertTrue(all.selectFirst("p.lede.struck").text().startsWith("All of this was taken back."));
        Document home = page(Samples.everything(), "/");
        assertTrue(home.select(".past .meta").eachText().contains("Retracted · 4 March 2026, 11:42 UTC"));
        assertTrue(home.select(".past .meta").eachText()
                .contains("Cancelled · 7 March 2026, 17:42 UTC to 19:42 UTC"), home.select(".past .meta").text());
    }

    @Test
    void whatWasWithdrawnLeavesAStoneAtItsPlace() {
        List<String> entries = everything("Editing is slow on all wikis", "/incidents/").select("section:last-of-type .update")
                .eachText();

        assertTrue(entries.get(0).startsWith("Resolved"), entries.toString());
        assertEquals("An update that stood here was withdrawn 5 March 2026, 14:52 UTC.", entries.get(1));
        assertTrue(entries.get(2).startsWith("Monitoring"), entries.toString());
    }

    @Test
    void tombstonesStandAtTheirPlacesAmongEntriesAndThoseOfTheClock() {
        Samples samples = Samples.page();
        String id = samples.maintenance("Work", NOW, NOW.plusSeconds(60)).byTheClock(null, true, true)
                .update(NoticeState.SCHEDULED, NOW.minusSeconds(999)).tell(READERS, Impact.MAINTENANCE, "One")
                .update(NoticeState.COMPLETED, NOW.plusSeconds(99)).tell(READERS, Impact.NONE, "Two").tombstone(1, NOW)
                .tombstone(3, NOW).tombstone(5, NOW).id();
        List<String> entries = Jsoup.parse(text(surface(new Edition(Proofs.Config.sample(), Theme.packed())
                .surfaces(samples.build(), NOW.plusSeconds(120)), "/incidents/" + id).body())).select(".update").stream()
                .map(entry -> entry.select("h3, .gone").text().replaceAll("An update .*", "†")).toList();

        assertEquals(List.of("†", "Completed", "†", "Completed", "In progress", "Scheduled", "†"), entries);
    }

    @Test
    void aReportHasItsOwnSectionAndIsNoUpdate() {
        Document page = everything("Editing is slow on all wikis", "/movement/incidents/");

        assertEquals("What happened, and what was learned", page.selectFirst(".report h2").text());
        assertTrue(page.selectFirst(".report .words").text().startsWith("What happened. A cache"));
        assertEquals("Resolved", page.select(".facts dd").get(0).text());
        assertFalse(page.select("section[aria-labelledby=updates]").text().contains("A cache between"));
    }

    @Test
    void whyWordsCameLateIsSaid() {
        Element first = entry(everything("Editing is slow on all wikis", "/incidents/"), "Investigating");

        assertEquals("Known since 5 March 2026, 12:33 UTC and published 5 March 2026, 12:54 UTC, because: "
                + "We first had to rule out that edits were lost.", first.selectFirst(".note").text());
    }

    @Test
    void aLatePromiseAndWorkThatTakesLongerAreSaidOpenly() {
        PublishedPage page = Samples.everything();
        assertEquals(List.of("The work was planned until 17:32 UTC and takes longer.",
                "The update promised for 17:30 UTC is late."), page(page, "/").select(".late").eachText());
        assertEquals(List.of(), page(page, "/contributors").select(".late").eachText());
        Document work = everything("Mailing lists move to a new machine", "/incidents/");
        assertEquals("The work was planned until 5 March 2026, 17:32 UTC and takes longer.", work.selectFirst(".late").text());
        assertEquals(0, page(Samples.worstDay(), "/").select(".late").size());
        assertFalse(page(page, "/").text().contains("Next update by 17:30"), "what is late is not promised any more");
    }

    @Test
    void workThatBeganByItselfSaysSoInOurWordsBelowTheWordsOfPeople() {
        Element card = page(Samples.everything(), "/").selectFirst("section[aria-labelledby=open] .card:contains(Mailing)");

        assertEquals("Work has begun as planned.", card.selectFirst(".plan").text());
        assertTrue(card.selectFirst(".words").text().contains("Lists are silent"));
        assertTrue(card.selectFirst(".status").text().contains("In progress"));
        assertEquals(0, card.select(".foot a").size(), "the clock's entry is no update of people");
        Document notice = everything("Mailing lists move to a new machine", "/movement/incidents/");
        assertEquals(List.of("In progress", "Scheduled"), notice.select(".update h3").eachText());
        assertEquals("Work has begun as planned.", entry(notice, "In progress").selectFirst(".plan").text());
    }

    @Test
    void workThatComesAgainShowsItsNextWindow() {
        Element card = page(Samples.everything(), "/").selectFirst("section[aria-labelledby=coming] .card");

        assertEquals("Scheduled 10 March, 17:42 UTC to 18:42 UTC (every week)", card.selectFirst(".status .meta").text());
        Document notice = everything("Query service is rebuilt", "/incidents/");
        assertTrue(notice.selectFirst(".facts").text().contains("10 March 2026, 17:42 UTC to 18:42 UTC (every week)"));
        assertEquals(List.of("17 March 2026, 17:42 UTC to 18:42 UTC", "24 March 2026, 17:42 UTC to 18:42 UTC",
                "31 March 2026, 17:42 UTC to 18:42 UTC"), notice.select(".then li").eachText());
    }

    @Test
    void wordsInOtherLanguagesStandBelowWithLanguageAndDirection() {
        Document page = everything("Editing is slow on all wikis", "/contributors/incidents/");
        Element arabic = page.selectFirst("details.language div[lang=ar]");

        assertEquals("rtl", arabic.attr("dir"));
        assertTrue(arabic.text().startsWith("حفظ"));
        assertEquals(List.of("العربية", "português (Brasil)"), page.select("details.language summary").eachText());
        assertEquals("ltr", page.selectFirst("details.language div[lang=pt-BR]").attr("dir"));
        assertEquals(List.of("ar", "pt-BR"), page.select(".titles li").eachAttr("lang"));
    }

    @ParameterizedTest
    @CsvSource({"ar, rtl", "ar-Latn, ltr", "az-Arab, rtl", "de, ltr", "he-IL, rtl", "ckb, rtl", "zh-Hant, ltr"})
    void everyLanguageHasItsDirection(String tag, String dir) {
        assertEquals(dir, Phrases.dir(tag));
    }

    @Test
    void otherPeoplesTextKeepsItsDirectionAmongOurs() {
        Document home = page(Samples.everything(), "/");

        assertEquals("البحث لا يجد شيئًا جديدًا", home.selectFirst("h1 > bdi").text());
        assertEquals(0, home.select("h3 > a:not([dir=auto])").stream()
                .filter(link -> !link.parent().attr("dir").equals("auto")).count());
        String label = home.select("svg.days a[aria-label*=البحث]").attr("aria-label");
        assertTrue(label.contains("\u2068البحث"), label);
    }

    @Test
    void aRetiredComponentIsListedNowhereAndStaysReadableWhereItWasNamed() {
        PublishedPage page = Samples.everything();
        for (String path : List.of("/", "/movement")) {
            assertEquals(0, page(page, path).select(".components .group :containsOwn(Donations)").size(), path);
        }
        Document notice = everything("Donations could not be made", "/incidents/");
        Element link = notice.selectFirst(".parts a");
        assertEquals("Donations", link.text());
        assertEquals("Major outage", notice.select(".facts dd").get(1).text());
        Document component = page(page, link.attr("href"));
        assertTrue(component.text().contains("Listed no more since 13 February 2026, 17:42 UTC."));
        assertTrue(component.select(".past").text().contains("Donations could not be made"));

        Samples retired = Samples.page().group("Old", Set.of(READERS), "Gone").component("Alone", READERS).retire("Gone", NOW)
                .retire("Alone", NOW);
        assertEquals(0, page(retired.build(), "/").select(".group").size());
    }

    @Test
    void aComponentsPageSaysHowMuchOfTheTimeNothingWasReportedAndHowThatIsCounted() {
        PublishedPage page = Samples.allWell();
        String wikis = page.components().get(0).id();
        Document component = page(page, "/components/" + wikis);

        // Forty-two minutes of a major outage in 89 days, 17 hours and 42 minutes.
        assertEquals("99.96 % without reported outages in the last 90 days", component.selectFirst(".uptime").text());
        assertTrue(component.text().contains("a partial outage three tenths of it"));
        String search = page.components().get(3).id();
        assertEquals("100 % without reported outages in the last 90 days",
                page(page, "/components/" + search).selectFirst(".uptime").text());
        Samples young = Samples.page().component("Young", READERS).since("Young", Samples.DAY.minusDays(2));
        assertEquals("100 % without reported outages since 3 March 2026",
                page(young.build(), "/components/" + young.componentId("Young")).selectFirst(".uptime").text());
        Samples unborn = Samples.page().component("Unborn", READERS).since("Unborn", Samples.DAY.plusDays(1));
        assertEquals(0, page(unborn.build(), "/components/" + unborn.componentId("Unborn")).select(".uptime").size());
    }

    private static Document everything(String title, String where) {
        PublishedPage page = Samples.everything();
        String id = page.notices().stream().filter(notice -> notice.title().equals(title)).findFirst().orElseThrow().id();
        return page(page, where + id);
    }

    private static Element entry(Document page, String state) {
        return page.select(".update").stream().filter(entry -> entry.select("h3").text().equals(state)).findFirst()
                .orElseThrow();
    }

    static Stream<Surface> documents() {
        return Stream.of(Samples.empty(), Samples.allWell(), Samples.worstDay(), Samples.everything())
                .flatMap(page -> Proofs.surfaces(page).stream())
                // What stands within pages of others has no landmarks of its own.
                .filter(surface -> surface.contentType().startsWith("text/html") && !surface.path().endsWith("/embed"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentHasLandmarksHeadingsInOrderAndNothingFromElsewhere(Surface surface) {
        for (byte[] body : bodies(surface)) {
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
            assertEquals(0, page.select("iframe, img, form, [style], [onclick]").size());
            assertEquals(1, page.select("script").size());
            page.select("script[src]")
                    .forEach(script -> assertTrue(script.attr("src").startsWith("/page-"), script.outerHtml()));
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
        for (PublishedPage page : List.of(Samples.empty(), Samples.worstDay(), Samples.everything())) {
            List<Surface> surfaces = Proofs.surfaces(page);
            Set<String> paths = new HashSet<>(surfaces.stream().map(Surface::path).toList());
            List<String> dead = new ArrayList<>();
            for (Surface surface : surfaces) {
                if (surface.contentType().startsWith("text/html")) {
                    Jsoup.parse(text(surface.body())).select("a[href^=/], link[href^=/]").stream()
                            .map(link -> link.attr("href")).filter(href -> !paths.contains(href.split("#")[0]))
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

    /** What is there while the publisher is heard, and, where it differs, while it is silent. */
    static List<byte[]> bodies(Surface surface) {
        return Stream.of(surface.body(), surface.staleBody()).filter(Objects::nonNull).toList();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
