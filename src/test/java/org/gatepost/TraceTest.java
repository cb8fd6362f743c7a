package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

import org.gatepost.twins.Trace;
import org.gatepost.twins.Trace.NotYet;
import org.gatepost.twins.Trace.Row;
import org.gatepost.twins.Trace.Sign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table that leads from each known way out to the test that looks at it holds what it says. */
class TraceTest {
    private static final int LEAKS = 40;
    private static final int LOOKS = 32;
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+\\.[a-z_]+)");

    @Test
    void everyRowOfTheCatalogueIsThereOnce() {
        assertEquals(Stream.concat(IntStream.rangeClosed(1, LEAKS).mapToObj(number -> "L" + number),
                IntStream.rangeClosed(1, LOOKS).mapToObj(number -> "D" + number)).toList(),
                Trace.ROWS.stream().map(Row::id).toList());
    }

    @Test
    void everyRowHasATestOrASignOfItsDay() {
        assertEquals(List.of(),
                Trace.ROWS.stream().filter(row -> row.tests().isEmpty() && row.notYet().isEmpty()).map(Row::id).toList());
    }

    @Test
    void everyTestThatIsNamedIsThere() {
        assertEquals(List.of(), Trace.ROWS.stream().flatMap(row -> row.tests().stream().filter(test -> !isATest(test))
                .map(test -> row.id() + ": " + test)).toList());
        assertTrue(!isATest("EmbargoIT#thatNeverWas") && !isATest("NoSuchIT#it") && !isATest("EmbargoIT#sealed"));
    }

    private static boolean isATest(String named) {
        String[] words = named.split("#");
        try {
            return Stream
                    .of(Class.forName("org.gatepost." + words[0], false, TraceTest.class.getClassLoader()).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(words[1]) && (method.isAnnotationPresent(Test.class)
                            || method.isAnnotationPresent(ParameterizedTest.class)));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void whatIsNotThereYetIsNotThere() throws IOException {
        List<String> arrived = new ArrayList<>();
        for (Row row : Trace.ROWS) {
            for (NotYet notYet : row.notYet()) {
                if (isThere(notYet.sign(), notYet.named())) {
                    arrived.add(row.id() + ": " + notYet.what() + " (" + notYet.named()
                            + ") is there: name the test that looks at it, instead of this sign.");
                }
            }
        }
        assertEquals(List.of(), arrived);
        // Each kind of sign is seen when it is there.
        assertTrue(isThere(Sign.ROOM, "embargo"));
        assertTrue(isThere(Sign.DEPENDENCY, "quarkus-oidc"));
        assertTrue(isThere(Sign.PATH, ".*/drafts"));
        assertTrue(isThere(Sign.TABLE, "embargo\\.member"));
    }

    private static boolean isThere(Sign sign, String named) throws IOException {
        return switch (sign) {
            case ROOM -> Files.isDirectory(Path.of("src/main/java/org/gatepost", named));
            case DEPENDENCY -> Files.readString(Path.of("pom.xml")).contains("<artifactId>" + named + "</artifactId>");
            case PATH -> Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                    .flatMap(method -> ArchitectureTest.paths(method, "api", "console").stream())
                    .anyMatch(path -> path.matches(named));
            case TABLE -> tables().stream().anyMatch(table -> table.matches(named));
        };
    }

    private static List<String> tables() throws IOException {
        List<String> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.toList()) {
                Matcher table = TABLE.matcher(Files.readString(file));
                while (table.find()) {
                    tables.add(table.group(1));
                }
            }
        }
        return tables;
    }
}
