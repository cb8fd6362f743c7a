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
 */
public record TemplateRecord(UUID id, String key, int revision, String language, NoticeState state, String name, String title,
        Map<String, String> words, Map<String, String> phrases, boolean shipped, Instant since) {
}
