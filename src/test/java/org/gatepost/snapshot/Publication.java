package org.gatepost.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.gatepost.site.Surface;
import org.gatepost.site.Withdrawal;

/** What a publisher would put into a store, for tests of those who read it. */
public final class Publication {

    private final Path directory;
    private final Keys keys;
    private final Clock clock;
    private final SnapshotStore store;

    public Publication(Path directory, Keys keys, Clock clock) {
        this.directory = directory;
        this.keys = keys;
        this.clock = clock;
        store = new SnapshotStore(directory, keys.signingKey(), keys.publisherKeys(), clock, new Disk());
    }

    public long of(Surface... surfaces) {
        return store.publish(List.of(surfaces), Set.of());
    }

    /** With everything withdrawn that ever was; each is the public id of a whole notice. */
    public long after(Set<String> withdrawn, Surface... surfaces) {
        return store.publish(List.of(surfaces),
                withdrawn.stream().map(id -> new Withdrawal(id, id)).collect(Collectors.toSet()));
    }

    /** A second root that denies hashes without a look at what it names, as no publisher would sign it: takes two serials. */
    public long withdrawing(Set<String> denied, Surface... surfaces) {
        of(surfaces);
        SnapshotReader reader = new SnapshotReader(directory, keys.verificationKeys(), clock);
        reader.look();
        Root root = reader.current().orElseThrow().root();
        try {
            Denials denials = Denials.read(root.denials(), Denials.NONE, reader::read).plus(denied);
            for (Blob list : denials.blobs()) {
                Files.write(directory.resolve(SnapshotStore.BLOBS).resolve(list.hash()), list.bytes());
            }
            Root next = new Root(Format.VERSION, root.serial() + 1, clock.instant(), keys.id(), root.manifests(),
                    denials.lists());
            Files.write(directory.resolve(SnapshotStore.ROOT), keys.signingKey().sign(next).toBytes());
            return next.serial();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
