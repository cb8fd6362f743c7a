package org.gatepost.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    /** Everything that a shell could take for something else. */
    private static final String AWKWARD = "it's $HOME `id` \"x\" \\ ; & * é";

    @TempDir
    private Path directory;

    @Test
    void aPartSeesItsOwnEnvironmentToTheLetterAndNothingElse() throws IOException, InterruptedException {
        Place place = place();
        Script.write(place, "part", Map.of("OWN", AWKWARD, "PATH", "/usr/bin:/bin"), List.of("env"));

        String output = run(place, Map.of("GATEPOST_DATABASE_GATE_PASSWORD", "of another face"));

        assertTrue(output.contains("OWN=" + AWKWARD + "\n"), output);
        assertFalse(output.contains("of another face"), output);
        assertFalse(output.contains("GATEPOST_LOCAL"), output);
    }

    @Test
    void argumentsArriveToTheLetter() throws IOException, InterruptedException {
        Place place = place();
        Script.write(place, "part", Map.of("PATH", "/usr/bin:/bin"), List.of("printf", "<%s>", AWKWARD, ""));

        assertEquals("<" + AWKWARD + "><>", run(place, Map.of()));
    }

    @Test
    void nobodyElseCanReadTheSecretsInIt() throws IOException {
        Place place = place();
        Script.write(place, "part", Map.of(), List.of("true"));

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place.script("part"))));
    }

    @Test
    void aPartThatRunsIsNotStartedASecondTime() throws IOException, InterruptedException {
        Place place = place();
        Script.write(place, "part", Map.of("PATH", "/usr/bin:/bin"), List.of("echo", "started"));
        Files.writeString(place.pidFile("part"), ProcessHandle.current().pid() + "\n");

        String output = run(place, Map.of());

        assertTrue(output.contains("already runs as process " + ProcessHandle.current().pid()), output);
        assertFalse(output.contains("started"), output);
    }

    @Test
    void aProcessOfSomebodyElseIsNeverTakenForOurs() throws IOException {
        Place place = place();
        Files.writeString(place.pidFile("part"), ProcessHandle.current().pid() + "\n");

        assertTrue(Processes.ours(place, place.pidFile("part")).isEmpty());
    }

    private Place place() {
        var place = new Place(directory.resolve("with space and 'quote'"));
        place.make();
        return place;
    }

    private static String run(Place place, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("/bin/sh", place.script("part").toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
