package org.gatepost.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.Operator;

/**
 * Who may let what out, when. Pure: everything it decides on is handed to it. The database holds the same rules (V7), so a mistake here
 * opens nothing; this is where a person is told why.
 */
public final class GatePolicy {
    public static final int TITLE_LIMIT = 200;
    public static final int WORDS_LIMIT = 10_000;
    public static final int HTML_LIMIT = 60_000;
    public static final int REPORT_LIMIT = 50_000;
    public static final int REPORT_HTML_LIMIT = 300_000;
    /** Title and words together, in characters, for the short lane. */
    public static final int SHORT_LIMIT = 280;
    /** How long an approver who was asked may stay silent before the short lane opens; V7 holds the same. */
    public static final Duration SILENCE = Duration.ofMinutes(5);
    public static final int NOTE_LIMIT = 2_000;
    static final int REQUEST_KEY_LIMIT = 100;
    public static final int BECAUSE_LIMIT = 500;
    public static final int REASON_LIMIT = 300;
    /** A time outside of these is a slip of the pen. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    static final int NAME_LIMIT = 100;
    static final int AUDIENCE_NAME_LIMIT = 60;
    static final int DESCRIPTION_LIMIT = 1_000;
    static final int POSITION_LIMIT = 100_000;
    static final int PHRASE_LIMIT = 100;
    /** On the whole page, retired ones too: they are one form, and one view of it. */
    public static final int COMPONENTS_LIMIT = 500;
    /** Addresses that the page needs for itself; V6 holds the same. */
    static final Set<String> RESERVED_KEYS = Set.of("incidents", "components", "history", "api", "at", "badge", "embed", "feed",
            "calendar", "maintenance");
    /** What fills the slots of templates; {@code gate.fill} knows the same. */
    public static final List<String> SLOTS = List.of("components", "audience", "impact", "began", "ended");
    /** What a template may say for itself. */
    public static final List<String> PHRASES = List.of("components", "NONE", "MAINTENANCE", "DEGRADED", "PARTIAL_OUTAGE",
            "MAJOR_OUTAGE", "between", "last");
    /** Begins the phrase that says what an audience is called in the language of the template. */
    public static final String AUDIENCE_PHRASE = "audience.";
    /** How two names, or lists of names, are joined. */
    private static final Pattern JOINING = Pattern.compile("\\{0}[^{}]*\\{1}");

    private static final Pattern AUDIENCE_KEY = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final Pattern TEMPLATE_KEY = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)\\}");
    /** In an address the sanitiser has written the brace otherwise, where nothing would fill it. */
    private static final Pattern BRACE_IN_TAG = Pattern.compile("<[^>]*%7b[^>]*>", Pattern.CASE_INSENSITIVE);
    /** As {@code gate.check_short} (V7) reads it. */
    private static final Pattern PARAGRAPH = Pattern.compile("<p>([^<>]*)</p>");
    private static final Pattern ENTITY = Pattern.compile("&[#a-z0-9]+;");
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    private GatePolicy() {
    }

    /**
     * A person with any role inside may propose; a machine may not, because four eyes are eyes.
     *
     * @param about what the notice tells of: an update has the states and impacts of its own notice
     * @throws RuntimeException one of the refusals of the room security, with a sentence
     */
    static void checkProposal(Operator operator, DraftState state, DraftKind kind, NoticeKind about, DraftContent content,
            PublishedPage page) {
        requireOpen(state);
        if (operator.kind() != Operator.Kind.PERSON) {
            throw new NotAllowedException("A machine may write drafts, but a person proposes them: four eyes are eyes.");
        }
        if (kind.hasWords()) {
            checkContent(kind, about, content, page);
        }
    }

    static void checkApproval(Operator operator, DraftState state, UUID proposedBy, String proposedHash, String hash) {
        if (!operator.isPublisher()) {
            throw new NotAllowedException("Approving takes the role publisher.");
        }
        if (state != DraftState.IN_REVIEW) {
            throw new ConflictException("The draft is " + words(state) + ", and only one in review can be approved.");
        }
        if (operator.id().equals(proposedBy)) {
            throw new FourEyesException();
        }
        requireSame(proposedHash, hash);
    }

    /**
     * @param mayPublish the embargo's answer for this person and the draft's reference
     * @param approved whether a second person's approval of this very hash stands
     */
    static void checkPublication(Operator operator, DraftState state, boolean mayPublish, boolean approved, String proposedHash,
            String hash) {
        if (!operator.isPublisher()) {
            throw new NotAllowedException("Publishing takes the role publisher.");
        }
        if (!mayPublish) {
            throw new ConflictException("The incident is embargoed or a drill: nothing of it may be published.");
        }
        if (state != DraftState.APPROVED && state != DraftState.SCHEDULED) {
            throw new ConflictException("The draft is " + words(state) + ": a second person has to approve it first.");
        }
        if (!approved) {
            throw new ConflictException("No second person's approval of these words stands: ask for another one.");
        }
        requireSame(proposedHash, hash);
    }

    /** @param goesOutAt the time that was approved with the words, or null */
    static void checkTime(Instant goesOutAt, Instant now) {
        if (goesOutAt != null && goesOutAt.isAfter(now)) {
            throw new ConflictException(
                    "The words were approved for a later time: schedule them, or propose them again without it.");
        }
    }

    static void requireOpen(DraftState state) {
        if (state == DraftState.SCHEDULED) {
            throw new ConflictException("The draft goes out by itself: stop that first.");
        }
        if (!state.isOpen()) {
            throw new ConflictException("The draft is " + words(state) + ": write "
                    + (state == DraftState.PUBLISHED ? "an update instead." : "another one."));
        }
    }

    private static void requireSame(String proposedHash, String hash) {
        if (proposedHash == null || !proposedHash.equals(hash)) {
            throw new ConflictException("The words have changed since you read them: review them again.");
        }
    }

    private static void checkContent(DraftKind kind, NoticeKind about, DraftContent content, PublishedPage page) {
        if (kind == DraftKind.FIRST_WORDS) {
            checkLine("title", content.title(), TITLE_LIMIT);
            checkPlan(content);
        }
        if (kind == DraftKind.UPDATE && about == NoticeKind.MAINTENANCE && content.plan() != null) {
            checkPlan(content);
        }
        if (content.state() == null || !content.state().isFor(about)
                || kind == DraftKind.FIRST_WORDS && content.state() == NoticeState.POSTMORTEM) {
            throw new InvalidException("state",
                    "The state is missing or of another kind of notice: choose " + (about == NoticeKind.INCIDENT
                            ? "investigating, identified, monitoring or resolved."
                            : "scheduled, in progress, verifying or completed."));
        }
        checkTime("startedAt", content.startedAt());
        checkTime("shownAt", content.shownAt());
        checkTime("nextUpdateBy", content.nextUpdateBy());
        if (content.disclosures().isEmpty()) {
            throw new InvalidException("disclosures", "No audience is mentioned: disclose the impact to at least one.");
        }
        Set<String> known = page.audiences().stream().map(audience -> audience.key()).collect(Collectors.toSet());
        for (DraftContent.Disclosure disclosure : content.disclosures()) {
            checkDisclosure(about, content, disclosure, known);
        }
        if (content.disclosures().stream().map(DraftContent.Disclosure::audience).distinct().count() < content.disclosures()
                .size()) {
            throw new InvalidException("disclosures", "An audience is mentioned twice: keep one of the two.");
        }
        checkEffects(content, page);
        checkTranslations(content, known);
        checkOmissions(content);
        checkDelay(content.delay());
        checkTime("goesOutAt", content.goesOutAt());
        if (content.nextUpdateBy() != null && content.state().isOver()) {
            throw new InvalidException("nextUpdateBy",
                    "A notice that is over promises no further update: leave the promise out.");
        }
    }

    private static void checkDisclosure(NoticeKind about, DraftContent content, DraftContent.Disclosure disclosure,
            Set<String> known) {
        String field = "disclosures." + disclosure.audience();
        if (!known.contains(disclosure.audience())) {
            throw new InvalidException("disclosures",
                    "An audience is not known here: choose one of " + known.stream().sorted().collect(Collectors.joining(", "))
                            + ".");
        }
        if (disclosure.impact() == null) {
            throw new InvalidException(field + ".impact",
                    "The impact is missing: choose how it hurts these people, or none.");
        }
        if (disclosure.impact() == Impact.MAINTENANCE && about != NoticeKind.MAINTENANCE) {
            throw new InvalidException(field + ".impact",
                    "The impact is that of planned work: choose none, degraded, partial or major outage.");
        }
        if (content.state().isOver() && disclosure.impact() != Impact.NONE
                && (disclosure.from() == null || disclosure.to() == null)) {
            throw new InvalidException(field + ".impact",
                    "A notice that is over leaves an impact: set it to none, or say from when to when it was.");
        }
        checkTime(field + ".from", disclosure.from());
        checkTime(field + ".to", disclosure.to());
        if (disclosure.from() != null && disclosure.to() != null && disclosure.to().isBefore(disclosure.from())) {
            throw new InvalidException(field + ".to", "The end lies before the begin: swap them.");
        }
        String words = wordsFor(content, disclosure);
        String place = hasOwnWords(disclosure) ? field + ".words" : "words";
        checkWords(place, words, content.state());
    }

    private static void checkWords(String field, String words, NoticeState state) {
        int limit = state == NoticeState.POSTMORTEM ? REPORT_LIMIT : WORDS_LIMIT;
        if (words == null || words.isBlank() || characters(words) > limit) {
            throw new InvalidException(field, "The words are empty or longer than " + limit
                    + " characters: say in a few sentences what this audience notices.");
        }
        if (!isTellable(words)) {
            throw new InvalidException(field, "The words hold a control character: paste them as plain text.");
        }
        checkRendered(field, Markdown.html(words.strip()), state == NoticeState.POSTMORTEM ? REPORT_HTML_LIMIT : HTML_LIMIT);
    }

    /** Words may be an image or a link's address alone, of which nothing is left. */
    private static void checkRendered(String field, String html, int limit) {
        if (characters(html) > limit) {
            throw new InvalidException(field, "The words become more than " + limit
                    + " characters of HTML: use fewer links and less formatting.");
        }
        if (MARKUP.matcher(html).replaceAll("").isBlank()) {
            throw new InvalidException(field, "Of the words nothing is left to read: write text beside images and rules.");
        }
    }

    /** Planned work has a window; what goes by the clock needs an end, and a rule needs to be one. */
    private static void checkPlan(DraftContent content) {
        DraftContent.Plan plan = content.plan();
        if (plan == null) {
            return;
        }
        if (plan.from() == null) {
            throw new InvalidException("plan.from", "The work has no begin: say when it is planned for.");
        }
        checkTime("plan.from", plan.from());
        checkTime("plan.until", plan.until());
        if (plan.until() == null && (plan.endsByItself() || plan.rule() != null && !plan.rule().isBlank())) {
            throw new InvalidException("plan.until", "Work that ends or comes again by the clock needs an end: say when.");
        }
        if (plan.until() != null && !plan.until().isAfter(plan.from())) {
            throw new InvalidException("plan.until", "The end does not lie after the begin: correct one of the two.");
        }
        if (plan.rule() != null && !plan.rule().isBlank()) {
            Phases.checkRule(plan.rule().strip(), plan.from(), plan.until()).ifPresent(fault -> {
                throw new InvalidException("plan.rule", fault);
            });
        }
    }

    /** Each further language says something to somebody who is mentioned, within the limits of the first. */
    private static void checkTranslations(DraftContent content, Set<String> known) {
        content.translations().forEach((language, translation) -> {
            String field = "translations." + language;
            if (!LANGUAGE.matcher(language).matches()) {
                throw new InvalidException("translations",
                        "A language is not a tag such as de or pt-BR (BCP 47): choose one of the list.");
            }
            if (translation.title() != null && !translation.title().isBlank()) {
                checkLine(field + ".title", translation.title(), TITLE_LIMIT);
            }
            if (!known.containsAll(translation.own().keySet())) {
                throw new InvalidException(field, "An audience is not known here: leave its words out.");
            }
            for (DraftContent.Disclosure disclosure : content.disclosures()) {
                String words = wordsFor(translation, disclosure.audience());
                if (words != null && !words.isBlank()) {
                    checkWords(field + (words.equals(translation.words()) ? ".words" : "." + disclosure.audience()), words,
                            content.state());
                }
            }
        });
    }

    private static void checkOmissions(DraftContent content) {
        for (DraftContent.Omission omission : content.omissions()) {
            if (omission.reason() != null && !isNote(omission.reason(), REASON_LIMIT)) {
                throw new InvalidException("omissions." + omission.audience(),
                        "The reason is longer than " + REASON_LIMIT + " characters or holds a control character: shorten it.");
            }
        }
    }

    private static void checkDelay(DraftContent.Delay delay) {
        if (delay == null || delay.knownSince() == null && (delay.because() == null || delay.because().isBlank())) {
            return;
        }
        checkTime("delay.knownSince", delay.knownSince());
        if (delay.knownSince() == null) {
            throw new InvalidException("delay.knownSince",
                    "Since when it was known is missing: say it, or leave the reason out.");
        }
        checkLine("delay.because", delay.because(), BECAUSE_LIMIT);
    }

    /** @param affectedAndUnsaid what {@code gate.leaves_out} (V7) answered */
    static void checkOmitted(List<String> affectedAndUnsaid) {
        if (!affectedAndUnsaid.isEmpty()) {
            throw new InvalidException("omissions." + affectedAndUnsaid.get(0), "The incident affects "
                    + String.join(" and ", affectedAndUnsaid) + ", whom the words leave out: mention them, or say why not.");
        }
    }

    /** An amendment unsays nobody, and a typo changes letters only. */
    static void checkAmendment(DraftKind kind, DraftContent content, DraftContent stands, boolean isFirst) {
        if (isFirst) {
            checkLine("title", content.title(), TITLE_LIMIT);
        }
        if (content.state() != stands.state()) {
            throw new InvalidException("state", "An amendment keeps the state of its entry: write an update instead.");
        }
        Set<String> told = content.disclosures().stream().map(DraftContent.Disclosure::audience).collect(Collectors.toSet());
        stands.disclosures().stream().map(DraftContent.Disclosure::audience).filter(audience -> !told.contains(audience))
                .findFirst().ifPresent(audience -> {
                    throw new InvalidException("disclosures." + audience + ".mentioned",
                            "The entry was told to this audience and would be unsaid: retract the entry instead.");
                });
        if (kind == DraftKind.TYPO) {
            requireLettersOnly("shownAt", content.shownAt() == null ? stands.shownAt() : content.shownAt(), stands.shownAt());
            requireLettersOnly("nextUpdateBy", content.nextUpdateBy(), stands.nextUpdateBy());
            requireLettersOnly("startedAt", content.startedAt() == null ? stands.startedAt() : content.startedAt(),
                    stands.startedAt());
            requireLettersOnly("delay.knownSince", knownSince(content), knownSince(stands));
            requireLettersOnly("disclosures", claims(content), claims(stands));
            requireLettersOnly("effects", Set.copyOf(content.effects()), Set.copyOf(stands.effects()));
        } else {
            checkStaleTranslations(content, stands, isFirst);
        }
    }

    /**
     * Words that are corrected have said something wrong, and so have their translations: each is given anew, or its language is dropped.
     */
    private static void checkStaleTranslations(DraftContent content, DraftContent stands, boolean isFirst) {
        new TreeMap<>(content.translations()).forEach((language, translation) -> {
            DraftContent.Translation stood = stands.translations().get(language);
            if (stood == null) {
                return;
            }
            String field = "translations." + language;
            if (isFirst && !isSame(content.title(), stands.title()) && translation.title() != null
                    && !translation.title().isBlank() && isSame(translation.title(), stood.title())) {
                throw new InvalidException(field + ".title", "The title was corrected and its translation (" + language
                        + ") was not: write it anew, or drop the language.");
            }
            for (DraftContent.Disclosure disclosure : content.disclosures()) {
                String translated = wordsFor(translation, disclosure.audience());
                if (translated == null || translated.isBlank()
                        || !isSame(translated, wordsFor(stood, disclosure.audience()))) {
                    continue;
                }
                stands.disclosures().stream().filter(was -> was.audience().equals(disclosure.audience())
                        && !isSame(wordsFor(content, disclosure), wordsFor(stands, was))).findFirst().ifPresent(was -> {
                            throw new InvalidException(
                                    field + (translated.equals(translation.words()) ? ".words" : "." + disclosure.audience()),
                                    "The words were corrected and their translation (" + language
                                            + ") was not: write it anew, or drop the language.");
                        });
            }
        });
    }

    private static boolean isSame(String one, String other) {
        return (one == null ? "" : one.strip()).equals(other == null ? "" : other.strip());
    }

    /**
     * What readers would find the same is no amendment: the page would say that something changed, and show nothing.
     *
     * @param stands the amendment that changes nothing
     */
    static void checkDifference(Bundle amendment, Bundle stands) {
        if (read(amendment).equals(read(stands))) {
            throw new InvalidException("words",
                    "Readers would see no difference: change what is to be amended, or discard the draft.");
        }
    }

    private static List<Object> read(Bundle bundle) {
        Bundle.Notice notice = bundle.notices().get(0);
        Bundle.Update update = notice.updates().get(0);
        return Arrays.asList(notice.title(), notice.titles(), notice.startedAt(), update.shownAt(), update.nextUpdateBy(),
                update.knownSince(), update.because(), Set.copyOf(update.disclosures()), Set.copyOf(update.effects()));
    }

    private static Instant knownSince(DraftContent content) {
        return content.delay() == null ? null : content.delay().knownSince();
    }

    private static Set<DraftContent.Disclosure> claims(DraftContent content) {
        return content.disclosures().stream()
                .map(it -> new DraftContent.Disclosure(it.audience(), it.impact(), it.from(), it.to(), null))
                .collect(Collectors.toSet());
    }

    private static void requireLettersOnly(String field, Object now, Object before) {
        if (!Objects.equals(now, before)) {
            throw new InvalidException(field, "A typo changes letters only: make it a correction, or leave this as it was.");
        }
    }

    /** The page's parts: names are lines, places are known, and nobody is left without an audience. */
    static void checkParts(PageContent content, PublishedPage page) {
        if (content.audiences().isEmpty() && content.groups().isEmpty() && content.components().isEmpty()) {
            throw new InvalidException("", "Nothing would change: change something first.");
        }
        Set<String> audiences = page.audiences().stream().map(audience -> audience.key()).collect(Collectors.toSet());
        Set<String> named = new HashSet<>();
        for (int i = 0; i < content.audiences().size(); i++) {
            PageContent.Audience audience = content.audiences().get(i);
            String field = "audiences." + i;
            if (audience.key() == null || !AUDIENCE_KEY.matcher(audience.key()).matches()
                    || RESERVED_KEYS.contains(audience.key())) {
                throw new InvalidException(field + ".key",
                        "The key is an address: at most 30 lower case letters, digits and hyphens, "
                                + "beginning with a letter, and none of "
                                + String.join(", ", RESERVED_KEYS.stream().sorted().toList())
                                + ".");
            }
            checkLine(field + ".name", audience.name(), AUDIENCE_NAME_LIMIT);
            checkPosition(field, audience.position());
            audiences.add(audience.key());
            if (!named.add(audience.key())) {
                throw new InvalidException(field + ".key", "The audience is named twice: keep one of the two.");
            }
        }
        Set<String> groups = page.groups().stream().map(group -> group.id()).collect(Collectors.toSet());
        Set<String> newGroups = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < content.groups().size(); i++) {
            PageContent.Group group = content.groups().get(i);
            String field = "groups." + i;
            checkLine(field + ".name", group.name(), NAME_LIMIT);
            checkPosition(field, group.position());
            if (group.id() != null && (!groups.contains(group.id()) || !known.add(group.id()))) {
                throw new InvalidException(field + ".id",
                        "The group is not on the page or is named twice: leave the id out for a new one.");
            }
            if (!newGroups.add(group.name().strip())) {
                throw new InvalidException(field + ".name", "Two groups have the same name: rename one.");
            }
        }
        Set<String> components = page.components().stream().map(component -> component.id()).collect(Collectors.toSet());
        requireRoom("components", components.size()
                + content.components().stream().filter(component -> component.id() == null).count(), "components");
        requireRoom("groups", groups.size() + content.groups().stream().filter(group -> group.id() == null).count(), "groups");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < content.components().size(); i++) {
            PageContent.Component component = content.components().get(i);
            String field = "components." + i;
            checkLine(field + ".name", component.name(), NAME_LIMIT);
            checkPosition(field, component.position());
            if (component.id() != null && (!components.contains(component.id()) || !seen.add(component.id()))) {
                throw new InvalidException(field + ".id",
                        "The component is not on the page or is named twice: leave the id out for a new one.");
            }
            if (component.description() != null
                    && (characters(component.description()) > DESCRIPTION_LIMIT || !isTellable(component.description()))) {
                throw new InvalidException(field + ".description", "The description is longer than " + DESCRIPTION_LIMIT
                        + " characters or holds a control character: shorten it.");
            }
            if (component.newGroup() != null
                    ? !newGroups.contains(component.newGroup().strip())
                    : component.group() != null && !groups.contains(component.group())) {
                throw new InvalidException(field + ".group", "The group is not on the page: choose one, or leave it out.");
            }
            if (component.audiences().isEmpty() || !audiences.containsAll(component.audiences())) {
                throw new InvalidException(field + ".audiences",
                        "Nobody uses the component, or an audience is not known here: choose at least one.");
            }
        }
    }

    /** @param parts how many the page would have */
    static void requireRoom(String field, long parts, String what) {
        if (parts > COMPONENTS_LIMIT) {
            throw new InvalidException(field, "The page would have more than " + COMPONENTS_LIMIT + " " + what
                    + ", with those that are retired: add fewer.");
        }
    }

    private static void checkPosition(String field, int position) {
        if (position < 0 || position > POSITION_LIMIT) {
            throw new InvalidException(field + ".position",
                    "The position is not between 0 and " + POSITION_LIMIT + ": correct it.");
        }
    }

    /** Words with slots: only slots that something fills, and only where readers read, never inside a link's address. */
    static void checkTemplate(TemplateContent content, PublishedPage page) {
        if (content.key() == null || !TEMPLATE_KEY.matcher(content.key()).matches()) {
            throw new InvalidException("key",
                    "The key has at most 60 lower case letters, digits and hyphens, beginning with a letter.");
        }
        if (content.language() == null || !LANGUAGE.matcher(content.language()).matches()) {
            throw new InvalidException("language",
                    "The language is not a tag such as de or pt-BR (BCP 47): choose one of the list.");
        }
        if (content.state() == null || content.state() == NoticeState.POSTMORTEM) {
            throw new InvalidException("state", "The state is missing, or one that no template serves: choose another.");
        }
        checkLine("name", content.name(), NAME_LIMIT);
        checkLine("title", content.title(), TITLE_LIMIT);
        checkSlots("title", content.title());
        if (content.words().values().stream().allMatch(String::isBlank)) {
            throw new InvalidException("words", "The template says nothing: write words for an audience, or for everyone.");
        }
        Set<String> known = page.audiences().stream().map(audience -> audience.key()).collect(Collectors.toSet());
        content.words().forEach((audience, words) -> {
            String field = "words." + audience;
            if (!audience.equals(TemplateContent.EVERYONE) && !known.contains(audience)) {
                throw new InvalidException("words", "An audience is not known here: leave its words out.");
            }
            if (words.isBlank()) {
                return;
            }
            checkWords(field, words, content.state());
            checkSlots(field, words);
            String html = Markdown.html(words.strip());
            if (BRACE_IN_TAG.matcher(html).find() || !slots(words).equals(slots(MARKUP.matcher(html).replaceAll("")))) {
                throw new InvalidException(field, "A slot stands where nobody reads it, such as in a link's address: "
                        + "write it beside the link.");
            }
        });
        content.phrases().forEach((slot, phrase) -> {
            boolean isOfAudience = slot.startsWith(AUDIENCE_PHRASE) && known.contains(slot.substring(AUDIENCE_PHRASE.length()));
            if (!PHRASES.contains(slot) && !isOfAudience) {
                throw new InvalidException("phrases", "There is no such slot to fill: leave the phrase out.");
            }
            if (!phrase.isBlank()) {
                checkLine("phrases." + slot, phrase, PHRASE_LIMIT);
                if ((slot.equals("between") || slot.equals("last")) && !JOINING.matcher(phrase.strip()).matches()) {
                    throw new InvalidException("phrases." + slot,
                            "Names are joined by a pattern such as {0} and {1}: write what stands between the two.");
                }
            }
        });
    }

    /**
     * Words of a key in another language say the same as its original does now: to the same audiences, with the same slots. The database
     * leaves out what does not ({@code gate.standing}); a person is told while it can be mended.
     *
     * @param original in its newest revision, or null when the key is new
     */
    static void checkTranslation(TemplateContent content, TemplateRecord original) {
        boolean isOther = original != null && !original.language().equals(content.language());
        if (content.translates() == null) {
            if (isOther) {
                throw new InvalidException("language", "The words of this key are written in " + original.language()
                        + ": draft a translation of them, or choose another key.");
            }
            return;
        }
        if (!isOther) {
            throw new InvalidException("language",
                    "There is nothing to translate into this language: the key is new, or written in it.");
        }
        if (original.revision() != content.translates()) {
            throw new ConflictException("The words that this translates have revision " + original.revision()
                    + " by now: compare again, and draft the translation anew.");
        }
        if (original.state() != content.state()) {
            throw new InvalidException("state", "The words that this translates announce another state: choose the same.");
        }
        requireSlots("title", original.title(), content.title());
        original.words().forEach((audience, words) -> {
            String translated = content.words().get(audience);
            if (translated == null || translated.isBlank()) {
                throw new InvalidException("words." + audience,
                        "The words that this translates say something of their own here: translate that too.");
            }
            requireSlots("words." + audience, words, translated);
        });
        content.words().forEach((audience, words) -> {
            if (!words.isBlank() && !original.words().containsKey(audience)) {
                throw new InvalidException("words." + audience,
                        "The words that this translates have none of their own here: leave these out.");
            }
        });
        original.phrases().forEach((slot, phrase) -> {
            if (!phrase.isBlank() && content.phrases().getOrDefault(slot, "").isBlank()) {
                throw new InvalidException("phrases." + slot,
                        "The words that this translates have a phrase here: translate it too.");
            }
        });
    }

    private static void requireSlots(String field, String original, String translated) {
        Set<String> wanted = new TreeSet<>(slots(original));
        if (!wanted.equals(new TreeSet<>(slots(translated)))) {
            throw new InvalidException(field, wanted.isEmpty()
                    ? "The words that this translates have no slot here: leave the braces out."
                    : "The words that this translates have other slots here: use {" + String.join("}, {", wanted) + "}, each.");
        }
    }

    private static void checkSlots(String field, String words) {
        if (!SLOTS.containsAll(slots(words))) {
            throw new InvalidException(field,
                    "Nothing fills one of the slots: use {" + String.join("}, {", SLOTS) + "}, or leave the braces out.");
        }
    }

    private static List<String> slots(String words) {
        return SLOT.matcher(words).results().map(slot -> slot.group(1)).toList();
    }

    /** Any person on call may publish words that two agreed on before; the database looks at the words and at the incident. */
    static void checkFast(Operator operator, FastWords words) {
        if (!operator.isResponder()) {
            throw new NotAllowedException("Publishing by the fast lane takes the role responder.");
        }
        if (words.incident() == null) {
            throw new InvalidException("incident", "The fast lane is for words about an incident: name it.");
        }
        if (words.template() == null) {
            throw new InvalidException("template", "No template is chosen: choose one.");
        }
    }

    /** What the short lane takes, as a person is told; the database counts again. */
    static void checkShort(Operator operator, DraftState state, Proposal proposal, String hash, Instant now) {
        if (!operator.isResponder()) {
            throw new NotAllowedException("Publishing by the short lane takes the role responder.");
        }
        if (state != DraftState.IN_REVIEW || proposal == null) {
            throw new ConflictException("The draft is " + words(state) + ", and only one in review can go out alone.");
        }
        requireSame(proposal.hash(), hash);
        if (!operator.id().equals(proposal.proposedBy())) {
            throw new NotAllowedException("Only the one who proposed the words publishes them alone: approve them instead.");
        }
        if (proposal.requests().stream().noneMatch(request -> !request.silentAt().isAfter(now))) {
            throw new ConflictException("The short lane opens when an approver who was asked stays silent for five minutes.");
        }
        checkPlain(proposal.bundle());
    }

    /** One paragraph of plain words about a problem, counted as they are read: a character that HTML writes as an entity is one. */
    private static void checkPlain(Bundle bundle) {
        Bundle.Notice notice = bundle.notices().get(0);
        Bundle.Update update = notice.updates().get(0);
        if (notice.kind() != NoticeKind.INCIDENT || update.amends() != null || update.state() == NoticeState.POSTMORTEM
                || bundle.goesOutAt() != null || notice.titles() != null || update.because() != null
                || update.disclosures().stream().anyMatch(disclosure -> disclosure.translations() != null
                        || !PARAGRAPH.matcher(disclosure.html()).matches())) {
            throw new ConflictException(
                    "The short lane takes plain words of one paragraph about a problem, without formatting, "
                            + "translations or a time to go out, and nothing else: ask for an approval.");
        }
        int length = notice.id() == null ? characters(notice.title()) : 0;
        length += update.disclosures().stream().map(disclosure -> PARAGRAPH.matcher(disclosure.html()).replaceAll("$1"))
                .map(said -> ENTITY.matcher(said).replaceAll(".")).distinct().mapToInt(GatePolicy::characters).sum();
        if (length > SHORT_LIMIT) {
            throw new ConflictException("The short lane takes " + SHORT_LIMIT
                    + " characters, the title included, and these are " + length + ": take the draft back and shorten it.");
        }
    }

    static void checkRequest(Operator operator, DraftState state, Proposal proposal, UUID publisher) {
        if (operator.kind() != Operator.Kind.PERSON) {
            throw new NotAllowedException("A person asks a person.");
        }
        if (state != DraftState.IN_REVIEW || proposal == null) {
            throw new ConflictException("The draft is " + words(state) + ", and an approver is asked for one in review.");
        }
        if (publisher == null) {
            throw new InvalidException("publisher", "Nobody is named: choose a publisher.");
        }
        if (publisher.equals(proposal.proposedBy())) {
            throw new InvalidException("publisher", "Whoever proposed the words cannot approve them: ask another publisher.");
        }
    }

    static void checkRequestKey(String key) {
        if (key == null || key.isBlank() || characters(key) > REQUEST_KEY_LIMIT || !isOneLine(key)) {
            throw new InvalidException("requestKey", "The request key is missing or longer than " + REQUEST_KEY_LIMIT
                    + " characters: send a random one, and the same one again when a reply was lost.");
        }
    }

    static void checkStop(Operator operator, DraftState state) {
        if (!operator.isPublisher()) {
            throw new NotAllowedException("Stopping what goes out by itself takes the role publisher.");
        }
        if (state != DraftState.SCHEDULED) {
            throw new ConflictException("The draft is " + words(state) + ": there is nothing to stop.");
        }
    }

    /** A report follows when the notice is over. */
    static void checkReport(NoticeState state, PublishedNotice notice) {
        if (state == NoticeState.POSTMORTEM && (notice.isOpen() || notice.isRetracted())) {
            throw new InvalidException("state", "A report follows when the notice is over: resolve it first.");
        }
    }

    static void checkDecline(Operator operator, DraftState state, Proposal proposal, String hash, String because) {
        if (!operator.isPublisher()) {
            throw new NotAllowedException("Asking for changes takes the role publisher.");
        }
        if (state != DraftState.IN_REVIEW && state != DraftState.APPROVED || proposal == null) {
            throw new ConflictException("The draft is " + words(state) + ", and only one in review can be sent back.");
        }
        requireSame(proposal.hash(), hash);
        if (because == null || because.isBlank() || !isNote(because, NOTE_LIMIT)) {
            throw new InvalidException("because", "What should change is missing, longer than " + NOTE_LIMIT
                    + " characters or holds a control character: say it in a few sentences.");
        }
    }

    static void checkSchedule(Operator operator, DraftState state, Proposal proposal, String hash) {
        if (!operator.isPublisher()) {
            throw new NotAllowedException("Publishing takes the role publisher.");
        }
        if (state != DraftState.APPROVED || proposal == null) {
            throw new ConflictException("The draft is " + words(state) + ", and only an approved one can go out by itself.");
        }
        requireSame(proposal.hash(), hash);
    }

    static void checkTakedown(Operator operator, String note) {
        if (!operator.isPublisher()) {
            throw new NotAllowedException("Taking words down takes the role publisher.");
        }
        if (note != null && !isNote(note, NOTE_LIMIT)) {
            throw new InvalidException("note",
                    "The note is longer than " + NOTE_LIMIT + " characters or holds a control character: shorten it.");
        }
    }

    private static void checkTime(String field, Instant time) {
        if (time != null && !isTellable(time)) {
            throw new InvalidException(field, "The time is not of the years 2000 to 2099: correct it.");
        }
    }

    private static void checkEffects(DraftContent content, PublishedPage page) {
        Set<String> components = page.components().stream().map(component -> component.id()).collect(Collectors.toSet());
        List<String> mentioned = content.disclosures().stream().map(DraftContent.Disclosure::audience).toList();
        for (DraftContent.Effect effect : content.effects()) {
            if (!components.contains(effect.component()) || effect.status() == null) {
                throw new InvalidException("effects", "A component is not on the page, or its status is missing: choose both.");
            }
            if (effect.audience() != null && !mentioned.contains(effect.audience())) {
                throw new InvalidException("effects",
                        "A component changes for an audience that is not mentioned: mention it or leave it out.");
            }
            if (content.state().isOver() && effect.status() != ComponentStatus.OPERATIONAL && content.disclosures().stream()
                    .anyMatch(disclosure -> disclosure.from() == null || disclosure.to() == null)) {
                throw new InvalidException("effects",
                        "A notice that is over leaves a component in trouble: set it to operational, or say from when to when it was.");
            }
        }
        if (content.effects().stream().map(effect -> List.of(effect.component(), Objects.toString(effect.audience(), "")))
                .distinct().count() < content.effects().size()) {
            throw new InvalidException("effects", "A component is named twice for the same people: keep one of the two.");
        }
    }

    /** The audience's own words in a further language, or the shared ones, or null. */
    static String wordsFor(DraftContent.Translation translation, String audience) {
        String own = audience == null ? null : translation.own().get(audience);
        return own == null || own.isBlank() ? translation.words() : own;
    }

    /** The audience's own words, or the shared ones. */
    static String wordsFor(DraftContent content, DraftContent.Disclosure disclosure) {
        return hasOwnWords(disclosure) ? disclosure.words() : content.words();
    }

    private static boolean hasOwnWords(DraftContent.Disclosure disclosure) {
        return disclosure.words() != null && !disclosure.words().isBlank();
    }

    private static void checkLine(String field, String value, int limit) {
        if (value == null || value.isBlank() || characters(value.strip()) > limit || !isOneLine(value)) {
            throw new InvalidException(field, "The " + field + " is empty, longer than " + limit
                    + " characters, not one line, or holds a control character: shorten it.");
        }
    }

    /** Counted as the database counts: by code points. */
    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isNote(String text, int limit) {
        return characters(text.strip()) <= limit && isTellable(text);
    }

    static boolean isTellable(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /**
     * Whether every form of the page can carry the text. The feed is XML 1.0 (2.2, "Characters"), which has no control characters but
     * line breaks and tabs, no half of a surrogate pair and not U+FFFE and U+FFFF: one of them in public would end every later edition.
     */
    static boolean isTellable(String text) {
        return text.codePoints().allMatch(c -> c == '\t' || c == '\n' || c == '\r'
                || c >= ' ' && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF);
    }

    /**
     * Whether the text is tellable and stays within its line. A line stands among other people's words, so it has no embeddings,
     * overrides and isolates of writing direction either (Unicode Technical Report 36, 2.5), which would turn those around.
     */
    static boolean isOneLine(String text) {
        return isTellable(text) && text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029
                || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069);
    }

    private static String words(DraftState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
