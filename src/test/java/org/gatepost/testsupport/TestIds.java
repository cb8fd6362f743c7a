package org.gatepost.testsupport;

import java.util.SplittableRandom;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.Ids;

/** Names by chance, as in production, until a test says for which act they are: then the same act gets the same names. */
@ApplicationScoped
public class TestIds extends Ids {
    private SplittableRandom planned;

    /** @param act its name; what else happens before or after it makes no difference */
    public synchronized void plan(String act) {
        long seed = 1125899906842597L;
        for (char letter : act.toCharArray()) {
            seed = 31 * seed + letter;
        }
        planned = new SplittableRandom(seed);
    }

    public synchronized void byChance() {
        planned = null;
    }

    @Override
    protected synchronized int below(int bound) {
        return planned == null ? super.below(bound) : planned.nextInt(bound);
    }
}
