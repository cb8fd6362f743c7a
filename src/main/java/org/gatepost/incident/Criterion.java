package org.gatepost.incident;

/** Why this is an incident and not only a problem; any one suffices. */
public enum Criterion {
    UNRESOLVED_AFTER_AN_HOUR,
    MORE_THAN_THREE_PEOPLE,
    BROADLY_VISIBLE,
    /** Preselects the seal. */
    SECURITY,
    OTHER
}
