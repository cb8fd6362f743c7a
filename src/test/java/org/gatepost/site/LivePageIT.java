package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.gatepost.front.PublicPage;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.snapshot.Keys;
import org.gatepost.snapshot.Publication;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.NeedsChromium;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;

/** What the page's script adds for those who have scripts: their own time, and news without reloading. */
@NeedsChromium
class LivePageIT {
    private static final Keys KEYS = Keys.named("live");
    /** Longer than the script waits, whatever its luck. */
    private static final String A_LOOK_LATER = "01:15";

    private static final Pattern WANTED = Pattern
            .compile(
                    "/|/readers|/history|/api|/404|/incidents/ntc00000000[1-4]|/incidents/ntc000000010|/components/cmp000000001"
                            + "|/favicon.svg|/icons/.*|/manifest.webmanifest|/style-.*|/page-.*");

    @TempDir
    Path store;

    private Publication publication;
    private PublicPage served;

    @BeforeEach
    void open() {
        publication = new Publication(store, KEYS, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        if (served != null) {
            served.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // The sample begins at 16:19 UTC.
            "Asia/Kathmandu     | (22:04 GMT+5:45)",
            "America/St_Johns   | (12:49 GMT-3:30)",
            // Across the date line it is the next day.
            "Pacific/Apia       | (6 March at 05:19 GMT+13)",
            "Etc/UTC            | ''"})
    void aReadersOwnTimeStandsBesideUtc(String zone, String here) {
        serve(Samples.worstDay());
        try (var context = Browser.context(zone)) {
            Page tab = context.newPage();
            List<String> complaints = complaints(tab);
            tab.navigate(served.address("/"));

            assertEquals("16:19 UTC", tab.textContent("h1 time"));
            assertEquals("2026-03-05T16:19Z", tab.getAttribute("h1 time", "datetime"));
            assertEquals(here, String.join("", tab.locator("h1 .here").allTextContents()));
            assertEquals(List.of(), complaints);
        }
    }

    /** In Berlin the hour from two to three does not exist on 29 March 2026, and comes twice on 25 October. */
    @Test
    void onADayOnWhichClocksAreChangedEachTimeHasItsOwnOffset() {
        Samples samples = Samples.wiki();
        for (String at : List.of("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2025-10-26T00:30:00Z",
                "2025-10-26T01:30:00Z")) {
            samples.incident("At " + at, Instant.parse(at)).update(NoticeState.RESOLVED, Instant.parse(at))
                    .tell(Samples.READERS, Impact.NONE, "Over");
        }
        PublishedPage page = samples.build();
        serve(page);
        try (var context = Browser.context("Europe/Berlin")) {
            Page tab = context.newPage();
            List<String> here = new ArrayList<>();
            page.notices().forEach(notice -> {
                tab.navigate(served.address("/incidents/" + notice.id()));
                here.add(notice.title() + " " + tab.locator(".facts .here").first().textContent());
            });
            assertEquals(List.of("At 2026-03-29T01:30:00Z (03:30 CEST)", "At 2026-03-29T00:30:00Z (01:30 CET)",
                    "At 2025-10-26T01:30:00Z (02:30 CET)", "At 2025-10-26T00:30:00Z (02:30 CEST)"), here);
        }
    }

    @Test
    void newsComeWithoutReloadingAndFocusAndWhatIsUnfoldedStay() {
        serve(Samples.worstDay());
        try (var context = Browser.context("Asia/Kathmandu")) {
            Page tab = context.newPage();
            List<String> complaints = complaints(tab);
            List<String> asked = asked(context);
            tab.clock().install();
            tab.navigate(served.address("/"));
            tab.evaluate("window.sameDocument = true");
            tab.locator("details").first().evaluate("it => it.open = true");
            tab.locator(".past a").first().focus();
            String focused = (String) tab.evaluate("document.activeElement.href");

            publish(news());
            tab.clock().runFor(A_LOOK_LATER);
            tab.waitForCondition(() -> tab.locator("h3", new Page.LocatorOptions().setHasText("Search is down")).count() == 1);

            assertEquals("This page was updated.", tab.textContent("#said"));
            assertEquals(true, tab.evaluate("window.sameDocument"));
            assertEquals(true, tab.locator("details").first().evaluate("it => it.open"));
            assertEquals(focused, tab.evaluate("document.activeElement.href"));
            assertEquals(1, tab.locator("article.new", new Page.LocatorOptions().setHasText("Search is down")).count());
            assertTrue(tab.locator("article.card").first().locator(".here").count() > 0, "local times in what is new");
            assertEquals(0, tab.locator("article.card", new Page.LocatorOptions().setHasText("Editing is disabled"))
                    .locator(".new").count(), "what stayed is not marked");
            // What a reader gets who comes now is what this one sees, beside what the script adds.
            String shown = text(tab);
            tab.reload();
            assertEquals(text(tab), shown);
            assertEquals(List.of(), complaints);
            assertEquals(List.of(), asked.stream().filter(url -> !url.startsWith(served.address("/"))).toList());
            assertEquals(List.of(), context.cookies());
            assertEquals(0, tab.evaluate("localStorage.length + sessionStorage.length"));
        }
    }

    private static String text(Page tab) {
        return tab.locator("main").textContent().replaceAll("\\s+", " ");
    }

    @Test
    void whereNothingChangedNothingIsSaidAndThePageIsNotSentAgain() {
        serve(Samples.worstDay());
        try (var context = Browser.context("Etc/UTC")) {
            Page tab = context.newPage();
            tab.clock().install();
            tab.navigate(served.address("/"));
            tab.evaluate("new MutationObserver(() => window.moved = true).observe(document.querySelector('main'), "
                    + "{ subtree: true, childList: true, attributes: true, characterData: true })");
            for (int look = 0; look < 2; look++) {
                Response answer = tab.waitForResponse(served.address("/"), () -> tab.clock().runFor(A_LOOK_LATER));
                assertTrue(answer.request().allHeaders().containsKey("if-none-match"), "asked with the tag that is held");
            }
            assertEquals("", tab.textContent("#said"));
            assertEquals(true, tab.evaluate("window.moved === undefined"));
        }
    }

    @Test
    void whoCannotAskIsToldAndAsksLessOften() {
        serve(Samples.allWell());
        try (var context = Browser.context("Etc/UTC")) {
            Page tab = context.newPage();
            tab.clock().install();
            tab.navigate(served.address("/"));
            context.setOffline(true);
            for (int minutes = 0; minutes < 6; minutes++) {
                tab.clock().runFor(A_LOOK_LATER);
                tab.waitForTimeout(50);
            }
            tab.waitForCondition(() -> !tab.textContent("#said").isEmpty());
            assertTrue(tab.textContent("#said").contains("cannot be refreshed"));
            assertTrue(tab.locator("#said").isVisible());
            Browser.screenshot(tab, "page-lost");

            context.setOffline(false);
            tab.clock().runFor("09:50");
            tab.waitForCondition(() -> tab.textContent("#said").isEmpty());
        }
    }

    @Test
    void whoWantsNoMotionGetsNone() {
        serve(Samples.worstDay());
        try (var context = Browser.context("Etc/UTC")) {
            Page tab = context.newPage();
            tab.navigate(served.address("/"));
            tab.locator("article").first().evaluate("it => it.classList.add('new')");
            assertEquals("new", tab.evaluate("getComputedStyle(document.querySelector('.new')).animationName"));
            tab.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            assertEquals("none", tab.evaluate("getComputedStyle(document.querySelector('.new')).animationName"));
        }
    }

    @Test
    void withoutScriptNothingIsMissing() {
        serve(Samples.worstDay());
        try (var with = Browser.context("Etc/UTC"); var without = Browser.contextWithoutScript()) {
            Page one = with.newPage();
            Page other = without.newPage();
            for (String path : List.of("/", "/readers", "/history", "/incidents/ntc000000010", "/components/cmp000000001",
                    "/api")) {
                one.navigate(served.address(path));
                other.navigate(served.address(path));
                assertEquals(one.locator("body").innerText(), other.locator("body").innerText(), path);
            }
        }
    }

    private static PublishedPage news() {
        PublishedPage before = Samples.worstDay();
        Samples samples = Samples.wiki();
        samples.incident("Search is down", Samples.NOW)
                .update(NoticeState.INVESTIGATING, Samples.NOW.plus(Duration.ofMinutes(1)))
                .tell(Samples.READERS, Impact.MAJOR_OUTAGE, "Nothing is found.");
        PublishedPage added = samples.build();
        var notices = new ArrayList<>(before.notices());
        // Ids are counted by sample, and this one comes from another.
        var fresh = added.notices().get(0);
        notices.add(0, new PublishedNotice("ntcnews00001", fresh.kind(), fresh.title(), fresh.titles(),
                fresh.startedAt(), fresh.publishedAt(), fresh.updatedAt(), null, null, fresh.recurrence(), fresh.updates()));
        return new PublishedPage(before.revision() + 1, fresh.updatedAt(), before.audiences(), before.groups(),
                before.components(),
                notices, before.tombstones());
    }

    private static List<String> complaints(Page tab) {
        List<String> complaints = new ArrayList<>();
        tab.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        tab.onPageError(complaints::add);
        return complaints;
    }

    private static List<String> asked(BrowserContext context) {
        List<String> asked = new ArrayList<>();
        context.onRequest(request -> asked.add(request.url()));
        return asked;
    }

    private void serve(PublishedPage page) {
        publish(page);
        served = PublicPage.of(store, KEYS.verificationKeys());
        assertFalse(served.get("/").body().isEmpty());
    }

    private void publish(PublishedPage page) {
        // What is looked at here and no more: all of it would be packed anew for every test, which takes longer than the test.
        publication.of(Proofs.surfaces(page).stream().filter(surface -> WANTED.matcher(surface.path()).matches())
                .toArray(Surface[]::new));
    }
}
