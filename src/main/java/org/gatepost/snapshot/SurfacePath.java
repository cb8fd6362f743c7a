package org.gatepost.snapshot;

/** Which paths a snapshot can carry, and which manifest carries them. */
final class SurfacePath {

    /** In characters, decoded. */
    static final int MAX_PATH_LENGTH = 512;

    private SurfacePath() {
    }

    /**
     * Only paths that the front will find again: what it refuses in a request is refused here too.
     *
     * @throws IllegalArgumentException for any other path
     */
    static String require(String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            throw new IllegalArgumentException("A path does not begin with a slash.");
        }
        if (path.length() > MAX_PATH_LENGTH) {
            throw new IllegalArgumentException(
                    "A path has " + path.length() + " characters, more than the limit of " + MAX_PATH_LENGTH + ".");
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ';' || c == '%' || c == '?' || c == '#')) {
            throw new IllegalArgumentException("A path has a character that no request can carry.");
        }
        if (path.contains("//") || (path + '/').contains("/./") || (path + '/').contains("/../")) {
            throw new IllegalArgumentException("A path has an empty segment or a dot segment.");
        }
        return path;
    }

    /** Everything up to and including the last slash: one manifest per directory, as a reader would put it. */
    static String prefixOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
