package org.gatepost.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.embargo.Inbox;
import org.gatepost.embargo.InboxEntry;
import org.gatepost.incident.IncidentSummary;
import org.gatepost.incident.Incidents;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * What waits for one person. Whatever message leads here says the same fixed words, so that here alone it shows what it is about, open
 * and sealed side by side.
 */
@Path("/inbox")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class InboxScreen {
    private static final Map<InboxEntry.Kind, String> PLACES = Map.of(InboxEntry.Kind.CONDITION, "#conditions",
            InboxEntry.Kind.REVIEW_OVERDUE, "#extension", InboxEntry.Kind.RELEASE_READY, "#release",
            InboxEntry.Kind.RELEASE_PROPOSED, "#release", InboxEntry.Kind.RELEASE_COMING, "#release",
            InboxEntry.Kind.RELEASE_STOPPED, "#release", InboxEntry.Kind.OPENING_PROPOSED, "/embargo/record",
            InboxEntry.Kind.REPORT_WANTED, "#report");

    private final Inbox inbox;
    private final Incidents incidents;
    private final Queues queues;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance inbox(Frame frame, Items inbox);

        static native TemplateInstance inbox$live(Items inbox);

        static native TemplateInstance inbox$count(Items inbox);

        private Templates() {
        }
    }

    InboxScreen(Inbox inbox, Incidents incidents, Queues queues, Visitor visitor, Clock clock) {
        this.inbox = inbox;
        this.incidents = incidents;
        this.queues = queues;
        this.visitor = visitor;
        this.clock = clock;
    }

    record Items(Instant now, List<Item> items) {
    }

    /**
     * @param what is wanted, in a sentence
     * @param where it is done
     * @param about a codename, or the title of words
     * @param told set when looking at it is all that is wanted
     */
    record Item(String what, String where, String about, boolean sealed, Instant at, UUID incident, InboxEntry.Kind told) {
    }

    @GET
    public String look() {
        Operator operator = visitor.operator();
        return Templates.inbox(Frame.of(operator, "inbox"), read(operator)).render();
    }

    /** The part that refreshes itself. */
    @GET
    @Path("/list")
    public String live() {
        return Templates.inbox$live(read(visitor.operator())).render();
    }

    @GET
    @Path("/count")
    public String count() {
        return Templates.inbox$count(read(visitor.operator())).render();
    }

    /** Says that the operator has looked at what was told. */
    @POST
    @Path("/looks")
    public Response seen(@RestForm String incident, @RestForm String kind) {
        inbox.look(visitor.operator(), Answers.id(incident), Answers.constant(InboxEntry.Kind.class, kind));
        return Answers.seeOther("/inbox");
    }

    private Items read(Operator operator) {
        List<Item> items = new ArrayList<>();
        inbox.of(operator).forEach(entry -> items.add(new Item(Wording.words(entry.kind()),
                "/incidents/" + entry.incident() + PLACES.getOrDefault(entry.kind(), "#embargo"), entry.codename(),
                entry.sealed(), entry.at(), entry.incident(), entry.kind().isTold() ? entry.kind() : null)));
        for (IncidentSummary offered : incidents.offeredTo(operator)) {
            items.add(new Item("The command is offered to you", "/incidents/" + offered.id(), offered.codename(),
                    offered.sealed(), offered.declaredAt(), offered.id(), null));
        }
        queues.of(operator).forYou().stream().filter(waiting -> waiting.isPersonal())
                .forEach(waiting -> items.add(new Item("Words: " + waiting.because(), "/drafts/" + waiting.draft().id(),
                        waiting.draft().title(), waiting.sealed(), waiting.draft().writtenAt(), null, null)));
        items.sort(Comparator.comparing(Item::at).reversed());
        return new Items(clock.instant(), List.copyOf(items));
    }
}
