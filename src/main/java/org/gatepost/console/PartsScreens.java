package org.gatepost.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PageContent;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Audiences, groups and components of the page, as one table. A name may be a secret, so that what is changed becomes a draft. */
@Path("/parts")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class PartsScreens {
    private static final String TITLE = "Page parts";
    private static final PageContent NOTHING = new PageContent(null, null, null);

    private final Gate gate;
    private final Operators operators;
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance parts(Frame frame, Table table, Form form);

        private Templates() {
        }
    }

    PartsScreens(Gate gate, Operators operators, Visitor visitor) {
        this.gate = gate;
        this.operators = operators;
        this.visitor = visitor;
    }

    /**
     * The table, whose cells stand in the form.
     *
     * @param draft that the table is saved into, or null before there is one
     * @param author of the draft, or null
     * @param groupNames that a component can be put into
     * @param change what the draft changes so far, or null before there is one
     */
    record Table(DraftRecord draft, String author, List<PublishedAudience> audiences, List<Row> audienceRows,
            List<Row> newAudiences, List<Row> groupRows, List<Row> newGroups, List<Shelf> shelves, List<Row> newComponents,
            List<String> groupNames, PartsChange change) {

        /** Rows for new ones are folded away until somebody wants one. */
        public boolean isUnfolded(List<Row> fresh) {
            return fresh.size() > PartsForm.EMPTY_ROWS;
        }

        public String action() {
            return draft == null ? "/parts" : "/parts/drafts/" + draft.id();
        }
    }

    /**
     * @param at begin of the names of its fields
     * @param name as the page has it; null for a row that is new
     * @param retired whether it is listed no more
     */
    record Row(String at, String key, String name, boolean retired) {

        public boolean isNew() {
            return name == null;
        }

        static List<Row> empty(String kind, int count) {
            return IntStream.range(0, count).mapToObj(number -> new Row(kind + number, null, null, false)).toList();
        }
    }

    /** Components that stand together; the name is null for those that stand alone. */
    record Shelf(String name, List<Row> rows) {
    }

    @GET
    public String table() {
        Operator operator = visitor.operator();
        PublishedPage page = gate.published(operator);
        return render(operator, page, null, PartsForm.of(page, NOTHING));
    }

    /** Makes a draft of what differs from the page. */
    @POST
    public Response write(@RestForm String title) {
        Operator operator = visitor.operator();
        Form form = Form.sent(PartsForm.ACT);
        PublishedPage page = gate.published(operator);
        return Answers.attempt(() -> "/drafts/" + gate.write(operator, title(form), changes(form, page)),
                refusal -> render(operator, page, null, form.refused(refusal)));
    }

    @POST
    @Path("/drafts/{id}")
    public Response save(@RestPath String id, @RestForm String version) {
        return edit(id, false);
    }

    @POST
    @Path("/drafts/{id}/proposal")
    public Response propose(@RestPath String id, @RestForm String version) {
        return edit(id, true);
    }

    /** Where somebody lands whose login ended while an act was sent. */
    @GET
    @Path("/drafts/{act:.+}")
    public Response back(@RestPath String act) {
        return Answers.toDraft(act);
    }

    private Response edit(String id, boolean proposes) {
        Operator operator = visitor.operator();
        UUID draft = Answers.id(id);
        Form form = Form.sent(PartsForm.ACT);
        if (gate.require(operator, draft).kind() != DraftKind.PAGE) {
            throw new ConflictException("The draft does not change the page's parts: open it at the gate.");
        }
        PublishedPage page = gate.published(operator);
        return Answers.attempt(() -> {
            gate.edit(operator, draft, title(form), changes(form, page), Answers.number(form.value("version")));
            if (proposes) {
                gate.propose(operator, draft);
            }
            return "/drafts/" + draft;
        }, refusal -> refused(operator, page, gate.require(operator, draft), form, refusal));
    }

    /** What the gate refuses is saved already, so the table shows it as it was saved; anything else as it was typed. */
    private String refused(Operator operator, PublishedPage page, DraftRecord draft, Form form, RuntimeException refusal) {
        if (refusal instanceof InvalidException invalid) {
            InvalidException placed = PartsForm.placed(invalid, draft.page(), page);
            if (placed != invalid) {
                return render(operator, page, draft, filled(page, draft).refused(placed));
            }
        }
        return render(operator, page, draft, form.refused(refusal));
    }

    private static PageContent changes(Form form, PublishedPage page) {
        PageContent changes = PartsForm.read(form, page);
        if (PartsForm.isEmpty(changes)) {
            throw new InvalidException("", "Nothing differs from the page: change a cell, or fill an empty row.");
        }
        return changes;
    }

    private static String title(Form form) {
        return form.value("title").isBlank() ? TITLE : form.value("title").strip();
    }

    /** The screen of a draft that is being written. */
    String writing(Operator operator, DraftRecord draft) {
        PublishedPage page = gate.published(operator);
        return render(operator, page, draft, filled(page, draft));
    }

    private static Form filled(PublishedPage page, DraftRecord draft) {
        Map<String, String> values = new LinkedHashMap<>(PartsForm.of(page, draft.page()).values());
        values.put("title", draft.title());
        return Form.of(values);
    }

    private String render(Operator operator, PublishedPage page, DraftRecord draft, Form form) {
        Table table = new Table(draft,
                draft == null ? null : BoardScreen.Waiting.name(operators.byId(operator), draft.writtenBy()), page.audiences(),
                page.audiences().stream()
                        .map(audience -> new Row("audiences." + audience.key(), audience.key(), audience.name(), false))
                        .toList(),
                Row.empty("newAudiences.", PartsForm.newRows(form, "newAudiences.")),
                page.groups().stream().map(group -> new Row("groups." + group.id(), null, group.name(), false)).toList(),
                Row.empty("newGroups.", PartsForm.newRows(form, "newGroups.")),
                shelves(page), Row.empty("newComponents.", PartsForm.newRows(form, "newComponents.")),
                page.groups().stream().map(PublishedGroup::name).toList(),
                draft == null ? null : PartsChange.of(page, draft.page()));
        return Templates.parts(Frame.of(operator, draft == null ? "parts" : "gate"), table, form).render();
    }

    private static List<Shelf> shelves(PublishedPage page) {
        Map<String, Shelf> shelves = new LinkedHashMap<>();
        page.groups().forEach(group -> shelves.put(group.id(), new Shelf(group.name(), new ArrayList<>())));
        shelves.put("", new Shelf(null, new ArrayList<>()));
        for (PublishedComponent component : page.components()) {
            shelves.get(component.groupId() == null ? "" : component.groupId()).rows().add(
                    new Row("components." + component.id(), null, component.name(), component.isRetired()));
        }
        return shelves.values().stream().filter(shelf -> !shelf.rows().isEmpty()).toList();
    }
}
