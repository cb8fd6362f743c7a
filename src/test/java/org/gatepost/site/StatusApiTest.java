package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.RetractionReason;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class StatusApiTest {
    private static final Set<String> PAGE = Set.of("id", "name", "url", "time_zone", "updated_at");
    private static final Set<String> COMPONENT = Set.of("id", "name", "status", "created_at", "updated_at", "position",
            "description", "showcase", "start_date", "group_id", "page_id", "group", "only_show_if_degraded");
    private static final Set<String> INCIDENT = Set.of("id", "name", "status", "created_at", "updated_at", "monitoring_at",
            "resolved_at", "impact", "shortlink", "started_at", "page_id", "incident_updates", "components");
    private static final Set<String> UPDATE = Set.of("id", "status", "body", "incident_id", "created_at", "updated_at",
            "display_at", "affected_components", "deliver_notifications", "custom_tweet", "tweet_id");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)";

    @ParameterizedTest
    @CsvSource({"summary, components+incidents+scheduled_maintenances+status", "status, status", "components, components",
            "incidents, incidents", "incidents/unresolved, incidents", "scheduled-maintenances, scheduled_maintenances",
            "scheduled-maintenances/upcoming, scheduled_maintenances", "scheduled-maintenances/active, scheduled_maintenances"})
    void everyFileHasItsKeysAndNoOthersAndListsAreNeverNull(String file, String keys) {
        for (PublishedPage page : List.of(Samples.empty(), Samples.allWell(), Samples.worstDay())) {
            for (String prefix : page.audiences().isEmpty() ? List.of("") : List.of("", "/readers", "/movement")) {
                JsonNode body = json(page, prefix + "/api/v2/" + file + ".json");

                Set<String> expected = new TreeSet<>(Set.of(keys.split("\\+")));
                expected.add("page");
                assertEquals(expected, keys(body));
                assertEquals(PAGE, keys(body.get("page")));
                assertTrue(body.at("/page/updated_at").asText().matches(TIME));
                expected.stream().filter(key -> key.endsWith("s") && !key.equals("status"))
                        .forEach(key -> assertTrue(body.get(key).isArray(), key));
                check(body);
            }
        }
    }

    private static void check(JsonNode body) {
        if (body.has("status")) {
            assertEquals(Set.of("indicator", "description"), keys(body.get("status")));
        }
        body.path("components").forEach(StatusApiTest::checkComponent);
        body.path("incidents").forEach(incident -> checkNotice(incident, INCIDENT));
        Set<String> maintenance = new TreeSet<>(INCIDENT);
        maintenance.addAll(Set.of("scheduled_for", "scheduled_until"));
        body.path("scheduled_maintenances").forEach(notice -> checkNotice(notice, maintenance));
    }

    private static void checkComponent(JsonNode component) {
        Set<String> expected = new TreeSet<>(COMPONENT);
        if (component.get("group").asBoolean()) {
            expected.add("components");
            assertTrue(component.get("components").isArray());
        }
        assertEquals(expected, keys(component));
        assertTrue(component.get("position").isInt());
        checkTimes(component, "created_at", "updated_at");
    }

    private static void checkNotice(JsonNode notice, Set<String> keys) {
        assertEquals(keys, keys(notice));
        checkTimes(notice, "created_at", "updated_at", "started_at");
        assertTrue(Set.of("none", "minor", "major", "critical", "maintenance").contains(notice.get("impact").asText()));
        assertTrue(notice.get("shortlink").asText().startsWith("https://status.example.org/"));
        notice.get("components").forEach(StatusApiTest::checkComponent);
        assertFalse(notice.get("incident_updates").isEmpty());
        for (JsonNode update : notice.get("incident_updates")) {
            assertEquals(UPDATE, keys(update));
            assertEquals(notice.get("id"), update.get("incident_id"));
            checkTimes(update, "created_at", "updated_at", "display_at");
            if (!update.get("affected_components").isNull()) {
                update.get("affected_components")
                        .forEach(affected -> assertEquals(Set.of("code", "name", "old_status", "new_status"), keys(affected)));
            }
        }
    }

    private static void checkTimes(JsonNode node, String... keys) {
        for (String key : keys) {
            assertTrue(node.get(key).asText().matches(TIME), key);
        }
    }

    @Test
    void theFilesHoldWhatTheirNamesSay() {
        PublishedPage page = Samples.worstDay();

        assertEquals(List.of("identified", "monitoring"), values(page, "incidents/unresolved", "incidents", "status"));
        assertEquals(11, values(page, "incidents", "incidents", "status").size());
        assertEquals(List.of("scheduled"), values(page, "scheduled-maintenances/upcoming", "scheduled_maintenances", "status"));
        assertEquals(List.of("in_progress"), values(page, "scheduled-maintenances/active", "scheduled_maintenances", "status"));
        assertEquals(List.of("scheduled", "in_progress"),
                values(page, "scheduled-maintenances", "scheduled_maintenances", "status"));
        assertEquals(List.of("scheduled", "in_progress"), values(page, "summary", "scheduled_maintenances", "status"));
        assertEquals("major", json(page, "/api/v2/status.json").at("/status/indicator").asText());
        assertEquals("Partial System Outage", json(page, "/api/v2/status.json").at("/status/description").asText());
        assertEquals(List.of("critical", "major"), values(page, "summary", "incidents", "impact"));
    }

    @Test
    void groupsStandBeforeTheirComponents() {
        JsonNode components = json(Samples.worstDay(), "/api/v2/components.json").get("components");

        assertEquals(25, components.size());
        assertEquals("Reading", components.get(0).get("name").asText());
        assertEquals("degraded_performance", components.get(0).get("status").asText());
        assertEquals(5, components.get(0).get("components").size());
        assertEquals("Wikis", components.get(1).get("name").asText());
        assertEquals(components.get(0).get("id"), components.get(1).get("group_id"));
        assertEquals(NOW.minusSeconds(2 * 3600 - 20).toString().replace("Z", ".000Z"),
                components.get(1).get("updated_at").asText());
    }

    @Test
    void updatesSayWhatChangedNewestFirst() {
        JsonNode incident = json(Samples.worstDay(), "/api/v2/incidents/unresolved.json").at("/incidents/0");

        assertEquals("Readers: Reading works as before. What you read may be a little older than usual.",
                incident.at("/incident_updates/0/body").asText().split("\n\n")[0]);
        assertEquals("identified", incident.at("/incident_updates/0/status").asText());
        JsonNode saving = incident.at("/incident_updates/0/affected_components/0");
        assertEquals("Editing - Saving edits", saving.get("name").asText());
        assertEquals("partial_outage", saving.get("old_status").asText());
        assertEquals("major_outage", saving.get("new_status").asText());
        assertEquals("operational", incident.at("/incident_updates/1/affected_components/0/old_status").asText());
    }

    @Test
    void anAudienceReadsItsOwnStatusAndWords() {
        JsonNode readers = json(Samples.worstDay(), "/readers/api/v2/summary.json");

        assertEquals(2, readers.get("incidents").size());
        assertEquals("Reading works as before. What you read may be a little older than usual.",
                readers.at("/incidents/0/incident_updates/0/body").asText());
        assertEquals(1, readers.at("/incidents/0/incident_updates").size());
        assertEquals("minor", readers.at("/status/indicator").asText());
        assertEquals(0, readers.get("scheduled_maintenances").size());
    }

    @Test
    void timesCarryTheOffsetOfThePage() {
        Proofs.Config config = new Proofs.Config("abc123def456", "Status", URI.create("https://status.example.org"),
                ZoneId.of("America/Tijuana"), Optional.empty());
        Samples samples = Samples.page().component("Wikis", READERS);
        samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");

        JsonNode body = json(new Edition(config, Theme.packed()).surfaces(samples.build(), Samples.AS_OF),
                "/api/v2/summary.json");

        assertEquals("2026-03-05T09:42:00.000-08:00", body.at("/incidents/0/started_at").asText());
        assertEquals("America/Tijuana", body.at("/page/time_zone").asText());
        assertNull(body.at("/incidents/0/monitoring_at").textValue());
    }

    @Test
    void aPublicationForOthersDoesNotMoveTheStampsOfAnAudience() {
        Samples before = Samples.wiki();
        before.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");
        Samples after = Samples.wiki();
        after.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.IDENTIFIED, NOW.plusSeconds(600)).tell(CONTRIBUTORS, Impact.DEGRADED, "Saving fails")
                .effect("Wikis", ComponentStatus.PARTIAL_OUTAGE);

        assertEquals(json(before.build(), "/readers/api/v2/summary.json"), json(after.build(), "/readers/api/v2/summary.json"));
        assertFalse(json(before.build(), "/api/v2/summary.json").equals(json(after.build(), "/api/v2/summary.json")));
    }

    private static List<String> values(PublishedPage page, String file, String list, String key) {
        return json(page, "/api/v2/" + file + ".json").get(list).findValues(key).isEmpty()
                ? List.of()
                : stream(json(page, "/api/v2/" + file + ".json").get(list), key);
    }

    private static List<String> stream(JsonNode list, String key) {
        List<String> values = new ArrayList<>();
        list.forEach(node -> values.add(node.get(key).asText()));
        return values;
    }

    private static JsonNode json(PublishedPage page, String path) {
        return json(Proofs.surfaces(page), path);
    }

    @Test
    void theNewFactsAreToldInTheWordsOfThatFormat() {
        List<Surface> surfaces = Proofs.surfaces(Samples.everything());
        JsonNode incidents = json(surfaces, "/api/v2/incidents.json").get("incidents");

        JsonNode editing = named(incidents, "Editing is slow on all wikis");
        assertEquals("postmortem", editing.get("status").asText());
        assertEquals("minor", editing.get("impact").asText(), "struck words were never the worst");
        assertEquals("2026-03-05T15:02:00.000Z", editing.get("resolved_at").asText());
        JsonNode report = editing.at("/incident_updates/0");
        assertEquals("postmortem", report.get("status").asText());
        assertTrue(report.get("body").asText().contains("**What happened.** A cache"));
        JsonNode struck = editing.at("/incident_updates/3");
        assertTrue(struck.get("body").asText().startsWith("Retracted. Contributors, Movement: The Visual Editor has lost"));
        assertEquals("2026-03-05T13:52:00.000Z", struck.get("updated_at").asText());
        assertEquals("2026-03-05T13:32:20.000Z", struck.get("created_at").asText());
        assertEquals("minor", editing.get("impact").asText());
        JsonNode corrected = editing.at("/incident_updates/4");
        assertEquals("2026-03-05T13:13:00.000Z", corrected.get("updated_at").asText());
        assertEquals("2026-03-05T12:54:20.000Z", corrected.get("created_at").asText());
        assertFalse(corrected.toString().contains("Europe"));
        assertEquals(5, editing.get("incident_updates").size(), "what was withdrawn is absent");

        JsonNode retracted = named(incidents, "Logging in fails");
        assertEquals("resolved", retracted.get("status").asText());
        assertEquals("none", retracted.get("impact").asText());
        assertEquals(0, json(surfaces, "/api/v2/incidents/unresolved.json").get("incidents").findValuesAsText("name").stream()
                .filter(name -> name.equals("Logging in fails")).count());
        assertFalse(PagesTest.text(PagesTest.surface(surfaces, "/api/v2/summary.json").body()).contains("gone0000"));
    }

    @Test
    void plannedWorkGoesByTheClockInThatFormatToo() {
        List<Surface> surfaces = Proofs.surfaces(Samples.everything());
        JsonNode works = json(surfaces, "/api/v2/scheduled-maintenances.json").get("scheduled_maintenances");

        JsonNode begun = named(works, "Mailing lists move to a new machine");
        assertEquals("in_progress", begun.get("status").asText());
        assertEquals("Work has begun as planned.", begun.at("/incident_updates/0/body").asText());
        assertEquals("2026-03-05T16:12:00.000Z", begun.get("updated_at").asText());
        assertFalse(begun.at("/incident_updates/0/deliver_notifications").asBoolean());
        assertTrue(begun.at("/incident_updates/1/deliver_notifications").asBoolean());
        assertEquals("completed", named(works, "Tool hosting gets new disks").get("status").asText());
        assertEquals("completed", named(works, "Tool hosting gets new disks").at("/incident_updates/0/status").asText());
        JsonNode again = named(works, "Query service is rebuilt");
        assertEquals("scheduled", again.get("status").asText());
        assertEquals("2026-03-10T17:42:00.000Z", again.get("scheduled_for").asText());
        assertEquals(List.of("Mailing lists move to a new machine"),
                names(json(surfaces, "/api/v2/scheduled-maintenances/active.json").get("scheduled_maintenances")));
        assertEquals(List.of("Query service is rebuilt"),
                names(json(surfaces, "/api/v2/scheduled-maintenances/upcoming.json").get("scheduled_maintenances")));
    }

    @Test
    void thePageIsAsNewAsItsNewestPartAlsoWhenTheClockMovedIt() {
        Samples samples = Samples.page();
        samples.maintenance("Work", NOW.plusSeconds(60), NOW.plusSeconds(90)).byTheClock(null, true, true)
                .update(NoticeState.SCHEDULED, NOW).tell(READERS, Impact.MAINTENANCE, "Work");
        Edition edition = new Edition(Proofs.Config.sample(), Theme.packed());

        assertEquals("2026-03-05T17:42:20.000Z",
                json(edition.surfaces(samples.build(), NOW), "/api/v2/status.json").at("/page/updated_at").asText());
        JsonNode over = json(edition.surfaces(samples.build(), NOW.plusSeconds(90)),
                "/readers/api/v2/scheduled-maintenances.json");
        assertEquals("2026-03-05T17:43:30.000Z", over.at("/page/updated_at").asText());
        assertEquals("completed", over.at("/scheduled_maintenances/0/status").asText());
        assertEquals("2026-03-05T17:43:30.000Z", over.at("/scheduled_maintenances/0/resolved_at").asText());
    }

    @Test
    void retractedWorkIsCompletedAndAReportOnWorkIsToo() {
        Samples samples = Samples.page();
        samples.maintenance("Struck", NOW, NOW.plusSeconds(60)).update(NoticeState.SCHEDULED, NOW)
                .tell(READERS, Impact.MAINTENANCE, "Work").retract(RetractionReason.DUPLICATE, NOW);
        samples.maintenance("Reported", NOW, NOW.plusSeconds(60)).update(NoticeState.COMPLETED, NOW)
                .tell(READERS, Impact.NONE, "Done").update(NoticeState.POSTMORTEM, NOW).tell(READERS, Impact.NONE, "Report");
        JsonNode works = json(Proofs.surfaces(samples.build()), "/api/v2/scheduled-maintenances.json")
                .get("scheduled_maintenances");

        assertEquals("completed", named(works, "Struck").get("status").asText());
        assertEquals("none", named(works, "Struck").get("impact").asText());
        assertEquals("completed", named(works, "Reported").get("status").asText());
        assertEquals("completed", named(works, "Reported").at("/incident_updates/0/status").asText());
        assertEquals(0, json(Proofs.surfaces(samples.build()), "/api/v2/scheduled-maintenances/upcoming.json")
                .get("scheduled_maintenances").size());
    }

    @Test
    void retiredComponentsAreListedNoMoreAndNamedWhereTheyWere() {
        List<Surface> surfaces = Proofs.surfaces(Samples.everything());

        assertFalse(names(json(surfaces, "/api/v2/components.json").get("components")).contains("Donations"));
        JsonNode tools = named(json(surfaces, "/api/v2/summary.json").get("components"), "Tools");
        assertEquals(3, tools.get("components").size());
        JsonNode donations = named(json(surfaces, "/api/v2/incidents.json").get("incidents"), "Donations could not be made");
        assertEquals(List.of("Donations"), names(donations.get("components")));
        assertEquals("critical", donations.get("impact").asText());
        Samples retired = Samples.page().group("Old", Set.of(READERS), "Gone").retire("Gone", NOW);
        assertEquals(0, json(Proofs.surfaces(retired.build()), "/api/v2/components.json").get("components").size());
    }

    @Test
    void strikingWhatWasSaidOfAComponentMovesItsStamp() {
        Samples samples = Samples.page().component("Wikis", READERS).component("Search", READERS);
        samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .effect("Wikis", ComponentStatus.MAJOR_OUTAGE).retract(RetractionReason.WRONG, NOW.plusSeconds(99));
        JsonNode components = json(Proofs.surfaces(samples.build()), "/api/v2/components.json").get("components");

        assertEquals("2026-03-05T17:43:39.000Z", named(components, "Wikis").get("updated_at").asText());
        assertEquals("operational", named(components, "Wikis").get("status").asText());
        assertEquals("2025-01-07T09:00:00.000Z", named(components, "Search").get("updated_at").asText());
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode node : list) {
            if (node.get("name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("Nothing is called " + name);
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(node -> names.add(node.get("name").asText()));
        return names;
    }

    private static JsonNode json(List<Surface> surfaces, String path) {
        Surface surface = PagesTest.surface(surfaces, path);
        assertEquals("*", surface.headers().get("Access-Control-Allow-Origin"));
        assertEquals("application/json; charset=utf-8", surface.contentType());
        assertNull(surface.staleBody());
        try {
            return new ObjectMapper().readTree(surface.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
