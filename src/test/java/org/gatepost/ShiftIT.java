package org.gatepost;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.gatepost.local.LocalAccounts;
import org.gatepost.local.LocalAccounts.Account;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.LoginServer;
import org.gatepost.testsupport.TestClock;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Who may come near, and for how long: fresh logins, standing with the real Keycloak, the register of the cleared, and the audit. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class ShiftIT {
    private static final Map<String, String> TEAM = Map.of("reason", "A leak of tokens", "circle", "SECURITY_TEAM");
    private static final Map<String, String> NAMED = Map.of("reason", "A leak of tokens", "circle", "NAMED_PEOPLE");

    private final Api responder = Api.as("responder");
    private final Api publisher = Api.as("publisher");
    private final Api security = Api.as("security");
    private final Api security2 = Api.as("security2");
    private final Api admin = Api.as("admin");

    @Inject
    TestClock clock;

    private LoginServer keycloak;

    @BeforeEach
    void everybodyHasLoggedInOnce() {
        keycloak = new LoginServer();
        List.of("responder", "responder2", "publisher", "publisher2", "security", "security2", "security3", "admin",
                Api.AUTOMATION).forEach(one -> Api.as(one).get("/operators").then().statusCode(200));
    }

    @AfterEach
    void theWorldIsAsItWas() {
        clock.run();
        Database.forget();
        Database.bySuperuser("delete from security.clearance where enrolled_by is not null",
                "update security.clearance set revoked_at = null",
                // Whoever comes next may come with the same token, whose shift has not gone by.
                "delete from security.step_up where until = '-infinity'");
    }

    @Test
    void aLoginThatIsOlderThanAShiftIsAskedForAgainAndNothingSentIsLost() {
        String draft = responder.makes("/drafts",
                Map.of("content", WholePathIT.words("Slow pages", "INVESTIGATING", "Some words.", "DEGRADED")));
        String hash = responder.proposes(draft);
        Desk desk = Desk.of("publisher");
        assertEquals(204, desk.get("/pulse").status());
        assertTrue(left(desk) > 27_000, "a fresh login counts for eight hours");
        lapse(LocalAccounts.PUBLISHER);
        assertEquals(0, left(desk.get("/pulse")));

        String because = "Say since when, and for whom, before this goes out.";
        desk.post("/drafts/" + draft + "/approval", Map.of("hash", hash, "note", because));
        assertEquals(403, desk.status());
        assertTrue(desk.text().contains("Log in again"), desk.text());
        Element again = desk.screen().selectFirst("form.again");
        assertEquals("/drafts/" + draft + "/approval", again.attr("action"));
        assertEquals(hash, again.selectFirst("input[name=hash]").val());
        assertEquals(because, again.selectFirst("input[name=note]").val());
        assertEquals("0", Database.seen("select count(*) from gate.approval"));
        responder.get("/drafts/" + draft).then().body("state", equalTo("IN_REVIEW"));

        // There and back: Keycloak asks for the password although its own session runs.
        String way = desk.screen().selectFirst("a[href^=/step-up]").attr("href");
        desk.get(way);
        assertTrue(desk.answer().uri().toString().contains("/realms/gatepost/"), desk.answer().uri().toString());
        desk.typePassword("publisher");
        assertEquals("/shift", desk.path());
        assertTrue(left(desk.get("/pulse")) > 27_000);
        desk.post("/drafts/" + draft + "/approval", Map.of("hash", hash));
        assertEquals(200, desk.status());
        responder.get("/drafts/" + draft).then().body("state", equalTo("APPROVED"));
        desk.get("/step-up");
        assertTrue(desk.answer().uri().toString().contains("/realms/gatepost/"), "each visit asks");
    }

    @Test
    void theAddressOfAFreshLoginLeadsNowhereElse() {
        for (String back : List.of("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "")) {
            Desk desk = Desk.of("responder");
            desk.get("/step-up?back=" + java.net.URLEncoder.encode(back, java.nio.charset.StandardCharsets.UTF_8));
            if (desk.status() == 400) {
                continue;
            }
            desk.typePassword("responder");
            assertEquals("/", desk.path(), back);
            assertEquals("127.0.0.1", desk.answer().uri().getHost(), back);
        }
    }

    @Test
    void withoutAFreshLoginTheClearedSeeWhatEverybodySees() {
        String hidden = responder.makes("/incidents", Map.of("title", "Tokens in a log", "seal", TEAM));
        Desk desk = Desk.of("security");
        assertEquals(200, desk.get("/incidents/" + hidden).status());
        assertEquals(200, desk.get("/clearances").status());
        lapse(LocalAccounts.SECURITY);
        String absent = UUID.randomUUID().toString();
        assertEquals(desk.get("/incidents/" + absent).seen().replace(absent, "{it}"),
                desk.get("/incidents/" + hidden).seen().replace(hidden, "{it}"));
        assertEquals(404, desk.status());
        assertEquals(404, desk.get("/incidents/" + hidden + "/here").status());
        assertEquals(404, desk.get("/clearances").status());
        assertFalse(desk.get("/incidents").text().contains("Tokens in a log"));
        assertTrue(desk.get("/shift").text().contains("older than eight hours"));
        desk.get("/step-up?back=/clearances").typePassword("security");
        assertEquals("/clearances", desk.path());
        assertEquals(200, desk.get("/incidents/" + hidden).status());
    }

    @Test
    void theApiNamesTheRemedy() {
        String draft = responder.makes("/drafts",
                Map.of("content", WholePathIT.words("Slow pages", "INVESTIGATING", "Some words.", "DEGRADED")));
        String hash = responder.proposes(draft);
        publisher.get("/operators");
        lapse(LocalAccounts.PUBLISHER);
        publisher.approves(draft, hash).then().statusCode(403).body("remedy", equalTo("/step-up")).body("title",
                equalTo("Log in again"));
        assertEquals("0", Database.seen("select count(*) from gate.approval"));
    }

    @Test
    void aRoleThatIsTakenCountsWithinAMinute() {
        anHourAgo();
        String hidden = responder.makes("/incidents", Map.of("title", "Tokens in a log", "seal", TEAM));
        Desk desk = Desk.of("security3");
        assertEquals(200, desk.get("/incidents/" + hidden).status());
        keycloak.takeRole(LocalAccounts.SECURITY_3, "security");
        try {
            clock.forward(Duration.ofSeconds(59));
            assertEquals(200, desk.get("/incidents/" + hidden).status(), "asked less than a minute ago");
            clock.forward(Duration.ofSeconds(1));
            assertEquals(403, desk.get("/incidents/" + hidden).status(), "the role included that of a responder");
            keycloak.giveRole(LocalAccounts.SECURITY_3, "responder");
            clock.forward(Duration.ofMinutes(1));
            assertEquals(404, desk.get("/incidents/" + hidden).status());
            assertEquals(200, desk.get("/incidents").status());
            assertEquals("{responder}",
                    Database.seen("select roles from security.operator where subject = ?", LocalAccounts.SECURITY_3.id()));
        } finally {
            keycloak.takeRole(LocalAccounts.SECURITY_3, "responder");
            keycloak.giveRole(LocalAccounts.SECURITY_3, "security");
        }
        clock.forward(Duration.ofMinutes(1));
        assertEquals(200, desk.get("/incidents/" + hidden).status());
    }

    @Test
    void anAccountThatIsClosedAndASessionThatIsEndedAreAtTheLoginWithinAMinute() {
        anHourAgo();
        Desk desk = Desk.of("responder2");
        assertEquals(200, desk.get("/incidents").status());
        keycloak.enable(LocalAccounts.RESPONDER_2, false);
        try {
            clock.forward(Duration.ofMinutes(1));
            assertAtTheLogin(desk.get("/incidents"));
            assertAtTheLogin(desk.get("/pulse"));
        } finally {
            keycloak.enable(LocalAccounts.RESPONDER_2, true);
        }
        Desk other = Desk.of("responder2");
        assertEquals(200, other.get("/incidents").status());
        keycloak.logOut(LocalAccounts.RESPONDER_2);
        clock.forward(Duration.ofMinutes(1));
        assertAtTheLogin(other.get("/incidents"));
    }

    @Test
    void aSilentLoginServerEndsNoShiftButClosesTheCeilingAfterAQuarterOfAnHour() {
        anHourAgo();
        String hidden = responder.makes("/incidents", Map.of("title", "Tokens in a log", "seal", TEAM));
        String open = responder.makes("/incidents", Map.of("title", "Pages are slow"));
        String draft = responder.makes("/drafts", Map.of("incident", open, "content",
                WholePathIT.words("Slow pages", "INVESTIGATING", "Some words.", "DEGRADED")));
        String hash = responder.proposes(draft);
        Desk cleared = Desk.of("security");
        Desk colleague = Desk.of("publisher");
        assertEquals(200, cleared.get("/incidents/" + hidden).status());
        assertEquals(200, colleague.get("/incidents").status());
        Map<Desk, String> crowd = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            crowd.put(Desk.of("publisher2"), LocalAccounts.PUBLISHER_2.fullName());
            crowd.put(Desk.of("responder2"), LocalAccounts.RESPONDER_2.fullName());
        }
        keycloak.silent(() -> {
            clock.forward(Duration.ofMinutes(14).plusSeconds(59));
            assertEquals(200, cleared.get("/incidents/" + hidden).status());
            clock.forward(Duration.ofSeconds(1));
            assertEquals(404, cleared.get("/incidents/" + hidden).status());
            assertEquals(200, cleared.get("/incidents/" + open).status());
            clock.forward(Duration.ofMinutes(30));
            // All of them wait for the login server until their time is over, and each is answered what is theirs.
            assertEquals(crowd.values().stream().toList(), crowd.keySet().stream()
                    .map(desk -> CompletableFuture.supplyAsync(() -> desk.get("/shift").screen().select(".person").text()))
                    .toList().stream().map(CompletableFuture::join).toList());
            assertEquals(200, colleague.get("/incidents/" + open).status());
            colleague.post("/drafts/" + draft + "/approval", Map.of("hash", hash));
            assertEquals("1", Database.seen("select count(*) from gate.approval"), "responders and publishers work on");
        });
        clock.forward(Duration.ofMinutes(1));
        assertEquals(200, cleared.get("/incidents/" + hidden).status(), "it is heard again");
    }

    @Test
    void clearanceTakesTwoAndIsAnnouncedToAllAndOneEndsIt() {
        String petra = idOf(LocalAccounts.PUBLISHER);
        String sanna = idOf(LocalAccounts.SECURITY_3);
        assertAbsentForEverybodyElse(petra);
        security.post("/clearances", Map.of("operator", petra)).then().statusCode(204);
        security.post("/clearances", Map.of("operator", petra)).then().statusCode(409);
        security.post("/clearances", Map.of("operator", UUID.randomUUID())).then().statusCode(422).body("field",
                equalTo("operator"));
        security.post("/clearances/" + petra + "/confirmation").then().statusCode(403);
        security2.get("/clearances").then().statusCode(200).body("proposed.person.id", hasItem(petra)).body("cleared.person.id",
                not(hasItem(petra)));
        Desk sam = Desk.of("security2");
        assertTrue(sam.get("/shift").text().contains("Selma Okafor proposed Petra Nov\u00e1k for clearance."), sam.text());
        sam.get("/clearances").post("/clearances/confirmations", Map.of("operator", petra));
        assertEquals("/clearances", sam.path());
        assertTrue(sam.text().contains("enrolled by Selma Okafor and Sam Whitfield"), sam.text());
        security.get("/clearances").then().body("cleared.person.id", hasItem(petra)).body("proposed.person.id",
                not(hasItem(petra)));
        Desk third = Desk.of("security3");
        assertTrue(third.get("/shift").text().contains("Sam Whitfield confirmed the clearance of Petra Nov\u00e1k."),
                third.text());
        third.post("/clearances/news", Map.of("sure", "yes"));
        assertFalse(third.get("/shift").text().contains("confirmed the clearance"), "read");

        // The row alone is not enough: the realm has not given her the role.
        publisher.get("/clearances").then().statusCode(404);
        String hidden = responder.makes("/incidents", Map.of("title", "Tokens in a log", "seal", TEAM));
        publisher.get("/incidents/" + hidden).then().statusCode(404);

        Api.as("security3").get("/incidents/" + hidden).then().statusCode(200);
        security2.delete("/clearances/" + sanna).then().statusCode(204);
        Api.as("security3").get("/incidents/" + hidden).then().statusCode(404);
        Api.as("security3").get("/clearances").then().statusCode(404);
        assertEquals(404, third.get("/incidents/" + hidden).status());
        security.get("/clearances").then().body("news[0].act", equalTo("ENDED")).body("news[0].person.id", equalTo(sanna));
        assertAbsentForEverybodyElse(petra);
    }

    private void assertAbsentForEverybodyElse(String petra) {
        for (String stranger : List.of("responder", "publisher", "publisher2", "admin", Api.AUTOMATION)) {
            Api api = Api.as(stranger);
            for (Response answer : List.of(api.get("/clearances"), api.post("/clearances", Map.of("operator", petra)),
                    api.post("/clearances/" + petra + "/confirmation"), api.delete("/clearances/" + petra))) {
                answer.then().statusCode(404);
                assertEquals(Api.seen(api.get("/clearances")), Api.seen(answer), stranger);
            }
        }
        for (String stranger : List.of("responder", "admin")) {
            Desk desk = Desk.of(stranger);
            String absent = desk.get("/no/such/page").seen();
            assertEquals(absent, desk.get("/clearances").seen(), stranger);
            for (String form : List.of("/clearances", "/clearances/confirmations", "/clearances/ends", "/clearances/news")) {
                assertEquals(404, desk.post(form, Map.of("operator", petra, "sure", "yes")).status(), stranger + form);
            }
        }
        assertEquals("0", Database.seen("select count(*) from security.enrolment where operator_id = cast(? as uuid)", petra));
    }

    @Test
    void whoIsDismissedIsOutAtOnceAndWhoIsNamedSeesThatOnly() {
        String hidden = responder.makes("/incidents", Map.of("title", "Tokens in a log", "seal", NAMED));
        String other = responder.makes("/incidents", Map.of("title", "Another one", "seal", TEAM));
        String petra = idOf(LocalAccounts.PUBLISHER);
        String members = "/incidents/" + hidden + "/embargo/members";
        responder.delete(members + "/" + petra).then().statusCode(409);
        responder.post(members, Map.of("operator", petra)).then().statusCode(204);
        Desk desk = Desk.of("publisher");
        assertEquals(200, desk.get("/incidents/" + hidden).status());
        assertEquals(204, desk.get("/incidents/" + hidden + "/here").status());
        publisher.get("/incidents/" + other).then().statusCode(404);
        publisher.get("/clearances").then().statusCode(404);
        security.get("/incidents/" + hidden).then().statusCode(404);
        responder.delete(members + "/" + idOf(LocalAccounts.RESPONDER)).then().statusCode(409).body("detail",
                containsString("hand it over"));
        responder.delete(members + "/" + petra).then().statusCode(204);
        String absent = UUID.randomUUID().toString();
        for (String path : List.of("", "/here", "/embargo")) {
            assertEquals(desk.get("/incidents/" + absent + path).seen().replace(absent, "{it}"),
                    desk.get("/incidents/" + hidden + path).seen().replace(hidden, "{it}"), path);
        }
        publisher.get("/incidents/" + hidden).then().statusCode(404);
        publisher.delete(members + "/" + petra).then().statusCode(404);
    }

    @Test
    void everyLookAtSomethingSealedIsInTheSealedStreamAndAdministratorsReadNothingOfIt() {
        String open = responder.makes("/incidents", Map.of("title", "Pages are slow"));
        String hidden = responder.makes("/incidents", Map.of("title", "First open"));
        responder.put("/incidents/" + hidden + "/severity", Map.of("severity", 2)).then().statusCode(204);
        responder.put("/incidents/" + open + "/severity", Map.of("severity", 3)).then().statusCode(204);
        responder.post("/incidents/" + hidden + "/embargo", TEAM).then().statusCode(204);
        String draft = responder.makes("/drafts", Map.of("incident", hidden, "content",
                WholePathIT.words("Hidden", "INVESTIGATING", "Some words.", "DEGRADED")));
        Desk desk = Desk.of("security2");
        desk.get("/incidents/" + hidden);
        desk.get("/incidents/" + open);
        desk.get("/drafts/" + draft + "/preview");
        for (int i = 0; i < 3; i++) {
            desk.get("/incidents/" + hidden + "/here");
        }
        assertEquals("draft " + draft + ", incident", Database.seen(
                "select string_agg(coalesce(a.subject, 'incident'), ', ' order by a.subject) from security.audit a "
                        + "join security.operator o on o.id = a.person where a.act = 'view' and a.stream = 'sealed' "
                        + "and a.incident_id = cast(? as uuid) and o.subject = '" + LocalAccounts.SECURITY_2.id() + "'",
                hidden));
        assertEquals("0",
                Database.seen("select count(*) from security.audit where act = 'view' and incident_id = cast(? as uuid)",
                        open));

        String lines = admin.get("/audit?stream=open").then().statusCode(200).extract().asString();
        assertTrue(lines.startsWith("{\"stream\":\"open\",\"isWhole\":true}"), lines);
        assertTrue(lines.contains(open), lines);
        assertFalse(lines.contains(hidden), lines);
        assertEquals(lines.lines().count() - 1,
                lines.lines().skip(1).map(line -> line.replaceAll("^\\{\"place\":(\\d+).*", "$1"))
                        .mapToLong(Long::parseLong).max().orElse(0),
                "no gap");
        admin.get("/audit?stream=sealed").then().statusCode(404);
        for (String stranger : List.of("responder2", "publisher", Api.AUTOMATION)) {
            for (String path : List.of("/audit", "/audit?stream=open", "/audit?stream=sealed", "/audit?stream=other")) {
                Api.as(stranger).get(path).then().statusCode(404);
            }
        }
        String sealed = security.get("/audit?stream=sealed").then().statusCode(200).extract().asString();
        assertTrue(sealed.contains("\"act\":\"view\"") && sealed.contains(hidden), sealed);
        assertFalse(sealed.contains(open), sealed);

        Desk office = Desk.of("admin");
        assertTrue(office.get("/audit").text().contains("Every row of this stream is what was written"), office.text());
        Database.bySuperuser("update security.audit set person = null where stream = 'open' and place = 1");
        assertTrue(office.get("/audit").text().contains("The chain of this stream is broken"), office.text());
        admin.get("/audit?stream=open").then().statusCode(200).body(containsString("\"isWhole\":false"));
        assertTrue(security.get("/audit?stream=sealed").asString().contains("\"isWhole\":true"), "each has its own");
    }

    @Test
    void logoutTakesAlongWhatTheBrowserKept() {
        Desk desk = Desk.of("responder");
        assertEquals("no-store", desk.get("/incidents").answer().headers().firstValue("Cache-Control").orElse(""));
        assertTrue(desk.firstAnswerTo("/logout").headers().firstValue("Clear-Site-Data").orElse("").contains("\"cache\""),
                "cached pages go with the session");
    }

    private void anHourAgo() {
        clock.stand(Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
    }

    private static long left(Desk desk) {
        return Long.parseLong(desk.answer().headers().firstValue("Gatepost-Shift").orElse("-1"));
    }

    /** As if the shift had gone by since the last login. */
    private static void lapse(Account account) {
        Database.bySuperuser(
                "update security.step_up set until = '-infinity' where operator_id = (select id from security.operator "
                        + "where subject = '" + account.id() + "')");
        // A login counts whole seconds (OpenID Connect Core, 2, auth_time): one of the same second would be the one that lapsed.
        long second = Instant.now().getEpochSecond();
        Await.until("another second", () -> Instant.now().getEpochSecond() != second);
    }

    private static void assertAtTheLogin(Desk desk) {
        assertTrue(desk.answer().uri().toString().contains("/realms/gatepost/"),
                desk.status() + " " + desk.answer().uri() + " " + desk.text());
    }

    private String idOf(Account account) {
        return responder.get("/operators").then().extract().path("find { it.name == '" + account.fullName() + "' }.id");
    }
}
