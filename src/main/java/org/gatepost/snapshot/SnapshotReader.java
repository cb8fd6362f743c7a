package org.gatepost.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import org.jboss.logging.Logger;

/**
 * Reads a store and trusts nothing in it: keeps the newest snapshot that a known key signed and whose every byte has the hash
 * that was signed, and keeps it for ever when nothing better comes. One thread looks, any number ask for {@link #current}.
 */
public final class SnapshotReader {

    /** All distinct blobs of one snapshot in all encodings, in bytes, because all of it is held in memory. */
    static final long MAX_SNAPSHOT_BYTES = 512L * 1024 * 1024;
    /** How long a root that was refused is left alone: its blobs may arrive late, but not many times a second. */
    static final Duration REFUSED_AGAIN_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(SnapshotReader.class);

    private final Path directory;
    private final VerificationKeys keys;
    private final Clock clock;

    private volatile Snapshot current;
    /** Those of the newest root whose lists could be read. */
    private Denials denials = Denials.NONE;
    private byte[] seen = {};
    private byte[] refused = {};
    private Instant refusedAt = Instant.MIN;
    private String said = "";

    /**
     * @param directory of the store; it need not exist yet
     */
    public SnapshotReader(Path directory, VerificationKeys keys, Clock clock) {
        this.directory = directory;
        this.keys = keys;
        this.clock = clock;
    }

    /** The last good snapshot, or empty when there has been none since this reader was made. */
    public Optional<Snapshot> current() {
        return Optional.ofNullable(current);
    }

    /**
     * Looks into the store once. Cheap when nothing changed: one small file is read. Never throws for what lies in the store: a
     * refusal is logged once, in words that hold nothing of the content.
     *
     * @return whether {@link #current} changed
     */
    public synchronized boolean look() {
        Snapshot before = current;
        try {
            byte[] bytes = readLimited(directory.resolve(SnapshotStore.ROOT), Root.MAX_ROOT_BYTES);
            if (!Arrays.equals(bytes, seen) && !isRefusedJustNow(bytes)) {
                take(bytes);
            }
        } catch (NoSuchFileException e) {
            say(current == null
                    ? "There is no snapshot in the store yet."
                    : "The store has lost its root; the last good snapshot stays.");
        } catch (SnapshotRefusedException e) {
            say(e.getMessage());
        } catch (IOException e) {
            say("The store cannot be read (" + e.getClass().getSimpleName() + "); the last good snapshot stays.");
        }
        return current != before;
    }

    private boolean isRefusedJustNow(byte[] bytes) {
        return Arrays.equals(bytes, refused) && clock.instant().isBefore(refusedAt.plus(REFUSED_AGAIN_AFTER));
    }

    private void take(byte[] bytes) {
        Root root = null;
        boolean isListRead = false;
        try {
            root = keys.verify(SignedRoot.of(bytes), current == null ? null : clock.instant());
            if (current != null && root.serial() <= current.serial()) {
                throw new SnapshotRefusedException("The root in the store is not newer than the snapshot that is held.");
            }
            denials = Denials.read(root.denials(), denials, this::read);
            isListRead = true;
            current = load(root);
            seen = bytes;
            said = "";
        } catch (SnapshotRefusedException | IOException | UncheckedIOException e) {
            refused = bytes;
            refusedAt = clock.instant();
            if (isListRead) {
                obeyDenials();
            }
            say(e instanceof SnapshotRefusedException
                    ? e.getMessage()
                    : "A part of the snapshot cannot be read (" + e.getClass().getSimpleName() + "); the last good one stays.");
        }
    }

    /** A withdrawal is obeyed even when the rest of its snapshot cannot be read: its list is signed by itself. */
    private void obeyDenials() {
        if (current != null) {
            Snapshot left = current.without(denials);
            if (!left.entries().equals(current.entries())) {
                current = left;
            }
        }
    }

    private Snapshot load(Root root) throws IOException {
        boolean sameDenials = current != null && current.root().denials().equals(root.denials());
        if (sameDenials && current.root().manifests().equals(root.manifests())) {
            return current.tickedTo(root);
        }
        Blobs blobs = new Blobs(current);
        Map<String, Map<String, Snapshot.Entry>> byPrefix = new HashMap<>();
        for (Map.Entry<String, String> manifest : root.manifests().entrySet()) {
            String prefix = manifest.getKey();
            boolean same = sameDenials && manifest.getValue().equals(current.root().manifests().get(prefix));
            byPrefix.put(prefix, same ? current.entriesBelow(prefix) : load(prefix, manifest.getValue(), blobs));
        }
        return new Snapshot(root, byPrefix);
    }

    private Map<String, Snapshot.Entry> load(String prefix, String hash, Blobs blobs) throws IOException {
        Manifest manifest = Format.read(read(hash).bytes(), Manifest.class);
        if (!manifest.prefix().equals(prefix)) {
            throw new SnapshotRefusedException("A manifest is for another prefix than the root says.");
        }
        Map<String, Snapshot.Entry> entries = new HashMap<>();
        for (Map.Entry<String, Manifest.Description> surface : manifest.surfaces().entrySet()) {
            Manifest.Description description = surface.getValue();
            if (denials.hasAny(description.fresh().values())) {
                continue;
            }
            boolean hasStale = description.stale() != null && !denials.hasAny(description.stale().values());
            entries.put(surface.getKey(),
                    new Snapshot.Entry(description.statusOrOk(), description.type(), description.headers(),
                            blobs.all(description.fresh()), hasStale ? blobs.all(description.stale()) : null));
        }
        return entries;
    }

    /** Reads one blob, manifest or list of denials by its hash. */
    Blob read(String hash) throws IOException {
        byte[] bytes = readLimited(directory.resolve(SnapshotStore.BLOBS).resolve(Blob.requireHash(hash)),
                Blob.MAX_BLOB_BYTES);
        Blob blob = Blob.of(bytes);
        if (!blob.hash().equals(hash)) {
            throw new SnapshotRefusedException(
                    "A blob in the store is damaged: its bytes do not have the hash that was signed.");
        }
        return blob;
    }

    /**
     * @throws NoSuchFileException if the file is not there
     * @throws SnapshotRefusedException if it is longer than the limit
     */
    static byte[] readLimited(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new SnapshotRefusedException("A file of the store is longer than the limit of " + limit + " bytes.");
            }
            return bytes;
        }
    }

    private void say(String sentence) {
        if (!sentence.equals(said)) {
            LOG.warn(sentence);
            said = sentence;
        }
    }

    /** The blobs of the snapshot that is being read; what is in memory already is not read again. */
    private final class Blobs {

        private final Map<String, Blob> held = new HashMap<>();
        private final Map<String, Blob> taken = new HashMap<>();
        private long bytes;

        Blobs(Snapshot previous) {
            if (previous != null) {
                for (Snapshot.Entry entry : previous.entries().values()) {
                    entry.fresh().values().forEach(blob -> held.put(blob.hash(), blob));
                    if (entry.stale() != null) {
                        entry.stale().values().forEach(blob -> held.put(blob.hash(), blob));
                    }
                }
            }
        }

        Map<Encoding, Blob> all(SortedMap<String, String> hashes) throws IOException {
            Map<Encoding, Blob> blobs = new EnumMap<>(Encoding.class);
            for (Encoding encoding : Encoding.values()) {
                String hash = hashes.get(encoding.token());
                if (hash != null) {
                    blobs.put(encoding, one(hash));
                }
            }
            return blobs;
        }

        private Blob one(String hash) throws IOException {
            Blob blob = taken.get(hash);
            if (blob == null) {
                blob = held.containsKey(hash) ? held.get(hash) : read(hash);
                taken.put(hash, blob);
                bytes += blob.bytes().length;
                if (bytes > MAX_SNAPSHOT_BYTES) {
                    throw new SnapshotRefusedException(
                            "The snapshot has more than the limit of " + MAX_SNAPSHOT_BYTES + " bytes.");
                }
            }
            return blob;
        }
    }
}
