package org.gatepost.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

import io.restassured.RestAssured;

/** The console as a browser without JavaScript asks for it: logged in through Keycloak's own form, remembered by cookie. */
public final class Session {
    private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

    private static final int REDIRECTS_LIMIT = 10;

    private final HttpClient browser = HttpClient.newHttpClient();
    /** By path and name. As browsers do, and the JDK's own keeper does not: ports make no difference, and loopback counts as secure. */
    private final Map<String, Map<String, String>> cookies = new TreeMap<>();

    private Session() {
    }

    /** @param account of the local realm; logs in at the first demand and stays so */
    public static Session of(String account) {
        return SESSIONS.computeIfAbsent(account, name -> new Session().loggedIn(name));
    }

    private Session loggedIn(String account) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(console("/")));
        Element form = Jsoup.parse(page.body()).selectFirst("form[action*=login-actions]");
        if (form == null) {
            throw new AssertionError(
                    "The console did not send " + account + " to the login: " + page.statusCode() + " " + page.uri());
        }
        String filled = "username=" + account + "&password=" + URLEncoder.encode(account, StandardCharsets.UTF_8)
                + "&credentialId=";
        HttpResponse<String> inside = send(HttpRequest.newBuilder(URI.create(form.attr("action")))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(filled)));
        if (!inside.uri().getAuthority().equals(console("/").getAuthority())) {
            throw new AssertionError("The login of " + account + " ended at " + inside.uri());
        }
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(console(path)));
    }

    private static URI console(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    /** Follows redirects as a browser does: with GET, whatever was sent. */
    private synchronized HttpResponse<String> send(HttpRequest.Builder first) {
        HttpRequest.Builder request = first;
        for (int i = 0; i < REDIRECTS_LIMIT; i++) {
            HttpResponse<String> answer = once(request);
            answer.headers().allValues("Set-Cookie").forEach(cookie -> keep(cookie));
            if (answer.statusCode() / 100 != 3 || answer.statusCode() == 304) {
                return answer;
            }
            request = HttpRequest.newBuilder(answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()));
        }
        throw new AssertionError("The redirects do not end.");
    }

    private HttpResponse<String> once(HttpRequest.Builder request) {
        String path = request.build().uri().getPath();
        String kept = cookies.entrySet().stream().filter(entry -> path.startsWith(entry.getKey()))
                .flatMap(entry -> entry.getValue().entrySet().stream()).map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        try {
            if (!kept.isEmpty()) {
                request.header("Cookie", kept);
            }
            return browser.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String[] parts = header.split(";");
        String path = "/";
        boolean isGone = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            path = part.toLowerCase(Locale.ROOT).startsWith("path=") ? part.substring("path=".length()) : path;
            isGone |= part.equalsIgnoreCase("Max-Age=0");
        }
        String name = parts[0].substring(0, parts[0].indexOf('=')).strip();
        Map<String, String> there = cookies.computeIfAbsent(path, key -> new TreeMap<>());
        if (isGone) {
            there.remove(name);
        } else {
            there.put(name, parts[0].substring(parts[0].indexOf('=') + 1).strip());
        }
    }
}
