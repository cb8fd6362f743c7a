package org.gatepost;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.gatepost.embargo.Releases;
import org.gatepost.local.LocalAccounts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** An embargo from its seal to the ledger, over the API and with the console's own schedule. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class EmbargoLifeIT {
    private static final Map<String, String> TEAM = Map.of("reason", "A leak of tokens", "circle", "SECURITY_TEAM");
    private static final Map<String, String> NAMED = Map.of("reason", "A leak of tokens", "circle", "NAMED_PEOPLE");

    private final Api rosa = Api.as("responder");
    private final Api ravi = Api.as("responder2");
    private final Api petra = Api.as("publisher");
    private final Api paolo = Api.as("publisher2");
    private final Api selma = Api.as("security");
    private final Api machine = Api.as(Api.AUTOMATION);

    @Inject
    TestClock clock;

    @BeforeEach
    void everybodyComes() {
        clock.stand(Instant.parse("2026-03-05T12:00:00Z"));
        List.of(rosa, ravi, petra, paolo, selma).forEach(one -> one.get("/operators").then().statusCode(200));
    }

    @AfterEach
    void theClockRuns() {
        clock.run();
    }

    @AfterAll
    static void nothingStays() {
        Database.forget();
    }

    @Test
    void releasedToTheWorldWithWordsThatWereWrittenAndApprovedInside() {
        String hidden = rosa.makes("/incidents", Map.of("title", "Tokens in a log", "seal", NAMED));
        rosa.post(at(hidden, "members"), Map.of("operator", idOf(LocalAccounts.PUBLISHER))).then().statusCode(204);
        rosa.post(at(hidden, "members"), Map.of("operator", idOf(LocalAccounts.SECURITY))).then().statusCode(204);
        rosa.post("/incidents/" + hidden + "/timeline", Map.of("words", "The token of the deploy bot was in a public log."));
        rosa.post("/incidents/" + hidden + "/mitigation", Map.of("statement", "The token is revoked.")).then().statusCode(204);
        petra.get("/inbox").then().body("find { it.incident == '" + hidden + "' }.kind", equalTo("SEALED"));

        String draft = draft(hidden, "Tokens were readable");
        String hash = rosa.proposes(draft);
        rosa.post(at(hidden, "release"), Map.of("scope", "WORLD", "draft", draft)).then().statusCode(409)
                .body("detail", containsString("condition"));
        tickAll(rosa, hidden);
        rosa.get("/inbox").then().body("findAll { it.incident == '" + hidden + "' }.kind", hasItem("RELEASE_READY"));
        rosa.post(at(hidden, "release"), Map.of("scope", "WORLD", "draft", draft)).then().statusCode(201);
        rosa.post(at(hidden, "release"), Map.of("scope", "RESPONDERS")).then().statusCode(409);
        selma.post(at(hidden, "release/agreement")).then().statusCode(409).body("detail", containsString("approve"));
        petra.get("/inbox").then().body("findAll { it.incident == '" + hidden + "' }.kind", hasItem("RELEASE_PROPOSED"));
        petra.approves(draft, hash).then().statusCode(204);
        rosa.get("/incidents/" + hidden + "/embargo").then().body("releases[0].agreedBy.name",
                equalTo(LocalAccounts.PUBLISHER.fullName())).body("releases[0].goesAt", equalTo("2026-03-05T12:05:00Z"));
        assertEquals(Duration.ofMinutes(5), Releases.CANCEL_WINDOW);

        clock.forward(Releases.CANCEL_WINDOW.minusSeconds(1));
        selma.delete(at(hidden, "release")).then().statusCode(204);
        clock.forward(Duration.ofMinutes(1));
        ravi.get("/incidents/" + hidden).then().statusCode(404);
        // The words are still approved, and so is the second vote there at once.
        selma.post(at(hidden, "release"), Map.of("scope", "WORLD", "draft", draft)).then().statusCode(201);
        petra.get("/published").then().body("notices.title", not(hasItem("Tokens were readable")));
        clock.forward(Releases.CANCEL_WINDOW);
        Await.until("the release to go out", () -> ravi.get("/incidents/" + hidden).statusCode() == 200);

        petra.get("/published").then().body("notices.title", hasItem("Tokens were readable"));
        ravi.get("/incidents/" + hidden).then().body("title", equalTo("Tokens in a log")).body("sealed", equalTo(false))
                .body("recordClosed", equalTo(true)).body("readable", equalTo(false)).body("commander", nullValue())
                .body("declaredBy", nullValue()).body("mitigation", nullValue()).body("timeline", hasSize(0))
                .body("mitigatedAt", notNullValue());
        ravi.get("/incidents").then().body("incidents.find { it.id == '" + hidden + "' }.commander", nullValue());
        ravi.get("/incidents/" + hidden + "/drafts").then().statusCode(200).body("", hasSize(0));
        ravi.get("/drafts/" + draft).then().statusCode(404);
        ravi.get("/incidents/" + hidden + "/embargo").then().statusCode(404);
        ravi.post("/incidents/" + hidden + "/timeline", Map.of("words", "May I?")).then().statusCode(409)
                .body("detail", containsString("not open"));
        ravi.put("/incidents/" + hidden + "/title", Map.of("title", "Mine")).then().statusCode(409);
        ravi.post("/incidents/" + hidden + "/embargo", TEAM).then().statusCode(409);
        rosa.get("/incidents/" + hidden).then().body("commander.name", equalTo(LocalAccounts.RESPONDER.fullName()))
                .body("mitigation", equalTo("The token is revoked."))
                .body("timeline.words", hasItem(containsString("deploy bot")));
        // The circle goes on working, and what it says stays its own.
        rosa.post("/incidents/" + hidden + "/resolution", Map.of("statement", "All keys are new.")).then().statusCode(204);
        rosa.get("/incidents/" + hidden).then().body("resolution", equalTo("All keys are new."));
        ravi.get("/incidents/" + hidden).then().body("state", equalTo("RESOLVED")).body("resolution", nullValue());
        for (Api anybody : List.of(ravi, machine)) {
            anybody.get("/ledger").then().body("find { it.incident == '" + hidden + "' }.scope", equalTo("WORLD"))
                    .body("find { it.incident == '" + hidden + "' }.emergency", equalTo(false))
                    .body("find { it.incident == '" + hidden + "' }.days", equalTo(1));
        }

        openRecord(hidden);
        ravi.get("/incidents/" + hidden).then().body("readable", equalTo(true))
                .body("commander.name", equalTo(LocalAccounts.RESPONDER.fullName()))
                .body("timeline.words", hasItem(containsString("deploy bot")));
        ravi.get("/drafts/" + draft).then().statusCode(200);
        ravi.get("/incidents/" + hidden + "/embargo").then().statusCode(404);
        ravi.post("/incidents/" + hidden + "/timeline", Map.of("words", "Now I may.")).then().statusCode(204);
    }

    private void openRecord(String incident) {
        ravi.get(at(incident, "record")).then().statusCode(404);
        String seen = rosa.get(at(incident, "record")).then().statusCode(200).extract().path("seen");
        rosa.post(at(incident, "record"), Map.of("seen", seen)).then().statusCode(204);
        rosa.post(at(incident, "record/agreement"), Map.of("seen", seen)).then().statusCode(403);
        selma.get("/inbox").then().body("findAll { it.incident == '" + incident + "' }.kind", hasItem("OPENING_PROPOSED"));
        ravi.post(at(incident, "record/agreement"), Map.of("seen", seen)).then().statusCode(404);
        rosa.delete(at(incident, "record")).then().statusCode(204);
        selma.post(at(incident, "record/agreement"), Map.of("seen", seen)).then().statusCode(409);
        rosa.post(at(incident, "record"), Map.of("seen", seen)).then().statusCode(204);
        selma.post(at(incident, "record/agreement"), Map.of("seen", seen)).then().statusCode(204);
    }

    @Test
    void releasedToRespondersByTwoAndSealedNoMore() {
        String hidden = rosa.makes("/incidents", Map.of("title", "Held back", "seal", TEAM));
        tickAll(selma, hidden);
        String stated = rosa.makes(at(hidden, "conditions"), Map.of("words", "Caches are purged", "owner",
                idOf(LocalAccounts.SECURITY)));
        rosa.put(at(hidden, "owner"), Map.of("operator", idOf(LocalAccounts.RESPONDER_2))).then().statusCode(422);
        rosa.put(at(hidden, "owner"), Map.of("operator", idOf(LocalAccounts.SECURITY))).then().statusCode(204);
        selma.get("/inbox").then().body("findAll { it.incident == '" + hidden + "' }.kind", hasItem("CONDITION"));
        rosa.post(at(hidden, "release"), Map.of("scope", "RESPONDERS")).then().statusCode(409);
        rosa.put(at(hidden, "conditions/" + stated), Map.of("met", true, "note", "x".repeat(501))).then().statusCode(422);
        rosa.put(at(hidden, "conditions/" + UUID.randomUUID()), Map.of("met", true)).then().statusCode(404);
        rosa.put(at(hidden, "conditions/" + stated), Map.of("met", true, "note", "By hand")).then().statusCode(204);
        rosa.post(at(hidden, "extension"), Map.of("until", "2026-06-20T12:00:00Z", "because", "x")).then().statusCode(422)
                .body("field", equalTo("until"));
        rosa.post(at(hidden, "extension"), Map.of("until", "2026-04-20T12:00:00Z", "because", "Partners")).then()
                .statusCode(204);
        rosa.get("/incidents/" + hidden + "/embargo").then().body("reviewBy", equalTo("2026-04-20T12:00:00Z"))
                .body("extensions", hasSize(1)).body("conditions.note", hasItem("By hand")).body("conditions", hasSize(5));
        rosa.post(at(hidden, "release"), Map.of("goesAt", "2026-03-06T12:00:00Z", "scope", "RESPONDERS")).then()
                .statusCode(201);
        selma.post(at(hidden, "release/agreement")).then().statusCode(204);
        rosa.post(at(hidden, "release/agreement")).then().statusCode(409);
        clock.stand(Instant.parse("2026-03-06T12:00:00Z"));
        Await.until("the release to go out", () -> ravi.get("/incidents/" + hidden).statusCode() == 200);
        ravi.get("/ledger").then().body("find { it.incident == '" + hidden + "' }.reviews", equalTo(1))
                .body("find { it.incident == '" + hidden + "' }.scope", equalTo("RESPONDERS"));
        rosa.delete(at(hidden, "release")).then().statusCode(409);
        // What was ever embargoed takes the guarded lane.
        String template = rosa.get("/templates").path("find { it.key == 'investigating' }.id");
        rosa.request().header("Idempotency-Key", UUID.randomUUID()).body(Map.of("incident", hidden, "template", template,
                "disclosures", List.of(Map.of("audience", "readers", "impact", "DEGRADED")))).post("/api/v1/publications")
                .then()
                .statusCode(409);
    }

    @Test
    void brokenByOneWithNoticeToTheRest() {
        String hidden = rosa.makes("/incidents", Map.of("title", "Broken", "seal", TEAM));
        ravi.post(at(hidden, "break"), Map.of("what", "A token", "toWhom", "A list")).then().statusCode(404);
        selma.post(at(hidden, "break"), Map.of("what", "", "toWhom", "A list")).then().statusCode(422);
        selma.post(at(hidden, "break"), Map.of("what", "A token", "toWhom", "A list", "at", "2026-03-05T11:00:00Z")).then()
                .statusCode(204);
        ravi.get("/incidents/" + hidden).then().statusCode(200).body("readable", equalTo(false));
        rosa.get("/inbox").then().body("findAll { it.incident == '" + hidden + "' }.kind.sort()",
                contains("BROKEN", "REPORT_WANTED"));
        ravi.get("/inbox").then().body("findAll { it.incident == '" + hidden + "' }", hasSize(0));
        rosa.put(at(hidden, "report"), Map.of("words", "A screenshot in a ticket.")).then().statusCode(204);
        rosa.get("/incidents/" + hidden + "/embargo").then().body("breach.report", equalTo("A screenshot in a ticket."))
                .body("sealed", equalTo(false));
        ravi.get("/ledger").then().body("find { it.incident == '" + hidden + "' }.emergency", equalTo(true));
    }

    @Test
    void whatIsPublicIsWithdrawnWithTheSealOfAPublisher() {
        String open = rosa.makes("/incidents", Map.of("title", "First told"));
        String draft = draft(open, "First told openly");
        String hash = rosa.proposes(draft);
        petra.approves(draft, hash).then().statusCode(204);
        String notice = petra.publishes(draft, hash).then().statusCode(200).extract().path("notice");
        rosa.post("/incidents/" + open + "/embargo", Map.of("reason", "x", "circle", "SECURITY_TEAM", "withdrawal", "Names"))
                .then().statusCode(403);
        rosa.get("/incidents/" + open).then().body("sealed", equalTo(false));
        petra.post("/incidents/" + open + "/embargo", Map.of("reason", "x", "circle", "SECURITY_TEAM", "withdrawal", "Names"))
                .then().statusCode(204);
        petra.get("/published").then().body("notices.id", not(hasItem(notice)));
        petra.get("/incidents/" + open + "/embargo").then().body("stillPublic", hasSize(0));
        paolo.get("/notices/" + notice + "/takedowns").then().body("", hasSize(0));
    }

    @Test
    void aCoverAndASymptomAreKnownInsideOnly() {
        String hidden = rosa.makes("/incidents", Map.of("title", "The cause", "seal", TEAM));
        String symptom = ravi.makes("/incidents", Map.of("title", "What people see"));
        String words = ravi.makes("/drafts", Map.of("content", words("Logins are slow")));
        String hash = ravi.proposes(words);
        petra.approves(words, hash).then().statusCode(204);
        String cover = petra.publishes(words, hash).then().statusCode(200).extract().path("notice");
        String before = Api.seen(ravi.get("/incidents/" + symptom)) + Api.seen(ravi.get("/notices/" + cover + "/publications"));
        rosa.put(at(hidden, "symptoms/" + symptom), Map.of()).then().statusCode(204);
        rosa.put(at(hidden, "symptoms/" + UUID.randomUUID()), Map.of()).then().statusCode(422);
        rosa.put(at(hidden, "covers/" + cover), Map.of("knownSince", "2026-03-05T11:00:00Z", "because", "People are at risk"))
                .then().statusCode(204);
        rosa.get("/incidents/" + hidden + "/embargo").then().body("symptoms.incident", contains(symptom)).body("covers.notice",
                contains(cover));
        rosa.makes("/drafts", Map.of("incident", hidden, "notice", cover, "content", words("")));
        ravi.post("/drafts", Map.of("incident", symptom, "notice", cover, "content", words(""))).then().statusCode(422);
        assertEquals(before,
                Api.seen(ravi.get("/incidents/" + symptom)) + Api.seen(ravi.get("/notices/" + cover + "/publications")));
        rosa.delete(at(hidden, "symptoms/" + symptom)).then().statusCode(204);
        rosa.delete(at(hidden, "covers/" + cover)).then().statusCode(204);
        rosa.get("/incidents/" + hidden + "/embargo").then().body("symptoms", hasSize(0)).body("covers", hasSize(0));
    }

    @Test
    void whatANamedMachineSendsIsBornSealedAndAnsweredAsEver() {
        String message = Api.file("alertmanager/firing-two-truncated.json").replace("4f214a2151755fe2", "born")
                .replace("fde3031c07c997fb", "born2");
        machine.get("/operators").then().statusCode(200);
        String robot = rosa.get("/operators").then().extract()
                .path("find { it.kind == 'MACHINE' && it.name != 'The schedule' }.id");
        for (Api stranger : List.of(rosa, petra, machine)) {
            stranger.put("/integrations/" + robot, Map.of()).then().statusCode(404);
            stranger.get("/integrations").then().statusCode(404);
        }
        selma.put("/integrations/" + UUID.randomUUID(), Map.of()).then().statusCode(422);
        String open = Api.seen(machine.post("/alerts/alertmanager", message));
        selma.put("/integrations/" + robot, Map.of()).then().statusCode(204);
        try {
            String before = Api.seen(rosa.get("/alerts")) + Api.seen(ravi.get("/incidents"));
            assertEquals(open, Api.seen(machine.post("/alerts/alertmanager", message)));
            assertEquals(open, Api.seen(machine.post("/alerts/alertmanager", message)), "and again");
            assertEquals(before, Api.seen(rosa.get("/alerts")) + Api.seen(ravi.get("/incidents")),
                    "the same alert, on both sides of the wall");
            String born = selma.get("/incidents").then().extract()
                    .path("incidents.find { it.sealed && it.commander.name == '" + LocalAccounts.SECURITY.fullName()
                            + "' }.id");
            selma.get("/incidents/" + born + "/alerts").then().body("", hasSize(2));
            selma.get("/incidents/" + born + "/embargo").then().body("owner.name", equalTo(LocalAccounts.SECURITY.fullName()));
            String alert = selma.get("/incidents/" + born + "/alerts").path("[0].id");
            rosa.get("/alerts/" + alert).then().statusCode(404);
            machine.get("/incidents/" + born).then().statusCode(404);
            selma.get("/incidents").then().body("incidents.findAll { it.sealed && it.commander.name == '"
                    + LocalAccounts.SECURITY.fullName() + "' }", hasSize(1));
        } finally {
            selma.delete("/integrations/" + robot).then().statusCode(204);
        }
    }

    private static String at(String incident, String what) {
        return "/incidents/" + incident + "/embargo/" + what;
    }

    private void tickAll(Api by, String incident) {
        List<String> open = by.get("/incidents/" + incident + "/embargo").then().statusCode(200).extract()
                .path("conditions.findAll { it.metAt == null }.id");
        open.forEach(condition -> by.put(at(incident, "conditions/" + condition), Map.of("met", true)).then().statusCode(204));
    }

    private String draft(String incident, String title) {
        return rosa.makes("/drafts", Map.of("incident", incident, "content", words(title)));
    }

    private static Map<String, Object> words(String title) {
        return WholePathIT.words(title, "INVESTIGATING", "Some words.", "DEGRADED");
    }

    private String idOf(LocalAccounts.Account account) {
        return rosa.get("/operators").then().extract().path("find { it.name == '" + account.fullName() + "' }.id");
    }
}
