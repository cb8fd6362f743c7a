package org.gatepost.console;

import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response;

import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;

/** How this door answers. */
final class Answers {
    static final String HTML = "text/html;charset=UTF-8";
    private static final int INVALID = 422;
    private static final int CONFLICT = 409;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Answers() {
    }

    /** A malformed id is as absent as an unknown one. */
    static UUID id(String text) {
        if (text == null || !UUID_TEXT.matcher(text).matches()) {
            throw new AbsentException();
        }
        return UUID.fromString(text);
    }

    /** For an id that was chosen in a form: nothing chosen is null, and the use case says what is missing. */
    static UUID chosen(String text) {
        return text == null || text.isBlank() ? null : id(text);
    }

    static Response seeOther(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** To a draft whose id stands before the first slash. */
    static Response toDraft(String path) {
        return seeOther("/drafts/" + id(path.split("/", 2)[0]));
    }

    static Response refused(RuntimeException refusal, String html) {
        return Response.status(refusal instanceof ConflictException ? CONFLICT : INVALID).type(HTML).entity(html).build();
    }

    /** The constant of that name; null for none or for one that there is not. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /** A number from 0; anything else is 0. */
    static int number(String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** What an attempt comes to: a place to go on at, or the screen again. */
    static Response attempt(Supplier<String> act, Function<RuntimeException, String> screen) {
        try {
            return seeOther(act.get());
        } catch (InvalidException | ConflictException refusal) {
            return refused(refusal, screen.apply(refusal));
        }
    }
}
