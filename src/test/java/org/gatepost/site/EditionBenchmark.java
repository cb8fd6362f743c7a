package org.gatepost.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;

/**
 * What the page costs its publisher in every language, held against one language in the same run: the first rendering, that of one
 * publication more, and a tick. No test: run its main with a number of notices, and look at the ratios.
 */
final class EditionBenchmark {
    private static final int NOTICES = 100;
    private static final int DAYS_BETWEEN = 3;
    private static final int ROUNDS = 3;

    private EditionBenchmark() {
    }

    public static void main(String[] arguments) {
        int notices = arguments.length == 0 ? NOTICES : Integer.parseInt(arguments[0]);
        PublishedPage before = page(notices, notices);
        PublishedPage after = page(notices, notices + 1);
        Map<String, Proofs.Config> kinds = Map.of("one language", Proofs.Config.sample(), "every language",
                Proofs.Config.sample().inEveryLanguage());
        List<double[]> alone = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String kind : List.of("one language", "every language")) {
                Edition edition = new Edition(kinds.get(kind), Theme.packed());
                Printed printed = new Printed();
                double[] took = {seconds(() -> print(edition, printed, before)), seconds(() -> print(edition, printed, after)),
                        seconds(() -> print(edition, printed, after))};
                List<Surface> surfaces = print(edition, printed, after);
                long bytes = surfaces.stream()
                        .mapToLong(it -> it.body().length + (it.staleBody() == null ? 0 : it.staleBody().length)).sum();
                System.out.printf(
                        "%d notices, %s: %d addresses, %.1f MB plain; first %.2f s, publication %.2f s, tick %.3f s%n",
                        notices, kind, surfaces.size(), bytes / 1e6, took[0], took[1], took[2]);
                if (kinds.get(kind).languages().isPresent()) {
                    alone.add(took);
                } else {
                    double[] one = alone.get(alone.size() - 1);
                    System.out.printf("every language to one: first %.1f, publication %.1f, tick %.1f%n", took[0] / one[0],
                            took[1] / one[1], took[2] / one[2]);
                }
            }
        }
    }

    private static List<Surface> print(Edition edition, Printed printed, PublishedPage page) {
        return printed.of(Stream.concat(edition.leaves(page, Phases.asOf(page, Samples.NOW)).stream(),
                edition.past(page).stream()).toList());
    }

    private static double seconds(Runnable what) {
        long begin = System.nanoTime();
        what.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** One notice every three days, told to everyone in four entries, of which one more would be now. */
    private static PublishedPage page(int notices, int published) {
        Samples samples = Samples.wiki();
        for (int i = 0; i < published; i++) {
            Instant at = Samples.NOW.minus(Duration.ofDays((long) DAYS_BETWEEN * (notices - i))).minus(Duration.ofHours(2));
            Samples.NoticeBuilder notice = samples.incident("Search is slow for some, number " + i, at);
            for (NoticeState state : List.of(NoticeState.INVESTIGATING, NoticeState.IDENTIFIED, NoticeState.MONITORING,
                    NoticeState.RESOLVED)) {
                notice.update(state, at).tell(Samples.READERS, Impact.DEGRADED, "Searching takes up to ten seconds.")
                        .tell(Samples.CONTRIBUTORS, Impact.DEGRADED, "New pages are found later.")
                        .effect("Search", state == NoticeState.RESOLVED
                                ? ComponentStatus.OPERATIONAL
                                : ComponentStatus.DEGRADED_PERFORMANCE);
                at = at.plusSeconds(1200);
            }
        }
        return samples.build();
    }
}
