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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Told;
import org.gatepost.notice.Tombstone;
import org.gatepost.notice.Uptime;

import io.quarkus.qute.RawString;

/** The HTML of one scope in one language: what its front page, its notices and its history say, as records for the theme. */
final class Pages {
    private static final String HOME = "home";
    static final int PAST_MAX = 5;
    /** Works of the past on the page of planned work; the history has all. */
    private static final int WORKS_MAX = 50;
    private static final int EMBEDDED_MAX = 3;
    private static final int HISTORY_MONTHS = 3;
    private static final int BAR_UNITS = 6;

    private final SiteConfig config;
    private final Theme theme;
    private final List<Tongue> tongues;
    private final Scope scope;
    private final Telling telling;
    private final Messages messages;
    private final Phrases phrases;
    private final Sharing sharing;
    private final Notices notices;

    /**
     * @param tongues every language in which there are pages, the page's own first
     * @param scope for whom, and in which of these
     */
    Pages(SiteConfig config, Theme theme, List<Tongue> tongues, Scope scope, Telling telling) {
        this.config = config;
        this.theme = theme;
        this.tongues = tongues;
        this.scope = scope;
        this.telling = telling;
        this.messages = scope.tongue().messages();
        this.phrases = scope.tongue().phrases();
        this.sharing = new Sharing(config, theme, scope);
        this.notices = new Notices(theme, scope, telling);
    }

    /** Takes pages that are rendered when somebody asks for them: as they are, and as they are while the publisher is silent. */
    interface Sink {

        /**
         * @param isPast whether it is a page of the past, which is the same while the publisher is silent
         * @param html of whether the publisher is silent
         */
        void page(String path, boolean isPast, Object key, Function<Boolean, String> html);
    }

    /**
     * One page.
     *
     * @param way its address in a scope: that of the same page in another language
     * @param changedAt when what it tells last changed, or null where that says nothing
     * @param isPast whether it is one of those of which there are more and more, and which hardly anybody opens
     * @param share what others show of it, or null for one that nobody passes on
     */
    private record Sheet<T extends Record>(String template, Function<Scope, String> way, String title, Instant changedAt,
            boolean isPast, Supplier<T> view, Function<T, View.Share> share) {
    }

    void render(Sink sink) {
        Sheet<View.Home> home = new Sheet<>(HOME, Scope::home, scopesName(), telling.page().changedAt(), false, this::home,
                it -> sharing.front(scopesName(), it, telling.days().ofEverything()));
        Map<Boolean, String> rendered = new ConcurrentHashMap<>();
        homes().forEach(path -> sink.page(path, false, telling.whole(),
                stale -> rendered.computeIfAbsent(stale, it -> html(home, it))));
        for (PublishedNotice notice : telling.page().notices()) {
            page(sink, telling.of(notice), new Sheet<>("notice", it -> it.notice(notice.id()),
                    named(notices.title(notice).said()), changedAt(notice), telling.isOld(notice), () -> notices.view(notice),
                    view -> sharing.notice(notice, view)));
        }
        for (PublishedComponent component : telling.page().components()) {
            page(sink, telling.of(component), new Sheet<>("component", it -> it.component(component.id()),
                    named(component.name()), changedAt(component), false, () -> component(component),
                    view -> sharing.component(view, scope.component(component.id()))));
        }
        page(sink, telling.audiences(), plain("programs", Scope::programs, "api", null, false, this::programs));
        page(sink, telling.whole(), plain("maintenance", Scope::maintenance, "maintenance", telling.page().changedAt(), false,
                this::maintenance));
        List<YearMonth> months = List.copyOf(telling.months().keySet());
        history(sink, months.stream().limit(HISTORY_MONTHS).toList(), Scope::history, false);
        months.forEach(month -> history(sink, List.of(month), it -> monthHref(it, month), true));
    }

    /** One that has no state of its own. */
    private <T extends Record> Sheet<T> plain(String template, Function<Scope, String> way, String message, Instant changedAt,
            boolean isPast, Supplier<T> view) {
        String title = named(messages.text(message));
        return new Sheet<>(template, way, title, changedAt, isPast, view, it -> sharing.page(title, way.apply(scope)));
    }

    private void page(Sink sink, Object key, Sheet<?> sheet) {
        sink.page(sheet.way().apply(scope), sheet.isPast(), key, stale -> html(sheet, stale));
    }

    private void history(Sink sink, List<YearMonth> shown, Function<Scope, String> way, boolean isPast) {
        page(sink, telling.of(shown), plain("history", way, "history", changedAt(shown), isPast, () -> history(shown)));
    }

    /**
     * Where the front page stands. That of the page's own language stands at the root, too, where the front may choose another; and an
     * address that somebody typed without its last slash is one all the same.
     */
    private List<String> homes() {
        String home = scope.home();
        if (!scope.isEveryone() || home.equals("/")) {
            return List.of(home);
        }
        List<String> homes = new ArrayList<>(List.of(home, home.substring(0, home.length() - 1)));
        if (scope.tongue().isOwn()) {
            homes.add("/");
        }
        return homes;
    }

    /** What stands where a whole notice was withdrawn. */
    void renderGone(Sink sink) {
        telling.gone().forEach(tombstone -> page(sink, List.of(tombstone, telling.audiences()),
                new Sheet<>("gone", it -> it.notice(tombstone.id()), named(messages.text("gone")), tombstone.withdrawnAt(),
                        false,
                        () -> notices.gone(tombstone), null)));
    }

    /** What is shown of the pages where they are linked to; the same in every language. */
    void renderPictures(Consumer<Leaf> sink) {
        sharing.render(phrases.level(telling.rollup().overall()).key(), telling.days().ofEverything(), telling.page().notices(),
                notices, sink);
    }

    /** What stands where nothing is. It has no address of its own: to read it in another language is to begin at the front page. */
    void renderNotFound(Sink sink, String path) {
        Sheet<View.NotFound> sheet = new Sheet<>("not-found", Scope::home, named(messages.text("not-found")), null, false,
                this::notFound, null);
        sink.page(path, false, telling.audiences(), stale -> html(sheet, stale));
    }

    /**
     * The front page as one of the past. Silence makes no difference to it.
     *
     * @param view what is around it
     */
    String renderPast(String title, Function<View.Home, Record> view) {
        return html(
                new Sheet<>("at", Scope::home, named(title), telling.page().changedAt(), true, () -> view.apply(home()), null),
                false);
    }

    /** What stands within pages of others. */
    void renderEmbed(Sink sink) {
        Sheet<View.Embed> sheet = new Sheet<>("embed", Scope::embed, scopesName(), null, false, this::embed, null);
        RawString style = new RawString(theme.embedStyle());
        sink.page(scope.embed(), false, telling.whole(), stale -> html(sheet, style, stale));
    }

    private String html(Sheet<?> sheet, boolean stale) {
        return html(sheet, sheet.isPast() ? null : new RawString(theme.style()), stale);
    }

    private <T extends Record> String html(Sheet<T> sheet, RawString style, boolean stale) {
        T view = sheet.view().get();
        // While nothing is heard, what the front page said may be long past.
        View.Share share = sheet.share() == null
                ? null
                : stale && isHome(sheet) ? sharing.silent(sheet.title()) : sheet.share().apply(view);
        return theme.render(messages, sheet.template(), frame(sheet, style, stale, share), view);
    }

    private static boolean isHome(Sheet<?> sheet) {
        return sheet.template().equals(HOME);
    }

    private String scopesName() {
        return scope.isEveryone() ? config.name() : named(name(scope.audience()));
    }

    private String name(PublishedAudience audience) {
        return theme.name(audience, scope.tongue());
    }

    private String named(String title) {
        return title + " · " + config.name();
    }

    private Instant changedAt(PublishedNotice notice) {
        return telling.tombstones(notice).stream().map(Tombstone::withdrawnAt).reduce(Told.stamp(notice), Pages::later);
    }

    private Instant changedAt(PublishedComponent component) {
        return telling.naming(component).stream().map(this::changedAt).reduce(component.updatedAt(), Pages::later);
    }

    private Instant changedAt(List<YearMonth> shown) {
        return shown.stream().flatMap(month -> telling.months().get(month).stream()).map(this::changedAt)
                .reduce(Pages::later).orElse(null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private View.Frame frame(Sheet<?> sheet, RawString style, boolean stale, View.Share share) {
        boolean isHome = isHome(sheet);
        List<View.Door> doors = new ArrayList<>();
        doors.add(new View.Door(messages.text("everyone"), scope.everyone().home(), isHome && scope.isEveryone()));
        telling.audiences().forEach(audience -> doors.add(new View.Door(name(audience), scope.of(audience).home(),
                isHome && audience.equals(scope.audience()))));
        List<View.Tongue> languages = tongues.size() == 1
                ? List.of()
                : tongues.stream().map(tongue -> new View.Tongue(tongue.tag(), tongue.dir(), tongue.name(),
                        sheet.way().apply(scope.in(tongue)), tongue.equals(scope.tongue()))).toList();
        return new View.Frame(sheet.title(), scope.tongue().tag(), scope.tongue().dir(), config.name(), scope.home(), doors,
                languages, scope.tongue().name(), scope.history(), scope.maintenance(), scope.feed(), scope.rss(),
                scope.jsonFeed(), scope.programs(), icon(isHome, stale), stale,
                elsewhere(), changed(isHome, sheet.changedAt()), style,
                Signposts.style(theme), theme.marks(), sheet.isPast() ? null : theme.script(), Signposts.script(theme), share);
    }

    /** When the words last changed, as a sentence. */
    private RawString changed(boolean isHome, Instant at) {
        if (at != null) {
            return messages.html("changed", phrases.full(at));
        }
        return isHome ? messages.html("unchanged") : null;
    }

    /** On the front page that of its state: others would change with every state for the sake of a small picture. */
    private String icon(boolean isHome, boolean stale) {
        if (!isHome) {
            return Signposts.ICON;
        }
        return Signposts.icon(stale ? phrases.unknown().key() : phrases.level(telling.rollup().overall()).key());
    }

    private View.Embed embed() {
        List<PublishedNotice> open = telling.open();
        int more = open.size() - EMBEDDED_MAX;
        return new View.Embed(answer(open).sentence(), phrases.level(telling.rollup().overall()),
                open.stream().limit(EMBEDDED_MAX).map(this::now).toList(), more > 0 ? more : null, scope.home());
    }

    private View.NotFound notFound() {
        return new View.NotFound(tongues.stream().filter(tongue -> !tongue.equals(scope.tongue()))
                .map(tongue -> new View.Otherwise(tongue.tag(), tongue.dir(), tongue.messages().text("not-found"),
                        scope.in(tongue).home(), tongue.messages().text("back")))
                .toList());
    }

    private View.Maintenance maintenance() {
        List<PublishedNotice> works = telling.page().notices().stream()
                .filter(notice -> notice.kind() == NoticeKind.MAINTENANCE).toList();
        List<PublishedNotice> open = telling.open().stream().filter(works::contains).toList();
        List<PublishedNotice> coming = telling.coming();
        return new View.Maintenance(scope.calendar(), open.stream().map(this::card).toList(),
                coming.stream().map(this::card).toList(),
                works.stream().filter(notice -> !notice.isOpen()).limit(WORKS_MAX).map(this::past).toList(),
                notices.isUntranslated(Stream.concat(open.stream(), coming.stream()).map(Pages::said).toList()));
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
                                + scope.entrance() + "\"><a href=\"" + url + scope.entrance() + "\">"
                                + Messages.escape(config.name())
                                + "</a></gatepost-status>"));
    }

    private List<View.Door> elsewhere() {
        return config.elsewhere().map(Elsewhere::places).orElse(List.of()).stream()
                .map(place -> new View.Door(place.label(), place.address().toString(), false)).toList();
    }

    // The front page.

    private View.Home home() {
        List<PublishedNotice> open = telling.open();
        List<PublishedNotice> coming = telling.coming();
        List<View.Past> past = telling.page().notices().stream().filter(notice -> !notice.isOpen()).limit(PAST_MAX)
                .map(this::past).toList();
        List<View.Standing> standings = scope.isEveryone()
                ? telling.audiences().stream()
                        .map(audience -> new View.Standing(name(audience), scope.of(audience).home(),
                                phrases.level(telling.rollup().audience(audience.key()))))
                        .toList()
                : List.of();
        Answer answer = answer(open);
        return new View.Home(answer.sentence(), answer.more(), phrases.level(telling.rollup().overall()), standings,
                open.stream().map(this::card).toList(), groups(), coming.stream().map(this::card).toList(), past, firstDay(),
                lastDay(), words(telling.days().ofEverything()),
                notices.isUntranslated(Stream.concat(open.stream(), coming.stream()).map(Pages::said).toList()));
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
                    : messages.html("answer-quiet-for", Phrases.isolated(name(scope.audience())));
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
    private RawString phrase(PublishedNotice notice) {
        View.Text title = notices.title(notice);
        return Phrases.isolated(title.said().strip().replaceAll("[.。।]+$", ""), title.lang());
    }

    private View.Card card(PublishedNotice notice) {
        PublishedUpdate latest = notice.inForce();
        PublishedUpdate said = said(notice);
        int earlier = (int) notice.updates().stream().filter(update -> !update.derived()).count() - 1;
        boolean isPlanned = notice.kind() == NoticeKind.MAINTENANCE;
        Impact impact = notice.state() == NoticeState.SCHEDULED ? Impact.MAINTENANCE : Rollup.now(notice);
        boolean isLate = Phases.overdue(notice, telling.asOf()).isPresent();
        return new View.Card(notices.title(notice), scope.notice(notice.id()),
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
        return telling.page().components().stream()
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
        Stream<Entry> groups = telling.page().groups().stream().filter(group -> !members(group).isEmpty()).map(group -> {
            List<PublishedComponent> members = members(group);
            ComponentStatus worst = telling.rollup().group(group.id());
            List<View.Part> parts = members.stream().map(this::part).toList();
            boolean isQuiet = worst == ComponentStatus.OPERATIONAL;
            Set<String> ids = members.stream().map(PublishedComponent::id).collect(Collectors.toSet());
            return new Entry(group.position(), new View.Group(group.name(), null, phrases.level(worst),
                    bars(group.name(), telling.days().of(ids)), isQuiet ? List.of() : parts, isQuiet ? parts : List.of()));
        });
        Stream<Entry> alone = telling.listed().stream().filter(component -> telling.groupName(component) == null)
                .map(component -> new Entry(component.position(), new View.Group(component.name(),
                        scope.component(component.id()), phrases.level(telling.rollup().component(component.id())),
                        bars(component.name(), telling.series(component)), List.of(), List.of())));
        return Stream.concat(groups, alone).sorted(Comparator.comparingInt(Entry::position)).map(Entry::group).toList();
    }

    private List<PublishedComponent> members(PublishedGroup group) {
        return telling.listed().stream().filter(component -> group.id().equals(component.groupId())).toList();
    }

    private View.Part part(PublishedComponent component) {
        return new View.Part(component.name(), scope.component(component.id()),
                phrases.level(telling.rollup().component(component.id())));
    }

    private View.Bars bars(String name, List<Days.Day> series) {
        List<View.Bar> bars = IntStream.range(0, series.size()).filter(i -> !series.get(i).isQuiet())
                .mapToObj(i -> {
                    Days.Day at = series.get(i);
                    return new View.Bar(i * BAR_UNITS, Phrases.key(Rollup.impactOf(at.worst())),
                            scope.notice(at.notices().get(0).id()),
                            messages.text("bar", phrases.format(at.date(), "format-day-year"),
                                    phrases.level(at.worst()).word(),
                                    at.notices().stream().map(it -> notices.title(it).said()).map(Phrases::isolatedPlain)
                                            .collect(Collectors.joining("; "))));
                }).toList();
        return new View.Bars(bars.isEmpty()
                ? messages.text("bars-quiet", Phrases.isolatedPlain(name), Days.COUNT)
                : messages.text("bars", Phrases.isolatedPlain(name), bars.size(), Days.COUNT), bars);
    }

    /** Newest first. Days one after the other of which the same is to be said are said once: what lasts a month is no thirty lines. */
    private List<View.DayWords> words(List<Days.Day> series) {
        List<View.DayWords> words = new ArrayList<>();
        int last = series.size() - 1;
        while (last >= 0) {
            Days.Day day = series.get(last);
            int first = last;
            while (first > 0 && series.get(first - 1).saysTheSameAs(day)) {
                first--;
            }
            if (!day.isQuiet()) {
                words.add(new View.DayWords(days(series.get(first).date(), day.date()), phrases.level(day.worst()),
                        day.notices().stream()
                                .map(notice -> new View.Named(notices.title(notice), scope.notice(notice.id()))).toList()));
            }
            last = first - 1;
        }
        return words;
    }

    private RawString days(LocalDate first, LocalDate last) {
        RawString end = phrases.date(last, "format-day-year");
        return first.equals(last) ? end : messages.html("span", phrases.date(first, "format-day-year"), end);
    }

    private RawString firstDay() {
        return phrases.date(telling.day().minusDays(Days.COUNT - 1L), "format-day");
    }

    private RawString lastDay() {
        return phrases.date(telling.day(), "format-day");
    }

    // The past.

    private View.Past past(PublishedNotice notice) {
        // What did not take place has no end but the one that was planned.
        boolean isPlan = isCancelled(notice) || notice.isRetracted() && notice.scheduledFor() != null;
        Instant end = isPlan ? notice.scheduledUntil() : notice.endedAt().orElse(null);
        RawString began = phrases.time(Telling.begin(notice), "format-full");
        if (notice.isRetracted() && !isPlan) {
            // What was taken back did not end.
            return new View.Past(notices.title(notice), scope.notice(notice.id()), pastLevel(notice), began);
        }
        return new View.Past(notices.title(notice), scope.notice(notice.id()), pastLevel(notice),
                end == null
                        ? messages.html(notice.state() == NoticeState.SCHEDULED || isPlan
                                ? "planned-for"
                                : "since", began)
                        : messages.html("span", began,
                                phrases.time(end,
                                        Phrases.isSameDay(Telling.begin(notice), end) ? "format-time" : "format-full")));
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

    private View.History history(List<YearMonth> shown) {
        return new View.History(shown.stream()
                .map(month -> new View.Month(phrases.format(month, "format-month"), monthHref(scope, month),
                        telling.months().get(month).stream().map(this::past).toList()))
                .toList(),
                telling.months().keySet().stream()
                        .map(month -> new View.Door(phrases.format(month, "format-month"), monthHref(scope, month),
                                shown.equals(List.of(month))))
                        .toList(),
                Stream.concat(Stream.of(new View.Door(messages.text("everyone"), scope.everyone().history(),
                        scope.isEveryone())),
                        telling.audiences().stream().map(audience -> new View.Door(name(audience),
                                scope.of(audience).history(), audience.equals(scope.audience()))))
                        .toList(),
                telling.page().components().stream()
                        .map(component -> new View.Door(component.name(), scope.component(component.id()) + "#past", false))
                        .toList());
    }

    private static String monthHref(Scope scope, YearMonth month) {
        return scope.history() + "/" + month;
    }

    private View.Component component(PublishedComponent component) {
        List<Days.Day> series = telling.series(component);
        Optional<BigDecimal> uptime = telling.uptime(component);
        return new View.Component(component.name(), telling.groupName(component), component.description(),
                phrases.level(telling.rollup().component(component.id())),
                component.isRetired() ? messages.html("retired", phrases.full(component.retiredAt())) : null,
                uptime.map(percent -> uptime(component, percent(percent))).orElse(null),
                uptime.map(percent -> messages.html("uptime-counted", phrases.full(telling.asOf()))).orElse(null),
                bars(component.name(), series), firstDay(), lastDay(), words(series),
                telling.naming(component).stream().map(this::past).toList(), scope.feed(component.id()) + ".atom",
                component.isRetired() ? null : scope.badge(component.id()) + ".svg");
    }

    private RawString uptime(PublishedComponent component, BigDecimal percent) {
        boolean isYoung = component.startDate() != null
                && component.startDate().isAfter(telling.day().minusDays(Uptime.DAYS - 1L));
        return isYoung
                ? messages.html("uptime-since", percent, phrases.date(component.startDate(), "format-day-year"))
                : messages.html("uptime", percent, Uptime.DAYS);
    }

    /** As people write it: 100 and not 100.00, since it is never rounded up. */
    private static BigDecimal percent(BigDecimal percent) {
        return percent.compareTo(BigDecimal.valueOf(100)) == 0 ? BigDecimal.valueOf(100) : percent;
    }

    /** A time as short as the page's day allows: only for pages that follow the day. */
    private RawString moment(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return phrases.time(instant, date.equals(telling.day())
                ? "format-time"
                : date.getYear() == telling.day().getYear()
                        ? "format-day-time"
                        : "format-full");
    }
}
