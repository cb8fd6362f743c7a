package org.gatepost.gate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
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

    private GatePolicy() {
    }

    /**
     * A person with any role inside may propose; a machine may not, because four eyes are eyes.
     *
     * @throws RuntimeException one of the refusals of the room security, with a sentence
     */
    static void checkProposal(Operator operator, DraftState state, DraftKind kind, DraftContent content, PublishedPage page) {
        requireOpen(state);
        if (operator.kind() != Operator.Kind.PERSON) {
            throw new NotAllowedException("A machine may write drafts, but a person proposes them: four eyes are eyes.");
        }
        if (kind != DraftKind.IMPORT) {
            checkContent(kind, content, page);
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
        if (state != DraftState.APPROVED || !approved) {
            throw new ConflictException("The draft is " + words(state) + ": a second person has to approve it first.");
        }
        requireSame(proposedHash, hash);
    }

    static void requireOpen(DraftState state) {
        if (!state.isOpen()) {
            throw new ConflictException("The draft is " + words(state) + ": write an update instead.");
        }
    }

    private static void requireSame(String proposedHash, String hash) {
        if (proposedHash == null || !proposedHash.equals(hash)) {
            throw new ConflictException("The words have changed since you read them: review them again.");
        }
    }

    private static void checkContent(DraftKind kind, DraftContent content, PublishedPage page) {
        if (kind == DraftKind.FIRST_WORDS) {
            checkLine("title", content.title(), TITLE_LIMIT);
        }
        if (content.state() == null || !content.state().isFor(NoticeKind.INCIDENT)) {
            throw new InvalidException("state",
                    "The state is missing: choose investigating, identified, monitoring or resolved.");
        }
        if (content.disclosures().isEmpty()) {
            throw new InvalidException("disclosures", "No audience is mentioned: disclose the impact to at least one.");
        }
        Set<String> known = page.audiences().stream().map(audience -> audience.key()).collect(Collectors.toSet());
        for (DraftContent.Disclosure disclosure : content.disclosures()) {
            checkDisclosure(content, disclosure, known);
        }
        if (content.disclosures().stream().map(DraftContent.Disclosure::audience).distinct().count() < content.disclosures()
                .size()) {
            throw new InvalidException("disclosures", "An audience is mentioned twice: keep one of the two.");
        }
        checkEffects(content, page);
        if (content.nextUpdateBy() != null && content.state() == NoticeState.RESOLVED) {
            throw new InvalidException("nextUpdateBy", "A resolved notice promises no further update: leave the promise out.");
        }
    }

    private static void checkDisclosure(DraftContent content, DraftContent.Disclosure disclosure, Set<String> known) {
        String field = "disclosures." + disclosure.audience();
        if (!known.contains(disclosure.audience())) {
            throw new InvalidException("disclosures",
                    "An audience is not known here: choose one of " + String.join(", ", known) + ".");
        }
        if (disclosure.impact() == null || disclosure.impact() == Impact.MAINTENANCE) {
            throw new InvalidException(field + ".impact",
                    "The impact is missing: choose none, degraded, partial or major outage.");
        }
        if (content.state() == NoticeState.RESOLVED && disclosure.impact() != Impact.NONE) {
            throw new InvalidException(field + ".impact",
                    "A resolved notice leaves an impact: set it to none, or choose monitoring.");
        }
        if (disclosure.from() != null && disclosure.to() != null && disclosure.to().isBefore(disclosure.from())) {
            throw new InvalidException(field + ".to", "The end lies before the begin: swap them.");
        }
        String words = wordsFor(content, disclosure);
        if (words == null || words.isBlank() || words.length() > WORDS_LIMIT) {
            throw new InvalidException(disclosure.words() == null || disclosure.words().isBlank() ? "words" : field + ".words",
                    "The words are empty or longer than " + WORDS_LIMIT
                            + " characters: say in a few sentences what this audience notices.");
        }
        if (words.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw new InvalidException(field + ".words", "The words hold a control character: paste them as plain text.");
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
            if (content.state() == NoticeState.RESOLVED && effect.status() != ComponentStatus.OPERATIONAL) {
                throw new InvalidException("effects",
                        "A resolved notice leaves a component in trouble: set it to operational.");
            }
        }
    }

    /** The audience's own words, or the shared ones. */
    static String wordsFor(DraftContent content, DraftContent.Disclosure disclosure) {
        return disclosure.words() == null || disclosure.words().isBlank() ? content.words() : disclosure.words();
    }

    private static void checkLine(String field, String value, int limit) {
        if (value == null || value.isBlank() || value.strip().length() > limit || value.chars().anyMatch(c -> c < ' ')) {
            throw new InvalidException(field,
                    "The " + field + " is empty, longer than " + limit + " characters or not one line: shorten it.");
        }
    }

    private static String words(DraftState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
