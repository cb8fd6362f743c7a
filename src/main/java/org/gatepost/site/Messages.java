package org.gatepost.site;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;

import io.quarkus.qute.RawString;

/**
 * The words of the user interface in one language, as flat JSON in the form that translatewiki.net keeps. They are data:
 * neither a message nor what is put into it is ever run as a template.
 * <p>
 * A message may choose its words by a number: in {@code {{PLURAL:$1|one day|$1 days}}} stands one form for each plural category
 * (CLDR) that whole numbers of the language fall in, in the order zero, one, two, few, many, other. Where forms are missing, the last
 * one counts.
 */
final class Messages {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$([1-9])");
    private static final Pattern PLURAL = Pattern.compile("\\{\\{PLURAL:\\$([1-9])\\|([^{}]*)}}");
    private static final List<String> CATEGORIES = List.of("zero", "one", "two", "few", "many", "other");
    /** What nobody is told: categories for millions only are taken for the last form. */
    private static final int COUNTED_MAX = 1000;

    private final String language;
    private final Map<String, String> words;
    private final Map<String, String> fallback;
    private final PluralRules plurals;
    private final List<String> forms;
    private final LocalizedNumberFormatter numbers;

    /** @param fallback the words of the language that is complete, taken where this one has none yet */
    Messages(String language, Map<String, String> words, Map<String, String> fallback) {
        this.language = language;
        this.words = words;
        this.fallback = fallback;
        ULocale locale = Dates.locale(language);
        this.plurals = PluralRules.forLocale(locale);
        this.forms = forms(plurals);
        this.numbers = NumberFormatter.withLocale(locale);
    }

    private static List<String> forms(PluralRules plurals) {
        List<String> used = IntStream.rangeClosed(0, COUNTED_MAX).mapToObj(plurals::select).distinct().toList();
        return CATEGORIES.stream().filter(used::contains).toList();
    }

    /** A BCP 47 tag. */
    String language() {
        return language;
    }

    /** The plural categories for which a message has a form each, in their order. */
    List<String> forms() {
        return forms;
    }

    /**
     * The message as HTML. The message and the arguments are escaped, except for arguments that are HTML already.
     *
     * @throws IllegalArgumentException when no language has the message: a template or a message file is wrong
     */
    RawString html(String key, Object... arguments) {
        return new RawString(fill(escape(message(key)), argument -> argument instanceof RawString raw
                ? raw.getValue()
                : escape(said(argument)), arguments));
    }

    /** The message as plain text, to be escaped by whoever puts it into a page. */
    String text(String key, Object... arguments) {
        return fill(message(key), this::said, arguments);
    }

    /** Whether there are words for it, in this language or in the one that is complete. */
    boolean has(String key) {
        return words.containsKey(key) || fallback.containsKey(key);
    }

    /** As the file has it, with its placeholders. */
    String written(String key) {
        return message(key);
    }

    private String message(String key) {
        String message = words.getOrDefault(key, fallback.get(key));
        if (message == null) {
            throw new IllegalArgumentException("No language of the theme has a message \"" + key + "\".");
        }
        return message;
    }

    /** Numbers as people of the language write them, with as many decimals as they have. */
    private String said(Object argument) {
        if (argument instanceof BigDecimal number) {
            return numbers.precision(Precision.fixedFraction(Math.max(0, number.scale()))).format(number).toString();
        }
        return argument instanceof Number number ? numbers.format(number).toString() : String.valueOf(argument);
    }

    /** Forms are chosen before anything is put in: what others wrote chooses none. */
    private String fill(String message, Function<Object, String> form, Object... arguments) {
        if (message.indexOf('$') < 0) {
            return message;
        }
        String chosen = PLURAL.matcher(message).replaceAll(found -> Matcher.quoteReplacement(
                choose(List.of(found.group(2).split("\\|", -1)), Integer.parseInt(found.group(1)) - 1, arguments)));
        return PLACEHOLDER.matcher(chosen).replaceAll(found -> {
            int index = Integer.parseInt(found.group(1)) - 1;
            return Matcher.quoteReplacement(index < arguments.length ? form.apply(arguments[index]) : found.group());
        });
    }

    private String choose(List<String> written, int index, Object... arguments) {
        double number = Stream.of(arguments).skip(index).limit(1).filter(Number.class::isInstance).map(Number.class::cast)
                .mapToDouble(Number::doubleValue).findFirst().orElse(Double.NaN);
        int form = Double.isNaN(number) ? -1 : forms.indexOf(plurals.select(number));
        return written.get(form < 0 ? written.size() - 1 : Math.min(form, written.size() - 1));
    }

    /** As Qute escapes: enough for text and for quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }
}
