package org.gatepost.gate;

import static org.gatepost.gate.Story.PAOLO;
import static org.gatepost.gate.Story.PETRA;
import static org.gatepost.gate.Story.RAVI;
import static org.gatepost.gate.Story.ROSA;
import static org.gatepost.gate.Story.approve;
import static org.gatepost.gate.Story.component;
import static org.gatepost.gate.Story.draft;
import static org.gatepost.gate.Story.incident;
import static org.gatepost.gate.Story.out;
import static org.gatepost.gate.Story.published;
import static org.gatepost.gate.Story.refused;
import static org.gatepost.gate.Story.template;
import static org.gatepost.gate.Story.to;
import static org.gatepost.gate.Story.together;
import static org.gatepost.gate.Story.update;
import static org.gatepost.gate.Story.with;
import static org.gatepost.gate.Story.words;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.inject.Inject;

import org.gatepost.front.PublicPage;
import org.gatepost.local.LocalAccounts;
import org.gatepost.security.Ceiling;
import org.gatepost.security.Operator;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** How words go out: by each lane and by themselves, and how they do not. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class GateIT {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Map<String, String> TEAM = Map.of("reason", "A leak of tokens", "circle", "SECURITY_TEAM");

    @Inject
    TestClock clock;

    @Inject
    Gate gate;

    @BeforeEach
    void nothingIsPublished() {
        Database.forget();
        Story.everybodyComes();
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
    void publishersAreOfferedToBeAskedAndOnlyToPeople() {
        Operator rosa = new Operator(UUID.fromString(Story.idOf(LocalAccounts.RESPONDER)), "Rosa", Operator.Kind.PERSON,
                Set.of(Operator.RESPONDER), Ceiling.RESPONDER);
        Set<UUID> asked = gate.publishers(rosa);
        for (LocalAccounts.Account account : List.of(LocalAccounts.RESPONDER, LocalAccounts.RESPONDER_2,
                LocalAccounts.PUBLISHER, LocalAccounts.PUBLISHER_2)) {
            assertEquals(account.name().startsWith("publisher"),
                    asked.contains(UUID.fromString(Story.idOf(account))), account.name());
        }
        assertEquals(Set.of(), gate.publishers(Operator.SCHEDULE));
    }

    // Fast: one person, words that two agreed on before.

    @Test
    void onePersonPublishesAnApprovedTemplateWordForWord() {
        String incident = incident("Saving takes long");
        String saving = component("Saving & loading");
        Map<String, Object> body = fast(incident, "investigating", "startedAt", "2026-03-05T11:48:00Z", "nextUpdateBy",
                "2099-01-01T00:00:00Z", "disclosures",
                List.of(to("readers", "DEGRADED", "from", "2026-03-05T11:47:00Z"), to("movement", "MAJOR_OUTAGE")), "effects",
                List.of(Map.of("component", saving, "status", "PARTIAL_OUTAGE")));
        Response filled = ROSA.post("/publications/fill", body);
        filled.then().statusCode(200).body("notices", hasSize(1)).body("notices[0].title",
                equalTo("Problems with Saving & loading"));
        String html = filled.path("notices[0].updates[0].disclosures.find { it.audience == 'readers' }.html");
        assertTrue(html.contains("Saving &amp; loading may be slow or failing now and then since 2026-03-05 11:47 UTC"), html);

        Response published = fastly(ROSA, body, "first");
        published.then().statusCode(200).body("lane", equalTo("FAST")).body("approvedBy", nullValue())
                .body("proposedBy", equalTo(published.path("publishedBy")));
        String notice = published.path("notice");
        PublicPage page = PublicPage.shared();
        page.awaitWords("/incidents/" + notice, "Problems with Saving &amp; loading");
        String shown = page.get("/incidents/" + notice).body();
        assertTrue(shown.contains(html), shown);
        assertTrue(shown.contains("datetime=\"2026-03-05T11:48Z\""), "the begin that was claimed");
        assertTrue(page.get("/readers").body().contains(html));
        assertTrue(
                page.get("/movement").body().contains("Since 2026-03-05 11:48 UTC, Saving &amp; loading may be not available."),
                "no span of its own");
        assertTrue(!page.get("/contributors").body().contains("Problems with"), "who is not mentioned is not told");
        assertTrue(page.get("/components/" + saving).body().contains("Partial outage"));
        ROSA.get("/incidents/" + incident + "/publications").then().body("notice", hasItem(notice));
        ROSA.get("/duties").then().body("promises.notice", hasItem(notice)).body("publications", hasSize(0));

        String resolved = fastly(RAVI, with(fast(incident, "resolved"), "notice", notice, "disclosures",
                List.of(to("readers", "NONE"), to("movement", "NONE"))), "second").then().statusCode(200).extract()
                .path("notice");
        assertEquals(notice, resolved);
        page.awaitWords("/incidents/" + notice, "This is over.");
        assertTrue(page.get("/").body().contains("No problems reported."));
    }

    @Test
    void theSameKeyIsTheSamePublicationOneAfterTheOtherAndAtOnce() throws Exception {
        Map<String, Object> body = fast(incident("Twice"), "investigating");
        String draft = fastly(ROSA, body, "again").then().statusCode(200).extract().path("draft");
        fastly(ROSA, body, "again").then().statusCode(200).body("draft", equalTo(draft));
        assertEquals(1, published("Problems with some of our services"));

        for (int round = 0; round < 5; round++) {
            String key = "at once " + round;
            List<Response> answers = together(() -> fastly(ROSA, body, key), () -> fastly(ROSA, body, key),
                    () -> fastly(ROSA, body, key));
            answers.forEach(answer -> assertEquals(200, answer.statusCode(), answer.asString()));
            assertEquals(1, new TreeSet<String>(answers.stream().map(answer -> answer.<String>path("draft")).toList()).size());
            assertEquals(2 + round, published("Problems with some of our services"));
        }
        // A key is its owner's.
        fastly(RAVI, body, "again").then().statusCode(200).body("draft", not(equalTo(draft)));
    }

    @Test
    void theFastLaneIsClosedForWhatItIsNotMeantFor() {
        String incident = incident("Closed");
        refused(422, "Idempotency-Key", ROSA.post("/publications", fast(incident, "investigating")));
        refused(422, "requestKey", fastly(ROSA, fast(incident, "investigating"), "k".repeat(101)));
        refused(422, "incident", fastly(ROSA, fast(null, "investigating"), "a"));
        refused(422, "template", fastly(ROSA, with(fast(incident, "investigating"), "template", null), "b"));
        refused(409, null, fastly(ROSA, with(fast(incident, "investigating"), "template", UUID.randomUUID().toString()), "c"));
        refused(400, "disclosures[0].words", fastly(ROSA, with(fast(incident, "investigating"), "disclosures",
                List.of(to("readers", "DEGRADED", "words", "My own words"))), "d"));
        refused(422, "state", fastly(ROSA, fast(incident, "scheduled"), "e"));
        refused(422, "disclosures", fastly(ROSA, with(fast(incident, "investigating"), "disclosures", List.of()), "f"));
        refused(422, "disclosures.readers.impact", fastly(ROSA,
                with(fast(incident, "investigating"), "disclosures", List.of(Map.of("audience", "readers"))), "g"));
        refused(422, "disclosures",
                fastly(ROSA, with(fast(incident, "investigating"), "disclosures", List.of(to("nobody", "DEGRADED"))), "g"));
        refused(422, "nextUpdateBy",
                fastly(ROSA, with(fast(incident, "resolved"), "disclosures", List.of(to("readers", "NONE")), "nextUpdateBy",
                        "2099-01-01T00:00:00Z"), "h"));
        refused(403, null, fastly(Story.MACHINE, fast(incident, "investigating"), "i"));

        ROSA.put("/incidents/" + incident + "/affected/contributors", Map.of("impact", "DEGRADED")).then().statusCode(204);
        refused(422, "omissions.contributors", fastly(ROSA, fast(incident, "investigating"), "j"));
        assertEquals(0, published("Problems with some of our services"), "nothing went out");
        fastly(ROSA, with(fast(incident, "investigating"), "omissions",
                List.of(Map.of("audience", "contributors", "reason", "They are told on their own list."))), "k").then()
                .statusCode(200);
        assertEquals(1, published("Problems with some of our services"));

        String drill = incident("Only a drill");
        Database.bySuperuser("update incident.incident set drill = true where id = '" + drill + "'");
        refused(409, null, fastly(ROSA, fast(drill, "investigating"), "l"));

        String sealed = incident("Sealed");
        ROSA.post("/incidents/" + sealed + "/embargo", TEAM).then().statusCode(204);
        refused(409, null, fastly(ROSA, fast(sealed, "investigating"), "m"));
        refused(404, null, fastly(RAVI, fast(sealed, "investigating"), "m"));
        refused(404, null, fastly(RAVI, fast(UUID.randomUUID().toString(), "investigating"), "m"));
        // Open again, but not as if nothing had been; releasing is an act to come.
        Database.bySuperuser("update incident.incident set sealed = false where id = '" + sealed + "'");
        fastly(ROSA, fast(sealed, "investigating"), "n").then().statusCode(409).body("detail",
                containsString("never embargoed"));
        assertEquals(1, published("Problems with some of our services"), "nothing else went out");
    }

    @Test
    void aSealThatWasUndoneLeavesTheFastLaneOpen() {
        String incident = incident("A slip");
        ROSA.post("/incidents/" + incident + "/embargo", TEAM).then().statusCode(204);
        ROSA.delete("/incidents/" + incident + "/embargo").then().statusCode(204);
        fastly(ROSA, fast(incident, "investigating"), "undone").then().statusCode(200);
    }

    @Test
    void aTemplateIsUsedAsSoonAsTwoAgreedAndItsOldRevisionNoMore() {
        String old = template("investigating");
        Map<String, Object> content = Map.of("key", "investigating", "language", "en", "state", "INVESTIGATING", "name",
                "We are looking", "title", "Trouble with {components}", "words",
                Map.of("*", "We look into {components} for {audience}, {impact} since {began}."), "phrases",
                Map.of("DEGRADED", "slow", "components", "something"));
        String draft = Story.MACHINE.makes("/templates", content);
        ROSA.get("/drafts/" + draft).then().body("kind", equalTo("TEMPLATE")).body("template.title",
                equalTo("Trouble with {components}"));
        String hash = approve(draft);
        assertEquals(old, template("investigating"), "approved is not published");
        long revision = revision();
        PETRA.publishes(draft, hash).then().statusCode(200).body("notice", nullValue());
        assertEquals(revision, revision(), "nothing public has changed");
        ROSA.get("/templates").then().body("find { it.key == 'investigating' }.revision", equalTo(2)).body(
                "find { it.key == 'investigating' }.shipped", equalTo(false));

        String incident = incident("With the new template");
        String notice = fastly(ROSA, fast(incident, "investigating", "startedAt", "2026-03-05T11:48:00Z"), "new").then()
                .statusCode(200).extract().path("notice");
        PublicPage.shared().awaitWords("/incidents/" + notice,
                "We look into something for Readers, slow since 2026-03-05 11:48 UTC.");
        fastly(ROSA, with(fast(incident, "investigating"), "template", old), "old").then().statusCode(409).body("detail",
                containsString("newer revision"));
    }

    // Short: one person, few plain characters, when an approver is silent.

    @Test
    void fiveMinutesOfSilenceOpenTheShortLaneAndAnotherLooksAfterwards() {
        clock.stand(NOON);
        Story.everybodyComes();
        String draft = draft(incident("Nobody answers"),
                words("Pages are slow", "INVESTIGATING", "We know, and we work on it."));
        String hash = PETRA.proposes(draft);
        shortly(PETRA, draft, hash).then().statusCode(409).body("detail", containsString("silent"));
        refused(422, "publisher",
                ROSA.post("/drafts/" + draft + "/requests", Map.of("publisher", Story.idOf(LocalAccounts.PUBLISHER))));
        refused(422, "publisher",
                ROSA.post("/drafts/" + draft + "/requests", Map.of("publisher", Story.idOf(LocalAccounts.RESPONDER))));
        ask(ROSA, draft);
        ROSA.get("/drafts").then().body("find { it.id == '" + draft + "' }.askedOf",
                equalTo(Story.idOf(LocalAccounts.PUBLISHER_2)));
        clock.forward(Duration.ofMinutes(3));
        // Asking again does not set the clock back.
        ask(ROSA, draft);
        clock.forward(Duration.ofMinutes(2).minusMillis(1));
        shortly(PETRA, draft, hash).then().statusCode(409);
        clock.forward(Duration.ofMillis(1));
        shortly(ROSA, draft, hash).then().statusCode(403).body("detail", containsString("proposed"));
        shortly(PETRA, draft, "00").then().statusCode(409);
        String notice = shortly(PETRA, draft, hash).then().statusCode(200).body("lane", equalTo("SHORT")).body("approvedBy",
                nullValue()).extract().path("notice");
        shortly(PETRA, draft, hash).then().statusCode(200).body("notice", equalTo(notice));
        PublicPage.shared().awaitWords("/incidents/" + notice, "We know, and we work on it.");

        PAOLO.get("/duties").then().body("publications.draft", hasItem(draft));
        review(ROSA, draft).then().statusCode(403);
        review(PETRA, draft).then().statusCode(409).body("detail", containsString("your own"));
        review(PAOLO, draft).then().statusCode(204);
        review(PAOLO, draft).then().statusCode(409);
        PAOLO.get("/duties").then().body("publications.draft", not(hasItem(draft)));
        PAOLO.get("/drafts/" + draft).then().body("publication.reviewedBy", equalTo(Story.idOf(LocalAccounts.PUBLISHER_2)));
    }

    @Test
    void aNoClosesTheShortLane() {
        clock.stand(NOON);
        Story.everybodyComes();
        String draft = draft(incident("Somebody answers"), words("Pages are slow", "INVESTIGATING", "We know."));
        String hash = ROSA.proposes(draft);
        ask(ROSA, draft);
        clock.forward(Duration.ofMinutes(4));
        decline(PAOLO, draft, hash, "Say since when.").then().statusCode(204);
        clock.forward(Duration.ofMinutes(4));
        shortly(ROSA, draft, hash).then().statusCode(409);
        // Nor does the request outlive the revision it was about.
        String again = ROSA.proposes(draft);
        shortly(ROSA, draft, again).then().statusCode(409).body("detail", containsString("silent"));
        assertEquals(0, published("Pages are slow"));
    }

    @Test
    void theShortLaneTakesAFewPlainCharactersAboutAnOpenIncident() {
        clock.stand(NOON);
        Story.everybodyComes();
        String title = "Pages are slow";
        String exactly = "a".repeat(GatePolicy.SHORT_LIMIT - title.length());
        List<String> drafts = List.of(draft(incident("280"), words(title, "INVESTIGATING", exactly)),
                draft(incident("281"), words(title, "INVESTIGATING", exactly + "a")),
                draft(incident("formatted"), words(title, "INVESTIGATING", "Pages are **slow**.")),
                draft(incident("a link"), words(title, "INVESTIGATING", "See [there](https://example.org/).")),
                draft(null, words(title, "INVESTIGATING", "About nothing.")),
                draft(incident("ever sealed"), words(title, "INVESTIGATING", "Once hidden.")));
        List<String> hashes = drafts.stream().map(draft -> {
            String hash = ROSA.proposes(draft);
            ask(ROSA, draft);
            return hash;
        }).toList();
        String sealed = ROSA.get("/drafts/" + drafts.get(5)).path("incident");
        ROSA.post("/incidents/" + sealed + "/embargo", TEAM).then().statusCode(204);
        Database.bySuperuser("update incident.incident set sealed = false where id = '" + sealed + "'");
        clock.forward(Duration.ofMinutes(6));
        for (int i = 1; i < drafts.size(); i++) {
            assertEquals(409, shortly(ROSA, drafts.get(i), hashes.get(i)).statusCode(), "draft " + i);
            ROSA.get("/drafts/" + drafts.get(i)).then().body("state", equalTo("IN_REVIEW")).body("publication", nullValue());
        }
        shortly(ROSA, drafts.get(0), hashes.get(0)).then().statusCode(200);
        assertEquals(1, published(title));
    }

    // Guarded: one proposes, another approves.

    @Test
    void whatIsDeclinedGoesBackToItsAuthorWithANoteAndMayBeProposedAgain() {
        String draft = draft(incident("Declined"), words("Pages are slow", "INVESTIGATING", "Some words."));
        String first = ROSA.proposes(draft);
        decline(RAVI, draft, first, "No.").then().statusCode(403);
        decline(PETRA, draft, "00", "No.").then().statusCode(409);
        refused(422, "because", decline(PETRA, draft, first, " "));
        refused(422, "because", decline(PETRA, draft, first, "a".repeat(GatePolicy.NOTE_LIMIT + 1)));
        decline(PETRA, draft, first, " Say since when. ").then().statusCode(204);
        PETRA.approves(draft, first).then().statusCode(409);
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("DRAFT")).body("proposal.declinedBecause",
                equalTo("Say since when."));

        int version = ROSA.get("/drafts/" + draft).path("version");
        ROSA.put("/drafts/" + draft, Map.of("version", version, "content",
                words("Pages are slow", "INVESTIGATING", "Some words, since noon."))).then().statusCode(204);
        String second = ROSA.proposes(draft);
        PETRA.approves(draft, second).then().statusCode(204);
        // Also after a yes somebody may say no.
        decline(PAOLO, draft, second, "Wait.").then().statusCode(204);
        PETRA.publishes(draft, second).then().statusCode(409);
        out(draft);
        ROSA.get("/drafts/" + draft + "/revisions").then().statusCode(200).body("revision", equalTo(List.of(1, 2, 3)))
                .body("declinedBecause", equalTo(java.util.Arrays.asList("Say since when.", "Wait.", null)))
                .body("[0].hash", equalTo(first)).body("[2].approvedBy", equalTo(Story.idOf(LocalAccounts.PUBLISHER)));
        PublicPage.shared().awaitWords("/", "Some words, since noon.");
    }

    @Test
    void whatIsTakenBackCanBeWrittenAgainAndNeedsANewYes() {
        String draft = draft(null, words("Taken back", "INVESTIGATING", "Some words."));
        String hash = approve(draft);
        ROSA.delete("/drafts/" + draft + "/proposal").then().statusCode(204);
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("DRAFT"));
        PETRA.publishes(draft, hash).then().statusCode(409);
        assertEquals(0, published("Taken back"));
    }

    @Test
    void ofTwoWhoSaveAtOnceOneIsToldAndOfTwoWhoPublishBothGetTheSame() throws Exception {
        for (int round = 0; round < 5; round++) {
            String title = "At once " + round;
            String draft = draft(null, words(title, "INVESTIGATING", "Begun."));
            List<Integer> saved = together(() -> save(ROSA, draft, 0, title, "Rosa's"),
                    () -> save(RAVI, draft, 0, title, "Ravi's"));
            assertEquals(List.of(204, 409), saved.stream().sorted().toList());
            ROSA.get("/drafts/" + draft).then().body("content.words", equalTo(saved.get(0) == 204 ? "Rosa's" : "Ravi's"));

            String hash = approve(draft);
            List<Response> out = together(() -> PETRA.publishes(draft, hash), () -> PAOLO.publishes(draft, hash));
            out.forEach(answer -> assertEquals(200, answer.statusCode(), answer.asString()));
            assertEquals(out.get(0).<String>path("notice"), out.get(1).path("notice"));
            assertEquals(1, published(title));
        }
    }

    @Test
    void aYesAndAnEditAtOnceNeverMakeUnreadWordsApproved() throws Exception {
        for (int round = 0; round < 5; round++) {
            String title = "Edited " + round;
            String draft = draft(null, words(title, "INVESTIGATING", "Read."));
            String hash = ROSA.proposes(draft);
            int version = ROSA.get("/drafts/" + draft).path("version");
            List<Integer> both = together(() -> PETRA.approves(draft, hash).statusCode(),
                    () -> save(ROSA, draft, version, title, "Unread."));
            Response now = ROSA.get("/drafts/" + draft);
            assertEquals(1, both.stream().filter(status -> status == 204).count(), both.toString());
            assertEquals(both.get(0) == 204 ? "APPROVED" : "DRAFT", now.path("state"));
            assertEquals(both.get(0) == 204 ? "Read." : "Unread.", now.path("content.words"));
            assertEquals(both.get(0), PETRA.publishes(draft, hash).statusCode() == 200 ? 204 : 409);
        }
    }

    @Test
    void theCodenameOfTheIncidentStaysInside() {
        String incident = incident("Named");
        String codename = ROSA.get("/incidents/" + incident).path("codename");
        String draft = draft(incident,
                words("Pages are slow", "INVESTIGATING", "This is " + codename.toUpperCase().replace('-', ' ')));
        refused(422, "words", ROSA.post("/drafts/" + draft + "/proposal"));
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("DRAFT")).body("revision", nullValue());
    }

    // By itself: approved beforehand, at its time the whole policy again.

    @Test
    void approvedWordsGoOutByThemselvesAtTheirTimeAndOnce() throws Exception {
        clock.stand(NOON);
        Story.everybodyComes();
        String draft = draft(incident("Later"), words("Announced", "INVESTIGATING", "At ten past.", "goesOutAt",
                NOON.plusSeconds(600).toString()));
        String hash = approve(draft);
        PETRA.publishes(draft, hash).then().statusCode(409).body("detail", containsString("later time"));
        schedule(ROSA, draft, hash).then().statusCode(403);
        schedule(PETRA, draft, "00").then().statusCode(409);
        schedule(PETRA, draft, hash).then().statusCode(204);
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("SCHEDULED")).body("dueAt",
                equalTo(NOON.plusSeconds(600).toString()));
        refused(409, null, ROSA.delete("/drafts/" + draft));
        assertEquals(409, save(ROSA, draft, ROSA.get("/drafts/" + draft).path("version"), "Announced", "Other words."));

        clock.forward(Duration.ofSeconds(600).minusMillis(1));
        Story.everybodyComes();
        assertEquals(0, gate.publishDue());
        assertEquals(0, published("Announced"));
        clock.forward(Duration.ofMillis(1));
        List<Integer> out = together(gate::publishDue, gate::publishDue, gate::publishDue);
        // The console's own schedule looks too: whoever it was, it was one.
        assertTrue(out.stream().mapToInt(it -> it).sum() <= 1, out.toString());
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("PUBLISHED")).body("stopped", nullValue())
                .body("publication.publishedBy", equalTo(Operator.SCHEDULE.id().toString()))
                .body("publication.approvedBy", equalTo(Story.idOf(LocalAccounts.PUBLISHER)))
                .body("publication.publishedAt", equalTo(NOON.plusSeconds(600).toString()));
        assertEquals(1, published("Announced"));
        PublicPage.shared().awaitWords("/", "At ten past.");
    }

    @Test
    void whatIsStoppedBeforeItsTimeStays() {
        clock.stand(NOON);
        Story.everybodyComes();
        String draft = draft(null, words("Stopped", "INVESTIGATING", "Never.", "goesOutAt", NOON.plusSeconds(600).toString()));
        String hash = approve(draft);
        refused(409, null, PETRA.delete("/drafts/" + draft + "/schedule"));
        schedule(PETRA, draft, hash).then().statusCode(204);
        refused(403, null, ROSA.delete("/drafts/" + draft + "/schedule"));
        PAOLO.delete("/drafts/" + draft + "/schedule").then().statusCode(204);
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("APPROVED")).body("dueAt", nullValue());
        clock.forward(Duration.ofMinutes(11));
        Story.everybodyComes();
        assertEquals(0, gate.publishDue());
        assertEquals(0, published("Stopped"));
        // Its time has passed: by hand, or never.
        schedule(PETRA, draft, hash).then().statusCode(409);
        PETRA.publishes(draft, hash).then().statusCode(200);
    }

    @Test
    void sealingTakesTheTimeAwayAndItDoesNotComeBack() {
        clock.stand(NOON);
        Story.everybodyComes();
        String incident = incident("Sealed while it waits");
        String draft = draft(incident,
                words("Suspended", "INVESTIGATING", "Never.", "goesOutAt", NOON.plusSeconds(600).toString()));
        String hash = approve(draft);
        schedule(PETRA, draft, hash).then().statusCode(204);
        PETRA.post("/incidents/" + incident + "/embargo", TEAM).then().statusCode(204);
        PETRA.get("/drafts/" + draft).then().body("state", equalTo("IN_REVIEW")).body("dueAt", nullValue())
                .body("proposal.approvedBy", nullValue());
        refused(409, null, schedule(PETRA, draft, hash));
        clock.forward(Duration.ofMinutes(11));
        assertEquals(0, gate.publishDue());
        PETRA.delete("/incidents/" + incident + "/embargo").then().statusCode(204);
        clock.forward(Duration.ofMinutes(1));
        Story.everybodyComes();
        assertEquals(0, gate.publishDue());
        assertEquals(0, published("Suspended"));
        PETRA.publishes(draft, hash).then().statusCode(409);
    }

    @Test
    void whatARuleRefusesAtItsTimeStaysApprovedWithTheReason() {
        clock.stand(NOON);
        Story.everybodyComes();
        String incident = incident("Grows");
        String draft = draft(incident,
                words("Too little", "INVESTIGATING", "To readers.", "goesOutAt", NOON.plusSeconds(60).toString()));
        String update = update(Story.notice(words("Withdrawn meanwhile", "INVESTIGATING", "Words.")),
                words("", "IDENTIFIED", "More of it.", "goesOutAt", NOON.plusSeconds(60).toString()));
        schedule(PETRA, draft, approve(draft)).then().statusCode(204);
        schedule(PETRA, update, approve(update)).then().statusCode(204);
        ROSA.put("/incidents/" + incident + "/affected/movement", Map.of("impact", "DEGRADED")).then().statusCode(204);
        PETRA.post("/notices/" + ROSA.get("/drafts/" + update).path("notice") + "/withdrawal", Map.of("note", "Wrong.")).then()
                .statusCode(200);
        clock.forward(Duration.ofMinutes(2));
        Story.everybodyComes();
        assertEquals(0, gate.publishDue());
        ROSA.get("/drafts/" + draft).then().body("state", equalTo("APPROVED")).body("dueAt", nullValue()).body("stopped",
                containsString("leave out an affected audience"));
        ROSA.get("/drafts/" + update).then().body("state", equalTo("APPROVED")).body("stopped",
                containsString("withdrawn"));
        assertEquals(0, published("Too little"));
        ROSA.get("/drafts/" + draft + "/unmentioned").then().body("$", equalTo(List.of("movement")));
    }

    private static Map<String, Object> fast(String incident, String template, Object... more) {
        return with(with(Map.of("disclosures", List.of(to("readers", "DEGRADED"))), "incident", incident, "template",
                template(template)), more);
    }

    private static Response fastly(Api by, Map<String, Object> body, String key) {
        return by.request().header("Idempotency-Key", key).body(body).post("/api/v1/publications");
    }

    private static void ask(Api by, String draft) {
        by.post("/drafts/" + draft + "/requests", Map.of("publisher", Story.idOf(LocalAccounts.PUBLISHER_2))).then()
                .statusCode(204);
    }

    private static Response shortly(Api by, String draft, String hash) {
        return by.post("/drafts/" + draft + "/short-publication", Map.of("hash", hash));
    }

    private static Response review(Api by, String draft) {
        return by.post("/drafts/" + draft + "/publication/review");
    }

    private static Response decline(Api by, String draft, String hash, String because) {
        return by.post("/drafts/" + draft + "/decline", Map.of("hash", hash, "because", because));
    }

    private static Response schedule(Api by, String draft, String hash) {
        return by.post("/drafts/" + draft + "/schedule", Map.of("hash", hash));
    }

    private static int save(Api by, String draft, int version, String title, String words) {
        return by.put("/drafts/" + draft, Map.of("version", version, "content", words(title, "INVESTIGATING", words)))
                .statusCode();
    }

    private static long revision() {
        return Long.parseLong(Database.seen("select revision from published.edition"));
    }
}
