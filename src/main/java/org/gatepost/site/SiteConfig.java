package org.gatepost.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

    /**
     * The page's own language, as a BCP 47 tag: that of its addresses without a language, of feeds and files for programs, and of words
     * that say no other. The theme has to speak it.
     */
    @WithDefault("en")
    String language();

    /** In which languages the page can be read besides its own, as BCP 47 tags; all that the theme speaks unless this names some. */
    Optional<List<String>> languages();

    /** The zone whose offset the times in the Statuspage JSON carry; the HTML shows UTC whatever this says. */
    @WithDefault("Etc/UTC")
    ZoneId timeZone();

    /**
     * Where else to look, at the foot of every page and above it while the publisher is silent: places with commas between, each an
     * address, if need be with its label before it, such as {@code Mastodon https://social.example/@status}; none by default.
     */
    Optional<Elsewhere> elsewhere();

    /** What the page looks like. */
    Look theme();

    /** What the page looks like: the packed theme, or one that an operator made of it. */
    interface Look {

        /**
         * Where files lie that stand in for those of the packed theme, each by its name; what is not there is the packed one's. None by
         * default. A theme that cannot render the page stops the publisher's start; one that changes while it runs is read anew.
         */
        Optional<Path> directory();
    }

    /** What {@code /.well-known/security.txt} says (RFC 9116); without a contact there is none. */
    Security security();

    /** Where to tell of holes. */
    interface Security {

        /** Whole addresses, best first, such as {@code mailto:security@example.org}; needs {@link #expires()}. */
        Optional<List<String>> contact();

        /** Until when this holds, such as 2027-06-30T00:00:00Z; at most a year ahead is advised. */
        Optional<Instant> expires();

        /** Address of the policy for those who find holes. */
        Optional<URI> policy();

        /** Address of a key to encrypt with. */
        Optional<URI> encryption();

        /** Tags of the languages that are understood, with commas between. */
        Optional<String> languages();
    }
}
