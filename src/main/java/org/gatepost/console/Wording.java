package org.gatepost.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.gatepost.alert.AlertState;
import org.gatepost.embargo.Circle;
import org.gatepost.embargo.ConditionKind;
import org.gatepost.embargo.InboxEntry;
import org.gatepost.embargo.LedgerEntry;
import org.gatepost.embargo.Scope;
import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftState;
import org.gatepost.incident.AffectedImpact;
import org.gatepost.incident.Criterion;
import org.gatepost.incident.IncidentState;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;

import io.quarkus.qute.TemplateExtension;

/** How constants and times are called on the screens. The shape says the same as the word, for those who look only. */
final class Wording {
    private static final String QUIET = "quiet";
    private static final String DEGRADED = "degraded";
    private static final String PARTIAL = "partial";
    private static final String MAJOR = "major";
    private static final String MAINTENANCE = "maintenance";

    private Wording() {
    }

    @TemplateExtension
    static String words(IncidentState state) {
        return plain(state);
    }

    @TemplateExtension
    static String shape(IncidentState state) {
        return switch (state) {
            case SUSPECTED -> "unknown";
            case ACTIVE -> MAJOR;
            case MITIGATED -> DEGRADED;
            default -> QUIET;
        };
    }

    @TemplateExtension
    static String words(AlertState state) {
        return plain(state);
    }

    @TemplateExtension
    static String shape(AlertState state) {
        return state == AlertState.FIRING ? "firing" : QUIET;
    }

    @TemplateExtension
    static String words(AffectedImpact impact) {
        return plain(impact);
    }

    @TemplateExtension
    static String shape(AffectedImpact impact) {
        return shape(Impact.valueOf(impact.name()));
    }

    @TemplateExtension
    static String words(Impact impact) {
        return impact == Impact.NONE ? "no impact" : plain(impact);
    }

    @TemplateExtension
    static String shape(Impact impact) {
        return switch (impact) {
            case NONE -> QUIET;
            case MAINTENANCE -> MAINTENANCE;
            case DEGRADED -> DEGRADED;
            case PARTIAL_OUTAGE -> PARTIAL;
            case MAJOR_OUTAGE -> MAJOR;
        };
    }

    @TemplateExtension
    static String words(ComponentStatus status) {
        return plain(status);
    }

    @TemplateExtension
    static String shape(ComponentStatus status) {
        return switch (status) {
            case OPERATIONAL -> QUIET;
            case UNDER_MAINTENANCE -> MAINTENANCE;
            case DEGRADED_PERFORMANCE -> DEGRADED;
            case PARTIAL_OUTAGE -> PARTIAL;
            case MAJOR_OUTAGE -> MAJOR;
        };
    }

    @TemplateExtension
    static String words(NoticeState state) {
        return plain(state);
    }

    @TemplateExtension
    static String words(DraftState state) {
        return switch (state) {
            case DRAFT -> "being written";
            case IN_REVIEW -> "in review";
            case APPROVED -> "approved";
            case SCHEDULED -> "scheduled";
            case PUBLISHED -> "published";
            case DISCARDED -> "discarded";
        };
    }

    @TemplateExtension
    static String shape(DraftState state) {
        return switch (state) {
            case DRAFT -> "writing";
            case IN_REVIEW -> "review";
            case APPROVED -> "approved";
            case SCHEDULED -> "approved";
            case PUBLISHED -> "public";
            case DISCARDED -> "discarded";
        };
    }

    /** Not {@code words}: that a kind has words is a property of the same name. */
    @TemplateExtension
    static String named(DraftKind kind) {
        return kind == DraftKind.PAGE ? "page parts" : plain(kind);
    }

    @TemplateExtension
    static String words(Criterion criterion) {
        return switch (criterion) {
            case UNRESOLVED_AFTER_AN_HOUR -> "unresolved after an hour's work";
            case MORE_THAN_THREE_PEOPLE -> "more than three people needed";
            case BROADLY_VISIBLE -> "broadly visible to users";
            case SECURITY -> "security";
            case OTHER -> "other";
        };
    }

    @TemplateExtension
    static String words(Circle circle) {
        return circle == Circle.SECURITY_TEAM ? "security team and people named" : "named people only";
    }

    @TemplateExtension
    static String words(ConditionKind kind) {
        return switch (kind) {
            case PATCHED -> "the hole is closed";
            case ROTATED -> "what leaked is worth nothing: keys and tokens are rotated";
            case PARTNERS_TOLD -> "partners who are at risk were told";
            case COMMITS_AND_TICKETS_CHECKED -> "public commits and tickets were checked";
            case OTHER -> "other";
        };
    }

    /** How something that was held back ended, without a name. */
    @TemplateExtension
    static String sentence(LedgerEntry entry) {
        String held = "Held back for " + heldFor(entry);
        String reviewed = entry.reviews() == 0
                ? ""
                : ", looked at again " + (entry.reviews() == 1 ? "once" : entry.reviews() + " times");
        return held + reviewed + (entry.emergency()
                ? ", and released by one person because it had leaked."
                : ", and released by two people to " + words(entry.scope()) + ".");
    }

    @TemplateExtension
    static String heldFor(LedgerEntry entry) {
        return Times.span(Duration.between(entry.sealedAt(), entry.releasedAt()));
    }

    @TemplateExtension
    static String lowered(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @TemplateExtension
    static String words(Scope scope) {
        return scope == Scope.WORLD ? "the world" : "responders";
    }

    @TemplateExtension
    static String words(InboxEntry.Kind kind) {
        return switch (kind) {
            case SEALED -> "An incident was sealed, and you may know of it";
            case BROKEN -> "An embargo was broken: look at what leaked";
            case RELEASED -> "It was released";
            case CONDITION -> "Conditions of the release are yours to tick";
            case REVIEW_OVERDUE -> "Its review is overdue: release it, or say why it stays";
            case RELEASE_READY -> "All conditions are ticked: propose the release";
            case RELEASE_PROPOSED -> "A release waits for a second vote";
            case RELEASE_COMING -> "It is released at this time, unless somebody cancels";
            case RELEASE_STOPPED -> "A release stopped: look why";
            case STILL_PUBLIC -> "Something about it is still public";
            case REPORT_WANTED -> "A report of the leak is wanted";
            case OPENING_PROPOSED -> "Opening its record waits for a second vote";
        };
    }

    /** What a severity means, in a few words; see the vocabulary. */
    @TemplateExtension
    static String severityWords(Integer severity) {
        return switch (severity) {
            case 1 -> "many readers cannot read";
            case 2 -> "many contributors cannot write, or readers degraded in a region";
            case 3 -> "one group or tool degraded";
            default -> "no user impact, redundancy lost";
        };
    }

    @TemplateExtension
    static String utc(Instant instant) {
        return Times.full(instant);
    }

    @TemplateExtension
    static String minutes(Instant instant) {
        return Times.minutes(instant);
    }

    @TemplateExtension
    static String ofDay(Instant instant) {
        return Times.ofDay(instant);
    }

    @TemplateExtension
    static String age(Instant instant, Instant now) {
        return Times.age(instant, now);
    }

    /** Words that are long, cut for a list. */
    @TemplateExtension
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length).strip() + "…";
    }

    /** The begin of the names of the fields that are about an audience, as the gate names them too. */
    @TemplateExtension
    static String field(PublishedAudience audience) {
        return DraftForm.DISCLOSURES + audience.key();
    }

    /** The name of a field below another. */
    @TemplateExtension
    static String dot(String field, String below) {
        return field + "." + below;
    }

    @TemplateExtension
    static String dash(String id, String below) {
        return id + "-" + below;
    }

    /** As a value in the query of an address. */
    @TemplateExtension
    static String inAddress(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The first letter large, for the begin of a sentence or a heading. */
    @TemplateExtension
    static String large(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
