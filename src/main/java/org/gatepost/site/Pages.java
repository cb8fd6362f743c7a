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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Uptime;

import io.quarkus.qute.RawString;

/** The HTML of one scope: what its front page, its notices and its history say, as records for the theme. */
final class Pages {
    private static final int PAST_MAX = 5;
    private static final int EMBEDDED_MAX = 3;
    private static final int HISTORY_MONTHS = 3;
    private static final int BAR_UNITS = 6;

    private final SiteConfig config;
    private final Theme theme;
    private final Messages messages;
    private final Phrases phrases;
    private final Notices notices;
    private final Scope scope;
    private final List<PublishedAudience> audiences;
    private final PublishedPage page;
    private final Instant asOf;
    private final LocalDate day;
    private final Rollup rollup;
    private final Days days;
    /** Components that are not retired; those that are have their page still. */
    private final List<PublishedComponent> listed;
    private final Uptime uptime;
    private final Map<String, String> groupNames;

    /**
     * @param audiences all that there are, for the ways to other pages
     * @param said what the scope is told, as it was read
     * @param asOf the boundary that passed last. Front and component pages follow its day, all others only what the clock says of them
     */
    Pages(SiteConfig config, Theme theme, Scope scope, List<PublishedAudience> audiences, PublishedPage said, Instant asOf) {
        this.config = config;
        this.theme = theme;
        this.messages = theme.messages();
        this.phrases = new Phrases(messages);
        this.page = Phases.at(said, asOf);
        this.notices = new Notices(messages, scope, audiences, said, page, asOf);
        this.scope = scope;
        this.audiences = audiences;
        this.asOf = asOf;
        this.day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        this.rollup = Rollup.of(page);
        PublishedPage past = Phases.past(said, asOf);
        this.days = new Days(page, past, day);
        this.listed = page.components().stream().filter(component -> !component.isRetired()).toList();
        this.uptime = Uptime.of(past, asOf);
        this.groupNames = page.groups().stream().collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name));
    }

    /** Renders every page of the scope and hands each over twice: as it is, and as it is while the publisher is silent. */
    void render(Sink sink) {
        render(sink, scope.home(), scope.isEveryone() ? config.name() : scope.audience().name() + " · " + config.name(), "home",
                home());
        for (PublishedNotice notice : page.notices()) {
            render(sink, scope.notice(notice.id()), notice.title() + " · " + config.name(), "notice",
                    notices.view(notice));
        }
        for (PublishedComponent component : page.components()) {
            render(sink, scope.component(component.id()), component.name() + " · " + config.name(), "component",
                    component(component));
        }
        render(sink, scope.programs(), messages.text("api") + " · " + config.name(), "programs", programs());
        Map<YearMonth, List<PublishedNotice>> months = months();
        String title = messages.text("history") + " · " + config.name();
        render(sink, scope.history(), title, "history",
                history(months, months.keySet().stream().limit(HISTORY_MONTHS).toList()));
        for (YearMonth month : months.keySet()) {
            render(sink, scope.history() + "/" + month, title, "history", history(months, List.of(month)));
        }
    }

    /** Renders what stands where a whole notice was withdrawn. */
    void renderGone(Sink sink) {
        notices.gone().forEach(tombstone -> render(sink, scope.notice(tombstone.id()),
                messages.text("gone") + " · " + config.name(), "gone", notices.gone(tombstone)));
    }

    /** Renders the page that stands where nothing is. */
    void renderNotFound(Sink sink, String path) {
        render(sink, path, messages.text("not-found") + " · " + config.name(), "not-found", new View.Nothing());
    }

    /** Takes finished pages. */
    interface Sink {
        void accept(String path, String html, String staleHtml);
    }

    /** Renders what stands within pages of others. */
    void renderEmbed(Sink sink) {
        View.Home home = home();
        List<View.Past> open = page.notices().stream()
                .filter(notice -> notice.isOpen() && notice.state() != NoticeState.SCHEDULED).map(this::now).toList();
        int more = open.size() - EMBEDDED_MAX;
        View.Embed view = new View.Embed(home.answer(), home.level(), open.stream().limit(EMBEDDED_MAX).toList(),
                more > 0 ? more : null, scope.home());
        String title = scope.isEveryone() ? config.name() : scope.audience().name() + " · " + config.name();
        RawString style = new RawString(theme.embedStyle());
        sink.accept(scope.embed(), theme.render("embed", frame(scope.embed(), title, style, false), view),
                theme.render("embed", frame(scope.embed(), title, style, true), view));
    }

    /** How bad it is, not how bad it was. */
    private View.Past now(PublishedNotice notice) {
        View.Past past = past(notice);
        return new View.Past(past.title(), past.href(), phrases.level(Rollup.now(notice)), past.when());
    }

    private View.Programs programs() {
        String url = config.url().toString();
        List<String> status = StatusApi.PATHS.stream().map(path -> url + scope.api() + path).toList();
        return new View.Programs(status, Stream.of(scope.feed(), scope.rss(), scope.jsonFeed()).map(url::concat).toList(),
                url + scope.calendar(), Stream.of(scope.badge() + ".svg", scope.badge() + ".json").map(url::concat).toList(),
                List.of("<iframe src=\"" + url + scope.embed() + "\" title=\"" + Messages.escape(config.name())
                        + "\" width=\"400\" height=\"200\"></iframe>",
                        "<script type=\"module\" src=\"" + url + "/embed.js\"></script>\n<gatepost-status href=\"" + url
                                + scope.home() + "\"><a href=\"" + url + scope.home() + "\">" + Messages.escape(config.name())
                                + "</a></gatepost-status>"));
    }

    private void render(Sink sink, String path, String title, String template, Record view) {
        RawString style = new RawString(theme.style());
        sink.accept(path, theme.render(template, frame(path, title, style, false), view),
                theme.render(template, frame(path, title, style, true), view));
    }

    private View.Frame frame(String path, String title, RawString style, boolean stale) {
        List<View.Door> doors = new ArrayList<>();
        doors.add(new View.Door(messages.text("everyone"), "/", path.equals("/")));
        audiences.forEach(audience -> doors.add(new View.Door(audience.name(), Scope.of(audience).home(),
                !scope.isEveryone() && path.equals(Scope.of(audience).home()))));
        return new View.Frame(title, messages.language(), Phrases.dir(messages.language()),
                config.name(), scope.home(), doors, scope.history(), scope.feed(), scope.rss(), scope.jsonFeed(),
                scope.calendar(), scope.programs(), icon(path, stale), stale,
                config.elsewhere().map(Object::toString).orElse(null),
                page.changedAt() == null ? null : phrases.time(page.changedAt(), "format-full"), style,
                theme.marks(), theme.script());
    }

    /** On the front page that of its state: others would change with every state for the sake of a small picture. */
    private String icon(String path, boolean stale) {
        if (!path.equals(scope.home())) {
            return Signposts.ICON;
        }
        return Signposts.icon(stale ? phrases.unknown().key() : phrases.level(rollup.overall()).key());
    }

    // The front page.

    private View.Home home() {
        List<PublishedNotice> open = page.notices().stream()
                .filter(notice -> notice.isOpen() && notice.state() != NoticeState.SCHEDULED)
                .sorted(Comparator.comparing(PublishedNotice::updatedAt).reversed().thenComparing(PublishedNotice::id))
                .toList();
        List<PublishedNotice> coming = page.notices().stream()
                .filter(notice -> notice.isOpen() && notice.state() == NoticeState.SCHEDULED)
                .sorted(Comparator.comparing(Pages::begin).thenComparing(PublishedNotice::id))
                .toList();
        List<View.Past> past = page.notices().stream().filter(notice -> !notice.isOpen()).limit(PAST_MAX).map(this::past)
                .toList();
        List<View.Standing> standings = scope.isEveryone()
                ? audiences.stream()
                        .map(audience -> new View.Standing(audience.name(), Scope.of(audience).home(),
                                phrases.level(rollup.audience(audience.key()))))
                        .toList()
                : List.of();
        Answer answer = answer(open);
        return new View.Home(answer.sentence(), answer.more(), phrases.level(rollup.overall()), standings,
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
                    : messages.html("answer-quiet-for", Phrases.isolated(scope.audience().name()));
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
    private static RawString phrase(PublishedNotice notice) {
        return Phrases.isolated(notice.title().strip().replaceAll("\\.+$", ""));
    }

    private View.Card card(PublishedNotice notice) {
        PublishedUpdate latest = notice.inForce();
        PublishedUpdate said = said(notice);
        int earlier = (int) notice.updates().stream().filter(update -> !update.derived()).count() - 1;
        boolean isPlanned = notice.kind() == NoticeKind.MAINTENANCE;
        Impact impact = notice.state() == NoticeState.SCHEDULED ? Impact.MAINTENANCE : Rollup.now(notice);
        boolean isLate = Phases.overdue(notice, asOf).isPresent();
        return new View.Card(notice.title(), scope.notice(notice.id()),
                phrases.level(impact), phrases.state(latest.state()),
                isPlanned ? null : moment(notice.startedAt()), notices.window(notice, this::moment),
                notices.repeats(notice), notices.late(notice, this::moment), phrases.byPlan(latest), moment(said.shownAt()),
                notices.words(said, impact), said.nextUpdateBy() == null || isLate ? null : moment(said.nextUpdateBy()),
                effects(notice), earlier == 0 ? null : earlier);
    }

    /** The last words of a person that still hold: the clock has none, and of work that comes again older ones said that it was over. */
    private static PublishedUpdate said(PublishedNotice notice) {
        return notice.updates().stream()
                .filter(update -> !update.isRetracted() && !update.derived() && !update.state().isOver())
                .reduce((one, later) -> later).orElseGet(notice::inForce);
    }

    private List<View.Part> effects(PublishedNotice notice) {
        Map<String, ComponentStatus> effects = Rollup.effects(notice, notice.updates().size() - 1);
        return page.components().stream()
                .filter(component -> effects.getOrDefault(component.id(),
                        ComponentStatus.OPERATIONAL) != ComponentStatus.OPERATIONAL)
                .map(component -> new View.Part(component.name(), scope.component(component.id()),
                        phrases.level(effects.get(component.id()))))
                .toList();
    }

    /** Groups and the components that stand alone, in one order. */
    private List<View.Group> groups() {
        record Entry(int position, View.Group group) {
        }
        Stream<Entry> groups = page.groups().stream().filter(group -> !members(group).isEmpty()).map(group -> {
            List<PublishedComponent> members = members(group);
            ComponentStatus worst = rollup.group(group.id());
            List<View.Part> parts = members.stream().map(this::part).toList();
            boolean isQuiet = worst == ComponentStatus.OPERATIONAL;
            Set<String> ids = members.stream().map(PublishedComponent::id).collect(Collectors.toSet());
            return new Entry(group.position(), new View.Group(group.name(), null, phrases.level(worst),
                    bars(group.name(), days.of(ids)), isQuiet ? List.of() : parts, isQuiet ? parts : List.of()));
        });
        Stream<Entry> alone = listed.stream().filter(component -> !groupNames.containsKey(groupId(component)))
                .map(component -> new Entry(component.position(), new View.Group(component.name(),
                        scope.component(component.id()), phrases.level(rollup.component(component.id())),
                        bars(component.name(), days.of(Set.of(component.id()))), List.of(), List.of())));
        return Stream.concat(groups, alone).sorted(Comparator.comparingInt(Entry::position)).map(Entry::group).toList();
    }

    private List<PublishedComponent> members(PublishedGroup group) {
        return listed.stream().filter(component -> group.id().equals(component.groupId())).toList();
    }

    private static String groupId(PublishedComponent component) {
        return component.groupId() == null ? "" : component.groupId();
    }

    private View.Part part(PublishedComponent component) {
        return new View.Part(component.name(), scope.component(component.id()),
                phrases.level(rollup.component(component.id())));
    }

    private View.Bars bars(String name, List<Days.Day> series) {
        List<View.Bar> bars = IntStream.range(0, series.size()).filter(i -> !series.get(i).isQuiet())
                .mapToObj(i -> {
                    Days.Day at = series.get(i);
                    return new View.Bar(i * BAR_UNITS, Phrases.key(Rollup.impactOf(at.worst())),
                            scope.notice(at.notices().get(0).id()),
                            messages.text("bar", phrases.format(at.date(), "format-day-year"),
                                    phrases.level(at.worst()).word(),
                                    at.notices().stream().map(PublishedNotice::title).map(Phrases::isolatedPlain)
                                            .collect(Collectors.joining("; "))));
                }).toList();
        return new View.Bars(bars.isEmpty()
                ? messages.text("bars-quiet", Phrases.isolatedPlain(name), Days.COUNT)
                : messages.text("bars", Phrases.isolatedPlain(name), bars.size(), Days.COUNT), bars);
    }

    private List<View.DayWords> words(List<Days.Day> series) {
        return series.stream().filter(at -> !at.isQuiet())
                .sorted(Comparator.comparing(Days.Day::date).reversed())
                .map(at -> new View.DayWords(phrases.date(at.date(), "format-day-year"), phrases.level(at.worst()),
                        at.notices().stream().map(this::past).toList()))
                .toList();
    }

    private RawString firstDay() {
        return phrases.date(day.minusDays(Days.COUNT - 1L), "format-day");
    }

    private RawString lastDay() {
        return phrases.date(day, "format-day");
    }

    // The past.

    private View.Past past(PublishedNotice notice) {
        // What did not take place has no end but the one that was planned.
        boolean isPlan = isCancelled(notice) || notice.isRetracted() && notice.scheduledFor() != null;
        Instant end = isPlan ? notice.scheduledUntil() : notice.endedAt().orElse(null);
        RawString began = phrases.time(begin(notice), "format-full");
        if (notice.isRetracted() && !isPlan) {
            // What was taken back did not end.
            return new View.Past(notice.title(), scope.notice(notice.id()), pastLevel(notice), began);
        }
        return new View.Past(notice.title(), scope.notice(notice.id()), pastLevel(notice),
                end == null
                        ? messages.html(notice.state() == NoticeState.SCHEDULED || isPlan
                                ? "planned-for"
                                : "since", began)
                        : messages.html("span", began,
                                phrases.time(end, Phrases.isSameDay(begin(notice), end) ? "format-time" : "format-full")));
    }

    private static boolean isCancelled(PublishedNotice notice) {
        return notice.state() == NoticeState.CANCELLED && !notice.isRetracted();
    }

    private View.Level pastLevel(PublishedNotice notice) {
        View.Level level = notices.levelOf(notice);
        return isCancelled(notice)
                ? new View.Level(level.key(), phrases.state(NoticeState.CANCELLED))
                : level;
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
                .map(month -> new View.Month(phrases.format(month, "format-month"), monthHref(month),
                        months.get(month).stream().map(this::past).toList()))
                .toList(),
                months.keySet().stream()
                        .map(month -> new View.Door(phrases.format(month, "format-month"), monthHref(month),
                                shown.equals(List.of(month))))
                        .toList());
    }

    private String monthHref(YearMonth month) {
        return scope.history() + "/" + month;
    }

    private View.Component component(PublishedComponent component) {
        List<Days.Day> series = days.of(Set.of(component.id()));
        boolean isCounted = uptime.component(component.id()).isPresent();
        return new View.Component(component.name(), groupNames.get(groupId(component)), component.description(),
                phrases.level(rollup.component(component.id())),
                component.isRetired() ? messages.html("retired", phrases.full(component.retiredAt())) : null,
                isCounted ? uptime(component) : null,
                isCounted ? messages.html("uptime-counted", phrases.full(asOf)) : null,
                bars(component.name(), series), firstDay(), lastDay(), words(series),
                page.notices().stream().filter(notice -> names(notice, component.id())).map(this::past).toList(),
                scope.component(component.id()) + ".atom",
                component.isRetired() ? null : scope.badge(component.id()) + ".svg");
    }

    private RawString uptime(PublishedComponent component) {
        BigDecimal percent = percent(uptime.component(component.id()).orElseThrow());
        boolean isYoung = component.startDate() != null && component.startDate().isAfter(day.minusDays(Uptime.DAYS - 1L));
        return isYoung
                ? messages.html("uptime-since", percent, phrases.date(component.startDate(), "format-day-year"))
                : messages.html("uptime", percent, Uptime.DAYS);
    }

    /** As people write it: 100 and not 100.00, since it is never rounded up. */
    private static BigDecimal percent(BigDecimal percent) {
        return percent.compareTo(BigDecimal.valueOf(100)) == 0 ? BigDecimal.valueOf(100) : percent;
    }

    private static boolean names(PublishedNotice notice, String componentId) {
        return notice.updates().stream().flatMap(update -> update.effects().stream())
                .anyMatch(effect -> effect.componentId().equals(componentId));
    }

    /** A time as short as the page's day allows: only for pages that follow the day. */
    private RawString moment(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return phrases.time(instant, date.equals(day)
                ? "format-time"
                : date.getYear() == day.getYear()
                        ? "format-day-time"
                        : "format-full");
    }
}
