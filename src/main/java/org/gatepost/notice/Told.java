package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedUpdate.Disclosure;

/**
 * What one audience is told: the page without everything that does not address it. Whoever renders for an audience renders
 * this and cannot show a word, a time or an order that was meant for others.
 */
public final class Told {

    private Told() {
    }

    /**
     * The page as the audience is told it: its components, the notices that address it, and of those its words and effects
     * only. That a notice is over is told to everyone whom it ever addressed, with or without words.
     *
     * @param audience the key of an audience; one that the page does not know gets an empty page
     */
    public static PublishedPage to(PublishedPage page, String audience) {
        List<PublishedComponent> components = page.components().stream()
                .filter(component -> component.audiences().contains(audience))
                .toList();
        Set<String> groupIds = components.stream().map(PublishedComponent::groupId).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<PublishedGroup> groups = page.groups().stream().filter(group -> groupIds.contains(group.id())).toList();
        List<PublishedNotice> notices = page.notices().stream()
                .filter(notice -> notice.addresses(audience))
                .map(notice -> to(notice, audience))
                .toList();
        // The stamp follows what is left, or a publication for others would move this audience's page.
        Instant changedAt = Stream.of(notices.stream().map(PublishedNotice::updatedAt),
                components.stream().map(PublishedComponent::updatedAt), groups.stream().map(PublishedGroup::updatedAt))
                .flatMap(times -> times)
                .max(Instant::compareTo)
                .orElse(null);
        return new PublishedPage(page.revision(), changedAt,
                page.audiences().stream().filter(known -> known.key().equals(audience)).toList(), groups, components, notices);
    }

    /** The notice as the audience is told it; call it only for one that addresses the audience. */
    static PublishedNotice to(PublishedNotice notice, String audience) {
        int last = notice.updates().size() - 1;
        List<PublishedUpdate> updates = IntStream.rangeClosed(0, last)
                .filter(i -> notice.updates().get(i).to(audience).isPresent()
                        || i == last && notice.updates().get(i).state().isOver())
                .mapToObj(i -> to(notice.updates().get(i), audience))
                .toList();
        PublishedUpdate first = updates.get(0);
        // Someone who is told later than others was not told when it began, unless the words say so.
        Instant startedAt = first.id().equals(notice.updates().get(0).id())
                ? notice.startedAt()
                : first.to(audience).map(Disclosure::from).orElse(first.shownAt());
        return new PublishedNotice(notice.id(), notice.kind(), notice.title(), startedAt, first.publishedAt(),
                updates.get(updates.size() - 1).publishedAt(), notice.scheduledFor(), notice.scheduledUntil(), updates);
    }

    private static PublishedUpdate to(PublishedUpdate update, String audience) {
        boolean addressed = update.to(audience).isPresent();
        return new PublishedUpdate(update.id(), update.state(), update.shownAt(), update.publishedAt(),
                addressed ? update.nextUpdateBy() : null,
                update.to(audience).stream().toList(),
                update.effects().stream()
                        .filter(effect -> addressed && (effect.audience() == null || effect.audience().equals(audience)))
                        .toList());
    }
}
