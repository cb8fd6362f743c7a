package org.gatepost.console;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.alert.AlertPage;
import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.AlertState;
import org.gatepost.alert.Alerts;
import org.gatepost.gate.Gate;
import org.gatepost.incident.IncidentQuery;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.IncidentSummary;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What machines observe: the list, and one alert with all that it says. */
@Path("/alerts")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class AlertScreens {
    private static final Set<String> LINKED_SCHEMES = Set.of("http", "https");
    private static final int TITLE_LIMIT = 200;

    private final Alerts alerts;
    private final Incidents incidents;
    private final Seals seals;
    private final Gate gate;
    private final FastLane fastLane;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance alerts(Frame frame, Found found);

        static native TemplateInstance alerts$live(Found found);

        static native TemplateInstance alert(Frame frame, Whole alert, Form form);

        private Templates() {
        }
    }

    AlertScreens(Alerts alerts, Incidents incidents, Seals seals, Gate gate, FastLane fastLane, Visitor visitor, Clock clock) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.seals = seals;
        this.gate = gate;
        this.fastLane = fastLane;
        this.visitor = visitor;
        this.clock = clock;
    }

    /**
     * One page of the list.
     *
     * @param state that was asked for, or null for all
     */
    record Found(Instant now, List<Row> rows, AlertState state, Paging paging) {
    }

    /** @param sealed whether a sealed incident deals with it that this person knows of */
    record Row(AlertRecord alert, boolean sealed) {
    }

    /**
     * One alert.
     *
     * @param source where the rule that made it can be seen, or null when it is no address for a browser
     * @param incidents that deal with it and that this person may see
     * @param running incidents that it could be linked to besides
     * @param title that an incident about it begins with
     * @param audiences that it may hurt
     */
    record Whole(Instant now, AlertRecord alert, TreeMap<String, String> labels, TreeMap<String, String> annotations,
            String source,
            List<IncidentRecord> incidents, List<IncidentSummary> running, String title, List<PublishedAudience> audiences) {
    }

    @GET
    public String list(@RestQuery String state, @RestQuery String page) {
        Operator operator = visitor.operator();
        return Templates.alerts(Frame.of(operator, "alerts"), find(operator, state, page)).render();
    }

    /** The part that refreshes itself. */
    @GET
    @Path("/list")
    public String live(@RestQuery String state, @RestQuery String page) {
        return Templates.alerts$live(find(visitor.operator(), state, page)).render();
    }

    private Found find(Operator operator, String state, String page) {
        AlertState asked = Answers.constant(AlertState.class, state);
        AlertPage found = alerts.find(operator, asked, Answers.number(page));
        Set<UUID> sealed = seals.among(operator, found.alerts().stream().flatMap(alert -> alert.incidents().stream()).toList());
        List<Row> rows = found.alerts().stream()
                .map(alert -> new Row(alert, alert.incidents().stream().anyMatch(sealed::contains))).toList();
        return new Found(clock.instant(), rows, asked, new Paging(found.page(), found.pageSize(), found.total()));
    }

    @GET
    @Path("/{id}")
    public String alert(@RestPath String id) {
        return render(visitor.operator(), Answers.id(id), Form.NOTHING);
    }

    private String render(Operator operator, UUID id, Form form) {
        AlertRecord alert = alerts.require(operator, id);
        List<IncidentRecord> about = alert.incidents().stream().map(incident -> incidents.require(operator, incident)).toList();
        List<IncidentSummary> running = incidents.find(operator, IncidentQuery.running()).incidents().stream()
                .filter(incident -> !alert.incidents().contains(incident.id())).toList();
        Whole whole = new Whole(clock.instant(), alert, new TreeMap<>(alert.labels()), new TreeMap<>(alert.annotations()),
                source(alert.generatorUrl()), about, running, title(alert), gate.audiences(operator));
        return Templates
                .alert(Frame.of(operator, "alerts").sealed(about.stream().anyMatch(IncidentRecord::sealed)), whole, form)
                .render();
    }

    /** Declares an incident about the alert. */
    @POST
    @Path("/{id}/incidents")
    public Response declare(@RestPath String id, @RestForm String title) {
        Operator operator = visitor.operator();
        UUID alert = Answers.id(id);
        Form form = Form.sent(DeclareForm.ACT);
        return Answers.attempt(() -> {
            UUID incident = alerts.declare(operator, alert, DeclareForm.read(form));
            fastLane.hurt(operator, incident, form);
            return "/incidents/" + incident + "#" + FastForm.ACT;
        }, refusal -> render(operator, alert, form.refused(refusal)));
    }

    /** Says that an incident deals with the alert. */
    @POST
    @Path("/{id}/links")
    public Response link(@RestPath String id, @RestForm String incident) {
        Operator operator = visitor.operator();
        UUID alert = Answers.id(id);
        Form form = Form.sent("link");
        return Answers.attempt(() -> {
            UUID chosen = Answers.chosen(incident);
            if (chosen == null) {
                throw new InvalidException("incident", "No incident is chosen: choose one that runs, or declare one.");
            }
            alerts.link(operator, alert, chosen);
            return "/alerts/" + alert + "#incidents";
        }, refusal -> render(operator, alert, form.refused(refusal)));
    }

    /** Where somebody lands whose login ended while an act was sent. */
    @GET
    @Path("/{id}/{act}")
    public Response back(@RestPath String id, @RestPath String act) {
        return Answers.seeOther("/alerts/" + Answers.id(id));
    }

    /** Alerts say what they like in this field; only what a browser opens harmlessly becomes a link. */
    static String source(String generatorUrl) {
        if (generatorUrl == null) {
            return null;
        }
        try {
            URI uri = new URI(generatorUrl);
            return uri.getHost() != null && uri.getScheme() != null && LINKED_SCHEMES.contains(uri.getScheme())
                    ? generatorUrl
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String title(AlertRecord alert) {
        String words = alert.summary() == null || alert.summary().isBlank() ? alert.name() : alert.summary();
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > TITLE_LIMIT ? line.substring(0, TITLE_LIMIT - 1).strip() + "…" : line;
    }
}
