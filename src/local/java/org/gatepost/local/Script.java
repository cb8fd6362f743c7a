package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A POSIX shell script that is one part of a local Gatepost: run by the launcher, or by hand when the part has died. It begins by
 * throwing its whole environment away, so that no part can inherit a credential of another, or of the person at the terminal.
 */
final class Script {
    /** Set by the launcher, so that Ctrl-C at its terminal reaches the launcher alone, which then ends the parts in order. */
    static final String LAUNCHED = "GATEPOST_LOCAL_LAUNCHED";

    private Script() {
    }

    /**
     * Writes the script of this name, readable by its owner only: it holds the part's secrets.
     *
     * @param environment all that the part gets to know
     * @param command program and arguments; replaces the shell, whose process id is kept in the part's file just before
     */
    static void write(Place place, String name, Map<String, String> environment, List<String> command) {
        String exports = environment.entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "=" + quoted(entry.getValue())).collect(Collectors.joining("\n"));
        String words = command.stream().map(Script::quoted).collect(Collectors.joining(" \\\n    "));
        write(place.script(name),
                """
                #!/bin/sh
                # Starts %1$s of this local Gatepost alone, in the foreground. Written anew at every start of the launcher.
                # It holds secrets, and hands on nothing of the environment that it is called from.
                if [ "$GATEPOST_LOCAL_PART" != %1$s ]; then
                    exec env -i GATEPOST_LOCAL_PART=%1$s "%2$s=$%2$s" /bin/sh %3$s
                fi
                if [ -n "$%2$s" ]; then
                    trap '' INT HUP
                elif read -r other 2>/dev/null < %4$s && kill -0 "$other" 2>/dev/null; then
                    echo "%1$s already runs as process $other (if that is something else, delete %5$s)." >&2
                    exit 1
                fi
                unset GATEPOST_LOCAL_PART %2$s
                cd %6$s || exit 1
                %7$s
                echo $$ > %4$s
                exec %8$s
                """.formatted(name, LAUNCHED, quoted(place.script(name).toString()), quoted(place.pidFile(name).toString()),
                        place.pidFile(name), quoted(place.root().toString()), exports, words));
    }

    /** Writes a small program that notes its process id for the part of this name, then becomes the command with its own arguments. */
    static Path writeWrapper(Place place, String name, String program) {
        Path wrapper = place.script("." + name + "-java");
        write(wrapper,
                "#!/bin/sh\necho $$ > %s\nexec %s \"$@\"\n".formatted(quoted(place.pidFile(name).toString()), quoted(program)));
        return wrapper;
    }

    /** @return the text as one word of a POSIX shell, whatever it holds */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static void write(Path file, String text) {
        try {
            Path fresh = Files.createTempFile(file.getParent(), ".script", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
