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

/** Everything that is public, rendered: a pure function of published words, an instant, the configuration and the theme. */
final class Edition {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String ATOM = "application/atom+xml; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SVG = "image/svg+xml; charset=utf-8";
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
        add(surfaces, file(scope.feed(), ATOM, new Feed(config, theme.messages(), scope, told).render()));
        new StatusApi(config, theme.messages(), scope, told)
                .render((path, body) -> add(surfaces, json(scope.api() + path, body)));
        if (scope.isEveryone()) {
            pages.renderNotFound((path, html, stale) -> add(surfaces, html(path, Surface.OK, html, stale)), "/404");
            add(surfaces, json("/api/404.json", StatusApi.bytes(Map.of("error", "Not found"))));
            add(surfaces, file("/robots.txt", TEXT, "User-agent: *\nAllow: /\n"));
            add(surfaces, file("/favicon.svg", SVG, theme.icon()));
        }
    }

    private static void add(Map<String, Surface> surfaces, Surface surface) {
        surfaces.putIfAbsent(surface.path(), surface);
    }

    private Surface html(String path, int status, String html, String staleHtml) {
        Map<String, String> headers = headers("default-src 'none'; style-src " + theme.styleSource()
                + "; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return new Surface(path, status, HTML, Collections.unmodifiableMap(headers), bytes(html), bytes(staleHtml));
    }

    /** What programs of others may read from any origin. */
    private static Surface json(String path, byte[] body) {
        Map<String, String> headers = headers("default-src 'none'; frame-ancestors 'none'", "cross-origin");
        headers.put("Access-Control-Allow-Origin", "*");
        return new Surface(path, JSON, Collections.unmodifiableMap(headers), body, null);
    }

    private static Surface file(String path, String contentType, String text) {
        return new Surface(path, contentType,
                Collections.unmodifiableMap(headers("default-src 'none'; frame-ancestors 'none'", "same-origin")),
                bytes(text), null);
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
