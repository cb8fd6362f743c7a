package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Past;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Tombstone;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class PastPagesTest {
    private static final Instant NOW = Samples.NOW;
    private static final String FIRST = "/at/2026-03-05T17:42:20Z";
    private static final String SECOND = "/at/2026-03-05T17:52:20Z";
    private static final String LONG_AGO = "/at/2025-01-07T09:00:00Z";

    private final Edition edition = new Edition(Proofs.Config.sample(), Theme.packed());
    private final Printed printed = new Printed();

    private static Samples slow() {
        Samples samples = Samples.wiki();
        samples.incident("Editing is slow", NOW.minusSeconds(60)).update(NoticeState.INVESTIGATING, NOW)
                .tell(Samples.CONTRIBUTORS, Impact.DEGRADED, "Saving takes a minute.")
                .effect("Saving edits", ComponentStatus.DEGRADED_PERFORMANCE)
                .update(NoticeState.RESOLVED, NOW.plusSeconds(600))
                .tell(Samples.CONTRIBUTORS, Impact.NONE, "Saving is quick again.");
        return samples;
    }

    private Map<String, Surface> surfaces(PublishedPage page) {
        return all(page).stream().collect(Collectors.toMap(Surface::path, Function.identity()));
    }

    private List<Surface> all(PublishedPage page) {
        return printed.of(edition.past(page));
    }

    private static Document html(Surface surface) {
        return Jsoup.parse(PagesTest.text(surface.body()));
    }

    @Test
    void eachPublicationHasThePageAsItWasThen() {
        Map<String, Surface> surfaces = surfaces(slow().build());

        assertEquals(new TreeSet<>(Set.of(LONG_AGO, LONG_AGO + ".json", FIRST, FIRST + ".json", SECOND, SECOND + ".json")),
                new TreeSet<>(surfaces.keySet()));
        assertEquals("No problems reported.", html(surfaces.get(LONG_AGO)).selectFirst("h1").text());
        Document first = html(surfaces.get(FIRST));
        assertEquals("Editing is slow, since 17:41 UTC.", first.selectFirst("h1").text());
        assertTrue(first.text().contains("Saving takes a minute."));
        assertFalse(first.text().contains("quick again"));
        assertTrue(first.selectFirst("footer").text().contains("5 March 2026, 17:42 UTC"));
        Document second = html(surfaces.get(SECOND));
        assertEquals("No problems reported.", second.selectFirst("h1").text());
        assertEquals("Editing is slow", second.selectFirst("section[aria-labelledby=past] a").text());
    }

    @Test
    void itSaysThatItIsOfThePastAndLeadsOnAndToNow() {
        Document first = html(surfaces(slow().build()).get(FIRST));
        Document second = html(surfaces(slow().build()).get(SECOND));

        assertEquals("Status as it was on 5 March 2026, 17:42:20 UTC · Wiki status", first.title());
        assertEquals("This page is as it was on 5 March 2026, 17:42:20 UTC.", first.selectFirst(".moment strong").text());
        assertEquals("2026-03-05T17:42:20Z", first.selectFirst(".moment time").attr("datetime"));
        assertEquals(List.of(LONG_AGO, SECOND, "/", FIRST + ".json"), first.select(".moment a").eachAttr("href"));
        assertEquals(LONG_AGO, first.selectFirst("a[rel=prev]").attr("href"));
        assertEquals(SECOND, first.selectFirst("a[rel=next]").attr("href"));
        assertNull(second.selectFirst("a[rel=next]"));
        assertEquals(List.of("/incidents/ntc000000001"), first.select(".card h3 a").eachAttr("href"), "notices are today's");
        assertEquals(List.of(), first.select(".stale"));
        assertEquals(List.of(), first.select("a[aria-current]"));
    }

    @Test
    void itIsInThePagesOwnLanguageAndLeadsToTheOthers() {
        Edition german = new Edition(Proofs.Config.sample().ownLanguage("de"), Theme.packed());
        Surface page = german.past(slow().build()).stream().filter(leaf -> leaf.path().equals(FIRST)).findFirst().orElseThrow()
                .made()
                .get();

        assertEquals("de", page.headers().get("Content-Language"));
        assertEquals("So war diese Seite am 5. März 2026, 17:42:20 UTC.", html(page).selectFirst(".moment strong").text());
        assertEquals("/ar/", html(page).selectFirst(".languages a[hreflang=ar]").attr("href"), "what is so now");
        assertEquals("/de/", html(page).selectFirst(".moment a:contains(Aktueller)").attr("href"));
    }

    @Test
    void itIsNoPageToBeFoundAndSilenceMakesNoDifference() {
        Map<String, Surface> surfaces = surfaces(slow().build());
        Surface page = surfaces.get(FIRST);
        Surface file = surfaces.get(FIRST + ".json");

        assertEquals("noindex", page.headers().get("X-Robots-Tag"));
        assertEquals("text/html; charset=utf-8", page.contentType());
        assertTrue(page.headers().get("Content-Security-Policy").contains("frame-ancestors 'none'"));
        assertEquals("*", file.headers().get("Access-Control-Allow-Origin"));
        assertEquals("application/json; charset=utf-8", file.contentType());
        surfaces.values().forEach(surface -> {
            assertEquals(Surface.OK, surface.status());
            assertNull(surface.staleBody());
        });
        assertTrue(edition.past(slow().build()).stream().noneMatch(Leaf::isPage), "none stands in the sitemap");
        assertFalse(Proofs.surfaces(slow().build()).stream().anyMatch(surface -> surface.path().startsWith("/at/")),
                "previews are without it");
    }

    @Test
    void programsGetTheSummaryOfThen() throws Exception {
        Map<String, Surface> surfaces = surfaces(slow().build());
        JsonNode first = new ObjectMapper().readTree(surfaces.get(FIRST + ".json").body());
        JsonNode second = new ObjectMapper().readTree(surfaces.get(SECOND + ".json").body());

        assertEquals("minor", first.at("/status/indicator").asText());
        assertEquals("ntc000000001", first.at("/incidents/0/id").asText());
        assertEquals(1, first.at("/incidents/0/incident_updates").size());
        assertEquals("2026-03-05T17:42:20.000Z", first.at("/page/updated_at").asText());
        assertEquals("none", second.at("/status/indicator").asText());
        assertEquals(0, second.at("/incidents").size());
        assertEquals(25, second.at("/components").size());
    }

    @Test
    void plannedWorkIsWhereTheClockHadItThen() {
        Samples samples = Samples.wiki();
        samples.maintenance("New disks", NOW.plusSeconds(300), NOW.plusSeconds(900)).byTheClock(null, true, true)
                .update(NoticeState.SCHEDULED, NOW).tell(Samples.MOVEMENT, Impact.MAINTENANCE, "Tools stop.");
        samples.incident("Editing is slow", NOW).update(NoticeState.INVESTIGATING, NOW.plusSeconds(600))
                .tell(Samples.CONTRIBUTORS, Impact.DEGRADED, "Slow.");
        Map<String, Surface> surfaces = surfaces(samples.build());

        assertEquals("Planned work", html(surfaces.get(FIRST)).selectFirst("section:has(.card) h2").text());
        assertTrue(html(surfaces.get(SECOND)).selectFirst("section[aria-labelledby=open]").text()
                .contains("Work has begun as planned."));
    }

    @Test
    void aPublicationRendersItsOwnPairAndTheWayToIt() {
        Samples samples = slow();
        Map<String, Surface> before = surfaces(samples.build());
        Map<String, Surface> again = surfaces(slow().build());
        before.forEach((path, surface) -> assertSame(surface, again.get(path), "nothing is rendered at a tick: " + path));

        samples.incident("Search is down", NOW.plusSeconds(1200)).update(NoticeState.INVESTIGATING, NOW.plusSeconds(1200))
                .tell(Samples.READERS, Impact.MAJOR_OUTAGE, "Down.");
        Map<String, Surface> after = surfaces(samples.build());

        Set<String> rendered = after.keySet().stream().filter(path -> after.get(path) != before.get(path))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(Set.of(SECOND, "/at/2026-03-05T18:02:20Z", "/at/2026-03-05T18:02:20Z.json")), rendered);
        assertEquals("/at/2026-03-05T18:02:20Z", html(after.get(SECOND)).selectFirst("a[rel=next]").attr("href"));
    }

    @Test
    void whatIsKeptIsWhatWouldBeRendered() {
        Samples samples = slow().past();
        all(samples.build());
        samples.incident("Search is down", NOW.plusSeconds(1200)).update(NoticeState.INVESTIGATING, NOW.plusSeconds(1200))
                .tell(Samples.READERS, Impact.MAJOR_OUTAGE, "Down.");
        List<Surface> kept = all(samples.build());
        List<Surface> fresh = new PastPagesTest().all(samples.build());
        assertEquals(kept.size(), fresh.size());
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(kept.get(i).path(), fresh.get(i).path());
            assertArrayEquals(kept.get(i).body(), fresh.get(i).body(), kept.get(i).path());
        }
    }

    /** What people do not see may be left out before it is rendered. */
    @Test
    void whatIsLeftOutWasNotSeen() {
        for (PublishedPage page : List.of(slow().past().build(), Samples.worstDay(), Samples.everything())) {
            Past past = Past.of(page);
            int leftOut = 0;
            for (Instant moment : past.moments()) {
                PublishedPage then = past.at(Past.endOf(moment));
                PublishedPage seen = PastPages.seen(then, moment);
                leftOut += then.notices().size() - seen.notices().size();
                Instant asOf = Phases.asOf(then, Past.endOf(moment));
                assertEquals(home(then, asOf), home(seen, Phases.asOf(seen, Past.endOf(moment))), moment.toString());
            }
            assertTrue(leftOut > 0 || page.notices().size() < 9);
        }
    }

    private static String home(PublishedPage page, Instant asOf) {
        Tongue english = Tongue.own(Theme.packed().messages("en"), true);
        return new Pages(Proofs.Config.sample(), Theme.packed(), List.of(english), Scope.everyone(english),
                Telling.toEveryone("en", page, asOf)).renderPast("x",
                        home -> new PastPages.At(null, "/", null, null, "/at/x.json", home));
    }

    @Test
    void onlyTheNewestMomentsHaveAPage() {
        Samples samples = Samples.wiki();
        Samples.NoticeBuilder notice = samples.incident("Slow", NOW);
        for (int i = 0; i < PastPages.MOMENTS_MAX + 9; i++) {
            notice.update(NoticeState.INVESTIGATING, NOW.plusSeconds(i)).tell(Samples.READERS, Impact.DEGRADED, "Slow");
        }
        List<Leaf> leaves = edition.past(samples.build());

        assertEquals(2 * PastPages.MOMENTS_MAX, leaves.size());
        assertEquals("/at/" + NOW.plusSeconds(29), leaves.get(0).path());
        assertNull(html(leaves.get(0).made().get()).selectFirst("a[rel=prev]"));
    }

    /** After a withdrawal, what told of it is found by the id that it names. */
    @Test
    void whatTellsOfANoticeNamesIt() {
        PublishedPage page = Samples.worstDay();
        int told = 0;
        for (PublishedNotice notice : page.notices()) {
            Set<String> own = words(notice);
            page.notices().stream().filter(other -> other != notice).forEach(other -> own.removeAll(words(other)));
            for (Surface surface : all(page)) {
                String text = PagesTest.text(surface.body());
                if (own.stream().anyMatch(text::contains)) {
                    told++;
                    assertTrue(text.contains(notice.id()), surface.path() + " tells of " + notice.id());
                }
            }
        }
        assertTrue(told > 50, "told " + told + " times");
    }

    private static Set<String> words(PublishedNotice notice) {
        return Stream
                .concat(Stream.of(notice.title()), notice.updates().stream().flatMap(update -> update.disclosures().stream())
                        .map(PublishedUpdate.Disclosure::markdown))
                .filter(some -> !some.isBlank()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aWithdrawnNoticeIsInNoPageOfThePast() {
        Samples samples = slow().past();
        Map<String, Surface> before = surfaces(samples.build());
        assertTrue(PagesTest.text(before.get(FIRST).body()).contains("Editing is slow"));

        PublishedPage page = samples.build();
        Instant at = NOW.plus(Duration.ofHours(1));
        PublishedPage without = new PublishedPage(page.revision() + 1, at, page.audiences(), page.groups(), page.components(),
                page.notices().stream().filter(notice -> !notice.id().equals("ntc000000001")).toList(),
                List.of(new Tombstone("ntc000000001", "ntc000000001", null, at)));
        Map<String, Surface> after = surfaces(without);

        assertFalse(after.containsKey(FIRST), "nothing else was published then");
        assertTrue(after.containsKey("/at/" + at));
        after.values().forEach(surface -> {
            String text = PagesTest.text(surface.body());
            assertFalse(text.contains("Editing is slow") || text.contains("Saving takes") || text.contains("ntc000000001"),
                    surface.path());
        });
        assertNotEquals(before.size(), after.size());
    }
}
