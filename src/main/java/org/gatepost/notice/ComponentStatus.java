package org.gatepost.notice;

/** What a notice says of a component. The order is the order of badness: maintenance never masks a fault. */
public enum ComponentStatus {
    OPERATIONAL, UNDER_MAINTENANCE, DEGRADED_PERFORMANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE
}
