package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gatepost.gate.DraftContent;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.security.InvalidException;
import org.junit.jupiter.api.Test;

class DraftFormTest {
    private static final Instant TIME = Instant.parse("2026-11-22T14:03:05Z");

    @Test
    void whatIsKeptComesBackFromTheFormAsItWas() {
        DraftContent content = new DraftContent("Slow", NoticeState.IDENTIFIED, TIME, TIME, TIME, "For all\n\nagain", List.of(
                new DraftContent.Disclosure("readers", Impact.DEGRADED, TIME, null, "Own words"),
                new DraftContent.Disclosure("contributors", null, null, TIME, null)),
                List.of(new DraftContent.Effect("aaaabbbbcccc", null, ComponentStatus.MAJOR_OUTAGE),
                        new DraftContent.Effect("aaaabbbbcccc", "readers", ComponentStatus.PARTIAL_OUTAGE),
                        new DraftContent.Effect("ddddeeeeffff", null, null)),
                Map.of("de", new DraftContent.Translation("Langsam", "Für alle", Map.of("readers", "Eigene Worte")), "pt-BR",
                        new DraftContent.Translation(null, "Lento", Map.of())),
                List.of(new DraftContent.Omission("movement", "They notice nothing.")), TIME, false,
                new DraftContent.Delay(TIME, "The fix came first."),
                new DraftContent.Plan(TIME, TIME.plusSeconds(60), "FREQ=MONTHLY;BYDAY=2TU", true, false));
        assertEquals(content, DraftForm.read(DraftForm.of(content)));
    }

    @Test
    void aLanguageThatIsDroppedIsNotInTheWordsAndItsFieldsStay() {
        Map<String, String> values = Map.of("translations.de.words", "Langsam", "translations.fr.words", "Lent",
                "translations.de.drop", "yes");
        assertEquals(Set.of("fr"), DraftForm.read(Form.of(values)).translations().keySet());
        assertEquals(Set.of("de", "fr"), DraftForm.languages(Form.of(values)));
        assertEquals(Map.of(), DraftForm.read(Form.of(Map.of("translations.fr.words", "Lent", "drops", "yes"))).translations());
    }

    @Test
    void anAudienceThatIsNotMentionedIsLeftOut() {
        Form form = Form.of(Map.of("disclosures.readers.impact", "DEGRADED", "disclosures.readers.from", "2026-11-22T14:03"));
        assertEquals(List.of(), DraftForm.read(form).disclosures());
    }

    @Test
    void wordsForAnAudienceThatIsNotMentionedAreNotLostInSilence() {
        Form form = Form.of(Map.of("disclosures.readers.words", "Typed before the box was ticked"));
        InvalidException refusal = assertThrows(InvalidException.class, () -> DraftForm.read(form));
        assertEquals("disclosures.readers.mentioned", refusal.field());
        assertEquals("Typed before the box was ticked", form.refused(refusal).value("disclosures.readers.words"));
        assertNotNull(form.refused(refusal).faultOf("disclosures.readers.mentioned"));
        assertNull(form.refused(refusal).faultOf("words"));
    }

    @Test
    void aTimeThatCannotBeReadIsRefusedAtItsField() {
        Form form = Form.of(Map.of("disclosures.readers.mentioned", "yes", "disclosures.readers.to", "soon"));
        assertEquals("disclosures.readers.to", assertThrows(InvalidException.class, () -> DraftForm.read(form)).field());
    }

    @Test
    void aComponentThatIsOperationalIsNotNamed() {
        assertEquals(List.of(), DraftForm
                .read(Form.of(Map.of("effects.1.component", "aaaabbbbcccc", "effects.1.status", "OPERATIONAL"))).effects());
    }

    @Test
    void onlyRowsThatAreFilledInAreSent() {
        Form form = Form.of(Map.of("effects.1.component", "", "effects.1.status", "", "effects.4.component", "aaaabbbbcccc",
                "effects.4.status", "MAJOR_OUTAGE", "effects.4.audience", ""));
        assertEquals(List.of(new DraftContent.Effect("aaaabbbbcccc", null, ComponentStatus.MAJOR_OUTAGE)),
                DraftForm.read(form).effects());
        assertEquals(4 + DraftForm.EMPTY_ROWS, DraftForm.rows(form).size(), "what is chosen in the fourth row stays there");
    }

    @Test
    void aStatusWithoutAComponentIsNotLostInSilence() {
        Form form = Form.of(Map.of("effects.2.component", "", "effects.2.status", "MAJOR_OUTAGE"));
        assertEquals("effects.2.component", assertThrows(InvalidException.class, () -> DraftForm.read(form)).field());
    }

    @Test
    void aLanguageWithoutWordsIsNotThere() {
        Form form = Form.of(Map.of("translations.de.title", "", "translations.de.words", " ", "translations.de.own.readers", "",
                "translations.fr.words", "Lent"));
        assertEquals(Map.of("fr", new DraftContent.Translation(null, "Lent", Map.of())), DraftForm.read(form).translations());
        assertEquals(Set.of("de", "fr"), DraftForm.languages(form), "its fields stay");
    }

    @Test
    void wordsInAFurtherLanguageForAnAudienceThatIsNotMentionedAreNotLostInSilence() {
        Form form = Form.of(Map.of("disclosures.readers.words", "", "translations.de.own.readers", "Eigene Worte"));
        assertEquals("disclosures.readers.mentioned", assertThrows(InvalidException.class, () -> DraftForm.read(form)).field());
    }

    @Test
    void aReasonForLeavingAnAudienceOutGoesWhenItIsMentioned() {
        assertEquals(List.of(new DraftContent.Omission("readers", "Why")),
                DraftForm.read(Form.of(Map.of("omissions.readers", "Why", "omissions.movement", " "))).omissions());
        assertEquals(List.of(),
                DraftForm.read(Form.of(Map.of("omissions.readers", "Why", "disclosures.readers.mentioned", "yes",
                        "disclosures.readers.impact", "NONE"))).omissions());
    }

    @Test
    void aRuleOfOnesOwnCountsBeforeTheChoice() {
        Form form = Form.of(Map.of("plan", "yes", "plan.repeats", "FREQ=DAILY", "plan.rule", " FREQ=MONTHLY;BYDAY=2TU "));
        assertEquals("FREQ=MONTHLY;BYDAY=2TU", DraftForm.read(form).plan().rule());
        assertEquals("FREQ=DAILY",
                DraftForm.read(Form.of(Map.of("plan", "yes", "plan.repeats", "FREQ=DAILY", "plan.rule", ""))).plan().rule());
        assertNull(DraftForm.read(Form.of(Map.of("plan.repeats", "FREQ=DAILY"))).plan());
    }

    @Test
    void aTypoChangesLettersAndNothingElse() {
        DraftContent stands = new DraftContent("Tytle", NoticeState.IDENTIFIED, TIME, TIME, TIME, "Wrods", List.of(
                new DraftContent.Disclosure("readers", Impact.DEGRADED, TIME, null, "Onw words"),
                new DraftContent.Disclosure("movement", Impact.NONE, null, null, null)),
                List.of(new DraftContent.Effect("aaaabbbbcccc", null, ComponentStatus.MAJOR_OUTAGE)));
        Form form = Form.of(Map.of("title", "Title", "words", "Words", "state", "RESOLVED", "disclosures.readers.words",
                "Own words", "disclosures.readers.impact", "NONE", "effects.1.component", "x"));
        assertEquals(new DraftContent("Title", NoticeState.IDENTIFIED, TIME, TIME, TIME, "Words", List.of(
                new DraftContent.Disclosure("readers", Impact.DEGRADED, TIME, null, "Own words"),
                new DraftContent.Disclosure("movement", Impact.NONE, null, null, null)), stands.effects()),
                DraftForm.readLetters(form, stands));
    }

    @Test
    void aPlanNeedsItsTimesBeforeThereIsAPageToShow() {
        Map<String, String> plan = new HashMap<>(Map.of("state", "SCHEDULED", "plan", "yes", "disclosures.readers.mentioned",
                "yes", "disclosures.readers.impact", "MAINTENANCE"));
        assertNotNull(DraftForm.missingForPreview(DraftForm.read(Form.of(plan))));
        plan.put("plan.from", "2026-11-22T14:03");
        assertNull(DraftForm.missingForPreview(DraftForm.read(Form.of(plan))));
    }

    @Test
    void thereIsNoPageToShowBeforeAnAudienceHasAnImpact() {
        assertNotNull(DraftForm.missingForPreview(DraftContent.empty()));
        assertNotNull(DraftForm.missingForPreview(DraftForm.read(Form.of(Map.of("state", "INVESTIGATING",
                "disclosures.readers.mentioned", "yes")))));
        assertNull(DraftForm.missingForPreview(DraftForm.read(Form.of(Map.of("state", "INVESTIGATING",
                "disclosures.readers.mentioned", "yes", "disclosures.readers.impact", "NONE")))));
    }
}
