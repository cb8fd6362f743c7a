package org.gatepost.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.PublishedUpdate.Revision;

/**
 * What one audience is told: the page without everything that does not address it. Whoever renders for an audience renders
 * this and cannot show a word, a time or an order that was meant for others.
 * <ul>
 * <li>An earlier revision is shown only when it addressed the audience and said something else to it. An audience that a correction
 * added was first told by that correction.
 * <li>The window of planned work is the one that the audience was told of. How it comes again is the same for all.
 * <li>Why words were struck or came late is told to whom they address.
 * <li>Tombstones are for everyone's pages alone: with the words went whom they addressed, and an audience must not learn of a
 * notice that was never meant for it.
 * </ul>
 * It is asked of the page as it was read, and the clock ({@link Phases}) of what it returns: else what others were told of planned
 * work would move what the clock says to everyone.
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
                // By its own begins, or the order would tell of words to others that came before.
                .sorted(Comparator.comparing(PublishedNotice::startedAt).reversed().thenComparing(PublishedNotice::id))
                .toList();
        // The stamp follows what is left, or a publication for others would move this audience's page. The clock publishes nothing.
        Instant changedAt = Stream.of(
                notices.stream().flatMap(notice -> notice.updates().stream()).filter(update -> !update.derived())
                        .map(Told::stamp),
                components.stream().map(PublishedComponent::updatedAt), groups.stream().map(PublishedGroup::updatedAt))
                .flatMap(times -> times)
                .max(Instant::compareTo)
                .orElse(null);
        return new PublishedPage(page.revision(), changedAt,
                page.audiences().stream().filter(known -> known.key().equals(audience)).toList(), groups, components, notices);
    }

    /** When the entry last changed in public: by an amendment, a retraction, or by being published. */
    public static Instant stamp(PublishedUpdate update) {
        return update.isRetracted() && update.retraction().at().isAfter(update.amendedAt())
                ? update.retraction().at()
                : update.amendedAt();
    }

    /** When the notice last changed in public, by any of its entries or by the clock. */
    public static Instant stamp(PublishedNotice notice) {
        return notice.updates().stream().map(Told::stamp).reduce(notice.updatedAt(),
                (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The notice as the audience is told it; call it only for one that addresses the audience. */
    static PublishedNotice to(PublishedNotice notice, String audience) {
        List<PublishedUpdate> ends = ends(notice, audience);
        List<PublishedUpdate> updates = notice.updates().stream()
                .filter(update -> update.to(audience).isPresent() || ends.contains(update))
                .map(update -> to(notice, update, audience))
                .toList();
        PublishedUpdate first = updates.get(0);
        // Someone who is told later than others was not told when it began, unless the words say so.
        Instant startedAt = first.id().equals(notice.updates().get(0).id())
                ? notice.startedAt()
                : first.to(audience).map(Disclosure::from).orElse(first.shownAt());
        Instant updatedAt = updates.stream().map(Told::stamp).max(Instant::compareTo).orElseThrow();
        return new PublishedNotice(notice.id(), notice.kind(), notice.title(), notice.titles(), startedAt, first.publishedAt(),
                updatedAt, notice.scheduledFor(), notice.scheduledUntil(), notice.recurrence(), updates).asPlanned();
    }

    /**
     * The entry by which the notice is over; of work that comes again, all those by which it was over once. None while it is open, and
     * none when all that the audience was told is struck.
     */
    private static List<PublishedUpdate> ends(PublishedNotice notice, String audience) {
        boolean isStruck = notice.updates().stream().filter(update -> update.to(audience).isPresent())
                .allMatch(PublishedUpdate::isRetracted);
        if (isStruck) {
            return List.of();
        }
        if (notice.recurrence().rule() != null) {
            // What comes after an end is the next time; it takes back nothing.
            return notice.updates().stream().filter(update -> !update.isRetracted() && update.state().isOver()
                    && update.state() != NoticeState.POSTMORTEM).toList();
        }
        if (notice.isOpen()) {
            return List.of();
        }
        PublishedUpdate end = null;
        for (PublishedUpdate update : notice.updates()) {
            boolean isReport = update.state() == NoticeState.POSTMORTEM && end != null;
            if (!update.isRetracted() && !isReport) {
                end = update.state().isOver() ? update : null;
            }
        }
        return Optional.ofNullable(end).stream().toList();
    }

    private static PublishedUpdate to(PublishedNotice notice, PublishedUpdate update, String audience) {
        boolean isAddressed = update.to(audience).isPresent();
        return new PublishedUpdate(update.id(), update.state(), update.shownAt(), toldAt(update, audience),
                isAddressed ? update.nextUpdateBy() : null,
                update.to(audience).stream().toList(),
                isAddressed ? effects(update.effects(), audience) : List.of(),
                isAddressed ? earlier(notice, update, audience) : List.of(),
                isAddressed ? update.retraction() : null,
                isAddressed ? update.delay() : null,
                isAddressed && update.tellsSubscribers(), update.derived(), isAddressed ? update.window() : null);
    }

    /** When the audience was first told by this entry: with the revision from which on all of them address it. */
    private static Instant toldAt(PublishedUpdate update, String audience) {
        Instant toldAt = update.publishedAt();
        for (Revision revision : update.earlier()) {
            if (update.to(audience).isPresent() && revision.to(audience).isEmpty()) {
                toldAt = revision.replacedAt();
            }
        }
        return toldAt;
    }

    /** What the entry said to the audience before, and only what was not the same as what came next. */
    private static List<Revision> earlier(PublishedNotice notice, PublishedUpdate update, String audience) {
        record Said(String title, Instant shownAt, Optional<Disclosure> words, List<Effect> effects) {
        }
        List<Said> said = new ArrayList<>();
        for (Revision revision : update.earlier()) {
            said.add(new Said(revision.title(), revision.shownAt(), revision.to(audience),
                    effects(revision.effects(), audience)));
        }
        String titleNow = update.earlier().stream().anyMatch(revision -> revision.title() != null) ? notice.title() : null;
        said.add(new Said(titleNow, update.shownAt(), update.to(audience), effects(update.effects(), audience)));
        int first = IntStream.range(0, update.earlier().size()).filter(i -> said.get(i).words().isEmpty()).max().orElse(-1) + 1;
        return IntStream.range(first, update.earlier().size()).filter(i -> !said.get(i).equals(said.get(i + 1)))
                .mapToObj(i -> {
                    Revision revision = update.earlier().get(i);
                    return new Revision(revision.replacedBy(), revision.replacedAt(), revision.title(), revision.shownAt(),
                            revision.to(audience).stream().toList(), effects(revision.effects(), audience),
                            revision.nextUpdateBy(), revision.delay());
                }).toList();
    }

    private static List<Effect> effects(List<Effect> effects, String audience) {
        return effects.stream().filter(effect -> effect.audience() == null || effect.audience().equals(audience)).toList();
    }
}
