package org.gatepost.site;

import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

/** What is not rendered anew is what would be the same. */
class PrintedTest {
    private static final int PAGES = 60;
    /** Two languages show what all do. */
    private static final Edition EDITION = new Edition(Proofs.Config.sample().in("ar"), Theme.packed());

    /** Seeded as in AddressedTest: pages on which anything may have happened, and what may happen to them next. */
    @Test
    void equalKeysGiveEqualBytes() {
        int same = 0;
        int different = 0;
        for (long seed = 1; seed <= PAGES; seed++) {
            Random random = new Random(seed);
            PublishedPage page = new AddressedTest.Page(random).build();
            PublishedPage other = random.nextInt(3) == 0 ? page : new AddressedTest.Others(random).change(page);
            Instant now = NOW.plusSeconds(random.nextInt(40) * 3600L);
            Instant later = now.plusSeconds(random.nextInt(40) * 3600L);
            Map<String, Leaf> before = Printed.byPath(EDITION.leaves(page, Phases.asOf(page, now)));
            Map<String, Leaf> after = Printed.byPath(EDITION.leaves(other, Phases.asOf(other, later)));
            for (String path : before.keySet()) {
                Leaf was = before.get(path);
                Leaf is = after.get(path);
                if (is != null && was.key().equals(is.key())) {
                    assertSameBytes(was.made().get(), is.made().get(), "seed " + seed + ", " + path);
                    same++;
                } else {
                    different++;
                }
            }
        }
        assertTrue(same > PAGES && different > PAGES, same + " were the same and " + different + " were not");
    }

    private static void assertSameBytes(Surface was, Surface is, String where) {
        assertEquals(was.status(), is.status(), where);
        assertEquals(was.headers(), is.headers(), where);
        assertEquals(PagesTest.text(was.body()), PagesTest.text(is.body()), where);
        assertArrayEquals(was.staleBody(), is.staleBody(), where);
    }

    @Test
    void aPublicationRendersWhatItChangesAndATickNothing() {
        Printed printed = new Printed();
        Samples samples = Samples.wiki().past();
        Set<String> rendered = new ConcurrentSkipListSet<>();
        List<Surface> first = printed.of(watched(samples.build(), rendered));
        assertEquals(first.size(), rendered.size());

        rendered.clear();
        List<Surface> tick = printed.of(watched(samples.build(), rendered));
        assertEquals(Set.of(), rendered);
        for (int i = 0; i < first.size(); i++) {
            assertSame(first.get(i), tick.get(i));
        }

        samples.incident("Search is slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");
        printed.of(watched(samples.build(), rendered));
        Set<String> pages = rendered.stream().filter(path -> !path.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(pages.containsAll(Set.of("/", "/en/", "/ar/", "/ar", "/readers", "/ar/readers", "/history", "/ar/history")),
                pages.toString());
        assertEquals(Set.of(), pages.stream().filter(path -> path.contains("/components/") || path.contains("movement")
                || path.contains("contributors") || path.endsWith("/api")).collect(Collectors.toSet()));
        // The new notice itself, to everyone and to readers, in both languages; no other.
        assertEquals(4, pages.stream().filter(path -> path.contains("/incidents/")).count());
    }

    private static List<Leaf> watched(PublishedPage page, Set<String> rendered) {
        return EDITION.leaves(page, Phases.asOf(page, NOW)).stream()
                .map(leaf -> new Leaf(leaf.path(), leaf.language(), leaf.isPage(), leaf.key(), () -> {
                    rendered.add(leaf.path());
                    return leaf.made().get();
                })).toList();
    }

    @Test
    void whatAPublicationChangesIsFoundWithoutRenderingTheRest() {
        Samples samples = Samples.wiki().past();
        PublishedPage before = samples.build();
        samples.incident("Search is slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");
        PublishedPage after = samples.build();
        Instant asOf = Samples.AS_OF;

        Rendering rendering = Rendering.of("en", EDITION.leaves(before, asOf), EDITION.leaves(after, asOf));

        assertEquals(own(Change.between(EDITION.surfaces(before, asOf), EDITION.surfaces(after, asOf))), rendering.changes());
        assertEquals(Optional.empty(), rendering.before("/incidents/nothing00000"));
        assertTrue(PagesTest.text(rendering.after("/ar/").orElseThrow().body()).contains("Search is slow"));
    }

    private static List<Change> own(List<Change> changes) {
        return changes.stream().filter(change -> !(change.path() + "/").startsWith("/ar/")).toList();
    }
}
