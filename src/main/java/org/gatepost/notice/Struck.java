package org.gatepost.notice;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** That an entry was retracted. */
@Entity
@Immutable
@Table(schema = "published", name = "retraction")
class Struck {
    @Id
    @Column(name = "update_id")
    private String entry;
    @Enumerated(EnumType.STRING)
    private RetractionReason reason;
    @Column(name = "retracted_at")
    private Instant retractedAt;

    String entry() {
        return entry;
    }

    PublishedUpdate.Retraction record() {
        return new PublishedUpdate.Retraction(reason, retractedAt);
    }
}
