package org.gatepost.local;

/** A port that a local Gatepost listens on, with the property that moves it. All of them are on the loopback interface. */
public enum Port {
    FRONT("local.front.port", 8080, "the public page"),
    CONSOLE("local.console.port", 8081, "the console"),
    KEYCLOAK(
            "local.keycloak.port", 8082, "Keycloak"),
    POSTGRES("local.postgres.port", 8083, "PostgreSQL"),
    FRONT_MANAGEMENT(
            "local.front.management.port", 9080, "the health of the public page"),
    CONSOLE_MANAGEMENT(
            "local.console.management.port", 9081, "the health of the console"),
    PUBLISHER_MANAGEMENT(
            "local.publisher.management.port", 9082, "the health of the publisher");

    final String property;
    final int standard;
    final String purpose;

    Port(String property, int standard, String purpose) {
        this.property = property;
        this.standard = standard;
        this.purpose = purpose;
    }
}
