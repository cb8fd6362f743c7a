package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.RetractionReason;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.Frequency;

/** What programs of others read, read by programs of others: libraries that know the formats and nothing of us. */
class ClientsTest {
    private static final List<PublishedPage> PAGES = List.of(Samples.empty(), Samples.allWell(), Samples.worstDay(),
            Samples.everything());

    private static final Grammar ATOM = new Grammar("atom");
    private static final Grammar RSS = new Grammar("rss");

    @Test
    void everyChannelIsValidAndSaysTheSameInThreeFormats() {
        for (PublishedPage page : PAGES) {
            List<Surface> surfaces = Proofs.surfaces(page);
            List<String> channels = surfaces.stream().map(Surface::path).filter(path -> path.endsWith(".atom"))
                    .map(path -> path.substring(0, path.length() - 5)).toList();
            for (String channel : channels) {
                SyndFeed atom = feed(surfaces, channel + ".atom");
                SyndFeed rss = feed(surfaces, channel + ".rss");
                assertEquals("", ATOM.faultsOf(PagesTest.surface(surfaces, channel + ".atom").body()), channel);
                assertEquals("", RSS.faultsOf(PagesTest.surface(surfaces, channel + ".rss").body()), channel);
                String address = channel.endsWith("/history") ? channel.replaceAll("history$", "feed.json") : channel + ".json";
                Surface surface = PagesTest.surface(surfaces, address);
                Schemas.assertValid(Schemas.named("jsonfeed-1.1"), surface.body(), address);
                JsonNode json = json(surface);

                assertEquals("rss_2.0", rss.getFeedType());
                assertEquals("application/feed+json; charset=utf-8", surface.contentType());
                assertEquals(atom.getTitle(), rss.getTitle());
                assertEquals(atom.getTitle(), json.get("title").asText());
                assertEquals("https://status.example.org" + address, json.get("feed_url").asText());
                assertEquals(rss.getLink(), json.get("home_page_url").asText());
                assertEquals(atom.getEntries().stream().map(SyndEntry::getUri).toList(),
                        json.get("items").findValuesAsText("id"));
                assertEquals(atom.getEntries().stream().map(SyndEntry::getLink).toList(),
                        rss.getEntries().stream().map(SyndEntry::getUri).toList());
                assertEquals(atom.getEntries().stream().map(entry -> entry.getUpdatedDate().toInstant().toString()).toList(),
                        json.get("items").findValuesAsText("date_modified"));
            }
        }
    }

    @Test
    void whatAFeedMustNotBeIsFound() {
        List<Surface> surfaces = Proofs.surfaces(Samples.worstDay());
        String atom = PagesTest.text(PagesTest.surface(surfaces, "/history.atom").body());
        for (List<String> fault : List.of(List.of("<name>[^<]+</name>", "<name />"), List.of("<id>[^<]+</id>", ""),
                List.of("Z</updated>", "</updated>"), List.of("rel=\"self\"", "rel=\"other\""),
                List.of("href=\"https://status.example.org", "href=\""), List.of("type=\"html\"", "type=\"xhtml\""),
                List.of("<published>", "<issued />$0"), List.of("</feed>", ""))) {
            assertFound(ATOM, atom, fault.get(0), fault.get(1));
        }
        String rss = PagesTest.text(PagesTest.surface(surfaces, "/history.rss").body());
        for (List<String> fault : List.of(List.of("version=\"2.0\"", "version=\"0.9\""),
                List.of("<description>[^<]*</description>", ""),
                List.of("<language>en</language>", "<language>in English</language>"),
                List.of("GMT</pubDate>", "</pubDate>"), List.of("<guid>", "<guid isPermaLink=\"yes\">"),
                List.of("Z</dc:date>", "</dc:date>"), List.of("<item>", "$0<author>us</author>"))) {
            assertFound(RSS, rss, fault.get(0), fault.get(1));
        }
    }

    private static void assertFound(Grammar grammar, String feed, String what, String instead) {
        String broken = feed.replaceFirst(what, instead);
        assertNotEquals(feed, broken, what + " is not there");
        assertNotEquals("", grammar.faultsOf(broken.getBytes(StandardCharsets.UTF_8)), what);
    }

    @Test
    void aComponentsChannelTellsOfNothingElseAndStandsOnlyWhereTheComponentDoes() {
        List<Surface> surfaces = Proofs.surfaces(Samples.worstDay());

        assertEquals(List.of("Pages load slowly in South America", "Wikis cannot be reached from Europe"),
                titles(feed(surfaces, "/components/cmp000000001.atom")));
        assertEquals(titles(feed(surfaces, "/components/cmp000000001.rss")),
                titles(feed(surfaces, "/readers/components/cmp000000001.rss")));
        Set<String> components = new TreeSet<>(surfaces.stream().map(Surface::path)
                .filter(path -> path.startsWith("/readers/components/") && !path.contains("."))
                .map(path -> path.substring("/readers/components/".length())).toList());
        assertEquals(5, components.size());
        for (String suffix : List.of(".atom", ".rss", ".json")) {
            assertEquals(components, under(surfaces, "/readers/components/", suffix));
        }
        assertEquals(components, under(surfaces, "/readers/badge/", ".svg"));
        assertEquals(components, under(surfaces, "/readers/badge/", ".json"));
        assertEquals("Wiki status: history of Wikis for Readers",
                feed(surfaces, "/readers/components/cmp000000001.atom").getTitle());
    }

    private static Set<String> under(List<Surface> surfaces, String directory, String suffix) {
        return surfaces.stream().map(Surface::path).filter(path -> path.startsWith(directory) && path.endsWith(suffix))
                .map(path -> path.substring(directory.length(), path.length() - suffix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As the programs do that are known to read Statuspage's: by literal marks in the words. */
    @Test
    void programsThatReadStatuspagesRssFindWhatTheyLookFor() {
        Samples samples = Samples.page();
        samples.incident("Open", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.RESOLVED, NOW.plusSeconds(60)).tell(READERS, Impact.NONE, "Over")
                .retract(RetractionReason.TOO_EARLY, NOW.plusSeconds(120));
        samples.incident("Over", NOW.minusSeconds(60)).update(NoticeState.RESOLVED, NOW).tell(READERS, Impact.NONE, "Over");
        samples.incident("Struck", NOW.minusSeconds(90)).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.MAJOR_OUTAGE, "Slow").retract(RetractionReason.WRONG, NOW.plusSeconds(60));
        Instant from = Instant.parse("2026-03-06T22:30:00Z");
        samples.maintenance("Work", from, from.plus(Duration.ofHours(3))).update(NoticeState.SCHEDULED, NOW)
                .tell(READERS, Impact.MAINTENANCE, "Work");
        Document rss = Jsoup.parse(PagesTest.text(PagesTest.surface(Proofs.surfaces(samples.build()), "/history.rss").body()),
                "",
                Parser.xmlParser());

        assertEquals(Set.of("Over", "Struck"), rss.select("item").stream()
                .filter(item -> item.selectFirst("description").wholeText().contains("<strong>Resolved</strong>"))
                .map(item -> item.selectFirst("title").text()).collect(Collectors.toSet()));
        Element work = rss.select("item").stream().filter(item -> item.selectFirst("title").text().equals("Work")).findFirst()
                .orElseThrow();
        assertTrue(Jsoup.parse(work.selectFirst("description").wholeText()).text()
                .startsWith("THIS IS A SCHEDULED EVENT Mar 6, 22:30 - Mar 7, 01:30 UTC"), work.outerHtml());
        assertEquals("Fri, 06 Mar 2026 22:30:00 GMT", work.selectFirst("pubDate").text());
        assertEquals("Sat, 07 Mar 2026 01:30:00 +0000", work.selectFirst("maintenanceEndDate").text());
        assertTrue(rss.selectFirst("rss").hasAttr("xmlns:dc"));
    }

    @Test
    void theCalendarIsValidAndHoldsPlannedWork() {
        for (PublishedPage page : PAGES) {
            for (Surface surface : Proofs.surfaces(page)) {
                if (surface.path().endsWith("/maintenance.ics")) {
                    String text = PagesTest.text(surface.body());
                    ICalendar calendar = Biweekly.parse(text).first();

                    // A calendar without any part is none (RFC 5545, 3.6); the library does not count its zone.
                    assertTrue(calendar.getEvents().isEmpty()
                            ? text.contains("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n")
                            : calendar.validate(ICalVersion.V2_0).isEmpty(), calendar.validate(ICalVersion.V2_0).toString());
                    assertTrue(text.replace("\r\n", "").indexOf('\n') < 0, "every line ends as the RFC wants it");
                    text.lines().forEach(line -> assertTrue(line.length() <= 75, line));
                    for (VEvent event : calendar.getEvents()) {
                        assertTrue(text.contains(event.getUid().getValue().split("@")[0]), "found when it is withdrawn");
                        assertTrue(event.getDateStart() != null && event.getSequence() != null && event.getStatus() != null);
                    }
                }
            }
        }
        assertEquals(List.of(), events(Samples.worstDay(), "/readers/maintenance.ics"));
        assertEquals(2, events(Samples.worstDay(), "/movement/maintenance.ics").size());
        VEvent databases = events(Samples.worstDay(), "/contributors/maintenance.ics").get(0);
        assertEquals("ntc000000013@status.example.org", databases.getUid().getValue());
        assertEquals(Date.from(NOW.plus(Duration.ofDays(5))), databases.getDateStart().getValue());
        assertEquals("Queries answer from a copy that is up to a day old.", databases.getDescription().getValue());
        assertEquals("https://status.example.org/contributors/incidents/ntc000000013", databases.getUrl().getValue());
        assertTrue(databases.getStatus().isConfirmed());
    }

    @Test
    void workThatComesAgainIsOneEventWithItsRuleAndWithoutTheWindowThatWasCalledOff() {
        Samples samples = Samples.page();
        Instant from = NOW.minus(Duration.ofDays(16));
        samples.maintenance("Weekly", from, from.plusSeconds(3600)).byTheClock("FREQ=WEEKLY;COUNT=9", true, true)
                .update(NoticeState.SCHEDULED, from.minusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "Work")
                .update(NoticeState.CANCELLED, from.plus(Duration.ofDays(6))).tell(READERS, Impact.NONE, "Not this time");
        VEvent event = events(samples.build(), "/readers/maintenance.ics").get(0);

        assertEquals(Frequency.WEEKLY, event.getRecurrenceRule().getValue().getFrequency());
        assertEquals(9, event.getRecurrenceRule().getValue().getCount());
        assertEquals(Date.from(from), event.getDateStart().getValue());
        assertEquals(List.of(Date.from(from.plus(Duration.ofDays(7)))),
                event.getExceptionDates().get(0).getValues().stream().map(date -> new Date(date.getTime())).toList());
        assertTrue(event.getStatus().isConfirmed());
    }

    @Test
    void eachChangeOfAPlanRaisesItsSequenceAndCallingItOffCancelsIt() {
        Samples samples = Samples.page();
        Samples.NoticeBuilder work = samples.maintenance("Work", NOW.plusSeconds(3600), NOW.plusSeconds(7200))
                .byTheClock(null, true, true).update(NoticeState.SCHEDULED, NOW).tell(READERS, Impact.MAINTENANCE, "Work")
                .tell(MOVEMENT, Impact.MAINTENANCE, "Work");
        assertPlan(samples, 0, "CONFIRMED");
        work.amend(Amendment.TYPO, NOW.plusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "Work!").tell(MOVEMENT,
                Impact.MAINTENANCE, "Work");
        assertPlan(samples, 1, "CONFIRMED");
        assertEquals(0, events(samples.build(), "/movement/maintenance.ics").get(0).getSequence().getValue());
        work.update(NoticeState.SCHEDULED, NOW.plusSeconds(90)).tell(READERS, Impact.MAINTENANCE, "Later")
                .planned(NOW.plusSeconds(9000), NOW.plusSeconds(9900));
        assertPlan(samples, 2, "CONFIRMED");
        assertEquals(Date.from(NOW.plusSeconds(9000)),
                events(samples.build(), "/maintenance.ics").get(0).getDateStart().getValue());
        work.update(NoticeState.CANCELLED, NOW.plusSeconds(100)).tell(READERS, Impact.NONE, "Not at all");
        assertPlan(samples, 3, "CANCELLED");
        work.retract(RetractionReason.WRONG, NOW.plusSeconds(110));
        assertPlan(samples, 4, "CONFIRMED");
    }

    private static void assertPlan(Samples samples, int sequence, String status) {
        for (String path : List.of("/maintenance.ics", "/readers/maintenance.ics")) {
            VEvent event = events(samples.build(), path).get(0);
            assertEquals(sequence, event.getSequence().getValue(), path);
            assertEquals(status, event.getStatus().getValue(), path);
        }
    }

    @Test
    void theClockMovesNoPlan() {
        PublishedPage page = Samples.everything();
        Edition edition = new Edition(Proofs.Config.sample(), Theme.packed());
        byte[] now = PagesTest.surface(edition.surfaces(page, NOW), "/maintenance.ics").body();

        for (int days = 1; days < 30; days += 3) {
            assertArrayEquals(now,
                    PagesTest.surface(edition.surfaces(page, NOW.plus(Duration.ofDays(days))), "/maintenance.ics").body());
        }
    }

    @Test
    void badgesSayTheStatusInWordsAndNothingWhenNothingIsHeard() {
        List<Surface> surfaces = Proofs.surfaces(Samples.worstDay());

        assertBadge(surfaces, "/badge", "Wiki status", "Major outage");
        assertBadge(surfaces, "/readers/badge", "Readers · Wiki status", "Degraded");
        assertBadge(surfaces, "/badge/cmp000000001", "Wikis", "Degraded");
        assertBadge(surfaces, "/badge/cmp000000002", "Mobile site", "No problems reported");
        for (Surface surface : surfaces) {
            if (surface.path().contains("/badge")) {
                assertEquals("*", surface.headers().get("Access-Control-Allow-Origin"), surface.path());
                assertEquals("cross-origin", surface.headers().get("Cross-Origin-Resource-Policy"));
            }
        }
        List<String> retired = Proofs.surfaces(Samples.everything()).stream().map(Surface::path)
                .filter(path -> path.contains("/badge/" + "cmp000000020")).toList();
        assertEquals(List.of(), retired, "Of what is listed no more there is no status.");
    }

    /** Pages load slowly was a partial outage and is better now: what stands on other pages says the same as the page itself. */
    @Test
    void theSmallViewSaysHowBadItIsAndNotHowBadItWas() {
        Document small = Jsoup.parse(PagesTest.text(PagesTest.surface(Proofs.surfaces(Samples.worstDay()), "/embed").body()));

        assertEquals("mark degraded", small.select("li").stream().filter(it -> it.text().startsWith("Pages load slowly"))
                .findFirst().orElseThrow().selectFirst("svg").className());
    }

    private static void assertBadge(List<Surface> surfaces, String address, String label, String message) {
        Surface endpoint = PagesTest.surface(surfaces, address + ".json");
        Schemas.assertValid(Schemas.named("shields-endpoint"), endpoint.body(), address);
        assertEquals(label, json(endpoint).get("label").asText());
        assertEquals(message, json(endpoint).get("message").asText());
        assertTrue(PagesTest.text(endpoint.staleBody()).contains("\"message\":\"Unknown\""));
        Surface picture = PagesTest.surface(surfaces, address + ".svg");
        Element svg = Jsoup.parse(PagesTest.text(picture.body()), "", Parser.xmlParser()).selectFirst("svg");
        assertEquals(label + ": " + message, svg.attr("aria-label"));
        assertEquals(List.of(label, message), svg.select("text").eachText());
        // Where it is opened by itself its own policy holds, which allows no style.
        assertEquals(0, svg.select("style, [style], [class], script, image, a").size());
        assertTrue(PagesTest.text(picture.staleBody()).contains(": Unknown"));
    }

    @Test
    void aHostileNameStaysTextOnABadge() {
        List<Surface> surfaces = Proofs.surfaces(Samples.page().component("\"><script>x</script>&", READERS).build());
        String svg = PagesTest.text(PagesTest.surface(surfaces, "/badge/cmp000000001.svg").body());

        assertEquals("\"><script>x</script>&: No problems reported",
                Jsoup.parse(svg, "", Parser.xmlParser()).selectFirst("svg").attr("aria-label"));
        assertFalse(svg.contains("<script"));
        assertFalse(PagesTest.text(PagesTest.surface(surfaces, "/api").body()).contains("<iframe"));
    }

    @Test
    void whatStandsWithinOtherPagesNamesTheWorstAndLeadsToThePage() {
        Samples samples = Samples.page();
        for (int i = 1; i <= 5; i++) {
            samples.incident("Fault " + i, NOW.minusSeconds(i)).update(NoticeState.INVESTIGATING, NOW)
                    .tell(i == 1 ? READERS : CONTRIBUTORS, Impact.DEGRADED, "Slow");
        }
        List<Surface> surfaces = Proofs.surfaces(samples.build());
        Document everyone = Jsoup.parse(PagesTest.text(PagesTest.surface(surfaces, "/embed").body()));
        Document readers = Jsoup.parse(PagesTest.text(PagesTest.surface(surfaces, "/readers/embed").body()));

        assertEquals(3, everyone.select("li").size());
        assertEquals("2 more notices", everyone.select(".all").text());
        assertEquals(List.of("/readers/incidents/ntc000000001", "/readers"), readers.select("a").eachAttr("href"));
        assertEquals("Open the status page", readers.select(".all").text());
        assertEquals(0, everyone.select("script, form, img").size());
        assertTrue(PagesTest.text(PagesTest.surface(surfaces, "/embed").staleBody()).contains("heard nothing new"));
    }

    @Test
    void theIconOfTheFrontPageShowsTheStateAndTheOthersAreThePagesOwn() {
        List<Surface> surfaces = Proofs.surfaces(Samples.worstDay());

        assertEquals("/icons/major.svg", icon(surfaces, "/"));
        assertEquals("/icons/degraded.svg", icon(surfaces, "/readers"));
        assertEquals("/favicon.svg", icon(surfaces, "/history"));
        assertEquals("/favicon.svg", icon(Proofs.surfaces(Samples.allWell()), "/"));
        assertTrue(PagesTest.text(PagesTest.surface(surfaces, "/").staleBody()).contains("/icons/unknown.svg"));
        surfaces.stream().filter(surface -> surface.path().matches("/icons/[a-z]+\\.svg")).forEach(icon -> {
            Element svg = Jsoup.parse(PagesTest.text(icon.body()), "", Parser.xmlParser()).selectFirst("svg");
            assertFalse(svg.select("g > *").isEmpty(), icon.path());
        });
        JsonNode manifest = json(PagesTest.surface(surfaces, "/manifest.webmanifest"));
        assertEquals("Wiki status", manifest.get("name").asText());
        assertEquals("/favicon.svg", manifest.at("/icons/0/src").asText());
    }

    private static String icon(List<Surface> surfaces, String path) {
        return Jsoup.parse(PagesTest.text(PagesTest.surface(surfaces, path).body())).selectFirst("link[rel=icon]").attr("href");
    }

    @Test
    void theSitemapNamesEveryPageAndNothingThatIsNone() {
        List<Surface> surfaces = Proofs.surfaces(Samples.everything());
        Document sitemap = Jsoup.parse(PagesTest.text(PagesTest.surface(surfaces, "/sitemap.xml").body()), "",
                Parser.xmlParser());
        Set<String> named = sitemap.select("loc").stream().map(loc -> loc.text().replace("https://status.example.org", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(
                named.containsAll(List.of("/", "/readers", "/history", "/incidents/ntc000000010", "/components/cmp000000001")));
        assertEquals(Set.of(), named.stream().filter(path -> surfaces.stream().noneMatch(surface -> surface.path().equals(path)
                && surface.status() == Surface.OK && surface.contentType().startsWith("text/html")))
                .collect(Collectors.toSet()));
        assertFalse(named.contains("/404") || named.contains("/embed") || named.toString().contains("gone0000"));
        assertTrue(sitemap.select("lastmod").stream()
                .allMatch(stamp -> Instant.parse(stamp.text()).isBefore(NOW.plusSeconds(60))));
        assertTrue(PagesTest.text(PagesTest.surface(surfaces, "/robots.txt").body())
                .contains("Sitemap: https://status.example.org/sitemap.xml\n"));
    }

    @Test
    void whereToTellOfHolesIsSaidWhenItIsConfiguredAndOnlyWhole() {
        assertTrue(Proofs.surfaces(Samples.empty()).stream().noneMatch(surface -> surface.path().startsWith("/.well-known")));

        Proofs.Config told = config(Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
        assertEquals("""
                     Contact: mailto:security@example.org
                     Contact: https://example.org/report
                     Expires: 2027-01-01T00:00:00Z
                     Preferred-Languages: en, de
                     Canonical: https://status.example.org/.well-known/security.txt
                     """, PagesTest.text(PagesTest.surface(new Edition(told, Theme.packed()).surfaces(Samples.empty(), NOW),
                "/.well-known/security.txt").body()));
        Edition endless = new Edition(config(Optional.empty()), Theme.packed());
        assertThrows(IllegalStateException.class, () -> endless.surfaces(Samples.empty(), NOW));
    }

    private static Proofs.Config config(Optional<Instant> expires) {
        return new Proofs.Config("gatepostpage", "Status", URI.create("https://status.example.org"), "en",
                Optional.of(List.of()), ZoneId.of("Etc/UTC"),
                Optional.empty(),
                new Proofs.Contact(Optional.of(List.of("mailto:security@example.org", "https://example.org/report")), expires,
                        Optional.empty(), Optional.empty(), Optional.of("en, de")));
    }

    /** A stamp that only others were told of is in none of an audience's files. */
    @Test
    void wordsForOthersMoveNoFileOfAnAudience() {
        Samples before = Samples.wiki();
        before.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");
        Samples after = Samples.wiki();
        after.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.IDENTIFIED, NOW.plusSeconds(60)).tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Down")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE, CONTRIBUTORS);
        List<String> moved = Change.between(Proofs.surfaces(before.build()), Proofs.surfaces(after.build())).stream()
                .map(Change::path).toList();

        assertTrue(moved.containsAll(List.of("/history.rss", "/feed.json", "/badge.svg", "/components/cmp000000001.atom",
                "/badge/cmp000000001.json", "/embed")), moved.toString());
        assertEquals(List.of(), moved.stream().filter(path -> path.startsWith("/readers")).toList());
    }

    private static List<String> titles(SyndFeed feed) {
        return feed.getEntries().stream().map(SyndEntry::getTitle).toList();
    }

    private static List<VEvent> events(PublishedPage page, String path) {
        return Biweekly.parse(PagesTest.text(PagesTest.surface(Proofs.surfaces(page), path).body())).first().getEvents();
    }

    private static JsonNode json(Surface surface) {
        try {
            return new ObjectMapper().readTree(surface.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SyndFeed feed(List<Surface> surfaces, String path) {
        try {
            return new SyndFeedInput()
                    .build(new XmlReader(new ByteArrayInputStream(PagesTest.surface(surfaces, path).body())));
        } catch (FeedException | IOException e) {
            throw new AssertionError(path, e);
        }
    }
}
