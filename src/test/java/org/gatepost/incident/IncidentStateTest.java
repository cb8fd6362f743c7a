package org.gatepost.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentStateTest {
    /** The whole machine, as the vocabulary draws it: one row per state, one column per state in the order of the enum. */
    private static final String MACHINE = """
                                          SUSPECTED  .x....xxx
                                          ACTIVE     ..xx...xx
                                          MITIGATED  .x.x...x.
                                          RESOLVED   .x..x....
                                          IN_REVIEW  .....x...
                                          CLOSED     .........
                                          DECLINED   .........
                                          MERGED     .........
                                          CANCELLED  .........
                                          """;

    static Stream<Arguments> everyPair() {
        return MACHINE.lines().map(line -> line.split(" +")).flatMap(row -> Stream.of(IncidentState.values())
                .map(to -> Arguments.of(IncidentState.valueOf(row[0]), to, row[1].charAt(to.ordinal()) == 'x')));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("everyPair")
    void everyPairOfStatesIsAllowedOrRefusedAsDrawn(IncidentState from, IncidentState to, boolean isAllowed) {
        assertEquals(isAllowed, from.mayBecome(to));
        assertEquals(isAllowed, from.next().contains(to));
    }

    @Test
    void theDrawingKnowsEveryState() {
        assertEquals(IncidentState.values().length * IncidentState.values().length, everyPair().count());
    }

    @ParameterizedTest
    @EnumSource
    void noStateBecomesItselfAndNothingBecomesSuspectedAgain(IncidentState state) {
        assertFalse(state.mayBecome(state));
        assertFalse(state.mayBecome(IncidentState.SUSPECTED));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverRunsThroughTheSetOfNextStatesCannotChangeTheMachine(IncidentState state) {
        state.next().clear();
        state.next().addAll(Set.of(IncidentState.values()));

        assertEquals(MACHINE.lines().filter(line -> line.startsWith(state + " ")).mapToLong(line -> line.split(" +")[1].chars()
                .filter(c -> c == 'x').count()).sum(), state.next().size());
    }

    @ParameterizedTest
    @EnumSource
    void onlyARunningIncidentNeedsACommander(IncidentState state) {
        assertEquals(EnumSet.of(IncidentState.SUSPECTED, IncidentState.ACTIVE, IncidentState.MITIGATED).contains(state),
                state.isRunning());
    }

    @ParameterizedTest
    @CsvSource({"RESOLVED, MITIGATED, resolved, mitigated", "IN_REVIEW, ACTIVE, in review, active",
            "CLOSED, IN_REVIEW, closed, in review"})
    void aRefusedTransitionNamesBothStatesInWords(IncidentState from, IncidentState to, String fromWords, String toWords) {
        assertEquals("The incident is " + fromWords + ", and from there it cannot become " + toWords + ".",
                new IllegalTransitionException(from, to).getMessage());
    }

    @Test
    void aRefusalReadsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertTrue(new IllegalTransitionException(IncidentState.MITIGATED, IncidentState.DECLINED).getMessage()
                    .matches("The incident is mitigated, .* declined\\."));
        } finally {
            Locale.setDefault(before);
        }
    }
}
