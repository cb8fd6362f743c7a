package org.gatepost.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.gatepost.security.AbsentException;
import org.gatepost.security.AuditStream;
import org.gatepost.security.AuditTrail;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What was done, by whom: each stream for those who may read it. */
@Path("/audit")
@Produces(Answers.HTML)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class AuditScreen {
    private final AuditTrail audit;
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance audit(Frame frame, Whole whole);

        private Templates() {
        }
    }

    AuditScreen(AuditTrail audit, Visitor visitor) {
        this.audit = audit;
        this.visitor = visitor;
    }

    /**
     * @param streams that the operator may read
     * @param older the place before which older rows are, or null when there are none
     */
    record Whole(AuditTrail.Page page, List<AuditStream> streams, Long older) {

        public String stream() {
            return page.stream().name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param stream open or sealed; without it, the first that the operator may read */
    @GET
    public String audit(@RestQuery String stream, @RestQuery String before) {
        Operator operator = visitor.operator();
        List<AuditStream> streams = Arrays.stream(AuditStream.values()).filter(one -> audit.mayRead(operator, one)).toList();
        AuditStream chosen = stream == null
                ? streams.stream().findFirst().orElseThrow(AbsentException::new)
                : Answers.constant(AuditStream.class, stream.toUpperCase(Locale.ROOT));
        AuditTrail.Page page = audit.read(operator, chosen, before == null ? null : (long) Answers.number(before));
        long last = page.rows().isEmpty() ? 1 : page.rows().get(page.rows().size() - 1).place();
        return Templates.audit(Frame.of(operator, "shift").sealed(chosen == AuditStream.SEALED),
                new Whole(page, streams, last > 1 ? last : null)).render();
    }
}
