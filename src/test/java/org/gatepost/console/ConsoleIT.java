package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The whole console by plain forms, as it is where scripts do not run. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class ConsoleIT {

    @Test
    void anAlertBecomesAnIncidentThatIsWorkedToItsEnd() {
        Api.as(Api.AUTOMATION).post("/alerts/alertmanager", Api.file("alertmanager/firing-two-truncated.json")).then()
                .statusCode(200);
        Desk rosa = Desk.of("responder");
        assertEquals("/", rosa.path());
        assertTrue(rosa.text().contains("Firing alerts"));
        rosa.get("/alerts?state=FIRING");
        String alert = rosa.screen().selectFirst("#alerts a.what").attr("href");
        rosa.get(alert);
        assertEquals(200, rosa.status());
        rosa.submit(alert + "/incidents", Map.of("title", "Editing fails from an alert"));
        String incident = rosa.path();
        assertTrue(incident.startsWith("/incidents/"), rosa.text());
        rosa.submit(incident + "/severity", Map.of("severity", "1"));
        rosa.submit(incident + "/criteria", Map.of("criterion", "BROADLY_VISIBLE", "evidence", "The village pump."));
        rosa.submit(incident + "/affected/readers", Map.of("impact", "DEGRADED", "from", "2026-01-02T03:04"));
        rosa.submit(incident + "/timeline",
                Map.of("words", "Rolled back.\r\nSecond line.", "happenedAt", "2026-01-02T03:05:06"));
        assertTrue(rosa.text().contains("2026-01-02 03:05:06 UTC"), rosa.text());
        rosa.submit(incident + "/mitigation", Map.of("statement", "Rolled back."));
        rosa.submit(incident + "/resolution", Map.of("statement", "Stable."));
        rosa.submit(incident + "/reopening", Map.of());
        assertTrue(rosa.screen().selectFirst("#status").text().contains("active"));
        assertTrue(rosa.screen().selectFirst("#affected-readers").text().contains("from 2026-01-02 03:04 UTC"));
        rosa.get("/incidents?words=" + rosa.screen().selectFirst("p.codename a").text() + "&state=RUNNING");
        assertEquals("1 to 1 of 1", rosa.screen().getElementById("total").text());
        assertEquals(200, rosa.get("/incidents/list?words=&state=&page=0").status());
        assertEquals(200, rosa.get("/alerts/list?state=&page=0").status());
        assertEquals(200, rosa.get("/board").status());
        assertEquals(200, rosa.get("/drafts/list").status());
    }

    @Test
    void whatWasTypedComesBackWithTheFaultBesideItsField() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "Times are typed wrongly"));
        String incident = rosa.path();
        rosa.submit(incident + "/timeline", Map.of("words", "Long words that must not be lost", "happenedAt", "yesterday"));
        assertEquals(422, rosa.status());
        assertEquals("Long words that must not be lost", rosa.screen().getElementById("timeline-words").wholeText().strip());
        assertEquals("yesterday", rosa.screen().getElementById("timeline-happenedAt").val());
        assertNotNull(rosa.screen().getElementById("timeline-happenedAt-fault"));
        assertFalse(rosa.get(incident).text().contains("Long words"));
        rosa.get("/").submit("/incidents", Map.of("title", "", "evidence", "Kept"));
        assertEquals(422, rosa.status());
        assertEquals("Kept", rosa.screen().getElementById("declare-evidence").val());
        assertNotNull(rosa.screen().getElementById("declare-title-fault"));
    }

    @Test
    void wordsAreWrittenProposedApprovedByAnotherAndPublished() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "A private title that stays private"));
        String incident = rosa.path();
        rosa.submit(incident + "/affected/readers", Map.of("impact", "PARTIAL_OUTAGE"));
        rosa.submit(incident + "/drafts", Map.of());
        String draft = rosa.path();
        assertTrue(draft.startsWith("/drafts/"), rosa.text());
        assertTrue(rosa.screen().getElementById("disclosures.readers.mentioned").hasAttr("checked"));
        assertEquals("", rosa.screen().getElementById("draft-title").val());

        rosa.submit(draft, Map.of("title", "Pages fail to load", "words", "Some pages **fail**.", "shownAt", "never"));
        assertEquals(422, rosa.status());
        assertEquals("Some pages **fail**.", rosa.screen().getElementById("draft-words").wholeText().strip());
        rosa.submit(draft, Map.of("shownAt", ""));
        assertEquals(200, rosa.status());
        assertTrue(rosa.screen().getElementById("reading").html().contains("<strong>fail</strong>"));

        rosa.submit(draft, Map.of("words", "My later words", "version", "0"));
        assertEquals(409, rosa.status());
        assertTrue(rosa.screen().getElementById("theirs-words").wholeText().contains("Some pages **fail**."));
        assertEquals("My later words", rosa.screen().getElementById("draft-words").wholeText().strip());

        rosa.get(draft + "/preview?path=/readers");
        assertEquals(200, rosa.status());
        rosa.get(draft + "/preview/after?path=/readers");
        assertTrue(rosa.text().contains("Pages fail to load"));
        assertEquals("SAMEORIGIN", rosa.answer().headers().firstValue("X-Frame-Options").orElse(""));
        assertEquals(1, rosa.answer().headers().allValues("Content-Security-Policy").size());
        assertTrue(rosa.answer().headers().firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors 'self'"));
        assertFalse(rosa.get(draft + "/preview/before?path=/readers").text().contains("Pages fail to load"));

        rosa.get(draft).submitTo("writing", draft + "/saving", Map.of("words", "Saved quietly."));
        assertEquals(200, rosa.status());
        assertTrue(rosa.text().contains("Saved "), rosa.text());
        rosa.get(draft).submitTo("writing", draft + "/proposal", Map.of("title", ""));
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("draft-title-fault"));
        rosa.submitTo("writing", draft + "/proposal", Map.of("title", "Pages fail to load"));
        assertEquals(200, rosa.status());
        assertNull(rosa.screen().getElementById("approve"));
        assertNotNull(rosa.screen().getElementById("why-not-approve"));

        Desk petra = Desk.of("publisher");
        petra.get(draft).submit(draft + "/approval", Map.of());
        petra.submit(draft + "/publication", Map.of());
        assertEquals(200, petra.status());
        assertNotNull(petra.screen().getElementById("public-address"), petra.text());
        petra.submit(draft + "/updates", Map.of());
        assertTrue(petra.screen().selectFirst("#draft-state option[selected]").attr("value").equals("IDENTIFIED"));
        String update = petra.path();
        petra.submitTo("writing", update + "/discarding", Map.of());
        assertTrue(petra.text().contains("discarded"));
        assertTrue(rosa.get(incident).text().contains("Published"));
    }

    @Test
    void aReviewerAsksForChangesAndNobodyApprovesWhatTheyDidNotRead() {
        Desk rosa = Desk.of("responder");
        rosa.get("/").submit("/incidents", Map.of("title", "Queues of jobs are full"));
        String incident = rosa.path();
        rosa.submit(incident + "/affected/readers", Map.of("impact", "DEGRADED"));
        rosa.submit(incident + "/affected/movement", Map.of("impact", "DEGRADED"));
        String draft = rosa.submit(incident + "/drafts", Map.of()).path();
        rosa.submit(draft, Map.of("title", "Notifications are late", "words", "They come late, says db1234.", "add", "language",
                "language", "de"));
        assertTrue(rosa.screen().getElementById("language-de").hasAttr("open"), rosa.text());
        assertTrue(rosa.screen().getElementById("warnings").text().contains("db1234 looks like the name of a host"));
        assertEquals("Notifications are late", rosa.screen().getElementById("draft-title").val());
        rosa.submitTo("writing", draft, Map.of("translations.de.title", "Meldungen kommen spät", "translations.de.words",
                "Sie kommen spät."));
        assertTrue(rosa.screen().getElementById("reading").text().contains("Sie kommen spät."), rosa.text());

        // Left out without a reason: refused at the field for it, and nothing typed is gone.
        Map<String, String> leftOut = new HashMap<>(Map.of("disclosures.movement.mentioned", ""));
        rosa.submitTo("writing", draft + "/proposal", leftOut);
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("omissions.movement-fault"), rosa.text());
        assertEquals("Sie kommen spät.", rosa.screen().getElementById("translations.de.words").wholeText().strip());
        leftOut.put("omissions.movement", "They do not get them.");
        rosa.submitTo("writing", draft + "/proposal", leftOut);
        assertEquals(200, rosa.status());
        assertTrue(rosa.screen().getElementById("omissions").text().contains("They do not get them."), rosa.text());

        Desk petra = Desk.of("publisher");
        assertTrue(petra.get("/drafts").screen().getElementById("queue").html().contains(draft));
        petra.get(draft).submit(draft + "/changes", Map.of("because", ""));
        assertEquals(422, petra.status());
        assertNotNull(petra.screen().getElementById("because-fault"));
        petra.submit(draft + "/changes", Map.of("because", "Leave the host out."));
        assertTrue(rosa.get("/drafts").text().contains("changes are asked for"), rosa.text());
        assertTrue(rosa.get(draft).screen().getElementById("declined").text().contains("Leave the host out."));
        rosa.submitTo("writing", draft + "/proposal", Map.of("words", "They come late."));
        petra.get(draft);
        assertTrue(petra.screen().getElementById("changes").html().contains("<del>, says db1234</del>"),
                petra.screen().getElementById("changes").html());

        // Petra still has the second revision on her screen when Rosa proposes a third.
        Desk rosaAgain = Desk.of("responder");
        rosaAgain.get(draft).submit(draft + "/rewriting", Map.of());
        rosaAgain.submitTo("writing", draft + "/proposal", Map.of("words", "They come very late."));
        petra.submit(draft + "/approval", Map.of());
        assertEquals(409, petra.status());
        assertEquals("very", petra.screen().select("#stale .worded ins").text(), petra.text());
        assertTrue(petra.screen().getElementById("stale").text().contains("From revision 2"), petra.text());
        petra.submit(draft + "/approval", Map.of());
        assertEquals(200, petra.status());
        assertTrue(petra.screen().getElementById("publish").text().contains("Publish to readers: "), petra.text());

        petra.get(draft + "/preview");
        assertTrue(petra.screen().select(".paths code").eachText().contains("/readers"), petra.text());
        assertFalse(petra.screen().select(".paths code").eachText().contains("/contributors"), "their page stays as it is");
        petra.get(draft + "/preview?path=%2Fapi%2Fv2%2Fsummary.json");
        assertTrue(petra.screen().select(".place ins").text().contains("Notifications are late"), petra.text());
        petra.get(draft).submit(draft + "/discarding", Map.of());
        assertEquals(200, petra.status());
    }

    @Test
    void plannedWorkIsWrittenFromTheQueueAndGoesOutByItselfUnlessSomebodyStopsIt() {
        Desk rosa = Desk.of("responder");
        String draft = rosa.get("/drafts").submit("/drafts", Map.of("kind", "maintenance")).path();
        assertEquals(200, rosa.status());
        assertEquals("Plan maintenance", rosa.screen().selectFirst("h1").text());
        Map<String, String> plan = new HashMap<>(Map.of("title", "Database is moved", "words", "Edits wait for a minute.",
                "disclosures.contributors.mentioned", "yes", "disclosures.contributors.impact", "MAINTENANCE", "plan.repeats",
                "FREQ=WEEKLY", "goesOutAt", "2099-01-01T09:00", "plan.from", "2099-01-02T03:00"));
        rosa.submitTo("writing", draft + "/proposal", plan);
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("plan.until-fault"), rosa.text());
        assertEquals("FREQ=WEEKLY", rosa.screen().selectFirst("[id=plan.repeats] option[selected]").attr("value"));
        plan.put("plan.until", "2099-01-02T04:00");
        rosa.submitTo("writing", draft + "/proposal", plan);
        assertEquals(200, rosa.status(), rosa.text());
        assertTrue(rosa.screen().getElementById("frozen").text().contains("every week"), rosa.text());

        Desk petra = Desk.of("publisher");
        petra.get(draft).submit(draft + "/approval", Map.of());
        petra.submit(draft + "/schedule", Map.of());
        assertTrue(petra.screen().getElementById("scheduled").text().contains("2099-01-01 09:00:00 UTC"), petra.text());
        petra.get("/drafts").submit(draft + "/stop", Map.of());
        assertNotNull(petra.screen().getElementById("schedule"), "it is approved still");
        petra.submit(draft + "/discarding", Map.of());
    }

    @Test
    void whatIsPastIsWrittenWithItsTimes() {
        // Only who has logged in once can be asked.
        Desk.of("publisher");
        Desk rosa = Desk.of("responder");
        String draft = rosa.get("/drafts").submit("/drafts", Map.of("kind", "past")).path();
        Map<String, String> past = new HashMap<>(Map.of("title", "Search was down", "words", "Search was down for an hour.",
                "disclosures.readers.mentioned", "yes", "disclosures.readers.impact", "MAJOR_OUTAGE"));
        rosa.submitTo("writing", draft + "/proposal", past);
        assertEquals(422, rosa.status(), "from and to are missing");
        past.putAll(Map.of("disclosures.readers.from", "2026-01-02T03:04", "disclosures.readers.to", "2026-01-02T04:04"));
        rosa.submitTo("writing", draft + "/proposal", past);
        assertEquals(200, rosa.status(), rosa.text());
        rosa.submit(draft + "/requests", Map.of("publisher", ""));
        assertEquals(422, rosa.status());
        String petra = rosa.screen().select("#ask-publisher option").stream().filter(one -> one.text().startsWith("Petra"))
                .findFirst().orElseThrow().attr("value");
        rosa.submit(draft + "/requests", Map.of("publisher", petra));
        assertTrue(rosa.text().contains("Asked"), rosa.text());
        assertTrue(rosa.screen().getElementById("why-not-short").text().contains("Words without an incident"), rosa.text());
        rosa.submit(draft + "/discarding", Map.of());
    }

    @Test
    void aSealedIncidentWearsItsMarkInsideAndIsNothingOutside() {
        Desk ravi = Desk.of("responder2");
        ravi.get("/").submit("/incidents",
                Map.of("title", "Tokens leak by the door", "criterion", "SECURITY"));
        String incident = ravi.path();
        assertNotNull(ravi.screen().getElementById("sealed"), ravi.text());
        assertFalse(ravi.screen().select("#embargo").isEmpty());
        assertTrue(ravi.get("/").screen().select("#board .is-sealed").text().contains("Tokens leak by the door"));
        Desk rosa = Desk.of("responder");
        assertFalse(rosa.get("/").text().contains("Tokens leak"));
        assertEquals(404, rosa.get(incident).status());
        String hidden = rosa.text();
        assertEquals(404, rosa.get("/incidents/00000000-0000-4000-8000-000000000000").status());
        assertEquals(hidden, rosa.text());
        rosa.post(incident + "/timeline", Map.of("words", "These are words of my own, and long."));
        assertEquals(404, rosa.status());
        assertTrue(rosa.text().contains("These are words of my own, and long.") || !rosa.screen().select("textarea").isEmpty());
        ravi.get(incident).submit(incident + "/embargo/undoing", Map.of());
        assertNull(ravi.screen().getElementById("sealed"));
        assertEquals(200, rosa.get(incident).status());
        rosa.submit(incident + "/embargo", Map.of("reason", "Second thoughts", "circle", "NAMED_PEOPLE"));
        assertNotNull(rosa.screen().getElementById("sealed"));
        assertEquals(404, ravi.get(incident).status());
        String draft = rosa.submit(incident + "/drafts", Map.of()).path();
        assertNotNull(rosa.screen().getElementById("sealed"));
        assertTrue(rosa.get("/drafts").screen().select(".is-sealed").html().contains(draft));
        assertEquals(404, ravi.get(draft).status());
    }

    @Test
    void whoOnlyAdministersIsToldSoAndSeesNothing() {
        Desk amir = Desk.of("admin");
        assertEquals(200, amir.status());
        assertTrue(amir.text().contains("clearance"));
        assertEquals(403, amir.get("/incidents").status());
        assertTrue(amir.text().contains("no clearance by office"), amir.text());
        assertEquals(200, amir.get("/glossary").status());
    }

    @Test
    void anotherPagesHistoryIsImportedThroughTheSameGate() {
        Desk rosa = Desk.of("responder");
        rosa.get("/import");
        assertEquals(200, rosa.status());
        String boundary = "frontier";
        String file = """
                      {"components":[{"id":"aaaabbbbcccc","name":"Imported part","position":1,"created_at":"2020-01-01T00:00:00Z",
                      "updated_at":"2020-01-01T00:00:00Z"}],"incidents":[{"id":"ddddeeeeffff","name":"An imported notice",
                      "status":"resolved","impact":"minor","created_at":"2020-01-01T00:00:00Z","incident_updates":[{"id":"gggghhhhiiii",
                      "status":"resolved","body":"It is over.","created_at":"2020-01-01T01:00:00Z"}]}]}""";
        String parts = "--frontier\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nOld page\r\n"
                + "--frontier\r\nContent-Disposition: form-data; name=\"audiences\"\r\n\r\nreaders\r\n"
                + "--frontier\r\nContent-Disposition: form-data; name=\"captures\"; filename=\"incidents.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n%s\r\n--frontier--\r\n";
        rosa.upload("/import", boundary, parts.formatted("no json"));
        assertEquals(422, rosa.status());
        assertEquals("Old page", rosa.screen().getElementById("import-title").val());
        rosa.upload("/import", boundary, parts.formatted(file));
        assertTrue(rosa.path().startsWith("/drafts/"), rosa.text());
        assertTrue(rosa.text().contains("Imported part") && rosa.text().contains("An imported notice"));
        rosa.submit(rosa.path() + "/proposal", Map.of());
        assertEquals(200, rosa.status());
        assertTrue(rosa.text().contains("Imported part") && rosa.text().contains("in review"));
    }
}
