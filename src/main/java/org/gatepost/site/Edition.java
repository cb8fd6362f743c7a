package org.gatepost.site;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedPage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Everything that is public, rendered: a pure function of published words, an instant, the configuration and the theme. */
final class Edition {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    /** What stands where nothing is; the front knows it by this path. */
    private static final String NOT_FOUND = "/404";
    /** By it the front knows in which languages there is a front page (RFC 9110, 8.5). */
    private static final String CONTENT_LANGUAGE = "Content-Language";
    /** Where pages of the past have their style and their script. */
    private static final String SHARED = "'self'";
    private static final String NOBODY_FRAMES = "frame-ancestors 'none'";
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final int HSTS_SECONDS = 31_536_000;

    private final SiteConfig config;
    private final Theme theme;
    private final List<Tongue> tongues;
    private final PastPages past;
    private final String style;
    private final String script;
    private final String embedStyle;
    /** What pages were made of last, by audience; see {@link Telling}. */
    private final Map<String, Map<String, Object>> known = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when the theme does not speak a language that the configuration names */
    Edition(SiteConfig config, Theme theme) {
        this.config = config;
        this.theme = theme;
        this.tongues = tongues(config, theme);
        this.style = Theme.source(theme.style());
        this.script = Theme.source(theme.script().getValue());
        this.embedStyle = Theme.source(theme.embedStyle());
        this.past = new PastPages(config, theme, tongues, this::past);
    }

    private static List<Tongue> tongues(SiteConfig config, Theme theme) {
        List<String> further = config.languages().orElse(theme.languages()).stream()
                .filter(language -> !language.equals(config.language())).distinct().toList();
        return Stream.concat(Stream.of(Tongue.own(theme.messages(config.language()), further.isEmpty())),
                further.stream().map(theme::messages).map(Tongue::further)).toList();
    }

    /**
     * Renders all of it.
     *
     * @param page as it was read
     * @param asOf the boundary that passed last, see {@link Phases#asOf}: the clock's part of the page is told as of then
     */
    List<Surface> surfaces(PublishedPage page, Instant asOf) {
        return leaves(page, asOf).stream().map(leaf -> leaf.made().get()).toList();
    }

    /**
     * Every address that there is. What it renders is a function of the arguments and of nothing else, now or later.
     *
     * @return no path twice; where the key of an audience collides with another address, the other address wins
     */
    List<Leaf> leaves(PublishedPage page, Instant asOf) {
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        Consumer<Leaf> sink = leaf -> leaves.putIfAbsent(leaf.path(), leaf);
        Telling all = Telling.toEveryone(config.language(), page, asOf, known(""));
        Tongue own = tongues.get(0);
        tongues.forEach(tongue -> add(sink, Scope.everyone(tongue), all));
        Pages everyones = new Pages(config, theme, tongues, Scope.everyone(own), all);
        everyones.renderNotFound(html(sink, own, Surface.OK, false), NOT_FOUND);
        sink.accept(new Leaf("/api/404.json", null, false, "", () -> json("/api/404.json",
                StatusApi.bytes(Map.of("error", "Not found")))));
        for (PublishedAudience audience : page.audiences()) {
            Telling told = Telling.to(audience, config.language(), page, asOf, known(audience.key()));
            tongues.forEach(tongue -> add(sink, new Scope(audience, tongue), told));
        }
        new Signposts(config, theme, tongues).render(page, List.copyOf(leaves.values()), sink);
        return List.copyOf(leaves.values());
    }

    private Map<String, Object> known(String audience) {
        return known.computeIfAbsent(audience, key -> new ConcurrentHashMap<>());
    }

    /** All of it, and of its past, in the page's own language: what a theme can get wrong does not depend on the language. */
    List<Surface> proof(PublishedPage page, Instant asOf) {
        String own = tongues.get(0).tag();
        return Stream.concat(leaves(page, asOf).stream(), past(page).stream())
                .filter(leaf -> leaf.language() == null || leaf.language().equals(own)).map(leaf -> leaf.made().get()).toList();
    }

    /** Every address of what was public after each publication: for the publisher, and not for previews, which are of what is to come. */
    List<Leaf> past(PublishedPage page) {
        return past.leaves(page);
    }

    /** Addresses of a page in every language, by tag, the page's own first. */
    Map<String, String> languages(String path) {
        Map<String, String> addresses = new LinkedHashMap<>();
        tongues.forEach(tongue -> addresses.put(tongue.tag(), path.equals("/") ? tongue.home() : tongue.prefix() + path));
        return addresses;
    }

    private void add(Consumer<Leaf> sink, Scope scope, Telling telling) {
        Tongue tongue = scope.tongue();
        Pages pages = new Pages(config, theme, tongues, scope, telling);
        pages.render(html(sink, tongue, Surface.OK, true));
        pages.renderGone(html(sink, tongue, Surface.GONE, false));
        pages.renderEmbed((path, isPast, key, html) -> sink.accept(new Leaf(path, tongue.tag(), false, key,
                () -> embed(path, tongue, html.apply(false), html.apply(true)))));
        if (tongue.isOwn()) {
            pages.renderPictures(sink);
            new Clients(config, theme, scope, telling).render(sink);
        }
    }

    private Pages.Sink html(Consumer<Leaf> sink, Tongue tongue, int status, boolean isPage) {
        return (path, isPast, key, html) -> sink.accept(new Leaf(path, tongue.tag(), isPage, key,
                () -> html(path, tongue, status, isPast, html.apply(false), isPast ? null : html.apply(true))));
    }

    private Surface html(String path, Tongue tongue, int status, boolean isPast, String html, String staleHtml) {
        Map<String, String> headers = headers("default-src 'none'; style-src " + (isPast ? SHARED : style)
                + "; script-src " + (isPast ? SHARED : script)
                + "; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                + NOBODY_FRAMES, "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put(CONTENT_LANGUAGE, tongue.tag());
        return new Surface(path, status, HTML, Collections.unmodifiableMap(headers), bytes(html),
                staleHtml == null ? null : bytes(staleHtml));
    }

    /** A page of the past: nobody shall find it who looks for what is so now, and silence makes no difference to it. */
    private Surface past(String path, String html) {
        Surface page = html(path, tongues.get(0), Surface.OK, true, html, null);
        Map<String, String> headers = new LinkedHashMap<>(page.headers());
        headers.put("X-Robots-Tag", "noindex");
        return new Surface(path, HTML, Collections.unmodifiableMap(headers), page.body(), null);
    }

    /** A page that stands within pages of others, and the only one: it has nothing that a person could be made to click into harm. */
    private Surface embed(String path, Tongue tongue, String html, String staleHtml) {
        Map<String, String> headers = headers("default-src 'none'; style-src " + embedStyle
                + "; base-uri 'none'; form-action 'none'; frame-ancestors *", "cross-origin");
        headers.put(CONTENT_LANGUAGE, tongue.tag());
        return new Surface(path, HTML, Collections.unmodifiableMap(headers), bytes(html), bytes(staleHtml));
    }

    /** What programs of others may read from any origin. */
    static Surface json(String path, byte[] body) {
        return new Surface(path, JSON, sharedHeaders(), body, null);
    }

    /**
     * What pages of others may show.
     *
     * @param staleText or null when silence makes no difference
     */
    static Surface shared(String path, String contentType, String text, String staleText) {
        return new Surface(path, contentType, sharedHeaders(), bytes(text), staleText == null ? null : bytes(staleText));
    }

    /**
     * The same for what is no text.
     *
     * @param stale or null when silence makes no difference
     */
    static Surface picture(String path, String contentType, byte[] bytes, byte[] stale) {
        return new Surface(path, contentType, sharedHeaders(), bytes, stale);
    }

    static Surface file(String path, String contentType, String text) {
        return new Surface(path, contentType,
                Collections.unmodifiableMap(headers("default-src 'none'; " + NOBODY_FRAMES, "same-origin")),
                bytes(text), null);
    }

    /** As JSON text. */
    static String text(Object value) {
        try {
            return PLAIN.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A file for programs cannot be written as JSON.", e);
        }
    }

    private static Map<String, String> sharedHeaders() {
        Map<String, String> headers = headers("default-src 'none'; " + NOBODY_FRAMES, "cross-origin");
        headers.put("Access-Control-Allow-Origin", "*");
        return Collections.unmodifiableMap(headers);
    }

    private static Map<String, String> headers(String contentSecurityPolicy, String resourcePolicy) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", contentSecurityPolicy);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", resourcePolicy);
        headers.put("Strict-Transport-Security", "max-age=" + HSTS_SECONDS);
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
