package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
import org.gatepost.twins.LastProof;
import org.gatepost.twins.Twins;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Random days in twin worlds (see {@link Twins}): whoever may not know cannot tell in which of them they are. The seed is printed; set
 * {@code gatepost.seed} to try it again and {@code gatepost.days} for more days than the {@value #DAYS} of every build. A day that
 * shows a difference is made as short as it can be.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class NoninterferenceIT {
    private static final Logger LOG = Logger.getLogger(NoninterferenceIT.class);
    private static final int DAYS = 4;
    /** A build says the same twice: other days are for whoever looks for a difference. */
    private static final long SEED = 1;

    @Inject
    TestClock clock;

    @Inject
    TestIds ids;

    @Inject
    Site site;

    @Inject
    Clockwork clockwork;

    @TempDir
    static Path directory;

    /** One for all tests: each stage takes the place of the application's own publisher, which needs a moment to come back. */
    private static Twins twins;

    @BeforeEach
    void begin() {
        if (twins == null) {
            twins = new Twins(clock, ids, site, directory, clockwork::strike);
        }
    }

    @AfterAll
    static void end() {
        twins.close();
        twins = null;
        Database.forget();
    }

    @Test
    void nobodyOutsideCanTellWhetherThereIsAnEmbargo() {
        long seed = Long.getLong("gatepost.seed", SEED);
        int days = Integer.getInteger("gatepost.days", DAYS);
        LOG.infof("The seed is %d.", seed);
        long begin = System.nanoTime();
        for (int i = 0; i < days; i++) {
            // The first day is that of the seed itself, so that a printed one is tried again alone.
            long day = seed + i;
            try {
                twins.require(day);
            } catch (AssertionError e) {
                LOG.infof("What it cost until then:%s", twins.costs());
                throw e;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        LOG.infof("%d days from seed %d, no difference; %.2f days a second. What it cost:%s", days, seed, days / seconds,
                twins.costs());
        assertTrue(days > 0);
        LastProof.lived(seed, days);
    }

    /** The program can fail: it notices every one of these, and what is planted is gone afterwards. */
    @Test
    void everyPlantedLeakIsCaught() {
        List<Twins.Caught> caught = twins.catchAll();
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
        assertTrue(caught.size() >= Twins.FEWEST_LEAKS || System.getProperty("gatepost.leak") != null, "only " + caught.size());
    }

    @Test
    void aDayThatDiffersIsMadeAsShortAsItCanBe() {
        List<String> steps = twins.shortestDayOf("a seal moves the public edition", 1);
        LOG.infof("What is left of a day: %s.", steps);
        assertEquals(1, steps.size(), steps.toString());
        assertTrue(steps.get(0).contains("DECLARE"), steps.toString());
    }
}
