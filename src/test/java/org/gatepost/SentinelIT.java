package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.gatepost.front.PublicPage;
import org.gatepost.local.LocalAccounts;
import org.gatepost.local.Parts;
import org.gatepost.snapshot.Snapshot;
import org.gatepost.testsupport.Act;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.AtTheGate;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/**
 * A word that nobody would guess is written into every private field. It must turn up in nothing that the world can fetch, in no line of
 * a log and in no answer to a stranger.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class SentinelIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int WORD_LENGTH = 18;

    private final Api responder = Api.as("responder");
    private final Api publisher = Api.as("publisher");
    private final Api machine = Api.as(Api.AUTOMATION);

    /** Where it was written, by word. */
    private final Map<String, String> planted = new LinkedHashMap<>();
    private final LogLines log = new LogLines();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(log);
        Database.forget();
    }

    @Test
    void noPrivateWordIsInAnythingThatTheWorldCanFetch() throws IOException {
        Story story = story();
        for (LocalAccounts.Account account : LocalAccounts.PEOPLE) {
            planted.put(account.fullName(), "a name");
            planted.put(account.id(), "a subject");
        }
        String unrelated = word("words that are published");
        planted.remove(unrelated);
        publish(null, "Something else " + unrelated);
        publish(story.open(), "About the open incident");
        PublicPage.shared().awaitWords("/", unrelated);
        PublicPage.shared().awaitWords("/", "About the open incident");

        Map<String, byte[]> everything = everythingPublic();
        assertTrue(everything.size() > 100, "only " + everything.keySet());
        assertEquals(List.of(), found(everything));

        // The search can find: what is published is found in every encoding, in the answers and on the disk.
        planted.put(unrelated, "published on purpose");
        List<String> places = found(everything);
        for (String place : List.of("GET / as identity", "GET / as gzip", "GET / as br", "GET /api/v2/summary.json as br",
                "GET /history.atom as gzip", "a file of the store")) {
            assertTrue(places.stream().anyMatch(found -> found.contains(place)), place + " is not among " + places);
        }
    }

    @Test
    void noPrivateWordIsInALineOfALog() throws IOException {
        Story story = story();
        strangersTry(story);
        // Things break, too: each of these answers with a fault of ours.
        breaks("incident.timeline_entry",
                () -> responder.post("/incidents/" + story.open() + "/timeline", Map.of("words", word("an entry that broke"))));
        breaks("incident.incident", () -> responder.post("/incidents", Map.of("title", word("a title that broke"))));
        breaks("alert.alert_group", () -> machine.post("/alerts/alertmanager", alert()));
        breaks("gate.draft", () -> responder.post("/drafts", Map.of("content",
                WholePathIT.words(word("a draft that broke"), "INVESTIGATING", word("words that broke"), "DEGRADED"))));
        // A rule of the database that the console did not foresee.
        Database.bySuperuser("alter table incident.incident add constraint planted check (title is null) not valid");
        try {
            assertEquals(422, responder.post("/incidents", Map.of("title", word("a title that broke a rule"))).statusCode());
        } finally {
            Database.bySuperuser("alter table incident.incident drop constraint planted");
        }
        assertEquals(400,
                responder.post("/incidents", "{\"title\": \"" + word("a title in broken JSON") + "\",,}").statusCode());
        assertEquals(400, responder.post("/incidents", "{\"" + word("an unknown field") + "\": 1}").statusCode());

        assertFalse(log.lines.isEmpty(), "the faults have been logged");
        assertEquals(List.of(), found(Map.of("the log", String.join("\n", log.lines).getBytes(StandardCharsets.UTF_8))));
        // What a room is refused is no line in PostgreSQL's log. That there would be one is seen by a fault of somebody else's.
        Path postgres = Parts.shared().store().resolveSibling("logs").resolve("postgres.log");
        assertThrows(IllegalStateException.class, () -> Database.bySuperuser("select 1 / 0"));
        assertTrue(Files.readString(postgres).contains("division by zero"), "PostgreSQL logs faults");
        assertFalse(Files.readString(postgres).contains("relation \"incident.timeline_entry\" does not"),
                "and none of a room's");
        assertEquals(List.of(), found(Map.of("PostgreSQL's log", Files.readAllBytes(postgres))));

        // The search can find.
        Logger.getLogger("org.gatepost.test").warning("Said: " + planted.keySet().iterator().next());
        assertEquals(1, found(Map.of("the log", String.join("\n", log.lines).getBytes(StandardCharsets.UTF_8))).size());
    }

    @Test
    void noStrangerIsAnsweredWithAWordThatIsSealed() {
        Story story = story();
        planted.values().removeIf(field -> !field.startsWith("sealed"));
        assertTrue(planted.size() > 8, planted.toString());
        Map<String, byte[]> answers = strangersTry(story);
        assertTrue(answers.size() > 60);
        assertEquals(List.of(), found(answers));
        Map<String, byte[]> own = Map.of("a member's own answer",
                (responder.get("/incidents/" + story.hidden()).asString()
                        + responder.get("/incidents/" + story.hidden() + "/embargo")
                                .asString()
                        + responder.get("/drafts/" + story.hiddenDraft()).asString()
                        + atTheGate(story.hiddenDraft(), story.hidden())).getBytes(StandardCharsets.UTF_8));
        assertEquals(planted.size(), found(own).size(), "all of them are there for those who may know");
    }

    private record Story(String open, String openDraft, String hidden, String hiddenDraft, String alert) {
    }

    /** Writes a word into every private field that can be reached, of an open incident and of a sealed one. */
    private Story story() {
        String fingerprint = word("alert: fingerprint");
        machine.post("/alerts/alertmanager", alert().replace("FINGERPRINT", fingerprint)).then().statusCode(200);
        String alert = responder.get("/alerts").then().extract()
                .path("alerts.find { it.fingerprint == '" + fingerprint + "' }.id");

        String open = responder.makes("/incidents", Map.of("title", word("open: title"), "criterion", "OTHER", "evidence",
                word("open: evidence")));
        responder.put("/incidents/" + open + "/title", Map.of("title", word("open: title again"))).then().statusCode(204);
        work(open, "open");
        String openDraft = draft(open, "open");
        String proposed = draft(open, "open and proposed");
        responder.proposes(proposed);
        said(proposed, open, "open and proposed");
        responder.post("/alerts/" + alert + "/links", Map.of("incident", open)).then().statusCode(204);
        readBack(open, "open");

        String hidden = responder.makes("/alerts/" + alert + "/incidents",
                Map.of("title", word("sealed: title"), "criterion", "SECURITY",
                        "evidence", word("sealed: evidence"), "seal",
                        Map.of("reason", word("sealed: reason"), "circle", "SECURITY_TEAM")));
        work(hidden, "sealed");
        String hiddenDraft = draft(hidden, "sealed");
        responder.proposes(hiddenDraft);
        said(hiddenDraft, hidden, "sealed");
        lives(hidden);
        readBack(hidden, "sealed");
        planted.put(open, "open: id");
        planted.put(alert, "alert: id");
        planted.put(openDraft, "open draft: id");
        return new Story(open, openDraft, hidden, hiddenDraft, alert);
    }

    private void work(String incident, String what) {
        responder
                .put("/incidents/" + incident + "/criteria/BROADLY_VISIBLE",
                        Map.of("evidence", word(what + ": evidence again")))
                .then()
                .statusCode(204);
        responder.post("/incidents/" + incident + "/timeline", Map.of("words", word(what + ": timeline"))).then()
                .statusCode(204);
        responder.post("/incidents/" + incident + "/mitigation", Map.of("statement", word(what + ": mitigation"))).then()
                .statusCode(204);
        responder.post("/incidents/" + incident + "/resolution", Map.of("statement", word(what + ": resolution"))).then()
                .statusCode(204);
    }

    /** What the circle says of its embargo; past the doors where no one life has all of it. */
    private void lives(String hidden) {
        String embargo = "/incidents/" + hidden + "/embargo";
        String condition = responder.makes(embargo + "/conditions", Map.of("words", word("sealed: a condition")));
        responder.put(embargo + "/conditions/" + condition, Map.of("met", true, "note", word("sealed: note of a condition")))
                .then().statusCode(204);
        responder.post(embargo + "/extension",
                Map.of("until", java.time.Instant.now().plusSeconds(86_400), "because", word("sealed: why it stays"))).then()
                .statusCode(204);
        String somebody = "(select sealed_by from embargo.embargo where incident_id = '" + hidden + "')";
        AtTheGate
                .past("insert into embargo.cover (incident_id, notice_id, known_since, because, linked_by, linked_at) values ('"
                        + hidden + "', 'aaaaaaaaaaaa', now(), '" + word("sealed: why a cover") + "', " + somebody + ", now())");
        AtTheGate.past(
                "insert into embargo.breach (incident_id, round, what, to_whom, happened_at, broken_by, broken_at, sealed_at, "
                        + "report, reported_by, reported_at) values ('" + hidden + "', 1, '" + word("sealed: what leaked")
                        + "', '"
                        + word("sealed: to whom it leaked") + "', now(), " + somebody + ", now(), now(), '"
                        + word("sealed: report of a leak") + "', " + somebody + ", now())");
        AtTheGate.past(
                "insert into embargo.release (incident_id, round, scope, publishes_ledger, proposed_by, proposed_at, stopped, "
                        + "stopped_at) values ('" + hidden + "', 1, 'RESPONDERS', false, " + somebody + ", now(), '"
                        + word("sealed: why a release stopped") + "', now())");
    }

    private String draft(String incident, String what) {
        return responder.makes("/drafts",
                Map.of("incident", incident, "content", Map.of("title", word(what + " draft: title"), "state",
                        "INVESTIGATING", "words", word(what + " draft: words"), "disclosures",
                        List.of(Map.of("audience", "readers", "impact", "DEGRADED", "words",
                                word(what + " draft: words for readers")),
                                Map.of("audience", "movement", "impact", "DEGRADED")))));
    }

    /** What people say of a draft and of what they took down: past the doors, because no one act leaves all of it behind. */
    private void said(String draft, String incident, String what) {
        String somebody = "(select min(proposed_by::text)::uuid from gate.revision where draft_id = '" + draft + "')";
        AtTheGate.past("insert into gate.omission values ('" + draft + "', 1, 'contributors', '"
                + word(what + ": reason left out") + "')");
        AtTheGate.past(
                "insert into gate.decline values ('" + draft + "', 1, '" + word(what + ": a reviewer's no") + "', " + somebody
                        + ", now())");
        AtTheGate.past(
                "insert into gate.takedown (kind, notice_id, note, incident_id, taken_by, taken_at) values ('WITHDRAWAL', "
                        + "'aaaaaaaaaaaa', '" + word(what + ": note of a takedown") + "', '" + incident + "', " + somebody
                        + ", now())");
        AtTheGate.past("update gate.draft set request_key = '" + word(what + ": request key") + "', stopped = '"
                + word(what + ": why it did not go out") + "' where id = '" + draft + "'");
    }

    /** What the gate's own role shows to a member. */
    private static String atTheGate(String draft, String incident) {
        UUID member = UUID.fromString(Database.seen("select proposed_by from gate.revision where draft_id = '" + draft + "'"));
        try (Connection gate = Database.as("gate", member, "cleared")) {
            return Database.value(gate, "select string_agg(note, ' ') from gate.takedown where incident_id = ?",
                    UUID.fromString(incident))
                    + Database.value(gate, "select concat(request_key, stopped) from gate.draft where id = ?",
                            UUID.fromString(draft));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readBack(String incident, String what) {
        planted.put(responder.get("/incidents/" + incident).then().extract().path("codename"), what + ": codename");
    }

    private String alert() {
        return """
               {"version":"4","groupKey":"{}:{it=\\"%s\\"}","truncatedAlerts":0,"status":"firing","receiver":"%s","groupLabels":{},
               "commonLabels":{},"commonAnnotations":{},"externalURL":"http://%s.example","alerts":[{"status":"firing",
               "labels":{"alertname":"%s","severity":"%s","%s":"%s"},"annotations":{"summary":"%s","%s":"%s"},
               "startsAt":"2026-03-05T14:05:00.123456789Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://%s.example",
               "fingerprint":"FINGERPRINT"}]}"""
                .formatted(word("alert: group key"), word("alert: receiver"), word("alert: address"),
                        word("alert: name"), word("alert: severity"), word("alert: label name"), word("alert: label"),
                        word("alert: summary"),
                        word("alert: annotation name"), word("alert: annotation"), word("alert: generator"));
    }

    private void publish(String incident, String title) {
        Map<String, Object> content = WholePathIT.words(title, "INVESTIGATING", title, "DEGRADED");
        String draft = responder.makes("/drafts",
                incident == null ? Map.of("content", content) : Map.of("incident", incident, "content", content));
        String hash = responder.proposes(draft);
        publisher.approves(draft, hash).then().statusCode(204);
        publisher.publishes(draft, hash).then().statusCode(200);
        planted.put(draft, "a published draft: id");
    }

    /** Whoever may not know tries everything with the ids of what is sealed, and lists what there is. */
    private Map<String, byte[]> strangersTry(Story story) {
        Map<String, byte[]> answers = new LinkedHashMap<>();
        Map<String, String> ids = Map.of("incident", story.hidden(), "draft", story.hiddenDraft(), "alert", story.alert());
        List<Act> acts = Act.all().stream().filter(act -> act.concerns("incident") || act.concerns("draft")).toList();
        for (String stranger : List.of("responder2", "publisher", "admin", Api.AUTOMATION)) {
            Api api = Api.as(stranger);
            for (Act act : acts) {
                answers.put(act + " by " + stranger, Api.seen(act.by(api, ids)).getBytes(StandardCharsets.UTF_8));
            }
            for (String path : List.of("/incidents", "/ledger", "/inbox", "/alerts", "/alerts/" + story.alert(), "/drafts",
                    "/operators",
                    "/published",
                    "/openapi.json")) {
                answers.put(path + " by " + stranger, Api.seen(api.get(path)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return answers;
    }

    private interface Sending {
        Response send();
    }

    /** Takes a table away while something is sent that needs it. */
    private void breaks(String table, Sending sending) {
        String name = table.substring(table.indexOf('.') + 1);
        Database.bySuperuser("alter table " + table + " rename to away");
        try {
            Response answer = sending.send();
            assertEquals(500, answer.statusCode());
            assertEquals(List.of(),
                    found(Map.of("an answer about a fault", Api.seen(answer).getBytes(StandardCharsets.UTF_8))));
        } finally {
            Database.bySuperuser("alter table " + table.substring(0, table.indexOf('.')) + ".away rename to " + name);
        }
    }

    /** What the front serves, in every encoding and with its headers, the variants for when the publisher is silent, and the files. */
    private static Map<String, byte[]> everythingPublic() throws IOException {
        Map<String, byte[]> everything = new LinkedHashMap<>();
        Snapshot snapshot = PublicPage.shared().snapshot();
        List<String> paths = new ArrayList<>(snapshot.entries().keySet());
        paths.add("/no/such/page");
        paths.add("/api/v2/no-such.json");
        for (String path : paths) {
            for (String encoding : List.of("identity", "gzip", "br")) {
                HttpResponse<byte[]> answer = PublicPage.shared().get(path, encoding);
                String place = "GET " + path + " as " + encoding;
                everything.put(place,
                        decoded(answer.headers().firstValue("Content-Encoding").orElse("identity"), answer.body()));
                everything.put("headers of " + place, (path + answer.headers().map()).getBytes(StandardCharsets.UTF_8));
            }
        }
        for (Map.Entry<String, Snapshot.Entry> entry : snapshot.entries().entrySet()) {
            if (entry.getValue().stale() != null) {
                for (var blob : entry.getValue().stale().entrySet()) {
                    everything.put("stale " + entry.getKey() + " as " + blob.getKey(),
                            decoded(blob.getKey().token(), blob.getValue().bytes()));
                }
            }
        }
        try (Stream<Path> files = Files.walk(Parts.shared().store())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                everything.put("a file of the store, as it is: " + file, bytes);
                // Which file is in which encoding stands in the manifests; whatever can be decoded is.
                for (String encoding : List.of("gzip", "br")) {
                    try {
                        everything.put("a file of the store, as " + encoding + ": " + file, decoded(encoding, bytes));
                    } catch (IOException e) {
                        continue;
                    }
                }
            }
        }
        return everything;
    }

    private static byte[] decoded(String encoding, byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return switch (encoding) {
            case "gzip" -> new GZIPInputStream(in).readAllBytes();
            case "br" -> {
                try (BrotliInputStream brotli = new BrotliInputStream(in)) {
                    yield brotli.readAllBytes();
                }
            }
            default -> bytes;
        };
    }

    private String word(String field) {
        StringBuilder word = new StringBuilder("qz");
        while (word.length() < WORD_LENGTH) {
            word.append((char) ('a' + RANDOM.nextInt(26)));
        }
        planted.put(word.toString(), field);
        return word.toString();
    }

    private record Sentinel(byte[] word, String field) {
        boolean isAt(byte[] bytes, int at) {
            return at + word.length <= bytes.length
                    && Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
        }
    }

    /** A line for each planted word that is there. Looked for by their first two bytes: one by one takes a minute for a whole store. */
    private List<String> found(Map<String, byte[]> places) {
        Map<Character, List<Sentinel>> byBeginning = new HashMap<>();
        planted.forEach((word, field) -> {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            byBeginning.computeIfAbsent(two(bytes, 0), none -> new ArrayList<>()).add(new Sentinel(bytes, field));
        });
        BitSet beginnings = new BitSet();
        byBeginning.keySet().forEach(beginnings::set);
        List<String> found = new ArrayList<>();
        places.forEach((place, bytes) -> {
            Set<Sentinel> here = new LinkedHashSet<>();
            for (int at = 0; at < bytes.length - 1; at++) {
                if (beginnings.get(two(bytes, at))) {
                    for (Sentinel sentinel : byBeginning.get(two(bytes, at))) {
                        if (sentinel.isAt(bytes, at)) {
                            here.add(sentinel);
                        }
                    }
                }
            }
            here.forEach(sentinel -> found.add(sentinel.field() + " in " + place));
        });
        return found;
    }

    private static char two(byte[] bytes, int at) {
        return (char) ((bytes[at] & 0xff) << Byte.SIZE | bytes[at + 1] & 0xff);
    }

    /** Everything that the application logs, with the whole trace of every exception. */
    private static final class LogLines extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final PatternFormatter format = new PatternFormatter("%p %c %s%e");

        @Override
        public void publish(LogRecord logged) {
            lines.add(format.format(ExtLogRecord.wrap(logged)));
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
