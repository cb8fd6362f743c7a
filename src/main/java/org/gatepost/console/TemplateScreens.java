package org.gatepost.console;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.Gate;
import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.TemplateContent;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The words that one person may publish alone, and drafts of further ones. */
@Path("/templates")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class TemplateScreens {
    private final Gate gate;
    private final Operators operators;
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance templates(Frame frame, Shelf shelf);

        static native TemplateInstance template(Frame frame, Writing writing, Form form);

        private Templates() {
        }
    }

    TemplateScreens(Gate gate, Operators operators, Visitor visitor) {
        this.gate = gate;
        this.operators = operators;
        this.visitor = visitor;
    }

    /** Every approved template, by state. */
    record Shelf(List<Board> boards) {

        public boolean isEmpty() {
            return boards.isEmpty();
        }
    }

    record Board(NoticeState state, List<Kept> kept) {
    }

    /**
     * @param template the original of its key in its newest revision
     * @param tongues its further languages, and those of the page in which it is missing
     */
    record Kept(TemplateRecord template, TemplateWords words, List<Tongue> tongues) {

        static Kept of(TemplateRecord original, List<TemplateRecord> templates, List<PublishedAudience> audiences) {
            Map<String, TemplateRecord> further = templates.stream()
                    .filter(it -> it.key().equals(original.key()) && !it.isOriginal())
                    .collect(Collectors.toMap(TemplateRecord::language, it -> it));
            Set<String> tags = new TreeSet<>(Comparator.comparing(Languages::name));
            tags.addAll(Languages.PAGE);
            tags.addAll(further.keySet());
            tags.remove(original.language());
            return new Kept(original, TemplateWords.of(TemplateWords.content(original), audiences),
                    tags.stream().map(tag -> new Tongue(tag, further.get(tag), further.containsKey(tag)
                            ? TemplateWords.of(TemplateWords.content(further.get(tag)), audiences)
                            : null)).toList());
        }

        public String language() {
            return Languages.name(template.language());
        }

        /** In how many languages it goes out. */
        public long ready() {
            return 1 + tongues.stream().filter(Tongue::isReady).count();
        }

        /** Languages of the page in which readers get the original, joined, or empty. */
        public String lacking() {
            return Reading.joined(tongues.stream().filter(it -> !it.isReady()).map(Tongue::name).toList());
        }
    }

    /** A template in a further language; template and words are null where it is missing. */
    record Tongue(String tag, TemplateRecord template, TemplateWords words) {

        public String name() {
            return Languages.name(tag);
        }

        public boolean isReady() {
            return template != null && template.goesOut();
        }

        /** Why it does not go out, or null. */
        public String fault() {
            if (template == null) {
                return "missing";
            }
            return switch (template.standing()) {
                case OUT_OF_DATE -> "out of date: it translates revision " + template.translates();
                case DIFFERENT -> "left out: other audiences, slots or phrases than the original";
                default -> null;
            };
        }
    }

    /**
     * A template that is being written.
     *
     * @param draft null before it is saved first
     * @param author null before that
     * @param revises whether it follows on an approved one, which has its key and language
     * @param language of the words
     * @param original what it translates, or null
     */
    record Writing(DraftRecord draft, String author, boolean revises, List<TemplateForm.Own> audiences, String language,
            TemplateRecord original, List<PublishedAudience> known) {

        /** What the original says in a field, or nothing. */
        public String said(String field) {
            return original == null ? "" : TemplateForm.of(TemplateWords.content(original)).value(field);
        }

        public String direction() {
            return Languages.direction(language);
        }

        public String languageName() {
            return Languages.name(language);
        }

        public String originalLanguage() {
            return Languages.name(original.language());
        }

        /** Whether the original has changed since the translation was begun. */
        public boolean isBehind() {
            return draft != null && original != null && draft.template().translates() != null
                    && draft.template().translates() != original.revision();
        }

        public String action() {
            return draft == null ? "/templates" : "/templates/drafts/" + draft.id();
        }

        public List<NoticeState> states() {
            return Arrays.stream(NoticeState.values()).filter(state -> state != NoticeState.POSTMORTEM).toList();
        }

        public List<TemplateForm.Slot> slots() {
            return TemplateForm.SLOTS;
        }

        public List<TemplateForm.Phrase> phrases() {
            return TemplateForm.phrases(known);
        }

        public int titleLimit() {
            return GatePolicy.TITLE_LIMIT;
        }

        public int wordsLimit() {
            return GatePolicy.WORDS_LIMIT;
        }
    }

    @GET
    public String list() {
        Operator operator = visitor.operator();
        List<PublishedAudience> audiences = gate.published(operator).audiences();
        List<TemplateRecord> templates = gate.templates(operator);
        List<Board> boards = Arrays.stream(NoticeState.values())
                .map(state -> new Board(state, templates.stream()
                        .filter(template -> template.state() == state && template.isOriginal())
                        .map(template -> Kept.of(template, templates, audiences)).toList()))
                .filter(board -> !board.kept().isEmpty()).collect(Collectors.toList());
        return Templates.templates(Frame.of(operator, "templates"), new Shelf(boards)).render();
    }

    /** The empty form: nothing is kept until it is sent. */
    @GET
    @Path("/new")
    public String begin() {
        return render(visitor.operator(), null, TemplateForm.of(
                new TemplateContent("", "en", NoticeState.INVESTIGATING, "", "", null, null)));
    }

    @POST
    public Response write(@RestForm String name) {
        Operator operator = visitor.operator();
        Form form = Form.sent(TemplateForm.ACT);
        return Answers.attempt(() -> "/drafts/" + gate.write(operator, TemplateForm.read(form)),
                refusal -> render(operator, null, form.refused(refusal)));
    }

    /** Begins the next revision of an approved template, with what it says now. */
    @POST
    @Path("/{template}/revisions")
    public Response revise(@RestPath String template, @RestForm String sure) {
        Operator operator = visitor.operator();
        UUID id = Answers.id(template);
        TemplateRecord known = gate.templates(operator).stream().filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(AbsentException::new);
        return Answers.seeOther("/drafts/" + gate.write(operator, TemplateWords.content(known)));
    }

    /**
     * Begins a translation of an approved template: with what the language says so far, or else with the original's words to write over.
     *
     * @param language BCP 47 tag
     */
    @POST
    @Path("/{template}/translations")
    public Response translate(@RestPath String template, @RestForm String language) {
        Operator operator = visitor.operator();
        UUID id = Answers.id(template);
        List<TemplateRecord> templates = gate.templates(operator);
        TemplateRecord original = templates.stream().filter(one -> one.id().equals(id) && one.isOriginal()).findFirst()
                .orElseThrow(AbsentException::new);
        TemplateRecord known = templates.stream()
                .filter(one -> one.key().equals(original.key()) && one.language().equals(language)).findFirst()
                .orElse(original);
        return Answers
                .seeOther("/drafts/" + gate.write(operator, new TemplateContent(original.key(), language, original.state(),
                        known.name(), known.title(), known.words(), known.phrases(), original.revision())));
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
        Form form = Form.sent(TemplateForm.ACT);
        require(gate.require(operator, draft));
        return Answers.attempt(() -> {
            gate.edit(operator, draft, TemplateForm.read(form), Answers.number(form.value("version")));
            if (proposes) {
                gate.propose(operator, draft);
            }
            return "/drafts/" + draft;
        }, refusal -> render(operator, gate.require(operator, draft), form.refused(TemplateForm.placed(refusal))));
    }

    private static void require(DraftRecord draft) {
        if (draft.kind() != DraftKind.TEMPLATE) {
            throw new ConflictException("The draft is no template: open it at the gate.");
        }
    }

    /** The screen of a draft that is being written. */
    String writing(Operator operator, DraftRecord draft) {
        return render(operator, draft, TemplateForm.of(draft.template()));
    }

    private String render(Operator operator, DraftRecord draft, Form form) {
        List<TemplateRecord> ofKey = draft == null
                ? List.of()
                : gate.templates(operator).stream().filter(it -> it.key().equals(draft.template().key())).toList();
        boolean translates = draft != null && draft.template().translates() != null;
        List<PublishedAudience> audiences = gate.published(operator).audiences();
        return Templates.template(Frame.of(operator, draft == null ? "templates" : "gate"), new Writing(draft,
                draft == null ? null : BoardScreen.Waiting.name(operators.byId(operator), draft.writtenBy()), !ofKey.isEmpty(),
                TemplateForm.Own.of(audiences), form.value("language"),
                translates ? ofKey.stream().filter(TemplateRecord::isOriginal).findFirst().orElse(null) : null, audiences),
                form)
                .render();
    }
}
