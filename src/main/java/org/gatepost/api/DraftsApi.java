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

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.ImportedBundle;
import org.gatepost.gate.PageContent;
import org.gatepost.gate.Proposal;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.gate.StatuspageCapture;
import org.gatepost.gate.StatuspageImport;
import org.gatepost.gate.TemplateContent;
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
    @Operation(summary = "Begins a draft of first words, or of an update of a notice. A machine may.")
    public Response write(NewDraft body) {
        NewDraft draft = Bodies.required(body);
        return Bodies.created("/api/v1/drafts/",
                gate.write(visitor.operator(), draft.incident(), draft.notice(), Bodies.content(draft.content())));
    }

    /** Makes a draft of captures in the Statuspage format: one bundle that one person proposes and another approves. */
    @POST
    @Path("/imports")
    @Operation(summary = "Begins a draft of another page's history and components, as one bundle.")
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
    @Operation(summary = "What is being written, waits for a yes, waits to go out, or goes out by itself; newest first.")
    public List<DraftSummary> open() {
        return gate.open(visitor.operator());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A draft, with its latest proposal and its publication.")
    public DraftRecord require(@RestPath String id) {
        return gate.require(visitor.operator(), Bodies.id(id));
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Saves what is being written. An approval that was there is worth nothing afterwards.")
    public void edit(@RestPath String id, Edit body) {
        Edit edit = Bodies.required(body);
        Operator operator = visitor.operator();
        if (edit.page() != null) {
            gate.edit(operator, Bodies.id(id), edit.title(), edit.page(), edit.version());
        } else if (edit.template() != null) {
            gate.edit(operator, Bodies.id(id), edit.template(), edit.version());
        } else {
            gate.edit(operator, Bodies.id(id), Bodies.content(edit.content()), edit.version());
        }
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Discards a draft that is not published.")
    public void discard(@RestPath String id) {
        gate.discard(visitor.operator(), Bodies.id(id));
    }

    /** Freezes a revision and answers its hash. */
    @POST
    @Path("/{id}/proposal")
    @Operation(summary = "Freezes a revision and answers its hash, which stands for every byte that readers would get. Persons only.")
    public Proposal propose(@RestPath String id) {
        return gate.propose(visitor.operator(), Bodies.id(id));
    }

    /** Takes the draft out of review, as it is. */
    @DELETE
    @Path("/{id}/proposal")
    @Operation(summary = "Takes a draft out of review without changing it, so that it can be written again.")
    public void takeBack(@RestPath String id) {
        gate.takeBack(visitor.operator(), Bodies.id(id));
    }

    @GET
    @Path("/{id}/revisions")
    @Operation(summary = "Every revision that was frozen, oldest first, with what became of it.")
    public List<Proposal> revisions(@RestPath String id) {
        return gate.revisions(visitor.operator(), Bodies.id(id));
    }

    @GET
    @Path("/{id}/unmentioned")
    @Operation(summary = "Affected audiences that neither the draft nor earlier entries mention and for which it gives no reason.")
    public List<String> unmentioned(@RestPath String id) {
        return gate.leavesOut(visitor.operator(), Bodies.id(id));
    }

    @POST
    @Path("/{id}/approval")
    @Operation(summary = "A second person's yes to one hash. Publishers only, never the proposer.")
    public void approve(@RestPath String id, Hash body) {
        gate.approve(visitor.operator(), Bodies.id(id), Bodies.required(body).hash());
    }

    /** Sends a proposal back to its author with a note. */
    @POST
    @Path("/{id}/decline")
    @Operation(summary = "A second person's no: the draft goes back to its author with a note. Publishers only.")
    public void decline(@RestPath String id, Decline body) {
        Decline decline = Bodies.required(body);
        gate.decline(visitor.operator(), Bodies.id(id), decline.hash(), decline.because());
    }

    @POST
    @Path("/{id}/requests")
    @Operation(summary = "Asks a publisher to approve. Five minutes of silence open the short lane.")
    public void ask(@RestPath String id, Request body) {
        gate.ask(visitor.operator(), Bodies.id(id), Bodies.required(body).publisher());
    }

    /** Publishes. Sent again with the same hash it answers the same publication. */
    @POST
    @Path("/{id}/publication")
    @Operation(summary = "Publishes what a second person approved. Sent again with the same hash it answers the same publication.")
    public PublicationRecord publish(@RestPath String id, Hash body) {
        return gate.publish(visitor.operator(), Bodies.id(id), Bodies.required(body).hash());
    }

    @POST
    @Path("/{id}/short-publication")
    @Operation(summary = "Publishes own words alone when whoever was asked stayed silent: title and words at most 280 plain characters.")
    public PublicationRecord publishShort(@RestPath String id, Hash body) {
        return gate.publishShort(visitor.operator(), Bodies.id(id), Bodies.required(body).hash());
    }

    /** Says that another person has looked at what one let out alone. */
    @POST
    @Path("/{id}/publication/review")
    @Operation(summary = "Another publisher has looked at what one person let out alone by the short lane.")
    public void review(@RestPath String id) {
        gate.reviewPublication(visitor.operator(), Bodies.id(id));
    }

    @POST
    @Path("/{id}/schedule")
    @Operation(summary = "Lets approved words go out by themselves at the time that is part of what was approved (goesOutAt).")
    public void schedule(@RestPath String id, Hash body) {
        gate.schedule(visitor.operator(), Bodies.id(id), Bodies.required(body).hash());
    }

    @DELETE
    @Path("/{id}/schedule")
    @Operation(summary = "Stops what would go out by itself; it stays approved.")
    public void unschedule(@RestPath String id) {
        gate.unschedule(visitor.operator(), Bodies.id(id));
    }

    /** @param incident or null for unlinked words. @param notice public id of the notice to update, or null */
    record NewDraft(UUID incident, String notice, DraftContent content) {
    }

    /**
     * One of the three kinds of content, by the draft's own kind.
     *
     * @param version that the author started from
     * @param title of a change of the page's parts; the others carry their own
     */
    record Edit(int version, DraftContent content, String title, PageContent page, TemplateContent template) {
    }

    /** @param because what should change, for the author; never public */
    record Decline(String hash, String because) {
    }

    /** @param publisher id of somebody who may approve */
    record Request(UUID publisher) {
    }

    /** @param hash in hex, as the proposal answered it */
    record Hash(String hash) {
    }

    /** @param captures answers of the other page: components.json, incidents.json, scheduled-maintenances.json */
    record Import(String title, List<String> audiences, List<StatuspageCapture> captures) {
    }
}
