package org.gatepost.embargo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.gatepost.security.Person;

/**
 * An embargo, as its circle sees it.
 *
 * @param members the people named, the first of them the one who sealed
 * @param undoUntil until when the one who sealed may undo it alone
 */
public record EmbargoRecord(UUID incident, String reason, Circle circle, Person owner, Person sealedBy, Instant sealedAt,
        Instant undoUntil, Instant reviewBy, List<Person> members) {
}
