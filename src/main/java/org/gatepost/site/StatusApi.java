package org.gatepost.site;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Indicator;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Told;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/**
 * One scope in the Statuspage format, version 2, whose public endpoints and keys are described at
 * metastatuspage.com/api. Every key is always there, lists are never null, and every stamp is the stamp of published
 * words.
 */
final class StatusApi {
    /** Of every file, below the scope's address of the API. */
    static final List<String> PATHS = List.of("/summary.json", "/status.json", "/components.json", "/incidents.json",
            "/incidents/unresolved.json", "/scheduled-maintenances.json", "/scheduled-maintenances/upcoming.json",
            "/scheduled-maintenances/active.json");

    private static final int NOTICES_MAX = 50;
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    /** Milliseconds and offset, because some clients insist on both. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private final SiteConfig config;
    private final Messages messages;
    private final Phrases phrases;
    private final Scope scope;
    private final PublishedPage page;
    private final Rollup rollup;
    private final Map<String, String> groupNames;
    private Map<String, Instant> said;

    StatusApi(SiteConfig config, Messages messages, Scope scope, PublishedPage page) {
        this.config = config;
        this.messages = messages;
        this.phrases = new Phrases(messages);
        this.scope = scope;
        this.page = page;
        this.rollup = Rollup.of(page);
        this.groupNames = page.groups().stream().collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name));
    }

    record Page(String id, String name, String url, String timeZone, String updatedAt) {
    }

    record Status(String indicator, String description) {
    }

    /** @param components the members of a group, and absent for a component */
    record Component(String id, String name, String status, String createdAt, String updatedAt, int position,
            String description, boolean showcase, String startDate, String groupId, String pageId, boolean group,
            boolean onlyShowIfDegraded, @JsonInclude(JsonInclude.Include.NON_NULL) List<String> components) {
    }

    record AffectedComponent(String code, String name, String oldStatus, String newStatus) {
    }

    record Update(String id, String status, String body, String incidentId, String createdAt, String updatedAt,
            String displayAt, List<AffectedComponent> affectedComponents, boolean deliverNotifications, String customTweet,
            String tweetId) {
    }

    record Incident(String id, String name, String status, String createdAt, String updatedAt, String monitoringAt,
            String resolvedAt, String impact, String shortlink, String startedAt, String pageId, List<Update> incidentUpdates,
            List<Component> components) {
    }

    record Maintenance(String id, String name, String status, String createdAt, String updatedAt, String monitoringAt,
            String resolvedAt, String impact, String shortlink, String startedAt, String pageId, List<Update> incidentUpdates,
            List<Component> components, String scheduledFor, String scheduledUntil) {
    }

    /** Every file of the scope, by its path below that of the API; made when it is asked for. */
    Map<String, Supplier<byte[]>> files() {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put("/summary.json", this::summary);
        files.put("/status.json", () -> bytes("status", status()));
        files.put("/components.json", () -> bytes("components", components()));
        files.put("/incidents.json", () -> bytes("incidents", incidents(notice -> true, NOTICES_MAX)));
        files.put("/incidents/unresolved.json",
                () -> bytes("incidents", incidents(PublishedNotice::isOpen, Integer.MAX_VALUE)));
        String maintenances = "scheduled_maintenances";
        files.put("/scheduled-maintenances.json", () -> bytes(maintenances, maintenances(notice -> true, NOTICES_MAX)));
        files.put("/scheduled-maintenances/upcoming.json", () -> bytes(maintenances,
                maintenances(notice -> notice.isOpen() && notice.state() == NoticeState.SCHEDULED, Integer.MAX_VALUE)));
        files.put("/scheduled-maintenances/active.json", () -> bytes(maintenances,
                maintenances(notice -> notice.isOpen() && notice.state() != NoticeState.SCHEDULED, Integer.MAX_VALUE)));
        return files;
    }

    /** What is so now, on its own: the file {@code /summary.json}. */
    byte[] summary() {
        Map<String, Object> summary = body();
        summary.put("components", components());
        summary.put("incidents", incidents(PublishedNotice::isOpen, Integer.MAX_VALUE));
        summary.put("scheduled_maintenances", maintenances(PublishedNotice::isOpen, Integer.MAX_VALUE));
        summary.put("status", status());
        return bytes(summary);
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        // Clients parse the stamp without asking: before the first publication it is the beginning of time, not null.
        body.put("page",
                new Page(config.pageId(), config.name(), config.url() + (scope.isEveryone() ? "" : scope.home()),
                        config.timeZone().getId(),
                        time(changedAt())));
        return body;
    }

    /** When words were published last or the clock moved planned work: programs look at this stamp to see whether anything did. */
    private Instant changedAt() {
        return page.notices().stream().map(Told::stamp)
                .reduce(page.changedAt() == null ? Instant.EPOCH : page.changedAt(), StatusApi::later);
    }

    private byte[] bytes(String key, Object value) {
        Map<String, Object> body = body();
        body.put(key, value);
        return bytes(body);
    }

    static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The Statuspage format cannot be written.", e);
        }
    }

    private Status status() {
        Rollup.Summary summary = rollup.summary();
        return new Status(summary.indicator().key(), summary.description());
    }

    /** Groups by position, each followed by its components; then the components that stand alone. */
    private List<Component> components() {
        List<Component> rows = new ArrayList<>();
        for (PublishedGroup group : page.groups()) {
            List<PublishedComponent> members = listed()
                    .filter(component -> group.id().equals(component.groupId())).toList();
            if (members.isEmpty() && page.components().stream().anyMatch(member -> group.id().equals(member.groupId()))) {
                // All that stood in it are retired.
                continue;
            }
            rows.add(new Component(group.id(), group.name(), key(rollup.group(group.id())), time(group.createdAt()),
                    time(members.stream().map(this::changedAt).reduce(group.updatedAt(), StatusApi::later)),
                    group.position(), null, false, null, null, config.pageId(), true, false,
                    members.stream().map(PublishedComponent::id).toList()));
            members.forEach(member -> rows.add(component(member)));
        }
        listed().filter(component -> groupId(component) == null)
                .forEach(component -> rows.add(component(component)));
        return rows;
    }

    private Stream<PublishedComponent> listed() {
        return page.components().stream().filter(component -> !component.isRetired());
    }

    private Component component(PublishedComponent component) {
        return new Component(component.id(), component.name(), key(rollup.component(component.id())),
                time(component.createdAt()), time(changedAt(component)), component.position(), component.description(), true,
                component.startDate() == null ? null : component.startDate().toString(), groupId(component), config.pageId(),
                false, false, null);
    }

    private String groupId(PublishedComponent component) {
        return component.groupId() != null && groupNames.containsKey(component.groupId()) ? component.groupId() : null;
    }

    /** When the component or what is said of it last changed. */
    private Instant changedAt(PublishedComponent component) {
        return later(component.updatedAt(), said().getOrDefault(component.id(), Instant.EPOCH));
    }

    /** When what is said of a component last changed, by its id: in one walk through the history, which is long. */
    private synchronized Map<String, Instant> said() {
        if (said == null) {
            Map<String, Instant> last = new HashMap<>();
            page.notices().forEach(notice -> said(notice, last));
            said = last;
        }
        return said;
    }

    private static void said(PublishedNotice notice, Map<String, Instant> last) {
        Map<String, ComponentStatus> before = Map.of();
        for (int i = 0; i < notice.updates().size(); i++) {
            PublishedUpdate update = notice.updates().get(i);
            Map<String, ComponentStatus> after = Rollup.effects(notice, i);
            Set<String> changed = new HashSet<>();
            if (update.isRetracted()) {
                update.effects().forEach(effect -> changed.add(effect.componentId()));
            }
            for (String id : union(before, after)) {
                if (status(before, id) != status(after, id)) {
                    changed.add(id);
                }
            }
            changed.forEach(id -> last.merge(id, Told.stamp(update), StatusApi::later));
            before = after;
        }
    }

    private List<Incident> incidents(Predicate<PublishedNotice> wanted, int atMost) {
        return page.notices().stream().filter(notice -> notice.kind() == NoticeKind.INCIDENT).filter(wanted).limit(atMost)
                .map(notice -> new Incident(notice.id(), notice.title(), state(notice), time(notice.publishedAt()),
                        time(Told.stamp(notice)), shownAt(notice, NoticeState.MONITORING), resolvedAt(notice),
                        Indicator.of(Rollup.worst(notice)).key(), link(notice), time(notice.startedAt()), config.pageId(),
                        updates(notice), affected(notice)))
                .toList();
    }

    private List<Maintenance> maintenances(Predicate<PublishedNotice> wanted, int atMost) {
        return page.notices().stream().filter(notice -> notice.kind() == NoticeKind.MAINTENANCE).filter(wanted).limit(atMost)
                .map(notice -> new Maintenance(notice.id(), notice.title(), state(notice), time(notice.publishedAt()),
                        time(Told.stamp(notice)), shownAt(notice, NoticeState.MONITORING), resolvedAt(notice),
                        // There, planned work starts when it is announced; the window has fields of its own.
                        Indicator.of(Rollup.worst(notice)).key(), link(notice), time(notice.publishedAt()), config.pageId(),
                        updates(notice), affected(notice), time(notice.scheduledFor()), time(notice.scheduledUntil())))
                .toList();
    }

    private List<Update> updates(PublishedNotice notice) {
        return IntStream.iterate(notice.updates().size() - 1, i -> i >= 0, i -> i - 1).mapToObj(i -> {
            PublishedUpdate update = notice.updates().get(i);
            List<AffectedComponent> affected = affected(notice, i);
            return new Update(update.id(), state(notice.kind(), update.state()), body(update), notice.id(),
                    time(update.publishedAt()), time(Told.stamp(update)), time(update.shownAt()),
                    affected.isEmpty() ? null : affected, update.tellsSubscribers(), null, null);
        }).toList();
    }

    /** What was taken back is over. */
    private static String state(PublishedNotice notice) {
        return notice.isRetracted()
                ? state(notice.kind(), notice.kind() == NoticeKind.MAINTENANCE ? NoticeState.COMPLETED : NoticeState.RESOLVED)
                : state(notice.kind(), notice.state());
    }

    /** That format knows no cancelled work, and no report on work. */
    private static String state(NoticeKind kind, NoticeState state) {
        boolean isOverThere = state == NoticeState.CANCELLED
                || kind == NoticeKind.MAINTENANCE && state == NoticeState.POSTMORTEM;
        return key(isOverThere ? NoticeState.COMPLETED : state);
    }

    /** The words; struck ones are marked in front, and what the clock says is said in ours. */
    private String body(PublishedUpdate update) {
        String words = update.derived() ? phrases.byPlan(update) : words(update);
        return update.isRetracted() ? messages.text("retracted-mark") + " " + words : words;
    }

    /** The components that the notice speaks of after the update, or spoke of before it. */
    private List<AffectedComponent> affected(PublishedNotice notice, int index) {
        Map<String, ComponentStatus> before = Rollup.effects(notice, index - 1);
        Map<String, ComponentStatus> after = Rollup.effects(notice, index);
        Set<String> ids = union(before, after);
        return page.components().stream().filter(component -> ids.contains(component.id()))
                .map(component -> new AffectedComponent(component.id(),
                        groupId(component) == null
                                ? component.name()
                                : groupNames.get(component.groupId()) + " - " + component.name(),
                        key(status(before, component.id())), key(status(after, component.id()))))
                .toList();
    }

    private List<Component> affected(PublishedNotice notice) {
        Collection<String> ids = notice.updates().stream().flatMap(update -> update.effects().stream())
                .map(PublishedUpdate.Effect::componentId).collect(Collectors.toSet());
        return page.components().stream().filter(component -> ids.contains(component.id())).map(this::component).toList();
    }

    private static Set<String> union(Map<String, ComponentStatus> one, Map<String, ComponentStatus> other) {
        Set<String> ids = new HashSet<>(one.keySet());
        ids.addAll(other.keySet());
        return ids;
    }

    private static ComponentStatus status(Map<String, ComponentStatus> effects, String componentId) {
        return effects.getOrDefault(componentId, ComponentStatus.OPERATIONAL);
    }

    /** The words as they were written; where audiences are told different things, each under its name. */
    private String words(PublishedUpdate update) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (PublishedAudience audience : page.audiences()) {
            update.to(audience.key()).map(Disclosure::markdown)
                    .ifPresent(words -> told.computeIfAbsent(words, key -> new ArrayList<>()).add(audience.name()));
        }
        return told.entrySet().stream()
                .map(words -> words.getValue().size() == page.audiences().size()
                        ? words.getKey()
                        : String.join(", ", words.getValue()) + ": " + words.getKey())
                .collect(Collectors.joining("\n\n"));
    }

    private String shownAt(PublishedNotice notice, NoticeState state) {
        return notice.updates().stream().filter(update -> update.state() == state && !update.isRetracted())
                .findFirst()
                .map(update -> time(update.shownAt())).orElse(null);
    }

    private String resolvedAt(PublishedNotice notice) {
        return notice.endedAt().map(this::time).orElse(null);
    }

    private String link(PublishedNotice notice) {
        return config.url() + scope.notice(notice.id());
    }

    private String time(Instant instant) {
        return instant == null ? null : TIME.format(instant.atZone(config.timeZone()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
