package org.gatepost.testsupport;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.gatepost.local.Parts;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Runs a {@code @QuarkusTest} on the real parts, with console, publisher and front together in one process. The parts belong to the
 * whole JVM and stay when a test class ends.
 */
public final class GatepostResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Parts.shared().configuration(new LinkedHashSet<>(List.of("console", "publisher", "front")));
    }

    @Override
    public void stop() {
        // See above.
    }
}
