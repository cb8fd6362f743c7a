package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

import org.gatepost.notice.RetractionReason;

/**
 * That public words were struck or withdrawn, at once by one publisher, and looked at afterwards by another.
 *
 * @param entry null when it was the whole notice
 * @param reason of a retraction, which is public; null for a withdrawal
 * @param note why, for us; never public
 * @param reviewedBy null until another publisher has looked at it
 */
public record Takedown(UUID id, Kind kind, String notice, String entry, RetractionReason reason, String note, UUID takenBy,
        Instant takenAt, UUID reviewedBy, Instant reviewedAt) {

    public enum Kind {
        /** Struck, and readable. */
        RETRACTION,
        /** Gone, and a tombstone is left. */
        WITHDRAWAL
    }
}
