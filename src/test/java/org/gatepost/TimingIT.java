package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.twins.Stopwatch;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Whether it takes longer to be told that something hidden is not there than that something absent is not. Asked in pairs, in random
 * order within each, because times of one stretch depend on each other and only the differences within pairs may be compared (the
 * author of the Marvin toolkit on dudect, issue 27). The effect: the median of the differences, with an interval that covers it 99 times
 * in 100 (bootstrap, Efron and Tibshirani 1993, ch. 13), and the p-value of Wilcoxon's signed ranks. Every build asks a few pairs to see
 * that this works; {@code mvn -Ptiming} asks for thousands, and fails when a shift of {@value #TELLING_MICROS} µs or more shows.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class TimingIT {
    private static final Logger LOG = Logger.getLogger(TimingIT.class);
    private static final int FEW = 40;
    private static final int WARM_UP = 200;
    private static final int HIDDEN = 5;
    private static final int RESAMPLES = 2_000;
    private static final double SIGNIFICANT = 0.01;
    /** Below this nobody outside the machine learns anything from any number of questions that the limits allow in a day. */
    private static final int TELLING_MICROS = 100;
    private static final Map<String, String> SEAL = Map.of("reason", "Because", "circle", "SECURITY_TEAM");

    @AfterEach
    void nothingStays() {
        Database.forget();
    }

    @Test
    void hiddenAndAbsentIdsAreAskedForInPairs() throws IOException {
        int pairs = Integer.getInteger("gatepost.pairs", FEW);
        boolean isWhole = pairs > FEW;
        List<String> incidents = new ArrayList<>();
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < HIDDEN; i++) {
            String incident = Api.as("responder").makes("/incidents", Map.of("title", "Held back " + i, "seal", SEAL));
            incidents.add(incident);
            drafts.add(Api.as("responder").makes("/drafts", Map.of("incident", incident, "content",
                    WholePathIT.words("Held back", "INVESTIGATING", "Words.", "DEGRADED"))));
        }
        StringBuilder report = new StringBuilder();
        List<String> telling = new ArrayList<>();
        // A control: a hidden and an absent one of which neither is there, so that what differs is the machine's.
        measure("absent against absent", "/incidents/%s", strangers(HIDDEN), pairs, isWhole, report);
        for (String path : List.of("/incidents/%s", "/incidents/%s/embargo", "/incidents/%s/alerts", "/drafts/%s")) {
            List<String> hidden = path.startsWith("/drafts") ? drafts : incidents;
            if (measure("hidden against absent", path, hidden, pairs, isWhole, report)) {
                telling.add(path);
            }
        }
        Files.writeString(Path.of("target", "timing.txt"), report);
        LOG.infof("%d pairs each:%s", pairs, report);
        if (isWhole) {
            assertEquals(List.of(), telling, "how long it takes tells whether something is hidden:" + report);
        }
    }

    /** @return whether the shift is significant and large enough to tell */
    private static boolean measure(String what, String path, List<String> hidden, int pairs, boolean warm,
            StringBuilder report) {
        Random random = new Random(path.hashCode());
        Stopwatch stranger = new Stopwatch("responder2");
        List<String> absent = strangers(hidden.size());
        for (int i = 0; warm && i < WARM_UP; i++) {
            stranger.micros(path.formatted(i % 2 == 0 ? hidden.get(0) : absent.get(0)));
        }
        double[] differences = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            String one = path.formatted(hidden.get(random.nextInt(hidden.size())));
            String other = path.formatted(absent.get(random.nextInt(absent.size())));
            boolean hiddenFirst = random.nextBoolean();
            double first = stranger.micros(hiddenFirst ? one : other);
            double second = stranger.micros(hiddenFirst ? other : one);
            differences[i] = hiddenFirst ? first - second : second - first;
        }
        double median = median(differences);
        double[] medians = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            medians[i] = median(random.doubles(pairs).map(at -> differences[(int) (at * pairs)]).toArray());
        }
        Arrays.sort(medians);
        double low = medians[RESAMPLES / 200];
        double high = medians[RESAMPLES - 1 - RESAMPLES / 200];
        double p = WilcoxonSignedRankTest.withDefaults().with(AlternativeHypothesis.TWO_SIDED).test(differences).getPValue();
        report.append(String.format(Locale.ROOT,
                "%n  %-22s %-24s median difference %+8.1f µs, 99 %% between %+8.1f and %+8.1f, p = %.3f", what,
                path, median, low, high, p));
        return p < SIGNIFICANT && Math.abs(median) >= TELLING_MICROS;
    }

    private static List<String> strangers(int many) {
        return java.util.stream.Stream.generate(() -> UUID.randomUUID().toString()).limit(many).toList();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @Test
    void whatIsBornSealedWasNeverOpen() throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        List<CompletableFuture<Integer>> looking = new ArrayList<>();
        for (String stranger : List.of("responder2", "publisher", Api.AUTOMATION)) {
            Stopwatch eyes = new Stopwatch(stranger);
            looking.add(CompletableFuture.supplyAsync(() -> {
                int looks = 0;
                while (goesOn.get()) {
                    String list = eyes.body("/incidents");
                    if (list.contains("Born sealed")) {
                        throw new AssertionError("seen: " + list);
                    }
                    looks++;
                }
                return looks;
            }));
        }
        try {
            for (int i = 0; i < FEW; i++) {
                Api.as("responder").makes("/incidents", Map.of("title", "Born sealed " + i, "seal", SEAL));
            }
        } finally {
            goesOn.set(false);
        }
        int looks = 0;
        for (CompletableFuture<Integer> one : looking) {
            looks += one.get();
        }
        assertTrue(looks > FEW, "only " + looks + " looks");
        assertTrue(Api.as("security").get("/incidents").asString().contains("Born sealed"), "who may know does see them");
    }
}
