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

    String api() {
        return prefix + "/api/v2";
    }
}
