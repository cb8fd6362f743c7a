package org.gatepost.site;

import org.gatepost.notice.PublishedAudience;

/**
 * For whom a page, a feed or a file is: everyone, or one audience. Pages are there in every language; what programs read is there once,
 * in the page's own.
 *
 * @param audience or null for everyone
 * @param tongue in which its pages are
 */
record Scope(PublishedAudience audience, Tongue tongue) {

    static Scope everyone(Tongue tongue) {
        return new Scope(null, tongue);
    }

    /** For an audience, in the same language. */
    Scope of(PublishedAudience other) {
        return new Scope(other, tongue);
    }

    /** For everyone, in the same language. */
    Scope everyone() {
        return everyone(tongue);
    }

    /** For the same people, in another language. */
    Scope in(Tongue other) {
        return new Scope(audience, other);
    }

    boolean isEveryone() {
        return audience == null;
    }

    private String files() {
        return isEveryone() ? "" : "/" + audience.key();
    }

    private String pages() {
        return tongue.prefix() + files();
    }

    /** Where the way home leads: in this language, whatever {@code /} would choose. */
    String home() {
        return isEveryone() ? tongue.home() : pages();
    }

    /** Where programs send people: whatever language they read, and where what is there for programs stands beside it. */
    String entrance() {
        return isEveryone() ? "/" : files();
    }

    String notice(String id) {
        return pages() + "/incidents/" + id;
    }

    String component(String id) {
        return pages() + "/components/" + id;
    }

    String history() {
        return pages() + "/history";
    }

    String maintenance() {
        return pages() + "/maintenance";
    }

    /** The page that names what programs can read. */
    String programs() {
        return pages() + "/api";
    }

    String embed() {
        return pages() + "/embed";
    }

    /** One file more, which is there once for all languages. */
    String file(String name) {
        return files() + "/" + name;
    }

    String feed() {
        return files() + "/history.atom";
    }

    String rss() {
        return files() + "/history.rss";
    }

    /** Not {@code /history.json}, at which Statuspage has something else. */
    String jsonFeed() {
        return files() + "/feed.json";
    }

    /** Of one component, without suffix. */
    String feed(String componentId) {
        return files() + "/components/" + componentId;
    }

    String calendar() {
        return files() + "/maintenance.ics";
    }

    String api() {
        return files() + "/api/v2";
    }

    /** Without suffix. */
    String badge() {
        return files() + "/badge";
    }

    /** Without suffix. */
    String badge(String componentId) {
        return files() + "/badge/" + componentId;
    }
}
