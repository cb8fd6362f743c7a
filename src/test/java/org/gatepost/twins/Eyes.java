package org.gatepost.twins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.http.Header;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import org.gatepost.local.Parts;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Somebody at API and console over HTTP, with real tokens and sessions of the local realm; kept for as long as those last. */
final class Eyes {
    private static final int PATIENCE_MILLIS = 30_000;
    /** Asks, and nothing besides: follows no redirect, keeps no cookie, tries nothing twice. */
    private static final CloseableHttpClient CLIENT = HttpClients.custom().disableRedirectHandling().disableCookieManagement()
            .disableAutomaticRetries().disableContentCompression().disableAuthCaching()
            .setMaxConnPerRoute(Stage.OBSERVERS_AT_ONCE).setMaxConnTotal(2 * Stage.OBSERVERS_AT_ONCE)
            .setDefaultRequestConfig(
                    RequestConfig.custom().setConnectTimeout(PATIENCE_MILLIS).setSocketTimeout(PATIENCE_MILLIS).build())
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Tokens live five minutes, sessions half an hour without use. */
    private static final long TOKEN_NANOS = Duration.ofMinutes(4).toNanos();
    private static final long SESSION_NANOS = Duration.ofMinutes(20).toNanos();
    private static final Map<String, Kept<String>> TOKENS = new ConcurrentHashMap<>();
    private static final Map<String, Kept<Desk>> DESKS = new ConcurrentHashMap<>();
    private static final String CONSOLE = "http://127.0.0.1:"
            + Parts.shared().configuration(Set.of("console")).get("quarkus.http.port");

    /** Where somebody is sent who is not logged in. */
    private static final String LOGIN = "/protocol/openid-connect/auth?";

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
        RequestBuilder request = RequestBuilder.create(method).setUri(CONSOLE + "/api/v1" + path.replace(" ", "%20"))
                .addHeader("Accept", "application/json, application/x-ndjson");
        if (account != null) {
            request.addHeader("Authorization", "Bearer " + token());
        }
        if (path.startsWith("/publications")) {
            request.addHeader("Idempotency-Key", "key of " + method + " " + body.hashCode());
        }
        if (body != null) {
            request.setEntity(new StringEntity(json(body), ContentType.APPLICATION_JSON));
        }
        return sent(request.build(), cookie -> {
        });
    }

    /** A screen, in the session that this account has; a redirect is an answer. Not for two threads and one account. */
    Answer screen(String path) {
        Answer answer = asked(path);
        if (answer.seen().contains(LOGIN)) {
            // The session is over, whatever the reason, and that is not what is looked at.
            DESKS.remove(account);
            answer = asked(path);
        }
        return answer;
    }

    private Answer asked(String path) {
        Desk desk = DESKS.compute(account,
                (name, kept) -> kept != null && kept.isFresh(SESSION_NANOS)
                        ? kept
                        : new Kept<>(Desk.of(name), System.nanoTime()))
                .it();
        HttpGet request = new HttpGet(CONSOLE + path.replace(" ", "%20"));
        request.addHeader("Sec-Fetch-Site", "none");
        request.addHeader("Cookie", desk.cookies());
        return sent(request, desk::keep);
    }

    /** What answers at the management port. */
    static Answer management(String path) {
        String port = Parts.shared().configuration(Set.of("console")).get("quarkus.management.port");
        return sent(new HttpGet("http://127.0.0.1:" + port + path), cookie -> {
        });
    }

    private String token() {
        return TOKENS.compute(account, (name, kept) -> kept != null && kept.isFresh(TOKEN_NANOS)
                ? kept
                : new Kept<>(name.equals(Api.AUTOMATION) ? Parts.shared().automationToken() : Parts.shared().token(name),
                        System.nanoTime()))
                .it();
    }

    /** @param cookies takes each that is set */
    private static Answer sent(HttpUriRequest request, Consumer<String> cookies) {
        try (CloseableHttpResponse response = CLIENT.execute(request)) {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : response.getAllHeaders()) {
                boolean isCookie = header.getName().equalsIgnoreCase("Set-Cookie");
                if (isCookie) {
                    cookies.accept(header.getValue());
                }
                // The session's own cookies are sealed anew whenever its tokens are.
                if (!NOT_COMPARED.contains(header.getName().toLowerCase(Locale.ROOT))
                        && !(isCookie && header.getValue().startsWith("q_session"))) {
                    headers.computeIfAbsent(header.getName(), none -> new ArrayList<>(1)).add(header.getValue());
                }
            }
            String body = response.getEntity() == null
                    ? ""
                    : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
            int status = response.getStatusLine().getStatusCode();
            return new Answer(status, status + "\n" + headers + "\n" + body, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
