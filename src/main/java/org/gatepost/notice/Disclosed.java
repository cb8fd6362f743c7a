package org.gatepost.notice;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** What one update says to one audience. */
@Entity
@Immutable
@Table(schema = "published", name = "disclosure")
class Disclosed {
    @EmbeddedId
    private Id id;
    @Enumerated(EnumType.STRING)
    private Impact impact;
    @Column(name = "from_at")
    private Instant from;
    @Column(name = "to_at")
    private Instant to;
    private String markdown;
    private String html;

    @Embeddable
    record Id(@Column(name = "update_id") String updateId, String audience) implements Serializable {
    }
}
