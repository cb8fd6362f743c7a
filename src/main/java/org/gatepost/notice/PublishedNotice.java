package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the world reads of one problem or of one planned work.
 *
 * @param id 12 characters of a to z and 0 to 9, made at publication
 * @param startedAt the begin that the words claim
 * @param publishedAt when the first words went out
 * @param updatedAt when the latest words went out
 * @param scheduledFor begin of the planned window, for maintenance only, else null
 * @param scheduledUntil end of the planned window, for maintenance only, else null
 * @param updates oldest first, at least one
 */
public record PublishedNotice(String id, NoticeKind kind, String title, Instant startedAt, Instant publishedAt,
        Instant updatedAt, Instant scheduledFor, Instant scheduledUntil, List<PublishedUpdate> updates) {

    public PublishedUpdate latest() {
        return updates.get(updates.size() - 1);
    }

    public NoticeState state() {
        return latest().state();
    }

    public boolean isOpen() {
        return !state().isOver();
    }

    /** Whether any update speaks to the audience: only then its page carries the notice. */
    public boolean addresses(String audience) {
        return updates.stream().anyMatch(update -> update.to(audience).isPresent());
    }

    /** The end that the words claim: when the update that ended the notice says it ended. */
    public Optional<Instant> endedAt() {
        return isOpen() ? Optional.empty() : Optional.of(latest().shownAt());
    }
}
