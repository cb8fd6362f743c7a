package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
                        new DraftContent.Effect("aaaabbbbcccc", "readers", ComponentStatus.PARTIAL_OUTAGE)));
        assertEquals(content, DraftForm.read(DraftForm.of(content)));
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
        assertEquals(List.of(), DraftForm.read(Form.of(Map.of("effects.aaaabbbbcccc", "OPERATIONAL"))).effects());
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
