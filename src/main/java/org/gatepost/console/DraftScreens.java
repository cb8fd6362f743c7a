package org.gatepost.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.DraftState;
import org.gatepost.gate.DraftSummary;
import org.gatepost.gate.Gate;
import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.Proposal;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;
import org.gatepost.site.Site;
import org.gatepost.site.SiteConfig;
import org.gatepost.site.Surface;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerResponse;

/** The gate: the queue, the writing, the review, and the page as it would be. What stands inside its colour is what the world reads. */
@Path("/drafts")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class DraftScreens {
    private static final String WRITING = "draft";
    private static final String REVIEW = "review";
    private static final String BEFORE = "before";
    private static final String NOBODY_FRAMES = "frame-ancestors 'none'";
    private static final String WE_FRAME = "frame-ancestors 'self'";

    private final Gate gate;
    private final Incidents incidents;
    private final Seals seals;
    private final Operators operators;
    private final PartsScreens parts;
    private final TemplateScreens templates;
    private final Site site;
    private final SiteConfig page;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance drafts(Frame frame, Queue queue);

        static native TemplateInstance drafts$live(Queue queue);

        static native TemplateInstance draft(Frame frame, Writing writing, Form form);

        static native TemplateInstance draft$saved(Writing writing, Form form);

        static native TemplateInstance review(Frame frame, Review review, Form form);

        static native TemplateInstance preview(Frame frame, Comparison comparison);

        private Templates() {
        }
    }

    DraftScreens(Gate gate, Incidents incidents, Seals seals, Operators operators, PartsScreens parts,
            TemplateScreens templates, Site site, SiteConfig page, Visitor visitor, Clock clock) {
        this.gate = gate;
        this.incidents = incidents;
        this.seals = seals;
        this.operators = operators;
        this.parts = parts;
        this.templates = templates;
        this.site = site;
        this.page = page;
        this.visitor = visitor;
        this.clock = clock;
    }

    /** What waits at the gate, by what it waits for. */
    record Queue(Instant now, List<BoardScreen.Waiting> toWrite, List<BoardScreen.Waiting> toApprove,
            List<BoardScreen.Waiting> toPublish) {
    }

    /**
     * A draft that is being written.
     *
     * @param incident that it hangs on and that the operator sees, or null
     * @param theirs what somebody else saved in the meantime, when that stopped this save, else null
     * @param reading null when the notice that it updates cannot be found
     */
    record Writing(Instant now, DraftRecord draft, IncidentRecord incident, String author, List<PublishedAudience> audiences,
            List<Shelf> shelves, Reading reading, DraftContent theirs) {

        public boolean isUpdate() {
            return draft.kind() == DraftKind.UPDATE;
        }

        public List<NoticeState> states() {
            return Arrays.stream(NoticeState.values()).filter(state -> state.isFor(NoticeKind.INCIDENT)).toList();
        }

        public List<Impact> impacts() {
            return List.of(Impact.NONE, Impact.DEGRADED, Impact.PARTIAL_OUTAGE, Impact.MAJOR_OUTAGE);
        }

        public List<ComponentStatus> statuses() {
            return List.of(ComponentStatus.values());
        }

        public int titleLimit() {
            return GatePolicy.TITLE_LIMIT;
        }

        public int wordsLimit() {
            return GatePolicy.WORDS_LIMIT;
        }
    }

    /** Components that stand together; the name is null for those that stand alone. */
    record Shelf(String name, List<Choice> choices) {
    }

    /** A component whose status is chosen in the field of that name. */
    record Choice(String field, String name) {
    }

    /**
     * A draft that is frozen, published or discarded, or an import in any state.
     *
     * @param author of the draft, by name, as proposer, approver and publisher, who may be null
     * @param reading null for an import
     * @param imported null for anything else
     * @param whyNotApprove a sentence, or null when the operator may approve now
     * @param whyNotPublish likewise
     * @param publish what the button says
     * @param address of the public notice, or null
     */
    record Review(Instant now, DraftRecord draft, IncidentRecord incident, String author, String proposer, String approver,
            String publisher, Reading reading, Imported imported, String whyNotApprove, String whyNotPublish, String publish,
            String address) {

        public String shortHash() {
            return draft.proposal().hash().substring(0, 12);
        }
    }

    /**
     * The public page without and with the draft.
     *
     * @param path of the page that is shown
     * @param missing why there is none to show yet, or null
     */
    record Comparison(DraftRecord draft, String path, List<Place> places, String missing) {
    }

    record Place(String path, String name) {
    }

    @GET
    public String queue() {
        Operator operator = visitor.operator();
        return Templates.drafts(Frame.of(operator, "gate"), read(operator)).render();
    }

    /** The part that refreshes itself. */
    @GET
    @Path("/list")
    public String live() {
        return Templates.drafts$live(read(visitor.operator())).render();
    }

    private Queue read(Operator operator) {
        List<DraftSummary> open = gate.open(operator);
        List<BoardScreen.Waiting> waiting = BoardScreen.Waiting.of(open, operators.byId(operator),
                seals.among(operator, open.stream().map(DraftSummary::incident).toList()));
        return new Queue(clock.instant(), BoardScreen.Waiting.in(DraftState.DRAFT, waiting),
                BoardScreen.Waiting.in(DraftState.IN_REVIEW, waiting), BoardScreen.Waiting.in(DraftState.APPROVED, waiting));
    }

    /** Begins words that hang on no incident. */
    @POST
    public Response write(@RestForm String sure) {
        return Answers.seeOther("/drafts/" + gate.write(visitor.operator(), null, null, DraftContent.empty()));
    }

    @GET
    @Path("/{id}")
    public String draft(@RestPath String id) {
        Operator operator = visitor.operator();
        DraftRecord draft = gate.require(operator, Answers.id(id));
        if (draft.state() == DraftState.DRAFT && draft.kind() == DraftKind.PAGE) {
            return parts.writing(operator, draft);
        }
        if (draft.state() == DraftState.DRAFT && draft.kind() == DraftKind.TEMPLATE) {
            return templates.writing(operator, draft);
        }
        return draft.state() == DraftState.DRAFT && draft.kind() != DraftKind.IMPORT
                ? writing(operator, draft, DraftForm.of(draft.content()), null)
                : review(operator, draft, Form.NOTHING);
    }

    /** Saves what is in the form. */
    @POST
    @Path("/{id}")
    public Response save(@RestPath String id, @RestForm String version) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(WRITING);
        return Answers.attempt(() -> {
            edit(operator, draft, form);
            return "/drafts/" + draft;
        }, refusal -> refused(operator, draft, form.refused(refusal), refusal));
    }

    /** Saves while somebody types, and answers only what became of it. */
    @POST
    @Path("/{id}/saving")
    public Response saveQuietly(@RestPath String id, @RestForm String version) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(WRITING);
        try {
            edit(operator, draft, form);
            DraftRecord saved = gate.require(operator, draft);
            return Response.ok(Templates.draft$saved(written(operator, saved, null), form).render()).build();
        } catch (InvalidException | ConflictException refusal) {
            DraftRecord stands = gate.require(operator, draft);
            return Answers.refused(refusal,
                    Templates.draft$saved(written(operator, stands, null), form.refused(refusal)).render());
        }
    }

    /** Saves what is in the form and freezes it for review. */
    @POST
    @Path("/{id}/proposal")
    public Response propose(@RestPath String id, @RestForm String version) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(WRITING);
        return Answers.attempt(() -> {
            if (gate.require(operator, draft).kind() != DraftKind.IMPORT) {
                edit(operator, draft, form);
            }
            gate.propose(operator, draft);
            return "/drafts/" + draft;
        }, refusal -> refused(operator, draft, form.refused(refusal), refusal));
    }

    /** A second person's yes. */
    @POST
    @Path("/{id}/approval")
    public Response approve(@RestPath String id, @RestForm String hash) {
        return decide(id, (operator, draft) -> gate.approve(operator, draft, hash));
    }

    @POST
    @Path("/{id}/publication")
    public Response publish(@RestPath String id, @RestForm String hash) {
        return decide(id, (operator, draft) -> gate.publish(operator, draft, hash));
    }

    /** Takes a draft out of review, so that it can be written again; an approval is void by that. */
    @POST
    @Path("/{id}/rewriting")
    public Response rewrite(@RestPath String id, @RestForm String sure) {
        return decide(id, (operator, draft) -> {
            DraftRecord frozen = gate.require(operator, draft);
            gate.edit(operator, draft, frozen.content() == null ? DraftContent.empty() : frozen.content(), frozen.version());
        });
    }

    @POST
    @Path("/{id}/discarding")
    public Response discard(@RestPath String id, @RestForm String sure) {
        return decide(id, gate::discard);
    }

    /** Begins the next entry of the notice that came of this draft. */
    @POST
    @Path("/{id}/updates")
    public Response update(@RestPath String id, @RestForm String sure) {
        Operator operator = visitor.operator();
        DraftRecord draft = gate.require(operator, Answers.id(id));
        if (draft.publication() == null || draft.publication().notice() == null || draft.kind() == DraftKind.IMPORT) {
            throw new ConflictException("The draft is not published, or is an import: there is no notice to update.");
        }
        PublishedNotice notice = gate.published(operator).notices().stream()
                .filter(one -> one.id().equals(draft.publication().notice())).findFirst().orElseThrow(AbsentException::new);
        return Answers.seeOther("/drafts/" + gate.write(operator, null, notice.id(), next(notice)));
    }

    /** What the next entry begins with: the next state, what is disclosed now to whom, and no words. */
    static DraftContent next(PublishedNotice notice) {
        PublishedUpdate last = notice.latest();
        NoticeState state = switch (last.state()) {
            case INVESTIGATING -> NoticeState.IDENTIFIED;
            case IDENTIFIED -> NoticeState.MONITORING;
            default -> NoticeState.RESOLVED;
        };
        boolean isOver = state.isOver();
        return new DraftContent(notice.title(), state, null, null, null, "",
                last.disclosures().stream().map(to -> new DraftContent.Disclosure(to.audience(),
                        isOver ? Impact.NONE : to.impact(), to.from(), to.to(), null)).toList(),
                isOver
                        ? List.of()
                        : last.effects().stream().map(effect -> new DraftContent.Effect(effect.componentId(), effect.audience(),
                                effect.status())).toList());
    }

    /** The page without and with the draft, side by side. */
    @GET
    @Path("/{id}/preview")
    public String compare(@RestPath String id, @RestQuery String path) {
        Operator operator = visitor.operator();
        DraftRecord draft = gate.require(operator, Answers.id(id));
        List<Place> places = new ArrayList<>();
        places.add(new Place("/", "Everyone"));
        gate.published(operator).audiences().forEach(audience -> places.add(new Place("/" + audience.key(), audience.name())));
        places.add(new Place("/history", "History"));
        Frame frame = Frame.of(operator, "gate").sealed(!seals.among(operator, nullable(draft.incident())).isEmpty());
        return Templates.preview(frame, new Comparison(draft, path == null ? "/" : path, places, missing(draft))).render();
    }

    /**
     * One page as readers get it, to be framed by us and nobody else. Its own policy allows its own style and no script; what is framed
     * is sandboxed besides.
     *
     * @param side before or after
     */
    @GET
    @Path("/{id}/preview/{side:before|after}")
    public Response show(@RestPath String id, @RestPath String side, @RestQuery String path,
            @Context HttpServerResponse response) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        if (missing(gate.require(operator, draft)) != null) {
            throw new AbsentException();
        }
        Surface surface = gate.preview(operator, draft, (before, after) -> site.surfaces(side.equals(BEFORE) ? before : after))
                .stream().filter(one -> one.path().equals(path == null ? "/" : path)).findFirst()
                .orElseThrow(AbsentException::new);
        String policy = surface.headers().getOrDefault("Content-Security-Policy", "default-src 'none'; " + NOBODY_FRAMES);
        // The threshold has said already that nobody may frame us; headers of a Response would stand beside that, not replace it.
        response.putHeader("Content-Security-Policy", policy.replace(NOBODY_FRAMES, WE_FRAME)).putHeader("X-Frame-Options",
                "SAMEORIGIN");
        return Response.ok(surface.body()).type(surface.contentType()).build();
    }

    /** Where somebody lands whose login ended while an act was sent. */
    @GET
    @Path("/{id}/{act}")
    public Response back(@RestPath String id, @RestPath String act) {
        return Answers.seeOther("/drafts/" + Answers.id(id));
    }

    /** Saves; a save that somebody sends twice, as a quiet one and a loud one that cross, is one save. */
    private void edit(Operator operator, UUID id, Form form) {
        DraftContent content = DraftForm.read(form);
        try {
            gate.edit(operator, id, content, Answers.number(form.value("version")));
        } catch (ConflictException conflict) {
            DraftRecord stands = gate.require(operator, id);
            if (stands.state() != DraftState.DRAFT || !content.equals(stands.content())) {
                throw conflict;
            }
        }
    }

    private interface Decision {
        void on(Operator operator, UUID draft);
    }

    private Response decide(String id, Decision decision) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(REVIEW);
        return Answers.attempt(() -> {
            decision.on(operator, draft);
            return "/drafts/" + draft;
        }, refusal -> review(operator, gate.require(operator, draft), form.refused(refusal)));
    }

    private String refused(Operator operator, UUID id, Form form, RuntimeException refusal) {
        DraftRecord stands = gate.require(operator, id);
        if (stands.kind() == DraftKind.IMPORT) {
            return review(operator, stands, form);
        }
        return writing(operator, stands, form, refusal instanceof ConflictException ? stands.content() : null);
    }

    private String writing(Operator operator, DraftRecord draft, Form form, DraftContent theirs) {
        Writing writing = written(operator, draft, theirs);
        return Templates.draft(Frame.of(operator, "gate").sealed(writing.incident() != null && writing.incident().sealed()),
                writing, form).render();
    }

    private Writing written(Operator operator, DraftRecord draft, DraftContent theirs) {
        IncidentRecord incident = incident(operator, draft);
        Map<UUID, Person> people = operators.byId(operator);
        boolean isComplete = missing(draft) == null;
        return gate.preview(operator, draft.id(),
                (before, after) -> new Writing(clock.instant(), draft, incident,
                        BoardScreen.Waiting.name(people, draft.writtenBy()), before.audiences(),
                        shelves(before, draft.content()),
                        Reading.of(before, after, draft.notice(), isComplete).orElse(null), theirs));
    }

    /** Every component of the page, and whatever the draft says for one audience alone. */
    private static List<Shelf> shelves(PublishedPage page, DraftContent content) {
        Map<String, List<Choice>> choices = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (PublishedGroup group : page.groups()) {
            choices.put(group.id(), new ArrayList<>());
            names.put(group.id(), group.name());
        }
        choices.put("", new ArrayList<>());
        for (PublishedComponent component : page.components()) {
            List<Choice> shelf = choices.get(component.groupId() == null ? "" : component.groupId());
            shelf.add(new Choice(DraftForm.effectField(component.id(), null), component.name()));
            content.effects().stream().filter(effect -> effect.component().equals(component.id()) && effect.audience() != null)
                    .forEach(effect -> shelf.add(new Choice(DraftForm.effectField(component.id(), effect.audience()),
                            component.name() + ", for " + effect.audience() + " only")));
        }
        return choices.entrySet().stream().filter(shelf -> !shelf.getValue().isEmpty())
                .map(shelf -> new Shelf(names.get(shelf.getKey()), shelf.getValue())).toList();
    }

    private String review(Operator operator, DraftRecord draft, Form form) {
        IncidentRecord incident = incident(operator, draft);
        Map<UUID, Person> people = operators.byId(operator);
        Proposal proposal = draft.proposal();
        Reading reading = draft.kind() == DraftKind.IMPORT
                ? null
                : gate.preview(operator, draft.id(),
                        (before, after) -> Reading.of(before, after, draft.notice(), missing(draft) == null).orElse(null));
        Imported imported = draft.kind() == DraftKind.IMPORT ? imported(operator, draft) : null;
        String address = draft.publication() == null || draft.publication().notice() == null
                ? null
                : page.url() + "/incidents/" + draft.publication().notice();
        Review review = new Review(clock.instant(), draft, incident, BoardScreen.Waiting.name(people, draft.writtenBy()),
                proposal == null ? null : BoardScreen.Waiting.name(people, proposal.proposedBy()),
                proposal == null || proposal.approvedBy() == null
                        ? null
                        : BoardScreen.Waiting.name(people, proposal.approvedBy()),
                draft.publication() == null ? null : BoardScreen.Waiting.name(people, draft.publication().publishedBy()),
                reading,
                imported, whyNotApprove(operator, draft), whyNotPublish(operator, draft), publishLabel(reading), address);
        return Templates.review(Frame.of(operator, "gate").sealed(incident != null && incident.sealed()), review, form)
                .render();
    }

    private Imported imported(Operator operator, DraftRecord draft) {
        if (draft.proposal() == null) {
            return gate.preview(operator, draft.id(), Imported::difference);
        }
        return draft.state() == DraftState.PUBLISHED
                ? Imported.of(gate.published(operator), draft.proposal().bundle())
                : gate.preview(operator, draft.id(), (before, after) -> Imported.of(after, draft.proposal().bundle()));
    }

    /** A hint for the screen: what counts is what the gate answers to the act. */
    private static String whyNotApprove(Operator operator, DraftRecord draft) {
        if (draft.state() != DraftState.IN_REVIEW) {
            return "It is " + Wording.words(draft.state()) + ".";
        }
        if (!operator.isPublisher()) {
            return "Approving takes the role publisher.";
        }
        if (operator.id().equals(draft.proposal().proposedBy())) {
            return "You proposed these words yourself: another publisher has to approve them.";
        }
        return null;
    }

    private static String whyNotPublish(Operator operator, DraftRecord draft) {
        if (draft.state() != DraftState.APPROVED) {
            return "It is " + Wording.words(draft.state()) + ".";
        }
        if (draft.proposal().approvedBy() == null) {
            return "The approval is void: take it out of review and propose it again.";
        }
        return operator.isPublisher() ? null : "Publishing takes the role publisher.";
    }

    private static String publishLabel(Reading reading) {
        return reading == null || reading.mentioned().isEmpty() ? "Publish to everyone" : "Publish to " + reading.addressed();
    }

    /** Why there is no page to show, or null. What is frozen went through the gate's checks and always has one. */
    private static String missing(DraftRecord draft) {
        return draft.state() == DraftState.DRAFT && draft.kind() != DraftKind.IMPORT
                ? DraftForm.missingForPreview(draft.content())
                : null;
    }

    private IncidentRecord incident(Operator operator, DraftRecord draft) {
        if (draft.incident() == null) {
            return null;
        }
        try {
            return incidents.require(operator, draft.incident());
        } catch (AbsentException hidden) {
            return null;
        }
    }

    private static Set<UUID> nullable(UUID id) {
        return id == null ? Set.of() : Set.of(id);
    }
}
