package org.gatepost.snapshot;

import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The signed part of a snapshot, from which everything else follows by hash.
 *
 * @param format {@link Format#VERSION}
 * @param serial grows with each root, from 1
 * @param tick when the publisher last knew that these are the current words
 * @param key the id of the key that signed it
 * @param manifests hash of the manifest by path prefix
 * @param denied hashes of withdrawn blobs, in any encoding, that nobody may serve any more
 */
record Root(int format, long serial, Instant tick, String key, SortedMap<String, String> manifests,
        SortedSet<String> denied) {

    /** Prefixes are directories of the public page: some per audience and language. */
    static final int MAX_MANIFESTS = 1_024;
    /** Withdrawals are rare, but each has the blobs of some pages and feeds in three encodings. */
    static final int MAX_DENIED = 10_000;
    /** What the limits above come to, with room. */
    static final int MAX_ROOT_BYTES = 2 * 1024 * 1024;

    Root {
        Format.requireVersion(format);
        if (serial < 1) {
            throw new IllegalArgumentException("The serial is " + serial + "; serials begin at 1.");
        }
        if (tick == null || key == null || manifests == null || denied == null) {
            throw new IllegalArgumentException("The root lacks one of tick, key, manifests and denied.");
        }
        if (manifests.size() > MAX_MANIFESTS) {
            throw new IllegalArgumentException(
                    "The root names " + manifests.size() + " manifests, more than the limit of " + MAX_MANIFESTS + ".");
        }
        if (denied.size() > MAX_DENIED) {
            throw new IllegalArgumentException(
                    "The root denies " + denied.size() + " hashes, more than the limit of " + MAX_DENIED + ".");
        }
        manifests.values().forEach(Blob::requireHash);
        denied.forEach(Blob::requireHash);
        manifests = new TreeMap<>(manifests);
        denied = new TreeSet<>(denied);
    }
}
