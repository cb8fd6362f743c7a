package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Rollup;
import org.gatepost.security.InvalidException;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The fixtures have the shape of real pages, oddities included; the tram company in them is invented. */
class StatuspageImportTest {
    /** As the API reads: strict about what we do not know, where a type does not say otherwise. */
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final StatuspageCapture COMPONENTS = capture("components.json");
    private static final StatuspageCapture INCIDENTS = capture("incidents.json");
    private static final StatuspageCapture MAINTENANCES = capture("scheduled-maintenances.json");
    private static final StatuspageCapture SUMMARY = capture("summary.json");
    private static final PublishedPage EMPTY = Samples.page().build();
    private static final List<String> TO_READERS = List.of(READERS);

    private final ImportedBundle imported = read(COMPONENTS, INCIDENTS, MAINTENANCES);
    private final Bundle bundle = imported.bundle();

    // What is taken

    @Test
    void componentsKeepIdNamePlaceAndTimes() {
        assertEquals(List.of("cmp0000line2", "cmp0000line1", "cmp000ticket", "cmp0000ferry"), bundle.components().stream().map(
                Bundle.Component::id).toList(), "by position");
        assertEquals(new Bundle.Component("cmp0000line1", "Line 1", "From the harbour to the hills.\nEvery ten minutes.",
                "grp0000tram1", 3, TO_READERS, LocalDate.of(2016, 4, 1), at("2016-04-01T08:00:00+05:45"), at(
                        "2026-02-03T21:00:00+05:45")),
                component("cmp0000line1"));
        assertEquals("Tickets (｡◕‿◕｡)", component("cmp000ticket").name());
        assertNull(component("cmp000ticket").startDate(), "pages before 2020 have none");
    }

    @Test
    void groupsAreGroupsAndAComponentWhoseGroupIsMissingStandsAlone() {
        assertEquals(List.of(new Bundle.Group("grp0000tram1", "Lines", 2, at("2016-04-01T08:00:00+05:45"), at(
                "2026-02-03T21:00:00+05:45"))), bundle.groups());
        assertNull(component("cmp0000ferry").group());
        assertTrue(imported.notes().contains(
                "The group of component cmp0000ferry is not in the capture: the component stands alone."));
    }

    @Test
    void noticesStandOldestFirstWithTheirOwnIds() {
        assertEquals(List.of("mnt000000001", "inc000000001", "inc000000002", "inc000000003", "mnt000000002"), bundle.notices()
                .stream().map(Bundle.Notice::id).toList());
        assertTrue(imported.notes().contains("The notice inc000000000 has no updates: it is left out."));
    }

    @Test
    void updatesStandOldestFirstAndOfTheSameInstantInTheOrderInWhichTheyWereTold() {
        assertEquals(List.of("upd000000041", "upd000000042", "upd000000043", "upd000000044"), ids("mnt000000001"));
        assertEquals(List.of("upd000000019", "upd000000012"), ids("inc000000001"), "both at 10:00: newest is first there");
    }

    @Test
    void timesOfAnyOffsetAreTheSameInstants() {
        Bundle.Update first = notice("inc000000003").updates().get(0);
        assertEquals(Instant.parse("2026-02-03T14:15:00Z"), first.shownAt(), "the shown time may be back-dated");
        assertEquals(Instant.parse("2026-02-03T14:25:00Z"), first.publishedAt());
        assertEquals(Instant.parse("2015-09-19T01:20:00Z"), notice("mnt000000001").updates().get(0).shownAt());
    }

    @Test
    void wordsAreTextWithLineBreaksAndKaomoji() {
        Bundle.Disclosure told = notice("inc000000003").updates().get(1).disclosures().get(0);
        assertEquals("A tree lies on the rails.\n\nBuses run instead. (╯°□°)╯︵ ┻━┻", told.markdown());
        assertEquals(Markdown.plain(told.markdown()), told.html());
        assertEquals("<p>Line 1 stops at the &lt;b&gt;market&lt;/b&gt; &amp; we look why.</p>", notice("inc000000003").updates()
                .get(0).disclosures().get(0).html());
        assertEquals("✧･ﾟ: Sparkling wires ✧･ﾟ", notice("mnt000000001").title());
    }

    @Test
    void whatAComponentDoesLastsUntilAnUpdateSaysOtherwiseOrTheNoticeIsOver() {
        Bundle.Effect slow = new Bundle.Effect("cmp000ticket", null, ComponentStatus.DEGRADED_PERFORMANCE);
        assertEquals(List.of(List.of(slow), List.of(slow), List.of(), List.of()), notice("inc000000002").updates().stream().map(
                Bundle.Update::effects).toList());
        assertEquals(List.of(List.of(new Bundle.Effect("cmp0000line1", null, ComponentStatus.PARTIAL_OUTAGE)), List.of(
                new Bundle.Effect("cmp0000line1", null, ComponentStatus.MAJOR_OUTAGE))),
                notice("inc000000003").updates().stream()
                        .map(Bundle.Update::effects).toList());
    }

    @Test
    void whatIsOverLeavesNoComponentInTroubleEvenIfTheOtherPageForgotToSaySo() {
        Map<String, Object> broken = Map.of("status", "investigating", "created_at", "2026-02-01T09:00:00Z",
                "affected_components", List.of(Map.of("code", "cmp0000line1", "new_status", "major_outage")));
        Bundle.Notice notice = read(COMPONENTS, incidents(incident(Map.of(), update("upd000000002", Map.of()), update(
                "upd000000001", broken)))).bundle().notices().get(0);
        assertEquals(List.of(1, 0), notice.updates().stream().map(update -> update.effects().size()).toList());
    }

    @Test
    void anEntryWithoutCodeSaysThatNothingWasAffected() {
        assertEquals(List.of(), notice("inc000000001").updates().get(0).effects());
    }

    @Test
    void aComponentThatIsInNoCaptureIsLeftOutAndNoted() {
        assertTrue(imported.notes().contains(
                "The component cmp0000gone1, which updates name, is not in the capture: its changes are left out."));
    }

    @Test
    void anUpdateWithoutWordsIsKeptBecauseItMayEndTheNotice() {
        Bundle.Update resolved = notice("inc000000002").updates().get(2);
        assertEquals(NoticeState.RESOLVED, resolved.state());
        assertEquals("Resolved", resolved.disclosures().get(0).markdown());
        assertTrue(imported.notes().contains(
                "An update of the notice inc000000002 has no words: it says its state alone."));
    }

    @Test
    void aPostmortemIsSaidAfterTheEnd() {
        assertEquals(List.of(NoticeState.INVESTIGATING, NoticeState.MONITORING, NoticeState.RESOLVED, NoticeState.RESOLVED),
                notice("inc000000002").updates().stream().map(Bundle.Update::state).toList());
    }

    @Test
    void maintenanceBeginsWithItsWindowNotWithItsAnnouncement() {
        Bundle.Notice wires = notice("mnt000000001");
        assertEquals(NoticeKind.MAINTENANCE, wires.kind());
        assertEquals(at("2015-09-22T01:00:00-07:00"), wires.startedAt());
        assertEquals(at("2015-09-22T01:00:00-07:00"), wires.scheduledFor());
        assertEquals(at("2015-09-22T01:30:00-07:00"), wires.scheduledUntil());
        assertEquals(NoticeKind.INCIDENT, notice("inc000000003").kind());
        assertNull(notice("inc000000003").scheduledFor());
    }

    @Test
    void impactsAreTheOnesOfTheOtherPageUntilItIsOver() {
        assertEquals(List.of(Impact.PARTIAL_OUTAGE, Impact.PARTIAL_OUTAGE, Impact.PARTIAL_OUTAGE, Impact.NONE), impacts(
                "mnt000000001"), "an old maintenance may be marked major");
        assertEquals(List.of(Impact.MAINTENANCE), impacts("mnt000000002"));
        assertEquals(List.of(Impact.MAJOR_OUTAGE, Impact.MAJOR_OUTAGE), impacts("inc000000003"));
        assertEquals(List.of(Impact.DEGRADED, Impact.DEGRADED, Impact.NONE, Impact.NONE), impacts("inc000000002"));
        assertEquals(List.of(Impact.NONE, Impact.NONE), impacts("inc000000001"));
    }

    @Test
    void thePageSaysAfterwardsWhatTheOtherPageSaid() {
        PublishedPage page = Preview.of(EMPTY, bundle, Samples.NOW);

        assertEquals(List.of("inc000000003", "mnt000000002"), page.notices().stream().filter(PublishedNotice::isOpen).map(
                PublishedNotice::id).sorted().toList());
        Rollup rollup = Rollup.of(page);
        assertEquals(ComponentStatus.MAJOR_OUTAGE, rollup.component("cmp0000line1"));
        assertEquals(ComponentStatus.OPERATIONAL, rollup.component("cmp0000line2"), "maintenance that has not begun");
        assertEquals("Partial System Outage", rollup.summary().description());
    }

    @Test
    void everyAudienceThatIsChosenIsToldTheSameAndNoOther() {
        Bundle told = StatuspageImport.read(EMPTY, List.of(MOVEMENT, READERS, MOVEMENT), List.of(COMPONENTS, INCIDENTS))
                .bundle();
        told.components().forEach(component -> assertEquals(List.of(MOVEMENT, READERS), component.audiences()));
        told.notices().forEach(notice -> notice.updates().forEach(update -> {
            assertEquals(List.of(MOVEMENT, READERS), update.disclosures().stream().map(Bundle.Disclosure::audience).toList());
            assertEquals(update.disclosures().get(0).html(), update.disclosures().get(1).html());
            assertEquals(update.disclosures().get(0).impact(), update.disclosures().get(1).impact());
        }));
    }

    // Several captures

    @Test
    void theOrderOfCapturesMakesNoDifference() {
        List<StatuspageCapture> captures = List.of(COMPONENTS, INCIDENTS, MAINTENANCES, SUMMARY);
        for (int[] order : new int[][]{{0, 1, 2, 3}, {1, 0, 2, 3}, {2, 1, 0, 3}, {1, 2, 3, 0}, {3, 2, 1, 0}, {1, 2, 0, 0}}) {
            ImportedBundle other = StatuspageImport.read(EMPTY, TO_READERS, Arrays.stream(order).mapToObj(captures::get)
                    .toList());
            assertEquals(bundle, other.bundle(), Arrays.toString(order));
            assertEquals(imported.notes().stream().sorted().toList(), other.notes().stream().sorted().toList());
        }
    }

    @Test
    void aSummaryAloneIsEnoughForWhatItHolds() {
        Bundle summary = read(SUMMARY).bundle();
        assertEquals(bundle.components(), summary.components());
        assertEquals(List.of("inc000000003", "mnt000000002"), summary.notices().stream().map(Bundle.Notice::id).toList());
    }

    @Test
    void componentsAreFoundInIncidentsTooWhenTheirListIsMissing() {
        assertEquals(List.of("cmp0000line1", "cmp000ticket"), read(INCIDENTS).bundle().components().stream().map(
                Bundle.Component::id).toList());
    }

    @Test
    void whatThePageHasAlreadyIsNotImportedTwice() {
        PublishedPage page = Preview.of(EMPTY, read(COMPONENTS, INCIDENTS).bundle(), Samples.NOW);

        ImportedBundle again = StatuspageImport.read(page, TO_READERS, List.of(COMPONENTS, INCIDENTS, MAINTENANCES));
        assertEquals(List.of("mnt000000001", "mnt000000002"),
                again.bundle().notices().stream().map(Bundle.Notice::id).toList());
        assertEquals(List.of(), again.bundle().components());
        assertEquals(List.of(), again.bundle().groups());
        assertTrue(again.notes().contains("The notice inc000000003 is on the page already: it is left out."));
        assertEquals(List.of(new Bundle.Effect("cmp0000line2", null, ComponentStatus.UNDER_MAINTENANCE)), again.bundle()
                .notices().get(1).updates().get(0).effects(), "a component of the page is as good as one of the capture");
    }

    @Test
    void thereHasToBeSomethingNew() {
        PublishedPage page = Preview.of(EMPTY, bundle, Samples.NOW);
        refused("captures", page, COMPONENTS, INCIDENTS, MAINTENANCES, SUMMARY);
        refused("captures", EMPTY, new StatuspageCapture(null, null, null));
        refused("captures", EMPTY, new StatuspageCapture(List.of(), List.of(), List.of()));
    }

    @Test
    void aNoticeThatIsOverThereButOpenHereIsNoted() {
        ImportedBundle cut = read(incidents(incident(Map.of("status", "resolved"), update("upd000000001", Map.of("status",
                "monitoring")))));
        assertEquals(
                List.of("The notice inc000000001 is over on the other page, but none of its updates says so: here it is open."),
                cut.notes());
    }

    // What is refused, and where

    @Test
    void audiencesAreChosenAndKnown() {
        for (List<String> audiences : Arrays.asList(null, List.<String>of(), List.of(READERS, "nobody"), Arrays.asList(
                (String) null))) {
            InvalidException refusal = assertThrows(InvalidException.class, () -> StatuspageImport.read(EMPTY, audiences, List
                    .of(COMPONENTS)));
            assertEquals("audiences", refusal.field());
            assertTrue(refusal.getMessage().endsWith("choose of contributors, movement, readers."));
        }
    }

    @Test
    void thereIsACaptureAndNoneIsNull() {
        for (List<StatuspageCapture> none : Arrays.asList(null, List.<StatuspageCapture>of())) {
            assertEquals("captures", assertThrows(InvalidException.class, () -> StatuspageImport.read(EMPTY, TO_READERS, none))
                    .field());
        }
        assertEquals("captures[1]", assertThrows(InvalidException.class, () -> StatuspageImport.read(EMPTY, TO_READERS, Arrays
                .asList(COMPONENTS, null))).field());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"id, null", "id, ABCDEFGHIJKL", "id, abc", "id, abcdefghijkl1", "name, null",
            "name, ''",
            "name, ' '", "name, 'a\u0001b'", "name, 'a\u202Eb'", "created_at, null", "created_at, 0001-01-01T00:00:00Z",
            "updated_at, 9999-01-01T00:00:00Z", "description, 'a\u0000b'"})
    void aFaultyComponentIsNamedByItsPlace(String field, String value) throws IOException {
        StatuspageCapture faulty = JSON.readValue(JSON.writeValueAsString(Map.of("components", List.of(component(Map.of()),
                with(component(Map.of("id", "cmp000000002")), field, value)))), StatuspageCapture.class);
        assertEquals("captures[0].components[1]." + field, refused(EMPTY, faulty));
        StatuspageCapture inside = JSON.readValue(JSON.writeValueAsString(Map.of("incidents", List.of(incident(Map.of(
                "components", List.of(with(component(Map.of()), field, value))), update("upd000000001", Map.of()))))),
                StatuspageCapture.class);
        assertEquals("captures[1].incidents[0].components[0]." + field, refused(EMPTY, COMPONENTS, inside));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"id, null", "id, INC", "name, null", "name, ' '", "impact, null", "impact, huge",
            "started_at, 1970-01-01T00:00:00Z"})
    void aFaultyIncidentIsNamedByItsPlace(String field, String value) {
        assertEquals("captures[0].incidents[0]." + field,
                refused(EMPTY, incidents(with(incident(Map.of(), update("upd000000001",
                        Map.of())), field, value))));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"id, null", "id, ''", "status, null", "status, completed", "status, RESOLVED",
            "created_at, null", "created_at, 2100-01-01T00:00:00Z", "display_at, 1999-01-01T00:00:00Z", "body, 'a\u0000b'",
            "body, 'a\u000Bb'", "body, 'a\uFFFFb'"})
    void aFaultyUpdateIsNamedByItsPlace(String field, String value) {
        assertEquals("captures[0].incidents[0].incident_updates[1]." + field,
                refused(EMPTY, incidents(incident(Map.of(), update(
                        "upd000000002", Map.of()), with(update("upd000000001", Map.of()), field, value)))));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
            "code, CMP, captures[1].incidents[0].incident_updates[0].affected_components[0].code",
            "new_status, broken, captures[1].incidents[0].incident_updates[0].affected_components[0].new_status",
            "new_status, null, captures[1].incidents[0].incident_updates[0].affected_components[0].new_status"})
    void aFaultyEffectIsNamedByItsPlace(String field, String value, String place) {
        Map<String, Object> effect = with(Map.of("code", "cmp0000line1", "new_status", "major_outage"), field, value);
        assertEquals(place, refused(EMPTY, COMPONENTS, incidents(incident(Map.of(), update("upd000000001", Map.of(
                "affected_components", List.of(effect)))))));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"scheduled_for, null", "scheduled_until, null",
            "scheduled_until, 2026-02-01T09:59:59.999Z", "scheduled_for, 1999-01-01T00:00:00Z"})
    void aFaultyWindowIsNamedByItsPlace(String field, String value) {
        Map<String, Object> planned = incident(Map.of("scheduled_for", "2026-02-01T10:00:00Z", "scheduled_until",
                "2026-02-01T10:00:00Z"), update("upd000000001", Map.of("status", "completed")));
        assertDoesNotThrow(() -> read(maintenances(planned)), "a window may be a moment");
        assertEquals("captures[0].scheduled_maintenances[0]." + field,
                refused(EMPTY, maintenances(with(planned, field, value))));
    }

    @Test
    void nullEntriesAreNamedByTheirPlace() {
        assertEquals("captures[0].components[0]", refused(EMPTY, new StatuspageCapture(Arrays.asList(
                (StatuspageCapture.Component) null), null, null)));
        assertEquals("captures[0].incidents[0]", refused(EMPTY, new StatuspageCapture(null, Arrays.asList(
                (StatuspageCapture.Incident) null), null)));
        assertEquals("captures[0].incidents[0].incident_updates[0]", refused(EMPTY, incidents(with(incident(Map.of()),
                "incident_updates", Arrays.asList((Object) null)))));
        assertEquals("captures[0].incidents[0].incident_updates[0].affected_components[0]",
                refused(EMPTY, incidents(incident(Map
                        .of(), with(update("upd000000001", Map.of()), "affected_components", Arrays.asList((Object) null))))));
    }

    @Test
    void twoUpdatesHaveNotTheSameIdNotEvenInTwoNotices() {
        assertEquals("captures[0].incidents[1].incident_updates[0].id", refused(EMPTY, incidents(incident(Map.of(), update(
                "upd000000001", Map.of())), incident(Map.of("id", "inc000000002"), update("upd000000001", Map.of())))));
        PublishedPage page = Preview.of(EMPTY, bundle, Samples.NOW);
        assertEquals("captures[0].incidents[0].incident_updates[0].id", refused(page, incidents(incident(Map.of("id",
                "inc999999999"), update("upd000000031", Map.of())))));
    }

    // Limits

    @Test
    void limitsHoldToTheCharacterAndOneMoreIsRefusedByPlace() {
        assertDoesNotThrow(() -> read(components(1, Map.of("name", "n".repeat(100), "description", "d".repeat(1_000)))));
        assertEquals("captures[0].components[0].name", refused(EMPTY, components(1, Map.of("name", "n".repeat(101)))));
        assertEquals("captures[0].components[0].description", refused(EMPTY, components(1, Map.of("description", "d".repeat(
                1_001)))));
        assertDoesNotThrow(() -> read(incidents(incident(Map.of("name", "n".repeat(200)), update("upd000000001", Map.of("body",
                "b".repeat(10_000)))))));
        assertEquals("captures[0].incidents[0].name", refused(EMPTY, incidents(incident(Map.of("name", "n".repeat(201)), update(
                "upd000000001", Map.of())))));
        assertEquals("captures[0].incidents[0].incident_updates[0].body", refused(EMPTY, incidents(incident(Map.of(), update(
                "upd000000001", Map.of("body", "b".repeat(10_001)))))));
    }

    @Test
    void wordsThatBecomeMoreHtmlThanAPageMayHoldAreRefusedByPlace() {
        assertEquals("captures[0].incidents[0].incident_updates[0].body", refused(EMPTY, incidents(incident(Map.of(), update(
                "upd000000001", Map.of("body", "\uFF0C".repeat(10_000)))))));
    }

    @Test
    void fiveHundredComponentsGroupsAndNoticesAreTakenAndNotOneMore() {
        assertEquals(500, read(components(500, Map.of())).bundle().components().size());
        assertEquals("captures[0].components[500]", refused(EMPTY, components(501, Map.of())));
        assertEquals(500, read(components(500, Map.of("group", true))).bundle().groups().size());
        assertEquals("captures[0].components[500]", refused(EMPTY, components(501, Map.of("group", true))));
        PublishedPage used = Samples.page().group("Used", Set.of(READERS), "Used").build();
        assertEquals("captures[0].components[500]", refused(used, components(501, Map.of())), "one of them is on the page");
        assertEquals("captures[0].components[499]", refused(used, components(500, Map.of("group", true))));
        assertEquals(500, read(manyIncidents(500, "Words.")).bundle().notices().size());
        assertEquals("captures[0].incidents[500]", refused(EMPTY, manyIncidents(501, "Words.")));
    }

    @Test
    void moreWordsThanADraftCanHoldAreRefused() {
        assertTrue(read(manyIncidents(200, "b".repeat(10_000))).bundle().text().length() <= Bundle.TEXT_LIMIT);
        assertEquals("captures", refused(EMPTY, manyIncidents(220, "b".repeat(10_000))));
        assertEquals("captures", refused(EMPTY, manyIncidents(110, "é".repeat(10_000))), "counted in bytes");
    }

    @Test
    void theImportedTextIsTheSameAfterBeingKept() {
        assertEquals(bundle, Bundle.read(bundle.text()));
        assertEquals(0, bundle.missingIds());
        assertFalse(bundle.text().contains("\\r"));
    }

    private static ImportedBundle read(StatuspageCapture... captures) {
        return StatuspageImport.read(EMPTY, TO_READERS, List.of(captures));
    }

    private static void refused(String field, PublishedPage page, StatuspageCapture... captures) {
        assertEquals(field, refused(page, captures));
    }

    /** The field that the refusal names. */
    private static String refused(PublishedPage page, StatuspageCapture... captures) {
        InvalidException refusal = assertThrows(InvalidException.class, () -> StatuspageImport.read(page, List.of(READERS,
                CONTRIBUTORS).subList(0, 1), List.of(captures)));
        assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
        return refusal.field();
    }

    private Bundle.Component component(String id) {
        return bundle.components().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private Bundle.Notice notice(String id) {
        return bundle.notices().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private List<String> ids(String notice) {
        return notice(notice).updates().stream().map(Bundle.Update::id).toList();
    }

    private List<Impact> impacts(String notice) {
        return notice(notice).updates().stream().map(update -> update.disclosures().get(0).impact()).toList();
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    // What the page has

    @Test
    void whatStandsOnThePageIsTakenFromThereAndWhatDoesNotIsNew() {
        PublishedPage page = Samples.page().group("Trams", Set.of(READERS), "Line 8").build();
        String group = page.groups().get(0).id();
        String component = page.components().get(0).id();
        Map<String, Object> lines = Map.of("id", "grp000000099", "name", "Lines", "group", true, "created_at",
                "2026-02-01T10:00:00Z");
        Bundle taken = StatuspageImport.read(page, TO_READERS, List.of(convert(Map.of("components",
                List.of(lines, with(lines, "id", group), component(Map.of("id", component)), component(Map.of()),
                        component(Map.of("id", "cmp000000091", "group_id", group)),
                        component(Map.of("id", "cmp000000092", "group_id", "grp000000099")),
                        component(Map.of("id", "cmp000000093", "group_id", "grp000000098")))))))
                .bundle();
        assertEquals(List.of("grp000000099"), taken.groups().stream().map(Bundle.Group::id).toList());
        Map<String, String> groups = new HashMap<>();
        taken.components().stream().filter(it -> !it.id().equals("cmp000000001"))
                .forEach(it -> groups.put(it.id(), it.group() == null ? "alone" : it.group()));
        Map<String, String> expected = new HashMap<>(Map.of("cmp000000091", group, "cmp000000092", "grp000000099",
                "cmp000000093", "alone"));
        assertEquals(expected, groups, "what the page has itself is not taken again");
    }

    @Test
    void aComponentOfAnotherIdThanThosesOfThePageIsTakenAndHasNoWordsWhereItHasNone() {
        PublishedPage page = Samples.page().component("Line 8", READERS).build();
        Bundle taken = StatuspageImport.read(page, TO_READERS,
                List.of(convert(Map.of("components", List.of(component(Map.of("id", "cmp000000099"))))))).bundle();
        assertEquals(List.of("cmp000000099"), taken.components().stream().map(Bundle.Component::id).toList());
        assertNull(taken.components().get(0).description());
    }

    @ParameterizedTest
    @CsvSource({"resolved, true", "postmortem, true", "completed, true", "monitoring, false", ", false"})
    void thatTheOtherPageCallsItOverIsNotedWhenNoUpdateSaysSo(String status, boolean isNoted) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("status", status);
        List<String> notes = read(incidents(incident(fields, update("upd000000001", Map.of("status", "monitoring"))))).notes();
        assertEquals(isNoted ? 1 : 0, notes.size(), notes.toString());
    }

    @Test
    void updatesInAnyOrderStandByTheirTimes() {
        Bundle.Notice notice = read(incidents(incident(Map.of(),
                update("upd000000002", Map.of("created_at", "2026-02-01T11:00:00Z")),
                update("upd000000003", Map.of("created_at", "2026-02-01T12:00:00Z", "status", "monitoring")),
                update("upd000000001", Map.of("created_at", "2026-02-01T10:00:00Z", "status", "investigating"))))).bundle()
                .notices().get(0);
        assertEquals(List.of("upd000000001", "upd000000002", "upd000000003"),
                notice.updates().stream().map(Bundle.Update::id).toList());
    }

    @Test
    void wordsMayBecomeSixtyThousandCharactersOfHtmlAndNotOneMore() {
        String words = "&" + "\n&".repeat(4_999);
        assertEquals(GatePolicy.HTML_LIMIT, Markdown.plain(words).length());
        assertDoesNotThrow(() -> read(manyIncidents(1, words)));
        assertThrows(InvalidException.class, () -> read(manyIncidents(1, words + "a")));
    }

    private static StatuspageCapture capture(String file) {
        try (InputStream in = StatuspageImportTest.class.getResourceAsStream("/statuspage/" + file)) {
            return JSON.readValue(in, StatuspageCapture.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> component(Map<String, Object> fields) {
        return with(Map.of("id", "cmp000000001", "name", "Line 9", "created_at", "2026-02-01T10:00:00Z"), fields);
    }

    private static StatuspageCapture components(int count, Map<String, Object> fields) {
        return convert(Map.of("components", IntStream.range(0, count).mapToObj(i -> component(with(Map.of("id", String.format(
                "cmp%09d", i)), fields))).toList()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Map<String, Object> incident(Map<String, Object> fields, Map<String, Object>... updates) {
        return with(
                Map.of("id", "inc000000001", "name", "Line 9 stops", "impact", "minor", "incident_updates", List.of(updates)),
                fields);
    }

    private static Map<String, Object> update(String id, Map<String, Object> fields) {
        return with(Map.of("id", id, "status", "resolved", "body", "Words.", "created_at", "2026-02-01T10:00:00Z"), fields);
    }

    private static StatuspageCapture manyIncidents(int count, String words) {
        return convert(
                Map.of("incidents", IntStream.range(0, count).mapToObj(i -> incident(Map.of("id", String.format("inc%09d",
                        i)), update(String.format("upd%09d", i), Map.of("body", words)))).toList()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static StatuspageCapture incidents(Map<String, Object>... incidents) {
        return convert(Map.of("incidents", List.of(incidents)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static StatuspageCapture maintenances(Map<String, Object>... maintenances) {
        return convert(Map.of("scheduled_maintenances", List.of(maintenances)));
    }

    private static StatuspageCapture convert(Map<String, Object> capture) {
        return JSON.convertValue(capture, StatuspageCapture.class);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> with(Map<String, Object> fields, Map<String, Object> others) {
        Map<String, Object> changed = new HashMap<>(fields);
        changed.putAll(others);
        return changed;
    }
}
