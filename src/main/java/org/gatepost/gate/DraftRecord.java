package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * A draft, as it leaves the room.
 *
 * @param incident what it hangs on, or null: an unlinked one is an ordinary kind
 * @param notice the public id of the notice that it updates or amends, or null
 * @param entry the public id of the entry that it amends, or null
 * @param content what is being written; null unless {@link DraftKind#hasWords()}
 * @param page what is being changed of the page's parts; null for other kinds
 * @param template what is being drafted as a template; null for other kinds
 * @param proposal the latest frozen revision, or null before the first
 * @param publication null until it is published
 * @param dueAt when it goes out by itself, or null
 * @param stopped why it did not go out by itself when it was due, or null
 * @param version counts edits, for noticing that somebody else was faster
 */
public record DraftRecord(UUID id, DraftKind kind, UUID incident, String notice, String entry, DraftState state, String title,
        DraftContent content, PageContent page, TemplateContent template, Proposal proposal, PublicationRecord publication,
        Instant dueAt, String stopped, UUID writtenBy, Instant writtenAt, int version) {
}
