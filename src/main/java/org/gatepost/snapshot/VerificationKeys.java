package org.gatepost.snapshot;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public keys that a reader of snapshots trusts, and when. Rotation: add the new key, sign with it, end the old one. */
public final class VerificationKeys {

    static final String PROPERTY = "gatepost.snapshot.verification-keys";
    /** A key and its successor are two; more than a handful is a mistake. */
    static final int MAX_KEYS = 16;

    private static final String REMEDY = "set it to a comma separated list of id=base64 of the X.509 public key, each"
            + " optionally followed by ;from;until as ISO instants (either may be empty), such as"
            + " 2026=MCowBQYDK2Vw...;2026-01-01T00:00:00Z;2027-02-01T00:00:00Z.";

    private final Map<String, Key> keys;

    private VerificationKeys(Map<String, Key> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * @param entries each {@code id=base64(X.509 SPKI)[;from[;until]]}; without from or until the validity is open on that side
     * @throws InvalidSnapshotConfigurationException if there is none, or one of them cannot be used
     */
    public static VerificationKeys of(List<String> entries) {
        if (entries.isEmpty()) {
            throw new InvalidSnapshotConfigurationException(PROPERTY, "is missing", REMEDY);
        }
        if (entries.size() > MAX_KEYS) {
            throw new InvalidSnapshotConfigurationException(PROPERTY, "has more than " + MAX_KEYS + " keys",
                    "remove those whose time is over.");
        }
        Map<String, Key> keys = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String place = "has a fault in entry " + (i + 1);
            String[] parts = entries.get(i).strip().split(";", -1);
            int equals = parts[0].indexOf('=');
            if (equals < 1 || parts.length > 3 || !SignedRoot.KEY_ID.matcher(parts[0].substring(0, equals)).matches()) {
                throw new InvalidSnapshotConfigurationException(PROPERTY, place + " (no id=key;from;until)", REMEDY);
            }
            Key key = new Key(publicKey(parts[0].substring(equals + 1), place),
                    instant(parts, 1, Instant.MIN, place), instant(parts, 2, Instant.MAX, place));
            if (keys.put(parts[0].substring(0, equals), key) != null) {
                throw new InvalidSnapshotConfigurationException(PROPERTY, place + " (its id stands there twice)", REMEDY);
            }
        }
        return new VerificationKeys(keys);
    }

    /** The given keys and, for the publisher, the public half of its own, which is valid at any time. */
    static VerificationKeys of(Optional<List<String>> entries, SigningKey own) {
        Map<String, Key> keys = new HashMap<>(
                entries.filter(some -> !some.isEmpty()).map(some -> of(some).keys).orElse(Map.of()));
        keys.put(own.id(), new Key(own.publicKey(), Instant.MIN, Instant.MAX));
        return new VerificationKeys(keys);
    }

    private static PublicKey publicKey(String base64, String place) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64.strip());
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause is dropped: somebody may have put the private key here, and its message could quote it.
            throw new InvalidSnapshotConfigurationException(PROPERTY, place + " (not an Ed25519 public key)", REMEDY);
        }
    }

    private static Instant instant(String[] parts, int index, Instant open, String place) {
        if (parts.length <= index || parts[index].isBlank()) {
            return open;
        }
        try {
            return Instant.parse(parts[index].strip());
        } catch (DateTimeException e) {
            throw new InvalidSnapshotConfigurationException(PROPERTY, place + " (not an ISO instant)", REMEDY);
        }
    }

    public Set<String> ids() {
        return keys.keySet();
    }

    /**
     * Returns the root if a key that we know signed it, within that key's time.
     *
     * @param trustedAt a further instant at which the key must be valid, or null. See the package description for who asks it
     * @throws SnapshotRefusedException otherwise
     */
    Root verify(SignedRoot signed, Instant trustedAt) {
        Key key = keys.get(signed.keyId());
        if (key == null) {
            throw new SnapshotRefusedException("The root is signed with a key that is not among " + PROPERTY + ".");
        }
        if (!key.signed(signed)) {
            throw new SnapshotRefusedException("The root's signature is not the one of its key.");
        }
        Root root = Format.read(signed.payload(), Root.class);
        if (!root.key().equals(signed.keyId())) {
            throw new SnapshotRefusedException("The root names another key than the one that signed it.");
        }
        if (!key.isValidAt(root.tick()) || trustedAt != null && !key.isValidAt(trustedAt)) {
            throw new SnapshotRefusedException("The root is signed outside of the time of its key.");
        }
        return root;
    }

    private record Key(PublicKey key, Instant from, Instant until) {

        boolean isValidAt(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }

        boolean signed(SignedRoot root) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(key);
                signature.update(SignedRoot.message(root.keyId(), root.payload()));
                return signature.verify(root.signature());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
