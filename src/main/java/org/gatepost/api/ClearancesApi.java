package org.gatepost.api;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.gatepost.security.Clearances;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;

/** Who is cleared, for those who are; for everybody else there is nothing here. */
@Path("/api/v1/clearances")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION, Operator.ADMIN})
class ClearancesApi {
    private final Clearances clearances;
    private final Visitor visitor;

    ClearancesApi(Clearances clearances, Visitor visitor) {
        this.clearances = clearances;
        this.visitor = visitor;
    }

    @GET
    public Clearances.Register register() {
        return clearances.register(visitor.operator());
    }

    /** Proposes somebody who has logged in once; a second cleared person confirms. */
    @POST
    public void propose(Candidate body) {
        clearances.propose(visitor.operator(), Bodies.required(body).operator());
    }

    @POST
    @Path("/{operator}/confirmation")
    public void confirm(@RestPath String operator) {
        clearances.confirm(visitor.operator(), Bodies.id(operator));
    }

    /** Ends a clearance at once, or takes a proposal back. */
    @DELETE
    @Path("/{operator}")
    public void end(@RestPath String operator) {
        clearances.end(visitor.operator(), Bodies.id(operator));
    }

    record Candidate(UUID operator) {
    }
}
