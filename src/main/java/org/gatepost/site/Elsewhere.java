package org.gatepost.site;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where else to look when this page may not be heard: accounts and pages that hang on other machines than these.
 *
 * @param places in the order in which readers shall try them, at most {@link #PLACES_MAX}
 */
public record Elsewhere(List<Place> places) {
    /** More than a reader would try. */
    public static final int PLACES_MAX = 8;

    /** A comma parts two places when an address follows that has words without a comma before it, or none. */
    private static final Pattern BETWEEN = Pattern.compile(",(?=[^,]*https?://)");

    /**
     * One of them.
     *
     * @param label what readers are shown, such as "Mastodon"
     * @param address by http or https
     */
    public record Place(String label, URI address) {
    }

    /**
     * Reads the setting: places with commas between, each an address with, if it has one, its label before it, such as
     * {@code Mastodon https://social.example/@status, https://status.example}. A single address, which was all that there once was, still
     * is one place; without a label the address is its own.
     *
     * @throws IllegalArgumentException when there are too many, or when one has no address by http or https
     */
    public static Elsewhere of(String setting) {
        List<Place> places = Stream.of(BETWEEN.split(setting)).map(String::strip).map(Elsewhere::place).toList();
        if (places.size() > PLACES_MAX) {
            throw new IllegalArgumentException(
                    "gatepost.site.elsewhere names " + places.size() + " places, more than the limit of "
                            + PLACES_MAX + ": leave the last ones out.");
        }
        return new Elsewhere(places);
    }

    private static Place place(String text) {
        int at = text.lastIndexOf(' ') + 1;
        URI address = address(text.substring(at));
        boolean isWeb = address != null && address.getHost() != null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        if (!isWeb) {
            throw new IllegalArgumentException("gatepost.site.elsewhere says \"" + text
                    + "\", which does not end in an address: write a label and an address, such as \"Mastodon https://social.example/@status\".");
        }
        return new Place(at == 0 ? text : text.substring(0, at).strip(), address);
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
