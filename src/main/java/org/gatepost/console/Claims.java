package org.gatepost.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.gatepost.gate.Bundle;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.Proposal;
import org.gatepost.gate.TemplateContent;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedPage;

/**
 * What a draft claims, line by line and in words, so that two of them can be compared by people: {@code Impact for Readers: degraded}.
 * Pure.
 *
 * @param lines by what they are about, in the order in which people read
 */
record Claims(Map<String, String> lines) {
    static final String TITLE = "Title";
    static final String BEGAN = "Began";
    static final String SHOWN = "Shown at";
    private static final String WORDS = "Words for ";
    /** The gate asks its own clock for what it fills in, and the database stamps the proposal. */
    private static final Duration FILLED_IN_WITHIN = Duration.ofSeconds(10);

    /** Something that is claimed otherwise: what went and what came. */
    record Line(String label, List<Difference.Piece> pieces) {

        /** Words are compared word by word; anything else goes as a whole. */
        public boolean isWords() {
            return isText(label);
        }

        public String before() {
            return text(Difference.Piece::isNew);
        }

        public String after() {
            return text(Difference.Piece::isGone);
        }

        private String text(Predicate<Difference.Piece> leftOut) {
            return pieces.stream().filter(leftOut.negate()).map(Difference.Piece::text).collect(Collectors.joining());
        }
    }

    /** The lines that differ, in the order of the later claims; what is claimed no longer comes last. */
    static List<Line> difference(Claims before, Claims after) {
        Set<String> labels = new LinkedHashSet<>(after.lines.keySet());
        labels.addAll(before.lines.keySet());
        // Words that several audiences share are shown once.
        Map<List<String>, List<String>> same = new LinkedHashMap<>();
        for (String label : labels) {
            String was = before.lines.getOrDefault(label, "");
            String is = after.lines.getOrDefault(label, "");
            if (!was.equals(is)) {
                boolean isShared = label.startsWith(WORDS);
                same.computeIfAbsent(List.of(isShared ? WORDS : label, was, is), any -> new ArrayList<>())
                        .add(isShared ? label.substring(WORDS.length()) : label);
            }
        }
        List<Line> lines = new ArrayList<>();
        same.forEach((key, about) -> lines.add(new Line((key.get(0).equals(WORDS) ? WORDS : "") + Reading.joined(about),
                Difference.words(key.get(1), key.get(2)))));
        return lines;
    }

    /** Only what people wrote, by where it stands; what stands in several places is there once. */
    Map<String, String> texts() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        lines.forEach((label, text) -> {
            if (isText(label)) {
                places.computeIfAbsent(text, any -> new ArrayList<>())
                        .add(label.startsWith(WORDS) ? label.substring(WORDS.length()) : label);
            }
        });
        Map<String, String> texts = new LinkedHashMap<>();
        places.forEach((text, labels) -> texts.put(Reading.joined(labels), text));
        return texts;
    }

    private static boolean isText(String label) {
        return label.startsWith(WORDS) || label.startsWith("Title") || label.startsWith("Why") || label.startsWith("Phrase");
    }

    /** Without what only one side can say, because it is filled in when words are frozen. */
    Claims without(String... labels) {
        Map<String, String> rest = new LinkedHashMap<>(lines);
        List.of(labels).forEach(rest::remove);
        return new Claims(rest);
    }

    /** What one entry of a notice says: not what is planned by the notice as a whole, nor whom it is sent to. */
    Claims aboutAnEntry() {
        return without("Planned from", "Planned until", "Comes again", "Starts by itself", "Ends by itself", "Subscribers");
    }

    /** What was frozen. Times that nobody wrote and the proposal filled in are not told as times: else each revision would differ. */
    static Claims of(Proposal proposal, PublishedPage page) {
        Claims all = of(proposal.bundle(), page);
        Bundle bundle = proposal.bundle();
        boolean hasWords = bundle.notices().size() == 1 && bundle.notices().get(0).updates().size() == 1;
        if (!hasWords) {
            return all;
        }
        Bundle.Notice notice = bundle.notices().get(0);
        Instant shownAt = notice.updates().get(0).shownAt();
        boolean isFilledIn = shownAt != null && (shownAt.equals(bundle.goesOutAt())
                || Duration.between(shownAt, proposal.proposedAt()).abs().compareTo(FILLED_IN_WITHIN) < 0);
        List<String> filledIn = new ArrayList<>(isFilledIn ? List.of(SHOWN) : List.of());
        if (isFilledIn && shownAt.equals(notice.startedAt())) {
            filledIn.add(BEGAN);
        }
        return all.without(filledIn.toArray(String[]::new));
    }

    /** @param page for the names of audiences and components */
    static Claims of(Bundle bundle, PublishedPage page) {
        Names names = Names.of(page);
        Map<String, String> lines = new LinkedHashMap<>();
        put(lines, "Goes out at", bundle.goesOutAt());
        bundle.audiences().forEach(audience -> put(lines, "Audience " + audience.key(),
                audience.name() + ", at place " + audience.position()));
        bundle.groups().forEach(group -> put(lines, "Group " + group.name(), "at place " + group.position()));
        bundle.components().forEach(component -> put(lines, "Component " + component.name(),
                (Boolean.TRUE.equals(component.retired()) ? "retired, " : "")
                        + (component.description() == null ? "" : component.description() + ", ")
                        + "for " + Reading.joined(component.audiences().stream().map(names::audience).toList())
                        + (component.group() == null ? "" : ", in " + names.group(component.group()))
                        + ", at place " + component.position()));
        if (bundle.template() != null) {
            template(lines, bundle.template(), names);
        }
        boolean isOne = bundle.notices().size() == 1;
        for (Bundle.Notice notice : bundle.notices()) {
            Map<String, String> own = new LinkedHashMap<>();
            notice(own, notice, names);
            own.forEach((label, value) -> put(lines, isOne ? label : notice.title() + ": " + label, value));
        }
        return new Claims(lines);
    }

    /** A template as it is used now. */
    static Claims of(TemplateRecord template, PublishedPage page) {
        Map<String, String> lines = new LinkedHashMap<>();
        template(lines, TemplateWords.content(template), Names.of(page));
        return new Claims(lines);
    }

    private static void template(Map<String, String> lines, Bundle.Template template, Names names) {
        Map<String, String> words = new TreeMap<>();
        template.words().forEach((audience, said) -> words.put(audience, said.markdown()));
        template(lines, new TemplateContent(template.key(), template.language(), template.state(), template.name(),
                template.title(), words, template.phrases()), names);
    }

    private static void template(Map<String, String> lines, TemplateContent template, Names names) {
        put(lines, "Name", template.name());
        put(lines, "Key", template.key());
        put(lines, "Language", Languages.name(template.language()));
        put(lines, "Translates", template.translates() == null ? null : "revision " + template.translates());
        put(lines, "State", template.state() == null ? null : Wording.words(template.state()));
        put(lines, TITLE, template.title());
        template.words().forEach((audience, words) -> put(lines,
                WORDS + (audience.equals(TemplateContent.EVERYONE) ? "everyone" : names.audience(audience)), words));
        template.phrases().forEach((slot, phrase) -> put(lines, "Phrase for " + slot.toLowerCase().replace('_', ' '), phrase));
    }

    private static void notice(Map<String, String> lines, Bundle.Notice notice, Names names) {
        put(lines, TITLE, notice.title());
        if (notice.titles() != null) {
            notice.titles().forEach((language, title) -> put(lines, "Title in " + Languages.name(language), title));
        }
        put(lines, BEGAN, notice.startedAt());
        put(lines, "Planned from", notice.scheduledFor());
        put(lines, "Planned until", notice.scheduledUntil());
        put(lines, "Comes again", notice.recurrence());
        put(lines, "Starts by itself", yes(notice.startsByItself()));
        put(lines, "Ends by itself", yes(notice.endsByItself()));
        for (Bundle.Update update : notice.updates()) {
            put(lines, "State", update.state() == null ? null : Wording.words(update.state()));
            put(lines, SHOWN, update.shownAt());
            put(lines, "Next update by", update.nextUpdateBy());
            put(lines, "Subscribers", Boolean.FALSE.equals(update.tellsSubscribers()) ? "are not told" : null);
            put(lines, "Known since", update.knownSince());
            put(lines, "Why it is told later", update.because());
            for (Bundle.Disclosure to : update.disclosures()) {
                String audience = names.audience(to.audience());
                claim(lines, audience, to.impact() == null ? null : Wording.words(to.impact()), to.from(), to.to(),
                        to.markdown());
                if (to.translations() != null) {
                    to.translations().forEach((language, words) -> put(lines,
                            WORDS + audience + " in " + Languages.name(language), words.markdown()));
                }
            }
            update.effects().forEach(effect -> put(lines, names.effect(effect.component(), effect.audience()),
                    effect.status() == null ? null : Wording.words(effect.status())));
        }
    }

    /** What is being written; times that are filled in when it is proposed are left open. */
    static Claims of(DraftContent content, PublishedPage page) {
        Names names = Names.of(page);
        Map<String, String> lines = new LinkedHashMap<>();
        put(lines, "Goes out at", content.goesOutAt());
        put(lines, TITLE, content.title());
        content.translations().forEach((language, words) -> put(lines, "Title in " + Languages.name(language), words.title()));
        put(lines, BEGAN, content.startedAt());
        if (content.plan() != null) {
            put(lines, "Planned from", content.plan().from());
            put(lines, "Planned until", content.plan().until());
            put(lines, "Comes again", content.plan().rule());
            put(lines, "Starts by itself", yes(content.plan().startsByItself()));
            put(lines, "Ends by itself", yes(content.plan().endsByItself()));
        }
        put(lines, "State", content.state() == null ? null : Wording.words(content.state()));
        put(lines, SHOWN, content.shownAt());
        put(lines, "Next update by", content.nextUpdateBy());
        put(lines, "Subscribers", content.tells() ? null : "are not told");
        if (content.delay() != null) {
            put(lines, "Known since", content.delay().knownSince());
            put(lines, "Why it is told later", content.delay().because());
        }
        if (content.disclosures().isEmpty()) {
            put(lines, WORDS + "all", content.words());
        }
        for (DraftContent.Disclosure to : content.disclosures()) {
            String audience = names.audience(to.audience());
            boolean hasOwn = to.words() != null && !to.words().isBlank();
            claim(lines, audience, to.impact() == null ? null : Wording.words(to.impact()), to.from(), to.to(),
                    hasOwn ? to.words() : content.words());
            content.translations().forEach((language, words) -> put(lines,
                    WORDS + audience + " in " + Languages.name(language),
                    words.own().getOrDefault(to.audience(), words.words())));
        }
        content.effects().forEach(effect -> put(lines, names.effect(effect.component(), effect.audience()),
                effect.status() == null ? null : Wording.words(effect.status())));
        return new Claims(lines);
    }

    private static void claim(Map<String, String> lines, String audience, String impact, Instant from, Instant to,
            String words) {
        put(lines, "Impact for " + audience, impact);
        put(lines, "From, for " + audience, from);
        put(lines, "To, for " + audience, to);
        put(lines, WORDS + audience, words);
    }

    private static String yes(Boolean is) {
        return Boolean.TRUE.equals(is) ? "yes" : null;
    }

    private static void put(Map<String, String> lines, String label, Instant time) {
        put(lines, label, time == null ? null : Times.full(time));
    }

    private static void put(Map<String, String> lines, String label, String value) {
        if (value != null && !value.isBlank()) {
            lines.put(label, value.strip());
        }
    }

    /** How audiences, groups and components are called. */
    private record Names(Map<String, String> audiences, Map<String, String> groups, Map<String, String> components) {

        static Names of(PublishedPage page) {
            return new Names(
                    page.audiences().stream().collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name)),
                    page.groups().stream().collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name)),
                    page.components().stream().collect(Collectors.toMap(PublishedComponent::id, PublishedComponent::name)));
        }

        String audience(String key) {
            return audiences.getOrDefault(key, key);
        }

        String group(String id) {
            return groups.getOrDefault(id, id);
        }

        String effect(String component, String audience) {
            return "Component " + components.getOrDefault(component, "that is not on the page")
                    + (audience == null ? "" : ", for " + audience(audience) + " only");
        }
    }

}
