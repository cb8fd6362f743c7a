package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * A draft, as it leaves the room.
 *
 * @param incident what it hangs on, or null: an unlinked one is an ordinary kind
 * @param notice the public id of the notice that it updates, or null
 * @param content what is being written; null for an import
 * @param proposal the latest frozen revision, or null before the first
 * @param publication null until it is published
 * @param version counts edits, for noticing that somebody else was faster
 */
public record DraftRecord(UUID id, DraftKind kind, UUID incident, String notice, DraftState state, String title,
        DraftContent content, Proposal proposal, PublicationRecord publication, UUID writtenBy, Instant writtenAt,
        int version) {
}
