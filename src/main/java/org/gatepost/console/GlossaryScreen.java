package org.gatepost.console;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What the words on the screens mean. */
@Path("/glossary")
@Produces(Answers.HTML)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class GlossaryScreen {
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance glossary(Frame frame, List<Glossary.Term> terms);

        private Templates() {
        }
    }

    GlossaryScreen(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    public String terms() {
        return Templates.glossary(Frame.of(visitor.operator(), "glossary"), Glossary.TERMS).render();
    }
}
