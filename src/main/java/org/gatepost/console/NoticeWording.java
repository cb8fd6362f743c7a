package org.gatepost.console;

import org.gatepost.gate.Takedown;
import org.gatepost.notice.Amendment;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.RetractionReason;

import io.quarkus.qute.TemplateExtension;

/** How what is public is called from the inside. */
final class NoticeWording {
    private NoticeWording() {
    }

    @TemplateExtension
    static String shape(NoticeState state) {
        return switch (state) {
            case INVESTIGATING, IDENTIFIED -> "partial";
            case MONITORING -> "degraded";
            case SCHEDULED, IN_PROGRESS, VERIFYING -> "maintenance";
            case RESOLVED, COMPLETED -> "quiet";
            case CANCELLED -> "discarded";
            case POSTMORTEM -> "writing";
        };
    }

    /** What readers are told of the reason; each page says it in its own language. */
    @TemplateExtension
    static String words(RetractionReason reason) {
        return switch (reason) {
            case WRONG -> "What these words said is not so.";
            case TOO_EARLY -> "These words were published before it was known.";
            case NOT_OURS -> "The problem was not ours.";
            case DUPLICATE -> "Another notice tells the same.";
        };
    }

    @TemplateExtension
    static String words(Takedown.Kind kind) {
        return kind == Takedown.Kind.RETRACTION ? "retracted" : "withdrawn";
    }

    @TemplateExtension
    static String words(Amendment amendment) {
        return amendment == Amendment.TYPO ? "edited" : "corrected";
    }

    /** The name of the field in which a component's status is chosen. */
    @TemplateExtension
    static String effect(PublishedComponent component) {
        return "effects." + component.id();
    }
}
