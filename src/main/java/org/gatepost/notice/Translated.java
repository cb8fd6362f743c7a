package org.gatepost.notice;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** What one update says to one audience, in a further language. */
@Entity
@Immutable
@Table(schema = "published", name = "translation")
class Translated {
    @EmbeddedId
    private Id id;
    private String markdown;
    private String html;

    @Embeddable
    record Id(@Column(name = "update_id") String updateId, String audience, String language) implements Serializable {
    }

    /** Names what was said to whom. */
    static String disclosure(String updateId, String audience) {
        return updateId + "/" + audience;
    }

    String disclosure() {
        return disclosure(id.updateId(), id.audience());
    }

    String language() {
        return id.language();
    }

    PublishedUpdate.Words words() {
        return new PublishedUpdate.Words(markdown, html);
    }
}
