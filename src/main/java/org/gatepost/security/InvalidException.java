package org.gatepost.security;

/** What was sent cannot be taken: names the field, what is wrong with its value, and the remedy. */
public class InvalidException extends RuntimeException {
    private final String field;

    /**
     * @param field as the sender named it
     * @param message a sentence with fault and remedy; never contains somebody else's words
     */
    public InvalidException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
