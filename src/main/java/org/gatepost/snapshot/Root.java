package org.gatepost.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The signed part of a snapshot, from which everything else follows by hash.
 *
 * @param format {@link Format#VERSION}
 * @param serial grows with each root, from 1
 * @param tick when the publisher last knew that these are the current words
 * @param key the id of the key that signed it
 * @param manifests hash of the manifest by path prefix
 * @param denials hashes of the lists of what nobody may serve any more, see {@link Denials}; absent means none
 */
record Root(int format, long serial, Instant tick, String key, SortedMap<String, String> manifests,
        List<String> denials) {

    /** Prefixes are directories of the public page: some per audience and language. */
    static final int MAX_MANIFESTS = 1_024;
    /** What the limits come to, with room. */
    static final int MAX_ROOT_BYTES = 2 * 1024 * 1024;

    Root {
        Format.requireVersion(format);
        if (serial < 1) {
            throw new IllegalArgumentException("The serial is " + serial + "; serials begin at 1.");
        }
        if (tick == null || key == null || manifests == null) {
            throw new IllegalArgumentException("The root lacks one of tick, key and manifests.");
        }
        if (manifests.size() > MAX_MANIFESTS) {
            throw new IllegalArgumentException(
                    "The root names " + manifests.size() + " manifests, more than the limit of " + MAX_MANIFESTS + ".");
        }
        denials = denials == null ? List.of() : List.copyOf(denials);
        if (denials.size() > Denials.MAX_LISTS) {
            throw new IllegalArgumentException("The root names " + denials.size() + " lists of denials, more than the limit of "
                    + Denials.MAX_LISTS + ".");
        }
        manifests.values().forEach(Blob::requireHash);
        denials.forEach(Blob::requireHash);
        manifests = new TreeMap<>(manifests);
    }
}
