package org.gatepost.gate;

/** Where a draft is on its way out. */
public enum DraftState {
    DRAFT,
    IN_REVIEW,
    APPROVED,
    /** Approved, and going out by the database's clock unless somebody stops it. */
    SCHEDULED,
    PUBLISHED,
    DISCARDED;

    /** Whether it can still be written or discarded. */
    public boolean isOpen() {
        return this == DRAFT || this == IN_REVIEW || this == APPROVED;
    }
}
