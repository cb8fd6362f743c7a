package org.gatepost.notice;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedUpdate.Delay;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.PublishedUpdate.Retraction;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastTest {
    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Instant LAST = NOW.plusSeconds(1200);
    /** How long after it is written an entry of the samples goes out. */
    private static final int OUT = 20;

    private static PublishedPage at(Samples page, Instant instant) {
        return Past.of(page.build()).at(instant);
    }

    private static PublishedNotice only(Samples page, Instant instant) {
        return at(page, instant).notices().get(0);
    }

    @Test
    void whatWasNotOutYetIsNotThere() {
        Samples page = Samples.wiki();
        page.incident("Slow", NOW.minusSeconds(60)).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "Slow")
                .update(NoticeState.RESOLVED, LATER).tell(READERS, Impact.NONE, "Over");

        assertEquals(List.of(), at(page, NOW.plusSeconds(OUT).minusNanos(1)).notices());
        PublishedNotice first = only(page, NOW.plusSeconds(OUT));
        assertTrue(first.isOpen());
        assertEquals(NOW.plusSeconds(OUT), first.updatedAt());
        assertEquals(1, first.updates().size());
        assertEquals(first, only(page, LATER.plusSeconds(OUT).minusNanos(1)));
        assertFalse(only(page, LATER.plusSeconds(OUT)).isOpen());
        assertEquals(page.build().notices(), at(page, LATER.plusSeconds(OUT)).notices());
    }

    @Test
    void whatWasAmendedSaysWhatItSaid() {
        Samples page = Samples.wiki();
        page.incident("Slow in Asia", NOW).titled("de", "Langsam in Asien").update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "Slwo").effect("Wikis", ComponentStatus.DEGRADED_PERFORMANCE)
                .amend(Amendment.TYPO, LATER).tell(READERS, Impact.DEGRADED, "Slow")
                .effect("Wikis", ComponentStatus.DEGRADED_PERFORMANCE)
                .amend(Amendment.CORRECTION, LAST, "Slow in Europe").tell(READERS, Impact.PARTIAL_OUTAGE, "Down")
                .tell(CONTRIBUTORS, Impact.PARTIAL_OUTAGE, "Down").effect("Wikis", ComponentStatus.PARTIAL_OUTAGE);

        PublishedNotice first = only(page, LATER.minusNanos(1));
        assertEquals("Slow in Europe", first.title(), "it was called so until the correction");
        assertEquals(Map.of(), first.titles(), "nobody knows what that was in German");
        assertEquals("Slwo", first.latest().to(READERS).orElseThrow().markdown());
        assertEquals(List.of(), first.latest().earlier());
        PublishedNotice second = only(page, LATER);
        assertEquals("Slow", second.latest().to(READERS).orElseThrow().markdown());
        assertEquals(List.of(Amendment.TYPO), second.latest().earlier().stream().map(Revision::replacedBy).toList());
        assertEquals(LATER, second.updatedAt());
        assertFalse(second.addresses(CONTRIBUTORS));
        PublishedNotice third = only(page, LAST);
        assertEquals("Slow in Asia", third.title());
        assertEquals(Map.of("de", "Langsam in Asien"), third.titles());
        assertEquals(page.build().notices(), List.of(third));
    }

    @Test
    void whatWasPromisedAndExcusedIsThatOfThen() {
        PublishedUpdate now = entry("entry0000001", NoticeState.INVESTIGATING, NOW, 0);
        Revision was = new Revision(Amendment.CORRECTION, LATER, null, NOW, now.disclosures(), List.of(), LAST,
                new Delay(NOW, "We looked."));
        PublishedPage page = page(
                List.of(notice("notice000001", NoticeKind.INCIDENT, "Slow", List.of(with(now, List.of(was), null)))),
                List.of(), LATER);

        PublishedUpdate then = Past.of(page).at(NOW).notices().get(0).latest();
        assertEquals(LAST, then.nextUpdateBy());
        assertEquals(new Delay(NOW, "We looked."), then.delay());
        PublishedUpdate corrected = Past.of(page).at(LATER).notices().get(0).latest();
        assertNull(corrected.nextUpdateBy());
        assertNull(corrected.delay());
    }

    @Test
    void whatWasStruckStandsUntilThen() {
        Samples page = Samples.wiki();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .retract(RetractionReason.WRONG, LATER);

        assertFalse(only(page, LATER.minusNanos(1)).isRetracted());
        assertEquals(NOW.plusSeconds(OUT), only(page, LATER.minusNanos(1)).updatedAt());
        assertTrue(only(page, LATER).isRetracted());
        assertEquals(LATER, only(page, LATER).updatedAt());
    }

    @Test
    void plannedWorkHasThePlanOfThen() {
        Samples page = Samples.wiki();
        page.maintenance("Disks", NOW, LATER).update(NoticeState.SCHEDULED, NOW).tell(READERS, Impact.MAINTENANCE, "Disks")
                .planned(LATER, LAST).update(NoticeState.SCHEDULED, LATER).tell(READERS, Impact.MAINTENANCE, "Later")
                .planned(LAST, null);

        assertEquals(new Window(LATER, LAST), planned(only(page, LATER)));
        assertEquals(new Window(LAST, null), planned(only(page, LATER.plusSeconds(OUT))));
        Samples unsaid = Samples.wiki();
        unsaid.maintenance("Disks", NOW, LATER).update(NoticeState.SCHEDULED, NOW).tell(READERS, Impact.MAINTENANCE, "Disks");
        assertEquals(new Window(NOW, LATER), planned(only(unsaid, LATER)));
    }

    private static Window planned(PublishedNotice notice) {
        return new Window(notice.scheduledFor(), notice.scheduledUntil());
    }

    @Test
    void partsAreThereSinceTheyWereAndUntilTheyWereRetired() {
        PublishedGroup group = new PublishedGroup("group0000001", "Group", 1, NOW, LATER);
        PublishedComponent part = new PublishedComponent("part00000001", "Part", null, null, 1, Set.of(READERS), null, NOW,
                LAST,
                LAST);
        Past past = Past.of(new PublishedPage(7, LAST, List.of(), List.of(group), List.of(part), List.of()));

        assertEquals(List.of(), past.at(NOW.minusNanos(1)).components());
        assertEquals(List.of(), past.at(NOW.minusNanos(1)).groups());
        assertNull(past.at(NOW.minusNanos(1)).changedAt());
        PublishedComponent then = past.at(LAST.minusNanos(1)).components().get(0);
        assertFalse(then.isRetired());
        assertEquals(NOW, then.updatedAt(), "a stamp is not of a time to come");
        assertSame(part, past.at(LAST).components().get(0));
        assertEquals(NOW, past.at(LATER.minusNanos(1)).groups().get(0).updatedAt());
        assertSame(group, past.at(LATER).groups().get(0));
        assertEquals(List.of(NOW, LATER, LAST), past.moments());
        PublishedComponent renamed = new PublishedComponent("part00000001", "Part", null, null, 1, Set.of(READERS), null, NOW,
                LAST,
                LATER);
        PublishedComponent before = Past.of(new PublishedPage(7, LAST, List.of(), List.of(), List.of(renamed), List.of()))
                .at(LATER)
                .components().get(0);
        assertTrue(before.isRetired());
        assertEquals(NOW, before.updatedAt());
    }

    @Test
    void everySecondInWhichSomethingWasPublishedIsOneMoment() {
        Samples page = Samples.wiki();
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .amend(Amendment.TYPO, LATER.plusMillis(1)).tell(READERS, Impact.DEGRADED, "Slower")
                .amend(Amendment.TYPO, LATER.plusMillis(999)).tell(READERS, Impact.DEGRADED, "Slowest");
        PublishedPage built = page.build();
        List<Instant> moments = Past.of(built).moments();

        assertEquals(List.of(NOW.plusSeconds(OUT), LATER), moments.subList(moments.size() - 2, moments.size()));
        assertEquals(LATER.plusNanos(999_999_999), Past.endOf(LATER));
        assertEquals("Slowest",
                Past.of(built).at(Past.endOf(LATER)).notices().get(0).latest().to(READERS).orElseThrow().markdown());
        assertEquals(List.of(), Past.of(Samples.empty()).moments());
    }

    @Test
    void whatHasNotChangedIsTheSameObjectInThePageThatWasReadLater() {
        Samples samples = Samples.wiki().past();
        Past before = Past.of(samples.build());
        assertSame(before, before.followedBy(samples.build()));

        samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");
        Past after = before.followedBy(samples.build());
        assertNotSame(before, after);
        List<PublishedNotice> then = before.at(NOW).notices();
        for (int i = 0; i < then.size(); i++) {
            assertSame(then.get(i), after.at(NOW).notices().get(i));
        }
        assertEquals(then.size() + 1, after.at(LATER).notices().size());
        samples.tombstone("ntc000000001", LAST);
        assertEquals(List.of("ntc000000001"),
                after.followedBy(samples.build()).at(NOW).tombstones().stream().map(Tombstone::id).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void thePastIsThePageAsItWasRead(int seed) {
        for (int run = 0; run < 10; run++) {
            History history = new History(1000L * seed + run, false);
            history.grow(40);
            Past past = history.past();
            history.read.forEach((time, page) -> {
                assertEquals(normal(page), past.at(time), history + " at " + time);
                Instant next = history.read.higherKey(time);
                if (next != null) {
                    assertEquals(normal(page), past.at(next.minusNanos(1)), history + " before " + next);
                }
            });
            assertEquals(List.of(), past.at(history.read.firstKey().minusNanos(1)).notices());
            assertEquals(history.read.keySet().stream().map(time -> time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                    .collect(Collectors.toCollection(TreeSet::new)), new TreeSet<>(past.moments()), history.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void withdrawnWordsAreGoneFromItAndNothingElseIs(int seed) {
        for (int run = 0; run < 10; run++) {
            History history = new History(1000L * seed + run, true);
            history.grow(40);
            Past past = history.past();
            history.read.forEach((time, page) -> {
                PublishedPage then = past.at(time);
                history.withdrawn
                        .forEach(words -> assertFalse(then.toString().contains(words), history + " at " + time + ": " + words));
                assertEquals(
                        page.notices().stream().map(notice -> without(notice, history.gone)).filter(notice -> notice != null)
                                .map(PastTest::words).toList(),
                        then.notices().stream().map(PastTest::words).toList(),
                        history + " at " + time);
                assertEquals(history.page.tombstones(), then.tombstones());
                then.notices().forEach(notice -> assertFalse(notice.updatedAt().isAfter(time), history + " at " + time));
            });
        }
    }

    /** Without how often it had changed, which is not told of the past. */
    private static PublishedPage normal(PublishedPage page) {
        return new PublishedPage(0, page.changedAt(), page.audiences(), page.groups(), page.components(), page.notices(),
                page.tombstones());
    }

    private static PublishedNotice without(PublishedNotice notice, Set<String> gone) {
        List<PublishedUpdate> left = notice.updates().stream().filter(update -> !gone.contains(update.id())).toList();
        return gone.contains(notice.id()) || left.isEmpty() ? null : notice(notice.id(), notice.kind(), notice.title(), left);
    }

    private static List<Object> words(PublishedNotice notice) {
        return List.of(notice.id(), notice.kind(), notice.updates());
    }

    private static PublishedPage page(List<PublishedNotice> notices, List<Tombstone> tombstones, Instant changedAt) {
        return new PublishedPage(1, changedAt, List.of(new PublishedAudience(READERS, "Readers", 1)), List.of(), List.of(),
                notices,
                tombstones);
    }

    private static PublishedNotice notice(String id, NoticeKind kind, String title, List<PublishedUpdate> updates) {
        Window window = updates.get(updates.size() - 1).window();
        return new PublishedNotice(id, kind, title, Map.of(), NOW, updates.get(0).publishedAt(),
                updates.stream().map(Told::stamp).max(Comparator.naturalOrder()).orElseThrow(),
                window == null ? null : window.from(),
                window == null ? null : window.until(), Recurrence.NONE, updates);
    }

    private static PublishedUpdate entry(String id, NoticeState state, Instant at, int number) {
        return new PublishedUpdate(id, state, at, at, null, List.of(new Disclosure(READERS, Impact.DEGRADED, null, null,
                "words " + number + ".", "<p>words " + number + ".</p>")), List.of());
    }

    private static PublishedUpdate with(PublishedUpdate it, List<Revision> earlier, Retraction retraction) {
        return new PublishedUpdate(it.id(), it.state(), it.shownAt(), it.publishedAt(), it.nextUpdateBy(), it.disclosures(),
                it.effects(), earlier, retraction, it.delay(), it.tellsSubscribers(), it.derived(), it.window());
    }

    /** A page to which one thing after the other happens, as the gate's function does it to the rows. Its seed replays it. */
    private static final class History {
        private final long seed;
        private final Random random;
        private final boolean withdraws;
        private final TreeMap<Instant, PublishedPage> read = new TreeMap<>();
        private final Set<String> withdrawn = new TreeSet<>();
        private final Set<String> gone = new TreeSet<>();
        private PublishedPage page = page(List.of(), List.of(), null);
        private Past followed;
        private Instant now = NOW;
        private int number;

        History(long seed, boolean withdraws) {
            this.seed = seed;
            this.random = new Random(seed);
            this.withdraws = withdraws;
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }

        void grow(int steps) {
            for (int i = 0; i < steps; i++) {
                now = now.plusNanos(1_000 + random.nextInt(2_000_000) * 1_000L);
                PublishedPage next = step(random.nextInt(withdraws ? 9 : 7));
                if (next != null) {
                    page = new PublishedPage(page.revision() + 1, now, next.audiences(), next.groups(), next.components(),
                            next.notices(), next.tombstones());
                    read.put(now, page);
                    followed = followed == null ? Past.of(page) : followed.followedBy(page);
                }
            }
        }

        /** Read at once, and what was read again after each step: the same. */
        Past past() {
            Past past = Past.of(page);
            read.keySet().forEach(time -> assertEquals(past.at(time), followed.at(time), toString()));
            return past;
        }

        private PublishedPage step(int kind) {
            PublishedNotice any = any(page.notices());
            if (kind == 0 || any == null) {
                return open();
            }
            return switch (kind) {
                case 1, 2 ->
                    in(any, updates -> Stream.concat(updates.stream(), Stream.of(entry(any.kind(), id('u')))).toList());
                case 3, 4 -> amend(any, any(any.updates()));
                case 5 -> retract(any);
                case 6 -> part();
                case 7 -> withdraw(any, any(any.updates()));
                default -> random.nextInt(4) == 0 ? withdraw(any, null) : null;
            };
        }

        private <T> T any(List<T> some) {
            return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
        }

        private String id(char kind) {
            return String.format("%c%011d", kind, ++number);
        }

        private PublishedPage open() {
            NoticeKind kind = any(List.of(NoticeKind.values()));
            List<PublishedNotice> notices = new ArrayList<>(page.notices());
            notices.add(notice(id('n'), kind, "title " + number + ".", List.of(entry(kind, id('u')))));
            notices.sort(Comparator.comparing(PublishedNotice::startedAt).reversed().thenComparing(PublishedNotice::id));
            return of(notices, page.components(), page.tombstones());
        }

        private PublishedUpdate entry(NoticeKind kind, String id) {
            List<NoticeState> states = Stream.of(NoticeState.values()).filter(state -> state.isFor(kind)).toList();
            PublishedUpdate it = PastTest.entry(id, any(states), now, ++number);
            Window window = kind == NoticeKind.MAINTENANCE
                    ? new Window(now.plusSeconds(random.nextInt(9)), random.nextBoolean() ? null : now.plusSeconds(99))
                    : null;
            return new PublishedUpdate(id, it.state(), it.shownAt(), now, promise(), it.disclosures(), effects(), List.of(),
                    null,
                    delay(), true, false, window);
        }

        private Instant promise() {
            return random.nextBoolean() ? null : now.plusSeconds(random.nextInt(999));
        }

        private Delay delay() {
            return random.nextInt(3) > 0 ? null : new Delay(now.minusSeconds(9), "because " + ++number);
        }

        private List<Effect> effects() {
            PublishedComponent part = any(page.components());
            return part == null ? List.of() : List.of(new Effect(part.id(), null, any(List.of(ComponentStatus.values()))));
        }

        private PublishedPage amend(PublishedNotice notice, PublishedUpdate was) {
            if (was.isRetracted()) {
                return null;
            }
            boolean isFirst = page.opens(notice, was.id());
            PublishedUpdate is = entry(notice.kind(), was.id());
            List<Revision> earlier = new ArrayList<>(was.earlier());
            earlier.add(new Revision(any(List.of(Amendment.values())), now, isFirst ? notice.title() : null, was.shownAt(),
                    was.disclosures(), was.effects(), was.nextUpdateBy(), was.delay()));
            PublishedUpdate amended = new PublishedUpdate(was.id(), was.state(), now.minusSeconds(1), was.publishedAt(),
                    is.nextUpdateBy(), is.disclosures(), is.effects(), List.copyOf(earlier), null, is.delay(), true, false,
                    was.window());
            String title = isFirst && random.nextBoolean() ? "title " + ++number + "." : notice.title();
            return change(notice, title, notice.updates().stream().map(it -> it == was ? amended : it).toList());
        }

        private PublishedPage retract(PublishedNotice notice) {
            PublishedUpdate one = random.nextBoolean() ? null : any(notice.updates());
            boolean isStruck = notice.updates().stream().filter(it -> one == null || it == one)
                    .allMatch(PublishedUpdate::isRetracted);
            return isStruck
                    ? null
                    : in(notice, updates -> updates.stream().map(it -> (one == null || it == one) && !it.isRetracted()
                            ? with(it, it.earlier(), new Retraction(RetractionReason.WRONG, now))
                            : it).toList());
        }

        private PublishedPage part() {
            List<PublishedComponent> parts = new ArrayList<>(page.components());
            PublishedComponent it = any(parts);
            if (it == null || it.isRetired() || random.nextBoolean()) {
                parts.add(new PublishedComponent(id('c'), "Part", null, null, number, Set.of(READERS), null, now, now));
            } else {
                parts.set(parts.indexOf(it),
                        new PublishedComponent(it.id(), it.name(), null, null, it.position(), it.audiences(),
                                null, it.createdAt(), now, now));
            }
            return of(page.notices(), parts, page.tombstones());
        }

        private PublishedPage withdraw(PublishedNotice notice, PublishedUpdate entry) {
            boolean isWhole = entry == null || notice.updates().size() == 1;
            List<PublishedUpdate> taken = isWhole ? notice.updates() : List.of(entry);
            taken.forEach(update -> {
                gone.add(update.id());
                update.disclosures().forEach(words -> withdrawn.add(words.markdown()));
                update.earlier().forEach(revision -> revision.disclosures().forEach(words -> withdrawn.add(words.markdown())));
            });
            List<Tombstone> stones = new ArrayList<>(page.tombstones());
            if (isWhole) {
                gone.add(notice.id());
                withdrawn.add(notice.title());
                stones.removeIf(stone -> stone.noticeId().equals(notice.id()));
                stones.add(new Tombstone(notice.id(), notice.id(), null, now));
                return of(page.notices().stream().filter(it -> it != notice).toList(), page.components(), stones);
            }
            stones.add(new Tombstone(entry.id(), notice.id(), place(notice, entry), now));
            return of(in(notice, updates -> updates.stream().filter(it -> it != entry).toList()).notices(), page.components(),
                    stones);
        }

        /** Among all entries that there ever were. */
        private int place(PublishedNotice notice, PublishedUpdate entry) {
            Set<Integer> taken = page.tombstones().stream().filter(stone -> stone.noticeId().equals(notice.id()))
                    .map(Tombstone::place).collect(Collectors.toSet());
            int place = 0;
            for (PublishedUpdate update : notice.updates()) {
                do {
                    place++;
                } while (taken.contains(place));
                if (update == entry) {
                    return place;
                }
            }
            throw new AssertionError("The entry is none of its notice.");
        }

        private PublishedPage in(PublishedNotice notice, UnaryOperator<List<PublishedUpdate>> change) {
            return change(notice, notice.title(), change.apply(notice.updates()));
        }

        private PublishedPage change(PublishedNotice it, String title, List<PublishedUpdate> updates) {
            PublishedNotice plan = notice(it.id(), it.kind(), title, updates);
            PublishedNotice changed = new PublishedNotice(it.id(), it.kind(), title, it.titles(), it.startedAt(),
                    it.publishedAt(), now,
                    plan.scheduledFor(), plan.scheduledUntil(), it.recurrence(), updates);
            return of(page.notices().stream().map(other -> other == it ? changed : other).toList(), page.components(),
                    page.tombstones());
        }

        private PublishedPage of(List<PublishedNotice> notices, List<PublishedComponent> parts, List<Tombstone> stones) {
            return new PublishedPage(0, now, page.audiences(), page.groups(), parts, notices, stones);
        }
    }

    @Test
    void theHistoriesHoldWhatTheyAreFor() {
        History history = new History(7, true);
        history.grow(200);
        String all = history.read.values().toString();
        assertTrue(history.gone.size() > 3, "something was withdrawn");
        assertTrue(
                all.contains("Retraction[") && all.contains("Revision[") && all.contains("Window[") && all.contains("Delay["));
        assertNotEquals(0, history.page.components().stream().filter(PublishedComponent::isRetired).count());
        assertTrue(Duration.between(NOW, history.now).toSeconds() < history.read.size() * 2L, "some share their second");
    }
}
