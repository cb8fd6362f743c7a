package org.gatepost.local;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One part that runs: a process that the launcher has started, or what took its place when it was started again by hand. */
final class Child {
    final String name;
    final ProcessHandle started;
    private final Place place;
    private final CompletableFuture<String> end;

    /** A part whose process this JVM has started, so that its exit code will be known. */
    Child(Place place, String name, Process started) {
        this(place, name, started.toHandle(), started.onExit().thenApply(process -> "exit code " + process.exitValue()));
    }

    /** A part that something else has started. */
    Child(Place place, String name, ProcessHandle started) {
        this(place, name, started, Processes.end(started).thenApply(nothing -> "process " + started.pid()));
    }

    private Child(Place place, String name, ProcessHandle started, CompletableFuture<String> end) {
        this.place = place;
        this.name = name;
        this.started = started;
        this.end = end;
    }

    /** Done when the part is dead, with a few words on what has ended. */
    CompletableFuture<String> death() {
        return end.thenCompose(
                how -> successor().map(other -> Processes.end(other).thenApply(nothing -> "process " + other.pid()))
                        .orElseGet(() -> CompletableFuture.completedFuture(how)));
    }

    /** Everything that belongs to this part now; the process that leads the others comes first. */
    Set<ProcessHandle> processes() {
        var all = new LinkedHashSet<ProcessHandle>();
        Processes.ours(place, place.pidFile(name)).ifPresent(all::add);
        if (Processes.isAlive(started)) {
            all.add(started);
        }
        started.descendants().forEach(all::add);
        return all;
    }

    /** Keycloak is a shell with a Java below it, and that Java lives on when only its shell is killed. */
    private Optional<ProcessHandle> successor() {
        return Processes.ours(place, place.pidFile(name)).filter(other -> other.pid() != started.pid());
    }
}
