package org.gatepost.api;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.gatepost.gate.Gate;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;

/** What a program needs before it can do anything: who there is, what is public, and how the rest is described. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION, Operator.ADMIN})
class SelfApi {

    private final Operators operators;
    private final Gate gate;
    private final Visitor visitor;
    private final OpenApiDocumentService description;

    SelfApi(Operators operators, Gate gate, Visitor visitor, OpenApiDocumentService description) {
        this.operators = operators;
        this.gate = gate;
        this.visitor = visitor;
        this.description = description;
    }

    /** Everybody who has logged in once. */
    @GET
    @Path("/operators")
    public List<Person> operators() {
        return operators.everybody(visitor.operator());
    }

    /** What the world reads now. */
    @GET
    @Path("/published")
    public PublishedPage published() {
        return gate.published(visitor.operator());
    }

    @GET
    @Path("/openapi.json")
    public byte[] description() {
        return description.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON);
    }
}
