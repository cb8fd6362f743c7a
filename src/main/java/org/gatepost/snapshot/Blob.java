package org.gatepost.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes that are named by what they are: their SHA-256. */
public final class Blob {

    /** The longest body in any encoding, in bytes: far above any page, low enough that a mistake is refused and not stored. */
    static final int MAX_BLOB_BYTES = 8 * 1024 * 1024;

    private static final int HASH_LENGTH = 64;

    private final String hash;
    private final int length;
    /** Null when they are kept elsewhere only. */
    private final byte[] bytes;

    private Blob(String hash, int length, byte[] bytes) {
        this.hash = hash;
        this.length = length;
        this.bytes = bytes;
    }

    /** Takes the array as it is: nobody may write into it afterwards. */
    static Blob of(byte[] bytes) {
        if (bytes.length > MAX_BLOB_BYTES) {
            throw new IllegalArgumentException(
                    "A blob has " + bytes.length + " bytes, more than the limit of " + MAX_BLOB_BYTES + ".");
        }
        return new Blob(hashOf(bytes), bytes.length, bytes);
    }

    static String hashOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /**
     * Hashes become file names, so that anything but 64 lower case hexadecimal digits is refused.
     *
     * @throws IllegalArgumentException if it has any other shape
     */
    static String requireHash(String hash) {
        boolean fine = hash != null && hash.length() == HASH_LENGTH
                && hash.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        if (!fine) {
            throw new IllegalArgumentException("A hash is not 64 lower case hexadecimal digits.");
        }
        return hash;
    }

    /** The SHA-256 of the bytes as 64 lower case hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** How many bytes it has. */
    int length() {
        return length;
    }

    /**
     * The bytes themselves, shared with everybody who asks: read only. At most 8 MiB.
     *
     * @throws IllegalStateException when it was {@linkplain #setDown set down}
     */
    public byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("The bytes of this blob are in the store and nowhere else.");
        }
        return bytes;
    }

    /** The same without its bytes, for who knows that the store has them. */
    Blob setDown() {
        return bytes == null ? this : new Blob(hash, length, null);
    }
}
