package org.gatepost.front;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.gatepost.snapshot.Blob;
import org.gatepost.snapshot.Encoding;
import org.gatepost.snapshot.Snapshot;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** One public address, ready to be sent: everything that does not depend on the request is worked out here, once. */
final class Page {

    /** For how long a cache may answer by itself, and for how long it should when we cannot. */
    static final String CACHE_CONTROL = "public, max-age=10, stale-if-error=86400";

    private static final String VARY = "Vary";

    private final int status;
    private final Map<Encoding, Variant> fresh;
    private final Map<Encoding, Variant> stale;

    Page(Snapshot.Entry entry) {
        status = entry.status();
        fresh = variants(entry, entry.fresh());
        stale = entry.stale() == null ? fresh : variants(entry, entry.stale());
    }

    /** 200, 404 or 410. */
    int status() {
        return status;
    }

    /**
     * @param wanted best first
     * @param isStale whether the publisher is silent
     */
    Variant choose(List<Encoding> wanted, boolean isStale) {
        Map<Encoding, Variant> variants = isStale ? stale : fresh;
        for (int i = 0; i < wanted.size(); i++) {
            Variant variant = variants.get(wanted.get(i));
            if (variant != null) {
                return variant;
            }
        }
        return variants.get(Encoding.IDENTITY);
    }

    private static Map<Encoding, Variant> variants(Snapshot.Entry entry, Map<Encoding, Blob> blobs) {
        Map<Encoding, Variant> variants = new EnumMap<>(Encoding.class);
        blobs.forEach((encoding, blob) -> variants.put(encoding, new Variant(entry, encoding, blob, blobs.size() > 1)));
        return variants;
    }

    /** The same address in one encoding. */
    static final class Variant {

        private final boolean isPlain;
        private final String etag;
        private final Buffer body;
        private final List<Map.Entry<CharSequence, CharSequence>> headers = new ArrayList<>();
        private final List<Map.Entry<CharSequence, CharSequence>> contentHeaders = new ArrayList<>();

        @SuppressWarnings("deprecation") // The other factories copy; this one wraps, and a snapshot may be large.
        private Variant(Snapshot.Entry entry, Encoding encoding, Blob blob, boolean hasOthers) {
            isPlain = encoding == Encoding.IDENTITY;
            etag = '"' + blob.hash() + '"';
            // The array is not copied and never given back to a pool: all answers share it.
            body = Buffer.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(blob.bytes())));

            boolean cacheControl = false;
            String vary = hasOthers ? "Accept-Encoding" : null;
            for (Map.Entry<String, String> header : entry.headers().entrySet()) {
                if (header.getKey().equalsIgnoreCase(VARY)) {
                    vary = vary == null ? header.getValue() : header.getValue() + ", " + vary;
                } else {
                    cacheControl |= header.getKey().equalsIgnoreCase("Cache-Control");
                    add(headers, header.getKey(), header.getValue());
                }
            }
            if (!cacheControl) {
                add(headers, "Cache-Control", CACHE_CONTROL);
            }
            if (vary != null) {
                add(headers, VARY, vary);
            }
            add(contentHeaders, "Content-Type", entry.contentType());
            if (isPlain) {
                add(contentHeaders, "Accept-Ranges", "bytes");
            } else {
                add(contentHeaders, "Content-Encoding", encoding.token());
            }
        }

        private static void add(List<Map.Entry<CharSequence, CharSequence>> headers, String name, String value) {
            headers.add(Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value)));
        }

        boolean isPlain() {
            return isPlain;
        }

        /** Strong, with its quotes, and another one for each encoding. */
        String etag() {
            return etag;
        }

        /** Shared by all answers. */
        Buffer body() {
            return body;
        }

        /** For every answer about this address, a 304 included. */
        List<Map.Entry<CharSequence, CharSequence>> headers() {
            return headers;
        }

        /** For answers with a body only. */
        List<Map.Entry<CharSequence, CharSequence>> contentHeaders() {
            return contentHeaders;
        }
    }
}
