package org.gatepost.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.gatepost.front.Conditions.Range;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final String ETAG = "\"abc\"";

    @Test
    void aCopyIsHeldWhenOneOfTheTagsIsOurs() {
        for (String held : List.of(ETAG, " " + ETAG, "*", " * ", "W/\"abc\"", "\"x\", \"abc\"", "\"x\",W/\"abc\",\"y\"",
                "\"a,b\", \"abc\"")) {
            assertTrue(Conditions.isHeld(held, ETAG), held);
        }
        for (String other : List.of("", "abc", "\"abcd\"", "\"ab\"", "\"", "\"abc", "abc\"", "\"x\", abc", "\"ABC\"",
                "\"x\"" + ", \"y\"".repeat(2_000) + ", \"abc\"")) {
            assertFalse(Conditions.isHeld(other, ETAG), other);
        }
        assertFalse(Conditions.isHeld(null, ETAG));
    }

    @Test
    void oneRangeOfBytesIsUnderstood() {
        Map<String, Range> table = new HashMap<>();
        table.put("bytes=0-0", new Range(0, 0));
        table.put("bytes=0-9", new Range(0, 9));
        table.put("Bytes=2-5", new Range(2, 5));
        table.put("bytes=5-", new Range(5, 9));
        table.put("bytes=5-999", new Range(5, 9));
        table.put("bytes=-3", new Range(7, 9));
        table.put("bytes=-10", new Range(0, 9));
        table.put("bytes=-999999999999", new Range(0, 9));
        table.put("bytes=10-", Range.UNSATISFIABLE);
        table.put("bytes=10-12", Range.UNSATISFIABLE);
        table.put("bytes=-0", Range.UNSATISFIABLE);
        table.put("bytes=999999999999999999-", Range.UNSATISFIABLE);
        for (String whole : List.of("bytes=5-2", "bytes=-", "bytes=", "bytes", "bytes=a-b", "bytes=1-2,4-5", "items=0-1",
                "bytes=--1", "bytes=5", "bytes=0x1-2", "bytes=9999999999999999999-")) {
            table.put(whole, null);
        }
        table.forEach((header, range) -> assertEquals(range, Range.of(header, null, ETAG, 10), header));
        assertEquals(null, Range.of(null, null, ETAG, 10));
        assertEquals(Range.UNSATISFIABLE, Range.of("bytes=0-", null, ETAG, 0));
        assertEquals(Range.UNSATISFIABLE, Range.of("bytes=-1", null, ETAG, 0));
    }

    @Test
    void aRangeOfAnOutdatedCopyGetsTheWhole() {
        assertEquals(new Range(0, 1), Range.of("bytes=0-1", ETAG, ETAG, 10));
        assertEquals(null, Range.of("bytes=0-1", "W/" + ETAG, ETAG, 10));
        assertEquals(null, Range.of("bytes=0-1", "\"other\"", ETAG, 10));
        assertEquals(null, Range.of("bytes=0-1", "Sun, 22 Nov 2026 12:00:00 GMT", ETAG, 10));
    }
}
