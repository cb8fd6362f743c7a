package org.gatepost.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Recurrence;

/**
 * What the public page would be with a bundle published: the same copy that {@code published.post} (V7) makes and the room notice reads
 * back, on values. A draft that is still being written has gaps, which publication would refuse; here they are filled with what says
 * least, so that its author can look at it.
 */
final class Preview {
    private static final String NO_ID_YET = "000000000000";

    private final List<String> audiences;
    private final Instant now;

    private Preview(List<PublishedAudience> audiences, Instant now) {
        this.audiences = audiences.stream().map(PublishedAudience::key).toList();
        this.now = now;
    }

    static PublishedPage of(PublishedPage before, Bundle bundle, Instant now) {
        if (bundle.template() != null) {
            return before;
        }
        List<PublishedAudience> audiences = merged(before.audiences(), bundle.audiences().stream()
                .map(it -> new PublishedAudience(it.key(), it.name(), it.position())).toList(), PublishedAudience::key,
                Comparator.comparing(PublishedAudience::position).thenComparing(PublishedAudience::key));
        List<PublishedGroup> groups = merged(before.groups(), bundle.groups().stream()
                .map(it -> group(it, before, now)).toList(), PublishedGroup::id,
                Comparator.comparing(PublishedGroup::position).thenComparing(PublishedGroup::id));
        List<PublishedComponent> components = merged(before.components(), bundle.components().stream()
                .map(it -> component(it, before, now)).toList(), PublishedComponent::id,
                Comparator.comparing(PublishedComponent::position).thenComparing(PublishedComponent::id));
        Preview preview = new Preview(audiences, now);
        List<PublishedNotice> notices = new ArrayList<>(before.notices().stream().map(preview::ordered).toList());
        for (Bundle.Notice notice : bundle.notices()) {
            PublishedNotice known = notices.stream().filter(one -> one.id().equals(notice.id())).findFirst().orElse(null);
            notices.remove(known);
            notices.add(preview.merged(before, known, notice));
        }
        notices.sort(Comparator.comparing(PublishedNotice::startedAt).reversed().thenComparing(PublishedNotice::id));
        return new PublishedPage(before.revision() + 1, now, audiences, groups, components, List.copyOf(notices),
                before.tombstones());
    }

    /** What was there, and what is new or takes its place, in order. */
    private static <T> List<T> merged(List<T> before, List<T> changed, Function<T, String> id, Comparator<T> order) {
        Map<String, T> all = new LinkedHashMap<>();
        before.forEach(one -> all.put(id.apply(one), one));
        changed.forEach(one -> all.put(id.apply(one), one));
        return all.values().stream().sorted(order).toList();
    }

    private static PublishedGroup group(Bundle.Group it, PublishedPage before, Instant now) {
        Instant createdAt = before.groups().stream().filter(one -> one.id().equals(it.id())).findFirst()
                .map(PublishedGroup::createdAt).orElse(it.createdAt() == null ? now : it.createdAt());
        return new PublishedGroup(it.id(), it.name(), it.position(), createdAt, it.updatedAt() == null ? now : it.updatedAt());
    }

    private static PublishedComponent component(Bundle.Component it, PublishedPage before, Instant now) {
        PublishedComponent known = before.components().stream().filter(one -> one.id().equals(it.id())).findFirst()
                .orElse(null);
        Instant createdAt = known != null ? known.createdAt() : it.createdAt() == null ? now : it.createdAt();
        Instant retiredAt = !Boolean.TRUE.equals(it.retired())
                ? null
                : known != null && known.isRetired() ? known.retiredAt() : now;
        return new PublishedComponent(it.id(), it.name(), it.description(), it.group(), it.position(),
                new TreeSet<>(it.audiences()), known == null ? it.startDate() : known.startDate(), createdAt,
                it.updatedAt() == null ? now : it.updatedAt(), retiredAt);
    }

    /** Audiences may have changed places: what is told to them is read in their order. */
    private PublishedNotice ordered(PublishedNotice it) {
        return new PublishedNotice(it.id(), it.kind(), it.title(), it.titles(), it.startedAt(), it.publishedAt(),
                it.updatedAt(),
                it.scheduledFor(), it.scheduledUntil(), it.recurrence(), it.updates().stream().map(this::ordered).toList());
    }

    private PublishedUpdate ordered(PublishedUpdate it) {
        return new PublishedUpdate(it.id(), it.state(), it.shownAt(), it.publishedAt(), it.nextUpdateBy(),
                ordered(it.disclosures()), it.effects(),
                it.earlier().stream()
                        .map(was -> new PublishedUpdate.Revision(was.replacedBy(), was.replacedAt(), was.title(), was.shownAt(),
                                ordered(was.disclosures()), was.effects(), was.nextUpdateBy(), was.delay()))
                        .toList(),
                it.retraction(), it.delay(), it.tellsSubscribers(), it.derived(), it.window());
    }

    private List<PublishedUpdate.Disclosure> ordered(List<PublishedUpdate.Disclosure> disclosures) {
        return disclosures.stream().sorted(Comparator.comparing(disclosure -> audiences.indexOf(disclosure.audience())))
                .toList();
    }

    /** An update adds an entry, an amendment replaces one; only what opens a notice, moves its plan or amends its first entry does more. */
    private PublishedNotice merged(PublishedPage before, PublishedNotice known, Bundle.Notice notice) {
        if (known == null) {
            List<PublishedUpdate> updates = notice.updates().stream().map(update -> update(notice, update)).toList();
            return new PublishedNotice(notice.id() == null ? NO_ID_YET : notice.id(), notice.kind(), notice.title(),
                    notice.titles() == null ? Map.of() : notice.titles(), notice.startedAt(), updates.get(0).publishedAt(),
                    updates.get(updates.size() - 1).publishedAt(), begin(notice), notice.scheduledUntil(), recurrence(notice),
                    updates);
        }
        Bundle.Update change = notice.updates().get(0);
        if (change.amends() == null) {
            List<PublishedUpdate> updates = new ArrayList<>(known.updates());
            notice.updates().forEach(update -> updates.add(update(notice, update)));
            boolean isMoved = notice.kind() == NoticeKind.MAINTENANCE;
            return new PublishedNotice(known.id(), known.kind(), known.title(), known.titles(), known.startedAt(),
                    known.publishedAt(), updates.get(updates.size() - 1).publishedAt(),
                    isMoved ? begin(notice) : known.scheduledFor(), isMoved ? notice.scheduledUntil() : known.scheduledUntil(),
                    isMoved ? recurrence(notice) : known.recurrence(), List.copyOf(updates));
        }
        boolean isFirst = before.opens(known, change.amends());
        return new PublishedNotice(known.id(), known.kind(), isFirst ? notice.title() : known.title(),
                !isFirst ? known.titles() : notice.titles() == null ? Map.of() : notice.titles(),
                isFirst ? notice.startedAt() : known.startedAt(), known.publishedAt(), now, known.scheduledFor(),
                known.scheduledUntil(), known.recurrence(),
                known.updates().stream().map(entry -> entry.id().equals(change.amends())
                        ? amended(entry, isFirst ? known.title() : null, notice, change)
                        : entry).toList());
    }

    private PublishedUpdate amended(PublishedUpdate entry, String title, Bundle.Notice notice,
            Bundle.Update change) {
        PublishedUpdate it = update(notice, change);
        List<PublishedUpdate.Revision> earlier = new ArrayList<>(entry.earlier());
        earlier.add(new PublishedUpdate.Revision(change.amendment(), now, title, entry.shownAt(), entry.disclosures(),
                entry.effects(), entry.nextUpdateBy(), entry.delay()));
        return new PublishedUpdate(entry.id(), it.state(), it.shownAt(), entry.publishedAt(), it.nextUpdateBy(),
                it.disclosures(), it.effects(), List.copyOf(earlier), entry.retraction(), it.delay(),
                change.amendment() != Amendment.TYPO && it.tellsSubscribers(), false, entry.window());
    }

    /** Planned work without a begin is not published; until it has one, it stands where its notice does. */
    private static Instant begin(Bundle.Notice notice) {
        return notice.kind() == NoticeKind.MAINTENANCE && notice.scheduledFor() == null
                ? notice.startedAt()
                : notice.scheduledFor();
    }

    private static Recurrence recurrence(Bundle.Notice notice) {
        return new Recurrence(notice.recurrence(), Boolean.TRUE.equals(notice.startsByItself()),
                Boolean.TRUE.equals(notice.endsByItself()));
    }

    /** In the order in which the room notice reads: audiences by position, effects by component. */
    private PublishedUpdate update(Bundle.Notice notice, Bundle.Update update) {
        return new PublishedUpdate(update.id() == null ? NO_ID_YET : update.id(), state(notice.kind(), update.state()),
                update.shownAt(),
                update.publishedAt() == null ? now : update.publishedAt(), update.nextUpdateBy(),
                ordered(update.disclosures().stream().filter(disclosure -> audiences.contains(disclosure.audience()))
                        .map(disclosure -> new PublishedUpdate.Disclosure(disclosure.audience(),
                                disclosure.impact() == null ? Impact.NONE : disclosure.impact(), disclosure.from(),
                                disclosure.to(), disclosure.markdown(), disclosure.html(),
                                disclosure.translations() == null ? Map.of() : disclosure.translations()))
                        .toList()),
                update.effects().stream().filter(effect -> effect.component() != null && effect.status() != null)
                        .map(effect -> new PublishedUpdate.Effect(effect.component(), effect.audience(), effect.status()))
                        .sorted(Comparator.comparing(PublishedUpdate.Effect::componentId).thenComparing(
                                PublishedUpdate.Effect::audience, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList(),
                List.of(), null,
                update.because() == null ? null : new PublishedUpdate.Delay(update.knownSince(), update.because()),
                !Boolean.FALSE.equals(update.tellsSubscribers()), false,
                begin(notice) == null ? null : new PublishedUpdate.Window(begin(notice), notice.scheduledUntil()));
    }

    private static NoticeState state(NoticeKind kind, NoticeState state) {
        if (state != null) {
            return state;
        }
        return kind == NoticeKind.MAINTENANCE ? NoticeState.SCHEDULED : NoticeState.INVESTIGATING;
    }
}
