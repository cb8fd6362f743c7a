package org.gatepost.notice;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** How often the public words have changed, and when last. */
@Entity
@Immutable
@Table(schema = "published", name = "edition")
class Edition {
    @Id
    @Column(name = "only_one")
    private boolean onlyOne;
    private long revision;
    @Column(name = "changed_at")
    private Instant changedAt;
}
