package org.gatepost.notice;

import java.time.temporal.ChronoUnit;

/**
 * How often planned work comes again, when that can be said in a word or two.
 *
 * @param unit days, weeks or months
 * @param every at least 1
 */
public record Rhythm(ChronoUnit unit, int every) {
}
