package org.gatepost.gate;

import org.gatepost.notice.Amendment;

/** What a draft would do to what is public. */
public enum DraftKind {
    /** Opens a notice: of a problem, of planned work, or of something long past. */
    FIRST_WORDS,
    /** Adds an entry to a notice. */
    UPDATE,
    /** Replaces what an entry says, with the difference shown. */
    CORRECTION,
    /** Replaces letters of an entry: marked as edited, nobody is told. */
    TYPO,
    /** History and components from another page, as one bundle. */
    IMPORT,
    /** Components, groups and audiences: a name may be a secret. */
    PAGE,
    /** Words with slots that one person may publish alone once two have agreed on them. Becomes nothing public by itself. */
    TEMPLATE;

    /** Whether somebody writes {@link DraftContent} for it. */
    public boolean hasWords() {
        return this == FIRST_WORDS || this == UPDATE || isAmendment();
    }

    public boolean isAmendment() {
        return this == CORRECTION || this == TYPO;
    }

    static DraftKind of(Amendment amendment) {
        return amendment == Amendment.TYPO ? TYPO : CORRECTION;
    }
}
