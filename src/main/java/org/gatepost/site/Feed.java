package org.gatepost.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.Told;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;

/**
 * The history of one scope as an Atom feed (RFC 4287). Ids never change, and {@code updated} moves with published words
 * only: readers' programs take a moved stamp for news.
 */
final class Feed {
    private static final int ENTRIES_MAX = 50;
    private static final String HTML = "text/html";

    private final SiteConfig config;
    private final Messages messages;
    private final Phrases phrases;
    private final Scope scope;
    private final PublishedPage page;

    Feed(SiteConfig config, Messages messages, Scope scope, PublishedPage page) {
        this.config = config;
        this.messages = messages;
        this.phrases = new Phrases(messages);
        this.scope = scope;
        this.page = page;
    }

    /** The feed as XML text, to be encoded as UTF-8. */
    String render() {
        List<PublishedNotice> notices = page.notices().stream().limit(ENTRIES_MAX).toList();
        com.rometools.rome.feed.atom.Feed feed = new com.rometools.rome.feed.atom.Feed("atom_1.0");
        feed.setEncoding("UTF-8");
        feed.setId(tag(scope.isEveryone() ? "/history" : "history"));
        feed.setTitle(scope.isEveryone()
                ? messages.text("feed-title", config.name())
                : messages.text("feed-title-for", config.name(), scope.audience().name()));
        Person author = new Person();
        author.setName(config.name());
        feed.setAuthors(List.of(author));
        feed.setOtherLinks(List.of(link("self", "application/atom+xml", scope.feed())));
        feed.setAlternateLinks(List.of(link("alternate", HTML, scope.home())));
        feed.setUpdated(Date.from(notices.stream().map(Told::stamp).max(Instant::compareTo)
                .orElse(Instant.EPOCH)));
        feed.setEntries(notices.stream().map(this::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("The feed cannot be written.", e);
        }
    }

    private Entry entry(PublishedNotice notice) {
        Entry entry = new Entry();
        entry.setId(tag("Incident/" + notice.id()));
        entry.setTitle(notice.title());
        entry.setPublished(Date.from(notice.publishedAt()));
        entry.setUpdated(Date.from(Told.stamp(notice)));
        entry.setAlternateLinks(List.of(link("alternate", HTML, scope.notice(notice.id()))));
        Content content = new Content();
        content.setType(Content.HTML);
        StringBuilder html = new StringBuilder();
        for (int i = notice.updates().size() - 1; i >= 0; i--) {
            append(html, notice.updates().get(i));
        }
        content.setValue(html.toString());
        entry.setContents(List.of(content));
        return entry;
    }

    /** In the form in which Statuspage writes it, because programs look for the time and the state in it. */
    private void append(StringBuilder html, PublishedUpdate update) {
        html.append("<p><small>").append(format("MMM", update.shownAt())).append(" <var data-var='date'>")
                .append(format("d", update.shownAt())).append("</var>, <var data-var='time'>")
                .append(format("HH:mm", update.shownAt())).append("</var> UTC</small><br><strong>")
                .append(Messages.escape(phrases.state(update.state())))
                .append("</strong></p>");
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

    private Link link(String rel, String type, String path) {
        Link link = new Link();
        link.setRel(rel);
        link.setType(type);
        link.setHref(config.url() + path);
        return link;
    }
}
