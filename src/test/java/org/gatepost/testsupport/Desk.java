package org.gatepost.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.gatepost.local.Parts;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody at the console in a browser that runs no scripts, logged in at the real Keycloak. */
public final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Jar jar = new Jar();
    private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(jar)
            .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(PATIENCE).build();
    private final String console;
    private HttpResponse<String> answer;

    private Desk(String console) {
        this.console = console;
    }

    /** @param account of the local realm */
    public static Desk of(String account) {
        Desk desk = new Desk(
                "http://127.0.0.1:" + Parts.shared().configuration(java.util.Set.of("console")).get("quarkus.http.port"));
        desk.get("/");
        desk.sendTo(desk.screen().selectFirst("form#kc-form-login").attr("abs:action"),
                Map.of("username", account, "password", account));
        return desk;
    }

    /** Answers the login page that asks again. */
    public Desk typePassword(String password) {
        Element form = screen().selectFirst("form#kc-form-login");
        if (form == null) {
            throw new AssertionError("Nobody asks for a password: " + answer.uri() + "\n" + text());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden][name]").forEach(field -> fields.put(field.attr("name"), field.val()));
        if (form.selectFirst("input[name=username]") != null) {
            fields.put("username", password);
        }
        fields.put("password", password);
        return sendTo(form.attr("abs:action"), fields);
    }

    /** What proves the session, as a browser sends it: for who goes on asking in it by other means. */
    public String cookies() {
        return String.join("; ", jar.get(null, Map.of()).getOrDefault("Cookie", List.of()));
    }

    /** A cookie that was set by what was asked in this session by other means. */
    public void keep(String setCookie) {
        HttpCookie.parse(setCookie).forEach(jar::keep);
    }

    /** What is answered there, before any redirect is followed. */
    public HttpResponse<String> firstAnswerTo(String path) {
        get(path);
        HttpResponse<String> first = answer;
        while (first.previousResponse().isPresent()) {
            first = first.previousResponse().get();
        }
        return first;
    }

    public Desk get(String path) {
        return send(HttpRequest.newBuilder(URI.create(console + path)).header("Sec-Fetch-Site", "none").GET());
    }

    /** Sends the form that has this action, as it stands, with some fields filled in. */
    public Desk submit(String action, Map<String, String> filledIn) {
        Element form = screen().select("form").stream().filter(one -> one.attr("action").equals(action)).findFirst()
                .orElseThrow(() -> new AssertionError(
                        "There is no form for " + action + " on " + answer.uri() + "\n" + screen().body().text()));
        return submit(form, action, filledIn);
    }

    /** Sends the form with this id to the address of another of its buttons. */
    public Desk submitTo(String id, String action, Map<String, String> filledIn) {
        return submit(screen().getElementById(id), action, filledIn);
    }

    private Desk submit(Element form, String action, Map<String, String> filledIn) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element field : form.select("input[name], textarea[name], select[name]")) {
            boolean isUnchecked = field.attr("type").equals("checkbox") && !field.hasAttr("checked");
            if (!isUnchecked) {
                fields.put(field.attr("name"), field.tagName().equals("select")
                        ? chosen(field)
                        : field.tagName().equals("textarea") ? field.wholeText().replaceFirst("^\n", "") : field.val());
            }
        }
        fields.putAll(filledIn);
        return post(action, fields);
    }

    private static String chosen(Element select) {
        Element option = select.selectFirst("option[selected]");
        option = option == null ? select.selectFirst("option") : option;
        return option.attr("value");
    }

    public Desk post(String path, Map<String, String> fields) {
        return sendTo(console + path, fields);
    }

    private Desk sendTo(String address, Map<String, String> fields) {
        String body = fields.entrySet().stream().map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address)).header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** @param parts of a multipart body, finished, with this boundary */
    public Desk upload(String path, String boundary, String parts) {
        return send(HttpRequest.newBuilder(URI.create(console + path)).header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(parts)));
    }

    private Desk send(HttpRequest.Builder request) {
        try {
            answer = browser.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public HttpResponse<String> answer() {
        return answer;
    }

    /** Everything that the browser gets, save for the time of day: status, headers, body. */
    public String seen() {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Date"));
        return answer.statusCode() + "\n" + headers + "\n\n" + answer.body();
    }

    public Document screen() {
        return Jsoup.parse(answer.body(), answer.uri().toString());
    }

    /** The path where the last redirect led. */
    public String path() {
        return answer.uri().getPath();
    }

    /** What somebody reads, without the markup. */
    public String text() {
        return screen().body().text();
    }

    /**
     * Keeps cookies as a browser does on a loopback address, which it trusts with {@code Secure} ones (W3C, Secure Contexts); Java's
     * own handler does not.
     */
    private static final class Jar extends CookieHandler {
        private final Map<String, String> cookies = new LinkedHashMap<>();

        @Override
        public synchronized Map<String, List<String>> get(URI address, Map<String, List<String>> headers) {
            return cookies.isEmpty()
                    ? Map.of()
                    : Map.of("Cookie", List.of(cookies.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("; "))));
        }

        @Override
        public synchronized void put(URI address, Map<String, List<String>> headers) {
            headers.entrySet().stream().filter(header -> "set-cookie".equalsIgnoreCase(header.getKey()))
                    .flatMap(header -> header.getValue().stream()).flatMap(value -> HttpCookie.parse(value).stream())
                    .forEach(this::keep);
        }

        private synchronized void keep(HttpCookie cookie) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }
}
