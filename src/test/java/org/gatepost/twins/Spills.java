package org.gatepost.twins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.gatepost.incident.IncidentPage;
import org.gatepost.security.Person;
import org.gatepost.testsupport.Database;
import org.jboss.logging.Logger;

/**
 * What somebody could add to the doors one day with the best of intentions, each a leak. It is in the test sources only, and does nothing
 * unless a test plants one.
 */
@Provider
@ApplicationScoped
class Spills implements ContainerRequestFilter, ContainerResponseFilter {
    static volatile Spill planted;

    private static final Logger LOG = Logger.getLogger("org.gatepost.incident.Incidents");
    private static final Pattern HIDDEN = Pattern
            .compile("/(?:incidents|drafts)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");
    private static final Map<String, Object> KEPT = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) {
        Spill spill = planted;
        if (spill == null) {
            KEPT.clear();
            return;
        }
        String path = request.getUriInfo().getPath();
        if (spill == Spill.CACHED_FOR_ALL && request.getMethod().equals(HttpMethod.GET) && KEPT.containsKey(path)) {
            request.abortWith(Response.ok(KEPT.get(path)).type("application/json").build());
        }
        if (spill == Spill.SLUG_TAKEN && request.getMethod().equals(HttpMethod.POST) && path.equals("/api/v1/incidents")
                && has("select count(*) from incident.incident where sealed and title in ('Edits are slow', 'Pages fail to load', "
                        + "'Search finds nothing')")) {
            request.abortWith(Response.status(409).build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Spill spill = planted;
        if (spill == null) {
            return;
        }
        String path = request.getUriInfo().getPath();
        boolean isList = response.getEntity() instanceof List<?>;
        switch (spill) {
            case FORBIDDEN -> {
                if (response.getStatus() == 404 && isHidden(path)) {
                    response.setStatus(403);
                }
            }
            case TITLE_IN_REFUSAL -> {
                if (response.getStatus() == 404 && isHidden(path)) {
                    response.setEntity(Map.of("detail", "This belongs to another circle."));
                }
            }
            case ANOTHER_LENGTH -> {
                if (response.getStatus() == 404 && isHidden(path) && response.getEntity() instanceof Map<?, ?> problem) {
                    response.setEntity(Map.of("detail", problem.get("detail") + " "));
                }
            }
            case SLOWER_BY_WORD -> response.getHeaders().putSingle("Server-Timing", "rows;desc=" + all());
            case TOTAL_IN_HEADER -> response.getHeaders().putSingle("X-Total-Count", all());
            case COUNT_BEFORE_FILTER -> {
                if (response.getEntity() instanceof IncidentPage page) {
                    response.setEntity(new IncidentPage(page.incidents(), Long.parseLong(all()), page.page(), page.pageSize()));
                }
            }
            case ETAG_OF_EVERYTHING -> response.getHeaders().putSingle("ETag", "\"" + Database.seen(
                    "select md5(coalesce(string_agg(title || state, ',' order by declared_at), '')) from incident.incident")
                    + "\"");
            case CACHED_FOR_ALL -> {
                // Of open ones everybody may be answered something else, and who asks first would be chance.
                if (request.getMethod().equals(HttpMethod.GET) && response.getStatus() == 200
                        && path.matches("/api/v1/incidents/[^/]+") && isHidden(path)) {
                    KEPT.put(path, response.getEntity());
                }
            }
            case SUGGESTED_PEOPLE -> {
                if (isList && path.equals("/api/v1/operators")) {
                    List<Person> people = new ArrayList<>();
                    ((List<?>) response.getEntity()).forEach(one -> people.add((Person) one));
                    people.sort(Comparator.comparing((Person one) -> -embargoes(one)));
                    response.setEntity(people);
                }
            }
            case RECEIPT -> {
                if (path.equals("/api/v1/alerts/alertmanager") && has("select count(*) from alert.incident_link")) {
                    response.getHeaders().putSingle("Link", "</incidents>; rel=related");
                }
            }
            case PRELOAD -> {
                if (!path.startsWith("/api/")) {
                    response.getHeaders().putSingle("Link", "</incidents/" + Database.seen(
                            "select codename from incident.incident order by declared_at desc limit 1") + ">; rel=preload");
                }
            }
            case LOGGED -> {
                if (request.getMethod().equals(HttpMethod.POST) && response.getStatus() == 201) {
                    LOG.infof("Declared: %s", Database.seen("select string_agg(title, ', ') from incident.incident"));
                }
            }
            case SEARCH_IN_LOG -> {
                String words = request.getUriInfo().getQueryParameters().getFirst("words");
                if (words != null) {
                    LOG.infof("A search found %s.", Database.seen("select count(*) from incident.incident where title ilike ?",
                            "%" + words + "%"));
                }
            }
            case HIDDEN_COOKIE -> response.getHeaders().putSingle("Set-Cookie", "seen=" + all() + "; HttpOnly");
            case EMPTY_IS_ANOTHER -> {
                if (isList && ((List<?>) response.getEntity()).isEmpty() && has("select count(*) from embargo.embargo")) {
                    response.setEntity(List.of("Nothing that you may see."));
                }
            }
            default -> {
                // The others are not at the doors.
            }
        }
    }

    private static boolean isHidden(String path) {
        Matcher id = HIDDEN.matcher(path);
        return id.find() && has("select count(*) from incident.incident where sealed and id = '" + id.group(1) + "'");
    }

    private static long embargoes(Person person) {
        return Long.parseLong(Database.seen("select count(*) from embargo.member where operator_id = '" + person.id() + "'"));
    }

    private static boolean has(String count) {
        return !"0".equals(Database.seen(count));
    }

    static String all() {
        return Database.seen("select count(*) from incident.incident");
    }

    /** Ready, and says what of. */
    @Readiness
    @ApplicationScoped
    static class Telling implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            HealthCheckResponseBuilder ready = HealthCheckResponse.named("planted").up();
            return planted == Spill.IN_HEALTH ? ready.withData("incidents", all()).build() : ready.build();
        }
    }
}
