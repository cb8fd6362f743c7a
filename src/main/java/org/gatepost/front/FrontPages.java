package org.gatepost.front;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.gatepost.snapshot.Blob;
import org.gatepost.snapshot.Encoding;
import org.gatepost.snapshot.Snapshot;

/**
 * The front page in every language in which the snapshot has it, ready to be sent. Which those are is read from the signed surfaces:
 * {@code /de/} with {@code Content-Language: de}. A reader is given one of them at {@link #PATH} and nowhere else; what was chosen is
 * said with its address, and nothing of it is kept.
 */
final class FrontPages {

    static final String PATH = "/";

    private static final String CONTENT_LANGUAGE = "Content-Language";
    /** RFC 9110, 8.7: where the same bytes are always found. */
    private static final String CONTENT_LOCATION = "Content-Location";
    private static final String VARY = "Vary";
    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    private final Languages languages;
    private final Map<String, Page> pages;

    private FrontPages(Languages languages, Map<String, Page> pages) {
        this.languages = languages;
        this.pages = pages;
    }

    /**
     * @param before those of the snapshot before, or null: what it remembers of headers stays true while the languages are the same
     * @return null where there is nothing to choose
     */
    static FrontPages of(Map<String, Snapshot.Entry> entries, FrontPages before) {
        Snapshot.Entry home = entries.get(PATH);
        String own = home == null ? null : header(home, CONTENT_LANGUAGE);
        if (own == null || home.status() != 200) {
            return null;
        }
        SortedMap<String, Snapshot.Entry> found = new TreeMap<>();
        entries.forEach((path, entry) -> {
            String language = isDirectory(path) && entry.status() == 200 ? header(entry, CONTENT_LANGUAGE) : null;
            if (language != null && path.equals(addressOf(language))) {
                found.put(language, entry);
            }
        });
        Snapshot.Entry twin = found.remove(own);
        if (found.isEmpty()) {
            return null;
        }
        Map<String, Page> pages = new HashMap<>();
        found.forEach((language, entry) -> pages.put(language, new Page(chosen(entry, addressOf(language)))));
        // An address is said only where the same bytes are found.
        boolean isTwin = twin != null && hash(home.fresh()).equals(hash(twin.fresh()))
                && hash(home.stale()).equals(hash(twin.stale()));
        pages.put(own, new Page(chosen(home, isTwin ? addressOf(own) : null)));
        boolean isSame = before != null && before.languages.isFor(own, pages.keySet());
        return new FrontPages(isSame ? before.languages : new Languages(own, pages.keySet()), pages);
    }

    /** Of the plain bytes; empty where there are none. */
    private static String hash(Map<Encoding, Blob> blobs) {
        return blobs == null ? "" : blobs.get(Encoding.IDENTITY).hash();
    }

    private static String addressOf(String language) {
        return "/" + language + "/";
    }

    private static boolean isDirectory(String path) {
        return path.length() > 2 && path.indexOf('/', 1) == path.length() - 1;
    }

    private static String header(Snapshot.Entry entry, String name) {
        return entry.headers().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    /** With what says that there was a choice, also where nothing else was chosen: a cache must know that there could be. */
    private static Snapshot.Entry chosen(Snapshot.Entry entry, String address) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(entry.headers());
        headers.merge(VARY, ACCEPT_LANGUAGE, (one, other) -> one + ", " + other);
        if (address != null) {
            headers.put(CONTENT_LOCATION, address);
        }
        return new Snapshot.Entry(entry.status(), entry.contentType(), headers, entry.fresh(), entry.stale());
    }

    /** @param acceptLanguage the values of all lines of that header */
    Page choose(List<String> acceptLanguage) {
        return pages.get(languages.wanted(acceptLanguage));
    }
}
