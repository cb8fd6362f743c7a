package org.gatepost.snapshot;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The publisher's Ed25519 key (RFC 8032). Nothing of it is ever printed. */
final class SigningKey {

    static final String KEY_PROPERTY = "gatepost.snapshot.signing-key";
    static final String ID_PROPERTY = "gatepost.snapshot.signing-key-id";

    private static final String KEY_REMEDY = "set it to the base64 of a PKCS#8 Ed25519 private key, such as"
            + " 'openssl genpkey -algorithm ed25519 -outform DER | base64 -w0' makes.";

    private final String id;
    private final PrivateKey key;
    private final PublicKey publicKey;

    private SigningKey(String id, PrivateKey key, PublicKey publicKey) {
        this.id = id;
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * @param id letters, digits, dot, hyphen and underscore, at most 64
     * @param key base64 of PKCS#8
     * @throws InvalidSnapshotConfigurationException if either is missing or unusable
     */
    static SigningKey of(Optional<String> id, Optional<String> key) {
        String name = id.filter(SignedRoot.KEY_ID.asMatchPredicate())
                .orElseThrow(() -> new InvalidSnapshotConfigurationException(ID_PROPERTY, "is missing or no id",
                        "set it to the id under which the fronts know the public key: letters, digits, '.', '-' and '_',"
                                + " at most 64."));
        String text = key.map(String::strip).filter(k -> !k.isEmpty())
                .orElseThrow(() -> new InvalidSnapshotConfigurationException(KEY_PROPERTY, "is missing", KEY_REMEDY));
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text);
            PrivateKey decoded = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new SigningKey(name, decoded, publicKeyOf((EdECPrivateKey) decoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause is dropped: its message could quote what was read.
            throw new InvalidSnapshotConfigurationException(KEY_PROPERTY, "is not an Ed25519 private key", KEY_REMEDY);
        }
    }

    String id() {
        return id;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    SignedRoot sign(Root root) {
        byte[] payload = Format.write(root);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(SignedRoot.message(id, payload));
            return new SignedRoot(id, signature.sign(), payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The root could not be signed.", e);
        }
    }

    /**
     * Java has no way to ask a private key for its public half, but its generator takes the private half from the random source
     * that it is given, and computes the other.
     */
    private static PublicKey publicKeyOf(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(IllegalArgumentException::new);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, seed.length);
            }
        });
        return generator.generateKeyPair().getPublic();
    }
}
