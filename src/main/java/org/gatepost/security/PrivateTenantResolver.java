package org.gatepost.security;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;

/** Picks the datasource, and with it the database role, of private rows. Without a transaction of ours: the lower one, no rows. */
@PersistenceUnitExtension("private")
@RequestScoped
class PrivateTenantResolver implements TenantResolver {
    private final ActingTenant acting;

    PrivateTenantResolver(ActingTenant acting) {
        this.acting = acting;
    }

    @Override
    public String getDefaultTenantId() {
        return Ceiling.RESPONDER.tenant();
    }

    @Override
    public String resolveTenantId() {
        return acting.isBusy() ? acting.tenant() : getDefaultTenantId();
    }
}
