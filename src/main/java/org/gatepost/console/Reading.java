package org.gatepost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
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
 * @param told one per audience of the page, mentioned or not
 * @param parts what components do as of this entry
 * @param overall the worst that the common page and the API will then report of everything, or null while that cannot be said
 */
record Reading(String title, Instant startedAt, NoticeState state, Instant shownAt, Instant nextUpdateBy, List<To> told,
        List<Part> parts, Impact overall) {

    /**
     * What one audience is told.
     *
     * @param mentioned whether this entry speaks to it; the impact may still be missing then
     * @param knows whether earlier entries spoke to it, which stay
     * @param html sanitised when it was made
     */
    record To(String key, String name, boolean mentioned, boolean knows, Impact impact, Instant from, Instant to, String html) {
    }

    /** @param audience whom alone it is shown to, or null for everybody whom the entry addresses */
    record Part(String name, String audience, ComponentStatus status) {
    }

    /**
     * @param noticeId of the notice that is updated, or null for first words
     * @param complete whether the page could be rendered, so that it adds up to something
     */
    static Optional<Reading> of(PublishedPage before, PublishedPage after, String noticeId, boolean complete) {
        Set<String> known = before.notices().stream().map(PublishedNotice::id).collect(Collectors.toSet());
        return after.notices().stream()
                .filter(notice -> noticeId == null ? !known.contains(notice.id()) : notice.id().equals(noticeId))
                .findFirst().map(notice -> of(after, notice, complete));
    }

    private static Reading of(PublishedPage after, PublishedNotice notice, boolean complete) {
        PublishedUpdate update = notice.latest();
        List<PublishedUpdate> earlier = notice.updates().subList(0, notice.updates().size() - 1);
        Map<String, String> audiences = after.audiences().stream()
                .collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name));
        Map<String, String> components = after.components().stream()
                .collect(Collectors.toMap(PublishedComponent::id, PublishedComponent::name));
        List<To> told = new ArrayList<>();
        for (PublishedAudience audience : after.audiences()) {
            boolean knows = earlier.stream().anyMatch(one -> one.to(audience.key()).isPresent());
            told.add(update.to(audience.key())
                    .map(to -> new To(audience.key(), audience.name(), true, knows, to.impact(), to.from(), to.to(), to.html()))
                    .orElse(new To(audience.key(), audience.name(), false, knows, null, null, null, null)));
        }
        return new Reading(notice.title(), notice.startedAt(), update.state(), update.shownAt(), update.nextUpdateBy(), told,
                update.effects().stream()
                        .map(effect -> new Part(
                                components.getOrDefault(effect.componentId(), "a component that is not on the page"),
                                effect.audience() == null ? null : audiences.getOrDefault(effect.audience(), effect.audience()),
                                effect.status()))
                        .toList(),
                complete ? Rollup.of(after).overall() : null);
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
