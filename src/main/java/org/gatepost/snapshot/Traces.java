package org.gatepost.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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
    private static final byte[] MANIFEST_START = "{\"format\":".getBytes(StandardCharsets.US_ASCII);
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 8_192;

    private final Path blobs;
    private final Set<String> ids;
    private final Set<String> needed;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> named = new HashSet<>();
    /** Whether a blob is whole and tells of nothing, by its hash. */
    private final Map<String, Boolean> weighed = new HashMap<>();

    private Traces(Path blobs, Set<String> ids, Set<String> needed) {
        this.blobs = blobs;
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
        Traces traces = new Traces(blobs, ids, needed);
        List<String> files;
        try (Stream<Path> all = Files.list(blobs)) {
            files = all.map(file -> file.getFileName().toString()).filter(HASH.asMatchPredicate())
                    .filter(hash -> !needed.contains(hash)).toList();
        }
        signed.forEach(traces::follow);
        files.forEach(traces::followIfManifest);
        for (String hash : files) {
            if (!traces.named.contains(hash) && !traces.isHarmless(hash)) {
                traces.found.add(hash);
            }
        }
        return traces.found;
    }

    private void followIfManifest(String hash) {
        try (InputStream in = Files.newInputStream(blobs.resolve(hash))) {
            if (!Arrays.equals(in.readNBytes(MANIFEST_START.length), MANIFEST_START)) {
                return;
            }
            byte[] bytes = SnapshotReader.readLimited(blobs.resolve(hash), Blob.MAX_BLOB_BYTES);
            if (Blob.hashOf(bytes).equals(hash)) {
                follow(Format.read(bytes, Manifest.class));
                named.add(hash);
            }
        } catch (IOException | SnapshotRefusedException e) {
            // It is weighed as any other blob.
        }
    }

    /** The encodings of one body are found together, also those that are not in the store but may be with others. */
    private void follow(Manifest manifest) {
        for (Map.Entry<String, Manifest.Description> surface : manifest.surfaces().entrySet()) {
            boolean isTold = ids.stream().anyMatch(surface.getKey()::contains);
            follow(isTold, surface.getValue().fresh());
            if (surface.getValue().stale() != null) {
                follow(isTold, surface.getValue().stale());
            }
        }
    }

    private void follow(boolean isTold, SortedMap<String, String> encodings) {
        named.addAll(encodings.values());
        if (needed.containsAll(encodings.values())) {
            return;
        }
        // One stands for all, and the plain bytes are the quickest to look into.
        String one = Stream.of(Encoding.IDENTITY, Encoding.GZIP, Encoding.BR).map(encoding -> encodings.get(encoding.token()))
                .filter(hash -> hash != null && Files.exists(blobs.resolve(hash))).findFirst().orElse(null);
        if (isTold || one == null || !isHarmless(one)) {
            encodings.values().forEach(this::add);
        }
    }

    private boolean isHarmless(String hash) {
        return weighed.computeIfAbsent(hash, unknown -> {
            try {
                byte[] bytes = SnapshotReader.readLimited(blobs.resolve(hash), Blob.MAX_BLOB_BYTES);
                // What is damaged is not harmless: half a page may be half of the words.
                return Blob.hashOf(bytes).equals(hash) && (Denials.isList(bytes) || !tells(bytes));
            } catch (IOException | SnapshotRefusedException e) {
                return false;
            }
        });
    }

    private void add(String hash) {
        if (!needed.contains(hash)) {
            found.add(hash);
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
