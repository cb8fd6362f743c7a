package org.gatepost.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;

/**
 * What the public page would be with a bundle published: the same copy that {@code published.post} (V7) makes and the room notice reads
 * back, on values. A draft that is still being written has gaps, which publication would refuse; here they are filled with what says
 * least, so that its author can look at it.
 */
final class Preview {
    private static final String NO_ID_YET = "000000000000";

    private final List<String> audiences;
    private final Instant now;

    private Preview(PublishedPage before, Instant now) {
        this.audiences = before.audiences().stream().map(PublishedAudience::key).toList();
        this.now = now;
    }

    static PublishedPage of(PublishedPage before, Bundle bundle, Instant now) {
        Preview preview = new Preview(before, now);
        List<PublishedGroup> groups = Stream.concat(before.groups().stream(), bundle.groups().stream()
                .map(group -> new PublishedGroup(group.id(), group.name(), group.position(), group.createdAt(),
                        group.updatedAt())))
                .sorted(Comparator.comparing(PublishedGroup::position).thenComparing(PublishedGroup::id)).toList();
        Set<String> touched = touched(bundle);
        List<PublishedComponent> components = Stream
                .concat(before.components().stream(), bundle.components().stream().map(Preview::component))
                .map(component -> touched.contains(component.id()) ? updated(component, now) : component)
                .sorted(Comparator.comparing(PublishedComponent::position).thenComparing(PublishedComponent::id)).toList();
        List<PublishedNotice> notices = new ArrayList<>(before.notices());
        for (Bundle.Notice notice : bundle.notices()) {
            PublishedNotice known = notices.stream().filter(one -> one.id().equals(notice.id())).findFirst().orElse(null);
            notices.remove(known);
            notices.add(preview.merged(known, notice));
        }
        notices.sort(Comparator.comparing(PublishedNotice::startedAt).reversed().thenComparing(PublishedNotice::id));
        return new PublishedPage(before.revision() + 1, now, before.audiences(), groups, components, List.copyOf(notices));
    }

    /** Components of which words that go out now say something. Imported history has its own times and moves no component's stamp. */
    private static Set<String> touched(Bundle bundle) {
        Set<String> touched = new HashSet<>();
        bundle.notices().stream().flatMap(notice -> notice.updates().stream()).filter(update -> update.publishedAt() == null)
                .forEach(update -> update.effects().forEach(effect -> touched.add(effect.component())));
        return touched;
    }

    private static PublishedComponent component(Bundle.Component component) {
        return new PublishedComponent(component.id(), component.name(), component.description(), component.group(),
                component.position(), new TreeSet<>(component.audiences()), component.startDate(), component.createdAt(),
                component.updatedAt());
    }

    private static PublishedComponent updated(PublishedComponent it, Instant now) {
        return new PublishedComponent(it.id(), it.name(), it.description(), it.groupId(), it.position(), it.audiences(),
                it.startDate(), it.createdAt(), now);
    }

    /** An update adds an entry and changes nothing else of its notice, whatever the bundle says. */
    private PublishedNotice merged(PublishedNotice known, Bundle.Notice notice) {
        List<PublishedUpdate> updates = new ArrayList<>(known == null ? List.of() : known.updates());
        notice.updates().forEach(update -> updates.add(update(notice.kind(), update)));
        Instant updatedAt = updates.get(updates.size() - 1).publishedAt();
        return known == null
                ? new PublishedNotice(notice.id() == null ? NO_ID_YET : notice.id(), notice.kind(), notice.title(),
                        notice.startedAt(), updates.get(0).publishedAt(), updatedAt, notice.scheduledFor(),
                        notice.scheduledUntil(), List.copyOf(updates))
                : new PublishedNotice(known.id(), known.kind(), known.title(), known.startedAt(), known.publishedAt(),
                        updatedAt, known.scheduledFor(), known.scheduledUntil(), List.copyOf(updates));
    }

    /** In the order in which the room notice reads: audiences by position, effects by component. */
    private PublishedUpdate update(NoticeKind kind, Bundle.Update update) {
        return new PublishedUpdate(update.id() == null ? NO_ID_YET : update.id(), state(kind, update.state()), update.shownAt(),
                update.publishedAt() == null ? now : update.publishedAt(), update.nextUpdateBy(),
                update.disclosures().stream().filter(disclosure -> audiences.contains(disclosure.audience()))
                        .map(disclosure -> new PublishedUpdate.Disclosure(disclosure.audience(),
                                disclosure.impact() == null ? Impact.NONE : disclosure.impact(), disclosure.from(),
                                disclosure.to(), disclosure.markdown(), disclosure.html()))
                        .sorted(Comparator.comparing(disclosure -> audiences.indexOf(disclosure.audience()))).toList(),
                update.effects().stream().filter(effect -> effect.component() != null && effect.status() != null)
                        .map(effect -> new PublishedUpdate.Effect(effect.component(), effect.audience(), effect.status()))
                        .sorted(Comparator.comparing(PublishedUpdate.Effect::componentId).thenComparing(
                                PublishedUpdate.Effect::audience, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList());
    }

    private static NoticeState state(NoticeKind kind, NoticeState state) {
        if (state != null) {
            return state;
        }
        return kind == NoticeKind.MAINTENANCE ? NoticeState.SCHEDULED : NoticeState.INVESTIGATING;
    }
}
