package org.gatepost.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.incident.Declaration;
import org.gatepost.incident.Incidents;
import org.gatepost.security.Ids;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;

/** What machines observe. Alerts are never hidden: what an embargo hides is which incidents deal with them. */
@ApplicationScoped
public class Alerts {
    public static final int PAGE_SIZE = 50;
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {
    };

    private final Transactions transactions;
    private final AlertRepository alerts;
    private final Incidents incidents;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    Alerts(Transactions transactions, AlertRepository alerts, Incidents incidents, ObjectMapper json, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.alerts = alerts;
        this.incidents = incidents;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a message in whole or not at all. Identity is (fingerprint, startsAt), so hearing it again changes nothing.
     *
     * @return how many alerts it held
     * @throws InvalidException that names the field
     */
    public int hear(Operator operator, AlertmanagerMessage message) {
        message.check();
        return transactions.inRoom(operator, () -> {
            // The answer is the same, whichever side of the wall they are kept on.
            if (operator.kind() == Operator.Kind.MACHINE && alerts.hearSealed(message,
                    text(message.alerts().stream().map(AlertRepository::facts).toList()), ids.codename())) {
                return message.alerts().size();
            }
            Instant now = clock.instant();
            UUID group = alerts.hearGroup(message, now);
            for (AlertmanagerMessage.Entry alert : message.alerts()) {
                alerts.hear(group, alert, write(alert.labels()), write(alert.annotations()), now);
            }
            return message.alerts().size();
        });
    }

    /** Firing ones first, then newest first. @param page from 0 */
    public AlertPage find(Operator operator, AlertState state, int page) {
        return transactions.inRoom(operator, () -> {
            PanacheQuery<Alert> found = state == null
                    ? alerts.find("order by state, startsAt desc, id")
                    : alerts.find("state = ?1 order by startsAt desc, id", state);
            found.page(Page.of(Math.max(0, page), PAGE_SIZE));
            return new AlertPage(found.list().stream().map(this::record).toList(), found.count(), Math.max(0, page), PAGE_SIZE);
        });
    }

    public AlertRecord require(Operator operator, UUID id) {
        return transactions.inRoom(operator, () -> record(alerts.require(id)));
    }

    /** The alerts that an incident deals with, in the order in which they were linked. */
    public List<AlertRecord> of(Operator operator, UUID incident) {
        return transactions.inRoom(operator, () -> alerts.of(incident).stream().map(this::record).toList());
    }

    /** Declares an incident about an alert; an empty title takes the alert's words. */
    public UUID declare(Operator operator, UUID id, Declaration declaration) {
        return transactions.inRoom(operator, () -> {
            Alert alert = alerts.require(id);
            String title = declaration.title() == null || declaration.title().isBlank() ? alert.name() : declaration.title();
            Declaration titled = new Declaration(title, declaration.severity(), declaration.criterion(), declaration.evidence(),
                    declaration.seal());
            return incidents.declare(operator, titled, declared -> alerts.link(id, declared, operator.id(), clock.instant()));
        });
    }

    /** Says that an incident deals with an alert. An alert may belong to several. */
    public void link(Operator operator, UUID id, UUID incident) {
        if (incident == null) {
            throw new InvalidException("incident", "No incident is named: say which one deals with the alert.");
        }
        transactions.inRoom(operator, () -> {
            alerts.require(id);
            incidents.requireReadable(operator, incident);
            alerts.link(id, incident, operator.id(), clock.instant());
            return null;
        });
    }

    private AlertRecord record(Alert alert) {
        return alert.record(read(alert.labels()), read(alert.annotations()), alerts.truncatedIn(alert.group()),
                alerts.incidentsOf(alert.id()));
    }

    private String write(Map<String, String> values) {
        return text(values == null ? Map.of() : values);
    }

    private String text(Object values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Labels could not be written.", e);
        }
    }

    private Map<String, String> read(String text) {
        try {
            return json.readValue(text, STRINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Labels could not be read.", e);
        }
    }
}
