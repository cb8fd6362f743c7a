package org.gatepost.snapshot;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.gatepost.site.Surface;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * All surfaces directly below one path prefix. It is a blob itself: when nothing below the prefix changed, its bytes are the
 * same, and so is its hash in the {@link Root}.
 *
 * @param format {@link Format#VERSION}
 * @param prefix begins and ends with a slash
 * @param surfaces what is served, by whole path
 */
record Manifest(int format, String prefix, SortedMap<String, Description> surfaces) {

    /** Surfaces of one prefix: decades of notices. */
    static final int MAX_SURFACES = 20_000;
    static final int MAX_HEADERS = 32;
    /** Name and value together, in characters. */
    static final int MAX_HEADER_LENGTH = 8_192;

    /** Headers that the front works out per answer, or that no public byte may carry. */
    private static final Set<String> OWN_HEADERS = Set.of("accept-ranges", "age", "connection", "content-encoding",
            "content-length", "content-range", "content-type", "date", "etag", "keep-alive", "server", "set-cookie",
            "set-cookie2", "trailer", "transfer-encoding", "upgrade", "www-authenticate");

    Manifest {
        Format.requireVersion(format);
        if (surfaces == null || surfaces.size() > MAX_SURFACES) {
            throw new IllegalArgumentException("A manifest has no surfaces, or more than the limit of " + MAX_SURFACES + ".");
        }
        for (String path : surfaces.keySet()) {
            if (!SurfacePath.prefixOf(SurfacePath.require(path)).equals(prefix)) {
                throw new IllegalArgumentException("A manifest holds a path that is not directly below its prefix.");
            }
        }
        surfaces = new TreeMap<>(surfaces);
    }

    /**
     * Where one surface's bytes are, and with which status they are answered.
     *
     * @param status one of {@link #STATUSES}, or null for 200, which is never written: one meaning has one spelling
     * @param type the Content-Type
     * @param headers further response headers
     * @param fresh hash of the blob by encoding; always has {@code identity}
     * @param stale the same for the time in which the publisher is silent, or null when that makes no difference
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Description(Integer status, String type, SortedMap<String, String> headers, SortedMap<String, String> fresh,
            SortedMap<String, String> stale) {

        /** Others would be answered with other headers than a surface carries: a redirect, a refusal to a login. */
        static final Set<Integer> STATUSES = Set.of(Surface.OK, Surface.NOT_FOUND, Surface.GONE);

        Description {
            if (status != null && !STATUSES.contains(status)) {
                throw new IllegalArgumentException(
                        "A surface is answered with the status " + status + ", which is none of 200, 404 and 410.");
            }
            status = status == null || status == Surface.OK ? null : status;
            requireHeader("Content-Type", type);
            if (headers == null || headers.size() > MAX_HEADERS) {
                throw new IllegalArgumentException(
                        "A surface has no headers map, or more than the limit of " + MAX_HEADERS + " headers.");
            }
            headers.forEach(Description::requireHeader);
            for (String name : headers.keySet()) {
                if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("A surface sets the header " + name + ", which is not its own.");
                }
            }
            requireIdentity(fresh);
            if (stale != null) {
                requireIdentity(stale);
                stale = new TreeMap<>(stale);
            }
            headers = new TreeMap<>(headers);
            fresh = new TreeMap<>(fresh);
        }

        int statusOrOk() {
            return status == null ? Surface.OK : status;
        }

        private static void requireHeader(String name, String value) {
            boolean token = !name.isEmpty()
                    && name.chars()
                            .allMatch(c -> c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
            boolean line = value != null && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            if (!token || !line || name.length() + value.length() > MAX_HEADER_LENGTH) {
                throw new IllegalArgumentException("A surface has a header that is not one line of plain ASCII within "
                        + MAX_HEADER_LENGTH + " characters.");
            }
        }

        private static void requireIdentity(Map<String, String> encodings) {
            if (encodings == null || !encodings.containsKey(Encoding.IDENTITY.token())) {
                throw new IllegalArgumentException("A surface lacks the blob that is not encoded.");
            }
            encodings.values().forEach(Blob::requireHash);
        }
    }
}
