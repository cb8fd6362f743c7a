package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The life of an embargo by plain forms, as its circle and as others see it. */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class EmbargoScreensIT {

    @Inject
    TestClock clock;

    @AfterEach
    void nothingStays() {
        clock.run();
        Database.forget();
    }

    @Test
    void heldBackTickedReleasedByTwoAndOpenedByTwo() {
        clock.stand(Instant.parse("2026-03-05T12:00:00Z"));
        Desk rosa = Desk.of("responder");
        Desk selma = Desk.of("security");
        Desk ravi = Desk.of("responder2");
        rosa.get("/").submit("/incidents", Map.of("title", "Tokens in a log", "seal", "yes", "reason", "People are at risk"));
        String incident = rosa.path();
        String embargo = incident + "/embargo";
        rosa.submit(incident + "/timeline", Map.of("words", "The token of the bot was in a log."));
        assertTrue(rosa.text().contains("4 conditions are still open"), rosa.text());
        assertEquals(4, rosa.screen().select(".conditions li").size());
        selma.get("/inbox");
        assertTrue(selma.text().contains("An incident was sealed, and you may know of it"), selma.text());
        assertFalse(selma.text().contains("Tokens in a log"), "the inbox names no incident but by its codename");
        assertEquals(404, ravi.get(incident).status());

        for (Element condition : rosa.screen().select(".conditions li [name=condition]")) {
            rosa.post(embargo + "/ticks", Map.of("condition", condition.val(), "met", "yes", "note", "Done by hand"));
            assertEquals(200, rosa.status());
        }
        assertTrue(rosa.text().contains("Done by hand"));
        assertTrue(rosa.get("/inbox").text().contains("All conditions are ticked"), rosa.text());
        rosa.get(incident).submit(embargo + "/release", Map.of("goesAt", "never"));
        assertEquals(422, rosa.status());
        assertNotNull(rosa.screen().getElementById("release-goesAt-fault"));
        rosa.get(incident).submit(embargo + "/release", Map.of());
        assertNull(rosa.screen().selectFirst("form[action='" + embargo + "/release/agreement']"), "not for who proposed");
        assertTrue(rosa.text().contains("Somebody else of the circle has to agree."), rosa.text());
        selma.get(incident).submit(embargo + "/release/agreement", Map.of());
        assertTrue(selma.text().contains("Goes to responders at 2026-03-05 12:05:00 UTC"), selma.text());
        rosa.get(incident).submit(embargo + "/release/cancelling", Map.of());
        assertFalse(rosa.text().contains("Goes to responders"));
        rosa.submit(embargo + "/release", Map.of());
        selma.get(incident).submit(embargo + "/release/agreement", Map.of());
        clock.forward(Duration.ofMinutes(5));
        Await.until("the release to go out", () -> ravi.get(incident).status() == 200);
        assertTrue(ravi.text().contains("The record is not open"), ravi.text());
        assertTrue(ravi.text().contains("Held back for 5 minutes, and released by two people to responders."), ravi.text());
        assertFalse(ravi.text().contains("The token of the bot"));
        assertFalse(ravi.text().contains("Rosa"), ravi.text());
        assertNull(ravi.screen().getElementById("timeline"));
        assertEquals(409, ravi.post(incident + "/timeline", Map.of("words", "May I?")).status());
        assertTrue(ravi.get("/ledger").text().contains("Tokens in a log"), ravi.text());
        assertEquals(404, ravi.get(embargo + "/record").status());

        rosa.get(embargo + "/record");
        assertTrue(rosa.text().contains("The token of the bot was in a log."), rosa.text());
        String seen = rosa.screen().selectFirst("[name=seen]").val();
        rosa.post(embargo + "/record", Map.of("seen", seen));
        assertTrue(selma.get("/inbox").text().contains("Opening its record waits for a second vote"), selma.text());
        selma.get(embargo + "/record");
        selma.post(embargo + "/record/agreement", Map.of("seen", selma.screen().selectFirst("[name=seen]").val()));
        assertEquals(200, selma.status());
        assertTrue(ravi.get(incident).text().contains("The token of the bot was in a log."), ravi.text());
        assertTrue(ravi.text().contains("Rosa"));
    }

    @Test
    void whoSealsIsToldWhoCouldReadItAndALeakEndsItAtOnce() {
        Desk rosa = Desk.of("responder");
        Desk selma = Desk.of("security");
        rosa.get("/").submit("/incidents", Map.of("title", "First open"));
        String incident = rosa.path();
        assertTrue(rosa.screen().getElementById("exposed").text().contains("Everybody who works here could read it"));
        assertTrue(rosa.screen().getElementById("exposed").text().contains("Nothing about it is public."));
        rosa.submit(incident + "/embargo", Map.of("reason", "People are at risk", "circle", "SECURITY_TEAM"));
        assertEquals(200, rosa.status());
        selma.get(incident).submit(incident + "/embargo/break", Map.of("what", "A token", "toWhom", "A list"));
        assertEquals(422, selma.status(), "not without being sure");
        assertEquals("A token", selma.screen().getElementById("break-what").wholeText().strip());
        selma.submit(incident + "/embargo/break", Map.of("what", "A token", "toWhom", "A list", "sure", "yes"));
        assertEquals(200, selma.status());
        assertTrue(selma.text().contains("Broken"), selma.text());
        rosa.get("/inbox");
        assertTrue(rosa.text().contains("An embargo was broken") && rosa.text().contains("A report of the leak is wanted"),
                rosa.text());
        rosa.get(incident).submit(incident + "/embargo/report", Map.of("words", "It was in a screenshot."));
        assertTrue(rosa.text().contains("It was in a screenshot."));
        rosa.get("/inbox").submit("/inbox/looks", Map.of("kind", "BROKEN"));
        assertTrue(rosa.text().contains("Nothing waits for you."), rosa.text());
    }
}
