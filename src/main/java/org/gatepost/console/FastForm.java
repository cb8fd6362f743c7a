package org.gatepost.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.gatepost.gate.DraftContent;
import org.gatepost.gate.FastWords;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.incident.IncidentState;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.security.InvalidException;

/**
 * The fast lane's form: nothing in it is free text but a reason that stays private. Its fields are named as the gate names the places
 * of a draft in its refusals. Pure.
 */
final class FastForm {
    static final String ACT = "publications";
    /** In minutes, from the moment of publication. */
    static final List<Integer> PROMISES = List.of(15, 30, 60, 120, 240);
    private static final String EFFECTS = "effects.";
    private static final String OMISSIONS = "omissions.";
    private static final String IMPACT = ".impact";

    private FastForm() {
    }

    /**
     * What the form says. Words that end a notice leave nobody hurt and nothing in trouble, whatever was chosen for the words before.
     *
     * @param templates that can be chosen
     * @throws InvalidException when a time cannot be read or no template is chosen
     */
    static FastWords read(UUID incident, Form form, List<TemplateRecord> templates, Instant now) {
        TemplateRecord template = templates.stream().filter(one -> form.has("template", one.id())).findFirst()
                .orElseThrow(() -> new InvalidException("template", "No words are chosen: choose what is to be said."));
        String notice = form.value("notice").isBlank() ? null : form.value("notice");
        boolean ends = notice != null && template.state().isOver();
        return new FastWords(incident, notice, template.id(), notice == null ? time(form, "startedAt") : null, null,
                template.state().isOver() ? null : promise(form, now), disclosures(form, ends), effects(form, ends),
                omissions(form));
    }

    private static Instant promise(Form form, Instant now) {
        int minutes = Answers.number(form.value("nextUpdateBy"));
        return PROMISES.contains(minutes)
                ? now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(minutes))
                : null;
    }

    private static List<FastWords.Disclosure> disclosures(Form form, boolean ends) {
        List<FastWords.Disclosure> disclosures = new ArrayList<>();
        for (String audience : audiences(form)) {
            String at = DraftForm.DISCLOSURES + audience;
            Impact impact = Answers.constant(Impact.class, form.value(at + IMPACT));
            if (impact != null) {
                disclosures.add(new FastWords.Disclosure(audience, ends ? Impact.NONE : impact, time(form, at + ".from"),
                        time(form, at + ".to")));
            }
        }
        return disclosures;
    }

    /** Words that end a notice still name what was in trouble, and say that it is operational. */
    private static List<DraftContent.Effect> effects(Form form, boolean ends) {
        List<DraftContent.Effect> effects = new ArrayList<>();
        form.values().forEach((name, value) -> {
            ComponentStatus status = Answers.constant(ComponentStatus.class, value);
            if (name.startsWith(EFFECTS) && status != null && status != ComponentStatus.OPERATIONAL) {
                effects.add(new DraftContent.Effect(name.substring(EFFECTS.length()), null,
                        ends ? ComponentStatus.OPERATIONAL : status));
            }
        });
        return effects;
    }

    /** Reasons for audiences that are mentioned after all are left behind. */
    private static List<DraftContent.Omission> omissions(Form form) {
        List<DraftContent.Omission> omissions = new ArrayList<>();
        form.values().forEach((name, value) -> {
            if (name.startsWith(OMISSIONS) && !value.isBlank()) {
                String audience = name.substring(OMISSIONS.length());
                if (form.value(DraftForm.DISCLOSURES + audience + IMPACT).isBlank()) {
                    omissions.add(new DraftContent.Omission(audience, value.strip()));
                }
            }
        });
        return omissions;
    }

    private static Set<String> audiences(Form form) {
        Set<String> audiences = new LinkedHashSet<>();
        form.values().keySet().stream().filter(name -> name.startsWith(DraftForm.DISCLOSURES) && name.endsWith(IMPACT)
                && name.length() > DraftForm.DISCLOSURES.length() + IMPACT.length())
                .forEach(
                        name -> audiences.add(name.substring(DraftForm.DISCLOSURES.length(), name.length() - IMPACT.length())));
        return audiences;
    }

    /**
     * What the form begins with: the words that come next, whom the incident hurts and how, and what the notice says of components.
     * Whom the notice left out, though hurt, stays left out until somebody chooses otherwise.
     *
     * @param notice that the words would continue, or null for first words
     * @param left whom it left out, and why
     * @param request a key that no other look at the form has
     */
    static Form preset(IncidentRecord incident, PublishedNotice notice, List<DraftContent.Omission> left,
            List<TemplateRecord> templates, String request) {
        Map<String, String> values = new LinkedHashMap<>();
        NoticeState state = state(incident.state(), notice == null ? null : notice.state());
        values.put("template", usual(templates, state).map(template -> template.id().toString()).orElse(""));
        values.put("notice", notice == null ? "" : notice.id());
        values.put("request", request);
        List<IncidentRecord.Affected> hurt = hurt(incident);
        values.put("startedAt", Times.typed(hurt.stream().map(IncidentRecord.Affected::from).filter(from -> from != null)
                .min(Instant::compareTo).orElse(incident.declaredAt()).truncatedTo(ChronoUnit.MINUTES)));
        if (notice != null) {
            PublishedUpdate last = notice.latest();
            last.disclosures().forEach(to -> disclose(values, to.audience(), to.impact(), to.from(), to.to()));
            last.effects().stream().filter(effect -> effect.audience() == null)
                    .forEach(effect -> values.put(EFFECTS + effect.componentId(), effect.status().name()));
        }
        if (notice != null) {
            DraftScreens.omissions(notice.latest(), left)
                    .forEach(omission -> values.put(OMISSIONS + omission.audience(), omission.reason()));
        }
        hurt.stream().filter(affected -> !values.containsKey(OMISSIONS + affected.audience()))
                .forEach(affected -> disclose(values, affected.audience(), Impact.valueOf(affected.impact().name()),
                        affected.from(), affected.to()));
        return new Form(ACT, values, null, null);
    }

    /** Of several for the state the one that is called like it, which speaks of no particular problem. */
    private static Optional<TemplateRecord> usual(List<TemplateRecord> templates, NoticeState state) {
        List<TemplateRecord> fitting = templates.stream().filter(template -> template.state() == state).toList();
        return fitting.stream().filter(template -> template.key().equals(Wording.plain(state))).findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private static void disclose(Map<String, String> values, String audience, Impact impact, Instant from, Instant to) {
        String at = DraftForm.DISCLOSURES + audience;
        values.put(at + IMPACT, impact.name());
        values.put(at + ".from", Times.typed(from));
        values.put(at + ".to", Times.typed(to));
    }

    /** The audiences of which the incident says that they are hurt, planned work apart. */
    static List<IncidentRecord.Affected> hurt(IncidentRecord incident) {
        return incident.affected().stream().filter(
                affected -> affected.impact() != AffectedImpact.NONE && affected.impact() != AffectedImpact.MAINTENANCE)
                .toList();
    }

    /** What is to be said next: one step on from what was said last, and never behind the incident itself. */
    static NoticeState state(IncidentState incident, NoticeState said) {
        if (!incident.isRunning()) {
            return NoticeState.RESOLVED;
        }
        NoticeState next = said == null ? NoticeState.INVESTIGATING : switch (said) {
            case INVESTIGATING -> NoticeState.IDENTIFIED;
            case IDENTIFIED -> NoticeState.MONITORING;
            default -> NoticeState.RESOLVED;
        };
        boolean isBounded = incident == IncidentState.MITIGATED;
        return isBounded && next.compareTo(NoticeState.MONITORING) < 0 ? NoticeState.MONITORING : next;
    }

    private static Instant time(Form form, String field) {
        return Times.read(field, form.value(field));
    }
}
