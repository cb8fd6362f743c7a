package org.gatepost.notice;

import java.time.Instant;
import java.util.List;

/**
 * Everything that is public, as one value: nothing else reaches a public byte.
 *
 * @param revision grows by one with each publication and with nothing else
 * @param changedAt when the last publication happened, or null before the first
 * @param audiences by position
 * @param groups by position
 * @param components by position
 * @param notices newest start first
 * @param tombstones what was withdrawn, newest first
 */
public record PublishedPage(long revision, Instant changedAt, List<PublishedAudience> audiences, List<PublishedGroup> groups,
        List<PublishedComponent> components, List<PublishedNotice> notices,
        List<Tombstone> tombstones) {

    /** A page of which nothing was withdrawn. */
    public PublishedPage(long revision, Instant changedAt, List<PublishedAudience> audiences, List<PublishedGroup> groups,
            List<PublishedComponent> components, List<PublishedNotice> notices) {
        this(revision, changedAt, audiences, groups, components, notices, List.of());
    }

    /**
     * Whether the entry is the one with which the notice began, which carries its title and begin. When that one was withdrawn, none
     * does.
     *
     * @param entry public id
     */
    public boolean opens(PublishedNotice notice, String entry) {
        return notice.updates().get(0).id().equals(entry) && tombstones.stream()
                .noneMatch(stone -> stone.noticeId().equals(notice.id()) && Integer.valueOf(1).equals(stone.place()));
    }
}
