package org.gatepost.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.embargo.Embargoes;
import org.gatepost.security.Audit;
import org.gatepost.security.Ceiling;
import org.gatepost.security.ConflictException;
import org.gatepost.security.Ids;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Transactions;

import io.quarkus.hibernate.orm.panache.PanacheQuery;

/**
 * The private record of what is wrong. Each method is one transaction under the name and ceiling of the operator; whatever the operator
 * may not see is an {@link org.gatepost.security.AbsentException}, the same as what has never been.
 */
@ApplicationScoped
public class Incidents {
    private static final Pattern AUDIENCE = Pattern.compile("[a-z][a-z0-9-]{0,29}");

    private final Transactions transactions;
    private final IncidentRepository incidents;
    private final ClosedRecordRepository closedRecords;
    private final CriteriaRepository criteria;
    private final AffectedAudienceRepository affected;
    private final TimelineRepository timeline;
    private final Operators operators;
    private final Embargoes embargoes;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Incidents(Transactions transactions, IncidentRepository incidents, ClosedRecordRepository closedRecords,
            CriteriaRepository criteria,
            AffectedAudienceRepository affected, TimelineRepository timeline, Operators operators, Embargoes embargoes,
            Audit audit,
            Ids ids, Clock clock) {
        this.transactions = transactions;
        this.incidents = incidents;
        this.closedRecords = closedRecords;
        this.criteria = criteria;
        this.affected = affected;
        this.timeline = timeline;
        this.operators = operators;
        this.embargoes = embargoes;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Declares an incident; with a seal, nobody ever sees it open, because the same transaction seals it.
     *
     * @return the id, made by the database
     */
    public UUID declare(Operator operator, Declaration declaration) {
        return declare(operator, declaration, id -> {
        });
    }

    /**
     * The same, and in the same transaction something more that hangs on the new incident.
     *
     * @param hang is given the id before a seal takes the incident out of this transaction's reach
     */
    public UUID declare(Operator operator, Declaration declaration, Consumer<UUID> hang) {
        return transactions.inRoom(operator, () -> {
            Instant now = clock.instant();
            int severity = declaration.severity() == null ? Declaration.SEVERITY_IN_DOUBT : declaration.severity();
            Incident incident = new Incident(declaration.title(), ids.codename(), severity, operator.id(), now);
            incidents.persistAndFlush(incident);
            UUID id = incident.id();
            if (declaration.criterion() != null) {
                meet(operator, id, declaration.criterion(), declaration.evidence(), now);
            }
            timeline.persistAndFlush(new TimelineEntry(id, now, "Incident declared.", operator.id(), now));
            hang.accept(id);
            if (declaration.seal() != null) {
                embargoes.seal(operator, id, declaration.seal().reason(), declaration.seal().circle());
            }
            audit.record("declare", id, null);
            return id;
        });
    }

    /** What this person may see, newest first; the total counts exactly that. */
    public IncidentPage find(Operator operator, IncidentQuery query) {
        return transactions.inRoom(operator, () -> {
            People people = new People(operators.byId(operator));
            PanacheQuery<Incident> found = incidents.find(query);
            return new IncidentPage(whole(operator, found.list()).stream().map(incident -> incident.summary(people)).toList(),
                    found.count(),
                    Math.max(0, query.page()), IncidentQuery.PAGE_SIZE);
        });
    }

    /** Incidents that run and whose command waits for the operator to accept it, newest first. */
    public List<IncidentSummary> offeredTo(Operator operator) {
        return transactions.inRoom(operator, () -> {
            People people = new People(operators.byId(operator));
            return incidents.list("commandOfferedTo = ?1 and state in ?2 order by declaredAt desc, id", operator.id(),
                    IncidentQuery.running().states()).stream().map(incident -> incident.summary(people)).toList();
        });
    }

    public IncidentRecord require(Operator operator, UUID id) {
        return transactions.inRoom(operator, () -> {
            Incident incident = whole(operator, List.of(incidents.require(id))).get(0);
            audit.saw(operator, id, null);
            People people = new People(operators.byId(operator));
            return incident.record(people, criteria.of(id).stream().map(met -> met.record(people)).toList(),
                    affected.of(id).stream().map(AffectedAudience::record).toList(),
                    timeline.of(id).stream().map(entry -> entry.record(people)).toList());
        });
    }

    /**
     * Joins what a closed record keeps apart, for whoever may read it. No ceiling but the cleared one has a right to those rows.
     */
    private List<Incident> whole(Operator operator, List<Incident> found) {
        Map<UUID, Incident> closed = found.stream().filter(Incident::isRecordClosed)
                .collect(Collectors.toMap(Incident::id, Function.identity()));
        if (!closed.isEmpty() && operator.ceiling() == Ceiling.CLEARED) {
            closedRecords.of(closed.keySet()).forEach(record -> closed.get(record.incident).keep(record));
        }
        return found;
    }

    /**
     * Sees that the operator may work on the incident.
     *
     * @throws ConflictException when its record is closed to the operator
     */
    public void requireReadable(Operator operator, UUID id) {
        transactions.inRoom(operator, () -> {
            whole(operator, List.of(incidents.require(id))).get(0).requireReadable();
            return null;
        });
    }

    /** Whether the incident is still there for this person: for an open screen that asks every second, and so no look at it. */
    public void requireThere(Operator operator, UUID id) {
        transactions.inRoom(operator, () -> incidents.require(id).id());
    }

    public void rename(Operator operator, UUID id, String title) {
        change(operator, id, "rename", incident -> incident.rename(title));
    }

    /** @param severity 1 (worst) to 4; a change is told in the timeline */
    public void rate(Operator operator, UUID id, int severity) {
        change(operator, id, "rate", incident -> {
            incident.rate(severity);
            tell(operator, id, "Severity set to S" + severity + ".");
        });
    }

    /** States that a criterion is met, by evidence of at most 2,000 characters. Saying it again replaces the evidence. */
    public void meet(Operator operator, UUID id, Criterion criterion, String evidence) {
        if (criterion == null) {
            throw new InvalidException("criterion", "The criterion is missing: choose one of the five.");
        }
        change(operator, id, "state a criterion", incident -> meet(operator, id, criterion, evidence, clock.instant()));
    }

    private void meet(Operator operator, UUID id, Criterion criterion, String evidence, Instant now) {
        CriterionMet.Id key = new CriterionMet.Id(id, criterion);
        CriterionMet met = criteria.findByIdOptional(key).orElseGet(() -> new CriterionMet(key));
        met.state(evidence, operator.id(), now);
        criteria.persist(met);
    }

    /** States who is hurt, how, and when; the times may be null. */
    public void affect(Operator operator, UUID id, String audience, AffectedImpact impact, Instant from, Instant to) {
        if (audience == null || !AUDIENCE.matcher(audience).matches()) {
            throw new InvalidException("audience",
                    "The audience is not a key such as readers: lower case letters, digits and hyphens.");
        }
        change(operator, id, "state an impact", incident -> {
            AffectedAudience.Id key = new AffectedAudience.Id(id, audience);
            AffectedAudience row = affected.findByIdOptional(key).orElseGet(() -> new AffectedAudience(key));
            row.hurt(impact, from, to);
            affected.persist(row);
        });
    }

    /** Offers the command to somebody, who becomes commander by {@link #acceptCommand}. Only the commander may. */
    public void offerCommand(Operator operator, UUID id, UUID to) {
        if (to == null) {
            throw new InvalidException("operator", "Nobody is named: choose a person who has logged in once.");
        }
        change(operator, id, "offer command", incident -> incident.offerCommand(operator.id(), to));
    }

    public void acceptCommand(Operator operator, UUID id) {
        change(operator, id, "accept command", incident -> {
            incident.acceptCommand(operator.id());
            tell(operator, id, operator.name() + " is commander.");
        });
    }

    /** @param happenedAt null means now */
    public void note(Operator operator, UUID id, Instant happenedAt, String words) {
        change(operator, id, "note",
                incident -> timeline.persist(new TimelineEntry(id, happenedAt, words, operator.id(), clock.instant())));
    }

    /** The impact on users is stopped or bounded. @param at not in the future; null means now */
    public void mitigate(Operator operator, UUID id, Instant at, String statement) {
        change(operator, id, "mitigate", incident -> {
            incident.mitigate(at, statement, clock.instant());
            tell(operator, id, "Mitigated: " + statement.strip());
        });
    }

    /** Service is normal and coordination over. @param at not in the future; null means now */
    public void resolve(Operator operator, UUID id, Instant at, String statement) {
        change(operator, id, "resolve", incident -> {
            incident.resolve(at, statement, clock.instant());
            tell(operator, id, "Resolved: " + statement.strip());
        });
    }

    public void reopen(Operator operator, UUID id) {
        change(operator, id, "reopen", incident -> {
            incident.reopen();
            tell(operator, id, "Reopened.");
        });
    }

    private void change(Operator operator, UUID id, String act, Consumer<Incident> change) {
        transactions.inRoom(operator, () -> {
            Incident incident = whole(operator, List.of(incidents.require(id))).get(0);
            incident.requireReadable();
            change.accept(incident);
            audit.record(act, id, null);
            return null;
        });
    }

    private void tell(Operator operator, UUID id, String words) {
        Instant now = clock.instant();
        timeline.persist(new TimelineEntry(id, now, words, operator.id(), now));
    }
}
