package org.gatepost.site;

import java.util.Date;
import java.util.List;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;

/** A channel as Atom (RFC 4287). */
final class AtomFeed {
    private static final String HTML = "text/html";

    private AtomFeed() {
    }

    /** The feed as XML text, to be encoded as UTF-8. */
    static String render(SiteConfig config, Channel channel) {
        Feed feed = new Feed("atom_1.0");
        feed.setEncoding("UTF-8");
        feed.setId(channel.id());
        feed.setTitle(channel.title());
        Person author = new Person();
        author.setName(config.name());
        feed.setAuthors(List.of(author));
        feed.setOtherLinks(List.of(link("self", "application/atom+xml", config.url() + channel.atom())));
        feed.setAlternateLinks(List.of(link("alternate", HTML, config.url() + channel.home())));
        feed.setUpdated(Date.from(channel.updatedAt()));
        feed.setEntries(channel.items().stream().map(AtomFeed::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("The feed cannot be written.", e);
        }
    }

    private static Entry entry(Channel.Item item) {
        Entry entry = new Entry();
        entry.setId(item.id());
        entry.setTitle(item.title());
        entry.setPublished(Date.from(item.publishedAt()));
        entry.setUpdated(Date.from(item.updatedAt()));
        entry.setAlternateLinks(List.of(link("alternate", HTML, item.link())));
        Content content = new Content();
        content.setType(Content.HTML);
        content.setValue(item.html());
        entry.setContents(List.of(content));
        return entry;
    }

    private static Link link(String rel, String type, String address) {
        Link link = new Link();
        link.setRel(rel);
        link.setType(type);
        link.setHref(address);
        return link;
    }
}
