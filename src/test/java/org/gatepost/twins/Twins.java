package org.gatepost.twins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.gatepost.site.Site;
import org.gatepost.testsupport.TestClock;
import org.gatepost.testsupport.TestIds;
import org.jboss.logging.Logger;

/** Lives through days in both worlds and says where strangers could tell them apart. */
public final class Twins implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("org.gatepost.NoninterferenceIT");
    private static final int SHORTENING_TRIES = 60;
    private static final int DAYS_FOR_A_LEAK = 5;
    private static final Pattern SERVER_FAULT = Pattern.compile("5\\d\\d\\n");
    private static final String BODY = "]}\n";
    private static final int SHOWN = 4;
    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final int SHOWN_CHARACTERS = 600;

    /** How much of what there is each look takes in. */
    public static final String SHARES = " At the end of a day everybody asks for every place, in its middle for one in "
            + World.SHARE_IN_THE_MIDDLE + ".";

    private final Stage stage;

    /** @param due lets out what is due by the clock */
    public Twins(TestClock clock, TestIds ids, Site site, Path directory, Runnable due) {
        stage = new Stage(clock, ids, site, directory, due);
    }

    @Override
    public void close() {
        stage.close();
    }

    public String costs() {
        return stage.costs.table();
    }

    /**
     * Lives through one day in both worlds.
     *
     * @return what strangers can tell them apart by, such as it was seen; nothing when they cannot
     * @throws AssertionError when something broke, so that nothing is proved
     */
    public List<String> differencesOf(long seed) {
        Day day = Day.of(seed);
        Map<String, String> left = new World(stage, day, Side.LEFT).lived();
        left.forEach((what, answer) -> {
            if (SERVER_FAULT.matcher(answer).lookingAt()) {
                throw new AssertionError(
                        "Something broke on the day of seed " + seed + ", so that nothing is proved: " + what + "\n" + answer);
            }
        });
        Map<String, String> right = new World(stage, day, Side.RIGHT).lived();
        return differences(left, right).stream().map(key -> said(key, left, right)).toList();
    }

    /** Makes a day that shows a difference as short as it can be, and says what is left of it. */
    public String shortestDayOf(long seed) {
        Day day = Day.of(seed);
        Set<Channel> channels = channelsOf(differences(day, ALL));
        if (channels.isEmpty()) {
            return "The day of seed " + seed + " did not show it again: look for something that takes its time.";
        }
        Day shortest = shortened(day, channels);
        Map<String, String> left = new World(stage, shortest, Side.LEFT).lived();
        Map<String, String> right = new World(stage, shortest, Side.RIGHT).lived();
        List<String> differences = differences(left, right);
        StringBuilder said = new StringBuilder("Shortest day of seed " + seed + ", circle " + shortest.circle()
                + (shortest.onlyNamed() ? ", named people only" : "") + ":");
        shortest.steps().forEach(step -> said.append("\n  ").append(step));
        said.append("\n").append(differences.size()).append(" differences, such as");
        differences.stream().limit(SHOWN).forEach(key -> said.append(said(key, left, right)));
        return said.toString();
    }

    private static String said(String key, Map<String, String> left, Map<String, String> right) {
        return "\n=== " + key + "\n--- left\n" + around(left.get(key), right.get(key)) + "\n--- right\n"
                + around(right.get(key), left.get(key));
    }

    /** @param days that it took; @param caughtBy channels on which it showed, on the day that showed it */
    public record Caught(String leak, String after, int days, Set<String> caughtBy) {
    }

    /**
     * Plants one leak after the other, lives through days that are chosen for it until it shows, and takes it back.
     *
     * @param named finds their names (a regular expression): all when it is empty; null for the few of every build
     * @throws AssertionError when one does not show within {@value #DAYS_FOR_A_LEAK} days, or what is there afterwards is not what was
     *         there before
     */
    public List<Caught> catchAll(String named) {
        String catalog = catalog();
        List<Caught> caught = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Leak leak : Leak.all()) {
            if (named == null ? !leak.isAlways() : !Pattern.compile(named).matcher(leak.name()).find()) {
                continue;
            }
            Runnable take = leak.plant().get();
            try {
                Caught it = caught(leak, leak.lookedForOn(named == null));
                LOG.infof("%s: %s", leak.name(), it.caughtBy());
                if (it.caughtBy().isEmpty()) {
                    missed.add(leak.name());
                } else {
                    caught.add(it);
                }
            } catch (AssertionError | IllegalStateException e) {
                // The others are tried all the same, so that one run says everything.
                LOG.infof("%s: %s", leak.name(), e.getMessage());
                missed.add(leak.name() + " (" + e.getMessage() + ")");
            } finally {
                stage.clear();
                take.run();
            }
            if (!catalog.equals(catalog())) {
                throw new AssertionError("Something is left of the leak: " + leak.name());
            }
        }
        if (!missed.isEmpty()) {
            throw new AssertionError("Nobody noticed: " + missed + "; noticed: " + caught);
        }
        return caught;
    }

    private Caught caught(Leak leak, Set<Channel> channels) {
        for (int seed = 1; seed <= DAYS_FOR_A_LEAK; seed++) {
            Day day = Day.of(seed, leak.onlyNamed(), leak.deeds());
            // On these days all that is hidden is in the right world, and the left one has none. The one without any secret is lived
            // first: some leaks leave marks that outlive a world.
            Map<String, String> left = new World(stage, day, Side.LEFT, true, channels).lived();
            List<String> control = differences(left,
                    new World(stage, day.withoutSecrets(), Side.RIGHT, true, channels).lived());
            if (!control.isEmpty()) {
                throw new AssertionError(leak.name() + " differs without any secret, which is no catch: " + control);
            }
            List<String> differences = differences(left, new World(stage, day, Side.RIGHT, true, channels).lived());
            if (!differences.isEmpty()) {
                return new Caught(leak.name(), leak.after(), seed,
                        channelsOf(differences).stream().map(Channel::name).collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return new Caught(leak.name(), leak.after(), DAYS_FOR_A_LEAK, Set.of());
    }

    /** Policies, functions, triggers, indexes and rights. The clock's function is set by every world. */
    private String catalog() {
        return stage.value(
                """
                select string_agg(line, e'\n' order by line) from (
                    select format('%s %s %s %s %s %s', schemaname, tablename, policyname, roles, qual, with_check) line
                        from pg_policies
                    union all select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname in ('security', 'embargo', 'gate', 'published', 'public') and p.proname <> 'now'
                    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
                    union all select format('%s %s %s %s', oid::regclass, relrowsecurity, relforcerowsecurity,
                            coalesce(relacl, acldefault(case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner)))
                        from pg_class where relkind in ('r', 'i', 'v', 'm', 'S') and relnamespace::regnamespace::text in ('security',
                        'incident', 'embargo', 'alert', 'gate', 'published', 'public')
                    union all select format('%s %s', nspname, nspacl) from pg_namespace where nspname !~ '^pg_')
                """);
    }

    /**
     * Plants one leak that shows where looking costs little, lives through random days until one shows it, and makes that one short.
     *
     * @return its steps, the last of which give the leak away
     */
    public List<String> shortestDayOf(String leak, long seed) {
        Leak planted = Leak.all().stream().filter(one -> one.name().equals(leak)).findFirst().orElseThrow();
        Runnable take = planted.plant().get();
        try {
            Day day = Day.of(seed);
            List<String> differences = differences(day, Leak.CHEAP);
            while (differences.isEmpty()) {
                day = Day.of(day.seed() + 1);
                differences = differences(day, Leak.CHEAP);
            }
            return shortened(day, channelsOf(differences)).steps().stream().map(Day.Step::toString).toList();
        } finally {
            stage.clear();
            take.run();
        }
    }

    /** The part in which it differs from the other. */
    private static String around(String one, String other) {
        if (one == null || other == null) {
            return one == null ? "(nothing)" : one.substring(0, Math.min(one.length(), SHOWN_CHARACTERS));
        }
        // The length of a body differs whenever the body does.
        int from = Math.max(0, Math.min(one.indexOf(BODY), other.indexOf(BODY)));
        int at = one.substring(from).equals(other.substring(from)) ? 0 : from;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        int begin = Math.max(0, at - SHOWN_CHARACTERS / 4);
        return one.substring(begin, Math.min(one.length(), begin + SHOWN_CHARACTERS));
    }

    /** Where the two worlds of a day differ for a stranger who looks on some channels. */
    private List<String> differences(Day day, Set<Channel> channels) {
        return differences(new World(stage, day, Side.LEFT, false, channels).lived(),
                new World(stage, day, Side.RIGHT, false, channels).lived());
    }

    private static Set<Channel> channelsOf(List<String> differences) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        differences.forEach(key -> channels.add(Channel.valueOf(key.substring(0, key.indexOf(' ')))));
        return channels;
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        TreeSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream().filter(key -> one.get(key) == null || !one.get(key).equals(other.get(key))).toList();
    }

    /**
     * Drops steps, in halves, then quarters and at last one by one, for as long as a difference stays. Looks only where there was one,
     * which is faster by far.
     */
    private Day shortened(Day day, Set<Channel> channels) {
        Day shortest = day;
        int tries = 0;
        for (int size = day.steps().size() / 2; size >= 1; size = size == 1 ? 0 : size / 2) {
            int at = 0;
            while (at < shortest.steps().size() && tries < SHORTENING_TRIES) {
                List<Day.Step> fewer = new ArrayList<>(shortest.steps());
                fewer.subList(at, Math.min(at + size, fewer.size())).clear();
                Day candidate = shortest.only(fewer);
                tries++;
                if (!differences(candidate, channels).isEmpty()) {
                    shortest = candidate;
                } else {
                    at += size;
                }
            }
        }
        return shortest;
    }
}
