package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditionTest {
    private static final int FIRST_VIEW_BYTES_MAX = 14_000;

    private final Locale locale = Locale.getDefault();
    private final TimeZone timeZone = TimeZone.getDefault();

    @AfterEach
    void setTheMachineBack() {
        Locale.setDefault(locale);
        TimeZone.setDefault(timeZone);
    }

    @Test
    void equalWordsGiveEqualBytesOnEveryMachine() {
        Locale.setDefault(Locale.ENGLISH);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        List<Surface> here = Proofs.surfaces(Samples.worstDay());
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        List<Surface> there = Proofs.surfaces(Samples.worstDay());

        assertEquals(here.size(), there.size());
        for (int i = 0; i < here.size(); i++) {
            Surface one = here.get(i);
            Surface other = there.get(i);
            assertEquals(one.path(), other.path());
            assertEquals(List.copyOf(one.headers().entrySet()), List.copyOf(other.headers().entrySet()));
            assertArrayEquals(one.body(), other.body(), one.path());
            assertArrayEquals(one.staleBody(), other.staleBody(), one.path());
        }
    }

    @Test
    void aNewDayMovesPagesWithBarsAndNoOthers() {
        Samples samples = Samples.wiki().past();
        samples.incident("Search is slow", Samples.NOW).update(NoticeState.INVESTIGATING, Samples.NOW).tell(Samples.READERS,
                Impact.DEGRADED, "Slow");

        Set<String> moved = moved(samples.build(), Samples.AS_OF, Samples.AS_OF.plus(Duration.ofDays(1)));

        assertTrue(moved.containsAll(Set.of("/", "/readers", "/components/cmp000000001")));
        assertEquals(Set.of(), moved.stream()
                .filter(path -> path.contains("/incidents") || path.contains("/history") || path.contains("/api"))
                .collect(Collectors.toSet()));
    }

    @Test
    void betweenBoundariesNotOneByteMoves() {
        PublishedPage page = Samples.everything();
        for (int minutes = 0; minutes < 24 * 60; minutes += 97) {
            Instant now = Samples.NOW.plus(Duration.ofMinutes(minutes));
            Instant asOf = Phases.asOf(page, now);

            assertEquals(asOf, Phases.asOf(page, asOf), "a boundary is its own");
            if (asOf.isBefore(now)) {
                assertEquals(asOf, Phases.asOf(page, now.minusMillis(1)));
            }
        }
        // Rendering is asked with the boundary and knows no other time.
        Edition edition = new Edition(Proofs.Config.sample(), Theme.packed());
        Instant asOf = Phases.asOf(page, Samples.NOW);
        assertEquals(List.of(), Change.between(edition.surfaces(page, asOf), edition.surfaces(page, asOf)));
    }

    /** What the clock changes at a time that only contributors were told is nothing to readers. */
    @Test
    void aPromiseToOthersMovesNoPageOfAnAudience() {
        Samples samples = Samples.wiki().past();
        Instant promised = Samples.NOW.plusSeconds(600);
        samples.incident("Reading is slow", Samples.NOW).update(NoticeState.INVESTIGATING, Samples.NOW)
                .tell(Samples.READERS, Impact.MAJOR_OUTAGE, "Slow").effect("Wikis", ComponentStatus.MAJOR_OUTAGE);
        samples.incident("Editing is slow", Samples.NOW).update(NoticeState.INVESTIGATING, Samples.NOW)
                .tell(Samples.CONTRIBUTORS, Impact.DEGRADED, "Slow").nextBy(promised);

        Set<String> moved = moved(samples.build(), Phases.asOf(samples.build(), Samples.NOW), promised);

        assertTrue(moved.containsAll(Set.of("/", "/contributors")), moved.toString());
        assertEquals(Set.of(), moved.stream().filter(path -> path.startsWith("/readers")).collect(Collectors.toSet()));
    }

    private static Set<String> moved(PublishedPage page, Instant before, Instant after) {
        Edition edition = new Edition(Proofs.Config.sample(), Theme.packed());
        return Change.between(edition.surfaces(page, before), edition.surfaces(page, after)).stream().map(Change::path)
                .collect(Collectors.toSet());
    }

    @Test
    void whatWasWithdrawnAnswersGoneForEveryoneAndIsNowhereElse() {
        List<Surface> surfaces = Proofs.surfaces(Samples.everything());
        Surface gone = PagesTest.surface(surfaces, "/incidents/gone00000001");

        assertEquals(Surface.GONE, gone.status());
        assertTrue(PagesTest.text(gone.body()).contains("What stood here was withdrawn"));
        assertEquals(List.of("/incidents/gone00000001"), surfaces.stream().filter(surface -> surface.status() != Surface.OK
                || surface.path().contains("gone0000") || PagesTest.text(surface.body()).contains("gone0000"))
                .map(Surface::path).toList());
    }

    @Test
    void noPathStandsTwiceAndAnAudienceCannotTakeAnAddress() {
        PublishedPage page = Samples.page().audience("History").audience("404").audience("api").build();
        List<Surface> surfaces = Proofs.surfaces(page);
        List<String> paths = surfaces.stream().map(Surface::path).toList();

        assertEquals(paths.size(), new HashSet<>(paths).size());
        assertEquals("History", Jsoup.parse(body(surfaces, "/history")).selectFirst("h1").text());
        assertEquals("Nothing is here", Jsoup.parse(body(surfaces, "/404")).selectFirst("h1").text());
    }

    @Test
    void everyAddressThatIsPromisedIsThere() {
        List<String> paths = Proofs.surfaces(Samples.worstDay()).stream().map(Surface::path).toList();

        assertEquals(List.of(), List.of("/", "/readers", "/contributors", "/movement", "/incidents/ntc000000010",
                "/contributors/incidents/ntc000000010", "/history", "/history/2026-02", "/history.atom",
                "/readers/history.atom", "/components/cmp000000001", "/404", "/api/404.json", "/robots.txt", "/favicon.svg",
                "/history.rss", "/feed.json", "/readers/history.rss", "/readers/feed.json", "/components/cmp000000001.atom",
                "/components/cmp000000001.rss", "/components/cmp000000001.json", "/readers/components/cmp000000001.atom",
                "/maintenance.ics", "/movement/maintenance.ics", "/badge.svg", "/badge.json", "/readers/badge.svg",
                "/badge/cmp000000001.svg", "/readers/badge/cmp000000001.json", "/embed", "/readers/embed", "/embed.js", "/api",
                "/readers/api", "/sitemap.xml", "/manifest.webmanifest", "/icons/major.svg")
                .stream().filter(path -> !paths.contains(path)).toList());
    }

    @Test
    void theStyleIsAllowedByItsHashAndNothingElseIs() throws NoSuchAlgorithmException {
        for (Surface surface : Proofs.surfaces(Samples.worstDay())) {
            String policy = surface.headers().get("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'"), surface.path());
            assertEquals("nosniff", surface.headers().get("X-Content-Type-Options"));
            assertEquals("no-referrer", surface.headers().get("Referrer-Policy"));
            assertTrue(surface.headers().get("Strict-Transport-Security").startsWith("max-age="));
            assertFalse(policy.contains("unsafe"), policy);
            boolean isPage = surface.contentType().startsWith("text/html");
            assertEquals(surface.path().endsWith("/embed"), policy.contains("frame-ancestors *"), surface.path());
            assertTrue(policy.contains("frame-ancestors"), surface.path());
            if (isPage && surface.staleBody() == null) {
                assertTrue(policy.contains("style-src 'self'"), policy);
                assertTrue(PagesTest.text(surface.body()).contains("<link rel=\"stylesheet\" href=\"/style-"), surface.path());
            } else if (isPage && !surface.path().endsWith("/embed")) {
                assertEquals("same-origin", surface.headers().get("Cross-Origin-Opener-Policy"));
                assertEquals("same-origin", surface.headers().get("Cross-Origin-Resource-Policy"));
                for (byte[] body : List.of(surface.body(), surface.staleBody())) {
                    Document page = Jsoup.parse(new String(body, StandardCharsets.UTF_8));
                    byte[] hash = MessageDigest.getInstance("SHA-256")
                            .digest(page.selectFirst("style").data().getBytes(StandardCharsets.UTF_8));
                    assertTrue(policy.contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"));
                }
            }
        }
    }

    @Test
    void pagesOfThePastShareOneStyleAndAreTheSameWhileThePublisherIsSilent() {
        List<Surface> surfaces = Proofs.surfaces(Samples.worstDay());
        List<String> past = surfaces.stream().filter(surface -> surface.contentType().startsWith("text/html"))
                .filter(surface -> surface.staleBody() == null).map(Surface::path).toList();

        assertTrue(past.contains("/history/2026-02") && past.contains("/history/2025-06"), past.toString());
        assertFalse(past.contains("/history") || past.contains("/") || past.contains("/incidents/ntc000000010"),
                past.toString());
        assertEquals(List.of("/incidents/ntc000000008", "/incidents/ntc000000009"),
                past.stream().filter(path -> path.startsWith("/incidents/")).toList());
        String address = Jsoup.parse(body(surfaces, "/history/2026-02")).selectFirst("link[rel=stylesheet]").attr("href");
        assertEquals(Theme.packed().style(), body(surfaces, address));
    }

    /** Twenty components in five groups and three open notices, as the house promises it. */
    @Test
    void theFirstViewWeighsLittle() throws IOException {
        PublishedPage page = Samples.worstDay();
        assertEquals(20, page.components().size());
        assertEquals(5, page.groups().size());
        assertEquals(3, PagesTest.page(page, "/").select("section[aria-labelledby=open] .card").size());

        int size = gzip(PagesTest.surface(Proofs.surfaces(page), "/").staleBody());

        assertTrue(size <= FIRST_VIEW_BYTES_MAX, "The first view has " + size + " bytes.");
    }

    private static int gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.size();
    }

    private static String body(List<Surface> surfaces, String path) {
        return PagesTest.text(PagesTest.surface(surfaces, path).body());
    }
}
