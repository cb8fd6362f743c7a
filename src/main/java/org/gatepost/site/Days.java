package org.gatepost.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.Told;

/**
 * The past as the words claim it, by UTC day: from when to when which component, or which audience, was how badly off. An
 * update holds from the time that it shows until the next one that speaks to the same audience; the first one from the
 * begin that the notice claims.
 */
final class Days {
    static final int COUNT = 90;

    private final LocalDate last;
    private final List<Span> spans = new ArrayList<>();

    /**
     * Something that held for a while.
     *
     * @param componentId or null when the words name no component
     * @param to or null while it lasts
     */
    private record Span(Instant from, Instant to, String componentId, ComponentStatus status, PublishedNotice notice) {

        boolean touches(LocalDate day) {
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            return from.isBefore(end) && (to == null || to.isAfter(start));
        }
    }

    /** One day: how bad it was at worst and the notices that say so, the worst of them first. */
    record Day(LocalDate date, ComponentStatus worst, List<PublishedNotice> notices) {

        boolean isQuiet() {
            return worst == ComponentStatus.OPERATIONAL;
        }
    }

    /** @param last the newest day, which may not be over yet */
    Days(PublishedPage page, LocalDate last) {
        this.last = last;
        for (PublishedAudience audience : page.audiences()) {
            Told.to(page, audience.key()).notices().forEach(this::addSpans);
        }
    }

    /** The days of these components, oldest first, {@link #COUNT} of them. */
    List<Day> of(Set<String> componentIds) {
        return days(span -> span.componentId() != null && componentIds.contains(span.componentId()));
    }

    /** The days of everything that was disclosed, with or without a component, oldest first. */
    List<Day> ofEverything() {
        return days(span -> true);
    }

    private List<Day> days(Predicate<Span> wanted) {
        return Stream.iterate(last.minusDays(COUNT - 1L), date -> date.plusDays(1)).limit(COUNT).map(date -> {
            List<Span> touching = spans.stream().filter(wanted).filter(span -> span.touches(date))
                    .sorted(Comparator.comparing(Span::status).reversed()).toList();
            Map<String, PublishedNotice> notices = new LinkedHashMap<>();
            touching.forEach(span -> notices.putIfAbsent(span.notice().id(), span.notice()));
            return new Day(date, touching.isEmpty() ? ComponentStatus.OPERATIONAL : touching.get(0).status(),
                    List.copyOf(notices.values()));
        }).toList();
    }

    private void addSpans(PublishedNotice notice) {
        List<PublishedUpdate> updates = notice.updates();
        for (int i = 0; i < updates.size(); i++) {
            PublishedUpdate update = updates.get(i);
            Instant from = i == 0 && notice.startedAt().isBefore(update.shownAt()) && !update.state().isOver()
                    && update.state() != NoticeState.SCHEDULED ? notice.startedAt() : update.shownAt();
            Instant to = i + 1 < updates.size() ? updates.get(i + 1).shownAt() : null;
            boolean isInForce = !update.state().isOver() && update.state() != NoticeState.SCHEDULED;
            if (isInForce) {
                for (Effect effect : update.effects()) {
                    add(from, to, effect.componentId(), effect.status(), notice);
                }
            }
            for (Disclosure disclosure : update.disclosures()) {
                // Words that end a notice may still claim a closed span, as in "readers were affected from 14:00 to 15:00".
                if (isInForce || update.state().isOver() && disclosure.from() != null && disclosure.to() != null) {
                    add(Objects.requireNonNullElse(disclosure.from(), from),
                            disclosure.to() == null ? to : disclosure.to(), null,
                            ComponentStatus.values()[disclosure.impact().ordinal()], notice);
                }
            }
        }
    }

    private void add(Instant from, Instant to, String componentId, ComponentStatus status, PublishedNotice notice) {
        if (status != ComponentStatus.OPERATIONAL && (to == null || from.isBefore(to))) {
            spans.add(new Span(from, to, componentId, status, notice));
        }
    }
}
