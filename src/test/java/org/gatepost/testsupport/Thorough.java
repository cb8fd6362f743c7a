package org.gatepost.testsupport;

/**
 * How much is tried of what could be tried without end. A build at a desk takes a short form of a few tests, so that it is done in
 * minutes; {@code .ci/run} sets {@code gatepost.thorough}, and takes the long one. Every test runs in both.
 */
public final class Thorough {
    private static final boolean IS = Boolean.getBoolean("gatepost.thorough");

    private Thorough() {
    }

    public static boolean is() {
        return IS;
    }

    /** @param atADesk how many are enough while somebody waits */
    public static int many(int all, int atADesk) {
        return IS ? all : atADesk;
    }
}
