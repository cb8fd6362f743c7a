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

/** What is held back, and how we know. */
@Path("/promise")
@Produces(Answers.HTML)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class PromiseScreen {
    private final Visitor visitor;
    private final Promise.Run run = Promise.lastRun();

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance heldBack(Frame frame, List<Promise.Observer> observers, List<Promise.Wall> walls,
                List<String> outOfReach, Promise.Run run);

        private Templates() {
        }
    }

    PromiseScreen(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    public String promise() {
        return Templates
                .heldBack(Frame.of(visitor.operator(), "promise"), Promise.OBSERVERS, Promise.WALLS, Promise.OUT_OF_REACH, run)
                .render();
    }
}
