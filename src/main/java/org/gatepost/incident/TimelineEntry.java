package org.gatepost.incident;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.gatepost.security.InvalidException;
import org.hibernate.annotations.Immutable;

/** What happened, when, as somebody wrote it. Never changed: a mistake is answered by a later entry. */
@Entity
@Immutable
@Table(schema = "incident", name = "timeline_entry")
class TimelineEntry {
    static final int WORDS_LIMIT = 5_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private UUID id;
    @Column(name = "incident_id")
    private UUID incident;
    @Column(name = "happened_at")
    private Instant happenedAt;
    private String words;
    @Column(name = "written_by")
    private UUID writtenBy;
    @Column(name = "written_at")
    private Instant writtenAt;

    protected TimelineEntry() {
    }

    TimelineEntry(UUID incident, Instant happenedAt, String words, UUID writtenBy, Instant writtenAt) {
        if (words == null || words.isBlank() || words.strip().length() > WORDS_LIMIT) {
            throw new InvalidException("words",
                    "The entry is empty or longer than " + WORDS_LIMIT
                            + " characters: say in a sentence or two what happened.");
        }
        this.incident = incident;
        this.happenedAt = happenedAt == null ? writtenAt : happenedAt;
        this.words = words.strip();
        this.writtenBy = writtenBy;
        this.writtenAt = writtenAt;
    }

    IncidentRecord.Entry record(People people) {
        return new IncidentRecord.Entry(id, happenedAt, words, people.of(writtenBy), writtenAt);
    }
}
