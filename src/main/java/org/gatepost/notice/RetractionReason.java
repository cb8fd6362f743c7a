package org.gatepost.notice;

/** Why words are struck, from a closed set: one person strikes them at once, so that none of the reason is free text. */
public enum RetractionReason {
    /** What they said is not so. */
    WRONG,
    /** They were said before it was known. */
    TOO_EARLY,
    /** The problem was somebody else's. */
    NOT_OURS,
    /** Another notice tells the same. */
    DUPLICATE
}
