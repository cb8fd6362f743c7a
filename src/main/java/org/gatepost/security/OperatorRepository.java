package org.gatepost.security;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class OperatorRepository implements PanacheRepositoryBase<OperatorRow, UUID> {
}
