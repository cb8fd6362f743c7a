package org.gatepost.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.Alerts;
import org.gatepost.embargo.Circle;
import org.gatepost.embargo.EmbargoRecord;
import org.gatepost.embargo.Embargoes;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.Criterion;
import org.gatepost.incident.Declaration;
import org.gatepost.incident.IncidentPage;
import org.gatepost.incident.IncidentQuery;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.IncidentState;
import org.gatepost.incident.Incidents;
import org.gatepost.security.AbsentException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.gatepost.view.View;
import org.gatepost.view.ViewAs;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Incidents, for programs. Every act that is not plain editing is a resource of its own. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class IncidentsApi {
    private final Incidents incidents;
    private final Embargoes embargoes;
    private final Alerts alerts;
    private final Gate gate;
    private final ViewAs viewAs;
    private final Visitor visitor;

    IncidentsApi(Incidents incidents, Embargoes embargoes, Alerts alerts, Gate gate, ViewAs viewAs,
            Visitor visitor) {
        this.incidents = incidents;
        this.embargoes = embargoes;
        this.alerts = alerts;
        this.gate = gate;
        this.viewAs = viewAs;
        this.visitor = visitor;
    }

    /** Declares an incident: a title suffices. With a seal it is embargoed in the transaction that creates it. */
    @POST
    public Response declare(Declaration declaration) {
        return Bodies.created("/api/v1/incidents/", incidents.declare(visitor.operator(), Bodies.required(declaration)));
    }

    @GET
    public IncidentPage find(@RestQuery String words, @RestQuery Set<IncidentState> state, @RestQuery int page) {
        return incidents.find(visitor.operator(), new IncidentQuery(words, state, page));
    }

    @GET
    @Path("/{id}")
    public IncidentRecord require(@RestPath String id) {
        return incidents.require(visitor.operator(), Bodies.id(id));
    }

    @PUT
    @Path("/{id}/title")
    public void rename(@RestPath String id, Title body) {
        incidents.rename(visitor.operator(), Bodies.id(id), Bodies.required(body).title());
    }

    @PUT
    @Path("/{id}/severity")
    public void rate(@RestPath String id, Severity body) {
        incidents.rate(visitor.operator(), Bodies.id(id), Bodies.required(body).severity());
    }

    @PUT
    @Path("/{id}/criteria/{criterion}")
    public void meet(@RestPath String id, @RestPath Criterion criterion, Evidence body) {
        incidents.meet(visitor.operator(), Bodies.id(id), criterion, Bodies.required(body).evidence());
    }

    @PUT
    @Path("/{id}/affected/{audience}")
    public void affect(@RestPath String id, @RestPath String audience, Affected body) {
        Affected affected = Bodies.required(body);
        incidents.affect(visitor.operator(), Bodies.id(id), audience, affected.impact(), affected.from(), affected.to());
    }

    @POST
    @Path("/{id}/command-offer")
    public void offerCommand(@RestPath String id, Somebody body) {
        incidents.offerCommand(visitor.operator(), Bodies.id(id), Bodies.required(body).operator());
    }

    @POST
    @Path("/{id}/command-acceptance")
    public void acceptCommand(@RestPath String id) {
        incidents.acceptCommand(visitor.operator(), Bodies.id(id));
    }

    @POST
    @Path("/{id}/timeline")
    public void note(@RestPath String id, Entry body) {
        Entry entry = Bodies.required(body);
        incidents.note(visitor.operator(), Bodies.id(id), entry.happenedAt(), entry.words());
    }

    @POST
    @Path("/{id}/mitigation")
    public void mitigate(@RestPath String id, Statement body) {
        Statement statement = Bodies.required(body);
        incidents.mitigate(visitor.operator(), Bodies.id(id), statement.at(), statement.statement());
    }

    @POST
    @Path("/{id}/resolution")
    public void resolve(@RestPath String id, Statement body) {
        Statement statement = Bodies.required(body);
        incidents.resolve(visitor.operator(), Bodies.id(id), statement.at(), statement.statement());
    }

    @POST
    @Path("/{id}/reopening")
    public void reopen(@RestPath String id) {
        incidents.reopen(visitor.operator(), Bodies.id(id));
    }

    /** Seals the incident; whoever sees it may, and stays a member. */
    @POST
    @Path("/{id}/embargo")
    public void seal(@RestPath String id, Seal body) {
        Seal seal = Bodies.required(body);
        embargoes.seal(visitor.operator(), Bodies.id(id), seal.reason(), seal.circle(),
                seal.withdrawal());
    }

    @GET
    @Path("/{id}/embargo")
    public EmbargoRecord embargo(@RestPath String id) {
        return embargoes.on(visitor.operator(), Bodies.id(id)).orElseThrow(AbsentException::new);
    }

    /** Undoes a seal: alone, by the one who sealed, within 15 minutes. */
    @DELETE
    @Path("/{id}/embargo")
    public void undo(@RestPath String id) {
        embargoes.undo(visitor.operator(), Bodies.id(id));
    }

    @POST
    @Path("/{id}/embargo/members")
    public void admit(@RestPath String id, Somebody body) {
        embargoes.admit(visitor.operator(), Bodies.id(id), Bodies.required(body).operator());
    }

    /** What others see of the incident. @param person one to look as besides, or none */
    @GET
    @Path("/{id}/view-as")
    public View viewAs(@RestPath String id, @RestQuery String person) {
        return viewAs.of(visitor.operator(), Bodies.id(id), person == null || person.isEmpty() ? null : Bodies.id(person));
    }

    /** Takes a named person out of the circle. */
    @DELETE
    @Path("/{id}/embargo/members/{operator}")
    public void dismiss(@RestPath String id, @RestPath String operator) {
        embargoes.dismiss(visitor.operator(), Bodies.id(id), Bodies.id(operator));
    }

    @GET
    @Path("/{id}/alerts")
    public List<AlertRecord> alerts(@RestPath String id) {
        Operator operator = visitor.operator();
        incidents.require(operator, Bodies.id(id));
        return alerts.of(operator, Bodies.id(id));
    }

    @GET
    @Path("/{id}/drafts")
    public List<DraftSummary> drafts(@RestPath String id) {
        Operator operator = visitor.operator();
        incidents.require(operator, Bodies.id(id));
        return gate.of(operator, Bodies.id(id));
    }

    @GET
    @Path("/{id}/publications")
    public List<PublicationRecord> publications(@RestPath String id) {
        Operator operator = visitor.operator();
        incidents.require(operator, Bodies.id(id));
        return gate.publicationsOf(operator, Bodies.id(id));
    }

    record Title(String title) {
    }

    /** @param severity 1 (worst) to 4 */
    record Severity(int severity) {
    }

    record Evidence(String evidence) {
    }

    record Affected(AffectedImpact impact, Instant from, Instant to) {
    }

    record Somebody(UUID operator) {
    }

    record Entry(Instant happenedAt, String words) {
    }

    record Statement(Instant at, String statement) {
    }

    /** @param withdrawal by a publisher: why what is public is withdrawn with it; null leaves it public */
    record Seal(String reason, Circle circle, String withdrawal) {
    }
}
