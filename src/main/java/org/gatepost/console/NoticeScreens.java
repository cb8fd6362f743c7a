package org.gatepost.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.Duties;
import org.gatepost.gate.Gate;
import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.Lane;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.gate.Takedown;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.Amendment;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.Tombstone;
import org.gatepost.security.AbsentException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;
import org.gatepost.site.SiteConfig;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What the world reads, looked at from the inside, and what can be done to it. */
@Path("/notices")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class NoticeScreens {
    static final int PAGE_SIZE = 50;
    private static final String TAKEDOWN = "takedown";
    private static final Pattern PUBLIC_ID = Pattern.compile("[a-z0-9]{12}");

    private final Gate gate;
    private final Incidents incidents;
    private final Operators operators;
    private final SiteConfig page;
    private final Visitor visitor;
    private final Clock clock;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance notices(Frame frame, Board board);

        static native TemplateInstance notice(Frame frame, Whole whole, Form form);

        static native TemplateInstance takedown(Frame frame, Asked asked, Form form);

        private Templates() {
        }
    }

    NoticeScreens(Gate gate, Incidents incidents, Operators operators, SiteConfig page, Visitor visitor, Clock clock) {
        this.gate = gate;
        this.incidents = incidents;
        this.operators = operators;
        this.page = page;
        this.visitor = visitor;
        this.clock = clock;
    }

    /**
     * What is public, open notices first.
     *
     * @param past one page of what is over, newest first
     * @param takedowns that nobody else has looked at yet
     */
    record Board(Instant now, List<Row> open, List<Row> past, Paging paging, List<Taken> takedowns) {
    }

    /**
     * @param promise or null
     * @param alone publications of one person that nobody has looked at yet
     */
    record Row(PublishedNotice notice, Duties.Promise promise, List<PublicationRecord> alone) {
    }

    /** @param mayLook whether the operator is another publisher than the one who took it down */
    record Taken(Takedown takedown, String taker, String reviewer, String title, boolean mayLook) {
    }

    /**
     * One notice with all that is left of it.
     *
     * @param notice null when all of it is withdrawn
     * @param incident that it tells of and that the operator sees, or null
     * @param entries newest first
     * @param address of the public page
     */
    record Whole(Instant now, String id, PublishedNotice notice, IncidentRecord incident, List<Entry> entries,
            Duties.Promise promise, List<Out> publications, List<Taken> takedowns, String address, boolean isPublisher) {

        /** Whether planned work takes longer than planned, which the page says openly. */
        public boolean isOverrun() {
            return notice != null && Phases.isOverrun(notice, now);
        }

        /** Nothing is said about a notice that is struck. */
        public boolean mayUpdate() {
            return notice != null && !notice.isRetracted() && !notice.state().isOver();
        }

        /** Whether an update would not begin with the end by itself. */
        public boolean mayEnd() {
            return mayUpdate() && Set.of(NoticeState.INVESTIGATING, NoticeState.IDENTIFIED, NoticeState.IN_PROGRESS)
                    .contains(notice.state());
        }

        public boolean mayReport() {
            return notice != null && !notice.isRetracted() && notice.state().isOver();
        }

        public boolean mayRetract() {
            return isPublisher && notice != null && !notice.isRetracted();
        }

        public boolean mayWithdraw() {
            return isPublisher && notice != null;
        }
    }

    /**
     * An entry, or what is left of one.
     *
     * @param update null when it was withdrawn; then grave is not
     */
    record Entry(int place, PublishedUpdate update, Tombstone grave, List<Said> said, List<Effect> effects,
            List<Earlier> earlier) {
    }

    /** What the same words tell to whom. */
    record Said(String names, Impact impact, Instant from, Instant to, String html) {
    }

    /** @param audience whom alone it is shown to, or null */
    record Effect(String component, String audience, org.gatepost.notice.ComponentStatus status) {
    }

    record Earlier(PublishedUpdate.Revision revision, List<Said> said) {
    }

    /** A publication of which the notice came. */
    record Out(PublicationRecord publication, String publisher) {

        public boolean isFast() {
            return publication.lane() == Lane.FAST;
        }

        public boolean isShort() {
            return publication.lane() == Lane.SHORT;
        }
    }

    /**
     * The question before words are taken down.
     *
     * @param entry null when it is about the whole notice
     */
    record Asked(Takedown.Kind kind, String id, PublishedNotice notice, Entry entry, String action) {

        public boolean isWithdrawal() {
            return kind == Takedown.Kind.WITHDRAWAL;
        }

        /** The last entry of a notice takes the notice with it. */
        public boolean takesAll() {
            return entry != null && notice.updates().size() == 1;
        }

        public List<RetractionReason> reasons() {
            return Arrays.asList(RetractionReason.values());
        }

        public int noteLimit() {
            return GatePolicy.NOTE_LIMIT;
        }
    }

    @GET
    public String list(@RestQuery("page") String number) {
        Operator operator = visitor.operator();
        return Templates.notices(Frame.of(operator, "notices"), read(operator, Answers.number(number))).render();
    }

    private Board read(Operator operator, int number) {
        PublishedPage published = published(operator);
        Duties duties = gate.duties(operator);
        Map<String, Duties.Promise> promises = duties.promises().stream()
                .collect(Collectors.toMap(Duties.Promise::notice, Function.identity(), (one, other) -> one));
        Map<String, List<PublicationRecord>> alone = duties.publications().stream()
                .filter(publication -> publication.notice() != null)
                .collect(Collectors.groupingBy(PublicationRecord::notice));
        List<Row> rows = published.notices().stream()
                .map(notice -> new Row(notice, promises.get(notice.id()), alone.getOrDefault(notice.id(), List.of()))).toList();
        List<Row> past = rows.stream().filter(row -> !row.notice().isOpen()).toList();
        return new Board(clock.instant(), rows.stream().filter(row -> row.notice().isOpen()).toList(),
                past.stream().skip((long) number * PAGE_SIZE).limit(PAGE_SIZE).toList(),
                new Paging(number, PAGE_SIZE, past.size()),
                taken(operator, published, duties.takedowns(), operators.byId(operator)));
    }

    /** The page as it is at this moment, so that planned work goes by the clock here as it does there. */
    private PublishedPage published(Operator operator) {
        PublishedPage page = gate.published(operator);
        return Phases.at(page, Phases.asOf(page, clock.instant()));
    }

    @GET
    @Path("/{notice}")
    public String notice(@RestPath String notice) {
        return render(visitor.operator(), notice, Form.NOTHING);
    }

    /** Begins the next entry: the next state, or that it is over, to those who were told last, and no words. */
    @POST
    @Path("/{notice}/updates")
    public Response update(@RestPath String notice, @RestForm String sure) {
        Operator operator = visitor.operator();
        return begin(operator, notice,
                DraftScreens.next(require(published(operator), notice), sure, gate.omissionsOf(operator, notice)));
    }

    /** Begins the report on what is over. */
    @POST
    @Path("/{notice}/reports")
    public Response report(@RestPath String notice, @RestForm String sure) {
        Operator operator = visitor.operator();
        PublishedNotice published = require(published(operator), notice);
        return begin(operator, notice, DraftScreens.next(published, gate.omissionsOf(operator, notice)));
    }

    private Response begin(Operator operator, String notice, DraftContent content) {
        return Answers.seeOther("/drafts/" + gate.write(operator, null, notice, content));
    }

    @POST
    @Path("/{notice}/entries/{entry}/corrections")
    public Response correct(@RestPath String notice, @RestPath String entry, @RestForm String sure) {
        return amend(notice, entry, Amendment.CORRECTION);
    }

    @POST
    @Path("/{notice}/entries/{entry}/typos")
    public Response fix(@RestPath String notice, @RestPath String entry, @RestForm String sure) {
        return amend(notice, entry, Amendment.TYPO);
    }

    private Response amend(String notice, String entry, Amendment amendment) {
        Operator operator = visitor.operator();
        require(require(published(operator), notice), entry);
        return Answers.attempt(() -> "/drafts/" + gate.amend(operator, notice, entry, amendment,
                gate.contentOf(operator, notice, entry)),
                refusal -> render(operator, notice, Form.NOTHING.refused(refusal)));
    }

    /** Asks before words are struck or withdrawn, and names them. */
    @GET
    @Path("/{notice}/{kind:retraction|withdrawal}")
    public String ask(@RestPath String notice, @RestPath String kind) {
        return ask(visitor.operator(), kind(kind), notice, null, Form.NOTHING);
    }

    @GET
    @Path("/{notice}/entries/{entry}/{kind:retraction|withdrawal}")
    public String askEntry(@RestPath String notice, @RestPath String entry, @RestPath String kind) {
        return ask(visitor.operator(), kind(kind), notice, entry, Form.NOTHING);
    }

    @POST
    @Path("/{notice}/{kind:retraction|withdrawal}")
    public Response take(@RestPath String notice, @RestPath String kind, @RestForm String note) {
        return take(kind(kind), notice, null);
    }

    @POST
    @Path("/{notice}/entries/{entry}/{kind:retraction|withdrawal}")
    public Response takeEntry(@RestPath String notice, @RestPath String entry, @RestPath String kind, @RestForm String note) {
        return take(kind(kind), notice, entry);
    }

    private Response take(Takedown.Kind kind, String notice, String entry) {
        Operator operator = visitor.operator();
        Form form = Form.sent(TAKEDOWN);
        return Answers.attempt(() -> {
            if (kind == Takedown.Kind.WITHDRAWAL) {
                if (!form.has("sure", "yes")) {
                    throw new InvalidException("sure", "It cannot be undone: tick that it is meant.");
                }
                gate.withdraw(operator, notice, entry, form.value("note"));
            } else {
                gate.retract(operator, notice, entry, Answers.constant(RetractionReason.class, form.value("reason")),
                        form.value("note"));
            }
            return "/notices/" + notice;
        }, refusal -> ask(operator, kind, notice, entry, form.refused(refusal)));
    }

    /** Another publisher has looked at what one took down. */
    @POST
    @Path("/{notice}/takedowns/{takedown}/review")
    public Response look(@RestPath String notice, @RestPath String takedown, @RestForm String sure) {
        Operator operator = visitor.operator();
        return Answers.attempt(() -> {
            gate.reviewTakedown(operator, Answers.id(takedown));
            return "/notices/" + known(notice) + "#takedowns";
        }, refusal -> render(operator, notice, Form.NOTHING.refused(refusal)));
    }

    /** Where somebody lands whose login ended while an act was sent. */
    @GET
    @Path("/{notice}/{act:.+}")
    public Response back(@RestPath String notice, @RestPath String act) {
        return Answers.seeOther("/notices/" + known(notice));
    }

    private String ask(Operator operator, Takedown.Kind kind, String id, String entry, Form form) {
        PublishedPage published = published(operator);
        PublishedNotice notice = require(published, id);
        List<Entry> entries = entries(published, notice);
        Entry one = entry == null
                ? null
                : entries.stream().filter(it -> it.update() != null && it.update().id().equals(entry)).findFirst()
                        .orElseThrow(AbsentException::new);
        String action = "/notices/" + id + (entry == null ? "" : "/entries/" + entry)
                + (kind == Takedown.Kind.WITHDRAWAL ? "/withdrawal" : "/retraction");
        return Templates.takedown(Frame.of(operator, "notices"), new Asked(kind, id, notice, one, action), form).render();
    }

    private String render(Operator operator, String id, Form form) {
        PublishedPage published = published(operator);
        PublishedNotice notice = published.notices().stream().filter(one -> one.id().equals(known(id))).findFirst()
                .orElse(null);
        if (notice == null && published.tombstones().stream().noneMatch(grave -> grave.noticeId().equals(id))) {
            throw new AbsentException();
        }
        Map<UUID, Person> people = operators.byId(operator);
        List<PublicationRecord> publications = gate.publicationsOf(operator, id);
        IncidentRecord incident = incident(operator, publications);
        Duties.Promise promise = gate.duties(operator).promises().stream().filter(one -> one.notice().equals(id)).findFirst()
                .orElse(null);
        Whole whole = new Whole(clock.instant(), id, notice, incident, entries(published, notice, id), promise,
                publications.stream().map(publication -> new Out(publication,
                        BoardScreen.Waiting.name(people, publication.publishedBy()))).toList(),
                taken(operator, published, gate.takedownsOf(operator, id), people), page.url() + "/incidents/" + id,
                operator.isPublisher());
        return Templates.notice(Frame.of(operator, "notices").sealed(incident != null && incident.sealed()), whole, form)
                .render();
    }

    /** What the notice tells of, when its drafts hang on an incident that the operator may know of. */
    private IncidentRecord incident(Operator operator, List<PublicationRecord> publications) {
        for (PublicationRecord publication : publications) {
            try {
                DraftRecord draft = gate.require(operator, publication.draft());
                if (draft.incident() != null) {
                    return incidents.require(operator, draft.incident());
                }
            } catch (AbsentException hidden) {
                // As if there were none.
            }
        }
        return null;
    }

    private static List<Taken> taken(Operator operator, PublishedPage page, Collection<Takedown> takedowns,
            Map<UUID, Person> people) {
        Map<String, String> titles = page.notices().stream()
                .collect(Collectors.toMap(PublishedNotice::id, PublishedNotice::title));
        return takedowns.stream().map(takedown -> new Taken(takedown, BoardScreen.Waiting.name(people, takedown.takenBy()),
                takedown.reviewedBy() == null ? null : BoardScreen.Waiting.name(people, takedown.reviewedBy()),
                titles.get(takedown.notice()),
                operator.isPublisher() && takedown.reviewedBy() == null && !takedown.takenBy().equals(operator.id()))).toList();
    }

    static List<Entry> entries(PublishedPage page, PublishedNotice notice) {
        return entries(page, notice, notice.id());
    }

    /** Newest first. A place whose words were withdrawn keeps it. */
    private static List<Entry> entries(PublishedPage page, PublishedNotice notice, String id) {
        Map<Integer, Tombstone> graves = page.tombstones().stream()
                .filter(grave -> grave.noticeId().equals(id) && !grave.isWholeNotice())
                .collect(Collectors.toMap(Tombstone::place, Function.identity(), (one, other) -> one));
        List<PublishedUpdate> updates = notice == null ? List.of() : notice.updates();
        List<Entry> entries = new ArrayList<>();
        int next = 0;
        for (int place = 1; entries.size() < updates.size() + graves.size(); place++) {
            Tombstone grave = graves.get(place);
            if (grave == null && next == updates.size()) {
                continue;
            }
            entries.add(grave == null
                    ? entry(page, place, updates.get(next++))
                    : new Entry(place, null, grave, List.of(), List.of(), List.of()));
        }
        Collections.reverse(entries);
        return entries;
    }

    private static Entry entry(PublishedPage page, int place, PublishedUpdate update) {
        Map<String, String> components = page.components().stream()
                .collect(Collectors.toMap(PublishedComponent::id, PublishedComponent::name));
        Map<String, String> audiences = names(page);
        return new Entry(place, update, null, said(page, update.disclosures()), update.effects().stream()
                .map(effect -> new Effect(components.getOrDefault(effect.componentId(), "a component"),
                        effect.audience() == null ? null : audiences.getOrDefault(effect.audience(), effect.audience()),
                        effect.status()))
                .toList(),
                update.earlier().stream().map(revision -> new Earlier(revision, said(page, revision.disclosures()))).toList());
    }

    private static List<Said> said(PublishedPage page, List<PublishedUpdate.Disclosure> disclosures) {
        Map<String, String> audiences = names(page);
        Map<List<Object>, List<PublishedUpdate.Disclosure>> same = new LinkedHashMap<>();
        disclosures.forEach(to -> same.computeIfAbsent(
                Arrays.asList(to.impact(), Objects.toString(to.from(), ""), Objects.toString(to.to(), ""), to.html()),
                key -> new ArrayList<>()).add(to));
        return same.values().stream().map(all -> new Said(
                Reading.joined(all.stream().map(to -> audiences.getOrDefault(to.audience(), to.audience())).toList()),
                all.get(0).impact(), all.get(0).from(), all.get(0).to(), all.get(0).html())).toList();
    }

    private static Map<String, String> names(PublishedPage page) {
        return page.audiences().stream().collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name));
    }

    private static PublishedNotice require(PublishedPage page, String id) {
        return page.notices().stream().filter(notice -> notice.id().equals(id)).findFirst().orElseThrow(AbsentException::new);
    }

    private static PublishedUpdate require(PublishedNotice notice, String entry) {
        return notice.updates().stream().filter(update -> update.id().equals(entry)).findFirst()
                .orElseThrow(AbsentException::new);
    }

    private static Takedown.Kind kind(String kind) {
        return kind.equals("withdrawal") ? Takedown.Kind.WITHDRAWAL : Takedown.Kind.RETRACTION;
    }

    /** A malformed id is as absent as an unknown one. */
    private static String known(String id) {
        if (id == null || !PUBLIC_ID.matcher(id).matches()) {
            throw new AbsentException();
        }
        return id;
    }
}
