package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The one directory in which a local Gatepost keeps everything.
 *
 * @param root absolute, readable by its owner only
 */
record Place(Path root) {
    Place {
        root = root.toAbsolutePath().normalize();
    }

    /** PostgreSQL's data. */
    Path postgres() {
        return root.resolve("postgres");
    }

    /** PostgreSQL's programs. */
    Path postgresPrograms() {
        return root.resolve("postgres-programs");
    }

    /** Keycloak's home: its own data, and links to the distribution. */
    Path keycloak() {
        return root.resolve("keycloak");
    }

    /** The snapshot store, written by the publisher and read by the front. */
    Path store() {
        return root.resolve("store");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** @return where the output of the part with this name goes */
    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Process ids, one file for each part. */
    Path run() {
        return root.resolve("run");
    }

    Path pidFile(String name) {
        return run().resolve(name + ".pid");
    }

    /** The script that starts each part again alone. */
    Path script(String name) {
        return root.resolve("bin").resolve(name);
    }

    Path secrets() {
        return root.resolve("secrets.properties");
    }

    /** What earlier starts have done: {@code issuer} and {@code demo}. */
    Path state() {
        return root.resolve("state.properties");
    }

    /** Held by the launcher as long as it lives. */
    Path lock() {
        return root.resolve("launcher.lock");
    }

    /** The word in the command line of every Java process of this place, by which it is known as ours. */
    String mark() {
        return "-Dgatepost.local=" + root;
    }

    void make() {
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            for (Path directory : List.of(store(), logs(), run(), root.resolve("bin"))) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new LocalException("The directory %s cannot be used (%s): give another with -Dlocal.dir=DIRECTORY."
                    .formatted(root, e), e);
        }
    }

    /** Deletes everything that Gatepost made here, and nothing else that may lie beside it. */
    void empty() {
        for (Path ours : List.of(postgres(), postgresPrograms(), keycloak(), store(), logs(), run(), root.resolve("bin"),
                secrets(),
                state())) {
            delete(ours);
        }
    }

    /** Deletes a file, or a directory with all that is in it; links are deleted, not followed. */
    static void delete(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }
}
