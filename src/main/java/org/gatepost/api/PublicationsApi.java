package org.gatepost.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gatepost.gate.Bundle;
import org.gatepost.gate.FastWords;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestHeader;

/** The fast lane, for programs with a person's token: one person publishes words that two agreed on before. */
@Path("/api/v1/publications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class PublicationsApi {
    /** As in the IETF's draft of the HTTP API working group, "The Idempotency-Key HTTP Header Field". */
    static final String KEY = "Idempotency-Key";

    private final Gate gate;
    private final Visitor visitor;

    PublicationsApi(Gate gate, Visitor visitor) {
        this.gate = gate;
        this.visitor = visitor;
    }

    /** Publishes alone; sent again with the same key it answers the same publication. */
    @POST
    @Operation(summary = "Publishes an approved template alone, in every language in which it is approved, about an incident that was never "
            + "embargoed. The template is the original of its key. Responders only. "
            + "The header Idempotency-Key is required: sent again with the same key it answers the same publication.")
    public PublicationRecord publish(@RestHeader(KEY) String key, FastWords body) {
        FastWords words = Bodies.required(body);
        if (key == null || key.isBlank()) {
            throw new InvalidException(KEY,
                    "The header is missing: send a random key, and the same one again when a reply was lost.");
        }
        return gate.publishFast(visitor.operator(), words, key);
    }

    /** What would be published. */
    @POST
    @Path("/fill")
    @Operation(summary = "What the template says with these values: exactly the words that publishing them would let out, in every "
            + "language (titles, and translations of each disclosure).")
    public Bundle fill(FastWords body) {
        return gate.fill(visitor.operator(), Bodies.required(body));
    }
}
