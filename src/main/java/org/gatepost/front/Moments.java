package org.gatepost.front;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.gatepost.snapshot.Snapshot;

/**
 * The pages of the past that the snapshot has, by the moment as of which each is: {@code /at/2026-03-05T14:05:00Z}, and the same with
 * {@code .json} for programs. Any instant leads to the last one before it.
 */
final class Moments {

    static final String PREFIX = "/at/";
    static final String SUFFIX = ".json";
    /** Of an instant in an address, in characters: with nine decimals and an offset of seconds it has 39. */
    static final int MAX_LENGTH = 40;

    private final NavigableMap<Instant, String> pages = new TreeMap<>();
    private final NavigableMap<Instant, String> files = new TreeMap<>();

    Moments(Map<String, Snapshot.Entry> entries) {
        entries.forEach((path, entry) -> {
            Instant moment = entry.status() == 200 ? instant(path) : null;
            if (moment != null && path.equals(PREFIX + moment + (isFile(path) ? SUFFIX : ""))) {
                (isFile(path) ? files : pages).put(moment, path);
            }
        });
    }

    /**
     * The instant that an address names: a day and a time to minutes, seconds or parts of them, with {@code Z} or an offset (ISO 8601).
     *
     * @param path decoded
     * @return null for any other
     */
    static Instant instant(String path) {
        if (!path.startsWith(PREFIX)) {
            return null;
        }
        String text = path.substring(PREFIX.length(), path.length() - (isFile(path) ? SUFFIX.length() : 0));
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    static boolean isFile(String path) {
        return path.startsWith(PREFIX) && path.length() >= PREFIX.length() + SUFFIX.length() && path.endsWith(SUFFIX);
    }

    /**
     * Where what was public at an instant is found.
     *
     * @param path that names the instant, for people or for programs
     * @return null when nothing was public then, as far as the snapshot goes back
     */
    String before(String path, Instant instant) {
        Map.Entry<Instant, String> found = (isFile(path) ? files : pages).floorEntry(instant);
        return found == null ? null : found.getValue();
    }
}
