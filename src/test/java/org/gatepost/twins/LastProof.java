package org.gatepost.twins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Writes down what the proof found, for the build that it was made for. Whoever packages afterwards, without cleaning, packages it with
 * that; the console then says so, see {@code org.gatepost.console.Promise}.
 */
public final class LastProof {
    private static final Path FILE = Path.of("target", "proof", "proof.properties");

    private LastProof() {
    }

    /** Days in twin worlds of which none showed a difference. */
    public static void lived(long seed, int days) {
        add(Map.of("seed", Long.toString(seed), "days", Integer.toString(days)));
    }

    /** Leaks that were planted and caught, by channel. */
    public static void caught(int leaks, Map<String, Integer> channels) {
        add(Map.of("leaks", Integer.toString(leaks), "channels", channels.entrySet().stream()
                .map(channel -> Channel.valueOf(channel.getKey()).words + "=" + channel.getValue())
                .collect(Collectors.joining("; "))));
    }

    private static void add(Map<String, String> found) {
        Properties proof = new Properties();
        try {
            Properties build = new Properties();
            try (InputStream in = Files
                    .newInputStream(Path.of("target", "classes", "META-INF", "gatepost", "build.properties"))) {
                build.load(in);
            }
            if (Files.exists(FILE)) {
                try (InputStream in = Files.newInputStream(FILE)) {
                    proof.load(in);
                }
            }
            if (!build.getProperty("build").equals(proof.getProperty("build"))) {
                // What was found for another build says nothing of this one.
                proof.clear();
            }
            proof.putAll(found);
            proof.setProperty("build", build.getProperty("build"));
            proof.setProperty("at", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
            Files.createDirectories(FILE.getParent());
            try (OutputStream out = Files.newOutputStream(FILE)) {
                proof.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
