package org.gatepost.alert;

/** Resolved is final for one (fingerprint, startsAt): what fires again starts again. */
public enum AlertState {
    FIRING, RESOLVED
}
