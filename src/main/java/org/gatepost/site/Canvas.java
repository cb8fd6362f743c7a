package org.gatepost.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A field of pixels on which drawings are painted: how much of a pixel a shape covers is read from its distance to the shape's edge, in
 * seven steps, so that most pictures need sixteen colours and no more. Without the platform's own drawing, which needs libraries that small images lack, and whose bytes change with its
 * version.
 */
final class Canvas {
    private static final int STEPS = 7;
    /** Pixels, both ways, of which one look tells whether they are all within or all without. */
    private static final int TILE = 8;

    final int width;
    final int height;
    private final int[] pixels;

    /** @param ground as ARGB, everywhere */
    Canvas(int width, int height, int ground) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        Arrays.fill(pixels, ground);
    }

    /** As ARGB, row by row. */
    int[] pixels() {
        return pixels;
    }

    /** Paints a rectangle of whole pixels. */
    void fill(int left, int top, int right, int bottom, int colour) {
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                pixels[y * width + x] = colour;
            }
        }
    }

    /** Puts another field on this one, pixel by pixel. */
    void put(Canvas stamp, int left, int top) {
        for (int y = 0; y < stamp.height; y++) {
            System.arraycopy(stamp.pixels, y * stamp.width, pixels, (top + y) * width + left, stamp.width);
        }
    }

    /**
     * Paints a drawing.
     *
     * @param x of the drawing's origin, in pixels
     * @param scaleX how many pixels a unit of it is
     * @param current the colour that it calls the current one
     */
    void paint(Drawing drawing, double x, double y, double scaleX, double scaleY, int current) {
        for (Drawing.Shape shape : drawing.shapes()) {
            double[] transform = Drawing.times(new double[]{scaleX, 0, 0, scaleY, x, y}, shape.transform());
            List<double[]> lines = new ArrayList<>();
            for (int i = 0; i < shape.lines().size(); i++) {
                lines.add(moved(shape.lines().get(i), transform));
            }
            if (shape.fill() != Drawing.NONE) {
                paint(new Area(lines, shape.isEvenOdd()), colour(shape.fill(), current));
            }
            if (shape.stroke() != Drawing.NONE) {
                double scale = Math.sqrt(Math.abs(transform[0] * transform[3] - transform[1] * transform[2]));
                paint(Line.of(lines, shape, scale), colour(shape.stroke(), current));
            }
        }
    }

    private static int colour(int paint, int current) {
        return paint == Drawing.CURRENT ? current : paint;
    }

    private static double[] moved(double[] points, double[] t) {
        double[] moved = new double[points.length];
        for (int i = 0; i + 1 < points.length; i += 2) {
            moved[i] = t[0] * points[i] + t[2] * points[i + 1] + t[4];
            moved[i + 1] = t[1] * points[i] + t[3] * points[i + 1] + t[5];
        }
        return moved;
    }

    /** How far a point is from the edge of something: less than nothing within it. */
    private interface Figure {
        double distance(double x, double y);

        /** Left, top, right and bottom. */
        double[] box();
    }

    private void paint(Figure figure, int colour) {
        double[] box = figure.box();
        int right = (int) Math.min(width - 1, Math.ceil(box[2] + 1));
        int bottom = (int) Math.min(height - 1, Math.ceil(box[3] + 1));
        for (int y = (int) Math.max(0, Math.floor(box[1] - 1)); y <= bottom; y += TILE) {
            for (int x = (int) Math.max(0, Math.floor(box[0] - 1)); x <= right; x += TILE) {
                double distance = figure.distance(x + TILE / 2., y + TILE / 2.);
                if (distance < TILE) {
                    // Further within than a tile is wide, all of it is.
                    paint(figure, colour, x, y, distance < -TILE);
                }
            }
        }
    }

    private void paint(Figure figure, int colour, int left, int top, boolean isWithin) {
        for (int y = top; y < Math.min(height, top + TILE); y++) {
            for (int x = left; x < Math.min(width, left + TILE); x++) {
                double covered = isWithin ? 1 : Math.max(0, Math.min(1, .5 - figure.distance(x + .5, y + .5)));
                int step = (int) Math.floor(covered * STEPS + .5);
                if (step > 0) {
                    int at = y * width + x;
                    pixels[at] = over(pixels[at], colour, step);
                }
            }
        }
    }

    /** Source over destination (Porter and Duff), in whole numbers. */
    private static int over(int below, int above, int step) {
        int belowAlpha = below >>> 24;
        int part = 255 * step / STEPS;
        int alpha = part + belowAlpha * (255 - part) / 255;
        int mixed = alpha << 24;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = above >> shift & 0xff;
            int b = below >> shift & 0xff;
            mixed |= (a * part * 255 + b * belowAlpha * (255 - part) + alpha * 127) / (alpha * 255) << shift;
        }
        return mixed;
    }

    private static double[] box(List<double[]> lines, double margin) {
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] points : lines) {
            for (int i = 0; i + 1 < points.length; i += 2) {
                box[0] = Math.min(box[0], points[i] - margin);
                box[1] = Math.min(box[1], points[i + 1] - margin);
                box[2] = Math.max(box[2], points[i] + margin);
                box[3] = Math.max(box[3], points[i + 1] + margin);
            }
        }
        return box;
    }

    private static double distance(double x, double y, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
        double ax = x - x1 - t * dx;
        double ay = y - y1 - t * dy;
        return Math.sqrt(ax * ax + ay * ay);
    }

    private record Area(List<double[]> lines, boolean isEvenOdd) implements Figure {

        @Override
        public double distance(double x, double y) {
            double nearest = Double.MAX_VALUE;
            int winding = 0;
            for (double[] points : lines) {
                for (int i = 0; i + 1 < points.length; i += 2) {
                    int j = (i + 2) % points.length;
                    double x1 = points[i];
                    double y1 = points[i + 1];
                    double x2 = points[j];
                    double y2 = points[j + 1];
                    nearest = Math.min(nearest, Canvas.distance(x, y, x1, y1, x2, y2));
                    if (y1 <= y != y2 <= y && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)) {
                        winding += y2 > y1 ? 1 : -1;
                    }
                }
            }
            boolean isWithin = isEvenOdd ? (winding & 1) != 0 : winding != 0;
            return isWithin ? -nearest : nearest;
        }

        @Override
        public double[] box() {
            return Canvas.box(lines, 0);
        }
    }

    /**
     * A line of some width.
     *
     * @param half of the width
     * @param isCut whether it ends where its points do, and not in half a circle
     */
    private record Line(List<double[]> lines, double half, boolean isCut) implements Figure {

        static Line of(List<double[]> lines, Drawing.Shape shape, double scale) {
            List<double[]> pieces = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                double[] points = lines.get(i);
                boolean isClosed = shape.closed().get(i);
                double[] whole = isClosed ? Arrays.copyOf(points, points.length + 2) : points;
                if (isClosed) {
                    whole[points.length] = points[0];
                    whole[points.length + 1] = points[1];
                }
                if (shape.dashes().length == 0) {
                    pieces.add(whole);
                } else {
                    dash(whole, shape.dashes(), scale, pieces);
                }
            }
            boolean isOpen = shape.dashes().length > 0 || shape.closed().contains(false);
            return new Line(pieces, shape.width() * scale / 2, isOpen && !shape.isRound());
        }

        private static void dash(double[] points, double[] dashes, double scale, List<double[]> pieces) {
            int index = 0;
            double left = dashes[0] * scale;
            List<Double> piece = new ArrayList<>(List.of(points[0], points[1]));
            for (int i = 0; i + 3 < points.length; i += 2) {
                double x = points[i];
                double y = points[i + 1];
                double dx = points[i + 2] - x;
                double dy = points[i + 3] - y;
                double length = Math.sqrt(dx * dx + dy * dy);
                double done = 0;
                while (length - done > left && left > 0) {
                    done += left;
                    double atX = x + dx * done / length;
                    double atY = y + dy * done / length;
                    if (index % 2 == 0) {
                        piece.addAll(List.of(atX, atY));
                        pieces.add(piece.stream().mapToDouble(Double::doubleValue).toArray());
                    }
                    piece = new ArrayList<>(List.of(atX, atY));
                    index++;
                    left = dashes[index % dashes.length] * scale;
                }
                left -= length - done;
                piece.addAll(List.of(points[i + 2], points[i + 3]));
            }
            if (index % 2 == 0 && piece.size() > 2) {
                pieces.add(piece.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }

        @Override
        public double distance(double x, double y) {
            double nearest = Double.MAX_VALUE;
            for (double[] points : lines) {
                double here = Double.MAX_VALUE;
                for (int i = 0; i + 3 < points.length; i += 2) {
                    here = Math.min(here, Canvas.distance(x, y, points[i], points[i + 1], points[i + 2], points[i + 3]));
                }
                here -= half;
                if (isCut && here < .5) {
                    int end = points.length - 2;
                    here = Math.max(here, beyond(x, y, points[2], points[3], points[0], points[1]));
                    here = Math.max(here, beyond(x, y, points[end - 2], points[end - 1], points[end], points[end + 1]));
                }
                nearest = Math.min(nearest, here);
            }
            return nearest;
        }

        /** How far a point is beyond the end of a line, near that end; anywhere else it is not. */
        private double beyond(double x, double y, double fromX, double fromY, double endX, double endY) {
            double ax = x - endX;
            double ay = y - endY;
            if (ax * ax + ay * ay > (half + TILE) * (half + TILE)) {
                return -Double.MAX_VALUE;
            }
            double dx = endX - fromX;
            double dy = endY - fromY;
            return (ax * dx + ay * dy) / Math.sqrt(dx * dx + dy * dy);
        }

        @Override
        public double[] box() {
            return Canvas.box(lines, half);
        }
    }
}
