package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final String URL = "https://status.example.org";

    @Test
    void aFrontPageSaysItsAnswerAndShowsItsStateAndNinetyDays() {
        List<Surface> surfaces = Proofs.surfaces(Samples.worstDay());
        Document home = document(surfaces, "/");

        assertEquals("Wiki status", property(home, "og:title"));
        assertEquals(home.select(".answer h1, .answer p").text(), property(home, "og:description"));
        assertEquals(property(home, "og:description"), home.selectFirst("meta[name=description]").attr("content"));
        assertEquals("website", property(home, "og:type"));
        assertEquals(URL + "/", property(home, "og:url"));
        assertEquals("en_GB", property(home, "og:locale"));
        assertTrue(property(home, "og:image").matches(URL + "/og\\.png\\?[0-9a-f]{8}"), property(home, "og:image"));
        assertEquals("1200", property(home, "og:image:width"));
        assertEquals("630", property(home, "og:image:height"));
        assertEquals("Major outage", property(home, "og:image:alt"));
        assertEquals("summary_large_image", home.selectFirst("meta[name=twitter:card]").attr("content"));
        assertTrue(property(document(surfaces, "/readers"), "og:image").startsWith(URL + "/readers/og.png?"));
    }

    @Test
    void whileThePublisherIsSilentAFrontPageIsSharedAsUnknown() {
        Surface home = PagesTest.surface(Proofs.surfaces(Samples.worstDay()), "/");
        Document stale = Jsoup.parse(PagesTest.text(home.staleBody()));

        assertTrue(property(stale, "og:description").contains("heard nothing new"));
        assertTrue(property(stale, "og:image").contains("/og/unknown.png?"));
        Surface picture = PagesTest.surface(Proofs.surfaces(Samples.worstDay()), "/og.png");
        assertArrayEquals(Theme.packed().pictures().level("unknown").png(), picture.staleBody());
    }

    @Test
    void aNoticeSaysItsLatestWordsThatStand() {
        PublishedPage page = Samples.everything();
        String id = page.notices().stream().filter(it -> it.title().equals("Editing is slow on all wikis")).findFirst()
                .orElseThrow().id();
        Document notice = document(Proofs.surfaces(page), "/contributors/incidents/" + id);

        assertEquals("Editing is slow on all wikis", property(notice, "og:title"));
        assertEquals("article", property(notice, "og:type"));
        assertEquals(URL + "/contributors/incidents/" + id, property(notice, "og:url"));
        String about = property(notice, "og:description");
        Element resolved = notice.select("section[aria-labelledby=updates] .update").stream()
                .filter(it -> it.text().startsWith("Resolved")).findFirst().orElseThrow();
        assertTrue(about.startsWith("Resolved: "), about);
        assertTrue(resolved.text().contains(about.substring("Resolved: ".length())), about + " | " + resolved.text());
        assertTrue(about.codePointCount(0, about.length()) <= 200);
    }

    @Test
    void anAudienceIsShownNothingThatWasSaidToAnother() {
        Samples samples = Samples.wiki();
        String id = samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "To readers")
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "To contributors").id();
        List<Surface> surfaces = Proofs.surfaces(samples.build());

        assertEquals("Investigating: To readers", property(document(surfaces, "/readers/incidents/" + id), "og:description"));
        assertEquals("Degraded", property(document(surfaces, "/readers/incidents/" + id), "og:image:alt"));
        assertNotEquals(property(document(surfaces, "/readers/incidents/" + id), "og:image").replaceAll(".*\\?", ""),
                property(document(surfaces, "/contributors/incidents/" + id), "og:image").replaceAll(".*\\?", ""));
    }

    @Test
    void everyPictureThatAPageNamesIsThereAndItsVersionIsThatOfItsBytes() {
        for (PublishedPage page : List.of(Samples.empty(), Samples.worstDay(), Samples.everything())) {
            List<Surface> surfaces = Proofs.surfaces(page);
            int shared = 0;
            for (Surface surface : surfaces) {
                if (!surface.contentType().startsWith("text/html")) {
                    continue;
                }
                for (byte[] body : PagesTest.bodies(surface)) {
                    String image = property(Jsoup.parse(PagesTest.text(body)), "og:image");
                    if (image == null) {
                        assertTrue(surface.status() == Surface.GONE || surface.path().equals("/404")
                                || surface.path().endsWith("/embed"), surface.path());
                        continue;
                    }
                    shared++;
                    String path = image.substring(URL.length(), image.indexOf('?'));
                    assertEquals("cross-origin",
                            PagesTest.surface(surfaces, path).headers().get("Cross-Origin-Resource-Policy"));
                    assertEquals(version(PagesTest.surface(surfaces, path).body()), image.substring(image.indexOf('?') + 1));
                }
            }
            assertTrue(shared > 5, "shared " + shared);
        }
    }

    private static String version(byte[] png) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void wordsOfOthersAreTextInTheHead() {
        Samples samples = Samples.wiki();
        String id = samples.incident("\"><script>alert(1)</script>", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "One\n\n* two & \"three\"\n* four <b>").id();
        Document notice = document(Proofs.surfaces(samples.build()), "/incidents/" + id);

        assertEquals(1, notice.select("script").size(), "the page's own");
        assertEquals("\"><script>alert(1)</script>", property(notice, "og:title"));
        String about = property(notice, "og:description");
        assertTrue(about.startsWith("Investigating: One ") && about.contains("two & \"three\""), about);
        assertFalse(about.contains("\n"));
    }

    @Test
    void aPhoneFindsIconsOfItsSizes() {
        List<Surface> surfaces = Proofs.surfaces(Samples.empty());
        String manifest = PagesTest.text(PagesTest.surface(surfaces, "/manifest.webmanifest").body());

        assertTrue(manifest.contains("{\"src\":\"/icons/192.png\",\"sizes\":\"192x192\",\"type\":\"image/png\"}"), manifest);
        assertTrue(manifest.contains("{\"src\":\"/icons/512.png\",\"sizes\":\"512x512\",\"type\":\"image/png\"}"), manifest);
        PagesTest.surface(surfaces, "/icons/192.png");
        PagesTest.surface(surfaces, "/icons/512.png");
        PagesTest.surface(surfaces, "/apple-touch-icon.png");
    }

    private static Document document(List<Surface> surfaces, String path) {
        return Jsoup.parse(PagesTest.text(PagesTest.surface(surfaces, path).body()));
    }

    private static String property(Document page, String name) {
        Element meta = page.selectFirst("meta[property=" + name + "]");
        return meta == null ? null : meta.attr("content");
    }
}
