package org.gatepost.site;

import java.util.Map;

/**
 * One public address with the bytes that it answers.
 *
 * @param path begins with a slash, decoded, without query
 * @param status that it is answered with: {@link #OK}, {@link #GONE} for what was withdrawn, or {@link #NOT_FOUND}
 * @param contentType with charset where it is text
 * @param headers further response headers (security headers, CORS); never Date, ETag, Content-Length or Content-Encoding
 * @param body what readers get while the publisher is heard
 * @param staleBody what they get when it has been silent for a minute, or null when that makes no difference
 */
public record Surface(String path, int status, String contentType, Map<String, String> headers, byte[] body,
        byte[] staleBody) {
    public static final int OK = 200;
    public static final int NOT_FOUND = 404;
    /** RFC 9110, 15.5.11: what stood here was withdrawn. */
    public static final int GONE = 410;

    public Surface(String path, String contentType, Map<String, String> headers, byte[] body, byte[] staleBody) {
        this(path, OK, contentType, headers, body, staleBody);
    }
}
