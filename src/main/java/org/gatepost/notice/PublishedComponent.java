package org.gatepost.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * A part of the service that readers know by name. Its status is not kept but follows from open notices, see {@link Rollup}.
 *
 * @param id 12 characters of a to z and 0 to 9
 * @param description or null
 * @param groupId or null when it stands alone
 * @param audiences keys of the audiences that use it; never empty
 * @param retiredAt since when it is listed no more, or null; its past stays readable
 * @param startDate since when its history counts, or null
 */
public record PublishedComponent(String id, String name, String description, String groupId, int position,
        Set<String> audiences, LocalDate startDate, Instant createdAt, Instant updatedAt, Instant retiredAt) {

    /** A component that is in use. */
    public PublishedComponent(String id, String name, String description, String groupId, int position,
            Set<String> audiences, LocalDate startDate, Instant createdAt, Instant updatedAt) {
        this(id, name, description, groupId, position, audiences, startDate, createdAt, updatedAt, null);
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
