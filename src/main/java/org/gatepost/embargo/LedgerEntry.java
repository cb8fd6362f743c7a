package org.gatepost.embargo;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * That something was held back, and how it ended. Names are in the record.
 *
 * @param reviews how often somebody looked at it again and it stayed
 * @param emergency whether one person let it go because it had leaked; else two did
 * @param published whether the release told the world
 * @param notice public id of what went out with it, or null
 */
public record LedgerEntry(UUID incident, String codename, String title, Instant sealedAt, Instant releasedAt, int reviews,
        Scope scope, boolean emergency, boolean published, String notice) {

    /** Days that it was held, a begun one counted whole. */
    @JsonProperty
    public long days() {
        return Math.max(1, Duration.between(sealedAt, releasedAt).plusDays(1).minusNanos(1).toDays());
    }
}
