package org.gatepost.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
import org.gatepost.site.Site;
import org.gatepost.snapshot.HandPublisher;
import org.gatepost.testsupport.Accessibility;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.NeedsChromium;
import org.gatepost.testsupport.TestClock;
import org.gatepost.testsupport.TwoSeconds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The gate as people use it, and the public page as readers see what came of it. Everybody logs in once for all tests; whatever a test
 * needs that is not about the gate comes by the API.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
@NeedsChromium
class GateBrowserIT {
    private static final Duration FIRST_WORDS_WITHIN = Duration.ofMinutes(1);
    private static final int FIRST_WORDS_ACTIONS = 3;
    private static final int KEY_MILLIS = 80;
    private static final int PHONE = 360;
    /** More than any screen of the gate has stops. */
    private static final int TABS = 150;
    private static final Pattern DRAFT = Pattern.compile(".*/drafts/[0-9a-f-]{36}$");
    private static final Map<String, BrowserContext> LOGGED_IN = new HashMap<>();

    private final List<Page> tabs = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @Inject
    TestClock clock;

    @Inject
    Site site;

    @TempDir
    Path store;

    @AfterEach
    void closeEveryTab() {
        clock.run();
        tabs.forEach(Page::close);
        contexts.forEach(BrowserContext::close);
        assertEquals(List.of(), complaints, "the browser's own console");
    }

    @AfterAll
    static void logEverybodyOut() {
        LOGGED_IN.values().forEach(BrowserContext::close);
        LOGGED_IN.clear();
    }

    // One person alone.

    @Test
    void firstWordsTakeThreeActionsAndAreReadWithinTwoSecondsOfTheLast() {
        TwoSeconds visible = new TwoSeconds();
        Page rosa = tab("responder");
        rosa.navigate(console() + "/");
        String title = unique("Private");
        Hand hand = new Hand(rosa);

        long begin = System.nanoTime();
        hand.type("#declare-title", title);
        hand.press("Degraded for readers");
        // The words stand there and the button says whom it will reach before anybody presses it.
        assertThat(rosa.locator("#fast-words")).containsText("We are looking into it.");
        assertThat(rosa.locator("#fast-whom")).hasText("Publish to readers now");
        long pressed = System.nanoTime();
        hand.press("Publish to readers now");
        String notice = noticeOf(rosa);
        PublicPage.shared().awaitWords("/incidents/" + notice, "We are looking into it.");
        PublicPage.shared().awaitWords("/readers", notice);
        visible.since(pressed);
        quickerThan(FIRST_WORDS_WITHIN, begin);
        atMost(FIRST_WORDS_ACTIONS, hand);
        assertFalse(PublicPage.shared().get("/contributors").body().contains(notice), "contributors were not mentioned");
        assertFalse(PublicPage.shared().get("/incidents/" + notice).body().contains(title), "the private title stays private");

        looked(rosa);
        Hand update = new Hand(rosa);
        update.unfold("Say that it is identified");
        pressed = System.nanoTime();
        update.press("Publish to readers now");
        PublicPage.shared().awaitWords("/incidents/" + notice, "We know why");
        visible.since(pressed);
        atMost(FIRST_WORDS_ACTIONS, update);

        Hand end = new Hand(rosa);
        end.unfold("Say that it is monitored");
        end.chooseNamed("#fast-template", "Resolved: It is over");
        pressed = System.nanoTime();
        end.press("Publish to readers now");
        PublicPage.shared().awaitWords("/incidents/" + notice, "This is over.");
        visible.since(pressed);
        atMost(FIRST_WORDS_ACTIONS, end);
        visible.areKept();
    }

    @Test
    void theFastLaneSpeaksTwelveLanguagesAndShowsEach() {
        String title = unique("Twelve");
        Page rosa = tab("responder");
        rosa.navigate(incident(title, "readers"));
        Locator languages = rosa.locator("#fast-languages");
        assertThat(languages).containsText("12 languages");
        rosa.locator("#fast-in-ar summary").click();
        assertThat(rosa.locator("#fast-in-ar .words[lang=ar][dir=rtl]")).containsText("نحن نتحقق من الأمر");
        assertEquals("rtl", rosa.locator("#fast-in-ar .words").evaluate("it => getComputedStyle(it).direction"));
        looked(rosa);
        pictures(rosa, "words-fast");
        press(rosa, "Publish to readers now");
        String notice = noticeOf(rosa);
        Map<String, Object> titles = Api.as("responder").get("/published")
                .path("notices.find { it.id == '" + notice + "' }.titles");
        assertEquals(11, titles.size(), titles.toString());

        rosa.navigate(console() + "/templates");
        rosa.locator("summary").filter(new Locator.FilterOptions().setHasText("We are looking into it")).first().click();
        rosa.locator("[id='template-investigating-de'] > summary").click();
        rosa.locator("[id='template-investigating-ar'] > summary").click();
        assertThat(rosa.locator("[id='template-investigating-ar']")).containsText("نحن نتحقق من الأمر");
        looked(rosa);
        pictures(rosa, "words-templates");
        press(rosa, "Draft the Arabic anew");
        rosa.waitForURL(DRAFT);
        assertThat(rosa.locator("#template-words[lang=ar][dir=rtl]")).isVisible();
        assertThat(rosa.locator("form.writing")).containsText("We are looking into it.");
        looked(rosa);
        pictures(rosa, "words-template");
    }

    @Test
    void wordsInArabicStandBesideTheEnglish() {
        String title = unique("Arabic");
        Page rosa = tab("responder");
        begin(rosa);
        write(rosa, title, "Pages are slow.");
        rosa.locator("#language").selectOption("ar");
        press(rosa, "Add language");
        assertThat(rosa.locator("#draft-words")).hasValue("Pages are slow.");
        rosa.locator(at("translations.ar.words")).fill("الصفحات بطيئة.");
        rosa.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true)).click();
        assertThat(rosa.locator("#language-ar > summary")).containsText("still without a title");
        looked(rosa);
        pictures(rosa, "words-draft");
        String draft = propose(rosa);
        assertThat(rosa.locator("#frozen .words[lang=ar][dir=rtl]")).containsText("الصفحات بطيئة.");
        looked(rosa);
        pictures(rosa, "words-review");
        Page petra = tab("publisher");
        letOut(petra, draft);
        String notice = noticeOut(petra);
        assertEquals("الصفحات بطيئة.", Api.as("responder").get("/published").path("notices.find { it.id == '" + notice
                + "' }.updates[0].disclosures[0].translations.ar.markdown"));

        // What is corrected in English is corrected in Arabic too, or the Arabic goes.
        amend(rosa, console() + "/notices/" + notice, "Pages are slow.", "Correct it");
        rosa.locator("#draft-words").fill("Pages fail.");
        press(rosa, "Save and propose for review");
        assertThat(rosa.locator("#refused")).containsText("write it anew, or drop the language");
        assertThat(rosa.locator("#draft-words")).hasValue("Pages fail.");
        assertThat(rosa.locator(at("translations.ar.own.readers"))).isVisible();
        assertThat(rosa.locator(at("translations.ar.own.readers"))).hasValue("الصفحات بطيئة.");
        complaints.removeIf(complaint -> complaint.contains("422"));
        looked(rosa);
        pictures(rosa, "words-correction");
        rosa.locator(at("translations.ar.drop")).check();
        propose(rosa);
        assertThat(rosa.locator("#frozen [lang=ar]")).hasCount(0);
    }

    /** Wide, on a phone and in the dark, to be looked at. */
    private static void pictures(Page page, String name) {
        Browser.screenshot(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
        Browser.screenshot(page, name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.LIGHT));
        page.setViewportSize(PHONE, 800);
        Browser.screenshot(page, name + "-phone");
        page.setViewportSize(1280, 900);
    }

    @Test
    void fromAnAlertTheTitleIsThereAlready() {
        String alert = "Gate" + System.nanoTime();
        Api.as(Api.AUTOMATION).post("/alerts/alertmanager", Api.file("alertmanager/firing-two-truncated.json")
                .replace("MediaWikiHighErrorRate", alert).replace("4f214a2151755fe2", "gate1" + System.nanoTime())
                .replace("fde3031c07c997fb", "gate2" + System.nanoTime())).then().statusCode(200);
        Page rosa = tab("responder");
        rosa.navigate(console() + "/alerts");
        rosa.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(alert)).first().click();
        looked(rosa);
        Hand hand = new Hand(rosa);
        hand.press("Declare incident");
        hand.choose("#fast-readers", "DEGRADED");
        hand.press("Publish to readers now");
        String notice = noticeOf(rosa);
        PublicPage.shared().awaitWords("/readers", notice);
        atMost(FIRST_WORDS_ACTIONS, hand);
        assertFalse(PublicPage.shared().get("/incidents/" + notice).body().contains(alert), "the private title stays private");
    }

    @Test
    void wordsOfOnePersonGoOutWhenWhoeverWasAskedStaysSilentForFiveMinutes() {
        clock.stand(Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(10, ChronoUnit.MINUTES));
        String title = unique("Short");
        Page rosa = tab("responder");
        rosa.navigate(incident(title) + "#public");
        press(rosa, "Write for the public");
        write(rosa, title, "Logging in fails. Wait, and try again later.");
        String draft = propose(rosa);
        assertThat(rosa.locator("#why-not-short")).containsText("Ask somebody to approve first");
        rosa.locator("#ask-publisher").selectOption(LocalAccounts.PUBLISHER.fullName());
        rosa.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask").setExact(true)).click();
        assertThat(rosa.locator("#why-not-short")).containsText("opens this way for the proposer");
        clock.forward(Duration.ofMinutes(5).minusSeconds(1));
        rosa.navigate(draft);
        assertThat(rosa.locator("#publish-short")).hasCount(0);
        clock.forward(Duration.ofSeconds(1));
        rosa.navigate(draft);
        looked(rosa);
        rosa.locator("#publish-short").click();
        PublicPage.shared().awaitWords("/readers", title);
        assertThat(rosa.locator("#why-not-look")).isVisible();

        Page petra = tab("publisher");
        petra.navigate(console() + "/drafts");
        Locator alone = petra.locator("li.row").filter(new Locator.FilterOptions().setHasText(title));
        assertThat(alone).isVisible();
        looked(petra);
        petra.navigate(draft);
        petra.locator("#look").click();
        assertThat(petra.locator(".decide .note")).containsText(LocalAccounts.PUBLISHER.fullName() + " has looked at it");
    }

    // Two people.

    @Test
    void wordsPassFromOnePersonToAnotherBackAndOut() {
        String title = unique("Guarded");
        Page rosa = tab("responder");
        rosa.navigate(incident(title, "readers", "contributors", "movement") + "#public");
        press(rosa, "Write for the public");
        assertThat(rosa.locator(at("disclosures.movement.mentioned"))).isChecked();
        rosa.locator("#draft-title").fill(title);
        rosa.locator("#draft-words").fill("Saving takes long.");
        rosa.locator(at("disclosures.readers.words")).fill("Pages may be **older** than usual.");
        rosa.locator(at("disclosures.contributors.words")).fill("Saving takes up to a minute. Do not save twice.");
        rosa.locator(at("disclosures.movement.mentioned")).uncheck();
        press(rosa, "Save and propose for review");
        // Refused, because an affected audience is left out without a reason; nothing typed is gone.
        assertThat(rosa.locator("#refused")).isVisible();
        assertThat(rosa.locator("#draft-words")).hasValue("Saving takes long.");
        assertThat(rosa.locator(at("disclosures.readers.words"))).hasValue("Pages may be **older** than usual.");
        assertThat(rosa.locator(at("disclosures.movement.mentioned"))).not().isChecked();
        looked(rosa);
        complaints.removeIf(complaint -> complaint.contains("422"));
        rosa.locator(at("omissions.movement")).fill("Their page has it from us by mail.");
        String draft = propose(rosa);
        assertThat(rosa.locator("#why-not-approve")).isVisible();

        Page petra = tab("publisher");
        petra.navigate(console() + "/drafts");
        petra.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title)).first().click();
        assertThat(petra.locator("#omissions")).containsText("Their page has it from us by mail.");
        looked(petra);
        petra.locator("#because").fill("Say how long it takes for readers.");
        press(petra, "Ask for changes");
        assertThat(petra.locator("#declined")).isVisible();

        rosa.navigate(draft);
        assertThat(rosa.locator("#declined")).containsText("Say how long it takes for readers.");
        rosa.locator(at("disclosures.readers.words")).fill("Pages may be a **day** older than usual.");
        propose(rosa);

        petra.navigate(draft);
        assertThat(petra.locator("#changes ins").filter(new Locator.FilterOptions().setHasText("day"))).isVisible();
        assertThat(petra.locator("#changes")).not().containsText("Do not save twice");
        looked(petra);
        petra.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See the page before and after")).click();
        assertThat(petra.frameLocator("iframe[title='/ with this draft']").locator("body")).containsText(title);
        looked(petra);
        petra.navigate(draft);
        petra.locator("#approve").click();
        assertThat(petra.locator("#publish")).containsText("Publish to readers and contributors");
        looked(petra);
        assertFalse(PublicPage.shared().get("/").body().contains(title), "approving publishes nothing");
        petra.locator("#publish").click();
        PublicPage.shared().awaitWords("/readers", "Pages may be a <strong>day</strong> older than usual.");
        assertTrue(PublicPage.shared().get("/contributors").body().contains("Do not save twice."));
        assertFalse(PublicPage.shared().get("/movement").body().contains(title), "movement was left out");
        assertThat(petra.locator("#public-address")).isVisible();
        looked(petra);
    }

    @Test
    void aYesToWordsThatChangedMeanwhileIsRefusedWithTheDifference() {
        Page rosa = tab("responder");
        String title = unique("Edited");
        begin(rosa);
        write(rosa, title, "Images are missing.");
        String draft = propose(rosa);
        Page petra = tab("publisher");
        petra.navigate(draft);
        assertThat(petra.locator("#approve")).isVisible();

        press(rosa, "Take back to writing");
        rosa.locator("#draft-words").fill("Images are small.");
        propose(rosa);

        petra.locator("#approve").click();
        assertThat(petra.locator("#stale del").filter(new Locator.FilterOptions().setHasText("missing"))).isVisible();
        assertThat(petra.locator("#stale ins").filter(new Locator.FilterOptions().setHasText("small"))).isVisible();
        looked(petra);
        complaints.removeIf(complaint -> complaint.contains("409"));
        assertThat(petra.locator("#publish")).hasCount(0);
        petra.locator("#approve").click();
        assertThat(petra.locator("#publish")).isVisible();
    }

    @Test
    void twoPeopleWhoWriteTheSameDraftSeeEachOtherAndLoseNothing() {
        Page rosa = tab("responder");
        begin(rosa);
        String draft = rosa.url();
        Page ravi = tab("responder2");
        ravi.navigate(draft);
        rosa.locator("#draft-words").fill("Words of Rosa");
        assertThat(rosa.locator("#saved")).hasText(Pattern.compile("Saved \\d\\d:\\d\\d:\\d\\d UTC\\."));
        assertThat(rosa.locator("#version")).not().hasValue("0");
        ravi.locator("#draft-words").fill("Words of Ravi");
        assertThat(ravi.locator("#saved")).containsText("Somebody else saved this draft in the meantime");
        assertThat(ravi.locator("#saved")).containsText("Save to compare the two.");
        assertThat(ravi.locator("#draft-words")).hasValue("Words of Ravi");
        ravi.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true)).click();
        assertThat(ravi.locator("#theirs-words")).hasValue("Words of Rosa");
        assertThat(ravi.locator("#draft-words")).hasValue("Words of Ravi");
        looked(ravi);
        ravi.locator("#draft-words").fill("Words of Rosa, and of Ravi");
        ravi.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true)).click();
        assertThat(ravi.locator("#theirs-words")).hasCount(0);
        assertThat(ravi.locator("#draft-words")).hasValue("Words of Rosa, and of Ravi");

        rosa.locator("#draft-words").fill("Words of Rosa again");
        assertThat(rosa.locator("#saved")).containsText("Somebody else saved this draft in the meantime");
        rosa.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true)).click();
        assertThat(rosa.locator("#theirs-words")).hasValue("Words of Rosa, and of Ravi");
        assertThat(rosa.locator("#draft-words")).hasValue("Words of Rosa again");
        complaints.removeIf(complaint -> complaint.contains("409"));
    }

    @Test
    void whatIsTypedOutlivesTheSessionAndTheConnection() {
        BrowserContext own = login("responder");
        contexts.add(own);
        Page rosa = watched(own.newPage());
        begin(rosa);
        own.clearCookies();
        rosa.locator("#draft-words").fill("Words that took an hour");
        assertThat(rosa.locator("#lost")).containsText("Your session ended");
        assertThat(rosa.locator("#draft-words")).hasValue("Words that took an hour");
        looked(rosa);
        Page other = own.waitForPage(() -> rosa.locator("#lost a").click());
        enter(other, "responder");
        rosa.locator("#draft-words").pressSequentially(".");
        assertThat(rosa.locator("#saved")).hasText(Pattern.compile("Saved \\d\\d:\\d\\d:\\d\\d UTC\\."));
        assertThat(rosa.locator("#lost")).isHidden();

        own.setOffline(true);
        rosa.locator("#draft-words").pressSequentially(" And more.");
        assertThat(rosa.locator("#lost")).containsText("The console does not answer");
        assertThat(rosa.locator("#draft-words")).hasValue("Words that took an hour. And more.");
        own.setOffline(false);
        rosa.locator("#draft-words").pressSequentially(" Done.");
        assertThat(rosa.locator("#lost")).isHidden();
        rosa.reload();
        assertThat(rosa.locator("#draft-words")).hasValue("Words that took an hour. And more. Done.");
        assertEquals(0, rosa.evaluate("window.localStorage.length + window.sessionStorage.length"));
        complaints.removeIf(complaint -> complaint.contains("499") || complaint.contains("ERR_INTERNET_DISCONNECTED")
                || complaint.contains("htmx:sendError"));
    }

    // What becomes of words that are out.

    @Test
    void wordsThatAreOutAreUpdatedCorrectedMendedStruckExplainedAndWithdrawn() {
        String title = unique("Walked");
        String notice = published(title, "Uploads fail for teh files that are large.");
        String address = console() + "/notices/" + notice;
        Page rosa = tab("responder");
        Page petra = tab("publisher");
        Page reader = watched(reader());
        String there = PublicPage.shared().address("/incidents/" + notice);

        rosa.navigate(address);
        press(rosa, "Write an update");
        assertThat(rosa.locator("#draft-state")).hasValue("IDENTIFIED");
        rosa.locator("#draft-words").fill("A disk is full in Paris.");
        press(rosa, "Next update in 1 h");
        assertThat(rosa.locator("#draft-nextUpdateBy")).not().hasValue("");
        letOut(petra, propose(rosa));
        PublicPage.shared().awaitWords("/incidents/" + notice, "A disk is full in Paris.");
        read(reader, there);
        assertThat(reader.locator(".next").first()).containsText("Next update by");

        amend(rosa, address, "A disk is full in Paris.", "Correct it");
        rosa.locator("#draft-words").fill("A disk is full in Lyon.");
        assertThat(rosa.locator("#reading ins")).containsText("Lyon");
        looked(rosa);
        String correction = propose(rosa);
        // Whoever is to say yes sees what it changes of what stands, not the whole alone.
        assertThat(rosa.locator("#amended del")).containsText("Paris");
        assertThat(rosa.locator("#amended ins")).containsText("Lyon");
        assertThat(rosa.locator("#amended dt")).hasCount(1);
        assertThat(rosa.locator("#why-not-short")).containsText("this takes a second person");
        looked(rosa);
        letOut(petra, correction);
        PublicPage.shared().awaitWords("/incidents/" + notice, "A disk is full in Lyon.");
        read(reader, there);
        assertThat(reader.locator(".correction del")).containsText("Paris");
        assertThat(reader.locator(".correction ins")).containsText("Lyon");

        amend(rosa, address, "teh files", "Fix a typo");
        looked(rosa);
        rosa.locator("#draft-words").fill("Uploads fail for the files that are large.");
        String typo = propose(rosa);
        assertThat(rosa.locator("#amended del")).containsText("teh");
        assertThat(rosa.locator("#amended dt")).hasCount(1);
        letOut(petra, typo);
        PublicPage.shared().awaitWords("/incidents/" + notice, "Uploads fail for the files");
        read(reader, there);
        assertThat(reader.locator(".update").filter(new Locator.FilterOptions().setHasText("for the files")))
                .containsText("letters only");

        petra.navigate(address);
        Locator entry = entry(petra, "A disk is full in Lyon.");
        entry.locator("summary").filter(new Locator.FilterOptions().setHasText("Change this entry")).click();
        looked(petra);
        entry.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Retract it")).click();
        assertThat(petra.locator("#takedown")).isVisible();
        looked(petra);
        petra.locator("#reason-WRONG").check();
        petra.locator("#takedown-note").fill("It was another disk.");
        press(petra, "Strike this entry now");
        assertThat(petra.locator("#takedowns")).isVisible();
        assertThat(petra.locator("section[aria-labelledby=came-heading] li")).containsText(
                new String[]{"first words", "update", "correction", "typo"});
        looked(petra);
        PublicPage.shared().awaitWords("/incidents/" + notice, "What it said is not so.");
        read(reader, there);
        Locator struck = reader.locator(".update del[datetime]");
        assertThat(struck).containsText("A disk is full in Lyon.");
        assertTrue(struck.getByText("A disk is full in Lyon.").isVisible(), "struck words stay readable");
        assertEquals("line-through", struck.locator(".words > div").first()
                .evaluate("it => getComputedStyle(it).textDecorationLine"));

        rosa.navigate(address);
        press(rosa, "Write that it is over");
        assertThat(rosa.locator("#draft-state")).hasValue("RESOLVED");
        rosa.locator("#draft-words").fill("It is over.");
        letOut(petra, propose(rosa));
        rosa.navigate(address);
        press(rosa, "Write the report");
        rosa.waitForURL(DRAFT);
        looked(rosa);
        rosa.locator("#draft-words").fill("## What happened\n\nLogs filled a disk. Now they are **turned over** daily.");
        letOut(petra, propose(rosa));
        PublicPage.shared().awaitWords("/incidents/" + notice, "<strong>turned over</strong>");
        read(reader, there);
        assertThat(reader.locator(".report")).containsText("Logs filled a disk.");

        petra.navigate(address);
        entry = entry(petra, "It is over.");
        entry.locator("summary").filter(new Locator.FilterOptions().setHasText("Change this entry")).click();
        entry.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Withdraw it")).click();
        petra.locator("#takedown-sure").check();
        press(petra, "Withdraw this entry now");
        PublicPage.shared().awaitWords("/incidents/" + notice, "An update that stood here was withdrawn");
        assertFalse(PublicPage.shared().get("/incidents/" + notice).body().contains("It is over."));
        petra.locator("#withdraw").click();
        assertThat(petra.locator("#takedown")).isVisible();
        looked(petra);
        petra.locator("#takedown-sure").check();
        press(petra, "Withdraw the whole notice now");
        assertThat(petra.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).containsText("withdrawn");
        looked(petra);
        Await.until("the notice to be gone", () -> PublicPage.shared().get("/incidents/" + notice).statusCode() == 410);
        read(reader, there);
        assertEquals(410, reader.reload().status());
        assertThat(reader.locator("main")).containsText("Its words are removed from this page");
        assertFalse(PublicPage.shared().get("/history").body().contains(title), "the title is gone too");
        complaints.removeIf(complaint -> complaint.contains("410"));
    }

    @Test
    void plannedWorkBeginsEndsAndComesAgainByTheClock() {
        Instant planned = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(8, ChronoUnit.DAYS);
        clock.stand(planned);
        String title = unique("Planned");
        Page rosa = tab("responder");
        rosa.navigate(console() + "/drafts");
        press(rosa, "Plan maintenance");
        rosa.waitForURL(DRAFT);
        looked(rosa);
        rosa.locator("#draft-title").fill(title);
        rosa.locator("#draft-words").fill("The database is rebuilt.");
        rosa.locator(at("disclosures.contributors.mentioned")).check();
        assertThat(rosa.locator(at("disclosures.contributors.impact"))).hasValue("MAINTENANCE");
        rosa.locator(at("plan.from")).fill(Times.typed(planned.plus(1, ChronoUnit.HOURS)));
        rosa.locator(at("plan.until")).fill(Times.typed(planned.plus(2, ChronoUnit.HOURS)));
        rosa.getByText("A rule of your own").click();
        rosa.locator(at("plan.rule")).fill("FREQ=WEEKLY;COUNT=2");
        String draft = propose(rosa);
        Page petra = tab("publisher");
        petra.navigate(draft);
        assertThat(petra.locator("#frozen")).containsText("The page says by itself that it has begun");
        looked(petra);
        letOut(petra, draft);
        String notice = noticeOut(petra);

        HandPublisher publisher = new HandPublisher(store, site::revision, site::withdrawn, site::surfaces, clock);
        assertTrue(publisher.look());
        try (PublicPage page = PublicPage.of(store, clock)) {
            Page reader = watched(reader());
            reader.navigate(page.address("/incidents/" + notice));
            assertThat(reader.locator(".facts")).containsText("Scheduled");
            assertThat(reader.locator(".facts")).containsText("(every week)");
            for (boolean isLast : List.of(false, true)) {
                clock.forward(Duration.ofHours(1));
                assertTrue(publisher.look());
                reader.reload();
                assertThat(reader.locator(".facts")).containsText("In progress");
                assertThat(reader.locator(".update").first()).containsText("Work has begun as planned.");
                assertTrue(page.get("/contributors").body().contains("Planned work is under way"));
                clock.forward(Duration.ofHours(1));
                assertTrue(publisher.look());
                reader.reload();
                assertThat(reader.locator(".facts")).containsText(isLast ? "Completed" : "Scheduled");
                assertFalse(page.get("/contributors").body().contains("Planned work is under way"));
                if (!isLast) {
                    clock.forward(Duration.ofDays(7).minusHours(2));
                }
            }
            assertThat(reader.locator(".update").first()).containsText("Work was completed as planned.");
        }
        rosa.navigate(console() + "/notices/" + notice);
        looked(rosa);
    }

    @Test
    void approvedWordsGoOutByThemselvesUnlessSomebodyStopsThem() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(20, ChronoUnit.MINUTES);
        clock.stand(now);
        String title = unique("Scheduled");
        Page rosa = tab("responder");
        begin(rosa);
        write(rosa, title, "It goes out by itself.");
        rosa.getByText("When it goes out, and who is told").click();
        rosa.locator("#draft-goesOutAt").fill(Times.typed(now.plus(5, ChronoUnit.MINUTES)));
        String draft = propose(rosa);
        Page petra = tab("publisher");
        petra.navigate(draft);
        petra.locator("#approve").click();
        assertThat(petra.locator("#early")).isVisible();
        assertThat(petra.locator("#publish")).hasCount(0);
        petra.locator("#schedule").click();
        assertThat(petra.locator("#scheduled")).isVisible();
        looked(petra);

        rosa.navigate(console() + "/drafts");
        Locator row = rosa.locator("li.row").filter(new Locator.FilterOptions().setHasText(title));
        assertThat(row).isVisible();
        looked(rosa);
        petra.locator("#stop").click();
        assertThat(petra.locator("#schedule")).isVisible();
        // Who let the second one out looked at everything that was due, and so at the first too.
        String later = unique("Later");
        scheduled(later, now.plus(6, ChronoUnit.MINUTES));
        clock.forward(Duration.ofMinutes(6));
        PublicPage.shared().awaitWords("/readers", later);
        assertFalse(PublicPage.shared().get("/readers").body().contains(title), "it was stopped");

        petra.reload();
        petra.locator("#publish").click();
        PublicPage.shared().awaitWords("/readers", title);
        assertThat(petra.locator("#frozen-heading")).containsText("This is what the world reads");
    }

    // Ways of using it.

    @Test
    void aKeyboardAndANarrowWindowAreEnough() {
        String title = unique("Keyed");
        Page rosa = tab("responder");
        rosa.setViewportSize(PHONE, 640);
        rosa.navigate(console() + "/drafts");
        narrow(rosa);
        reach(rosa, rosa.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write words without an incident")));
        rosa.keyboard().press("Enter");
        rosa.waitForURL(DRAFT);
        narrow(rosa);
        reach(rosa, rosa.locator("#draft-title"));
        rosa.keyboard().type(title);
        reach(rosa, rosa.locator("#draft-words"));
        rosa.keyboard().type("Typed without a mouse.");
        reach(rosa, rosa.locator(at("disclosures.readers.mentioned")));
        rosa.keyboard().press("Space");
        reach(rosa, rosa.locator(at("disclosures.readers.impact")));
        rosa.keyboard().type("Deg");
        assertThat(rosa.locator(at("disclosures.readers.impact"))).hasValue("DEGRADED");
        narrow(rosa);
        looked(rosa);
        reach(rosa, rosa.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save and propose for review")));
        rosa.keyboard().press("Enter");
        assertThat(rosa.locator("#frozen")).isVisible();
        narrow(rosa);

        Page petra = tab("publisher");
        petra.setViewportSize(PHONE, 640);
        petra.navigate(console() + "/drafts");
        narrow(petra);
        reach(petra, petra.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title)));
        petra.keyboard().press("Enter");
        reach(petra, petra.locator("#approve"));
        looked(petra);
        petra.keyboard().press("Enter");
        assertThat(petra.locator("#publish")).isVisible();
        reach(petra, petra.locator("#publish"));
        narrow(petra);
        petra.keyboard().press("Enter");
        PublicPage.shared().awaitWords("/readers", title);
        assertThat(petra.locator("#public-address")).isVisible();
        narrow(petra);

        String notice = noticeOut(petra);
        for (String screen : List.of("/", "/notices", "/notices/" + notice, "/notices/" + notice + "/retraction",
                "/notices/" + notice + "/withdrawal", "/templates", "/templates/new", "/parts", "/import", "/glossary")) {
            petra.navigate(console() + screen);
            narrow(petra);
            looked(petra);
        }
    }

    @Test
    void nothingOfItNeedsAScript() {
        Page rosa = unscripted("responder");
        String title = unique("Plain");
        rosa.navigate(incident(title));
        assertThat(rosa.locator("#fast")).isVisible();
        rosa.locator("#fast-readers").selectOption("PARTIAL_OUTAGE");
        press(rosa, "Show the words");
        assertThat(rosa.locator("#fast-words")).containsText("failing for many");
        press(rosa, "Publish to those chosen above now");
        String notice = noticeOf(rosa);
        PublicPage.shared().awaitWords("/incidents/" + notice, "failing for many");

        begin(rosa);
        write(rosa, title, "Written without a script.");
        String draft = propose(rosa);
        Page petra = unscripted("publisher");
        letOut(petra, draft);
        PublicPage.shared().awaitWords("/readers", title);
    }

    // What the tests say.

    /** Does what a person does, and counts it: one press, or one field that is filled in or chosen, is one action. */
    private static final class Hand {
        private final Page page;
        private int actions;

        Hand(Page page) {
            this.page = page;
        }

        void press(String name) {
            actions++;
            GateBrowserIT.press(page, name);
        }

        /** At the pace of somebody who types well, key by key. */
        void type(String field, String words) {
            actions++;
            page.locator(field).pressSequentially(words, new Locator.PressSequentiallyOptions().setDelay(KEY_MILLIS));
        }

        void choose(String field, String value) {
            actions++;
            page.locator(field).selectOption(value);
        }

        void chooseNamed(String field, String label) {
            actions++;
            page.locator(field).selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(label));
        }

        void unfold(String words) {
            actions++;
            page.locator("summary").filter(new Locator.FilterOptions().setHasText(words)).click();
        }
    }

    private static void atMost(int actions, Hand hand) {
        assertTrue(hand.actions <= actions, "actions: " + hand.actions);
    }

    private static void quickerThan(Duration limit, long begin) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(took.compareTo(limit) < 0, "took " + took);
    }

    private static String unique(String what) {
        return what + " " + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    private static String at(String id) {
        return "[id='" + id + "']";
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
    }

    /** Begins words that hang on no incident. */
    private static void begin(Page page) {
        page.navigate(console() + "/drafts");
        press(page, "Write words without an incident");
        page.waitForURL(DRAFT);
    }

    /** To readers, who have it degraded. */
    private static void write(Page page, String title, String words) {
        page.locator("#draft-title").fill(title);
        page.locator("#draft-words").fill(words);
        page.locator(at("disclosures.readers.mentioned")).check();
        page.locator(at("disclosures.readers.impact")).selectOption("DEGRADED");
    }

    /** @return the address of the draft */
    private static String propose(Page page) {
        press(page, "Save and propose for review");
        assertThat(page.locator("#frozen")).isVisible();
        return page.url();
    }

    /** The second person's part, without looking twice. */
    private static void letOut(Page page, String draft) {
        page.navigate(draft);
        page.locator("#approve").click();
        page.locator("#publish").click();
        assertThat(page.locator("#frozen-heading")).containsText("This is what the world reads");
    }

    /** Readers' browsers keep a page for a moment; somebody who reloads asks anew. */
    private static void read(Page page, String address) {
        page.navigate(address);
        page.reload();
    }

    private static Locator entry(Page page, String words) {
        return page.locator(".entries > li").filter(new Locator.FilterOptions().setHasText(words));
    }

    private static void amend(Page page, String notice, String words, String how) {
        page.navigate(notice);
        Locator entry = entry(page, words);
        entry.locator("summary").filter(new Locator.FilterOptions().setHasText("Change this entry")).click();
        entry.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(how)).click();
        page.waitForURL(DRAFT);
    }

    /** The public id of the only notice that an incident's screen names. */
    private static String noticeOf(Page incident) {
        return incident.locator("a.what[href^='/notices/']").getAttribute("href").substring("/notices/".length());
    }

    /** The public id of the notice of a draft that is out. */
    private static String noticeOut(Page review) {
        String address = review.locator("#public-address").getAttribute("href");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** @return the address of a new incident that hurts these audiences */
    private static String incident(String title, String... hurt) {
        Api responder = Api.as("responder");
        String incident = responder.makes("/incidents", Map.of("title", "Private " + title));
        for (String audience : hurt) {
            responder.put("/incidents/" + incident + "/affected/" + audience, Map.of("impact", "DEGRADED")).then()
                    .statusCode(204);
        }
        return console() + "/incidents/" + incident;
    }

    private static Map<String, Object> content(String title, String state, String words, String impact) {
        return new HashMap<>(Map.of("title", title, "state", state, "words", words, "disclosures",
                List.of(Map.of("audience", "readers", "impact", impact))));
    }

    /** @return the public id of a notice to readers */
    private static String published(String title, String words) {
        String draft = Api.as("responder").makes("/drafts",
                Map.of("content", content(title, "INVESTIGATING", words, "DEGRADED")));
        return out(draft);
    }

    private static String out(String draft) {
        String hash = Api.as("responder").proposes(draft);
        Api.as("publisher").approves(draft, hash).then().statusCode(204);
        return Api.as("publisher").publishes(draft, hash).then().statusCode(200).extract().path("notice");
    }

    private static void scheduled(String title, Instant goesOutAt) {
        Map<String, Object> content = content(title, "INVESTIGATING", "By the clock.", "DEGRADED");
        content.put("goesOutAt", goesOutAt.toString());
        String draft = Api.as("responder").makes("/drafts", Map.of("content", content));
        String hash = Api.as("responder").proposes(draft);
        Api.as("publisher").approves(draft, hash).then().statusCode(204);
        Api.as("publisher").post("/drafts/" + draft + "/schedule", Map.of("hash", hash)).then().statusCode(204);
    }

    /** Goes there as somebody without a mouse does: one stop after the other. */
    private static void reach(Page page, Locator target) {
        assertThat(target).isVisible();
        for (int stop = 0; stop < TABS; stop++) {
            if ((Boolean) target.evaluate("it => it === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No Tab leads to " + target + " on " + page.url());
    }

    private static void narrow(Page page) {
        int width = (Integer) page.evaluate("document.documentElement.scrollWidth");
        assertTrue(width <= PHONE, page.url() + " is " + width + " wide");
    }

    /** Everybody can read it, light and dark, what is folded away too. */
    private static void looked(Page page) {
        page.waitForLoadState();
        page.evaluate(
                "document.querySelectorAll('main details:not([open])').forEach(it => { it.open = true; it.dataset.shut = ''; })");
        assertEquals(List.of(), Accessibility.faults(page), page.url());
        page.evaluate(
                "document.querySelectorAll('details[data-shut]').forEach(it => { it.open = false; delete it.dataset.shut; })");
    }

    private Page tab(String account) {
        return watched(LOGGED_IN.computeIfAbsent(account, GateBrowserIT::login).newPage());
    }

    private Page reader() {
        return LOGGED_IN.computeIfAbsent("", nobody -> Browser.context()).newPage();
    }

    private Page watched(Page page) {
        tabs.add(page);
        page.onConsoleMessage(message -> {
            // A look that a newer one takes the place of is none; whatever else fails has another name besides.
            boolean isReplaced = List.of("htmx:sendAbort", "htmx:afterRequest").contains(message.text());
            if (message.type().equals("error") && !isReplaced) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    private Page unscripted(String account) {
        BrowserContext context = Browser.contextWithoutScript();
        contexts.add(context);
        Page page = context.newPage();
        page.navigate(console() + "/");
        enter(page, account);
        return page;
    }

    private static BrowserContext login(String account) {
        BrowserContext context = Browser.context();
        Page page = context.newPage();
        page.navigate(console() + "/");
        enter(page, account);
        page.close();
        return context;
    }

    private static void enter(Page page, String account) {
        page.locator("#username").fill(account);
        page.locator("#password").fill(account);
        page.locator("#kc-login").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log out"))).isVisible();
    }

    private static String console() {
        return Parts.shared().addresses().console();
    }
}
