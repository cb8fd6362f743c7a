package org.gatepost.gate;

/** What a draft would add to the public page. */
public enum DraftKind {
    /** Opens a notice. */
    FIRST_WORDS,
    /** Adds an entry to a notice. */
    UPDATE,
    /** History and components from another page, as one bundle. */
    IMPORT
}
