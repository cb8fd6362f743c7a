package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are instants until they are written, and then UTC: no zone moves them, that of the machine least of all. */
class DatesTest {
    private final TimeZone machine = TimeZone.getDefault();

    @AfterEach
    void setTheMachineBack() {
        TimeZone.setDefault(machine);
    }

    /** The same instants on the wall of other places: where clocks go forward and back, beside the date line, with odd offsets. */
    @ParameterizedTest
    @CsvSource({
            // Berlin: before and after the hour that is left out, and both times half past two of the hour that comes twice.
            "2026-03-29T01:59+01:00[Europe/Berlin], '29 March 2026, 00:59', 2026-03-29T00:59Z",
            "2026-03-29T03:00+02:00[Europe/Berlin], '29 March 2026, 01:00', 2026-03-29T01:00Z",
            "2026-10-25T02:30+02:00[Europe/Berlin], '25 October 2026, 00:30', 2026-10-25T00:30Z",
            "2026-10-25T02:30+01:00[Europe/Berlin], '25 October 2026, 01:30', 2026-10-25T01:30Z",
            // Lord Howe Island changes by half an hour, at two; Troll by two hours.
            "2026-04-05T01:45+10:30[Australia/Lord_Howe], '4 April 2026, 15:15', 2026-04-04T15:15Z",
            "2026-10-25T02:30Z[Antarctica/Troll], '25 October 2026, 02:30', 2026-10-25T02:30Z",
            // Where it is tomorrow first, and yesterday last.
            "2026-01-01T00:00+14:00[Pacific/Kiritimati], '31 December 2025, 10:00', 2025-12-31T10:00Z",
            "2025-12-31T23:59-11:00[Pacific/Pago_Pago], '1 January 2026, 10:59', 2026-01-01T10:59Z",
            "2011-12-31T00:00+14:00[Pacific/Apia], '30 December 2011, 10:00', 2011-12-30T10:00Z",
            "2026-03-05T22:04+05:45[Asia/Kathmandu], '5 March 2026, 16:19', 2026-03-05T16:19Z",
            "2026-03-05T12:49-03:30[America/St_Johns], '5 March 2026, 16:19', 2026-03-05T16:19Z",
            // A leap day, and midnight belongs to the day that begins.
            "2028-02-29T23:59:59Z[Etc/UTC], '29 February 2028, 23:59', 2028-02-29T23:59Z",
            "2026-03-06T00:00Z[Etc/UTC], '6 March 2026, 00:00', 2026-03-06T00:00Z"})
    void anInstantIsWrittenInUtcWhereverItCameFrom(ZonedDateTime wall, String words, String machine) {
        assertEquals(words, new Dates("en").format(wall, "format-full"));
        assertEquals(machine, Phrases.machine(wall.toInstant()));
        assertEquals("<time datetime=\"" + machine + "\">" + words + " UTC</time>",
                new Phrases(Theme.packed().messages("en")).full(wall.toInstant()).getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns"})
    void theMachinesZoneMovesNothing(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(zone)));
        Instant instant = Instant.parse("2026-03-29T00:30:00Z");

        assertEquals("29 March 2026, 00:30", new Dates("en").format(instant.atZone(ZoneOffset.UTC), "format-full"));
        assertEquals("29 March 2026", new Dates("en").format(LocalDate.of(2026, 3, 29), "format-day-year"));
    }

    /** A day that begins at one in the morning, such as in Beirut or Santiago, is a day all the same. */
    @ParameterizedTest
    @CsvSource({"2026-03-29, 29 March 2026", "2026-09-06, 6 September 2026", "2011-12-30, 30 December 2011",
            "2028-02-29, 29 February 2028"})
    void aDayStaysTheDay(LocalDate day, String words) {
        assertEquals(words, new Dates("en").format(day, "format-day-year"));
    }

    /** In other languages' digits and order, in the same calendar and the same zone. */
    @ParameterizedTest
    @CsvSource({"de, '31. Dezember 2025, 10:00'", "ja, '2025年12月31日 10:00'", "zh, '2025年12月31日 10:00'",
            "fr, '31 décembre 2025, 10:00'"})
    void languagesWriteTheSameInstant(String language, String words) {
        assertEquals(words,
                new Dates(language).format(Instant.parse("2025-12-31T10:00:00Z").atZone(ZoneId.of("Pacific/Kiritimati")),
                        "format-full"));
    }
}
