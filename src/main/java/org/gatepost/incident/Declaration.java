package org.gatepost.incident;

import org.gatepost.embargo.Circle;

/**
 * What it takes to declare an incident: a title alone. Everything else may be null and is asked for later.
 *
 * @param severity 1 (worst) to 4; null takes 2
 * @param criterion with its evidence
 * @param seal not null seals it in the very transaction that creates it
 */
public record Declaration(String title, Integer severity, Criterion criterion, String evidence, Seal seal) {
    /** In doubt the higher severity, which is reviewed afterwards. */
    static final int SEVERITY_IN_DOUBT = 2;

    public record Seal(String reason, Circle circle) {
    }

    public static Declaration of(String title) {
        return new Declaration(title, null, null, null, null);
    }
}
