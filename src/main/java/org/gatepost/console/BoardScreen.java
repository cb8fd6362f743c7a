package org.gatepost.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.alert.AlertPage;
import org.gatepost.alert.AlertRecord;
import org.gatepost.alert.AlertState;
import org.gatepost.alert.Alerts;
import org.gatepost.embargo.Embargoes;
import org.gatepost.gate.DraftState;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.incident.IncidentPage;
import org.gatepost.incident.IncidentQuery;
import org.gatepost.incident.IncidentSummary;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.security.Operator;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What burns, who commands, what fires, and what waits at the gate: the first screen. */
@Path("/")
@Produces(Answers.HTML)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class BoardScreen {
    private static final int NEWEST_ALERTS = 5;

    private final Incidents incidents;
    private final Alerts alerts;
    private final Queues queues;
    private final Embargoes embargoes;
    private final Gate gate;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance board(Frame frame, Board board, List<PublishedAudience> audiences, Form form);

        static native TemplateInstance board$live(Board board);

        static native TemplateInstance office(Frame frame);

        private Templates() {
        }
    }

    BoardScreen(Incidents incidents, Alerts alerts, Queues queues, Gate gate, Embargoes embargoes, Visitor visitor,
            Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.queues = queues;
        this.gate = gate;
        this.embargoes = embargoes;
        this.visitor = visitor;
        this.clock = clock;
    }

    /**
     * What is going on.
     *
     * @param burning incidents that run, the worst and oldest first
     * @param running how many there are, of which the first fifty are shown
     * @param firing the newest few alerts that fire, of {@code firingTotal}
     * @param near open work that touches the alerts of something sealed, for its circle
     */
    record Board(Instant now, List<IncidentSummary> burning, long running, List<AlertRecord> firing, long firingTotal,
            Queue queue, List<Embargoes.Near> near) {
    }

    /**
     * A draft in a list.
     *
     * @param author by name
     * @param asked by name who was asked to approve it, while it is in review; or null
     * @param because why it stands there, or null where the list says it
     */
    record Waiting(DraftSummary draft, String author, String asked, String because, boolean sealed) {
        static final String ASKED = "asked of you";
        static final String DECLINED = "changes are asked for";

        /** Whether it waits for this one person, and not for any publisher. */
        boolean isPersonal() {
            return ASKED.equals(because) || DECLINED.equals(because);
        }

        static List<Waiting> of(List<DraftSummary> drafts, Map<UUID, Person> people, Set<UUID> sealed) {
            return drafts.stream().map(draft -> new Waiting(draft, name(people, draft.writtenBy()),
                    draft.askedOf() == null || draft.state() != DraftState.IN_REVIEW ? null : name(people, draft.askedOf()),
                    null, draft.incident() != null && sealed.contains(draft.incident()))).toList();
        }

        /** @param reason why it stands in this list, in a few words */
        Waiting because(String reason) {
            return new Waiting(draft, author, asked, reason, sealed);
        }

        static List<Waiting> in(DraftState state, List<Waiting> drafts) {
            return drafts.stream().filter(waiting -> waiting.draft().state() == state).toList();
        }

        static String name(Map<UUID, Person> people, UUID id) {
            Person person = people.get(id);
            return person == null ? "somebody" : person.name();
        }
    }

    @GET
    public String board() {
        Operator operator = visitor.operator();
        Frame frame = Frame.of(operator, "board");
        if (!frame.works()) {
            return Templates.office(frame).render();
        }
        return render(operator, Form.NOTHING);
    }

    /** The part that refreshes itself. */
    @GET
    @Path("/board")
    @RolesAllowed(Operator.RESPONDER)
    public String live() {
        return Templates.board$live(read(visitor.operator())).render();
    }

    /**
     * Whether the session still holds: asked before a form is sent, so that no text is lost to a login. Says for how many more seconds the
     * fresh login of the shift counts.
     */
    @GET
    @Path("/pulse")
    public Response pulse() {
        visitor.operator();
        long left = visitor.shiftEndsAt().map(end -> Duration.between(clock.instant(), end).toSeconds()).orElse(0L);
        return Response.noContent().header("Gatepost-Shift", Math.max(0, left)).build();
    }

    String render(Operator operator, Form form) {
        return Templates.board(Frame.of(operator, "board"), read(operator), gate.audiences(operator), form).render();
    }

    private Board read(Operator operator) {
        IncidentPage running = incidents.find(operator, IncidentQuery.running());
        List<IncidentSummary> burning = running.incidents().stream().sorted(Comparator.comparing(IncidentSummary::severity)
                .thenComparing(IncidentSummary::declaredAt).thenComparing(IncidentSummary::id)).toList();
        AlertPage firing = alerts.find(operator, AlertState.FIRING, 0);
        return new Board(clock.instant(), burning, running.total(), firing.alerts().stream().limit(NEWEST_ALERTS).toList(),
                firing.total(), queues.of(operator), embargoes.near(operator));
    }
}
