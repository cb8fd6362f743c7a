package org.gatepost.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;

/**
 * What an author writes, as it is kept while it is being written: any part may still be missing.
 *
 * @param title of the notice; an update keeps the notice's
 * @param startedAt the begin that the words claim; null takes the time shown
 * @param shownAt the time that readers see at this entry; null takes the time at which the words go out by themselves, or that of proposal
 * @param nextUpdateBy a promise, or null
 * @param words Markdown for every audience that has none of its own
 * @param disclosures one per audience that is mentioned; leaving one out is not mentioning it
 * @param effects what the components do as of this entry; a component left out is operational
 * @param translations the same in further languages, by BCP 47 tag
 * @param omissions why an affected audience is left out; private, kept with the publication
 * @param goesOutAt when approved words go out by themselves; null at a press
 * @param tellsSubscribers null is yes
 * @param delay why the words come later than the knowledge, or null
 * @param plan of maintenance; null for a problem
 */
public record DraftContent(String title, NoticeState state, Instant startedAt, Instant shownAt, Instant nextUpdateBy,
        String words, List<Disclosure> disclosures, List<Effect> effects, Map<String, Translation> translations,
        List<Omission> omissions, Instant goesOutAt, Boolean tellsSubscribers, Delay delay, Plan plan) {

    public DraftContent {
        disclosures = disclosures == null ? List.of() : List.copyOf(disclosures);
        effects = effects == null ? List.of() : List.copyOf(effects);
        translations = translations == null ? Map.of() : Map.copyOf(translations);
        omissions = omissions == null ? List.of() : List.copyOf(omissions);
    }

    /** Words in the page's own language about a problem, told to all subscribers at a press. */
    public DraftContent(String title, NoticeState state, Instant startedAt, Instant shownAt, Instant nextUpdateBy,
            String words, List<Disclosure> disclosures, List<Effect> effects) {
        this(title, state, startedAt, shownAt, nextUpdateBy, words, disclosures, effects, null, null, null, null, null, null);
    }

    /** @param words Markdown for this audience alone, or null for the shared words */
    public record Disclosure(String audience, Impact impact, Instant from, Instant to, String words) {
    }

    /** @param audience whom the effect is shown to, or null for everybody whom the entry addresses */
    public record Effect(String component, String audience, ComponentStatus status) {
    }

    /**
     * @param title null where the notice keeps its own
     * @param words for every audience that has none of its own
     * @param own words by audience
     */
    public record Translation(String title, String words, Map<String, String> own) {

        public Translation {
            own = own == null ? Map.of() : Map.copyOf(own);
        }
    }

    public record Omission(String audience, String reason) {
    }

    public record Delay(Instant knownSince, String because) {
    }

    /** @param rule an RRULE of RFC 5545, or null for once */
    public record Plan(Instant from, Instant until, String rule, boolean startsByItself, boolean endsByItself) {
    }

    public boolean tells() {
        return !Boolean.FALSE.equals(tellsSubscribers);
    }

    public NoticeKind kind() {
        return plan == null ? NoticeKind.INCIDENT : NoticeKind.MAINTENANCE;
    }

    public static DraftContent empty() {
        return new DraftContent("", NoticeState.INVESTIGATING, null, null, null, "", List.of(), List.of());
    }
}
