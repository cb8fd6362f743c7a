package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the world reads of one problem or of one planned work.
 *
 * @param id 12 characters of a to z and 0 to 9, made at publication
 * @param titles in further languages, by BCP 47 tag
 * @param startedAt the begin that the words claim
 * @param publishedAt when the first words went out
 * @param updatedAt when the latest words went out
 * @param scheduledFor begin of the planned window, for maintenance only, else null
 * @param scheduledUntil end of the planned window, for maintenance only, else null
 * @param recurrence how planned work goes by the clock; {@link Recurrence#NONE} for a problem
 * @param updates oldest first, at least one
 */
public record PublishedNotice(String id, NoticeKind kind, String title, Map<String, String> titles, Instant startedAt,
        Instant publishedAt, Instant updatedAt, Instant scheduledFor, Instant scheduledUntil, Recurrence recurrence,
        List<PublishedUpdate> updates) {

    /** In the page's own language only, and not by the clock. */
    public PublishedNotice(String id, NoticeKind kind, String title, Instant startedAt, Instant publishedAt, Instant updatedAt,
            Instant scheduledFor, Instant scheduledUntil, List<PublishedUpdate> updates) {
        this(id, kind, title, Map.of(), startedAt, publishedAt, updatedAt, scheduledFor, scheduledUntil, Recurrence.NONE,
                updates);
    }

    /**
     * The notice with the window of its entries: that of the last one that stands, for what was taken back does not hold; of struck
     * ones when none stands. Where no entry says one, as it is.
     */
    public PublishedNotice asPlanned() {
        Stream<PublishedUpdate> struckFirst = Stream.concat(updates.stream().filter(PublishedUpdate::isRetracted),
                updates.stream().filter(update -> !update.isRetracted()));
        return struckFirst.map(PublishedUpdate::window).filter(Objects::nonNull).reduce((one, later) -> later)
                .map(window -> new PublishedNotice(id, kind, title, titles, startedAt, publishedAt, updatedAt, window.from(),
                        window.until(), recurrence, updates))
                .orElse(this);
    }

    public PublishedUpdate latest() {
        return updates.get(updates.size() - 1);
    }

    /** The last entry that stands, or the last one when all are struck. */
    public PublishedUpdate inForce() {
        return updates.stream().filter(update -> !update.isRetracted()).reduce((one, later) -> later).orElseGet(this::latest);
    }

    public NoticeState state() {
        return inForce().state();
    }

    /** By when the next words are promised, when the last entry that stands promises any. */
    public Optional<Instant> promisedBy() {
        return Optional.ofNullable(inForce().nextUpdateBy());
    }

    public boolean isRetracted() {
        return updates.stream().allMatch(PublishedUpdate::isRetracted);
    }

    public boolean isOpen() {
        return !isRetracted() && !state().isOver();
    }

    /** Whether any update speaks to the audience: only then its page carries the notice. */
    public boolean addresses(String audience) {
        return updates.stream().anyMatch(update -> update.to(audience).isPresent());
    }

    /** The end that the words claim: when the update that ended the notice says it ended. A report follows later. */
    public Optional<Instant> endedAt() {
        if (isOpen()) {
            return Optional.empty();
        }
        return updates.stream()
                .filter(update -> !update.isRetracted() && update.state().isOver() && update.state() != NoticeState.POSTMORTEM)
                .reduce((one, later) -> later).or(() -> Optional.of(latest())).map(PublishedUpdate::shownAt);
    }
}
