package org.gatepost.incident;

/** How an audience is hurt, as we know it in private; what is disclosed is said at the gate and may be less. */
public enum AffectedImpact {
    NONE, MAINTENANCE, DEGRADED, PARTIAL_OUTAGE, MAJOR_OUTAGE
}
