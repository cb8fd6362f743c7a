package org.gatepost.door;

import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What a request must be like before anything of the console looks at it. Paths that different parts could read differently are
 * refused (four bypasses of path-based policies were found in our stack: CVE-2023-4853 and its successors), as are unsafe requests that
 * a browser says come from another site (OWASP, Cross-Site Request Forgery Prevention, fetch metadata). Every answer is told to be
 * kept by nobody.
 */
@ApplicationScoped
class Threshold {
    /** Ahead of everything, login included. */
    private static final int FIRST = Integer.MIN_VALUE + 100;
    private static final Pattern AMBIGUOUS = Pattern.compile(".*(;|\\\\|//|%2f|%5c|%3b|%25|%00|/\\.{1,2}(/|$)|%2e).*",
            Pattern.CASE_INSENSITIVE);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");
    /** Keycloak posts here by itself, with a signed token instead of a cookie. */
    private static final String BACK_CHANNEL_LOGOUT = "/back-channel-logout";
    private static final String LOGOUT = "/logout";
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'";

    private final boolean isConsole;

    Threshold(@ConfigProperty(name = "gatepost.face.console", defaultValue = "false") boolean isConsole) {
        this.isConsole = isConsole;
    }

    void install(@Observes Router router) {
        if (isConsole) {
            router.route().order(FIRST).handler(this::receive);
        }
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null || AMBIGUOUS.matcher(path).matches()) {
            refuse(context, 400, "The address can be read in more than one way: use the links of the page.");
            return;
        }
        if (!SAFE.contains(request.method()) && !path.equals(BACK_CHANNEL_LOGOUT) && !comesFromHere(request, path)) {
            refuse(context, 403, "The request comes from another site: open the console itself and send it from there.");
            return;
        }
        context.response().putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer").putHeader("Content-Security-Policy", CONTENT_POLICY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin").putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("X-Frame-Options", "DENY");
        if (path.equals(LOGOUT)) {
            // Quarkus has a setting for it that leaves out the redirect to the login server.
            context.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        }
        context.next();
    }

    /**
     * Browsers that matter say where a request comes from. A program with a token says nothing, and a cookie alone never opens the API,
     * so only pages insist on the word.
     */
    private static boolean comesFromHere(HttpServerRequest request, String path) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        if (path.startsWith("/api/")) {
            return request.getHeader("Origin") == null;
        }
        String origin = request.getHeader("Origin");
        return origin != null && origin.equals(request.scheme() + "://" + request.authority());
    }

    private static void refuse(RoutingContext context, int status, String sentence) {
        context.response().setStatusCode(status).putHeader("Content-Type", "text/plain;charset=UTF-8")
                .putHeader("Cache-Control", "no-store")
                .end(sentence);
    }
}
