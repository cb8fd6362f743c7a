package org.gatepost.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import org.gatepost.local.LocalAccounts.Account;
import org.gatepost.local.Parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The real Keycloak of the tests, as its administrator sees it. What a test changes it changes back: all tests share it. */
public final class LoginServer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
            .build();
    private final String base;
    private final String token;

    public LoginServer() {
        String issuer = Parts.shared().keycloak().issuer();
        String server = issuer.substring(0, issuer.indexOf("/realms/"));
        base = server + "/admin/realms/gatepost";
        String body = "grant_type=password&client_id=admin-cli&username=keycloak-admin&password="
                + Parts.shared().secrets().password("keycloak-admin");
        token = json(send(HttpRequest.newBuilder(URI.create(server + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body))))
                .get("access_token").asText();
    }

    public void takeRole(Account account, String role) {
        send(asAdministrator("/users/" + account.id() + "/role-mappings/realm").method("DELETE", role(role)));
    }

    public void giveRole(Account account, String role) {
        send(asAdministrator("/users/" + account.id() + "/role-mappings/realm").POST(role(role)));
    }

    private HttpRequest.BodyPublisher role(String role) {
        return HttpRequest.BodyPublishers.ofString("[" + send(asAdministrator("/roles/" + role).GET()) + "]");
    }

    /** Closes or opens an account; a session that runs is not ended by it. */
    public void enable(Account account, boolean isEnabled) {
        var user = (com.fasterxml.jackson.databind.node.ObjectNode) json(send(asAdministrator("/users/" + account.id()).GET()));
        user.put("enabled", isEnabled);
        send(asAdministrator("/users/" + account.id()).PUT(HttpRequest.BodyPublishers.ofString(user.toString())));
    }

    /** Ends every session of an account. */
    public void logOut(Account account) {
        send(asAdministrator("/users/" + account.id() + "/logout").POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** While this runs, connections are taken and nothing is answered. */
    public void silent(Runnable meanwhile) {
        Map.Entry<String, String> signals = Map.entry("-STOP", "-CONT");
        signal(signals.getKey());
        try {
            meanwhile.run();
        } finally {
            signal(signals.getValue());
        }
    }

    private static void signal(String signal) {
        long keycloak = ProcessHandle.current().descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("kc.home.dir")
                        && process.info().command().orElse("").endsWith("java"))
                .findFirst().orElseThrow(() -> new IllegalStateException("No Keycloak of this test is found.")).pid();
        try {
            if (new ProcessBuilder("kill", signal, Long.toString(keycloak)).start().waitFor() != 0) {
                throw new IllegalStateException("Keycloak takes no " + signal + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder asAdministrator(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("Keycloak answers " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
