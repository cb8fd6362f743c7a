package org.gatepost.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.gatepost.front.PublicPage;
import org.gatepost.local.LocalAccounts;
import org.gatepost.local.Parts;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.NeedsChromium;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The whole life of an embargoed incident, by four people with a browser each: Rosa declares it in secret, Selma and Petra are named, and
 * Ravi works here too and must not be able to tell, until the day on which he may.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
@NeedsChromium
class EmbargoBrowserIT {
    private static final Pattern INCIDENT = Pattern.compile(".*/incidents/[0-9a-f-]{36}.*");
    private static final Pattern DRAFT = Pattern.compile(".*/drafts/[0-9a-f-]{36}.*");
    /** Longer than the window in which a release can be cancelled. */
    private static final Duration BEFORE = Duration.ofMinutes(20);
    private static final int CONDITIONS = 4;

    private final Map<String, BrowserContext> contexts = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    @Inject
    TestClock clock;

    @AfterEach
    void everybodyLeaves() {
        clock.run();
        contexts.values().forEach(BrowserContext::close);
        Database.forget();
        assertEquals(List.of(), complaints, "the browsers' own consoles");
    }

    @Test
    void anEmbargoIsLivedThroughByFour() {
        Page rosa = tab("responder");
        Page selma = tab("security");
        Page petra = tab("publisher");
        Page ravi = tab("responder2");
        String before = listed(ravi);

        // Declared in secret: nobody ever saw it open.
        clock.stand(Instant.now().minus(BEFORE).truncatedTo(ChronoUnit.SECONDS));
        rosa.navigate(console() + "/");
        rosa.locator("#declare-title").fill("Session keys in a dump");
        rosa.locator("#declare summary").click();
        rosa.locator("#declare-seal").selectOption("yes");
        rosa.locator("#declare-reason").fill("The keys work until they are rotated.");
        rosa.locator("#declare-circle").selectOption("NAMED_PEOPLE");
        press(rosa, "Declare incident");
        rosa.waitForURL(INCIDENT);
        String incident = rosa.url().replaceFirst("#.*", "");
        String codename = rosa.locator("header.heading .codename dfn, header.heading .codename").last().innerText()
                .replace("SEALED", "").strip();
        assertTrue(codename.matches("[a-z]+-[a-z]+-[0-9]+"), codename);
        for (Page outside : List.of(selma, petra, ravi)) {
            absent(outside, incident);
        }

        // Worked on by named people.
        admit(rosa, incident, LocalAccounts.SECURITY.fullName());
        admit(rosa, incident, LocalAccounts.PUBLISHER.fullName());
        selma.navigate(incident);
        selma.locator("#timeline-words").fill("The dump is taken down. Rotation has begun.");
        press(selma, "Add to timeline");
        assertThat(selma.locator(".timeline")).containsText("Rotation has begun.");
        rosa.navigate(incident);
        rosa.locator("#mitigation-statement").fill("Old keys are refused everywhere.");
        press(rosa, "Mark mitigated");
        assertThat(rosa.locator("#status")).containsText("Old keys are refused everywhere.");

        // No release while a condition is open; the last tick proposes it to the owner.
        assertThat(rosa.locator("#release")).containsText("conditions are still open");
        for (int ticked = 0; ticked < CONDITIONS; ticked++) {
            selma.navigate(incident);
            selma.locator(".conditions")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Tick").setExact(true))
                    .first().click();
            assertThat(selma.locator(".conditions").getByRole(AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName("Untick"))).hasCount(ticked + 1);
        }
        rosa.navigate(console() + "/inbox");
        assertThat(rosa.locator("main")).containsText(codename);

        // Words for the world, written inside.
        rosa.navigate(incident);
        rosa.locator("#words > summary").click();
        rosa.locator("#words-ledger").check();
        press(rosa, "Write the words");
        rosa.waitForURL(DRAFT);
        String held = rosa.locator("#draft-words").inputValue();
        assertFalse(held.isBlank(), "the words begin with how long it was held back");
        rosa.locator("#draft-title").fill("Some sessions were ended");
        rosa.locator("#draft-words").fill(held + "\n\nWe ended some sessions. Please log in again.");
        rosa.locator("[id='disclosures.readers.mentioned']").check();
        rosa.locator("[id='disclosures.readers.impact']").selectOption("DEGRADED");
        press(rosa, "Save and propose for review");
        assertThat(rosa.locator("#frozen")).isVisible();
        String draft = rosa.url().replaceFirst("#.*", "");
        absent(ravi, draft);

        // Released by two: the approval of the words is the second vote.
        rosa.navigate(incident);
        rosa.locator("#release summary").filter(new Locator.FilterOptions().setHasText("To the world")).click();
        rosa.locator("#release-ledger").check();
        press(rosa, "Propose to release to the world");
        assertThat(rosa.locator("#release")).containsText("The second vote is the approval");
        looked(rosa, "embargo");
        Browser.screenshot(rosa.locator("#embargo"), "embargo-panel");
        petra.navigate(draft);
        petra.locator("#approve").click();
        assertThat(petra.locator("#approve")).hasCount(0);
        petra.navigate(incident);
        assertThat(petra.locator("#release")).containsText("unless somebody of the circle cancels");

        // Until then it has never been, and that can be looked at.
        selma.navigate(incident + "/view-as");
        assertThat(selma.locator("th.sight.nothing")).hasCount(5);
        looked(selma, "view-as");
        absent(ravi, incident);
        assertEquals(before, listed(ravi), "the list as it was");
        assertFalse(PublicPage.shared().get("/").body().contains("Some sessions were ended"));

        // The window is over: incident and words in one instant.
        clock.run();
        PublicPage.shared().awaitWords("/", "Some sessions were ended");
        PublicPage.shared().awaitWords("/readers", "Some sessions were ended");
        ravi.navigate(incident);
        assertThat(ravi.locator("h1")).containsText("Session keys in a dump");
        assertThat(ravi.locator("main")).containsText("Its record is not open");
        for (String kept : List.of("Rotation has begun", "Old keys are refused", "The keys work until",
                LocalAccounts.RESPONDER.fullName(),
                LocalAccounts.SECURITY.fullName())) {
            assertFalse(ravi.content().contains(kept), "the record stays closed: " + kept);
        }
        looked(ravi, "released");
        ravi.navigate(console() + "/ledger");
        assertThat(ravi.locator("main")).containsText(codename);
        assertThat(ravi.locator("main")).containsText("two people");
        looked(ravi, "ledger");

        // The record by a second choice, again of two.
        rosa.navigate(incident + "/embargo/record");
        looked(rosa, "opening");
        press(rosa, "Propose to open exactly this");
        assertThat(rosa.locator("#embargo")).containsText("proposes to open it");
        selma.navigate(incident + "/embargo/record");
        press(selma, "Agree: open exactly this to everybody who works here");
        assertThat(selma.locator("#embargo")).containsText("The record is open");
        ravi.navigate(incident);
        assertThat(ravi.locator(".timeline")).containsText("Rotation has begun.");
        assertFalse(ravi.content().contains("The keys work until"), "why it was held back stays the circle's");

        // What everybody may read of all this, and what is kept of who did what.
        ravi.navigate(console() + "/promise");
        looked(ravi, "promise");
        ravi.navigate(console() + "/incidents/00000000-0000-4000-8000-0000000000ff");
        looked(ravi, "refusal");
        selma.navigate(console() + "/audit?stream=sealed");
        assertThat(selma.locator("#chain")).containsText("Every row of this stream is what was written");
        looked(selma, "audit");
        Database.bySuperuser("update security.audit set person = null where stream = 'sealed' and place = 1");
        selma.reload();
        assertThat(selma.locator("#chain")).containsText("The chain of this stream is broken");
        looked(selma, "audit-broken");
    }

    /** What the list of incidents says, without the time that has passed. */
    private static String listed(Page page) {
        page.navigate(console() + "/incidents");
        return String.join("\n", page.locator("a.what").allInnerTexts());
    }

    private static void admit(Page page, String incident, String name) {
        page.navigate(incident);
        page.locator("#members > summary").click();
        page.locator("#members-operator").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(name));
        press(page, "Admit to circle");
        assertThat(page.locator("#embargo .facts")).containsText(name);
    }

    /** The very page that an address gets at which nothing has ever been. */
    private static void absent(Page page, String address) {
        String never = address.substring(0, address.lastIndexOf('/') + 1) + "00000000-0000-4000-8000-0000000000ff";
        assertEquals(404, page.navigate(never).status());
        String nothing = page.locator("main").innerHTML();
        assertEquals(404, page.navigate(address).status());
        assertEquals(nothing, page.locator("main").innerHTML());
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
    }

    private static void looked(Page page, String name) {
        var found = new AxeBuilder(page).analyze().getViolations();
        assertTrue(found.isEmpty(),
                () -> page.url() + ": " + found.stream().map(one -> one.getId() + " " + one.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget())).toList()).toList());
        Browser.screenshot(page, "embargo-" + name);
    }

    private Page tab(String account) {
        BrowserContext context = contexts.computeIfAbsent(account, nobody -> Browser.context());
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // A page that is not there is what is asked for here.
            if (message.type().equals("error") && !message.text().contains("404")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
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
}
