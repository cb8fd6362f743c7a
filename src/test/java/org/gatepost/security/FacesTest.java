package org.gatepost.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class FacesTest {
    private static final List<String> PRODUCTION = List.of("prod");

    @ParameterizedTest
    @CsvSource(value = {"console | true | false | false | false | true | true",
            "publisher | false | true | false | false | false | true", "front | false | false | true | false | true | false",
            "migrator | false | false | false | true | false | false",
            "'' | false | false | false | false | false | false"}, delimiter = '|')
    void aFaceSwitchesOnItselfAndWhatItNeedsAndNothingElse(String face, String console, String publisher, String front,
            String migrator, String serves, String readsPublished) {
        assertEquals(
                Map.of("gatepost.face.console", console, "gatepost.face.publisher", publisher, "gatepost.face.front", front,
                        "gatepost.face.migrator", migrator, "gatepost.serves", serves, "gatepost.reads-published",
                        readsPublished),
                Faces.switches(face, PRODUCTION));
    }

    @ParameterizedTest
    @ValueSource(strings = {" front ", "front,", ",front", "front,front", " , front , "})
    void spacesEmptyPlacesAndRepetitionsMakeNoOtherFace(String value) {
        assertEquals(Faces.switches("front", PRODUCTION), Faces.switches(value, PRODUCTION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Console", "consol", "front;console", "front publisher", "*", "all"})
    void anUnknownFaceEndsTheStartWithTheKnownOnes(String value) {
        for (String profile : List.of("prod", "dev", "test")) {
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Faces.switches(value, List.of(
                    profile)));
            assertEquals(
                    "gatepost.faces names '" + value + "', which is no face: give one of console, front, migrator, publisher.",
                    refusal.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"console,publisher", "console,front", "console,migrator", "publisher,front", "publisher,migrator",
            "front,migrator", "console,publisher,front,migrator"})
    void twoFacesInOneProcessAreForDevelopmentAndTestsOnly(String value) {
        for (List<String> profiles : List.of(PRODUCTION, List.<String>of(), List.of("production"), List.of("testing"))) {
            assertTrue(
                    assertThrows(IllegalArgumentException.class, () -> Faces.switches(value, profiles)).getMessage().contains(
                            "a process has one face"));
        }
        for (String profile : List.of("dev", "test")) {
            Map<String, String> switches = assertDoesNotThrow(() -> Faces.switches(value, List.of(profile)));
            for (String face : value.split(",")) {
                assertEquals("true", switches.get("gatepost.face." + face));
            }
        }
    }

    @Test
    void theSwitchesFollowTheConfigurationAndCannotHideBehindIt() {
        SmallRyeConfig config = config("gatepost.faces", "front");
        assertEquals("true", config.getConfigValue("gatepost.face.front").getValue());
        assertEquals("false", config.getConfigValue("gatepost.face.console").getValue());
        assertEquals("false", config("gatepost.other", "x").getConfigValue("gatepost.serves").getValue());
    }

    @Test
    void aConfigurationWithTwoFacesDoesNotStart() {
        assertThrows(IllegalArgumentException.class, () -> config("gatepost.faces", "console,front"));
    }

    private static SmallRyeConfig config(String name, String value) {
        return new SmallRyeConfigBuilder().withDefaultValue(name, value).withSources(new Faces()).withProfile("prod").build();
    }
}
