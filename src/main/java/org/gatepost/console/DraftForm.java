package org.gatepost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.gatepost.gate.DraftContent;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.security.InvalidException;

/**
 * The writing screen's form: its fields are named as the gate names the places of a draft in its refusals, such as
 * {@code disclosures.readers.impact}. Pure.
 *
 * <p>
 * Of the components only those that are chosen are sent, one row each: a page may have hundreds, and few of them are ever in trouble.
 */
final class DraftForm {
    static final String DISCLOSURES = "disclosures.";
    static final String TRANSLATIONS = "translations.";
    /** Leaves every further language out of an amendment. */
    static final String DROPS = "drops";
    private static final String DROP = ".drop";
    static final String OMISSIONS = "omissions.";
    /** Rows for components that stand empty below those that are filled in. */
    static final int EMPTY_ROWS = 3;
    private static final String ROWS = "effects.";
    private static final String COMPONENT = ".component";
    private static final String MENTIONED = ".mentioned";
    private static final String WORDS = ".words";
    private static final String YES = "yes";
    private static final String PLAN = "plan";
    private static final Pattern ROW = Pattern.compile("effects\\.(\\d{1,4})\\.[a-z]+");
    private static final Pattern TRANSLATION = Pattern.compile("translations\\.([A-Za-z0-9-]{1,35})\\..+");

    private DraftForm() {
    }

    /**
     * What the form says.
     *
     * @throws InvalidException when a time cannot be read, or when words would be lost because their audience is not mentioned
     */
    static DraftContent read(Form form) {
        return new DraftContent(title(form), Answers.constant(NoticeState.class, form.value("state")),
                time(form, "startedAt"), time(form, "shownAt"), time(form, "nextUpdateBy"), form.value("words"),
                disclosures(form), effects(form), translations(form), omissions(form), time(form, "goesOutAt"),
                form.has("quiet", YES) ? Boolean.FALSE : null, delay(form), plan(form));
    }

    /** A typo changes letters only: title and words are the form's, everything else stays as it stands. */
    static DraftContent readLetters(Form form, DraftContent stands) {
        return new DraftContent(title(form), stands.state(), stands.startedAt(), stands.shownAt(),
                stands.nextUpdateBy(), form.value("words"),
                stands.disclosures().stream()
                        .map(to -> new DraftContent.Disclosure(to.audience(), to.impact(), to.from(), to.to(),
                                given(form, DISCLOSURES + to.audience() + WORDS)))
                        .toList(),
                stands.effects(), translations(form), stands.omissions(), stands.goesOutAt(), stands.tellsSubscribers(),
                stands.delay(), stands.plan());
    }

    /** Null where the title is not to be chosen. */
    private static String title(Form form) {
        return form.values().get("title");
    }

    private static List<DraftContent.Disclosure> disclosures(Form form) {
        List<DraftContent.Disclosure> disclosures = new ArrayList<>();
        for (String audience : audiences(form)) {
            String at = DISCLOSURES + audience;
            String words = given(form, at + WORDS);
            if (form.has(at + MENTIONED, YES)) {
                disclosures
                        .add(new DraftContent.Disclosure(audience, Answers.constant(Impact.class, form.value(at + ".impact")),
                                time(form, at + ".from"), time(form, at + ".to"), words));
            } else if (words != null || translations(form).values().stream().anyMatch(to -> to.own().containsKey(audience))) {
                throw new InvalidException(at + MENTIONED,
                        "There are words for this audience, but it is not mentioned: mention it, or clear its words.");
            }
        }
        return disclosures;
    }

    private static Set<String> audiences(Form form) {
        Set<String> audiences = new LinkedHashSet<>();
        form.values().keySet().stream()
                .filter(name -> name.startsWith(DISCLOSURES) && name.lastIndexOf('.') > DISCLOSURES.length())
                .forEach(name -> audiences.add(name.substring(DISCLOSURES.length(), name.lastIndexOf('.'))));
        return audiences;
    }

    private static List<DraftContent.Effect> effects(Form form) {
        List<DraftContent.Effect> effects = new ArrayList<>();
        for (int row : rowsOf(form)) {
            String at = ROWS + row;
            String component = form.value(at + COMPONENT);
            ComponentStatus status = Answers.constant(ComponentStatus.class, form.value(at + ".status"));
            if (component.isEmpty() && status != null && status != ComponentStatus.OPERATIONAL) {
                throw new InvalidException(at + COMPONENT,
                        "A status is chosen and no component: choose the component, or take the status back.");
            }
            if (!component.isEmpty() && status != ComponentStatus.OPERATIONAL) {
                effects.add(new DraftContent.Effect(component, given(form, at + ".audience"), status));
            }
        }
        return effects;
    }

    private static Set<Integer> rowsOf(Form form) {
        Set<Integer> rows = new TreeSet<>();
        for (String name : form.values().keySet()) {
            Matcher row = ROW.matcher(name);
            if (row.matches()) {
                rows.add(Integer.valueOf(row.group(1)));
            }
        }
        return rows;
    }

    /** The rows for components that the screen shows: those that are filled in, and some more. */
    static List<String> rows(Form form) {
        int last = rowsOf(form).stream().filter(row -> !form.value(ROWS + row + COMPONENT).isEmpty())
                .max(Integer::compare).orElse(0);
        List<String> rows = new ArrayList<>();
        for (int row = 1; row <= last + EMPTY_ROWS; row++) {
            rows.add(ROWS + row);
        }
        return rows;
    }

    /** A language in which nothing is written is not there, nor is one that an amendment drops. */
    private static Map<String, DraftContent.Translation> translations(Form form) {
        Map<String, DraftContent.Translation> translations = new TreeMap<>();
        if (form.has(DROPS, YES)) {
            return translations;
        }
        for (String language : languages(form)) {
            String at = TRANSLATIONS + language;
            if (form.has(at + DROP, YES)) {
                continue;
            }
            String title = given(form, at + ".title");
            String words = given(form, at + WORDS);
            Map<String, String> own = new TreeMap<>();
            String owns = at + ".own.";
            form.values().forEach((name, value) -> {
                if (name.startsWith(owns) && !value.isBlank()) {
                    own.put(name.substring(owns.length()), value);
                }
            });
            if (title != null || words != null || !own.isEmpty()) {
                translations.put(language, new DraftContent.Translation(title, words, own));
            }
        }
        return translations;
    }

    /** The further languages that the form has fields for, by tag. */
    static Set<String> languages(Form form) {
        Set<String> languages = new TreeSet<>();
        for (String name : form.values().keySet()) {
            Matcher translation = TRANSLATION.matcher(name);
            if (translation.matches()) {
                languages.add(translation.group(1));
            }
        }
        return languages;
    }

    /** Why an audience is left out; for one that is mentioned there is nothing to say. */
    private static List<DraftContent.Omission> omissions(Form form) {
        List<DraftContent.Omission> omissions = new ArrayList<>();
        form.values().forEach((name, reason) -> {
            if (name.startsWith(OMISSIONS) && !reason.isBlank()) {
                String audience = name.substring(OMISSIONS.length());
                if (!form.has(DISCLOSURES + audience + MENTIONED, YES)) {
                    omissions.add(new DraftContent.Omission(audience, reason));
                }
            }
        });
        return omissions;
    }

    private static DraftContent.Delay delay(Form form) {
        Instant knownSince = time(form, "delay.knownSince");
        String because = given(form, "delay.because");
        return knownSince == null && because == null ? null : new DraftContent.Delay(knownSince, because);
    }

    /** Whoever types a rule of their own means it, whatever is chosen above it. */
    private static DraftContent.Plan plan(Form form) {
        if (!form.has(PLAN, YES)) {
            return null;
        }
        String own = given(form, "plan.rule");
        return new DraftContent.Plan(time(form, "plan.from"), time(form, "plan.until"),
                own == null ? given(form, "plan.repeats") : own.strip(), form.has("plan.startsByItself", YES),
                form.has("plan.endsByItself", YES));
    }

    /** The form as it says the content. */
    static Form of(DraftContent content) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", text(content.title()));
        values.put("state", content.state() == null ? "" : content.state().name());
        values.put("startedAt", Times.typed(content.startedAt()));
        values.put("shownAt", Times.typed(content.shownAt()));
        values.put("nextUpdateBy", Times.typed(content.nextUpdateBy()));
        values.put("words", text(content.words()));
        for (DraftContent.Disclosure disclosure : content.disclosures()) {
            String at = DISCLOSURES + disclosure.audience();
            values.put(at + MENTIONED, YES);
            values.put(at + ".impact", disclosure.impact() == null ? "" : disclosure.impact().name());
            values.put(at + ".from", Times.typed(disclosure.from()));
            values.put(at + ".to", Times.typed(disclosure.to()));
            values.put(at + WORDS, text(disclosure.words()));
        }
        int row = 1;
        for (DraftContent.Effect effect : content.effects()) {
            String at = ROWS + row++;
            values.put(at + COMPONENT, effect.component());
            values.put(at + ".status", effect.status() == null ? "" : effect.status().name());
            values.put(at + ".audience", text(effect.audience()));
        }
        content.translations().forEach((language, translation) -> {
            String at = TRANSLATIONS + language;
            values.put(at + ".title", text(translation.title()));
            values.put(at + WORDS, text(translation.words()));
            translation.own().forEach((audience, words) -> values.put(at + ".own." + audience, words));
        });
        content.omissions().forEach(omission -> values.put(OMISSIONS + omission.audience(), text(omission.reason())));
        values.put("goesOutAt", Times.typed(content.goesOutAt()));
        if (!content.tells()) {
            values.put("quiet", YES);
        }
        if (content.delay() != null) {
            values.put("delay.knownSince", Times.typed(content.delay().knownSince()));
            values.put("delay.because", text(content.delay().because()));
        }
        if (content.plan() != null) {
            plan(values, content.plan());
        }
        return Form.of(values);
    }

    private static void plan(Map<String, String> values, DraftContent.Plan plan) {
        String rule = text(plan.rule());
        boolean isOffered = Repeat.OFFERED.stream().anyMatch(repeat -> repeat.rule().equals(rule));
        values.put(PLAN, YES);
        values.put("plan.from", Times.typed(plan.from()));
        values.put("plan.until", Times.typed(plan.until()));
        values.put("plan.repeats", isOffered ? rule : "");
        values.put("plan.rule", isOffered ? "" : rule);
        if (plan.startsByItself()) {
            values.put("plan.startsByItself", YES);
        }
        if (plan.endsByItself()) {
            values.put("plan.endsByItself", YES);
        }
    }

    /** How often planned work comes again, by an RRULE of RFC 5545; empty for once. */
    record Repeat(String rule, String name) {
        static final List<Repeat> OFFERED = List.of(new Repeat("", "Once"), new Repeat("FREQ=DAILY", "Every day"),
                new Repeat("FREQ=WEEKLY", "Every week"), new Repeat("FREQ=WEEKLY;INTERVAL=2", "Every two weeks"),
                new Repeat("FREQ=MONTHLY", "Every month, on the same day"),
                new Repeat("FREQ=MONTHLY;INTERVAL=3", "Every quarter"),
                new Repeat("FREQ=YEARLY", "Every year"));
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
        if (content.plan() != null && content.plan().from() == null) {
            return "The planned begin is missing.";
        }
        return null;
    }

    private static Instant time(Form form, String field) {
        return Times.read(field, form.value(field));
    }

    /** What was typed; null for nothing. */
    private static String given(Form form, String field) {
        String value = form.value(field);
        return value.isBlank() ? null : value;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
