package org.gatepost.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.gatepost.site.Withdrawal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicksTest {

    private static final Keys KEYS = Keys.named("k1");
    private static final Duration TICK = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");
    private long revision = 1;
    private String words = "one";
    private Set<Withdrawal> withdrawn = Set.of();
    private Runnable duringRendering = () -> {
    };
    private final List<String> asked = new ArrayList<>();
    private boolean isDatabaseDead;
    private boolean isThemeBroken;
    private Ticks ticks;
    private SnapshotReader reader;

    @BeforeEach
    void aPublisherAndAReader() {
        SnapshotStore store = new SnapshotStore(directory, KEYS.signingKey(), KEYS.publisherKeys(), clock, new Disk());
        ticks = new Ticks(() -> {
            if (isDatabaseDead) {
                throw new IllegalStateException("no database");
            }
            return revision;
        }, () -> {
            asked.add("withdrawn");
            return withdrawn;
        }, () -> {
            asked.add("surfaces");
            duringRendering.run();
            if (isThemeBroken) {
                throw new IllegalStateException("no theme");
            }
            return List.of(Publication.html("/", words));
        }, store, TICK, clock);
        reader = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
    }

    @Test
    void theFirstLookSignsAndTheNextOnesOnlyAtTheTick() {
        assertTrue(ticks.look());
        for (int half = 1; half < 30; half++) {
            clock.forward(Duration.ofMillis(500));
            assertFalse(ticks.look(), "half second " + half);
        }
        clock.forward(Duration.ofMillis(500));
        assertTrue(ticks.look());
        assertFalse(ticks.look());
        assertSerial(2, "one");
    }

    @Test
    void aPublicationIsSignedAtOnceAndMovesNoTick() {
        ticks.look();
        clock.forward(Duration.ofSeconds(7));
        revision = 2;
        words = "two";
        assertTrue(ticks.look());
        assertSerial(2, "two");
        assertFalse(ticks.look());
        clock.forward(Duration.ofSeconds(7));
        assertFalse(ticks.look());
        clock.forward(Duration.ofSeconds(1));
        assertTrue(ticks.look());
    }

    @Test
    void wordsThatFollowFromTheTimeAreRenderedAtTheTick() {
        ticks.look();
        words = "a day later";
        clock.forward(TICK);
        assertTrue(ticks.look());
        assertSerial(2, "a day later");
    }

    @Test
    void aPauseIsNotCaughtUpWithManyTicks() {
        ticks.look();
        clock.forward(Duration.ofHours(1));
        assertTrue(ticks.look());
        assertFalse(ticks.look());
        clock.forward(TICK);
        assertTrue(ticks.look());
    }

    @Test
    void aClockThatIsSetBackIsFollowedAtOnce() {
        ticks.look();
        clock.forward(Duration.ofHours(-1));
        assertTrue(ticks.look(), "else nothing was signed for an hour, and every page was stale");
        assertFalse(ticks.look());
        clock.forward(TICK.minusMillis(1));
        assertFalse(ticks.look());
        clock.forward(Duration.ofMillis(1));
        assertTrue(ticks.look());
        assertFalse(ticks.look());
    }

    @Test
    void aClockThatIsSetBackALittleMovesNoTick() {
        ticks.look();
        clock.forward(Duration.ofSeconds(7));
        clock.forward(Duration.ofSeconds(-7));
        assertFalse(ticks.look());
        clock.forward(TICK);
        assertTrue(ticks.look());
    }

    @Test
    void withADeadDatabaseNothingIsSignedAndItGoesOnAfterwards() {
        ticks.look();
        isDatabaseDead = true;
        clock.forward(TICK);
        assertThrows(IllegalStateException.class, ticks::look);
        assertSerial(1, "one");
        isDatabaseDead = false;
        assertTrue(ticks.look());
        assertSerial(2, "one");
    }

    @Test
    void whatCannotBeRenderedIsTriedAgainAtTheNextLook() {
        ticks.look();
        revision = 2;
        words = "two";
        isThemeBroken = true;
        assertThrows(IllegalStateException.class, ticks::look);
        assertThrows(IllegalStateException.class, ticks::look);
        assertSerial(1, "one");
        isThemeBroken = false;
        assertTrue(ticks.look());
        assertSerial(2, "two");
    }

    @Test
    void aWithdrawalReachesTheStoreWithTheWordsThatAreLeft() {
        words = "about abc0000000xy";
        ticks.look();
        revision = 2;
        words = "nothing";
        withdrawn = Set.of(new Withdrawal("abc0000000xy", "abc0000000xy"));
        assertTrue(ticks.look());
        assertSerial(2, "nothing");
        assertTrue(isDenied("about abc0000000xy"));
        assertFalse(isDenied("nothing"));
    }

    @Test
    void aWithdrawalWhilePagesAreRenderedIsHeededAtTheNextLook() {
        words = "about abc0000000xy";
        ticks.look();
        revision = 2;
        words = "still about abc0000000xy";
        duringRendering = () -> withdrawn = Set.of(new Withdrawal("abc0000000xy", "abc0000000xy"));
        ticks.look();
        assertFalse(isDenied("about abc0000000xy"), "this look did not know of it");

        duringRendering = () -> {
        };
        revision = 3;
        words = "nothing";
        assertTrue(ticks.look());
        assertTrue(isDenied("about abc0000000xy"));
        assertTrue(isDenied("still about abc0000000xy"));
        assertEquals(List.of("withdrawn", "surfaces"), asked.subList(asked.size() - 2, asked.size()));
    }

    private boolean isDenied(String words) {
        return Denied.in(directory, KEYS, clock).contains(Publication.hash(words));
    }

    private void assertSerial(long serial, String words) {
        reader.look();
        Snapshot snapshot = reader.current().orElseThrow();
        assertEquals(serial, snapshot.serial());
        assertArrayEquals(Publication.bytes(words), snapshot.entries().get("/").fresh().get(Encoding.IDENTITY).bytes());
    }
}
