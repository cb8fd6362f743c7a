package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;

import org.gatepost.gate.Clockwork;
import org.gatepost.site.Site;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.gatepost.testsupport.TestIds;
import org.gatepost.testsupport.Thorough;
import org.gatepost.twins.LastProof;
import org.gatepost.twins.Twins;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.arc.Arc;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Random days in twin worlds (see {@link Twins}): whoever may not know cannot tell in which of them they are. The days follow from a seed
 * that is printed, {@value #SEED} unless {@code gatepost.seed} names another; {@code gatepost.days} asks for another number than the
 * {@value #DAYS_AT_A_DESK} of every build or the {@value #DAYS} of a thorough one (on a slow machine as many of them as fit into five minutes),
 * which are the same each time, so that what a build says is about its change. A day that shows a difference is made as short as it can be. {@code gatepost.leak} plants the leaks whose names
 * hold it; otherwise a thorough build plants all of them, and every other one for each channel.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoninterferenceIT {
    private static final Logger LOG = Logger.getLogger(NoninterferenceIT.class);
    private static final int DAYS = 200;
    private static final int DAYS_AT_A_DESK = 2;
    /** A thorough build on a slow machine lives as many of its days as fit into the time, and no fewer than these. */
    private static final int FEWEST_DAYS = 12;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int FEWEST_LEAKS = 40;
    private static final int FEWEST_LEAKS_AT_A_DESK = 10;
    private static final long SEED = 20_784_000;
    private static final int MOST_DIFFERENT = 5;
    private static final int SHOWN = 4;
    private static final int PROGRESS = 10;

    @Inject
    TestClock clock;

    @Inject
    TestIds ids;

    @Inject
    Site site;

    @Inject
    Clockwork clockwork;

    @Inject
    Scheduler schedule;

    @TempDir
    static Path directory;

    /** One for all tests: each stage takes the place of the application's own publisher, which needs a moment to come back. */
    private static Twins twins;

    @BeforeEach
    void begin() {
        if (twins == null) {
            // What is due goes out when a world says so: in real seconds it would come at another place of each.
            schedule.pause();
            twins = new Twins(clock, ids, site, directory, clockwork::strike);
        }
    }

    @AfterAll
    static void end() {
        twins.close();
        twins = null;
        Arc.container().instance(Scheduler.class).get().resume();
        Database.forget();
    }

    @Test
    @Order(1)
    void nobodyOutsideCanTellWhetherThereIsAnEmbargo() {
        long seed = Long.getLong("gatepost.seed", SEED);
        Integer asked = Integer.getInteger("gatepost.days");
        int days = asked == null ? Thorough.many(DAYS, DAYS_AT_A_DESK) : asked;
        int fewest = asked == null ? Math.min(days, FEWEST_DAYS) : days;
        LOG.infof("The seed is %d.", seed);
        List<Long> different = new ArrayList<>();
        long begin = System.nanoTime();
        int lived = 0;
        // The first day is that of the seed itself, so that a printed one is tried again alone.
        while ((lived < fewest || lived < days && System.nanoTime() - begin < LONGEST.toNanos())
                && different.size() < MOST_DIFFERENT) {
            List<String> differences = twins.differencesOf(seed + lived);
            if (!differences.isEmpty()) {
                different.add(seed + lived);
                LOG.infof("The worlds of seed %d differ in %d things, such as%s", seed + lived, differences.size(),
                        String.join("", differences.subList(0, Math.min(SHOWN, differences.size()))));
            }
            lived++;
            if (lived % PROGRESS == 0) {
                LOG.infof("%d of %d days.", lived, days);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        LOG.infof("%d days from seed %d, %d with a difference; %.2f days a second.%s What it cost:%s", lived, seed,
                different.size(), lived / seconds, Twins.SHARES, twins.costs());
        if (!different.isEmpty()) {
            fail("Strangers can tell the worlds of these seeds apart: " + different + "\n"
                    + twins.shortestDayOf(different.get(0)));
        }
        assertTrue(lived >= fewest, "only " + lived);
        LastProof.lived(seed, lived);
    }

    /** The program can fail: it notices every one of these, and what is planted is gone afterwards. */
    @Test
    @Order(2)
    void everyPlantedLeakIsCaught() {
        String named = System.getProperty("gatepost.leak", Thorough.is() ? "" : null);
        List<Twins.Caught> caught = twins.catchAll(named);
        StringBuilder table = new StringBuilder();
        Map<String, Integer> channels = new TreeMap<>();
        for (Twins.Caught one : caught) {
            table.append(String.format("%n  %d day%s  %-68s %-22s %s", one.days(), one.days() == 1 ? " " : "s", one.leak(),
                    one.after(),
                    String.join(" ", one.caughtBy())));
            one.caughtBy().forEach(channel -> channels.merge(channel, 1, Integer::sum));
        }
        LOG.infof("%d planted leaks, all caught. By channel: %s.%s", caught.size(), channels, table);
        LastProof.caught(caught.size(), channels);
        if (named == null || named.isEmpty()) {
            assertTrue(caught.size() >= (named == null ? FEWEST_LEAKS_AT_A_DESK : FEWEST_LEAKS), "only " + caught.size());
        }
    }

    @Test
    @Order(3)
    void aDayThatDiffersIsMadeAsShortAsItCanBe() {
        List<String> steps = twins.shortestDayOf("a seal moves the public edition", 1);
        LOG.infof("What is left of a day: %s.", steps);
        assertEquals(1, steps.size(), steps.toString());
        assertTrue(steps.get(0).contains("DECLARE"), steps.toString());
    }
}
