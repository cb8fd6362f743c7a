package org.gatepost.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The root file: three lines and the payload. Key id and signature stand before the payload, so that nothing of the payload is
 * parsed before it is known to be signed, and in one file with it, so that one rename changes both.
 *
 * <pre>
 * gatepost-snapshot 1
 * (key id)
 * (Ed25519 signature in base64)
 * {"format":1,"serial":…
 * </pre>
 */
record SignedRoot(String keyId, byte[] signature, byte[] payload) {

    /** Ids stand in file names and logs: letters, digits, dot, hyphen and underscore. */
    static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String MAGIC = "gatepost-snapshot " + Format.VERSION + "\n";
    /** Of an Ed25519 signature (RFC 8032, 5.1.6), in bytes. */
    private static final int SIGNATURE_BYTES = 64;
    private static final Pattern HEAD = Pattern
            .compile(Pattern.quote(MAGIC) + "(" + KEY_ID.pattern() + ")\n([A-Za-z0-9+/]{86}==)\n");
    private static final int MAX_HEAD_BYTES = 256;

    byte[] toBytes() {
        byte[] head = head().getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, bytes, head.length, payload.length);
        return bytes;
    }

    /** @throws SnapshotRefusedException if the bytes are not exactly what {@link #toBytes} makes */
    static SignedRoot of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, MAX_HEAD_BYTES), StandardCharsets.ISO_8859_1);
        Matcher head = HEAD.matcher(start);
        if (!head.lookingAt()) {
            throw new SnapshotRefusedException("The root file does not begin as root files of this version do.");
        }
        SignedRoot signed = new SignedRoot(head.group(1), Base64.getDecoder().decode(head.group(2)),
                Arrays.copyOfRange(bytes, head.end(), bytes.length));
        // Base64 has more than one spelling of the same bytes; only one is ours.
        if (signed.signature.length != SIGNATURE_BYTES || !signed.head().equals(head.group())) {
            throw new SnapshotRefusedException("The root file has an unusual spelling of its signature.");
        }
        return signed;
    }

    private String head() {
        return MAGIC + keyId + "\n" + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    /** What is signed: the payload behind words that keep this signature from meaning anything else. */
    static byte[] message(String keyId, byte[] payload) {
        byte[] context = ("gatepost-snapshot-root " + Format.VERSION + " " + keyId + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(context, context.length + payload.length);
        System.arraycopy(payload, 0, message, context.length, payload.length);
        return message;
    }
}
