package org.gatepost.security;

/** The database role that a private transaction runs under: the first of the two locks. */
public enum Ceiling {
    /** Open rows only. */
    RESPONDER("responder"),
    /** Sealed rows too, of which the second lock then lets through what the person needs to know. */
    CLEARED("cleared");

    private final String tenant;

    Ceiling(String tenant) {
        this.tenant = tenant;
    }

    String tenant() {
        return tenant;
    }
}
