package org.gatepost.gate;

import java.time.Instant;
import java.util.List;

/**
 * What the gate waits for.
 *
 * @param drafts that are being written, wait for a yes, wait to go out, or go out by themselves; newest first
 * @param promises of open notices, the earliest first
 * @param publications that one person let out alone and that nobody has looked at since
 * @param takedowns likewise
 */
public record Duties(List<DraftSummary> drafts, List<Promise> promises, List<PublicationRecord> publications,
        List<Takedown> takedowns) {

    /** @param overdue by the database's clock */
    public record Promise(String notice, String title, Instant by, boolean overdue) {
    }
}
