package org.gatepost.console;

import java.util.List;
import java.util.Locale;

/** Languages that are offered for further words, by BCP 47 tag. The gate takes any tag; these are those that people find in a list. */
final class Languages {
    static final List<String> OFFERED = List.of("ar", "bn", "zh-Hans", "zh-Hant", "cs", "nl", "en", "fr", "de", "he", "hi",
            "id",
            "it", "ja", "ko", "fa", "pl", "pt", "ru", "es", "sv", "tr", "uk", "vi");

    private Languages() {
    }

    /** In English; the tag itself when it has no name. */
    static String name(String tag) {
        String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
        return name.isBlank() ? tag : name;
    }

    /** The direction in which it is written, for the fields. */
    static String direction(String tag) {
        return List.of("ar", "he", "fa", "ur").contains(Locale.forLanguageTag(tag).getLanguage()) ? "rtl" : "ltr";
    }
}
