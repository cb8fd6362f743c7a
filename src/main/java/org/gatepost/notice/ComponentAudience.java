package org.gatepost.notice;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** Which audience uses which component. */
@Entity
@Immutable
@Table(schema = "published", name = "component_audience")
class ComponentAudience {
    @EmbeddedId
    private Id id;

    @Embeddable
    record Id(@Column(name = "component_id") String componentId, String audience) implements Serializable {
    }
}
