package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.gatepost.gate.DraftContent;
import org.gatepost.gate.FastWords;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.IncidentState;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.InvalidException;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastFormTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:03:05Z");
    private static final Instant BEGAN = Instant.parse("2026-11-22T13:50:00Z");
    private static final UUID INCIDENT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final TemplateRecord LOOKING = template(2, NoticeState.INVESTIGATING);
    private static final TemplateRecord KNOWN = template(3, NoticeState.IDENTIFIED);
    private static final TemplateRecord OVER = template(4, NoticeState.RESOLVED);
    private static final List<TemplateRecord> TEMPLATES = List.of(LOOKING, KNOWN, OVER);

    private static TemplateRecord template(int number, NoticeState state) {
        return new TemplateRecord(UUID.fromString("00000000-0000-4000-8000-00000000000" + number), "key", 1, "en", state,
                "Name",
                "Title", Map.of(), Map.of(), true, NOW);
    }

    private static IncidentRecord incident(IncidentState state, IncidentRecord.Affected... affected) {
        return new IncidentRecord(INCIDENT, "quiet-walnut-417", "Private title", state, 2, false, false, null, false, true,
                null, NOW, null, null, null, null, null, null, 0, List.of(), Arrays.asList(affected), List.of());
    }

    private static PublishedNotice notice() {
        Samples samples = Samples.page();
        samples.component("Search", "readers");
        samples.incident("Slow", BEGAN).update(NoticeState.INVESTIGATING, BEGAN).tell("readers", Impact.DEGRADED, "Slow.")
                .effect("Search", ComponentStatus.PARTIAL_OUTAGE);
        PublishedPage page = samples.build();
        return page.notices().get(0);
    }

    private static Form with(Form form, String... more) {
        Map<String, String> values = new LinkedHashMap<>(form.values());
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return Form.of(values);
    }

    @Test
    void firstWordsBeginWithWhomTheIncidentHurtsAndSinceWhen() {
        Form form = FastForm.preset(incident(IncidentState.ACTIVE,
                new IncidentRecord.Affected("readers", AffectedImpact.PARTIAL_OUTAGE, BEGAN, null),
                new IncidentRecord.Affected("movement", AffectedImpact.NONE, null, null)), null, List.of(), TEMPLATES, "key");
        FastWords words = FastForm.read(INCIDENT, form, TEMPLATES, NOW);
        assertEquals(new FastWords(INCIDENT, null, LOOKING.id(), BEGAN, null, null,
                List.of(new FastWords.Disclosure("readers", Impact.PARTIAL_OUTAGE, BEGAN, null)), List.of(), List.of()), words);
        assertEquals("key", form.value("request"));
    }

    @Test
    void ofSeveralTemplatesTheUsualOneIsChosen() {
        TemplateRecord usual = new TemplateRecord(UUID.fromString("00000000-0000-4000-8000-000000000009"), "investigating", 1,
                "en",
                NoticeState.INVESTIGATING, "Name", "Title", Map.of(), Map.of(), true, NOW);
        assertEquals(usual.id().toString(),
                FastForm.preset(incident(IncidentState.ACTIVE), null, List.of(), List.of(LOOKING, usual), "key")
                        .value("template"));
    }

    @Test
    void nobodyIsMentionedWhoWasNotChosen() {
        Form form = FastForm.preset(incident(IncidentState.ACTIVE), null, List.of(), TEMPLATES, "key");
        assertEquals(List.of(), FastForm.read(INCIDENT, form, TEMPLATES, NOW).disclosures());
        assertEquals(List.of(), FastForm.read(INCIDENT, with(form, "disclosures.readers.impact", "",
                "disclosures.readers.from", "2026-11-22T13:50"), TEMPLATES, NOW).disclosures());
    }

    @Test
    void anUpdateBeginsWithTheNextStateAndWhatTheNoticeSays() {
        PublishedNotice notice = notice();
        Form form = FastForm.preset(incident(IncidentState.ACTIVE), notice, List.of(), TEMPLATES, "key");
        FastWords words = FastForm.read(INCIDENT, form, TEMPLATES, NOW);
        assertEquals(KNOWN.id(), words.template());
        assertEquals(notice.id(), words.notice());
        assertNull(words.startedAt(), "a notice keeps its begin");
        assertEquals(Impact.DEGRADED, words.disclosures().get(0).impact());
        assertEquals(ComponentStatus.PARTIAL_OUTAGE, words.effects().get(0).status());
    }

    @Test
    void whoeverWasLeftOutStaysLeftOutForTheSameReason() {
        IncidentRecord incident = incident(IncidentState.ACTIVE,
                new IncidentRecord.Affected("readers", AffectedImpact.PARTIAL_OUTAGE, BEGAN, null),
                new IncidentRecord.Affected("movement", AffectedImpact.MAJOR_OUTAGE, BEGAN, null),
                new IncidentRecord.Affected("contributors", AffectedImpact.MAJOR_OUTAGE, BEGAN, null));
        List<DraftContent.Omission> left = List.of(new DraftContent.Omission("movement", "They are told by mail."),
                new DraftContent.Omission("readers", "Left out at first, and then told."));
        FastWords words = FastForm.read(INCIDENT, FastForm.preset(incident, notice(), left, TEMPLATES, "key"), TEMPLATES, NOW);
        assertEquals(Set.of("readers", "contributors"),
                words.disclosures().stream().map(FastWords.Disclosure::audience).collect(Collectors.toSet()));
        assertEquals(List.of(left.get(0)), words.omissions());

        PublishedNotice notice = notice();
        assertEquals(List.of(left.get(0)), DraftScreens.next(notice, left).omissions());
    }

    @Test
    void wordsThatEndANoticeLeaveNobodyHurtWhateverWasChosenBefore() {
        Form form = with(FastForm.preset(incident(IncidentState.ACTIVE), notice(), List.of(), TEMPLATES, "key"), "template",
                OVER.id().toString(), "nextUpdateBy", "30");
        FastWords words = FastForm.read(INCIDENT, form, TEMPLATES, NOW);
        assertEquals(Impact.NONE, words.disclosures().get(0).impact());
        assertEquals(ComponentStatus.OPERATIONAL, words.effects().get(0).status(), "and still name what was in trouble");
        assertNull(words.nextUpdateBy(), "what is over promises nothing");
        FastWords past = FastForm.read(INCIDENT, with(form, "notice", ""), TEMPLATES, NOW);
        assertEquals(Impact.DEGRADED, past.disclosures().get(0).impact(), "of something past it is said what it was");
    }

    @Test
    void aPromiseCountsFromNowAndIsOneOfThoseOffered() {
        Form form = FastForm.preset(incident(IncidentState.ACTIVE), null, List.of(), TEMPLATES, "key");
        assertEquals(Instant.parse("2026-11-22T14:33:00Z"),
                FastForm.read(INCIDENT, with(form, "nextUpdateBy", "30"), TEMPLATES, NOW).nextUpdateBy());
        assertNull(FastForm.read(INCIDENT, with(form, "nextUpdateBy", "31"), TEMPLATES, NOW).nextUpdateBy());
        assertNull(FastForm.read(INCIDENT, form, TEMPLATES, NOW).nextUpdateBy());
    }

    @Test
    void aReasonIsKeptForWhoeverIsLeftOutOnly() {
        Form form = with(FastForm.preset(incident(IncidentState.ACTIVE), null, List.of(), TEMPLATES, "key"),
                "omissions.readers",
                " They do not notice. ", "disclosures.readers.impact", "");
        assertEquals(List.of(new DraftContent.Omission("readers", "They do not notice.")),
                FastForm.read(INCIDENT, form, TEMPLATES, NOW).omissions());
        assertEquals(List.of(), FastForm.read(INCIDENT, with(form, "disclosures.readers.impact", "DEGRADED"), TEMPLATES, NOW)
                .omissions());
    }

    @Test
    void whatCannotBeTakenNamesItsFieldAndKeepsWhatWasChosen() {
        Form form = with(FastForm.preset(incident(IncidentState.ACTIVE), null, List.of(), TEMPLATES, "key"), "startedAt",
                "noon");
        InvalidException refusal = assertThrows(InvalidException.class,
                () -> FastForm.read(INCIDENT, form, TEMPLATES, NOW));
        assertEquals("startedAt", refusal.field());
        assertEquals("noon", form.refused(refusal).value("startedAt"));
        assertEquals("template", assertThrows(InvalidException.class, () -> FastForm.read(INCIDENT,
                with(form, "template", UUID.randomUUID().toString()), TEMPLATES, NOW)).field());
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE,,INVESTIGATING", "SUSPECTED,,INVESTIGATING", "MITIGATED,,MONITORING", "RESOLVED,,RESOLVED",
            "ACTIVE,INVESTIGATING,IDENTIFIED", "ACTIVE,IDENTIFIED,MONITORING", "ACTIVE,MONITORING,RESOLVED",
            "MITIGATED,INVESTIGATING,MONITORING", "MITIGATED,MONITORING,RESOLVED", "RESOLVED,INVESTIGATING,RESOLVED"})
    void whatIsSaidNextFollowsTheNoticeAndNeverTrailsTheIncident(IncidentState incident, NoticeState said, NoticeState next) {
        assertEquals(next, FastForm.state(incident, said));
    }

    @Test
    void theLaneIsNotOfferedAboutWhatWasEverSealedOrADrill() {
        assertTrue(FastLane.isOffered(incident(IncidentState.ACTIVE)));
        assertFalse(FastLane.isOffered(standing(false, true, null)));
        assertFalse(FastLane.isOffered(standing(true, false, null)));
        assertFalse(FastLane.isOffered(standing(false, false, NOW)));
    }

    private static IncidentRecord standing(boolean isDrill, boolean isSealed, Instant releasedAt) {
        return new IncidentRecord(INCIDENT, "x", "y", IncidentState.ACTIVE, 2, isDrill, isSealed, releasedAt, false, true, null,
                NOW, null, null, null, null, null, null, 0, List.of(), List.of(), List.of());
    }
}
