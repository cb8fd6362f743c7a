package org.gatepost.api;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gatepost.gate.Gate;
import org.gatepost.gate.TemplateContent;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;

/** Words for the fast lane, for programs. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class TemplatesApi {
    private final Gate gate;
    private final Visitor visitor;

    TemplatesApi(Gate gate, Visitor visitor) {
        this.gate = gate;
        this.visitor = visitor;
    }

    @GET
    @Operation(summary = "Approved templates, the newest revision of each key and language, by state, originals first. "
            + "The standing says which languages go out together with their original: ORIGINAL and CURRENT do, OUT_OF_DATE and "
            + "DIFFERENT are left out.")
    public List<TemplateRecord> templates() {
        return gate.templates(visitor.operator());
    }

    @POST
    @Operation(summary = "Begins a draft of a template, or of the next revision of the one with the same key and language. In another "
            + "language than the key's original it translates the original's revision that it names, or else its newest. A machine may.")
    public Response write(TemplateContent body) {
        return Bodies.created("/api/v1/drafts/", gate.write(visitor.operator(), Bodies.required(body)));
    }
}
