package org.gatepost.local;

/** Something that ends the start of a local Gatepost. Its message is one sentence with its remedy, for people, and is all that they see. */
public class LocalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LocalException(String sentence) {
        super(sentence);
    }

    LocalException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
