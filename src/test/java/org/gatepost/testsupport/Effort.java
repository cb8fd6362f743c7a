package org.gatepost.testsupport;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import org.junit.jupiter.api.function.Executable;

/**
 * How much work something takes, counted in the processor's time of its own thread: on a machine that has much else to do it takes
 * longer, and no more of that.
 */
public final class Effort {
    private static final Duration WHOLE = Duration.ofMinutes(2);

    private Effort() {
    }

    /** @param limit of the processor's time; what does not end at all is stopped after two minutes */
    public static void atMost(Duration limit, Executable work) {
        assertTimeoutPreemptively(WHOLE, () -> {
            ThreadMXBean clock = ManagementFactory.getThreadMXBean();
            long begin = clock.getCurrentThreadCpuTime();
            work.execute();
            Duration took = Duration.ofNanos(clock.getCurrentThreadCpuTime() - begin);
            assertTrue(took.compareTo(limit) <= 0, "took " + took);
        });
    }
}
