package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;

import org.gatepost.security.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({"2026-11-22T14:03, 2026-11-22T14:03:00Z", "2026-11-22T14:03:05, 2026-11-22T14:03:05Z",
            "2026-11-22 14:03:05 UTC, 2026-11-22T14:03:05Z", "2026-11-22T14:03:05.5Z, 2026-11-22T14:03:05.500Z"})
    void whatIsTypedIsReadAsUtc(String typed, Instant read) {
        assertEquals(read, Times.read("at", typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "14:03", "2026-11-22", "2026-13-22T14:03", "2026-02-30T14:03", "2026-11-22T24:03",
            "+12026-11-22T14:03", "2026-11-22T14:03+01:00"})
    void whatIsNoTimeInUtcIsRefusedWithTheNameOfItsField(String typed) {
        assertEquals("happenedAt", assertThrows(InvalidException.class, () -> Times.read("happenedAt", typed)).field());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, less than a minute", "PT59.9S, less than a minute", "PT1M, a minute", "PT1M1S, 2 minutes",
            "PT20M, 20 minutes", "PT59M1S, 60 minutes", "PT1H, 60 minutes", "PT1H1S, 2 hours", "PT24H, 24 hours",
            "PT48H, 48 hours", "PT48H1S, 3 days", "P14D, 14 days"})
    void howLongItTookIsSaidInTheUnitThatFits(Duration time, String said) {
        assertEquals(said, Times.span(time));
    }

    @Test
    void nothingTypedIsNoTime() {
        assertNull(Times.read("at", " "));
        assertNull(Times.read("at", null));
        assertEquals("", Times.typed(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T14:03:00Z", "2026-11-22T14:03:05Z"})
    void aTimeSurvivesTheFormUnchanged(Instant instant) {
        assertEquals(instant, Times.read("at", Times.typed(instant)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T14:03:00Z, now", "2026-11-22T14:02:00Z, 1 min", "2026-11-22T12:01:00Z, 2 h 2 min",
            "2026-11-19T12:00:00Z, 3 days", "2026-11-22T15:00:00Z, now"})
    void anAgeIsSaidInTheUnitThatFits(Instant instant, String age) {
        assertEquals(age, Times.age(instant, Instant.parse("2026-11-22T14:03:10Z")));
    }
}
