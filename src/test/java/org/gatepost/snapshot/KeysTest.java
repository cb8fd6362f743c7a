package org.gatepost.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

class KeysTest {

    private static final Keys KEYS = Keys.named("2026");

    @Test
    void thePublicHalfFollowsFromThePrivateOne() {
        String derived = Base64.getEncoder().encodeToString(KEYS.signingKey().publicKey().getEncoded());
        assertEquals(KEYS.verification(), "2026=" + derived);
    }

    @Test
    void anUnusableSigningKeyIsNamedWithItsRemedyAndNeverShown() throws Exception {
        String rsa = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate().getEncoded());
        for (String bad : List.of("", " ", "no base64 at all!", KEYS.signing().substring(4), rsa,
                KEYS.verification().substring(5))) {
            String message = assertThrows(InvalidSnapshotConfigurationException.class,
                    () -> SigningKey.of(Optional.of("k"), Optional.of(bad))).getMessage();
            assertTrue(message.startsWith("gatepost.snapshot.signing-key is "), message);
            assertTrue(message.contains("openssl genpkey"), message);
            assertFalse(!bad.isBlank() && message.contains(bad), message);
        }
        assertThrows(InvalidSnapshotConfigurationException.class, () -> SigningKey.of(Optional.of("k"), Optional.empty()));
        for (Optional<String> id : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("two words"),
                Optional.of("line\n"), Optional.of("x".repeat(65)))) {
            String message = assertThrows(InvalidSnapshotConfigurationException.class,
                    () -> SigningKey.of(id, Optional.of(KEYS.signing()))).getMessage();
            assertTrue(message.startsWith("gatepost.snapshot.signing-key-id is "), message);
        }
    }

    @Test
    void anUnusableVerificationKeyIsNamedWithItsRemedyAndNeverShown() {
        String good = KEYS.verification();
        for (List<String> bad : List.of(List.<String>of(), List.of("nothing"), List.of("=" + good), List.of("a b=c"),
                List.of("k=" + KEYS.signing()), List.of(good, good), List.of(good + ";yesterday"), List.of(good + ";;;"),
                List.of(good.replace("2026=", "2026=A")))) {
            String message = assertThrows(InvalidSnapshotConfigurationException.class, () -> VerificationKeys.of(bad))
                    .getMessage();
            assertTrue(message.startsWith("gatepost.snapshot.verification-keys "), message);
            assertTrue(message.contains("set it to"), message);
            assertFalse(message.contains(KEYS.signing()), message);
        }
        assertEquals(Set.of("2026"), VerificationKeys.of(List.of(" " + good + " ")).ids());
    }
}
