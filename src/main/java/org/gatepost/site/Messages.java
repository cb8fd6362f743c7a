package org.gatepost.site;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.qute.RawString;

/**
 * The words of the user interface in one language, as flat JSON in the form that translatewiki.net keeps. They are data:
 * neither a message nor what is put into it is ever run as a template.
 */
final class Messages {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$([1-9])");

    private final String language;
    private final Map<String, String> words;
    private final Map<String, String> fallback;

    /** @param fallback the words of the language that is complete, taken where this one has none yet */
    Messages(String language, Map<String, String> words, Map<String, String> fallback) {
        this.language = language;
        this.words = words;
        this.fallback = fallback;
    }

    /** A BCP 47 tag. */
    String language() {
        return language;
    }

    /**
     * The message as HTML. The message and the arguments are escaped, except for arguments that are HTML already.
     *
     * @throws IllegalArgumentException when no language has the message: a template or a message file is wrong
     */
    RawString html(String key, Object... arguments) {
        return new RawString(fill(escape(message(key)), argument -> argument instanceof RawString raw
                ? raw.getValue()
                : escape(String.valueOf(argument)), arguments));
    }

    /** The message as plain text, to be escaped by whoever puts it into a page. */
    String text(String key, Object... arguments) {
        return fill(message(key), String::valueOf, arguments);
    }

    private String message(String key) {
        String message = words.getOrDefault(key, fallback.get(key));
        if (message == null) {
            throw new IllegalArgumentException("No language of the theme has a message \"" + key + "\".");
        }
        return message;
    }

    private static String fill(String message, Function<Object, String> form, Object... arguments) {
        return PLACEHOLDER.matcher(message).replaceAll(found -> {
            int index = Integer.parseInt(found.group(1)) - 1;
            return Matcher.quoteReplacement(index < arguments.length ? form.apply(arguments[index]) : found.group());
        });
    }

    /** As Qute escapes: enough for text and for quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }
}
