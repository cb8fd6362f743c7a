package org.gatepost.notice;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** The title of a notice in a further language. */
@Entity
@Immutable
@Table(schema = "published", name = "translated_title")
class TranslatedTitle {
    @EmbeddedId
    private Id id;
    private String title;

    @Embeddable
    record Id(@Column(name = "notice_id") String noticeId, String language) implements Serializable {
    }
}
