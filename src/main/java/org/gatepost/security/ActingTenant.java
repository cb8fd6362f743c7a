package org.gatepost.security;

import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

/** Which role and person the running transaction of this request has; nobody outside of one. */
@RequestScoped
class ActingTenant {
    private String tenant;
    private UUID person;
    private boolean isOnlyLooking;
    private String session;

    void begin(String tenant, UUID person, String session) {
        this.tenant = tenant;
        this.person = person;
        this.session = session;
    }

    void end() {
        tenant = null;
        person = null;
        session = null;
    }

    boolean is(String tenant, UUID person, String session) {
        return tenant.equals(this.tenant) && Objects.equals(person, this.person) && Objects.equals(session, this.session);
    }

    boolean isOnlyLooking() {
        return isOnlyLooking;
    }

    void look(boolean only) {
        isOnlyLooking = only;
    }

    boolean isBusy() {
        return tenant != null;
    }

    String tenant() {
        return tenant;
    }
}
