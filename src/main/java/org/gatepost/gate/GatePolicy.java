package org.gatepost.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
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
    public static final int BECAUSE_LIMIT = 500;
    public static final int REASON_LIMIT = 300;
    /** A time outside of these is a slip of the pen. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

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
        if (kind != DraftKind.IMPORT) {
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
        if (state != DraftState.APPROVED) {
            throw new ConflictException("The draft is " + words(state) + ": a second person has to approve it first.");
        }
        if (!approved) {
            throw new ConflictException("No second person's approval of these words stands: ask for another one.");
        }
        requireSame(proposedHash, hash);
    }

    static void requireOpen(DraftState state) {
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
        }
        if (content.state() == null || !content.state().isFor(about)) {
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
        if (disclosure.impact() == null || disclosure.impact() == Impact.MAINTENANCE && about != NoticeKind.MAINTENANCE) {
            throw new InvalidException(field + ".impact",
                    "The impact is missing or of planned work: choose none, degraded, partial or major outage.");
        }
        if (content.state().isOver() && disclosure.impact() != Impact.NONE) {
            throw new InvalidException(field + ".impact",
                    "A notice that is over leaves an impact: set it to none, or choose another state.");
        }
        checkTime(field + ".from", disclosure.from());
        checkTime(field + ".to", disclosure.to());
        if (disclosure.from() != null && disclosure.to() != null && disclosure.to().isBefore(disclosure.from())) {
            throw new InvalidException(field + ".to", "The end lies before the begin: swap them.");
        }
        String words = wordsFor(content, disclosure);
        String place = hasOwnWords(disclosure) ? field + ".words" : "words";
        if (words == null || words.isBlank() || words.length() > WORDS_LIMIT) {
            throw new InvalidException(place, "The words are empty or longer than " + WORDS_LIMIT
                    + " characters: say in a few sentences what this audience notices.");
        }
        if (!isTellable(words)) {
            throw new InvalidException(place, "The words hold a control character: paste them as plain text.");
        }
        checkRendered(place, Markdown.html(words.strip()));
    }

    /** Words may be an image or a link's address alone, of which nothing is left. */
    private static void checkRendered(String field, String html) {
        if (html.length() > HTML_LIMIT) {
            throw new InvalidException(field, "The words become more than " + HTML_LIMIT
                    + " characters of HTML: use fewer links and less formatting.");
        }
        if (MARKUP.matcher(html).replaceAll("").isBlank()) {
            throw new InvalidException(field, "Of the words nothing is left to read: write text beside images and rules.");
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
            if (content.state().isOver() && effect.status() != ComponentStatus.OPERATIONAL) {
                throw new InvalidException("effects",
                        "A notice that is over leaves a component in trouble: set it to operational.");
            }
        }
        if (content.effects().stream().map(effect -> List.of(effect.component(), Objects.toString(effect.audience(), "")))
                .distinct().count() < content.effects().size()) {
            throw new InvalidException("effects", "A component is named twice for the same people: keep one of the two.");
        }
    }

    /** The audience's own words, or the shared ones. */
    static String wordsFor(DraftContent content, DraftContent.Disclosure disclosure) {
        return hasOwnWords(disclosure) ? disclosure.words() : content.words();
    }

    private static boolean hasOwnWords(DraftContent.Disclosure disclosure) {
        return disclosure.words() != null && !disclosure.words().isBlank();
    }

    private static void checkLine(String field, String value, int limit) {
        if (value == null || value.isBlank() || value.strip().length() > limit || !isOneLine(value)) {
            throw new InvalidException(field, "The " + field + " is empty, longer than " + limit
                    + " characters, not one line, or holds a control character: shorten it.");
        }
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
