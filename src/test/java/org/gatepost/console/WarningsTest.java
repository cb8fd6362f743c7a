package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table: what is noticed in public words, as what, and what is left in peace. */
class WarningsTest {
    private static final List<String> PEOPLE = List.of("Rosa Responder", "Will");
    private static final String TITLE = "Errors on the session store";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Reads from db1234 fail.|db1234|looks like the name of a host",
            "DB1234 is back.|DB1234|looks like the name of a host",
            "It was cache-text-07, we think.|cache-text-07|looks like the name of a host",
            "db1234.eqiad.wmnet is down|db1234.eqiad.wmnet|looks like the name of a host",
            "The proxy.prod.svc answers.|proxy.prod.svc|looks like the name of a host",
            "At wiki.corp.|wiki.corp|looks like the name of a host",
            "printer.local|printer.local|looks like the name of a host",
            "only on localhost|localhost|looks like the name of a host",
            "Requests from 10.64.0.7 fail|10.64.0.7|is a network address",
            "Requests from 203.0.113.9.|203.0.113.9|is a network address",
            "Over 2001:db8::7 it works.|2001:db8::7|is a network address",
            "fe80:0:0:0:1:2:3:4|fe80:0:0:0:1:2:3:4|is a network address",
            "See https://10.0.0.3/x now|https://10.0.0.3/x|is an address inside",
            "See http://grafana.internal/d/1|http://grafana.internal/d/1|is an address inside",
            "See https://grafana/d/1|https://grafana/d/1|is an address inside",
            "See https://a.example:8443/x|https://a.example:8443/x|is an address inside",
            "See https://me:pw@a.example/|https://me:pw@a.example/|is an address inside",
            "[runbook](https://wiki.lan/run)|https://wiki.lan/run|is an address inside",
            "Tracked as T123456.|T123456|looks like a ticket",
            "Tracked as OPS-42|OPS-42|looks like a ticket",
            "Tracked in #12345|#12345|looks like a ticket",
            "rosa responder is on it|rosa responder|is the name of somebody inside",
            "We thank Will.|Will|is the name of somebody inside",
            "There are errors on the  **session** store|Errors on the session store|is the incident's title, which is private"})
    void whatMayBeMeantForInsideIsNoticed(String words, String found, String because) {
        assertEquals(List.of(new Warnings.Warning("Words", found, because)),
                Warnings.of(Map.of("Words", words), PEOPLE, TITLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Some pages are slow since 14:03:22 UTC, on 2026-11-22.", "We went back to version 1.2.3.",
            "It came with version 1.2.3.4 and v2.10.", "Use HTTP2, UTF-8, SHA-256, sha256, base64 or TLS-1.",
            "ISO-8601 and RFC 9110 say so, COVID-19 too.", "All is well at https://status.example/incidents/abc123def456.",
            "See https://en.wikipedia.org/wiki/RAID-10#12345 for more.", "On 1 of 3 sites, 12,000 edits.", "Call Foo::bar.",
            "In 2026 and 2027, at 20:00 to 21:30", "We will know more soon.", "Rosa's and other responders", "&#12345;",
            "Windows 10 and Firefox128"})
    void whatEverybodySaysIsLeftInPeace(String words) {
        assertEquals(List.of(), Warnings.of(Map.of("Words", words), PEOPLE, TITLE));
    }

    @Test
    void whoDoesNotSeeTheIncidentIsNotToldItsTitle() {
        assertEquals(List.of(), Warnings.of(Map.of("Words", TITLE), List.of(), null));
    }

    @Test
    void aPastedLogDoesNotFillTheScreen() {
        StringBuilder log = new StringBuilder();
        for (int i = 1000; i < 1100; i++) {
            log.append("db").append(i).append(" failed\n");
        }
        assertEquals(Warnings.LIMIT, Warnings.of(Map.of("Words", log.toString()), List.of(), null).size());
    }
}
