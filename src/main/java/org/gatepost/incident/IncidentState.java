package org.gatepost.incident;

import java.util.EnumSet;
import java.util.Set;

/** Where an incident is in its life, and where it may go from there; see the vocabulary in the README. */
public enum IncidentState {
    SUSPECTED, ACTIVE, MITIGATED, RESOLVED, IN_REVIEW, CLOSED, DECLINED, MERGED, CANCELLED;

    public Set<IncidentState> next() {
        return switch (this) {
            case SUSPECTED -> EnumSet.of(ACTIVE, DECLINED, MERGED, CANCELLED);
            case ACTIVE -> EnumSet.of(MITIGATED, RESOLVED, MERGED, CANCELLED);
            case MITIGATED -> EnumSet.of(ACTIVE, RESOLVED, MERGED);
            case RESOLVED -> EnumSet.of(ACTIVE, IN_REVIEW);
            case IN_REVIEW -> EnumSet.of(CLOSED);
            case CLOSED, DECLINED, MERGED, CANCELLED -> EnumSet.noneOf(IncidentState.class);
        };
    }

    public boolean mayBecome(IncidentState other) {
        return next().contains(other);
    }

    /** Whether somebody is still working on it, so that it needs a commander. */
    public boolean isRunning() {
        return this == SUSPECTED || this == ACTIVE || this == MITIGATED;
    }
}
