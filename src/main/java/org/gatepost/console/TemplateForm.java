package org.gatepost.console;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.TemplateContent;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.security.InvalidException;

/** The form of a template: words with slots for everyone, for single audiences, and the phrases that fill the slots. Pure. */
final class TemplateForm {
    static final String ACT = "template";
    /** Words of an audience stand in a field of this name and its key; those for everyone in {@code words}. */
    static final String WORDS = "words";
    private static final String PHRASES = "phrases.";
    private static final String COMPONENTS = "components";
    private static final int KEY_LIMIT = 60;

    private TemplateForm() {
    }

    static TemplateContent read(Form form) {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, String> phrases = new LinkedHashMap<>();
        form.values().forEach((name, value) -> {
            if (value.isBlank()) {
                return;
            }
            if (name.equals(WORDS)) {
                words.put(TemplateContent.EVERYONE, value);
            } else if (name.startsWith(WORDS + ".")) {
                words.put(name.substring(WORDS.length() + 1), value);
            } else if (name.startsWith(PHRASES)) {
                phrases.put(name.substring(PHRASES.length()), value.strip());
            }
        });
        NoticeState state = Answers.constant(NoticeState.class, form.value("state"));
        String name = form.value("name").strip();
        String key = form.value("key").strip();
        return new TemplateContent(key.isEmpty() ? key(name, state) : key, form.value("language").strip(), state, name,
                form.value("title").strip(), words, phrases, Answers.number(form.value("translates")) > 0
                        ? Integer.valueOf(Answers.number(form.value("translates")))
                        : null);
    }

    static Form of(TemplateContent content) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("key", text(content.key()));
        values.put("language", text(content.language()));
        values.put("state", content.state() == null ? "" : content.state().name());
        values.put("name", text(content.name()));
        values.put("title", text(content.title()));
        if (content.translates() != null) {
            values.put("translates", content.translates().toString());
        }
        content.words().forEach(
                (audience, words) -> values.put(audience.equals(TemplateContent.EVERYONE) ? WORDS : WORDS + "." + audience,
                        words));
        content.phrases().forEach((slot, phrase) -> values.put(PHRASES + slot, phrase));
        return Form.of(values);
    }

    /** The refusal at the field that it is about: the words for everyone stand in a field of their own. */
    static RuntimeException placed(RuntimeException refusal) {
        return refusal instanceof InvalidException invalid && invalid.field().equals(WORDS + "." + TemplateContent.EVERYONE)
                ? new InvalidException(WORDS, invalid.getMessage())
                : refusal;
    }

    /** What the revisions of a template have in common, made of its name when nobody says it. */
    static String key(String name, NoticeState state) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        String key = letters.isEmpty() || state == null ? letters : Wording.plain(state).replace(' ', '-') + "-" + letters;
        return key.length() > KEY_LIMIT ? key.substring(0, KEY_LIMIT).replaceAll("-+$", "") : key;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    /** A slot, and what fills it. */
    record Slot(String name, String meaning) {
    }

    static final List<Slot> SLOTS = List.of(
            new Slot("{components}", "the names of the components that are chosen, or the phrase below"),
            new Slot("{audience}", "the name of the audience that reads"),
            new Slot("{impact}", "the phrase of the impact that is chosen for the audience"),
            new Slot("{began}", "since when, in UTC"), new Slot("{ended}", "until when, in UTC"));

    /** A phrase that can be given. */
    record Phrase(String field, String label) {
    }

    static List<Phrase> phrases() {
        List<Phrase> phrases = new ArrayList<>();
        for (Impact impact : List.of(Impact.DEGRADED, Impact.PARTIAL_OUTAGE, Impact.MAJOR_OUTAGE, Impact.NONE,
                Impact.MAINTENANCE)) {
            phrases.add(new Phrase(PHRASES + impact.name(), "{impact} for " + Wording.words(impact)));
        }
        phrases.add(new Phrase(PHRASES + COMPONENTS, "{components} when none is named"));
        phrases.add(new Phrase(PHRASES + "between", "Between two names, such as {0}, {1}"));
        phrases.add(new Phrase(PHRASES + "last", "Before the last name, such as {0} and {1}"));
        return phrases;
    }

    /** With what each audience is called in the language of the template. */
    static List<Phrase> phrases(List<PublishedAudience> audiences) {
        List<Phrase> phrases = new ArrayList<>(phrases());
        audiences.forEach(audience -> phrases.add(new Phrase(PHRASES + GatePolicy.AUDIENCE_PHRASE + audience.key(),
                "{audience} for " + audience.name())));
        return phrases;
    }

    /** Where words for one audience alone are typed. */
    record Own(String field, String name) {

        static List<Own> of(List<PublishedAudience> audiences) {
            return audiences.stream().map(audience -> new Own(WORDS + "." + audience.key(), audience.name())).toList();
        }
    }
}
