package org.gatepost.incident;

import java.util.List;

/**
 * One page of a list, newest first.
 *
 * @param total how many there are for this person, over all pages
 */
public record IncidentPage(List<IncidentSummary> incidents, long total, int page, int pageSize) {
}
