package org.gatepost.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.hibernate.annotations.DynamicUpdate;

/** A service problem under coordinated response. It has one commander while it runs. */
@Entity
@DynamicUpdate
@Table(schema = "incident", name = "incident")
class Incident {
    static final int TITLE_LIMIT = 200;
    static final int STATEMENT_LIMIT = 2_000;
    static final int MILDEST_SEVERITY = 4;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private UUID id;
    private String codename;
    private String title;
    @Enumerated(EnumType.STRING)
    private IncidentState state;
    private short severity;
    private boolean drill;
    @Column(insertable = false, updatable = false)
    private boolean sealed;
    @Column(name = "declared_by")
    private UUID declaredBy;
    @Column(name = "declared_at")
    private Instant declaredAt;
    private UUID commander;
    @Column(name = "command_offered_to")
    private UUID commandOfferedTo;
    @Column(name = "mitigated_at")
    private Instant mitigatedAt;
    private String mitigation;
    @Column(name = "resolved_at")
    private Instant resolvedAt;
    private String resolution;
    @Column(name = "record_closed", insertable = false, updatable = false)
    private boolean recordClosed;
    @Column(name = "released_at", insertable = false, updatable = false)
    private Instant releasedAt;
    @Version
    private int version;
    /** Where names and statements are while the record is closed; null then for whoever may not read them. */
    @Transient
    private ClosedRecord closed;

    protected Incident() {
    }

    /** Needs a title only: the declarer commands, and the severity in doubt is the higher one. */
    Incident(String title, String codename, int severity, UUID declaredBy, Instant declaredAt) {
        this.codename = codename;
        this.state = IncidentState.ACTIVE;
        this.declaredBy = declaredBy;
        this.declaredAt = declaredAt;
        this.commander = declaredBy;
        rename(title);
        rate(severity);
    }

    /** @param closed null when the person acting may not read it */
    void keep(ClosedRecord closed) {
        this.closed = closed;
    }

    boolean isRecordClosed() {
        return recordClosed;
    }

    /** A released incident is seen by everybody, but as long as its record is closed its circle alone works on it. */
    void requireReadable() {
        if (!isReadable()) {
            throw new ConflictException("The record of this incident is not open: its circle works on it.");
        }
    }

    private boolean isReadable() {
        return !recordClosed || closed != null;
    }

    private UUID commander() {
        return !recordClosed ? commander : closed == null ? null : closed.commander;
    }

    private UUID commandOfferedTo() {
        return !recordClosed ? commandOfferedTo : closed == null ? null : closed.commandOfferedTo;
    }

    private void command(UUID commander, UUID offeredTo) {
        if (recordClosed) {
            closed.commander = commander;
            closed.commandOfferedTo = offeredTo;
        } else {
            this.commander = commander;
            commandOfferedTo = offeredTo;
        }
    }

    private void say(String mitigation, String resolution) {
        if (recordClosed) {
            closed.mitigation = mitigation;
            closed.resolution = resolution;
        } else {
            this.mitigation = mitigation;
            this.resolution = resolution;
        }
    }

    private String mitigation() {
        return !recordClosed ? mitigation : closed == null ? null : closed.mitigation;
    }

    private String resolution() {
        return !recordClosed ? resolution : closed == null ? null : closed.resolution;
    }

    void rename(String title) {
        if (title == null || title.isBlank() || title.strip().length() > TITLE_LIMIT) {
            throw new InvalidException("title",
                    "The title is empty or longer than " + TITLE_LIMIT + " characters: say in a few words what is wrong.");
        }
        this.title = title.strip();
    }

    void rate(int severity) {
        if (severity < 1 || severity > MILDEST_SEVERITY) {
            throw new InvalidException("severity",
                    "The severity is not between 1 (worst) and 4: in doubt take the higher one.");
        }
        this.severity = (short) severity;
    }

    void offerCommand(UUID by, UUID to) {
        requireRunning();
        if (!by.equals(commander())) {
            throw new NotAllowedException("Only the commander hands the command over.");
        }
        if (to.equals(commander())) {
            throw new InvalidException("operator", "This person is the commander already: offer the command to somebody else.");
        }
        command(commander(), to);
    }

    void acceptCommand(UUID by) {
        requireRunning();
        if (!by.equals(commandOfferedTo())) {
            throw new ConflictException("The command was not offered to you: ask the commander for it.");
        }
        command(by, null);
    }

    void mitigate(Instant at, String statement, Instant now) {
        requireMove(IncidentState.MITIGATED);
        Instant happenedAt = past(at, now);
        say(statement("statement", statement), resolution());
        mitigatedAt = happenedAt;
        state = IncidentState.MITIGATED;
    }

    void resolve(Instant at, String statement, Instant now) {
        requireMove(IncidentState.RESOLVED);
        Instant happenedAt = past(at, now);
        say(mitigation(), statement("statement", statement));
        resolvedAt = happenedAt;
        state = IncidentState.RESOLVED;
    }

    void reopen() {
        requireMove(IncidentState.ACTIVE);
        state = IncidentState.ACTIVE;
        mitigatedAt = null;
        resolvedAt = null;
        say(null, null);
    }

    void cancel() {
        requireMove(IncidentState.CANCELLED);
        state = IncidentState.CANCELLED;
    }

    /** Asked before anything is changed, so that a refusal leaves the incident as it was. */
    private void requireMove(IncidentState to) {
        if (!state.mayBecome(to)) {
            throw new IllegalTransitionException(state, to);
        }
    }

    private void requireRunning() {
        if (!state.isRunning()) {
            throw new ConflictException("The incident is over: it needs no commander.");
        }
    }

    private static Instant past(Instant at, Instant now) {
        if (at == null) {
            return now;
        }
        if (at.isAfter(now)) {
            throw new InvalidException("at", "The time lies in the future: give the time at which it happened.");
        }
        return at;
    }

    private static String statement(String field, String statement) {
        if (statement == null || statement.isBlank() || statement.strip().length() > STATEMENT_LIMIT) {
            throw new InvalidException(field, "The statement is empty or longer than " + STATEMENT_LIMIT
                    + " characters: say in a sentence what was done.");
        }
        return statement.strip();
    }

    UUID id() {
        return id;
    }

    IncidentState state() {
        return state;
    }

    IncidentSummary summary(People people) {
        return new IncidentSummary(id, codename, title, state, severity, sealed, isReadable(), people.of(commander()),
                declaredAt);
    }

    IncidentRecord record(People people, List<IncidentRecord.CriterionMet> criteria,
            List<IncidentRecord.Affected> affected, List<IncidentRecord.Entry> timeline) {
        return new IncidentRecord(id, codename, title, state, severity, drill, sealed, releasedAt, recordClosed, isReadable(),
                people.of(recordClosed ? closed == null ? null : closed.declaredBy : declaredBy), declaredAt,
                people.of(commander()), people.of(commandOfferedTo()), mitigatedAt, mitigation(), resolvedAt, resolution(),
                version, criteria, affected, timeline);
    }
}
