package org.gatepost.site;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One address that a publication changes.
 *
 * @param contentType of what is there afterwards, or of what was there before it is removed
 */
public record Change(String path, String contentType, Kind kind) {
    private static final Pattern NOTICE = Pattern.compile("(/[^/]+)?/incidents/[^/]+");
    private static final Pattern COMPONENT = Pattern.compile("(/[^/]+)?/components/[^/]+");
    private static final Pattern HISTORY = Pattern.compile("(/[^/]+)?/history(/\\d{4}-\\d{2})?");
    private static final String HTML = "text/html";
    private static final List<String> FEEDS = List.of("application/atom+xml", "application/rss+xml", "application/feed+json",
            "text/calendar");

    /** An address that answers 410 is there: it says that something was withdrawn. */
    public enum Kind {
        ADDED, CHANGED, REMOVED
    }

    /**
     * What differs between two renderings: in bytes, type or status. What readers get while the publisher is silent is not looked at, for
     * it differs when the other does; nor are headers, which follow the theme.
     *
     * @return in the order in which a person looks: the front page, the audiences' pages, notices, components, history, other pages,
     *     feeds, files for programs; among these by address
     */
    public static List<Change> between(List<Surface> before, List<Surface> after) {
        Map<String, Surface> was = byPath(before);
        Map<String, Surface> is = byPath(after);
        TreeSet<String> paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        return paths.stream().map(path -> of(was.get(path), is.get(path))).filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Change::rank).thenComparing(Change::path)).toList();
    }

    private static Map<String, Surface> byPath(List<Surface> surfaces) {
        Map<String, Surface> byPath = new LinkedHashMap<>();
        surfaces.forEach(surface -> byPath.put(surface.path(), surface));
        return byPath;
    }

    private static Change of(Surface was, Surface is) {
        if (was == null) {
            return new Change(is.path(), is.contentType(), Kind.ADDED);
        }
        if (is == null) {
            return new Change(was.path(), was.contentType(), Kind.REMOVED);
        }
        boolean isSame = was.status() == is.status() && was.contentType().equals(is.contentType())
                && Arrays.equals(was.body(), is.body());
        return isSame ? null : new Change(is.path(), is.contentType(), Kind.CHANGED);
    }

    /** Whether programs follow it to hear of news or of plans. */
    public boolean isFeed() {
        return FEEDS.stream().anyMatch(contentType::startsWith);
    }

    private int rank() {
        if (!contentType.startsWith(HTML)) {
            return isFeed() ? 6 : 7;
        }
        if (path.equals("/")) {
            return 0;
        }
        if (NOTICE.matcher(path).matches()) {
            return 2;
        }
        if (COMPONENT.matcher(path).matches()) {
            return 3;
        }
        if (HISTORY.matcher(path).matches()) {
            return 4;
        }
        return path.equals("/404") || path.endsWith("/embed") || path.endsWith("/api") ? 5 : 1;
    }
}
