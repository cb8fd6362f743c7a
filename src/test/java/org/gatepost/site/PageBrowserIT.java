package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.gatepost.front.PublicPage;
import org.gatepost.notice.PublishedPage;
import org.gatepost.snapshot.Keys;
import org.gatepost.snapshot.Publication;
import org.gatepost.testsupport.Accessibility;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.NeedsChromium;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;

/** The public page in a real browser: what it asks for, what it leaves behind, and whether everybody can read it. */
@NeedsChromium
class PageBrowserIT {
    private static final Keys KEYS = Keys.named("browser");
    private static final String NOTICE = "/incidents/";
    private static final int NARROWEST = 320;
    private static final int PHONE = 360;
    private static final int WIDE = 1280;

    @TempDir
    Path store;

    @Test
    void axeFindsNothingInAnyStateLightOrDark() {
        for (PublishedPage page : List.of(Samples.empty(), Samples.allWell(), Samples.worstDay(), Samples.everything())) {
            PublicPage served = serve(page);
            List<String> paths = new ArrayList<>(List.of("/", "/readers", "/movement", "/history", "/api", "/embed",
                    "/nothing-here"));
            page.notices().stream().limit(9).forEach(notice -> paths.add(NOTICE + notice.id()));
            page.components().stream().limit(1).forEach(component -> paths.add("/components/" + component.id()));
            page.tombstones().stream().filter(tombstone -> tombstone.isWholeNotice())
                    .forEach(tombstone -> paths.add(NOTICE + tombstone.id()));
            try (var context = Browser.context()) {
                Page tab = context.newPage();
                for (String path : paths) {
                    tab.navigate(served.address(path));
                    // What is folded away is looked at as well.
                    tab.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
                    assertEquals(List.of(), Accessibility.faults(tab), path);
                }
            }
        }
    }

    @Test
    void theFirstViewIsOneRequestWithoutCookieScriptOrStorage() {
        PublicPage served = serve(Samples.worstDay());
        try (var context = Browser.contextWithoutScript()) {
            List<String> asked = new ArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page tab = context.newPage();
            tab.navigate(served.address("/"));
            asked.removeIf(url -> url.contains("/icons/"));
            assertEquals(List.of(served.address("/")), asked);
            assertEquals(List.of(), context.cookies());
            assertTrue(tab.content().contains("Editing is disabled"), "readable without script");
        }
    }

    @Test
    void theNarrowestPhoneNeedsNoSidewaysScrolling() {
        PublicPage served = serve(Samples.worstDay());
        try (var context = Browser.context()) {
            Page tab = context.newPage();
            tab.setViewportSize(NARROWEST, 640);
            for (String path : List.of("/", "/contributors", "/history", NOTICE + Samples.worstDay().notices().get(0).id())) {
                tab.navigate(served.address(path));
                assertTrue((Integer) tab.evaluate("document.documentElement.scrollWidth") <= NARROWEST, path);
            }
        }
    }

    /** On pages of others: the small view may be framed, the page itself may not, and the component says what the badge says. */
    @Test
    void othersMayShowTheStatusAndNothingElse() throws IOException {
        PublicPage served = serve(Samples.worstDay());
        // Somebody else's site, really served: what is put in the place of an answer counts as from afar, and may not look at this machine.
        HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        byte[] host = ("<!doctype html><html lang=en><title>x</title><iframe name=small src='" + served.address("/embed")
                + "' width=400 height=220 title=Status></iframe><iframe name=whole src='" + served.address("/")
                + "' title=Page></iframe><script type=module src='" + served.address("/embed.js")
                + "'></script><gatepost-status href='" + served.address("/readers")
                + "'>Readers</gatepost-status><gatepost-status id=none href='" + served.address("/nobody")
                + "'>Nobody</gatepost-status><img src='" + served.address("/badge.svg") + "' alt=Badge></html>")
                .getBytes(StandardCharsets.UTF_8);
        other.createContext("/host.html", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, host.length);
            try (var body = exchange.getResponseBody()) {
                body.write(host);
            }
        });
        other.start();
        try (var context = Browser.context()) {
            Page tab = context.newPage();
            tab.navigate("http://localhost:" + other.getAddress().getPort() + "/host.html");

            tab.waitForCondition(() -> tab
                    .evaluate("document.querySelector('gatepost-status').shadowRoot?.querySelector('a')?.textContent") != null);
            assertEquals("Readers · Wiki status: Degraded",
                    tab.evaluate("document.querySelector('gatepost-status').shadowRoot.querySelector('a').textContent"));
            assertEquals(true, tab.evaluate("document.getElementById('none').shadowRoot.querySelector('a') === null"));
            assertTrue(tab.frame("small").locator("h1").textContent().contains("Editing is disabled"));
            // What may not be framed is no document of ours there.
            assertTrue(tab.frames().stream().anyMatch(frame -> frame.url().equals(served.address("/embed"))));
            assertTrue(tab.frames().stream().noneMatch(frame -> frame.url().equals(served.address("/"))));
            assertTrue((Integer) tab.evaluate("document.querySelector('img').naturalWidth") > 100);
            tab.navigate(served.address("/embed"));
            Browser.screenshot(tab, "embed");
        } finally {
            other.stop(0);
        }
    }

    /** Of the pictures of the tour: a good day and the worst, light and dark, phone and wide, English and Arabic. */
    @Test
    void thePageIsLookedAt() {
        Map<String, PublishedPage> days = Map.of("well", Samples.allWell(), "worst", Samples.worstDay());
        days.forEach((day, page) -> {
            PublicPage served = serve(page, Proofs.Config.sample().in("ar"));
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var context = Browser.context()) {
                    Page tab = context.newPage();
                    tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    for (int width : List.of(PHONE, WIDE)) {
                        tab.setViewportSize(width, 900);
                        for (String language : List.of("en", "ar")) {
                            tab.navigate(served.address("/" + language + "/"));
                            assertEquals(language, tab.evaluate("document.documentElement.lang"));
                            assertTrue((Integer) tab.evaluate("document.documentElement.scrollWidth") <= width, language);
                            Browser.screenshot(tab, "page-" + day + "-" + width + "-" + language
                                    + (scheme == ColorScheme.LIGHT ? "" : "-dark"));
                        }
                    }
                }
            }
        });
    }

    @Test
    void everythingThatCanHappenToWordsIsLookedAt() {
        PublishedPage page = Samples.everything();
        PublicPage served = serve(page);
        String notice = NOTICE + page.notices().stream().filter(one -> one.title().startsWith("Editing")).findFirst()
                .orElseThrow().id();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var context = Browser.context()) {
                Page tab = context.newPage();
                tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                for (int width : List.of(PHONE, WIDE)) {
                    tab.setViewportSize(width, 900);
                    for (String path : List.of("/", notice)) {
                        tab.navigate(served.address(path));
                        assertTrue((Integer) tab.evaluate("document.documentElement.scrollWidth") <= width, path);
                        Browser.screenshot(tab, (path.equals("/") ? "everything-" : "notice-") + width
                                + (scheme == ColorScheme.LIGHT ? "" : "-dark"));
                    }
                }
                assertEquals("line-through", tab.evaluate(
                        "getComputedStyle(document.querySelector('.update del .words > div')).textDecorationLine"));
                assertTrue(tab.locator(".update del .words > div").first().isVisible());
            }
        }
    }

    private PublicPage serve(PublishedPage page) {
        return serve(page, Proofs.Config.sample());
    }

    private PublicPage serve(PublishedPage page, SiteConfig config) {
        new Publication(store, KEYS, Clock.systemUTC())
                .of(new Edition(config, Theme.packed()).surfaces(page, Samples.AS_OF).toArray(Surface[]::new));
        return PublicPage.of(store, KEYS.verificationKeys());
    }
}
