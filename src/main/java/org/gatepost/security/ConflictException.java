package org.gatepost.security;

/** The act does not fit the state that the thing is in now; the message is a sentence that names that state. */
public class ConflictException extends RuntimeException {
    public ConflictException(String message) {
        super(message);
    }
}
