package org.gatepost.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The hashes of withdrawn blobs, in any encoding, that nobody may serve any more, in lists that are blobs themselves: the root
 * signs the hash of each. A list is one line that names the format, and a hash per line, ascending. All but the last are full and
 * never change again.
 *
 * <pre>
 * gatepost-denials 1
 * (hash)
 * …
 * </pre>
 */
final class Denials {

    /** Hashes of one list: 6.5 MB, which is what a blob can hold, with room. */
    static final int MAX_PER_LIST = 100_000;
    /**
     * A million denials in all: a withdrawal a week of a thousand blobs each, for nineteen years. They stand in the memory of each
     * front, with some 200 bytes each.
     */
    static final int MAX_LISTS = 10;

    static final Denials NONE = new Denials(List.of());

    private static final String MAGIC = "gatepost-denials " + Format.VERSION + "\n";
    private static final int LINE_LENGTH = 65;

    private final List<Sheet> sheets;

    private Denials(List<Sheet> sheets) {
        this.sheets = List.copyOf(sheets);
    }

    /**
     * The lists that a root names.
     *
     * @param known lists that need not be read again
     * @throws IOException if one of them is not there or cannot be read
     * @throws SnapshotRefusedException if one is not what this version writes
     */
    static Denials read(List<String> lists, Denials known, Store store) throws IOException {
        if (lists.equals(known.lists())) {
            return known;
        }
        List<Sheet> sheets = new ArrayList<>();
        for (String hash : lists) {
            int at = known.lists().indexOf(hash);
            sheets.add(at >= 0 ? known.sheets.get(at) : Sheet.of(store.read(hash)));
        }
        return new Denials(sheets);
    }

    /** Reads a blob by its hash, and only with that hash. */
    @FunctionalInterface
    interface Store {
        Blob read(String hash) throws IOException;
    }

    /** Whether a blob is such a list. */
    static boolean isList(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
    }

    /** The hashes of the lists, in order: what a root names. */
    List<String> lists() {
        return sheets.stream().map(sheet -> sheet.blob.hash()).toList();
    }

    List<Blob> blobs() {
        return sheets.stream().map(Sheet::blob).toList();
    }

    boolean has(String hash) {
        for (Sheet sheet : sheets) {
            if (sheet.hashes.contains(hash)) {
                return true;
            }
        }
        return false;
    }

    boolean hasAny(Collection<String> hashes) {
        return !sheets.isEmpty() && hashes.stream().anyMatch(this::has);
    }

    int size() {
        return sheets.stream().mapToInt(sheet -> sheet.hashes.size()).sum();
    }

    /**
     * These and more, as far as there is room for: see the package description for what a full list means. The same object when
     * nothing is new.
     */
    Denials plus(Collection<String> more) {
        SortedSet<String> left = new TreeSet<>(more);
        left.removeIf(this::has);
        if (left.isEmpty()) {
            return this;
        }
        List<Sheet> sheets = new ArrayList<>(this.sheets);
        while (!left.isEmpty()) {
            int last = sheets.size() - 1;
            boolean isFull = last < 0 || sheets.get(last).hashes.size() == MAX_PER_LIST;
            if (isFull && sheets.size() == MAX_LISTS) {
                break;
            }
            SortedSet<String> hashes = isFull ? new TreeSet<>() : new TreeSet<>(sheets.remove(last).hashes);
            List<String> taken = left.stream().limit(MAX_PER_LIST - hashes.size()).toList();
            hashes.addAll(taken);
            taken.forEach(left::remove);
            sheets.add(Sheet.of(hashes));
        }
        return new Denials(sheets);
    }

    Set<String> hashes() {
        Set<String> hashes = new TreeSet<>();
        sheets.forEach(sheet -> hashes.addAll(sheet.hashes));
        return hashes;
    }

    private record Sheet(SortedSet<String> hashes, Blob blob) {

        static Sheet of(SortedSet<String> hashes) {
            StringBuilder text = new StringBuilder(MAGIC.length() + hashes.size() * LINE_LENGTH).append(MAGIC);
            hashes.forEach(hash -> text.append(Blob.requireHash(hash)).append('\n'));
            return new Sheet(hashes, Blob.of(text.toString().getBytes(StandardCharsets.US_ASCII)));
        }

        /** Takes exactly what {@link #of(SortedSet)} makes. */
        static Sheet of(Blob blob) {
            String text = new String(blob.bytes(), StandardCharsets.ISO_8859_1);
            int lines = (text.length() - MAGIC.length()) / LINE_LENGTH;
            SortedSet<String> hashes = new TreeSet<>();
            if (isList(blob.bytes()) && lines >= 1 && lines <= MAX_PER_LIST) {
                for (int i = 0; i < lines; i++) {
                    int from = MAGIC.length() + i * LINE_LENGTH;
                    hashes.add(text.substring(from, from + LINE_LENGTH - 1));
                }
                try {
                    Sheet sheet = of(hashes);
                    if (sheet.blob.hash().equals(blob.hash())) {
                        return sheet;
                    }
                } catch (IllegalArgumentException e) {
                    throw new SnapshotRefusedException("A list of denials has a line that is no hash.", e);
                }
            }
            throw new SnapshotRefusedException("A list of denials is not written in a form that this version reads.");
        }
    }
}
