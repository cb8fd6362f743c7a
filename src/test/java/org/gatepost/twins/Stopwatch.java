package org.gatepost.twins;

/** Somebody who asks the API and looks at the clock. */
public final class Stopwatch {
    private static final double NANOS_PER_MICRO = 1_000;

    private final Eyes eyes;

    /** @param account of the local realm, or the machine's */
    public Stopwatch(String account) {
        eyes = new Eyes(account);
    }

    /** How long a question takes, in microseconds, from before it is sent until all of the answer is there. */
    public double micros(String path) {
        long begin = System.nanoTime();
        eyes.api("GET", path, null);
        return (System.nanoTime() - begin) / NANOS_PER_MICRO;
    }

    public String body(String path) {
        return eyes.api("GET", path, null).body();
    }
}
