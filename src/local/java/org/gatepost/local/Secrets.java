package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Every secret of a local Gatepost: made at random once, then kept in one file that only its owner can read. */
public final class Secrets {
    /** The id under which the front knows the publisher's key. */
    public static final String SIGNING_KEY_ID = "local";

    static final int PASSWORD_BYTES = 24;
    static final int CONTEXT_KEY_BYTES = 32;
    static final int PAGE_ID_LENGTH = 12;
    private static final String PAGE_ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String[] PASSWORDS = {"postgres", "migrator", "responder", "cleared", "gate", "reader",
            "keycloak-admin",
            "oidc-console", "oidc-automation", "oidc-encryption"};

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the file, or makes it; what a newer Gatepost wants and an older one did not is added. */
    static Secrets in(Path file) {
        var values = new TreeMap<String, String>();
        try {
            if (Files.exists(file)) {
                var kept = new Properties();
                try (var reader = Files.newBufferedReader(file)) {
                    kept.load(reader);
                }
                kept.stringPropertyNames().forEach(key -> values.put(key, kept.getProperty(key)));
            }
            if (complete(values)) {
                write(file, values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Secrets(values);
    }

    /** @param name one of postgres (the superuser), migrator, responder, cleared, gate, reader */
    public String password(String name) {
        return value("password." + name);
    }

    /** The key that signs who acts in a transaction: base64 of 32 bytes. */
    public String contextKey() {
        return value("context-key");
    }

    /** Base64 of an Ed25519 private key in PKCS#8. */
    public String signingKey() {
        return value("signing-key");
    }

    /** Base64 of the matching public key in X.509 SubjectPublicKeyInfo. */
    public String verificationKey() {
        return value("verification-key");
    }

    /** Twelve random characters, as every public id. */
    public String pageId() {
        return value("page-id");
    }

    private String value(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("There is no secret named " + key + ".");
        }
        return value;
    }

    private static boolean complete(Map<String, String> values) {
        int before = values.size();
        var random = new SecureRandom();
        for (String name : PASSWORDS) {
            values.computeIfAbsent("password." + name, key -> HexFormat.of().formatHex(bytes(random, PASSWORD_BYTES)));
        }
        values.computeIfAbsent("context-key", key -> Base64.getEncoder().encodeToString(bytes(random, CONTEXT_KEY_BYTES)));
        values.computeIfAbsent("page-id",
                key -> random.ints(PAGE_ID_LENGTH, 0, PAGE_ID_LETTERS.length()).collect(StringBuilder::new,
                        (text, letter) -> text.append(PAGE_ID_LETTERS.charAt(letter)), StringBuilder::append).toString());
        if (!values.containsKey("signing-key")) {
            try {
                var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                values.put("signing-key", Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
                values.put("verification-key", Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK has no Ed25519.", e);
            }
        }
        return values.size() > before;
    }

    private static byte[] bytes(SecureRandom random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        var text = new StringBuilder(
                "# The secrets of a local Gatepost, made at random. Without this file its data cannot be used.\n");
        values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = Files.createTempFile(file.getParent(), "secrets", ".tmp", permissions);
        Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
