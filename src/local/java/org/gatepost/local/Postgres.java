package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL from its own programs, listening on the loopback interface alone and asking everybody for a password. */
final class Postgres {
    static final String NAME = "postgres";
    static final String SUPERUSER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Place place;
    private final Secrets secrets;
    private final int port;
    private final Map<String, String> settings = new TreeMap<>();

    /**
     * @param isLasting false for tests: a power cut may then cost the data, and everything is faster
     */
    Postgres(Place place, Secrets secrets, int port, boolean isLasting) {
        this.place = place;
        this.secrets = secrets;
        this.port = port;
        settings.put("listen_addresses", "127.0.0.1");
        // No socket in a shared directory, where another PostgreSQL with this port number would be in the way.
        settings.put("unix_socket_directories", "");
        settings.put("timezone", "UTC");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "64MB");
        settings.put("fsync", isLasting ? "on" : "off");
        settings.put("synchronous_commit", isLasting ? "on" : "off");
        settings.put("full_page_writes", isLasting ? "on" : "off");
    }

    /**
     * Starts it, after making its data directory where there is none, and writes the script that starts it again.
     *
     * @throws LocalException when it does not come up
     */
    Child start() {
        Path passwordFile = place.run().resolve("initdb-password");
        forgetDead(place);
        try {
            Files.writeString(passwordFile, secrets.password("postgres"));
            try {
                builder(passwordFile).start();
            } finally {
                Files.deleteIfExists(passwordFile);
            }
            long pid = Processes.read(postmasterFile(place)).orElseThrow();
            Files.writeString(place.pidFile(NAME), pid + "\n");
            writeScript();
            return new Child(place, NAME, ProcessHandle.of(pid).orElseThrow());
        } catch (IOException | RuntimeException e) {
            throw new LocalException("PostgreSQL has not started (%s): see %s.".formatted(rootCause(e), place.log(NAME)), e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    Connection asSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, secrets.password("postgres"));
    }

    /** Ends it at once without waiting for whoever is connected, and in good order: what was committed is kept. */
    static void end(Collection<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        // The first is the postmaster, which ends its own processes; they must not be asked one by one.
        ProcessHandle postmaster = processes.iterator().next();
        Processes.interrupt(postmaster);
        if (!Processes.await(List.of(postmaster), Processes.GRACE)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            Processes.await(processes, Processes.GRACE);
        }
    }

    /** Its own note of a process that was killed would keep it from starting for as long as nobody has taken note of that death. */
    static void forgetDead(Place place) {
        boolean isRunning = Processes.read(postmasterFile(place)).flatMap(ProcessHandle::of).filter(Processes::isAlive)
                .isPresent();
        if (!isRunning) {
            Place.delete(postmasterFile(place));
        }
    }

    private static Path postmasterFile(Place place) {
        return place.postgres().resolve("postmaster.pid");
    }

    private EmbeddedPostgres.Builder builder(Path passwordFile) {
        var output = ProcessBuilder.Redirect.appendTo(place.log(NAME).toFile());
        var builder = EmbeddedPostgres.builder().setDataDirectory(place.postgres()).setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(place.postgresPrograms().toFile()).setPort(port).setPGStartupWait(START_LIMIT)
                // We end it ourselves, after the faces.
                .setRegisterShutdownHook(false).setOutputRedirector(output).setErrorRedirector(output)
                .setConnectConfig("password", secrets.password("postgres"))
                // These are options of initdb; the library hands on every one of them, not only those about the locale.
                .setLocaleConfig("auth", "scram-sha-256").setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C").setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        settings.forEach((name, value) -> builder.setServerConfig(name, value));
        return builder;
    }

    private void writeScript() {
        var command = new ArrayList<String>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and the files are still its own.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program(), "-D", place.postgres().toString(), "-p", Integer.toString(port)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        var environment = new TreeMap<>(Face.plainEnvironment());
        environment.remove("JAVA_HOME");
        Script.write(place, NAME, environment, command);
    }

    private String program() {
        // The library keeps to itself where it has unpacked them; the server knows.
        try (var connection = asSuperuser("postgres");
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            answer.next();
            return Path.of(answer.getString(1), "postgres").toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof UncheckedIOException || cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

}
