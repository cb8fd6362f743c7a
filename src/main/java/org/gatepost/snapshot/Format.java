package org.gatepost.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** How roots and manifests stand in JSON. One value always gives the same bytes: records keep their order, maps are sorted. */
final class Format {

    /** The only format so far. A reader refuses any other, and ignores fields that it does not know within this one. */
    static final int VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A number is a number: neither "410" nor 410.5 is read as 410.
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Format() {
    }

    static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A part of the snapshot could not be written as JSON.", e);
        }
    }

    /** @throws SnapshotRefusedException if the bytes are not such a value, or break one of its limits */
    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            T value = JSON.readValue(bytes, type);
            if (value == null) {
                throw new SnapshotRefusedException("A part of the snapshot is empty.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new SnapshotRefusedException("A part of the snapshot is not written in a form that this version reads.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireVersion(int format) {
        if (format != VERSION) {
            throw new IllegalArgumentException("The format is " + format + "; this version reads " + VERSION + ".");
        }
    }
}
