package org.gatepost.snapshot;

import static org.gatepost.snapshot.Publication.html;
import static org.gatepost.snapshot.Publication.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.gatepost.site.Surface;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;

class SnapshotStoreTest {

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

    private SnapshotStore store(Disk disk) {
        return new SnapshotStore(directory, KEYS.signingKey(), KEYS.publisherKeys(), clock, disk);
    }

    private Snapshot read() {
        SnapshotReader reader = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
        reader.look();
        return reader.current().orElse(null);
    }

    @Test
    void theSameSurfacesMakeTheSameBytesInAnotherStore(@TempDir Path other) throws IOException {
        List<Surface> surfaces = List.of(html("/", LONG, LONG + "stale"), html("/readers", LONG),
                json("/api/v2/status.json", "{}"));
        List<Surface> reversed = new ArrayList<>(surfaces);
        Collections.reverse(reversed);
        store(new Disk()).publish(surfaces, Set.of());
        new SnapshotStore(other, KEYS.signingKey(), KEYS.publisherKeys(), clock, new Disk()).publish(reversed, Set.of());

        assertEquals(blobs(directory), blobs(other));
        assertArrayEquals(Files.readAllBytes(directory.resolve(SnapshotStore.ROOT)),
                Files.readAllBytes(other.resolve(SnapshotStore.ROOT)));
    }

    @Test
    void aTickWritesNoBlobAndAChangedPageWritesItsOwn() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/", "one"), html("/incidents/1", "old"), html("/incidents/2", "old too")), Set.of());
        Set<String> first = blobs(directory);
        store.publish(List.of(html("/", "one"), html("/incidents/1", "old"), html("/incidents/2", "old too")), Set.of());
        assertEquals(first, blobs(directory));

        store.publish(List.of(html("/", "two"), html("/incidents/1", "old"), html("/incidents/2", "old too")), Set.of());
        Set<String> added = blobs(directory);
        added.removeAll(first);
        assertEquals(2, added.size(), "the page and its manifest");
    }

    @Test
    void theSerialAndTheDenialsGoOnInTheNextProcess() {
        new Publication(directory, KEYS, clock).withdrawing(Set.of(Publication.hash("bad")), html("/", "one"));
        List<String> denials = read().root().denials();
        assertEquals(1, denials.size());
        assertEquals(3, store(new Disk()).publish(List.of(html("/", "one")), Set.of()));
        assertEquals(denials, read().root().denials());
    }

    @Test
    void aRootOfAStrangerIsNotWrittenOverByANewProcess() throws IOException {
        new Publication(directory, Keys.named("stranger"), clock).of(html("/", "theirs"));
        byte[] theirs = Files.readAllBytes(directory.resolve(SnapshotStore.ROOT));
        assertThrows(SnapshotRefusedException.class, () -> store(new Disk()).publish(List.of(html("/", "ours")), Set.of()));
        assertArrayEquals(theirs, Files.readAllBytes(directory.resolve(SnapshotStore.ROOT)));
    }

    @Test
    void aRootThatSomebodySpoiledIsWrittenOverByTheProcessThatKnowsIt() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/", "one")), Set.of());
        Files.writeString(directory.resolve(SnapshotStore.ROOT), "spoiled");
        assertEquals(2, store.publish(List.of(html("/", "one")), Set.of()));
        assertEquals(2, read().serial());
    }

    @Test
    void aWriterThatDiesAtAnyStepLeavesTheOldOrTheNew() throws IOException {
        int steps = new Dying(Integer.MAX_VALUE).steps;
        boolean isThrough = false;
        int newOnes = 0;
        for (int step = 0; !isThrough; step++) {
            for (boolean half : new boolean[]{false, true}) {
                clear();
                store(new Disk()).publish(List.of(html("/", "old"), json("/api/v2/status.json", "{}")), Set.of());
                Dying disk = new Dying(step);
                disk.half = half;
                try {
                    store(disk).publish(List.of(html("/", LONG), json("/api/v2/status.json", "{}")), Set.of());
                    isThrough = true;
                } catch (UncheckedIOException e) {
                    assertEquals("dead", e.getCause().getMessage());
                }
                Snapshot left = read();
                String body = new String(left.entries().get("/").fresh().get(Encoding.IDENTITY).bytes(),
                        StandardCharsets.UTF_8);
                assertEquals(left.serial() == 1 ? "old" : LONG, body, "step " + step);
                newOnes += left.serial() == 2 ? 1 : 0;
                steps = Math.max(steps, disk.steps);

                long serial = store(new Disk()).publish(List.of(html("/", LONG)), Set.of());
                assertEquals(left.serial() + 1, serial);
                assertEquals(serial, read().serial(), "the next process writes over the ruins");
            }
        }
        assertTrue(steps >= 12, "five blobs and a root take more steps than " + steps);
        assertTrue(newOnes >= 3, "after the rename of the root, the new one is there");
    }

    @Test
    void aSerialIsNeverUsedForTwoContentsEvenAfterAFailure() {
        Dying disk = new Dying(Integer.MAX_VALUE);
        SnapshotStore store = store(disk);
        store.publish(List.of(html("/", "one")), Set.of());
        disk.dieAtSync = true;
        assertThrows(UncheckedIOException.class, () -> store.publish(List.of(html("/", "one")), Set.of()));
        assertEquals(2, read().serial());
        disk.dieAtSync = false;
        assertEquals(3, store.publish(List.of(html("/", "two")), Set.of()));
    }

    @Test
    void aHalfBlobOfAnEarlierLifeIsWrittenAnew() throws IOException {
        store(new Disk()).publish(List.of(html("/", "words")), Set.of());
        Files.writeString(directory.resolve(SnapshotStore.BLOBS).resolve(Publication.hash("words")), "wo");
        store(new Disk()).publish(List.of(html("/", "words")), Set.of());
        assertEquals(2, read().serial());
    }

    @Test
    void blobsStayForAnHourAfterTheLastRootThatNeededThemAndGoThen() {
        SnapshotStore store = store(new Disk());
        Path old = directory.resolve(SnapshotStore.BLOBS).resolve(Publication.hash("old"));
        Path kept = directory.resolve(SnapshotStore.BLOBS).resolve(Publication.hash("kept"));
        for (int minute = 0; minute < 200; minute++) {
            store.publish(List.of(html("/", "old"), html("/kept", "kept")), Set.of());
            clock.forward(Duration.ofMinutes(1));
        }
        assertTrue(Files.exists(old));
        Instant replaced = clock.instant();
        boolean isGone = false;
        for (int minute = 0; minute < 200; minute++) {
            store.publish(List.of(html("/", "new"), html("/kept", "kept")), Set.of());
            isGone = !Files.exists(old);
            assertFalse(isGone && Duration.between(replaced, clock.instant()).compareTo(SnapshotStore.RETENTION) < 0,
                    "gone after " + Duration.between(replaced, clock.instant()));
            assertTrue(Files.exists(kept));
            clock.forward(Duration.ofMinutes(1));
        }
        assertTrue(isGone);
        assertEquals(400, read().serial());
    }

    @Test
    void aPublisherThatSleptForHoursLeavesReadersOfItsOldRootAnHour() {
        store(new Disk()).publish(List.of(html("/", "old")), Set.of());
        clock.forward(Duration.ofHours(5));
        SnapshotStore store = store(new Disk());
        Path old = directory.resolve(SnapshotStore.BLOBS).resolve(Publication.hash("old"));
        for (int minute = 0; minute < 60; minute++) {
            store.publish(List.of(html("/", "new")), Set.of());
            assertTrue(Files.exists(old), "minute " + minute);
            clock.forward(Duration.ofMinutes(1));
        }
    }

    @Test
    void whatBreaksALimitIsRefusedAndTheOldSnapshotStays() {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/", "old")), Set.of());
        Map<String, String> cookie = Map.of("Set-Cookie", "a=b");
        Map<String, String> split = Map.of("X-Words", "a\r\nb");
        for (List<Surface> bad : List.of(
                List.of(html("no-slash", "a")), List.of(html("/a//b", "a")), List.of(html("/a/../b", "a")),
                List.of(html("/a;b", "a")), List.of(html("/a\\b", "a")), List.of(html("/a%2fb", "a")),
                List.of(html("/a?b", "a")), List.of(html("/" + "a".repeat(SurfacePath.MAX_PATH_LENGTH), "a")),
                List.of(html("/same", "a"), html("/same", "a")),
                List.of(new Surface("/", "text/html", cookie, new byte[0], null)),
                List.of(new Surface("/", "text/html", split, new byte[0], null)),
                List.of(new Surface("/", "text/html\nX: y", Map.of(), new byte[0], null)),
                List.of(new Surface("/", "text/html", Map.of(), new byte[Blob.MAX_BLOB_BYTES + 1], null)))) {
            assertThrows(IllegalArgumentException.class, () -> store.publish(bad, Set.of()), bad.get(0).path());
        }
        assertEquals(1, read().serial());
    }

    @Test
    void whatDidNotChangeIsNotCompressedAgain() {
        Compression compression = new Compression();
        Map<Encoding, Blob> first = compression.encodings("text/html", Publication.bytes(LONG));
        for (int snapshot = 0; snapshot < 3; snapshot++) {
            compression.forgetOthers(Set.of());
            assertSame(first, compression.encodings("text/html", Publication.bytes(LONG)));
        }
        compression.forgetOthers(Set.of());
        compression.forgetOthers(Set.of());
        assertNotSame(first, compression.encodings("text/html", Publication.bytes(LONG)), "but not for ever");
    }

    @Test
    void compressionIsThereOnlyWhereItHelps() {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        Compression compression = new Compression();
        assertEquals(3, compression.encodings("text/html; charset=utf-8", Publication.bytes(LONG)).size());
        assertEquals(3, compression.encodings("image/svg+xml", Publication.bytes(LONG)).size());
        assertEquals(1, compression.encodings("image/png", Publication.bytes(LONG)).size());
        assertEquals(1, compression.encodings("text/plain", Publication.bytes("short")).size());
        assertEquals(1, compression.encodings("text/plain", noise).size());
    }

    /** Seeded: replay a failure with {@code -Dgatepost.seed}. */
    @Test
    void whatGoesInComesOut() throws IOException {
        long seed = Long.getLong("gatepost.seed", System.nanoTime());
        System.out.println("SnapshotStoreTest.whatGoesInComesOut with -Dgatepost.seed=" + seed);
        Random random = new Random(seed);
        SnapshotStore store = store(new Disk());
        SnapshotReader reader = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
        for (int round = 1; round <= 40; round++) {
            Map<String, Surface> surfaces = new HashMap<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                Surface surface = surface(random);
                surfaces.put(surface.path(), surface);
            }
            clock.forward(Duration.ofSeconds(random.nextInt(2_000)));
            store.publish(List.copyOf(surfaces.values()), Set.of());
            assertTrue(reader.look(), "seed " + seed + ", round " + round);

            Snapshot snapshot = reader.current().orElseThrow();
            assertEquals(round, snapshot.serial());
            assertEquals(surfaces.keySet(), snapshot.entries().keySet(), "seed " + seed);
            for (Surface surface : surfaces.values()) {
                Snapshot.Entry entry = snapshot.entries().get(surface.path());
                assertEquals(surface.status(), entry.status());
                assertEquals(surface.contentType(), entry.contentType());
                assertEquals(surface.headers(), entry.headers());
                assertDecodes(surface.body(), entry.fresh(), seed);
                if (surface.staleBody() == null || Arrays.equals(surface.body(), surface.staleBody())) {
                    assertEquals(null, entry.stale());
                } else {
                    assertDecodes(surface.staleBody(), entry.stale(), seed);
                }
            }
        }
    }

    private static Surface surface(Random random) {
        String[] directories = {"/", "/incidents/", "/readers/api/v2/", "/ü/"};
        String[] types = {"text/html; charset=utf-8", "application/json", "image/png", "application/atom+xml"};
        return new Surface(directories[random.nextInt(4)] + random.nextInt(20),
                new int[]{Surface.OK, Surface.NOT_FOUND, Surface.GONE}[random.nextInt(3)], types[random.nextInt(4)],
                random.nextBoolean() ? Map.of() : Map.of("X-A", "" + random.nextInt(3), "X-B", "b"),
                body(random), random.nextInt(3) > 0 ? null : body(random));
    }

    private static byte[] body(Random random) {
        byte[] bytes = new byte[random.nextInt(3_000)];
        if (random.nextInt(4) > 0) {
            Arrays.fill(bytes, (byte) ('a' + random.nextInt(5)));
        } else {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private static void assertDecodes(byte[] body, Map<Encoding, Blob> blobs, long seed) throws IOException {
        for (Map.Entry<Encoding, Blob> blob : blobs.entrySet()) {
            ByteArrayInputStream in = new ByteArrayInputStream(blob.getValue().bytes());
            byte[] decoded = switch (blob.getKey()) {
                case IDENTITY -> in.readAllBytes();
                case GZIP -> new GZIPInputStream(in).readAllBytes();
                case BR -> new BrotliInputStream(in).readAllBytes();
            };
            assertArrayEquals(body, decoded, "seed " + seed + ", " + blob.getKey());
        }
    }

    @Test
    void gzipCarriesNoTime() {
        byte[] gzip = new Compression().encodings("text/plain", Publication.bytes(LONG)).get(Encoding.GZIP).bytes();
        assertArrayEquals(new byte[4], Arrays.copyOfRange(gzip, 4, 8));
    }

    @Test
    void laterFieldsAreIgnoredAndLaterFormatsRefused() {
        String manifest = "{\"format\":1,\"prefix\":\"/\",\"surfaces\":{},\"later\":true}";
        SortedMap<String, Manifest.Description> none = Format.read(Publication.bytes(manifest), Manifest.class).surfaces();
        assertTrue(none.isEmpty());
        for (String bad : List.of(manifest.replace(":1", ":2"), manifest + "{}", manifest.replace("{}", "null"), "null", "",
                "{\"format\":1,\"format\":1,\"prefix\":\"/\",\"surfaces\":{}}",
                "{\"format\":1,\"prefix\":\"/\",\"surfaces\":{\"/a/b\":{\"type\":\"a\",\"headers\":{},\"fresh\":{}}}}")) {
            assertThrows(SnapshotRefusedException.class, () -> Format.read(Publication.bytes(bad), Manifest.class), bad);
        }
    }

    @Test
    void aStatusIsOneOfThreeAndTwoHundredIsNotWritten() {
        String manifest = "{\"format\":1,\"prefix\":\"/\",\"surfaces\":{\"/a\":{%s\"type\":\"a\",\"headers\":{},"
                + "\"fresh\":{\"identity\":\"" + Publication.hash("a") + "\"}}}}";
        Map<String, Integer> table = Map.of("", 200, "\"status\":null,", 200, "\"status\":200,", 200, "\"status\":404,", 404,
                "\"status\":410,", 410);
        table.forEach((field, status) -> {
            Manifest read = Format.read(Publication.bytes(manifest.formatted(field)), Manifest.class);
            assertEquals(status, read.surfaces().get("/a").statusOrOk(), field);
            String written = new String(Format.write(read), StandardCharsets.UTF_8);
            assertEquals(manifest.formatted(status == 200 ? "" : field), written);
        });
        for (String bad : List.of("0", "100", "201", "204", "206", "301", "304", "401", "411", "500", "-410", "4100000000",
                "410.0", "\"410\"", "true", "[]", "{}")) {
            assertThrows(SnapshotRefusedException.class,
                    () -> Format.read(Publication.bytes(manifest.formatted("\"status\":" + bad + ",")), Manifest.class), bad);
        }
        SnapshotStore store = store(new Disk());
        for (int bad : new int[]{0, 206, 301, 500}) {
            assertThrows(IllegalArgumentException.class,
                    () -> store.publish(List.of(Publication.with(bad, html("/", "a"))), Set.of()));
        }
    }

    private static Set<String> blobs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(SnapshotStore.BLOBS))) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
