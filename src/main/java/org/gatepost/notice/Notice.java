package org.gatepost.notice;

import java.time.Instant;
import java.util.List;

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

    String id() {
        return id;
    }

    PublishedNotice record(List<PublishedUpdate> updates) {
        return new PublishedNotice(id, kind, title, startedAt, publishedAt, updatedAt, scheduledFor, scheduledUntil, updates);
    }
}
