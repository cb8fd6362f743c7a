package org.gatepost.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;

/** Writes sample pages to files, to look at them: give it a directory. */
final class Proofs {

    /** The configuration of the samples. */
    record Config(String pageId, String name, URI url, String language, Optional<List<String>> languages, ZoneId timeZone,
            Optional<Elsewhere> elsewhere, Security security) implements SiteConfig {

        /** In English alone. */
        Config(String pageId, String name, URI url, ZoneId timeZone, Optional<Elsewhere> elsewhere) {
            this(pageId, name, url, "en", Optional.of(List.of()), timeZone, elsewhere,
                    new Contact(Optional.empty(), Optional.empty(), Optional.empty(),
                            Optional.empty(), Optional.empty()));
        }

        @Override
        public Look theme() {
            return Optional::empty;
        }

        static Config sample() {
            return new Config("gatepostpage", "Wiki status", URI.create("https://status.example.org"), ZoneId.of("Etc/UTC"),
                    Optional.of(Elsewhere.of("Mastodon https://social.example/@status,https://status.example.net")));
        }

        Config in(String... further) {
            return new Config(pageId, name, url, language, Optional.of(List.of(further)), timeZone, elsewhere, security);
        }

        Config ownLanguage(String own) {
            return new Config(pageId, name, url, own, Optional.empty(), timeZone, elsewhere, security);
        }

        /** In every language that the theme speaks. */
        Config inEveryLanguage() {
            return new Config(pageId, name, url, language, Optional.empty(), timeZone, elsewhere, security);
        }
    }

    record Contact(Optional<List<String>> contact, Optional<Instant> expires, Optional<URI> policy, Optional<URI> encryption,
            Optional<String> languages) implements SiteConfig.Security {
    }

    private Proofs() {
    }

    /** In English alone. */
    static List<Surface> surfaces(PublishedPage page) {
        return new Edition(Config.sample(), Theme.packed()).surfaces(page, Samples.AS_OF);
    }

    static List<Surface> inEveryLanguage(PublishedPage page) {
        return new Edition(Config.sample().inEveryLanguage(), Theme.packed()).surfaces(page, Samples.AS_OF);
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Map<String, PublishedPage> pages = Map.of("empty", Samples.empty(), "well", Samples.allWell(), "worst",
                Samples.worstDay(), "everything", Samples.everything());
        for (Map.Entry<String, PublishedPage> page : pages.entrySet()) {
            for (Surface surface : inEveryLanguage(page.getValue())) {
                String name = page.getKey() + surface.path() + (surface.path().endsWith("/") ? "index" : "")
                        + (surface.contentType().startsWith("text/html") ? ".html" : "");
                write(directory.resolve(name), surface.body());
                if (surface.path().equals("/")) {
                    write(directory.resolve(page.getKey() + "/stale.html"), surface.staleBody());
                }
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
