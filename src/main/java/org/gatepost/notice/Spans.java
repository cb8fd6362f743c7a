package org.gatepost.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;

/**
 * The past as the words claim it: from when to when which component, or which audience, was how badly off. An update holds from the
 * time that it shows until the next one that speaks to the same audience; the first one from the begin that the notice claims. Words
 * that end a notice may still claim a closed span, as in "readers were affected from 14:00 to 15:00"; a notice that begins with such
 * words tells of a problem of the past, and its effects are of that span too. Retracted words claim nothing.
 */
public final class Spans {
    private final List<Span> spans = new ArrayList<>();

    private Spans() {
    }

    /**
     * Something that held for a while.
     *
     * @param componentId or null when the words name no component
     * @param to after from, or null while it lasts
     * @param status never operational
     */
    public record Span(Instant from, Instant to, String componentId, ComponentStatus status, PublishedNotice notice) {
    }

    /** The spans that anybody was told of, in no order; what several audiences were told stands there for each. */
    public static List<Span> of(PublishedPage page) {
        Spans found = new Spans();
        for (PublishedAudience audience : page.audiences()) {
            Told.to(page, audience.key()).notices().forEach(found::add);
        }
        return List.copyOf(found.spans);
    }

    private void add(PublishedNotice notice) {
        List<PublishedUpdate> updates = notice.updates().stream().filter(update -> !update.isRetracted()).toList();
        for (int i = 0; i < updates.size(); i++) {
            PublishedUpdate update = updates.get(i);
            boolean isInForce = !update.state().isOver() && update.state() != NoticeState.SCHEDULED;
            if (isInForce) {
                Instant from = i == 0 && notice.startedAt().isBefore(update.shownAt()) ? notice.startedAt() : update.shownAt();
                Instant to = i + 1 < updates.size() ? updates.get(i + 1).shownAt() : null;
                addWhile(notice, update, from, to);
            } else if (update.state().isOver()) {
                addClosed(notice, update, i == 0);
            }
        }
    }

    private void addWhile(PublishedNotice notice, PublishedUpdate update, Instant from, Instant to) {
        for (Effect effect : update.effects()) {
            add(from, to, effect.componentId(), effect.status(), notice);
        }
        for (Disclosure disclosure : update.disclosures()) {
            add(Objects.requireNonNullElse(disclosure.from(), from), disclosure.to() == null ? to : disclosure.to(), null,
                    statusOf(disclosure.impact()), notice);
        }
    }

    private void addClosed(PublishedNotice notice, PublishedUpdate update, boolean isFirst) {
        for (Disclosure disclosure : update.disclosures()) {
            if (disclosure.from() != null && disclosure.to() != null) {
                add(disclosure.from(), disclosure.to(), null, statusOf(disclosure.impact()), notice);
                for (Effect effect : isFirst ? update.effects() : List.<Effect>of()) {
                    add(disclosure.from(), disclosure.to(), effect.componentId(), effect.status(), notice);
                }
            }
        }
    }

    private void add(Instant from, Instant to, String componentId, ComponentStatus status, PublishedNotice notice) {
        if (status != ComponentStatus.OPERATIONAL && (to == null || from.isBefore(to))) {
            spans.add(new Span(from, to, componentId, status, notice));
        }
    }

    private static ComponentStatus statusOf(Impact impact) {
        return ComponentStatus.values()[impact.ordinal()];
    }
}
