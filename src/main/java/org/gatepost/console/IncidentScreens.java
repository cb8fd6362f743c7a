package org.gatepost.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.Alerts;
import org.gatepost.embargo.Circle;
import org.gatepost.embargo.EmbargoRecord;
import org.gatepost.embargo.Embargoes;
import org.gatepost.embargo.Ledger;
import org.gatepost.embargo.LedgerEntry;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftState;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.Criterion;
import org.gatepost.incident.IncidentPage;
import org.gatepost.incident.IncidentQuery;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.IncidentState;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.ConflictException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The list of incidents, and one incident with everything that can be done to it. */
@Path("/incidents")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class IncidentScreens {
    private static final String RUNNING = "RUNNING";

    private final Incidents incidents;
    private final Embargoes embargoes;
    private final Ledger ledger;
    private final Alerts alerts;
    private final Gate gate;
    private final FastLane fastLane;
    private final Operators operators;
    private final BoardScreen board;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance incidents(Frame frame, Found found);

        static native TemplateInstance incidents$live(Found found);

        static native TemplateInstance incident(Frame frame, Whole whole, Form form);

        static native TemplateInstance spoken(FastPanel.Words words);

        private Templates() {
        }
    }

    IncidentScreens(Incidents incidents, Embargoes embargoes, Ledger ledger, Alerts alerts, Gate gate, FastLane fastLane,
            Operators operators,
            BoardScreen board, Visitor visitor, Clock clock) {
        this.incidents = incidents;
        this.embargoes = embargoes;
        this.ledger = ledger;
        this.alerts = alerts;
        this.gate = gate;
        this.fastLane = fastLane;
        this.operators = operators;
        this.board = board;
        this.visitor = visitor;
        this.clock = clock;
    }

    /**
     * One page of the list.
     *
     * @param words that were asked for, or empty
     * @param state that was asked for: a state's name, RUNNING, or empty for all
     */
    record Found(Instant now, IncidentPage page, String words, String state, List<IncidentState> states, Paging paging) {
    }

    /**
     * One incident with all that hangs on it in every room.
     *
     * @param embargo that is or was on it, with what can be done about it; null for whoever may not know
     * @param people who can be named
     * @param isCommander whether the operator commands
     * @param isOffered whether the command waits for the operator's acceptance
     * @param notices what the world reads of it, newest first
     * @param fast approved words that one person may publish, or null where nobody may
     * @param held that it was held back and is released, or null
     * @param mayWithdraw whether the operator may withdraw public words with a seal
     */
    record Whole(Instant now, IncidentRecord incident, EmbargoPanel embargo, List<Hurt> audiences,
            List<CriterionChoice> criteria, List<AlertRecord> alerts, List<BoardScreen.Waiting> drafts, List<Out> publications,
            List<Person> people, boolean isCommander, boolean isOffered, List<PublishedNotice> notices, FastPanel fast,
            LedgerEntry held, boolean mayWithdraw) {

        /** Whether somebody who looks may seal it, now or again. */
        public boolean maySeal() {
            return !incident.sealed() && incident.readable() && (incident.releasedAt() == null || embargo != null);
        }

        public List<AffectedImpact> impacts() {
            return Arrays.asList(AffectedImpact.values());
        }

        public boolean mayMitigate() {
            return incident.state().mayBecome(IncidentState.MITIGATED);
        }

        public boolean mayResolve() {
            return incident.state().mayBecome(IncidentState.RESOLVED);
        }

        public boolean mayReopen() {
            return incident.state() != IncidentState.SUSPECTED && incident.state().mayBecome(IncidentState.ACTIVE);
        }
    }

    /** An audience, and how it is hurt if anybody said so: then impact is not null. */
    record Hurt(String key, String name, AffectedImpact impact, Instant from, Instant to) {

        /** Which form of the screen it is. */
        public String act() {
            return "affected-" + key;
        }

        public String typedFrom() {
            return Times.typed(from);
        }

        public String typedTo() {
            return Times.typed(to);
        }
    }

    /** A criterion, and its evidence if it is met, else null. */
    record CriterionChoice(Criterion criterion, IncidentRecord.CriterionMet met) {
    }

    /** Something that went out. */
    record Out(PublicationRecord publication, String title, String publisher) {
    }

    @GET
    public String list(@RestQuery String words, @RestQuery String state, @RestQuery String page) {
        Operator operator = visitor.operator();
        return Templates.incidents(Frame.of(operator, "incidents"), find(operator, words, state, page)).render();
    }

    /** The part that refreshes itself. */
    @GET
    @Path("/list")
    public String live(@RestQuery String words, @RestQuery String state, @RestQuery String page) {
        return Templates.incidents$live(find(visitor.operator(), words, state, page)).render();
    }

    private Found find(Operator operator, String words, String state, String page) {
        IncidentState one = Answers.constant(IncidentState.class, state);
        Set<IncidentState> asked = RUNNING.equals(state)
                ? IncidentQuery.running().states()
                : one == null ? Set.of() : EnumSet.of(one);
        IncidentPage found = incidents.find(operator, new IncidentQuery(words, asked, Answers.number(page)));
        return new Found(clock.instant(), found, words == null ? "" : words, asked.isEmpty() ? "" : state,
                Arrays.asList(IncidentState.values()), new Paging(found.page(), found.pageSize(), found.total()));
    }

    /** Declares an incident; with a seal, nobody ever sees it open. One press may say whom it hurts too, and leads to the words for them. */
    @POST
    public Response declare(@RestForm String title) {
        Operator operator = visitor.operator();
        Form form = Form.sent(DeclareForm.ACT);
        return Answers.attempt(() -> {
            UUID incident = incidents.declare(operator, DeclareForm.read(form));
            fastLane.hurt(operator, incident, form);
            return "/incidents/" + incident + "#" + FastForm.ACT;
        }, refusal -> board.render(operator, form.refused(refusal)));
    }

    @GET
    @Path("/{id}")
    public String incident(@RestPath String id) {
        return render(visitor.operator(), Answers.id(id), Form.NOTHING);
    }

    @POST
    @Path("/{id}/title")
    public Response rename(@RestPath String id, @RestForm String title) {
        return act(id, "title", incident -> incidents.rename(visitor.operator(), incident, title));
    }

    @POST
    @Path("/{id}/severity")
    public Response rate(@RestPath String id, @RestForm String severity) {
        return act(id, "severity", incident -> incidents.rate(visitor.operator(), incident, Answers.number(severity)));
    }

    @POST
    @Path("/{id}/criteria")
    public Response meet(@RestPath String id, @RestForm String criterion, @RestForm String evidence) {
        return act(id, "criteria", incident -> incidents.meet(visitor.operator(), incident,
                Answers.constant(Criterion.class, criterion), evidence));
    }

    @POST
    @Path("/{id}/affected/{audience}")
    public Response affect(@RestPath String id, @RestPath String audience, @RestForm String impact, @RestForm String from,
            @RestForm String to) {
        return act(id, "affected-" + audience, incident -> incidents.affect(visitor.operator(), incident, audience,
                Answers.constant(AffectedImpact.class, impact), Times.read("from", from), Times.read("to", to)));
    }

    @POST
    @Path("/{id}/command-offer")
    public Response offerCommand(@RestPath String id, @RestForm String operator) {
        return act(id, "command",
                incident -> incidents.offerCommand(visitor.operator(), incident, Answers.chosen(operator)));
    }

    @POST
    @Path("/{id}/command-acceptance")
    public Response acceptCommand(@RestPath String id, @RestForm String sure) {
        return act(id, "command", incident -> incidents.acceptCommand(visitor.operator(), incident));
    }

    @POST
    @Path("/{id}/timeline")
    public Response note(@RestPath String id, @RestForm String words, @RestForm String happenedAt) {
        return act(id, "timeline", incident -> incidents.note(visitor.operator(), incident,
                Times.read("happenedAt", happenedAt), Form.sent("timeline").value("words")));
    }

    @POST
    @Path("/{id}/mitigation")
    public Response mitigate(@RestPath String id, @RestForm String at, @RestForm String statement) {
        return act(id, "mitigation", incident -> incidents.mitigate(visitor.operator(), incident,
                Times.read("at", at), statement));
    }

    @POST
    @Path("/{id}/resolution")
    public Response resolve(@RestPath String id, @RestForm String at, @RestForm String statement) {
        return act(id, "resolution", incident -> incidents.resolve(visitor.operator(), incident,
                Times.read("at", at), statement));
    }

    @POST
    @Path("/{id}/reopening")
    public Response reopen(@RestPath String id, @RestForm String sure) {
        return act(id, "status", incident -> incidents.reopen(visitor.operator(), incident));
    }

    /** Seals the incident; whoever sees it may, and stays a member. */
    @POST
    @Path("/{id}/embargo")
    public Response seal(@RestPath String id, @RestForm String reason, @RestForm String circle, @RestForm String withdraws,
            @RestForm String withdrawal) {
        return act(id, "embargo", incident -> embargoes.seal(visitor.operator(), incident, reason,
                Answers.constant(Circle.class, circle), "yes".equals(withdraws) ? withdrawal : null));
    }

    /** Undoes a seal: alone, by the one who sealed, within 15 minutes. */
    @POST
    @Path("/{id}/embargo/undoing")
    public Response undo(@RestPath String id, @RestForm String sure) {
        return act(id, "embargo", incident -> embargoes.undo(visitor.operator(), incident));
    }

    @POST
    @Path("/{id}/embargo/members")
    public Response admit(@RestPath String id, @RestForm String operator) {
        return act(id, "members", incident -> embargoes.admit(visitor.operator(), incident, Answers.chosen(operator)));
    }

    /** Takes a named person out of the circle. */
    @POST
    @Path("/{id}/embargo/dismissals")
    public Response dismiss(@RestPath String id, @RestForm String operator) {
        return act(id, "dismissals", incident -> embargoes.dismiss(visitor.operator(), incident, Answers.chosen(operator)));
    }

    /** Begins a draft about the incident: of what is known in private only the impact on audiences is offered, and no word. */
    @POST
    @Path("/{id}/drafts")
    public Response write(@RestPath String id, @RestForm String sure) {
        Operator operator = visitor.operator();
        IncidentRecord incident = incidents.require(operator, Answers.id(id));
        return Answers.seeOther("/drafts/" + gate.write(operator, incident.id(), null, offered(incident)));
    }

    /** Lets approved words out about the incident, at once and alone. */
    @POST
    @Path("/{id}/publications")
    public Response publish(@RestPath String id, @RestForm String template) {
        return act(id, FastForm.ACT, incident -> fastLane.publish(visitor.operator(),
                incidents.require(visitor.operator(), incident), Form.sent(FastForm.ACT)));
    }

    /** Shows how the chosen words will read, and publishes nothing. */
    @POST
    @Path("/{id}/publications/words")
    public Response read(@RestPath String id, @RestForm String template) {
        return Response.ok(render(visitor.operator(), Answers.id(id), Form.sent(FastForm.ACT))).build();
    }

    /** The same for the words alone, while somebody chooses. */
    @POST
    @Path("/{id}/publications/words/alone")
    public Response readAlone(@RestPath String id, @RestForm String template) {
        Operator operator = visitor.operator();
        IncidentRecord incident = incidents.require(operator, Answers.id(id));
        if (!FastLane.isOffered(incident)) {
            throw new ConflictException("About this incident one person alone publishes nothing: write a draft.");
        }
        return Response.ok(Templates.spoken(fastLane.panel(operator, incident, gate.published(operator),
                gate.publicationsOf(operator, incident.id()), Form.sent(FastForm.ACT)).words()).render()).build();
    }

    static DraftContent offered(IncidentRecord incident) {
        List<DraftContent.Disclosure> disclosures = incident.affected().stream()
                .filter(affected -> affected.impact() != AffectedImpact.NONE
                        && affected.impact() != AffectedImpact.MAINTENANCE)
                .map(affected -> new DraftContent.Disclosure(affected.audience(), Impact.valueOf(affected.impact().name()),
                        affected.from(), affected.to(), null))
                .toList();
        return new DraftContent("", NoticeState.INVESTIGATING, null, null, null, "", disclosures, List.of());
    }

    /** Whether the incident is still there for whoever has it open: asked every second. */
    @GET
    @Path("/{id}/here")
    public Response here(@RestPath String id) {
        incidents.requireThere(visitor.operator(), Answers.id(id));
        return Response.noContent().build();
    }

    /** Where somebody lands whose login ended while an act was sent. */
    @GET
    @Path("/{id}/{act:.+}")
    public Response back(@RestPath String id, @RestPath String act) {
        return Answers.seeOther("/incidents/" + Answers.id(id));
    }

    Response act(String id, String act, Consumer<UUID> use) {
        return actTo(id, act, incident -> {
            use.accept(incident);
            return "/incidents/" + incident + "#" + act;
        });
    }

    /** @param use answers where it leads */
    Response actTo(String id, String act, Function<UUID, String> use) {
        UUID incident = Answers.id(id);
        Form form = Form.sent(act);
        return Answers.attempt(() -> use.apply(incident),
                refusal -> render(visitor.operator(), incident, form.refused(refusal)));
    }

    private String render(Operator operator, UUID id, Form form) {
        IncidentRecord incident = incidents.require(operator, id);
        List<DraftSummary> drafts = gate.of(operator, id);
        Map<UUID, Person> byId = operators.byId(operator);
        List<Person> people = byId.values().stream().filter(person -> person.kind() == Operator.Kind.PERSON)
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::id)).toList();
        Instant now = clock.instant();
        PublishedPage page = gate.published(operator);
        List<PublicationRecord> published = gate.publicationsOf(operator, id);
        // Who may not read the drafts still sees what the world reads of it.
        LedgerEntry held = incident.releasedAt() == null
                ? null
                : ledger.entries(operator).stream().filter(entry -> entry.incident().equals(id)).findFirst().orElse(null);
        EmbargoPanel panel = embargoes.on(operator, id).map(embargo -> panel(operator, embargo, people, drafts, page, now))
                .orElse(null);
        Whole whole = new Whole(now, incident, panel, audiences(page.audiences(), incident.affected()),
                criteria(incident.criteria()),
                alerts.of(operator, id), BoardScreen.Waiting.of(drafts, byId, incident.sealed() ? Set.of(id) : Set.of()),
                publications(published, drafts, byId), people,
                incident.commander() != null && incident.commander().id().equals(operator.id()),
                incident.commandOfferedTo() != null && incident.commandOfferedTo().id().equals(operator.id()),
                page.notices().stream().filter(notice -> held != null && notice.id().equals(held.notice())
                        || published.stream().anyMatch(publication -> notice.id().equals(publication.notice()))).toList(),
                FastLane.isOffered(incident)
                        ? fastLane.panel(operator, incident, page, published, form.in(FastForm.ACT))
                        : null,
                held, operator.isPublisher());
        return Templates.incident(Frame.of(operator, "incidents").sealed(incident.sealed()), whole, form).render();
    }

    private EmbargoPanel panel(Operator operator, EmbargoRecord embargo, List<Person> people, List<DraftSummary> drafts,
            PublishedPage page, Instant now) {
        List<Person> circle = people.stream().filter(person -> embargo.members().contains(person)
                || person.equals(embargo.owner()) || person.id().equals(operator.id())).toList();
        return new EmbargoPanel(now, operator, embargo, circle,
                people.stream().filter(person -> !embargo.members().contains(person)).toList(),
                drafts.stream().filter(draft -> draft.state() == DraftState.IN_REVIEW || draft.state() == DraftState.APPROVED)
                        .toList(),
                embargo.sealed()
                        ? incidents.find(operator, IncidentQuery.running()).incidents().stream()
                                .filter(incident -> !incident.sealed()).toList()
                        : List.of(),
                page.notices());
    }

    /** The audiences of the page, and any that somebody stated under another key. */
    static List<Hurt> audiences(List<PublishedAudience> known, List<IncidentRecord.Affected> affected) {
        List<Hurt> hurt = new ArrayList<>();
        for (PublishedAudience audience : known) {
            hurt.add(affected.stream().filter(one -> one.audience().equals(audience.key())).findFirst()
                    .map(one -> new Hurt(audience.key(), audience.name(), one.impact(), one.from(), one.to()))
                    .orElse(new Hurt(audience.key(), audience.name(), null, null, null)));
        }
        affected.stream().filter(one -> known.stream().noneMatch(audience -> audience.key().equals(one.audience())))
                .forEach(one -> hurt.add(new Hurt(one.audience(), one.audience(), one.impact(), one.from(), one.to())));
        return List.copyOf(hurt);
    }

    private static List<CriterionChoice> criteria(List<IncidentRecord.CriterionMet> met) {
        return Arrays.stream(Criterion.values()).map(criterion -> new CriterionChoice(criterion,
                met.stream().filter(one -> one.criterion() == criterion).findFirst().orElse(null))).toList();
    }

    private static List<Out> publications(List<PublicationRecord> publications, List<DraftSummary> drafts,
            Map<UUID, Person> people) {
        return publications.stream().map(publication -> new Out(publication,
                drafts.stream().filter(draft -> draft.id().equals(publication.draft())).findFirst().map(DraftSummary::title)
                        .orElse("A notice"),
                BoardScreen.Waiting.name(people, publication.publishedBy()))).toList();
    }
}
