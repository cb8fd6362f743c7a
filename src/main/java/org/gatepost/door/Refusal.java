package org.gatepost.door;

import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.ws.rs.WebApplicationException;

import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.StepUpException;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;

import io.quarkus.security.ForbiddenException;

/**
 * Why a request is not answered as it wished.
 *
 * @param status of HTTP
 * @param title what kind of refusal, in a few words; the same for all of its kind
 * @param detail a sentence with fault and remedy
 * @param field the field that is meant, or null
 * @param errorId set for our own faults only: the log has the rest under it
 * @param remedy the address where the sender can do something about it, or null
 */
public record Refusal(int status, String title, String detail, String field, String errorId, String remedy) {
    private static final Pattern FIELD = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,39}");

    Refusal(int status, String title, String detail, String field, String errorId) {
        this(status, title, detail, field, errorId, null);
    }

    static Refusal of(Throwable failure) {
        if (failure instanceof AbsentException) {
            return absent();
        }
        if (failure instanceof NotAllowedException) {
            return new Refusal(403, "Not allowed", failure.getMessage(), null, null);
        }
        if (failure instanceof StepUpException) {
            return new Refusal(403, "Log in again", failure.getMessage(), null, null, StepUpException.ADDRESS);
        }
        if (failure instanceof ConflictException) {
            return new Refusal(409, "Does not fit the present state", failure.getMessage(), null, null);
        }
        if (failure instanceof InvalidException invalid) {
            return new Refusal(422, "Cannot be taken", failure.getMessage(), invalid.field().isEmpty() ? null : invalid.field(),
                    null);
        }
        if (failure instanceof ForbiddenException) {
            return new Refusal(403, "Not allowed", "Your role does not include this: ask whoever gives out roles.", null, null);
        }
        if (isUnreadable(failure)) {
            return unreadable((JsonProcessingException) failure);
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return isUnreadable(web.getCause())
                    ? unreadable((JsonProcessingException) web.getCause())
                    : ofStatus(web.getResponse().getStatus());
        }
        return new Refusal(500, "Our fault",
                "Something broke on our side and nothing was changed. Try again; if it stays, tell us the id.",
                null, UUID.randomUUID().toString());
    }

    /** Hidden, not yet published and never there: one answer, whoever asks. */
    static Refusal absent() {
        return new Refusal(404, "Not found", "There is nothing at this address for you.", null, null);
    }

    /** A type that cannot be made or written at all is our own fault, not that of what was sent. */
    private static boolean isUnreadable(Throwable failure) {
        return failure instanceof JsonProcessingException && !(failure instanceof InvalidDefinitionException)
                && !(failure instanceof JsonGenerationException);
    }

    /** The words of the parser may quote what was sent, so only the place is told. */
    private static Refusal unreadable(JsonProcessingException failure) {
        String field = null;
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            StringBuilder path = new StringBuilder();
            for (JsonMappingException.Reference step : mapping.getPath()) {
                path.append(step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : (path.isEmpty() ? "" : ".") + named(step.getFieldName()));
            }
            field = path.toString();
        }
        String where = failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
        return new Refusal(400, "Cannot be read", "The JSON cannot be read here" + where
                + ": the value is of another type, unknown or broken; see /api/v1/openapi.json.", field, null);
    }

    /** A field is named if it could be one of ours; the key of a map, such as a label, may be anything that was sent. */
    private static String named(String field) {
        return FIELD.matcher(field).matches() ? field : "?";
    }

    static Refusal ofStatus(int status) {
        return switch (status) {
            case 401 ->
                new Refusal(401, "Log in first", "The request has no valid token: get one from the login server.", null, null);
            case 403 ->
                new Refusal(403, "Not allowed", "Your role does not include this: ask whoever gives out roles.", null, null);
            case 404 -> absent();
            case 405 -> new Refusal(405, "Method not allowed", "This address does not take that method.", null, null);
            case 406 -> new Refusal(406, "Not acceptable", "This address answers in another format: accept it, or anything.",
                    null, null);
            case 413 -> new Refusal(413, "Too large", "The body is larger than 5 MiB: send less at once.", null, null);
            case 415 ->
                new Refusal(415, "Unsupported media type", "The body is of another type than this address takes.", null, null);
            default -> new Refusal(status < 400 ? 400 : status, "Cannot be read",
                    "The request is not of the form that this address takes.", null, null);
        };
    }
}
