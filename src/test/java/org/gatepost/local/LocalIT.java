package org.gatepost.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.gatepost.testsupport.Browser;
import org.gatepost.testsupport.Thorough;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;

/** The launcher as people see it: a program that is started, talks, and is ended. It runs the packaged application. */
class LocalIT {
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Below target, so that the logs of a failed start are still there. */
    private final Path directory = Path.of("target", "local-it").toAbsolutePath();
    private Place place;
    private Path output;
    private Properties ports;
    private Process launcher;

    @BeforeEach
    void chooseWhere() throws IOException {
        Place.delete(directory);
        Files.createDirectories(directory);
        place = new Place(directory.resolve("place"));
        output = directory.resolve("output");
        ports = PortsTest.moved();
    }

    @AfterEach
    void endWhatATestLeft() {
        if (launcher != null) {
            launcher.destroy();
            Processes.await(List.of(launcher.toHandle()), SOON);
        }
    }

    @Test
    void everythingStartsAnswersIsReportedWhenItDiesComesBackByHandAndEndsWithTheLauncher()
            throws IOException, InterruptedException {
        Path theme = Files.createDirectories(directory.resolve("theme").resolve("css"));
        start(place.root(), "-Dlocal.demo=true", "-Dlocal.theme=" + theme.getParent());
        awaitLine("Gatepost is ready", START);
        assertEquals(200, status("http://localhost:" + port(Port.FRONT) + "/"));
        assertEquals(200, status("http://127.0.0.1:" + port(Port.KEYCLOAK) + "/realms/gatepost"));
        assertTrue(status("http://127.0.0.1:" + port(Port.CONSOLE) + "/") < 500);
        List<ProcessHandle> parts = parts();
        assertEquals(5, parts.size());
        await(() -> shows("Editing is slow"), SOON, "the demo's words on the page");
        for (String face : List.of("console", "publisher", "front")) {
            String log = Files.readString(place.log(face));
            assertFalse(log.contains("\tat "), "nothing goes wrong at a start: " + log);
        }
        if (Thorough.is()) {
            lookAround();
            whatADesignerSavesIsOnThePageAndWhatIsBrokenIsNot(theme);
        }

        Process postgresByHand = whenTheDatabaseComesBackThePublisherSignsAgain();

        ProcessHandle publisher = Processes.ours(place, place.pidFile("publisher")).orElseThrow();
        publisher.destroyForcibly();
        awaitLine("publisher has ended (exit code 137)", SOON);
        assertTrue(said().contains("start it again with: sh " + place.script("publisher")), said());
        assertEquals(200, status("http://localhost:" + port(Port.FRONT) + "/"));

        var byHand = new ProcessBuilder("/bin/sh", place.script("publisher").toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("by-hand").toFile()).start();
        await(() -> status("http://127.0.0.1:" + port(Port.PUBLISHER_MANAGEMENT) + "/q/health/ready") == 200,
                Duration.ofMinutes(1),
                "the publisher started by hand");

        parts.addAll(parts());
        Process frontByHand = theFrontServesAndRestartsWithEverythingElseDead();

        parts.addAll(parts());
        launcher.destroy();
        assertTrue(launcher.waitFor(1, TimeUnit.MINUTES), "the launcher ends");
        assertTrue(Processes.await(List.of(postgresByHand.toHandle(), byHand.toHandle(), frontByHand.toHandle()), SOON));
        assertTrue(parts.stream().noneMatch(Processes::isAlive), "no process is left");
        for (Port port : Port.values()) {
            assertTrue(Ports.isFree(port(port)), port.toString());
        }
    }

    private void whatADesignerSavesIsOnThePageAndWhatIsBrokenIsNot(Path css) throws IOException {
        String tokens = Files.readString(Path.of("status-theme/css/tokens.css"));
        Files.writeString(css.resolve("tokens.css"), tokens.replace("65ch", "64.5ch"));
        await(() -> shows("64.5ch"), SOON, "what was saved, on the page");

        Files.writeString(css.resolve("tokens.css"), tokens.replace("65ch", "63.5ch") + "@import 'x';");
        await(() -> log("publisher").contains("css/tokens.css, line 23: \"@import\" is not allowed."), SOON, "the refusal");
        assertTrue(shows("64.5ch"));
        Files.delete(css.resolve("tokens.css"));
        await(() -> shows("65ch"), SOON, "the packed theme");
    }

    private String log(String part) {
        try {
            return Files.readString(place.log(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The README's tour, taken where there is a browser: what somebody sees who has only just started it, and what two people do. */
    private void lookAround() {
        if (!Browser.isThere()) {
            return;
        }
        try (var context = Browser.context(); var others = Browser.context()) {
            Page page = context.newPage();
            page.navigate("http://localhost:" + port(Port.FRONT) + "/");
            assertTrue(page.content().contains("Editing is slow"));
            Browser.glance(page, "tour-page");
            login(page, "security");
            page.getByText("Session tokens in a debug log").waitFor();
            Browser.screenshot(page, "tour-console");
            page.getByText("Save time up fourfold").click();
            page.locator("#publications summary").first().click();
            Browser.screenshot(page.locator("#publications"), "tour-fast");

            page.locator("section[aria-labelledby=reads-heading] a.what").click();
            page.getByText("Write an update").click();
            page.locator("#draft-words")
                    .fill("The cause is found: a deployment, which is being rolled back. **Nothing is lost.**");
            page.locator("[id='disclosures.movement.words']")
                    .fill("The cause is found. Editing events may go on in about ten minutes.");
            page.locator("#reading strong").first().waitFor();
            Browser.glance(page, "tour-gate");
            String update = propose(page);

            Page other = others.newPage();
            login(other, "publisher");
            other.navigate(console() + "/drafts");
            Browser.screenshot(other, "tour-queue");
            other.navigate(update);
            Browser.screenshot(other, "tour-review");
            other.getByText("See the page before and after").click();
            for (String side : List.of("/ now", "/ with this draft")) {
                other.frameLocator("iframe[title='" + side + "']").getByText("Editing is slow").first().waitFor();
            }
            Browser.screenshot(other, "tour-preview");
            publish(other, update);
            other.getByText("Correct, retract or withdraw").click();
            other.locator(".entries").waitFor();
            String notice = other.url().substring(other.url().lastIndexOf('/'));

            page.navigate(console() + "/notices" + notice);
            var first = page.locator(".entries > li").last();
            first.getByText("Change this entry").click();
            first.getByText("Correct it").click();
            var said = page.locator("[id='disclosures.contributors.words']");
            said.fill(said.inputValue().replace("half a minute", "two minutes"));
            publish(other, propose(page));
            other.navigate(console() + "/notices" + notice);
            var latest = other.locator(".entries > li").first();
            latest.getByText("Change this entry").click();
            latest.getByText("Retract it").click();
            other.locator("#reason-TOO_EARLY").check();
            other.getByText("Strike this entry now").click();
            other.locator("#takedowns").waitFor();
            await(() -> shows("/incidents" + notice, "It was said before it was known."), SOON, "the struck words");
            page.navigate("http://localhost:" + port(Port.FRONT) + "/incidents" + notice);
            Browser.screenshot(page, "tour-notice");
        }
    }

    private String console() {
        return "http://127.0.0.1:" + port(Port.CONSOLE);
    }

    private void login(Page page, String account) {
        page.navigate(console() + "/");
        page.locator("#username").fill(account);
        page.locator("#password").fill(account);
        page.locator("#kc-login").click();
        page.getByText("Log out").waitFor();
    }

    /** @return the address of the draft */
    private static String propose(Page page) {
        page.getByText("Save and propose for review").click();
        page.locator("#frozen").waitFor();
        return page.url();
    }

    private static void publish(Page page, String draft) {
        page.navigate(draft);
        page.locator("#approve").click();
        page.locator("#publish").click();
        page.locator("#public-address").waitFor();
    }

    private Process whenTheDatabaseComesBackThePublisherSignsAgain() throws IOException {
        kill(Postgres.NAME);
        awaitLine("postgres has ended", SOON);
        await(() -> log("publisher").contains("No snapshot was signed"), SOON, "the publisher, to miss the database");
        Process postgres = new ProcessBuilder("/bin/sh", place.script(Postgres.NAME).toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("postgres-by-hand").toFile()).start();
        String signs = "This publisher leads, and signs.";
        String before = log("publisher");
        await(() -> log("publisher").substring(before.length()).contains(signs), Duration.ofMinutes(1),
                "the publisher, to sign what the database says now");
        return postgres;
    }

    private Process theFrontServesAndRestartsWithEverythingElseDead() throws IOException {
        String address = "http://localhost:" + port(Port.FRONT) + "/";
        String page = body(address);
        assertEquals(HttpClient.Version.HTTP_1_1, ask(address).version(),
                "the JDK's client asks for an upgrade, and gets none");
        for (String name : List.of("publisher", "console", Keycloak.NAME, Postgres.NAME)) {
            kill(name);
        }
        assertEquals(page, body(address), "the front serves what it has");
        kill("front");
        assertEquals(0, status(address));

        Process front = new ProcessBuilder("/bin/sh", place.script("front").toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("front-by-hand").toFile()).start();
        await(() -> status(address) == 200, SOON, "the front, started with PostgreSQL, Keycloak, console and publisher dead");
        assertEquals(page, body(address), "and it serves the same after a restart");
        String environment = Files.readString(Path.of("/proc/" + front.pid() + "/environ"), StandardCharsets.ISO_8859_1);
        assertTrue(environment.contains("GATEPOST_SNAPSHOT_VERIFICATION_KEYS"), "this is the front's environment");
        for (String secret : List.of("PASSWORD", "OIDC", "CONTEXT_KEY", "SIGNING", "DATABASE")) {
            assertFalse(environment.contains(secret), "the front holds nothing named " + secret);
        }
        return front;
    }

    private void kill(String name) {
        ProcessHandle part = Processes.ours(place, place.pidFile(name)).orElseThrow();
        part.destroyForcibly();
        assertTrue(Processes.await(List.of(part), SOON), name + " is dead");
    }

    @Test
    void aBusyPortIsOneSentenceAndNothingIsStarted() throws IOException, InterruptedException {
        try (var other = new ServerSocket(port(Port.POSTGRES), 1, InetAddress.getByName("127.0.0.1"))) {
            start(place.root());
            assertTrue(launcher.waitFor(1, TimeUnit.MINUTES));
            assertEquals(1, launcher.exitValue());
            assertTrue(said().contains("Port %d, wanted for PostgreSQL, is busy".formatted(other.getLocalPort())), said());
            assertFalse(said().contains("\tat "), said());
            assertTrue(parts().isEmpty());
        }
    }

    @Test
    void aFaceThatCannotStartEndsEverythingWithOneSentence() throws IOException, InterruptedException {
        start(place.root(), "-Dgatepost.local.application=" + Files.writeString(directory.resolve("broken.jar"), "not a jar"));
        assertTrue(launcher.waitFor(START.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, launcher.exitValue());
        assertTrue(said().contains(" has ended while Gatepost was starting (exit code 1): see " + place.logs()), said());
        assertFalse(said().contains("Gatepost is ready"), said());
        assertFalse(said().contains("\tat "), said());
        assertTrue(parts().isEmpty(), "no process is left");
    }

    private void start(Path root, String... more) throws IOException {
        var command = new ArrayList<String>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path")));
        ports.forEach((name, value) -> command.add("-D" + name + "=" + value));
        for (String handedOn : List.of("gatepost.local.keycloak-home", "gatepost.local.application")) {
            command.add("-D" + handedOn + "=" + System.getProperty(handedOn));
        }
        command.addAll(List.of("-Dlocal.dir=" + root, "-Dlocal.demo=false"));
        command.addAll(List.of(more));
        command.add(Local.class.getName());
        launcher = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private List<ProcessHandle> parts() {
        var parts = new ArrayList<ProcessHandle>();
        for (String name : List.of("front", "publisher", "console", Keycloak.NAME, Postgres.NAME)) {
            Processes.ours(place, place.pidFile(name)).ifPresent(parts::add);
        }
        return parts;
    }

    private int port(Port port) {
        return Integer.parseInt(ports.getProperty(port.property));
    }

    private void awaitLine(String words, Duration limit) {
        await(() -> said().contains(words), limit, "the line '" + words + "'");
    }

    private void await(BooleanSupplier condition, Duration limit, String what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(launcher.isAlive(), () -> "The launcher has ended before " + what + ":\n" + said());
            assertTrue(System.nanoTime() - begin < limit.toNanos(), () -> "In vain waited for " + what + ":\n" + said());
            Processes.await(List.of(launcher.toHandle()), Duration.ofMillis(200));
        }
    }

    private String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean shows(String words) {
        return shows("/", words);
    }

    private boolean shows(String path, String words) {
        try {
            return body("http://localhost:" + port(Port.FRONT) + path).contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    private static int status(String address) {
        try {
            return ask(address).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String body(String address) throws IOException {
        return ask(address).body();
    }

    private static HttpResponse<String> ask(String address) throws IOException {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
