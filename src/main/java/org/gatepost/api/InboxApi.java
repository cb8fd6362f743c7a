package org.gatepost.api;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gatepost.embargo.Embargoes;
import org.gatepost.embargo.Inbox;
import org.gatepost.embargo.InboxEntry;
import org.gatepost.embargo.Ledger;
import org.gatepost.embargo.LedgerEntry;
import org.gatepost.security.Operator;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestPath;

/** What waits for the caller, what was held back, and whose alerts are born sealed, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION})
class InboxApi {
    private final Embargoes embargoes;
    private final Ledger ledger;
    private final Inbox inbox;
    private final Visitor visitor;

    InboxApi(Embargoes embargoes, Ledger ledger, Inbox inbox, Visitor visitor) {
        this.embargoes = embargoes;
        this.ledger = ledger;
        this.inbox = inbox;
        this.visitor = visitor;
    }

    @GET
    @Path("/ledger")
    @Operation(summary = "What was held back and is released, as far as the caller may see the incident; the newest first.")
    public List<LedgerEntry> ledger() {
        return ledger.entries(visitor.operator());
    }

    @GET
    @Path("/inbox")
    @Operation(summary = "What waits for the caller, and for nobody else; the newest first.")
    public List<InboxEntry> inbox() {
        return inbox.of(visitor.operator());
    }

    @GET
    @Path("/integrations")
    @Operation(summary = "Machines whose alerts are born sealed, for cleared people.")
    public List<Person> integrations() {
        return embargoes.integrations(visitor.operator());
    }

    @PUT
    @Path("/integrations/{machine}")
    @Operation(summary = "Says that what a machine sends is born sealed. It is answered as ever.")
    public void nameIntegration(@RestPath String machine) {
        embargoes.nameIntegration(visitor.operator(), Bodies.id(machine), true);
    }

    @DELETE
    @Path("/integrations/{machine}")
    public void dropIntegration(@RestPath String machine) {
        embargoes.nameIntegration(visitor.operator(), Bodies.id(machine), false);
    }
}
