package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finding and ending processes, with care that they are ours. */
final class Processes {
    /** How long a process may take to end by itself after it was asked. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private Processes() {
    }

    /** @return the living process whose id stands in the first line of this file, if it belongs to this place */
    static Optional<ProcessHandle> ours(Place place, Path pidFile) {
        return read(pidFile).flatMap(ProcessHandle::of).filter(Processes::isAlive).filter(process -> isOurs(place, process));
    }

    /**
     * A process that has ended, but whose parent has not asked how, still counts as alive for Java. PostgreSQL's parent is the
     * machine's first process, which in a container may be anything and never ask.
     */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process);
    }

    /** Ids are used again by the system, so a file with an id proves nothing: the command line has to name our directory. */
    static boolean isOurs(Place place, ProcessHandle process) {
        String scripts = place.root().resolve("bin") + "/";
        return commandLine(process).stream()
                .anyMatch(word -> word.equals(place.mark()) || word.equals(place.postgres().toString())
                        || word.startsWith(scripts));
    }

    /** Asks all of them to end (SIGTERM), and kills those that have not after {@link #GRACE}. */
    static void end(Collection<? extends ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        await(processes, GRACE);
        processes.forEach(ProcessHandle::destroyForcibly);
        await(processes, GRACE);
    }

    /** Sends SIGINT, which Java has no call for. */
    static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether all of them have ended within the time */
    static boolean await(Collection<? extends ProcessHandle> processes, Duration limit) {
        long begin = System.nanoTime();
        while (processes.stream().anyMatch(Processes::isAlive)) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Done when the process is dead, be it a child of this JVM or not; for the latter {@link ProcessHandle#onExit()} may take 5 s. */
    static CompletableFuture<Void> end(ProcessHandle process) {
        var end = new CompletableFuture<Void>();
        var watcher = new Thread(() -> {
            if (await(List.of(process), FOR_EVER)) {
                end.complete(null);
            }
        }, "watch-" + process.pid());
        watcher.setDaemon(true);
        watcher.start();
        return end;
    }

    static Optional<Long> read(Path pidFile) {
        try {
            return Files.readAllLines(pidFile).stream().findFirst().map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isZombie(ProcessHandle process) {
        Path linux = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            // "pid (name) state ...": the name may hold anything, brackets too.
            String stat = Files.isReadable(linux) ? Files.readString(linux) : "";
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // It has ended between the two looks.
            return true;
        }
    }

    private static List<String> commandLine(ProcessHandle process) {
        // Java's own answer leaves the arguments out when they are longer than a memory page, as Keycloak's are.
        Path linux = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(linux)) {
            try {
                return List.of(new String(Files.readAllBytes(linux), StandardCharsets.UTF_8).split("\0"));
            } catch (IOException e) {
                // It has just ended.
                return List.of();
            }
        }
        return process.info().arguments().map(List::of).orElse(List.of());
    }
}
