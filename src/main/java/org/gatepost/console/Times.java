package org.gatepost.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

import org.gatepost.security.InvalidException;

/**
 * Times as people type and read them here: always UTC, and always said to be. The form of a field is that of {@code datetime-local}
 * (HTML Standard, "local date and time"), with a blank, seconds or a Z tolerated, because people paste from logs.
 */
final class Times {
    private static final Pattern TYPED = Pattern
            .compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?( ?(Z|UTC))?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final Duration LONGEST_IN_HOURS = Duration.ofHours(48);

    private Times() {
    }

    /** How long something took, for people: a begun minute, hour or day counts, and nobody reads "a day" of what took twenty minutes. */
    static String span(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return "less than a minute";
        }
        ChronoUnit unit = time.compareTo(Duration.ofHours(1)) <= 0
                ? ChronoUnit.MINUTES
                : time.compareTo(LONGEST_IN_HOURS) <= 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        long many = time.plus(unit.getDuration()).minusNanos(1).dividedBy(unit.getDuration());
        String one = unit.toString().toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        return many == 1 ? "a " + one : many + " " + one + "s";
    }

    /**
     * @param field as the form names it
     * @param typed may be null or blank, which is no time
     * @return null for no time
     * @throws InvalidException when it cannot be read as a time
     */
    static Instant read(String field, String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String text = typed.strip();
        if (!TYPED.matcher(text).matches()) {
            throw unreadable(field);
        }
        try {
            return LocalDateTime.parse(text.replaceFirst(" ?(Z|UTC)$", "").replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw unreadable(field);
        }
    }

    private static InvalidException unreadable(String field) {
        return new InvalidException(field, "The time cannot be read: give it in UTC like 2026-11-22 14:03, or leave it empty.");
    }

    /** For the value of a {@code datetime-local} field; whole seconds, and none when there are none; empty for null. */
    static String typed(Instant instant) {
        if (instant == null) {
            return "";
        }
        Instant whole = instant.truncatedTo(ChronoUnit.SECONDS);
        return utc(whole, whole.equals(whole.truncatedTo(ChronoUnit.MINUTES)) ? MINUTES : SECONDS).replace(' ', 'T');
    }

    static String full(Instant instant) {
        return utc(instant, SECONDS) + " UTC";
    }

    static String minutes(Instant instant) {
        return utc(instant, MINUTES) + " UTC";
    }

    /** The time of day alone, for what happened just now. */
    static String ofDay(Instant instant) {
        return utc(instant, CLOCK) + " UTC";
    }

    private static String utc(Instant instant, DateTimeFormatter format) {
        return format.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** How long ago, in the largest unit that fits, such as {@code 17 min}; a time to come is {@code now}. */
    static String age(Instant instant, Instant now) {
        long seconds = Math.max(0, ChronoUnit.SECONDS.between(instant, now));
        if (seconds < 60) {
            return "now";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        if (seconds < 2 * 86_400) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + " days";
    }
}
