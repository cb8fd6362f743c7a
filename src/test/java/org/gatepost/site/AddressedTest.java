package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Delay;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.PublishedUpdate.Retraction;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;
import org.gatepost.notice.PublishedUpdate.Words;
import org.gatepost.notice.Recurrence;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.Tombstone;
import org.gatepost.testsupport.Samples;
import org.gatepost.testsupport.Samples.NoticeBuilder;
import org.junit.jupiter.api.Test;

/**
 * Whatever is said to others, of what readers are told not one byte moves: words, impacts, times, plans, promises, amendments,
 * retractions, withdrawals and whole notices of others. Told to all are, by design, the title, when a notice was over, and the names
 * of the audiences. A build tries some random pages, and as many as {@value #PAGES_WANTED} says when somebody asks.
 */
class AddressedTest {
    private static final String PAGES_WANTED = "gatepost.pages";
    private static final int PAGES = Integer.getInteger(PAGES_WANTED, 80);
    private static final Edition EDITION = new Edition(Proofs.Config.sample(), Theme.packed());
    private static final List<NoticeState> OF_INCIDENT = List.of(NoticeState.INVESTIGATING, NoticeState.IDENTIFIED,
            NoticeState.MONITORING);
    private static final List<NoticeState> OF_WORK = List.of(NoticeState.SCHEDULED, NoticeState.SCHEDULED,
            NoticeState.IN_PROGRESS, NoticeState.VERIFYING);
    private static final List<String> COMPONENTS = List.of("Wikis", "Search", "Saving edits", "Mail");

    @Test
    void whatIsSaidToOthersMovesNoByteOfAnAudience() {
        int moved = 0;
        for (long seed = 1; seed <= PAGES; seed++) {
            Random random = new Random(seed);
            PublishedPage page = new Page(random).build();
            PublishedPage other = new Others(random).change(page);
            Instant now = NOW.plusSeconds(random.nextInt(40) * 3600L);

            List<Leaf> leaves = EDITION.leaves(page, Phases.asOf(page, now));
            List<Leaf> others = EDITION.leaves(other, Phases.asOf(other, now));
            moved += keysOfOthers(leaves).equals(keysOfOthers(others)) ? 0 : 1;
            Map<String, String> before = rendered(leaves);
            Map<String, String> after = rendered(others);
            assertEquals(before.keySet(), after.keySet(), "seed " + seed);
            for (String path : before.keySet()) {
                assertSame(before.get(path), after.get(path), "seed " + seed + ", " + path);
            }
        }
        assertTrue(moved > PAGES * 9 / 10, "Others were told something else on " + moved + " pages.");
    }

    /** Line by line, for the sake of whoever reads why it failed. */
    private static void assertSame(String before, String after, String where) {
        List<String> lines = before.lines().toList();
        List<String> others = after.lines().toList();
        for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
            assertEquals(lines.get(i), others.get(i), where + ", line " + (i + 1));
        }
        assertEquals(before, after, where);
    }

    /** Of what readers are told: the rest is made of what the other audiences are, and its keys say whether it would change. */
    private static Map<String, String> rendered(List<Leaf> leaves) {
        Map<String, String> rendered = new TreeMap<>();
        leaves.stream().filter(AddressedTest::isReaders).map(leaf -> leaf.made().get())
                .forEach(surface -> rendered.put(surface.path(), surface.status() + PagesTest.text(surface.body())
                        + (surface.staleBody() == null ? "" : PagesTest.text(surface.staleBody()))));
        return rendered;
    }

    private static Map<String, Object> keysOfOthers(List<Leaf> leaves) {
        Map<String, Object> keys = new TreeMap<>();
        leaves.stream().filter(leaf -> !isReaders(leaf)).forEach(leaf -> keys.put(leaf.path(), leaf.key()));
        return keys;
    }

    private static boolean isReaders(Leaf leaf) {
        return leaf.path().startsWith("/readers");
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A page on which anything may have happened. */
    static final class Page {
        private final Random random;
        private final Samples samples = Samples.page().group("Reading", Set.of(READERS, CONTRIBUTORS), "Wikis", "Search")
                .group("Editing", Set.of(CONTRIBUTORS), "Saving edits").component("Mail", READERS, MOVEMENT);

        Page(Random random) {
            this.random = random;
        }

        PublishedPage build() {
            for (int i = 2 + random.nextInt(4); i > 0; i--) {
                boolean isWork = random.nextBoolean();
                Instant from = NOW.plusSeconds(3600L * (random.nextInt(240) - 200));
                NoticeBuilder notice = isWork
                        ? samples.maintenance("Work " + i, from, from.plusSeconds(3600))
                                .byTheClock(any(random, List.of("FREQ=DAILY", "FREQ=WEEKLY;COUNT=9", "")).transform(
                                        rule -> rule.isEmpty() ? null : rule), random.nextBoolean(), random.nextBoolean())
                        : samples.incident("Fault " + i, from);
                Instant at = from.minusSeconds(isWork ? 3600L * random.nextInt(50) : 0);
                for (int j = random.nextInt(4); j >= 0; j--) {
                    at = at.plusSeconds(600L * (1 + random.nextInt(30)));
                    entry(notice, isWork, at, any(random, isWork ? OF_WORK : OF_INCIDENT));
                }
                if (random.nextInt(3) == 0) {
                    at = at.plusSeconds(600L * (1 + random.nextInt(30)));
                    end(notice, isWork, at);
                }
            }
            return samples.build();
        }

        private void entry(NoticeBuilder notice, boolean isWork, Instant at, NoticeState state) {
            notice.update(state, at);
            Set<String> told = told();
            say(notice, told);
            if (random.nextInt(4) == 0) {
                notice.amend(any(random, List.of(Amendment.values())), at.plusSeconds(60), "Title until then");
                say(notice, told);
            }
            plan(notice, isWork);
            if (random.nextInt(5) == 0) {
                notice.retract(any(random, List.of(RetractionReason.values())), at.plusSeconds(120));
            }
            if (random.nextInt(3) == 0) {
                notice.nextBy(at.plusSeconds(3600L * random.nextInt(90)));
            }
        }

        /** Every entry of planned work says for when it is planned. */
        private void plan(NoticeBuilder notice, boolean isWork) {
            if (isWork) {
                Instant from = NOW.plusSeconds(3600L * (random.nextInt(240) - 200));
                notice.planned(from, from.plusSeconds(3600));
            }
        }

        private void end(NoticeBuilder notice, boolean isWork, Instant at) {
            notice.update(isWork ? any(random, List.of(NoticeState.COMPLETED, NoticeState.CANCELLED)) : NoticeState.RESOLVED,
                    at);
            say(notice, told());
            plan(notice, isWork);
            if (random.nextBoolean()) {
                notice.update(NoticeState.POSTMORTEM, at.plusSeconds(600));
                say(notice, told());
                plan(notice, isWork);
            }
        }

        private Set<String> told() {
            return any(random, List.of(Set.of(READERS), Set.of(CONTRIBUTORS), Set.of(READERS, CONTRIBUTORS),
                    Set.of(READERS, CONTRIBUTORS, MOVEMENT), Set.of(MOVEMENT)));
        }

        private void say(NoticeBuilder notice, Set<String> told) {
            told.stream().sorted().forEach(audience -> notice.tell(audience, any(random, List.of(Impact.values())),
                    "Words " + random.nextInt(3)));
            if (random.nextBoolean()) {
                notice.effect(any(random, COMPONENTS), any(random, List.of(ComponentStatus.values())),
                        random.nextBoolean() ? null : any(random, told.stream().sorted().toList()));
            }
        }
    }

    /** Says something else to everyone but readers. */
    static final class Others {
        private final Random random;
        private int ids;

        Others(Random random) {
            this.random = random;
        }

        PublishedPage change(PublishedPage page) {
            List<PublishedNotice> notices = new ArrayList<>();
            for (PublishedNotice notice : page.notices()) {
                if (notice.addresses(READERS)) {
                    notices.add(shared(notice));
                } else if (random.nextBoolean()) {
                    notices.add(foreign(notice.id(), notice.kind()));
                }
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                notices.add(foreign("new" + id(), any(random, List.of(NoticeKind.values()))));
            }
            notices.sort(Comparator.comparing(PublishedNotice::startedAt).reversed().thenComparing(PublishedNotice::id));
            List<PublishedComponent> components = page.components().stream()
                    .map(it -> it.audiences().contains(READERS)
                            ? it
                            : new PublishedComponent(it.id(), "Other name", "Other words", it.groupId(), it.position(),
                                    it.audiences(), it.startDate(), it.createdAt(), time(),
                                    random.nextBoolean() ? time() : null))
                    .toList();
            List<PublishedGroup> groups = page.groups().stream().map(it -> it.name().equals("Reading")
                    ? it
                    : new PublishedGroup(it.id(), "Other group", it.position(), it.createdAt(), time())).toList();
            List<Tombstone> tombstones = new ArrayList<>(List.of(new Tombstone("gone" + id(), "gone" + ids, null, time())));
            notices.stream().limit(1).forEach(notice -> tombstones.add(new Tombstone("gone" + id(), notice.id(), 7, time())));
            return new PublishedPage(page.revision() + random.nextInt(9), NOW.plusSeconds(random.nextInt(99)),
                    page.audiences(), groups, components, List.copyOf(notices), tombstones);
        }

        private PublishedNotice foreign(String id, NoticeKind kind) {
            boolean isWork = kind == NoticeKind.MAINTENANCE;
            List<PublishedUpdate> updates = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                updates.add(foreign(isWork, time()));
            }
            Instant from = time();
            return new PublishedNotice(id, kind, "Other " + id, Map.of(), time(), time(), time(), isWork ? from : null,
                    isWork ? from.plusSeconds(3600) : null,
                    isWork
                            ? new Recurrence(random.nextBoolean() ? "FREQ=DAILY" : null, true, random.nextBoolean())
                            : Recurrence.NONE,
                    updates);
        }

        /** An entry for others that ends nothing. */
        private PublishedUpdate foreign(boolean isWork, Instant at) {
            Instant from = time();
            return new PublishedUpdate("for" + id(), any(random, isWork ? OF_WORK : OF_INCIDENT), at, at, time(), others(),
                    effects(), List.of(), random.nextBoolean() ? null : new Retraction(RetractionReason.WRONG, time()),
                    random.nextBoolean() ? null : new Delay(time(), "Because " + id()), random.nextBoolean(), false,
                    isWork ? new Window(from, from.plusSeconds(3600)) : null);
        }

        private PublishedNotice shared(PublishedNotice notice) {
            boolean isWork = notice.kind() == NoticeKind.MAINTENANCE;
            List<PublishedUpdate> updates = new ArrayList<>();
            boolean isTold = false;
            for (int i = 0; i < notice.updates().size(); i++) {
                PublishedUpdate it = notice.updates().get(i);
                if (isTold && !it.state().isOver() && random.nextBoolean()) {
                    updates.add(foreign(isWork, it.publishedAt()));
                }
                if (it.to(READERS).isPresent()) {
                    isTold = true;
                    updates.add(shared(notice, it, i == 0));
                } else if (it.state() == NoticeState.POSTMORTEM) {
                    updates.add(random.nextBoolean() ? it : said(it, others(), effects(), List.of()));
                } else if (it.state().isOver()) {
                    updates.add(said(it, others(), effects(), List.of()));
                } else if (!isTold || random.nextBoolean()) {
                    PublishedUpdate other = foreign(isWork, isTold ? it.publishedAt() : it.shownAt());
                    updates.add(random.nextBoolean() ? it : other);
                }
            }
            PublishedUpdate last = updates.get(updates.size() - 1);
            if (!last.state().isOver() && random.nextBoolean()) {
                updates.add(foreign(isWork, last.publishedAt().plusSeconds(60)));
            }
            boolean isFirst = notice.updates().get(0).to(READERS).isPresent();
            Instant from = isWork ? time() : null;
            return new PublishedNotice(notice.id(), notice.kind(), notice.title(), notice.titles(),
                    isFirst ? notice.startedAt() : time(), isFirst ? notice.publishedAt() : time(), time(), from,
                    isWork ? from.plusSeconds(7200) : null, notice.recurrence(), updates);
        }

        /** The same to readers; something else to whom else it was for, to more of them or to fewer, and perhaps amended for them. */
        private PublishedUpdate shared(PublishedNotice notice, PublishedUpdate it, boolean isFirst) {
            List<Revision> earlier = new ArrayList<>(it.earlier().stream().map(revision -> new Revision(revision.replacedBy(),
                    revision.replacedAt(), revision.title(), revision.shownAt(), mixed(revision.disclosures()),
                    mixedEffects(revision.effects()))).toList());
            if (random.nextBoolean()) {
                boolean isTitled = isFirst || earlier.stream().anyMatch(revision -> revision.title() != null);
                earlier.add(new Revision(any(random, List.of(Amendment.values())), time(), isTitled ? notice.title() : null,
                        it.shownAt(), mixed(it.disclosures()), mixedEffects(it.effects())));
            }
            return said(it, mixed(it.disclosures()), mixedEffects(it.effects()), earlier);
        }

        private static PublishedUpdate said(PublishedUpdate it, List<Disclosure> disclosures, List<Effect> effects,
                List<Revision> earlier) {
            return new PublishedUpdate(it.id(), it.state(), it.shownAt(), it.publishedAt(), it.nextUpdateBy(), disclosures,
                    effects, earlier, it.retraction(), it.delay(), it.tellsSubscribers(), it.derived(), it.window());
        }

        private List<Disclosure> mixed(List<Disclosure> disclosures) {
            List<Disclosure> mixed = new ArrayList<>(disclosures.stream().filter(told -> told.audience().equals(READERS))
                    .toList());
            if (random.nextInt(3) > 0) {
                mixed.addAll(others());
            }
            return mixed;
        }

        private List<Effect> mixedEffects(List<Effect> effects) {
            List<Effect> mixed = new ArrayList<>(effects.stream()
                    .filter(effect -> effect.audience() == null || effect.audience().equals(READERS)).toList());
            effects().stream().filter(effect -> effect.audience() != null).forEach(mixed::add);
            return mixed;
        }

        private List<Disclosure> others() {
            List<Disclosure> others = new ArrayList<>();
            for (String audience : random.nextBoolean() ? List.of(CONTRIBUTORS) : List.of(CONTRIBUTORS, MOVEMENT)) {
                String words = "Other " + id();
                others.add(new Disclosure(audience, any(random, List.of(Impact.values())), random.nextBoolean() ? null : time(),
                        null, words, "<p>" + words + "</p>", Map.of("de", new Words("Andere", "<p>Andere</p>"))));
            }
            return others;
        }

        private List<Effect> effects() {
            List<Effect> effects = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                effects.add(new Effect("cmp00000000" + (1 + random.nextInt(4)), random.nextBoolean() ? null : CONTRIBUTORS,
                        any(random, List.of(ComponentStatus.values()))));
            }
            return effects;
        }

        private Instant time() {
            return NOW.plusSeconds(600L * (random.nextInt(1200) - 1000));
        }

        private String id() {
            return "x" + ids++;
        }
    }
}
