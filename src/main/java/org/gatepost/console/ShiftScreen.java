package org.gatepost.console;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.gatepost.security.AuditStream;
import org.gatepost.security.AuditTrail;
import org.gatepost.security.Clearances;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The own login: how long it counts, and where to log in again. */
@Path("/shift")
@Produces(Answers.HTML)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class ShiftScreen {
    private final Visitor visitor;
    private final Clearances clearances;
    private final AuditTrail audit;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance shift(Frame frame, Shift shift);

        private Templates() {
        }
    }

    ShiftScreen(Visitor visitor, Clearances clearances, AuditTrail audit, Clock clock) {
        this.visitor = visitor;
        this.clearances = clearances;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param endsAt until when the fresh login counts, or null when it does not
     * @param isCleared whether the register of the cleared is there for the operator
     * @param news what was announced to the cleared and the operator has not read
     */
    record Shift(Instant now, Instant endsAt, boolean isCleared, List<Clearances.News> news, boolean readsAudit) {
    }

    @GET
    public String shift() {
        Operator operator = visitor.operator();
        return Templates.shift(Frame.of(operator, "shift"), new Shift(clock.instant(), visitor.shiftEndsAt().orElse(null),
                clearances.isCleared(operator), clearances.newsFor(operator),
                audit.mayRead(operator, AuditStream.OPEN) || audit.mayRead(operator, AuditStream.SEALED))).render();
    }
}
