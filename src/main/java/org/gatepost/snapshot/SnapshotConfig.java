package org.gatepost.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What a reader of snapshots is told: where they lie, and whose signature counts. */
@ConfigMapping(prefix = "gatepost.snapshot")
public interface SnapshotConfig {

    /** The directory of the store, shared between the publisher, which writes, and everybody else, who read. */
    Optional<Path> directory();

    /**
     * The keys that a root may be signed with: a comma separated list of {@code id=base64(X.509 SPKI)}, each optionally followed
     * by {@code ;from;until} as ISO instants. Needed by every reader. The publisher always knows its own key; after a rotation
     * it needs the one before, to continue the serial of the last root that it signed.
     */
    Optional<List<String>> verificationKeys();

    /** @throws InvalidSnapshotConfigurationException if it is missing */
    default Path requireDirectory() {
        return directory().orElseThrow(() -> new InvalidSnapshotConfigurationException("gatepost.snapshot.directory",
                "is missing", "set it to the directory that publisher and fronts share."));
    }

    /** @throws InvalidSnapshotConfigurationException if there are none, or one is unusable */
    default VerificationKeys requireKeys() {
        return VerificationKeys.of(verificationKeys().orElse(List.of()));
    }
}
