package org.gatepost.local;

import java.util.List;

/**
 * The people and the machine of the local realm. Their ids are fixed, so that a Keycloak that starts anew knows the same people
 * as the database does; each person's password is the account's name. This is also where the realm file gets its users from.
 */
public final class LocalAccounts {
    public static final Account RESPONDER = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0001", "responder", "Rosa", "Lindqvist",
            "works incidents", "responder");
    public static final Account RESPONDER_2 = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0002", "responder2", "Ravi", "Menon",
            "works incidents", "responder");
    public static final Account PUBLISHER = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0003", "publisher", "Petra", "Novák",
            "approves and publishes", "publisher");
    public static final Account PUBLISHER_2 = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0004", "publisher2", "Paolo", "Ricci",
            "approves and publishes", "publisher");
    public static final Account SECURITY = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0005", "security", "Selma", "Okafor",
            "is cleared for embargoes", "security");
    public static final Account SECURITY_2 = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0006", "security2", "Sam", "Whitfield",
            "is cleared for embargoes", "security");
    public static final Account SECURITY_3 = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0007", "security3", "Sanna", "Virtanen",
            "is cleared for embargoes", "security");
    public static final Account ADMIN = person("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0008", "admin", "Amir", "Haddad",
            "configures, without any clearance", "admin");
    /** The service account of the client {@code gatepost-automation}; it has no password. */
    public static final Account AUTOMATION = new Account("1b4e28ba-2fa1-4d3b-a3f5-0b6c1d9a0009",
            "service-account-gatepost-automation", "Automation", "Gatepost", "creates private things only", "automation");

    /** Everybody with a password, in the order in which the launcher prints them. */
    public static final List<Account> PEOPLE = List.of(RESPONDER, RESPONDER_2, PUBLISHER, PUBLISHER_2, SECURITY, SECURITY_2,
            SECURITY_3, ADMIN);

    /** Who is cleared from the start, as the database's owner enrols them. */
    public static final List<Account> FOUNDERS = List.of(SECURITY, SECURITY_2, SECURITY_3);

    private LocalAccounts() {
    }

    /**
     * @param id the {@code sub} of every token, a UUID
     * @param name what is typed at login, and the password too
     * @param does what the launcher's table says of the account
     * @param role the realm role that is given; composites of it come by themselves
     */
    public record Account(String id, String name, String firstName, String lastName, String does, String role) {
        /** @return first and last name as tokens carry them */
        public String fullName() {
            return firstName + " " + lastName;
        }
    }

    private static Account person(String id, String name, String firstName, String lastName, String does, String role) {
        return new Account(id, name, firstName, lastName, does, role);
    }
}
