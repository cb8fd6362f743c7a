package org.gatepost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gatepost.gate.DraftContent;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.security.InvalidException;

/**
 * The writing screen's form: its fields are named as the gate names the places of a draft in its refusals, such as
 * {@code disclosures.readers.impact}. Pure.
 */
final class DraftForm {
    static final String DISCLOSURES = "disclosures.";
    private static final String EFFECTS = "effects.";
    private static final String MENTIONED = ".mentioned";
    private static final String YES = "yes";

    private DraftForm() {
    }

    /**
     * What the form says.
     *
     * @throws InvalidException when a time cannot be read, or when words would be lost because their audience is not mentioned
     */
    static DraftContent read(Form form) {
        return new DraftContent(form.value("title"), Answers.constant(NoticeState.class, form.value("state")),
                time(form, "startedAt"),
                time(form, "shownAt"), time(form, "nextUpdateBy"), form.value("words"), disclosures(form), effects(form));
    }

    private static List<DraftContent.Disclosure> disclosures(Form form) {
        Set<String> audiences = new LinkedHashSet<>();
        form.values().keySet().stream()
                .filter(name -> name.startsWith(DISCLOSURES) && name.lastIndexOf('.') > DISCLOSURES.length())
                .forEach(name -> audiences.add(name.substring(DISCLOSURES.length(), name.lastIndexOf('.'))));
        List<DraftContent.Disclosure> disclosures = new ArrayList<>();
        for (String audience : audiences) {
            String at = DISCLOSURES + audience;
            String words = form.value(at + ".words");
            if (form.has(at + MENTIONED, YES)) {
                disclosures
                        .add(new DraftContent.Disclosure(audience, Answers.constant(Impact.class, form.value(at + ".impact")),
                                time(form, at + ".from"), time(form, at + ".to"), words.isBlank() ? null : words));
            } else if (!words.isBlank()) {
                throw new InvalidException(at + MENTIONED,
                        "There are words for this audience, but it is not mentioned: mention it, or clear its words.");
            }
        }
        return disclosures;
    }

    /** {@code effects.COMPONENT} is for everybody, {@code effects.COMPONENT.AUDIENCE} for one audience. */
    private static List<DraftContent.Effect> effects(Form form) {
        List<DraftContent.Effect> effects = new ArrayList<>();
        form.values().forEach((name, value) -> {
            ComponentStatus status = Answers.constant(ComponentStatus.class, value);
            if (name.startsWith(EFFECTS) && status != null && status != ComponentStatus.OPERATIONAL) {
                String[] key = name.substring(EFFECTS.length()).split("\\.", 2);
                effects.add(new DraftContent.Effect(key[0], key.length == 2 ? key[1] : null, status));
            }
        });
        return effects;
    }

    /** The form as it says the content. */
    static Form of(DraftContent content) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", content.title() == null ? "" : content.title());
        values.put("state", content.state() == null ? "" : content.state().name());
        values.put("startedAt", Times.typed(content.startedAt()));
        values.put("shownAt", Times.typed(content.shownAt()));
        values.put("nextUpdateBy", Times.typed(content.nextUpdateBy()));
        values.put("words", content.words() == null ? "" : content.words());
        for (DraftContent.Disclosure disclosure : content.disclosures()) {
            String at = DISCLOSURES + disclosure.audience();
            values.put(at + MENTIONED, YES);
            values.put(at + ".impact", disclosure.impact() == null ? "" : disclosure.impact().name());
            values.put(at + ".from", Times.typed(disclosure.from()));
            values.put(at + ".to", Times.typed(disclosure.to()));
            values.put(at + ".words", disclosure.words() == null ? "" : disclosure.words());
        }
        for (DraftContent.Effect effect : content.effects()) {
            if (effect.status() != null) {
                values.put(effectField(effect.component(), effect.audience()), effect.status().name());
            }
        }
        return Form.of(values);
    }

    static String effectField(String component, String audience) {
        return EFFECTS + component + (audience == null ? "" : "." + audience);
    }

    /** Why there is no page to show yet, as a sentence; null when there is one. What may be published is for the gate to say. */
    static String missingForPreview(DraftContent content) {
        if (content.state() == null) {
            return "The state is missing.";
        }
        if (content.disclosures().isEmpty()) {
            return "No audience is mentioned yet.";
        }
        if (content.disclosures().stream().anyMatch(disclosure -> disclosure.impact() == null)) {
            return "An impact is missing.";
        }
        if (content.effects().stream().anyMatch(effect -> effect.status() == null)) {
            return "A component's status is missing.";
        }
        return null;
    }

    private static Instant time(Form form, String field) {
        return Times.read(field, form.value(field));
    }
}
