package org.gatepost.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Spans;
import org.gatepost.notice.Spans.Span;
import org.gatepost.notice.Uptime;

/** The past as the words claim it ({@link Spans}), by UTC day. */
final class Days {
    static final int COUNT = Uptime.DAYS;

    private final LocalDate last;
    private final List<Span> spans;
    private final Map<String, PublishedNotice> byId;
    /** They are counted once and said in every language. */
    private final Map<Set<String>, List<Day>> kept = new ConcurrentHashMap<>();
    private final List<Day> everything;

    /** One day: how bad it was at worst and the notices that say so, the worst of them first. */
    record Day(LocalDate date, ComponentStatus worst, List<PublishedNotice> notices) {

        boolean isQuiet() {
            return worst == ComponentStatus.OPERATIONAL;
        }

        /** Whether nothing but the date is different. */
        boolean saysTheSameAs(Day other) {
            return worst == other.worst && notices.equals(other.notices);
        }
    }

    /**
     * @param page as it is shown
     * @param past the same with all that the clock said, see {@link org.gatepost.notice.Phases#past}
     * @param last the newest day, which may not be over yet
     */
    Days(PublishedPage page, PublishedPage past, LocalDate last) {
        this.last = last;
        this.spans = Spans.of(past);
        this.byId = page.notices().stream().collect(Collectors.toMap(PublishedNotice::id, Function.identity()));
        this.everything = days(span -> true);
    }

    /** The days of these components, oldest first, {@link #COUNT} of them. */
    List<Day> of(Set<String> componentIds) {
        return kept.computeIfAbsent(componentIds,
                ids -> days(span -> span.componentId() != null && ids.contains(span.componentId())));
    }

    /** The days of everything that was disclosed, with or without a component, oldest first. */
    List<Day> ofEverything() {
        return everything;
    }

    private List<Day> days(Predicate<Span> wanted) {
        return Stream.iterate(last.minusDays(COUNT - 1L), date -> date.plusDays(1)).limit(COUNT).map(date -> {
            List<Span> touching = spans.stream().filter(wanted).filter(span -> touches(span, date))
                    .sorted(Comparator.comparing(Span::status).reversed()).toList();
            Map<String, PublishedNotice> notices = new LinkedHashMap<>();
            touching.forEach(span -> notices.putIfAbsent(span.notice().id(), byId.get(span.notice().id())));
            return new Day(date, touching.isEmpty() ? ComponentStatus.OPERATIONAL : touching.get(0).status(),
                    List.copyOf(notices.values()));
        }).toList();
    }

    private static boolean touches(Span span, LocalDate day) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return span.from().isBefore(end) && (span.to() == null || span.to().isAfter(start));
    }
}
