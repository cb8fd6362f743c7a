package org.gatepost.gate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.InvalidException;

/**
 * Makes of a page's API capture in the Statuspage format one bundle for the gate: components and history, with their ids, so that links
 * to the old page keep their meaning. Pure. Only the fields named here are taken; words are kept as text, never as HTML of somebody
 * else. The format has no audiences, so the importer says whom the old words addressed.
 */
public final class StatuspageImport {
    public static final int NOTICES_LIMIT = 500;
    public static final int COMPONENTS_LIMIT = 500;
    private static final Pattern PUBLIC_ID = Pattern.compile("[a-z0-9]{12}");
    private static final int NAME_LIMIT = 100;
    private static final int DESCRIPTION_LIMIT = 1_000;

    private final PublishedPage page;
    private final List<String> audiences;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Bundle.Group> groups = new LinkedHashMap<>();
    private final Map<String, Bundle.Component> components = new LinkedHashMap<>();
    private final List<Bundle.Notice> notices = new ArrayList<>();

    private StatuspageImport(PublishedPage page, List<String> audiences) {
        this.page = page;
        this.audiences = audiences;
    }

    /**
     * @param audiences whom the old words addressed; at least one, all known to the page
     * @param captures in any order; what several of them hold is taken once
     * @throws InvalidException that names the place in the capture
     */
    public static ImportedBundle read(PublishedPage page, List<String> audiences, List<StatuspageCapture> captures) {
        Set<String> known = page.audiences().stream().map(audience -> audience.key()).collect(Collectors.toSet());
        if (audiences == null || audiences.isEmpty() || !known.containsAll(audiences)) {
            throw new InvalidException("audiences", "No audience is chosen, or one is not known here: choose of "
                    + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        if (captures == null || captures.isEmpty()) {
            throw new InvalidException("captures", "There is no capture: send components.json, incidents.json or "
                    + "scheduled-maintenances.json of the other page.");
        }
        StatuspageImport read = new StatuspageImport(page, audiences.stream().distinct().sorted().toList());
        captures.forEach(capture -> read.components(capture));
        captures.forEach(capture -> read.notices(capture));
        return read.result();
    }

    private ImportedBundle result() {
        if (groups.isEmpty() && components.isEmpty() && notices.isEmpty()) {
            throw new InvalidException("captures", "There is nothing in the capture that the page does not have already.");
        }
        notices.sort(Comparator.comparing(Bundle.Notice::startedAt).thenComparing(Bundle.Notice::id));
        return new ImportedBundle(
                new Bundle(List.copyOf(groups.values()), List.copyOf(components.values()), List.copyOf(notices)),
                List.copyOf(notes));
    }

    private void components(StatuspageCapture capture) {
        Stream<StatuspageCapture.Component> within = Stream.concat(all(capture.incidents()), all(capture.maintenances()))
                .flatMap(incident -> list(incident.components()).stream());
        List<StatuspageCapture.Component> found = Stream.concat(list(capture.components()).stream(), within).toList();
        found.stream().filter(one -> Boolean.TRUE.equals(one.group())).forEach(this::group);
        found.stream().filter(one -> !Boolean.TRUE.equals(one.group())).forEach(this::component);
        if (components.size() > COMPONENTS_LIMIT) {
            throw new InvalidException("captures.components",
                    "There are more than " + COMPONENTS_LIMIT + " components: import fewer at once.");
        }
    }

    private void group(StatuspageCapture.Component group) {
        String id = id("captures.components.id", group.id());
        if (groups.containsKey(id) || page.groups().stream().anyMatch(one -> one.id().equals(id))) {
            return;
        }
        Instant created = instant("captures.components.created_at", group.createdAt());
        groups.put(id,
                new Bundle.Group(id, line("captures.components.name", group.name(), NAME_LIMIT), position(group), created,
                        group.updatedAt() == null ? created : group.updatedAt().toInstant()));
    }

    private void component(StatuspageCapture.Component component) {
        String id = id("captures.components.id", component.id());
        if (components.containsKey(id) || isOnThePage(id)) {
            return;
        }
        String group = component.groupId();
        if (group != null && !groups.containsKey(group) && page.groups().stream().noneMatch(one -> one.id().equals(group))) {
            notes.add("The group of component " + id + " is not in the capture: the component stands alone.");
        }
        Instant created = instant("captures.components.created_at", component.createdAt());
        components.put(id,
                new Bundle.Component(id, line("captures.components.name", component.name(), NAME_LIMIT),
                        text("captures.components.description", component.description(), DESCRIPTION_LIMIT),
                        groups.containsKey(group) || page.groups().stream().anyMatch(one -> one.id().equals(group))
                                ? group
                                : null,
                        position(component), audiences, component.startDate(), created,
                        component.updatedAt() == null ? created : component.updatedAt().toInstant()));
    }

    private boolean isOnThePage(String component) {
        return page.components().stream().anyMatch(one -> one.id().equals(component));
    }

    private void notices(StatuspageCapture capture) {
        list(capture.incidents()).forEach(incident -> notice("captures.incidents", NoticeKind.INCIDENT, incident));
        list(capture.maintenances())
                .forEach(incident -> notice("captures.scheduled_maintenances", NoticeKind.MAINTENANCE, incident));
        if (notices.size() > NOTICES_LIMIT) {
            throw new InvalidException("captures", "There are more than " + NOTICES_LIMIT + " notices: import fewer at once.");
        }
    }

    private void notice(String at, NoticeKind kind, StatuspageCapture.Incident incident) {
        String id = id(at + ".id", incident.id());
        if (notices.stream().anyMatch(one -> one.id().equals(id))) {
            return;
        }
        if (page.notices().stream().anyMatch(one -> one.id().equals(id))) {
            notes.add("The notice " + id + " is on the page already: it is left out.");
            return;
        }
        List<Bundle.Update> updates = updates(at, kind, incident);
        if (updates.isEmpty()) {
            notes.add("The notice " + id + " has no words: it is left out.");
            return;
        }
        Instant started = incident.startedAt() == null ? updates.get(0).shownAt() : incident.startedAt().toInstant();
        boolean planned = kind == NoticeKind.MAINTENANCE;
        Instant from = planned ? instant(at + ".scheduled_for", incident.scheduledFor()) : null;
        Instant until = planned ? instant(at + ".scheduled_until", incident.scheduledUntil()) : null;
        if (planned && until.isBefore(from)) {
            throw new InvalidException(at + ".scheduled_until",
                    "The end of maintenance " + id + " lies before its begin: mend the capture.");
        }
        notices.add(new Bundle.Notice(id, kind, line(at + ".name", incident.name(), GatePolicy.TITLE_LIMIT),
                planned ? from : started, from,
                until, updates));
    }

    private List<Bundle.Update> updates(String at, NoticeKind kind, StatuspageCapture.Incident incident) {
        Impact worst = impact(at + ".impact", incident.impact());
        List<StatuspageCapture.Update> oldestFirst = list(incident.updates()).stream()
                .filter(update -> update.body() != null && !update.body().isBlank())
                .sorted(Comparator.comparing(
                        (StatuspageCapture.Update update) -> instant(at + ".incident_updates.created_at", update.createdAt()))
                        .thenComparing(StatuspageCapture.Update::id))
                .toList();
        Map<String, ComponentStatus> effects = new TreeMap<>();
        List<Bundle.Update> updates = new ArrayList<>();
        for (StatuspageCapture.Update update : oldestFirst) {
            NoticeState state = state(at + ".incident_updates.status", kind, update.status());
            for (StatuspageCapture.AffectedComponent affected : list(update.affectedComponents())) {
                effect(at, affected, effects);
            }
            if (state.isOver()) {
                effects.clear();
            }
            String words = text(at + ".incident_updates.body", update.body(), GatePolicy.WORDS_LIMIT);
            String html = Markdown.plain(words);
            Impact impact = state.isOver() ? Impact.NONE : worst;
            OffsetDateTime shown = update.displayAt() == null ? update.createdAt() : update.displayAt();
            updates.add(new Bundle.Update(id(at + ".incident_updates.id", update.id()), state, shown.toInstant(),
                    update.createdAt().toInstant(), null,
                    audiences.stream().map(audience -> new Bundle.Disclosure(audience, impact, null, null, words, html))
                            .toList(),
                    effects.entrySet().stream().map(effect -> new Bundle.Effect(effect.getKey(), null, effect.getValue()))
                            .toList()));
        }
        return updates;
    }

    private void effect(String at, StatuspageCapture.AffectedComponent affected, Map<String, ComponentStatus> effects) {
        if (affected.code() == null) {
            return;
        }
        if (!components.containsKey(affected.code()) && !isOnThePage(affected.code())) {
            notes.add("A component that an update names is not in the capture: its change is left out.");
            return;
        }
        ComponentStatus status = status(at + ".incident_updates.affected_components.new_status", affected.newStatus());
        if (status == ComponentStatus.OPERATIONAL) {
            effects.remove(affected.code());
        } else {
            effects.put(affected.code(), status);
        }
    }

    private static ComponentStatus status(String at, String value) {
        return switch (value == null ? "" : value) {
            case "operational" -> ComponentStatus.OPERATIONAL;
            case "degraded_performance" -> ComponentStatus.DEGRADED_PERFORMANCE;
            case "partial_outage" -> ComponentStatus.PARTIAL_OUTAGE;
            case "major_outage" -> ComponentStatus.MAJOR_OUTAGE;
            case "under_maintenance" -> ComponentStatus.UNDER_MAINTENANCE;
            default -> throw new InvalidException(at, "The status is none of the format's five: mend the capture.");
        };
    }

    private static Impact impact(String at, String value) {
        return switch (value == null ? "" : value) {
            case "none" -> Impact.NONE;
            case "minor" -> Impact.DEGRADED;
            case "major" -> Impact.PARTIAL_OUTAGE;
            case "critical" -> Impact.MAJOR_OUTAGE;
            case "maintenance" -> Impact.MAINTENANCE;
            default -> throw new InvalidException(at, "The impact is none of the format's five: mend the capture.");
        };
    }

    private static NoticeState state(String at, NoticeKind kind, String value) {
        NoticeState state = switch (value == null ? "" : value) {
            case "investigating" -> NoticeState.INVESTIGATING;
            case "identified" -> NoticeState.IDENTIFIED;
            case "monitoring" -> NoticeState.MONITORING;
            case "resolved", "postmortem" -> NoticeState.RESOLVED;
            case "scheduled" -> NoticeState.SCHEDULED;
            case "in_progress" -> NoticeState.IN_PROGRESS;
            case "verifying" -> NoticeState.VERIFYING;
            case "completed" -> NoticeState.COMPLETED;
            default -> null;
        };
        if (state == null || !state.isFor(kind)) {
            throw new InvalidException(at, "The status is none that the format has for this kind of notice: mend the capture.");
        }
        return state;
    }

    private static int position(StatuspageCapture.Component component) {
        return component.position() == null ? 0 : component.position();
    }

    private static String id(String at, String value) {
        if (value == null || !PUBLIC_ID.matcher(value).matches()) {
            throw new InvalidException(at, "An id is not 12 characters of a to z and 0 to 9: mend the capture.");
        }
        return value;
    }

    private static Instant instant(String at, OffsetDateTime value) {
        if (value == null) {
            throw new InvalidException(at, "A time is missing: mend the capture.");
        }
        return value.toInstant();
    }

    private static String line(String at, String value, int limit) {
        String text = text(at, value, limit);
        if (text == null || text.isBlank()) {
            throw new InvalidException(at, "A name is empty: mend the capture.");
        }
        return text.replace('\n', ' ').strip();
    }

    private static String text(String at, String value, int limit) {
        if (value == null) {
            return null;
        }
        String text = value.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (text.length() > limit || text.indexOf('\0') >= 0) {
            throw new InvalidException(at,
                    "A text is longer than " + limit + " characters or holds a NUL: shorten it in the capture.");
        }
        return text;
    }

    private static Stream<StatuspageCapture.Incident> all(List<StatuspageCapture.Incident> incidents) {
        return list(incidents).stream();
    }

    private static <T> List<T> list(List<T> values) {
        return values == null ? List.of() : values;
    }
}
