package org.gatepost.gate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.gatepost.notice.Impact;

/**
 * What one person may choose alone: an approved template, and values of closed sets for its slots.
 *
 * @param incident that the words are about; never embargoed
 * @param notice to update, or null to open one
 * @param template id of its newest revision in the language of the original: the others go out with it
 * @param startedAt null takes the time shown
 * @param shownAt null takes now
 */
public record FastWords(UUID incident, String notice, UUID template, Instant startedAt, Instant shownAt, Instant nextUpdateBy,
        List<Disclosure> disclosures, List<DraftContent.Effect> effects, List<DraftContent.Omission> omissions) {

    public FastWords {
        disclosures = disclosures == null ? List.of() : List.copyOf(disclosures);
        effects = effects == null ? List.of() : List.copyOf(effects);
        omissions = omissions == null ? List.of() : List.copyOf(omissions);
    }

    public record Disclosure(String audience, Impact impact, Instant from, Instant to) {
    }
}
