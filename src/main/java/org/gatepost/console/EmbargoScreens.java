package org.gatepost.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.Alerts;
import org.gatepost.embargo.EmbargoRecord;
import org.gatepost.embargo.Embargoes;
import org.gatepost.embargo.Releases;
import org.gatepost.embargo.Scope;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.Takedown;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.Incidents;
import org.gatepost.security.AbsentException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The life of an embargo, on the screen of its incident and on that of its record. */
@Path("/incidents")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class EmbargoScreens {
    private static final String YES = "yes";

    private final Embargoes embargoes;
    private final Releases releases;
    private final Incidents incidents;
    private final Alerts alerts;
    private final Gate gate;
    private final IncidentScreens screens;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance record(Frame frame, Whole whole, Form form);

        private Templates() {
        }
    }

    EmbargoScreens(Embargoes embargoes, Releases releases, Incidents incidents, Alerts alerts, Gate gate,
            IncidentScreens screens, Visitor visitor, Clock clock) {
        this.embargoes = embargoes;
        this.releases = releases;
        this.incidents = incidents;
        this.alerts = alerts;
        this.gate = gate;
        this.screens = screens;
        this.visitor = visitor;
        this.clock = clock;
    }

    /**
     * Exactly what opening the record would open.
     *
     * @param seen stands for all of it
     * @param isMine whether the operator proposed to open it
     */
    record Whole(Instant now, IncidentRecord incident, EmbargoRecord embargo, String seen, boolean isMine,
            List<AlertRecord> alerts, List<DraftSummary> drafts, List<Takedown> takedowns) {
    }

    @POST
    @Path("/{id}/embargo/owner")
    public Response give(@RestPath String id, @RestForm String operator) {
        return screens.act(id, "owner", incident -> embargoes.give(visitor.operator(), incident, Answers.chosen(operator)));
    }

    @POST
    @Path("/{id}/embargo/conditions")
    public Response state(@RestPath String id, @RestForm String words, @RestForm String owner) {
        return screens.act(id, "conditions",
                incident -> embargoes.state(visitor.operator(), incident, words, Answers.chosen(owner)));
    }

    /** Ticks, unticks, or gives to somebody else. */
    @POST
    @Path("/{id}/embargo/ticks")
    public Response tick(@RestPath String id, @RestForm String condition, @RestForm String met, @RestForm String owner,
            @RestForm String note) {
        return screens.act(id, "conditions", incident -> embargoes.change(visitor.operator(), incident, Answers.id(condition),
                Answers.chosen(owner), YES.equals(met), note));
    }

    @POST
    @Path("/{id}/embargo/extension")
    public Response extend(@RestPath String id, @RestForm String until, @RestForm String because) {
        return screens.act(id, "extension",
                incident -> embargoes.extend(visitor.operator(), incident, Times.read("until", until), because));
    }

    /** Begins words for the world, with what is known of why they come late. */
    @POST
    @Path("/{id}/embargo/words")
    public Response write(@RestPath String id, @RestForm String cover, @RestForm String ledger) {
        return screens.actTo(id, "words", incident -> {
            Operator operator = visitor.operator();
            IncidentRecord about = incidents.require(operator, incident);
            EmbargoRecord embargo = embargoes.on(operator, incident).orElseThrow(AbsentException::new);
            EmbargoRecord.Cover covered = embargo.covers().stream().filter(one -> one.notice().equals(cover)).findFirst()
                    .orElse(null);
            DraftContent offered = IncidentScreens.offered(about);
            DraftContent content = new DraftContent(offered.title(), offered.state(), null, null, null,
                    YES.equals(ledger) ? sentence(embargo, clock.instant()) : "", offered.disclosures(), List.of(), null, null,
                    null, null, covered == null ? null : new DraftContent.Delay(covered.knownSince(), covered.because()), null);
            return "/drafts/" + gate.write(operator, incident, covered == null ? null : covered.notice(), content);
        });
    }

    /** What the world may read of the ledger, to be approved with the words. */
    static String sentence(EmbargoRecord embargo, Instant now) {
        return "We held this back for " + Times.span(Duration.between(embargo.sealedAt(), now))
                + " while people were at risk, and two people decided together to tell it.";
    }

    @POST
    @Path("/{id}/embargo/release")
    public Response propose(@RestPath String id, @RestForm String scope, @RestForm String draft, @RestForm String goesAt,
            @RestForm String ledger) {
        return screens.act(id, "release", incident -> {
            Scope to = Answers.constant(Scope.class, scope);
            releases.propose(visitor.operator(), incident, to, to == Scope.WORLD ? Answers.chosen(draft) : null,
                    Times.read("goesAt", goesAt), to == Scope.WORLD && YES.equals(ledger));
        });
    }

    @POST
    @Path("/{id}/embargo/release/agreement")
    public Response agree(@RestPath String id, @RestForm String sure) {
        return screens.act(id, "release", incident -> releases.agree(visitor.operator(), incident));
    }

    @POST
    @Path("/{id}/embargo/release/cancelling")
    public Response cancel(@RestPath String id, @RestForm String sure) {
        return screens.act(id, "release", incident -> releases.cancel(visitor.operator(), incident));
    }

    /** It leaked: everybody who works here may know at once. */
    @POST
    @Path("/{id}/embargo/break")
    public Response breakEmbargo(@RestPath String id, @RestForm String what, @RestForm String toWhom, @RestForm String at,
            @RestForm String sure) {
        return screens.act(id, "break", incident -> {
            if (!YES.equals(sure)) {
                throw new InvalidException("sure", "It cannot be undone: say that you are sure.");
            }
            releases.breakEmbargo(visitor.operator(), incident, what, toWhom, Times.read("at", at));
        });
    }

    @POST
    @Path("/{id}/embargo/report")
    public Response report(@RestPath String id, @RestForm String words) {
        return screens.act(id, "report",
                incident -> releases.report(visitor.operator(), incident, Form.sent("report").value("words")));
    }

    @POST
    @Path("/{id}/embargo/symptoms")
    public Response linkSymptom(@RestPath String id, @RestForm String symptom) {
        return screens.act(id, "symptoms",
                incident -> embargoes.linkSymptom(visitor.operator(), incident, Answers.chosen(symptom)));
    }

    @POST
    @Path("/{id}/embargo/symptoms/unlinking")
    public Response unlinkSymptom(@RestPath String id, @RestForm String symptom) {
        return screens.act(id, "symptoms",
                incident -> embargoes.unlinkSymptom(visitor.operator(), incident, Answers.id(symptom)));
    }

    @POST
    @Path("/{id}/embargo/covers")
    public Response linkCover(@RestPath String id, @RestForm String notice, @RestForm String knownSince,
            @RestForm String because) {
        return screens.act(id, "covers", incident -> embargoes.linkCover(visitor.operator(), incident, notice,
                Times.read("knownSince", knownSince), because));
    }

    @POST
    @Path("/{id}/embargo/covers/unlinking")
    public Response unlinkCover(@RestPath String id, @RestForm String notice) {
        return screens.act(id, "covers", incident -> embargoes.unlinkCover(visitor.operator(), incident, notice));
    }

    /** What opening the record would open, and what stays closed. */
    @GET
    @Path("/{id}/embargo/record")
    public String look(@RestPath String id) {
        return render(visitor.operator(), Answers.id(id), Form.NOTHING);
    }

    @POST
    @Path("/{id}/embargo/record")
    public Response proposeOpening(@RestPath String id, @RestForm String seen) {
        return open(id, () -> releases.proposeOpening(visitor.operator(), Answers.id(id), seen));
    }

    @POST
    @Path("/{id}/embargo/record/agreement")
    public Response agreeToOpening(@RestPath String id, @RestForm String seen) {
        return open(id, () -> releases.agreeToOpening(visitor.operator(), Answers.id(id), seen));
    }

    @POST
    @Path("/{id}/embargo/record/cancelling")
    public Response cancelOpening(@RestPath String id, @RestForm String sure) {
        return open(id, () -> releases.cancelOpening(visitor.operator(), Answers.id(id)));
    }

    private Response open(String id, Runnable act) {
        UUID incident = Answers.id(id);
        Form form = Form.sent("record");
        return Answers.attempt(() -> {
            act.run();
            return "/incidents/" + incident + "#embargo";
        }, refusal -> render(visitor.operator(), incident, form.refused(refusal)));
    }

    private String render(Operator operator, UUID id, Form form) {
        String seen = releases.digest(operator, id);
        IncidentRecord incident = incidents.require(operator, id);
        EmbargoRecord embargo = embargoes.on(operator, id).orElseThrow(AbsentException::new);
        List<DraftSummary> drafts = gate.of(operator, id);
        Whole whole = new Whole(clock.instant(), incident, embargo, seen,
                embargo.opening() != null && embargo.opening().proposedBy() != null
                        && embargo.opening().proposedBy().id().equals(operator.id()),
                alerts.of(operator, id), drafts, gate.takedownsOf(operator, id));
        return Templates.record(Frame.of(operator, "incidents").sealed(incident.sealed()), whole, form).render();
    }
}
