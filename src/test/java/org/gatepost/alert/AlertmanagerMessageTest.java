package org.gatepost.alert;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.gatepost.security.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The captures are messages that a real Alertmanager sent, as they came. */
class AlertmanagerMessageTest {
    /** As the API reads: unknown fields are a fault, where a type does not say otherwise. */
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final String NUL = "a\u0000b";

    private final AlertmanagerMessage firing = capture("firing-two-truncated.json");
    private final AlertmanagerMessage resolved = capture("resolved-two.json");

    @Test
    void whatAlertmanagerSendsIsTaken() {
        firing.check();
        resolved.check();

        AlertmanagerMessage.Entry first = firing.alerts().get(0);
        assertAll(() -> assertEquals("4", firing.version()), () -> assertEquals(1L, firing.truncatedAlerts()),
                () -> assertEquals("{}:{alertname=\"MediaWikiHighErrorRate\", site=\"eqiad\"}", firing.groupKey()),
                () -> assertEquals("hook", firing.receiver()), () -> assertEquals(2, firing.alerts().size()),
                () -> assertEquals("4f214a2151755fe2", first.fingerprint()),
                () -> assertEquals("MediaWikiHighErrorRate", first.name()), () -> assertFalse(first.isResolved()),
                () -> assertEquals("Error rate > 1% on mw1001", first.annotations().get("summary")),
                () -> assertEquals("http://prom/graph?g0.expr=up&a=<b>", first.generatorURL()),
                () -> assertTrue(resolved.alerts().stream().allMatch(AlertmanagerMessage.Entry::isResolved)));
    }

    @Test
    void anAlertAndItsResolveAreTheSameByFingerprintAndExactBegin() {
        for (int i = 0; i < 2; i++) {
            assertEquals(firing.alerts().get(i).fingerprint(), resolved.alerts().get(i).fingerprint());
            assertEquals(firing.alerts().get(i).startsAt(), resolved.alerts().get(i).startsAt());
        }
    }

    @Test
    void theBeginKeepsItsNanoseconds() {
        assertEquals("2026-11-22T12:50:49.450353509Z", firing.alerts().get(0).startsAt());
        assertEquals(Instant.parse("2026-11-22T12:50:49.450353509Z"), firing.alerts().get(0).startedAt());
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T12:50:49Z, 2026-11-22T12:50:49Z", "2026-11-22T12:50:49.1Z, 2026-11-22T12:50:49.1Z",
            "2026-11-22T14:50:49.123456789+02:00, 2026-11-22T12:50:49.123456789Z",
            "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"})
    void aTimeHasAnyOffsetAndUpToNineDigitsOfASecond(String text, String instant) {
        AlertmanagerMessage message = with("startsAt", text);
        message.check();
        assertEquals(Instant.parse(instant), message.alerts().get(0).startedAt());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+05:45", "0001-12-31T23:59:59Z"})
    void whatFiresHasNoEnd(String end) {
        AlertmanagerMessage message = with("endsAt", end);
        message.check();
        assertNull(message.alerts().get(0).endedAt());
    }

    @Test
    void whatIsResolvedHasAnEnd() {
        assertEquals(Instant.parse("2026-11-22T12:50:53Z"), resolved.alerts().get(0).endedAt());
        assertEquals(Instant.parse("0002-01-01T00:00:00Z"), with("endsAt", "0002-01-01T00:00:00Z").alerts().get(0).endedAt());
    }

    @Test
    void fieldsThatANewerAlertmanagerAddsAreIgnored() throws IOException {
        String text = JSON.writeValueAsString(JSON.readTree("{\"version\":\"4\",\"groupKey\":\"k\",\"receiver\":\"r\","
                + "\"notificationReason\":{\"a\":[1]},\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"f\","
                + "\"startsAt\":\"2026-01-01T00:00:00Z\",\"isNew\":true}]}"));
        AlertmanagerMessage message = JSON.readValue(text, AlertmanagerMessage.class);

        assertDoesNotThrow(message::check);
        assertEquals("unnamed alert", message.alerts().get(0).name());
        assertNull(message.truncatedAlerts());
    }

    @Test
    void anAlertWithoutANameIsStillHeard() {
        for (String labels : new String[]{"null", "{}", "{\"alertname\":null}", "{\"alertname\":\" \"}"}) {
            AlertmanagerMessage message = with("labels", tree(labels));
            message.check();
            assertEquals("unnamed alert", message.alerts().get(0).name(), labels);
        }
    }

    // What cannot be taken, and where

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"version, null", "version, 3", "version, 5", "version, ''", "groupKey, null",
            "groupKey, ''", "receiver, null", "receiver, ''", "truncatedAlerts, -1", "alerts, null"})
    void aFaultyMessageNamesTheField(String field, String value) {
        assertEquals(field, refusal(message(field, value)).field());
    }

    @Test
    void aMessageHoldsAnAlertAndNoneIsNull() {
        assertEquals("alerts", refusal(message("alerts", List.of())).field());
        assertEquals("alerts[1]", refusal(message("alerts", entries(null))).field());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"status, null", "status, ''", "status, Firing", "status, suppressed",
            "fingerprint, null", "fingerprint, ''", "startsAt, null", "startsAt, ''", "startsAt, yesterday",
            "startsAt, 2026-11-22", "startsAt, 2026-11-22T12:50:49", "startsAt, 2026-02-30T12:50:49Z",
            "startsAt, 2026-11-22T12:50:49.1234567890Z", "startsAt, +10000-01-01T00:00:00Z", "startsAt, -0001-01-01T00:00:00Z",
            "startsAt, +999999999-12-31T23:59:59-18:00", "endsAt, tomorrow", "endsAt, +10000-01-01T00:00:00Z"})
    void aFaultyAlertNamesItsPlaceAndField(String field, String value) {
        InvalidException refusal = refusal(message("alerts", entries(entry(field, value))));
        assertEquals("alerts[1]." + field, refusal.field());
        assertTrue(refusal.getMessage().matches("[A-Z].*: .*\\."), "fault and remedy: " + refusal.getMessage());
        assertFalse(value != null && value.length() > 4 && refusal.getMessage().contains(value), "nothing sent is quoted");
    }

    @Test
    void noTextThatIsKeptHoldsANul() {
        assertEquals("groupKey", refusal(message("groupKey", NUL)).field());
        assertEquals("receiver", refusal(message("receiver", NUL)).field());
        for (String field : List.of("fingerprint", "startsAt", "endsAt", "generatorURL")) {
            assertEquals("alerts[0]." + field, refusal(with(field, NUL)).field());
        }
        for (String field : List.of("labels", "annotations")) {
            assertEquals("alerts[0]." + field, refusal(with(field, Map.of("a", NUL))).field());
            assertEquals("alerts[0]." + field, refusal(with(field, Map.of(NUL, "a"))).field());
        }
    }

    // Limits, to the last one and one more

    @Test
    void limitsHoldAndOneMoreIsRefused() {
        bounded("groupKey", "k".repeat(10_000), "k".repeat(10_001));
        bounded("receiver", "r".repeat(200), "r".repeat(201));
        bounded("truncatedAlerts", 0L, -1L);
        bounded("truncatedAlerts", Long.MAX_VALUE, -2L);
        boundedEntry("fingerprint", "f".repeat(64), "f".repeat(65));
        boundedEntry("startsAt", "2026-11-22T12:50:49.123456789+02:00", "2026-11-22T12:50:49.123456789+02:00      ");
        for (String field : List.of("labels", "annotations")) {
            boundedEntry(field, many(100), many(101));
            boundedEntry(field, Map.of("n".repeat(1_000), "v"), Map.of("n".repeat(1_001), "v"));
            boundedEntry(field, Map.of("n", "v".repeat(10_000)), Map.of("n", "v".repeat(10_001)));
        }
    }

    @Test
    void aThousandAlertsAreTakenAndNotOneMore() {
        assertDoesNotThrow(message("alerts", Collections.nCopies(1_000, entry("status", "firing")))::check);
        assertEquals("alerts", refusal(message("alerts", Collections.nCopies(1_001, entry("status", "firing")))).field());
    }

    private static void bounded(String field, Object last, Object oneMore) {
        assertDoesNotThrow(message(field, last)::check, field);
        assertEquals(field, refusal(message(field, oneMore)).field());
    }

    private static void boundedEntry(String field, Object last, Object oneMore) {
        assertDoesNotThrow(with(field, last)::check, field);
        assertEquals("alerts[0]." + field, refusal(with(field, oneMore)).field());
    }

    private static Map<String, String> many(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "label" + i, i -> "v"));
    }

    private static InvalidException refusal(AlertmanagerMessage message) {
        return assertThrows(InvalidException.class, message::check);
    }

    private static AlertmanagerMessage with(String field, Object value) {
        return message("alerts", List.of(entry(field, value)));
    }

    private static AlertmanagerMessage message(String field, Object value) {
        Map<String, Object> message = new HashMap<>(Map.of("version", "4", "groupKey", "k", "receiver", "r", "alerts", List.of(
                entry("status", "firing"))));
        message.put(field, value);
        return JSON.convertValue(message, AlertmanagerMessage.class);
    }

    private static Map<String, Object> entry(String field, Object value) {
        Map<String, Object> entry = new HashMap<>(Map.of("status", "firing", "fingerprint", "f", "startsAt",
                "2026-01-01T00:00:00Z"));
        entry.put(field, value);
        return entry;
    }

    private static List<Object> entries(Map<String, Object> second) {
        List<Object> entries = new ArrayList<>();
        entries.add(entry("status", "firing"));
        entries.add(second);
        return entries;
    }

    private static Object tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static AlertmanagerMessage capture(String file) {
        try (InputStream in = AlertmanagerMessageTest.class.getResourceAsStream("/alertmanager/" + file)) {
            return JSON.readValue(in, AlertmanagerMessage.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
