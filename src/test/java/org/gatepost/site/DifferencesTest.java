package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
    private final Differences differences = new Differences(
            new Messages("en", Map.of("corrected-was", "was:", "corrected-now", "now:"), Map.of()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"the same | the same | the same", "one two three | one 2 three | one [two] {2} three",
            "one two | one | one [two]", "one | one two | one {two}", "two | one two | {one} two",
            "a b c d | a x y d | a [b c] {x y} d", "a b c | x b y | [a] {x} b [c] {y}", "'' | new words | {new words}",
            "in Europe, now | in Asia, now | in [Europe,] {Asia,} now",
            "a <b> c | a <i> & c | a [<b>] {<i> &} c"})
    void whatChangedIsMarkedWordByWord(String before, String after, String marked) {
        Document html = Jsoup.parseBodyFragment(differences.of(before, after).getValue());
        html.select(".hidden").remove();
        html.select("del").forEach(del -> del.text("[" + del.text() + "]"));
        html.select("ins").forEach(ins -> ins.text("{" + ins.text() + "}"));

        assertEquals(marked, html.text());
    }

    @Test
    void screenReadersHearWhatWasAndWhatIs() {
        assertEquals("It was: fails now: is slow today",
                Jsoup.parseBodyFragment(differences.of("It fails today", "It is slow today").getValue()).text());
    }

    /** Taking out what is put in, or what was taken out, gives back either text. */
    @Test
    void bothTextsCanBeReadFromTheDifference() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            String before = words(random, random.nextInt(12));
            String after = words(random, random.nextInt(12));
            String html = differences.of(before, after).getValue();

            assertEquals(before, without("ins", html), "seed " + seed);
            assertEquals(after, without("del", html), "seed " + seed);
        }
    }

    private static String without(String element, String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.select(".hidden, " + element).remove();
        return document.text().strip();
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(4))))
                .collect(Collectors.joining(" "));
    }

    @Test
    void textsThatAreTooLongToCompareAreNotCompared() {
        String longest = words(new Random(1), Differences.WORDS_MAX);

        assertTimeout(Duration.ofSeconds(5), () -> assertNotNull(differences.of(longest, words(new Random(2),
                Differences.WORDS_MAX).toUpperCase(java.util.Locale.ROOT))));
        assertNull(differences.of(longest + " more", "short"));
        assertNull(differences.of("short", longest + " more"));
    }
}
