package org.gatepost.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.gatepost.local.Parts;
import org.gatepost.local.Secrets;
import org.gatepost.site.Surface;
import org.gatepost.site.Withdrawal;

/** The publisher's loop over a store of the test's own, one look at a time. */
public final class HandPublisher {
    private static final Duration TICK = Duration.ofSeconds(15);

    private final Ticks ticks;

    public HandPublisher(Path store, LongSupplier revision, Supplier<Set<Withdrawal>> withdrawn,
            Supplier<List<Surface>> surfaces,
            Clock clock) {
        SigningKey key = SigningKey.of(Optional.of(Secrets.SIGNING_KEY_ID), Optional.of(Parts.shared().secrets().signingKey()));
        ticks = new Ticks(revision, withdrawn, surfaces,
                new SnapshotStore(store, key, VerificationKeys.of(Optional.empty(), key), clock, new Memory()), TICK, clock);
    }

    /** Waits for no disk: what these worlds write is read at once and then thrown away. */
    private static final class Memory extends Disk {
        @Override
        void write(Path file, byte[] bytes) throws IOException {
            Files.write(file, bytes);
        }

        @Override
        void sync(Path directory) {
            // Nobody reads it after a power cut.
        }
    }

    /** @return whether a new root was signed */
    public boolean look() {
        return ticks.look();
    }
}
