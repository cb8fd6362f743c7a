package org.gatepost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.gatepost.gate.Bundle;
import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;

/**
 * Approved words that one person may let out about an incident, as the incident's screen offers them.
 *
 * @param incident its id
 * @param form what is chosen so far
 * @param open public notices of the incident that are not over, newest first
 * @param words how it will read
 */
record FastPanel(String incident, Form form, List<PublishedNotice> open, List<Said> said, List<Addressee> audiences,
        List<Shelf> shelves, Words words) {

    /** Templates that announce the same state. */
    record Said(NoticeState state, List<TemplateRecord> templates) {
    }

    /** @param hurt whether the incident says that they are hurt: then leaving them out needs a reason */
    record Addressee(String key, String name, boolean hurt) {

        public String field() {
            return DraftForm.DISCLOSURES + key;
        }

        public String omission() {
            return "omissions." + key;
        }
    }

    /** Components that stand together; the name is null for those that stand alone. */
    record Shelf(String name, List<PublishedComponent> components) {
    }

    /**
     * How the chosen words will read.
     *
     * @param refusal why there is nothing to read yet, as a sentence, or null; nothing else is set then
     * @param silent audiences that are not mentioned, joined, or empty
     * @param language of the words, by name
     * @param tongues the same in every further language in which it goes out
     * @param behind languages of the template that are left out, joined, or empty
     */
    record Words(String refusal, String title, NoticeState state, Instant shownAt, Instant startedAt, Instant nextUpdateBy,
            List<To> told, List<Part> parts, String silent, String language, List<Tongue> tongues, String behind) {

        static Words missing(String refusal) {
            return new Words(refusal, null, null, null, null, null, List.of(), List.of(), "", null, List.of(), "");
        }

        /** @param templates every language of the key that was chosen */
        static Words of(PublishedPage page, Bundle bundle, List<TemplateRecord> templates) {
            Bundle.Notice notice = bundle.notices().get(0);
            Bundle.Update update = notice.updates().get(0);
            Map<String, String> components = page.components().stream()
                    .collect(Collectors.toMap(PublishedComponent::id, PublishedComponent::name));
            List<To> told = new ArrayList<>();
            List<String> silent = new ArrayList<>();
            for (PublishedAudience audience : page.audiences()) {
                update.disclosures().stream().filter(to -> to.audience().equals(audience.key())).findFirst().ifPresentOrElse(
                        to -> told.add(new To(audience.name(), to.impact(), to.from(), to.to(), to.html())),
                        () -> silent.add(audience.name().toLowerCase(Locale.ROOT)));
            }
            return new Words(null, notice.title(), update.state(), update.shownAt(), notice.startedAt(), update.nextUpdateBy(),
                    told, update.effects().stream()
                            .map(effect -> new Part(components.getOrDefault(effect.component(), "a component"),
                                    effect.status()))
                            .toList(),
                    Reading.joined(silent),
                    templates.stream().filter(TemplateRecord::isOriginal).map(it -> Languages.name(it.language())).findFirst()
                            .orElse(""),
                    tongues(page, notice),
                    Reading.joined(templates.stream().filter(it -> !it.goesOut()).map(it -> Languages.name(it.language()))
                            .sorted().toList()));
        }

        private static List<Tongue> tongues(PublishedPage page, Bundle.Notice notice) {
            Map<String, List<To>> told = new TreeMap<>(Comparator.comparing(Languages::name));
            List<Bundle.Disclosure> disclosures = notice.updates().get(0).disclosures();
            page.audiences().forEach(audience -> disclosures.stream()
                    .filter(to -> to.audience().equals(audience.key()) && to.translations() != null)
                    .forEach(to -> to.translations().forEach((tag, words) -> told.computeIfAbsent(tag, any -> new ArrayList<>())
                            .add(new To(audience.name(), to.impact(), null, null, words.html())))));
            return told.entrySet().stream().map(
                    it -> new Tongue(it.getKey(), notice.titles() == null ? null : notice.titles().get(it.getKey()),
                            it.getValue()))
                    .toList();
        }

        /** In how many languages it goes out, the first one included. */
        public int languages() {
            return tongues.size() + 1;
        }

        /** What the button says. */
        public String whom() {
            return told.isEmpty()
                    ? "Publish now"
                    : "Publish to "
                            + Reading.joined(told.stream().map(to -> to.name().toLowerCase(Locale.ROOT)).toList()) + " now";
        }
    }

    /** @param title null when the notice has one already */
    record Tongue(String tag, String title, List<To> told) {

        public String name() {
            return Languages.name(tag);
        }

        public String direction() {
            return Languages.direction(tag);
        }
    }

    /** @param html sanitised when the template was proposed, with slots filled from closed sets */
    record To(String name, Impact impact, Instant from, Instant to, String html) {
    }

    record Part(String name, ComponentStatus status) {
    }

    static List<Said> said(List<TemplateRecord> templates) {
        return Arrays.stream(NoticeState.values())
                .filter(state -> state.isFor(NoticeKind.INCIDENT) && state != NoticeState.POSTMORTEM)
                .map(state -> new Said(state, templates.stream().filter(template -> template.state() == state).toList()))
                .filter(said -> !said.templates().isEmpty()).toList();
    }

    /** What can still be chosen: retired components cannot. */
    static List<Shelf> shelves(PublishedPage page) {
        Map<String, List<PublishedComponent>> byGroup = new LinkedHashMap<>();
        page.groups().forEach(group -> byGroup.put(group.id(), new ArrayList<>()));
        byGroup.put("", new ArrayList<>());
        page.components().stream().filter(component -> !component.isRetired())
                .forEach(component -> byGroup.get(component.groupId() == null ? "" : component.groupId()).add(component));
        Map<String, String> names = page.groups().stream()
                .collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name));
        return byGroup.entrySet().stream().filter(shelf -> !shelf.getValue().isEmpty())
                .map(shelf -> new Shelf(names.get(shelf.getKey()), shelf.getValue())).toList();
    }

    /** What is done here, in the words of what is chosen. */
    public String heading() {
        NoticeState state = said.stream()
                .filter(one -> one.templates().stream().anyMatch(template -> form.has("template", template.id()))).findFirst()
                .map(Said::state).orElse(null);
        if (!continues() || state == null) {
            return continues() ? "Next public words" : "First public words";
        }
        return switch (state) {
            case IDENTIFIED -> "Say that it is identified";
            case MONITORING -> "Say that it is monitored";
            case RESOLVED -> "Say that it is over";
            default -> "Next public words";
        };
    }

    public boolean continues() {
        return !open.isEmpty();
    }

    public List<Impact> impacts() {
        return List.of(Impact.DEGRADED, Impact.PARTIAL_OUTAGE, Impact.MAJOR_OUTAGE, Impact.NONE);
    }

    public List<ComponentStatus> statuses() {
        return List.of(ComponentStatus.OPERATIONAL, ComponentStatus.DEGRADED_PERFORMANCE, ComponentStatus.PARTIAL_OUTAGE,
                ComponentStatus.MAJOR_OUTAGE);
    }

    public List<Integer> promises() {
        return FastForm.PROMISES;
    }

    public int reasonLimit() {
        return GatePolicy.REASON_LIMIT;
    }

    /** What a shelf has chosen already has to be seen without unfolding it. */
    public boolean isUnfolded(Shelf shelf) {
        return shelves.size() == 1
                || shelf.components().stream().anyMatch(component -> form.values().containsKey("effects." + component.id())
                        && !form.has("effects." + component.id(), ComponentStatus.OPERATIONAL));
    }
}
