package org.gatepost.site;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a mark is drawn of, as lines: the shapes of SVG 2 without text, gradients and style sheets, curves cut into straight pieces.
 * Joins are round whatever is asked for. Computed in exact steps, so that every machine draws the same.
 */
final class Drawing {
    /** Straight pieces that a curve, and half a circle, are cut into. */
    private static final int PIECES = 24;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");
    private static final Pattern TRANSFORM = Pattern.compile("(matrix|translate|scale|rotate)\\s*\\(([^)]*)\\)");
    private static final Pattern COLOUR = Pattern.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})");
    private static final Set<String> INHERITED = Set.of("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray",
            "fill-rule");
    private static final Set<String> SILENT = Set.of("title", "desc", "metadata");
    private static final double[] SAME = {1, 0, 0, 1, 0, 0};

    private final List<Shape> shapes = new ArrayList<>();
    private List<double[]> lines = new ArrayList<>();
    private List<Boolean> closed = new ArrayList<>();

    /** Paints; one colour stands for the current one. */
    static final int NONE = 0;
    static final int CURRENT = 1;

    /**
     * A shape in the drawing's own units.
     *
     * @param lines x and y in turn
     * @param closed which of the lines end where they begin
     * @param transform to the drawing's units, as in SVG's matrix
     * @param fill {@link #NONE}, {@link #CURRENT} or a colour with alpha
     * @param stroke the same
     */
    record Shape(List<double[]> lines, List<Boolean> closed, double[] transform, int fill, int stroke, double width,
            boolean isRound, double[] dashes, boolean isEvenOdd) {
    }

    /**
     * Reads elements of SVG.
     *
     * @throws IllegalStateException when there is something in it that cannot be drawn, which it names
     */
    static Drawing of(String elements) {
        Drawing drawing = new Drawing();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            drawing.read(factory.createXMLStreamReader(new StringReader("<svg>" + elements + "</svg>")));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A drawing of the theme is no SVG.", e);
        }
        return drawing;
    }

    List<Shape> shapes() {
        return shapes;
    }

    private record Style(Map<String, String> values, double[] transform) {
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Style> styles = new ArrayDeque<>();
        styles.push(new Style(Map.of(), SAME));
        int silent = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getLocalName();
                silent += silent > 0 || SILENT.contains(name) ? 1 : 0;
                Map<String, String> attributes = new HashMap<>();
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                }
                Style style = style(styles.peek(), attributes);
                styles.push(style);
                if (silent == 0 && !name.equals("g") && !name.equals("svg")) {
                    trace(name, attributes);
                    add(style);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                styles.pop();
                silent -= silent > 0 ? 1 : 0;
            }
        }
    }

    private static Style style(Style outer, Map<String, String> attributes) {
        Map<String, String> values = new HashMap<>(outer.values());
        attributes.forEach((name, value) -> {
            if (INHERITED.contains(name)) {
                values.put(name, value);
            }
        });
        double[] transform = outer.transform();
        Matcher part = TRANSFORM.matcher(attributes.getOrDefault("transform", ""));
        while (part.find()) {
            transform = times(transform, matrix(part.group(1), numbers(part.group(2))));
        }
        return new Style(values, transform);
    }

    private static double[] matrix(String kind, double[] n) {
        return switch (kind) {
            case "translate" -> new double[]{1, 0, 0, 1, n[0], n.length > 1 ? n[1] : 0};
            case "scale" -> new double[]{n[0], 0, 0, n.length > 1 ? n[1] : n[0], 0, 0};
            case "rotate" -> {
                double sine = StrictMath.sin(StrictMath.toRadians(n[0]));
                double cosine = StrictMath.cos(StrictMath.toRadians(n[0]));
                double x = n.length > 2 ? n[1] : 0;
                double y = n.length > 2 ? n[2] : 0;
                yield new double[]{cosine, sine, -sine, cosine, x - cosine * x + sine * y, y - sine * x - cosine * y};
            }
            default -> n;
        };
    }

    /** First the second, then the first. */
    static double[] times(double[] a, double[] b) {
        return new double[]{a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3],
                a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]};
    }

    private void add(Style style) {
        Map<String, String> values = style.values();
        shapes.add(new Shape(lines, closed, style.transform(), paint(values.getOrDefault("fill", "currentColor")),
                paint(values.getOrDefault("stroke", "none")), Double.parseDouble(values.getOrDefault("stroke-width", "1")),
                !values.getOrDefault("stroke-linecap", "butt").equals("butt"),
                values.getOrDefault("stroke-dasharray", "none").equals("none")
                        ? new double[0]
                        : numbers(values.get("stroke-dasharray")),
                values.getOrDefault("fill-rule", "nonzero").equals("evenodd")));
        lines = new ArrayList<>();
        closed = new ArrayList<>();
    }

    private static int paint(String value) {
        Matcher colour = COLOUR.matcher(value);
        if (!colour.matches()) {
            return value.equals("none") ? NONE : CURRENT;
        }
        String hex = colour.group(1).length() == 6 ? colour.group(1) : colour.group(1).replaceAll("(.)", "$1$1");
        return 0xff000000 | Integer.parseInt(hex, 16);
    }

    private void trace(String name, Map<String, String> attributes) {
        switch (name) {
            case "path" -> new Path(attributes.getOrDefault("d", "")).trace();
            case "circle" -> ellipse(number(attributes, "cx"), number(attributes, "cy"), number(attributes, "r"),
                    number(attributes, "r"));
            case "ellipse" -> ellipse(number(attributes, "cx"), number(attributes, "cy"), number(attributes, "rx"),
                    number(attributes, "ry"));
            case "rect" -> rectangle(attributes);
            case "line" -> line(new double[]{number(attributes, "x1"), number(attributes, "y1"), number(attributes, "x2"),
                    number(attributes, "y2")}, false);
            case "polyline", "polygon" -> line(numbers(attributes.getOrDefault("points", "")), name.equals("polygon"));
            default -> throw new IllegalStateException("A drawing of the theme has <" + name
                    + ">, which pictures cannot show; they can show path, circle, ellipse, rect, line, polyline, polygon and g.");
        }
    }

    private void line(double[] points, boolean isClosed) {
        lines.add(points);
        closed.add(isClosed);
    }

    /** From three o'clock on, clockwise, as dashes are counted. */
    private void ellipse(double x, double y, double rx, double ry) {
        double[] points = new double[PIECES * 8];
        for (int i = 0; i < PIECES * 4; i++) {
            double angle = 2 * StrictMath.PI * i / (PIECES * 4);
            points[2 * i] = x + rx * StrictMath.cos(angle);
            points[2 * i + 1] = y + ry * StrictMath.sin(angle);
        }
        line(points, true);
    }

    private void rectangle(Map<String, String> attributes) {
        double x = number(attributes, "x");
        double y = number(attributes, "y");
        double width = number(attributes, "width");
        double height = number(attributes, "height");
        double r = Math.min(attributes.containsKey("rx") ? number(attributes, "rx") : number(attributes, "ry"),
                Math.min(width, height) / 2);
        String round = r > 0 ? "a" + r + " " + r + " 0 0 1 " : "";
        new Path("M" + (x + r) + " " + y + "h" + (width - 2 * r) + (r > 0 ? round + r + " " + r : "") + "v" + (height - 2 * r)
                + (r > 0 ? round + -r + " " + r : "") + "h" + -(width - 2 * r) + (r > 0 ? round + -r + " " + -r : "") + "v"
                + -(height - 2 * r) + (r > 0 ? round + r + " " + -r : "") + "z").trace();
    }

    private static double number(Map<String, String> attributes, String name) {
        return Double.parseDouble(attributes.getOrDefault(name, "0"));
    }

    private static double[] numbers(String text) {
        return NUMBER.matcher(text).results().mapToDouble(found -> Double.parseDouble(found.group())).toArray();
    }

    /** A path's data, as SVG 2 writes it (section 9.3). */
    private final class Path {
        private final String data;
        private final List<Double> points = new ArrayList<>();
        private int at;
        private double x;
        private double y;
        private double startX;
        private double startY;
        /** The last curve's second point, which a smooth one mirrors. */
        private double controlX;
        private double controlY;
        private char before = ' ';

        Path(String data) {
            this.data = data;
        }

        void trace() {
            char command = ' ';
            while (skip()) {
                char next = data.charAt(at);
                if (Character.isLetter(next)) {
                    command = next;
                    at++;
                } else if (command == 'M' || command == 'm') {
                    command = command == 'M' ? 'L' : 'l';
                }
                run(command);
                before = Character.toUpperCase(command);
            }
            end(false);
        }

        private void run(char command) {
            boolean isRelative = Character.isLowerCase(command);
            double fromX = isRelative ? x : 0;
            double fromY = isRelative ? y : 0;
            switch (Character.toUpperCase(command)) {
                case 'M' -> {
                    end(false);
                    startX = fromX + next();
                    startY = fromY + next();
                    x = startX;
                    y = startY;
                }
                case 'L' -> to(fromX + next(), fromY + next());
                case 'H' -> to(fromX + next(), y);
                case 'V' -> to(x, fromY + next());
                case 'C' ->
                    cubic(fromX + next(), fromY + next(), fromX + next(), fromY + next(), fromX + next(), fromY + next());
                case 'S' -> {
                    boolean isSmooth = before == 'C' || before == 'S';
                    cubic(isSmooth ? 2 * x - controlX : x, isSmooth ? 2 * y - controlY : y, fromX + next(), fromY + next(),
                            fromX + next(), fromY + next());
                }
                case 'Q' -> quadratic(fromX + next(), fromY + next(), fromX + next(), fromY + next());
                case 'T' -> {
                    boolean isSmooth = before == 'Q' || before == 'T';
                    quadratic(isSmooth ? 2 * x - controlX : x, isSmooth ? 2 * y - controlY : y, fromX + next(), fromY + next());
                }
                case 'A' -> arc(next(), next(), next(), flag(), flag(), fromX + next(), fromY + next());
                case 'Z' -> {
                    end(true);
                    x = startX;
                    y = startY;
                }
                default -> throw new IllegalStateException("A path of the theme cannot be read at \"" + data + "\".");
            }
        }

        private void to(double toX, double toY) {
            if (points.isEmpty()) {
                points.add(x);
                points.add(y);
            }
            x = toX;
            y = toY;
            points.add(x);
            points.add(y);
        }

        private void end(boolean isClosed) {
            if (points.size() > 2) {
                line(points.stream().mapToDouble(Double::doubleValue).toArray(), isClosed);
            }
            points.clear();
        }

        private void cubic(double x1, double y1, double x2, double y2, double toX, double toY) {
            double fromX = x;
            double fromY = y;
            for (int i = 1; i <= PIECES; i++) {
                double t = (double) i / PIECES;
                double u = 1 - t;
                to(u * u * u * fromX + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * toX,
                        u * u * u * fromY + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * toY);
            }
            controlX = x2;
            controlY = y2;
        }

        private void quadratic(double x1, double y1, double toX, double toY) {
            cubic(x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, toX + (x1 - toX) * 2 / 3, toY + (y1 - toY) * 2 / 3, toX, toY);
            controlX = x1;
            controlY = y1;
        }

        /** From end points to a centre, as SVG 2 does (appendix B.2.4). */
        private void arc(double radiusX, double radiusY, double turned, boolean isLarge, boolean isSweep, double toX,
                double toY) {
            double rx = Math.abs(radiusX);
            double ry = Math.abs(radiusY);
            if (rx == 0 || ry == 0 || x == toX && y == toY) {
                to(toX, toY);
                return;
            }
            double sine = StrictMath.sin(StrictMath.toRadians(turned));
            double cosine = StrictMath.cos(StrictMath.toRadians(turned));
            double px = cosine * (x - toX) / 2 + sine * (y - toY) / 2;
            double py = -sine * (x - toX) / 2 + cosine * (y - toY) / 2;
            double enlarge = Math.max(1, Math.sqrt(px * px / (rx * rx) + py * py / (ry * ry)));
            rx *= enlarge;
            ry *= enlarge;
            double rest = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px;
            double root = Math.sqrt(Math.max(0, rest / (rx * rx * py * py + ry * ry * px * px)));
            double factor = isLarge == isSweep ? -root : root;
            double cx = factor * rx * py / ry;
            double cy = -factor * ry * px / rx;
            double begin = StrictMath.atan2((py - cy) / ry, (px - cx) / rx);
            double angle = StrictMath.atan2((-py - cy) / ry, (-px - cx) / rx) - begin;
            if (isSweep && angle < 0) {
                angle += 2 * StrictMath.PI;
            } else if (!isSweep && angle > 0) {
                angle -= 2 * StrictMath.PI;
            }
            double centreX = cosine * cx - sine * cy + (x + toX) / 2;
            double centreY = sine * cx + cosine * cy + (y + toY) / 2;
            for (int i = 1; i < PIECES; i++) {
                double a = begin + angle * i / PIECES;
                double ax = rx * StrictMath.cos(a);
                double ay = ry * StrictMath.sin(a);
                to(cosine * ax - sine * ay + centreX, sine * ax + cosine * ay + centreY);
            }
            to(toX, toY);
        }

        private boolean skip() {
            while (at < data.length() && (Character.isWhitespace(data.charAt(at)) || data.charAt(at) == ',')) {
                at++;
            }
            return at < data.length();
        }

        private double next() {
            skip();
            Matcher number = NUMBER.matcher(data).region(at, data.length());
            if (!number.lookingAt()) {
                throw new IllegalStateException("A path of the theme cannot be read at \"" + data.substring(at) + "\".");
            }
            at = number.end();
            return Double.parseDouble(number.group());
        }

        /** One digit, after which the next number may follow at once. */
        private boolean flag() {
            skip();
            return at < data.length() && data.charAt(at++) == '1';
        }
    }
}
