package org.gatepost.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gatepost.gate.Duties;
import org.gatepost.gate.Gate;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;

/** What the gate waits for, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class DutiesApi {
    private final Gate gate;
    private final Visitor visitor;

    DutiesApi(Gate gate, Visitor visitor) {
        this.gate = gate;
        this.visitor = visitor;
    }

    @GET
    @Path("/duties")
    @Operation(summary = "What the gate waits for: drafts, promises, and what one person did alone that nobody has looked at since.")
    public Duties duties() {
        return gate.duties(visitor.operator());
    }

    /** Says that another person has looked at what one took down. */
    @POST
    @Path("/takedowns/{id}/review")
    @Operation(summary = "Another publisher has looked at what one retracted or withdrew.")
    public void review(@RestPath String id) {
        gate.reviewTakedown(visitor.operator(), Bodies.id(id));
    }
}
