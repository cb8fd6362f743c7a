package org.gatepost.notice;

/** Why an entry that is out was replaced by a later revision of itself. */
public enum Amendment {
    /** Letters only: marked as edited, nobody is told. */
    TYPO,
    /** What it says was wrong: the difference is shown. */
    CORRECTION
}
