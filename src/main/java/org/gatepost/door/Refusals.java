package org.gatepost.door;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.StepUpException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.resteasy.reactive.server.runtime.exceptionmappers.UnauthorizedExceptionMapper;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Turns refusals into what the door speaks: an RFC 9457 problem below /api, a page elsewhere that shows the sender's own words back. */
class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final String API = "/api/";

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance refusal(Refusal refusal, List<String> sent, Again again);

        private Templates() {
        }
    }

    /** The mismatch is named although it is JSON's, because the extension has a mapper of its own for it that is no problem. */
    @ServerExceptionMapper({AbsentException.class, NotAllowedException.class, ConflictException.class, InvalidException.class,
            StepUpException.class,
            ForbiddenException.class, JsonProcessingException.class, MismatchedInputException.class,
            WebApplicationException.class,
            RuntimeException.class})
    Response refuse(Throwable failure, ResteasyReactiveContainerRequestContext request) {
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
            return web.getResponse();
        }
        Refusal refusal = Refusal.of(failure);
        if (refusal.errorId() != null) {
            // The id leads from the answer to the log; the words of the request are in neither.
            LOG.errorf(failure, "Error %s", refusal.errorId());
        }
        return request.getUriInfo().getPath().startsWith(API) ? problem(refusal) : page(refusal, request);
    }

    /** Nobody is logged in: a program is told so, a browser is sent to the login server. */
    @ServerExceptionMapper(UnauthorizedException.class)
    Uni<Response> challenge(RoutingContext context, ResteasyReactiveContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith(API)
                ? Uni.createFrom().item(
                        Response.fromResponse(problem(Refusal.ofStatus(401))).header("WWW-Authenticate", "Bearer").build())
                : new UnauthorizedExceptionMapper().handle(context);
    }

    /** RFC 9457, "Problem Details for HTTP APIs"; {@code field}, {@code remedy} and {@code errorId} are our extension members. */
    static Response problem(Refusal refusal) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", refusal.title());
        problem.put("status", refusal.status());
        problem.put("detail", refusal.detail());
        if (refusal.field() != null) {
            problem.put("field", refusal.field());
        }
        if (refusal.remedy() != null) {
            problem.put("remedy", refusal.remedy());
        }
        if (refusal.errorId() != null) {
            problem.put("errorId", refusal.errorId());
        }
        return Response.status(refusal.status()).type("application/problem+json").entity(problem).build();
    }

    private static Response page(Refusal refusal, ResteasyReactiveContainerRequestContext request) {
        return Response.status(refusal.status()).type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(Templates.refusal(refusal, sent(request), refusal.remedy() == null ? null : again(request)).render())
                .build();
    }

    /**
     * What was sent, to be sent once more when the remedy has helped.
     *
     * @param address of the form, of this door
     */
    record Again(String address, List<Field> fields) {

        record Field(String name, String value) {
        }
    }

    private static Again again(ResteasyReactiveContainerRequestContext request) {
        FormData form = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        if (form == null) {
            return null;
        }
        List<Again.Field> fields = new ArrayList<>();
        for (String name : form) {
            for (FormValue value : form.get(name)) {
                if (!value.isFileItem()) {
                    fields.add(new Again.Field(name, value.getValue()));
                }
            }
        }
        return new Again(request.getUriInfo().getRequestUri().getRawPath(), fields);
    }

    /** What the sender typed, so that a refusal loses nothing; whatever the id, it is only ever their own text. */
    private static List<String> sent(ResteasyReactiveContainerRequestContext request) {
        List<String> sent = new ArrayList<>();
        FormData form = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        if (form != null) {
            for (String name : form) {
                for (FormValue value : form.get(name)) {
                    if (!value.isFileItem() && value.getValue().length() > 20) {
                        sent.add(value.getValue());
                    }
                }
            }
        }
        return sent;
    }
}
