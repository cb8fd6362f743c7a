package org.gatepost.security;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;

/** Picks the datasource of published rows: the gate's inside a transaction of ours, else the reader's, who sees nothing else. */
@PersistenceUnitExtension("published")
@RequestScoped
class PublishedTenantResolver implements TenantResolver {
    private final ActingTenant acting;

    PublishedTenantResolver(ActingTenant acting) {
        this.acting = acting;
    }

    @Override
    public String getDefaultTenantId() {
        return "reader";
    }

    @Override
    public String resolveTenantId() {
        return acting.isBusy() ? acting.tenant() : getDefaultTenantId();
    }
}
