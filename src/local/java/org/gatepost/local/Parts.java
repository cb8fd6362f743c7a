package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The real parts for tests: one PostgreSQL and, from the first demand on, one Keycloak for the whole JVM, on ports that were free,
 * migrated and with the founders enrolled. Both end with the JVM; what a killed JVM left behind is ended by the next.
 * <p>
 * A test framework may load this class several times, in class loaders that know nothing of each other. What is running is therefore
 * kept in system properties, which all of them see.
 */
public final class Parts {
    private static final String PROPERTY = "gatepost.parts.";
    private static final Object ONE_AT_A_TIME = Runtime.getRuntime();
    private static final Path HERE = Path.of("target", "parts");

    private static Parts shared;

    private final Place place;
    private final Ports ports;
    private final Secrets secrets;
    private final Addresses addresses;
    private final Postgres postgres;

    private Parts(Place place, Ports ports) {
        this.place = place;
        this.ports = ports;
        this.secrets = Secrets.in(place.secrets());
        this.addresses = new Addresses(ports);
        this.postgres = new Postgres(place, secrets, ports.of(Port.POSTGRES), false);
    }

    /** The parts of this JVM, with PostgreSQL running and migrated. */
    public static Parts shared() {
        synchronized (ONE_AT_A_TIME) {
            if (shared == null) {
                shared = open();
            }
            return shared;
        }
    }

    /** JDBC URL of the database, without user and password. */
    public String databaseUrl() {
        return addresses.database();
    }

    /**
     * A new connection, as one role.
     *
     * @param role migrator, responder, cleared, gate or reader; of the migrator, who has then become the owner
     */
    public Connection connection(String role) throws SQLException {
        Connection connection = DriverManager.getConnection(databaseUrl(), "gatepost_" + role, secrets.password(role));
        if (role.equals("migrator")) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET ROLE gatepost_owner");
            }
        }
        return connection;
    }

    /** A new connection as PostgreSQL's superuser: what backups, catalogs and administrators see. */
    public Connection superuserConnection() throws SQLException {
        return postgres.asSuperuser(Migration.DATABASE);
    }

    public Secrets secrets() {
        return secrets;
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Where snapshots are stored; a directory of this JVM alone. */
    public Path store() {
        return place.store();
    }

    /** Starts Keycloak when it does not run yet. */
    public Parts keycloak() {
        synchronized (ONE_AT_A_TIME) {
            if (System.getProperty(PROPERTY + Keycloak.NAME) == null) {
                startKeycloak();
                System.setProperty(PROPERTY + Keycloak.NAME, "runs");
            }
            return this;
        }
    }

    /** The {@code iss} of every token. */
    public String issuer() {
        return addresses.issuer();
    }

    /** @param account name of a person of {@link LocalAccounts}; the token is fetched anew, and is good for five minutes */
    public String token(String account) {
        return tokens().person(account);
    }

    public String automationToken() {
        return tokens().automation();
    }

    /**
     * Configuration for these faces together in one process, keys and values as the application reads them. Starts Keycloak when the
     * console is among them. The console is on the port that the realm lets people come back to, also under {@code @QuarkusTest}.
     *
     * @param faces some of console, publisher, front, migrator
     */
    public Map<String, String> configuration(Set<String> faces) {
        if (faces.contains("console")) {
            keycloak();
        }
        var configuration = new LinkedHashMap<String, String>();
        for (Face face : Face.all(addresses, secrets, place)) {
            if (faces.contains(face.name())) {
                configuration.putAll(face.settings());
            }
        }
        if (faces.contains("migrator")) {
            configuration.put("gatepost.database.url", databaseUrl());
            configuration.put("gatepost.database.migrator.password", secrets.password("migrator"));
        }
        configuration.put("gatepost.faces", String.join(",", faces));
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.http.port", Integer.toString(ports.of(Port.CONSOLE)));
        configuration.put("quarkus.http.test-port", Integer.toString(ports.of(Port.CONSOLE)));
        configuration.put("quarkus.management.host", "127.0.0.1");
        configuration.put("quarkus.management.port", Integer.toString(ports.of(Port.CONSOLE_MANAGEMENT)));
        configuration.put("quarkus.management.test-port", Integer.toString(ports.of(Port.CONSOLE_MANAGEMENT)));
        return configuration;
    }

    /**
     * The same faces as processes of their own: what each of them gets, on ports of its own.
     *
     * @param face console, publisher or front
     */
    public Map<String, String> configuration(String face) {
        return Face.all(addresses, secrets, place).stream().filter(one -> one.name().equals(face)).findFirst().orElseThrow()
                .settings();
    }

    /** Where a face that runs as a process of its own tells its health. */
    public URI health(String face) {
        return Face.all(addresses, secrets, place).stream().filter(one -> one.name().equals(face)).findFirst().orElseThrow()
                .health();
    }

    private Tokens tokens() {
        keycloak();
        return new Tokens(issuer(), secrets.password("oidc-automation"));
    }

    private static Parts open() {
        String running = System.getProperty(PROPERTY + "root");
        if (running != null) {
            return new Parts(new Place(Path.of(running)), Ports.from(portProperties()));
        }
        endLeftovers();
        var place = new Place(HERE.resolve(Long.toString(ProcessHandle.current().pid())));
        place.make();
        var parts = new Parts(place, Ports.free());
        Child postgres = parts.postgres.start();
        atTheEnd(place);
        new Migration(parts.postgres, parts.secrets).run(parts.issuer(), LocalAccounts.FOUNDERS);
        new Children(place, System.out::println).watch(postgres);
        for (Port port : Port.values()) {
            System.setProperty(PROPERTY + port.property, Integer.toString(parts.ports.of(port)));
        }
        System.setProperty(PROPERTY + "root", place.root().toString());
        return parts;
    }

    private void startKeycloak() {
        String home = System.getProperty("gatepost.local.keycloak-home");
        if (home == null) {
            throw new LocalException(
                    "gatepost.local.keycloak-home is not set: run the test through Maven (failsafe), which sets it.");
        }
        var children = new Children(place, System.out::println);
        var keycloak = new Keycloak(place, Path.of(home), addresses, secrets);
        Child child = keycloak.start(children, List.of(ports.of(Port.CONSOLE)), System.out::println);
        children.await(child, keycloak.ready(), Keycloak.START_LIMIT);
    }

    private static java.util.Properties portProperties() {
        var properties = new java.util.Properties();
        for (Port port : Port.values()) {
            properties.setProperty(port.property, System.getProperty(PROPERTY + port.property));
        }
        return properties;
    }

    private static void atTheEnd(Place place) {
        // Its class loader may be closed by then: what the hook needs has to be loaded now.
        Processes.end(List.<ProcessHandle>of());
        Postgres.end(List.of());
        Processes.ours(place, place.pidFile(Keycloak.NAME));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(place), "gatepost-parts-end"));
    }

    private static void end(Place place) {
        var keycloak = new LinkedHashSet<ProcessHandle>();
        Processes.ours(place, place.pidFile(Keycloak.NAME)).ifPresent(keycloak::add);
        Processes.end(keycloak);
        Processes.ours(place, place.pidFile(Postgres.NAME)).ifPresent(process -> Postgres.end(List.of(process)));
    }

    /** What the parts of other JVMs left here that did not end by themselves. */
    private static void endLeftovers() {
        var leftovers = new ArrayList<Path>();
        try {
            Files.createDirectories(HERE);
            try (DirectoryStream<Path> places = Files.newDirectoryStream(HERE, "[0-9]*")) {
                places.forEach(leftovers::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path leftover : leftovers) {
            boolean isAlive = ProcessHandle.of(Long.parseLong(leftover.getFileName().toString())).map(ProcessHandle::isAlive)
                    .orElse(false);
            if (!isAlive) {
                end(new Place(leftover));
                Place.delete(leftover);
            }
        }
    }
}
