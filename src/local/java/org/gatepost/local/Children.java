package org.gatepost.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The parts that are running. Until {@link #ready()} one that dies ends the start; afterwards its death is told, and the others
 * stay.
 */
final class Children {
    /** How often a part is asked whether it is ready. */
    private static final Duration ASK_EVERY = Duration.ofMillis(200);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    /** How often somebody who waits is told that this is still going on. */
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final String SUCCESS = "exit code 0";

    private final Place place;
    private final Consumer<String> tell;
    private final List<Child> children = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER_LIMIT)
            .build();
    private boolean ready;
    private boolean stopping;
    private String failure;

    /** @param tell takes one line for the people at the terminal */
    Children(Place place, Consumer<String> tell) {
        this.place = place;
        this.tell = tell;
    }

    /** Runs the part's script, with its output in the part's log. */
    Child start(String name) {
        Child child = run(name);
        child.death().thenAccept(how -> died(child, how));
        return child;
    }

    /** Watches a part that something else has started. */
    synchronized Child watch(Child child) {
        children.add(child);
        child.death().thenAccept(how -> died(child, how));
        return child;
    }

    /**
     * Runs a part that is a task with an end.
     *
     * @throws LocalException when it does not end well, or not within the limit
     */
    void complete(String name, Duration limit) {
        Child task = run(name);
        long begin = System.nanoTime();
        while (!Processes.await(List.of(task.started), TELL_EVERY)) {
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            if (taken.compareTo(limit) > 0) {
                throw new LocalException(
                        "%s has not ended within %d s: see %s.".formatted(name, limit.toSeconds(), place.log(name)));
            }
            tell.accept("  %s is still at work (%d s)".formatted(name, taken.toSeconds()));
        }
        requireGoingOn();
        String how = task.death().join();
        if (!how.equals(SUCCESS)) {
            throw new LocalException("%s has failed (%s): see %s.".formatted(name, how, place.log(name)));
        }
        synchronized (this) {
            children.remove(task);
            forget(task);
        }
    }

    /**
     * Waits until the address answers 200.
     *
     * @throws LocalException when any part dies meanwhile, or when the limit is over
     */
    void await(Child child, URI address, Duration limit) {
        long begin = System.nanoTime();
        long toldAt = begin;
        while (!answers(address)) {
            requireGoingOn();
            long now = System.nanoTime();
            if (now - begin > limit.toNanos()) {
                throw new LocalException("%s has not answered at %s within %d s: see %s.".formatted(child.name, address,
                        limit.toSeconds(), place.log(child.name)));
            }
            if (now - toldAt > TELL_EVERY.toNanos()) {
                tell.accept("  %s is still starting (%d s)".formatted(child.name, Duration.ofNanos(now - begin).toSeconds()));
                toldAt = now;
            }
            try {
                Thread.sleep(ASK_EVERY.toMillis());
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
        requireGoingOn();
    }

    /**
     * From now on the death of a part is told and nothing else.
     *
     * @throws LocalException when one has died before
     */
    synchronized void ready() {
        requireGoingOn();
        ready = true;
    }

    /** Ends everything, PostgreSQL last, because the others still have words to store. */
    void stop() {
        List<Child> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(children);
        }
        var faces = new LinkedHashSet<ProcessHandle>();
        all.stream().filter(child -> !child.name.equals(Postgres.NAME)).forEach(child -> faces.addAll(child.processes()));
        Processes.end(faces);
        all.stream().filter(child -> child.name.equals(Postgres.NAME)).forEach(child -> Postgres.end(child.processes()));
    }

    /** @throws LocalException when a part has died, or when everything is being stopped */
    synchronized void requireGoingOn() {
        if (stopping) {
            throw new LocalException("Gatepost was stopped while it was starting.");
        }
        if (failure != null) {
            throw new LocalException(failure);
        }
    }

    /** Under the lock, so that nothing can start that the end of everything would then overlook. */
    private synchronized Child run(String name) {
        requireGoingOn();
        var builder = new ProcessBuilder("/bin/sh", place.script(name).toString());
        builder.environment().put(Script.LAUNCHED, "yes");
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(place.log(name).toFile()));
        try {
            Child child = new Child(place, name, builder.start());
            children.add(child);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void died(Child child, String how) {
        if (stopping || failure != null) {
            return;
        }
        forget(child);
        if (ready) {
            tell.accept(
                    "%s has ended (%s): see %s, start it again with: sh %s".formatted(child.name, how, place.log(child.name),
                            place.script(child.name)));
        } else {
            failure = "%s has ended while Gatepost was starting (%s): see %s.".formatted(child.name, how,
                    place.log(child.name));
        }
    }

    private void forget(Child child) {
        Place.delete(place.pidFile(child.name));
        Postgres.forgetDead(place);
    }

    private boolean answers(URI address) {
        try {
            var request = HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static LocalException interrupted() {
        Thread.currentThread().interrupt();
        return new LocalException("Gatepost was stopped while it was starting.");
    }
}
