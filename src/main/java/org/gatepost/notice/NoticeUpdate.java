package org.gatepost.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** One revision of one entry of a notice. The first revision's id is the entry's. */
@Entity
@Immutable
@Table(schema = "published", name = "notice_update")
class NoticeUpdate {
    @Id
    private String id;
    @Column(name = "notice_id")
    private String noticeId;
    private int place;
    private int revision;
    @Enumerated(EnumType.STRING)
    private Amendment amendment;
    private String title;
    @Enumerated(EnumType.STRING)
    private NoticeState state;
    @Column(name = "shown_at")
    private Instant shownAt;
    @Column(name = "published_at")
    private Instant publishedAt;
    @Column(name = "next_update_by")
    private Instant nextUpdateBy;
    @Column(name = "tells_subscribers")
    private boolean tellsSubscribers;
    @Column(name = "known_since")
    private Instant knownSince;
    private String because;
    @Column(name = "window_from")
    private Instant windowFrom;
    @Column(name = "window_until")
    private Instant windowUntil;

    String noticeId() {
        return noticeId;
    }

    private PublishedUpdate.Delay delay() {
        return knownSince == null ? null : new PublishedUpdate.Delay(knownSince, because);
    }

    /** @param revisions of one notice, by place and revision */
    static List<PublishedUpdate> entries(List<NoticeUpdate> revisions,
            Map<String, List<PublishedUpdate.Disclosure>> disclosures, Map<String, List<PublishedUpdate.Effect>> effects,
            Map<String, PublishedUpdate.Retraction> retractions) {
        List<PublishedUpdate> entries = new ArrayList<>();
        List<PublishedUpdate.Revision> earlier = new ArrayList<>();
        NoticeUpdate first = null;
        for (int i = 0; i < revisions.size(); i++) {
            NoticeUpdate it = revisions.get(i);
            first = it.revision == 1 || first == null ? it : first;
            NoticeUpdate next = i + 1 < revisions.size() ? revisions.get(i + 1) : null;
            List<PublishedUpdate.Disclosure> said = disclosures.getOrDefault(it.id, List.of());
            List<PublishedUpdate.Effect> does = effects.getOrDefault(it.id, List.of());
            if (next != null && next.place == it.place) {
                earlier.add(new PublishedUpdate.Revision(next.amendment, next.publishedAt, it.title, it.shownAt, said, does,
                        it.nextUpdateBy, it.delay()));
                continue;
            }
            entries.add(new PublishedUpdate(first.id, it.state, it.shownAt, first.publishedAt, it.nextUpdateBy, said, does,
                    List.copyOf(earlier), retractions.get(first.id),
                    it.delay(),
                    it.tellsSubscribers, false,
                    // An amendment carries the plan of its own time and moves nothing.
                    first.windowFrom == null
                            ? null
                            : new PublishedUpdate.Window(first.windowFrom, first.windowUntil)));
            earlier.clear();
            first = null;
        }
        return List.copyOf(entries);
    }
}
