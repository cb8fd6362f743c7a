package org.gatepost.embargo;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class EmbargoRepository implements PanacheRepositoryBase<Embargo, UUID> {

    List<UUID> members(UUID incident) {
        return getSession()
                .createNativeQuery(
                        "select operator_id from embargo.member where incident_id = :incident order by admitted_at, operator_id",
                        UUID.class)
                .setParameter("incident", incident).getResultList();
    }

    boolean isOfCircle(UUID incident, UUID person) {
        return getSession().createNativeQuery("select embargo.is_of_circle(:incident, :person)", Boolean.class)
                .setParameter("incident", incident).setParameter("person", person).getSingleResult();
    }

    void seal(UUID incident, String reason, Circle circle) {
        getSession().createNativeQuery("select cast(embargo.seal(:incident, :reason, :circle) as text)", String.class)
                .setParameter("incident", incident).setParameter("reason", reason).setParameter("circle", circle.name())
                .getSingleResult();
    }

    void undo(UUID incident) {
        getSession().createNativeQuery("select cast(embargo.undo(:incident) as text)", String.class)
                .setParameter("incident", incident).getSingleResult();
    }

    void admit(UUID incident, UUID operator) {
        getSession().createNativeQuery("select cast(embargo.admit(:incident, :operator) as text)", String.class)
                .setParameter("incident", incident).setParameter("operator", operator).getSingleResult();
    }

    void dismiss(UUID incident, UUID operator) {
        getSession().createNativeQuery("select cast(embargo.dismiss(:incident, :operator) as text)", String.class)
                .setParameter("incident", incident).setParameter("operator", operator).getSingleResult();
    }
}
