package org.gatepost.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The parts that all other tests stand on are what they say. */
class PartsIT {
    static final List<LocalAccounts.Account> PEOPLE = LocalAccounts.PEOPLE;

    private static final Map<String, Set<String>> GROUPS = Map.of("responder", Set.of("responder"), "publisher",
            Set.of("publisher", "responder"), "security", Set.of("security", "responder"), "admin", Set.of("admin"));
    private static final int ACCESS_TOKEN_SECONDS = 300;

    private final Parts parts = Parts.shared();

    @Test
    void postgresIsTheEighteenth() throws SQLException {
        try (var connection = parts.superuserConnection()) {
            assertEquals(18, connection.getMetaData().getDatabaseMajorVersion());
        }
    }

    @Test
    void everyRoleIsThereAndNoneIsMoreThanItShouldBe() throws SQLException {
        try (var connection = parts.superuserConnection()) {
            assertEquals("gatepost_cleared gatepost_gate gatepost_migrator gatepost_owner gatepost_reader gatepost_responder",
                    one(connection,
                            "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE 'gatepost%'"));
            assertEquals("0", one(connection,
                    "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'gatepost%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"responder", "cleared", "gate", "reader"})
    void everyRoleLogsInWithItsOwnPasswordAndNoOther(String role) throws SQLException {
        try (var connection = parts.connection(role)) {
            assertEquals("gatepost_" + role, one(connection, "SELECT current_user"));
        }
        String other = parts.secrets().password(role.equals("reader") ? "gate" : "reader");
        assertThrows(SQLException.class, () -> DriverManager.getConnection(parts.databaseUrl(), "gatepost_" + role, other));
        assertThrows(SQLException.class, () -> DriverManager.getConnection(parts.databaseUrl(), "gatepost_" + role, ""));
    }

    @Test
    void theMigratorWorksAsTheOwner() throws SQLException {
        try (var connection = parts.connection("migrator")) {
            assertEquals("gatepost_owner", one(connection, "SELECT current_user"));
        }
    }

    @ParameterizedTest
    @FieldSource("PEOPLE")
    void aPersonGetsATokenWithItsFixedIdAndItsRoles(LocalAccounts.Account account) {
        JsonNode claims = claims(parts.keycloak().token(account.name()));
        assertAll(() -> assertEquals(parts.issuer(), claims.path("iss").asText()),
                () -> assertEquals(account.id(), claims.path("sub").asText()),
                () -> assertEquals(account.fullName(), claims.path("name").asText()),
                () -> assertEquals(GROUPS.get(account.role()), groups(claims)),
                () -> assertEquals("gatepost-api", claims.path("aud").asText()),
                () -> assertEquals(ACCESS_TOKEN_SECONDS, claims.path("exp").asLong() - claims.path("iat").asLong()));
    }

    @Test
    void theMachineGetsATokenThatSaysThatItIsOne() {
        JsonNode claims = claims(parts.automationToken());
        assertAll(() -> assertEquals(LocalAccounts.AUTOMATION.id(), claims.path("sub").asText()),
                () -> assertEquals(Set.of("automation"), groups(claims)),
                () -> assertEquals("gatepost-api", claims.path("aud").asText()));
    }

    @Test
    void aWrongPasswordGetsNothing() {
        parts.keycloak();
        var stranger = new Tokens(parts.issuer(), "not the secret");
        assertThrows(IllegalStateException.class, stranger::automation);
        assertThrows(IllegalStateException.class, () -> stranger.person("nobody"));
    }

    @Test
    void theConsoleMayLogPeopleInAtItsOwnAddressOnlyAndWithProofKeyOnly() throws IOException, InterruptedException {
        parts.keycloak();
        assertEquals(200, authorization(parts.addresses().console() + "/",
                "&code_challenge_method=S256&code_challenge=" + "x".repeat(43)));
        assertEquals(400, authorization("http://127.0.0.1:1/", "&code_challenge_method=S256&code_challenge=" + "x".repeat(43)));
        assertEquals(302, authorization(parts.addresses().console() + "/", ""));
    }

    @Test
    void thePartsAreSharedAndTheConfigurationOfOneFaceHoldsNoSecretOfAnother() {
        assertSame(parts, Parts.shared());
        String front = parts.configuration("front").toString();
        String publisher = parts.configuration("publisher").toString();
        String console = parts.configuration("console").toString();
        for (String role : new String[]{"migrator", "responder", "cleared", "gate", "reader", "postgres"}) {
            String password = parts.secrets().password(role);
            assertFalse(front.contains(password), role);
            assertEquals(role.equals("reader"), publisher.contains(password), role);
            assertEquals(Set.of("responder", "cleared", "gate").contains(role), console.contains(password), role);
        }
        assertFalse(front.contains(parts.secrets().signingKey()));
        assertFalse(console.contains(parts.secrets().signingKey()));
        assertTrue(publisher.contains(parts.secrets().signingKey()));
        assertFalse(publisher.contains(parts.secrets().contextKey()));
    }

    private int authorization(String redirect, String more) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(parts.issuer()
                + "/protocol/openid-connect/auth?client_id=gatepost-console&response_type=code&scope=openid&redirect_uri="
                + redirect
                + more)).build();
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static Set<String> groups(JsonNode claims) {
        var groups = new TreeSet<String>();
        claims.path("groups").forEach(group -> groups.add(group.asText()));
        return groups;
    }

    private static JsonNode claims(String token) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
