package org.gatepost.security;

/** This person may not do this; the message is a sentence that says what it takes, and never names an embargo. */
public class NotAllowedException extends RuntimeException {
    public NotAllowedException(String message) {
        super(message);
    }
}
