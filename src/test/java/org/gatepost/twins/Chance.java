package org.gatepost.twins;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that follow from a number alone, so that both worlds choose alike and a seed can be tried again. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** At least 0 and below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int many) {
        return below(many) == 0;
    }

    <T> T of(List<T> things) {
        return things.get(below(things.size()));
    }

    long seed() {
        return random.nextLong();
    }
}
