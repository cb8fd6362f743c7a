package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a whole Gatepost on this machine and stays until it is told to end: {@code mvn -Plocal}.
 * <p>
 * System properties: {@code local.dir} (where everything is kept), {@code local.demo} ({@code false} starts empty),
 * {@code local.fresh} (present and not {@code false}: everything is deleted first), {@code local.theme} (a directory whose theme the page
 * wears), those of {@link Port}, and, set by Maven,
 * {@code gatepost.local.keycloak-home} and {@code gatepost.local.application}.
 */
public final class Local {
    private static final Duration FACE_LIMIT = Duration.ofMinutes(3);
    private static final String READY = "Gatepost is ready";

    private final Properties properties;
    private final Place place;
    private final Children children;
    private final long begin = System.nanoTime();
    /** Kept here because a lock is given up when the garbage collector finds its channel. */
    private FileLock lock;
    private Secrets secrets;
    private Addresses addresses;

    private Local(Properties properties) {
        this.properties = properties;
        this.place = new Place(Path.of(properties.getProperty("local.dir", "target/local")));
        this.children = new Children(place, Local::say);
    }

    /** Does not return while Gatepost runs. Ends the JVM with code 1 when Gatepost cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            var local = new Local(System.getProperties());
            Runtime.getRuntime().addShutdownHook(new Thread(local::stop, "gatepost-stop"));
            local.start();
        } catch (LocalException e) {
            say("");
            say(e.getMessage());
            // Not an exception out of main: Maven would print its stack over the sentence.
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private void start() {
        place.make();
        lock();
        endLeftovers();
        if (isOn("local.fresh")) {
            say("Starting anew: what was kept in %s is deleted.".formatted(place.root()));
            place.empty();
            place.make();
        }
        theme();
        var ports = Ports.from(properties);
        ports.requireFree();
        addresses = new Addresses(ports);
        secrets = Secrets.in(place.secrets());
        var state = state();
        requireSameIssuer(state);

        say("Gatepost starts in %s; a first start takes about two minutes.".formatted(place.root()));
        var keycloak = new Keycloak(place, required("gatepost.local.keycloak-home"), addresses, secrets);
        Path application = required("gatepost.local.application");
        Child keycloakChild = keycloak.start(children, List.of(ports.of(Port.CONSOLE)), Local::say);
        startPostgres(state);
        say("Keycloak starts ...");
        children.await(keycloakChild, keycloak.ready(), Keycloak.START_LIMIT);
        startFaces(application);
        fillDemo(state);
        children.ready();
        say(table());
        say("%s (after %d s). Ctrl-C ends it.".formatted(READY, Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
    }

    private void startPostgres(Properties state) {
        say("PostgreSQL starts ...");
        var postgres = new Postgres(place, secrets, addresses.ports().of(Port.POSTGRES), true);
        children.watch(postgres.start());
        say("The database is brought up to date ...");
        new Migration(postgres, secrets).run(addresses.issuer(), LocalAccounts.FOUNDERS);
        children.requireGoingOn();
        keep(state, "issuer", addresses.issuer());
    }

    private void startFaces(Path application) {
        Path theme = theme();
        var faces = Face.all(addresses, secrets, place).stream().map(face -> theme == null ? face : face.wearing(theme))
                .toList();
        var started = new ArrayList<Child>();
        for (Face face : faces) {
            say("%s starts ...".formatted(face.name()));
            face.writeScript(place, application);
            started.add(children.start(face.name()));
        }
        for (int i = 0; i < faces.size(); i++) {
            children.await(started.get(i), faces.get(i).health(), FACE_LIMIT);
        }
    }

    private void fillDemo(Properties state) {
        if ("false".equals(properties.getProperty("local.demo")) || state.containsKey("demo")) {
            return;
        }
        Demo.fill(addresses, new Tokens(addresses.issuer(), secrets.password("oidc-automation")), Local::say);
        keep(state, "demo", "filled");
    }

    private void stop() {
        children.stop();
    }

    private String table() {
        var table = new StringBuilder("\n");
        row(table, "The page", addresses.front(), Face.all(addresses, secrets, place).get(0).name());
        row(table, "Publisher", "behind the page", "publisher");
        row(table, "Console", addresses.console(), "console");
        row(table, "API", addresses.console() + "/api/v1", "console");
        row(table, "Keycloak", addresses.keycloak() + "/admin", Keycloak.NAME);
        row(table, "PostgreSQL", addresses.database(), Postgres.NAME);
        table.append("\n  Accounts (the password is the name)\n");
        for (LocalAccounts.Account account : LocalAccounts.PEOPLE) {
            table.append(
                    "    %-12s %s %s, %s\n".formatted(account.name(), account.firstName(), account.lastName(), account.does()));
        }
        table.append(
                "\n  Machines: client %s, secret %s\n".formatted(Realm.AUTOMATION_CLIENT, secrets.password("oidc-automation")));
        table.append("  Keycloak's own administrator: %s, password %s\n".formatted(Keycloak.ADMINISTRATOR,
                secrets.password("keycloak-admin")));
        if (theme() != null) {
            table.append("  The page wears %s as it is at any moment; what is wrong with it stands in %s\n".formatted(theme(),
                    place.log("publisher")));
        }
        table.append("  All other secrets: %s; logs: %s\n".formatted(place.secrets(), place.logs()));
        return table.toString();
    }

    private void row(StringBuilder table, String what, String where, String part) {
        table.append("  %-11s %-50s again alone: sh %s\n".formatted(what, where, shown(place.script(part))));
    }

    /** Held until this JVM ends, however it ends. */
    private void lock() {
        try {
            lock = FileChannel.open(place.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // The other one is in this very JVM: told below.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new LocalException(
                "Gatepost already runs in %s: end it first, or give this one another place with -Dlocal.dir=DIRECTORY."
                        .formatted(place.root()));
    }

    /** What a launcher left behind that was killed. */
    private void endLeftovers() {
        for (String name : leftoverNames()) {
            Processes.ours(place, place.pidFile(name)).ifPresent(process -> {
                say("%s (process %d) is left over from an earlier start and is ended.".formatted(name, process.pid()));
                if (name.equals(Postgres.NAME)) {
                    Postgres.end(List.of(process));
                } else {
                    Processes.end(List.of(process));
                }
            });
            Place.delete(place.pidFile(name));
        }
    }

    private List<String> leftoverNames() {
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place.run(), "*.pid")) {
            files.forEach(file -> names.add(file.getFileName().toString().replaceAll("\\.pid$", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // PostgreSQL last, as always.
        names.sort(Comparator.comparing(Postgres.NAME::equals));
        return names;
    }

    /** People are known by issuer and subject, so that with another issuer everybody in the database would be a stranger. */
    private void requireSameIssuer(Properties state) {
        String before = state.getProperty("issuer", addresses.issuer());
        if (!before.equals(addresses.issuer())) {
            throw new LocalException(
                    "The database in %s knows the people of %s, not of %s: give Keycloak its old port with -D%s=NUMBER, or start anew with -Dlocal.fresh."
                            .formatted(place.root(), before, addresses.issuer(), Port.KEYCLOAK.property));
        }
    }

    private Properties state() {
        var state = new Properties();
        if (Files.exists(place.state())) {
            try (var reader = Files.newBufferedReader(place.state())) {
                state.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return state;
    }

    private void keep(Properties state, String key, String value) {
        state.setProperty(key, value);
        try (var writer = Files.newBufferedWriter(place.state())) {
            state.store(writer, "What a local Gatepost has done already.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOn(String property) {
        String value = properties.getProperty(property);
        return value != null && !value.equals("false");
    }

    private Path required(String property) {
        String value = properties.getProperty(property);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new LocalException(
                    "%s (%s) is not there: start through mvn -Plocal, which makes it.".formatted(property, value));
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    /** What the page wears instead of the packed theme, or null. */
    private Path theme() {
        String theme = properties.getProperty("local.theme");
        if (theme == null) {
            return null;
        }
        Path directory = Path.of(theme).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new LocalException(
                    "There is no directory %s: copy status-theme there, or name another with -Dlocal.theme=DIRECTORY."
                            .formatted(directory));
        }
        return directory;
    }

    /** Relative to where people are, when it is below: that is what they can type. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
