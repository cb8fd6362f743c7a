package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;

import org.gatepost.front.PublicPage;
import org.gatepost.incident.Incidents;
import org.gatepost.local.LocalAccounts;
import org.gatepost.security.AbsentException;
import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** An incident with other people's eyes: what it shows is what they get, and looking leaves nothing behind in their name. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class ViewAsIT {
    private static final List<String> INSIDE = List.of("RESPONDER", "FORMER_MEMBER", "AUTOMATION");
    private static final String TITLE = "Session keys in a dump";

    private final Api responder = Api.as("responder");
    private final Api publisher = Api.as("publisher");
    private final Api security = Api.as("security");

    @Inject
    Incidents incidents;

    @Inject
    Transactions transactions;

    @AfterAll
    static void nothingStays() {
        Database.forget();
    }

    @Test
    void whatIsSealedIsNothingToEverybodyOutside() {
        String hidden = sealed();
        security.makes("/drafts",
                Map.of("incident", hidden, "content", WholePathIT.words(TITLE, "INVESTIGATING", "Secret words.", "DEGRADED")));
        for (JsonPath sight : sights(security, hidden, "")) {
            assertEquals(0, sight.getList("answers.found.flatten()").size(), sight.prettify());
            assertTrue(sight.getList("answers").size() > 0, "was asked: " + sight.prettify());
        }
        assertEquals("view as",
                Database.seen("select act from security.audit where stream = 'sealed' order by place desc limit 1"));
    }

    @Test
    void whatIsOpenIsSeenByWhomItIsOpenTo() {
        String alert = alert();
        String open = responder.makes("/alerts/" + alert + "/incidents", Map.of("title", "Thumbnails are missing"));
        String draft = responder.makes("/drafts", Map.of("incident", open, "content",
                WholePathIT.words("Pictures load slowly", "INVESTIGATING", "Some pictures load slowly.", "DEGRADED")));
        publish(draft);
        String notice = responder.get("/incidents/" + open + "/publications").path("[0].notice");
        PublicPage.shared().awaitWords("/incidents/" + notice, "Some pictures load slowly.");
        Map<String, JsonPath> seen = new TreeMap<>();
        sights(responder, open, "").forEach(sight -> seen.put(sight.getString("observer"), sight));
        assertTrue(found(seen.get("ANONYMOUS"), "PAGES").contains("/incidents/" + notice), seen.get("ANONYMOUS").prettify());
        assertTrue(found(seen.get("SUBSCRIBER"), "FEEDS").contains("/history.atom"), seen.get("SUBSCRIBER").prettify());
        assertTrue(found(seen.get("SUBSCRIBER"), "JSON").contains("/api/v2/summary.json"), seen.get("SUBSCRIBER").prettify());
        for (String observer : INSIDE) {
            for (String question : List.of("ADDRESS", "LIST", "SEARCH")) {
                assertEquals(List.of("Thumbnails are missing"), found(seen.get(observer), question), observer + question);
            }
            assertEquals(1, found(seen.get(observer), "ALERTS").size(), observer);
            assertEquals(List.of("Pictures load slowly"), found(seen.get(observer), "DRAFTS"), observer);
            assertEquals(List.of("/incidents/" + notice), found(seen.get(observer), "PUBLICATIONS"), observer);
            assertEquals(List.of(), found(seen.get(observer), "EMBARGO"), observer);
        }
    }

    @Test
    void onePersonIsAskedByNameAndTheCircleIsSaidToBeIt() {
        String hidden = sealed();
        assertEquals(List.of(), person(hidden, "responder2").getList("answers.found.flatten()"));
        assertTrue(person(hidden, "security2").getBoolean("isOfTheCircle"), "is cleared");
        assertEquals(422, security.get("/incidents/" + hidden + "/view-as?person=" + UUID.randomUUID()).statusCode());
    }

    @Test
    void nobodyOutsideLooksAtAll() {
        String hidden = sealed();
        for (String stranger : List.of("responder2", "publisher", Api.AUTOMATION)) {
            assertEquals(404, Api.as(stranger).get("/incidents/" + hidden + "/view-as").statusCode(), stranger);
        }
    }

    /** The proof is worth something only if it can fail. */
    @Test
    void aHoleInTheWallIsSeen() {
        String hidden = sealed();
        Database.bySuperuser("alter policy ceiling_responder on incident.incident using (true)",
                "alter policy person on incident.incident using ((select security.person()) is not null)");
        try {
            for (JsonPath sight : sights(security, hidden, "")) {
                if (INSIDE.contains(sight.getString("observer"))) {
                    assertEquals(List.of(TITLE), found(sight, "LIST"), sight.prettify());
                }
            }
        } finally {
            Database.bySuperuser("alter policy ceiling_responder on incident.incident using (not sealed)",
                    "alter policy person on incident.incident using ((SELECT security.person()) IS NOT NULL AND (NOT sealed OR "
                            + "embargo.may_know(id)))");
        }
    }

    @Test
    void whoOnlyLooksWritesNothing() {
        String open = responder.makes("/incidents", Map.of("title", "Open to all"));
        Map<String, String> before = Database.rows();
        Operator stranger = new Operator(UUID.fromString(Database.seen("select id from security.operator where name = ?",
                LocalAccounts.RESPONDER_2.fullName())), "Ravi", Operator.Kind.PERSON, java.util.Set.of(Operator.RESPONDER),
                org.gatepost.security.Ceiling.RESPONDER);
        Arc.container().requestContext().activate();
        try {
            assertThrows(RuntimeException.class, () -> transactions.onlyLooking(() -> {
                incidents.rename(stranger, UUID.fromString(open), "Renamed");
                return null;
            }));
            assertEquals(before, Database.rows());
            incidents.rename(stranger, UUID.fromString(open), "Renamed");
        } catch (AbsentException e) {
            throw new AssertionError("the rename itself is lawful", e);
        } finally {
            Arc.container().requestContext().terminate();
        }
        assertEquals("Renamed", responder.get("/incidents/" + open).path("title"));
    }

    @Test
    void theScreenSaysNothingWhereNothingIsSeen() {
        String hidden = sealed();
        var screen = Desk.of("security").get("/incidents/" + hidden + "/view-as").screen();
        assertEquals(5, screen.select(".sight.nothing").size(), screen.text());
        assertEquals(0, screen.select(".found").size(), screen.text());
        assertEquals(5, screen.select(".verdict").stream().filter(verdict -> verdict.text().contains("Nothing")).count());
    }

    private JsonPath person(String incident, String account) {
        String id = Database.seen("select id from security.operator where name = ?", LocalAccounts.PEOPLE.stream()
                .filter(one -> one.name().equals(account)).findFirst().orElseThrow().fullName());
        List<JsonPath> sights = sights(security, incident, "?person=" + id);
        assertEquals(6, sights.size());
        return sights.get(5);
    }

    private static List<JsonPath> sights(Api api, String incident, String query) {
        var answer = api.get("/incidents/" + incident + "/view-as" + query);
        assertEquals(200, answer.statusCode(), answer.asString());
        List<Map<String, Object>> sights = answer.jsonPath().getList("sights");
        assertTrue(sights.size() >= 5, answer.asString());
        return sights.stream().map(sight -> {
            try {
                return JsonPath.from(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(sight));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    private static List<String> found(JsonPath sight, String question) {
        return sight.getList("answers.find { it.question == '" + question + "' }.found");
    }

    private String sealed() {
        Api.as("responder2").get("/operators").then().statusCode(200);
        Api.as("security2").get("/operators").then().statusCode(200);
        return security.makes("/incidents",
                Map.of("title", TITLE, "seal", Map.of("reason", "A leak", "circle", "SECURITY_TEAM")));
    }

    private void publish(String draft) {
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        publisher.publishes(draft, hash).then().statusCode(200);
    }

    private String alert() {
        String fingerprint = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Api.as(Api.AUTOMATION).post("/alerts/alertmanager",
                """
                {"version":"4","groupKey":"{}:{it=\\"%1$s\\"}","truncatedAlerts":0,"status":"firing","receiver":"all","groupLabels":{},
                "commonLabels":{},"commonAnnotations":{},"externalURL":"http://alerts.example","alerts":[{"status":"firing",
                "labels":{"alertname":"Thumbnails"},"annotations":{},"startsAt":"2026-03-05T14:05:00Z",
                "endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"%1$s"}]}"""
                        .formatted(fingerprint));
        return Database.seen("select id from alert.alert where fingerprint = ?", fingerprint);
    }
}
