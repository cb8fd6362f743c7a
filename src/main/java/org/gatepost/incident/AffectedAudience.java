package org.gatepost.incident;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.gatepost.security.InvalidException;

/** The private fact of who is hurt, how, and when. */
@Entity
@Table(schema = "incident", name = "affected_audience")
class AffectedAudience {
    @EmbeddedId
    private Id id;
    @Enumerated(EnumType.STRING)
    private AffectedImpact impact;
    @Column(name = "from_at")
    private Instant from;
    @Column(name = "to_at")
    private Instant to;

    protected AffectedAudience() {
    }

    AffectedAudience(Id id) {
        this.id = id;
    }

    void hurt(AffectedImpact impact, Instant from, Instant to) {
        if (impact == null) {
            throw new InvalidException("impact", "The impact is missing: choose one, or none.");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidException("to", "The end lies before the begin: swap them.");
        }
        this.impact = impact;
        this.from = from;
        this.to = to;
    }

    IncidentRecord.Affected record() {
        return new IncidentRecord.Affected(id.audience(), impact, from, to);
    }

    @Embeddable
    record Id(@Column(name = "incident_id") UUID incident, String audience) implements Serializable {
    }
}
