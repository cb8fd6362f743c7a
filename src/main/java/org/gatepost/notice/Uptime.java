package org.gatepost.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.gatepost.notice.Spans.Span;

/**
 * How much of the last ninety days a component was up, as published words claim it:
 *
 * <pre>
 * 1 − Σ weight × time / time that counts
 * </pre>
 *
 * A major outage weighs 1, a partial one 0.3; degraded and maintenance weigh nothing. Of claims that overlap, the worst counts. What
 * counts is the time from the begin of the first of ninety UTC days, or of the component's start date when that is later, until now.
 * Retracted words do not count.
 */
public final class Uptime {
    /** The last of them is today. */
    public static final int DAYS = 90;
    private static final int WEIGHT_WHOLE = 10;
    private static final int WEIGHT_PARTIAL = 3;
    private static final int DECIMALS = 2;

    private final PublishedPage page;
    private final Instant asOf;
    private final Instant begin;
    private final Map<String, List<Span>> outages = new HashMap<>();

    private Uptime(PublishedPage page, Instant asOf) {
        this.page = page;
        this.asOf = asOf;
        this.begin = startOf(LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(DAYS - 1L));
        for (Span span : Spans.of(page)) {
            if (weight(span.status()) > 0 && span.componentId() != null && end(span).isAfter(begin)) {
                outages.computeIfAbsent(span.componentId(), id -> new ArrayList<>()).add(span);
            }
        }
    }

    /**
     * @param page the whole one, or what one audience is {@linkplain Told told}
     * @param asOf until when time counts
     */
    public static Uptime of(PublishedPage page, Instant asOf) {
        return new Uptime(page, asOf);
    }

    /**
     * In per cent, with two decimals and rounded down, so that only a component that was never down has 100.00; nothing for one that
     * is unknown or none of whose time counts yet.
     */
    public Optional<BigDecimal> component(String id) {
        return page.components().stream().filter(component -> component.id().equals(id)).findFirst()
                .flatMap(this::percent);
    }

    private Optional<BigDecimal> percent(PublishedComponent component) {
        Instant from = component.startDate() == null ? begin : later(begin, startOf(component.startDate()));
        long counted = ChronoUnit.MILLIS.between(from, asOf);
        if (counted <= 0) {
            return Optional.empty();
        }
        BigDecimal whole = BigDecimal.valueOf(counted).multiply(BigDecimal.valueOf(WEIGHT_WHOLE));
        BigDecimal up = whole.subtract(BigDecimal.valueOf(lost(outages.getOrDefault(component.id(), List.of()), from)));
        return Optional.of(up.movePointRight(2).divide(whole, DECIMALS, RoundingMode.DOWN));
    }

    /** Milliseconds times weight, between two edges of claims at a time. */
    private long lost(List<Span> spans, Instant from) {
        TreeSet<Instant> edges = new TreeSet<>(List.of(from, asOf));
        for (Span span : spans) {
            edges.add(span.from());
            edges.add(end(span));
        }
        long lost = 0;
        for (Instant edge : edges.subSet(from, asOf)) {
            Instant next = edges.higher(edge);
            int worst = spans.stream().filter(span -> !span.from().isAfter(edge) && end(span).isAfter(edge))
                    .mapToInt(span -> weight(span.status())).max().orElse(0);
            lost += worst * ChronoUnit.MILLIS.between(edge, next);
        }
        return lost;
    }

    private Instant end(Span span) {
        return span.to() == null ? asOf : span.to();
    }

    private static int weight(ComponentStatus status) {
        return switch (status) {
            case MAJOR_OUTAGE -> WEIGHT_WHOLE;
            case PARTIAL_OUTAGE -> WEIGHT_PARTIAL;
            case OPERATIONAL, UNDER_MAINTENANCE, DEGRADED_PERFORMANCE -> 0;
        };
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
