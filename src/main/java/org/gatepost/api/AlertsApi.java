package org.gatepost.api;

import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.gatepost.alert.AlertPage;
import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.AlertState;
import org.gatepost.alert.AlertmanagerMessage;
import org.gatepost.alert.Alerts;
import org.gatepost.incident.Declaration;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Alerts, for programs. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class AlertsApi {
    private final Alerts alerts;
    private final Visitor visitor;

    AlertsApi(Alerts alerts, Visitor visitor) {
        this.alerts = alerts;
        this.visitor = visitor;
    }

    /** Takes Alertmanager's webhook, version 4. Answers only when all of it is kept, because Alertmanager repeats on 5xx alone. */
    @POST
    @Path("/alertmanager")
    public Map<String, Integer> hear(AlertmanagerMessage message) {
        return Map.of("alerts", alerts.hear(visitor.operator(), Bodies.required(message)));
    }

    @GET
    public AlertPage find(@RestQuery AlertState state, @RestQuery int page) {
        return alerts.find(visitor.operator(), state, page);
    }

    @GET
    @Path("/{id}")
    public AlertRecord require(@RestPath String id) {
        return alerts.require(visitor.operator(), Bodies.id(id));
    }

    /** Declares an incident about an alert. */
    @POST
    @Path("/{id}/incidents")
    public Response declare(@RestPath String id, Declaration declaration) {
        UUID incident = alerts.declare(visitor.operator(), Bodies.id(id), Bodies.required(declaration));
        return Bodies.created("/api/v1/incidents/", incident);
    }

    /** Says that an incident deals with an alert. */
    @POST
    @Path("/{id}/links")
    public Response link(@RestPath String id, IncidentReference reference) {
        alerts.link(visitor.operator(), Bodies.id(id), Bodies.required(reference).incident());
        return Response.noContent().build();
    }

    record IncidentReference(UUID incident) {
    }
}
