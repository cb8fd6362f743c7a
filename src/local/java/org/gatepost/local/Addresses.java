package org.gatepost.local;

/**
 * Where the parts of a local Gatepost are. No address ends with a slash.
 *
 * @param ports which port each of them has
 */
public record Addresses(Ports ports) {
    /** The public page, under the name {@code localhost}: cookies ignore ports, so the console must have another host. */
    public String front() {
        return "http://localhost:" + ports.of(Port.FRONT);
    }

    public String console() {
        return "http://127.0.0.1:" + ports.of(Port.CONSOLE);
    }

    public String keycloak() {
        return "http://127.0.0.1:" + ports.of(Port.KEYCLOAK);
    }

    /** The realm, which is also the {@code iss} of every token. */
    public String issuer() {
        return keycloak() + "/realms/" + Realm.NAME;
    }

    /** JDBC URL of the database. */
    public String database() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.of(Port.POSTGRES), Migration.DATABASE);
    }
}
