package org.gatepost.snapshot;

import static org.gatepost.snapshot.Publication.gone;
import static org.gatepost.snapshot.Publication.html;
import static org.gatepost.snapshot.Publication.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.gatepost.site.Surface;
import org.gatepost.site.Withdrawal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;

class WithdrawalTest {

    private static final Keys KEYS = Keys.named("k1");
    private static final String ID = "abc0000000xy";
    private static final String ENTRY = "def1111111uv";
    private static final String WORDS = "the name of a person";
    private static final String TOLD = ("<a href=/incidents/" + ID + ">" + WORDS + "</a>\n").repeat(20);
    private static final String TOMBSTONE = ("<p>What stood at " + ID + " was withdrawn.</p>\n").repeat(20);
    private static final String FINE = "<p>No problems reported.</p>\n".repeat(20);
    private static final Set<Withdrawal> WITHDRAWN = Set.of(new Withdrawal(ID, ID));
    private static final List<Surface> BEFORE = List.of(html("/", TOLD + "home", TOLD + "silent"), html("/fine", FINE),
            html("/incidents/" + ID, TOLD + "notice"), json("/api/v2/incidents.json", "{\"id\":\"" + ID + "\"}"));
    private static final List<Surface> AFTER = List.of(html("/", FINE + "home", FINE + "silent"), html("/fine", FINE),
            gone("/incidents/" + ID, TOMBSTONE), json("/api/v2/incidents.json", "{}"));

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

    private Set<String> denied() {
        return Denied.in(directory, KEYS, clock);
    }

    private Snapshot read() {
        SnapshotReader reader = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
        reader.look();
        return reader.current().orElseThrow();
    }

    @Test
    void whatToldOfItIsDeniedInEveryEncodingAndDeletedAtOnce() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/", TOLD + "an hour ago"), html("/elsewhere", FINE + "an hour ago")), Set.of());
        store.publish(BEFORE, Set.of());
        Set<String> told = hashes(TOLD + "an hour ago", TOLD + "home", TOLD + "silent", TOLD + "notice",
                "{\"id\":\"" + ID + "\"}");
        assertEquals(4 * 3 + 1, told.size());
        assertTrue(files().containsAll(told));
        Set<String> fine = hashes(FINE, FINE + "an hour ago");

        store.publish(AFTER, WITHDRAWN);
        assertEquals(told, denied());
        assertTrue(files().stream().noneMatch(told::contains));
        assertTrue(files().containsAll(fine), "what did not tell of it stays its hour");
        assertNoWords();
        Snapshot.Entry tombstone = read().entries().get("/incidents/" + ID);
        assertEquals(410, tombstone.status());
        assertArrayEquals(Publication.bytes(TOMBSTONE), tombstone.fresh().get(Encoding.IDENTITY).bytes());
    }

    @Test
    void afterwardsItsNoticeIsAnOrdinaryOneUntilTheNextWithdrawal() {
        SnapshotStore store = store(new Disk());
        Set<Withdrawal> entry = Set.of(new Withdrawal(ID, ENTRY));
        store.publish(BEFORE, Set.of());
        store.publish(List.of(html("/", TOLD + "one entry less")), entry);
        Set<String> first = denied();
        store.publish(List.of(html("/", TOLD + "one entry more")), entry);
        store.publish(List.of(html("/", TOLD + "and more")), entry);
        assertEquals(first, denied());
        assertTrue(filesTell());

        store.publish(List.of(html("/", TOLD + "and less")),
                Set.of(new Withdrawal(ID, ENTRY), new Withdrawal(ID, "ghi2222222st")));
        assertTrue(denied().containsAll(hashes(TOLD + "one entry less", TOLD + "one entry more", TOLD + "and more")));
        store.publish(List.of(html("/", FINE)), Set.of(new Withdrawal(ID, ENTRY), new Withdrawal(ID, ID)));
        assertTrue(denied().containsAll(first));
        assertTrue(denied().containsAll(hashes(TOLD + "and less")), "an entry, and then the whole notice");
        assertFalse(filesTell());
    }

    @Test
    void anEntryIsFoundByItsOwnIdToo() {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/", "the entry " + ENTRY), html("/other", "entry jkl")), Set.of());
        store.publish(List.of(html("/", FINE)), Set.of(new Withdrawal(ID, ENTRY)));
        assertEquals(Set.of(Publication.hash("the entry " + ENTRY)), denied());
    }

    @Test
    void whatStoodAtItsAddressNeedNotNameIt() {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/incidents/" + ID, WORDS), html("/other", "words")), Set.of());
        store.publish(List.of(html("/", FINE)), WITHDRAWN);
        assertEquals(Set.of(Publication.hash(WORDS)), denied());
    }

    @Test
    void aProcessThatStartsLooksForEverythingOnce() throws IOException {
        store(new Disk()).publish(BEFORE, Set.of());
        SnapshotStore next = store(new Disk());
        next.publish(AFTER, WITHDRAWN);
        assertNoWords();
        assertTrue(denied().containsAll(hashes(TOLD + "home", TOLD + "silent", TOLD + "notice")));

        // No manifest names it, as after a courier's late delivery.
        for (Blob blob : new Compression().encodings("text/html", Publication.bytes(TOLD + "loose")).values()) {
            Files.write(blobs().resolve(blob.hash()), blob.bytes());
        }
        next.publish(AFTER, WITHDRAWN);
        assertTrue(filesTell());
        store(new Disk()).publish(AFTER, WITHDRAWN);
        assertNoWords();
        assertTrue(denied().containsAll(hashes(TOLD + "loose")));
    }

    @Test
    void theEncodingsOfOneBodyAreFoundTogetherAlsoInAnEmptiedStore() throws IOException {
        for (boolean all : new boolean[]{false, true}) {
            clear();
            SnapshotStore store = store(new Disk());
            store.publish(BEFORE, Set.of());
            Set<String> told = hashes(TOLD + "home", TOLD + "silent", TOLD + "notice", "{\"id\":\"" + ID + "\"}");
            for (String hash : files()) {
                if (all || !hash.equals(Publication.hash(TOLD + "home")) && told.contains(hash)) {
                    Files.delete(blobs().resolve(hash));
                }
            }
            store.publish(List.of(html("/", FINE + "new")), WITHDRAWN);
            assertTrue(denied().containsAll(told), "emptied: " + all);
        }
    }

    /** As after a new version of a compressor: the same page in other bytes. */
    @Test
    void whatIsStillNeededIsNotDeniedWithAnOldEncodingOfIt() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(AFTER, Set.of());
        Manifest.Description old = new Manifest.Description(410, "text/html", new TreeMap<>(), new TreeMap<>(Map.of("identity",
                Publication.hash(TOMBSTONE), "gzip", Publication.hash("zipped long ago"))), null);
        byte[] manifest = Format.write(new Manifest(1, "/incidents/", new TreeMap<>(Map.of("/incidents/" + ID, old))));
        Files.write(blobs().resolve(Blob.hashOf(manifest)), manifest);
        store.publish(AFTER, WITHDRAWN);
        assertEquals(Set.of(Publication.hash("zipped long ago")), denied());
        assertArrayEquals(Publication.bytes(TOMBSTONE),
                read().entries().get("/incidents/" + ID).fresh().get(Encoding.IDENTITY).bytes());
    }

    @Test
    void halfAPageMayBeHalfOfTheWords() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(BEFORE, Set.of());
        byte[] half = Publication.bytes(TOLD.substring(5, 300));
        Files.write(blobs().resolve(Publication.hash("died")), half);
        Files.write(blobs().resolve(Publication.hash("died too") + ".tmp"), half);
        store.publish(AFTER, WITHDRAWN);
        assertNoWords();
        assertTrue(files().stream().noneMatch(name -> name.endsWith(".tmp")));
    }

    /** Before each step, and in the middle of each writing one: then another process takes over. */
    @Test
    void aWriterThatDiesAtAnyStepOfAWithdrawalDeniesBeforeItDeletesAndIsHealedByTheNext() throws IOException {
        int ruinsWithWordsAndDenials = 0;
        int step = 0;
        for (boolean isThrough = false; !isThrough; step++) {
            for (boolean half : new boolean[]{false, true}) {
                clear();
                store(new Disk()).publish(BEFORE, Set.of());
                Set<String> told = hashes(TOLD + "home", TOLD + "silent", TOLD + "notice", "{\"id\":\"" + ID + "\"}");
                SnapshotReader behind = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
                behind.look();
                Map<String, byte[]> old = contents();

                Dying disk = new Dying(step);
                disk.half = half;
                try {
                    store(disk).publish(AFTER, WITHDRAWN);
                } catch (UncheckedIOException e) {
                    assertEquals("dead", e.getCause().getMessage());
                }
                isThrough = !disk.isDead;

                Snapshot left = read();
                boolean isDenied = denied().containsAll(told);
                assertEquals(left.serial() == 2, isDenied, "step " + step);
                boolean isWhole = files().containsAll(told);
                assertTrue(isDenied || isWhole, "nothing is deleted before a root denies it, step " + step);
                ruinsWithWordsAndDenials += isDenied && filesTell() ? 1 : 0;
                behind.look();
                assertSame(isDenied, behind.current().orElseThrow().entries().get("/incidents/" + ID).status() == 410);

                // The next process, for which the tombstone may be old news.
                store(new Disk()).publish(AFTER, isDenied && half ? Set.of() : WITHDRAWN);
                assertEquals(told, denied(), "step " + step);
                assertNoWords();
                for (Map.Entry<String, byte[]> file : old.entrySet()) {
                    Files.write(blobs().resolve(file.getKey()), file.getValue());
                }
                clock.forward(SnapshotReader.REFUSED_AGAIN_AFTER);
                behind.look();
                assertEquals(410, behind.current().orElseThrow().entries().get("/incidents/" + ID).status());
            }
        }
        assertTrue(step > 20, "as many steps as " + step);
        assertTrue(ruinsWithWordsAndDenials > 5, "it died between root and deletion " + ruinsWithWordsAndDenials + " times");
    }

    @Test
    void aDiskThatDoesNotDeleteIsAskedAgainWithTheNextRoot() throws IOException {
        int[] refusals = {3};
        SnapshotStore store = store(new Disk() {
            @Override
            void delete(Path file) throws IOException {
                if (refusals[0]-- > 0) {
                    throw new IOException("busy");
                }
                super.delete(file);
            }
        });
        store.publish(BEFORE, Set.of());
        for (int serial = 2; serial <= 4; serial++) {
            assertEquals(serial, store.publish(AFTER, WITHDRAWN), "the root is out all the same");
            assertTrue(filesTell());
        }
        store.publish(AFTER, WITHDRAWN);
        assertNoWords();
    }

    @Test
    void whatSomebodyPutsBackIsDeletedAgainAndNeverNamed() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(BEFORE, Set.of());
        Map<String, byte[]> old = contents();
        store.publish(AFTER, WITHDRAWN);
        for (Map.Entry<String, byte[]> file : old.entrySet()) {
            Files.write(blobs().resolve(file.getKey()), file.getValue());
        }
        assertTrue(filesTell());
        clock.forward(SnapshotStore.SWEEP);
        store.publish(AFTER, WITHDRAWN);
        store.publish(AFTER, WITHDRAWN);
        assertNoWords();
    }

    @Test
    void bytesThatWereDeniedComeBackUnderAnotherNameOrNotAtAll() {
        SnapshotStore store = store(new Disk());
        store.publish(List.of(html("/", TOLD)), Set.of());
        store.publish(List.of(html("/", FINE)), WITHDRAWN);
        Set<String> denied = denied();
        // Words that are public now, rendered from rows in which the withdrawn ones are no more.
        store.publish(List.of(html("/", TOLD, TOLD)), WITHDRAWN);
        Snapshot.Entry page = read().entries().get("/");
        assertNotNull(page);
        assertArrayEquals(Publication.bytes(TOLD + "\n"), page.fresh().get(Encoding.IDENTITY).bytes());
        assertTrue(page.fresh().values().stream().noneMatch(blob -> denied.contains(blob.hash())));
        assertEquals(denied, denied());
    }

    @Test
    void aPublisherThatCannotReadWhatIsDeniedForgetsNothing() throws IOException {
        SnapshotStore store = store(new Disk());
        store.publish(BEFORE, Set.of());
        store.publish(AFTER, WITHDRAWN);
        byte[] root = Files.readAllBytes(directory.resolve(SnapshotStore.ROOT));
        Path list = blobs().resolve(read().root().denials().get(0));
        byte[] good = Files.readAllBytes(list);
        for (byte[] bad : Arrays.asList(null, new byte[0], Arrays.copyOf(good, good.length - 65))) {
            Files.delete(list);
            if (bad != null) {
                Files.write(list, bad);
            } else {
                Files.createDirectory(list);
            }
            assertThrows(SnapshotRefusedException.class, () -> store(new Disk()).publish(AFTER, WITHDRAWN));
            assertArrayEquals(root, Files.readAllBytes(directory.resolve(SnapshotStore.ROOT)));
        }
        Files.delete(list);
        Files.write(list, good);
        assertEquals(3, store(new Disk()).publish(AFTER, WITHDRAWN));
    }

    @Test
    void aListIsReadInOneSpellingOnly() {
        String a = "a".repeat(64);
        String b = "b".repeat(64);
        String magic = "gatepost-denials 1\n";
        assertEquals(Set.of(a, b), list(magic + a + "\n" + b + "\n").hashes());
        for (String bad : List.of("", magic, magic + a, magic + b + "\n" + a + "\n", magic + a + "\n" + a + "\n",
                magic + "A".repeat(64) + "\n", magic + a + " ", magic + a + "\r\n", magic + a + "\n\n", a + "\n",
                magic.replace('1', '2') + a + "\n", magic + "../" + a.substring(3) + "\n", magic + a + "\n" + b)) {
            assertThrows(SnapshotRefusedException.class, () -> list(bad), bad);
        }
    }

    private static Denials list(String text) {
        Blob blob = Blob.of(Publication.bytes(text));
        try {
            return Denials.read(List.of(blob.hash()), Denials.NONE, hash -> blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMillionDenialsFitAndTheNextOnesDoNotStopThePage() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < Denials.MAX_PER_LIST * Denials.MAX_LISTS; i++) {
            many.add("0".repeat(56) + Integer.toHexString(0x10000000 + i));
        }
        Denials some = Denials.NONE.plus(many.subList(0, Denials.MAX_PER_LIST + 1));
        Denials more = some.plus(many.subList(5, Denials.MAX_PER_LIST + 10));
        assertEquals(2, more.lists().size());
        assertEquals(some.lists().get(0), more.lists().get(0), "a full list does not change");
        assertSame(more, more.plus(many.subList(0, 100)));

        Denials full = more.plus(many);
        assertEquals(many.size(), full.size());
        assertEquals(Denials.MAX_LISTS, full.lists().size());
        Denials over = full.plus(List.of("f".repeat(64)));
        assertEquals(full.lists(), over.lists());
        assertFalse(over.has("f".repeat(64)));
        assertTrue(over.has(many.get(0)));
        assertThrows(IllegalArgumentException.class, () -> new Root(1, 1, clock.instant(), "k1", new TreeMap<>(),
                many.subList(0, Denials.MAX_LISTS + 1)));
    }

    private Path blobs() {
        return directory.resolve(SnapshotStore.BLOBS);
    }

    private static Set<String> hashes(String... bodies) {
        Set<String> hashes = new TreeSet<>();
        for (String body : bodies) {
            new Compression().encodings("text/html", Publication.bytes(body)).values().forEach(blob -> hashes.add(blob.hash()));
        }
        return hashes;
    }

    private Set<String> files() throws UncheckedIOException {
        return new TreeSet<>(contents().keySet());
    }

    private Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(blobs())) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    private void assertNoWords() {
        assertFalse(filesTell(), "words in the store");
    }

    /** Whether the withdrawn words can be read out of any file, in any encoding. */
    private boolean filesTell() {
        return contents().values().stream().anyMatch(bytes -> tells(bytes, InputStream.class::cast)
                || tells(bytes, GZIPInputStream::new) || tells(bytes, BrotliInputStream::new));
    }

    private static boolean tells(byte[] bytes, Opening opening) {
        try (InputStream in = opening.of(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(WORDS);
        } catch (IOException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Opening {
        InputStream of(InputStream in) throws IOException;
    }

    private void clear() throws IOException {
        clock.forward(Duration.ofSeconds(1));
        if (Files.exists(directory.resolve(SnapshotStore.ROOT))) {
            Files.delete(directory.resolve(SnapshotStore.ROOT));
            for (String file : files()) {
                Files.delete(blobs().resolve(file));
            }
        }
    }
}
