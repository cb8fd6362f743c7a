package org.gatepost.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;
import org.gatepost.notice.PublishedUpdate.Words;
import org.gatepost.notice.Rhythm;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Tombstone;
import org.owasp.html.Encoding;

import io.quarkus.qute.RawString;

/** One scope's notices as records for the theme: entries, what they said before, what was taken back and what is gone. */
final class Notices {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final int NEXT_MAX = 3;

    private final Theme theme;
    private final Scope scope;
    private final Telling telling;
    private final PublishedPage page;
    private final Instant asOf;
    private final Tongue tongue;
    private final Messages messages;
    private final Phrases phrases;
    private final Differences differences;

    Notices(Theme theme, Scope scope, Telling telling) {
        this.theme = theme;
        this.scope = scope;
        this.telling = telling;
        this.page = telling.page();
        this.asOf = telling.asOf();
        this.tongue = scope.tongue();
        this.messages = tongue.messages();
        this.phrases = tongue.phrases();
        this.differences = new Differences(messages);
    }

    View.Notice view(PublishedNotice notice) {
        boolean isPlanned = notice.kind() == NoticeKind.MAINTENANCE;
        List<View.Update> reports = reversed(notice).filter(i -> isReport(notice.updates().get(i)))
                .mapToObj(i -> update(notice, i)).toList();
        return new View.Notice(title(notice), titles(notice), levelOf(notice),
                notice.isRetracted() ? messages.text("level-retracted") : phrases.state(state(notice)),
                notice.isRetracted() ? messages.html("retracted-all") : null, late(notice, phrases::full),
                isPlanned ? null : phrases.full(notice.startedAt()),
                // What was taken back or called off did not end.
                notice.isRetracted() || state(notice) == NoticeState.CANCELLED
                        ? null
                        : notice.endedAt().map(phrases::full).orElse(null),
                window(notice, phrases::full), repeats(notice), next(notice), reports,
                entries(notice), told(notice), isUntranslated(notice, notice.updates()));
    }

    /** A report has its own section; the state is what it reports of. */
    private static NoticeState state(PublishedNotice notice) {
        return notice.updates().stream().filter(update -> !update.isRetracted() && !isReport(update))
                .reduce((one, later) -> later).map(PublishedUpdate::state).orElseGet(notice::state);
    }

    private static IntStream reversed(PublishedNotice notice) {
        return IntStream.iterate(notice.updates().size() - 1, i -> i >= 0, i -> i - 1);
    }

    private static boolean isReport(PublishedUpdate update) {
        return update.state() == NoticeState.POSTMORTEM;
    }

    /** What the notice is called in the language of the page; where it has no name in it, in its own. */
    View.Text title(PublishedNotice notice) {
        return tongue.isOwn()
                ? new View.Text(notice.title(), null)
                : tongue.among(notice.titles()).map(tag -> new View.Text(notice.titles().get(tag), null))
                        .orElseGet(() -> new View.Text(notice.title(), own()));
    }

    /** What else it is called. */
    private List<View.Language> titles(PublishedNotice notice) {
        return others(notice.titles(), notice.title(), title -> new RawString(Messages.escape(title)));
    }

    /** The language in which words are written that say no other. */
    private String own() {
        return telling.language();
    }

    /** What is said in other languages than the one that is shown: the page's, or, where it has none, that of the words. */
    private <T> List<View.Language> others(Map<String, T> translations, T original, Function<T, RawString> html) {
        Optional<String> shown = tongue.isOwn() ? Optional.empty() : tongue.among(translations);
        Map<String, T> others = new TreeMap<>(translations);
        shown.ifPresent(tag -> {
            others.remove(tag);
            others.put(own(), original);
        });
        return others.entrySet().stream().map(other -> new View.Language(other.getKey(), Phrases.dir(other.getKey()),
                Phrases.name(other.getKey()), html.apply(other.getValue()))).toList();
    }

    /** Whether the page has to say that not all words of people are there in its language. */
    boolean isUntranslated(PublishedNotice notice, List<PublishedUpdate> updates) {
        return !tongue.isOwn() && (title(notice).lang() != null || isUntranslated(updates));
    }

    /** @param updates with words of which each stands for itself */
    boolean isUntranslated(List<PublishedUpdate> updates) {
        return !tongue.isOwn() && updates.stream().filter(update -> !update.derived())
                .flatMap(update -> telling.audiences().stream().flatMap(audience -> update.to(audience.key()).stream()))
                .anyMatch(told -> tongue.among(told.translations()).isEmpty());
    }

    /** How bad it ever was; words that were taken back were never bad. */
    View.Level levelOf(PublishedNotice notice) {
        return notice.isRetracted() ? phrases.retracted() : phrases.level(Rollup.worst(notice));
    }

    /** What was promised for now and has not come. */
    List<RawString> late(PublishedNotice notice, Function<Instant, RawString> form) {
        List<RawString> late = new ArrayList<>();
        if (Phases.isOverrun(notice, asOf)) {
            late.add(messages.html("overrun", form.apply(notice.scheduledUntil())));
        }
        Phases.overdue(notice, asOf).ifPresent(promised -> late.add(messages.html("overdue", form.apply(promised))));
        return late;
    }

    /** The planned window; the day is not said twice. */
    RawString window(PublishedNotice notice, Function<Instant, RawString> form) {
        Instant from = notice.scheduledFor();
        Instant until = notice.scheduledUntil();
        return from == null || until == null
                ? null
                : messages.html("span", form.apply(from),
                        Phrases.isSameDay(from, until) ? phrases.time(until, "format-time") : form.apply(until));
    }

    /** That an entry moved or extended planned work: what holds from then on, and what held before. What was struck never held. */
    private RawString moved(PublishedNotice notice, int index) {
        Window now = notice.updates().get(index).window();
        Window before = notice.updates().subList(0, index).stream().filter(update -> !update.isRetracted())
                .map(PublishedUpdate::window).filter(Objects::nonNull).reduce((one, later) -> later).orElse(null);
        if (now == null || before == null || now.equals(before)) {
            return null;
        }
        return messages.html("plan-moved", span(now), span(before));
    }

    private RawString span(Window window) {
        return window.until() == null
                ? messages.html("since", phrases.full(window.from()))
                : messages.html("span", phrases.full(window.from()), Phrases.isSameDay(window.from(), window.until())
                        ? phrases.time(window.until(), "format-time")
                        : phrases.full(window.until()));
    }

    /** How planned work comes again: in a word where its rule is as simple as that. */
    String repeats(PublishedNotice notice) {
        PublishedNotice plan = telling.plan(notice);
        return plan == null ? null : Phases.rhythm(plan).map(this::rhythm).orElseGet(() -> messages.text("comes-again"));
    }

    private String rhythm(Rhythm rhythm) {
        String unit = rhythm.unit().name().toLowerCase(Locale.ROOT);
        return rhythm.every() == 1 ? messages.text("again-" + unit) : messages.text("again-every-" + unit, rhythm.every());
    }

    /** The windows that follow the one that is shown. */
    private List<RawString> next(PublishedNotice notice) {
        PublishedNotice plan = telling.plan(notice);
        return plan == null
                ? List.of()
                : Phases.next(plan, notice.scheduledFor(), NEXT_MAX).stream().map(this::span).toList();
    }

    private List<View.Door> told(PublishedNotice notice) {
        if (!scope.isEveryone()) {
            return List.of(new View.Door(messages.text("everyone"), scope.everyone().notice(notice.id()), false));
        }
        return telling.audiences().stream().filter(audience -> notice.addresses(audience.key()))
                .map(audience -> new View.Door(theme.name(audience, tongue), scope.of(audience).notice(notice.id()), false))
                .toList();
    }

    /** Newest first, with what was withdrawn at its place. */
    private List<View.Update> entries(PublishedNotice notice) {
        Map<Integer, Tombstone> tombstones = new HashMap<>();
        telling.tombstones(notice).forEach(tombstone -> tombstones.put(tombstone.place(), tombstone));
        List<View.Update> entries = new ArrayList<>();
        int place = 1;
        for (int i = 0; i < notice.updates().size(); i++) {
            PublishedUpdate update = notice.updates().get(i);
            if (!update.derived()) {
                // The clock's entries have no place among those of people.
                place = bury(entries, tombstones, place) + 1;
            }
            if (!isReport(update)) {
                entries.add(0, update(notice, i));
            }
        }
        bury(entries, tombstones, place);
        return List.copyOf(entries);
    }

    /** Adds the tombstones that stand at the place and directly after it. */
    private int bury(List<View.Update> entries, Map<Integer, Tombstone> tombstones, int place) {
        int next = place;
        for (Tombstone stone = tombstones.get(next); stone != null; stone = tombstones.get(next)) {
            entries.add(0, new View.Update(stone.id(), null, null,
                    messages.html("gone-entry", phrases.full(stone.withdrawnAt())), null, null, null, null, null, List.of(),
                    List.of(),
                    null, null, List.of()));
            next++;
        }
        return next;
    }

    private View.Update update(PublishedNotice notice, int index) {
        PublishedUpdate update = notice.updates().get(index);
        boolean isLatest = update == notice.inForce();
        boolean isLate = isLatest && Phases.overdue(notice, asOf).isPresent();
        return new View.Update(update.id(), phrases.state(update.state()), phrases.full(update.shownAt()), null,
                update.isRetracted()
                        ? messages.html("retracted", phrases.full(update.retraction().at()),
                                phrases.reason(update.retraction().reason()))
                        : null,
                update.isRetracted() ? Phrases.machine(update.retraction().at()) : null,
                update.delay() == null
                        ? null
                        : messages.html("delay", phrases.full(update.delay().knownSince()), phrases.full(update.publishedAt()),
                                Phrases.isolated(update.delay().because(), tongue.isOwn() ? null : own())),
                phrases.byPlan(update), moved(notice, index), words(update, null), changes(notice, index),
                update.nextUpdateBy() == null || !isLatest || isLate ? null : phrases.full(update.nextUpdateBy()),
                update.earlier().stream().filter(revision -> revision.replacedBy() == Amendment.TYPO)
                        .map(Revision::replacedAt).max(Instant::compareTo)
                        .map(at -> messages.html("edited", phrases.full(at))).orElse(null),
                corrections(notice, update));
    }

    /** What the update changed for components, in the order of the page. Where words do not count, what they say of components. */
    private List<View.Change> changes(PublishedNotice notice, int index) {
        PublishedUpdate update = notice.updates().get(index);
        boolean isOfThePast = index == 0 && update.state().isOver();
        boolean isApart = update.isRetracted() || isOfThePast;
        Map<String, ComponentStatus> before = isApart ? Map.of() : Rollup.effects(notice, index - 1);
        Map<String, ComponentStatus> after = isApart ? worst(update.effects()) : Rollup.effects(notice, index);
        return page.components().stream()
                .filter(component -> status(before, component) != status(after, component))
                .map(component -> new View.Change(component.name(), scope.component(component.id()),
                        status(before, component) == ComponentStatus.OPERATIONAL
                                ? null
                                : phrases.level(status(before, component)),
                        phrases.level(status(after, component))))
                .toList();
    }

    private static Map<String, ComponentStatus> worst(List<Effect> effects) {
        Map<String, ComponentStatus> worst = new HashMap<>();
        effects.forEach(effect -> worst.merge(effect.componentId(), effect.status(),
                (one, other) -> one.compareTo(other) >= 0 ? one : other));
        return worst;
    }

    private static ComponentStatus status(Map<String, ComponentStatus> effects, PublishedComponent component) {
        return effects.getOrDefault(component.id(), ComponentStatus.OPERATIONAL);
    }

    /**
     * The words of an update. Audiences that are told the same words are named above them, together where they are hurt alike. The clock has
     * none.
     *
     * @param said the impact that the page says above the words and need not say again, or null
     */
    List<View.Words> words(PublishedUpdate update, Impact said) {
        record Same(Words said, Words original, Map<String, Words> translations) {
        }
        record Claim(Same words, Impact impact, Instant from, Instant to) {
        }
        if (update.derived()) {
            return List.of();
        }
        Map<Same, List<View.Told>> told = new LinkedHashMap<>();
        byAudience(audience -> update.to(audience)
                .map(to -> new Claim(new Same(words(to), original(to), to.translations()), to.impact(), to.from(), to.to())))
                .forEach((claim, audiences) -> told.computeIfAbsent(claim.words(), words -> new ArrayList<>())
                        .add(new View.Told(names(audiences),
                                isSaid(claim.impact(), said) || isReport(update) && claim.impact() == Impact.NONE
                                        ? null
                                        : phrases.level(claim.impact()),
                                phrases.span(claim.from(), claim.to()))));
        return told.entrySet().stream()
                .map(it -> new View.Words(it.getValue(), new RawString(it.getKey().said().html()),
                        lang(it.getKey().translations()),
                        others(it.getKey().translations(), it.getKey().original(), words -> new RawString(words.html()))))
                .toList();
    }

    /** On everyone's page the level above is that of several audiences. */
    private boolean isSaid(Impact impact, Impact said) {
        return !scope.isEveryone() && impact == said;
    }

    /** The words in the language of the page; where there are none, as they were written. */
    private Words words(Disclosure told) {
        return tongue.isOwn()
                ? original(told)
                : tongue.among(told.translations()).map(told.translations()::get).orElseGet(() -> original(told));
    }

    private static Words original(Disclosure told) {
        return new Words(told.markdown(), told.html());
    }

    /** Of the words that are shown; null when that is the language of the page. */
    private String lang(Map<String, ?> translations) {
        return tongue.isOwn() || tongue.among(translations).isPresent() ? null : own();
    }

    /** Audiences of which the same is to be said, in their order. */
    private <T> Map<T, List<PublishedAudience>> byAudience(Function<String, Optional<T>> said) {
        Map<T, List<PublishedAudience>> by = new LinkedHashMap<>();
        for (PublishedAudience audience : telling.audiences()) {
            said.apply(audience.key()).ifPresent(it -> by.computeIfAbsent(it, key -> new ArrayList<>()).add(audience));
        }
        return by;
    }

    /** Null where it is the scope's own audience. */
    private String names(List<PublishedAudience> told) {
        if (!scope.isEveryone()) {
            return null;
        }
        return told.size() == telling.audiences().size()
                ? messages.text("everyone")
                : String.join(", ",
                        told.stream().map(audience -> Phrases.isolatedPlain(theme.name(audience, tongue))).toList());
    }

    // What was corrected.

    /** What an entry said at one time. */
    private record Said(String title, Instant shownAt, Function<String, Optional<Disclosure>> to, List<Effect> effects) {
        static Said of(Revision revision) {
            return new Said(revision.title(), revision.shownAt(), revision::to, revision.effects());
        }
    }

    private List<View.Correction> corrections(PublishedNotice notice, PublishedUpdate update) {
        List<View.Correction> corrections = new ArrayList<>();
        Said after = new Said(notice.title(), update.shownAt(), update::to, update.effects());
        for (int i = update.earlier().size() - 1; i >= 0; i--) {
            Revision revision = update.earlier().get(i);
            Said before = Said.of(revision);
            if (revision.replacedBy() == Amendment.CORRECTION) {
                List<View.Difference> found = differences(before, after);
                corrections.add(new View.Correction(messages.html("corrected", phrases.full(revision.replacedAt())),
                        found.isEmpty() ? messages.text("corrected-else") : null, found));
            }
            after = before.title() == null ? new Said(after.title(), before.shownAt(), before.to(), before.effects()) : before;
        }
        return corrections;
    }

    private List<View.Difference> differences(Said before, Said after) {
        List<View.Difference> found = new ArrayList<>();
        if (before.title() != null && !before.title().equals(after.title())) {
            found.add(new View.Difference(null, messages.text("corrected-title"),
                    differences.of(before.title(), after.title()), null, tongue.isOwn() ? null : own()));
        }
        add(found, null, "corrected-time", before.shownAt(), after.shownAt(), phrases::full);
        record Pair(Disclosure before, Disclosure after) {
        }
        record Seen(String lang, Impact impactBefore, Instant fromBefore, Instant toBefore, Words before, Impact impact,
                Instant from, Instant to, Words after) {
            static Seen of(Pair pair, String lang, Function<Disclosure, Words> words) {
                return new Seen(lang, get(pair.before(), Disclosure::impact), get(pair.before(), Disclosure::from),
                        get(pair.before(), Disclosure::to), get(pair.before(), words), get(pair.after(), Disclosure::impact),
                        get(pair.after(), Disclosure::from), get(pair.after(), Disclosure::to), get(pair.after(), words));
            }
        }
        byAudience(audience -> {
            Pair pair = new Pair(before.to().apply(audience).orElse(null), after.to().apply(audience).orElse(null));
            return Optional.of(isInOneLanguage(pair.before(), pair.after())
                    ? Seen.of(pair, null, this::words)
                    : Seen.of(pair, own(), Notices::original));
        }).forEach((seen, told) -> {
            String to = names(told);
            if (seen.before() != null && seen.after() != null) {
                add(found, to, "corrected-impact", seen.impactBefore(), seen.impact(),
                        impact -> new RawString(Messages.escape(phrases.level(impact).word())));
                add(found, to, "corrected-span", span(seen.fromBefore(), seen.toBefore()), span(seen.from(), seen.to()),
                        RawString::new);
            }
            if (!Objects.equals(markdown(seen.before()), markdown(seen.after()))) {
                String was = readable(seen.before());
                String is = readable(seen.after());
                // Where readers see no difference there still is one, such as a link's address: then the marks are shown.
                boolean isSeen = !Objects.equals(was, is);
                found.add(new View.Difference(to, null,
                        isSeen ? changed(was, is) : changed(markdown(seen.before()), markdown(seen.after())),
                        seen.before() == null ? null : new RawString(seen.before().html()), seen.lang()));
            }
        });
        Map<String, ComponentStatus> effectsBefore = worst(before.effects());
        Map<String, ComponentStatus> effects = worst(after.effects());
        for (PublishedComponent component : page.components()) {
            if (status(effectsBefore, component) != status(effects, component)) {
                found.add(new View.Difference(null, Phrases.isolatedPlain(component.name()),
                        differences.of(word(status(effectsBefore, component)), word(status(effects, component))), null, null));
            }
        }
        return namedOnce(found);
    }

    /** Whom several differences in a row concern is named once. */
    private static List<View.Difference> namedOnce(List<View.Difference> found) {
        return IntStream.range(0, found.size()).mapToObj(i -> {
            View.Difference it = found.get(i);
            boolean isNamed = i > 0 && Objects.equals(found.get(i - 1).to(), it.to());
            return new View.Difference(isNamed ? null : it.to(), it.what(), it.html(), it.former(), it.lang());
        }).toList();
    }

    private RawString changed(String before, String after) {
        if (before == null) {
            return messages.html("corrected-added");
        }
        return after == null ? messages.html("corrected-removed") : differences.of(before, after);
    }

    /** What was said before and after is compared in one language: that of the page where both are there in it. */
    private boolean isInOneLanguage(Disclosure before, Disclosure after) {
        return Stream.of(Optional.ofNullable(before), Optional.ofNullable(after)).flatMap(Optional::stream)
                .allMatch(told -> lang(told.translations()) == null);
    }

    /** What people read of sanitised words: text, without the marks of its formatting. */
    private static String readable(Words words) {
        return words == null ? null : Encoding.decodeHtml(TAG.matcher(words.html()).replaceAll(""), false);
    }

    private static String markdown(Words words) {
        return words == null ? null : words.markdown();
    }

    private String span(Instant from, Instant to) {
        RawString span = phrases.span(from, to);
        return span == null ? messages.html("not-said").getValue() : span.getValue();
    }

    private RawString word(ComponentStatus status) {
        return new RawString(Messages.escape(phrases.level(status).word()));
    }

    private <T> void add(List<View.Difference> found, String to, String what, T before, T after,
            Function<T, RawString> said) {
        if (!before.equals(after)) {
            found.add(
                    new View.Difference(to, messages.text(what), differences.of(said.apply(before), said.apply(after)), null,
                            null));
        }
    }

    private static <T> T get(Disclosure told, Function<Disclosure, T> what) {
        return told == null ? null : what.apply(told);
    }

    /** The page of a notice that is gone. */
    View.Gone gone(Tombstone tombstone) {
        return new View.Gone(messages.html("gone-words", phrases.full(tombstone.withdrawnAt())));
    }
}
