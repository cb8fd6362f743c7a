package org.gatepost.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** What the root in a store denies. */
final class Denied {

    private Denied() {
    }

    static Set<String> in(Path directory, Keys keys, Clock clock) {
        SnapshotReader reader = new SnapshotReader(directory, keys.verificationKeys(), clock);
        reader.look();
        try {
            return Denials.read(reader.current().orElseThrow().root().denials(), Denials.NONE, reader::read).hashes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
