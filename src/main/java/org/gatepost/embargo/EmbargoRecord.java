package org.gatepost.embargo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.gatepost.security.Person;

/**
 * An embargo, as its circle sees it.
 *
 * @param sealed false once it is released
 * @param recordClosed whether what was released keeps its record to the circle
 * @param members the people named, the first of them the one who sealed
 * @param undoUntil until when the one who sealed may undo it alone
 * @param reviewBy when somebody of the circle must have looked at it again
 * @param conditions what has to be so before a release, in the order in which they were stated
 * @param extensions reviews after which it stayed, oldest first
 * @param releases that were proposed since it was sealed, the newest first
 * @param breach what leaked, or null
 * @param opening of the record that is proposed, or null
 * @param symptoms open incidents about what people can see of this one
 * @param covers unlinked notices about it
 * @param nearby what is open and touches the same alerts
 * @param stillPublic public ids of notices about it that the world still reads
 */
public record EmbargoRecord(UUID incident, boolean sealed, boolean recordClosed, String reason, Circle circle, Person owner,
        Person sealedBy, Instant sealedAt, Instant undoUntil, Instant reviewBy, List<Person> members,
        List<Condition> conditions,
        List<Review> extensions, List<Release> releases, Breach breach, Opening opening, List<Symptom> symptoms,
        List<Cover> covers, List<Nearby> nearby, List<String> stillPublic) {

    /** @param words null unless the kind is OTHER. @param metAt null while it is open, as metBy and note */
    public record Condition(UUID id, ConditionKind kind, String words, Person owner, Instant metAt, Person metBy, String note) {

        public boolean isMet() {
            return metAt != null;
        }
    }

    /** Somebody looked at it again, and it stayed until then. */
    public record Review(Instant until, String because, Person by, Instant at) {
    }

    /**
     * Two of the circle let it go, or one proposes to.
     *
     * @param draft with the words for the world, or null
     * @param askedFor when it should go at the earliest, or null for as soon as it may
     * @param agreedBy null until the second vote, as agreedAt and goesAt
     * @param goesAt when it is carried out; until then anyone of the circle cancels
     * @param stopped why it was not carried out when it was due, or null
     */
    public record Release(UUID id, Scope scope, UUID draft, Instant askedFor, boolean publishesLedger, Person proposedBy,
            Instant proposedAt, Person agreedBy, Instant agreedAt, Instant goesAt, Person cancelledBy, Instant cancelledAt,
            String stopped, Instant carriedOutAt) {

        /** Whether it may still come. */
        public boolean isLive() {
            return cancelledAt == null && stopped == null && carriedOutAt == null;
        }

        public boolean isAgreed() {
            return agreedAt != null;
        }
    }

    /** @param report null until somebody has written it, as reportedBy and reportedAt */
    public record Breach(String what, String toWhom, Instant at, Person by, Instant brokenAt, String report, Person reportedBy,
            Instant reportedAt) {
    }

    /** @param seen stands for the record as the proposer saw it */
    public record Opening(String seen, Person proposedBy, Instant proposedAt) {
    }

    public record Symptom(UUID incident, String codename, String title) {
    }

    public record Cover(String notice, Instant knownSince, String because) {
    }

    /** @param kind INCIDENT, DRAFT or COMPONENT. @param id of that thing. @param incident through which it is near */
    public record Nearby(String kind, UUID incident, String id, String title) {
    }

    /** The release that may still come, or null. */
    public Release live() {
        return releases.stream().filter(Release::isLive).findFirst().orElse(null);
    }

    public boolean isReady() {
        return conditions.stream().allMatch(Condition::isMet);
    }
}
