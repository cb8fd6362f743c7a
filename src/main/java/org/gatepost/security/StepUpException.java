package org.gatepost.security;

/** This takes a login that is younger than a shift; the message is a sentence that says where to log in again. */
public class StepUpException extends RuntimeException {
    /** Where somebody shows anew that they are who they are. */
    public static final String ADDRESS = "/step-up";

    public StepUpException(String message) {
        super(message);
    }
}
