package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.gatepost.front.PublicPage;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Tombstone;
import org.gatepost.snapshot.Keys;
import org.gatepost.snapshot.Publication;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From published rows through store and front to a reader of the past, before and after a withdrawal. */
class PastWithdrawalTest {
    private static final Keys KEYS = Keys.named("past");
    private static final Instant NOW = Samples.NOW;
    private static final String TITLE = "The name of a person";
    private static final String ID = "ntc000000001";
    /** Between the two publications, and another zone. */
    private static final String BETWEEN = "/at/2026-03-05T18:45%2B01:00";
    private static final String FIRST = "/at/2026-03-05T17:42:20Z";

    @TempDir
    Path store;

    private final Edition edition = new Edition(Proofs.Config.sample(), Theme.packed());

    private static PublishedPage page() {
        Samples samples = Samples.wiki();
        samples.incident(TITLE, NOW).update(NoticeState.INVESTIGATING, NOW).tell(Samples.READERS, Impact.DEGRADED, "Words.");
        samples.incident("Search is slow", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(Samples.READERS, Impact.DEGRADED, "Slow.")
                .update(NoticeState.RESOLVED, NOW.plusSeconds(600)).tell(Samples.READERS, Impact.NONE, "Quick.");
        return samples.build();
    }

    private static PublishedPage without(PublishedPage page) {
        Instant at = NOW.plus(Duration.ofHours(1));
        return new PublishedPage(page.revision() + 1, at, page.audiences(), page.groups(), page.components(),
                page.notices().stream().filter(notice -> !notice.id().equals(ID)).toList(),
                List.of(new Tombstone(ID, ID, null, at)));
    }

    private Surface[] surfaces(PublishedPage page) {
        return Stream.concat(edition.surfaces(page, Samples.AS_OF).stream(),
                edition.past(page).stream().map(leaf -> leaf.made().get())).toArray(Surface[]::new);
    }

    @Test
    void aWithdrawnNoticeIsGoneFromEveryPageOfThePastAndFromTheStore() throws IOException {
        Publication publication = new Publication(store, KEYS, java.time.Clock.systemUTC());
        publication.of(surfaces(page()));
        try (PublicPage front = PublicPage.of(store, KEYS.verificationKeys())) {
            assertEquals(302, front.get(BETWEEN).statusCode());
            assertEquals(FIRST, front.get(BETWEEN).headers().firstValue("Location").orElseThrow());
            assertTrue(front.get(FIRST).body().contains(TITLE));
            assertTrue(front.get(FIRST).body().contains("Slow."));
            assertFalse(front.get(FIRST).body().contains("Quick."));
            assertTrue(front.get(FIRST + ".json").body().contains(TITLE));
            assertEquals(404, front.get("/at/2025-01-01T00:00Z").statusCode());
            assertTrue(storeTells());

            publication.after(Set.of(ID), surfaces(without(page())));
            assertEquals(FIRST, front.get(BETWEEN).headers().firstValue("Location").orElseThrow());
            for (String path : List.of(FIRST, FIRST + ".json", "/at/2026-03-05T17:52:20Z", "/at/2026-03-05T17:52:20Z.json",
                    "/")) {
                assertEquals(200, front.get(path).statusCode(), path);
                assertFalse(front.get(path).body().contains(TITLE), path);
            }
            assertTrue(front.get(FIRST).body().contains("Slow."), "what was not withdrawn is there still");
            assertEquals(410, front.get("/incidents/" + ID).statusCode());
            assertFalse(storeTells(), "its old bytes are deleted in every encoding");
        }
    }

    private boolean storeTells() throws IOException {
        try (Stream<Path> blobs = Files.list(store.resolve("blobs"))) {
            for (Path blob : (Iterable<Path>) blobs::iterator) {
                byte[] bytes = Files.readAllBytes(blob);
                if (new String(plain(bytes), StandardCharsets.UTF_8).contains(TITLE)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] plain(byte[] bytes) {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        } catch (IOException e) {
            return bytes;
        }
    }
}
