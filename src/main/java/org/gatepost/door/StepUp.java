package org.gatepost.door;

import java.net.URI;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.gatepost.security.Operator;
import org.gatepost.security.StepUpException;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.oidc.OidcSession;

/**
 * Where somebody shows anew that they are who they are. The address has a login of its own that always asks (the OIDC tenant {@code step-up});
 * by the time the request arrives here it has been answered, and the database knows of it. That login is dropped at once, so that the
 * next visit asks again; the session at the console stays what it was.
 */
@Path(StepUpException.ADDRESS)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class StepUp {
    private static final String HOME = "/";
    private static final Pattern OWN = Pattern.compile("/(?!/)[A-Za-z0-9/_.?=&#%+-]{0,500}");

    private final Visitor visitor;
    private final OidcSession login;

    StepUp(Visitor visitor, OidcSession login) {
        this.visitor = visitor;
        this.login = login;
    }

    /** @param back a path of the console to go on at; anything else leads to the board */
    @GET
    public Response back(@RestQuery String back) {
        visitor.operator();
        login.logout().await().indefinitely();
        return Response.seeOther(URI.create(back != null && OWN.matcher(back).matches() ? back : HOME)).build();
    }
}
