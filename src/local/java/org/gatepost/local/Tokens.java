package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Access tokens of the local realm, as a program would fetch them. Each lives for five minutes. */
public final class Tokens {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final URI endpoint;
    private final String automationSecret;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

    Tokens(String issuer, String automationSecret) {
        this.endpoint = URI.create(issuer + "/protocol/openid-connect/token");
        this.automationSecret = automationSecret;
    }

    /**
     * A person's token, by password through the client {@code gatepost-cli}.
     *
     * @param name of the account, which is its password too
     */
    public String person(String name) {
        return fetch(
                Map.of("grant_type", "password", "client_id", Realm.CLI_CLIENT, "scope", "openid", "username", name, "password",
                        name));
    }

    /** The machine's token, by the secret of the client {@code gatepost-automation}. */
    public String automation() {
        return fetch(Map.of("grant_type", "client_credentials", "client_id", Realm.AUTOMATION_CLIENT, "client_secret",
                automationSecret));
    }

    private String fetch(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(endpoint).timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException("Keycloak gives no token: " + answer.statusCode() + " " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body()).get("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
