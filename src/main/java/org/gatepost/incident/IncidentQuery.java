package org.gatepost.incident;

import java.util.Set;

/**
 * Which incidents are asked for.
 *
 * @param words found in title or codename, or null for all; at most 100 characters count
 * @param states any of these, or empty for all
 * @param page from 0
 */
public record IncidentQuery(String words, Set<IncidentState> states, int page) {
    public static final int PAGE_SIZE = 50;
    static final int WORDS_LIMIT = 100;

    public static IncidentQuery running() {
        return new IncidentQuery(null, Set.of(IncidentState.SUSPECTED, IncidentState.ACTIVE, IncidentState.MITIGATED), 0);
    }
}
