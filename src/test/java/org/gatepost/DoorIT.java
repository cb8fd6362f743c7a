package org.gatepost;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.gatepost.local.LocalAccounts;
import org.gatepost.local.Parts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.twins.Places;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** What every answer of API and console is like, whatever it says: for whom, kept by whom, and what other sites make of it. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class DoorIT {
    private static final HttpClient BROWSER = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private static final String CONSOLE = "http://127.0.0.1:"
            + Parts.shared().configuration(Set.of("console")).get("quarkus.http.port");

    @Test
    void everyAnswerIsKeptByNobody() throws Exception {
        Api responder = Api.as("responder");
        Desk desk = Desk.of("responder");
        for (String path : Places.API) {
            assertTrue(responder.get(filled(path)).header("Cache-Control").contains("no-store"), path);
        }
        for (String path : Places.CONSOLE) {
            assertEquals("no-store", desk.get(filled(path)).answer().headers().firstValue("Cache-Control").orElse(""), path);
        }
    }

    @Test
    void theConsoleCompressesNothing() throws Exception {
        for (String path : Places.API) {
            HttpResponse<String> answer = send(as("responder", path).header("Accept-Encoding", "gzip, br, deflate").GET());
            assertTrue(answer.headers().firstValue("Content-Encoding").isEmpty(), path);
        }
        Desk desk = Desk.of("responder");
        assertTrue(desk.get("/incidents").answer().headers().firstValue("Content-Encoding").isEmpty());
    }

    @Test
    void anotherSitesPageNeitherSendsNorReads() throws Exception {
        for (String path : new String[]{"/incidents", "/drafts", "/logout", "/api/v1/incidents"}) {
            for (String site : new String[]{"cross-site", "same-site"}) {
                HttpResponse<String> sent = send(
                        HttpRequest.newBuilder(URI.create(CONSOLE + path)).header("Sec-Fetch-Site", site)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("title=x")));
                assertEquals(403, sent.statusCode(), path + " from " + site);
            }
        }
        HttpResponse<String> read = send(as("responder", "/incidents").header("Origin", "https://evil.example").GET());
        assertEquals("same-origin", read.headers().firstValue("Cross-Origin-Resource-Policy").orElse(""));
        assertEquals("same-origin", read.headers().firstValue("Cross-Origin-Opener-Policy").orElse(""));
        assertTrue(read.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        assertTrue(read.headers().firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors 'none'"));
        // What a login leaves in the browser is read by no script, and by default not sent along by the pages of others.
        send(HttpRequest.newBuilder(URI.create(CONSOLE + "/")).GET()).headers().allValues("set-cookie").forEach(cookie -> {
            String attributes = cookie.substring(cookie.indexOf(';')).toLowerCase(java.util.Locale.ROOT);
            assertTrue(attributes.contains("httponly"), attributes);
            assertTrue(attributes.contains("samesite=lax") || attributes.contains("samesite=strict"), attributes);
        });
    }

    @Test
    void aRefusalNamesTheFieldThatWasSent() {
        Api responder = Api.as("responder");
        String incident = responder.makes("/incidents", Map.of("title", "Sent by a program"));
        String draft = responder.makes("/drafts", Map.of("incident", incident, "content", Map.of()));
        String future = "2099-01-01T00:00:00Z";
        Map<String, Map<String, Object>> sent = new LinkedHashMap<>();
        sent.put("at", Map.of("at", future, "statement", "Done."));
        sent.put("statement", Map.of("statement", " "));
        sent.forEach((field, body) -> {
            for (String act : List.of("mitigation", "resolution")) {
                refused(responder.post("/incidents/" + incident + "/" + act, body), field);
            }
        });
        refused(responder.post("/incidents/" + incident + "/timeline", Map.of("words", " ")), "words");
        refused(responder.put("/incidents/" + incident + "/title", Map.of("title", "")), "title");
        refused(responder.put("/incidents/" + incident + "/severity", Map.of("severity", 9)), "severity");
        refused(responder.put("/incidents/" + incident + "/criteria/OTHER", Map.of("evidence", "e".repeat(5_000))), "evidence");
        refused(responder.put("/incidents/" + incident + "/affected/readers", Map.of()), "impact");
        refused(responder.post("/incidents/" + incident + "/command-offer", Map.of()), "operator");
        refused(responder.post("/incidents/" + incident + "/embargo", Map.of("reason", "A leak")), "circle");
        refused(responder.post("/incidents/" + incident + "/embargo", Map.of("circle", "SECURITY_TEAM")), "reason");
        refused(responder.post("/drafts/" + draft + "/proposal"), "title");
    }

    private static void refused(Response answer, String field) {
        answer.then().statusCode(422).body("field", equalTo(field));
    }

    @Test
    void whoIsNotLoggedInIsToldNothing() throws Exception {
        Set<String> answers = new TreeSet<>();
        for (String path : Places.API) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(CONSOLE + "/api/v1" + filled(path))).GET());
            answers.add(answer.statusCode() + answer.body());
        }
        assertEquals(1, answers.size(), answers.toString());
        String login = null;
        for (String path : Places.CONSOLE) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(CONSOLE + filled(path))).GET());
            // What is not a page of ours at all says so to everybody.
            assertTrue(answer.statusCode() == 302 || answer.statusCode() == 404, path);
            assertFalse(answer.body().contains("incident"), path);
            if (answer.statusCode() == 404) {
                continue;
            }
            login = answer.headers().firstValue("Location").orElseThrow();
            assertTrue(login.startsWith(Parts.shared().issuer()), login);
            assertFalse(login.contains("incident"), login);
        }
        String page = send(HttpRequest.newBuilder(URI.create(login)).GET()).body();
        assertTrue(page.contains("kc-form-login"), page);
        Stream.concat(LocalAccounts.PEOPLE.stream().map(LocalAccounts.Account::fullName),
                Stream.of("security team", "embargo", "publisher")).forEach(word -> assertFalse(page.contains(word), word));
        for (String path : new String[]{"/q/health", "/q/metrics", "/q/openapi", "/q/dev-ui", "/q/swagger-ui"}) {
            int status = send(HttpRequest.newBuilder(URI.create(CONSOLE + path)).GET()).statusCode();
            assertTrue(status == 404 || status == 302, path + " on the console's own port: " + status);
        }
    }

    /** Things that never were stand in all of them. */
    private static String filled(String path) {
        return path.replace("{codename}", "quiet-okapi-417").replace("{public}", "aaaaaaaaaaaa")
                .replace("{entry}", "aaaaaaaaaaaa")
                .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
    }

    private static HttpRequest.Builder as(String account, String path) {
        return HttpRequest.newBuilder(URI.create(CONSOLE + "/api/v1" + filled(path))).header("Authorization",
                "Bearer " + Parts.shared().token(account));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
