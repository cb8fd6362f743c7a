package org.gatepost.notice;

/** The state that an update of a notice announces; the first four tell of a problem, the last four of maintenance. */
public enum NoticeState {
    INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, SCHEDULED, IN_PROGRESS, VERIFYING, COMPLETED;

    /** Whether nothing of the notice is open any more. */
    public boolean isOver() {
        return this == RESOLVED || this == COMPLETED;
    }

    public boolean isFor(NoticeKind kind) {
        return (kind == NoticeKind.MAINTENANCE) == (ordinal() >= SCHEDULED.ordinal());
    }
}
