package org.gatepost.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private static final Set<String> TWELVE = Set.of("ar", "de", "en", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "zh");

    private static String wanted(Set<String> tags, String header) {
        return new Languages("en", tags).wanted(List.of(header));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "de | de",
            "DE | de",
            "de-AT | de",
            "de-CH-1996 | de",
            "de-x-private | de",
            "de-Latn-DE-u-co-phonebk | de",
            "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5 | fr",
            "tlh, fr;q=0.1 | fr",
            "en;q=0.4, de;q=0.8 | de",
            "de;q=0.8,fr;q=0.8 | de",
            "fr;q=0.80 , de ; q=0.8 | fr",
            "en-US,en;q=0.9,de;q=0.8 | en",
            "pt-BR | pt",
            "pt-PT, en | pt",
            "zh-CN | zh",
            "zh-TW | zh",
            "zh-TW, fr;q=0.1 | fr",
            "zh-TW, zh;q=0.9, en;q=0.8 | zh",
            "zh-Hant-HK, *;q=0.1 | en",
            "iw | he",
            "iw-IL, en | he",
            "de-*, fr | en",
            "* | en",
            "*, de | en",
            "de;q=0, * | en",
            "en;q=0, de;q=0.1 | de",
            "en;q=0, * | en",
            "en;q=0 | en",
            "de;q=0, de-AT | en",
            "de-AT;q=0, de | de",
            "*;q=0, ja | ja",
            "*;q=0 | en",
            ", ,de,, | de",
            "uk | en",
            "be | en",
            "ca | en",
            "de;q=1.000 | de",
    })
    void theFirstRangeThatFindsALanguageWins(String header, String language) {
        assertEquals(language, wanted(TWELVE, header));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "zh-TW | zh-Hant",
            "zh-HK | zh-Hant",
            "zh-Hant | zh-Hant",
            "zh-Hant-CN | zh-Hant",
            "zh | zh-Hans",
            "zh-CN | zh-Hans",
            "zh-SG, zh-TW | zh-Hans",
            "sr | sr-Cyrl",
            "sr-Latn | sr-Latn",
            "sr-RS | sr-Cyrl",
            "sr-Latn;q=0, sr | sr-Cyrl",
            "sr-Cyrl;q=0, sr | sr-Latn",
            "pt | pt-BR",
            "pt-PT | pt-PT",
            "pt-AO | pt-BR",
            "pt-br | pt-BR",
            "de-AT | de-AT",
            "de-CH | de",
            "de | de",
            "de-AT, de;q=0 | de-AT",
    })
    void aScriptIsNotGivenForAnotherWhileThereIsOne(String header, String language) {
        assertEquals(language, wanted(
                Set.of("en", "zh-Hans", "zh-Hant", "sr-Cyrl", "sr-Latn", "pt-BR", "pt-PT", "de", "de-AT"), header));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"de;q=1.1", "de;q=-1", "de;q=0.1234", "de;q", "de;q=", "de;level=1", "de_AT", "de--AT",
            "deutschland", "de;q=0.5;q=0.6", "de fr", "'de\u0000'", "\u0434\u0435", "fr, de;q=x", "*-de", "-de", "de-"})
    void whatIsMalformedSaysNothing(String header) {
        assertEquals("en", wanted(TWELVE, header));
    }

    @Test
    void aListThatIsTooLongSaysNothing() {
        String most = "tlh,".repeat(Languages.MAX_RANGES - 1) + "de";
        assertEquals("de", wanted(TWELVE, most));
        assertEquals("en", wanted(TWELVE, "tlh," + most));
        String longest = "de" + " ".repeat(Languages.MAX_HEADER_LENGTH - 2);
        assertEquals("de", wanted(TWELVE, longest));
        assertEquals("en", wanted(TWELVE, longest + " "));
    }

    @Test
    void linesAreOneListAndNoLineIsNoWish() {
        Languages languages = new Languages("en", TWELVE);
        assertEquals("en", languages.wanted(List.of()));
        assertEquals("fr", languages.wanted(List.of("tlh;q=1, de;q=0.2", "fr;q=0.3")));
    }

    /** What is remembered is what would be found, and no junk makes it throw. The seed is printed when it fails. */
    @Test
    void whateverIsAskedThereIsAnAnswerAndAlwaysTheSame() {
        long seed = 20261127;
        Random random = new Random(seed);
        String[] parts = {"de", "en", "zh", "-", "TW", "Hant", ";q=", "0", "1", ".5", ",", " ", "*", "x", "\t", "q", "=", "é",
                "latn", "u-co", "1996", "iw", "sr"};
        Languages languages = new Languages("en", TWELVE);
        for (int i = 0; i < 3 * Languages.MAX_REMEMBERED; i++) {
            StringBuilder header = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                header.append(parts[random.nextInt(parts.length)]);
            }
            String found = languages.wanted(List.of(header.toString()));
            assertTrue(TWELVE.contains(found), "seed " + seed + ": " + header);
            assertEquals(wanted(new TreeSet<>(TWELVE), header.toString()), found, "seed " + seed + ": " + header);
            assertEquals(found, languages.wanted(Arrays.asList(header.toString())), "seed " + seed + ": " + header);
        }
    }
}
