package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateException;

class ThemeTest {

    @Test
    void theProofShowsEveryPartOfTheTheme() {
        List<Surface> surfaces = new Edition(Proofs.Config.sample(), Theme.packed()).surfaces(Proof.page(), Proof.AS_OF);

        assertFalse(surfaces.isEmpty());
        String home = PagesTest.text(PagesTest.surface(surfaces, "/").body());
        for (String level : List.of("quiet", "maintenance", "degraded", "partial", "major")) {
            assertTrue(home.contains("#m-" + level), level);
        }
        String all = surfaces.stream().filter(surface -> surface.contentType().startsWith("text/html"))
                .map(surface -> Jsoup.parse(PagesTest.text(surface.body())).body().html()).collect(Collectors.joining());
        for (String part : List.of("late", "plan", "struck", "note", "correction", "difference", "gone", "language", "titles",
                "report", "uptime", "then")) {
            assertTrue(all.contains("class=\"" + part), part);
        }
        assertTrue(all.contains("Now planned for"));
        assertTrue(surfaces.stream().anyMatch(surface -> surface.status() == Surface.GONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{cdi:site}", "{inject:site}", "{config:['user.home']}", "{config:property('user.home')}",
            "{view.class}", "{view.getClass}", "{view.getClass()}", "{page.class.classLoader}", "{view.title.class}",
            "{view.title.bytes}", "{page.doors.getClass}", "{page.style.value}", "{view.title.raw}", "{str:fmt('x')}"})
    void aHostileTemplateReachesNothingButRecords(String expression) {
        Theme theme = with("notice", "<h1>\n" + expression + "</h1>");

        assertThrows(TemplateException.class,
                () -> new Edition(Proofs.Config.sample(), theme).surfaces(Proof.page(), Proof.AS_OF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{#eval view.title /}", "{#include ../../application /}", "{#include /etc/passwd /}",
            "{#include templates/layout /}", "{#include ../messages/en.json /}", "{#include _id=view.title /}",
            "{#include http://example.org/x /}", "{#fragment id=x}{/fragment}", "{page.style.toString}",
            "{page.marks.getValue()}",
            "{page.doors.get(0).name.class}", "{#each page.doors}{it.class}{/each}", "{view.title.repeat(1000000000)}",
            "{#let x=view.title.getClass}{x}{/let}", "{view.wait}", "{view.notify()}", "{m:changed.class}",
            "{page.doors.stream}"})
    void aHostileTemplateFindsNoWayOutOfItsRecordsAndFiles(String expression) {
        Theme theme = with("notice", "<h1>\n" + expression + "</h1>");

        assertThrows(TemplateException.class,
                () -> new Edition(Proofs.Config.sample(), theme).surfaces(Proof.page(), Proof.AS_OF));
    }

    static List<Arguments> endless() {
        String doors = IntStream.range(0, 20).mapToObj(i -> "{#for d" + i + " in page.doors}").collect(Collectors.joining());
        String ends = "{/for}".repeat(20);
        return List.of(Arguments.of("{#for i in 2147483647}x{/for}", "A loop goes over the lists"),
                Arguments.of("{#for c in page.doors.size}x{/for}", "A loop goes over the lists"),
                Arguments.of(doors + "x" + ends, "more than 500000 steps"),
                Arguments.of("{#include notice /}", "a file includes itself"),
                Arguments.of("{#include layout}{#include notice /}{/include}", "a file includes itself"),
                Arguments.of("{#include layout}{#insert /}{/include}", "a file includes itself"),
                Arguments.of("{#if " + "(".repeat(30_000) + "true" + ")".repeat(30_000) + "}x{/if}", "more in each other"),
                Arguments.of("{#if true}".repeat(300) + "{/if}".repeat(300), "more than 64 deep"),
                Arguments.of(doors.substring(0, doors.indexOf("{#for d9")) + "x".repeat(2000) + "{/for}".repeat(9),
                        "longer than 2000000 characters"),
                Arguments.of(
                        doors.substring(0, doors.indexOf("{#for d9")) + "{#let a=m:stale}{/let}".repeat(20)
                                + "{/for}".repeat(9),
                        "longer than 2000000 characters"));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aTemplateThatWouldNeverEndEndsAtANamedLimit(String template, String says) {
        Theme theme = with("notice", "<h1>\n" + template + "</h1>");

        TemplateException refusal = assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> assertThrows(TemplateException.class,
                        () -> new Edition(Proofs.Config.sample(), theme).surfaces(Proof.page(), Proof.AS_OF)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(says), refusal.getMessage());
    }

    @Test
    void thePackedThemeUsesASmallPartOfWhatItMay() {
        List<Surface> surfaces = Proofs.surfaces(Samples.everything());

        int longest = surfaces.stream().filter(surface -> surface.contentType().startsWith("text/html"))
                .mapToInt(surface -> surface.body().length).max().orElseThrow();
        assertTrue(longest < Allowance.CHARACTERS_MAX / 10, "the longest page has " + longest + " characters");
    }

    @ParameterizedTest
    @CsvSource({"'<p>one</p>\n<p>{view.nosuch}</p>', 2", "'<p>one</p>\n\n{#if}', 3", "'{m:nosuch}', 0"})
    void aThemeThatDoesNotRenderSaysInWhichFileAndLine(String template, int line) {
        Theme theme = with("component", template);

        Exception refusal = assertThrows(RuntimeException.class,
                () -> new Edition(Proofs.Config.sample(), theme).surfaces(Proof.page(), Proof.AS_OF));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(line == 0 ? message.contains("nosuch") : message.contains("component:" + line),
                message);
    }

    @Test
    void everyMessageIsDocumentedForTranslatorsWithItsPlaceholders() throws IOException {
        JsonNode en = new ObjectMapper().readTree(Theme.packed("messages/en.json").orElseThrow());
        JsonNode qqq = new ObjectMapper().readTree(Theme.packed("messages/qqq.json").orElseThrow());

        assertEquals(keys(en), keys(qqq));
        for (String key : keys(en)) {
            if (!key.startsWith("@")) {
                Matcher placeholder = Pattern.compile("\\$\\d").matcher(en.get(key).asText());
                assertEquals(en.get(key).asText().isBlank(), false, key);
                while (placeholder.find() && !key.startsWith("bar")) {
                    assertTrue(qqq.get(key).asText().contains(placeholder.group()), key + " " + placeholder.group());
                }
            }
        }
    }

    @Test
    void messagesAndWhatIsPutIntoThemAreNeverRunAndAreEscaped() {
        Messages messages = new Messages("en", Map.of("a", "<$1> {cdi:x} $2 $3"), Map.of("b", "fallen back"));

        assertEquals("&lt;$2&gt; {cdi:x} <i>x</i> $3", messages.html("a", "$2", new RawString("<i>x</i>")).getValue());
        assertEquals("fallen back", messages.text("b"));
        assertThrows(IllegalArgumentException.class, () -> messages.text("c"));
    }

    @Test
    void everyLayerOfTheStyleIsInAndNoneAsksAnyoneElse() {
        String style = Theme.packed().style();

        for (String layer : List.of("primitives", "tokens", "parts")) {
            assertTrue(style.contains("@layer " + layer + " {"), layer);
        }
        assertFalse(style.contains("url(") || style.contains("@import") || style.contains("/*") || style.contains("</"));
        // Left and right would break right-to-left pages.
        assertFalse(Pattern.compile("(margin|padding|border|inset)-(left|right)|[{; ](left|right):").matcher(style).find());
    }

    private static Theme with(String template, String text) {
        return new Theme(path -> path.equals("templates/" + template + ".html") ? Optional.of(text) : Theme.packed(path));
    }

    private static TreeSet<String> keys(JsonNode node) {
        TreeSet<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
