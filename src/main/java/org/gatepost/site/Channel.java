package org.gatepost.site;

import java.time.Instant;
import java.util.List;

import org.gatepost.notice.PublishedUpdate.Window;

/**
 * What programs that follow news are told: the history of one scope or of one of its components. Ids never change, and stamps move
 * with published words only: readers' programs take a moved stamp for news.
 *
 * @param id a tag URI (RFC 4151), which stays when addresses move
 * @param home address of the page that people read instead, without host
 * @param atom address of the channel as Atom, without host
 * @param rss the same as RSS
 * @param json the same as JSON Feed
 * @param items newest first, at most {@link #ITEMS_MAX}
 */
record Channel(String id, String title, String home, String atom, String rss, String json, List<Item> items) {
    static final int ITEMS_MAX = 50;

    /**
     * One notice.
     *
     * @param id a tag URI
     * @param link whole address of the notice's page
     * @param updatedAt when its words last changed
     * @param state in a word
     * @param planned for when, if it is planned work, else null
     */
    record Item(String id, String title, String link, Instant publishedAt, Instant updatedAt, String state, Window planned,
            String html) {
    }

    /** When any of its words last changed; the beginning of time before the first. */
    Instant updatedAt() {
        return items.stream().map(Item::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
