package org.gatepost.site;

import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the page says of itself. A change of any of these changes public bytes at the next start of the publisher. */
@ConfigMapping(prefix = "gatepost.site")
public interface SiteConfig {

    /**
     * The page's id in the Statuspage format: 12 characters of a to z and 0 to 9. Keep it: programs that watch several pages
     * tell them apart by it.
     */
    @WithDefault("gatepostpage")
    String pageId();

    /** The name at the top of every page and in feeds. */
    @WithDefault("Status")
    String name();

    /** Where readers find the page: scheme and host, port if need be, without a slash at the end. Feeds and JSON link to it. */
    @WithDefault("http://localhost:8080")
    URI url();

    /** The zone whose offset the times in the Statuspage JSON carry; the HTML shows UTC whatever this says. */
    @WithDefault("Etc/UTC")
    ZoneId timeZone();

    /** Where else to look when this page hears nothing from its publisher, such as an account elsewhere; none by default. */
    Optional<URI> elsewhere();
}
