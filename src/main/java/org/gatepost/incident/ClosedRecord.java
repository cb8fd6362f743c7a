package org.gatepost.incident;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicUpdate;

/** Names and statements of a released incident, while its record is its circle's. Made and removed by the database's functions only. */
@Entity
@DynamicUpdate
@Table(schema = "incident", name = "closed_record")
class ClosedRecord {
    @Id
    @Column(name = "incident_id")
    UUID incident;
    @Column(name = "declared_by", updatable = false)
    UUID declaredBy;
    UUID commander;
    @Column(name = "command_offered_to")
    UUID commandOfferedTo;
    String mitigation;
    String resolution;
}
