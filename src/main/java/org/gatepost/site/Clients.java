package org.gatepost.site;

import java.util.function.Consumer;

import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Rollup;

/** What one scope gives to programs beside the Statuspage format: channels to follow, its calendar and its badges. */
final class Clients {
    private static final String ATOM = "application/atom+xml; charset=utf-8";
    private static final String RSS = "application/rss+xml; charset=utf-8";
    private static final String JSON_FEED = "application/feed+json; charset=utf-8";
    private static final String CALENDAR = "text/calendar; charset=utf-8";

    private final SiteConfig config;
    private final Theme theme;
    private final Messages messages;
    private final Phrases phrases;
    private final Scope scope;
    private final PublishedPage said;
    private final PublishedPage told;

    /**
     * @param said what the scope is told, as it was read
     * @param told the same with what the clock says
     */
    Clients(SiteConfig config, Theme theme, Scope scope, PublishedPage said, PublishedPage told) {
        this.config = config;
        this.theme = theme;
        this.messages = theme.messages();
        this.phrases = new Phrases(messages);
        this.scope = scope;
        this.said = said;
        this.told = told;
    }

    void render(Consumer<Surface> sink) {
        new Channels(config, messages, scope, told).all().forEach(channel -> {
            sink.accept(Edition.file(channel.atom(), ATOM, AtomFeed.render(config, channel)));
            sink.accept(Edition.file(channel.rss(), RSS, RssFeed.render(config, channel)));
            sink.accept(Edition.file(channel.json(), JSON_FEED, Edition.text(JsonFeed.of(config, channel))));
        });
        sink.accept(Edition.file(scope.calendar(), CALENDAR, new PlanCalendar(config, messages, scope, said).render()));
        Rollup rollup = Rollup.of(told);
        badge(sink, scope.badge(), scope.isEveryone() ? config.name() : scope.audience().name() + " · " + config.name(),
                phrases.level(rollup.overall()));
        for (PublishedComponent component : told.components()) {
            // Of one that is listed no more there is no status.
            if (!component.isRetired()) {
                badge(sink, scope.badge(component.id()), component.name(), phrases.level(rollup.component(component.id())));
            }
        }
    }

    /** While the publisher is silent nobody knows, and the badge says so. */
    private void badge(Consumer<Surface> sink, String address, String label, View.Level level) {
        Badge fresh = new Badge(theme, label, level);
        Badge stale = new Badge(theme, label, phrases.unknown());
        sink.accept(Edition.shared(address + ".svg", "image/svg+xml; charset=utf-8", fresh.svg(), stale.svg()));
        sink.accept(Edition.shared(address + ".json", "application/json; charset=utf-8", Edition.text(fresh.endpoint()),
                Edition.text(stale.endpoint())));
    }
}
