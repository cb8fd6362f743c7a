package org.gatepost.site;

import org.gatepost.notice.PublishedAudience;

/**
 * For whom a page, a feed or a file is: everyone, or one audience.
 *
 * @param audience or null for everyone
 * @param prefix what addresses begin with: nothing for everyone, a slash and the audience's key for an audience
 */
record Scope(PublishedAudience audience, String prefix) {
    static final Scope EVERYONE = new Scope(null, "");

    static Scope of(PublishedAudience audience) {
        return new Scope(audience, "/" + audience.key());
    }

    boolean isEveryone() {
        return audience == null;
    }

    String home() {
        return isEveryone() ? "/" : prefix;
    }

    String notice(String id) {
        return prefix + "/incidents/" + id;
    }

    String component(String id) {
        return prefix + "/components/" + id;
    }

    String history() {
        return prefix + "/history";
    }

    String feed() {
        return prefix + "/history.atom";
    }

    String rss() {
        return prefix + "/history.rss";
    }

    /** Not {@code /history.json}, at which Statuspage has something else. */
    String jsonFeed() {
        return prefix + "/feed.json";
    }

    String calendar() {
        return prefix + "/maintenance.ics";
    }

    String api() {
        return prefix + "/api/v2";
    }

    /** The page that names what programs can read. */
    String programs() {
        return prefix + "/api";
    }

    String embed() {
        return prefix + "/embed";
    }

    /** Without suffix. */
    String badge() {
        return prefix + "/badge";
    }

    /** Without suffix. */
    String badge(String componentId) {
        return prefix + "/badge/" + componentId;
    }
}
