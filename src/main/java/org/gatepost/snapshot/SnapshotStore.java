package org.gatepost.snapshot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.site.Surface;
import org.gatepost.site.Withdrawal;
import org.jboss.logging.Logger;

/**
 * The writing side of a directory that snapshots lie in: {@code blobs/} with every blob and manifest under its hash, and
 * {@code root}. A reader who opens {@code root} at any moment finds a whole snapshot, the old or the new one, also when the
 * writer or its machine died at any step. For one thread.
 */
final class SnapshotStore {

    static final String ROOT = "root";
    static final String BLOBS = "blobs";

    /** How long a reader may still be busy with a root that was replaced: its blobs stay for at least as long. */
    static final Duration RETENTION = Duration.ofHours(1);
    /** Every how long the store is swept. What is needed gets a new date then, so that age tells for how long it was not. */
    static final Duration SWEEP = Duration.ofMinutes(15);

    /** A publication changes some hundred files. One after the other, on a disk over a network, they would take seconds. */
    static final int WRITERS = 16;

    private static final String TEMPORARY = ".tmp";
    private static final Logger LOG = Logger.getLogger(SnapshotStore.class);

    private final Path directory;
    private final Path blobs;
    private final SigningKey key;
    private final VerificationKeys keys;
    private final Clock clock;
    private final Disk disk;
    private final Compression compression = new Compression();

    /** What is known to lie on the disk undamaged, because this store wrote or checked it. */
    private Set<String> present = new HashSet<>();
    private Root last;
    private long lastSerial;
    private Denials denials = Denials.NONE;
    /** What this process signed last, by prefix: known also when somebody emptied the store. */
    private Collection<Manifest> signed = List.of();
    /** Withdrawals of which every trace is denied; null before the first root of this process, which looks for all. */
    private Set<Withdrawal> heeded;
    /** What was found and shall go, also when the lists are full. */
    private final Set<String> traces = new HashSet<>();
    /** Whether no file is left of what is denied, as far as this process knows. */
    private boolean isCleared;
    private boolean isNearTheLimit;
    private Instant nextSweep;

    /**
     * @param keys that the root may be signed with that lies there already, the own one among them
     */
    SnapshotStore(Path directory, SigningKey key, VerificationKeys keys, Clock clock, Disk disk) {
        this.directory = directory;
        this.blobs = directory.resolve(BLOBS);
        this.key = key;
        this.keys = keys;
        this.clock = clock;
        this.disk = disk;
    }

    /**
     * Signs a new root over the surfaces and everything else that it takes, root last. The tick is now. What was denied stays
     * denied. With what was withdrawn since the last root of this process, and with everything that ever was at its first: denies
     * what told of it before, and deletes it right after the root that denies it.
     *
     * @param surfaces rendered after the withdrawals were known
     * @param withdrawn all withdrawals that there ever were
     * @return the new serial
     * @throws IllegalArgumentException if a surface breaks a limit; nothing changed
     * @throws SnapshotRefusedException if the root that lies there is not signed by a known key, or what it denies cannot be
     *         read; nothing changed
     * @throws UncheckedIOException if writing failed; the old snapshot is there, or in the last step the new one
     */
    long publish(List<Surface> surfaces, Set<Withdrawal> withdrawn) {
        try {
            disk.createDirectories(blobs);
            resume();

            SortedMap<String, Manifest> manifests = new TreeMap<>();
            Map<String, Blob> needed = new TreeMap<>();
            arrange(surfaces, manifests, needed);
            SortedMap<String, String> hashes = new TreeMap<>();
            manifests.forEach((prefix, manifest) -> {
                Blob blob = Blob.of(Format.write(manifest));
                needed.put(blob.hash(), blob);
                hashes.put(prefix, blob.hash());
            });
            deny(withdrawn, needed.keySet());
            denials.blobs().forEach(list -> needed.put(list.hash(), list));
            // A serial is used up by trying: if the last step failed, somebody may have read it.
            Root root = new Root(Format.VERSION, ++lastSerial, clock.instant(), key.id(), hashes, denials.lists());

            write(needed);
            write(root);
            signed = manifests.values();
            heeded = Set.copyOf(withdrawn);
            clear(needed.keySet());
            present.retainAll(needed.keySet());
            compression.forgetOthers(present);
            sweep(needed.keySet());
            return root.serial();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Continues where the root in the store stands, whoever wrote it: serial and denials must never go back. */
    private void resume() throws IOException {
        byte[] bytes;
        try {
            bytes = SnapshotReader.readLimited(directory.resolve(ROOT), Root.MAX_ROOT_BYTES);
        } catch (NoSuchFileException e) {
            return;
        }
        Root found;
        try {
            found = keys.verify(SignedRoot.of(bytes), null);
        } catch (SnapshotRefusedException e) {
            if (last != null) {
                return; // This process knows what it wrote, and writes over what somebody spoiled.
            }
            throw new SnapshotRefusedException("The root in the store is signed by no key that this publisher knows: add the"
                    + " key before to " + VerificationKeys.PROPERTY
                    + ", or move the store away, and know that fronts refuse serials lower than theirs.", e);
        }
        if (last == null || found.serial() > last.serial()) {
            denials = denialsOf(found).plus(denials.hashes());
            last = found;
            lastSerial = Math.max(lastSerial, found.serial());
            sweepFirst(found);
        }
    }

    private Denials denialsOf(Root found) {
        try {
            return Denials.read(found.denials(), denials, new SnapshotReader(directory, keys, clock)::read);
        } catch (IOException | SnapshotRefusedException e) {
            throw new SnapshotRefusedException(
                    "What the root in the store denies cannot be read, and must not be forgotten: put"
                            + " back the files that it names from another copy of the store, or move the store away, and know that"
                            + " fronts refuse serials lower than theirs.",
                    e);
        }
    }

    /** Looks once for what told of new withdrawals, before the root that denies it. */
    private void deny(Set<Withdrawal> withdrawn, Set<String> needed) throws IOException {
        Set<String> ids = withdrawn.stream().filter(withdrawal -> heeded == null || !heeded.contains(withdrawal))
                .flatMap(withdrawal -> Stream.of(withdrawal.noticeId(), withdrawal.id())).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return;
        }
        Set<String> found = Traces.of(blobs, signed, ids, needed);
        traces.addAll(found);
        isCleared = false;
        denials = denials.plus(found);
        if (!found.stream().allMatch(denials::has)) {
            // To refuse the root would keep the withdrawn words on the page.
            LOG.error(
                    "The lists of denials are full: withdrawn words leave the page and the store, but a copy that somebody puts"
                            + " back is not denied.");
        }
    }

    private void arrange(List<Surface> surfaces, SortedMap<String, Manifest> manifests, Map<String, Blob> needed) {
        SortedMap<String, SortedMap<String, Manifest.Description>> byPrefix = new TreeMap<>();
        long bytes = 0;
        compression.prepare(surfaces);
        for (Surface surface : surfaces) {
            Map<Encoding, Blob> fresh = encodings(surface.contentType(), surface.body());
            boolean hasStale = surface.staleBody() != null && !Arrays.equals(surface.body(), surface.staleBody());
            Map<Encoding, Blob> stale = hasStale ? encodings(surface.contentType(), surface.staleBody()) : Map.of();
            for (Blob blob : Stream.concat(fresh.values().stream(), stale.values().stream()).toList()) {
                if (needed.put(blob.hash(), blob) == null) {
                    bytes += blob.length();
                }
            }
            Manifest.Description description = new Manifest.Description(surface.status(), surface.contentType(),
                    new TreeMap<>(surface.headers()), hashes(fresh), hasStale ? hashes(stale) : null);
            Manifest.Description twin = byPrefix
                    .computeIfAbsent(SurfacePath.prefixOf(SurfacePath.require(surface.path())), prefix -> new TreeMap<>())
                    .put(surface.path(), description);
            if (twin != null) {
                throw new IllegalArgumentException("Two surfaces have the same path.");
            }
        }
        warnOfTheLimit(bytes);
        if (bytes > SnapshotReader.MAX_SNAPSHOT_BYTES) {
            throw new IllegalArgumentException("The surfaces have " + bytes + " bytes in all encodings, more than the limit of "
                    + SnapshotReader.MAX_SNAPSHOT_BYTES + ".");
        }
        byPrefix.forEach((prefix, some) -> manifests.put(prefix, new Manifest(Format.VERSION, prefix, some)));
    }

    /** Long before: what is too much is not signed at all. */
    private void warnOfTheLimit(long bytes) {
        boolean isNear = bytes > SnapshotReader.MAX_SNAPSHOT_BYTES / 4 * 3;
        if (isNear && !isNearTheLimit) {
            LOG.warnf(
                    "The page has %d MB in all encodings and languages, of at most %d: no snapshot will be signed above. Take languages"
                            + " from gatepost.site.languages.",
                    bytes >> 20, SnapshotReader.MAX_SNAPSHOT_BYTES >> 20);
        }
        isNearTheLimit = isNear;
    }

    /**
     * What is denied stays denied, also when words that are public now happen to make the same bytes as a page of before: they go
     * out with a line break more, which means nothing in any type that has words.
     */
    private Map<Encoding, Blob> encodings(String contentType, byte[] body) {
        byte[] bytes = body;
        Map<Encoding, Blob> encodings = compression.encodings(contentType, bytes);
        while (denials.hasAny(hashes(encodings).values())) {
            bytes = Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = '\n';
            encodings = compression.encodings(contentType, bytes);
        }
        return encodings;
    }

    private static SortedMap<String, String> hashes(Map<Encoding, Blob> encodings) {
        SortedMap<String, String> hashes = new TreeMap<>();
        encodings.forEach((encoding, blob) -> hashes.put(encoding.token(), blob.hash()));
        return hashes;
    }

    /** Many at once: each waits for the disk, which has many of them in the time of one. */
    private void write(Map<String, Blob> needed) throws IOException {
        List<Blob> missing = needed.values().stream().filter(blob -> !present.contains(blob.hash())).toList();
        if (missing.isEmpty()) {
            return;
        }
        ExecutorService writers = Executors.newFixedThreadPool(Math.min(WRITERS, missing.size()));
        try {
            for (Future<Void> written : writers.invokeAll(missing.stream().map(this::writing).toList())) {
                written.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The process ends.");
        } finally {
            writers.shutdownNow();
        }
        disk.sync(blobs);
        missing.forEach(blob -> present.add(blob.hash()));
    }

    private Callable<Void> writing(Blob blob) {
        return () -> {
            Path file = blobs.resolve(blob.hash());
            if (isIntact(file, blob)) {
                disk.touch(file, clock.instant());
            } else {
                Path temporary = blobs.resolve(blob.hash() + TEMPORARY);
                disk.write(temporary, blob.bytes());
                disk.touch(temporary, clock.instant());
                disk.rename(temporary, file);
            }
            return null;
        };
    }

    /** A blob from an earlier life may be half a blob: it is read once before it is relied on. */
    private static boolean isIntact(Path file, Blob blob) throws IOException {
        return Files.exists(file) && Files.size(file) == blob.length()
                && Arrays.equals(Files.readAllBytes(file), blob.bytes());
    }

    private void write(Root root) throws IOException {
        byte[] bytes = key.sign(root).toBytes();
        if (bytes.length > Root.MAX_ROOT_BYTES) {
            throw new IllegalArgumentException(
                    "The root has " + bytes.length + " bytes, more than the limit of " + Root.MAX_ROOT_BYTES + ".");
        }
        Path temporary = directory.resolve(ROOT + TEMPORARY);
        disk.write(temporary, bytes);
        disk.rename(temporary, directory.resolve(ROOT));
        last = root;
        disk.sync(directory);
    }

    /**
     * Deletes the files of what is denied, now that a root says so, and what a writer who died left half-written. After a
     * failure, the next root tries again; after a crash, the first root of the next process.
     */
    private void clear(Set<String> needed) {
        if (isCleared) {
            return;
        }
        try (Stream<Path> files = Files.list(blobs)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                boolean isTrace = (denials.has(name) || traces.contains(name)) && !needed.contains(name);
                if (isTrace || name.endsWith(TEMPORARY)) {
                    disk.delete(file);
                }
            }
            disk.sync(blobs);
            isCleared = true;
        } catch (IOException | UncheckedIOException e) {
            LOG.errorf("Withdrawn words could not be deleted from the store (%s); this is tried again with the next root.",
                    e.getClass().getSimpleName());
        }
    }

    /** Before the first root of this process: dates what the root in the store needs, which may be read for an hour to come. */
    private void sweepFirst(Root found) {
        if (nextSweep != null) {
            return;
        }
        nextSweep = clock.instant().plus(SWEEP);
        try {
            SnapshotReader reader = new SnapshotReader(directory, keys, clock);
            for (String manifest : found.manifests().values()) {
                Set<String> hashes = new HashSet<>(Set.of(manifest));
                for (Manifest.Description description : Format.read(reader.read(manifest).bytes(), Manifest.class).surfaces()
                        .values()) {
                    hashes.addAll(description.fresh().values());
                    hashes.addAll(description.stale() == null ? List.of() : description.stale().values());
                }
                for (String hash : hashes) {
                    disk.touch(blobs.resolve(hash), clock.instant());
                }
            }
        } catch (IOException | SnapshotRefusedException e) {
            LOG.warn("The snapshot in the store is not whole; the next one is written from scratch.");
        }
    }

    /** Dates what is needed, and deletes what has not been for an hour. A failure here costs space only. */
    private void sweep(Set<String> needed) {
        Instant now = clock.instant();
        if (nextSweep != null && now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(SWEEP);
        isCleared = false; // Somebody may have put something back.
        Instant forgotten = now.minus(RETENTION).minus(SWEEP);
        try (Stream<Path> files = Files.list(blobs)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (needed.contains(file.getFileName().toString())) {
                    disk.touch(file, now);
                } else if (Files.getLastModifiedTime(file).toInstant().isBefore(forgotten)) {
                    disk.delete(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("The store could not be swept (%s); it is tried again later.", e.getClass().getSimpleName());
        }
    }
}
