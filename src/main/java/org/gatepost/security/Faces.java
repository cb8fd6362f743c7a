package org.gatepost.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;

/**
 * What this process is: {@code gatepost.faces} is a comma-separated list of {@code console}, {@code publisher}, {@code front} and
 * {@code migrator}. From it follow the switches {@code gatepost.face.NAME} (true or false), {@code gatepost.serves} and
 * {@code gatepost.reads-published}, which {@code application.properties} hangs everything else on. Outside of dev mode and tests
 * a process has one face: two together would hold credentials that must not meet.
 */
public class Faces implements ConfigSourceFactory {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of("console", "publisher", "front", "migrator"));
    private static final int BELOW_EVERYTHING_ELSE = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue given = context.getValue("gatepost.faces");
        String value = given == null || given.getValue() == null ? "" : given.getValue();
        return List.of(
                new PropertiesConfigSource(switches(value, context.getProfiles()), "gatepost faces", BELOW_EVERYTHING_ELSE));
    }

    static Map<String, String> switches(String value, List<String> profiles) {
        Set<String> faces = new TreeSet<>();
        for (String face : value.split(",")) {
            if (!face.isBlank()) {
                faces.add(face.trim());
            }
        }
        for (String face : faces) {
            if (!KNOWN.contains(face)) {
                throw new IllegalArgumentException(
                        "gatepost.faces names '" + face + "', which is no face: give one of " + String.join(", ", KNOWN) + ".");
            }
        }
        if (faces.size() > 1 && !profiles.contains("test") && !profiles.contains("dev")) {
            throw new IllegalArgumentException("gatepost.faces is '" + value
                    + "', but a process has one face, so that no two credentials meet: start one process for each.");
        }
        Map<String, String> switches = new HashMap<>();
        KNOWN.forEach(face -> switches.put("gatepost.face." + face, String.valueOf(faces.contains(face))));
        switches.put("gatepost.serves", String.valueOf(faces.contains("console") || faces.contains("front")));
        switches.put("gatepost.reads-published", String.valueOf(faces.contains("console") || faces.contains("publisher")));
        return switches;
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(BELOW_EVERYTHING_ELSE);
    }
}
