package org.gatepost.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** A part of the service that readers know by name. */
@Entity
@Immutable
@Table(schema = "published", name = "component")
class Component {
    @Id
    private String id;
    private String name;
    private String description;
    @Column(name = "group_id")
    private String groupId;
    private int position;
    @Column(name = "start_date")
    private LocalDate startDate;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "updated_at")
    private Instant updatedAt;
    @Column(name = "retired_at")
    private Instant retiredAt;

    String id() {
        return id;
    }

    PublishedComponent record(Set<String> audiences) {
        return new PublishedComponent(id, name, description, groupId, position, audiences, startDate, createdAt, updatedAt,
                retiredAt);
    }
}
