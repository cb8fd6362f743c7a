package org.gatepost.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * That a publisher was asked to approve a revision.
 *
 * @param silentAt when silence opens the short lane, by the database's clock
 */
public record ApprovalRequest(UUID asked, UUID askedBy, Instant askedAt, Instant silentAt) {
}
