package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;

/** What somebody would like to publish. Who wrote it, and when, the database takes from the signed context. */
@Entity
@DynamicUpdate
@Table(schema = "gate", name = "draft")
class Draft {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private UUID id;
    @Enumerated(EnumType.STRING)
    private DraftKind kind;
    @Column(name = "incident_id", updatable = false)
    private UUID incident;
    @Column(name = "notice_id", updatable = false)
    private String notice;
    @Column(name = "entry_id", updatable = false)
    private String entry;
    @Column(name = "template_id", updatable = false)
    private UUID template;
    @Column(name = "request_key", updatable = false)
    private String requestKey;
    @Enumerated(EnumType.STRING)
    private DraftState state;
    private String title;
    private String content;
    private int revision;
    @Column(name = "due_at", insertable = false, updatable = false)
    private Instant dueAt;
    @Column(insertable = false)
    private String stopped;
    @Column(name = "written_by", insertable = false, updatable = false)
    private UUID writtenBy;
    @Column(name = "written_at", insertable = false, updatable = false)
    private Instant writtenAt;
    @Version
    private int version;

    protected Draft() {
    }

    Draft(DraftKind kind, UUID incident, String notice, String title, String content) {
        this.kind = kind;
        this.incident = incident;
        this.notice = notice;
        this.state = DraftState.DRAFT;
        this.title = title;
        this.content = content;
    }

    /** An amendment of an entry that is out. */
    Draft(DraftKind kind, UUID incident, String notice, String entry, String title, String content) {
        this(kind, incident, notice, title, content);
        this.entry = entry;
    }

    /** Words of a template, which one person publishes alone. */
    Draft(DraftKind kind, UUID incident, String notice, UUID template, String requestKey, String title, String content) {
        this(kind, incident, notice, title, content);
        this.template = template;
        this.requestKey = requestKey;
    }

    void edit(String title, String content) {
        GatePolicy.requireOpen(state);
        this.title = title;
        this.content = content;
        this.state = DraftState.DRAFT;
    }

    /** @return the number of the revision that this freezes */
    int propose() {
        state = DraftState.IN_REVIEW;
        revision++;
        return revision;
    }

    void approve() {
        state = DraftState.APPROVED;
    }

    /** Back to its author, with a note that stands beside the revision. */
    void decline() {
        state = DraftState.DRAFT;
    }

    /** The database takes the time from what was approved. */
    void schedule() {
        state = DraftState.SCHEDULED;
    }

    void unschedule() {
        state = DraftState.APPROVED;
    }

    /** It did not go out when it was due; it stays approved for people to decide. */
    void stop(String because) {
        state = DraftState.APPROVED;
        stopped = because;
    }

    void discard() {
        GatePolicy.requireOpen(state);
        state = DraftState.DISCARDED;
    }

    UUID id() {
        return id;
    }

    DraftKind kind() {
        return kind;
    }

    UUID incident() {
        return incident;
    }

    String notice() {
        return notice;
    }

    String entry() {
        return entry;
    }

    Instant dueAt() {
        return dueAt;
    }

    String stopped() {
        return stopped;
    }

    DraftState state() {
        return state;
    }

    String title() {
        return title;
    }

    String content() {
        return content;
    }

    int revision() {
        return revision;
    }

    UUID writtenBy() {
        return writtenBy;
    }

    Instant writtenAt() {
        return writtenAt;
    }

    int version() {
        return version;
    }
}
