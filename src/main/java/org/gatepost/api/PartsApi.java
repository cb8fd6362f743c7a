package org.gatepost.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PageContent;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;

/** The page's parts, for programs. What they are now is in /api/v1/published. */
@Path("/api/v1/parts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class PartsApi {
    private final Gate gate;
    private final Visitor visitor;

    PartsApi(Gate gate, Visitor visitor) {
        this.gate = gate;
        this.visitor = visitor;
    }

    @POST
    @Operation(summary = "Begins a draft that changes components, groups or audiences; what is not named stays. A machine may.")
    public Response write(NewParts body) {
        NewParts parts = Bodies.required(body);
        if (parts.page() == null) {
            throw new InvalidException("page", "What would change is missing: send at least an empty object.");
        }
        return Bodies.created("/api/v1/drafts/", gate.write(visitor.operator(), parts.title(), parts.page()));
    }

    /** @param title for the people who decide on it; never public */
    record NewParts(String title, PageContent page) {
    }
}
