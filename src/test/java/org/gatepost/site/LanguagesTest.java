package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.text.PluralRules;

/** The words of the user interface in every language: all there, with the right gaps and as many forms as the language counts in. */
class LanguagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\d");
    private static final Pattern PLURAL = Pattern.compile("\\{\\{PLURAL:\\$\\d\\|([^{}]*)}}");
    private static final Map<String, String> ENGLISH = words("en");
    private static final String MISSING = "is missing";
    /** Translators come after the words, and until then the page falls back; what lags further behind is no language to offer. */
    private static final int MISSING_MAX = 5;
    private static final Theme THEME = Theme.packed();

    static Stream<String> translations() {
        return Theme.LANGUAGES.stream().filter(language -> !language.equals("en"));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void aTranslationIsWholeAndRight(String language) {
        List<String> missing = objections(language, words(language)).stream().filter(it -> it.endsWith(MISSING)).toList();
        missing.forEach(System.out::println);

        assertEquals(List.of(), objections(language, words(language)).stream().filter(it -> !it.endsWith(MISSING)).toList());
        assertTrue(missing.size() <= MISSING_MAX, () -> "There is too little of it: " + missing);
    }

    @Test
    void theCheckFindsWhatIsWrong() {
        Map<String, String> words = words("ru");
        words.remove("skip");
        words.put("nosuch", "Ничего");
        words.put("since", "с");
        words.put("posted", "Опубликовано: $1 $2");
        words.put("embed-more", "{{PLURAL:$1|Ещё $1 уведомление|Ещё $1 уведомлений}}");
        words.put("again-every-days", "(каждые $1 дней)");
        words.put("back", "Current status");
        words.put("footer", " Ещё");
        words.put("bar", "$1: $2. {$3}");

        assertEquals(List.of("ru: again-every-days counts without forms", "ru: back is still English",
                "ru: bar has braces of its own", "ru: embed-more has 2 forms and needs 3: [one, few, many]",
                "ru: footer begins or ends with a space", "ru: nosuch is unknown",
                "ru: posted has the gaps [$1, $2] and needs [$1]",
                "ru: since has the gaps [] and needs [$1]", "ru: skip is missing"), objections("ru", words));
    }

    @Test
    void whatIsNotTranslatedYetIsSaidInEnglish() {
        Theme theme = new Theme(path -> path.equals("messages/de.json")
                ? Optional.of("{\"past\": \"Bisher\"}")
                : Theme.packed(path));

        assertEquals("Bisher", theme.messages("de").text("past"));
        assertEquals("Components", theme.messages("de").text("components"));
    }

    @ParameterizedTest
    @CsvSource({"en, 2, 2 more problems are reported.", "de, 1, 1 weiteres Problem ist gemeldet.",
            "ru, 1, Сообщается ещё о 1 проблеме.", "ru, 22, Сообщается ещё о 22 проблемах.",
            "ar, 2, أُبلغ عن مشكلتين أخريين.", "ar, 3, أُبلغ عن 3 مشاكل أخرى.", "ar, 11, أُبلغ عن 11 مشكلة أخرى.",
            "he, 2, דווח על שתי בעיות נוספות.", "fa, 7, ۷ مشکل دیگر گزارش شده است.",
            "ja, 5, ほかに5件の問題が報告されています。", "es, 2000000, Se han comunicado 2.000.000 problemas más."})
    void numbersAreCountedAsTheLanguageCounts(String language, int number, String said) {
        assertEquals(said, THEME.messages(language).text("answer-more", number));
    }

    @Test
    void numbersKeepTheirDecimalsAndWordsAreNoNumbers() {
        assertEquals("99.90 % without reported outages in the last 90 days",
                THEME.messages("en").text("uptime", new BigDecimal("99.90"), 90));
        assertTrue(THEME.messages("fr").text("uptime", new BigDecimal("99.90"), 90).startsWith("99,90\u202f% "));
        assertEquals("x earlier updates", THEME.messages("en").text("earlier", "x"));
        assertEquals("{{PLURAL:$1|a|b}}: history", THEME.messages("en").text("feed-title", "{{PLURAL:$1|a|b}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"en|5 March 2026, 17:42 UTC|5 March|March 2026",
            "de|5. März 2026, 17:42 UTC|5. März|März 2026",
            "fr|5 mars 2026, 17:42 UTC|5 mars|mars 2026", "es|5 de marzo de 2026, 17:42 UTC|5 de marzo|marzo de 2026",
            "pt|5 de março de 2026, 17:42 UTC|5 de março|março de 2026",
            "ru|5 марта 2026 г., 17:42 UTC|5 марта|март 2026 г.", "ja|2026年3月5日 17:42 UTC|3月5日|2026年3月",
            "zh|2026年3月5日 17:42 UTC|3月5日|2026年3月", "hi|5 मार्च 2026, 17:42 UTC|5 मार्च|मार्च 2026",
            "he|5 במרץ 2026, 17:42 UTC|5 במרץ|מרץ 2026", "ar|5 مارس 2026، 17:42 UTC|5 مارس|مارس 2026",
            "fa|۵ مارس ۲۰۲۶، ۱۷:۴۲ UTC|۵ مارس|مارس ۲۰۲۶"})
    void timesAreWrittenAsTheLanguageWritesThemAndSayThatTheyAreUtc(String language, String time, String day, String month) {
        Phrases phrases = new Phrases(THEME.messages(language));

        assertEquals("<time datetime=\"2026-03-05T17:42Z\">" + time + "</time>",
                phrases.full(Instant.parse("2026-03-05T17:42:11Z")).getValue().replaceAll("[\u200e\u200f]", "")
                        .replaceAll("[\u00a0\u202f]", " "));
        assertEquals(day, phrases.format(LocalDate.of(2026, 3, 5), "format-day"));
        assertEquals(month, phrases.format(YearMonth.of(2026, 3), "format-month").replaceAll("[\u00a0\u202f]", " "));
    }

    /** What is wrong with a translation, one sentence each, by message. */
    private static List<String> objections(String language, Map<String, String> words) {
        List<String> objections = new ArrayList<>();
        List<String> forms = THEME.messages(language).forms();
        TreeSet<String> keys = new TreeSet<>(ENGLISH.keySet());
        keys.addAll(words.keySet());
        for (String key : keys) {
            String english = ENGLISH.get(key);
            String word = words.get(key);
            String where = language + ": " + key + " ";
            if (english == null || word == null) {
                objections.add(where + (word == null ? MISSING : "is unknown"));
                continue;
            }
            if (!gaps(english).equals(gaps(word))) {
                objections.add(where + "has the gaps " + gaps(word) + " and needs " + gaps(english));
            }
            if (PLURAL.matcher(english).find() && !PLURAL.matcher(word).find()) {
                objections.add(where + "counts without forms");
            }
            PLURAL.matcher(word).results().map(found -> found.group(1).split("\\|", -1))
                    .filter(found -> found.length != forms.size())
                    .forEach(found -> objections
                            .add(where + "has " + found.length + " forms and needs " + forms.size() + ": " + forms));
            if (PLURAL.matcher(word).replaceAll("").matches(".*[{}<>].*")) {
                objections.add(where + "has braces of its own");
            }
            if (!word.equals(word.strip()) || word.isEmpty()) {
                objections.add(where + "begins or ends with a space");
            }
            if (word.equals(english) && english.matches(".*[A-Za-z]{4}.* .*")) {
                objections.add(where + "is still English");
            }
        }
        return objections;
    }

    private static TreeSet<String> gaps(String message) {
        return PLACEHOLDER.matcher(message).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The forms of a language are those that CLDR has for whole numbers. */
    @Test
    void languagesCountInTheFormsOfCldr() {
        assertEquals(List.of("zero", "one", "two", "few", "many", "other"), THEME.messages("ar").forms());
        assertEquals(List.of("one", "few", "many"), THEME.messages("ru").forms());
        assertEquals(List.of("one", "two", "other"), THEME.messages("he").forms());
        assertEquals(List.of("other"), THEME.messages("zh").forms());
        for (String language : Theme.LANGUAGES) {
            assertFalse(THEME.messages(language).forms().isEmpty());
            assertTrue(
                    PluralRules.forLocale(Dates.locale(language)).getKeywords().containsAll(THEME.messages(language).forms()));
        }
    }

    private static Map<String, String> words(String language) {
        try {
            Map<String, Object> entries = new ObjectMapper()
                    .readValue(Theme.packed("messages/" + language + ".json").orElseThrow(), new TypeReference<>() {
                    });
            Map<String, String> words = new LinkedHashMap<>();
            entries.forEach((key, value) -> {
                if (!key.startsWith("@")) {
                    words.put(key, String.valueOf(value));
                }
            });
            return words;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
