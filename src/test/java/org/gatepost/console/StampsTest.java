package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:15:33.5Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<time datetime=\"2026-11-22T20:14Z\">20:14</time>.|<time datetime=\"2026-11-22T20:15Z\">20:15</time>.|true",
            "<time datetime=\"2026-11-22T20:14Z\">20:14</time>.|<time datetime=\"2026-11-22T19:15Z\">19:15</time>.|false",
            "{\"updated_at\":\"2020-01-01T00:00:00.000Z\"}|{\"updated_at\":\"2026-11-22T21:15:33.500+01:00\"}|true",
            "<updated>2020-01-01T00:00:00Z</updated>|<updated>2026-11-22T20:15:33Z</updated>|true",
            "<p>Slow</p>|<p>Down</p>|false",
            "<p>At 2020-01-01T00:00Z</p>|<p>At 2026-11-22T20:15Z and 2026-11-22T20:15Z</p>|false",
            "<p>At </p>|<p>At 2026-11-22T20:15Z</p>|false",
            "<p>Slow</p>2020-01-01T00:00Z|<p>Down</p>2026-11-22T20:15Z|false"})
    void onlyATimeThatBecameNowIsAStamp(String before, String after, boolean isStamp) {
        assertEquals(isStamp, Stamps.isStamp(before, after, NOW));
    }
}
