package org.gatepost.site;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Map;
import java.util.stream.Collectors;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;

/**
 * Times and days as people of one language write them: the language's own order, words and digits (CLDR, by ICU), in the calendar and
 * the zone that all of the page has: Gregorian and UTC.
 */
final class Dates {
    /** Which parts are shown, as a skeleton of UTS 35; the language puts them in order. */
    private static final Map<String, String> SKELETONS = Map.of("format-time", "Hm", "format-day-time", "MMMMdHm",
            "format-full", "yMMMMdHm", "format-precise", "yMMMMdHms", "format-day", "MMMMd", "format-day-year", "yMMMMd",
            "format-month", "yMMMM");

    private final Map<String, SimpleDateFormat> formats;

    Dates(String language) {
        ULocale locale = locale(language);
        DateTimePatternGenerator generator = DateTimePatternGenerator.getInstance(locale).cloneAsThawed();
        // A comma between day and time, and not "at", which does not go with "since" and "until" in every language.
        generator.setDateTimeFormat(DateFormat.LONG, generator.getDateTimeFormat(DateFormat.MEDIUM));
        this.formats = SKELETONS.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, skeleton -> {
                    SimpleDateFormat format = new SimpleDateFormat(generator.getBestPattern(skeleton.getValue()), locale);
                    format.setTimeZone(TimeZone.GMT_ZONE);
                    return format;
                }));
    }

    /** English is that of the world, not that of the United States: day before month, and no AM or PM. */
    static ULocale locale(String language) {
        return ULocale.forLanguageTag((language.equals("en") ? "en-001" : language) + "-u-ca-gregory");
    }

    /** Whether a form tells the time of day, and must then say that it is UTC. */
    static boolean isTimeOfDay(String form) {
        return SKELETONS.get(form).contains("H");
    }

    /**
     * @param time a day, a month or a time in UTC
     * @param form one of format-time, format-day-time, format-full, format-precise, format-day, format-day-year and format-month
     * @return without the zone
     */
    String format(TemporalAccessor time, String form) {
        SimpleDateFormat format = formats.get(form);
        Date date = Date.from(start(time).toInstant(ZoneOffset.UTC));
        // ICU's formats are not safe for several threads at a time.
        synchronized (format) {
            return format.format(date);
        }
    }

    private static LocalDateTime start(TemporalAccessor time) {
        if (time instanceof ZonedDateTime zoned) {
            return zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        return time instanceof YearMonth month ? month.atDay(1).atStartOfDay() : LocalDate.from(time).atStartOfDay();
    }
}
