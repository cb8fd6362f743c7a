package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

class PromiseTest {

    @Test
    void withoutAProofThereIsNone() {
        assertNull(Promise.run(new Properties(), properties("build", "a")));
    }

    @Test
    void aProofIsOfTheBuildThatItLookedAtAndOfNoOther() {
        Properties proof = properties("at", "2026-03-05T12:00:00Z", "days", "200", "seed", "7", "leaks", "51", "channels",
                "the API=3; the console=16",
                "build", "a");
        Promise.Run run = Promise.run(proof, properties("build", "a"));
        assertTrue(run.isOfThisBuild());
        assertEquals(200, run.days());
        assertEquals(51, run.leaks());
        assertEquals(List.of(new Promise.Showed("the API", 3), new Promise.Showed("the console", 16)), run.channels());
        assertFalse(Promise.run(proof, properties("build", "b")).isOfThisBuild());
        assertFalse(Promise.run(proof, new Properties()).isOfThisBuild());
    }

    @Test
    void aProofOfDaysAloneSaysNothingOfLeaks() {
        assertEquals(0, Promise.run(properties("at", "2026-03-05T12:00:00Z", "days", "3"), new Properties()).leaks());
    }

    private static Properties properties(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }
}
