package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.gatepost.console.Difference.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "Some pages fail.|Some pages are slow.|Some pages [-fail][+are slow].",
            "a b c|a b c|a b c",
            "-|New words|[+New words]",
            "Old words|-|[-Old words]",
            "one two|three four|[-one two][+three four]",
            "It is slow|It is very slow|It is [+very ]slow",
            "für alle|für niemanden|für [-alle][+niemanden]"})
    void wordsThatDifferAreMarked(String before, String after, String marked) {
        assertEquals(marked, marked(Difference.words(before, after)));
    }

    @Test
    void bothTextsCanBeReadFromTheirDifference() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String before = text(random);
            String after = text(random);
            List<Piece> pieces = Difference.words(before, after);
            assertEquals(before, joined(pieces, Piece::isNew), "seed " + seed);
            assertEquals(after, joined(pieces, Piece::isGone), "seed " + seed);
        }
    }

    @Test
    void longTextsThatHaveNothingInCommonAreReplacedAsAWhole() {
        List<Piece> pieces = Difference.words("a ".repeat(20_000) + "x", "b\n".repeat(20_000) + "y");
        assertEquals(2, pieces.size());
        assertTrue(pieces.get(0).isGone() && pieces.get(1).isNew());
    }

    @Test
    void ofALongTextOnlyThePlacesThatDifferAreShown() {
        String before = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n";
        List<List<Piece>> places = Difference.places(before, before.replace("five", "six"));
        assertEquals(List.of("3\n4\n[-five][+six]\n6\n7\n"), places.stream().map(DifferenceTest::marked).toList());
        assertEquals(List.of(), Difference.places(before, before));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 6).mapToObj(word -> List.of("a", "b", " ", "\n", ", ", "déjà").get(word))
                .collect(Collectors.joining());
    }

    private static String joined(List<Piece> pieces, java.util.function.Predicate<Piece> without) {
        return pieces.stream().filter(without.negate()).map(Piece::text).collect(Collectors.joining());
    }

    private static String marked(List<Piece> pieces) {
        return pieces.stream().map(
                piece -> piece.isGone() ? "[-" + piece.text() + "]" : piece.isNew() ? "[+" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }
}
