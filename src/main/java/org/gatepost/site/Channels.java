package org.gatepost.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;
import org.gatepost.notice.Told;

/** The channels of one scope: its own and one per component. What a notice says is put together once for all of them. */
final class Channels {
    private final SiteConfig config;
    private final Messages messages;
    private final Phrases phrases;
    private final Scope scope;
    private final PublishedPage page;
    private final Map<String, Channel.Item> items;

    Channels(SiteConfig config, Messages messages, Scope scope, PublishedPage page) {
        this.config = config;
        this.messages = messages;
        this.phrases = new Phrases(messages);
        this.scope = scope;
        this.page = page;
        this.items = page.notices().stream().collect(Collectors.toMap(PublishedNotice::id, this::item));
    }

    /** The scope's own first. */
    Stream<Channel> all() {
        return Stream.concat(Stream.of(whole()), page.components().stream().map(this::of));
    }

    private Channel whole() {
        String title = scope.isEveryone()
                ? messages.text("feed-title", config.name())
                : messages.text("feed-title-for", config.name(), scope.audience().name());
        return new Channel(tag(scope.isEveryone() ? "/history" : "history"), title, scope.entrance(), scope.feed(), scope.rss(),
                scope.jsonFeed(), items(notice -> true));
    }

    private Channel of(PublishedComponent component) {
        String title = scope.isEveryone()
                ? messages.text("feed-title-component", config.name(), component.name())
                : messages.text("feed-title-component-for", config.name(), component.name(), scope.audience().name());
        String address = scope.feed(component.id());
        return new Channel(tag("components/" + component.id()), title, scope.component(component.id()), address + ".atom",
                address + ".rss",
                address + ".json", items(notice -> notice.updates().stream().flatMap(update -> update.effects().stream())
                        .anyMatch(effect -> effect.componentId().equals(component.id()))));
    }

    private List<Channel.Item> items(Predicate<PublishedNotice> wanted) {
        return page.notices().stream().filter(wanted).limit(Channel.ITEMS_MAX).map(notice -> items.get(notice.id())).toList();
    }

    private Channel.Item item(PublishedNotice notice) {
        Window planned = notice.kind() == NoticeKind.MAINTENANCE && notice.scheduledFor() != null
                ? new Window(notice.scheduledFor(), notice.scheduledUntil())
                : null;
        StringBuilder html = new StringBuilder();
        if (notice.isRetracted()) {
            // Programs take a problem for open until they read that it is resolved.
            html.append("<p><strong>").append(Messages.escape(phrases.state(NoticeState.RESOLVED))).append("</strong> - ")
                    .append(messages.html("retracted-all").getValue()).append("</p>");
        }
        for (int i = notice.updates().size() - 1; i >= 0; i--) {
            append(html, notice.updates().get(i));
        }
        return new Channel.Item(tag("Incident/" + notice.id()), notice.title(), config.url() + scope.notice(notice.id()),
                notice.publishedAt(), Told.stamp(notice), phrases.state(notice.state()), planned, html.toString());
    }

    /** In the form in which Statuspage writes it, because programs look for the time and the state in it. */
    private void append(StringBuilder html, PublishedUpdate update) {
        html.append("<p><small>").append(format("MMM", update.shownAt())).append(" <var data-var='date'>")
                .append(format("d", update.shownAt())).append("</var>, <var data-var='time'>")
                .append(format("HH:mm", update.shownAt())).append("</var> UTC</small><br>");
        // What was taken back does not end a problem: programs look for the word between these marks.
        html.append(update.isRetracted() ? "<s>" : "<strong>").append(Messages.escape(phrases.state(update.state())))
                .append(update.isRetracted() ? "</s></p>" : "</strong></p>");
        if (update.isRetracted()) {
            html.append("<p>").append(messages.html("retracted", phrases.full(update.retraction().at()),
                    phrases.reason(update.retraction().reason())).getValue()).append("</p><del>");
        }
        if (update.derived()) {
            html.append("<p>").append(Messages.escape(phrases.byPlan(update))).append("</p>");
        }
        appendWords(html, update);
        if (update.isRetracted()) {
            html.append("</del>");
        }
        update.earlier().stream().max(Comparator.comparing(Revision::replacedAt)).ifPresent(last -> html.append("<p><small>")
                .append(messages.html(last.replacedBy() == Amendment.TYPO ? "edited" : "corrected",
                        phrases.full(last.replacedAt())).getValue())
                .append("</small></p>"));
        if (update.delay() != null) {
            html.append("<p><small>").append(messages.html("delay", phrases.full(update.delay().knownSince()),
                    phrases.full(update.publishedAt()), Phrases.isolated(update.delay().because())).getValue())
                    .append("</small></p>");
        }
    }

    private void appendWords(StringBuilder html, PublishedUpdate update) {
        if (update.derived()) {
            return;
        }
        for (PublishedAudience audience : page.audiences()) {
            update.to(audience.key()).ifPresent(told -> {
                if (scope.isEveryone()) {
                    html.append("<p><em>").append(Messages.escape(audience.name())).append("</em></p>");
                }
                html.append(told.html());
            });
        }
    }

    private static String format(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(instant.atZone(ZoneOffset.UTC));
    }

    /** A tag URI (RFC 4151) that stays when addresses move. */
    private String tag(String path) {
        return "tag:" + config.url().getHost() + ",2005:" + (scope.isEveryone() ? path : scope.audience().key() + "/" + path);
    }

}
