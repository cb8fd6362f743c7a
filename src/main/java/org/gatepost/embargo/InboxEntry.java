package org.gatepost.embargo;

import java.time.Instant;
import java.util.UUID;

/** Something about an embargo that waits for one person. Never a word of the incident: the codename says which. */
public record InboxEntry(Kind kind, UUID incident, String codename, boolean sealed, Instant at) {

    /** What is wanted; those that are only told go when somebody has looked. */
    public enum Kind {
        SEALED(true),
        BROKEN(true),
        RELEASED(true),
        CONDITION(false),
        REVIEW_OVERDUE(false),
        RELEASE_READY(false),
        RELEASE_PROPOSED(
                false),
        RELEASE_COMING(
                false),
        RELEASE_STOPPED(false),
        STILL_PUBLIC(false),
        REPORT_WANTED(false),
        OPENING_PROPOSED(false);

        private final boolean told;

        Kind(boolean told) {
            this.told = told;
        }

        public boolean isTold() {
            return told;
        }
    }
}
