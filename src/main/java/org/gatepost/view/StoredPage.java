package org.gatepost.view;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.snapshot.Snapshot;
import org.gatepost.snapshot.SnapshotConfig;
import org.gatepost.snapshot.SnapshotReader;

/** The public page as it lies in the store, verified like a front verifies it. */
@ApplicationScoped
class StoredPage {
    private final SnapshotConfig config;
    private final Clock clock;
    private SnapshotReader reader;

    StoredPage(SnapshotConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** What readers are served now; empty where this process was not told of a store, or nothing is in it yet. */
    synchronized Optional<Snapshot> current() {
        if (config.directory().isEmpty() || config.verificationKeys().isEmpty()) {
            return Optional.empty();
        }
        if (reader == null) {
            reader = new SnapshotReader(config.requireDirectory(), config.requireKeys(), clock);
        }
        reader.look();
        return reader.current();
    }

    /** The addresses at which any of these stands, in the path, a header or the body, also of what is shown while the publisher is silent. */
    static List<String> holding(Snapshot snapshot, List<String> needles, Predicate<String> ofType) {
        return snapshot.entries().entrySet().stream().filter(entry -> ofType.test(entry.getValue().contentType()))
                .filter(entry -> needles.stream().anyMatch(needle -> text(entry.getKey(), entry.getValue()).contains(needle)))
                .map(java.util.Map.Entry::getKey).sorted().toList();
    }

    private static String text(String path, Snapshot.Entry entry) {
        StringBuilder all = new StringBuilder(path).append(entry.headers());
        for (var variant : entry.stale() == null ? List.of(entry.fresh()) : List.of(entry.fresh(), entry.stale())) {
            all.append(new String(variant.get(org.gatepost.snapshot.Encoding.IDENTITY).bytes(), StandardCharsets.UTF_8));
        }
        return all.toString();
    }
}
