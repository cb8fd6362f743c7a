package org.gatepost.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.gatepost.local.Parts;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.NeedsChromium;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What scripts add to the console, in a real browser. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
@NeedsChromium
class ConsoleScriptsIT {
    private final String console = "http://127.0.0.1:"
            + Parts.shared().configuration(Set.of("console")).get("quarkus.http.port");
    private final List<String> complaints = new ArrayList<>();

    private Page logIn(BrowserContext context, String account) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(console + "/");
        page.fill("#username", account);
        page.fill("#password", account);
        page.click("#kc-login");
        assertThat(page.locator("#declare-title")).isVisible();
        return page;
    }

    @Test
    void theBoardShowsWhatSomebodyElseDeclaredWithoutBeingReloaded() {
        try (BrowserContext context = Browser.context()) {
            Page page = logIn(context, "responder");
            page.fill("#declare-title", "Half a sentence");
            Desk.of("responder2").get("/").submit("/incidents", Map.of("title", "Declared by somebody else"));
            assertThat(page.locator("#board")).containsText("Declared by somebody else");
            assertEquals("Half a sentence", page.inputValue("#declare-title"));
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void aDraftSavesItselfWhileItIsTypedAndNothingOfItCrosses() {
        try (BrowserContext context = Browser.context()) {
            Page page = logIn(context, "responder");
            page.navigate(console + "/drafts");
            page.click("text=Write words without an incident");
            page.waitForURL(Pattern.compile(".*/drafts/[0-9a-f-]{36}$"));
            page.fill("#draft-title", "Typed slowly");
            page.check("#disclosures\\.readers\\.mentioned");
            page.selectOption("#disclosures\\.readers\\.impact", "DEGRADED");
            page.fill("#draft-words", "It is **slow**.");
            assertThat(page.locator("#saved")).hasText(Pattern.compile("Saved \\d\\d:\\d\\d:\\d\\d UTC\\."));
            assertThat(page.locator("#reading strong")).hasText("slow");
            page.reload();
            assertEquals("It is **slow**.", page.inputValue("#draft-words"));
            String before = page.inputValue("#version");
            page.locator("#draft-words").pressSequentially(" More.");
            assertThat(page.locator("#version")).not().hasValue(before);
            page.locator("#draft-words").pressSequentially(" And more.");
            page.click("text=Save and propose for review");
            assertThat(page.locator("#why-not-approve")).isVisible();
            assertThat(page.locator("#frozen")).containsText("More. And more.");
            page.click("text=See the page before and after");
            assertThat(page.frameLocator("iframe[title='/ with this draft']").locator("body")).containsText("Typed slowly");
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void whatWasTypedStaysWhenTheSessionHasEnded() {
        try (BrowserContext context = Browser.context()) {
            Page page = logIn(context, "responder");
            page.navigate(console + "/incidents");
            page.navigate(console + Desk.of("responder").get("/").submit("/incidents", Map.of("title", "Long session")).path());
            page.fill("#timeline-words", "Words that took an hour");
            context.clearCookies();
            page.click("text=Add to timeline");
            assertThat(page.locator("#lost")).containsText("Your session ended");
            assertEquals("Words that took an hour", page.inputValue("#timeline-words"));
            assertTrue((Boolean) page.evaluate("() => localStorage.length + sessionStorage.length === 0"));
        }
    }

    @Test
    void aDraftSurvivesALostConnectionAndAnEndedSession() {
        try (BrowserContext context = Browser.context()) {
            Page page = logIn(context, "responder");
            page.navigate(console + "/drafts");
            page.click("text=Write words without an incident");
            page.waitForURL(Pattern.compile(".*/drafts/[0-9a-f-]{36}$"));
            page.fill("#draft-title", "Before");
            assertThat(page.locator("#reading")).containsText("Nobody is addressed");
            context.setOffline(true);
            page.fill("#draft-title", "Typed in a tunnel");
            assertThat(page.locator("#lost")).containsText("does not answer");
            context.setOffline(false);
            page.locator("#draft-title").pressSequentially(", and after it");
            assertThat(page.locator("#lost")).isHidden();
            assertThat(page.locator("#saved")).hasText(Pattern.compile("Saved \\d\\d:\\d\\d:\\d\\d UTC\\."));
            context.clearCookies();
            page.locator("#draft-title").pressSequentially("!");
            assertThat(page.locator("#lost")).containsText("Your session ended");
            page.click(".bar button:text-is('Save')");
            assertEquals("Typed in a tunnel, and after it!", page.inputValue("#draft-title"));
            logIn(context, "responder").close();
            page.click(".bar button:text-is('Save')");
            // The whole screen is new: it says who saved.
            assertThat(page.locator("#saved")).containsText(" by ");
            page.reload();
            assertEquals("Typed in a tunnel, and after it!", page.inputValue("#draft-title"));
        }
    }

    @Test
    void keysAndQuickChoicesSaveTime() {
        try (BrowserContext context = Browser.context()) {
            Page page = logIn(context, "responder");
            page.navigate(console + "/drafts");
            page.click("text=Write words without an incident");
            page.waitForURL(Pattern.compile(".*/drafts/[0-9a-f-]{36}$"));
            page.fill("#draft-title", "By keys");
            page.fill("#draft-words", "All by keys.");
            page.check("#disclosures\\.readers\\.mentioned");
            page.selectOption("#disclosures\\.readers\\.impact", "NONE");
            page.click("button[aria-label='Next update in 30 min']");
            assertTrue(page.inputValue("#draft-nextUpdateBy").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*"));
            page.focus("#draft-words");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#frozen")).containsText("All by keys.");
            assertThat(page.locator("#frozen")).containsText("next update by");
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void theCriterionSecurityPreselectsTheSeal() {
        try (BrowserContext context = Browser.context()) {
            Page page = logIn(context, "responder");
            page.click("text=Severity, criterion and seal");
            page.selectOption("#declare-criterion", "SECURITY");
            assertEquals("yes", page.inputValue("#declare-seal"));
            page.selectOption("#declare-criterion", "OTHER");
            assertEquals("", page.inputValue("#declare-seal"));
        }
    }
}
