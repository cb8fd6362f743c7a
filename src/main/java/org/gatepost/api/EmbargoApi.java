package org.gatepost.api;

import java.time.Instant;
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
import org.gatepost.embargo.Embargoes;
import org.gatepost.embargo.Releases;
import org.gatepost.embargo.Scope;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;

/** The life of an embargo, for programs of people in its circle. To everybody else each of these is the one 404. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class EmbargoApi {
    private final Embargoes embargoes;
    private final Releases releases;
    private final Visitor visitor;

    EmbargoApi(Embargoes embargoes, Releases releases, Visitor visitor) {
        this.embargoes = embargoes;
        this.releases = releases;
        this.visitor = visitor;
    }

    @PUT
    @Path("/{id}/embargo/owner")
    @Operation(summary = "Gives the embargo to another owner of the circle.")
    public void give(@RestPath String id, Owner body) {
        embargoes.give(visitor.operator(), Bodies.id(id), Bodies.required(body).operator());
    }

    @POST
    @Path("/{id}/embargo/conditions")
    @Operation(summary = "Adds a condition to the release.")
    public Response state(@RestPath String id, NewCondition body) {
        NewCondition condition = Bodies.required(body);
        UUID stated = embargoes.state(visitor.operator(), Bodies.id(id), condition.words(), condition.owner());
        return Bodies.created("/api/v1/incidents/" + id + "/embargo/conditions/", stated);
    }

    @PUT
    @Path("/{id}/embargo/conditions/{condition}")
    @Operation(summary = "Ticks a condition, takes the tick away, or gives it to somebody else.")
    public void change(@RestPath String id, @RestPath String condition, Change body) {
        Change change = Bodies.required(body);
        embargoes.change(visitor.operator(), Bodies.id(id), Bodies.id(condition), change.owner(), change.met(), change.note());
    }

    @POST
    @Path("/{id}/embargo/extension")
    @Operation(summary = "Somebody has looked at it again and it stays, at most 90 days.")
    public void extend(@RestPath String id, Review body) {
        Review extension = Bodies.required(body);
        embargoes.extend(visitor.operator(), Bodies.id(id), extension.until(), extension.because());
    }

    @POST
    @Path("/{id}/embargo/release")
    @Operation(summary = "Proposes to release, which is the first of two votes. For the world the approval of the draft is the second.")
    public Response propose(@RestPath String id, Release body) {
        Release release = Bodies.required(body);
        UUID proposed = releases.propose(visitor.operator(), Bodies.id(id), release.scope(), release.draft(), release.goesAt(),
                release.publishesLedger());
        return Response.status(Response.Status.CREATED).entity(Map.of("id", proposed)).build();
    }

    @POST
    @Path("/{id}/embargo/release/agreement")
    @Operation(summary = "The second vote for a release to responders. It goes when the cancel window of five minutes is over, or later.")
    public void agree(@RestPath String id) {
        releases.agree(visitor.operator(), Bodies.id(id));
    }

    @DELETE
    @Path("/{id}/embargo/release")
    @Operation(summary = "Cancels a release, by anyone of the circle, until it goes.")
    public void cancel(@RestPath String id) {
        releases.cancel(visitor.operator(), Bodies.id(id));
    }

    @POST
    @Path("/{id}/embargo/break")
    @Operation(summary = "It leaked: released to responders at once, by one of the circle.")
    public void breakEmbargo(@RestPath String id, Break body) {
        Break leak = Bodies.required(body);
        releases.breakEmbargo(visitor.operator(), Bodies.id(id), leak.what(), leak.toWhom(), leak.at());
    }

    @PUT
    @Path("/{id}/embargo/report")
    @Operation(summary = "What became of the leak, for its circle.")
    public void report(@RestPath String id, Report body) {
        releases.report(visitor.operator(), Bodies.id(id), Bodies.required(body).words());
    }

    /** Look at the incident, its drafts and its alerts first: the digest stands for what they are now. */
    @GET
    @Path("/{id}/embargo/record")
    @Operation(summary = "A digest of everything that opening the record would open, to be sent back with a vote.")
    public Seen look(@RestPath String id) {
        return new Seen(releases.digest(visitor.operator(), Bodies.id(id)));
    }

    @POST
    @Path("/{id}/embargo/record")
    @Operation(summary = "Proposes to open the record of a released incident.")
    public void proposeOpening(@RestPath String id, Seen body) {
        releases.proposeOpening(visitor.operator(), Bodies.id(id), Bodies.required(body).seen());
    }

    @POST
    @Path("/{id}/embargo/record/agreement")
    @Operation(summary = "The second vote, by another, for the same record: it is open from here on.")
    public void agreeToOpening(@RestPath String id, Seen body) {
        releases.agreeToOpening(visitor.operator(), Bodies.id(id), Bodies.required(body).seen());
    }

    @DELETE
    @Path("/{id}/embargo/record")
    @Operation(summary = "Takes back the proposal to open the record.")
    public void cancelOpening(@RestPath String id) {
        releases.cancelOpening(visitor.operator(), Bodies.id(id));
    }

    @PUT
    @Path("/{id}/embargo/symptoms/{symptom}")
    @Operation(summary = "Says, inside the circle only, that an open incident is about what people can see of this one.")
    public void linkSymptom(@RestPath String id, @RestPath String symptom) {
        embargoes.linkSymptom(visitor.operator(), Bodies.id(id), Bodies.id(symptom));
    }

    @DELETE
    @Path("/{id}/embargo/symptoms/{symptom}")
    public void unlinkSymptom(@RestPath String id, @RestPath String symptom) {
        embargoes.unlinkSymptom(visitor.operator(), Bodies.id(id), Bodies.id(symptom));
    }

    @PUT
    @Path("/{id}/embargo/covers/{notice}")
    @Operation(summary = "Says, inside the circle only, that an unlinked notice is about this incident.")
    public void linkCover(@RestPath String id, @RestPath String notice, Cover body) {
        Cover cover = Bodies.required(body);
        embargoes.linkCover(visitor.operator(), Bodies.id(id), notice, cover.knownSince(), cover.because());
    }

    @DELETE
    @Path("/{id}/embargo/covers/{notice}")
    public void unlinkCover(@RestPath String id, @RestPath String notice) {
        embargoes.unlinkCover(visitor.operator(), Bodies.id(id), notice);
    }

    /** @param operator of the circle */
    record Owner(UUID operator) {
    }

    /** @param owner of the circle; null takes the caller */
    record NewCondition(String words, UUID owner) {
    }

    /** @param owner null leaves it. @param note kept only while it is met */
    record Change(UUID owner, boolean met, String note) {
    }

    record Review(Instant until, String because) {
    }

    /** @param draft for the world only. @param goesAt null for as soon as it may */
    record Release(Scope scope, UUID draft, Instant goesAt, boolean publishesLedger) {
    }

    /** @param at null means now */
    record Break(String what, String toWhom, Instant at) {
    }

    record Report(String words) {
    }

    /** @param seen 64 hexadecimal digits */
    record Seen(String seen) {
    }

    record Cover(Instant knownSince, String because) {
    }
}
