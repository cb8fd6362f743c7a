package org.gatepost.site;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import com.ibm.icu.util.ULocale;

/**
 * A language in which the page can be read, with where its pages are and how it says things.
 *
 * @param tag BCP 47, in lower case but for script and region
 * @param prefix what the addresses of its pages begin with: nothing for the page's own language, else a slash and the tag
 * @param home address of everyone's front page in it
 * @param isOwn whether it is the page's own language: the one in which words are written unless they say otherwise
 */
record Tongue(String tag, String prefix, String home, boolean isOwn, Messages messages, Phrases phrases) {

    /**
     * @param isAlone whether the page can be read in no other language: then {@code /} has nothing to choose from and is the front page
     */
    static Tongue own(Messages messages, boolean isAlone) {
        String tag = messages.language();
        return new Tongue(tag, "", isAlone ? "/" : "/" + tag + "/", true, messages, new Phrases(messages));
    }

    static Tongue further(Messages messages) {
        String prefix = "/" + messages.language();
        return new Tongue(messages.language(), prefix, prefix + "/", false, messages, new Phrases(messages));
    }

    /** What the language calls itself. */
    String name() {
        return Phrases.name(tag);
    }

    String dir() {
        return Phrases.dir(tag);
    }

    /**
     * What is there in this language: under its own tag, else under one of the same language and script, such as {@code pt-BR} for
     * {@code pt}. Readers of one script of a language are not given the other.
     *
     * @param byTag what there is, by BCP 47 tag
     * @return the tag under which it is
     */
    Optional<String> among(Map<String, ?> byTag) {
        if (byTag.containsKey(tag)) {
            return Optional.of(tag);
        }
        return byTag.keySet().stream().filter(other -> kind(other).equals(kind(tag))).min(Comparator.naturalOrder());
    }

    private static String kind(String tag) {
        ULocale likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag));
        return likely.getLanguage() + "-" + likely.getScript();
    }
}
