package org.gatepost.console;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.gatepost.embargo.Ledger;
import org.gatepost.embargo.LedgerEntry;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What was held back, for how long, and how it ended. */
@Path("/ledger")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class LedgerScreen {
    private final Ledger ledger;
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance ledger(Frame frame, List<LedgerEntry> entries);

        private Templates() {
        }
    }

    LedgerScreen(Ledger ledger, Visitor visitor) {
        this.ledger = ledger;
        this.visitor = visitor;
    }

    @GET
    public String look() {
        Operator operator = visitor.operator();
        return Templates.ledger(Frame.of(operator, "incidents"), ledger.entries(operator)).render();
    }
}
