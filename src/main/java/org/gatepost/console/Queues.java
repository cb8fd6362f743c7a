package org.gatepost.console;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.gate.DraftState;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Duties;
import org.gatepost.gate.Gate;
import org.gatepost.gate.Proposal;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.gate.Takedown;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;

/** Reads the queue of the gate as one person sees it. */
@ApplicationScoped
class Queues {
    private final Gate gate;
    private final Seals seals;
    private final Operators operators;
    private final Clock clock;

    Queues(Gate gate, Seals seals, Operators operators, Clock clock) {
        this.gate = gate;
        this.seals = seals;
        this.operators = operators;
        this.clock = clock;
    }

    Queue of(Operator operator) {
        Duties duties = gate.duties(operator);
        Map<UUID, Person> people = operators.byId(operator);
        List<BoardScreen.Waiting> waiting = BoardScreen.Waiting.of(duties.drafts(), people,
                seals.among(operator, duties.drafts().stream().map(DraftSummary::incident).toList()));
        List<BoardScreen.Waiting> forYou = Queue.forYou(operator, waiting, declined(operator, duties.drafts()));
        List<UUID> yours = forYou.stream().map(one -> one.draft().id()).toList();
        List<BoardScreen.Waiting> others = waiting.stream().filter(one -> !yours.contains(one.draft().id())).toList();
        return new Queue(clock.instant(), operator.isPublisher(), forYou,
                others.stream().filter(one -> one.draft().state() == DraftState.IN_REVIEW
                        || one.draft().state() == DraftState.APPROVED).toList(),
                BoardScreen.Waiting.in(DraftState.DRAFT, others),
                BoardScreen.Waiting.in(DraftState.SCHEDULED, others).stream()
                        .sorted(Comparator.comparing(one -> one.draft().dueAt(),
                                Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList(),
                duties.promises(), alone(operator, duties, people));
    }

    /** Only one's own that were proposed once can have been declined: few, and looked at one by one. */
    private List<UUID> declined(Operator operator, List<DraftSummary> drafts) {
        return drafts.stream().filter(draft -> draft.state() == DraftState.DRAFT && draft.proposedBy() != null)
                .filter(draft -> operator.id().equals(draft.writtenBy()) || operator.id().equals(draft.proposedBy()))
                .filter(draft -> {
                    Proposal last = gate.require(operator, draft.id()).proposal();
                    return last != null && last.declinedBy() != null;
                }).map(DraftSummary::id).toList();
    }

    private List<Queue.Alone> alone(Operator operator, Duties duties, Map<UUID, Person> people) {
        if (duties.publications().isEmpty() && duties.takedowns().isEmpty()) {
            return List.of();
        }
        Map<String, String> titles = gate.published(operator).notices().stream()
                .collect(Collectors.toMap(PublishedNotice::id, PublishedNotice::title));
        List<Queue.Alone> alone = new ArrayList<>();
        for (PublicationRecord publication : duties.publications()) {
            alone.add(new Queue.Alone("/drafts/" + publication.draft() + "/look", "/drafts/" + publication.draft(),
                    titles.getOrDefault(publication.notice(), "A notice"), Queue.what(publication.lane()),
                    BoardScreen.Waiting.name(people, publication.publishedBy()), publication.publishedAt(),
                    operator.id().equals(publication.publishedBy())));
        }
        for (Takedown takedown : duties.takedowns()) {
            alone.add(new Queue.Alone("/notices/" + takedown.notice() + "/takedowns/" + takedown.id() + "/review",
                    "/notices/" + takedown.notice(),
                    titles.getOrDefault(takedown.notice(), "A notice that is withdrawn"), Queue.what(takedown.kind()),
                    BoardScreen.Waiting.name(people, takedown.takenBy()), takedown.takenAt(),
                    operator.id().equals(takedown.takenBy())));
        }
        return alone;
    }
}
