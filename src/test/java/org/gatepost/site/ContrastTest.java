package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether colours stand out enough, computed from the theme's own: what is written, and what is drawn to mean something. */
class ContrastTest {
    /** WCAG 2.2, 1.4.3, for text of any size. */
    private static final double TEXT_MIN = 4.5;
    /** WCAG 2.2, 1.4.11: marks, outlines and underlines that tell something. */
    private static final double GRAPHIC_MIN = 3;
    private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6}|var\\(--([a-z0-9-]+)\\))");
    private static final Pattern TEXT = Pattern.compile("(?<![-a-z])color: var\\(--([a-z]+)\\)");
    private static final Pattern BACKGROUND = Pattern.compile("background: var\\(--([a-z]+)\\)");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextStandsOutFromEveryGround(boolean isDark) {
        Map<String, String> colours = colours(isDark);
        List<String> faint = new ArrayList<>();
        for (String ground : used(BACKGROUND)) {
            for (String text : used(TEXT)) {
                double contrast = contrast(colours.get(text), colours.get(ground));
                if (contrast < TEXT_MIN) {
                    faint.add(text + " on " + ground + ": " + contrast);
                }
            }
        }
        assertEquals(List.of(), faint);
    }

    /** A day of which nothing was reported is told by its place; all other days, and all marks, by what is drawn. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyMarkStandsOutFromThePaper(boolean isDark) {
        Map<String, String> colours = colours(isDark);
        for (String mark : List.of("quiet", "maintenance", "degraded", "partial", "major", "ink", "soft")) {
            assertTrue(contrast(colours.get(mark), colours.get("paper")) >= GRAPHIC_MIN, mark);
        }
    }

    @Test
    void theStylesNameTheColoursThatAreLookedAt() {
        assertTrue(used(TEXT).containsAll(Set.of("ink", "soft", "quiet", "maintenance", "degraded", "partial", "major")));
        assertTrue(used(BACKGROUND).containsAll(Set.of("paper", "raised", "fresh")));
        assertTrue(colours(false).keySet().containsAll(used(TEXT)) && colours(false).keySet().containsAll(used(BACKGROUND)));
        colours(false).forEach((name, colour) -> assertTrue(!name.matches("ink|soft|paper|quiet|major")
                || !colour.equals(colours(true).get(name)), name + " has a value of its own in the dark."));
    }

    /** Known pairs, as any other program computes them. */
    @ParameterizedTest
    @CsvSource({"'#000000', '#ffffff', 21.00", "'#ffffff', '#ffffff', 1.00", "'#767676', '#ffffff', 4.54",
            "'#ff0000', '#ffffff', 4.00"})
    void contrastIsThatOfTheRecommendation(String one, String other, double expected) {
        assertEquals(expected, contrast(one, other), .005);
        assertEquals(expected, contrast(other, one), .005);
    }

    private static Set<String> used(Pattern use) {
        Set<String> names = new TreeSet<>();
        for (String style : List.of(Theme.packed().style(), Theme.packed().embedStyle())) {
            Matcher found = use.matcher(style);
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        return names;
    }

    /** What the custom properties come to; forced colours are the reader's own and are left out. */
    private static Map<String, String> colours(boolean isDark) {
        String style = Theme.packed().style();
        Map<String, String> declared = new LinkedHashMap<>();
        int dark = style.indexOf("@media (prefers-color-scheme: dark)");
        int tokens = style.indexOf("@layer tokens {");
        int forced = style.indexOf("@media (forced-colors: active)");
        declare(declared, style.substring(0, dark));
        if (isDark) {
            declare(declared, style.substring(dark, tokens));
        }
        declare(declared, style.substring(tokens, forced));
        Map<String, String> colours = new LinkedHashMap<>();
        declared.forEach((name, value) -> {
            String colour = value;
            while (colour != null && colour.startsWith("var(--")) {
                colour = declared.get(colour.substring("var(--".length(), colour.length() - 1));
            }
            if (colour != null) {
                colours.put(name, colour);
            }
        });
        return colours;
    }

    private static void declare(Map<String, String> declared, String style) {
        Matcher colour = COLOUR.matcher(style);
        while (colour.find()) {
            declared.put(colour.group(1), colour.group(2));
        }
    }

    /** WCAG 2.2, "contrast ratio". */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + .05) / (Math.min(first, second) + .05);
    }

    /** WCAG 2.2, "relative luminance". */
    private static double luminance(String colour) {
        return .2126 * channel(colour, 1) + .7152 * channel(colour, 3) + .0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= .04045 ? value / 12.92 : Math.pow((value + .055) / 1.055, 2.4);
    }
}
