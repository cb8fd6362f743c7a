package org.gatepost.security;

/** What was done in the open, and what was done about something sealed: each has its own chain and its own right to be read. */
public enum AuditStream {
    /** For whoever has the role admin. */
    OPEN,
    /** For whoever knows something sealed, row by row by need to know. */
    SEALED
}
