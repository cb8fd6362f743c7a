package org.gatepost.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Languages that are offered for further words, by BCP 47 tag. The gate takes any tag; these are those that people find in a list. */
final class Languages {
    /** Those in which the public page is rendered: words in them are read. */
    static final List<String> PAGE = List.of("ar", "de", "en", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "zh");
    static final List<String> OFFERED = List.of("ar", "zh", "en", "fr", "de", "he", "hi", "ja", "fa", "pt", "ru", "es", "bn",
            "zh-Hans", "zh-Hant", "cs", "nl", "id", "it", "ko", "pl", "sv", "tr", "uk", "vi");
    /** Of Unicode's scripts that run to the left, the languages that are written in them; {@code gate.isolated} knows the same. */
    private static final Set<String> LEFTWARD = Set.of("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur",
            "yi");

    private Languages() {
    }

    /** In English; the tag itself when it has no name. */
    static String name(String tag) {
        String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
        return name.isBlank() ? tag : name;
    }

    /** The direction in which it is written, for the fields. */
    static String direction(String tag) {
        String language = tag == null ? "" : tag.toLowerCase(Locale.ROOT).split("-")[0];
        return LEFTWARD.contains(language) ? "rtl" : "ltr";
    }
}
