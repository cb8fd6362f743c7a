package org.gatepost.gate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern PUBLIC_ID = Pattern.compile("[a-z0-9]{12}");
    private static final int NAME_LIMIT = 100;
    private static final int DESCRIPTION_LIMIT = 1_000;

    private final PublishedPage page;
    private final List<String> audiences;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Map<String, Bundle.Group> groups = new HashMap<>();
    private final Map<String, Bundle.Component> components = new HashMap<>();
    private final Map<String, Bundle.Notice> notices = new HashMap<>();
    private final Set<String> updates = new HashSet<>();

    /** Something of a capture, and where it stands there, for a refusal to name. */
    private record Placed<T>(String at, T it) {
    }

    private StatuspageImport(PublishedPage page, List<String> audiences) {
        this.page = page;
        this.audiences = audiences;
        page.notices().forEach(notice -> notice.updates().forEach(update -> updates.add(update.id())));
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
        List<Placed<StatuspageCapture>> placed = placed("captures", captures);
        read.components(placed);
        placed.forEach(read::notices);
        return read.result();
    }

    private ImportedBundle result() {
        if (groups.isEmpty() && components.isEmpty() && notices.isEmpty()) {
            throw new InvalidException("captures", "There is nothing in the capture that the page does not have already.");
        }
        Bundle bundle = new Bundle(
                groups.values().stream()
                        .sorted(Comparator.comparing(Bundle.Group::position).thenComparing(Bundle.Group::id)).toList(),
                components.values().stream()
                        .sorted(Comparator.comparing(Bundle.Component::position).thenComparing(Bundle.Component::id)).toList(),
                notices.values().stream()
                        .sorted(Comparator.comparing(Bundle.Notice::startedAt).thenComparing(Bundle.Notice::id)).toList());
        if (bundle.text().getBytes(StandardCharsets.UTF_8).length > Bundle.TEXT_LIMIT) {
            throw new InvalidException("captures", "Together the words are longer than 4 MiB: import fewer notices at once.");
        }
        return new ImportedBundle(bundle, List.copyOf(notes));
    }

    /** Groups of all captures come first, because a component may stand in another one; so do lists, which are newer than copies. */
    private void components(List<Placed<StatuspageCapture>> captures) {
        List<Placed<StatuspageCapture.Component>> found = new ArrayList<>();
        captures.forEach(capture -> found.addAll(placed(capture.at() + ".components", capture.it().components())));
        captures.stream().flatMap(capture -> Stream.concat(incidents(capture).stream(), maintenances(capture).stream()))
                .forEach(incident -> found.addAll(placed(incident.at() + ".components", incident.it().components())));
        found.stream().filter(one -> Boolean.TRUE.equals(one.it().group())).forEach(one -> group(one.at(), one.it()));
        found.stream().filter(one -> !Boolean.TRUE.equals(one.it().group())).forEach(one -> component(one.at(), one.it()));
    }

    private static List<Placed<StatuspageCapture.Incident>> incidents(Placed<StatuspageCapture> capture) {
        return placed(capture.at() + ".incidents", capture.it().incidents());
    }

    private static List<Placed<StatuspageCapture.Incident>> maintenances(Placed<StatuspageCapture> capture) {
        return placed(capture.at() + ".scheduled_maintenances", capture.it().maintenances());
    }

    private void group(String at, StatuspageCapture.Component group) {
        String id = id(at + ".id", group.id());
        if (groups.containsKey(id) || page.groups().stream().anyMatch(one -> one.id().equals(id))) {
            return;
        }
        Instant created = instant(at + ".created_at", group.createdAt());
        groups.put(id, new Bundle.Group(id, line(at + ".name", group.name(), NAME_LIMIT), position(group), created,
                group.updatedAt() == null ? created : instant(at + ".updated_at", group.updatedAt())));
        GatePolicy.requireRoom(at, page.groups().size() + groups.size(), "groups");
    }

    private void component(String at, StatuspageCapture.Component component) {
        String id = id(at + ".id", component.id());
        if (components.containsKey(id) || isOnThePage(id)) {
            return;
        }
        String group = component.groupId();
        boolean isGrouped = group != null
                && (groups.containsKey(group) || page.groups().stream().anyMatch(one -> one.id().equals(group)));
        if (group != null && !isGrouped) {
            notes.add("The group of component " + id + " is not in the capture: the component stands alone.");
        }
        Instant created = instant(at + ".created_at", component.createdAt());
        components.put(id, new Bundle.Component(id, line(at + ".name", component.name(), NAME_LIMIT),
                text(at + ".description", component.description(), DESCRIPTION_LIMIT), isGrouped ? group : null,
                position(component), audiences, component.startDate(), created,
                component.updatedAt() == null ? created : instant(at + ".updated_at", component.updatedAt())));
        GatePolicy.requireRoom(at, page.components().size() + components.size(), "components");
    }

    private boolean isOnThePage(String component) {
        return page.components().stream().anyMatch(one -> one.id().equals(component));
    }

    private void notices(Placed<StatuspageCapture> capture) {
        incidents(capture).forEach(incident -> notice(incident.at(), NoticeKind.INCIDENT, incident.it()));
        maintenances(capture).forEach(incident -> notice(incident.at(), NoticeKind.MAINTENANCE, incident.it()));
    }

    private void notice(String at, NoticeKind kind, StatuspageCapture.Incident incident) {
        String id = id(at + ".id", incident.id());
        if (notices.containsKey(id)) {
            return;
        }
        if (page.notices().stream().anyMatch(one -> one.id().equals(id))) {
            notes.add("The notice " + id + " is on the page already: it is left out.");
            return;
        }
        List<Bundle.Update> told = updates(at, id, kind, incident);
        if (told.isEmpty()) {
            notes.add("The notice " + id + " has no updates: it is left out.");
            return;
        }
        boolean isPlanned = kind == NoticeKind.MAINTENANCE;
        Instant from = isPlanned ? instant(at + ".scheduled_for", incident.scheduledFor()) : null;
        Instant until = isPlanned ? instant(at + ".scheduled_until", incident.scheduledUntil()) : null;
        if (isPlanned && until.isBefore(from)) {
            throw new InvalidException(at + ".scheduled_until",
                    "The end of the maintenance lies before its begin: mend the capture.");
        }
        Instant started = incident.startedAt() == null
                ? told.get(0).shownAt()
                : instant(at + ".started_at", incident.startedAt());
        if (isOver(incident.status()) && !told.get(told.size() - 1).state().isOver()) {
            notes.add("The notice " + id + " is over on the other page, but none of its updates says so: here it is open.");
        }
        notices.put(id, new Bundle.Notice(id, kind, line(at + ".name", incident.name(), GatePolicy.TITLE_LIMIT),
                isPlanned ? from : started, from, until, told));
        if (notices.size() > NOTICES_LIMIT) {
            throw new InvalidException(at, "There are more than " + NOTICES_LIMIT + " notices: import fewer at once.");
        }
    }

    private static boolean isOver(String status) {
        return "resolved".equals(status) || "postmortem".equals(status) || "completed".equals(status);
    }

    /** Oldest first. The format has them newest first, which decides between two of the same instant. */
    private List<Bundle.Update> updates(String at, String notice, NoticeKind kind, StatuspageCapture.Incident incident) {
        Impact worst = impact(at + ".impact", incident.impact());
        List<Placed<StatuspageCapture.Update>> oldestFirst = new ArrayList<>(
                placed(at + ".incident_updates", incident.updates()));
        Collections.reverse(oldestFirst);
        oldestFirst.sort(Comparator.comparing(update -> instant(update.at() + ".created_at", update.it().createdAt())));
        Map<String, ComponentStatus> effects = new TreeMap<>();
        List<Bundle.Update> told = new ArrayList<>();
        for (Placed<StatuspageCapture.Update> placed : oldestFirst) {
            StatuspageCapture.Update update = placed.it();
            NoticeState state = state(placed.at() + ".status", kind, update.status());
            placed(placed.at() + ".affected_components", update.affectedComponents())
                    .forEach(affected -> effect(affected.at(), affected.it(), effects));
            if (state.isOver()) {
                effects.clear();
            }
            String id = id(placed.at() + ".id", update.id());
            if (!updates.add(id)) {
                throw new InvalidException(placed.at() + ".id",
                        "Another update has this id, in the capture or on the page: leave one of them out.");
            }
            Instant created = instant(placed.at() + ".created_at", update.createdAt());
            Instant shown = update.displayAt() == null ? created : instant(placed.at() + ".display_at", update.displayAt());
            String words = words(placed.at() + ".body", notice, state, update.body());
            String html = Markdown.plain(words);
            if (html.length() > GatePolicy.HTML_LIMIT) {
                throw new InvalidException(placed.at() + ".body", "The words become more than " + GatePolicy.HTML_LIMIT
                        + " characters of HTML: shorten them in the capture.");
            }
            Impact impact = state.isOver() ? Impact.NONE : worst;
            told.add(new Bundle.Update(id, state, shown, created, null,
                    audiences.stream().map(audience -> new Bundle.Disclosure(audience, impact, null, null, words, html))
                            .toList(),
                    effects.entrySet().stream().map(effect -> new Bundle.Effect(effect.getKey(), null, effect.getValue()))
                            .toList()));
        }
        return told;
    }

    /** An update without words may be the one that ends the notice, so it is kept and says its state. */
    private String words(String at, String notice, NoticeState state, String body) {
        String words = text(at, body, GatePolicy.WORDS_LIMIT);
        if (words != null && !words.isEmpty()) {
            return words;
        }
        notes.add("An update of the notice " + notice + " has no words: it says its state alone.");
        String name = state.name().replace('_', ' ');
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private void effect(String at, StatuspageCapture.AffectedComponent affected, Map<String, ComponentStatus> effects) {
        if (affected.code() == null) {
            return;
        }
        String code = id(at + ".code", affected.code());
        if (!components.containsKey(code) && !isOnThePage(code)) {
            notes.add("The component " + code + ", which updates name, is not in the capture: its changes are left out.");
            return;
        }
        ComponentStatus status = status(at + ".new_status", affected.newStatus());
        if (status == ComponentStatus.OPERATIONAL) {
            effects.remove(code);
        } else {
            effects.put(code, status);
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
        if (!GatePolicy.isTellable(value.toInstant())) {
            throw new InvalidException(at, "A time is not of the years 2000 to 2099: mend the capture.");
        }
        return value.toInstant();
    }

    private static String line(String at, String value, int limit) {
        String text = text(at, value, limit);
        if (text == null || text.isEmpty()) {
            throw new InvalidException(at, "A name is empty: mend the capture.");
        }
        String line = text.replace('\n', ' ').replace('\t', ' ');
        if (!GatePolicy.isOneLine(line)) {
            throw new InvalidException(at, "A name holds a character that breaks lines or turns writing: mend the capture.");
        }
        return line;
    }

    private static String text(String at, String value, int limit) {
        if (value == null) {
            return null;
        }
        String text = value.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (text.length() > limit || !GatePolicy.isTellable(text)) {
            throw new InvalidException(at,
                    "A text is longer than " + limit + " characters or holds a control character: mend the capture.");
        }
        return text;
    }

    private static <T> List<Placed<T>> placed(String at, List<T> values) {
        List<Placed<T>> placed = new ArrayList<>();
        for (T value : values == null ? List.<T>of() : values) {
            String place = at + "[" + placed.size() + "]";
            if (value == null) {
                throw new InvalidException(place, "The entry is null: leave it out.");
            }
            placed.add(new Placed<>(place, value));
        }
        return placed;
    }
}
