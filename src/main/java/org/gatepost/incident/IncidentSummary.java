package org.gatepost.incident;

import java.time.Instant;
import java.util.UUID;

import org.gatepost.security.Person;

/**
 * An incident in a list.
 *
 * @param readable whether this person may read its record; where not, the commander is null
 */
public record IncidentSummary(UUID id, String codename, String title, IncidentState state, int severity, boolean sealed,
        boolean readable,
        Person commander, Instant declaredAt) {
}
