package org.gatepost.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** An observation of a machine. Written by one statement that takes repeats, see {@link AlertRepository#hear}. */
@Entity
@Immutable
@Table(schema = "alert", name = "alert")
class Alert {
    @Id
    private UUID id;
    @Column(name = "group_id")
    private UUID group;
    private String fingerprint;
    @Column(name = "starts_at")
    private Instant startsAt;
    @Column(name = "ends_at")
    private Instant endsAt;
    @Enumerated(EnumType.STRING)
    private AlertState state;
    private String name;
    private String severity;
    private String summary;
    @ColumnTransformer(read = "cast(labels as text)")
    private String labels;
    @ColumnTransformer(read = "cast(annotations as text)")
    private String annotations;
    @Column(name = "generator_url")
    private String generatorUrl;
    @Column(name = "first_heard_at")
    private Instant firstHeardAt;
    @Column(name = "last_heard_at")
    private Instant lastHeardAt;

    UUID id() {
        return id;
    }

    UUID group() {
        return group;
    }

    String name() {
        return name;
    }

    String labels() {
        return labels;
    }

    String annotations() {
        return annotations;
    }

    AlertRecord record(Map<String, String> labels, Map<String, String> annotations, long truncated,
            List<UUID> incidents) {
        return new AlertRecord(id, fingerprint, name, severity, summary, state, startsAt, endsAt, labels, annotations,
                generatorUrl,
                firstHeardAt, lastHeardAt, truncated, incidents);
    }
}
