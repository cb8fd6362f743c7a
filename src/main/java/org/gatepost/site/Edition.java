package org.gatepost.site;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Told;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Everything that is public, rendered: a pure function of published words, an instant, the configuration and the theme. */
final class Edition {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String NOBODY_FRAMES = "frame-ancestors 'none'";
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final int HSTS_SECONDS = 31_536_000;

    private final SiteConfig config;
    private final Theme theme;

    Edition(SiteConfig config, Theme theme) {
        this.config = config;
        this.theme = theme;
    }

    /**
     * Renders.
     *
     * @param page as it was read
     * @param asOf the boundary that passed last, see {@link Phases#asOf}: the clock's part of the page is told as of then
     * @return no path twice; where the key of an audience collides with another address, the other address wins
     */
    List<Surface> surfaces(PublishedPage page, Instant asOf) {
        Map<String, Surface> surfaces = new LinkedHashMap<>();
        Stream.concat(Stream.of(Scope.EVERYONE), page.audiences().stream().map(Scope::of))
                .forEach(scope -> add(surfaces, scope, page, asOf));
        new Signposts(config, theme, page).render(List.copyOf(surfaces.values()), surface -> add(surfaces, surface));
        return List.copyOf(surfaces.values());
    }

    private void add(Map<String, Surface> surfaces, Scope scope, PublishedPage page, Instant asOf) {
        PublishedPage said = scope.isEveryone() ? page : Told.to(page, scope.audience().key());
        // By what this scope was told, or a time that is promised to others would move its pages.
        Instant scopesAsOf = scope.isEveryone() ? asOf : Phases.asOf(said, asOf);
        PublishedPage told = Phases.at(said, scopesAsOf);
        Pages pages = new Pages(config, theme, scope, page.audiences(), said, scopesAsOf);
        pages.render((path, html, stale) -> add(surfaces, html(path, Surface.OK, html, stale)));
        pages.renderGone((path, html, stale) -> add(surfaces, html(path, Surface.GONE, html, stale)));
        pages.renderEmbed((path, html, stale) -> add(surfaces, embed(path, html, stale)));
        new Clients(config, theme, scope, said, told).render(surface -> add(surfaces, surface));
        new StatusApi(config, theme.messages(), scope, told)
                .render((path, body) -> add(surfaces, json(scope.api() + path, body)));
        if (scope.isEveryone()) {
            pages.renderNotFound((path, html, stale) -> add(surfaces, html(path, Surface.OK, html, stale)), "/404");
            add(surfaces, json("/api/404.json", StatusApi.bytes(Map.of("error", "Not found"))));
        }
    }

    private static void add(Map<String, Surface> surfaces, Surface surface) {
        surfaces.putIfAbsent(surface.path(), surface);
    }

    private Surface html(String path, int status, String html, String staleHtml) {
        Map<String, String> headers = headers("default-src 'none'; style-src " + Theme.source(theme.style())
                + "; script-src " + Theme.source(theme.script().getValue()) + "; connect-src 'self'; img-src 'self' data:; "
                + "manifest-src 'self'; base-uri 'none'; form-action 'none'; " + NOBODY_FRAMES, "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return new Surface(path, status, HTML, Collections.unmodifiableMap(headers), bytes(html), bytes(staleHtml));
    }

    /** A page that stands within pages of others, and the only one: it has nothing that a person could be made to click into harm. */
    private Surface embed(String path, String html, String staleHtml) {
        return new Surface(path, HTML,
                Collections.unmodifiableMap(headers("default-src 'none'; style-src " + Theme.source(theme.embedStyle())
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors *", "cross-origin")),
                bytes(html), bytes(staleHtml));
    }

    /** What programs of others may read from any origin. */
    private static Surface json(String path, byte[] body) {
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
