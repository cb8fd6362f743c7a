package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.gatepost.gate.Bundle;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.Proposal;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Instant TIME = Instant.parse("2026-11-22T14:03:00Z");
    private static final PublishedPage PAGE = Samples.wiki().build();

    @Test
    void whatDiffersIsSaidInWords() {
        String component = PAGE.components().get(0).id();
        DraftContent before = content("Slow", "Pages are slow.", Impact.DEGRADED, List.of());
        DraftContent after = content("Slow", "Pages are down.", Impact.MAJOR_OUTAGE,
                List.of(new DraftContent.Effect(component, null, ComponentStatus.MAJOR_OUTAGE)));
        List<Claims.Line> lines = Claims.difference(Claims.of(before, PAGE), Claims.of(after, PAGE));
        assertEquals(
                List.of("Impact for Readers: degraded → major outage", "Words for Readers: Pages are slow. → Pages are down.",
                        "Component " + PAGE.components().get(0).name() + ":  → major outage"),
                said(lines));
        assertTrue(lines.get(1).isWords());
        assertEquals(List.of(), Claims.difference(Claims.of(before, PAGE), Claims.of(before, PAGE)));
    }

    @Test
    void everyFieldThatReachesReadersOrTheirInboxIsCompared() {
        DraftContent plain = content("Slow", "Words", Impact.NONE, List.of());
        DraftContent full = new DraftContent("Slow", NoticeState.RESOLVED, TIME, TIME, TIME, "Words",
                List.of(new DraftContent.Disclosure("readers", Impact.NONE, TIME, TIME, null)), List.of(),
                Map.of("de", new DraftContent.Translation("Langsam", "Worte", Map.of())), null, TIME, false,
                new DraftContent.Delay(TIME, "Because"), new DraftContent.Plan(TIME, TIME, "FREQ=DAILY", true, true));
        assertEquals(List.of("Goes out at", "Title in German", "Began", "Planned from", "Planned until", "Comes again",
                "Starts by itself", "Ends by itself", "State", "Shown at", "Next update by", "Subscribers", "Known since",
                "Why it is told later", "From, for Readers", "To, for Readers", "Words for Readers in German"),
                Claims.difference(Claims.of(plain, PAGE), Claims.of(full, PAGE)).stream().map(Claims.Line::label).toList());
    }

    @Test
    void wordsThatAreSharedAreLookedThroughOnce() {
        DraftContent shared = new DraftContent("T", NoticeState.INVESTIGATING, null, null, null, "On db1234",
                List.of(new DraftContent.Disclosure("readers", Impact.NONE, null, null, null),
                        new DraftContent.Disclosure("contributors", Impact.NONE, null, null, null)),
                List.of());
        assertEquals(Map.of("Title", "T", "Readers and Contributors", "On db1234"), Claims.of(shared, PAGE).texts());
    }

    @Test
    void whatSeveralAudiencesReadIsComparedOnce() {
        DraftContent before = shared("Slow", "Own");
        DraftContent after = shared("Down", "Own");
        assertEquals(List.of("Words for Readers and Contributors: Slow → Down"),
                said(Claims.difference(Claims.of(before, PAGE), Claims.of(after, PAGE))));
    }

    @Test
    void timesThatTheProposalFilledInDifferOnNoRevision() {
        Claims first = Claims.of(proposal(TIME, TIME.plusMillis(3), TIME.plusMillis(3), null), PAGE);
        Claims second = Claims.of(proposal(TIME.plusSeconds(600), TIME.plusSeconds(600), TIME.plusSeconds(600), null), PAGE);
        assertEquals(List.of(), Claims.difference(first, second));
        Claims began = Claims.of(proposal(TIME.plusSeconds(600), TIME.minusSeconds(60), TIME.plusSeconds(600), null), PAGE);
        assertEquals(List.of("Began"), labels(first, began), "what somebody wrote is compared");
        Claims shown = Claims.of(proposal(TIME.plusSeconds(600), TIME.minusSeconds(60), TIME.minusSeconds(60), null), PAGE);
        assertEquals(List.of("Began", "Shown at"), labels(first, shown));
        Claims scheduled = Claims.of(proposal(TIME, TIME.plusSeconds(900), TIME.plusSeconds(900), TIME.plusSeconds(900)), PAGE);
        assertEquals(List.of("Goes out at"), labels(first, scheduled), "the time that goes with it is not told twice");
    }

    @Test
    void theNextRevisionOfATemplateIsComparedWithTheOneThatIsUsed() {
        TemplateRecord used = new TemplateRecord(UUID.fromString("00000000-0000-4000-8000-000000000001"), "slow", 1, "en",
                NoticeState.INVESTIGATING, "Slow", "Slow pages", Map.of("*", "Pages are {impact}."), Map.of("DEGRADED", "slow"),
                true,
                TIME);
        Bundle.Template next = new Bundle.Template("slow", "en", NoticeState.INVESTIGATING, "Slow", "Slow pages",
                Map.of("*", new PublishedUpdate.Words("Pages load {impact}.", "<p>Pages load {impact}.</p>")),
                Map.of("DEGRADED", "slowly"));
        assertEquals(
                List.of("Words for everyone: Pages are {impact}. → Pages load {impact}.", "Phrase for degraded: slow → slowly"),
                said(Claims.difference(Claims.of(used, PAGE), Claims.of(
                        new Bundle(List.of(), List.of(), List.of(), List.of(), next, null), PAGE))));
    }

    @Test
    void whatAnEntrySaysIsNeitherWhatThePlanIsNorWhoIsToldOfIt() {
        DraftContent full = new DraftContent("Slow", NoticeState.SCHEDULED, null, null, null, "Words",
                List.of(new DraftContent.Disclosure("readers", Impact.NONE, null, null, null)), List.of(), Map.of(), null, null,
                false, null, new DraftContent.Plan(TIME, TIME, "FREQ=DAILY", true, true));
        assertEquals(List.of("Title", "State", "Impact for Readers", "Words for Readers"),
                List.copyOf(Claims.of(full, PAGE).aboutAnEntry().lines().keySet()));
    }

    private static List<String> labels(Claims before, Claims after) {
        return Claims.difference(before, after).stream().map(Claims.Line::label).toList();
    }

    private static Proposal proposal(Instant proposedAt, Instant startedAt, Instant shownAt, Instant goesOutAt) {
        Bundle.Notice notice = new Bundle.Notice(null, NoticeKind.INCIDENT, "Slow", startedAt, null, null,
                List.of(new Bundle.Update(null, NoticeState.INVESTIGATING, shownAt, null, null, List.of(), List.of())));
        return new Proposal(1, new Bundle(List.of(), List.of(), List.of(), List.of(notice), null, goesOutAt), "00", List.of(),
                List.of(), null, proposedAt, null, null, null, null);
    }

    private static DraftContent shared(String words, String own) {
        return new DraftContent("T", NoticeState.INVESTIGATING, null, null, null, words,
                List.of(new DraftContent.Disclosure("readers", Impact.NONE, null, null, null),
                        new DraftContent.Disclosure("contributors", Impact.NONE, null, null, null),
                        new DraftContent.Disclosure("movement", Impact.NONE, null, null, own)),
                List.of());
    }

    private static List<String> said(List<Claims.Line> lines) {
        return lines.stream().map(line -> line.label() + ": " + line.before() + " → " + line.after()).toList();
    }

    private static DraftContent content(String title, String words, Impact impact, List<DraftContent.Effect> effects) {
        return new DraftContent(title, NoticeState.INVESTIGATING, null, null, null, words,
                List.of(new DraftContent.Disclosure("readers", impact, null, null, null)), effects);
    }
}
