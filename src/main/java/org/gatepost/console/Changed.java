package org.gatepost.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.gatepost.site.Surface;

/** One address that a publication changes. */
record Changed(String path, String contentType, Kind kind) {

    /** What becomes of it. */
    enum Kind {
        ADDED, CHANGED, REMOVED
    }

    static List<Changed> between(List<Surface> before, List<Surface> after) {
        Map<String, Surface> was = new LinkedHashMap<>();
        Map<String, Surface> is = new LinkedHashMap<>();
        before.forEach(surface -> was.put(surface.path(), surface));
        after.forEach(surface -> is.put(surface.path(), surface));
        TreeSet<String> paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        return paths.stream().map(path -> of(was.get(path), is.get(path))).filter(Objects::nonNull).toList();
    }

    private static Changed of(Surface was, Surface is) {
        if (was == null) {
            return new Changed(is.path(), is.contentType(), Kind.ADDED);
        }
        if (is == null) {
            return new Changed(was.path(), was.contentType(), Kind.REMOVED);
        }
        return was.status() == is.status() && Arrays.equals(was.body(), is.body())
                ? null
                : new Changed(is.path(), is.contentType(), Kind.CHANGED);
    }
}
