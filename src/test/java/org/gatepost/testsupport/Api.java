package org.gatepost.testsupport;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.gatepost.local.Parts;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The API of the console, asked over HTTP with real tokens of the local realm. Reads as the story that a test tells. */
public final class Api {
    public static final String AUTOMATION = "automation";
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();
    /** Tokens live five minutes; they are fetched anew well before. */
    private static final long TOKEN_NANOS = 120_000_000_000L;

    private final String account;

    private Api(String account) {
        this.account = account;
    }

    /** @param account of the local realm, or {@link #AUTOMATION} */
    public static Api as(String account) {
        return new Api(account);
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token()).contentType("application/json").accept("application/json, application/x-ndjson");
    }

    private String token() {
        return TOKENS.compute(account,
                (name, known) -> known != null && System.nanoTime() - known.fetchedAt() < TOKEN_NANOS
                        ? known
                        : new Token(name.equals(AUTOMATION) ? Parts.shared().automationToken() : Parts.shared().token(name),
                                System.nanoTime()))
                .value();
    }

    public Response get(String path) {
        return request().get("/api/v1" + path);
    }

    public Response post(String path, Object body) {
        return request().body(body).post("/api/v1" + path);
    }

    public Response post(String path) {
        return request().post("/api/v1" + path);
    }

    public Response put(String path, Object body) {
        return request().body(body).put("/api/v1" + path);
    }

    public Response delete(String path) {
        return request().delete("/api/v1" + path);
    }

    /** @return the id of what was made */
    public String makes(String path, Object body) {
        return post(path, body).then().statusCode(201).extract().path("id");
    }

    /** @return the hash of the frozen revision */
    public String proposes(String draft) {
        return post("/drafts/" + draft + "/proposal").then().statusCode(200).extract().path("hash");
    }

    public Response approves(String draft, String hash) {
        return post("/drafts/" + draft + "/approval", Map.of("hash", hash));
    }

    public Response publishes(String draft, String hash) {
        return post("/drafts/" + draft + "/publication", Map.of("hash", hash));
    }

    /** Everything that the one who asked gets, save for the time of day: status, headers in order of their names, body. */
    public static String seen(Response answer) {
        return answer.statusCode() + "\n"
                + answer.headers().asList().stream().filter(header -> !header.getName().equalsIgnoreCase("Date"))
                        .map(Object::toString).sorted().collect(Collectors.joining("\n"))
                + "\n\n" + answer.asString();
    }

    /** A file of the test resources. */
    public static String file(String name) {
        try (InputStream in = Api.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Token(String value, long fetchedAt) {
    }
}
