package org.gatepost.gate;

/** How a template stands to the original of its key; the database says it ({@code gate.standing}), which lets words out by it. */
public enum TemplateStanding {
    /** What the other languages of the key translate. */
    ORIGINAL,
    /** It goes out together with the original. */
    CURRENT,
    /** It translates an older revision, and is left out. */
    OUT_OF_DATE,
    /** It speaks to other audiences, has other slots or lacks a phrase that fills them, and is left out. */
    DIFFERENT
}
