package org.gatepost.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.gatepost.notice.Past;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Uptime;

import io.quarkus.qute.RawString;

/**
 * Everyone's front page as it was after each publication, in the page's own language, and the same for programs: at
 * {@code /at/2026-03-05T14:05:00Z} and with {@code .json}. A front leads any instant to the last of them before it.
 * <p>
 * They follow from published rows and from nothing else, so that {@link Printed} renders only what a publication changed: its own pair, and the
 * way from the one before to it.
 */
final class PastPages {
    static final String PREFIX = "/at/";
    static final String FILE = ".json";
    /**
     * Of the newest publications: some years of a busy page. Every front holds all of them in memory, some 30 kB each in all encodings;
     * what is older leads nowhere, and the history has it still.
     */
    static final int MOMENTS_MAX = 1_000;

    /** For how long what is over is seen on a front page: in its bars. A day more for the one that is not whole. */
    private static final Duration SEEN = Duration.ofDays(Uptime.DAYS + 1L);

    private final SiteConfig config;
    private final Theme theme;
    private final List<Tongue> tongues;
    private final BiFunction<String, String, Surface> surface;
    /** Read last: what has not changed since is the same objects, and quickly seen to be equal. */
    private Past past;
    /** Of that past; a tick has them from here. */
    private List<Leaf> leaves;

    /**
     * @param tongues every language in which there are pages, the page's own first
     * @param surface makes one of a path and its HTML
     */
    PastPages(SiteConfig config, Theme theme, List<Tongue> tongues, BiFunction<String, String, Surface> surface) {
        this.config = config;
        this.theme = theme;
        this.tongues = tongues;
        this.surface = surface;
    }

    /** What a page of the past shows, and the moments beside it; null where there is none. */
    private record Shown(PublishedPage page, Instant before, Instant after) {
    }

    /**
     * The view of the template.
     *
     * @param moment as of which it is
     * @param now address of what is so now
     * @param before the publication before, or null
     * @param after the publication after, or null
     * @param file the same for programs
     */
    record At(RawString moment, String now, Way before, Way after, String file, View.Home home) {
    }

    record Way(String href, RawString moment) {
    }

    /** @param page as it was read */
    synchronized List<Leaf> leaves(PublishedPage page) {
        Past next = past == null ? Past.of(page) : past.followedBy(page);
        if (next != past) {
            leaves = leaves(next);
            past = next;
        }
        return leaves;
    }

    private List<Leaf> leaves(Past past) {
        List<Instant> moments = past.moments();
        int first = Math.max(0, moments.size() - MOMENTS_MAX);
        List<Leaf> leaves = new ArrayList<>();
        for (int i = first; i < moments.size(); i++) {
            Instant moment = moments.get(i);
            PublishedPage then = past.at(Past.endOf(moment));
            Shown shown = new Shown(seen(then, moment), i == first ? null : moments.get(i - 1),
                    i + 1 == moments.size() ? null : moments.get(i + 1));
            leaves.add(new Leaf(path(moment), tongues.get(0).tag(), false, shown, () -> page(moment, shown)));
            leaves.add(new Leaf(path(moment) + FILE, null, false, then, () -> file(moment, then)));
        }
        return List.copyOf(leaves);
    }

    private static String path(Instant moment) {
        return PREFIX + moment;
    }

    private Surface page(Instant moment, Shown shown) {
        Scope scope = scope();
        Messages messages = scope.tongue().messages();
        Phrases phrases = scope.tongue().phrases();
        Telling telling = Telling.toEveryone(config.language(), shown.page(), asOf(moment, shown.page()));
        String html = new Pages(config, theme, tongues, scope, telling).renderPast(
                messages.text("at-title", phrases.precise(moment)),
                home -> new At(phrases.preciseTime(moment), scope.home(), way(phrases, shown.before()),
                        way(phrases, shown.after()), path(moment) + FILE, home));
        return surface.apply(path(moment), html);
    }

    private Scope scope() {
        return Scope.everyone(tongues.get(0));
    }

    private static Way way(Phrases phrases, Instant moment) {
        return moment == null ? null : new Way(path(moment), phrases.preciseTime(moment));
    }

    private Surface file(Instant moment, PublishedPage then) {
        PublishedPage told = Phases.at(then, asOf(moment, then));
        return Edition.json(path(moment) + FILE, new StatusApi(config, scope().tongue().messages(), scope(), told).summary());
    }

    private static Instant asOf(Instant moment, PublishedPage then) {
        return Phases.asOf(then, Past.endOf(moment));
    }

    /**
     * The page without what people do not see on it, so that years of history are not added up for each of them: what is over, is
     * of none of the days that are drawn, and is not among the last that were over.
     */
    static PublishedPage seen(PublishedPage then, Instant moment) {
        Instant since = moment.minus(SEEN);
        Set<String> last = then.notices().stream().filter(notice -> !notice.isOpen()).limit(Pages.PAST_MAX)
                .map(PublishedNotice::id)
                .collect(Collectors.toCollection(HashSet::new));
        return new PublishedPage(then.revision(), then.changedAt(), then.audiences(), then.groups(), then.components(),
                then.notices().stream().filter(notice -> notice.isOpen() || notice.recurrence().rule() != null
                        || last.contains(notice.id()) || isSaidAfter(notice, since)).toList(),
                // They stand on the pages of notices.
                List.of());
    }

    /** Whether any time that the notice speaks of is later. In plain loops: each page of the past asks it of all that came before. */
    private static boolean isSaidAfter(PublishedNotice notice, Instant since) {
        if (isLater(since, notice.startedAt(), notice.updatedAt(), notice.scheduledFor(), notice.scheduledUntil())) {
            return true;
        }
        for (PublishedUpdate update : notice.updates()) {
            if (isLater(since, update.shownAt(), update.publishedAt())) {
                return true;
            }
            for (PublishedUpdate.Disclosure told : update.disclosures()) {
                if (isLater(since, told.from(), told.to())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLater(Instant since, Instant... times) {
        for (Instant time : times) {
            if (time != null && time.isAfter(since)) {
                return true;
            }
        }
        return false;
    }
}
