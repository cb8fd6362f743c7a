package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;

import org.gatepost.gate.TemplateContent;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.junit.jupiter.api.Test;

class TemplateFormTest {
    private static final TemplateContent CONTENT = new TemplateContent("slow", "en", NoticeState.INVESTIGATING, "It is slow",
            "{components}: slow",
            Map.of(TemplateContent.EVERYONE, "Since {began} it is {impact}.", "readers", "Pages are slow, {reader}."),
            Map.of("DEGRADED", "slow", "components", "some services"));

    @Test
    void whatIsKeptComesBackFromTheFormAsItWas() {
        assertEquals(CONTENT, TemplateForm.read(TemplateForm.of(CONTENT)));
    }

    @Test
    void everyPhraseThatIsReadHasAField() {
        List<String> fields = TemplateForm.phrases().stream().map(TemplateForm.Phrase::field).toList();
        assertFalse(fields.isEmpty());
        TemplateForm.of(CONTENT).values().keySet().stream().filter(name -> name.startsWith("phrases."))
                .forEach(name -> assertEquals(true, fields.contains(name), name));
    }

    @Test
    void aKeyIsMadeOfTheNameWhenNobodySaysIt() {
        assertEquals("investigating-it-is-slow", TemplateForm.key("It is slow!", NoticeState.INVESTIGATING));
        assertEquals("in-progress-uber", TemplateForm.key("Über", NoticeState.IN_PROGRESS));
        assertEquals("", TemplateForm.key("???", NoticeState.RESOLVED));
        assertEquals("own", TemplateForm.read(Form.of(Map.of("key", "own", "name", "Name", "state", "RESOLVED"))).key());
    }

    @Test
    void slotsAreSetApartFromTheWords() {
        TemplateWords words = TemplateWords.of(CONTENT,
                List.of(new PublishedAudience("readers", "Readers", 1), new PublishedAudience("movement", "Movement", 2)));
        assertEquals(List.of(new TemplateWords.Piece("{components}", true), new TemplateWords.Piece(": slow", false)),
                words.title());
        assertEquals(null, words.said().get(0).name(), "those for everyone come first");
        assertEquals("Readers", words.said().get(1).name());
        assertEquals(2, words.said().size());
        assertEquals(List.of(new TemplateWords.Piece("Since ", false), new TemplateWords.Piece("{began}", true),
                new TemplateWords.Piece(" it is ", false), new TemplateWords.Piece("{impact}", true),
                new TemplateWords.Piece(".", false)), words.said().get(0).words());
    }
}
