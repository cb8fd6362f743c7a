package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** What the world reads of one problem or planned work. */
@Entity
@Immutable
@Table(schema = "published", name = "notice")
class Notice {
    @Id
    private String id;
    @Enumerated(EnumType.STRING)
    private NoticeKind kind;
    private String title;
    @Column(name = "started_at")
    private Instant startedAt;
    @Column(name = "published_at")
    private Instant publishedAt;
    @Column(name = "updated_at")
    private Instant updatedAt;
    @Column(name = "scheduled_for")
    private Instant scheduledFor;
    @Column(name = "scheduled_until")
    private Instant scheduledUntil;

    private String recurrence;
    @Column(name = "starts_by_itself")
    private boolean startsByItself;
    @Column(name = "ends_by_itself")
    private boolean endsByItself;

    String id() {
        return id;
    }

    PublishedNotice record(Map<String, String> titles, List<PublishedUpdate> updates) {
        return new PublishedNotice(id, kind, title, titles, startedAt, publishedAt, updatedAt, scheduledFor, scheduledUntil,
                new Recurrence(recurrence, startsByItself, endsByItself), updates);
    }
}
