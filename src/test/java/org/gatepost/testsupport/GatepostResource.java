package org.gatepost.testsupport;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.gatepost.local.Parts;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The real parts under a {@code @QuarkusTest}: console and publisher in one process; the page is read through {@link PublicPage}. */
public class GatepostResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(Parts.shared().configuration(Set.of("console", "publisher")));
        configuration.put("gatepost.security.password-tokens-reach-embargoes", "true");
        // One to the left and one to the right show what all do; the packaged parts of LocalIT, and the tests of the room site, speak all.
        configuration.put("gatepost.site.languages", "ar,de");
        return configuration;
    }

    /** The parts end with the JVM, because all tests share them. */
    @Override
    public void stop() {
    }
}
