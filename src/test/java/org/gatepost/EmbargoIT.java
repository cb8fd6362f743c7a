package org.gatepost;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;

import org.gatepost.local.LocalAccounts;
import org.gatepost.testsupport.Act;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** An embargoed incident, as those see it who may know, and as it has never been for everybody else. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class EmbargoIT {
    private static final Map<String, String> TEAM = Map.of("reason", "A leak of tokens", "circle", "SECURITY_TEAM");
    private static final Map<String, String> NAMED = Map.of("reason", "A leak of tokens", "circle", "NAMED_PEOPLE");
    private static final String NEVER = "00000000-0000-4000-8000-0000000000ff";
    private static final String OWN_WORDS = "Words of the sender, long enough to be missed";

    private final Api responder = Api.as("responder");
    private final Api responder2 = Api.as("responder2");
    private final Api publisher = Api.as("publisher");
    private final Api publisher2 = Api.as("publisher2");
    private final Api security = Api.as("security");
    private final Api security2 = Api.as("security2");
    private final Api admin = Api.as("admin");
    private final Api machine = Api.as(Api.AUTOMATION);

    @Inject
    TestClock clock;

    @AfterEach
    void theClockRuns() {
        clock.run();
    }

    @AfterAll
    static void nothingStays() {
        Database.forget();
    }

    @Test
    void whoDeclaresSealedStaysAMemberAndNobodyElseCanTell() {
        String hidden = sealed("Tokens in a log", TEAM);
        responder.get("/incidents/" + hidden).then().statusCode(200).body("sealed", equalTo(true));
        responder.get("/incidents/" + hidden + "/embargo").then().statusCode(200).body("reason", equalTo("A leak of tokens"))
                .body("members", hasSize(1)).body("sealedBy.name", equalTo(LocalAccounts.RESPONDER.fullName()));
        responder.get("/incidents").then().body("incidents.id", hasItem(hidden));
        responder.post("/incidents/" + hidden + "/timeline", Map.of("words", "Keys are rotated.")).then().statusCode(204);
        for (Api cleared : List.of(security, security2)) {
            cleared.get("/incidents/" + hidden).then().statusCode(200).body("timeline.words", hasItem("Keys are rotated."));
            cleared.get("/incidents").then().body("incidents.id", hasItem(hidden));
        }
        for (Api stranger : List.of(responder2, publisher, publisher2, machine)) {
            stranger.get("/incidents/" + hidden).then().statusCode(404);
            stranger.get("/incidents").then().body("incidents.id", not(hasItem(hidden)));
        }
        admin.get("/incidents/" + hidden).then().statusCode(403);
    }

    @Test
    void everyActWithAHiddenIdIsAnsweredAsWithOneThatNeverWas() {
        String alert = alert("everyact");
        String hidden = responder.makes("/alerts/" + alert + "/incidents", Map.of("title", "Hidden", "seal", NAMED));
        String draft = draft(responder, hidden, "Hidden words");
        String record = responder.get("/incidents/" + hidden).asString();
        String words = responder.get("/drafts/" + draft).asString();
        String template = responder.get("/templates").path("find { it.key == 'investigating' }.id");
        Map<String, String> ids = Map.of("incident", hidden, "draft", draft, "alert", alert, "template", template);
        Map<String, String> absent = Map.of("incident", UUID.randomUUID().toString(), "draft", UUID.randomUUID().toString(),
                "alert", alert, "template", template);

        List<Act> acts = Act.all().stream().filter(act -> act.concerns("incident") || act.concerns("draft")).toList();
        assertTrue(acts.size() > 30, "found only " + acts);
        for (Map.Entry<String, Api> stranger : Map
                .of("responder2", responder2, "publisher", publisher, "security", security, "admin",
                        admin, "machine", machine)
                .entrySet()) {
            for (Act act : acts) {
                String name = act + " by " + stranger.getKey();
                assertSame(name, act.by(stranger.getValue(), absent), act.by(stranger.getValue(), ids));
                assertSame(name + " with nothing in it", act.emptyBy(stranger.getValue(), absent),
                        act.emptyBy(stranger.getValue(), ids));
                boolean isClosed = stranger.getKey().equals("admin")
                        || stranger.getKey().equals("machine") && act.isForPeople();
                assertEquals(isClosed ? 403 : 404, act.by(stranger.getValue(), ids).statusCode(), name);
            }
        }
        for (Act act : acts) {
            assertSame(act + " by nobody", nobody(act, absent), nobody(act, ids));
        }
        assertEquals(record, responder.get("/incidents/" + hidden).asString(), "nothing has changed");
        assertEquals(words, responder.get("/drafts/" + draft).asString(), "nothing has changed");
    }

    @Test
    void everyFormAboutAHiddenIdIsAnsweredAsAboutOneThatNeverWas() {
        String alert = alert("everyform");
        String hidden = sealed("Hidden from forms", TEAM);
        String draft = draft(responder, hidden, "Hidden words");
        String symptom = responder.makes("/incidents", Map.of("title", "What people see"));
        String cover = notice(responder.makes("/drafts",
                Map.of("content", WholePathIT.words("A cover", "INVESTIGATING", "Some words.", "DEGRADED"))));
        Map<String, String> form = Map.ofEntries(Map.entry("title", "Renamed"), Map.entry("severity", "3"),
                Map.entry("condition", responder.get("/incidents/" + hidden + "/embargo").path("conditions[0].id")),
                Map.entry("met", "yes"), Map.entry("owner", ""), Map.entry("note", OWN_WORDS),
                Map.entry("until", clock.instant().plus(Duration.ofDays(1)).toString()), Map.entry("because", OWN_WORDS),
                Map.entry("scope", "RESPONDERS"), Map.entry("what", OWN_WORDS), Map.entry("toWhom", OWN_WORDS),
                Map.entry("sure", "yes"), Map.entry("symptom", symptom), Map.entry("notice", cover),
                Map.entry("knownSince", "2026-03-05T12:00:00Z"), Map.entry("seen", "0".repeat(64)),
                Map.entry("criterion", "OTHER"), Map.entry("evidence", OWN_WORDS), Map.entry("impact", "DEGRADED"),
                Map.entry("operator", idOf(publisher)), Map.entry("publisher", idOf(publisher)),
                Map.entry("template", responder.get("/templates").path("find { it.key == 'investigating' }.id")),
                Map.entry("request", "a press"), Map.entry("words", OWN_WORDS),
                Map.entry("statement", OWN_WORDS),
                Map.entry("reason", OWN_WORDS), Map.entry("circle", "SECURITY_TEAM"), Map.entry("version", "0"),
                Map.entry("hash", responder.proposes(draft)), Map.entry("state", "INVESTIGATING"),
                Map.entry("disclosures.readers.mentioned", "yes"), Map.entry("disclosures.readers.impact", "DEGRADED"));
        List<String> paths = new ArrayList<>(
                ArchitectureTest.paths(POST.class, "console").stream().filter(path -> path.contains("{id"))
                        // Ended last: with the seal goes what the other forms are about.
                        .sorted(Comparator.comparing((String path) -> path.endsWith("/embargo/undoing"))
                                .thenComparing(path -> path.endsWith("/embargo/break"))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList());
        assertTrue(paths.size() > 20, "found only " + paths);
        // No alert is hidden, but the incident that one is linked to may be.
        paths.add("/alerts/" + alert + "/links");

        String never = UUID.randomUUID().toString();
        Map<String, String> before = Database.rows();
        for (String stranger : List.of("responder2", "publisher")) {
            Desk desk = Desk.of(stranger);
            for (String path : paths) {
                String name = path + " by " + stranger;
                String absent = send(desk, path, form, never, never, never).seen().replace(never, "{it}");
                assertEquals(absent, send(desk, path, form, hidden, draft, hidden).seen().replace(hidden, "{it}")
                        .replace(draft, "{it}"), name);
                assertEquals(404, desk.status(), name);
                assertTrue(desk.text().contains(OWN_WORDS), name + " loses what was typed");
            }
        }
        assertEquals(before, Database.rows(), "nothing has changed");

        // Inside the circle every one of these forms makes sense.
        Desk insider = Desk.of("responder");
        for (String path : paths) {
            int status = send(insider, path, form, hidden, draft, alert).status();
            assertTrue(Set.of(200, 403, 409).contains(status), path + " by somebody inside: " + status);
        }
        assertNotEquals(before, Database.rows());
    }

    @Test
    void aFormThatNamesSomethingHiddenIsAnsweredAsIfItNamedWhatNeverWas() {
        String hidden = sealed("Hidden from other circles", NAMED);
        String draft = draft(responder, hidden, "Hidden words");
        String sealedLater = responder.makes("/incidents", Map.of("title", "Struck, then sealed"));
        String notice = notice(draft(responder, sealedLater, "Struck"));
        String takedown = publisher.post("/notices/" + notice + "/retraction", Map.of("reason", "WRONG", "note", "Ours"))
                .path("id");
        responder.post("/incidents/" + sealedLater + "/embargo", NAMED).then().statusCode(204);
        Desk stranger = Desk.of("publisher2");
        // Behind a seal of their own, which names the other one in its forms.
        String own = publisher2.makes("/incidents", Map.of("title", "Of another circle", "seal", NAMED));
        Map<String, Map<String, String>> forms = new TreeMap<>();
        forms.put("/inbox/looks", Map.of("incident", hidden, "kind", "RELEASED"));
        forms.put("/incidents/" + own + "/embargo/symptoms", Map.of("symptom", hidden));
        forms.put("/incidents/" + own + "/embargo/release", Map.of("scope", "WORLD", "draft", draft));
        forms.put("/notices/" + notice + "/takedowns/" + takedown + "/review", Map.of("sure", "yes"));
        Map<String, String> before = withoutRecord(Database.rows());
        forms.forEach((path, form) -> {
            int status = sameOfWhatNeverWas(stranger, path, form, hidden, draft, takedown);
            assertTrue(status >= 400 || path.equals("/inbox/looks"), path + " with what never was: " + status);
        });
        assertEquals(before, withoutRecord(Database.rows()), "nothing has changed");
        // To undo what was never done is done, and kept in the own record, whatever the id.
        assertEquals(200, sameOfWhatNeverWas(stranger, "/incidents/" + own + "/embargo/symptoms/unlinking",
                Map.of("symptom", hidden), hidden));
    }

    /** A refusal shows the own sealed incident once more, and every look at one is kept in its record. */
    private static Map<String, String> withoutRecord(Map<String, String> rows) {
        Map<String, String> others = new TreeMap<>(rows);
        others.keySet().removeAll(List.of("security.audit", "security.audit_end"));
        return others;
    }

    /** @return the status of both answers */
    private static int sameOfWhatNeverWas(Desk desk, String path, Map<String, String> form, String... hidden) {
        String absent = desk.post(never(path, hidden), never(form, hidden)).seen();
        int status = desk.status();
        String seen = Stream.of(hidden).reduce(desk.post(path, form).seen(), (said, it) -> said.replace(it, "{it}"));
        assertEquals(absent.replace(NEVER, "{it}"), seen, path);
        return status;
    }

    private static Map<String, String> never(Map<String, String> form, String... hidden) {
        Map<String, String> other = new TreeMap<>(form);
        other.replaceAll((name, value) -> never(value, hidden));
        return other;
    }

    private static String never(String text, String... hidden) {
        return Stream.of(hidden).reduce(text, (said, it) -> said.replace(it, NEVER));
    }

    private static Desk send(Desk desk, String path, Map<String, String> form, String incident, String draft, String alert) {
        String id = path.startsWith("/incidents/") ? incident : path.contains("/drafts/") ? draft : alert;
        Map<String, String> whole = new TreeMap<>(form);
        whole.put("incident", incident);
        return desk.post(path.replace("{id}", id).replace("{audience}", "readers"), whole);
    }

    @Test
    void listsTotalsSearchesAndQueuesAreWhatTheyWereBefore() {
        String alert = alert("lists");
        responder2.makes("/incidents", Map.of("title", "Open zebra"));
        // Whoever comes for the first time is in the list of operators from then on.
        List.of(responder, security, publisher, machine).forEach(one -> one.get("/operators"));
        Map<String, String> before = lists(alert, "none", "none");

        String hidden = responder.makes("/alerts/" + alert + "/incidents",
                Map.of("title", "Hidden zebra quagga", "seal", TEAM));
        String codename = responder.get("/incidents/" + hidden).then().extract().path("codename");
        draft(responder, hidden, "Hidden quagga words");
        assertSame(before, lists(alert, "none", "none"));
        // Searched by its own words.
        assertSame(lists(alert, "nosuchword", "nosuchname"), lists(alert, "quagga", codename));
        responder.get("/incidents?words=quagga").then().body("total", equalTo(1));
        responder.get("/incidents?words=" + codename).then().body("total", equalTo(1));
        security.get("/incidents?words=quagga").then().body("total", equalTo(1));
        responder.get("/alerts/" + alert).then().body("incidents", hasItem(hidden));
        responder2.get("/alerts/" + alert).then().body("incidents", hasSize(0));
        responder.get("/drafts").then().body("title", hasItem("Hidden quagga words"));
    }

    private Map<String, String> lists(String alert, String word, String name) {
        Map<String, String> answers = new TreeMap<>();
        Map.of("responder2", responder2, "publisher", publisher, "machine", machine).forEach((stranger, api) -> {
            for (String path : List.of("/incidents", "/incidents?page=1", "/incidents?state=ACTIVE", "/incidents?words=zebra",
                    "/alerts",
                    "/alerts?state=FIRING", "/alerts/" + alert, "/drafts", "/operators", "/published")) {
                answers.put(stranger + " " + path, Api.seen(api.get(path)));
            }
            answers.put(stranger + " by word", Api.seen(api.get("/incidents?words=" + word)));
            answers.put(stranger + " by codename", Api.seen(api.get("/incidents?words=" + name)));
        });
        return answers;
    }

    private static void assertSame(Map<String, String> before, Map<String, String> after) {
        before.forEach((what, answer) -> assertEquals(answer, after.get(what), what));
    }

    @Test
    void amongNamedPeopleClearanceIsNotEnoughAndWhoeverIsInNamesTheNext() {
        String hidden = sealed("Named only", NAMED);
        security.get("/incidents/" + hidden).then().statusCode(404);
        security.get("/incidents").then().body("incidents.id", not(hasItem(hidden)));
        security.post("/incidents/" + hidden + "/embargo/members", Map.of("operator", idOf(security))).then().statusCode(404);
        responder.post("/incidents/" + hidden + "/embargo/members", Map.of("operator", UUID.randomUUID())).then()
                .statusCode(422);
        responder.post("/incidents/" + hidden + "/embargo/members", Map.of("operator", idOf(security))).then().statusCode(204);
        security.get("/incidents/" + hidden).then().statusCode(200);
        security2.get("/incidents/" + hidden).then().statusCode(404);
        // Without any clearance by office, named all the same.
        security.post("/incidents/" + hidden + "/embargo/members", Map.of("operator", idOf(publisher))).then().statusCode(204);
        publisher.get("/incidents/" + hidden).then().statusCode(200);
        publisher.get("/incidents/" + hidden + "/embargo").then().body("members", hasSize(3));
        responder2.get("/incidents/" + hidden).then().statusCode(404);
    }

    @Test
    void aSlipIsUndoneByTheOneWhoSealedAndOnlyWithinAQuarterOfAnHour() {
        clock.stand(Instant.parse("2026-03-05T12:00:00Z"));
        String hidden = sealed("A slip", TEAM);
        responder2.delete("/incidents/" + hidden + "/embargo").then().statusCode(404);
        security.delete("/incidents/" + hidden + "/embargo").then().statusCode(403).body("detail", equalTo(
                "Only the one who sealed may undo it alone."));
        clock.forward(Duration.ofMinutes(15).minusMillis(1));
        responder.delete("/incidents/" + hidden + "/embargo").then().statusCode(204);
        responder2.get("/incidents/" + hidden).then().statusCode(200).body("sealed", equalTo(false));
        responder2.get("/incidents/" + hidden + "/embargo").then().statusCode(404);

        String kept = sealed("No slip", TEAM);
        clock.forward(Duration.ofMinutes(15));
        responder.delete("/incidents/" + kept + "/embargo").then().statusCode(409);
        responder2.get("/incidents/" + kept).then().statusCode(404);
        responder.get("/incidents/" + kept).then().statusCode(200);
    }

    @Test
    void sealingTakesAlongWhatWaitsAtTheGate() {
        String alert = alert("along");
        String incident = responder.makes("/alerts/" + alert + "/incidents", Map.of("title", "First open"));
        String draft = draft(responder, incident, "Waiting words");
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        publisher.get("/drafts/" + draft).then().body("state", equalTo("APPROVED"));
        responder2.get("/alerts/" + alert).then().body("incidents", contains(incident));

        // Whoever sees it may seal it, and is then the only publisher in the circle.
        publisher2.post("/incidents/" + incident + "/embargo", TEAM).then().statusCode(204);
        for (Api stranger : List.of(responder, responder2, publisher, machine)) {
            stranger.get("/incidents/" + incident).then().statusCode(404);
            stranger.get("/drafts/" + draft).then().statusCode(404);
            stranger.get("/drafts").then().body("id", not(hasItem(draft)));
            stranger.get("/incidents").then().body("incidents.id", not(hasItem(incident)));
            stranger.get("/alerts/" + alert).then().body("incidents", hasSize(0));
        }
        assertSame("publishing by an outsider", publisher.publishes(UUID.randomUUID().toString(), hash),
                publisher.publishes(draft, hash));
        publisher.publishes(draft, hash).then().statusCode(404).body("detail", not(containsString("embargo")));
        publisher2.get("/drafts/" + draft).then().statusCode(200).body("state", equalTo("IN_REVIEW"))
                .body("proposal.approvedBy", nullValue());
        publisher2.publishes(draft, hash).then().statusCode(409).body("detail", containsString("embargoed"));
        publisher2.approves(draft, hash).then().statusCode(204);
        publisher2.publishes(draft, hash).then().statusCode(409).body("detail", containsString("embargoed"));
        publisher.get("/published").then().body("notices.title", not(hasItem("Waiting words")));

        publisher2.delete("/incidents/" + incident + "/embargo").then().statusCode(204);
        publisher.get("/drafts/" + draft).then().statusCode(200);
    }

    @Test
    void aNoticeIsUpdatedFromOutsideAsIfItsSealedIncidentHadNeverBeen() {
        clock.stand(Instant.parse("2026-03-05T12:00:00Z"));
        String incident = responder.makes("/incidents", Map.of("title", "First open, then sealed"));
        String linked = notice(draft(responder, incident, "Told in the open"));
        String unlinked = notice(responder.makes("/drafts",
                Map.of("content", WholePathIT.words("Told in the open", "INVESTIGATING", "Some words.", "DEGRADED"))));
        responder2.get("/incidents/" + incident).then().statusCode(200);
        publisher2.post("/incidents/" + incident + "/embargo", TEAM).then().statusCode(204);

        clock.forward(Duration.ofMinutes(1));
        assertEquals(updatedFromOutside(unlinked), updatedFromOutside(linked));
        for (String notice : List.of(unlinked, linked)) {
            publisher.get("/published").then().body("notices.find { it.id == '" + notice + "' }.updates", hasSize(2));
        }

        // Whoever is in the circle knows what the notice is about, and writes about that.
        String inside = update(publisher2, linked).path("id");
        publisher2.publishes(inside, publisher2.proposes(inside)).then().statusCode(409).body("detail",
                containsString("embargoed"));
    }

    @Test
    void everyFormOfANoticeIsAnsweredAsIfItsSealedIncidentHadNeverBeen() {
        clock.stand(Instant.parse("2026-03-05T12:00:00Z"));
        String incident = responder.makes("/incidents", Map.of("title", "Open at first, then sealed"));
        String linked = notice(draft(responder, incident, "Told in the open"));
        String unlinked = notice(responder.makes("/drafts",
                Map.of("content", WholePathIT.words("Told in the open", "INVESTIGATING", "Some words.", "DEGRADED"))));
        responder.post("/incidents/" + incident + "/embargo", NAMED).then().statusCode(204);
        Map<String, String> form = Map.of("sure", "yes", "note", OWN_WORDS, "reason", "WRONG");
        List<String> paths = new ArrayList<>(
                ArchitectureTest.paths(POST.class, "console").stream().filter(path -> path.startsWith("/notices/{notice}"))
                        .filter(path -> !path.contains("{takedown}"))
                        .flatMap(path -> path.contains("{kind:retraction|withdrawal}")
                                ? Stream.of("retraction", "withdrawal")
                                        .map(kind -> path.replace("{kind:retraction|withdrawal}", kind))
                                : Stream.of(path))
                        // What takes down comes last: the others would find nothing.
                        .sorted(Comparator.comparing((String path) -> path.endsWith("/withdrawal"))
                                .thenComparing(path -> path.endsWith("/retraction"))
                                .thenComparing(path -> !path.contains("{entry}")).thenComparing(Comparator.naturalOrder()))
                        .toList());
        assertEquals(8, paths.size(), "there are others now: " + paths);
        for (String stranger : List.of("responder2", "publisher2")) {
            Desk desk = Desk.of(stranger);
            for (String path : paths) {
                assertEquals(answer(desk, path, form, unlinked), answer(desk, path, form, linked), path + " by " + stranger);
            }
        }
    }

    /** What is answered to it, before any redirect is followed, without the ids that no two answers have in common. */
    private static String answer(Desk desk, String path, Map<String, String> form, String notice) {
        String entry = Database.seen("select id from published.notice_update where notice_id = ? order by place limit 1",
                notice);
        String filled = path.replace("{notice}", notice).replace("{entry}", entry == null ? "aaaaaaaaaaaa" : entry);
        desk.post(filled, form);
        HttpResponse<String> first = desk.answer();
        while (first.previousResponse().isPresent()) {
            first = first.previousResponse().get();
        }
        Map<String, List<String>> headers = new TreeMap<>(first.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Date"));
        return (first.statusCode() + " " + headers + first.body()).replace(notice, "{notice}")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "{id}")
                .replaceAll(entry == null ? "aaaaaaaaaaaa" : entry, "{entry}");
    }

    private String notice(String draft) {
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        return publisher.publishes(draft, hash).then().statusCode(200).extract().path("notice");
    }

    /** Every answer on the way of an update, without what no two of them have in common. */
    private List<String> updatedFromOutside(String notice) {
        Response written = update(responder2, notice);
        String draft = written.path("id");
        Response proposed = responder2.post("/drafts/" + draft + "/proposal");
        String hash = proposed.path("hash");
        return Stream.of(written, proposed, publisher.approves(draft, hash), publisher.publishes(draft, hash),
                publisher.get("/drafts/" + draft)).map(Api::seen)
                .map(answer -> answer.replace(draft, "{draft}").replace(notice, "{notice}").replace(hash, "{hash}")).toList();
    }

    private static Response update(Api by, String notice) {
        return by.post("/drafts",
                Map.of("notice", notice, "content", WholePathIT.words("", "RESOLVED", "More of it.", "NONE")));
    }

    @Test
    void aMachineSealsForTheTeamAndDoesNotSeeItAgain() {
        String hidden = machine.makes("/incidents", Map.of("title", "Born sealed", "seal", TEAM));
        machine.get("/incidents/" + hidden).then().statusCode(404);
        security.get("/incidents/" + hidden).then().statusCode(200);
        machine.post("/incidents", Map.of("title", "Born sealed", "seal", NAMED)).then().statusCode(403);
    }

    @Test
    void sealingTwiceIsSaidInsideTheCircleOnly() {
        String hidden = sealed("Twice", TEAM);
        responder.post("/incidents/" + hidden + "/embargo", TEAM).then().statusCode(409).body("detail",
                containsString("sealed"));
        responder2.post("/incidents/" + hidden + "/embargo", TEAM).then().statusCode(404);
        responder.post("/incidents", Map.of("title", "No reason", "seal", Map.of("circle", "SECURITY_TEAM"))).then()
                .statusCode(422);
        responder2.get("/incidents?words=No reason").then().body("total", equalTo(0));
    }

    private String sealed(String title, Map<String, String> seal) {
        return responder.makes("/incidents", Map.of("title", title, "seal", seal));
    }

    private static String draft(Api by, String incident, String title) {
        return by.makes("/drafts",
                Map.of("incident", incident, "content", WholePathIT.words(title, "INVESTIGATING", "Some words.", "DEGRADED")));
    }

    /** An alert of its own for each test. */
    private String alert(String fingerprint) {
        machine.post("/alerts/alertmanager",
                Api.file("alertmanager/firing-two-truncated.json").replace("4f214a2151755fe2", fingerprint)
                        .replace("fde3031c07c997fb", fingerprint + "2"))
                .then().statusCode(200);
        return responder.get("/alerts").then().extract().path("alerts.find { it.fingerprint == '" + fingerprint + "' }.id");
    }

    private String idOf(Api account) {
        String name = account == security ? LocalAccounts.SECURITY.fullName() : LocalAccounts.PUBLISHER.fullName();
        account.get("/operators");
        return responder.get("/operators").then().extract().path("find { it.name == '" + name + "' }.id");
    }

    private static Response nobody(Act act, Map<String, String> ids) {
        String path = act.path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return io.restassured.RestAssured.given().contentType("application/json").header("Idempotency-Key", "k").body("{}")
                .request(act.method(),
                        "/api/v1" + path);
    }

    private static void assertSame(String what, Response absent, Response hidden) {
        assertEquals(Api.seen(absent), Api.seen(hidden), what);
    }
}
