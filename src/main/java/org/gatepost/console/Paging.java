package org.gatepost.console;

/**
 * Where in a long list a screen stands.
 *
 * @param page from 0
 * @param total of all pages
 */
record Paging(int page, int size, long total) {

    public boolean hasNewer() {
        return page > 0;
    }

    public boolean hasOlder() {
        return (page + 1L) * size < total;
    }

    public int newer() {
        return page - 1;
    }

    public int older() {
        return page + 1;
    }

    /** Number of the first entry on this page, from 1; 0 when there is none. */
    public long first() {
        return total == 0 ? 0 : (long) page * size + 1;
    }

    /** Number of the last entry on this page. */
    public long last() {
        return Math.min(total, (page + 1L) * size);
    }
}
