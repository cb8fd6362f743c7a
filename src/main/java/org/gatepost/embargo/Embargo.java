package org.gatepost.embargo;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** Why an incident is held back, from when, and until when somebody must look again. Written by the database's functions only. */
@Entity
@Immutable
@Table(schema = "embargo", name = "embargo")
class Embargo {
    @Id
    @Column(name = "incident_id")
    private UUID incident;
    private String reason;
    @Enumerated(EnumType.STRING)
    private Circle circle;
    private UUID owner;
    @Column(name = "sealed_by")
    private UUID sealedBy;
    @Column(name = "sealed_at")
    private Instant sealedAt;
    @Column(name = "review_by")
    private Instant reviewBy;

    UUID incident() {
        return incident;
    }

    String reason() {
        return reason;
    }

    Circle circle() {
        return circle;
    }

    UUID owner() {
        return owner;
    }

    UUID sealedBy() {
        return sealedBy;
    }

    Instant sealedAt() {
        return sealedAt;
    }

    Instant reviewBy() {
        return reviewBy;
    }
}
