package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a notice.
 *
 * @param id 12 characters of a to z and 0 to 9, made at publication
 * @param shownAt the time that readers see, which may lie before publication
 * @param publishedAt when it went out
 * @param nextUpdateBy by when the next words are promised, or null
 * @param disclosures one per audience that is mentioned; an audience without one is not mentioned
 * @param effects what the components do as of this update; a component that is not named is operational
 */
public record PublishedUpdate(String id, NoticeState state, Instant shownAt, Instant publishedAt, Instant nextUpdateBy,
        List<Disclosure> disclosures, List<Effect> effects) {

    public Optional<Disclosure> to(String audience) {
        return disclosures.stream().filter(disclosure -> disclosure.audience().equals(audience)).findFirst();
    }

    /**
     * The public claim towards one audience.
     *
     * @param from since when it is hurt, or null when the words do not say
     * @param to until when, or null when open or not said
     * @param markdown the words as written
     * @param html the same words, rendered and sanitised when they were proposed
     */
    public record Disclosure(String audience, Impact impact, Instant from, Instant to, String markdown, String html) {
    }

    /**
     * What a component does.
     *
     * @param audience whom the effect is shown to, or null for everybody whom the update addresses
     */
    public record Effect(String componentId, String audience, ComponentStatus status) {
    }
}
