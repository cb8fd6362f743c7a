package org.gatepost.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;

/** Which words differ between two texts. Pure; what it shows is text and never HTML. */
final class Difference {
    /** Steps that a comparison may take at worst; beyond them the part that differs is shown as replaced as a whole. */
    private static final long EFFORT_LIMIT = 25_000_000;
    /** Lines that are shown around one that differs. */
    private static final int CONTEXT = 2;
    private static final Pattern TOKEN = Pattern.compile("\\s+|[\\p{L}\\p{M}\\p{N}_]+|[^\\s\\p{L}\\p{M}\\p{N}_]");
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");

    private Difference() {
    }

    /** Some text that both have, or only one of them. */
    record Piece(Kind kind, String text) {

        /** Whether the text stayed, went, or came. */
        enum Kind {
            SAME, GONE, NEW
        }

        public boolean isGone() {
            return kind == Kind.GONE;
        }

        public boolean isNew() {
            return kind == Kind.NEW;
        }
    }

    /**
     * Both texts as one, word by word: all pieces but the new ones are the first text, all but the gone ones the second.
     *
     * @param before null is empty
     * @param after likewise
     */
    static List<Piece> words(String before, String after) {
        return pieces(tokens(TOKEN, before), tokens(TOKEN, after));
    }

    /** What differs between two long texts, each place with a few lines around it; empty when nothing does. */
    static List<List<Piece>> places(String before, String after) {
        List<Piece> lines = pieces(tokens(LINE, before), tokens(LINE, after));
        List<List<Piece>> places = new ArrayList<>();
        List<Piece> place = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Piece piece = lines.get(i);
            if (piece.kind() == Piece.Kind.SAME) {
                List<String> same = tokens(LINE, piece.text());
                int shown = Math.min(same.size(), CONTEXT);
                if (!place.isEmpty()) {
                    place.add(new Piece(Piece.Kind.SAME, String.join("", same.subList(0, shown))));
                    places.add(List.copyOf(place));
                    place.clear();
                }
                if (i + 1 < lines.size()) {
                    place.add(new Piece(Piece.Kind.SAME, String.join("", same.subList(same.size() - shown, same.size()))));
                }
            } else if (piece.isGone() && i + 1 < lines.size() && lines.get(i + 1).isNew()) {
                place.addAll(words(piece.text(), lines.get(++i).text()));
            } else {
                place.add(piece);
            }
        }
        if (!place.isEmpty()) {
            places.add(List.copyOf(place));
        }
        return places;
    }

    private static List<String> tokens(Pattern pattern, String text) {
        return pattern.matcher(Objects.requireNonNullElse(text, "")).results().map(MatchResult::group).toList();
    }

    private static List<Piece> pieces(List<String> before, List<String> after) {
        int start = 0;
        while (start < before.size() && start < after.size() && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Piece> pieces = new ArrayList<>();
        add(pieces, Piece.Kind.SAME, before.subList(0, start));
        between(pieces, before.subList(start, before.size() - end), after.subList(start, after.size() - end));
        add(pieces, Piece.Kind.SAME, before.subList(before.size() - end, before.size()));
        return joined(pieces);
    }

    private static void between(List<Piece> pieces, List<String> before, List<String> after) {
        if ((long) before.size() * after.size() > EFFORT_LIMIT) {
            add(pieces, Piece.Kind.GONE, before);
            add(pieces, Piece.Kind.NEW, after);
            return;
        }
        for (AbstractDelta<String> delta : DiffUtils
                .diff(before, after, new MyersDiffWithLinearSpace<>(), null, true).getDeltas()) {
            if (delta.getType() == DeltaType.EQUAL) {
                add(pieces, Piece.Kind.SAME, delta.getSource());
            } else {
                add(pieces, Piece.Kind.GONE, delta.getSource());
                add(pieces, Piece.Kind.NEW, delta.getTarget());
            }
        }
    }

    private static void add(List<Piece> pieces, Piece.Kind kind, Chunk<String> chunk) {
        add(pieces, kind, chunk.getLines());
    }

    private static void add(List<Piece> pieces, Piece.Kind kind, List<String> tokens) {
        if (!tokens.isEmpty()) {
            pieces.add(new Piece(kind, String.join("", tokens)));
        }
    }

    /** Neighbours of one kind become one piece, and what went stands before what came; a blank between two changes changes with them. */
    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        StringBuilder gone = new StringBuilder();
        StringBuilder come = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean isBlankBetween = piece.text().equals(" ") && gone.length() > 0 && come.length() > 0
                    && i + 1 < pieces.size();
            if (piece.kind() == Piece.Kind.SAME && !isBlankBetween) {
                flush(joined, gone, come);
                joined.add(piece);
            } else {
                gone.append(piece.isNew() ? "" : piece.text());
                come.append(piece.isGone() ? "" : piece.text());
            }
        }
        flush(joined, gone, come);
        return List.copyOf(joined);
    }

    private static void flush(List<Piece> joined, StringBuilder gone, StringBuilder come) {
        if (gone.length() > 0) {
            joined.add(new Piece(Piece.Kind.GONE, gone.toString()));
        }
        if (come.length() > 0) {
            joined.add(new Piece(Piece.Kind.NEW, come.toString()));
        }
        gone.setLength(0);
        come.setLength(0);
    }
}
