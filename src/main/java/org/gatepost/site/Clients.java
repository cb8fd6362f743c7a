package org.gatepost.site;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    private final Telling telling;

    Clients(SiteConfig config, Theme theme, Scope scope, Telling telling) {
        this.config = config;
        this.theme = theme;
        this.messages = scope.tongue().messages();
        this.phrases = scope.tongue().phrases();
        this.scope = scope;
        this.telling = telling;
    }

    void render(Consumer<Leaf> sink) {
        PublishedPage told = telling.page();
        new Channels(config, messages, scope, told).all().forEach(channel -> {
            file(sink, channel.atom(), ATOM, channel, () -> AtomFeed.render(config, channel));
            file(sink, channel.rss(), RSS, channel, () -> RssFeed.render(config, channel));
            file(sink, channel.json(), JSON_FEED, channel, () -> Edition.text(JsonFeed.of(config, channel)));
        });
        file(sink, scope.calendar(), CALENDAR, telling.whole(),
                () -> new PlanCalendar(config, messages, scope, telling.said()).render());
        Rollup rollup = telling.rollup();
        badge(sink, scope.badge(), scope.isEveryone() ? config.name() : scope.audience().name() + " · " + config.name(),
                phrases.level(rollup.overall()));
        for (PublishedComponent component : telling.listed()) {
            // Of one that is listed no more there is no status.
            badge(sink, scope.badge(component.id()), component.name(), phrases.level(rollup.component(component.id())));
        }
        new StatusApi(config, messages, scope, told).files().forEach((path, body) -> sink.accept(
                new Leaf(scope.api() + path, null, false, telling.whole(),
                        () -> Edition.json(scope.api() + path, body.get()))));
    }

    private static void file(Consumer<Leaf> sink, String path, String type, Object key, Supplier<String> text) {
        sink.accept(new Leaf(path, null, false, key, () -> Edition.file(path, type, text.get())));
    }

    /** While the publisher is silent nobody knows, and the badge says so. */
    private void badge(Consumer<Leaf> sink, String address, String label, View.Level level) {
        Badge fresh = new Badge(theme, label, level);
        Badge stale = new Badge(theme, label, phrases.unknown());
        List<Object> key = List.of(label, level);
        sink.accept(new Leaf(address + ".svg", null, false, key, () -> Edition.shared(address + ".svg",
                "image/svg+xml; charset=utf-8", fresh.svg(), stale.svg())));
        sink.accept(new Leaf(address + ".json", null, false, key, () -> Edition.shared(address + ".json",
                "application/json; charset=utf-8", Edition.text(fresh.endpoint()), Edition.text(stale.endpoint()))));
    }
}
