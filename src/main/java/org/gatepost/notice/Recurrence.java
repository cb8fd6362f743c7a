package org.gatepost.notice;

/**
 * How planned work goes by the clock.
 *
 * @param rule when it comes again: an RRULE of RFC 5545, 3.3.10, counted from the planned begin in UTC; null for once
 * @param startsByItself whether the page says that it has begun when the time has come
 * @param endsByItself whether the page says that it is completed when the time is over; otherwise work that takes longer is
 *     said to take longer
 */
public record Recurrence(String rule, boolean startsByItself, boolean endsByItself) {
    /** Once, and people say when it begins and ends. */
    public static final Recurrence NONE = new Recurrence(null, false, false);
}
