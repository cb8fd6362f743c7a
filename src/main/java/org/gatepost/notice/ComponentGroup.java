package org.gatepost.notice;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** A heading over components. */
@Entity
@Immutable
@Table(schema = "published", name = "component_group")
class ComponentGroup {
    @Id
    private String id;
    private String name;
    private int position;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "updated_at")
    private Instant updatedAt;
}
