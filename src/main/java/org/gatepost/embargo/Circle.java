package org.gatepost.embargo;

/** Who may know of a sealed incident besides the people named. */
public enum Circle {
    /** Everybody with clearance, and the people named. */
    SECURITY_TEAM,
    /** The people named, and nobody by office. */
    NAMED_PEOPLE
}
