package org.gatepost.incident;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class TimelineRepository implements PanacheRepositoryBase<TimelineEntry, UUID> {

    List<TimelineEntry> of(UUID incident) {
        return list("incident = ?1 order by happenedAt, writtenAt, id", incident);
    }
}
