package org.gatepost.gate;

import static org.gatepost.gate.Story.MACHINE;
import static org.gatepost.gate.Story.PETRA;
import static org.gatepost.gate.Story.ROSA;
import static org.gatepost.gate.Story.approve;
import static org.gatepost.gate.Story.draft;
import static org.gatepost.gate.Story.entry;
import static org.gatepost.gate.Story.notice;
import static org.gatepost.gate.Story.refused;
import static org.gatepost.gate.Story.to;
import static org.gatepost.gate.Story.with;
import static org.gatepost.gate.Story.words;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.gatepost.front.PublicPage;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** What people and programs send to the gate that is wrong, hostile, or merely written in another script. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class GateInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PublicPage page = PublicPage.shared();

    @BeforeEach
    void nothingIsPublished() {
        Database.forget();
        Story.everybodyComes();
    }

    @AfterAll
    static void nothingStays() {
        Database.forget();
    }

    /** @param field that the problem names */
    private record Bad(String path, Object body, int status, String field) {
    }

    @Test
    void whatCannotBeTakenIsRefusedByItsName() {
        String notice = notice(words("A notice", "INVESTIGATING", "Words."));
        String entry = "/notices/" + notice + "/entries/" + entry(notice, 0);
        String draft = draft(null, words("A draft", "INVESTIGATING", "Words."));
        String reviewed = draft(null, words("Another", "INVESTIGATING", "Words."));
        String hash = ROSA.proposes(reviewed);
        Map<String, String> before = Database.rows();
        for (Bad bad : List.of(
                new Bad("/drafts/" + draft + "/decline", Map.of("hash", hash, "because", "No."), 409, null),
                new Bad("/drafts/" + reviewed + "/decline", Map.of("hash", hash), 422, "because"),
                new Bad("/drafts/" + reviewed + "/decline", Map.of("hash", "zz", "because", "No."), 409, null),
                new Bad("/drafts/" + reviewed + "/decline", "[]", 400, null),
                new Bad("/drafts/" + reviewed + "/decline", "", 422, "body"),
                new Bad("/drafts/" + reviewed + "/requests", Map.of(), 422, "publisher"),
                new Bad("/drafts/" + reviewed + "/requests", Map.of("publisher", "nobody"), 400, "publisher"),
                new Bad("/drafts/" + reviewed + "/requests", Map.of("publisher", UUID.randomUUID()), 422, "publisher"),
                new Bad("/drafts/" + reviewed + "/requests", Map.of("who", UUID.randomUUID()), 400, "who"),
                new Bad("/drafts/" + draft + "/schedule", Map.of("hash", hash), 409, null),
                new Bad("/drafts/" + reviewed + "/schedule", Map.of("hash", hash), 409, null),
                new Bad("/drafts/" + reviewed + "/publication", Map.of("hash", hash), 409, null),
                new Bad("/drafts/" + reviewed + "/publication/review", Map.of(), 409, null),
                new Bad("/drafts/no-id/decline", Map.of("hash", hash, "because", "No."), 404, null),
                new Bad("/takedowns/no-id/review", Map.of(), 404, null),
                new Bad("/takedowns/" + UUID.randomUUID() + "/review", Map.of(), 404, null),
                new Bad("/notices/" + notice + "/retraction", Map.of("reason", "BORED"), 400, "reason"),
                new Bad("/notices/" + notice + "/retraction", Map.of(), 422, "reason"),
                new Bad("/notices/" + notice + "/retraction", Map.of("reason", "WRONG", "note", "a".repeat(2001)), 422, "note"),
                new Bad("/notices/" + notice + "/withdrawal", Map.of("note", "a".repeat(2001)), 422, "note"),
                new Bad("/notices/" + notice + "/withdrawal", "", 422, "body"),
                new Bad("/notices/NO-NOTICE/withdrawal", Map.of("note", ""), 404, null),
                new Bad("/notices/aaaaaaaaaaaa/retraction", Map.of("reason", "WRONG"), 404, null),
                new Bad(entry + "/corrections", Map.of(), 422, "content"),
                new Bad(entry + "/typos", Map.of("content", Map.of("title", "a".repeat(201))), 422, "title"),
                new Bad("/notices/aaaaaaaaaaaa/entries/aaaaaaaaaaaa/typos", Map.of("content", Map.of()), 404, null),
                new Bad("/drafts", Map.of("notice", notice, "incident", UUID.randomUUID(), "content", Map.of()), 422,
                        "incident"),
                new Bad("/parts", Map.of("title", "Nothing"), 422, "page"),
                new Bad("/parts", Map.of("page", Map.of("components", List.of(Map.of("position", "high")))), 400,
                        "page.components[0].position"),
                new Bad("/templates", Map.of("key", "a", "state", "SOMEHOW"), 400, "state"))) {
            Response answer = PETRA.post(bad.path(), bad.body());
            assertEquals(bad.status(), answer.statusCode(), bad.path() + " " + bad.body() + ": " + answer.asString());
            refused(bad.status(), bad.field(), answer);
        }
        Map<String, String> after = Database.rows();
        assertEquals(before, after, "nothing has changed");
    }

    @Test
    void whatCannotBePublishedIsRefusedByItsNameWhenItIsProposed() {
        Map<String, Object> good = words("Good", "INVESTIGATING", "Good words.");
        Map<Map<String, Object>, String> contents = new LinkedHashMap<>();
        contents.put(with(good, "title", " "), "title");
        contents.put(with(good, "title", "Turned \u202e around"), "title");
        contents.put(with(good, "title", "Two\nlines"), "title");
        contents.put(with(good, "state", null), "state");
        contents.put(with(good, "state", "SCHEDULED"), "state");
        contents.put(with(good, "words", ""), "words");
        contents.put(with(good, "words", "A bell\u0007"), "words");
        contents.put(with(good, "words", "\ufffe"), "words");
        contents.put(with(good, "words", "![nothing to read](https://example.org/x.png)"), "words");
        contents.put(with(good, "words", "a".repeat(GatePolicy.WORDS_LIMIT + 1)), "words");
        contents.put(with(good, "words", "a".repeat(100_000)), "words");
        contents.put(with(good, "words", "[a](/)".repeat(GatePolicy.WORDS_LIMIT / 6)), "words");
        contents.put(with(good, "disclosures", List.of()), "disclosures");
        contents.put(with(good, "disclosures", List.of(to("readers", "DEGRADED"), to("readers", "NONE"))), "disclosures");
        contents.put(with(good, "disclosures", List.of(to("readers", "MAINTENANCE"))), "disclosures.readers.impact");
        contents.put(with(good, "disclosures", List.of(to("readers", "DEGRADED", "from", "2026-03-05T12:00:00Z", "to",
                "2026-03-05T11:00:00Z"))), "disclosures.readers.to");
        contents.put(with(good, "shownAt", "1926-03-05T12:00:00Z"), "shownAt");
        contents.put(with(good, "nextUpdateBy", "2126-03-05T12:00:00Z"), "nextUpdateBy");
        contents.put(with(good, "goesOutAt", "2126-03-05T12:00:00Z"), "goesOutAt");
        contents.put(with(good, "effects", List.of(Map.of("component", "aaaaaaaaaaaa", "status", "MAJOR_OUTAGE"))), "effects");
        contents.put(with(good, "translations", Map.of("not a tag", Map.of("words", "x"))), "translations");
        contents.put(with(good, "translations", Map.of("de", Map.of("title", "a".repeat(201)))), "translations.de.title");
        contents.put(with(good, "translations", Map.of("de", Map.of("words", "\u0000"))), "translations.de.words");
        contents.put(with(good, "delay", Map.of("because", "We slept.")), "delay.knownSince");
        contents.put(with(good, "delay", Map.of("knownSince", "2026-03-05T12:00:00Z", "because", "a".repeat(501))),
                "delay.because");
        contents.put(with(good, "state", "SCHEDULED", "plan", Map.of()), "plan.from");
        contents.put(with(good, "state", "SCHEDULED", "plan", Map.of("from", "2026-03-05T12:00:00Z", "until",
                "2026-03-05T12:00:00Z")), "plan.until");
        contents.put(with(good, "state", "SCHEDULED", "plan", Map.of("from", "2026-03-05T12:00:00Z", "endsByItself", true)),
                "plan.until");
        contents.forEach((content, field) -> {
            Response written = ROSA.post("/drafts", Map.of("content", content));
            if (written.statusCode() == 201) {
                String id = written.path("id");
                refused(422, field, ROSA.post("/drafts/" + id + "/proposal"));
                ROSA.get("/drafts/" + id).then().body("state", equalTo("DRAFT"));
            } else {
                refused(422, field, written);
            }
        });
        Database.rows();
        assertEquals("0", Database.seen("select count(*) from gate.revision"), "nothing is frozen");
    }

    @Test
    void partsAndTemplatesThatCannotBeAreRefusedByTheirName() {
        String part = Story.component("Known");
        Map<String, Object> component = Map.of("name", "New", "position", 1, "audiences", List.of("readers"));
        Map<Map<String, Object>, String> pages = new LinkedHashMap<>();
        pages.put(Map.of(), null);
        pages.put(Map.of("components", List.of(with(component, "name", ""))), "components.0.name");
        pages.put(Map.of("components", List.of(with(component, "audiences", List.of()))), "components.0.audiences");
        pages.put(Map.of("components", List.of(with(component, "audiences", List.of("nobody")))), "components.0.audiences");
        pages.put(Map.of("components", List.of(with(component, "group", "aaaaaaaaaaaa"))), "components.0.group");
        pages.put(Map.of("components", List.of(with(component, "id", "aaaaaaaaaaaa"))), "components.0.id");
        pages.put(Map.of("components", List.of(with(component, "id", part), with(component, "id", part))), "components.1.id");
        pages.put(Map.of("components", List.of(with(component, "position", -1))), "components.0.position");
        pages.put(Map.of("groups", List.of(Map.of("name", "a"), Map.of("name", "a"))), "groups.1.name");
        pages.put(Map.of("audiences", List.of(Map.of("key", "incidents", "name", "x"))), "audiences.0.key");
        pages.put(Map.of("audiences", List.of(Map.of("key", "../x", "name", "x"))), "audiences.0.key");
        pages.forEach((content, field) -> refused(422, field,
                ROSA.post("/drafts/" + ROSA.makes("/parts", Map.of("title", "Parts", "page", content)) + "/proposal")));

        Map<String, Object> template = Map.of("key", "mine", "language", "en", "state", "INVESTIGATING", "name", "Mine",
                "title",
                "Mine", "words", Map.of("*", "Words."));
        Map<Map<String, Object>, String> templates = new LinkedHashMap<>();
        templates.put(with(template, "key", "Not A Key"), "key");
        templates.put(with(template, "language", "english please"), "language");
        templates.put(with(template, "state", null), "state");
        templates.put(with(template, "state", "POSTMORTEM"), "state");
        templates.put(with(template, "title", "{title}"), "title");
        templates.put(with(template, "words", Map.of()), "words");
        templates.put(with(template, "words", Map.of("nobody", "Words.")), "words");
        templates.put(with(template, "words", Map.of("*", "{whatever}")), "words.*");
        templates.put(with(template, "words", Map.of("*", "[a](https://example.org/{components})")), "words.*");
        templates.put(with(template, "phrases", Map.of("SOMEHOW", "x")), "phrases");
        templates.put(with(template, "phrases", Map.of("NONE", "a".repeat(101))), "phrases.NONE");
        templates.forEach((content, field) -> refused(422, field,
                ROSA.post("/drafts/" + ROSA.makes("/templates", content) + "/proposal")));
    }

    @Test
    void aMachineWritesDraftsOfEveryKindAndDoesNothingElse() {
        String notice = notice(words("A notice", "INVESTIGATING", "Words."));
        String entry = "/notices/" + notice + "/entries/" + entry(notice, 0);
        List<String> drafts = List.of(
                MACHINE.makes("/drafts", Map.of("content", words("By a machine", "INVESTIGATING", "Words."))),
                MACHINE.makes("/drafts", Map.of("notice", notice, "content", words("", "IDENTIFIED", "Words."))),
                MACHINE.makes(entry + "/corrections", Map.of("content", words("A notice", "INVESTIGATING", "Other words."))),
                MACHINE.makes(entry + "/typos", Map.of("content", words("A notice", "INVESTIGATING", "Wrods."))),
                MACHINE.makes("/parts", Map.of("title", "Parts", "page", Map.of("groups", List.of(Map.of("name", "G"))))),
                MACHINE.makes("/templates", Map.of("key", "mine", "language", "en", "state", "INVESTIGATING", "name", "Mine",
                        "title", "Mine", "words", Map.of("*", "Words."))));
        for (String draft : drafts) {
            refused(403, null, MACHINE.post("/drafts/" + draft + "/proposal"));
            String hash = ROSA.proposes(draft);
            Map<String, Object> body = Map.of("hash", hash);
            refused(403, null, MACHINE.post("/drafts/" + draft + "/approval", body));
            refused(403, null, MACHINE.post("/drafts/" + draft + "/decline", with(body, "because", "No.")));
            refused(403, null, MACHINE.post("/drafts/" + draft + "/requests",
                    Map.of("publisher", Story.idOf(org.gatepost.local.LocalAccounts.PUBLISHER))));
            refused(403, null, MACHINE.post("/drafts/" + draft + "/short-publication", body));
            PETRA.approves(draft, hash).then().statusCode(204);
            refused(403, null, MACHINE.post("/drafts/" + draft + "/publication", body));
            refused(403, null, MACHINE.post("/drafts/" + draft + "/schedule", body));
            refused(403, null, MACHINE.delete("/drafts/" + draft + "/schedule"));
            ROSA.get("/drafts/" + draft).then().body("state", equalTo("APPROVED"));
        }
        for (String path : List.of("/notices/" + notice, entry)) {
            refused(403, null, MACHINE.post(path + "/retraction", Map.of("reason", "WRONG")));
            refused(403, null, MACHINE.post(path + "/withdrawal", Map.of("note", "")));
        }
        ROSA.get("/published").then().body("notices.size()", equalTo(1)).body("notices[0].updates.size()", equalTo(1));
    }

    @Test
    void wordsOfAnyScriptAreShownAsTheyWereWritten() {
        List<String> scripts = List.of("الصفحات لا تفتح", "הדפים אינם נטענים", "页面无法打开", "หน้าเว็บไม่โหลด", "पृष्ठ नहीं खुलते",
                "Страницы не открываются", "ᏚᏙᏪᎸᎢ", "👩‍👩‍👧‍👦 🏳️‍🌈 ☃", "Z̸̛͓ä̷̫́l̸̰͠g̶̡̈o̷͓̊", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🜁");
        for (String script : scripts) {
            String notice = notice(words(script, "INVESTIGATING", script + ".\n\n**" + script + "**"));
            page.awaitWords("/incidents/" + notice, script);
            var document = Jsoup.parse(page.get("/incidents/" + notice).body());
            assertEquals(script, document.selectFirst("h1").text());
            assertEquals(List.of(script), document.select("strong").eachText());
            assertTrue(Jsoup.parse(page.get("/history.atom").body(), "", Parser.xmlParser()).select("entry > title").eachText()
                    .contains(script), script);
            ROSA.get("/published").then().body("notices.find { it.id == '" + notice + "' }.title", equalTo(script));
        }
    }

    @Test
    void hostileWordsAreOnlyWords() {
        String hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "
                + "[y](data:text/html,z) <a href=\"https://example.org\" onclick=\"z\">w</a> {components} ${7*7} {{7*7}} "
                + "\u202eturned\u202c \u2066alone\u2069 ]]> --> &lt;b&gt;";
        String notice = notice(words("<b>Bold</b> & {view.title} ]]>", "INVESTIGATING", hostile));
        page.awaitWords("/incidents/" + notice, "alert(1)");
        var document = Jsoup.parse(page.get("/incidents/" + notice).body());
        assertEquals("<b>Bold</b> & {view.title} ]]>", document.selectFirst("h1").text());
        // The page's own script is the only one, and says the same as where nothing is.
        assertEquals(Jsoup.parse(page.get("/404").body()).select("script").outerHtml(),
                document.select("script, img, [onclick], [onerror]").outerHtml());
        assertTrue(document.select("a[href]").stream()
                .noneMatch(link -> link.attr("href").matches("(?i)\\s*(javascript|data):.*")));
        assertTrue(document.text().contains("${7*7} {{7*7}}"), "nothing is computed");
        var words = document.select("div[dir=auto]").stream().filter(one -> one.text().contains("turned")).findFirst();
        assertTrue(words.isPresent(), "writing direction stays within its own block");
        // The feed is still XML and the JSON still JSON.
        assertEquals(notice, Jsoup.parse(page.get("/history.atom").body(), "", Parser.xmlParser())
                .select("entry > id").text().replaceFirst(".*/", ""));
        assertTrue(page.get("/api/v2/summary.json").body().contains("<b>Bold</b>"));
    }

    @Test
    void bombsAreShownSafelyOrRefusedByTheLimitAndNeverSlow() {
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("quotes", ">".repeat(9_999));
        bombs.put("brackets", "[".repeat(9_999));
        bombs.put("brackets and parentheses", "[a](".repeat(2_499));
        bombs.put("stars", "*a_ ".repeat(2_499));
        bombs.put("strong", "**a ".repeat(2_499));
        bombs.put("backticks", "`a``b```".repeat(1_249));
        bombs.put("lists", "- ".repeat(4_999));
        bombs.put("entities", "&amp;".repeat(1_999));
        bombs.put("links", "[a](/)".repeat(1_666));
        bombs.put("references", "[a]: b\n".repeat(1_400) + "[a]");
        bombs.put("tags", "<a><b>".repeat(1_666));
        bombs.put("new lines", "a\n".repeat(4_999));
        bombs.put("tables", "|a".repeat(4_999) + "\n");
        bombs.put("images", "![".repeat(4_999));
        bombs.forEach((name, bomb) -> {
            String draft = draft(null, words("A bomb of " + name, "INVESTIGATING", bomb));
            long begin = System.nanoTime();
            Response answer = ROSA.post("/drafts/" + draft + "/proposal");
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(PATIENCE) < 0, name);
            if (answer.statusCode() == 200) {
                String html = answer.path("bundle.notices[0].updates[0].disclosures[0].html");
                assertTrue(html.length() <= GatePolicy.HTML_LIMIT, name + ": " + html.length());
                assertFalse(html.contains("<img") || html.contains("<table"), name);
            } else {
                refused(422, "words", answer);
                answer.then().body("detail", containsString("words"));
            }
        });
        // Two that are known for their answer, so that neither branch is empty.
        refused(422, "words", ROSA.post("/drafts/" + draft(null, words("Links", "INVESTIGATING", "[a](/)".repeat(1_666)))
                + "/proposal"));
        assertEquals(64, approve(draft(null, words("Brackets", "INVESTIGATING", "[".repeat(9_999)))).length());
    }
}
