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

/** Somebody said that a criterion is met, and by what. */
@Entity
@Table(schema = "incident", name = "criterion_met")
class CriterionMet {
    static final int EVIDENCE_LIMIT = 2_000;

    @EmbeddedId
    private Id id;
    private String evidence;
    @Column(name = "stated_by")
    private UUID statedBy;
    @Column(name = "stated_at")
    private Instant statedAt;

    protected CriterionMet() {
    }

    CriterionMet(Id id) {
        this.id = id;
    }

    void state(String evidence, UUID by, Instant at) {
        if (evidence != null && evidence.length() > EVIDENCE_LIMIT) {
            throw new InvalidException("evidence", "The evidence is longer than " + EVIDENCE_LIMIT
                    + " characters: keep the sentence and put the rest into the timeline.");
        }
        this.evidence = evidence == null ? "" : evidence.strip();
        this.statedBy = by;
        this.statedAt = at;
    }

    IncidentRecord.CriterionMet record(People people) {
        return new IncidentRecord.CriterionMet(id.criterion(), evidence, people.of(statedBy), statedAt);
    }

    @Embeddable
    record Id(@Column(name = "incident_id") UUID incident, @Enumerated(EnumType.STRING) Criterion criterion)
            implements
                Serializable {
    }
}
