package org.gatepost.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.Alerts;
import org.gatepost.embargo.Embargoes;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.incident.IncidentQuery;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.IncidentSummary;
import org.gatepost.incident.Incidents;
import org.gatepost.security.AbsentException;
import org.gatepost.security.Audit;
import org.gatepost.security.Ceiling;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Transactions;
import org.gatepost.snapshot.Snapshot;
import org.gatepost.view.Sight.Answer;

/** Looks at an incident with other people's eyes, in transactions that can only read. */
@ApplicationScoped
public class ViewAs {
    /** Shorter titles stand in many places by chance. */
    static final int SHORTEST_TITLE_LOOKED_FOR = 8;

    /** Nobody has this id: the database makes ids of another shape. It stands for every stranger. */
    private static final UUID NOBODY = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final Operator STRANGER = new Operator(NOBODY, "Somebody", Operator.Kind.PERSON,
            Set.of(Operator.RESPONDER, Operator.PUBLISHER), Ceiling.RESPONDER);
    private static final Operator MACHINE = new Operator(NOBODY, "A machine", Operator.Kind.MACHINE,
            Set.of(Operator.AUTOMATION),
            Ceiling.RESPONDER);

    private final Transactions transactions;
    private final Incidents incidents;
    private final Embargoes embargoes;
    private final Alerts alerts;
    private final Gate gate;
    private final Operators operators;
    private final Audit audit;
    private final StoredPage page;

    ViewAs(Transactions transactions, Incidents incidents, Embargoes embargoes, Alerts alerts, Gate gate, Operators operators,
            Audit audit, StoredPage page) {
        this.transactions = transactions;
        this.incidents = incidents;
        this.embargoes = embargoes;
        this.alerts = alerts;
        this.gate = gate;
        this.operators = operators;
        this.audit = audit;
        this.page = page;
    }

    /**
     * What each kind of observer sees, and one person if asked for. That it was looked at is
     * recorded where it tells something: among the acts of a circle.
     *
     * @param person who has logged in once, or null
     * @throws AbsentException when the operator sees no such incident
     * @throws InvalidException when nobody of that id has logged in
     */
    public View of(Operator operator, UUID incident, UUID person) {
        Looked looked = transactions.inRoom(operator, () -> {
            IncidentRecord it = incidents.require(operator, incident);
            Person named = person == null
                    ? null
                    : Optional.ofNullable(operators.byId(operator).get(person))
                            .orElseThrow(() -> new InvalidException("person",
                                    "Nobody of that id has logged in yet: choose one of the list."));
            boolean mayKnow = named != null && it.sealed() && embargoes.isOfCircle(operator, incident, person);
            if (it.sealed() || it.recordClosed()) {
                audit.record("view as", incident, person == null ? null : person.toString());
            }
            return new Looked(it, named, mayKnow, alerts.of(operator, incident));
        });
        List<String> words = words(looked.incident(), gate.of(operator, incident), gate.publicationsOf(operator, incident));
        List<Sight> sights = new ArrayList<>();
        Optional<Snapshot> snapshot = page.current();
        sights.add(new Sight(Observer.ANONYMOUS, null, false, snapshot.map(it -> List.of(
                answer(Question.PAGES, it, words, type -> !isFeed(type) && !isJson(type)))).orElse(List.of())));
        sights.add(new Sight(Observer.SUBSCRIBER, null, false, snapshot.map(it -> List.of(
                answer(Question.FEEDS, it, words, ViewAs::isFeed), answer(Question.JSON, it, words, ViewAs::isJson)))
                .orElse(List.of())));
        sights.add(sight(Observer.RESPONDER, null, STRANGER, looked));
        sights.add(sight(Observer.FORMER_MEMBER, null, STRANGER, looked));
        sights.add(sight(Observer.AUTOMATION, null, MACHINE, looked));
        if (looked.person() != null) {
            Operator one = new Operator(looked.person().id(), looked.person().name(), looked.person().kind(),
                    looked.person().kind() == Operator.Kind.MACHINE ? MACHINE.roles() : STRANGER.roles(), Ceiling.RESPONDER);
            sights.add(looked.mayKnow()
                    ? new Sight(Observer.PERSON, looked.person(), true, List.of())
                    : sight(Observer.PERSON, looked.person(), one, looked));
        }
        return new View(incident, sights);
    }

    private record Looked(IncidentRecord incident, Person person, boolean mayKnow, List<AlertRecord> alerts) {
    }

    private Sight sight(Observer observer, Person person, Operator eyes, Looked looked) {
        IncidentRecord it = looked.incident();
        UUID id = it.id();
        return transactions.onlyLooking(() -> new Sight(observer, person, false, List.of(
                new Answer(Question.ADDRESS, unlessAbsent(() -> List.of(incidents.require(eyes, id).title()))),
                new Answer(Question.LIST, listed(eyes, null, id)),
                new Answer(Question.SEARCH, Stream.concat(listed(eyes, it.codename(), id).stream(),
                        listed(eyes, it.title(), id).stream()).distinct().toList()),
                new Answer(Question.ALERTS, unlessAbsent(() -> Stream.concat(
                        alerts.of(eyes, id).stream().map(AlertRecord::name),
                        looked.alerts().stream().map(alert -> alerts.require(eyes, alert.id()))
                                .filter(alert -> alert.incidents().contains(id)).map(AlertRecord::name))
                        .distinct().toList())),
                new Answer(Question.DRAFTS, unlessAbsent(() -> gate.of(eyes, id).stream().map(DraftSummary::title).toList())),
                new Answer(Question.QUEUE, unlessAbsent(() -> gate.duties(eyes).drafts().stream()
                        .filter(draft -> id.equals(draft.incident())).map(DraftSummary::title).toList())),
                new Answer(Question.PUBLICATIONS, unlessAbsent(() -> gate.publicationsOf(eyes, id).stream()
                        .map(PublicationRecord::notice).map(notice -> notice == null ? "a publication" : "/incidents/" + notice)
                        .distinct().toList())),
                new Answer(Question.EMBARGO, unlessAbsent(() -> embargoes.on(eyes, id).stream()
                        .map(embargo -> embargo.circle().name()).toList())))));
    }

    /** All pages of the list, and what they count, would be the same without it: it is enough to find it on one. */
    private List<String> listed(Operator eyes, String words, UUID id) {
        return unlessAbsent(() -> {
            for (int number = 0;; number++) {
                var found = incidents.find(eyes, new IncidentQuery(words, Set.of(), number));
                Optional<IncidentSummary> it = found.incidents().stream().filter(one -> one.id().equals(id)).findFirst();
                if (it.isPresent()) {
                    return List.of(it.get().title());
                }
                if ((long) (number + 1) * found.pageSize() >= found.total()) {
                    return List.of();
                }
            }
        });
    }

    private static List<String> unlessAbsent(Supplier<List<String>> question) {
        try {
            return question.get();
        } catch (AbsentException e) {
            return List.of();
        }
    }

    private static Answer answer(Question question, Snapshot snapshot, List<String> words, Predicate<String> ofType) {
        return new Answer(question, StoredPage.holding(snapshot, words, ofType));
    }

    /** What would give the incident away: its id, codename and title, its drafts, and the notices that it is behind. */
    private static List<String> words(IncidentRecord incident, List<DraftSummary> drafts,
            List<PublicationRecord> publications) {
        List<String> words = new ArrayList<>(List.of(incident.id().toString(), incident.codename()));
        if (incident.title().length() >= SHORTEST_TITLE_LOOKED_FOR) {
            words.add(incident.title());
            words.add(incident.title().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        drafts.forEach(draft -> words.add(draft.id().toString()));
        publications.stream().map(PublicationRecord::notice).filter(java.util.Objects::nonNull).forEach(words::add);
        return words.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }

    private static boolean isFeed(String contentType) {
        return contentType.contains("xml") || contentType.contains("calendar");
    }

    private static boolean isJson(String contentType) {
        return contentType.contains("json");
    }
}
