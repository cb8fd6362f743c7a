package org.gatepost.notice;

import java.time.Instant;

/** A heading over components. The id has 12 characters of a to z and 0 to 9. */
public record PublishedGroup(String id, String name, int position, Instant createdAt, Instant updatedAt) {
}
