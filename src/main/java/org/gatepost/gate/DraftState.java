package org.gatepost.gate;

/** Where a draft is on its way out. */
public enum DraftState {
    DRAFT, IN_REVIEW, APPROVED, PUBLISHED, DISCARDED;

    public boolean isOpen() {
        return this == DRAFT || this == IN_REVIEW || this == APPROVED;
    }
}
