package org.gatepost.front;

/** What a request says about the copy that its sender holds already (RFC 9110, 13 and 14). */
final class Conditions {

    /** Of If-None-Match, in characters; a longer one is ignored, which costs its sender a body. */
    static final int MAX_HEADER_LENGTH = 4_096;

    private Conditions() {
    }

    /**
     * Whether the sender holds these bytes (13.1.2): weak comparison, a list, or {@code *}.
     *
     * @param ifNoneMatch the header's value, or null
     * @param etag our strong tag, with its quotes
     */
    static boolean isHeld(String ifNoneMatch, String etag) {
        if (ifNoneMatch == null || ifNoneMatch.length() > MAX_HEADER_LENGTH) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        // A tag may hold a comma, so that the list is walked by its quotes. Ours hold neither.
        int at = 0;
        while (at < ifNoneMatch.length()) {
            int open = ifNoneMatch.indexOf('"', at);
            int close = open < 0 ? -1 : ifNoneMatch.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            if (etag.length() == close + 1 - open && ifNoneMatch.startsWith(etag, open)) {
                return true;
            }
            at = close + 1;
        }
        return false;
    }

    /** Part of a body: {@code first} and {@code last} are both in it. {@link #UNSATISFIABLE} lies outside of the body. */
    record Range(int first, int last) {

        static final Range UNSATISFIABLE = new Range(-1, -1);

        /**
         * The part that is asked for (14.1.2).
         *
         * @param header the value of Range, or null
         * @param ifRange the value of If-Range, or null; only our strong tag counts, never a date, for we send none
         * @return null when the whole body answers best: no range, several, another unit, nonsense, or a copy that is outdated
         */
        static Range of(String header, String ifRange, String etag, int length) {
            if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)
                    || ifRange != null && !ifRange.strip().equals(etag)) {
                return null;
            }
            String range = header.substring(6).strip();
            int hyphen = range.indexOf('-');
            long from = number(range, 0, hyphen);
            long to = number(range, hyphen + 1, range.length());
            if (hyphen < 0 || from == NONSENSE || to == NONSENSE || from == OPEN && to == OPEN || to != OPEN && from > to) {
                return null;
            }
            if (from == OPEN) {
                return to == 0 || length == 0 ? UNSATISFIABLE : new Range((int) Math.max(0, length - to), length - 1);
            }
            return from >= length
                    ? UNSATISFIABLE
                    : new Range((int) from, (int) (to == OPEN ? length - 1 : Math.min(to, length - 1)));
        }

        private static final long OPEN = -1;
        private static final long NONSENSE = -2;
        /** Digits of the largest position that is worked out; a larger one is nonsense for bodies of some megabytes. */
        private static final int MAX_DIGITS = 18;

        private static long number(String text, int from, int to) {
            if (to <= from) {
                return OPEN;
            }
            if (to - from > MAX_DIGITS) {
                return NONSENSE;
            }
            long number = 0;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    return NONSENSE;
                }
                number = number * 10 + c - '0';
            }
            return number;
        }
    }
}
