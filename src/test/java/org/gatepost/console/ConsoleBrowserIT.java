package org.gatepost.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;

import org.gatepost.front.PublicPage;
import org.gatepost.local.Parts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.NeedsChromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The console as people use it: a real browser, the real login page, and the public page read beside it. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
@NeedsChromium
class ConsoleBrowserIT {

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @AfterEach
    void closeEveryWindow() {
        contexts.forEach(BrowserContext::close);
        assertEquals(List.of(), complaints, "the browser's own console");
    }

    @Test
    void fromAnAlertThatArrivesToWordsOnThePublicPage() {
        Page responder = login("responder");
        String alert = "BrowserWatched" + System.nanoTime();
        String message = Api.file("alertmanager/firing-two-truncated.json").replace("MediaWikiHighErrorRate", alert)
                .replace("4f214a2151755fe2", "browser1" + System.nanoTime())
                .replace("fde3031c07c997fb", "browser2" + System.nanoTime());
        Api.as(Api.AUTOMATION).post("/alerts/alertmanager", message).then().statusCode(200);
        // Nobody reloads: the board shows it by itself.
        assertThat(responder.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(alert)).first()).isVisible();
        responder.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(alert)).first().click();

        String title = "Errors on mw1001 " + System.nanoTime();
        responder.locator("input[name=title]").fill(title);
        responder.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Declare incident")).click();
        assertThat(responder.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(title);
        accessible(responder);
        Browser.screenshot(responder, "incident");
        responder.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write for the public")).click();

        String publicTitle = "Pages answer with errors " + System.nanoTime();
        responder.getByLabel("Title").fill(publicTitle);
        responder.getByLabel("Words for all who are mentioned")
                .fill("Some pages answer with an **error**. Reload them after a minute.");
        responder.getByLabel("Mention Readers").check();
        responder.getByLabel("Impact that is disclosed").first().selectOption("DEGRADED");
        // Typing alone saves: what each audience will read follows the words.
        assertThat(responder.getByText("Reload them after a minute.", new Page.GetByTextOptions().setExact(false)).last())
                .isVisible();
        accessible(responder);
        Browser.screenshot(responder, "writing");
        String address = responder.url();
        responder.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save and propose for review")).click();
        assertThat(responder.getByText("This is what the world will read")).isVisible();
        assertThat(responder.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve exactly this")))
                .hasCount(0);

        Page publisher = login("publisher");
        publisher.navigate(address);
        accessible(publisher);
        publisher.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve exactly this")).click();
        assertThat(
                publisher.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish to Readers").setExact(false)))
                .isVisible();
        Browser.screenshot(publisher, "review");
        publisher.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish to Readers").setExact(false)).click();
        PublicPage.shared().awaitWords("/readers", publicTitle);
        assertFalse(PublicPage.shared().get("/contributors").body().contains(publicTitle), "contributors were not mentioned");
        assertFalse(PublicPage.shared().get("/").body().contains(title), "the private title stays private");
    }

    @Test
    void whatIsSealedIsMarkedInsideAndNothingOutside() {
        String title = "Signing key on a laptop " + System.nanoTime();
        Page responder = login("responder2");
        responder.getByLabel("What is wrong?").fill(title);
        responder.getByText("Severity, criterion and seal").click();
        responder.getByLabel("Sealed from the start").selectOption("yes");
        responder.getByLabel("Reason for the seal").fill("The key must be revoked first.");
        responder.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Declare incident")).click();
        assertThat(responder.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(title);
        assertThat(responder.getByText("Only its circle may know that this exists")).isVisible();
        accessible(responder);
        String address = responder.url();

        Page security = login("security");
        assertThat(security.getByText(title)).isVisible();
        accessible(security);
        Browser.screenshot(security, "console");
        security.navigate(address);
        Browser.screenshot(security, "sealed");

        Page stranger = login("publisher");
        assertThat(stranger.getByText(title)).hasCount(0);
        int status = stranger.navigate(address).status();
        String hidden = stranger.locator("main").innerText();
        assertEquals(404, status);
        assertEquals(404, stranger
                .navigate(address.substring(0, address.lastIndexOf('/')) + "/00000000-0000-4000-8000-000000000000").status());
        assertEquals(hidden, stranger.locator("main").innerText());
        complaints.removeIf(complaint -> complaint.contains("404"));
    }

    @Test
    void loggingOutLeavesNothingBehind() {
        Page responder = login("responder");
        responder.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log out")).click();
        assertThat(responder.locator("#username")).isVisible();
        responder.navigate(console() + "/incidents");
        assertThat(responder.locator("#username")).isVisible();
        assertEquals(0, responder.evaluate("window.localStorage.length + window.sessionStorage.length"));
    }

    private Page login(String account) {
        BrowserContext context = Browser.context();
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate(console() + "/");
        page.locator("#username").fill(account);
        page.locator("#password").fill(account);
        page.locator("#kc-login").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log out"))).isVisible();
        return page;
    }

    private static String console() {
        return Parts.shared().addresses().console();
    }

    private static void accessible(Page page) {
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations().stream().map(rule -> rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList()).toList(), page.url());
    }
}
