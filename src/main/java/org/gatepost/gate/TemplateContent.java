package org.gatepost.gate;

import java.util.Map;

import org.gatepost.notice.NoticeState;

/**
 * Words with slots, as they are drafted. A slot is a name in braces, of the closed set that {@code gate.fill} knows:
 * {@code {components}}, {@code {audience}}, {@code {impact}}, {@code {began}}, {@code {ended}}.
 *
 * @param key what its revisions have in common: lower case letters, digits, hyphen
 * @param language BCP 47 tag
 * @param state of the entries that it serves
 * @param name what people choose it by
 * @param title of the notice that it opens; plain text with slots
 * @param words Markdown by audience; {@value #EVERYONE} stands for every audience that has none of its own
 * @param phrases what fills a slot: by impact ({@code DEGRADED} …), {@code components} when none is named; how names are joined
 *     ({@code between} and {@code last}, such as <code>{0} and {1}</code>); and what an audience is called ({@code audience.readers})
 * @param translates the revision of the key's original, in another language, that the words translate; null for an original
 */
public record TemplateContent(String key, String language, NoticeState state, String name, String title,
        Map<String, String> words, Map<String, String> phrases, Integer translates) {
    public static final String EVERYONE = "*";

    /** An original. */
    public TemplateContent(String key, String language, NoticeState state, String name, String title,
            Map<String, String> words, Map<String, String> phrases) {
        this(key, language, state, name, title, words, phrases, null);
    }

    public TemplateContent {
        words = words == null ? Map.of() : Map.copyOf(words);
        phrases = phrases == null ? Map.of() : Map.copyOf(phrases);
    }
}
