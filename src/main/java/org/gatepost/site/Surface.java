package org.gatepost.site;

import java.util.Map;

/**
 * One public address with the bytes that it answers.
 *
 * @param path begins with a slash, decoded, without query
 * @param contentType with charset where it is text
 * @param headers further response headers (security headers, CORS); never Date, ETag, Content-Length or Content-Encoding
 * @param body what readers get while the publisher is heard
 * @param staleBody what they get when it has been silent for a minute, or null when that makes no difference
 */
public record Surface(String path, String contentType, Map<String, String> headers, byte[] body, byte[] staleBody) {
}
