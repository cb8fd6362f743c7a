package org.gatepost.snapshot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gatepost.site.Surface;

/** What a publisher would put into a store, for tests of those who read it. */
public final class Publication {

    private final SnapshotStore store;

    public Publication(Path directory, Keys keys, Clock clock) {
        store = new SnapshotStore(directory, keys.signingKey(), keys.publisherKeys(), clock, new Disk());
    }

    public long of(Surface... surfaces) {
        return store.publish(List.of(surfaces), Set.of());
    }

    public long withdrawing(Set<String> denied, Surface... surfaces) {
        return store.publish(List.of(surfaces), denied);
    }

    public static Surface html(String path, String body) {
        return html(path, body, null);
    }

    public static Surface html(String path, String body, String staleBody) {
        return new Surface(path, "text/html; charset=utf-8", Map.of("X-Frame-Options", "DENY"), bytes(body),
                staleBody == null ? null : bytes(staleBody));
    }

    /** What stands where something was withdrawn. */
    public static Surface gone(String path, String body) {
        return with(Surface.GONE, html(path, body));
    }

    public static Surface with(int status, Surface surface) {
        return new Surface(surface.path(), status, surface.contentType(), surface.headers(), surface.body(),
                surface.staleBody());
    }

    public static Surface json(String path, String body) {
        return new Surface(path, "application/json; charset=utf-8", Map.of("Access-Control-Allow-Origin", "*"), bytes(body),
                null);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The name that a body has in the store. */
    public static String hash(String body) {
        return Blob.hashOf(bytes(body));
    }
}
