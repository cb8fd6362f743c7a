package org.gatepost.gate;

import static org.gatepost.gate.Story.PAOLO;
import static org.gatepost.gate.Story.PETRA;
import static org.gatepost.gate.Story.ROSA;
import static org.gatepost.gate.Story.approve;
import static org.gatepost.gate.Story.component;
import static org.gatepost.gate.Story.incident;
import static org.gatepost.gate.Story.refused;
import static org.gatepost.gate.Story.template;
import static org.gatepost.gate.Story.to;
import static org.gatepost.gate.Story.with;
import static org.gatepost.gate.Story.words;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;

import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.owasp.html.Encoding;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Approved words in every language in which they are approved: which go out together, and which stay behind. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class TemplateLanguagesIT {
    private static final Set<String> FURTHER = new TreeSet<>(
            Set.of("ar", "de", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "zh"));
    private static final String ISOLATED_TIME = "\u20682026-03-05 11:48 UTC\u2069";

    @Inject
    TestClock clock;

    @BeforeEach
    void nothingIsPublished() {
        Database.forget();
        Story.everybodyComes();
    }

    @AfterEach
    void nothingStays() {
        Database.forget();
        clock.run();
    }

    @Test
    void theFastLaneSpeaksEveryLanguageOfItsTemplateInOnePublication() {
        String search = component("Search & find");
        String images = component("Images");
        // Both stand at the same place, so that their ids decide which is named first.
        boolean isSearchFirst = search.compareTo(images) < 0;
        String first = isSearchFirst ? "Search & find" : "Images";
        String second = isSearchFirst ? "Images" : "Search & find";
        String firstHtml = first.replace("&", "&amp;");
        String secondHtml = second.replace("&", "&amp;");
        Map<String, Object> body = fast(incident("In twelve languages"), "investigating", "startedAt", "2026-03-05T11:48:00Z",
                "disclosures", List.of(to("readers", "DEGRADED"), to("movement", "MAJOR_OUTAGE")), "effects",
                List.of(Map.of("component", search, "status", "PARTIAL_OUTAGE"),
                        Map.of("component", images, "status", "PARTIAL_OUTAGE")));
        Response filled = ROSA.post("/publications/fill", body);
        String notice = fastly(body, "twelve").then().statusCode(200).body("lane", equalTo("FAST")).extract().path("notice");

        Response page = ROSA.get("/published");
        String at = "notices.find { it.id == '" + notice + "' }";
        assertEquals(FURTHER, new TreeSet<>(page.<Map<String, String>>path(at + ".titles").keySet()));
        assertEquals("Problems with " + first + " and " + second, page.path(at + ".title"));
        assertEquals("Störung: " + first + " und " + second, page.path(at + ".titles.de"));
        // A title has no isolates, and needs none: a strong character stands between two names.
        assertEquals("مشكلات في " + first + " و" + second, page.path(at + ".titles.ar"));
        for (String audience : List.of("readers", "movement")) {
            String to = at + ".updates[0].disclosures.find { it.audience == '" + audience + "' }";
            assertEquals(FURTHER, new TreeSet<>(page.<Map<String, Object>>path(to + ".translations").keySet()), audience);
        }
        String readers = at + ".updates[0].disclosures.find { it.audience == 'readers' }.translations.";
        assertEquals("Seit 2026-03-05 11:48 UTC kann es für manche Leserinnen und Leser Störungen geben. "
                + "Betroffen: " + first.replace("&", "\\&") + " und " + second.replace("&", "\\&")
                + " (zeitweise langsam oder fehlerhaft). Wir gehen dem nach.",
                page.path(readers + "de.markdown"));
        assertTrue(page.<String>path(readers + "de.html").contains(firstHtml + " und " + secondHtml));
        String arabic = page.path(readers + "ar.html");
        assertTrue(arabic.contains("\u2068" + firstHtml + "\u2069 و\u2068" + secondHtml + "\u2069"), arabic);
        assertTrue(arabic.contains(ISOLATED_TIME), arabic);
        assertTrue(page.<String>path(readers + "zh.html").contains(firstHtml + "和" + secondHtml + "（间歇性缓慢或失败）"));
        String movement = at + ".updates[0].disclosures.find { it.audience == 'movement' }.translations.";
        assertTrue(page.<String>path(movement + "he.html").contains("(לא זמין)"), "what hurts others is said to others");
        // What was looked at is what went out.
        assertEquals(filled.<Object>path("notices[0].titles"), page.<Object>path(at + ".titles"));
        assertEquals(filled.<Object>path("notices[0].updates[0].disclosures.find { it.audience == 'readers' }.translations"),
                page.<Object>path(at + ".updates[0].disclosures.find { it.audience == 'readers' }.translations"));

        fastly(with(fast(behind(notice), "resolved"), "notice", notice,
                "disclosures", List.of(to("readers", "NONE"), to("movement", "NONE"))), "over").then().statusCode(200);
        page = ROSA.get("/published");
        assertEquals(FURTHER, new TreeSet<>(page.<Map<String, Object>>path(
                at + ".updates.find { it.state == 'RESOLVED' }.disclosures[0].translations").keySet()));
    }

    @Test
    void everyStarterIsThereInTwelveLanguagesAndRendersToItself() {
        Response templates = ROSA.get("/templates");
        templates.then().body("$", hasSize(9 * 12)).body("findAll { it.standing == 'ORIGINAL' }", hasSize(9)).body(
                "findAll { it.standing == 'CURRENT' }", hasSize(9 * 11));
        for (String words : Database.seen("select string_agg(w.value->>'markdown' || E'\\t' || (w.value->>'html'), E'\\n') "
                + "from gate.template t, jsonb_each(t.words) w").split("\n")) {
            String[] parts = words.split("\t");
            // The sanitiser writes some characters by their numbers, which readers never see.
            assertEquals(Encoding.decodeHtml(Markdown.html(parts[0]), false), parts[1]);
        }
    }

    @Test
    void aNewOriginalLeavesItsTranslationsBehindUntilTheyAreWrittenAgain() {
        String incident = incident("Left behind");
        Map<String, Object> english = Map.of("key", "investigating", "language", "en", "state", "INVESTIGATING", "name",
                "We are looking", "title", "Trouble with {components}", "words", Map.of("*", "We look into {components}."),
                "phrases", Map.of("components", "something"));
        out(ROSA.makes("/templates", english));
        ROSA.get("/templates").then().body(
                "findAll { it.key == 'investigating' && it.standing == 'OUT_OF_DATE' }", hasSize(11));
        ROSA.post("/publications/fill", fast(incident, "investigating")).then().statusCode(200)
                .body("notices[0].titles", nullValue())
                .body("notices[0].updates[0].disclosures[0].translations", nullValue());

        // A translation of what was said before is refused, and so is one that says something else.
        Map<String, Object> german = with(english, "language", "de", "title", "Ärger: {components}", "words",
                Map.of("*", "Wir sehen uns {components} an."), "phrases", Map.of("components", "etwas"));
        Response stale = ROSA.post("/drafts/" + ROSA.makes("/templates", with(german, "translates", 1)) + "/proposal");
        assertEquals(409, stale.statusCode(), stale.asString());
        refused(422, "words.*", propose(with(german, "words", Map.of("*", "Wir sehen nach."))));
        refused(422, "words.*", propose(with(german, "words", Map.of("readers", "Wir sehen uns {components} an."))));
        refused(422, "words.readers", propose(with(german, "words",
                Map.of("*", "Wir sehen uns {components} an.", "readers", "Mehr: {components}"))));
        refused(422, "title", propose(with(german, "title", "Ärger")));
        refused(422, "state", propose(with(german, "state", "RESOLVED")));
        refused(422, "phrases.components", propose(with(german, "phrases", Map.of())));
        refused(422, "phrases.last", propose(with(german, "phrases", Map.of("components", "etwas", "last", "{0} und"))));
        refused(422, "language", propose(with(german, "key", "nothing-like-it", "translates", 1)));

        out(ROSA.makes("/templates", german));
        ROSA.get("/templates").then().body("find { it.key == 'investigating' && it.language == 'de' }.translates", equalTo(2))
                .body("find { it.key == 'investigating' && it.language == 'de' }.standing", equalTo("CURRENT"));
        ROSA.post("/publications/fill", fast(incident, "investigating")).then().statusCode(200)
                .body("notices[0].titles", equalTo(Map.of("de", "Ärger: etwas")))
                .body("notices[0].updates[0].disclosures[0].translations.de.markdown", equalTo("Wir sehen uns etwas an."));
        String translated = ROSA.get("/templates").path("find { it.key == 'investigating' && it.language == 'de' }.id");
        refused(422, "template",
                ROSA.post("/publications/fill", with(fast(incident, "investigating"), "template", translated)));
    }

    @Test
    void aTranslationThatWasApprovedWhileItsOriginalChangedDoesNotBecomeOne() {
        String german = ROSA.makes("/templates", Map.of("key", "investigating", "language", "de", "state", "INVESTIGATING",
                "name", "Neu", "title", "Neu: {components}", "words", germanWords(), "phrases", germanPhrases()));
        String hash = approve(german);
        out(ROSA.makes("/templates", Map.of("key", "investigating", "language", "en", "state", "INVESTIGATING", "name", "New",
                "title", "New", "words", Map.of("*", "New."), "phrases", Map.of())));
        PETRA.publishes(german, hash).then().statusCode(409).body("detail", containsString("another revision"));
        assertEquals("1",
                Database.seen("select max(revision) from gate.template where key = 'investigating' and language = 'de'"));
    }

    @Test
    void theDatabaseLeavesOutATranslationWithOtherSlotsWhoeverWroteIt() {
        String again = "insert into gate.template (key, language, revision, state, name, title, words, phrases, created_at, translates) "
                + "select key, language, 2, state, name, %s, %s, %s, created_at, translates from gate.template "
                + "where key = 'investigating' and revision = 1 and language = '%s'";
        Database.bySuperuser(again.formatted("'Ohne'", "words", "phrases", "de"),
                again.formatted("title", "words - 'readers'", "phrases", "fr"),
                again.formatted("title", "words", "phrases - 'DEGRADED'", "he"));
        try {
            Map<String, String> titles = ROSA.post("/publications/fill", fast(incident("Slots"), "investigating"))
                    .path("notices[0].titles");
            Set<String> rest = new TreeSet<>(FURTHER);
            rest.removeAll(Set.of("de", "fr", "he"));
            assertEquals(rest, titles.keySet());
            assertEquals(Set.of("de", "fr", "he"), Set.copyOf(ROSA.get("/templates").<List<String>>path(
                    "findAll { it.standing == 'DIFFERENT' }.language")));
        } finally {
            Database.bySuperuser("delete from gate.template where key = 'investigating' and revision = 2");
        }
    }

    @Test
    void aCorrectionDoesNotLeaveATranslationThatSaysWhatWasWrong() {
        Map<String, Object> said = words("Pages are slow", "INVESTIGATING", "Pages are slow in Europe.", "translations",
                Map.of("de", Map.of("title", "Seiten sind langsam", "words", "Seiten sind in Europa langsam."), "ar",
                        Map.of("title", "الصفحات بطيئة", "words", "الصفحات بطيئة في أوروبا.")));
        String notice = Story.out(Story.draft(null, said));
        String entry = Story.entry(notice, 0);
        Map<String, Object> corrected = with(said, "words", "Pages are slow in Asia.");
        refused(422, "translations.ar.words", amended(notice, entry, "CORRECTION", corrected));
        refused(422, "translations.de.words", amended(notice, entry, "CORRECTION", with(corrected, "translations",
                Map.of("de", Map.of("title", "Seiten sind langsam", "words", "Seiten sind in Europa langsam.")))));
        refused(422, "translations.ar.title", amended(notice, entry, "CORRECTION", with(said, "title", "Pages fail")));
        // A typo is of letters; the others have not got it.
        assertEquals(200, amended(notice, entry, "TYPO", with(said, "words", "Pages are slow in Europe!")).statusCode());
        Response done = amended(notice, entry, "CORRECTION", with(corrected, "translations",
                Map.of("de", Map.of("title", "Seiten sind langsam", "words", "Seiten sind in Asien langsam."))));
        assertEquals(200, done.statusCode(), done.asString());
        String draft = ROSA.get("/drafts").path("find { it.state == 'IN_REVIEW' && it.kind == 'CORRECTION' }.id");
        String hash = ROSA.get("/drafts/" + draft).path("proposal.hash");
        PETRA.approves(draft, hash).then().statusCode(204);
        PAOLO.publishes(draft, hash).then().statusCode(200);
        Response page = ROSA.get("/published");
        String at = "notices.find { it.id == '" + notice + "' }.";
        assertEquals(Set.of("de"), page.<Map<String, Object>>path(at + "updates[0].disclosures[0].translations").keySet());
        assertEquals(Set.of("de"), page.<Map<String, Object>>path(at + "titles").keySet());
    }

    @Test
    void theHashCoversEveryLanguage() {
        Map<String, Object> said = words("Pages are slow", "INVESTIGATING", "Slow.", "shownAt", "2026-03-05T12:00:00Z",
                "translations", Map.of("ar", Map.of("title", "بطيء", "words", "بطيء.")));
        String one = ROSA.proposes(Story.draft(null, said));
        assertEquals(one, ROSA.proposes(Story.draft(null, said)), "the same words have the same hash");
        assertNotEquals(one, ROSA.proposes(Story.draft(null, with(said, "translations",
                Map.of("ar", Map.of("title", "بطيء", "words", "بطيء!"))))));
        assertFalse(one.isEmpty());
    }

    private static Map<String, Object> germanWords() {
        return Map.of("*", "{components} {impact} {began}", "readers", "{components} {impact} {began}", "contributors",
                "{components} {impact} {began}", "movement", "{components} {impact} {began}");
    }

    private static Map<String, Object> germanPhrases() {
        return ROSA.get("/templates").path("find { it.key == 'investigating' && it.language == 'de' }.phrases");
    }

    private static Response propose(Map<String, Object> template) {
        return ROSA.post("/drafts/" + ROSA.makes("/templates", template) + "/proposal");
    }

    private static void out(String draft) {
        PETRA.publishes(draft, approve(draft)).then().statusCode(200);
    }

    private static String behind(String notice) {
        return Database.seen("select incident_id from gate.publication where notice_id = '" + notice + "' limit 1");
    }

    /** @return what the proposal of an amendment answers */
    private static Response amended(String notice, String entry, String kind, Map<String, Object> content) {
        String draft = ROSA.makes("/notices/" + notice + "/entries/" + entry + "/" + kind.toLowerCase(Locale.ROOT) + "s",
                Map.of("content", content));
        return ROSA.post("/drafts/" + draft + "/proposal");
    }

    private static Map<String, Object> fast(String incident, String template, Object... more) {
        return with(with(Map.of("disclosures", List.of(to("readers", "DEGRADED"))), "incident", incident, "template",
                template(template)), more);
    }

    private static Response fastly(Map<String, Object> body, String key) {
        return ROSA.request().header("Idempotency-Key", key).body(body).post("/api/v1/publications");
    }
}
