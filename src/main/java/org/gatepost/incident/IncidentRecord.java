package org.gatepost.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.gatepost.security.Person;

/**
 * An incident with all that hangs on it in this room.
 *
 * @param severity 1 (worst) to 4
 * @param releasedAt when an embargo on it ended, or null when there never was one
 * @param recordClosed whether a release left the record to the circle: names, statements, criteria, impacts and timeline
 * @param readable whether this person may read the record; where not, all of that is null or empty
 * @param commandOfferedTo or null
 * @param mitigatedAt or null, as mitigation, resolvedAt and resolution
 * @param version counts edits, for noticing that somebody else was faster
 * @param timeline oldest first
 */
public record IncidentRecord(UUID id, String codename, String title, IncidentState state, int severity, boolean drill,
        boolean sealed, Instant releasedAt, boolean recordClosed, boolean readable, Person declaredBy, Instant declaredAt,
        Person commander, Person commandOfferedTo, Instant mitigatedAt,
        String mitigation, Instant resolvedAt, String resolution, int version, List<CriterionMet> criteria,
        List<Affected> affected, List<Entry> timeline) {

    /** A criterion that somebody said is met, and by what. */
    public record CriterionMet(Criterion criterion, String evidence, Person statedBy, Instant statedAt) {
    }

    /** An audience that is hurt: how, from when, to when. From and to may be null. */
    public record Affected(String audience, AffectedImpact impact, Instant from, Instant to) {
    }

    /** What happened, told in the timeline. */
    public record Entry(UUID id, Instant happenedAt, String words, Person writtenBy, Instant writtenAt) {
    }
}
