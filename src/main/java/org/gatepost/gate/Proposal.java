package org.gatepost.gate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A frozen revision of a draft, and what became of it.
 *
 * @param hash of the bundle's text, in hex: what an approval says yes to
 * @param omissions affected audiences that were left out, and why: private, kept with the revision
 * @param requests who was asked to approve it, oldest first
 * @param approvedBy null while nobody has, or when a seal voided it; approvedAt likewise
 * @param declinedBy who asked for changes, or null; declinedBecause likewise
 */
public record Proposal(int revision, Bundle bundle, String hash, List<DraftContent.Omission> omissions,
        List<ApprovalRequest> requests, UUID proposedBy, Instant proposedAt, UUID approvedBy, Instant approvedAt,
        UUID declinedBy, String declinedBecause) {
}
