package org.gatepost.console;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.Incidents;
import org.gatepost.security.Operator;
import org.gatepost.security.Operators;
import org.gatepost.security.Person;
import org.gatepost.security.Visitor;
import org.gatepost.view.Observer;
import org.gatepost.view.Question;
import org.gatepost.view.Sight;
import org.gatepost.view.View;
import org.gatepost.view.ViewAs;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;

/** An incident with other people's eyes, side by side. */
@Path("/incidents/{id}/view-as")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class ViewScreen {
    private final ViewAs viewAs;
    private final Incidents incidents;
    private final Operators operators;
    private final Visitor visitor;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance view(Frame frame, Whole whole);

        private Templates() {
        }
    }

    ViewScreen(ViewAs viewAs, Incidents incidents, Operators operators, Visitor visitor) {
        this.viewAs = viewAs;
        this.incidents = incidents;
        this.operators = operators;
        this.visitor = visitor;
    }

    /** @param chosen the person looked as, or null */
    record Whole(IncidentRecord incident, View view, List<Person> people, UUID chosen) {
        public List<Question> questions() {
            return List.of(Question.values());
        }
    }

    @GET
    public String view(@RestPath String id, @RestQuery String person) {
        Operator operator = visitor.operator();
        IncidentRecord incident = incidents.require(operator, Answers.id(id));
        UUID chosen = Answers.chosen(person);
        View view = viewAs.of(operator, incident.id(), chosen);
        return Templates.view(Frame.of(operator, "incidents").sealed(incident.sealed()),
                new Whole(incident, view, operators.everybody(operator), chosen)).render();
    }

    @TemplateExtension
    static String heading(Sight sight) {
        return switch (sight.observer()) {
            case ANONYMOUS -> "Anybody";
            case SUBSCRIBER -> "Feeds and programs";
            case RESPONDER -> "A responder or publisher";
            case FORMER_MEMBER -> "A former member";
            case AUTOMATION -> "A machine";
            case PERSON -> sight.person().name();
        };
    }

    @TemplateExtension
    static String explained(Observer observer) {
        return switch (observer) {
            case ANONYMOUS -> "A reader of the page, in the store as it is signed now.";
            case SUBSCRIBER -> "Feeds, calendars and the public API, in the same store. No messages are sent yet.";
            case RESPONDER -> "Works incidents and drafts, and is in no circle.";
            case FORMER_MEMBER -> "Was of the circle and was dismissed.";
            case AUTOMATION -> "Holds a token of automation.";
            case PERSON -> "By name, as if logged in now.";
        };
    }

    @TemplateExtension
    static String words(Question question) {
        return switch (question) {
            case ADDRESS -> "Its address";
            case LIST -> "The list of incidents";
            case SEARCH -> "Search for its codename and its title";
            case ALERTS -> "Its alerts";
            case DRAFTS -> "Its drafts";
            case QUEUE -> "The queue at the gate";
            case PUBLICATIONS -> "What was published of it";
            case EMBARGO -> "Its embargo";
            case PAGES -> "Pages, badges and pictures";
            case FEEDS -> "Feeds";
            case JSON -> "Public API";
        };
    }
}
