package org.gatepost.notice;

import java.util.Locale;

/**
 * The five words in which clients of the Statuspage format are told how bad it is, for a page as {@code indicator} and for
 * an incident as {@code impact}.
 */
public enum Indicator {
    NONE, MINOR, MAJOR, CRITICAL, MAINTENANCE;

    /** The word as that format spells it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an incident with this impact is called in that format. */
    public static Indicator of(Impact impact) {
        return switch (impact) {
            case NONE -> NONE;
            case MAINTENANCE -> MAINTENANCE;
            case DEGRADED -> MINOR;
            case PARTIAL_OUTAGE -> MAJOR;
            case MAJOR_OUTAGE -> CRITICAL;
        };
    }
}
