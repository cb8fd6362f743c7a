package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a notice, in its current revision.
 *
 * @param id 12 characters of a to z and 0 to 9, made at publication; an entry keeps that of its first revision
 * @param shownAt the time that readers see, which may lie before publication
 * @param publishedAt when its first revision went out
 * @param nextUpdateBy by when the next words are promised, or null
 * @param disclosures one per audience that is mentioned; an audience without one is not mentioned
 * @param effects what the components do as of this update; a component that is not named is operational
 * @param earlier what the entry said before it was amended, oldest first; empty for most
 * @param retraction why the words are struck, or null; they stay readable and count for nothing
 * @param delay why the words came later than the knowledge, or null
 * @param tellsSubscribers whether subscribers are told of it
 * @param window for which planned work is planned as of this entry, or null
 * @param derived whether no person said it: it follows from the plan of a maintenance and the clock, and has no words
 */
public record PublishedUpdate(String id, NoticeState state, Instant shownAt, Instant publishedAt, Instant nextUpdateBy,
        List<Disclosure> disclosures, List<Effect> effects, List<Revision> earlier, Retraction retraction, Delay delay,
        boolean tellsSubscribers, boolean derived, Window window) {

    /** An entry that says nothing of a planned window. */
    public PublishedUpdate(String id, NoticeState state, Instant shownAt, Instant publishedAt, Instant nextUpdateBy,
            List<Disclosure> disclosures, List<Effect> effects, List<Revision> earlier, Retraction retraction, Delay delay,
            boolean tellsSubscribers, boolean derived) {
        this(id, state, shownAt, publishedAt, nextUpdateBy, disclosures, effects, earlier, retraction, delay, tellsSubscribers,
                derived, null);
    }

    /** An entry as most are: never amended, not struck, told in time. */
    public PublishedUpdate(String id, NoticeState state, Instant shownAt, Instant publishedAt, Instant nextUpdateBy,
            List<Disclosure> disclosures, List<Effect> effects) {
        this(id, state, shownAt, publishedAt, nextUpdateBy, disclosures, effects, List.of(), null, null, true, false);
    }

    public Optional<Disclosure> to(String audience) {
        return disclosures.stream().filter(disclosure -> disclosure.audience().equals(audience)).findFirst();
    }

    public boolean isRetracted() {
        return retraction != null;
    }

    /** When what stands here now went out: that of the first revision unless the entry was amended. */
    public Instant amendedAt() {
        return earlier.isEmpty() ? publishedAt : earlier.get(earlier.size() - 1).replacedAt();
    }

    /**
     * The public claim towards one audience.
     *
     * @param from since when it is hurt, or null when the words do not say
     * @param to until when, or null when open or not said
     * @param markdown the words as written
     * @param html the same words, rendered and sanitised when they were proposed
     * @param translations the same words in further languages, by BCP 47 tag
     */
    public record Disclosure(String audience, Impact impact, Instant from, Instant to, String markdown, String html,
            Map<String, Words> translations) {

        /** Words in the page's own language only. */
        public Disclosure(String audience, Impact impact, Instant from, Instant to, String markdown, String html) {
            this(audience, impact, from, to, markdown, html, Map.of());
        }
    }

    /** The words as written, and rendered and sanitised when they were proposed. */
    public record Words(String markdown, String html) {
    }

    /**
     * What a component does.
     *
     * @param audience whom the effect is shown to, or null for everybody whom the update addresses
     */
    public record Effect(String componentId, String audience, ComponentStatus status) {
    }

    /**
     * What an entry said until it was amended.
     *
     * @param replacedBy what kind of amendment took its place
     * @param replacedAt when that went out
     * @param title of the notice until then, when that was amended too, else null
     * @param nextUpdateBy by when the next words were promised, or null
     * @param delay why the words came later than the knowledge, as it was said then, or null
     */
    public record Revision(Amendment replacedBy, Instant replacedAt, String title, Instant shownAt,
            List<Disclosure> disclosures, List<Effect> effects, Instant nextUpdateBy, Delay delay) {

        /** Of an entry that promised nothing and was told in time. */
        public Revision(Amendment replacedBy, Instant replacedAt, String title, Instant shownAt,
                List<Disclosure> disclosures, List<Effect> effects) {
            this(replacedBy, replacedAt, title, shownAt, disclosures, effects, null, null);
        }

        public Optional<Disclosure> to(String audience) {
            return disclosures.stream().filter(disclosure -> disclosure.audience().equals(audience)).findFirst();
        }
    }

    public record Retraction(RetractionReason reason, Instant at) {
    }

    /**
     * @param knownSince when we knew
     * @param because why we did not say it then; plain text
     */
    public record Delay(Instant knownSince, String because) {
    }

    /** @param until null when the end is open */
    public record Window(Instant from, Instant until) {
    }
}
