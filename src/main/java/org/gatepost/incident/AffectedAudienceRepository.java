package org.gatepost.incident;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class AffectedAudienceRepository implements PanacheRepositoryBase<AffectedAudience, AffectedAudience.Id> {

    List<AffectedAudience> of(UUID incident) {
        return list("id.incident = ?1 order by id.audience", incident);
    }
}
