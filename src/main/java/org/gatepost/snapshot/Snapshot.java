package org.gatepost.snapshot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One whole verified snapshot in memory: what the world may see, and nothing that must be trusted further.
 */
public final class Snapshot {

    private final Root root;
    private final Map<String, Map<String, Entry>> byPrefix;
    private final Map<String, Entry> entries;

    Snapshot(Root root, Map<String, Map<String, Entry>> byPrefix) {
        this.root = root;
        this.byPrefix = Map.copyOf(byPrefix);
        Map<String, Entry> all = new HashMap<>();
        byPrefix.values().forEach(all::putAll);
        this.entries = Map.copyOf(all);
    }

    private Snapshot(Root root, Snapshot same) {
        this.root = root;
        this.byPrefix = same.byPrefix;
        this.entries = same.entries;
    }

    /** The same surfaces under a newer root, so that a tick costs nothing and {@link #entries} stays the same object. */
    Snapshot tickedTo(Root newer) {
        return new Snapshot(newer, this);
    }

    /** What is left when withdrawn blobs are gone; serial and tick stay. */
    Snapshot without(Denials denied) {
        Map<String, Map<String, Entry>> left = new HashMap<>();
        byPrefix.forEach((prefix, some) -> {
            Map<String, Entry> kept = new HashMap<>();
            some.forEach((path, entry) -> {
                if (!entry.isFreshDenied(denied)) {
                    kept.put(path, entry.isStaleDenied(denied) ? entry.withoutStale() : entry);
                }
            });
            left.put(prefix, kept);
        });
        return new Snapshot(root, left);
    }

    Root root() {
        return root;
    }

    /** By path, or null when the snapshot that this one follows had no such manifest. */
    Map<String, Entry> entriesBelow(String prefix) {
        return byPrefix.get(prefix);
    }

    /** Grows with each snapshot, from 1. */
    public long serial() {
        return root.serial();
    }

    /** When the publisher last knew that these are the current words. */
    public Instant tick() {
        return root.tick();
    }

    /** What is served, by decoded path; what was withdrawn is not in it. The same object for as long as nothing changes. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /**
     * One public address.
     *
     * @param status that it is answered with: 200, 404, or 410 for what was withdrawn
     * @param contentType with charset where it is text
     * @param headers further response headers
     * @param fresh by encoding; always has {@link Encoding#IDENTITY}
     * @param stale the same for the time in which the publisher is silent, or null when that makes no difference
     */
    public record Entry(int status, String contentType, Map<String, String> headers, Map<Encoding, Blob> fresh,
            Map<Encoding, Blob> stale) {

        boolean isFreshDenied(Denials denied) {
            return isDenied(fresh, denied);
        }

        boolean isStaleDenied(Denials denied) {
            return stale != null && isDenied(stale, denied);
        }

        Entry withoutStale() {
            return new Entry(status, contentType, headers, fresh, null);
        }

        private static boolean isDenied(Map<Encoding, Blob> encodings, Denials denied) {
            return encodings.values().stream().anyMatch(blob -> denied.has(blob.hash()));
        }
    }
}
