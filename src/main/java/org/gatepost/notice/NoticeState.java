package org.gatepost.notice;

import java.util.EnumSet;
import java.util.Set;

/** The state that an entry of a notice announces: of a problem, of maintenance, and what follows when it is over. */
public enum NoticeState {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED,
    SCHEDULED,
    IN_PROGRESS,
    VERIFYING,
    COMPLETED,
    /** Planned work that will not take place. */
    CANCELLED,
    /** A report that is attached to a notice once it is over. */
    POSTMORTEM;

    private static final Set<NoticeState> OVER = EnumSet.of(RESOLVED, COMPLETED, CANCELLED, POSTMORTEM);
    private static final Set<NoticeState> OF_MAINTENANCE = EnumSet.of(SCHEDULED, IN_PROGRESS, VERIFYING, COMPLETED, CANCELLED);

    /** Whether nothing of the notice is open any more. */
    public boolean isOver() {
        return OVER.contains(this);
    }

    /** A report may follow on either kind of notice. */
    public boolean isFor(NoticeKind kind) {
        return this == POSTMORTEM || (kind == NoticeKind.MAINTENANCE) == OF_MAINTENANCE.contains(this);
    }
}
