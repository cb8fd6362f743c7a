package org.gatepost.snapshot;

import static org.gatepost.snapshot.Publication.html;
import static org.gatepost.snapshot.Publication.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {

    private static final Keys KEYS = Keys.named("k1");
    private static final String LONG = "<p>All the words of a page, again and again.</p>\n".repeat(20);

    /** Thousands of refusals are asked for here; none of them is news. */
    private static final Logger QUIET = Logger.getLogger("org.gatepost.snapshot");

    @TempDir
    Path directory;

    @BeforeAll
    static void quietly() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void aloud() {
        QUIET.setLevel(null);
    }

    private final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");
    private Publication publication;
    private SnapshotReader reader;

    @BeforeEach
    void aStoreAndAReader() {
        publication = new Publication(directory, KEYS, clock);
        reader = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
    }

    @Test
    void anEmptyStoreHasNoSnapshot() {
        assertFalse(reader.look());
        assertTrue(reader.current().isEmpty());
        assertFalse(new SnapshotReader(directory.resolve("nowhere"), KEYS.verificationKeys(), clock).look());
    }

    @Test
    void whatIsPublishedIsRead() {
        publication.of(html("/", LONG, LONG + "stale"), json("/api/v2/status.json", "{}"));
        assertTrue(reader.look());

        Snapshot snapshot = reader.current().orElseThrow();
        assertEquals(1, snapshot.serial());
        assertEquals(clock.instant(), snapshot.tick());
        assertEquals(Set.of("/", "/api/v2/status.json"), snapshot.entries().keySet());
        Snapshot.Entry page = snapshot.entries().get("/");
        assertEquals("text/html; charset=utf-8", page.contentType());
        assertEquals("DENY", page.headers().get("X-Frame-Options"));
        assertEquals(Set.of(Encoding.values()), page.fresh().keySet());
        assertArrayEquals(Publication.bytes(LONG + "stale"), page.stale().get(Encoding.IDENTITY).bytes());
        Snapshot.Entry status = snapshot.entries().get("/api/v2/status.json");
        assertNull(status.stale());
        assertEquals(Set.of(Encoding.IDENTITY), status.fresh().keySet());
    }

    @Test
    void aTickKeepsEveryEntryAndOnlyMovesSerialAndTime() {
        publication.of(html("/", LONG));
        reader.look();
        Snapshot before = reader.current().orElseThrow();

        clock.forward(Duration.ofSeconds(15));
        publication.of(html("/", LONG));
        assertTrue(reader.look());
        Snapshot after = reader.current().orElseThrow();
        assertEquals(2, after.serial());
        assertEquals(clock.instant(), after.tick());
        assertSame(before.entries(), after.entries());
    }

    @Test
    void everyFlippedBitOfTheRootIsRefusedAndTheLastGoodIsKept() throws IOException {
        everyFlipIsRefused(directory.resolve(SnapshotStore.ROOT));
    }

    @Test
    void everyFlippedBitOfAnyBlobOrManifestIsRefusedAndTheLastGoodIsKept() throws IOException {
        publication.of(html("/", "old"));
        Set<Path> old = blobs();
        publication.of(html("/", LONG), json("/api/v2/status.json", "{}"));
        Set<Path> added = blobs();
        added.removeAll(old);
        assertTrue(added.size() >= 6, "two manifests, three encodings, one JSON");
        for (Path blob : added) {
            everyFlipIsRefused(blob);
        }
    }

    /** Publishes something old, lets a reader have it, then something new with one bit flipped, for each of many bits. */
    private void everyFlipIsRefused(Path file) throws IOException {
        Files.deleteIfExists(directory.resolve(SnapshotStore.ROOT));
        Publication publication = new Publication(directory, KEYS, clock);
        publication.of(html("/", "old"));
        byte[] old = Files.readAllBytes(directory.resolve(SnapshotStore.ROOT));
        publication.of(html("/", LONG), json("/api/v2/status.json", "{}"));
        byte[] root = Files.readAllBytes(directory.resolve(SnapshotStore.ROOT));
        byte[] good = Files.readAllBytes(file);

        for (int bit = 0; bit < good.length * 8; bit += 1 + good.length * 8 / 300) {
            Files.write(directory.resolve(SnapshotStore.ROOT), old);
            SnapshotReader holding = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
            assertTrue(holding.look());
            Snapshot held = holding.current().orElseThrow();

            Files.write(directory.resolve(SnapshotStore.ROOT), root);
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertFalse(holding.look(), "bit " + bit + " of " + file.getFileName());
            assertSame(held, holding.current().orElseThrow());
            SnapshotReader starting = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
            assertFalse(starting.look(), "bit " + bit + " of " + file.getFileName());

            Files.write(file, good);
            clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
            assertTrue(holding.look(), "unharmed, it is taken");
        }
    }

    @Test
    void aCutOrLengthenedFileIsRefused() throws IOException {
        publication.of(html("/", LONG));
        for (Path file : Stream.concat(Stream.of(directory.resolve(SnapshotStore.ROOT)), blobs().stream()).toList()) {
            byte[] good = Files.readAllBytes(file);
            for (byte[] bad : List.of(new byte[0], Arrays.copyOf(good, good.length - 1),
                    Arrays.copyOf(good, good.length + 1))) {
                Files.write(file, bad);
                assertFalse(new SnapshotReader(directory, KEYS.verificationKeys(), clock).look());
            }
            Files.delete(file);
            assertFalse(new SnapshotReader(directory, KEYS.verificationKeys(), clock).look());
            Files.write(file, good);
        }
        assertTrue(reader.look());
    }

    @Test
    void anOlderOrEqualSerialIsRefused() throws IOException {
        publication.of(html("/", "one"));
        byte[] first = Files.readAllBytes(directory.resolve(SnapshotStore.ROOT));
        publication.of(html("/", "two"));
        reader.look();
        Snapshot held = reader.current().orElseThrow();

        Files.write(directory.resolve(SnapshotStore.ROOT), first);
        assertFalse(reader.look());
        assertSame(held, reader.current().orElseThrow());

        Files.delete(directory.resolve(SnapshotStore.ROOT));
        Publication other = new Publication(directory, KEYS, clock);
        other.of(html("/", "one"));
        other.of(html("/", "another two"));
        assertFalse(reader.look());
        assertSame(held, reader.current().orElseThrow());
        other.of(html("/", "three"));
        assertTrue(reader.look());
    }

    @Test
    void anotherKeyIsRefusedAlsoUnderTheSameId() {
        publication.of(html("/", "words"));
        assertFalse(new SnapshotReader(directory, Keys.named("k2").verificationKeys(), clock).look());
        assertFalse(new SnapshotReader(directory, Keys.named("k1").verificationKeys(), clock).look());
    }

    @Test
    void aKeySignsWithinItsTimeOnly() {
        publication.of(html("/", "words"));
        assertTrue(looksWith(";2026-11-22T12:00:00Z;2026-11-22T12:00:01Z"));
        assertTrue(looksWith(";;2026-11-22T12:00:01Z"));
        assertTrue(looksWith(";2026-11-22T12:00:00Z"));
        assertFalse(looksWith(";;2026-11-22T12:00:00Z"));
        assertFalse(looksWith(";2026-11-22T12:00:01Z;"));
    }

    private boolean looksWith(String validity) {
        return new SnapshotReader(directory, VerificationKeys.of(List.of(KEYS.verification() + validity)), clock).look();
    }

    @Test
    void aKeyWhoseTimeIsOverStartsAFrontButReplacesNothing() {
        SnapshotReader running = new SnapshotReader(directory,
                VerificationKeys.of(List.of(KEYS.verification() + ";;2026-11-22T12:01:00Z")), clock);
        publication.of(html("/", "one"));
        running.look();
        publication.of(html("/", "two"));
        clock.forward(Duration.ofMinutes(2));

        assertFalse(running.look());
        assertEquals(1, running.current().orElseThrow().serial());
        assertTrue(looksWith(";;2026-11-22T12:01:00Z"));
    }

    @Test
    void theNextKeyTakesOverWithHigherSerials() {
        Keys next = Keys.named("k2");
        reader = new SnapshotReader(directory, VerificationKeys.of(List.of(KEYS.verification(), next.verification())), clock);
        publication.of(html("/", "one"));
        reader.look();

        assertThrows(SnapshotRefusedException.class, () -> new Publication(directory, next, clock).of(html("/", "two")));
        SnapshotStore rotated = new SnapshotStore(directory, next.signingKey(),
                VerificationKeys.of(Optional.of(List.of(KEYS.verification())), next.signingKey()), clock, new Disk());
        assertEquals(2, rotated.publish(List.of(html("/", "two")), Set.of()));
        assertTrue(reader.look());
    }

    @Test
    void whatIsDeniedIsNotThere() {
        publication.of(html("/", "fine"), html("/incidents/1", LONG), html("/stale", "fresh", LONG));
        reader.look();
        assertEquals(3, reader.current().orElseThrow().entries().size());

        publication.withdrawing(Set.of(Publication.hash(LONG)), html("/", "fine"), html("/incidents/1", LONG),
                html("/stale", "fresh", LONG));
        assertTrue(reader.look());
        Snapshot left = reader.current().orElseThrow();
        assertEquals(Set.of("/", "/stale"), left.entries().keySet());
        assertNull(left.entries().get("/stale").stale());

        publication.of(html("/", "fine"), html("/incidents/1", LONG));
        new Publication(directory, KEYS, clock).of(html("/", "fine"), html("/incidents/1", LONG));
        reader.look();
        left = reader.current().orElseThrow();
        assertEquals(5, left.serial());
        assertArrayEquals(Publication.bytes(LONG + "\n"),
                left.entries().get("/incidents/1").fresh().get(Encoding.IDENTITY).bytes(),
                "denied stays denied, and what is public again is served");
    }

    @Test
    void aWithdrawalIsObeyedEvenWhenTheRestOfItsSnapshotIsDamaged() throws IOException {
        publication.of(html("/", "fine"), html("/incidents/1", LONG));
        reader.look();
        publication.withdrawing(Set.of(Publication.hash(LONG)), html("/", "changed"));
        Files.delete(directory.resolve(SnapshotStore.BLOBS).resolve(Publication.hash("changed")));

        assertTrue(reader.look());
        assertEquals(1, reader.current().orElseThrow().serial());
        assertEquals(Set.of("/"), reader.current().orElseThrow().entries().keySet());
        assertNotNull(reader.current().orElseThrow().entries().get("/"));
    }

    @Test
    void anOldRootWithItsOldFilesBringsNothingBack() throws IOException {
        publication.of(html("/", "fine"), html("/incidents/1", LONG));
        reader.look();
        byte[] root = Files.readAllBytes(directory.resolve(SnapshotStore.ROOT));
        Map<Path, byte[]> files = new HashMap<>();
        for (Path blob : blobs()) {
            files.put(blob, Files.readAllBytes(blob));
        }
        publication.withdrawing(Set.of(Publication.hash(LONG)), html("/", "fine"));
        assertTrue(reader.look());
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        Files.write(directory.resolve(SnapshotStore.ROOT), root);
        clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
        assertFalse(reader.look());
        assertEquals(Set.of("/"), reader.current().orElseThrow().entries().keySet());
    }

    @Test
    void everyFlippedBitOfAListOfDenialsIsRefusedAndTheLastGoodIsKept() throws IOException {
        publication.of(html("/", "old"));
        reader.look();
        Set<Path> before = blobs();
        publication.withdrawing(Set.of(Publication.hash(LONG), Publication.hash("more")), html("/", "old"));
        Set<Path> added = blobs();
        added.removeAll(before);
        assertEquals(1, added.size(), "the list");
        Path list = added.iterator().next();
        byte[] good = Files.readAllBytes(list);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(list, flipped);
            clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
            assertFalse(reader.look(), "bit " + bit);
            assertEquals(1, reader.current().orElseThrow().serial());
        }
        Files.delete(list);
        clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
        assertFalse(reader.look());
        Files.write(list, good);
        clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
        assertTrue(reader.look());
    }

    @Test
    void blobsThatArriveLateAreTakenAfterAWhile() throws IOException {
        publication.of(html("/", "words"));
        Path blob = directory.resolve(SnapshotStore.BLOBS).resolve(Publication.hash("words"));
        byte[] bytes = Files.readAllBytes(blob);
        Files.delete(blob);
        assertFalse(reader.look());
        Files.write(blob, bytes);
        assertFalse(reader.look(), "not tried many times a second");
        clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
        assertTrue(reader.look());
    }

    private Set<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(SnapshotStore.BLOBS))) {
            return new HashSet<>(files.toList());
        }
    }
}
