package org.gatepost.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An alert, as it leaves the room.
 *
 * @param severity the label as it came, or null: an unknown severity is shown as unknown, never as harmless
 * @param endsAt null while it fires
 * @param truncatedInGroup how many alerts of its group the sender left out of its latest message
 * @param incidents those that deal with it and that this person may see
 */
public record AlertRecord(UUID id, String fingerprint, String name, String severity, String summary, AlertState state,
        Instant startsAt, Instant endsAt, Map<String, String> labels, Map<String, String> annotations, String generatorUrl,
        Instant firstHeardAt, Instant lastHeardAt, long truncatedInGroup, List<UUID> incidents) {
}
