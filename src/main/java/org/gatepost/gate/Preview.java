package org.gatepost.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;

/** What the public page would be with a bundle published: the same copy that {@code published.post} makes, on values. */
final class Preview {
    private static final String NO_ID_YET = "000000000000";

    private Preview() {
    }

    static PublishedPage of(PublishedPage before, Bundle bundle, Instant now) {
        List<PublishedGroup> groups = Stream.concat(before.groups().stream(), bundle.groups().stream()
                .map(group -> new PublishedGroup(group.id(), group.name(), group.position(), group.createdAt(),
                        group.updatedAt())))
                .sorted(Comparator.comparing(PublishedGroup::position).thenComparing(PublishedGroup::id)).toList();
        List<PublishedComponent> components = Stream.concat(before.components().stream(), bundle.components().stream()
                .map(component -> new PublishedComponent(component.id(), component.name(), component.description(),
                        component.group(),
                        component.position(), Set.copyOf(component.audiences()), component.startDate(), component.createdAt(),
                        component.updatedAt())))
                .sorted(Comparator.comparing(PublishedComponent::position).thenComparing(PublishedComponent::id)).toList();
        List<PublishedNotice> notices = new ArrayList<>(before.notices());
        for (Bundle.Notice notice : bundle.notices()) {
            PublishedNotice known = notices.stream().filter(one -> one.id().equals(notice.id())).findFirst().orElse(null);
            notices.remove(known);
            notices.add(merged(known, notice, now));
        }
        notices.sort(Comparator.comparing(PublishedNotice::startedAt).reversed().thenComparing(PublishedNotice::id));
        return new PublishedPage(before.revision() + 1, now, before.audiences(), groups, components, List.copyOf(notices));
    }

    private static PublishedNotice merged(PublishedNotice known, Bundle.Notice notice, Instant now) {
        List<PublishedUpdate> updates = new ArrayList<>(known == null ? List.of() : known.updates());
        notice.updates().forEach(update -> updates.add(update(update, now)));
        PublishedUpdate last = updates.get(updates.size() - 1);
        return new PublishedNotice(notice.id() == null ? NO_ID_YET : notice.id(), notice.kind(), notice.title(),
                notice.startedAt(),
                known == null ? updates.get(0).publishedAt() : known.publishedAt(), last.publishedAt(), notice.scheduledFor(),
                notice.scheduledUntil(), List.copyOf(updates));
    }

    private static PublishedUpdate update(Bundle.Update update, Instant now) {
        return new PublishedUpdate(update.id() == null ? NO_ID_YET : update.id(), update.state(), update.shownAt(),
                update.publishedAt() == null ? now : update.publishedAt(), update.nextUpdateBy(),
                update.disclosures().stream().map(disclosure -> new PublishedUpdate.Disclosure(disclosure.audience(),
                        disclosure.impact(), disclosure.from(), disclosure.to(), disclosure.markdown(), disclosure.html()))
                        .toList(),
                update.effects().stream()
                        .map(effect -> new PublishedUpdate.Effect(effect.component(), effect.audience(), effect.status()))
                        .toList());
    }
}
