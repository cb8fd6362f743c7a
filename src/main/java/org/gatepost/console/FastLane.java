package org.gatepost.console;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.gate.FastWords;
import org.gatepost.gate.Gate;
import org.gatepost.gate.PublicationRecord;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.Incidents;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;

/** The shortest way to public words: approved templates, values of closed sets, one person. */
@ApplicationScoped
class FastLane {
    private final Gate gate;
    private final Incidents incidents;
    private final Clock clock;

    FastLane(Gate gate, Incidents incidents, Clock clock) {
        this.gate = gate;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** States what the button by which the incident was declared says of an audience, so that words to it are the next press. */
    void hurt(Operator operator, UUID incident, Form declaration) {
        String audience = DeclareForm.hurts(declaration, gate.audiences(operator));
        if (audience != null) {
            incidents.affect(operator, incident, audience, AffectedImpact.DEGRADED, null, null);
        }
    }

    /** Whether the lane may be offered at all; what counts is what the gate answers. */
    static boolean isOffered(IncidentRecord incident) {
        return !incident.sealed() && !incident.drill() && incident.releasedAt() == null;
    }

    /**
     * @param published what went out about the incident
     * @param form what was sent, or anything else for the panel as it begins
     */
    FastPanel panel(Operator operator, IncidentRecord incident, PublishedPage page, List<PublicationRecord> published,
            Form form) {
        List<TemplateRecord> all = gate.templates(operator);
        List<TemplateRecord> templates = originals(all);
        List<PublishedNotice> open = open(page, published);
        // Two looks at the form are two requests; one look that is sent twice is one.
        Form chosen = form.values().isEmpty()
                ? FastForm.preset(incident, open.isEmpty() ? null : open.get(0),
                        open.isEmpty() ? List.of() : gate.omissionsOf(operator, open.get(0).id()), templates,
                        operator.id() + "." + clock.instant().toEpochMilli())
                : form;
        Set<String> hurt = FastForm.hurt(incident).stream().map(IncidentRecord.Affected::audience).collect(Collectors.toSet());
        List<FastPanel.Addressee> audiences = page.audiences().stream()
                .map(audience -> new FastPanel.Addressee(audience.key(), audience.name(), hurt.contains(audience.key())))
                .toList();
        return new FastPanel(incident.id().toString(), chosen, open, FastPanel.said(templates), audiences,
                FastPanel.shelves(page), words(operator, incident, page, all, chosen));
    }

    /** How it will read, or why there is nothing to read yet. */
    private FastPanel.Words words(Operator operator, IncidentRecord incident, PublishedPage page,
            List<TemplateRecord> templates, Form form) {
        try {
            FastWords words = FastForm.read(incident.id(), form, originals(templates), clock.instant());
            return words.disclosures().isEmpty()
                    ? FastPanel.Words.missing("Choose at least one audience, and how it is hurt.")
                    : FastPanel.Words.of(page, gate.fill(operator, words), languages(templates, words));
        } catch (InvalidException | ConflictException refusal) {
            return FastPanel.Words.missing(refusal.getMessage());
        }
    }

    private static List<TemplateRecord> languages(List<TemplateRecord> templates, FastWords words) {
        String key = templates.stream().filter(it -> it.id().equals(words.template())).map(TemplateRecord::key).findFirst()
                .orElse("");
        return templates.stream().filter(it -> it.key().equals(key)).toList();
    }

    void publish(Operator operator, IncidentRecord incident, Form form) {
        if (!isOffered(incident)) {
            throw new ConflictException("About this incident one person alone publishes nothing: write a draft.");
        }
        gate.publishFast(operator, FastForm.read(incident.id(), form, originals(gate.templates(operator)), clock.instant()),
                form.value("request"));
    }

    /** One for each key: all languages of it go out together. */
    private static List<TemplateRecord> originals(List<TemplateRecord> templates) {
        return templates.stream().filter(template -> template.isOriginal() && template.state().isFor(NoticeKind.INCIDENT)
                && template.state() != NoticeState.POSTMORTEM).toList();
    }

    private static List<PublishedNotice> open(PublishedPage page, List<PublicationRecord> published) {
        Set<String> own = published.stream().map(PublicationRecord::notice).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return page.notices().stream()
                .filter(notice -> own.contains(notice.id()) && notice.isOpen() && notice.kind() == NoticeKind.INCIDENT)
                .toList();
    }
}
