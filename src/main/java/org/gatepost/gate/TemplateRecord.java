package org.gatepost.gate;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.gatepost.notice.NoticeState;

/**
 * Approved words with slots, in their newest revision.
 *
 * @param shipped whether it came with the product and was not drafted here
 * @param words Markdown by audience, see {@link TemplateContent}
 * @param translates see {@link TemplateContent}
 */
public record TemplateRecord(UUID id, String key, int revision, String language, NoticeState state, String name, String title,
        Map<String, String> words, Map<String, String> phrases, boolean shipped, Instant since, Integer translates,
        TemplateStanding standing) {

    /** An original. */
    public TemplateRecord(UUID id, String key, int revision, String language, NoticeState state, String name, String title,
            Map<String, String> words, Map<String, String> phrases, boolean shipped, Instant since) {
        this(id, key, revision, language, state, name, title, words, phrases, shipped, since, null, TemplateStanding.ORIGINAL);
    }

    public boolean isOriginal() {
        return standing == TemplateStanding.ORIGINAL;
    }

    /** What is in its way is why its language is left out. */
    public boolean goesOut() {
        return standing == TemplateStanding.ORIGINAL || standing == TemplateStanding.CURRENT;
    }
}
