package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Accessibility;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.NeedsChromium;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;

/**
 * That everybody can read every page, by WCAG 2.2 AA: with axe-core what a program can see, and in a browser what zoom, larger text,
 * wider spacing and a keyboard do to it. Which pages and languages there are is asked of the edition, not listed here.
 */
@NeedsChromium
class EveryReaderIT {
    private static final String SITE = "https://status.example.org";
    private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([^\"]+)\"");
    /** 1280 CSS pixels at 400 % (WCAG 1.4.10). */
    private static final int ZOOMED = 320;
    /** CSS pixels (WCAG 2.5.8). */
    private static final int TARGET_MIN = 24;
    /** WCAG 1.4.12, word for word. */
    private static final String SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
            + "p { margin-block-end: 2em !important }";
    /** What stands out of its box or of the page, scrolled to the side or cut off; what is for screen readers only is so on purpose. */
    private static final String CUT_OFF = """
                                          () => {
                                              const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
                                              for (const it of document.querySelectorAll('body *')) {
                                                  if (it.closest('.hidden, .skip, svg, script, style')) continue
                                                  const style = getComputedStyle(it), box = it.getBoundingClientRect()
                                                  if (box.width === 0) continue
                                                  const cut = style.overflow !== 'visible' && (it.scrollWidth > it.clientWidth + 1
                                                      || it.scrollHeight > it.clientHeight + 1)
                                                  if (cut || box.right > innerWidth + 1 || box.left < -1) wide.push(it.outerHTML.slice(0, 120))
                                              }
                                              return wide
                                          }
                                          """;
    /** Links within a sentence are excepted by the criterion, and so are those around which a circle of that size is free. */
    private static final String SMALL_TARGETS = """
                                                min => {
                                                    const targets = [...document.querySelectorAll('a[href], summary, button')]
                                                        .filter(it => !it.closest('.skip') && it.checkVisibility())
                                                    const boxes = targets.map(it => it.getBoundingClientRect())
                                                    const isSmall = box => box.width < min || box.height < min
                                                    const distance = (x, y, box) => Math.hypot(
                                                        Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom))
                                                    return targets.filter((it, i) => {
                                                        const box = boxes[i]
                                                        if (!isSmall(box) || it.closest('svg, .words, h1, p, td')) return false
                                                        const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2
                                                        return boxes.some((other, j) => j !== i && (distance(x, y, other) < min / 2
                                                            || isSmall(other) && Math.hypot(x - (other.left + other.right) / 2,
                                                                y - (other.top + other.bottom) / 2) < min))
                                                    }).map(it => it.outerHTML.slice(0, 120))
                                                }
                                                """;

    private record Shown(String path, byte[] body, String language) {
    }

    @Test
    void axeFindsNothingOnAnyPageInAnyStateOrLanguage() {
        List<String> faults = new ArrayList<>();
        for (PublishedPage page : List.of(Samples.empty(), Samples.allWell(), Samples.worstDay(), Samples.everything())) {
            // In each further language the same templates put other words: there, that state which has something of everything.
            boolean isFull = page.equals(Samples.everything());
            onEach(page, isFull, (tab, shown) -> {
                tab.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
                Accessibility.faults(tab).forEach(fault -> faults.add(shown.path() + ": " + fault));
            });
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void fourTimesAsLargeNothingIsCutOffAndNothingScrollsToTheSide() {
        List<String> faults = new ArrayList<>();
        onEach(Samples.everything(), true, (tab, shown) -> {
            tab.setViewportSize(ZOOMED, 640);
            tab.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
            note(faults, shown, "400 %", tab.evaluate(CUT_OFF));
            tab.evaluate("css => { const it = new CSSStyleSheet(); it.replaceSync(css); document.adoptedStyleSheets = [it] }",
                    SPACED);
            note(faults, shown, "spaced", tab.evaluate(CUT_OFF));
            tab.setViewportSize(1280, 900);
            tab.evaluate("css => { const it = new CSSStyleSheet(); it.replaceSync(css); document.adoptedStyleSheets = [it] }",
                    "html { font-size: 200% }");
            note(faults, shown, "text of 200 %", tab.evaluate(CUT_OFF));
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void everythingThatIsPressedIsLargeEnoughOrFarEnoughFromOthers() {
        List<String> faults = new ArrayList<>();
        onEach(Samples.everything(), false, (tab, shown) -> {
            for (int width : List.of(ZOOMED, 1280)) {
                tab.setViewportSize(width, 900);
                note(faults, shown, width + " wide", tab.evaluate(SMALL_TARGETS, TARGET_MIN));
            }
        });
        assertEquals(List.of(), faults);
    }

    private static void note(List<String> faults, Shown shown, String how, Object found) {
        ((List<?>) found).stream().limit(3).forEach(fault -> faults.add(shown.path() + " (" + how + "): " + fault));
    }

    @Test
    void theKeyboardGoesThroughThePageInItsOrderAndItsPlaceIsSeen() {
        on(Samples.worstDay(), (tab, pages) -> {
            tab.navigate(SITE + "/");
            // What is folded away has no place in the order.
            tab.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
            tab.keyboard().press("Tab");
            assertEquals("Skip to content", tab.evaluate("document.activeElement.textContent"));
            assertTrue(tab.locator(".skip").boundingBox().width > 100, "seen once it has the focus");
            List<Object> inOrder = new ArrayList<>();
            int links = ((Number) tab.evaluate("document.querySelectorAll('a[href], summary').length")).intValue();
            for (int i = 1; i < links; i++) {
                tab.keyboard().press("Tab");
                inOrder.add(tab.evaluate("[...document.querySelectorAll('a[href], summary')].indexOf(document.activeElement)"));
                assertTrue(!"none".equals(tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")),
                        () -> "The focus is not seen on " + tab.evaluate("document.activeElement.outerHTML"));
            }
            assertEquals(IntStream.range(1, links).boxed().toList(), inOrder);
        });
    }

    @Test
    void whatIsReadAloudBeginsWithTheAnswerAndFollowsThePage() {
        on(Samples.worstDay(), (tab, pages) -> {
            tab.navigate(SITE + "/");
            String said = tab.locator("body").ariaSnapshot();
            assertInOrder(said, "link \"Skip to content\"", "banner", "navigation \"For whom\"", "main",
                    "heading \"Editing is disabled on all wikis, since 16:19 UTC.\" [level=1]",
                    "heading \"By audience\" [level=2]",
                    "heading \"Open now\" [level=2]", "heading \"Editing is disabled on all wikis\" [level=3]",
                    "heading \"Components\" [level=2]", "heading \"Planned work\" [level=2]", "heading \"Past\" [level=2]",
                    "contentinfo", "navigation \"More\"");
            tab.navigate(SITE + "/incidents/ntc000000010");
            assertInOrder(tab.locator("body").ariaSnapshot(), "main", "link \"Current status\"",
                    "heading \"Editing is disabled on all wikis\" [level=1]", "heading \"Updates\" [level=2]",
                    "heading \"Identified\" [level=3]", "heading \"Investigating\" [level=3]");
        });
    }

    private static void assertInOrder(String text, String... parts) {
        int at = 0;
        for (String part : parts) {
            int next = text.indexOf(part, at);
            assertTrue(next >= 0,
                    "After " + text.substring(Math.max(0, at - 80), at) + " there is no " + part + " in\n" + text);
            at = next + part.length();
        }
    }

    @Test
    void onPaperAndInForcedColoursItIsLookedAt() {
        on(Samples.worstDay(), (tab, pages) -> {
            tab.navigate(SITE + "/");
            tab.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            Browser.screenshot(tab, "page-forced");
            // The mark has the colour of the words beside it, whatever that is.
            assertEquals(tab.evaluate("getComputedStyle(document.querySelector('.card .status .mark')).color"),
                    tab.evaluate("getComputedStyle(document.querySelector('.card .status')).color"));
            tab.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE).setMedia(Media.PRINT));
            Browser.screenshot(tab, "page-print");
            assertTrue(!tab.locator("header nav").isVisible());
            assertTrue(tab.locator(".card").first().isVisible());
        });
    }

    private interface Look {
        void at(Page tab, Shown shown);
    }

    private interface Visit {
        void of(Page tab, Map<String, Surface> pages);
    }

    /** One page of each kind, and its stale form where it is the front page. */
    private static void onEach(PublishedPage page, boolean inEveryLanguage, Look look) {
        on(page, (tab, pages) -> {
            Set<String> seen = new HashSet<>();
            for (Surface surface : pages.values()) {
                String language = languageOf(surface);
                // Of notices each looks different, where there is something of everything.
                String kind = surface.path().replaceAll(language.equals(Theme.LANGUAGE) && inEveryLanguage
                        ? "[0-9]{4}-[0-9]{2}|cmp[0-9]{9}"
                        : "[0-9]{4}-[0-9]{2}|[0-9a-z]{12}", "*");
                boolean isOthers = !language.equals(Theme.LANGUAGE);
                if (surface.path().matches("(/[a-z]{2})?/(readers|contributors|movement)/(history|components|incidents|api).*")
                        || isOthers && !inEveryLanguage || !seen.add(kind)) {
                    continue;
                }
                tab.navigate(SITE + surface.path());
                look.at(tab, new Shown(surface.path(), surface.body(), language));
                if (surface.path().equals("/")) {
                    tab.navigate(SITE + "/?stale");
                    look.at(tab, new Shown("/ (stale)", surface.staleBody(), language));
                }
            }
            assertTrue(seen.size() > 4, seen.toString());
        });
    }

    private static String languageOf(Surface surface) {
        Matcher language = LANGUAGE.matcher(PagesTest.text(surface.body()));
        assertTrue(language.find(), surface.path());
        return language.group(1);
    }

    /** Serves the edition to one tab within the browser: with its headers, and without a store, which would pack it all first. */
    private static void on(PublishedPage page, Visit visit) {
        Map<String, Surface> all = Proofs.surfaces(page).stream()
                .collect(Collectors.toMap(Surface::path, surface -> surface, (one, other) -> one, LinkedHashMap::new));
        Map<String, Surface> pages = new LinkedHashMap<>(all);
        pages.values().removeIf(surface -> !surface.contentType().startsWith("text/html"));
        try (BrowserContext context = Browser.context()) {
            context.route("**/*", route -> answer(route, all));
            visit.of(context.newPage(), pages);
        }
    }

    private static void answer(Route route, Map<String, Surface> pages) {
        String address = route.request().url().substring(SITE.length());
        Surface surface = pages.get(address.replaceAll("[?].*", ""));
        if (surface == null) {
            route.fulfill(new Route.FulfillOptions().setStatus(404).setBody(""));
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>(surface.headers());
        headers.put("Content-Type", surface.contentType());
        route.fulfill(new Route.FulfillOptions().setStatus(surface.status()).setHeaders(headers)
                .setBodyBytes(address.endsWith("?stale") ? surface.staleBody() : surface.body()));
    }
}
