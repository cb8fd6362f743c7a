package org.gatepost.api;

import java.util.List;
import java.util.Map;
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

import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.ImportedBundle;
import org.gatepost.gate.Proposal;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.gate.StatuspageCapture;
import org.gatepost.gate.StatuspageImport;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;

/** The gate, for programs. A machine may write drafts; proposing, approving and publishing takes a person's token. */
@Path("/api/v1/drafts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class DraftsApi {
    private final Gate gate;
    private final Visitor visitor;

    DraftsApi(Gate gate, Visitor visitor) {
        this.gate = gate;
        this.visitor = visitor;
    }

    @POST
    public Response write(NewDraft body) {
        NewDraft draft = Bodies.required(body);
        return Bodies.created("/api/v1/drafts/",
                gate.write(visitor.operator(), draft.incident(), draft.notice(), content(draft.content())));
    }

    /** Makes a draft of captures in the Statuspage format: one bundle that one person proposes and another approves. */
    @POST
    @Path("/imports")
    public Response importCaptures(Import body) {
        Import request = Bodies.required(body);
        Operator operator = visitor.operator();
        ImportedBundle imported = StatuspageImport.read(gate.published(operator), request.audiences(), request.captures());
        UUID id = gate.write(operator, request.title() == null ? "Import" : request.title(), imported.bundle());
        return Response.fromResponse(Bodies.created("/api/v1/drafts/", id)).entity(Map.of("id", id, "notes", imported.notes()))
                .build();
    }

    /** What is being written, waits for a yes, or waits to go out. */
    @GET
    public List<DraftSummary> open() {
        return gate.open(visitor.operator());
    }

    @GET
    @Path("/{id}")
    public DraftRecord require(@RestPath String id) {
        return gate.require(visitor.operator(), Bodies.id(id));
    }

    @PUT
    @Path("/{id}")
    public void edit(@RestPath String id, Edit body) {
        Edit edit = Bodies.required(body);
        gate.edit(visitor.operator(), Bodies.id(id), content(edit.content()), edit.version());
    }

    @DELETE
    @Path("/{id}")
    public void discard(@RestPath String id) {
        gate.discard(visitor.operator(), Bodies.id(id));
    }

    /** Freezes a revision and answers its hash. */
    @POST
    @Path("/{id}/proposal")
    public Proposal propose(@RestPath String id) {
        return gate.propose(visitor.operator(), Bodies.id(id));
    }

    @POST
    @Path("/{id}/approval")
    public void approve(@RestPath String id, Hash body) {
        gate.approve(visitor.operator(), Bodies.id(id), Bodies.required(body).hash());
    }

    /** Publishes. Sent again with the same hash it answers the same publication. */
    @POST
    @Path("/{id}/publication")
    public PublicationRecord publish(@RestPath String id, Hash body) {
        return gate.publish(visitor.operator(), Bodies.id(id), Bodies.required(body).hash());
    }

    private static DraftContent content(DraftContent content) {
        if (content == null) {
            throw new InvalidException("content", "The content is missing: send at least an empty object.");
        }
        return content;
    }

    /** @param incident or null for unlinked words. @param notice public id of the notice to update, or null */
    record NewDraft(UUID incident, String notice, DraftContent content) {
    }

    record Edit(int version, DraftContent content) {
    }

    /** @param hash in hex, as the proposal answered it */
    record Hash(String hash) {
    }

    /** @param captures answers of the other page: components.json, incidents.json, scheduled-maintenances.json */
    record Import(String title, List<String> audiences, List<StatuspageCapture> captures) {
    }
}
