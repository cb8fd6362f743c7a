package org.gatepost.notice;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** One entry of a notice. */
@Entity
@Immutable
@Table(schema = "published", name = "notice_update")
class NoticeUpdate {
    @Id
    private String id;
    @Column(name = "notice_id")
    private String noticeId;
    private int place;
    @Enumerated(EnumType.STRING)
    private NoticeState state;
    @Column(name = "shown_at")
    private Instant shownAt;
    @Column(name = "published_at")
    private Instant publishedAt;
    @Column(name = "next_update_by")
    private Instant nextUpdateBy;
}
