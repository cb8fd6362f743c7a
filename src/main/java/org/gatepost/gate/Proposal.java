package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * A frozen revision of a draft, and what became of it.
 *
 * @param hash of the bundle's text, in hex: what an approval says yes to
 * @param approvedBy null while nobody has, or when a seal voided it; approvedAt likewise
 */
public record Proposal(int revision, Bundle bundle, String hash, UUID proposedBy, Instant proposedAt, UUID approvedBy,
        Instant approvedAt) {
}
