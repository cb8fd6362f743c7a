package org.gatepost.api;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response;

import org.gatepost.gate.DraftContent;
import org.gatepost.security.AbsentException;
import org.gatepost.security.InvalidException;

/** How this door reads what is sent and names what was made. */
final class Bodies {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Bodies() {
    }

    static <T> T required(T body) {
        if (body == null) {
            throw new InvalidException("body", "The body is empty: send the JSON that /api/v1/openapi.json describes.");
        }
        return body;
    }

    static DraftContent content(DraftContent content) {
        if (content == null) {
            throw new InvalidException("content", "The content is missing: send at least an empty object.");
        }
        return content;
    }

    /** A malformed id is as absent as an unknown one. */
    static UUID id(String text) {
        if (text == null || !UUID_TEXT.matcher(text).matches()) {
            throw new AbsentException();
        }
        return UUID.fromString(text);
    }

    static Response created(String collection, UUID id) {
        return Response.created(URI.create(collection + id)).entity(Map.of("id", id)).build();
    }
}
