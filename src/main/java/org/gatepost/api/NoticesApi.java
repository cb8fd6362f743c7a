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
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.gate.Takedown;
import org.gatepost.notice.Amendment;
import org.gatepost.notice.RetractionReason;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;

/** What is out, for programs: amendments begin as drafts, taking down is for one publisher at once. */
@Path("/api/v1/notices/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class NoticesApi {
    private final Gate gate;
    private final Visitor visitor;

    NoticesApi(Gate gate, Visitor visitor) {
        this.gate = gate;
        this.visitor = visitor;
    }

    @GET
    @Path("/publications")
    @Operation(summary = "What went out of the notice and by which lane, oldest first.")
    public List<PublicationRecord> publications(@RestPath String id) {
        return gate.publicationsOf(visitor.operator(), id);
    }

    @GET
    @Path("/takedowns")
    @Operation(summary = "What was retracted or withdrawn of the notice, oldest first.")
    public List<Takedown> takedowns(@RestPath String id) {
        return gate.takedownsOf(visitor.operator(), id);
    }

    @POST
    @Path("/retraction")
    @Operation(summary = "Strikes every entry of the notice at once; they stay readable. Publishers only, reviewed afterwards.")
    public Takedown retract(@RestPath String id, Retraction body) {
        return retract(id, null, body);
    }

    @POST
    @Path("/entries/{entry}/retraction")
    @Operation(summary = "Strikes one entry at once; it stays readable. Publishers only, reviewed afterwards.")
    public Takedown retract(@RestPath String id, @RestPath String entry, Retraction body) {
        Retraction retraction = Bodies.required(body);
        return gate.retract(visitor.operator(), id, entry, retraction.reason(), retraction.note());
    }

    @POST
    @Path("/withdrawal")
    @Operation(summary = "Removes the notice from everything that is public, at once; a tombstone is left. Publishers only, reviewed afterwards.")
    public Takedown withdraw(@RestPath String id, Withdrawal body) {
        return withdraw(id, null, body);
    }

    @POST
    @Path("/entries/{entry}/withdrawal")
    @Operation(summary = "Removes one entry from everything that is public, at once; a tombstone is left. Publishers only, reviewed afterwards.")
    public Takedown withdraw(@RestPath String id, @RestPath String entry, Withdrawal body) {
        return gate.withdraw(visitor.operator(), id, entry, Bodies.required(body).note());
    }

    /** What an amendment begins with. */
    @GET
    @Path("/entries/{entry}/content")
    @Operation(summary = "What the entry says now, as a correction or a typo of it begins.")
    public DraftContent content(@RestPath String id, @RestPath String entry) {
        return gate.contentOf(visitor.operator(), id, entry);
    }

    @POST
    @Path("/entries/{entry}/corrections")
    @Operation(summary = "Begins a draft that corrects the entry; the difference is shown. A machine may.")
    public Response correct(@RestPath String id, @RestPath String entry, Amended body) {
        return amend(id, entry, Amendment.CORRECTION, body);
    }

    @POST
    @Path("/entries/{entry}/typos")
    @Operation(summary = "Begins a draft that changes letters of the entry; it is marked edited, and nobody is told. A machine may.")
    public Response edit(@RestPath String id, @RestPath String entry, Amended body) {
        return amend(id, entry, Amendment.TYPO, body);
    }

    private Response amend(String id, String entry, Amendment amendment, Amended body) {
        DraftContent content = Bodies.content(Bodies.required(body).content());
        return Bodies.created("/api/v1/drafts/", gate.amend(visitor.operator(), id, entry, amendment, content));
    }

    /** @param note why, for us; never public */
    record Retraction(RetractionReason reason, String note) {
    }

    /** @param note why, for us; never public */
    record Withdrawal(String note) {
    }

    record Amended(DraftContent content) {
    }
}
