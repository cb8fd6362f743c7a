package org.gatepost.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import org.gatepost.notice.PublishedUpdate.Window;
import org.jdom2.Element;
import org.jdom2.Namespace;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;

/**
 * A channel as RSS 2.0, with what programs look for that read Statuspage's: the state between {@code strong} marks, and of planned work
 * the begin as its date, the end in an element of its own and both in front of the words.
 */
final class RssFeed {
    private static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");
    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RssFeed() {
    }

    /** The feed as XML text, to be encoded as UTF-8. */
    static String render(SiteConfig config, Channel channel) {
        com.rometools.rome.feed.rss.Channel rss = new com.rometools.rome.feed.rss.Channel("rss_2.0");
        rss.setEncoding("UTF-8");
        rss.setTitle(channel.title());
        rss.setLink(config.url() + channel.home());
        rss.setDescription(channel.title());
        rss.setLanguage(config.language());
        rss.setPubDate(Date.from(channel.updatedAt()));
        Element self = new Element("link", ATOM).setAttribute("rel", "self").setAttribute("type", "application/rss+xml")
                .setAttribute("href", config.url() + channel.rss());
        rss.setForeignMarkup(List.of(self));
        rss.setItems(channel.items().stream().map(RssFeed::item).toList());
        try {
            return new WireFeedOutput().outputString(rss);
        } catch (FeedException e) {
            throw new IllegalStateException("The feed cannot be written.", e);
        }
    }

    private static Item item(Channel.Item notice) {
        Item item = new Item();
        item.setTitle(notice.title());
        item.setLink(notice.link());
        Guid guid = new Guid();
        guid.setPermaLink(true);
        guid.setValue(notice.link());
        item.setGuid(guid);
        Window planned = notice.planned();
        item.setPubDate(Date.from(planned == null ? notice.publishedAt() : planned.from()));
        Description description = new Description();
        description.setType("text/html");
        description.setValue(planned == null ? notice.html() : event(planned) + notice.html());
        item.setDescription(description);
        DCModule updated = new DCModuleImpl();
        updated.setDate(Date.from(notice.updatedAt()));
        item.setModules(List.of(updated));
        if (planned != null && planned.until() != null) {
            item.setForeignMarkup(List.of(new Element("maintenanceEndDate").setText(RFC_822.format(planned.until()))));
        }
        return item;
    }

    private static String event(Window planned) {
        Instant until = planned.until();
        String end = until == null
                ? ""
                : " - " + (Phrases.isSameDay(planned.from(), until) ? "" : day(until) + ", ") + time(until);
        return "<p><strong>THIS IS A SCHEDULED EVENT " + day(planned.from()) + ", " + time(planned.from()) + end
                + " UTC</strong></p>";
    }

    private static String day(Instant instant) {
        return format("MMM", instant) + " <var data-var='date'>" + format("d", instant) + "</var>";
    }

    private static String time(Instant instant) {
        return "<var data-var='time'>" + format("HH:mm", instant) + "</var>";
    }

    private static String format(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(instant.atZone(ZoneOffset.UTC));
    }
}
