package org.gatepost.security;

/** There is no such thing for this person, whether it is hidden or has never been: both are one answer. */
public class AbsentException extends RuntimeException {
    public AbsentException() {
        super("There is nothing here.");
    }
}
