package org.gatepost.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;

/**
 * Finds what in a store told of notices of which something was withdrawn. The withdrawn words are deleted, so that nobody can
 * look for them; whatever names the notice counts, and what cannot be read counts too. A wrong find costs nothing, for a find
 * is never needed any more.
 */
final class Traces {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 8_192;

    private final Set<String> ids;
    private final Set<String> needed;
    private final Set<String> found = new TreeSet<>();
    /** What is in the store, told of nothing, and may have a twin in another encoding that did. */
    private final Set<String> harmless = new TreeSet<>();

    private Traces(Set<String> ids, Set<String> needed) {
        this.ids = ids;
        this.needed = needed;
    }

    /**
     * @param blobs the directory of blobs
     * @param signed manifests that were signed, in the store or not
     * @param ids public ids: letters and digits, which no format of ours writes in another way
     * @param needed hashes that the snapshot to come names
     * @return hashes in all encodings, none of them needed
     * @throws IOException if the directory cannot be listed
     */
    static Set<String> of(Path blobs, Collection<Manifest> signed, Set<String> ids, Set<String> needed) throws IOException {
        Traces traces = new Traces(ids, needed);
        List<Manifest> manifests = new ArrayList<>(signed);
        try (Stream<Path> files = Files.list(blobs)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (HASH.matcher(name).matches() && !needed.contains(name)) {
                    traces.weigh(file, name, manifests);
                }
            }
        }
        manifests.forEach(traces::follow);
        return traces.found;
    }

    private void weigh(Path file, String hash, List<Manifest> manifests) {
        byte[] bytes;
        try {
            bytes = SnapshotReader.readLimited(file, Blob.MAX_BLOB_BYTES);
        } catch (IOException | SnapshotRefusedException e) {
            bytes = null;
        }
        if (bytes != null && Blob.hashOf(bytes).equals(hash)) {
            Manifest manifest = manifest(bytes);
            if (manifest != null) {
                manifests.add(manifest);
                return;
            }
            if (Denials.isList(bytes)) {
                return;
            }
            if (!tells(bytes)) {
                harmless.add(hash);
                return;
            }
        }
        // Also what is damaged: half a page may be half of the words.
        add(hash);
    }

    /** The encodings of one body are found together, also those that are not in the store but may be with others. */
    private void follow(Manifest manifest) {
        for (Map.Entry<String, Manifest.Description> surface : manifest.surfaces().entrySet()) {
            boolean isTold = ids.stream().anyMatch(surface.getKey()::contains);
            follow(isTold, surface.getValue().fresh().values());
            if (surface.getValue().stale() != null) {
                follow(isTold, surface.getValue().stale().values());
            }
        }
    }

    private void follow(boolean isTold, Collection<String> encodings) {
        boolean isKnown = encodings.stream().anyMatch(harmless::contains);
        if (isTold || !isKnown || encodings.stream().anyMatch(found::contains)) {
            encodings.forEach(this::add);
        }
    }

    private void add(String hash) {
        if (!needed.contains(hash)) {
            found.add(hash);
        }
    }

    private static Manifest manifest(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            return null;
        }
        try {
            return Format.read(bytes, Manifest.class);
        } catch (SnapshotRefusedException e) {
            return null;
        }
    }

    private boolean tells(byte[] bytes) {
        if (names(bytes)) {
            return true;
        }
        boolean isGzip = bytes.length > 2 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) == GZIP_MAGIC;
        if (isGzip) {
            return names(decoded(bytes, GZIPInputStream::new));
        }
        return Brotli4jLoader.isAvailable() && names(decoded(bytes, BrotliInputStream::new));
    }

    private boolean names(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return ids.stream().anyMatch(text::contains);
    }

    /** What can be decoded, up to the first fault: nothing says of a blob whether it is encoded. */
    private static byte[] decoded(byte[] bytes, Decoder decoder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = decoder.open(new ByteArrayInputStream(bytes))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int length = in.read(buffer);
            while (length >= 0 && out.size() <= Blob.MAX_BLOB_BYTES) {
                out.write(buffer, 0, length);
                length = in.read(buffer);
            }
        } catch (IOException e) {
            // Not in this encoding, or not whole.
        }
        return out.toByteArray();
    }

    @FunctionalInterface
    private interface Decoder {
        InputStream open(InputStream in) throws IOException;
    }
}
