package org.gatepost.incident;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class ClosedRecordRepository implements PanacheRepositoryBase<ClosedRecord, UUID> {

    List<ClosedRecord> of(Collection<UUID> incidents) {
        return list("incident in ?1", incidents);
    }
}
