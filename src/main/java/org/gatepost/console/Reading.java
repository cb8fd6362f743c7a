package org.gatepost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Rollup;

/**
 * What the world will read when a draft is published, in words: taken from the page as it would be, so that author and reviewer look at
 * the very bytes that readers get.
 *
 * @param state null while none is chosen
 * @param plan of planned work, else null
 * @param told one per audience of the page, mentioned or not
 * @param titles in further languages
 * @param parts what components do as of this entry
 * @param delay why it is told later than it was known, or null
 * @param overall the worst that the common page and the API will then report of everything, or null while that cannot be said
 */
record Reading(String title, Instant startedAt, NoticeState state, Instant shownAt, Instant nextUpdateBy, Plan plan,
        List<To> told, List<Said> titles, List<Part> parts, PublishedUpdate.Delay delay, boolean tellsSubscribers,
        Impact overall) {

    /**
     * What one audience is told.
     *
     * @param mentioned whether this entry speaks to it; the impact may still be missing then
     * @param knows whether earlier entries spoke to it, which stay
     * @param html sanitised when it was made
     * @param further the same in further languages
     */
    record To(String key, String name, boolean mentioned, boolean knows, Impact impact, Instant from, Instant to, String html,
            List<Said> further) {
    }

    /**
     * Something in a further language.
     *
     * @param html sanitised when it was made, or null for a title
     * @param text for a title, or null
     */
    record Said(String tag, String html, String text) {

        public String language() {
            return Languages.name(tag);
        }

        public String direction() {
            return Languages.direction(tag);
        }
    }

    /** @param audience whom alone it is shown to, or null for everybody whom the entry addresses */
    record Part(String name, String audience, ComponentStatus status) {
    }

    /**
     * When planned work takes place; from and until may be missing while it is being written.
     *
     * @param was what readers were told before, when that is moved; else null
     */
    record Plan(Instant from, Instant until, String rule, boolean startsByItself, boolean endsByItself, Plan was) {

        Plan after(Plan before) {
            boolean isMoved = before != null && !(Objects.equals(before.from, from) && Objects.equals(before.until, until));
            return new Plan(from, until, rule, startsByItself, endsByItself, isMoved ? before : null);
        }

        /** How often, in words, or null for once. */
        public String repeats() {
            if (rule == null || rule.isBlank()) {
                return null;
            }
            return DraftForm.Repeat.OFFERED.stream().filter(repeat -> repeat.rule().equals(rule))
                    .map(repeat -> repeat.name().toLowerCase(Locale.ROOT)).findFirst().orElse("by the rule " + rule);
        }
    }

    /**
     * @param noticeId of the notice that is updated, or null for first words
     * @param entryId of the entry that is amended, or null for a new one
     * @param complete whether the page could be rendered, so that it adds up to something
     */
    static Optional<Reading> of(PublishedPage before, PublishedPage after, String noticeId, String entryId, boolean complete) {
        Set<String> known = before.notices().stream().map(PublishedNotice::id).collect(Collectors.toSet());
        return after.notices().stream()
                .filter(notice -> noticeId == null ? !known.contains(notice.id()) : notice.id().equals(noticeId))
                .findFirst().map(notice -> of(before, after, notice, entryId, complete));
    }

    private static Reading of(PublishedPage before, PublishedPage after, PublishedNotice notice, String entryId,
            boolean complete) {
        Plan was = before.notices().stream().filter(one -> one.id().equals(notice.id())).findFirst().map(Reading::plan)
                .orElse(null);
        Plan plan = plan(notice) == null ? null : plan(notice).after(was);
        PublishedUpdate update = notice.updates().stream().filter(one -> one.id().equals(entryId)).findFirst()
                .orElseGet(notice::latest);
        List<PublishedUpdate> others = notice.updates().stream().filter(one -> one != update).toList();
        Map<String, String> audiences = after.audiences().stream()
                .collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name));
        Map<String, String> components = after.components().stream()
                .collect(Collectors.toMap(PublishedComponent::id, PublishedComponent::name));
        List<To> told = new ArrayList<>();
        for (PublishedAudience audience : after.audiences()) {
            boolean knows = others.stream().anyMatch(one -> one.to(audience.key()).isPresent());
            told.add(update.to(audience.key())
                    .map(to -> new To(audience.key(), audience.name(), true, knows, to.impact(), to.from(), to.to(), to.html(),
                            further(to)))
                    .orElse(new To(audience.key(), audience.name(), false, knows, null, null, null, null, List.of())));
        }
        return new Reading(notice.title(), notice.startedAt(), update.state(), update.shownAt(), update.nextUpdateBy(),
                plan, told,
                new TreeMap<>(notice.titles()).entrySet().stream()
                        .map(title -> new Said(title.getKey(), null, title.getValue())).toList(),
                update.effects().stream()
                        .map(effect -> new Part(
                                components.getOrDefault(effect.componentId(), "a component that is not on the page"),
                                effect.audience() == null ? null : audiences.getOrDefault(effect.audience(), effect.audience()),
                                effect.status()))
                        .toList(),
                update.delay(), update.tellsSubscribers(), complete ? Rollup.of(after).overall() : null);
    }

    private static List<Said> further(PublishedUpdate.Disclosure to) {
        return new TreeMap<>(to.translations()).entrySet().stream()
                .map(words -> new Said(words.getKey(), words.getValue().html(), null)).toList();
    }

    private static Plan plan(PublishedNotice notice) {
        return notice.kind() != NoticeKind.MAINTENANCE
                ? null
                : new Plan(notice.scheduledFor(), notice.scheduledUntil(), notice.recurrence().rule(),
                        notice.recurrence().startsByItself(), notice.recurrence().endsByItself(), null);
    }

    public List<To> mentioned() {
        return told.stream().filter(To::mentioned).toList();
    }

    /** The audiences that are addressed, such as {@code readers and contributors}. */
    public String addressed() {
        return joined(mentioned().stream().map(to -> to.name().toLowerCase(Locale.ROOT)).toList());
    }

    public String silent() {
        return joined(
                told.stream().filter(to -> !to.mentioned()).map(to -> to.name().toLowerCase(Locale.ROOT)).toList());
    }

    public boolean isOver() {
        return state != null && state.isOver();
    }

    static String joined(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
