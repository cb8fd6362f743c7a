package org.gatepost.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One face of Gatepost as a process of its own.
 *
 * @param name also the value of {@code gatepost.faces}
 * @param settings configuration keys and values: exactly what this face may hold
 * @param managementPort where it tells its health
 */
record Face(String name, Map<String, String> settings, int managementPort) {
    /** Small enough for three of them beside a browser on an ordinary machine, in megabytes. */
    private static final int HEAP_MEGABYTES = 384;

    /** The three faces of a local Gatepost, in the order in which they start. */
    static List<Face> all(Addresses addresses, Secrets secrets, Place place) {
        return List.of(front(addresses, secrets, place), publisher(addresses, secrets, place),
                console(addresses, secrets, place));
    }

    private static Face console(Addresses addresses, Secrets secrets, Place place) {
        var settings = listening("console", "127.0.0.1", addresses.ports(), Port.CONSOLE, Port.CONSOLE_MANAGEMENT);
        settings.put("gatepost.database.url", addresses.database());
        for (String role : List.of("responder", "cleared", "gate")) {
            settings.put("gatepost.database." + role + ".password", secrets.password(role));
        }
        settings.put("gatepost.security.context-key", secrets.contextKey());
        // Here, and nowhere else, a token by password may do what a person in a browser may: it is how everything can be tried.
        settings.put("gatepost.security.password-tokens-reach-embargoes", "true");
        settings.putAll(site(addresses, secrets));
        // To look at the page with a reader's eyes: what a front has, and no more.
        settings.put("gatepost.snapshot.directory", place.store().toString());
        settings.put("gatepost.snapshot.verification-keys", Secrets.SIGNING_KEY_ID + "=" + secrets.verificationKey());
        settings.put("gatepost.oidc.server", addresses.issuer());
        settings.put("gatepost.oidc.secret", secrets.password("oidc-console"));
        settings.put("gatepost.oidc.encryption-secret", secrets.password("oidc-encryption"));
        return new Face("console", settings, addresses.ports().of(Port.CONSOLE_MANAGEMENT));
    }

    private static Face publisher(Addresses addresses, Secrets secrets, Place place) {
        var settings = listening("publisher", "127.0.0.1", addresses.ports(), null, Port.PUBLISHER_MANAGEMENT);
        settings.put("gatepost.database.url", addresses.database());
        settings.put("gatepost.database.reader.password", secrets.password("reader"));
        settings.put("gatepost.snapshot.directory", place.store().toString());
        settings.put("gatepost.snapshot.signing-key", secrets.signingKey());
        settings.put("gatepost.snapshot.signing-key-id", Secrets.SIGNING_KEY_ID);
        settings.putAll(site(addresses, secrets));
        return new Face("publisher", settings, addresses.ports().of(Port.PUBLISHER_MANAGEMENT));
    }

    private static Face front(Addresses addresses, Secrets secrets, Place place) {
        var settings = listening("front", "localhost", addresses.ports(), Port.FRONT, Port.FRONT_MANAGEMENT);
        settings.put("gatepost.snapshot.directory", place.store().toString());
        settings.put("gatepost.snapshot.verification-keys", Secrets.SIGNING_KEY_ID + "=" + secrets.verificationKey());
        return new Face("front", settings, addresses.ports().of(Port.FRONT_MANAGEMENT));
    }

    /** What the page says of itself. */
    static Map<String, String> site(Addresses addresses, Secrets secrets) {
        return Map.of("gatepost.site.page-id", secrets.pageId(), "gatepost.site.name", "Example Wiki", "gatepost.site.url",
                addresses.front(), "gatepost.site.time-zone", "Etc/UTC");
    }

    /** The same face with a theme of one's own, if it is one that renders the page. */
    Face wearing(Path theme) {
        if (!settings.containsKey("gatepost.site.name")) {
            return this;
        }
        var worn = new TreeMap<>(settings);
        worn.put("gatepost.site.theme.directory", theme.toString());
        return new Face(name, worn, managementPort);
    }

    URI health() {
        return URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort));
    }

    void writeScript(Place place, Path application) {
        var environment = new TreeMap<>(plainEnvironment());
        settings.forEach((key, value) -> environment.put(environmentName(key), value));
        var command = new ArrayList<String>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), place.mark(),
                        "-Xmx" + HEAP_MEGABYTES + "m", "-XX:+UseSerialGC", "-jar", application.toString()));
        Script.write(place, name, environment, command);
    }

    /** What a process needs to run at all: where the JDK and the system's programs are, and nothing of ours. */
    static Map<String, String> plainEnvironment() {
        String path = System.getenv("PATH");
        return Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", path == null ? "/usr/bin:/bin" : path, "HOME",
                System.getProperty("user.home"), "LANG", "C.UTF-8");
    }

    /** The environment variable from which MicroProfile Config reads a property. */
    static String environmentName(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** @param door null for a face without one: it still opens some port, on the loopback interface, and answers nothing there */
    private static Map<String, String> listening(String face, String host, Ports ports, Port door, Port management) {
        var settings = new TreeMap<String, String>();
        settings.put("gatepost.faces", face);
        settings.put("quarkus.http.host", host);
        settings.put("quarkus.http.port", Integer.toString(door == null ? 0 : ports.of(door)));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", Integer.toString(ports.of(management)));
        return settings;
    }
}
