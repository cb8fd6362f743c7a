package org.gatepost.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What is held back from whom, and what the last proof of it found. The same is said, at length, in SECURITY.md. */
final class Promise {
    private static final String PLACE = "/META-INF/gatepost/";

    static final List<Observer> OBSERVERS = List.of(
            new Observer("A reader without a name", "what was published, and nothing of who wrote it",
                    "that anything is held back: not by a byte, a time, a size or an order"),
            new Observer("A subscriber", "the feeds: the same published words",
                    "more, earlier or more often than any reader"),
            new Observer("A responder without clearance", "open incidents, alerts, drafts about them",
                    "that an embargoed incident is there: its address answers as one that never was"),
            new Observer("A publisher without clearance", "what a responder sees, and what waits at the gate about it",
                    "drafts about what is embargoed, or that they wait"),
            new Observer("Somebody cleared who was not named", "what the security team shares",
                    "what is among named people only"),
            new Observer("A former member", "what everybody in their role sees",
                    "anything of it from the moment they left"),
            new Observer("A machine with a token", "open incidents and alerts; it may seal, and then sees it no more",
                    "what became of what it sent"),
            new Observer("An administrator", "settings; none of the incidents, by office",
                    "anything embargoed: administration is no clearance"),
            new Observer("Operations", "logs, health, and what PostgreSQL tells each role",
                    "a word of an incident, or a line more because of one"));

    static final List<Wall> WALLS = List.of(
            new Wall("Nobody acts without a name", "Each transaction is signed for one person; without that, no row is there."),
            new Wall("Two locks before every private row",
                    "The role of the connection has a ceiling, and the person must need to know. Either one alone refuses."),
            new Wall("Hidden and absent are one answer",
                    "Whoever looks, searches or writes gets the same bytes; nobody waits for a lock on what they may not see."),
            new Wall("The gate cannot read incidents", "It asks whether somebody may, and is told yes or no."),
            new Wall("What is public is a copy",
                    "No role writes there; nothing there points back, and the front holds no secret."),
            new Wall("Messages say one fixed text", "Sealed or not, they lead to the inbox and say nothing else."));

    static final List<String> OUT_OF_REACH = List.of(
            "Code that runs inside the console, because it holds the key that signs who acts.",
            "The database's superuser and its backups.",
            "Two people who agree to publish what they should not; the record shows who they were.",
            "Rough sizes of tables and the advance of transaction numbers, which PostgreSQL tells each of our own processes.",
            "What has been read, sent or kept elsewhere before it was withdrawn.");

    private Promise() {
    }

    /**
     * @param sees what they see
     * @param never what they never learn
     */
    record Observer(String who, String sees, String never) {
    }

    record Wall(String name, String says) {
    }

    /**
     * The last run of the proof that was made before this build was packaged.
     *
     * @param at its time
     * @param days that were lived through in both worlds, without a difference; 0 when none were
     * @param leaks that were planted, all of which were caught; 0 when they were not tried
     * @param channels where those leaks showed
     * @param isOfThisBuild whether it looked at these very classes, or at those of another build
     */
    record Run(Instant at, int days, long seed, int leaks, List<Showed> channels, boolean isOfThisBuild) {
    }

    /**
     * @param where as people call it
     * @param leaks how many of the planted ones showed there; one may show in several places
     */
    record Showed(String where, int leaks) {
    }

    /** The last run, or null when there was none. */
    static Run lastRun() {
        return run(read("proof.properties"), read("build.properties"));
    }

    static Run run(Properties proof, Properties build) {
        if (proof.getProperty("at") == null) {
            return null;
        }
        return new Run(Instant.parse(proof.getProperty("at")), Integer.parseInt(proof.getProperty("days", "0")),
                Long.parseLong(proof.getProperty("seed", "0")), Integer.parseInt(proof.getProperty("leaks", "0")),
                showed(proof.getProperty("channels", "")),
                build.getProperty("build") != null && build.getProperty("build").equals(proof.getProperty("build")));
    }

    /** @param channels each with its number, as {@code the public page=3; the console=16} */
    private static List<Showed> showed(String channels) {
        return Stream.of(channels.split("; ")).filter(one -> one.contains("=")).map(one -> one.split("=", 2))
                .map(one -> new Showed(one[0], Integer.parseInt(one[1]))).toList();
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (InputStream in = Promise.class.getResourceAsStream(PLACE + name)) {
            if (in != null) {
                properties.load(in);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
