package org.gatepost.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;

/**
 * The page as the public saw it at any instant, worked out from what is public now: what was not out yet is not there, what was amended
 * says what it said, what was struck is not struck yet.
 * <ul>
 * <li>Withdrawn words are gone, whatever the instant: they are in no row any more. Their tombstones are those of today.
 * <li>Names, descriptions, order and audiences of the page's parts are today's, and so are titles in further languages, the begin that a
 * notice claims, the rule by which planned work comes again, and whether subscribers were told: of these no row says what it was before.
 * A part that is listed again was never retired.
 * <li>What was brought from another page is told at the times at which it was published there.
 * </ul>
 * What the clock adds is not in it: ask {@link Phases} of what this returns.
 */
public final class Past {
    private final PublishedPage page;
    private final Map<String, Course> courses = new HashMap<>();
    private final NavigableSet<Instant> changes = new TreeSet<>();

    /**
     * One notice as it was at each time at which it changed.
     *
     * @param versions by the time since when each stood
     */
    private record Course(PublishedNotice notice, NavigableMap<Instant, PublishedNotice> versions) {
    }

    private Past(PublishedPage page, Past before) {
        this.page = page;
        for (PublishedNotice notice : page.notices()) {
            Course known = before == null ? null : before.courses.get(notice.id());
            // A withdrawal moves its notice too, so that there is nothing else to compare.
            Course course = known != null && known.notice().equals(notice)
                    ? known
                    : new Course(notice, versions(notice, tombstones(page, notice)));
            courses.put(notice.id(), course);
            changes.addAll(course.versions().keySet());
        }
        page.components().forEach(part -> add(part.createdAt(), part.updatedAt(), part.retiredAt()));
        page.groups().forEach(part -> add(part.createdAt(), part.updatedAt()));
        page.tombstones().forEach(stone -> add(stone.withdrawnAt()));
        add(page.changedAt());
    }

    private void add(Instant... times) {
        Stream.of(times).filter(Objects::nonNull).forEach(changes::add);
    }

    private static List<Tombstone> tombstones(PublishedPage page, PublishedNotice notice) {
        return page.tombstones().stream().filter(stone -> stone.noticeId().equals(notice.id())).toList();
    }

    /** @param page as it was read */
    public static Past of(PublishedPage page) {
        return new Past(page, null);
    }

    /**
     * The same of a page that was read later. Notices that have not changed are the same objects in both, so that they are quickly seen to
     * be equal.
     */
    public Past followedBy(PublishedPage next) {
        return next.equals(page) ? this : new Past(next, this);
    }

    /** When something was published, to the second, oldest first: what was published last in a second stands for all of it. */
    public List<Instant> moments() {
        return changes.stream().map(change -> change.truncatedTo(ChronoUnit.SECONDS)).distinct().toList();
    }

    /** The last instant of the second that begins at a moment. */
    public static Instant endOf(Instant moment) {
        return moment.plusSeconds(1).minusNanos(1);
    }

    /** The page at an instant. Before the first publication it has audiences and nothing else. How often it had changed is not told. */
    public PublishedPage at(Instant instant) {
        List<PublishedNotice> notices = page.notices().stream()
                .map(notice -> courses.get(notice.id()).versions().floorEntry(instant))
                .filter(Objects::nonNull).map(Map.Entry::getValue).toList();
        return new PublishedPage(0, changes.floor(instant), page.audiences(),
                page.groups().stream().filter(group -> !group.createdAt().isAfter(instant)).map(group -> at(group, instant))
                        .toList(),
                page.components().stream().filter(component -> !component.createdAt().isAfter(instant))
                        .map(component -> at(component, instant)).toList(),
                notices, page.tombstones());
    }

    private static PublishedGroup at(PublishedGroup group, Instant instant) {
        return group.updatedAt().isAfter(instant)
                ? new PublishedGroup(group.id(), group.name(), group.position(), group.createdAt(), group.createdAt())
                : group;
    }

    private static PublishedComponent at(PublishedComponent it, Instant instant) {
        boolean isRetiredLater = it.isRetired() && it.retiredAt().isAfter(instant);
        return isRetiredLater || it.updatedAt().isAfter(instant)
                ? new PublishedComponent(it.id(), it.name(), it.description(), it.groupId(), it.position(), it.audiences(),
                        it.startDate(), it.createdAt(), it.updatedAt().isAfter(instant) ? it.createdAt() : it.updatedAt(),
                        isRetiredLater ? null : it.retiredAt())
                : it;
    }

    // One notice.

    private static NavigableMap<Instant, PublishedNotice> versions(PublishedNotice notice, Collection<Tombstone> stones) {
        NavigableMap<Instant, PublishedNotice> versions = new TreeMap<>();
        Stream<Instant> times = notice.updates().stream().flatMap(Past::times);
        Stream.concat(times, stones.stream().map(Tombstone::withdrawnAt)).distinct().sorted().forEach(time -> {
            PublishedNotice version = at(notice, stones, time);
            if (version != null) {
                versions.put(time, version);
            }
        });
        return Collections.unmodifiableNavigableMap(versions);
    }

    private static Stream<Instant> times(PublishedUpdate update) {
        Stream<Instant> ends = Stream.of(update.publishedAt(),
                update.isRetracted() ? update.retraction().at() : update.publishedAt());
        return Stream.concat(ends, update.earlier().stream().map(Revision::replacedAt));
    }

    /** Null when it was not out yet. */
    private static PublishedNotice at(PublishedNotice notice, Collection<Tombstone> stones, Instant instant) {
        List<PublishedUpdate> updates = notice.updates().stream().filter(update -> !update.publishedAt().isAfter(instant))
                .map(update -> at(update, instant)).toList();
        if (updates.isEmpty()) {
            return null;
        }
        String title = notice.updates().stream().map(update -> titleAt(update, instant)).filter(Objects::nonNull).findFirst()
                .orElse(notice.title());
        Instant updatedAt = Stream.concat(updates.stream().map(Told::stamp), stones.stream().map(Tombstone::withdrawnAt)
                .filter(withdrawnAt -> !withdrawnAt.isAfter(instant))).max(Instant::compareTo).orElseThrow();
        Window window = updates.stream().map(PublishedUpdate::window).filter(Objects::nonNull).reduce((one, later) -> later)
                .orElseGet(() -> new Window(notice.scheduledFor(), notice.scheduledUntil()));
        return new PublishedNotice(notice.id(), notice.kind(), title,
                // What a title was called in other languages before it was corrected is not kept.
                title.equals(notice.title()) ? notice.titles() : Map.of(), notice.startedAt(), notice.publishedAt(), updatedAt,
                window.from(), window.until(), notice.recurrence(), updates);
    }

    /** Revisions that replaced others later are taken back, one by one. */
    private static PublishedUpdate at(PublishedUpdate update, Instant instant) {
        List<Revision> earlier = until(update, instant);
        boolean isRetracted = update.isRetracted() && !update.retraction().at().isAfter(instant);
        if (earlier.size() == update.earlier().size() && isRetracted == update.isRetracted()) {
            return update;
        }
        boolean isAmendedLater = earlier.size() < update.earlier().size();
        Revision then = isAmendedLater ? update.earlier().get(earlier.size()) : null;
        return new PublishedUpdate(update.id(), update.state(), get(then, Revision::shownAt, update.shownAt()),
                update.publishedAt(),
                isAmendedLater ? then.nextUpdateBy() : update.nextUpdateBy(),
                get(then, Revision::disclosures, update.disclosures()), get(then, Revision::effects, update.effects()), earlier,
                isRetracted ? update.retraction() : null, isAmendedLater ? then.delay() : update.delay(),
                update.tellsSubscribers(), update.derived(), update.window());
    }

    private static <T> T get(Revision revision, Function<Revision, T> what, T now) {
        return revision == null ? now : what.apply(revision);
    }

    private static List<Revision> until(PublishedUpdate update, Instant instant) {
        return update.earlier().stream().takeWhile(revision -> !revision.replacedAt().isAfter(instant)).toList();
    }

    /** What the notice was called when that was amended later, else null. */
    private static String titleAt(PublishedUpdate update, Instant instant) {
        return update.earlier().stream().skip(until(update, instant).size()).map(Revision::title).filter(Objects::nonNull)
                .findFirst().orElse(null);
    }
}
