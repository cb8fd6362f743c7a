package org.gatepost.gate;

import java.util.Map;

import org.gatepost.notice.NoticeState;

/**
 * Words with slots, as they are drafted. A slot is a name in braces, of the closed set that {@code gate.fill} (V7) knows:
 * {@code {components}}, {@code {audience}}, {@code {impact}}, {@code {began}}, {@code {ended}}.
 *
 * @param key what its revisions have in common: lower case letters, digits, hyphen
 * @param language BCP 47 tag
 * @param state of the entries that it serves
 * @param name what people choose it by
 * @param title of the notice that it opens; plain text with slots
 * @param words Markdown by audience; {@value #EVERYONE} stands for every audience that has none of its own
 * @param phrases what fills a slot: by impact ({@code DEGRADED} …), and {@code components} when none is named
 */
public record TemplateContent(String key, String language, NoticeState state, String name, String title,
        Map<String, String> words, Map<String, String> phrases) {
    public static final String EVERYONE = "*";

    public TemplateContent {
        words = words == null ? Map.of() : Map.copyOf(words);
        phrases = phrases == null ? Map.of() : Map.copyOf(phrases);
    }
}
