package org.gatepost.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Told;
import org.gatepost.notice.Tombstone;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.StandardTime;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.property.ExceptionDates;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.UtcOffset;

/**
 * The planned work of one scope as a calendar (RFC 5545) to subscribe to. It follows from published words alone: the clock, which says
 * that work has begun, changes nothing of a plan. What is called off stays in it as cancelled, so that it leaves the calendars of those
 * who have it.
 */
final class PlanCalendar {
    private static final int EVENTS_MAX = 100;
    private static final Duration LOOK_AGAIN_EVERY = Duration.ofHours(1);

    private final SiteConfig config;
    private final Messages messages;
    private final Scope scope;
    private final PublishedPage said;

    /** @param said what the scope is told, as it was read: windows that come again are counted from the first */
    PlanCalendar(SiteConfig config, Messages messages, Scope scope, PublishedPage said) {
        this.config = config;
        this.messages = messages;
        this.scope = scope;
        this.said = said;
    }

    /** The calendar as text with the line ends of the RFC, to be encoded as UTF-8. */
    String render() {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Gatepost//" + scope.calendar() + "//EN");
        String name = scope.isEveryone()
                ? messages.text("calendar-title", config.name())
                : messages.text("calendar-title-for", config.name(), scope.audience().name());
        calendar.setName(name);
        calendar.setMethod("PUBLISH");
        calendar.setUrl(config.url() + scope.entrance());
        // RFC 7986 has names for these; what is older than it reads these.
        calendar.setExperimentalProperty("X-WR-CALNAME", name);
        calendar.setExperimentalProperty("X-PUBLISHED-TTL", LOOK_AGAIN_EVERY.toString());
        calendar.setRefreshInterval(biweekly.util.Duration.builder().hours((int) LOOK_AGAIN_EVERY.toHours()).build());
        said.notices().stream().filter(notice -> notice.kind() == NoticeKind.MAINTENANCE)
                .map(PublishedNotice::asPlanned).filter(notice -> notice.scheduledFor() != null).limit(EVENTS_MAX)
                .forEach(notice -> calendar.addEvent(event(notice)));
        if (calendar.getEvents().isEmpty()) {
            calendar.addComponent(utc());
        }
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    /** A calendar has at least one part (RFC 5545, 3.6): where there is no work, the zone in which there is none. */
    private static VTimezone utc() {
        VTimezone utc = new VTimezone("Etc/UTC");
        StandardTime standard = new StandardTime();
        standard.setDateStart(new DateTimeComponents(1970, 1, 1, 0, 0, 0, false));
        standard.setTimezoneOffsetFrom(new UtcOffset(true, 0, 0));
        standard.setTimezoneOffsetTo(new UtcOffset(true, 0, 0));
        utc.addStandardTime(standard);
        return utc;
    }

    private VEvent event(PublishedNotice notice) {
        VEvent event = new VEvent();
        // First in its line, where no fold can part it: what was withdrawn is found by it.
        event.setUid(notice.id() + "@" + config.url().getHost());
        Instant stamp = Told.stamp(notice);
        event.setDateTimeStamp(Date.from(stamp));
        event.setLastModified(Date.from(stamp));
        event.setCreated(Date.from(notice.publishedAt()));
        event.setSequence(sequence(notice));
        event.setSummary(notice.title());
        event.setUrl(config.url() + scope.notice(notice.id()));
        event.setTransparency(Transparency.transparent());
        event.setDateStart(Date.from(notice.scheduledFor()), true);
        if (notice.scheduledUntil() != null) {
            event.setDateEnd(Date.from(notice.scheduledUntil()), true);
        }
        String words = words(notice);
        if (!words.isBlank()) {
            event.setDescription(words);
        }
        boolean comesAgain = notice.recurrence().rule() != null;
        boolean isCancelled = notice.isRetracted() || !comesAgain && isCalledOff(notice);
        event.setStatus(isCancelled ? Status.cancelled() : Status.confirmed());
        if (comesAgain && notice.scheduledUntil() != null) {
            // As it was approved: the gate takes nothing that is no rule of the RFC.
            event.addExperimentalProperty("RRULE", notice.recurrence().rule());
            callOff(event, notice);
        }
        return event;
    }

    private static boolean isCalledOff(PublishedNotice notice) {
        return notice.updates().stream().filter(PlanCalendar::isStanding)
                .filter(update -> update.state() != NoticeState.POSTMORTEM)
                .reduce((one, later) -> later).filter(update -> update.state() == NoticeState.CANCELLED).isPresent();
    }

    private static boolean isStanding(PublishedUpdate update) {
        return !update.isRetracted();
    }

    /** Who calls work off that comes again calls off the first window that has not ended by then. */
    private static void callOff(VEvent event, PublishedNotice notice) {
        Duration length = Duration.between(notice.scheduledFor(), notice.scheduledUntil());
        List<ICalDate> off = notice.updates().stream().filter(PlanCalendar::isStanding)
                .filter(update -> update.state() == NoticeState.CANCELLED)
                .flatMap(update -> Phases.next(notice, update.publishedAt().minus(length), 1).stream())
                .map(window -> new ICalDate(Date.from(window.from()), true)).toList();
        if (!off.isEmpty()) {
            ExceptionDates dates = new ExceptionDates();
            dates.getValues().addAll(off);
            event.addExceptionDates(dates);
        }
    }

    /**
     * How often something was said of the work, which only grows: each entry, amendment and retraction counts, and a withdrawn entry
     * counts for itself and for its withdrawal. An audience is not told of withdrawals (see {@link Told}), so that its count may fall by
     * one; programs that subscribe take the whole calendar anew each time.
     */
    private int sequence(PublishedNotice notice) {
        int said = notice.updates().stream().mapToInt(update -> 1 + update.earlier().size() + (update.isRetracted() ? 1 : 0))
                .sum();
        int withdrawn = (int) this.said.tombstones().stream().filter(tombstone -> isOf(tombstone, notice)).count() * 2;
        return said + withdrawn - 1;
    }

    private static boolean isOf(Tombstone tombstone, PublishedNotice notice) {
        return !tombstone.isWholeNotice() && tombstone.noticeId().equals(notice.id());
    }

    /** The last words that stand, as they were written; where audiences are told different things, each under its name. */
    private String words(PublishedNotice notice) {
        PublishedUpdate last = notice.updates().stream().filter(update -> !update.disclosures().isEmpty())
                .filter(PlanCalendar::isStanding).reduce((one, later) -> later).orElse(null);
        if (last == null) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        for (PublishedAudience audience : said.audiences()) {
            last.to(audience.key()).ifPresent(told -> words.append(words.isEmpty() ? "" : "\n\n")
                    .append(scope.isEveryone() ? audience.name() + ": " : "").append(told.markdown()));
        }
        return words.toString();
    }
}
