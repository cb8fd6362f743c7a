package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every screen's template, without rendering one. */
class ScreensTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    @Test
    void everyTermThatAScreenLinksIsInTheGlossary() throws IOException {
        Set<String> linked = found("\\{#term '([a-z]+)'\\}");
        assertFalse(linked.isEmpty());
        Set<String> known = Glossary.TERMS.stream().map(Glossary.Term::key).collect(Collectors.toSet());
        linked.removeAll(known);
        assertEquals(Set.of(), linked);
        assertEquals(Glossary.TERMS.size(), known.size(), "a key is used twice");
    }

    @Test
    void everyShapeIsDrawn() throws IOException {
        Set<String> named = found("\\{#shape '([a-z]+)'");
        named.addAll(Set.of("unknown", "writing", "review", "approved", "public", "discarded", "maintenance", "partial"));
        String drawn = Files.readString(TEMPLATES.resolve("console/shapes.html"));
        assertEquals(Set.of(),
                named.stream().filter(name -> !drawn.contains("id=\"s-" + name + "\"")).collect(Collectors.toSet()));
    }

    @Test
    void everyFileThatTheLayoutAsksForIsPacked() throws IOException {
        Matcher asked = Pattern.compile("(?:href|src)=\"(/(?:console|webjars)/[^\"]+)\"")
                .matcher(Files.readString(TEMPLATES.resolve("console/layout.html")));
        int count = 0;
        while (asked.find()) {
            assertNotNull(ScreensTest.class.getResource("/META-INF/resources" + asked.group(1)), asked.group(1));
            count++;
        }
        assertEquals(4, count);
    }

    @Test
    void noScriptAndNoStyleStandsInAScreen() throws IOException {
        for (Map.Entry<String, String> template : templates().entrySet()) {
            assertFalse(
                    Pattern.compile("<style|style=\"|<script(?! src=)|\\son[a-z]+=\"|javascript:").matcher(template.getValue())
                            .find(),
                    template.getKey());
        }
    }

    @Test
    void htmlIsNeverTakenAsItIsButWhereTheGateMadeIt() throws IOException {
        for (Map.Entry<String, String> template : templates().entrySet()) {
            Matcher raw = Pattern.compile("\\{([^{}]+)\\.(?:raw|safe)\\}").matcher(template.getValue());
            while (raw.find()) {
                assertTrue(Set.of("to.html", "said.html").contains(raw.group(1)), template.getKey() + ": " + raw.group(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://a.example/", "data:text/html,x", "//a.example/x", "http:relative",
            "not an address",
            "HTTP://", "https:///path"})
    void anAlertsSourceThatABrowserShouldNotOpenIsNoLink(String source) {
        assertNull(AlertScreens.source(source));
    }

    @Test
    void anAlertsSourceOnTheWebIsALink() {
        assertEquals("https://prometheus.example/graph?g0.expr=up",
                AlertScreens.source("https://prometheus.example/graph?g0.expr=up"));
        assertNull(AlertScreens.source(null));
    }

    @Test
    void pagesOfAListSayWhatTheyShow() {
        Paging middle = new Paging(1, 50, 120);
        assertEquals(List.of(51L, 100L), List.of(middle.first(), middle.last()));
        assertTrue(middle.hasNewer() && middle.hasOlder());
        Paging empty = new Paging(0, 50, 0);
        assertEquals(List.of(0L, 0L), List.of(empty.first(), empty.last()));
        assertFalse(empty.hasNewer() || empty.hasOlder());
        assertFalse(new Paging(1, 50, 100).hasOlder());
    }

    private static Set<String> found(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String template : templates().values()) {
            Matcher matcher = Pattern.compile(pattern).matcher(template);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static Map<String, String> templates() throws IOException {
        Map<String, String> templates = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                templates.put(file.toString(), Files.readString(file));
            }
        }
        return templates;
    }
}
