package org.gatepost.notice;

import java.time.Instant;

/**
 * What is left of words that were withdrawn: that something stood here, and until when.
 *
 * @param id the public id of the entry, or of the notice when all of it is gone
 * @param noticeId that it stood in; equal to the id when all of it is gone
 * @param place of the entry among its notice's, first is 1; null when the whole notice is gone
 */
public record Tombstone(String id, String noticeId, Integer place, Instant withdrawnAt) {

    public boolean isWholeNotice() {
        return place == null;
    }
}
