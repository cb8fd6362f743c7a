package org.gatepost.security;

import jakarta.enterprise.context.RequestScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;

/**
 * Picks the datasource of published rows: the gate's inside a transaction of ours, else the reader's, who sees nothing else. A process
 * that has no reader opens nothing outside of a transaction of ours; it names the gate's as the default only for Hibernate, which asks
 * the database once at the start what it is.
 */
@PersistenceUnitExtension("published")
@RequestScoped
class PublishedTenantResolver implements TenantResolver {
    private static final String READER = "reader";

    private final ActingTenant acting;
    private final boolean hasReader;

    PublishedTenantResolver(ActingTenant acting, @ConfigProperty(name = "gatepost.face.publisher") boolean hasReader) {
        this.acting = acting;
        this.hasReader = hasReader;
    }

    @Override
    public String getDefaultTenantId() {
        return hasReader ? READER : "gate";
    }

    @Override
    public String resolveTenantId() {
        return acting.isBusy() ? acting.tenant() : READER;
    }
}
