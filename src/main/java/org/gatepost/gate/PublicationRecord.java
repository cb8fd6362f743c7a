package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * That words went out: which, by which rule, by whom, allowed by whom.
 *
 * @param kind what they did to what is public
 * @param lane by which rule
 * @param approvedBy null when the rule let one person publish alone
 * @param notice its public id, or null for an import, a change of the page's parts, or a template
 * @param reviewedBy who looked at it afterwards, when the rule asks for that and somebody has; else null
 */
public record PublicationRecord(UUID draft, DraftKind kind, int revision, String hash, Lane lane, UUID proposedBy,
        UUID approvedBy,
        UUID publishedBy, Instant publishedAt, String notice, UUID reviewedBy, Instant reviewedAt) {

    public boolean awaitsReview() {
        return lane == Lane.SHORT && reviewedBy == null;
    }
}
