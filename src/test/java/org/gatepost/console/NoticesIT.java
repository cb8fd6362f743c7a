package org.gatepost.console;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What one person publishes alone, what is public, and what the page is made of: by plain forms, without scripts. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class NoticesIT {

    @Test
    void declaringChoosingAndPublishingIsAllThatFirstWordsTake() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "Private title of the fast lane"));
        String incident = rosa.path();
        Element panel = rosa.screen().getElementById("fast");
        assertNotNull(panel, rosa.text());
        assertEquals("INVESTIGATING", chosenState(panel));
        int before = count();
        String request = panel.selectFirst("input[name=request]").val();

        rosa.submit(incident + "/publications", Map.of("disclosures.readers.impact", "DEGRADED"));
        assertEquals(200, rosa.status());
        assertEquals(incident, rosa.path());
        assertEquals(before + 1, count());
        String notice = rosa.screen().selectFirst("a[href^=/notices/].what").attr("href");
        assertTrue(rosa.text().contains("What the world reads"));
        Element next = rosa.screen().getElementById("fast");
        assertEquals("IDENTIFIED", chosenState(next));
        assertEquals(notice.substring("/notices/".length()), next.selectFirst("select[name=notice] option[selected]").val());
        assertFalse(next.selectFirst("input[name=request]").val().equals(request), "a further look is a further request");

        rosa.post(incident + "/publications",
                Map.of("request", request, "template", template(panel), "notice", "", "disclosures.readers.impact",
                        "DEGRADED"));
        assertEquals(200, rosa.status());
        assertEquals(before + 1, count(), "a second press of the same look publishes nothing");

        rosa.get(incident).submit(incident + "/publications",
                Map.of("template", templateFor(rosa.screen().getElementById("fast"), "RESOLVED")));
        assertEquals(200, rosa.status());
        assertTrue(rosa.get(notice).text().contains("Resolved"), rosa.text());
        assertTrue(rosa.text().contains("This is over."));
        assertTrue(rosa.text().contains("fast lane"));
        assertFalse(rosa.get(notice).screen().getElementById("entries-heading").parent().text().contains("Private title"));
        assertEquals(before + 1, count());
    }

    @Test
    void theWordsAreShownWithoutAScriptAndNothingIsPublished() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "Only looking"));
        String incident = rosa.path();
        int before = count();
        rosa.submitTo("fast", incident + "/publications/words", Map.of("disclosures.contributors.impact", "MAJOR_OUTAGE"));
        assertEquals(200, rosa.status());
        assertTrue(rosa.screen().getElementById("fast-words").text().contains("Keep a copy of longer texts"), rosa.text());
        assertEquals("MAJOR_OUTAGE",
                rosa.screen().selectFirst("[name=disclosures.contributors.impact] option[selected]").val(), "choices stay");
        rosa.submitTo("fast", incident + "/publications/words/alone", Map.of("disclosures.readers.impact", "DEGRADED"));
        assertEquals("Publish to readers and contributors now", rosa.screen().getElementById("fast-whom").text());
        assertEquals(before, count());
    }

    @Test
    void whoeverIsHurtAndLeftOutNeedsAReasonAndNothingChosenIsLost() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "Somebody is left out"));
        String incident = rosa.path();
        rosa.submit(incident + "/affected/readers", Map.of("impact", "PARTIAL_OUTAGE", "from", "2026-01-02T03:04"));
        Element panel = rosa.screen().getElementById("fast");
        assertEquals("PARTIAL_OUTAGE", panel.selectFirst("[name=disclosures.readers.impact] option[selected]").val());
        assertEquals("2026-01-02T03:04", panel.getElementById("fast-startedAt").val());
        int before = count();

        Map<String, String> others = Map.of("disclosures.readers.impact", "", "disclosures.movement.impact", "DEGRADED",
                "nextUpdateBy", "60");
        rosa.submit(incident + "/publications", others);
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("fast-readers-why-fault"), rosa.text());
        assertEquals("DEGRADED", rosa.screen().selectFirst("[name=disclosures.movement.impact] option[selected]").val());
        assertEquals("60", rosa.screen().selectFirst("[name=nextUpdateBy] option[selected]").val());
        rosa.submit(incident + "/publications", Map.of("startedAt", "noon"));
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("fast-startedAt-fault"), rosa.text());
        assertEquals(before, count(), "nothing was published");

        rosa.submit(incident + "/publications",
                Map.of("startedAt", "2026-01-02T03:04", "omissions.readers", "They see a copy."));
        assertEquals(200, rosa.status());
        assertEquals(before + 1, count());
    }

    @Test
    void whoeverFeelsItIsSaidByTheButtonThatDeclares() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "Felt at once", "hurts", "contributors"));
        assertTrue(rosa.screen().getElementById("affected-contributors").text().contains("degraded"), rosa.text());
        assertEquals("Publish to contributors now", rosa.submitTo("fast", rosa.path() + "/publications/words/alone", Map.of())
                .screen().getElementById("fast-whom").text());
        rosa.get("/").submit("/incidents", Map.of("title", "Felt by nobody known", "hurts", "strangers"));
        assertEquals(200, rosa.status());
        assertFalse(rosa.text().contains("strangers"), "only audiences of the page are offered");
        rosa.get("/").submit("/incidents", Map.of("title", "", "hurts", "readers"));
        assertEquals(422, rosa.status());
    }

    @Test
    void whereALoginInterruptedAnActItsScreenIsShownAgain() {
        Desk rosa = Desk.of("responder");
        rosa.get("/parts").submit("/parts", Map.of("title", "A part begun", "newComponents.0.name", "Begun",
                "newComponents.0.audiences.readers", "yes"));
        String parts = rosa.path();
        rosa.get("/templates/new").submit("/templates", Map.of("name", "Begun too", "title", "T", "words", "Words."));
        String template = rosa.path();
        assertEquals(parts, rosa.get("/parts" + parts).path());
        assertEquals(parts, rosa.get("/parts" + parts + "/proposal").path());
        assertEquals(template, rosa.get("/templates" + template).path());
        assertEquals(template, rosa.get("/templates" + template + "/proposal").path());
        assertEquals(404, rosa.get("/templates/drafts/nonsense/proposal").status());
        for (String draft : List.of(parts, template)) {
            rosa.post(draft + "/discarding", Map.of("sure", "yes"));
            assertEquals(200, rosa.status());
        }
    }

    @Test
    void aSealedIncidentOffersNoWordsThatOnePersonMayPublish() {
        Desk ravi = Desk.of("responder2");
        ravi.get("/").submit("/incidents",
                Map.of("title", "Sealed from the start", "criterion", "SECURITY", "hurts", "readers"));
        String incident = ravi.path();
        assertNull(ravi.screen().getElementById("fast"));
        assertEquals(200, ravi.status(), "the button that says who feels it declares and seals all the same");
        assertTrue(ravi.text().contains("one person alone never publishes about it"), ravi.text());
        int before = count();
        ravi.post(incident + "/publications", Map.of("disclosures.readers.impact", "DEGRADED", "request", "x"));
        assertEquals(409, ravi.status());
        assertEquals(before, count());
    }

    @Test
    void wordsAreStruckAndWithdrawnByOnePublisherAndLookedAtByAnother() {
        Desk rosa = Desk.of("responder");
        String notice = published(rosa, "Taken down later");
        rosa.get(notice);
        assertNull(rosa.screen().getElementById("withdraw"), "taking down takes the role publisher");
        rosa.post(notice + "/retraction", Map.of("reason", "WRONG", "note", "x"));
        assertEquals(403, rosa.status());

        Desk petra = Desk.of("publisher");
        petra.get(notice).get(notice + "/retraction");
        petra.submit(notice + "/retraction", Map.of("reason", "", "note", "A note that must not be lost"));
        assertEquals(422, petra.status());
        assertEquals("A note that must not be lost", petra.screen().getElementById("takedown-note").wholeText().strip());
        petra.submit(notice + "/retraction", Map.of("reason", "TOO_EARLY"));
        assertEquals(notice, petra.path());
        assertTrue(
                petra.text().contains("retracted") && petra.text().contains("These words were published before it was known."),
                petra.text());
        assertTrue(petra.screen().select("#takedowns form").isEmpty(), "nobody looks at their own");
        Desk paolo = Desk.of("publisher2");
        Element look = paolo.get(notice).screen().selectFirst("#takedowns form");
        paolo.submit(look.attr("action"), Map.of());
        assertTrue(paolo.screen().getElementById("takedowns").text().contains("looked at by"), paolo.text());

        petra.get(notice + "/withdrawal");
        assertTrue(petra.text().contains("what was read or cached elsewhere cannot be recalled"));
        petra.post(notice + "/withdrawal", Map.of("note", "Without the tick"));
        assertEquals(422, petra.status());
        petra.get(notice + "/withdrawal").submit(notice + "/withdrawal", Map.of("sure", "yes", "note", "It named somebody."));
        assertEquals(200, petra.status());
        assertTrue(petra.text().contains("A notice that is withdrawn"), petra.text());
        Api.as("responder").get("/published").then().body("notices.id", not(hasItem(notice.substring("/notices/".length()))));
        assertTrue(paolo.get("/notices").text().contains("Taken down, not yet looked at"));
        assertEquals(404, rosa.get("/notices/000000000000").status());
        assertEquals(404, rosa.get("/notices/no-id").status());
    }

    @Test
    void anEntryIsCorrectedAndAReportWrittenThroughTheGate() {
        Desk rosa = Desk.of("responder");
        String notice = published(rosa, "Amended later");
        String entry = rosa.get(notice).screen().selectFirst("[id^=entry-]").id().substring("entry-".length());
        rosa.submit(notice + "/entries/" + entry + "/corrections", Map.of());
        assertTrue(rosa.path().startsWith("/drafts/"), rosa.text());
        rosa.get(notice).submit(notice + "/entries/" + entry + "/typos", Map.of());
        assertTrue(rosa.path().startsWith("/drafts/"), rosa.text());
        rosa.get(notice).submit(notice + "/updates", Map.of());
        assertTrue(rosa.path().startsWith("/drafts/"), rosa.text());
        assertEquals(404, rosa.post(notice + "/entries/aaaaaaaaaaaa/typos", Map.of()).status());
        Desk petra = Desk.of("publisher");
        petra.get(notice + "/entries/" + entry + "/withdrawal");
        assertTrue(petra.text().contains("It is the only entry: the whole notice goes with it."), petra.text());
    }

    @Test
    void thePagesPartsChangeThroughTheGate() {
        Desk rosa = Desk.of("responder");
        rosa.get("/parts").submit("/parts", Map.of());
        assertEquals(422, rosa.status());
        assertTrue(rosa.text().contains("Nothing differs from the page"));
        rosa.submit("/parts", Map.of("title", "A new part", "newGroups.0.name", "Fresh group", "newComponents.1.name",
                "Fresh component", "newComponents.1.group", "Fresh group"));
        String draft = rosa.path();
        assertTrue(draft.startsWith("/drafts/"), rosa.text());
        assertTrue(rosa.text().contains("Fresh component"));
        String parts = "/parts" + draft;
        rosa.submitTo("writing", parts + "/proposal", Map.of());
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("newComponents.0.audiences-fault"), rosa.text());
        rosa.submitTo("writing", parts, Map.of("newComponents.0.audiences.readers", "yes"));
        assertEquals(200, rosa.status());
        rosa.submitTo("writing", parts + "/proposal", Map.of());
        assertEquals(200, rosa.status());
        assertTrue(rosa.screen().getElementById("frozen").text().contains("in Fresh group"), rosa.text());
        approve(draft);
        rosa.get("/parts");
        String row = rosa.screen().select("input[value=Fresh component]").attr("name").replace(".name", "");
        assertTrue(row.startsWith("components."), rosa.text());
        rosa.submit("/parts", Map.of(row + ".retired", "yes"));
        assertTrue(rosa.screen().select(".changes").text().contains("retired"), rosa.text());
    }

    @Test
    void aTemplateBecomesUsableWhenASecondPersonAgrees() {
        Desk rosa = Desk.of("responder");
        rosa.get("/templates/new").submit("/templates", Map.of("name", "Uploads fail", "title", "Uploads to {components}",
                "words", "Uploads are {impact} since {began}, {nonsense}.", "phrases.DEGRADED", "slow"));
        String draft = rosa.path();
        assertTrue(draft.startsWith("/drafts/"), rosa.text());
        rosa.submitTo("writing", "/templates" + draft + "/proposal", Map.of());
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("template-words-fault"), rosa.text());
        rosa.submitTo("writing", "/templates" + draft + "/proposal", Map.of("words", "Uploads are {impact} since {began}."));
        assertEquals(200, rosa.status());
        assertEquals(List.of("{components}", "{impact}", "{began}"), rosa.screen().select("#frozen mark.slot").eachText());
        assertFalse(rosa.get("/templates").text().contains("Uploads fail"), "not before a second person agrees");
        approve(draft);
        assertTrue(rosa.get("/templates").text().contains("Uploads fail"), rosa.text());
        Element kept = rosa.screen().select(".kept").stream().filter(one -> one.text().contains("Uploads fail")).findFirst()
                .orElseThrow();
        rosa.submit(kept.selectFirst("form").attr("action"), Map.of());
        assertTrue(rosa.text().contains("Write the next revision of a template"), rosa.text());
        assertEquals("investigating-uploads-fail", rosa.screen().selectFirst("input[name=key]").val());
        rosa.submitTo("writing", "/templates" + rosa.path() + "/proposal", Map.of("words", "Uploads fail since {began}."));
        assertEquals("Words for everyone", rosa.screen().select("#amended dt").text(), rosa.text());
        assertTrue(rosa.screen().select("#amended del").text().contains("{impact}"), rosa.text());
    }

    private static void approve(String draft) {
        Desk petra = Desk.of("publisher");
        petra.get(draft).submit(draft + "/approval", Map.of());
        petra.submit(draft + "/publication", Map.of());
        assertEquals(200, petra.status(), petra.text());
    }

    /** @return the inside address of a notice that was just published by the fast lane */
    private static String published(Desk desk, String title) {
        desk.get("/").submit("/incidents", Map.of("title", title));
        desk.submit(desk.path() + "/publications", Map.of("disclosures.readers.impact", "DEGRADED"));
        return desk.screen().selectFirst("a[href^=/notices/].what").attr("href");
    }

    private static int count() {
        return Api.as("responder").get("/published").then().statusCode(200).extract().jsonPath().getList("notices.id").size();
    }

    private static String template(Element panel) {
        return panel.selectFirst("#fast-template option[selected]").val();
    }

    private static String chosenState(Element panel) {
        return panel.selectFirst("#fast-template option[selected]").text().split(":")[0].toUpperCase(java.util.Locale.ROOT);
    }

    private static String templateFor(Element panel, String state) {
        return panel.select("#fast-template option").stream()
                .filter(option -> option.text().toUpperCase(java.util.Locale.ROOT).startsWith(state + ":")).findFirst()
                .orElseThrow().val();
    }
}
