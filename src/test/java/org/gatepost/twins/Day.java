package org.gatepost.twins;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens on one day, in order. It follows from its seed, and any part of it is a day as well, which is how a day that shows a leak
 * is made shorter.
 *
 * @param secrets all that is hidden in either world, also when this is only a part of the day
 * @param circle who may know; everybody else is a stranger and looked through the eyes of
 * @param onlyNamed whether clearance alone opens nothing of this day
 * @param eyes what the choice of looks follows from
 * @param middle after how many steps everybody looks a first time
 */
record Day(long seed, Set<String> circle, boolean onlyNamed, List<Step> steps, List<Step> secrets, long eyes, int middle) {
    private static final List<String> CLEARED = List.of("security", "security2", "security3");
    private static final int FEWEST_OPEN = 4;
    private static final int MORE_OPEN = 5;
    private static final int MOST_HIDDEN = 7;
    private static final int NEVER = -1;

    record Step(int number, Deed deed, Side side, long seed) {
        @Override
        public String toString() {
            return number + " " + deed + (side == Side.BOTH ? "" : " (" + side + " only)");
        }
    }

    static Day of(long seed) {
        Chance chance = new Chance(seed);
        boolean onlyNamed = chance.oneIn(3);
        Set<String> circle = new TreeSet<>(Set.of("responder", "security"));
        if (!onlyNamed) {
            circle.addAll(CLEARED);
        }
        if (chance.oneIn(4)) {
            circle.add("publisher2");
        }
        List<Deed> deeds = new ArrayList<>();
        List<Side> sides = new ArrayList<>();
        int open = FEWEST_OPEN + chance.below(MORE_OPEN);
        deeds.add(Deed.ALERTS_COME_IN);
        deeds.add(Deed.DECLARE);
        for (int i = 2; i < open; i++) {
            deeds.add(Deed.any(chance, false));
        }
        deeds.forEach(deed -> sides.add(Side.BOTH));
        // The right world always has secrets, in the left one there are other ones or none.
        add(deeds, sides, Side.RIGHT, 2 + chance.below(MOST_HIDDEN), chance);
        if (chance.oneIn(2)) {
            add(deeds, sides, Side.LEFT, 1 + chance.below(3), chance);
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < deeds.size(); i++) {
            steps.add(new Step(i, deeds.get(i), sides.get(i), chance.seed()));
        }
        return new Day(seed, circle, onlyNamed, steps, hidden(steps), chance.seed(), 1 + chance.below(steps.size()));
    }

    /** A day on which these things happen and no others: first what is open, in their order, then what is hidden, in the right world. */
    static Day of(long seed, boolean onlyNamed, List<Deed> deeds) {
        Chance chance = new Chance(seed);
        Set<String> circle = new TreeSet<>(Set.of("responder", "security", "publisher2"));
        if (!onlyNamed) {
            circle.addAll(CLEARED);
        }
        List<Step> steps = new ArrayList<>();
        for (Deed deed : deeds) {
            steps.add(new Step(steps.size(), deed, deed.isSecret ? Side.RIGHT : Side.BOTH, chance.seed()));
        }
        return new Day(seed, circle, onlyNamed, steps, hidden(steps), chance.seed(), NEVER);
    }

    private static List<Step> hidden(List<Step> steps) {
        return steps.stream().filter(step -> step.deed().isSecret).toList();
    }

    /** The same without anything hidden: what differs then was no leak. */
    Day withoutSecrets() {
        return only(steps.stream().filter(step -> step.side() == Side.BOTH).toList());
    }

    /** Something sealed first, so that the others have something to be about; each at a place of its own. */
    private static void add(List<Deed> deeds, List<Side> sides, Side side, int many, Chance chance) {
        int from = 1;
        for (int i = 0; i < many; i++) {
            int at = from + chance.below(deeds.size() - from + 1);
            deeds.add(at, i == 0 ? Deed.DECLARE_SEALED : Deed.any(chance, true));
            sides.add(at, side);
            from = i == 0 ? at + 1 : from;
        }
    }

    Day only(List<Step> some) {
        return new Day(seed, circle, onlyNamed, List.copyOf(some), secrets, eyes, Math.min(middle, some.size()));
    }
}
