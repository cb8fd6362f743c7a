package org.gatepost.site;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Told;
import org.gatepost.notice.Tombstone;
import org.gatepost.notice.Uptime;

/**
 * What one audience, or everyone, is told at one time: worked out once, and then said in every language. Nothing in it depends on how
 * it is said.
 */
final class Telling {
    private final String language;
    private final List<PublishedAudience> audiences;
    private final PublishedPage said;
    private final PublishedPage page;
    private final Instant asOf;
    private final LocalDate day;
    private final Rollup rollup;
    private final Days days;
    private final Uptime uptime;
    /** Components that are not retired; those that are have their page still. */
    private final List<PublishedComponent> listed;
    private final Map<String, String> groupNames;
    /** Planned work that comes again, as it was read: the windows that follow are counted from its begin. */
    private final Map<String, PublishedNotice> plans;
    private final Map<YearMonth, List<PublishedNotice>> months;
    /** What pages were made of, by name: from one telling to the next, so that what is equal is the same and quickly seen to be. */
    private final Map<String, Object> known;
    private final Map<String, Object> keys = new ConcurrentHashMap<>();

    /**
     * @param language in which words are written that say no other
     * @param audiences all that there are, for the ways to other pages
     * @param said what the scope is told, as it was read
     * @param asOf the boundary that passed last. Front and component pages follow its day, all others only what the clock says of them
     */
    private Telling(String language, List<PublishedAudience> audiences, PublishedPage said, Instant asOf,
            Map<String, Object> known) {
        this.known = known;
        this.language = language;
        this.audiences = audiences;
        this.said = said;
        this.page = Phases.at(said, asOf);
        this.asOf = asOf;
        this.day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        this.rollup = Rollup.of(page);
        PublishedPage past = Phases.past(said, asOf);
        this.days = new Days(page, past, day);
        this.uptime = Uptime.of(past, asOf);
        this.listed = page.components().stream().filter(component -> !component.isRetired()).toList();
        this.groupNames = page.groups().stream().collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name));
        this.plans = said.notices().stream().filter(notice -> notice.recurrence().rule() != null)
                .collect(Collectors.toMap(PublishedNotice::id, Function.identity()));
        this.months = byMonth(page.notices());
    }

    static Telling toEveryone(String language, PublishedPage page, Instant asOf) {
        return toEveryone(language, page, asOf, new ConcurrentHashMap<>());
    }

    /** @param known of the telling before to the same people, which is written on */
    static Telling toEveryone(String language, PublishedPage page, Instant asOf, Map<String, Object> known) {
        return new Telling(language, page.audiences(), page, asOf, known);
    }

    /** By what the audience was told, or a time that is promised to others would move its pages. */
    static Telling to(PublishedAudience audience, String language, PublishedPage page, Instant asOf,
            Map<String, Object> known) {
        PublishedPage told = Told.to(page, audience.key());
        return new Telling(language, page.audiences(), told, Phases.asOf(told, asOf), known);
    }

    /** In which words are written that say no other, as a BCP 47 tag. */
    String language() {
        return language;
    }

    List<PublishedAudience> audiences() {
        return audiences;
    }

    PublishedPage said() {
        return said;
    }

    PublishedPage page() {
        return page;
    }

    Instant asOf() {
        return asOf;
    }

    LocalDate day() {
        return day;
    }

    Rollup rollup() {
        return rollup;
    }

    Days days() {
        return days;
    }

    List<PublishedComponent> listed() {
        return listed;
    }

    /** In per cent; nothing when nothing counts yet. */
    Optional<BigDecimal> uptime(PublishedComponent component) {
        return uptime.component(component.id());
    }

    /** Null when it stands alone. */
    String groupName(PublishedComponent component) {
        return component.groupId() == null ? null : groupNames.get(component.groupId());
    }

    /** The work as it was read, when it comes again, else null. */
    PublishedNotice plan(PublishedNotice notice) {
        return plans.get(notice.id());
    }

    List<Days.Day> series(PublishedComponent component) {
        return days.of(Set.of(component.id()));
    }

    /** Problems that are open and work that is under way, newest words first. */
    List<PublishedNotice> open() {
        return page.notices().stream().filter(notice -> notice.isOpen() && notice.state() != NoticeState.SCHEDULED)
                .sorted(Comparator.comparing(PublishedNotice::updatedAt).reversed().thenComparing(PublishedNotice::id))
                .toList();
    }

    /** Work that is to come, soonest first. */
    List<PublishedNotice> coming() {
        return page.notices().stream().filter(notice -> notice.isOpen() && notice.state() == NoticeState.SCHEDULED)
                .sorted(Comparator.comparing(Telling::begin).thenComparing(PublishedNotice::id)).toList();
    }

    List<PublishedNotice> naming(PublishedComponent component) {
        return page.notices().stream()
                .filter(notice -> notice.updates().stream().flatMap(update -> update.effects().stream())
                        .anyMatch(effect -> effect.componentId().equals(component.id())))
                .toList();
    }

    List<Tombstone> tombstones(PublishedNotice notice) {
        return page.tombstones().stream()
                .filter(tombstone -> tombstone.noticeId().equals(notice.id()) && !tombstone.isWholeNotice()).toList();
    }

    /** Whole notices that are gone. */
    List<Tombstone> gone() {
        return page.tombstones().stream().filter(Tombstone::isWholeNotice).toList();
    }

    /** When it began, or, for planned work, is to begin. */
    static Instant begin(PublishedNotice notice) {
        return notice.scheduledFor() == null ? notice.startedAt() : notice.scheduledFor();
    }

    /** Notices by the month of their begin, newest first. */
    Map<YearMonth, List<PublishedNotice>> months() {
        return months;
    }

    private static Map<YearMonth, List<PublishedNotice>> byMonth(List<PublishedNotice> notices) {
        Map<YearMonth, List<PublishedNotice>> months = new TreeMap<>(Comparator.reverseOrder());
        for (PublishedNotice notice : notices) {
            months.computeIfAbsent(YearMonth.from(begin(notice).atZone(ZoneOffset.UTC)), month -> new ArrayList<>())
                    .add(notice);
        }
        months.values().forEach(some -> some.sort(Comparator.comparing(Telling::begin).reversed()
                .thenComparing(PublishedNotice::id)));
        return months;
    }

    /** Whether it is long over, and nothing has been said of it for as long as the days that are shown. */
    boolean isOld(PublishedNotice notice) {
        return !notice.isOpen() && LocalDate.ofInstant(Told.stamp(notice), ZoneOffset.UTC).isBefore(day.minusDays(Days.COUNT));
    }

    // What pages are made of, for Leaf. It is the same for all languages, and asked for once for each.

    private Object key(String name, Supplier<Object> made) {
        return keys.computeIfAbsent(name, it -> {
            Object key = made.get();
            Object was = known.get(name);
            if (key.equals(was)) {
                return was;
            }
            known.put(name, key);
            return key;
        });
    }

    /** Everything that is told, but for how often something was published, which may have been for others. */
    Object whole() {
        return key("", () -> new Whole(asOf, page.changedAt(), audiences, page.groups(), page.components(), said.notices(),
                page.tombstones()));
    }

    private record Whole(Instant asOf, Instant changedAt, List<PublishedAudience> audiences, List<PublishedGroup> groups,
            List<PublishedComponent> components, List<PublishedNotice> notices, List<Tombstone> tombstones) {
    }

    Object of(PublishedNotice notice) {
        return key("notice " + notice.id(),
                () -> new One(notice, isOld(notice), plan(notice), tombstones(notice), page.components(), audiences,
                        Phases.isOverrun(notice, asOf), Phases.overdue(notice, asOf)));
    }

    private record One(PublishedNotice notice, boolean isOld, PublishedNotice plan, List<Tombstone> tombstones,
            List<PublishedComponent> components, List<PublishedAudience> audiences, boolean isOverrun,
            Optional<Instant> overdue) {
    }

    Object of(PublishedComponent component) {
        return key("component " + component.id(),
                () -> new Part(component, groupName(component), rollup.component(component.id()), series(component),
                        uptime(component), asOf, naming(component), audiences));
    }

    private record Part(PublishedComponent component, String group, ComponentStatus status, List<Days.Day> series,
            Optional<BigDecimal> uptime, Instant asOf, List<PublishedNotice> notices, List<PublishedAudience> audiences) {
    }

    Object of(List<YearMonth> shown) {
        return key("months " + shown,
                () -> new Past(shown.stream().map(months::get).toList(), shown, List.copyOf(months.keySet()), audiences,
                        page.components().stream().map(component -> List.of(component.id(), component.name())).toList()));
    }

    private record Past(List<List<PublishedNotice>> notices, List<YearMonth> shown, List<YearMonth> all,
            List<PublishedAudience> audiences, List<List<String>> components) {
    }
}
