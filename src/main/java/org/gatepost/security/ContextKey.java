package org.gatepost.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/** Signs who acts, with HMAC-SHA-256 (RFC 2104), so that the database need not believe a bare name. */
@ApplicationScoped
class ContextKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecurityConfiguration configuration;

    ContextKey(SecurityConfiguration configuration) {
        this.configuration = configuration;
    }

    String sign(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ".", e);
        }
    }

    private byte[] key() {
        byte[] key = configuration.contextKey().map(Base64.getDecoder()::decode).orElse(new byte[0]);
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("gatepost.security.context-key has " + key.length + " bytes: give 32 in base64.");
        }
        return key;
    }
}
