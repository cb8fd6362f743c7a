package org.gatepost.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class RequestPathTest {

    @Test
    void aPathMeansOneThing() {
        Map.of("/", "/", "/history.atom", "/history.atom", "/a.b/.c/d..", "/a.b/.c/d..", "/%61", "/a", "/%C3%BC", "/ü",
                "/a%20b",
                "/a b", "/summary%2Ejson", "/summary.json", "/a%3Fb", "/a?b", "/readers/", "/readers/")
                .forEach((raw, path) -> assertEquals(path, RequestPath.decode(raw), raw));
    }

    @Test
    void whatCouldMeanTwoThingsIsRefused() {
        for (String raw : List.of("", "*", "a", "//", "/a//b", "/a;b", "/a;", "/a\\b", "/./a", "/a/.", "/..", "/a/../b",
                "/%2e%2e/a",
                "/a/%2E", "/.%2e/a", "/a%2fb", "/a%2Fb", "/a%5cb", "/a%3bb", "/a%25b", "/a%00", "/a%0d%0a", "/a%7f", "/%",
                "/%1", "/%zz",
                "/%+1", "/%c3", "/%c0%af", "/%ff", "/ü", "/a b", "/a\u0000", "/a#b", "/".repeat(2),
                "/" + "a".repeat(RequestPath.MAX_RAW_LENGTH), "/a".repeat(100))) {
            assertNull(RequestPath.decode(raw), raw);
        }
        assertNull(RequestPath.decode(null));
    }

    @Test
    void theApiIsAtTheTopAndBelowEachAudience() {
        for (String path : List.of("/api/v2/status.json", "/readers/api/v2/status.json")) {
            assertTrue(RequestPath.isApi(path), path);
            assertTrue(RequestPath.isCrossOrigin(path), path);
        }
        assertTrue(RequestPath.isApi("/api/v1/x"));
        for (String path : List.of("/", "/api", "/api/v1/x", "/api/v22", "/apis/v2/", "/a/b/api/v2/x", "/incidents/api")) {
            assertFalse(RequestPath.isCrossOrigin(path), path);
        }
        assertTrue(RequestPath.isCrossOrigin("/api/v2"));
    }
}
