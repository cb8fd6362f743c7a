package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A real Keycloak from its distribution, with the realm imported. Several can run from one distribution: each has a home of its own
 * with its own data, and links to the programs.
 */
final class Keycloak {
    static final String NAME = "keycloak";
    static final String ADMINISTRATOR = "keycloak-admin";
    static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final String BUILD = "keycloak-build";
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    /** What is settled once for all Keycloaks of a distribution: one that is built starts in half the time. */
    private static final List<String> BUILD_OPTIONS = List.of("--db=dev-file");
    /** Quick to start and small, as one developer needs it. */
    private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -Xmx512m";

    private final Place place;
    private final Path distribution;
    private final Addresses addresses;
    private final Secrets secrets;

    /**
     * @param distribution unpacked, writable
     * @throws LocalException when there is no Keycloak
     */
    Keycloak(Place place, Path distribution, Addresses addresses, Secrets secrets) {
        this.place = place;
        this.distribution = distribution.toAbsolutePath().normalize();
        this.addresses = addresses;
        this.secrets = secrets;
        if (!Files.isReadable(this.distribution.resolve("bin/kc.sh"))) {
            throw new LocalException(
                    "There is no Keycloak in %s: let Maven unpack it (without -Dkeycloak.skip).".formatted(distribution));
        }
    }

    /**
     * Starts it and returns at once; {@link #ready()} tells when it answers.
     *
     * @param consoles ports of the consoles that may log people in
     * @param tell takes lines for the people at the terminal
     */
    Child start(Children children, List<Integer> consoles, Consumer<String> tell) {
        try {
            makeHome();
            importRealm(Realm.json(consoles, secrets), tell);
            build(children, tell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<String>(List.of("/bin/sh", program(), "start", "--optimized", "--http-enabled=true",
                "--http-host=127.0.0.1", "--http-port=" + addresses.ports().of(Port.KEYCLOAK),
                "--hostname=" + addresses.keycloak(),
                // One alone: no cluster, which would listen for others on every interface.
                "--cache=local", "--import-realm"));
        var environment = environment();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.password("keycloak-admin"));
        // kc.sh stays as a shell around its Java; this notes the process id of the Java, which is the one that matters.
        environment.put("JAVA", Script.writeWrapper(place, NAME, java()).toString());
        Script.write(place, NAME, environment, command);
        return children.start(NAME);
    }

    /** Answers 200 once the realm is there. */
    URI ready() {
        return URI.create(addresses.issuer() + "/.well-known/openid-configuration");
    }

    private void makeHome() throws IOException {
        Path home = place.keycloak();
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("data/import"));
        // A copy, because it takes the directory where it really lies for its home.
        Files.copy(distribution.resolve("bin/kc.sh"), home.resolve("bin/kc.sh"), StandardCopyOption.REPLACE_EXISTING);
        for (String linked : List.of("lib", "conf", "providers", "themes", "version.txt")) {
            Path link = home.resolve(linked);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, distribution.resolve(linked));
        }
    }

    /** Keycloak imports a realm once and never looks again, so where addresses or secrets have moved, it begins anew. */
    private void importRealm(String realm, Consumer<String> tell) throws IOException {
        Path file = place.keycloak().resolve("data/import/gatepost-realm.json");
        Path database = place.keycloak().resolve("data/h2");
        if (Files.exists(file) && Files.exists(database) && !Files.readString(file).equals(realm)) {
            tell.accept("The realm has changed (ports, secrets or accounts): Keycloak begins with a new database.");
            Place.delete(database);
        }
        Files.writeString(file, realm);
    }

    private void build(Children children, Consumer<String> tell) throws IOException {
        Path built = distribution.resolve(".gatepost-built");
        String wanted = String.join(" ", BUILD_OPTIONS);
        try (var channel = FileChannel.open(distribution.resolve(".gatepost-lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && Files.exists(built) && Files.readString(built).equals(wanted)) {
                return;
            }
            tell.accept("Keycloak is prepared, once for all later starts (half a minute) ...");
            var command = new ArrayList<String>(List.of("/bin/sh", program(), "build"));
            command.addAll(BUILD_OPTIONS);
            Script.write(place, BUILD, environment(), command);
            children.complete(BUILD, BUILD_LIMIT);
            Files.writeString(built, wanted);
        }
    }

    private TreeMap<String, String> environment() {
        var environment = new TreeMap<>(Face.plainEnvironment());
        environment.put("JAVA", java());
        environment.put("JAVA_OPTS_APPEND", JAVA_OPTIONS + " \"" + place.mark() + "\"");
        return environment;
    }

    private String program() {
        return place.keycloak().resolve("bin/kc.sh").toString();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
