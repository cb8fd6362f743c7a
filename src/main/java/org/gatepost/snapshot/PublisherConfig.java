package org.gatepost.snapshot;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What only the publisher is told. */
@ConfigMapping(prefix = "gatepost.snapshot")
interface PublisherConfig {

    /** More often than publications are looked for makes no sense. */
    Duration MIN_TICK = Duration.ofSeconds(1);
    /** Half of what fronts call stale. */
    Duration MAX_TICK = Duration.ofSeconds(30);

    /**
     * Every how long a new root is signed, whether or not anything changed. Well below the 60 seconds after which fronts call
     * the snapshot stale, so that a lost tick or two is no news.
     */
    @WithDefault("15s")
    Duration tick();

    /** Base64 of the PKCS#8 Ed25519 private key. Only the publisher may hold it. */
    Optional<String> signingKey();

    /** The id under which the fronts know the public half: letters, digits, dot, hyphen and underscore, at most 64. */
    Optional<String> signingKeyId();

    /** @throws InvalidSnapshotConfigurationException if it is outside of what keeps fronts fresh */
    default Duration requireTick() {
        if (tick().compareTo(MIN_TICK) < 0 || tick().compareTo(MAX_TICK) > 0) {
            throw new InvalidSnapshotConfigurationException("gatepost.snapshot.tick", "is too short or too long",
                    "set it to between " + MIN_TICK.toSeconds() + "s and " + MAX_TICK.toSeconds() + "s.");
        }
        return tick();
    }
}
