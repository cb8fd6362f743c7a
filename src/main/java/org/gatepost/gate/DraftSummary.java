package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/** A draft in a list. */
public record DraftSummary(UUID id, DraftKind kind, UUID incident, String notice, DraftState state, String title,
        UUID writtenBy,
        Instant writtenAt) {
}
