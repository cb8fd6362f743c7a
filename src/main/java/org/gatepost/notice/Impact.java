package org.gatepost.notice;

/** How a disclosed problem touches an audience, from nothing to everything; the order is the order of badness. */
public enum Impact {
    NONE, MAINTENANCE, DEGRADED, PARTIAL_OUTAGE, MAJOR_OUTAGE
}
