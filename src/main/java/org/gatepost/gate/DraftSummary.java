package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * A draft in a list.
 *
 * @param proposedBy of the latest revision, or null before the first
 * @param askedOf whom the proposer asked to approve it, last; or null
 * @param dueAt when it goes out by itself, or null
 */
public record DraftSummary(UUID id, DraftKind kind, UUID incident, String notice, DraftState state, String title,
        UUID writtenBy, Instant writtenAt, UUID proposedBy, UUID askedOf, Instant dueAt) {
}
