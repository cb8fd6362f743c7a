package org.gatepost.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Rollup;

import io.quarkus.qute.RawString;

/** The HTML of one scope: what its front page, its notices and its history say, as records for the theme. */
final class Pages {
    private static final int PAST_MAX = 5;
    private static final int HISTORY_MONTHS = 3;
    private static final int BAR_UNITS = 6;
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");

    private final SiteConfig config;
    private final Theme theme;
    private final Messages messages;
    private final Scope scope;
    private final List<PublishedAudience> audiences;
    private final PublishedPage page;
    private final Instant asOf;
    private final LocalDate day;
    private final Rollup rollup;
    private final Days days;
    private final Map<String, PublishedComponent> components = new LinkedHashMap<>();
    private final Map<String, String> groupNames;

    /**
     * @param whole everything that is public, for the ways to other pages
     * @param page what the scope is told
     * @param asOf the boundary that passed last. Front and component pages follow its day, all others only what the clock says of them
     */
    Pages(SiteConfig config, Theme theme, Scope scope, PublishedPage whole, PublishedPage page, Instant asOf) {
        this.config = config;
        this.theme = theme;
        this.messages = theme.messages();
        this.scope = scope;
        this.audiences = whole.audiences();
        this.page = page;
        this.asOf = asOf;
        this.day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        this.rollup = Rollup.of(page);
        this.days = new Days(page, day);
        page.components().forEach(component -> components.put(component.id(), component));
        this.groupNames = page.groups().stream().collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name));
    }

    /** Renders every page of the scope and hands each over twice: as it is, and as it is while the publisher is silent. */
    void render(Sink sink) {
        render(sink, scope.home(), scope.isEveryone() ? config.name() : scope.audience().name() + " · " + config.name(), "home",
                home());
        for (PublishedNotice notice : page.notices()) {
            render(sink, scope.notice(notice.id()), notice.title() + " · " + config.name(), "notice", notice(notice));
        }
        for (PublishedComponent component : page.components()) {
            render(sink, scope.component(component.id()), component.name() + " · " + config.name(), "component",
                    component(component));
        }
        Map<YearMonth, List<PublishedNotice>> months = months();
        String title = messages.text("history") + " · " + config.name();
        render(sink, scope.history(), title, "history",
                history(months, months.keySet().stream().limit(HISTORY_MONTHS).toList()));
        for (YearMonth month : months.keySet()) {
            render(sink, scope.history() + "/" + month, title, "history", history(months, List.of(month)));
        }
    }

    /** Renders the page that stands where nothing is. */
    void renderNotFound(Sink sink, String path) {
        render(sink, path, messages.text("not-found") + " · " + config.name(), "not-found", new View.Nothing());
    }

    /** Takes finished pages. */
    interface Sink {
        void accept(String path, String html, String staleHtml);
    }

    private void render(Sink sink, String path, String title, String template, Record view) {
        sink.accept(path, theme.render(template, frame(path, title, false), view),
                theme.render(template, frame(path, title, true), view));
    }

    private View.Frame frame(String path, String title, boolean stale) {
        List<View.Door> doors = new ArrayList<>();
        doors.add(new View.Door(messages.text("everyone"), "/", path.equals("/")));
        audiences.forEach(audience -> doors.add(new View.Door(audience.name(), Scope.of(audience).home(),
                !scope.isEveryone() && path.equals(Scope.of(audience).home()))));
        return new View.Frame(title, messages.language(), RIGHT_TO_LEFT.contains(messages.language()) ? "rtl" : "ltr",
                config.name(), scope.home(), doors, scope.history(), scope.feed(), scope.api() + "/summary.json", stale,
                config.elsewhere().map(Object::toString).orElse(null),
                page.changedAt() == null ? null : time(page.changedAt(), "format-full"), new RawString(theme.style()),
                theme.marks());
    }

    // The front page.

    private View.Home home() {
        List<PublishedNotice> open = page.notices().stream()
                .filter(notice -> notice.isOpen() && notice.state() != NoticeState.SCHEDULED)
                .sorted(Comparator.comparing(PublishedNotice::updatedAt).reversed().thenComparing(PublishedNotice::id))
                .toList();
        List<PublishedNotice> coming = page.notices().stream()
                .filter(notice -> notice.state() == NoticeState.SCHEDULED)
                .sorted(Comparator.comparing(Pages::begin).thenComparing(PublishedNotice::id))
                .toList();
        List<View.Past> past = page.notices().stream().filter(notice -> !notice.isOpen()).limit(PAST_MAX).map(this::past)
                .toList();
        List<View.Standing> standings = scope.isEveryone()
                ? audiences.stream()
                        .map(audience -> new View.Standing(audience.name(), Scope.of(audience).home(),
                                level(rollup.audience(audience.key()))))
                        .toList()
                : List.of();
        Answer answer = answer(open);
        return new View.Home(answer.sentence(), answer.more(), level(rollup.overall()), standings,
                open.stream().map(this::card).toList(), groups(), coming.stream().map(this::card).toList(), past, firstDay(),
                lastDay(), words(days.ofEverything()));
    }

    private record Answer(RawString sentence, RawString more) {
    }

    /** The sentence that stands first. It repeats published titles and never says more than that nothing is reported. */
    private Answer answer(List<PublishedNotice> open) {
        List<PublishedNotice> problems = open.stream()
                .filter(notice -> Rollup.now(notice).compareTo(Impact.MAINTENANCE) > 0)
                .sorted(Comparator.comparing(Rollup::now).reversed()
                        .thenComparing(Comparator.comparing(PublishedNotice::startedAt).reversed()))
                .toList();
        List<PublishedNotice> works = open.stream().filter(notice -> Rollup.now(notice) == Impact.MAINTENANCE).toList();
        List<PublishedNotice> watched = open.stream().filter(notice -> Rollup.now(notice) == Impact.NONE).toList();
        List<RawString> more = new ArrayList<>();
        RawString sentence;
        if (problems.isEmpty()) {
            sentence = scope.isEveryone()
                    ? messages.html("answer-quiet")
                    : messages.html("answer-quiet-for", scope.audience().name());
        } else {
            sentence = messages.html("answer-problem", phrase(problems.get(0)), moment(problems.get(0).startedAt()));
            more.add(switch (problems.size()) {
                case 1 -> messages.html("answer-no-other");
                case 2 -> messages.html("answer-also", phrase(problems.get(1)));
                default -> messages.html("answer-more", problems.size() - 1);
            });
        }
        works.stream().limit(1).forEach(notice -> more.add(messages.html("answer-maintenance", phrase(notice))));
        if (problems.isEmpty()) {
            watched.stream().limit(1).forEach(notice -> more.add(messages.html("answer-watched", phrase(notice))));
        }
        return new Answer(sentence, more.isEmpty()
                ? null
                : new RawString(more.stream().map(RawString::getValue).collect(Collectors.joining(" "))));
    }

    /** A title as the beginning of a sentence: without the full stop that some people set. */
    private static String phrase(PublishedNotice notice) {
        return notice.title().strip().replaceAll("\\.+$", "");
    }

    private View.Card card(PublishedNotice notice) {
        PublishedUpdate latest = notice.latest();
        int earlier = notice.updates().size() - 1;
        boolean isPlanned = notice.kind() == NoticeKind.MAINTENANCE;
        Impact impact = notice.state() == NoticeState.SCHEDULED ? Impact.MAINTENANCE : Rollup.now(notice);
        return new View.Card(notice.title(), scope.notice(notice.id()),
                level(impact), state(latest.state()),
                isPlanned ? null : moment(notice.startedAt()), window(notice, this::moment), moment(latest.shownAt()),
                words(latest, impact), latest.nextUpdateBy() == null ? null : moment(latest.nextUpdateBy()),
                effects(notice), earlier == 0 ? null : earlier);
    }

    private List<View.Part> effects(PublishedNotice notice) {
        Map<String, ComponentStatus> effects = Rollup.effects(notice, notice.updates().size() - 1);
        return page.components().stream()
                .filter(component -> effects.getOrDefault(component.id(),
                        ComponentStatus.OPERATIONAL) != ComponentStatus.OPERATIONAL)
                .map(component -> new View.Part(component.name(), scope.component(component.id()),
                        level(effects.get(component.id()))))
                .toList();
    }

    /** Groups and the components that stand alone, in one order. */
    private List<View.Group> groups() {
        record Entry(int position, View.Group group) {
        }
        Stream<Entry> groups = page.groups().stream().map(group -> {
            List<PublishedComponent> members = page.components().stream()
                    .filter(component -> group.id().equals(component.groupId())).toList();
            ComponentStatus worst = rollup.group(group.id());
            List<View.Part> parts = members.stream().map(this::part).toList();
            boolean isQuiet = worst == ComponentStatus.OPERATIONAL;
            Set<String> ids = members.stream().map(PublishedComponent::id).collect(Collectors.toSet());
            return new Entry(group.position(), new View.Group(group.name(), null, level(worst),
                    bars(group.name(), days.of(ids)), isQuiet ? List.of() : parts, isQuiet ? parts : List.of()));
        });
        Stream<Entry> alone = page.components().stream().filter(component -> !groupNames.containsKey(groupId(component)))
                .map(component -> new Entry(component.position(), new View.Group(component.name(),
                        scope.component(component.id()), level(rollup.component(component.id())),
                        bars(component.name(), days.of(Set.of(component.id()))), List.of(), List.of())));
        return Stream.concat(groups, alone).sorted(Comparator.comparingInt(Entry::position)).map(Entry::group).toList();
    }

    private static String groupId(PublishedComponent component) {
        return component.groupId() == null ? "" : component.groupId();
    }

    private View.Part part(PublishedComponent component) {
        return new View.Part(component.name(), scope.component(component.id()), level(rollup.component(component.id())));
    }

    private View.Bars bars(String name, List<Days.Day> series) {
        List<View.Bar> bars = IntStream.range(0, series.size()).filter(i -> !series.get(i).isQuiet())
                .mapToObj(i -> {
                    Days.Day at = series.get(i);
                    return new View.Bar(i * BAR_UNITS, key(Rollup.impactOf(at.worst())),
                            scope.notice(at.notices().get(0).id()),
                            messages.text("bar", format(at.date(), "format-day-year"),
                                    level(at.worst()).word(),
                                    at.notices().stream().map(PublishedNotice::title).collect(Collectors.joining("; "))));
                }).toList();
        return new View.Bars(bars.isEmpty()
                ? messages.text("bars-quiet", name, Days.COUNT)
                : messages.text("bars", name, bars.size(), Days.COUNT), bars);
    }

    private List<View.DayWords> words(List<Days.Day> series) {
        return series.stream().filter(at -> !at.isQuiet())
                .sorted(Comparator.comparing(Days.Day::date).reversed())
                .map(at -> new View.DayWords(date(at.date(), "format-day-year"), level(at.worst()),
                        at.notices().stream().map(this::past).toList()))
                .toList();
    }

    private RawString firstDay() {
        return date(day.minusDays(Days.COUNT - 1L), "format-day");
    }

    private RawString lastDay() {
        return date(day, "format-day");
    }

    // Notices.

    private View.Notice notice(PublishedNotice notice) {
        List<View.Update> updates = IntStream.iterate(notice.updates().size() - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> update(notice, i)).toList();
        List<View.Door> told = Stream.concat(
                scope.isEveryone()
                        ? Stream.empty()
                        : Stream.of(new View.Door(messages.text("everyone"), Scope.EVERYONE.notice(notice.id()), false)),
                scope.isEveryone()
                        ? audiences.stream().filter(audience -> notice.addresses(audience.key()))
                                .map(audience -> new View.Door(audience.name(), Scope.of(audience).notice(notice.id()), false))
                        : Stream.empty())
                .toList();
        boolean isPlanned = notice.kind() == NoticeKind.MAINTENANCE;
        return new View.Notice(notice.title(), level(Rollup.worst(notice)), state(notice.state()), isPlanned,
                isPlanned ? null : full(notice.startedAt()), notice.endedAt().map(this::full).orElse(null),
                window(notice, this::full), updates, told);
    }

    private View.Update update(PublishedNotice notice, int index) {
        PublishedUpdate update = notice.updates().get(index);
        return new View.Update(update.id(), state(update.state()), full(update.shownAt()), words(update, null),
                changes(notice, index), update.nextUpdateBy() == null || index < notice.updates().size() - 1
                        ? null
                        : full(update.nextUpdateBy()));
    }

    /** What the update changed for components, in the order of the page. */
    private List<View.Change> changes(PublishedNotice notice, int index) {
        Map<String, ComponentStatus> before = Rollup.effects(notice, index - 1);
        Map<String, ComponentStatus> after = Rollup.effects(notice, index);
        return page.components().stream()
                .filter(component -> status(before, component) != status(after, component))
                .map(component -> new View.Change(component.name(), scope.component(component.id()),
                        status(before, component) == ComponentStatus.OPERATIONAL ? null : level(status(before, component)),
                        level(status(after, component))))
                .toList();
    }

    private static ComponentStatus status(Map<String, ComponentStatus> effects, PublishedComponent component) {
        return effects.getOrDefault(component.id(), ComponentStatus.OPERATIONAL);
    }

    /**
     * The words of an update; audiences that are told the same in the same words are named together.
     *
     * @param said the impact that the page says above the words and need not say again, or null
     */
    private List<View.Words> words(PublishedUpdate update, Impact said) {
        record Claim(Impact impact, Instant from, Instant to, String html) {
        }
        Map<Claim, List<String>> claims = new LinkedHashMap<>();
        for (PublishedAudience audience : audiences) {
            update.to(audience.key()).ifPresent(told -> claims
                    .computeIfAbsent(new Claim(told.impact(), told.from(), told.to(), told.html()), claim -> new ArrayList<>())
                    .add(audience.name()));
        }
        return claims.entrySet().stream()
                .map(claim -> new View.Words(scope.isEveryone() ? names(claim.getValue()) : null,
                        !scope.isEveryone() && claim.getKey().impact() == said ? null : level(claim.getKey().impact()),
                        span(claim.getKey().from(), claim.getKey().to()),
                        new RawString(claim.getKey().html())))
                .toList();
    }

    private String names(List<String> told) {
        return told.size() == audiences.size() ? messages.text("everyone") : String.join(", ", told);
    }

    private RawString span(Instant from, Instant to) {
        if (from != null && to != null) {
            return messages.html("span", full(from), full(to));
        }
        return from != null ? messages.html("since", full(from)) : to != null ? messages.html("until", full(to)) : null;
    }

    /** The planned window; the day is not said twice. */
    private RawString window(PublishedNotice notice, Function<Instant, RawString> form) {
        Instant from = notice.scheduledFor();
        Instant until = notice.scheduledUntil();
        return from == null || until == null
                ? null
                : messages.html("span", form.apply(from),
                        isSameDay(from, until) ? time(until, "format-time") : form.apply(until));
    }

    // The past.

    private View.Past past(PublishedNotice notice) {
        Instant end = notice.endedAt().orElse(null);
        RawString began = time(begin(notice), "format-full");
        return new View.Past(notice.title(), scope.notice(notice.id()), level(Rollup.worst(notice)),
                end == null
                        ? messages.html(notice.state() == NoticeState.SCHEDULED ? "planned-for" : "since", began)
                        : messages.html("span", began,
                                time(end, isSameDay(begin(notice), end) ? "format-time" : "format-full")));
    }

    /** When it began, or, for planned work, is to begin. */
    private static Instant begin(PublishedNotice notice) {
        return notice.scheduledFor() == null ? notice.startedAt() : notice.scheduledFor();
    }

    /** Notices by the month of their begin, newest first. */
    private Map<YearMonth, List<PublishedNotice>> months() {
        Map<YearMonth, List<PublishedNotice>> months = new TreeMap<>(Comparator.reverseOrder());
        for (PublishedNotice notice : page.notices()) {
            months.computeIfAbsent(YearMonth.from(begin(notice).atZone(ZoneOffset.UTC)), month -> new ArrayList<>())
                    .add(notice);
        }
        months.values().forEach(notices -> notices.sort(Comparator.comparing(Pages::begin).reversed()
                .thenComparing(PublishedNotice::id)));
        return months;
    }

    private View.History history(Map<YearMonth, List<PublishedNotice>> months, List<YearMonth> shown) {
        return new View.History(shown.stream()
                .map(month -> new View.Month(format(month, "format-month"), monthHref(month),
                        months.get(month).stream().map(this::past).toList()))
                .toList(),
                months.keySet().stream()
                        .map(month -> new View.Door(format(month, "format-month"), monthHref(month),
                                shown.equals(List.of(month))))
                        .toList());
    }

    private String monthHref(YearMonth month) {
        return scope.history() + "/" + month;
    }

    private View.Component component(PublishedComponent component) {
        List<Days.Day> series = days.of(Set.of(component.id()));
        return new View.Component(component.name(), groupNames.get(groupId(component)), component.description(),
                level(rollup.component(component.id())), bars(component.name(), series), firstDay(), lastDay(), words(series),
                page.notices().stream().filter(notice -> names(notice, component.id())).map(this::past).toList());
    }

    private static boolean names(PublishedNotice notice, String componentId) {
        return notice.updates().stream().flatMap(update -> update.effects().stream())
                .anyMatch(effect -> effect.componentId().equals(componentId));
    }

    // Levels, states and times.

    private View.Level level(ComponentStatus status) {
        return level(Rollup.impactOf(status));
    }

    private View.Level level(Impact impact) {
        return new View.Level(key(impact), messages.text("level-" + key(impact)));
    }

    private static String key(Impact impact) {
        return switch (impact) {
            case NONE -> "quiet";
            case MAINTENANCE -> "maintenance";
            case DEGRADED -> "degraded";
            case PARTIAL_OUTAGE -> "partial";
            case MAJOR_OUTAGE -> "major";
        };
    }

    private String state(NoticeState state) {
        return messages.text("state-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** A time as short as the page's day allows: only for pages that follow the day. */
    private RawString moment(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return time(instant, date.equals(day)
                ? "format-time"
                : date.getYear() == day.getYear()
                        ? "format-day-time"
                        : "format-full");
    }

    private RawString full(Instant instant) {
        return time(instant, "format-full");
    }

    private RawString time(Instant instant, String pattern) {
        Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
        return element(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmX", Locale.ROOT).format(minute.atZone(ZoneOffset.UTC)),
                format(instant.atZone(ZoneOffset.UTC), pattern));
    }

    private RawString date(LocalDate date, String pattern) {
        return element(date.toString(), format(date, pattern));
    }

    private static RawString element(String machine, String words) {
        return new RawString("<time datetime=\"" + machine + "\">" + Messages.escape(words) + "</time>");
    }

    private String format(TemporalAccessor time, String pattern) {
        return DateTimeFormatter.ofPattern(messages.text(pattern), Locale.forLanguageTag(messages.language())).format(time);
    }

    private static boolean isSameDay(Instant one, Instant other) {
        return LocalDate.ofInstant(one, ZoneOffset.UTC).equals(LocalDate.ofInstant(other, ZoneOffset.UTC));
    }
}
