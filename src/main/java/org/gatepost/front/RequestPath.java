package org.gatepost.front;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Finds the one path that a request target means, or that it means none: what could be read in two ways is refused. */
final class RequestPath {

    /** Of the raw path, in characters: a decoded path of 512 characters that is all escapes of four bytes each. */
    static final int MAX_RAW_LENGTH = 6_144;

    private static final int MAX_SEGMENTS = 64;

    private RequestPath() {
    }

    /**
     * @param raw the path as it came, without query
     * @return the decoded path, or null when it must be refused: parameters, encoded separators, backslashes, empty segments,
     *         dot segments, control characters, broken escapes or broken UTF-8
     */
    static String decode(String raw) {
        if (raw == null || raw.isEmpty() || raw.charAt(0) != '/' || raw.length() > MAX_RAW_LENGTH) {
            return null;
        }
        boolean plain = true;
        int segments = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';' || c == '\\' || c == '#') {
                return null;
            }
            segments += c == '/' ? 1 : 0;
            plain &= c != '%';
        }
        String path = plain ? raw : unescape(raw);
        if (path == null || segments > MAX_SEGMENTS || path.contains("//") || hasDotSegment(path)) {
            return null;
        }
        return path;
    }

    private static boolean hasDotSegment(String path) {
        return path.contains("/.")
                && (path.contains("/./") || path.contains("/../") || path.endsWith("/.") || path.endsWith("/.."));
    }

    private static String unescape(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            int high = i + 2 < raw.length() ? hex(raw.charAt(i + 1)) : -1;
            int low = i + 2 < raw.length() ? hex(raw.charAt(i + 2)) : -1;
            int value = high * 16 + low;
            // An encoded percent sign is refused too: somebody behind or before us might decode twice.
            if (high < 0 || low < 0 || value < ' ' || value == 0x7f || value == '/' || value == '\\' || value == ';'
                    || value == '%') {
                return null;
            }
            bytes.put((byte) value);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hex(char c) {
        return Character.digit(c, 16);
    }

    /** Whether programs read there: below {@code /api/} or below {@code /(one segment)/api/}, or what was there at some time. */
    static boolean isApi(String path) {
        if (path.startsWith("/api/") || Moments.isFile(path)) {
            return true;
        }
        int second = path.indexOf('/', 1);
        return second > 0 && path.startsWith("/api/", second);
    }

    /** Whether scripts of other origins may ask: for the public API's second version and for its past. */
    static boolean isCrossOrigin(String path) {
        int second = path.indexOf('/', 1);
        return isBelow(path, 0) || Moments.isFile(path) || second > 0 && isBelow(path, second);
    }

    /** Whether old clients of the Statuspage format would subscribe there: we have no such address, whatever the method. */
    static boolean isSubscription(String path) {
        return isCrossOrigin(path) && path.endsWith("/api/v2/subscribers.json");
    }

    private static boolean isBelow(String path, int from) {
        String api = "/api/v2";
        return path.startsWith(api, from)
                && (path.length() == from + api.length() || path.charAt(from + api.length()) == '/');
    }
}
