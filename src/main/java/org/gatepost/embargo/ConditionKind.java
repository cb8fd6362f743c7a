package org.gatepost.embargo;

/** What a condition of a release is about; the first four come with every seal. */
public enum ConditionKind {
    PATCHED,
    ROTATED,
    PARTNERS_TOLD,
    COMMITS_AND_TICKETS_CHECKED,
    /** Said in words of its own. */
    OTHER
}
