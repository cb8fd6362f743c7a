package org.gatepost.notice;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** What is left of words that were withdrawn. */
@Entity
@Immutable
@Table(schema = "published", name = "tombstone")
class Buried {
    @Id
    private String id;
    @Column(name = "notice_id")
    private String noticeId;
    private Integer place;
    @Column(name = "withdrawn_at")
    private Instant withdrawnAt;

    Tombstone record() {
        return new Tombstone(id, noticeId, place, withdrawnAt);
    }
}
