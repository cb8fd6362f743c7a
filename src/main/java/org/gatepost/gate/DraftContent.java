package org.gatepost.gate;

import java.time.Instant;
import java.util.List;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;

/**
 * What an author writes, as it is kept while it is being written: any part may still be missing.
 *
 * @param title of the notice; an update keeps the notice's
 * @param startedAt the begin that the words claim; null takes the time shown
 * @param shownAt the time that readers see at this entry; null takes the time of proposal
 * @param nextUpdateBy a promise, or null
 * @param words Markdown for every audience that has none of its own
 * @param disclosures one per audience that is mentioned; leaving one out is not mentioning it
 * @param effects what the components do as of this entry; a component left out is operational
 */
public record DraftContent(String title, NoticeState state, Instant startedAt, Instant shownAt, Instant nextUpdateBy,
        String words,
        List<Disclosure> disclosures, List<Effect> effects) {

    public DraftContent {
        disclosures = disclosures == null ? List.of() : List.copyOf(disclosures);
        effects = effects == null ? List.of() : List.copyOf(effects);
    }

    /** @param words Markdown for this audience alone, or null for the shared words */
    public record Disclosure(String audience, Impact impact, Instant from, Instant to, String words) {
    }

    /** @param audience whom the effect is shown to, or null for everybody whom the entry addresses */
    public record Effect(String component, String audience, ComponentStatus status) {
    }

    public static DraftContent empty() {
        return new DraftContent("", NoticeState.INVESTIGATING, null, null, null, "", List.of(), List.of());
    }
}
