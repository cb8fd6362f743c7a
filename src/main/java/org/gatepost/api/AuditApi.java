package org.gatepost.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.security.AuditStream;
import org.gatepost.security.AuditTrail;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The audit as lines of JSON, newest first, for those who may read the stream. */
@Path("/api/v1/audit")
@Produces(AuditApi.LINES)
@RolesAllowed({Operator.RESPONDER, Operator.AUTOMATION, Operator.ADMIN})
class AuditApi {
    static final String LINES = "application/x-ndjson";

    private final AuditTrail audit;
    private final Visitor visitor;
    private final ObjectMapper json;

    AuditApi(AuditTrail audit, Visitor visitor, ObjectMapper json) {
        this.audit = audit;
        this.visitor = visitor;
        this.json = json;
    }

    /**
     * At most 1,000 rows; go on with {@code before}. The first line says of which stream they are and whether its chain is whole.
     *
     * @param stream open or sealed
     * @param before a place: only rows older than it
     */
    @GET
    public Response rows(@RestQuery String stream, @RestQuery Long before) throws JsonProcessingException {
        AuditTrail.Page page = audit.read(visitor.operator(), named(stream), before);
        StringBuilder lines = new StringBuilder();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("stream", stream);
        head.put("isWhole", page.isWhole());
        line(lines, head);
        for (AuditTrail.Row row : page.rows()) {
            line(lines, row);
        }
        return Response.ok(lines.toString(), LINES).build();
    }

    private void line(StringBuilder lines, Object what) throws JsonProcessingException {
        lines.append(json.writeValueAsString(what)).append('\n');
    }

    private static AuditStream named(String stream) {
        for (AuditStream one : AuditStream.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(stream)) {
                return one;
            }
        }
        return null;
    }
}
