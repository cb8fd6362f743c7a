package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * That words went out: which, by whom, allowed by whom.
 *
 * @param notice its public id, or null for an import
 */
public record PublicationRecord(UUID draft, int revision, String hash, String lane, UUID proposedBy, UUID approvedBy,
        UUID publishedBy, Instant publishedAt, String notice) {
}
