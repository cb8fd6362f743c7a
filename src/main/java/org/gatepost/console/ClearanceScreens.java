package org.gatepost.console;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.gatepost.security.Clearances;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Who is cleared, for those who are. For everybody else there is nothing at this address. */
@Path("/clearances")
@Produces(Answers.HTML)
@RolesAllowed({Operator.RESPONDER, Operator.ADMIN})
class ClearanceScreens {
    private final Clearances clearances;
    private final Operators operators;
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance clearances(Frame frame, Whole whole, Form form);

        private Templates() {
        }
    }

    ClearanceScreens(Clearances clearances, Operators operators, Visitor visitor) {
        this.clearances = clearances;
        this.operators = operators;
        this.visitor = visitor;
    }

    /**
     * @param own the operator's id
     * @param candidates who has logged in once and is neither cleared nor proposed
     * @param unread since when announcements are new to the operator, or null for none
     */
    record Whole(UUID own, Clearances.Register register, List<Person> candidates, Instant unread) {
    }

    @GET
    public String clearances() {
        return render(visitor.operator(), Form.NOTHING);
    }

    @POST
    public Response propose(@RestForm String operator) {
        return act("proposal", person -> clearances.propose(visitor.operator(), person));
    }

    @POST
    @Path("/confirmations")
    public Response confirm(@RestForm String operator) {
        return act("confirmation", person -> clearances.confirm(visitor.operator(), person));
    }

    /** Ends a clearance, or takes a proposal back. */
    @POST
    @Path("/ends")
    public Response end(@RestForm String operator) {
        return act("end", person -> clearances.end(visitor.operator(), person));
    }

    /** The announcements so far are read. */
    @POST
    @Path("/news")
    public Response read(@RestForm String sure) {
        clearances.read(visitor.operator());
        return Answers.seeOther("/clearances");
    }

    private Response act(String act, Consumer<UUID> use) {
        Form form = Form.sent(act);
        return Answers.attempt(() -> {
            use.accept(Answers.chosen(form.value("operator")));
            return "/clearances";
        }, refusal -> render(visitor.operator(), form.refused(refusal)));
    }

    private String render(Operator operator, Form form) {
        Clearances.Register register = clearances.register(operator);
        Set<UUID> known = Stream.concat(register.cleared().stream().map(cleared -> cleared.person().id()),
                register.proposed().stream().map(proposed -> proposed.person().id())).collect(Collectors.toSet());
        List<Person> candidates = operators.everybody(operator).stream()
                .filter(person -> person.kind() == Operator.Kind.PERSON && !known.contains(person.id())).toList();
        List<Clearances.News> unread = clearances.newsFor(operator);
        return Templates.clearances(Frame.of(operator, "shift").sealed(true), new Whole(operator.id(), register, candidates,
                unread.isEmpty() ? null : unread.get(unread.size() - 1).at()), form).render();
    }
}
