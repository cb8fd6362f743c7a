package org.gatepost.site;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String SVG = "image/svg+xml; charset=utf-8";
    /** Of the sitemap protocol (sitemaps.org). */
    private static final int ADDRESSES_MAX = 50_000;
    private static final List<String> LEVELS = List.of("maintenance", "degraded", "partial", "major", "unknown");

    private final SiteConfig config;
    private final Theme theme;
    private final List<Tongue> tongues;

    Signposts(SiteConfig config, Theme theme, List<Tongue> tongues) {
        this.config = config;
        this.theme = theme;
        this.tongues = tongues;
    }

    /** The icon of a state; that of no reported problem is the page's own. */
    static String icon(String level) {
        return LEVELS.contains(level) ? "/icons/" + level + ".svg" : ICON;
    }

    /** The style as a file, for pages of the past. Its address changes with it, so that no old copy of it is shown. */
    static String style(Theme theme) {
        return "/style-" + Theme.version(theme.style()) + ".css";
    }

    /** The script likewise. */
    static String script(Theme theme) {
        return "/page-" + Theme.version(theme.script().getValue()) + ".js";
    }

    static String icon(int size) {
        return "/icons/" + size + ".png";
    }

    /** @param others all that is public beside these, for the sitemap */
    void render(PublishedPage page, List<Leaf> others, Consumer<Leaf> sink) {
        file(sink, "/robots.txt", TEXT, "", () -> "User-agent: *\nAllow: /\n\nSitemap: " + config.url() + "/sitemap.xml\n");
        List<String> addresses = addresses(others);
        Map<String, Instant> stamps = stamps(page);
        file(sink, "/sitemap.xml", "application/xml; charset=utf-8", List.of(addresses, stamps),
                () -> sitemap(addresses, stamps));
        file(sink, style(theme), "text/css; charset=utf-8", "", theme::style);
        file(sink, script(theme), JAVASCRIPT, "", () -> theme.script().getValue());
        file(sink, ICON, SVG, "", theme::icon);
        LEVELS.forEach(level -> file(sink, icon(level), SVG, "", () -> drawn(level)));
        Sharing.renderCommon(theme, sink);
        file(sink, MANIFEST, "application/manifest+json; charset=utf-8", "", () -> Edition.text(manifest()));
        config.security().contact()
                .ifPresent(contact -> file(sink, "/.well-known/security.txt", TEXT, "", () -> security(contact)));
        sink.accept(new Leaf("/embed.js", null, false, "", () -> Edition.shared("/embed.js", JAVASCRIPT,
                theme.embedScript(), null)));
    }

    private static void file(Consumer<Leaf> sink, String path, String type, Object key, Supplier<String> text) {
        sink.accept(new Leaf(path, null, false, key, () -> Edition.file(path, type, text.get())));
    }

    /** Those in the page's own language; each of these pages names the others, as the front pages do here. */
    private List<String> addresses(List<Leaf> others) {
        List<String> prefixes = tongues.stream().filter(tongue -> !tongue.isOwn()).map(tongue -> tongue.prefix() + "/")
                .toList();
        return others.stream().filter(Leaf::isPage).map(Leaf::path)
                .filter(path -> prefixes.stream().noneMatch((path + "/")::startsWith))
                // The front page is listed by the addresses that choose its language, and by the one that lets it be chosen.
                .filter(path -> path.equals("/") || !(path + "/").startsWith(tongues.get(0).home()) || tongues.size() == 1)
                .limit(ADDRESSES_MAX).toList();
    }

    private Map<String, Instant> stamps(PublishedPage page) {
        Scope everyone = Scope.everyone(tongues.get(0));
        Map<String, Instant> stamps = new LinkedHashMap<>();
        page.notices().forEach(notice -> stamps.put(everyone.notice(notice.id()), Told.stamp(notice)));
        page.audiences().forEach(audience -> Told.to(page, audience.key()).notices()
                .forEach(notice -> stamps.put(everyone.of(audience).notice(notice.id()), Told.stamp(notice))));
        return stamps;
    }

    private String sitemap(List<String> addresses, Map<String, Instant> stamps) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"")
                .append(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
        for (String path : addresses) {
            xml.append("<url><loc>").append(Messages.escape(config.url() + path)).append("</loc>");
            if (stamps.containsKey(path)) {
                xml.append("<lastmod>").append(stamps.get(path)).append("</lastmod>");
            }
            if (path.equals("/") && tongues.size() > 1) {
                tongues.forEach(tongue -> alternate(xml, tongue.tag(), tongue.home()));
                alternate(xml, "x-default", path);
            }
            xml.append("</url>\n");
        }
        return xml.append("</urlset>\n").toString();
    }

    private void alternate(StringBuilder xml, String language, String path) {
        xml.append("<xhtml:link rel=\"alternate\" hreflang=\"").append(language).append("\" href=\"")
                .append(Messages.escape(config.url() + path)).append("\"/>");
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
        manifest.put("lang", config.language());
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
