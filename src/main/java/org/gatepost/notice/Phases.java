package org.gatepost.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.gatepost.notice.Occurrences.Window;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;

/**
 * What the clock adds to published words. Planned work begins and ends by itself where its plan says so, and comes again by its rule;
 * no new words come of it, only entries that are marked as derived. Whatever a person says later overrules the clock until the work
 * comes again.
 */
public final class Phases {
    private static final Set<NoticeState> UNDER_WAY = Set.of(NoticeState.IN_PROGRESS, NoticeState.VERIFYING);
    private static final int ID_CHARACTERS = 12;

    private Phases() {
    }

    /**
     * The latest boundary that has passed: of UTC days, planned windows and promised times. Between two boundaries the page stands
     * still, so that equal words give equal bytes. A window counts for whoever was told of it, also when words to others have moved it
     * since: without that, their page would wait for somebody else's boundary.
     *
     * @param page as it was read
     */
    public static Instant asOf(PublishedPage page, Instant now) {
        Instant day = LocalDate.ofInstant(now, ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();
        Stream<PublishedNotice> told = page.audiences().stream()
                .flatMap(audience -> Told.to(page, audience.key()).notices().stream());
        return Stream.concat(page.notices().stream(), told).flatMap(notice -> boundaries(notice, now))
                .filter(boundary -> !boundary.isAfter(now))
                .reduce(day, (one, other) -> one.isAfter(other) ? one : other);
    }

    private static Stream<Instant> boundaries(PublishedNotice notice, Instant now) {
        Stream<Instant> windows = isPlanned(notice)
                ? Occurrences.around(notice.asPlanned(), now).stream()
                        .flatMap(window -> Stream.of(window.begin(), window.end()))
                : Stream.empty();
        return Stream.concat(windows, notice.updates().stream().map(PublishedUpdate::nextUpdateBy)).filter(Objects::nonNull);
    }

    /**
     * The page as it is at an instant, with what the clock says. Of work that comes again the window is the first that has not ended,
     * unless the one before takes longer than planned.
     *
     * @param page as it was read: what this returns has its windows moved and is not to be given to it again
     * @param asOf {@link #asOf(PublishedPage, Instant)}
     */
    public static PublishedPage at(PublishedPage page, Instant asOf) {
        return course(page, notice -> new Course(notice.asPlanned(), asOf));
    }

    /**
     * The page with everything that the clock said in the days that are shown ({@link Uptime#DAYS}), and not only of the last window:
     * for {@link Spans}, which ask when something was.
     *
     * @param page as it was read
     * @param asOf {@link #asOf(PublishedPage, Instant)}
     */
    public static PublishedPage past(PublishedPage page, Instant asOf) {
        Instant since = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(Uptime.DAYS).atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return course(page, notice -> new Course(notice.asPlanned(), asOf, since));
    }

    private static PublishedPage course(PublishedPage page, Function<PublishedNotice, Course> course) {
        return new PublishedPage(page.revision(), page.changedAt(), page.audiences(), page.groups(), page.components(),
                page.notices().stream().map(notice -> isPlanned(notice) ? course.apply(notice).run() : notice).toList(),
                page.tombstones());
    }

    /**
     * When work that comes again takes place after an instant.
     *
     * @param notice as it was read
     * @param max how many at most
     * @return earliest first; nothing of work that was taken back
     */
    public static List<PublishedUpdate.Window> next(PublishedNotice notice, Instant after, int max) {
        return isPlanned(notice)
                ? Occurrences.after(notice.asPlanned(), after, max).stream()
                        .map(window -> new PublishedUpdate.Window(window.begin(), window.end())).toList()
                : List.of();
    }

    /** In what rhythm the work comes again; nothing when it does not, or when its rule is more than a rhythm. */
    public static Optional<Rhythm> rhythm(PublishedNotice notice) {
        return notice.recurrence().rule() == null || notice.scheduledFor() == null
                ? Optional.empty()
                : Occurrences.rhythm(notice.recurrence().rule(), notice.asPlanned().scheduledFor());
    }

    /** Whether planned work takes longer than planned: it is under way, its window is over and nobody has said more. */
    public static boolean isOverrun(PublishedNotice notice, Instant asOf) {
        return UNDER_WAY.contains(notice.state()) && !notice.isRetracted() && notice.scheduledUntil() != null
                && !notice.scheduledUntil().isAfter(asOf);
    }

    /**
     * By when the update was promised that has not come: of an open notice, what the last words of a person promise. The clock's own
     * entries keep no promise.
     */
    public static Optional<Instant> overdue(PublishedNotice notice, Instant asOf) {
        return Optional.of(notice).filter(PublishedNotice::isOpen)
                .flatMap(open -> open.updates().stream().filter(update -> !update.isRetracted() && !update.derived())
                        .reduce((one, later) -> later))
                .map(PublishedUpdate::nextUpdateBy).filter(promised -> !promised.isAfter(asOf));
    }

    /**
     * Whether planned work may come again by this rule.
     *
     * @param rule an RRULE of RFC 5545, without the name in front
     * @param begin of the first window
     * @param end of the first window
     * @return what speaks against it, as a sentence; nothing when it may
     */
    public static Optional<String> checkRule(String rule, Instant begin, Instant end) {
        return Occurrences.objection(rule, begin, end);
    }

    private static boolean isPlanned(PublishedNotice notice) {
        return notice.kind() == NoticeKind.MAINTENANCE && notice.scheduledFor() != null && !notice.isRetracted();
    }

    /** One planned work on its way through its windows: what people said and what the clock says, in the order of time. */
    private static final class Course {
        private final PublishedNotice notice;
        private final Recurrence plan;
        private final Instant asOf;
        private final List<Window> windows;
        /** Whether what the clock said of earlier windows is kept. */
        private final boolean isPast;
        private final List<PublishedUpdate> said = new ArrayList<>();
        /** By audience, the last words to it that do not end the work. */
        private final Map<String, PublishedUpdate> bases = new LinkedHashMap<>();
        private NoticeState state = NoticeState.SCHEDULED;
        /** Whether the work of an earlier window is still under way. */
        private boolean isCarried;

        Course(PublishedNotice notice, Instant asOf) {
            this.notice = notice;
            this.plan = notice.recurrence();
            this.asOf = asOf;
            this.windows = Occurrences.around(notice, asOf);
            this.isPast = false;
        }

        Course(PublishedNotice notice, Instant asOf, Instant since) {
            this.notice = notice;
            this.plan = notice.recurrence();
            this.asOf = asOf;
            this.windows = Occurrences.around(notice, asOf, since);
            this.isPast = true;
        }

        PublishedNotice run() {
            List<PublishedUpdate> people = notice.updates();
            int next = 0;
            // Before the first words there is nothing that the clock could go on with.
            say(people.get(next++));
            for (int i = 0; i < windows.size(); i++) {
                Window window = windows.get(i);
                while (next < people.size() && !people.get(next).publishedAt().isAfter(window.begin())) {
                    say(people.get(next));
                    if (i > 0 && state == NoticeState.COMPLETED) {
                        // Said after the window: the work that took longer is done, not the one that is to come.
                        comeAgain(people.get(next).publishedAt());
                    }
                    next++;
                }
                if (!window.begin().isAfter(asOf)) {
                    begin(window);
                }
                while (next < people.size()
                        && (window.end() == null || people.get(next).publishedAt().isBefore(window.end()))) {
                    say(people.get(next++));
                }
                if (window.hasEnded(asOf)) {
                    end(window, i + 1 < windows.size());
                }
            }
            while (next < people.size()) {
                say(people.get(next++));
            }
            return told(current());
        }

        private void say(PublishedUpdate update) {
            said.add(update);
            if (!update.isRetracted() && !update.state().isOver()) {
                update.disclosures().forEach(disclosure -> bases.put(disclosure.audience(), update));
            }
            if (!update.isRetracted() && update.state() != NoticeState.POSTMORTEM) {
                state = update.state();
                isCarried = isCarried && !state.isOver();
            }
        }

        private void begin(Window window) {
            if (state == NoticeState.SCHEDULED && plan.startsByItself()) {
                derive(NoticeState.IN_PROGRESS, window.begin());
            }
        }

        private void end(Window window, boolean comesAgain) {
            boolean isLeft = state == NoticeState.SCHEDULED && !comesAgain && (plan.endsByItself() || plan.rule() != null);
            if (isLeft || UNDER_WAY.contains(state) && plan.endsByItself()) {
                derive(NoticeState.COMPLETED, window.end());
            }
            isCarried = UNDER_WAY.contains(state);
            if (comesAgain && state.isOver()) {
                comeAgain(window.end());
            }
        }

        /** What the clock said of the window before is no news any more. */
        private void comeAgain(Instant at) {
            if (!isPast) {
                said.removeIf(PublishedUpdate::derived);
                state = lastSaid();
            }
            if (state != NoticeState.SCHEDULED) {
                derive(NoticeState.SCHEDULED, at);
            }
        }

        private NoticeState lastSaid() {
            return said.stream().filter(update -> !update.isRetracted()).reduce((one, later) -> later)
                    .map(PublishedUpdate::state).orElse(NoticeState.SCHEDULED);
        }

        /** Everybody who was told of the work is told that it goes on: by the last words to each that do not end it. */
        private void derive(NoticeState derived, Instant at) {
            boolean isOver = derived.isOver();
            List<Disclosure> disclosures = bases.keySet().stream()
                    .map(audience -> new Disclosure(audience, isOver ? Impact.NONE : Impact.MAINTENANCE, null, null, "", ""))
                    .toList();
            List<Effect> effects = isOver ? List.of() : effects();
            said.add(new PublishedUpdate(id(derived, at), derived, at, at, null, disclosures, effects, List.of(), null, null,
                    false, true));
            state = derived;
        }

        private List<Effect> effects() {
            if (Set.copyOf(bases.values()).size() == 1) {
                return bases.values().iterator().next().effects();
            }
            return bases.entrySet().stream().flatMap(base -> base.getValue().effects().stream()
                    .filter(effect -> effect.audience() == null || effect.audience().equals(base.getKey()))
                    .map(effect -> new Effect(effect.componentId(), base.getKey(), effect.status()))).toList();
        }

        /** The same for the same work, state and time, on every machine and for ever: readers' programs keep it. */
        private String id(NoticeState derived, Instant at) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest((notice.id() + " " + derived + " " + at).getBytes(StandardCharsets.UTF_8));
                StringBuilder id = new StringBuilder();
                for (int i = 0; i < ID_CHARACTERS; i++) {
                    id.append(Character.forDigit(Math.floorMod(hash[i], Character.MAX_RADIX), Character.MAX_RADIX));
                }
                return id.toString();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256.", e);
            }
        }

        private Window current() {
            Window last = windows.get(windows.size() - 1);
            return isCarried && last.begin().isAfter(asOf) ? windows.get(windows.size() - 2) : last;
        }

        private PublishedNotice told(Window window) {
            Instant updatedAt = said.stream().filter(PublishedUpdate::derived).map(PublishedUpdate::publishedAt)
                    .reduce(notice.updatedAt(), (one, other) -> one.isAfter(other) ? one : other);
            return new PublishedNotice(notice.id(), notice.kind(), notice.title(), notice.titles(), notice.startedAt(),
                    notice.publishedAt(), updatedAt, window.begin(), window.end(), plan, List.copyOf(said));
        }
    }
}
