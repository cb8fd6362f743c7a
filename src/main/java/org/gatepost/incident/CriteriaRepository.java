package org.gatepost.incident;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class CriteriaRepository implements PanacheRepositoryBase<CriterionMet, CriterionMet.Id> {

    List<CriterionMet> of(UUID incident) {
        return list("id.incident = ?1 order by id.criterion", incident);
    }
}
