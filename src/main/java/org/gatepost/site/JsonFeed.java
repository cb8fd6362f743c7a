package org.gatepost.site;

import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** A channel as JSON Feed 1.1 (jsonfeed.org). */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record JsonFeed(String version, String title, String homePageUrl, String feedUrl, String language, List<Author> authors,
        List<Item> items) {
    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    record Author(String name, String url) {
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Item(String id, String url, String title, String contentHtml, String datePublished, String dateModified,
            List<String> tags) {
    }

    static JsonFeed of(SiteConfig config, Channel channel) {
        return new JsonFeed(VERSION, channel.title(), config.url() + channel.home(), config.url() + channel.json(),
                config.language(), List.of(new Author(config.name(), config.url() + "/")),
                channel.items().stream().map(item -> new Item(item.id(), item.link(), item.title(), item.html(),
                        item.publishedAt().toString(), item.updatedAt().toString(), List.of(item.state()))).toList());
    }
}
