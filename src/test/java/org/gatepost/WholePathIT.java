package org.gatepost;

import static io.restassured.path.json.JsonPath.from;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.gatepost.front.PublicPage;
import org.gatepost.local.LocalAccounts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TwoSeconds;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** From a real alert to words on the public page, by programs with people's tokens. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class WholePathIT {
    private final Api responder = Api.as("responder");
    private final Api responder2 = Api.as("responder2");
    private final Api publisher = Api.as("publisher");
    private final Api publisher2 = Api.as("publisher2");

    @Test
    void anAlertBecomesAnIncidentAndTheWordsAboutItReachReaders() {
        Api.as(Api.AUTOMATION).post("/alerts/alertmanager", Api.file("alertmanager/firing-two-truncated.json")).then()
                .statusCode(200)
                .body("alerts", equalTo(2));
        String alert = responder.get("/alerts").then().statusCode(200)
                .extract().path("alerts.find { it.fingerprint == '4f214a2151755fe2' }.id");
        String incident = responder.makes("/alerts/" + alert + "/incidents", Map.of("title", "mw1001 throws errors"));

        responder.put("/incidents/" + incident + "/severity", Map.of("severity", 1)).then().statusCode(204);
        responder.put("/incidents/" + incident + "/criteria/BROADLY_VISIBLE", Map.of("evidence", "Village pump")).then()
                .statusCode(204);
        responder.put("/incidents/" + incident + "/affected/readers", Map.of("impact", "PARTIAL_OUTAGE")).then()
                .statusCode(204);
        String other = responder2.get("/operators").then().extract()
                .path("find { it.name == '" + LocalAccounts.RESPONDER_2.fullName() + "' }.id");
        responder.post("/incidents/" + incident + "/command-offer", Map.of("operator", other)).then().statusCode(204);
        responder2.post("/incidents/" + incident + "/command-acceptance").then().statusCode(204);
        responder.post("/incidents/" + incident + "/timeline", Map.of("words", "Rolled back the deployment.")).then()
                .statusCode(204);
        responder.get("/incidents/" + incident).then().statusCode(200).body("commander.id", equalTo(other))
                .body("severity", equalTo(1)).body("criteria", hasSize(1))
                .body("timeline.words", hasItem("Rolled back the deployment."));

        String draft = responder.makes("/drafts",
                Map.of("incident", incident, "content", words("Some pages answer with errors", "INVESTIGATING",
                        "Some pages answer with an **error**.", "PARTIAL_OUTAGE")));
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        TwoSeconds visible = new TwoSeconds();
        long pressed = System.nanoTime();
        String notice = publisher.publishes(draft, hash).then().statusCode(200).extract().path("notice");
        PublicPage.shared().awaitWords("/", "Some pages answer with errors");
        visible.since(pressed);

        assertTrue(PublicPage.shared().get("/readers").body().contains("Some pages answer with errors"));
        assertFalse(PublicPage.shared().get("/movement").body().contains("Some pages answer with errors"),
                "movement was not mentioned");
        assertTrue(PublicPage.shared().get("/incidents/" + notice).body().contains("<strong>error</strong>"));
        assertTrue(PublicPage.shared().get("/history.atom").body().contains(notice));
        assertTrue(PublicPage.shared().get("/api/v2/summary.json").body().contains("Some pages answer with errors"));
        assertTrue(PublicPage.shared().get("/de/incidents/" + notice).body()
                .contains("<h1 dir=\"auto\" lang=\"en\">Some pages answer with errors</h1>"));
        String told = from(PublicPage.shared().get("/api/v2/incidents.json").body())
                .getString("incidents.find { it.id == '" + notice + "' }.created_at");
        HttpResponse<String> then = PublicPage.shared().get("/at/" + told);
        assertEquals(302, then.statusCode());
        assertTrue(PublicPage.shared().get(then.headers().firstValue("Location").orElseThrow()).body()
                .contains("Some pages answer with errors"));

        for (String words : List.of("Still looking.", "Still at it.")) {
            String more = responder.makes("/drafts", Map.of("notice", notice, "content",
                    words("", "INVESTIGATING", words, "PARTIAL_OUTAGE")));
            String moreHash = responder.proposes(more);
            publisher.approves(more, moreHash).then().statusCode(204);
            pressed = System.nanoTime();
            publisher.publishes(more, moreHash).then().statusCode(200);
            PublicPage.shared().awaitWords("/readers", words);
            visible.since(pressed);
        }
        visible.areKept();

        responder.post("/incidents/" + incident + "/mitigation", Map.of("statement", "Rolled back.")).then().statusCode(204);
        responder.post("/incidents/" + incident + "/resolution", Map.of("statement", "Stable.")).then().statusCode(204);
        String update = responder.makes("/drafts", Map.of("notice", notice, "content",
                words("", "RESOLVED", "Pages load again.", "NONE")));
        String resolvedHash = responder.proposes(update);
        publisher2.approves(update, resolvedHash).then().statusCode(204);
        publisher2.publishes(update, resolvedHash).then().statusCode(200).body("notice", equalTo(notice));
        PublicPage.shared().awaitWords("/incidents/" + notice, "Pages load again.");
        assertFalse(PublicPage.shared().get("/api/v2/incidents/unresolved.json").body().contains(notice));
    }

    @Test
    void nobodyApprovesTheirOwnWordsAndNothingChanges() {
        String draft = publisher.makes("/drafts",
                Map.of("content", words("Mine", "INVESTIGATING", "My own words.", "DEGRADED")));
        String hash = publisher.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(403).body("detail", equalTo(
                "You proposed these words yourself: another person has to approve them."));
        publisher.publishes(draft, hash).then().statusCode(409);
        publisher.get("/drafts/" + draft).then().body("state", equalTo("IN_REVIEW")).body("publication", equalTo(null));
    }

    @Test
    void aMachineMakesPrivateThingsOnly() {
        Api machine = Api.as(Api.AUTOMATION);
        String draft = machine.makes("/drafts",
                Map.of("content", words("By a machine", "INVESTIGATING", "Words.", "DEGRADED")));
        machine.post("/drafts/" + draft + "/proposal").then().statusCode(403);
        String hash = responder.proposes(draft);
        machine.approves(draft, hash).then().statusCode(403);
        machine.publishes(draft, hash).then().statusCode(403);
        responder.get("/drafts/" + draft).then().body("state", equalTo("IN_REVIEW"));
    }

    @Test
    void wordsThatWereEditedAfterTheApprovalAreNotPublished() {
        String draft = responder.makes("/drafts", Map.of("content", words("Edited", "INVESTIGATING", "First.", "DEGRADED")));
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        int version = responder.get("/drafts/" + draft).then().extract().path("version");
        responder
                .put("/drafts/" + draft,
                        Map.of("version", version, "content", words("Edited", "INVESTIGATING", "Second.", "DEGRADED")))
                .then().statusCode(204);
        publisher.publishes(draft, hash).then().statusCode(409);
        responder
                .put("/drafts/" + draft,
                        Map.of("version", version, "content", words("Edited", "INVESTIGATING", "Third.", "DEGRADED")))
                .then().statusCode(409);
        String second = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(409);
        assertFalse(second.equals(hash));
    }

    @Test
    void publishingTwiceAfterALostReplyIsOnePublication() {
        String draft = responder.makes("/drafts", Map.of("content", words("Once", "INVESTIGATING", "Once only.", "DEGRADED")));
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        String first = publisher.publishes(draft, hash).then().statusCode(200).extract().path("notice");
        String second = publisher2.publishes(draft, hash).then().statusCode(200).extract().path("notice");
        assertEquals(first, second);
        publisher.get("/published").then().body("notices.findAll { it.title == 'Once' }", hasSize(1));
    }

    @Test
    void repeatsOfAnAlertAreOneAlertAndAResolveWithoutAFiringIsTaken() {
        Api machine = Api.as(Api.AUTOMATION);
        String firing = Api.file("alertmanager/firing-two-truncated.json").replace("4f214a2151755fe2", "repeated").replace(
                "fde3031c07c997fb", "repeated2");
        String resolved = Api.file("alertmanager/resolved-two.json").replace("4f214a2151755fe2", "repeated").replace(
                "fde3031c07c997fb",
                "neverfired");
        machine.post("/alerts/alertmanager", firing).then().statusCode(200);
        machine.post("/alerts/alertmanager", firing).then().statusCode(200);
        machine.post("/alerts/alertmanager", resolved).then().statusCode(200);
        machine.post("/alerts/alertmanager", firing).then().statusCode(200);
        responder.get("/alerts").then().body("alerts.findAll { it.fingerprint == 'repeated' }", hasSize(1))
                .body("alerts.find { it.fingerprint == 'repeated' }.state", equalTo("RESOLVED"))
                .body("alerts.find { it.fingerprint == 'repeated' }.annotations.runbook", not(equalTo(null)))
                .body("alerts.find { it.fingerprint == 'repeated2' }.state", equalTo("FIRING"))
                .body("alerts.find { it.fingerprint == 'neverfired' }.state", equalTo("RESOLVED"));
        machine.post("/alerts/alertmanager", firing.replace("\"version\":\"4\"", "\"version\":\"3\"")).then().statusCode(422)
                .contentType("application/problem+json").body("field", equalTo("version"));
    }

    @Test
    void theApiDescribesItselfBehindLogin() {
        RestAssured.given().get("/api/v1/openapi.json").then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer").body("title", equalTo("Log in first"));
        responder.get("/openapi.json").then().statusCode(200).body("openapi", not(equalTo(null)));
        assertTrue(responder.get("/openapi.json").asString().contains("/api/v1/drafts/{id}/publication"));
    }

    static Map<String, Object> words(String title, String state, String words, String impact) {
        return Map.of("title", title, "state", state, "words", words, "disclosures",
                List.of(Map.of("audience", "readers", "impact", impact), Map.of("audience", "contributors", "impact", impact)));
    }
}
