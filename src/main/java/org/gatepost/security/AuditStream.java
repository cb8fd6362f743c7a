package org.gatepost.security;

import java.util.Locale;

/** What was done in the open, and what was done about something sealed: each has its own chain and its own right to be read. */
public enum AuditStream {
    /** For whoever has the role admin. */
    OPEN,
    /** For whoever knows something sealed, row by row by need to know. */
    SEALED;

    /** As it is written in addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
