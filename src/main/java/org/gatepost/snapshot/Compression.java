package org.gatepost.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.gatepost.site.Surface;
import org.jboss.logging.Logger;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;

/**
 * Makes the encodings of a body, once per body: what the last snapshot had is not compressed again. Neither encoding carries a
 * time (the gzip header's is zero), so that equal bodies stay equal blobs.
 */
final class Compression {

    /** Below this many bytes the answer fits beside its headers into one packet anyway. */
    static final int MIN_COMPRESSIBLE_BYTES = 256;
    /** An encoding must save one byte in this many, or it costs the reader more than it gives. */
    static final int MIN_SAVING = 10;
    /**
     * Higher levels take many times as long for some hundredths, and a publication, which changes the front pages in every language, has to
     * be out within two seconds.
     */
    static final int BROTLI_QUALITY = 5;

    private static final Logger LOG = Logger.getLogger(Compression.class);

    private final boolean hasBrotli = Brotli4jLoader.isAvailable();
    private Map<String, Map<Encoding, Blob>> last = Map.of();
    private Map<String, Map<Encoding, Blob>> next = new ConcurrentHashMap<>();

    /** The very array of before, which need not be hashed to be known: a tick changes hardly any. */
    private Map<Same, Map<Encoding, Blob>> lastSame = Map.of();
    private Map<Same, Map<Encoding, Blob>> nextSame = new ConcurrentHashMap<>();

    private record Same(byte[] body, boolean compressible) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same same && same.body == body && same.compressible == compressible;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(body);
        }
    }

    Compression() {
        if (!hasBrotli) {
            LOG.warn("There is no brotli for this platform: snapshots carry gzip only.");
        }
    }

    /** Makes the encodings of all of them on all processors, for {@link #encodings} to find. */
    void prepare(List<Surface> surfaces) {
        surfaces.parallelStream().forEach(surface -> {
            encodings(surface.contentType(), surface.body());
            if (surface.staleBody() != null) {
                encodings(surface.contentType(), surface.staleBody());
            }
        });
    }

    /** Always has {@link Encoding#IDENTITY}; the others where they help. */
    Map<Encoding, Blob> encodings(String contentType, byte[] body) {
        boolean compressible = isCompressible(contentType) && body.length >= MIN_COMPRESSIBLE_BYTES;
        Same same = new Same(body, compressible);
        Map<Encoding, Blob> seen = lastSame.get(same);
        Map<Encoding, Blob> known = seen == null ? encoded(body, compressible) : seen;
        nextSame.put(same, known);
        next.put(known.get(Encoding.IDENTITY).hash() + compressible, known);
        return known;
    }

    private Map<Encoding, Blob> encoded(byte[] body, boolean compressible) {
        Blob identity = Blob.of(body);
        String key = identity.hash() + compressible;
        Map<Encoding, Blob> known = next.containsKey(key) ? next.get(key) : last.get(key);
        if (known == null) {
            known = new EnumMap<>(Encoding.class);
            known.put(Encoding.IDENTITY, identity);
            if (compressible) {
                putIfSmaller(known, Encoding.GZIP, gzip(body));
                if (hasBrotli) {
                    putIfSmaller(known, Encoding.BR, brotli(body));
                }
            }
        }
        return known;
    }

    /**
     * Forgets every body that was not asked for since the last call, and the bytes of what lies on the disk: nobody reads them again here.
     *
     * @param present hashes of what lies there
     */
    void forgetOthers(Set<String> present) {
        for (Map<Encoding, Blob> encodings : next.values()) {
            encodings.replaceAll((encoding, blob) -> present.contains(blob.hash()) ? blob.setDown() : blob);
        }
        lastSame = nextSame;
        nextSame = new ConcurrentHashMap<>();
        last = next;
        next = new ConcurrentHashMap<>();
    }

    private static boolean isCompressible(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml") || type.equals("application/json")
                || type.equals("application/xml") || type.equals("application/javascript") || type.equals("font/ttf");
    }

    private static void putIfSmaller(Map<Encoding, Blob> encodings, Encoding encoding, byte[] encoded) {
        int length = encodings.get(Encoding.IDENTITY).bytes().length;
        if (encoded.length <= length - length / MIN_SAVING) {
            encodings.put(encoding, Blob.of(encoded));
        }
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] brotli(byte[] body) {
        try {
            return Encoder.compress(body, new Encoder.Parameters().setQuality(BROTLI_QUALITY).setMode(Encoder.Mode.TEXT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
