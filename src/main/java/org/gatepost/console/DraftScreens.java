package org.gatepost.console;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import org.gatepost.gate.Bundle;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.DraftState;
import org.gatepost.gate.Gate;
import org.gatepost.gate.Proposal;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
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

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerResponse;

/** The gate: the queue, the writing, the review, and the page as it would be. What stands inside its colour is what the world reads. */
@Path("/drafts")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class DraftScreens {
    /** Value of the button that begins the last words of a notice. */
    private static final String LAST = "last";

    private static final String HTML = "text/html";
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script\\b[^>]*>.*?</script>");
    private static final String WRITING = "draft";
    private static final String REVIEW = "review";
    private static final String BEFORE = "before";
    private static final String NOBODY_FRAMES = "frame-ancestors 'none'";
    private static final String WE_FRAME = "frame-ancestors 'self'";

    private final Gate gate;
    private final Incidents incidents;
    private final Seals seals;
    private final Queues queues;
    private final Operators operators;
    private final PartsScreens parts;
    private final TemplateScreens templates;
    private final Site site;
    private final SiteConfig page;
    private final Visitor visitor;
    private final Clock clock;
    private final ObjectMapper json;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance drafts(Frame frame, Queue queue, Form form);

        static native TemplateInstance drafts$live(Queue queue);

        static native TemplateInstance drafts$count(Queue queue);

        static native TemplateInstance draft(Frame frame, Writing writing, Form form);

        static native TemplateInstance draft$saved(Writing writing, Form form);

        static native TemplateInstance review(Frame frame, Review review, Form form);

        static native TemplateInstance preview(Frame frame, Comparison comparison);

        private Templates() {
        }
    }

    DraftScreens(Gate gate, Incidents incidents, Seals seals, Queues queues, Operators operators, PartsScreens parts,
            TemplateScreens templates, Site site, SiteConfig page, Visitor visitor, Clock clock, ObjectMapper json) {
        this.gate = gate;
        this.incidents = incidents;
        this.seals = seals;
        this.queues = queues;
        this.operators = operators;
        this.parts = parts;
        this.templates = templates;
        this.site = site;
        this.page = page;
        this.visitor = visitor;
        this.clock = clock;
        this.json = json;
    }

    @GET
    public String queue() {
        Operator operator = visitor.operator();
        return Templates.drafts(Frame.of(operator, "gate"), queues.of(operator), Form.NOTHING).render();
    }

    /** The part that refreshes itself. */
    @GET
    @Path("/list")
    public String live() {
        return Templates.drafts$live(queues.of(visitor.operator())).render();
    }

    /** How much waits for whoever asks, for the navigation. */
    @GET
    @Path("/count")
    public String count() {
        return Templates.drafts$count(queues.of(visitor.operator())).render();
    }

    /** Begins words that hang on no incident: of a problem, of planned work, or of something long past. */
    @POST
    public Response write(@RestForm String kind) {
        DraftContent content = switch (kind == null ? "" : kind) {
            case "maintenance" -> new DraftContent("", NoticeState.SCHEDULED, null, null, null, "", List.of(), List.of(), null,
                    null, null, null, null, new DraftContent.Plan(null, null, null, true, true));
            case "past" -> new DraftContent("", NoticeState.RESOLVED, null, null, null, "", List.of(), List.of());
            default -> DraftContent.empty();
        };
        return Answers.seeOther("/drafts/" + gate.write(visitor.operator(), null, null, content));
    }

    /** Whether the draft is still there for whoever has it open: asked every second. */
    @GET
    @Path("/{id}/here")
    public Response here(@RestPath String id) {
        gate.requireThere(visitor.operator(), Answers.id(id));
        return Response.noContent().build();
    }

    /** @param language a further one that somebody just chose, which has no words yet; or null */
    @GET
    @Path("/{id}")
    public String draft(@RestPath String id, @RestQuery String language) {
        Operator operator = visitor.operator();
        DraftRecord draft = gate.require(operator, Answers.id(id));
        if (draft.state() == DraftState.DRAFT && draft.kind() == DraftKind.PAGE) {
            return parts.writing(operator, draft);
        }
        if (draft.state() == DraftState.DRAFT && draft.kind() == DraftKind.TEMPLATE) {
            return templates.writing(operator, draft);
        }
        return isWritten(draft)
                ? writing(operator, draft, DraftForm.of(draft.content()), language, null)
                : review(operator, draft, Form.NOTHING, null);
    }

    private static boolean isWritten(DraftRecord draft) {
        return draft.state() == DraftState.DRAFT && draft.kind().hasWords();
    }

    /** Saves what is in the form; adding a language saves too, so that nothing typed is lost to it. */
    @POST
    @Path("/{id}")
    public Response save(@RestPath String id, @RestForm String version) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(WRITING);
        String added = form.has("add", "language") && Languages.OFFERED.contains(form.value("language"))
                ? form.value("language")
                : null;
        return Answers.attempt(() -> {
            edit(operator, draft, form);
            return "/drafts/" + draft + (added == null ? "" : "?language=" + added + "#language-" + added);
        }, refusal -> refused(operator, draft, form.refused(refusal), added, refusal));
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
            return Response.ok(saved(operator, draft, form)).build();
        } catch (InvalidException | ConflictException refusal) {
            return Answers.refused(refusal, saved(operator, draft, form.refused(refusal)));
        }
    }

    private String saved(Operator operator, UUID id, Form form) {
        DraftRecord stands = gate.require(operator, id);
        if (!stands.kind().hasWords()) {
            throw new ConflictException("This draft has no words to save.");
        }
        return Templates.draft$saved(written(operator, stands, form, null, null), form).render();
    }

    /** Saves what is in the form and freezes it for review. */
    @POST
    @Path("/{id}/proposal")
    public Response propose(@RestPath String id, @RestForm String version) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(WRITING);
        return Answers.attempt(() -> {
            if (gate.require(operator, draft).kind().hasWords()) {
                edit(operator, draft, form);
            }
            gate.propose(operator, draft);
            return "/drafts/" + draft;
        }, refusal -> refused(operator, draft, form.refused(refusal), null, refusal));
    }

    /** Asks somebody for their yes. */
    @POST
    @Path("/{id}/requests")
    public Response ask(@RestPath String id, @RestForm String publisher) {
        return decide(id, (operator, draft) -> {
            if (publisher == null || publisher.isBlank()) {
                throw new InvalidException("publisher", "Nobody is chosen: choose whom to ask.");
            }
            gate.ask(operator, draft, Answers.id(publisher));
        });
    }

    /** A second person's yes; refused with the difference when the words are not those that were read. */
    @POST
    @Path("/{id}/approval")
    public Response approve(@RestPath String id, @RestForm String hash) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(REVIEW);
        return Answers.attempt(() -> {
            gate.approve(operator, draft, hash);
            return "/drafts/" + draft;
        }, refusal -> {
            DraftRecord stands = gate.require(operator, draft);
            return review(operator, stands, form.refused(refusal), stale(operator, stands, hash));
        });
    }

    /** A second person asks for changes, with a note. */
    @POST
    @Path("/{id}/changes")
    public Response decline(@RestPath String id, @RestForm String hash, @RestForm String because) {
        return decide(id, (operator, draft) -> gate.decline(operator, draft, hash, because == null ? "" : because));
    }

    @POST
    @Path("/{id}/publication")
    public Response publish(@RestPath String id, @RestForm String hash) {
        return decide(id, (operator, draft) -> gate.publish(operator, draft, hash));
    }

    /** By one person, when whoever was asked stays silent. */
    @POST
    @Path("/{id}/short-publication")
    public Response publishShort(@RestPath String id, @RestForm String hash) {
        return decide(id, (operator, draft) -> gate.publishShort(operator, draft, hash));
    }

    @POST
    @Path("/{id}/schedule")
    public Response schedule(@RestPath String id, @RestForm String hash) {
        return decide(id, (operator, draft) -> gate.schedule(operator, draft, hash));
    }

    /** Stops what would go out by itself. */
    @POST
    @Path("/{id}/stop")
    public Response stop(@RestPath String id, @RestForm String sure) {
        return decide(id, gate::unschedule);
    }

    /** Takes a draft out of review, so that it can be written again; an approval is void by that. */
    @POST
    @Path("/{id}/rewriting")
    public Response rewrite(@RestPath String id, @RestForm String sure) {
        return decide(id, gate::takeBack);
    }

    @POST
    @Path("/{id}/discarding")
    public Response discard(@RestPath String id, @RestForm String sure) {
        return decide(id, gate::discard);
    }

    /** Another publisher has looked at what one let out alone. */
    @POST
    @Path("/{id}/look")
    public Response look(@RestPath String id, @RestForm String sure) {
        return decide(id, (operator, draft) -> {
            if (gate.require(operator, draft).publication() == null) {
                throw new ConflictException("Nothing of the draft is published: there is nothing to look at yet.");
            }
            gate.reviewPublication(operator, draft);
        });
    }

    /** Begins the next entry of the notice that came of this draft. */
    @POST
    @Path("/{id}/updates")
    public Response update(@RestPath String id, @RestForm String sure) {
        Operator operator = visitor.operator();
        DraftRecord draft = gate.require(operator, Answers.id(id));
        if (draft.publication() == null || draft.publication().notice() == null || !draft.kind().hasWords()) {
            throw new ConflictException("The draft is not published, or opened no notice: there is none to update.");
        }
        PublishedNotice notice = notice(gate.published(operator), draft.publication().notice());
        if (notice == null) {
            throw new AbsentException();
        }
        return Answers.seeOther("/drafts/" + gate.write(operator, null, notice.id(),
                next(notice, sure, gate.omissionsOf(operator, notice.id()))));
    }

    /** What the button was called: that the words which begin are the last ones. */
    static DraftContent next(PublishedNotice notice, String sure, List<DraftContent.Omission> left) {
        return LAST.equals(sure) && notice.isOpen()
                ? entry(notice, notice.kind() == NoticeKind.MAINTENANCE ? NoticeState.COMPLETED : NoticeState.RESOLVED, left)
                : next(notice, left);
    }

    /**
     * What the next entry begins with: the next state, what is disclosed now to whom, and no words. Who was left out stays left out, for
     * the same reason.
     */
    static DraftContent next(PublishedNotice notice, List<DraftContent.Omission> left) {
        return entry(notice, switch (notice.latest().state()) {
            case INVESTIGATING -> NoticeState.IDENTIFIED;
            case IDENTIFIED -> NoticeState.MONITORING;
            case MONITORING -> NoticeState.RESOLVED;
            case SCHEDULED -> NoticeState.IN_PROGRESS;
            case IN_PROGRESS -> NoticeState.VERIFYING;
            case VERIFYING -> NoticeState.COMPLETED;
            case RESOLVED, COMPLETED, CANCELLED, POSTMORTEM -> NoticeState.POSTMORTEM;
        }, left);
    }

    /** Words that something is over leave no impact. */
    private static DraftContent entry(PublishedNotice notice, NoticeState state, List<DraftContent.Omission> left) {
        PublishedUpdate last = notice.latest();
        boolean isOver = state.isOver();
        return new DraftContent(notice.title(), state, null, null, null, "",
                last.disclosures().stream().map(to -> new DraftContent.Disclosure(to.audience(),
                        isOver ? Impact.NONE : to.impact(), isOver ? null : to.from(), isOver ? null : to.to(), null)).toList(),
                isOver
                        ? List.of()
                        : last.effects().stream().map(effect -> new DraftContent.Effect(effect.componentId(), effect.audience(),
                                effect.status())).toList(),
                null, omissions(last, left), null, null, null, isOver ? null : plan(notice));
    }

    /** Reasons for those whom the last words did not mention. */
    static List<DraftContent.Omission> omissions(PublishedUpdate last, List<DraftContent.Omission> left) {
        Set<String> told = last.disclosures().stream().map(to -> to.audience()).collect(Collectors.toSet());
        return left.stream().filter(omission -> !told.contains(omission.audience())).toList();
    }

    /** Planned work may be moved or take longer by any of its updates: the form begins with what is planned. */
    private static DraftContent.Plan plan(PublishedNotice notice) {
        return notice.kind() != NoticeKind.MAINTENANCE
                ? null
                : new DraftContent.Plan(notice.scheduledFor(), notice.scheduledUntil(), notice.recurrence().rule(),
                        notice.recurrence().startsByItself(), notice.recurrence().endsByItself());
    }

    /** Every public address that the draft changes, and one of them without and with it. */
    @GET
    @Path("/{id}/preview")
    public String compare(@RestPath String id, @RestQuery String path) {
        Operator operator = visitor.operator();
        DraftRecord draft = gate.require(operator, Answers.id(id));
        Frame frame = Frame.of(operator, "gate").sealed(!seals.among(operator, nullable(draft.incident())).isEmpty());
        String missing = missing(draft);
        return Templates.preview(frame, missing != null
                ? Comparison.missing(draft, missing)
                : gate.preview(operator, draft.id(), (before, after) -> Comparison.of(draft, path, before, after, site,
                        clock.instant(), json)))
                .render();
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
        Surface surface = gate.preview(operator, draft, (before, after) -> site
                .surface(side.equals(BEFORE) ? before : after, path == null ? "/" : path)).orElseThrow(AbsentException::new);
        String policy = surface.headers().getOrDefault("Content-Security-Policy", "default-src 'none'; " + NOBODY_FRAMES);
        // The threshold has said already that nobody may frame us; headers of a Response would stand beside that, not replace it.
        response.putHeader("Content-Security-Policy", policy.replaceAll("frame-ancestors [^;]*", WE_FRAME)).putHeader(
                "X-Frame-Options",
                "SAMEORIGIN");
        // Its script is an extra, which nothing lets run here: left in, the browser would complain of it.
        Object body = surface.contentType().startsWith(HTML)
                ? SCRIPT.matcher(new String(surface.body(), StandardCharsets.UTF_8)).replaceAll("")
                : surface.body();
        return Response.ok(body).type(surface.contentType()).build();
    }

    /** Where somebody lands whose login ended while an act was sent. */
    @GET
    @Path("/{id}/{act}")
    public Response back(@RestPath String id, @RestPath String act) {
        return Answers.seeOther("/drafts/" + Answers.id(id));
    }

    /** Saves; a save that somebody sends twice, as a quiet one and a loud one that cross, is one save. */
    private void edit(Operator operator, UUID id, Form form) {
        DraftRecord draft = gate.require(operator, id);
        DraftContent content = draft.kind() == DraftKind.TYPO && draft.content() != null
                ? DraftForm.readLetters(form, draft.content())
                : DraftForm.read(form);
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
        }, refusal -> review(operator, gate.require(operator, draft), form.refused(refusal), null));
    }

    private String refused(Operator operator, UUID id, Form form, String language, RuntimeException refusal) {
        DraftRecord stands = gate.require(operator, id);
        if (!stands.kind().hasWords()) {
            return review(operator, stands, form, null);
        }
        return writing(operator, stands, form, language, isFaster(stands, form, refusal) ? stands.content() : null);
    }

    /** Whether somebody else saved in between, or froze it; any other conflict leaves nothing to compare with. */
    private static boolean isFaster(DraftRecord stands, Form form, RuntimeException refusal) {
        return refusal instanceof ConflictException
                && (stands.version() != Answers.number(form.value("version")) || stands.state() != DraftState.DRAFT);
    }

    private String writing(Operator operator, DraftRecord draft, Form form, String language, DraftContent theirs) {
        Writing writing = written(operator, draft, form, language, theirs);
        return Templates.draft(Frame.of(operator, "gate").sealed(writing.incident() != null && writing.incident().sealed()),
                writing, form).render();
    }

    private Writing written(Operator operator, DraftRecord draft, Form form, String language, DraftContent theirs) {
        IncidentRecord incident = incident(operator, draft);
        Map<UUID, Person> people = operators.byId(operator);
        String missing = missing(draft);
        DraftContent content = draft.content();
        DraftContent former = draft.kind().isAmendment() ? gate.contentOf(operator, draft.notice(), draft.entry()) : null;
        Proposal last = draft.proposal();
        String declined = last == null || last.declinedBy() == null || draft.state() != DraftState.DRAFT
                ? null
                : BoardScreen.Waiting.name(people, last.declinedBy());
        return gate.preview(operator, draft.id(), (before, after) -> {
            PublishedNotice notice = notice(before, draft.notice());
            Claims claims = Claims.of(content, before);
            return new Writing(clock.instant(), draft, notice, notice != null && before.opens(notice, draft.entry()), incident,
                    BoardScreen.Waiting.name(people, draft.writtenBy()),
                    Writing.sides(before, notice, draft.entry(), incident, former), Writing.shelves(before, content),
                    DraftForm.rows(form), Writing.tongues(form, language, before), former,
                    former == null ? List.of() : changes(Claims.of(former, before), claims, draft, notice, before), theirs,
                    theirs == null ? List.of() : Claims.difference(new Claims(Map.of()), Claims.of(theirs, before)),
                    warnings(claims, people, incident), declined, declined == null ? null : last.declinedBecause(),
                    Reading.of(before, after, draft.notice(), draft.entry(), missing == null).orElse(null), missing);
        });
    }

    /** What an amendment changes. Title and begin of a notice that another entry opened are not in its form. */
    private static List<Claims.Line> changes(Claims former, Claims claims, DraftRecord draft, PublishedNotice notice,
            PublishedPage page) {
        String[] kept = notice != null && page.opens(notice, draft.entry())
                ? new String[0]
                : new String[]{Claims.TITLE, Claims.BEGAN};
        return Claims.difference(former.without(kept), claims.without(kept));
    }

    /** What an amendment, or the next revision of a template, changes of what stands now; null for anything else, and once it is out. */
    private List<Claims.Line> amended(Operator operator, DraftRecord draft, PublishedPage now) {
        if (draft.proposal() == null || draft.state() == DraftState.PUBLISHED || draft.state() == DraftState.DISCARDED) {
            return null;
        }
        Claims claims = Claims.of(draft.proposal().bundle(), now);
        if (draft.kind() == DraftKind.TEMPLATE) {
            Bundle.Template template = draft.proposal().bundle().template();
            return gate.templates(operator).stream()
                    .filter(one -> one.key().equals(template.key()) && one.language().equals(template.language())).findFirst()
                    .map(standing -> Claims.difference(Claims.of(standing, now), claims)).orElse(null);
        }
        if (!draft.kind().isAmendment()) {
            return null;
        }
        try {
            DraftContent former = gate.contentOf(operator, draft.notice(), draft.entry());
            return changes(Claims.of(former, now).aboutAnEntry(), claims.aboutAnEntry(), draft, notice(now, draft.notice()),
                    now);
        } catch (AbsentException | ConflictException gone) {
            return null;
        }
    }

    /** Only of what the operator sees anyway: a warning tells nobody anything new. */
    private static List<Warnings.Warning> warnings(Claims claims, Map<UUID, Person> people, IncidentRecord incident) {
        return Warnings.of(claims.texts(), people.values().stream().filter(person -> person.kind() == Operator.Kind.PERSON)
                .map(Person::name).sorted().toList(), incident == null ? null : incident.title());
    }

    private static PublishedNotice notice(PublishedPage page, String id) {
        return page.notices().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    private String review(Operator operator, DraftRecord draft, Form form, Review.Stale stale) {
        IncidentRecord incident = incident(operator, draft);
        Map<UUID, Person> people = operators.byId(operator);
        Proposal proposal = draft.proposal();
        PublishedPage now = gate.published(operator);
        Reading reading = null;
        Review.Weight weight = null;
        if (draft.kind().hasWords()) {
            boolean isComplete = missing(draft) == null;
            reading = gate.preview(operator, draft.id(), (before, after) -> Reading
                    .of(before, after, draft.notice(), draft.entry(), isComplete).orElse(null));
        }
        if (draft.state() == DraftState.APPROVED || draft.state() == DraftState.SCHEDULED
                || draft.state() == DraftState.IN_REVIEW) {
            weight = gate.preview(operator, draft.id(), (before, after) -> Review.Weight
                    .of(Stamps.without(site.rendering(before, after), after.changedAt())));
        }
        Imported imported = draft.kind() == DraftKind.IMPORT ? imported(operator, draft) : null;
        Claims claims = proposal == null
                ? draft.content() == null ? new Claims(Map.of()) : Claims.of(draft.content(), now)
                : Claims.of(proposal, now);
        boolean isOther = reading == null && imported == null;
        Proposal previous = proposal == null || proposal.revision() < 2 || imported != null
                ? null
                : gate.revisions(operator, draft.id()).stream().filter(one -> one.revision() < proposal.revision())
                        .reduce((one, later) -> later).orElse(null);
        Review review = new Review(clock.instant(), draft, incident, BoardScreen.Waiting.name(people, draft.writtenBy()),
                proposal == null ? null : BoardScreen.Waiting.name(people, proposal.proposedBy()),
                proposal == null || proposal.approvedBy() == null
                        ? null
                        : BoardScreen.Waiting.name(people, proposal.approvedBy()),
                draft.publication() == null ? null : BoardScreen.Waiting.name(people, draft.publication().publishedBy()),
                draft.publication() == null || draft.publication().reviewedBy() == null
                        ? null
                        : BoardScreen.Waiting.name(people, draft.publication().reviewedBy()),
                reading, imported, isOther ? Claims.difference(new Claims(Map.of()), claims) : List.of(),
                previous == null ? 0 : previous.revision(),
                previous == null ? List.of() : Claims.difference(Claims.of(previous, now), claims),
                amended(operator, draft, now),
                imported != null ? List.of() : warnings(claims, people, incident), omissions(draft, now),
                asked(proposal, people),
                proposal == null || proposal.declinedBy() == null
                        ? null
                        : BoardScreen.Waiting.name(people, proposal.declinedBy()),
                proposal == null ? null : proposal.declinedBecause(), may(operator, draft, incident),
                weight, publishers(operator, draft, people), address(draft), stale, PartsChange.of(draft, now),
                TemplateWords.of(draft, now.audiences()));
        return Templates.review(Frame.of(operator, "gate").sealed(incident != null && incident.sealed()), review, form)
                .render();
    }

    private String address(DraftRecord draft) {
        return draft.publication() == null || draft.publication().notice() == null
                ? null
                : page.url() + "/incidents/" + draft.publication().notice();
    }

    private static List<Review.Omission> omissions(DraftRecord draft, PublishedPage now) {
        List<DraftContent.Omission> omissions = draft.proposal() != null
                ? draft.proposal().omissions()
                : draft.content() == null ? List.of() : draft.content().omissions();
        Map<String, String> names = now.audiences().stream()
                .collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name));
        return omissions == null
                ? List.of()
                : omissions.stream().map(omission -> new Review.Omission(
                        names.getOrDefault(omission.audience(), omission.audience()), omission.reason())).toList();
    }

    private static List<Review.Asked> asked(Proposal proposal, Map<UUID, Person> people) {
        return proposal == null || proposal.requests() == null
                ? List.of()
                : proposal.requests().stream().map(request -> new Review.Asked(
                        BoardScreen.Waiting.name(people, request.asked()), request.askedAt(), request.silentAt())).toList();
    }

    /** Who can be asked: every publisher but the proposer. */
    private List<Person> publishers(Operator operator, DraftRecord draft, Map<UUID, Person> people) {
        if (draft.state() != DraftState.IN_REVIEW) {
            return List.of();
        }
        Set<UUID> publishers = gate.publishers(operator);
        return people.values().stream().filter(person -> publishers.contains(person.id()))
                .filter(person -> !person.id().equals(draft.proposal().proposedBy()))
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::id)).toList();
    }

    /** What changed between the revision that somebody said yes to and what stands now. */
    private Review.Stale stale(Operator operator, DraftRecord stands, String hash) {
        Proposal proposal = stands.proposal();
        if (proposal == null || stands.state() == DraftState.IN_REVIEW && proposal.hash().equals(hash)
                || stands.kind() == DraftKind.IMPORT) {
            return null;
        }
        Proposal read = gate.revisions(operator, stands.id()).stream().filter(one -> one.hash().equals(hash)).findFirst()
                .orElse(null);
        if (read == null) {
            return null;
        }
        PublishedPage now = gate.published(operator);
        Claims then = Claims.of(read, now);
        if (stands.state() == DraftState.DRAFT && stands.content() != null) {
            DraftContent content = stands.content();
            List<String> filledIn = new ArrayList<>();
            if (content.shownAt() == null) {
                filledIn.add(Claims.SHOWN);
            }
            if (content.startedAt() == null || stands.kind() != DraftKind.FIRST_WORDS) {
                filledIn.add(Claims.BEGAN);
            }
            if (stands.kind() == DraftKind.UPDATE) {
                filledIn.addAll(List.of(Claims.TITLE, "Planned from", "Planned until", "Comes again", "Starts by itself",
                        "Ends by itself"));
            }
            String[] left = filledIn.toArray(String[]::new);
            return new Review.Stale(read.revision(),
                    Claims.difference(then.without(left), Claims.of(content, now).without(left)));
        }
        return new Review.Stale(read.revision(), Claims.difference(then, Claims.of(proposal, now)));
    }

    private Imported imported(Operator operator, DraftRecord draft) {
        if (draft.proposal() == null) {
            return gate.preview(operator, draft.id(), Imported::difference);
        }
        return draft.state() == DraftState.PUBLISHED
                ? Imported.of(gate.published(operator), draft.proposal().bundle())
                : gate.preview(operator, draft.id(), (before, after) -> Imported.of(after, draft.proposal().bundle()));
    }

    private Review.May may(Operator operator, DraftRecord draft, IncidentRecord incident) {
        return new Review.May(whyNotApprove(operator, draft), whyNotPublish(operator, draft),
                whyNotShort(operator, draft, incident), whyNotLook(operator, draft));
    }

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
        if (draft.state() != DraftState.APPROVED && draft.state() != DraftState.SCHEDULED) {
            return "It is " + Wording.words(draft.state()) + ".";
        }
        if (draft.proposal().approvedBy() == null) {
            return "The approval is void: take it out of review and propose it again.";
        }
        return operator.isPublisher() ? null : "Publishing takes the role publisher.";
    }

    private String whyNotShort(Operator operator, DraftRecord draft, IncidentRecord incident) {
        if (draft.state() != DraftState.IN_REVIEW || !operator.id().equals(draft.proposal().proposedBy())) {
            return "Only who proposed the words may publish them alone, while they are in review.";
        }
        if (draft.kind() != DraftKind.FIRST_WORDS && draft.kind() != DraftKind.UPDATE) {
            return "Only first words and updates may go out alone: this takes a second person.";
        }
        if (incident == null) {
            return "Words without an incident always take a second person.";
        }
        if (incident.sealed()) {
            return "Words about an embargoed incident always take a second person.";
        }
        Instant silentAt = Review.silentAt(draft.proposal().requests());
        if (silentAt == null) {
            return "Ask somebody to approve first: five minutes of silence open this way.";
        }
        return clock.instant().isBefore(silentAt) ? "Whoever was asked still has time to answer." : null;
    }

    private static String whyNotLook(Operator operator, DraftRecord draft) {
        if (draft.publication() == null || !draft.publication().awaitsReview()) {
            return "Nothing is left to look at.";
        }
        if (!operator.isPublisher()) {
            return "Looking at it afterwards takes the role publisher.";
        }
        return operator.id().equals(draft.publication().publishedBy())
                ? "You published this alone: another publisher has to look at it."
                : null;
    }

    /** Why there is no page to show, or null. What is frozen went through the gate's checks and always has one. */
    private static String missing(DraftRecord draft) {
        return draft.state() == DraftState.DRAFT && draft.kind().hasWords()
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
