package org.gatepost.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;

import org.gatepost.local.LocalAccounts;
import org.gatepost.local.Parts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.NeedsChromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What is open on somebody's screen when it stops being theirs. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
@NeedsChromium
class DarkBrowserIT {
    /** Asked every second; the rest is for a machine that is busy with other tests. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @AfterEach
    void nothingStays() {
        Database.forget();
    }

    @Test
    void theOpenPageOfWhoIsDismissedGoesDarkAtOnce() {
        Api rosa = Api.as("responder");
        Api.as("publisher2").get("/operators");
        String title = "Signing key " + System.nanoTime();
        String hidden = rosa.makes("/incidents",
                Map.of("title", title, "seal", Map.of("reason", "The key", "circle", "NAMED_PEOPLE")));
        String paolo = rosa.get("/operators").path("find { it.name == '" + LocalAccounts.PUBLISHER_2.fullName() + "' }.id");
        rosa.post("/incidents/" + hidden + "/embargo/members", Map.of("operator", paolo)).then().statusCode(204);
        goesDark("/incidents/" + hidden, title,
                () -> rosa.delete("/incidents/" + hidden + "/embargo/members/" + paolo).then().statusCode(204));
    }

    @Test
    void theOpenPageOfAStrangerGoesDarkWhenItIsSealed() {
        Api rosa = Api.as("responder");
        String title = "Pages are slow " + System.nanoTime();
        String incident = rosa.makes("/incidents", Map.of("title", title));
        goesDark("/incidents/" + incident, title, () -> rosa.post("/incidents/" + incident + "/embargo",
                Map.of("reason", "It is worse", "circle", "SECURITY_TEAM")).then().statusCode(204));
    }

    private static void goesDark(String path, String title, Runnable act) {
        try (BrowserContext context = Browser.context()) {
            Page page = context.newPage();
            String console = "http://127.0.0.1:"
                    + Parts.shared().configuration(java.util.Set.of("console")).get("quarkus.http.port");
            page.navigate(console + path);
            page.locator("#username").fill("publisher2");
            page.locator("#password").fill("publisher2");
            page.locator("[type=submit]").click();
            assertThat(page.locator("h1")).hasText(title);
            page.locator("#timeline-words").fill("What I was about to say");
            act.run();
            long begin = System.nanoTime();
            while (shows(page, title)) {
                assertTrue(System.nanoTime() - begin < AT_ONCE.toNanos(), "it is still there");
            }
            assertThat(page.locator("h1")).hasText("Not found");
            assertEquals("Not found · Gatepost", page.title());
            assertFalse(shows(page, title));
        }
    }

    private static boolean shows(Page page, String title) {
        try {
            return page.locator("body").textContent().contains(title) || page.title().contains(title);
        } catch (PlaywrightException e) {
            // The page is on its way to another.
            return true;
        }
    }
}
