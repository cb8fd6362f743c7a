package org.gatepost.incident;

import java.util.Map;
import java.util.UUID;

import org.gatepost.security.Person;

/** Puts names beside ids while a record is made. */
record People(Map<UUID, Person> byId) {

    Person of(UUID id) {
        return id == null ? null : byId.get(id);
    }
}
