package org.gatepost.twins;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.gatepost.local.Parts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Somebody at API and console over HTTP, with real tokens and sessions of the local realm; kept for as long as those last. */
final class Eyes {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Tokens live five minutes, sessions half an hour without use. */
    private static final long TOKEN_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long SESSION_NANOS = Duration.ofMinutes(20).toNanos();
    private static final Map<String, Kept<String>> TOKENS = new ConcurrentHashMap<>();
    private static final Map<String, Kept<Desk>> DESKS = new ConcurrentHashMap<>();
    private static final String CONSOLE = "http://127.0.0.1:"
            + Parts.shared().configuration(Set.of("console")).get("quarkus.http.port");

    /** Headers that follow from the time of day alone. */
    private static final Set<String> NOT_COMPARED = Set.of("date");

    private record Kept<T>(T it, long since) {
        boolean isFresh(long nanos) {
            return System.nanoTime() - since < nanos;
        }
    }

    /** @param seen status, headers and body, without the time of day */
    record Answer(int status, String seen, String body) {
        JsonNode json() {
            try {
                JsonNode node = JSON.readTree(body);
                return node == null ? MissingNode.getInstance() : node;
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }

    private final String account;

    /** @param account of the local realm, {@link Api#AUTOMATION}, or null for nobody */
    Eyes(String account) {
        this.account = account;
    }

    Answer api(String method, String path, Object body) {
        HttpRequest.Builder request = request("/api/v1" + path).header("Accept", "application/json");
        if (account != null) {
            request.header("Authorization", "Bearer " + token());
        }
        if (path.startsWith("/publications")) {
            request.header("Idempotency-Key", "key of " + method + " " + body.hashCode());
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(json(body)));
        }
        return sent(request);
    }

    /** A screen, in the session that this account has. Not for two threads and one account. */
    Answer screen(String path) {
        Desk desk = DESKS.compute(account,
                (name, kept) -> kept != null && kept.isFresh(SESSION_NANOS)
                        ? kept
                        : new Kept<>(Desk.of(name), System.nanoTime()))
                .it();
        return answer(desk.get(path).answer());
    }

    /** What answers at the management port. */
    static Answer management(String path) {
        String port = Parts.shared().configuration(Set.of("console")).get("quarkus.management.port");
        return sent(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(CONSOLE + path.replace(" ", "%20"))).timeout(PATIENCE);
    }

    private String token() {
        return TOKENS.compute(account, (name, kept) -> kept != null && kept.isFresh(TOKEN_NANOS)
                ? kept
                : new Kept<>(name.equals(Api.AUTOMATION) ? Parts.shared().automationToken() : Parts.shared().token(name),
                        System.nanoTime()))
                .it();
    }

    private static Answer sent(HttpRequest.Builder request) {
        try {
            return answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        // The session's own cookies are sealed anew whenever its tokens are.
        headers.computeIfPresent("set-cookie", (name, cookies) -> {
            List<String> others = cookies.stream().filter(cookie -> !cookie.startsWith("q_session")).toList();
            return others.isEmpty() ? null : others;
        });
        headers.keySet().removeIf(name -> NOT_COMPARED.contains(name.toLowerCase(java.util.Locale.ROOT)));
        return new Answer(answer.statusCode(), answer.statusCode() + "\n" + headers + "\n" + answer.body(), answer.body());
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
