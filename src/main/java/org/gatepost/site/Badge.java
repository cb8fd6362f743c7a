package org.gatepost.site;

/**
 * A small picture of a status, to stand on other pages, and the same as the endpoint that shields.io draws its own from. It has its
 * colours with it, for nobody knows on which ground it will stand, and its width is that of the words whatever font is there.
 */
final class Badge {
    private static final int HEIGHT = 28;
    private static final int PADDING = 10;
    private static final int MARK = 16;
    private static final int GAP = 7;
    private static final int FONT = 13;
    private static final int CHARACTERS_MAX = 60;
    private static final int FIRST_WIDE = 0x1100;
    private static final String NARROW = "fijlrtI.,:;'|!()[] ";
    private static final String WIDE = "mwMWGOQ@%";

    private final Theme theme;
    private final String label;
    private final View.Level level;

    Badge(Theme theme, String label, View.Level level) {
        this.theme = theme;
        this.label = shortened(label);
        this.level = level;
    }

    /** @see <a href="https://shields.io/badges/endpoint-badge">the schema</a>, which allows no key of one's own */
    record Endpoint(int schemaVersion, String label, String message, String color) {
    }

    Endpoint endpoint() {
        return new Endpoint(1, label, level.word(), theme.colour(level.key()).substring(1));
    }

    String svg() {
        int labelWidth = width(label);
        int wordWidth = width(level.word());
        int markAt = PADDING + labelWidth + PADDING;
        int wordAt = markAt + MARK + GAP;
        int whole = wordAt + wordWidth + PADDING;
        String says = Messages.escape(label + ": " + level.word());
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + whole + "\" height=\"" + HEIGHT + "\" viewBox=\"0 0 "
                + whole
                + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + says + "\"><title>" + says + "</title>"
                + "<rect x=\".5\" y=\".5\" width=\"" + (whole - 1) + "\" height=\"" + (HEIGHT - 1) + "\" rx=\"5\" fill=\""
                + theme.colour("paper") + "\" stroke=\"" + theme.colour("faint") + "\"/>"
                + "<g font-family=\"system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif\" font-size=\"" + FONT + "\">"
                + text(PADDING, labelWidth, theme.colour("soft"), label)
                + text(wordAt, wordWidth, theme.colour(level.key()), level.word())
                + "</g><g transform=\"translate(" + markAt + " " + (HEIGHT - MARK) / 2 + ")\" color=\""
                + theme.colour(level.key())
                + "\">" + theme.mark(level.key()) + "</g></svg>";
    }

    private static String text(int x, int width, String colour, String text) {
        return "<text x=\"" + x + "\" y=\"18.500\" fill=\"" + colour + "\" textLength=\"" + width
                + "\" lengthAdjust=\"spacingAndGlyphs\">" + Messages.escape(text) + "</text>";
    }

    /** About what common fonts need; the text is set to it. */
    private static int width(String text) {
        double width = text.codePoints().mapToDouble(c -> {
            if (c >= FIRST_WIDE && Character.isIdeographic(c)) {
                return 1;
            }
            return NARROW.indexOf(c) >= 0 ? .32 : WIDE.indexOf(c) >= 0 ? .85 : Character.isUpperCase(c) ? .66 : .56;
        }).sum();
        return (int) Math.ceil(width * FONT);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= CHARACTERS_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, CHARACTERS_MAX - 1)).strip() + "…";
    }
}
