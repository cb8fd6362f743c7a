package org.gatepost.site;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Told;

/** What programs look for at addresses that others have fixed, and the pictures that a browser shows of the page. */
final class Signposts {
    static final String ICON = "/favicon.svg";
    static final String MANIFEST = "/manifest.webmanifest";
    /** Where iOS looks by itself. */
    static final String TOUCH_ICON = "/apple-touch-icon.png";
    static final int TOUCH_ICON_SIZE = 180;
    /** What Android wants to install a page, in pixels. */
    static final List<Integer> ICON_SIZES = List.of(192, 512);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SVG = "image/svg+xml; charset=utf-8";
    private static final String HTML = "text/html";
    /** Of the sitemap protocol (sitemaps.org). */
    private static final int ADDRESSES_MAX = 50_000;
    private static final List<String> LEVELS = List.of("maintenance", "degraded", "partial", "major", "unknown");

    private final SiteConfig config;
    private final Theme theme;
    private final PublishedPage page;

    Signposts(SiteConfig config, Theme theme, PublishedPage page) {
        this.config = config;
        this.theme = theme;
        this.page = page;
    }

    /** The icon of a state; that of no reported problem is the page's own. */
    static String icon(String level) {
        return LEVELS.contains(level) ? "/icons/" + level + ".svg" : ICON;
    }

    static String icon(int size) {
        return "/icons/" + size + ".png";
    }

    /** @param others all that is public beside these, for the sitemap */
    void render(List<Surface> others, Consumer<Surface> sink) {
        sink.accept(
                Edition.file("/robots.txt", TEXT, "User-agent: *\nAllow: /\n\nSitemap: " + config.url() + "/sitemap.xml\n"));
        sink.accept(Edition.file("/sitemap.xml", "application/xml; charset=utf-8", sitemap(others)));
        sink.accept(Edition.file(ICON, SVG, theme.icon()));
        LEVELS.forEach(level -> sink.accept(Edition.file(icon(level), SVG, drawn(level))));
        Sharing.renderCommon(theme, sink);
        sink.accept(Edition.file(MANIFEST, "application/manifest+json; charset=utf-8", Edition.text(manifest())));
        config.security().contact().ifPresent(
                contact -> sink.accept(Edition.file("/.well-known/security.txt", TEXT, security(contact))));
        sink.accept(Edition.shared("/embed.js", "text/javascript; charset=utf-8", theme.embedScript(), null));
    }

    private String sitemap(List<Surface> others) {
        Map<String, Instant> stamps = new LinkedHashMap<>();
        page.notices().forEach(notice -> stamps.put(Scope.EVERYONE.notice(notice.id()), Told.stamp(notice)));
        page.audiences().forEach(audience -> Told.to(page, audience.key()).notices()
                .forEach(notice -> stamps.put(Scope.of(audience).notice(notice.id()), Told.stamp(notice))));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        others.stream().filter(surface -> surface.status() == Surface.OK && surface.contentType().startsWith(HTML))
                .map(Surface::path).filter(path -> !path.equals("/404") && !path.endsWith("/embed")).limit(ADDRESSES_MAX)
                .forEach(path -> {
                    xml.append("<url><loc>").append(Messages.escape(config.url() + path)).append("</loc>");
                    if (stamps.containsKey(path)) {
                        xml.append("<lastmod>").append(stamps.get(path)).append("</lastmod>");
                    }
                    xml.append("</url>\n");
                });
        return xml.append("</urlset>\n").toString();
    }

    /** The mark of the state, as large as a small icon needs it. */
    private String drawn(String level) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"7\" fill=\""
                + theme.colour(level) + "\"/><g transform=\"translate(4 4) scale(1.5)\" color=\"" + theme.colour("paper")
                + "\">"
                + theme.mark(level) + "</g></svg>\n";
    }

    private Map<String, Object> manifest() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("name", config.name());
        manifest.put("short_name", config.name());
        manifest.put("lang", Theme.LANGUAGE);
        manifest.put("start_url", "/");
        manifest.put("scope", "/");
        manifest.put("display", "minimal-ui");
        manifest.put("background_color", theme.colour("paper"));
        manifest.put("theme_color", theme.colour("paper"));
        manifest.put("icons", Stream.concat(Stream.of(icon(ICON, "any", "image/svg+xml")),
                ICON_SIZES.stream().map(size -> icon(icon(size), size + "x" + size, "image/png"))).toList());
        return manifest;
    }

    private static Map<String, String> icon(String address, String sizes, String type) {
        Map<String, String> icon = new LinkedHashMap<>();
        icon.put("src", address);
        icon.put("sizes", sizes);
        icon.put("type", type);
        return icon;
    }

    /** RFC 9116. The address has to be reached by https to count; that is for whoever runs the page. */
    private String security(List<String> contact) {
        SiteConfig.Security security = config.security();
        StringBuilder text = new StringBuilder();
        contact.forEach(address -> text.append("Contact: ").append(address).append('\n'));
        text.append("Expires: ").append(security.expires().orElseThrow(() -> new IllegalStateException(
                "gatepost.site.security.contact is set and gatepost.site.security.expires is not: RFC 9116 wants both.")))
                .append('\n');
        security.policy().ifPresent(policy -> text.append("Policy: ").append(policy).append('\n'));
        security.encryption().ifPresent(key -> text.append("Encryption: ").append(key).append('\n'));
        security.languages().ifPresent(languages -> text.append("Preferred-Languages: ").append(languages).append('\n'));
        return text.append("Canonical: ").append(config.url()).append("/.well-known/security.txt\n").toString();
    }
}
