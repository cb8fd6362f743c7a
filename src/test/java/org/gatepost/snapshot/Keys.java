package org.gatepost.snapshot;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A key pair as an operator would configure it. */
public record Keys(String id, String signing, String verification) {

    public static Keys named(String id) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Keys(id, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    id + "=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SigningKey signingKey() {
        return SigningKey.of(Optional.of(id), Optional.of(signing));
    }

    public VerificationKeys verificationKeys() {
        return VerificationKeys.of(List.of(verification));
    }

    VerificationKeys publisherKeys() {
        return VerificationKeys.of(Optional.empty(), signingKey());
    }
}
