package org.gatepost.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.Rollup;

import io.quarkus.qute.RawString;

/** How levels, states, times and other people's text are put into words and HTML, in the language of the messages. */
final class Phrases {
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "lrc", "mzn",
            "nqo", "pnb", "ps", "sd", "ug", "ur", "yi");
    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of("Arab", "Hebr", "Nkoo", "Syrc", "Thaa", "Adlm");
    /** By tag, of the few languages that words are in: every page names them all. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();
    private static final Map<String, String> DIRECTIONS = new ConcurrentHashMap<>();
    /** Kept: to look up how a language writes dates takes longer than to write a page of them. */
    private static final Map<String, Dates> DATES = new ConcurrentHashMap<>();
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private final Messages messages;
    private final Dates dates;

    Phrases(Messages messages) {
        this.messages = messages;
        this.dates = DATES.computeIfAbsent(messages.language(), Dates::new);
    }

    View.Level level(ComponentStatus status) {
        return level(Rollup.impactOf(status));
    }

    View.Level level(Impact impact) {
        return new View.Level(key(impact), messages.text("level-" + key(impact)));
    }

    /** The level of words that were taken back: none. */
    View.Level retracted() {
        return new View.Level("unknown", messages.text("level-retracted"));
    }

    /** The level while nothing is heard. */
    View.Level unknown() {
        return new View.Level("unknown", messages.text("level-unknown"));
    }

    static String key(Impact impact) {
        return switch (impact) {
            case NONE -> "quiet";
            case MAINTENANCE -> "maintenance";
            case DEGRADED -> "degraded";
            case PARTIAL_OUTAGE -> "partial";
            case MAJOR_OUTAGE -> "major";
        };
    }

    String state(NoticeState state) {
        return messages.text("state-" + key(state));
    }

    String reason(RetractionReason reason) {
        return messages.text("retracted-" + key(reason));
    }

    /** What an entry of the clock says in our words; null for an entry that a person wrote. */
    String byPlan(PublishedUpdate update) {
        if (!update.derived()) {
            return null;
        }
        return messages.text(switch (update.state()) {
            case IN_PROGRESS -> "plan-begun";
            case SCHEDULED -> "plan-again";
            default -> "plan-over";
        });
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    RawString full(Instant instant) {
        return time(instant, "format-full");
    }

    /** To the second, as moments are named. */
    String precise(Instant instant) {
        return format(instant.atZone(ZoneOffset.UTC), "format-precise");
    }

    RawString preciseTime(Instant instant) {
        return element(instant.truncatedTo(ChronoUnit.SECONDS).toString(), precise(instant));
    }

    RawString time(Instant instant, String pattern) {
        return element(machine(instant), format(instant.atZone(ZoneOffset.UTC), pattern));
    }

    /** To the minute, as the datetime attribute of HTML takes it. */
    static String machine(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmX", Locale.ROOT)
                .format(instant.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC));
    }

    RawString date(LocalDate date, String pattern) {
        return element(date.toString(), format(date, pattern));
    }

    private static RawString element(String machine, String words) {
        return new RawString("<time datetime=\"" + machine + "\">" + Messages.escape(words) + "</time>");
    }

    /** @param form as in {@link Dates#format} */
    String format(TemporalAccessor time, String form) {
        String said = dates.format(time, form);
        return Dates.isTimeOfDay(form) ? messages.text("time-utc", said) : said;
    }

    /** From when to when, or null when the words say neither. */
    RawString span(Instant from, Instant to) {
        if (from != null && to != null) {
            return messages.html("span", full(from), full(to));
        }
        return from != null ? messages.html("since", full(from)) : to != null ? messages.html("until", full(to)) : null;
    }

    static boolean isSameDay(Instant one, Instant other) {
        return LocalDate.ofInstant(one, ZoneOffset.UTC).equals(LocalDate.ofInstant(other, ZoneOffset.UTC));
    }

    /** Other people's text within a sentence of ours: whatever its direction, the sentence keeps its own (HTML, bdi). */
    static RawString isolated(String text) {
        return new RawString("<bdi>" + Messages.escape(text) + "</bdi>");
    }

    /** @param lang in which it is written, as a BCP 47 tag, or null when that is the language of the sentence (WCAG 2.2, 3.1.2) */
    static RawString isolated(String text, String lang) {
        return lang == null
                ? isolated(text)
                : new RawString("<bdi lang=\"" + Messages.escape(lang) + "\">" + Messages.escape(text) + "</bdi>");
    }

    /** The same where only characters can stand, such as in an attribute (Unicode Bidirectional Algorithm, 2.4.2). */
    static String isolatedPlain(String text) {
        boolean isPlain = text.codePoints().mapToObj(Character::getDirectionality)
                .noneMatch(direction -> direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
        return isPlain ? text : FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE;
    }

    /**
     * @param language a BCP 47 tag
     * @return ltr or rtl
     */
    static String dir(String language) {
        return DIRECTIONS.computeIfAbsent(language, tag -> {
            String script = Locale.forLanguageTag(tag).getScript();
            boolean isRightToLeft = script.isEmpty()
                    ? RIGHT_TO_LEFT.contains(tag.split("-")[0])
                    : RIGHT_TO_LEFT_SCRIPTS.contains(script);
            return isRightToLeft ? "rtl" : "ltr";
        });
    }

    /** What a language calls itself; its tag when nobody knows. */
    static String name(String language) {
        return NAMES.computeIfAbsent(language, tag -> {
            Locale locale = Locale.forLanguageTag(tag);
            String name = locale.getDisplayName(locale);
            return name.isBlank() ? tag : name;
        });
    }
}
