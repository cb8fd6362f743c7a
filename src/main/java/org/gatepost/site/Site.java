package org.gatepost.site;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.StatusPage;

import io.quarkus.runtime.StartupEvent;

/** The public page. The publisher asks it for everything that is public; the gate asks it for previews of what would be. */
@ApplicationScoped
public class Site {

    private final StatusPage statusPage;
    private final SiteConfig config;
    private final Clock clock;
    private final Themes themes;

    Site(StatusPage statusPage, SiteConfig config, Clock clock,
            @ConfigProperty(name = "gatepost.face.publisher", defaultValue = "false") boolean isPublisher) {
        this.statusPage = statusPage;
        this.config = config;
        this.clock = clock;
        this.themes = new Themes(config);
        if (isPublisher) {
            themes.requireGood();
        }
        themes.watch();
    }

    @PreDestroy
    void close() {
        themes.close();
    }

    /**
     * Makes the publisher's site at its start, with a page on which every part of the theme has something to show, so that a theme that
     * cannot render stops the start and not the publication of an incident. Static, so that processes with other faces do not make a
     * site at all; a console that is told of the theme wears it when it has passed, and the packed one until then.
     *
     * @throws ThemeRefusedException with the file and line
     */
    static void proofread(@Observes StartupEvent start, Instance<Site> site,
            @ConfigProperty(name = "gatepost.face.publisher", defaultValue = "false") boolean isPublisher) {
        if (isPublisher) {
            site.get().generation();
        }
    }

    long generation() {
        return themes.generation();
    }

    /** Grows with each publication and each theme, and with nothing else; costs one short query. */
    public long revision() {
        return statusPage.revision() + generation();
    }

    /**
     * What was withdrawn, which grows with each withdrawal: no byte that told of these notices before may be served again. Ask it
     * before {@link #surfaces()}, which are then without what it names.
     */
    public Set<Withdrawal> withdrawn() {
        return statusPage.withdrawn().stream().map(tombstone -> new Withdrawal(tombstone.noticeId(), tombstone.id()))
                .collect(Collectors.toSet());
    }

    /**
     * Renders what is public now, and what was public after each publication. Between two publications it changes at the boundaries of
     * {@link Phases#asOf} and at no other time.
     */
    public List<Surface> surfaces() {
        PublishedPage page = statusPage.read();
        return themes.surfaces(page, Phases.asOf(page, clock.instant()));
    }

    /**
     * Renders one address as it would be now: for previews.
     *
     * @return nothing when nothing would be there
     */
    public Optional<Surface> surface(PublishedPage page, String path) {
        return themes.edition().leaves(page, Phases.asOf(page, clock.instant())).stream()
                .filter(leaf -> leaf.path().equals(path))
                .findFirst().map(leaf -> leaf.made().get());
    }

    /**
     * Where a page can be read in other languages.
     *
     * @param path of a page in the page's own language
     * @return addresses by language, as a BCP 47 tag, the page's own first
     */
    public Map<String, String> languages(String path) {
        return themes.edition().languages(path);
    }

    /**
     * What a publication would change, as of now, rendered before and after.
     *
     * @param before the page as it is
     * @param after the page as it would be
     */
    public Rendering rendering(PublishedPage before, PublishedPage after) {
        Instant now = clock.instant();
        Edition edition = themes.edition();
        return Rendering.of(config.language(), edition.leaves(before, Phases.asOf(before, now)),
                edition.leaves(after, Phases.asOf(after, now)));
    }
}
