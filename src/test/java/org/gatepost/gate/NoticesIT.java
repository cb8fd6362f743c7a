package org.gatepost.gate;

import static org.gatepost.gate.Story.PAOLO;
import static org.gatepost.gate.Story.PETRA;
import static org.gatepost.gate.Story.ROSA;
import static org.gatepost.gate.Story.approve;
import static org.gatepost.gate.Story.component;
import static org.gatepost.gate.Story.entry;
import static org.gatepost.gate.Story.notice;
import static org.gatepost.gate.Story.out;
import static org.gatepost.gate.Story.publish;
import static org.gatepost.gate.Story.refused;
import static org.gatepost.gate.Story.to;
import static org.gatepost.gate.Story.update;
import static org.gatepost.gate.Story.with;
import static org.gatepost.gate.Story.words;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Inject;

import org.gatepost.front.PublicPage;
import org.gatepost.local.Parts;
import org.gatepost.site.Site;
import org.gatepost.snapshot.HandPublisher;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** What becomes of words that are out: amended, struck, withdrawn, reported on, and moved on by the clock. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class NoticesIT {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    /** A publisher signs at its ticks: looking sooner it does not. */
    private static final int TICK = 15;

    private static final int RACES = 5;

    @Inject
    TestClock clock;

    @Inject
    Site site;

    @TempDir
    Path directory;

    private final PublicPage page = PublicPage.shared();

    /** Files of the store that tests before this one left. */
    private Set<String> older;

    @BeforeEach
    void nothingIsPublished() {
        Database.forget();
        Story.everybodyComes();
        older = files().stream().map(File::getName).filter(name -> !name.equals("root")).collect(Collectors.toSet());
    }

    @AfterEach
    void theClockRuns() {
        clock.run();
    }

    @AfterAll
    static void nothingStays() {
        Database.forget();
    }

    // Amended.

    @Test
    void aCorrectionShowsItsDifferenceAndMovesTheFeed() {
        String notice = notice(words("Pages are slow", "INVESTIGATING", "About ten thousand people see errors."));
        update(notice, words("", "IDENTIFIED", "We know why."));
        page.awaitWords("/incidents/" + notice, "ten thousand");
        String feed = updatedInFeed(notice);
        String entry = entry(notice, 0);
        Map<String, Object> content = contentOf(notice, entry);
        assertEquals("About ten thousand people see errors.", content.get("words"));
        // A stamp of the feed has whole seconds.
        Await.until("another second", () -> !Instant.now().truncatedTo(ChronoUnit.SECONDS)
                .equals(Instant.parse(feed)));

        String draft = amend(notice, entry, "corrections", with(content, "words", "About two hundred people see errors.",
                "title", "Some pages are slow", "disclosures", List.of(to("readers", "PARTIAL_OUTAGE"))));
        ROSA.get("/drafts/" + draft).then().body("kind", equalTo("CORRECTION")).body("entry", equalTo(entry));
        assertEquals(notice, out(draft));
        page.awaitWords("/incidents/" + notice, "Corrected");
        String shown = page.get("/incidents/" + notice).body();
        assertTrue(shown.contains("two hundred</ins>"), shown);
        assertTrue(shown.contains("ten thousand</del>"), shown);
        assertTrue(shown.contains("<h1 dir=\"auto\">Some pages are slow</h1>"), shown);
        assertTrue(shown.contains("Partial outage</ins>"), shown);
        assertTrue(page.get("/").body().contains("Some pages are slow"));
        assertTrue(page.get("/api/v2/incidents.json").body().contains("About two hundred people see errors."));
        assertFalse(page.get("/api/v2/incidents.json").body().contains("ten thousand"));
        assertTrue(updatedInFeed(notice).compareTo(feed) > 0, "the feed's entry is newer");
        assertEquals(entry, entry(notice, 0), "the entry keeps its name");
        ROSA.get("/published").then().body("notices.find { it.id == '" + notice + "' }.updates[0].earlier", hasSize(1));
        ROSA.get("/notices/" + notice + "/publications").then().body("draft", hasItem(draft));
    }

    @Test
    void aTypoChangesLettersOnlyAndIsMarked() {
        String notice = notice(words("Pages are slow", "INVESTIGATING", "Some poeple see errors."));
        String entry = entry(notice, 0);
        Map<String, Object> content = contentOf(notice, entry);
        String draft = amend(notice, entry, "typos",
                with(content, "disclosures", List.of(to("readers", "MAJOR_OUTAGE"))));
        refused(422, "disclosures", ROSA.post("/drafts/" + draft + "/proposal"));
        draft = amend(notice, entry, "typos", with(content, "shownAt", "2026-01-01T00:00:00Z"));
        refused(422, "shownAt", ROSA.post("/drafts/" + draft + "/proposal"));
        draft = amend(notice, entry, "typos", with(content, "state", "IDENTIFIED"));
        refused(422, "state", ROSA.post("/drafts/" + draft + "/proposal"));

        out(amend(notice, entry, "typos", with(content, "words", "Some people see errors.")));
        page.awaitWords("/incidents/" + notice, "letters only");
        String shown = page.get("/incidents/" + notice).body();
        assertTrue(shown.contains("Some people see errors."));
        assertFalse(shown.contains("poeple"), "a typo shows no difference");
        ROSA.get("/published").then().body("notices[0].updates[0].tellsSubscribers", equalTo(false));
    }

    @Test
    void anAmendmentThatChangesNothingIsRefusedAndOneThatMovesATimeShowsThatItDid() {
        String notice = notice(words("Pages are slow", "INVESTIGATING", "Some people see errors.", "translations",
                Map.of("de", Map.of("title", "Langsam", "words", "Fehler.")), "nextUpdateBy", "2026-03-05T12:00:00Z"));
        String entry = entry(notice, 0);
        Map<String, Object> content = contentOf(notice, entry);
        for (String how : List.of("corrections", "typos")) {
            String same = amend(notice, entry, how, content);
            refused(422, "words", ROSA.post("/drafts/" + same + "/proposal"));
            String quiet = amend(notice, entry, how, with(content, "words", " Some people see errors.\n", "tellsSubscribers",
                    false));
            refused(422, "words", ROSA.post("/drafts/" + quiet + "/proposal"));
        }
        ROSA.get("/published").then().body("notices[0].updates[0].earlier", hasSize(0));

        // Two say the same: after the first one the second has nothing left to change.
        Map<String, Object> mended = with(content, "words", "Most people see errors.", "translations",
                Map.of("de", Map.of("title", "Langsam", "words", "Die meisten sehen Fehler.")));
        String second = amend(notice, entry, "corrections", mended);
        out(amend(notice, entry, "corrections", mended));
        refused(422, "words", ROSA.post("/drafts/" + second + "/proposal"));

        out(amend(notice, entry, "corrections", with(contentOf(notice, entry), "nextUpdateBy", "2026-03-05T13:00:00Z")));
        page.awaitWords("/incidents/" + notice, "Besides the words");
    }

    @Test
    void anAmendmentUnsaysNobodyAndTwoDoNotPassEachOther() {
        String notice = notice(words("Pages are slow", "INVESTIGATING", "First."));
        String entry = entry(notice, 0);
        Map<String, Object> content = contentOf(notice, entry);
        String unsaying = amend(notice, entry, "corrections",
                with(content, "disclosures", List.of(to("movement", "DEGRADED"))));
        refused(422, "disclosures.readers.mentioned", ROSA.post("/drafts/" + unsaying + "/proposal"));

        String one = amend(notice, entry, "corrections", with(content, "words", "Second."));
        String other = amend(notice, entry, "corrections", with(content, "words", "Third."));
        String hash = approve(one);
        String otherHash = approve(other);
        PETRA.publishes(one, hash).then().statusCode(200);
        PETRA.publishes(other, otherHash).then().statusCode(409).body("detail", containsString("in the meantime"));
        ROSA.get("/published").then().body("notices[0].updates[0].disclosures[0].markdown", equalTo("Second."));
        // Begun anew it says what stands now, and goes.
        assertEquals("Second.", contentOf(notice, entry).get("words"));
        out(amend(notice, entry, "corrections", with(contentOf(notice, entry), "words", "Third.")));
        ROSA.get("/published").then().body("notices[0].updates[0].earlier", hasSize(2));
    }

    @Test
    void ofTwoAmendmentsAtTheSameMomentOneGoesOut() throws Exception {
        String notice = notice(words("Pages are slow", "INVESTIGATING", "Round 0."));
        String entry = entry(notice, 0);
        for (int round = 1; round <= RACES; round++) {
            String begun = "Round " + round;
            String one = amend(notice, entry, "corrections", with(contentOf(notice, entry), "words", begun + ", Petra's."));
            String other = amend(notice, entry, "corrections", with(contentOf(notice, entry), "words", begun + ", Paolo's."));
            String hash = approve(one);
            String otherHash = approve(other);
            List<Integer> answers = Story.together(() -> PETRA.publishes(one, hash).statusCode(),
                    () -> PAOLO.publishes(other, otherHash).statusCode());
            assertEquals(List.of(200, 409), answers.stream().sorted().toList(), begun);
            ROSA.get("/published").then().body("notices[0].updates", hasSize(1))
                    .body("notices[0].updates[0].earlier", hasSize(round))
                    .body("notices[0].updates[0].disclosures[0].markdown",
                            equalTo(begun + (answers.get(0) == 200 ? ", Petra's." : ", Paolo's.")));
        }
    }

    // Struck.

    @Test
    void whatIsRetractedIsStruckReadableAndCountsForNothing() {
        String part = component("Wikis");
        String notice = notice(words("Pages are slow", "INVESTIGATING", "Everything is slow.", "effects",
                List.of(Map.of("component", part, "status", "MAJOR_OUTAGE"))));
        out(update(notice, words("", "IDENTIFIED", "It is the moon.", "effects",
                List.of(Map.of("component", part, "status", "MAJOR_OUTAGE")))));
        String second = entry(notice, 1);
        Map<String, Object> because = Map.of("reason", "WRONG", "note", "It was not the moon.");
        String path = "/notices/" + notice + "/entries/" + second + "/retraction";
        refused(403, null, ROSA.post(path, because));
        refused(403, null, Story.MACHINE.post(path, because));
        refused(422, "reason", PETRA.post(path, Map.of("note", "No reason.")));
        refused(404, null, PETRA.post("/notices/" + notice + "/entries/aaaaaaaaaaaa/retraction", because));
        String takedown = PETRA.post(path, because).then().statusCode(200).body("kind", equalTo("RETRACTION"))
                .body("entry", equalTo(second)).extract().path("id");
        refused(409, null, PETRA.post(path, because));
        page.awaitWords("/incidents/" + notice, "What it said is not so.");
        String shown = page.get("/incidents/" + notice).body();
        assertTrue(shown.contains("<del datetime="), shown);
        assertTrue(shown.contains("It is the moon."), "struck words stay readable");
        assertFalse(shown.contains("It was not the moon."), "the note is ours");
        assertTrue(page.get("/api/v2/incidents.json").body().contains("Retracted. "));
        assertTrue(page.get("/").body().contains("Everything is slow."), "what stands before it is in force again");
        refused(409, null, ROSA.post("/notices/" + notice + "/entries/" + second + "/corrections",
                Map.of("content", Map.of())));

        PAOLO.get("/duties").then().body("takedowns.id", hasItem(takedown));
        refused(403, null, ROSA.post("/takedowns/" + takedown + "/review"));
        refused(409, null, PETRA.post("/takedowns/" + takedown + "/review"));
        PAOLO.post("/takedowns/" + takedown + "/review").then().statusCode(204);
        refused(409, null, PAOLO.post("/takedowns/" + takedown + "/review"));
        PAOLO.get("/duties").then().body("takedowns.id", not(hasItem(takedown)));
        ROSA.get("/notices/" + notice + "/takedowns").then().body("note", equalTo(List.of("It was not the moon.")));

        PETRA.post("/notices/" + notice + "/retraction", Map.of("reason", "NOT_OURS")).then().statusCode(200);
        page.awaitWords("/", "No problems reported.");
        assertFalse(page.get("/api/v2/incidents/unresolved.json").body().contains(notice));
        assertTrue(page.get("/components/" + part).body().contains("No problems reported"));
        assertFalse(page.get("/components/" + part).body().contains("class=\"major\""), "no day is marked");
    }

    // Gone.

    @Test
    void aWithdrawnEntryLeavesNoByteAndATombstone() throws IOException {
        String notice = notice(words("Pages are slow", "INVESTIGATING", "Some pages are slow."));
        out(update(notice, words("", "IDENTIFIED", "Kreuzotter broke it.", "translations",
                Map.of("de", Map.of("words", "Der Kreuzotterbiss.")))));
        String entry = entry(notice, 1);
        // Not only what stands: what it said before a correction too.
        out(amend(notice, entry, "corrections",
                with(contentOf(notice, entry), "words", "Ringelnatter broke it.", "translations",
                        Map.of("de", Map.of("words", "Der Biss der Ringelnatter.")))));
        page.awaitWords("/incidents/" + notice, "Ringelnatter");
        out(update(notice, words("", "MONITORING", "It is better.")));
        page.awaitWords("/incidents/" + notice, "It is better.");
        List<String> names = List.of("Kreuzotter", "Ringelnatter", "Kreuzotterbiss");
        names.forEach(name -> assertFalse(told(name).isEmpty(), "there is something to withdraw: " + name));
        Set<String> blobs = blobsThatTell(names);
        assertFalse(blobs.isEmpty());

        refused(403, null, ROSA.post("/notices/" + notice + "/entries/" + entry + "/withdrawal", Map.of("note", "A name.")));
        PETRA.post("/notices/" + notice + "/entries/" + entry + "/withdrawal", Map.of("note", "A name.")).then()
                .statusCode(200).body("kind", equalTo("WITHDRAWAL"));
        page.awaitWords("/incidents/" + notice, "An update that stood here was withdrawn");
        gone(names, blobs);
        String shown = page.get("/incidents/" + notice).body();
        assertTrue(shown.contains("Some pages are slow.") && shown.contains("It is better."));
        assertTrue(shown.indexOf("It is better.") < shown.indexOf("was withdrawn")
                && shown.indexOf("was withdrawn") < shown.indexOf("Some pages are slow."), "at its place");
        refused(409, null, ROSA.post("/notices/" + notice + "/entries/" + entry + "/typos", Map.of("content", Map.of())));
        refused(404, null, PETRA.post("/notices/" + notice + "/entries/" + entry + "/withdrawal", Map.of("note", "Again.")));

        // Going on is as ever, and nobody's place is taken.
        out(update(notice, words("", "RESOLVED", "It is over.")));
        page.awaitWords("/incidents/" + notice, "It is over.");
        assertTrue(page.get("/incidents/" + notice).body().contains("was withdrawn"));
        gone(names, blobs);
    }

    @Test
    void aWithdrawnNoticeIsGoneForGood() throws IOException {
        String kept = notice(words("Something else", "INVESTIGATING", "Another matter."));
        String notice = notice(words("Blindschleiche is down", "INVESTIGATING", "The Blindschleiche bites.", "translations",
                Map.of("fr", Map.of("title", "Orvet", "words", "L'Orvet mord.")), "delay",
                Map.of("knownSince", "2026-03-05T12:00:00Z", "because", "The Sandotter slept.")));
        page.awaitWords("/incidents/" + notice, "Blindschleiche");
        page.awaitWords("/", "Blindschleiche");
        List<String> names = List.of("Blindschleiche", "Orvet", "Sandotter");
        names.forEach(name -> assertFalse(told(name).isEmpty(), "there is something to withdraw: " + name));
        Set<String> blobs = blobsThatTell(names);
        List<String> addresses = told("Blindschleiche");
        assertTrue(addresses.size() > 8, addresses.toString());

        refused(403, null, Story.MACHINE.post("/notices/" + notice + "/withdrawal", Map.of("note", "")));
        PETRA.post("/notices/" + notice + "/withdrawal", Map.of("note", "A name.")).then().statusCode(200);
        Await.until("the notice to be gone", () -> page.get("/incidents/" + notice).statusCode() == 410);
        assertTrue(page.get("/incidents/" + notice).body().contains("What stood here was withdrawn"));
        gone(names, blobs);
        assertTrue(page.get("/").body().contains("Another matter."), "and nothing else is");
        assertEquals(200, page.get("/incidents/" + kept).statusCode());
        refused(404, null, PETRA.post("/notices/" + notice + "/withdrawal", Map.of("note", "")));
        refused(404, null, ROSA.post("/drafts", Map.of("notice", notice, "content", words("", "RESOLVED", "More."))));
        refused(404, null, ROSA.get("/notices/" + notice + "/entries/aaaaaaaaaaaa/content"));
        PAOLO.get("/duties").then().body("takedowns.notice", hasItem(notice));
        ROSA.get("/notices/" + notice + "/publications").then().body("notice", hasItem(notice));
    }

    @Test
    void theLastEntryTakesItsNoticeWithIt() {
        String notice = notice(words("Alone", "INVESTIGATING", "Only this."));
        page.awaitWords("/incidents/" + notice, "Only this.");
        PETRA.post("/notices/" + notice + "/entries/" + entry(notice, 0) + "/withdrawal", Map.of("note", "")).then()
                .statusCode(200).body("entry", equalTo(null));
        Await.until("the notice to be gone", () -> page.get("/incidents/" + notice).statusCode() == 410);
    }

    // Reported on, and told later.

    @Test
    void aReportFollowsOnWhatIsOver() {
        String notice = notice(words("Pages were slow", "INVESTIGATING", "Some pages are slow."));
        String report = "A sentence of the report.\n\n".repeat(1200);
        assertTrue(report.length() > GatePolicy.WORDS_LIMIT && report.length() < GatePolicy.REPORT_LIMIT);
        String early = update(notice, words("", "POSTMORTEM", report));
        refused(422, "state", ROSA.post("/drafts/" + early + "/proposal"));
        out(update(notice, words("", "RESOLVED", "Over.")));
        String tooLong = update(notice, words("", "POSTMORTEM", "a".repeat(GatePolicy.REPORT_LIMIT + 1)));
        refused(422, "words", ROSA.post("/drafts/" + tooLong + "/proposal"));
        out(early);
        page.awaitWords("/incidents/" + notice, "What happened, and what was learned");
        assertTrue(page.get("/incidents/" + notice).body().contains("A sentence of the report."));
        ROSA.get("/published").then().body("notices[0].updates.state",
                equalTo(List.of("INVESTIGATING", "RESOLVED", "POSTMORTEM")));
        assertTrue(page.get("/").body().contains("No problems reported."), "a report reopens nothing");
    }

    @Test
    void whatIsLongPastCountsForItsOwnTime() {
        String part = component("Uploads");
        Instant to = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(2, ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
        Instant from = to.minus(2, ChronoUnit.HOURS);
        Map<String, Object> told = words("Uploads failed", "RESOLVED", "For two hours uploads failed.", "startedAt",
                from.toString(), "effects", List.of(Map.of("component", part, "status", "MAJOR_OUTAGE")));
        String open = Story.draft(null,
                with(told, "disclosures", List.of(to("readers", "MAJOR_OUTAGE", "from", from.toString()))));
        refused(422, "disclosures.readers.impact", ROSA.post("/drafts/" + open + "/proposal"));
        String notice = out(Story.draft(null, with(told, "shownAt", to.toString(), "disclosures",
                List.of(to("readers", "MAJOR_OUTAGE", "from", from.toString(), "to", to.toString())))));
        page.awaitWords("/incidents/" + notice, "For two hours uploads failed.");
        assertTrue(page.get("/").body().contains("No problems reported."), "nothing is open");
        String component = page.get("/components/" + part).body();
        assertEquals(1, component.split("class=\"major\" aria-label=", -1).length - 1, component);
        assertTrue(component.contains("href=\"/incidents/" + notice + "\""), component);
        // Two hours of ninety days are 0.09 %.
        assertTrue(component.contains("99.90 % without reported outages"), component);
        assertTrue(page.get("/api/v2/incidents.json").body().contains(from.toString().substring(0, 16)));
    }

    // By the clock.

    @Test
    void plannedWorkBeginsAndEndsByItself() {
        clock.stand(NOON);
        Story.everybodyComes();
        String part = component("Mailing lists");
        String notice = notice(work("The lists move", part, NOON.plusSeconds(3600), NOON.plusSeconds(7200), null));
        HandPublisher publisher = new HandPublisher(directory, site::revision, site::withdrawn, site::surfaces, clock);
        try (PublicPage page = PublicPage.of(directory, clock)) {
            at(publisher, NOON);
            assertTrue(page.get("/").body().contains("No problems reported."));
            assertTrue(page.get("/incidents/" + notice).body().contains("<dd>Scheduled</dd>"));
            at(publisher, NOON.plusSeconds(3600 - TICK));
            assertFalse(page.get("/incidents/" + notice).body().contains("Work has begun as planned."));
            at(publisher, NOON.plusSeconds(3600));
            String begun = page.get("/incidents/" + notice).body();
            assertTrue(begun.contains("Work has begun as planned."), begun);
            assertTrue(page.get("/components/" + part).body().contains("Maintenance"));
            assertTrue(page.get("/api/v2/scheduled-maintenances/active.json").body().contains(notice));
            at(publisher, NOON.plusSeconds(5000));
            assertEquals(begun, page.get("/incidents/" + notice).body(), "between two boundaries the page stands still");
            at(publisher, NOON.plusSeconds(7200));
            assertTrue(page.get("/incidents/" + notice).body().contains("Work was completed as planned."));
            assertTrue(page.get("/").body().contains("No problems reported."));
            assertFalse(page.get("/api/v2/scheduled-maintenances/active.json").body().contains(notice));
        }
        ROSA.get("/published").then().body("notices[0].updates", hasSize(1));
    }

    @Test
    void whatIsCancelledDoesNotBeginAndWhatIsMovedBeginsThen() {
        clock.stand(NOON);
        Story.everybodyComes();
        String part = component("Mailing lists");
        String cancelled = notice(work("Cancelled work", part, NOON.plusSeconds(3600), NOON.plusSeconds(7200), null));
        String moved = notice(work("Moved work", part, NOON.plusSeconds(3600), NOON.plusSeconds(7200), null));
        clock.forward(Duration.ofMinutes(5));
        out(update(cancelled, with(work("", part, null, null, null), "state", "CANCELLED", "words", "Not this time.",
                "disclosures", List.of(to("readers", "NONE")), "effects", List.of(), "plan", null)));
        out(update(moved, with(work("", part, NOON.plusSeconds(10800), NOON.plusSeconds(14400), null), "words", "Later.")));
        HandPublisher publisher = new HandPublisher(directory, site::revision, site::withdrawn, site::surfaces, clock);
        try (PublicPage page = PublicPage.of(directory, clock)) {
            at(publisher, NOON.plusSeconds(3600));
            assertTrue(page.get("/incidents/" + cancelled).body().contains("<dd>Cancelled</dd>"));
            assertFalse(page.get("/incidents/" + cancelled).body().contains("Work has begun"));
            assertTrue(page.get("/incidents/" + moved).body().contains("<dd>Scheduled</dd>"));
            at(publisher, NOON.plusSeconds(10800));
            assertTrue(page.get("/incidents/" + moved).body().contains("Work has begun as planned."));
        }
    }

    @Test
    void workThatComesAgainDoesSoByItsRule() {
        clock.stand(NOON);
        Story.everybodyComes();
        String part = component("Search");
        String notice = notice(work("The index is rebuilt", part, NOON.plusSeconds(3600), NOON.plusSeconds(7200),
                "FREQ=WEEKLY;COUNT=2"));
        String bad = Story.draft(null, work("By no rule", part, NOON.plusSeconds(3600), NOON.plusSeconds(7200), "EVERY DAY"));
        refused(422, "plan.rule", ROSA.post("/drafts/" + bad + "/proposal"));
        HandPublisher publisher = new HandPublisher(directory, site::revision, site::withdrawn, site::surfaces, clock);
        try (PublicPage page = PublicPage.of(directory, clock)) {
            at(publisher, NOON.plusSeconds(3600));
            assertTrue(page.get("/incidents/" + notice).body().contains("<dd>In progress</dd>"));
            at(publisher, NOON.plusSeconds(7200));
            String between = page.get("/incidents/" + notice).body();
            assertTrue(between.contains("<dd>Scheduled</dd>"), between);
            assertTrue(between.contains("12 March 2026, 13:00 UTC"), between);
            at(publisher, NOON.plus(7, ChronoUnit.DAYS).plusSeconds(3600));
            assertTrue(page.get("/incidents/" + notice).body().contains("<dd>In progress</dd>"));
            at(publisher, NOON.plus(7, ChronoUnit.DAYS).plusSeconds(7200));
            assertTrue(page.get("/incidents/" + notice).body().contains("<dd>Completed</dd>"));
        }
    }

    @Test
    void aPromiseThatIsNotKeptIsTold() {
        clock.stand(NOON);
        Story.everybodyComes();
        String notice = notice(words("Pages are slow", "INVESTIGATING", "More soon.", "nextUpdateBy",
                NOON.plusSeconds(1800).toString()));
        HandPublisher publisher = new HandPublisher(directory, site::revision, site::withdrawn, site::surfaces, clock);
        try (PublicPage page = PublicPage.of(directory, clock)) {
            at(publisher, NOON.plusSeconds(1800 - TICK));
            assertFalse(page.get("/").body().contains("is late"));
            at(publisher, NOON.plusSeconds(1800));
            assertTrue(page.get("/").body().contains("The update promised for"));
            assertTrue(page.get("/incidents/" + notice).body().contains("is late"));
            ROSA.get("/duties").then().body("promises.find { it.notice == '" + notice + "' }.overdue", equalTo(true));
            out(update(notice, words("", "IDENTIFIED", "Here it is.")));
            at(publisher, NOON.plusSeconds(1900));
            assertFalse(page.get("/").body().contains("is late"));
        }
    }

    // The page's parts.

    @Test
    void partsComeAreRenamedAndRetired() {
        String part = component("Graphs");
        page.awaitWords("/", "Graphs");
        publish(ROSA.makes("/parts", Map.of("title", "Charts", "page",
                Map.of("groups", List.of(Map.of("name", "Tools", "position", 7)), "components", List.of(Map.of("id", part,
                        "name", "Charts", "description", "What is drawn", "newGroup", "Tools", "position", 3, "audiences",
                        List.of("movement")))))))
                .then().statusCode(200).body("notice", equalTo(null));
        page.awaitWords("/movement", "Charts");
        assertFalse(page.get("/").body().contains("Graphs"));
        assertFalse(page.get("/readers").body().contains("Charts"), "readers do not use it any more");
        assertTrue(page.get("/components/" + part).body().contains("What is drawn"));
        assertTrue(page.get("/api/v2/components.json").body().contains("\"Tools\""));

        publish(ROSA.makes("/parts", Map.of("title", "Charts end", "page", Map.of("components", List.of(Map.of("id", part,
                "name", "Charts", "position", 3, "audiences", List.of("movement"), "retired", true)))))).then()
                .statusCode(200);
        Await.until("the part to be listed no more", () -> !page.get("/api/v2/components.json").body().contains("Charts"));
        assertTrue(page.get("/components/" + part).body().contains("Listed no more since"));

        publish(ROSA.makes("/parts", Map.of("title", "An audience", "page", Map.of("audiences",
                List.of(Map.of("key", "partners", "name", "Partners", "position", 9)))))).then().statusCode(200);
        try {
            page.awaitWords("/partners", "Partners");
        } finally {
            // What other tests find is what the product ships.
            Database.forget();
            Database.bySuperuser("delete from published.audience where key = 'partners'");
        }
    }

    private static Map<String, Object> work(String title, String part, Instant from, Instant until, String rule) {
        Map<String, Object> plan = new java.util.HashMap<>();
        plan.put("from", String.valueOf(from));
        plan.put("until", String.valueOf(until));
        plan.put("rule", rule);
        plan.put("startsByItself", true);
        plan.put("endsByItself", true);
        return with(words(title, "SCHEDULED", "Mail is late while we work."), "disclosures",
                List.of(to("readers", "MAINTENANCE")), "effects",
                List.of(Map.of("component", part, "status", "UNDER_MAINTENANCE")), "plan", plan);
    }

    private void at(HandPublisher publisher, Instant now) {
        clock.stand(now);
        Story.everybodyComes();
        publisher.look();
    }

    private static Map<String, Object> contentOf(String notice, String entry) {
        Response answer = ROSA.get("/notices/" + notice + "/entries/" + entry + "/content");
        answer.then().statusCode(200);
        return answer.path("$");
    }

    private static String amend(String notice, String entry, String how, Map<String, Object> content) {
        return ROSA.makes("/notices/" + notice + "/entries/" + entry + "/" + how, Map.of("content", content));
    }

    private String updatedInFeed(String notice) {
        String feed = page.get("/history.atom").body();
        String entry = feed.substring(feed.indexOf("Incident/" + notice));
        return entry.substring(entry.indexOf("<updated>") + 9, entry.indexOf("</updated>"));
    }

    // What can be read anywhere.

    /** The addresses whose answer holds the words. */
    private List<String> told(String words) {
        return new TreeSet<>(page.snapshot().entries().keySet()).stream().filter(path -> page.get(path).body().contains(words))
                .toList();
    }

    private Set<String> blobsThatTell(List<String> words) throws IOException {
        Set<String> found = new TreeSet<>();
        for (File file : files()) {
            // The name of a blob is its content's: what was there before this test tells nothing that it says.
            if (!older.contains(file.getName())
                    && readings(file.toPath()).stream().anyMatch(text -> words.stream().anyMatch(text::contains))) {
                found.add(file.getName());
            }
        }
        return found;
    }

    /** What lies in the store now, while its publisher goes on and tidies up. */
    private static List<File> files() {
        List<File> files = new ArrayList<>();
        for (File one : Parts.shared().store().toFile().listFiles()) {
            files.addAll(one.isDirectory() ? List.of(one.listFiles()) : List.of(one));
        }
        return files;
    }

    /** No address, no file of the store in any encoding; and what was there is on no disk any more. */
    private void gone(List<String> names, Set<String> blobs) throws IOException {
        names.forEach(name -> assertEquals(List.of(), told(name), name));
        // A root denies them first, and they are deleted right after it.
        Await.until("the files that told of it to be gone", () -> blobsThatTell(names).isEmpty());
        assertTrue(files().stream().noneMatch(file -> blobs.contains(file.getName())), "a denied blob is left");
        names.forEach(name -> assertFalse(ROSA.get("/published").asString().contains(name), name));
        assertFalse(page.snapshot().entries().isEmpty());
    }

    private static List<String> readings(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // The publisher tidied up meanwhile.
            return List.of();
        }
        Brotli4jLoader.ensureAvailability();
        List<String> readings = new ArrayList<>();
        readings.add(new String(bytes, StandardCharsets.UTF_8));
        for (Decoder decoder : List.<Decoder>of(GZIPInputStream::new, BrotliInputStream::new)) {
            try (InputStream in = decoder.of(new ByteArrayInputStream(bytes))) {
                readings.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                // Of another encoding.
            } catch (UncheckedIOException e) {
                // Likewise.
            }
        }
        return readings;
    }

    @FunctionalInterface
    private interface Decoder {
        InputStream of(InputStream bytes) throws IOException;
    }
}
