package org.gatepost.gate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.security.ConflictException;

/**
 * What a draft becomes when it is frozen: Markdown rendered, gaps filled, everything written out. Pure. It takes a draft that is still
 * being written as well, for its preview: what is missing there is empty, and {@link GatePolicy} lets none of it be frozen.
 */
final class Composition {

    private Composition() {
    }

    /** First words of a notice. */
    static Bundle firstWords(String title, DraftContent content, Instant now) {
        Instant shown = shownAt(content, now);
        DraftContent.Plan plan = content.plan();
        // While the plan has no begin yet there is still something to look at; a proposal asks for it.
        Instant begin = plan == null || plan.from() == null ? shown : plan.from();
        Instant started = content.startedAt() == null ? begin : content.startedAt();
        Bundle.Update update = update(null, null, null, content, shown, Markdown::html);
        return of(content, new Bundle.Notice(null, content.kind(), line(title), titles(content), started,
                plan == null ? null : plan.from(), plan == null ? null : plan.until(), rule(plan),
                plan == null ? null : plan.startsByItself(), plan == null ? null : plan.endsByItself(), List.of(update)));
    }

    /** Words that go out by themselves are shown as of then: that is when readers get them. */
    private static Instant shownAt(DraftContent content, Instant now) {
        boolean isLater = content.goesOutAt() != null && content.goesOutAt().isAfter(now);
        return content.shownAt() != null ? content.shownAt() : isLater ? content.goesOutAt() : now;
    }

    /** One more entry of a notice; of planned work it may move the plan. */
    static Bundle update(PublishedNotice notice, DraftContent content, Instant now) {
        Bundle.Update update = update(null, null, null, content, shownAt(content, now), Markdown::html);
        return of(content, notice(notice, notice.title(), null, notice.startedAt(), content.plan(), update));
    }

    /**
     * An amendment with the times that it leaves as they are. A form shows whole seconds and an entry may have finer times, which are
     * not amended by that.
     *
     * @param stands what the entry says now
     */
    static DraftContent settled(DraftContent content, DraftContent stands) {
        Map<String, DraftContent.Disclosure> before = new HashMap<>();
        stands.disclosures().forEach(disclosure -> before.put(disclosure.audience(), disclosure));
        return new DraftContent(content.title(), content.state(),
                content.startedAt() == null ? stands.startedAt() : settled(content.startedAt(), stands.startedAt()),
                content.shownAt() == null ? stands.shownAt() : settled(content.shownAt(), stands.shownAt()),
                settled(content.nextUpdateBy(), stands.nextUpdateBy()), content.words(),
                content.disclosures().stream().map(it -> before.containsKey(it.audience())
                        ? new DraftContent.Disclosure(it.audience(), it.impact(),
                                settled(it.from(), before.get(it.audience()).from()),
                                settled(it.to(), before.get(it.audience()).to()), it.words())
                        : it).toList(),
                content.effects(), content.translations(), content.omissions(), content.goesOutAt(), content.tellsSubscribers(),
                settled(content.delay(), stands.delay()), content.plan());
    }

    private static DraftContent.Delay settled(DraftContent.Delay given, DraftContent.Delay stands) {
        return given == null || stands == null
                ? given
                : new DraftContent.Delay(settled(given.knownSince(), stands.knownSince()), given.because());
    }

    private static Instant settled(Instant given, Instant stands) {
        boolean isSame = given != null && stands != null
                && given.truncatedTo(ChronoUnit.SECONDS).equals(stands.truncatedTo(ChronoUnit.SECONDS));
        return isSame ? stands : given;
    }

    /**
     * An entry that is out and stands.
     *
     * @param opens see {@link PublishedPage#opens}
     */
    record Standing(PublishedNotice notice, PublishedUpdate entry, boolean opens) {
    }

    /** A later revision of an entry. The one that opened the notice carries its title and begin. */
    static Bundle amendment(Standing standing, String title, Amendment kind, DraftContent written) {
        PublishedNotice notice = standing.notice();
        PublishedUpdate entry = standing.entry();
        DraftContent content = settled(written, contentOf(standing));
        Bundle.Update update = update(entry.id(), entry.earlier().size() + 1, kind, content, content.shownAt(),
                isPlain(entry) ? Markdown::plain : Markdown::html);
        return of(content, notice(notice, standing.opens() ? line(title) : notice.title(),
                standing.opens() ? titles(content) : null,
                standing.opens() ? content.startedAt() : notice.startedAt(), null, update));
    }

    /** Whether its words were never Markdown, as those of an import: then what is a mark there is a mark and no formatting. */
    static boolean isPlain(PublishedUpdate entry) {
        return entry.disclosures().stream().anyMatch(to -> !to.html().equals(Markdown.html(to.markdown()))
                && to.html().equals(Markdown.plain(to.markdown())));
    }

    private static Bundle of(DraftContent content, Bundle.Notice notice) {
        return new Bundle(List.of(), List.of(), List.of(), List.of(notice), null, content.goesOutAt());
    }

    private static Bundle.Notice notice(PublishedNotice known, String title, Map<String, String> titles, Instant startedAt,
            DraftContent.Plan moved, Bundle.Update update) {
        if (known.kind() != NoticeKind.MAINTENANCE) {
            return new Bundle.Notice(known.id(), known.kind(), title, titles, startedAt, null, null, null, null, null,
                    List.of(update));
        }
        DraftContent.Plan plan = moved == null
                ? new DraftContent.Plan(known.scheduledFor(), known.scheduledUntil(), known.recurrence().rule(),
                        known.recurrence().startsByItself(), known.recurrence().endsByItself())
                : moved;
        return new Bundle.Notice(known.id(), known.kind(), title, titles, startedAt, plan.from(), plan.until(), rule(plan),
                plan.startsByItself(), plan.endsByItself(), List.of(update));
    }

    private static String rule(DraftContent.Plan plan) {
        return plan == null || plan.rule() == null || plan.rule().isBlank() ? null : plan.rule().strip();
    }

    private static Bundle.Update update(String amends, Integer revision, Amendment amendment, DraftContent content,
            Instant shown, UnaryOperator<String> html) {
        DraftContent.Delay delay = content.delay();
        boolean isDelayed = delay != null && delay.knownSince() != null && delay.because() != null;
        return new Bundle.Update(null, amends, revision, amendment, content.state(), shown, null, content.nextUpdateBy(),
                content.tells() ? null : Boolean.FALSE, isDelayed ? delay.knownSince() : null,
                isDelayed ? delay.because().strip() : null,
                content.disclosures().stream().map(disclosure -> disclosure(content, disclosure, html)).toList(),
                content.effects().stream()
                        .map(effect -> new Bundle.Effect(effect.component(), effect.audience(), effect.status())).toList());
    }

    private static Bundle.Disclosure disclosure(DraftContent content, DraftContent.Disclosure disclosure,
            UnaryOperator<String> html) {
        PublishedUpdate.Words words = words(GatePolicy.wordsFor(content, disclosure), html);
        Map<String, PublishedUpdate.Words> translations = new TreeMap<>();
        content.translations().forEach((language, translation) -> {
            String translated = GatePolicy.wordsFor(translation, disclosure.audience());
            if (translated != null && !translated.isBlank()) {
                translations.put(language, words(translated, Markdown::html));
            }
        });
        return new Bundle.Disclosure(disclosure.audience(), disclosure.impact(), disclosure.from(), disclosure.to(),
                words.markdown(), words.html(), translations.isEmpty() ? null : translations);
    }

    private static PublishedUpdate.Words words(String written, UnaryOperator<String> html) {
        String markdown = line(written);
        return new PublishedUpdate.Words(markdown, html.apply(markdown));
    }

    private static String line(String written) {
        return written == null ? "" : written.strip();
    }

    private static Map<String, String> titles(DraftContent content) {
        Map<String, String> titles = new TreeMap<>();
        content.translations().forEach((language, translation) -> {
            if (translation.title() != null && !translation.title().isBlank()) {
                titles.put(language, translation.title().strip());
            }
        });
        return titles.isEmpty() ? null : titles;
    }

    /**
     * A change of the page's parts. New ones get their ids here, so that a component can stand in a group that is as new as itself.
     *
     * @param ids makes public ids
     */
    static Bundle parts(PageContent content, PublishedPage page, Supplier<String> ids) {
        Map<String, String> newGroups = new HashMap<>();
        List<Bundle.Group> groups = new ArrayList<>();
        for (PageContent.Group group : content.groups()) {
            String id = group.id() == null ? ids.get() : group.id();
            groups.add(new Bundle.Group(id, line(group.name()), group.position(), null, null));
            newGroups.put(line(group.name()), id);
        }
        List<Bundle.Component> components = content.components().stream().map(component -> {
            PublishedComponent known = page.components().stream().filter(one -> one.id().equals(component.id())).findFirst()
                    .orElse(null);
            String group = component.newGroup() == null ? component.group() : newGroups.get(component.newGroup().strip());
            return new Bundle.Component(known == null ? ids.get() : known.id(), line(component.name()),
                    component.description() == null || component.description().isBlank()
                            ? null
                            : component.description().strip(),
                    group, component.position(), component.audiences().stream().sorted().toList(),
                    known == null ? null : known.startDate(), null, null, component.retired() ? Boolean.TRUE : null);
        }).toList();
        return new Bundle(content.audiences().stream()
                .map(audience -> new Bundle.Audience(line(audience.key()), line(audience.name()), audience.position()))
                .toList(),
                groups, components, List.of(), null, null);
    }

    static Bundle template(TemplateContent content) {
        Map<String, PublishedUpdate.Words> words = new TreeMap<>();
        content.words().forEach((audience, written) -> {
            if (!written.isBlank()) {
                words.put(audience, words(written, Markdown::html));
            }
        });
        Map<String, String> phrases = new TreeMap<>();
        content.phrases().forEach((slot, phrase) -> {
            if (!phrase.isBlank()) {
                phrases.put(slot, phrase.strip());
            }
        });
        return new Bundle(List.of(), List.of(), List.of(), List.of(), new Bundle.Template(content.key(), content.language(),
                content.state(), line(content.name()), line(content.title()), words, phrases, content.translates()), null);
    }

    /** @param translations by BCP 47 tag, or null for none */
    record Spoken(PublishedUpdate.Words words, Map<String, PublishedUpdate.Words> translations) {
    }

    /**
     * The same bundle, saying what the template says.
     *
     * @param titles in further languages, or null for none
     */
    static Bundle filled(Bundle empty, String title, Map<String, String> titles, Map<String, Spoken> words) {
        Bundle.Notice notice = empty.notices().get(0);
        Bundle.Update update = notice.updates().get(0);
        List<Bundle.Disclosure> said = update.disclosures().stream().map(d -> {
            Spoken spoken = words.get(d.audience());
            return new Bundle.Disclosure(d.audience(), d.impact(), d.from(), d.to(), spoken.words().markdown(),
                    spoken.words().html(), spoken.translations());
        }).toList();
        Bundle.Update spoken = new Bundle.Update(null, null, null, null, update.state(), update.shownAt(), null,
                update.nextUpdateBy(), null, null, null, said, update.effects());
        return new Bundle(List.of(), List.of(), List.of(),
                List.of(new Bundle.Notice(notice.id(), notice.kind(), title, titles, notice.startedAt(), null, null, null, null,
                        null, List.of(spoken))),
                null, null);
    }

    /** What an entry says now, as its amendment begins. Words that all audiences share stand once. */
    static DraftContent contentOf(Standing standing) {
        PublishedNotice notice = standing.notice();
        PublishedUpdate entry = standing.entry();
        List<String> said = entry.disclosures().stream().map(PublishedUpdate.Disclosure::markdown).distinct().toList();
        boolean isShared = said.size() == 1;
        Map<String, DraftContent.Translation> translations = new HashMap<>();
        if (standing.opens()) {
            notice.titles().forEach((language, title) -> translations.put(language,
                    new DraftContent.Translation(title, null, Map.of())));
        }
        for (PublishedUpdate.Disclosure disclosure : entry.disclosures()) {
            disclosure.translations().forEach((language, words) -> translations.merge(language,
                    new DraftContent.Translation(null, null, Map.of(disclosure.audience(), words.markdown())),
                    Composition::merged));
        }
        PublishedUpdate.Delay delay = entry.delay();
        return new DraftContent(notice.title(), entry.state(), standing.opens() ? notice.startedAt() : null, entry.shownAt(),
                entry.nextUpdateBy(), isShared ? said.get(0) : "",
                entry.disclosures().stream()
                        .map(to -> new DraftContent.Disclosure(to.audience(), to.impact(), to.from(), to.to(),
                                isShared ? null : to.markdown()))
                        .toList(),
                entry.effects().stream().map(effect -> new DraftContent.Effect(effect.componentId(), effect.audience(),
                        effect.status())).toList(),
                translations, List.of(), null, entry.tellsSubscribers(),
                delay == null ? null : new DraftContent.Delay(delay.knownSince(), delay.because()), null);
    }

    private static DraftContent.Translation merged(DraftContent.Translation one, DraftContent.Translation other) {
        Map<String, String> own = new HashMap<>(one.own());
        own.putAll(other.own());
        return new DraftContent.Translation(one.title(), null, own);
    }

    static Standing entry(PublishedPage page, PublishedNotice notice, String id) {
        PublishedUpdate entry = notice.updates().stream().filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> new ConflictException("The entry was withdrawn: there is nothing to amend."));
        if (entry.isRetracted()) {
            throw new ConflictException("The entry was retracted: there is nothing to amend.");
        }
        return new Standing(notice, entry, page.opens(notice, id));
    }
}
