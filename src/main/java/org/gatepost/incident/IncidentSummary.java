package org.gatepost.incident;

import java.time.Instant;
import java.util.UUID;

import org.gatepost.security.Person;

/** An incident in a list. */
public record IncidentSummary(UUID id, String codename, String title, IncidentState state, int severity, boolean sealed,
        Person commander, Instant declaredAt) {
}
