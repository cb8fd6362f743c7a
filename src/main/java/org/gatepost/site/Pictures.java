package org.gatepost.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is shown of a page where it is linked to: the mark of its state, large, and below it ninety days as bars or a notice's entries one
 * by one, each by its own mark. There are no words in it, so that it is the same in every language; those stand beside it.
 */
final class Pictures {
    /** As large as networks ask for (ogp.me names no size). */
    static final int WIDTH = 1200;
    static final int HEIGHT = 630;
    /** The latest entries of a notice; of more, no eye could tell them apart. */
    static final int ENTRIES_MAX = 12;

    private static final int KEPT_MAX = 1_000;
    private static final int STAMPS_MAX = 64;
    private static final int VERSION_BYTES = 4;
    /** The field of a mark, and of a bar. */
    private static final double MARK_UNITS = 16;
    private static final int BAR_UNITS = 6;
    private static final int BAR_HEIGHT = 32;
    private static final int BAR_SCALE_X = 2;
    private static final int BAR_SCALE_Y = 4;
    private static final int BAR_TOP = 452;
    private static final int LARGE = 280;
    private static final int LARGE_TOP = 96;
    private static final int ALONE = 360;
    private static final int ENTRY = 68;
    private static final int ENTRY_EVERY = 94;
    private static final int ENTRY_MIDDLE = 516;
    private static final int LINE = 4;
    private static final Pattern FIELD = Pattern
            .compile("(?s)<svg[^>]*?\\bviewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"[^>]*>(.*)</svg>");

    /** For all themes that draw alike: a change of style alone draws nothing anew. */
    private static final Map<String, Picture> KEPT = new Latest<>(KEPT_MAX);
    private static final Map<String, Canvas> STAMPS = new Latest<>(STAMPS_MAX);

    /** Of more than it may keep, what was asked for longest ago goes. */
    private static final class Latest<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;
        private final int max;

        Latest(int max) {
            super(16, .75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > max;
        }
    }

    private final Theme theme;
    private volatile String look;

    Pictures(Theme theme) {
        this.theme = theme;
    }

    /** @param version stands in addresses, so that whoever keeps the picture asks anew when it is another one */
    record Picture(byte[] png, String version) {
    }

    /**
     * A front page.
     *
     * @param level of its state now
     * @param days the levels of the days, oldest first
     */
    Picture front(String level, List<String> days) {
        return kept("front " + level + " " + String.join(" ", days), () -> {
            Canvas canvas = blank();
            mark(canvas, level, WIDTH / 2, LARGE_TOP + LARGE / 2, LARGE);
            int left = (WIDTH - days.size() * BAR_UNITS * BAR_SCALE_X) / 2;
            for (int i = 0; i < days.size(); i++) {
                bar(canvas, days.get(i), left + i * BAR_UNITS * BAR_SCALE_X);
            }
            return canvas;
        });
    }

    /**
     * A notice.
     *
     * @param level of the whole
     * @param entries the levels of its entries, oldest first
     */
    Picture notice(String level, List<String> entries) {
        List<String> latest = entries.subList(Math.max(0, entries.size() - ENTRIES_MAX), entries.size());
        return kept("notice " + level + " " + (latest.size() < entries.size()) + " " + String.join(" ", latest), () -> {
            Canvas canvas = blank();
            mark(canvas, level, WIDTH / 2, LARGE_TOP + LARGE / 2, LARGE);
            int first = WIDTH / 2 - (latest.size() - 1) * ENTRY_EVERY / 2;
            for (int i = 0; i < latest.size(); i++) {
                int middle = first + i * ENTRY_EVERY;
                boolean isFirst = i == 0 && latest.size() == entries.size();
                if (!isFirst) {
                    // What is left out leads in from the edge.
                    int from = i == 0 ? 0 : middle - ENTRY_EVERY + ENTRY / 2 + LINE * 2;
                    canvas.fill(from, ENTRY_MIDDLE - LINE / 2, middle - ENTRY / 2 - LINE * 2, ENTRY_MIDDLE + LINE / 2,
                            opaque("faint"));
                }
                mark(canvas, latest.get(i), middle, ENTRY_MIDDLE, ENTRY);
            }
            return canvas;
        });
    }

    /** A state and nothing else. */
    Picture level(String level) {
        return kept("level " + level, () -> {
            Canvas canvas = blank();
            mark(canvas, level, WIDTH / 2, HEIGHT / 2, ALONE);
            return canvas;
        });
    }

    /** Pages that have no state: the page's own icon. */
    Picture page() {
        return kept("page", () -> {
            Canvas canvas = blank();
            icon(canvas, (WIDTH - LARGE) / 2, (HEIGHT - LARGE) / 2, LARGE);
            return canvas;
        });
    }

    /**
     * The page's own icon.
     *
     * @param size in pixels, both ways
     * @param isOpaque whether its corners are filled, for systems that cut them themselves and show black where nothing is
     */
    Picture icon(int size, boolean isOpaque) {
        return kept("icon " + size + " " + isOpaque, () -> {
            Canvas canvas = new Canvas(size, size, isOpaque ? ground() : 0);
            icon(canvas, 0, 0, size);
            return canvas;
        });
    }

    /** That of the icon, which is drawn first of it; paper when it has none. */
    private int ground() {
        int first = Drawing.of(iconField().group(3)).shapes().stream().findFirst().map(Drawing.Shape::fill)
                .orElse(Drawing.NONE);
        return first == Drawing.NONE || first == Drawing.CURRENT ? opaque("paper") : first;
    }

    private Matcher iconField() {
        Matcher field = FIELD.matcher(theme.icon());
        if (!field.find()) {
            throw new IllegalStateException("The theme's favicon.svg has no viewBox=\"0 0 WIDTH HEIGHT\".");
        }
        return field;
    }

    private void icon(Canvas canvas, int left, int top, int size) {
        Matcher field = iconField();
        double scale = size / Math.max(Double.parseDouble(field.group(1)), Double.parseDouble(field.group(2)));
        canvas.paint(Drawing.of(field.group(3)), left, top, scale, scale, opaque("paper"));
    }

    private Canvas blank() {
        return new Canvas(WIDTH, HEIGHT, opaque("paper"));
    }

    private void mark(Canvas canvas, String level, int middleX, int middleY, int size) {
        Canvas mark = stamp("mark " + level + " " + size, () -> {
            Canvas drawn = new Canvas(size, size, opaque("paper"));
            drawn.paint(Drawing.of(theme.mark(level)), 0, 0, size / MARK_UNITS, size / MARK_UNITS, opaque(level));
            return drawn;
        });
        canvas.put(mark, middleX - size / 2, middleY - size / 2);
    }

    private void bar(Canvas canvas, String level, int left) {
        Canvas bar = stamp("bar " + level, () -> {
            Canvas drawn = new Canvas(BAR_UNITS * BAR_SCALE_X, BAR_HEIGHT * BAR_SCALE_Y, opaque("paper"));
            drawn.paint(Drawing.of(theme.bar(level)), 0, 0, BAR_SCALE_X, BAR_SCALE_Y,
                    opaque(level.equals("quiet") ? "faint" : level));
            return drawn;
        });
        canvas.put(bar, left, BAR_TOP);
    }

    /** Marks take nearly all the time that a picture does, and there are few of them. */
    private Canvas stamp(String what, Supplier<Canvas> drawn) {
        String key = what + " " + look();
        synchronized (STAMPS) {
            return STAMPS.computeIfAbsent(key, unknown -> drawn.get());
        }
    }

    private int opaque(String colour) {
        return 0xff000000 | Integer.parseInt(theme.colour(colour).substring(1), 16);
    }

    private Picture kept(String what, Supplier<Canvas> drawn) {
        String key = what + " " + look();
        synchronized (KEPT) {
            Picture known = KEPT.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] png = Png.of(drawn.get());
        Picture picture = new Picture(png, version(png));
        synchronized (KEPT) {
            KEPT.put(key, picture);
        }
        return picture;
    }

    /** Everything that pictures are drawn of. */
    private String look() {
        if (look == null) {
            look = looks();
        }
        return look;
    }

    private String looks() {
        return version((theme.marks().getValue() + theme.icon()
                + Proofreader.COLOURS.stream().map(theme::colour).collect(Collectors.joining()))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String version(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
