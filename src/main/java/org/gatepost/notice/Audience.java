package org.gatepost.notice;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** People who are told together. */
@Entity
@Immutable
@Table(schema = "published", name = "audience")
class Audience {
    @Id
    private String key;
    private String name;
    private int position;
}
