package org.gatepost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.gatepost.gate.DraftContent;
import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.GatePolicy;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.IncidentRecord;
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
 * A draft that is being written: what its form offers, and what it says so far.
 *
 * @param notice that it updates or amends, or null
 * @param opens whether what it amends is what opened the notice, and carries its title
 * @param incident that it hangs on and that the operator sees, or null
 * @param sides one per audience of the page
 * @param rows the begins of the names of the fields for components
 * @param tongues further languages that there are fields for
 * @param former what the entry says that is amended, else null
 * @param changes what differs from that
 * @param theirs what somebody else saved in the meantime, when that stopped this save, else null
 * @param declined who asked for changes of the last revision, or null; declinedBecause likewise
 * @param reading null when the notice that it updates cannot be found
 * @param missing why there is no page to show yet, or null
 */
record Writing(Instant now, DraftRecord draft, PublishedNotice notice, boolean opens, IncidentRecord incident, String author,
        List<Side> sides, List<Shelf> shelves, List<String> rows, List<Tongue> tongues, DraftContent former,
        List<Claims.Line> changes, DraftContent theirs, List<Claims.Line> theirLines, List<Warnings.Warning> warnings,
        String declined, String declinedBecause, Reading reading, String missing) {

    /**
     * An audience: what is known of it in private, beside what is disclosed.
     *
     * @param affected what is stated of it in private, or null for nothing
     * @param knows whether other entries of the notice speak to it
     * @param former its words in the entry that is amended, or null
     */
    record Side(PublishedAudience audience, IncidentRecord.Affected affected, boolean knows, String former) {

        public boolean isHurt() {
            return affected != null && affected.impact() != AffectedImpact.NONE;
        }

        /** The field for the reason why it is left out. */
        public String omission() {
            return DraftForm.OMISSIONS + audience.key();
        }

        /** Whether leaving it out takes a reason. */
        public boolean wantsReason() {
            return isHurt() && !knows;
        }
    }

    /** Components that stand together; the name is null for those that stand alone. */
    record Shelf(String name, List<PublishedComponent> components) {
    }

    /**
     * A further language.
     *
     * @param lacks what readers of it would not find, as a sentence, or empty
     * @param isOpen whether it was just chosen or something is wrong in it
     */
    record Tongue(String tag, boolean isOpen, String lacks) {

        public String name() {
            return Languages.name(tag);
        }

        public String direction() {
            return Languages.direction(tag);
        }

        public String field() {
            return DraftForm.TRANSLATIONS + tag;
        }

        /** Where the gate finds fault with an audience's own words. */
        public String placeOf(String audience) {
            return field() + "." + audience;
        }

        public String ownField(String audience) {
            return field() + ".own." + audience;
        }

        /** Whether an audience has own words in it, or should have: what is said to anybody is not folded away. */
        public boolean hasOwn(Form form, List<Side> sides) {
            return sides.stream().map(side -> side.audience().key())
                    .anyMatch(audience -> !form.value(ownField(audience)).isBlank()
                            || form.faultOf(ownField(audience)) != null || form.faultOf(placeOf(audience)) != null);
        }
    }

    static List<Side> sides(PublishedPage page, PublishedNotice notice, String entry, IncidentRecord incident,
            DraftContent former) {
        List<Side> sides = new ArrayList<>();
        for (PublishedAudience audience : page.audiences()) {
            sides.add(new Side(audience, incident == null
                    ? null
                    : incident.affected().stream().filter(one -> one.audience().equals(audience.key())).findFirst()
                            .orElse(null),
                    notice != null && notice.updates().stream().filter(update -> !update.id().equals(entry))
                            .anyMatch(update -> update.to(audience.key()).isPresent()),
                    words(former, audience.key())));
        }
        return List.copyOf(sides);
    }

    private static String words(DraftContent former, String audience) {
        return former == null
                ? null
                : former.disclosures().stream().filter(to -> to.audience().equals(audience)).findFirst()
                        .map(to -> to.words() == null ? former.words() : to.words()).orElse(null);
    }

    /** Every component that is in use, and any that the draft names. */
    static List<Shelf> shelves(PublishedPage page, DraftContent content) {
        Set<String> named = content.effects().stream().map(DraftContent.Effect::component).collect(Collectors.toSet());
        Map<String, List<PublishedComponent>> byGroup = page.components().stream()
                .filter(component -> !component.isRetired() || named.contains(component.id()))
                .collect(Collectors.groupingBy(component -> component.groupId() == null ? "" : component.groupId()));
        List<Shelf> shelves = new ArrayList<>();
        for (PublishedGroup group : page.groups()) {
            if (byGroup.containsKey(group.id())) {
                shelves.add(new Shelf(group.name(), byGroup.get(group.id())));
            }
        }
        if (byGroup.containsKey("")) {
            shelves.add(new Shelf(null, byGroup.get("")));
        }
        return shelves;
    }

    /** @param added a language that somebody just chose, or null */
    static List<Tongue> tongues(Form form, String added, PublishedPage page) {
        List<Tongue> tongues = new ArrayList<>();
        DraftForm.languages(form).forEach(tag -> tongues.add(new Tongue(tag, tag.equals(added)
                || form.field() != null && form.field().startsWith(DraftForm.TRANSLATIONS + tag), lacks(form, tag, page))));
        if (added != null && Languages.OFFERED.contains(added) && tongues.stream().noneMatch(one -> one.tag().equals(added))) {
            tongues.add(new Tongue(added, true, ""));
        }
        return tongues;
    }

    /** Nobody is kept from publishing by it: the page shows the original where a translation is missing, and says so. */
    private static String lacks(Form form, String tag, PublishedPage page) {
        String at = DraftForm.TRANSLATIONS + tag;
        List<String> lacks = new ArrayList<>();
        if (!form.value("title").isBlank() && form.value(at + ".title").isBlank()) {
            lacks.add("a title");
        }
        if (form.value(at + ".words").isBlank()) {
            page.audiences().stream()
                    .filter(audience -> form.has(DraftForm.DISCLOSURES + audience.key() + ".mentioned", "yes")
                            && form.value(at + ".own." + audience.key()).isBlank())
                    .forEach(audience -> lacks.add("words for " + audience.name().toLowerCase(Locale.ROOT)));
        }
        return lacks.isEmpty() ? "" : "still without " + Reading.joined(lacks);
    }

    /** Languages that can still be added. */
    public List<Tongue> offered() {
        Set<String> there = tongues.stream().map(Tongue::tag).collect(Collectors.toSet());
        return Languages.OFFERED.stream().filter(tag -> !there.contains(tag)).map(tag -> new Tongue(tag, false, "")).toList();
    }

    public boolean isUpdate() {
        return draft.kind() == DraftKind.UPDATE;
    }

    public boolean isAmendment() {
        return draft.kind().isAmendment();
    }

    public boolean isTypo() {
        return draft.kind() == DraftKind.TYPO;
    }

    /** A report has one field for words and no state, impact or time to choose. */
    public boolean isReport() {
        return draft.content().state() == NoticeState.POSTMORTEM;
    }

    public boolean isMaintenance() {
        return about() == NoticeKind.MAINTENANCE;
    }

    /** Whether the window of planned work is chosen: when its notice is opened, and when an update moves or extends it. */
    public boolean isPlan() {
        return draft.content().plan() != null && !draft.kind().isAmendment();
    }

    /** What is disclosed to most, as long as nobody has chosen: of planned work that it is maintenance. */
    public String usualImpact() {
        return isPlan() ? Impact.MAINTENANCE.name() : "";
    }

    /** Only what opens a notice carries its title. */
    public boolean hasTitle() {
        return draft.kind() == DraftKind.FIRST_WORDS || isAmendment() && opens;
    }

    /** First words that are the last: of something that is past. */
    public boolean isPast() {
        return draft.kind() == DraftKind.FIRST_WORDS && draft.content().state() == NoticeState.RESOLVED;
    }

    private NoticeKind about() {
        return notice == null ? draft.content().kind() : notice.kind();
    }

    public String heading() {
        if (isReport() && isUpdate()) {
            return "Write the report";
        }
        return switch (draft.kind()) {
            case UPDATE -> "Write an update";
            case CORRECTION -> "Correct what was said";
            case TYPO -> "Fix letters";
            default -> isPlan() ? "Plan maintenance" : isPast() ? "Write about something past" : "Write for the public";
        };
    }

    public List<NoticeState> states() {
        return Arrays.stream(NoticeState.values())
                .filter(state -> state.isFor(about()) && state != NoticeState.POSTMORTEM).toList();
    }

    public List<Impact> impacts() {
        return isMaintenance()
                ? List.of(Impact.NONE, Impact.MAINTENANCE, Impact.DEGRADED, Impact.PARTIAL_OUTAGE, Impact.MAJOR_OUTAGE)
                : List.of(Impact.NONE, Impact.DEGRADED, Impact.PARTIAL_OUTAGE, Impact.MAJOR_OUTAGE);
    }

    public List<ComponentStatus> statuses() {
        return List.of(ComponentStatus.values());
    }

    public List<DraftForm.Repeat> repeats() {
        return DraftForm.Repeat.OFFERED;
    }

    public int titleLimit() {
        return GatePolicy.TITLE_LIMIT;
    }

    public int wordsLimit() {
        return isReport() ? GatePolicy.REPORT_LIMIT : GatePolicy.WORDS_LIMIT;
    }

    public int becauseLimit() {
        return GatePolicy.BECAUSE_LIMIT;
    }

    public int reasonLimit() {
        return GatePolicy.REASON_LIMIT;
    }

    public int shortLimit() {
        return GatePolicy.SHORT_LIMIT;
    }
}
