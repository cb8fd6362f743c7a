package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.RetractionReason;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;

class FeedTest {

    @Test
    void theFeedIsReadBackByAReader() {
        SyndFeed feed = feed(Samples.worstDay(), "/history.atom");

        assertEquals("atom_1.0", feed.getFeedType());
        assertEquals("tag:status.example.org,2005:/history", feed.getUri());
        assertEquals(13, feed.getEntries().size());
        SyndEntry entry = feed.getEntries().stream().filter(known -> known.getTitle().startsWith("Editing")).findFirst()
                .orElseThrow();
        assertEquals("tag:status.example.org,2005:Incident/ntc000000010", entry.getUri());
        assertEquals("https://status.example.org/incidents/ntc000000010", entry.getLink());
        assertEquals("html", entry.getContents().get(0).getType());
        assertTrue(entry.getContents().get(0).getValue().contains("<strong>Identified</strong>"));
        assertTrue(entry.getContents().get(0).getValue().contains("<p>Many edits <strong>fail to save</strong>."));
        assertEquals(1, feed(Samples.worstDay(), "/readers/history.atom").getEntries().stream()
                .filter(known -> known.getTitle().startsWith("Editing"))
                .filter(known -> known.getUri().equals("tag:status.example.org,2005:readers/Incident/ntc000000010")
                        && !known.getContents().get(0).getValue().contains("Many edits"))
                .count());
    }

    @Test
    void updatedMovesWithPublishedWordsOnly() {
        Date words = Date.from(NOW.plusSeconds(20));
        Samples samples = Samples.wiki();
        samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow");
        PublishedPage page = samples.build();
        PublishedPage renamed = new PublishedPage(page.revision() + 1, NOW.plusSeconds(900), page.audiences(), page.groups(),
                page.components().subList(1, page.components().size()), page.notices());

        assertEquals(words, feed(page, "/history.atom").getPublishedDate());
        assertEquals(words, feed(page, "/history.atom").getEntries().get(0).getUpdatedDate());
        assertEquals(PagesTest.text(body(page)), PagesTest.text(body(renamed)));
    }

    @Test
    void hostileTitlesStayText() {
        Samples samples = Samples.page();
        samples.incident("<b>&amp;</b> ]]>", NOW).update(NoticeState.INVESTIGATING, NOW).tell(CONTRIBUTORS, Impact.NONE,
                "a < b");

        assertEquals("<b>&amp;</b> ]]>", feed(samples.build(), "/history.atom").getEntries().get(0).getTitle());
        assertFalse(PagesTest.text(body(samples.build())).contains("<b>"));
    }

    /** One thing after the other happens to an entry; each moves the stamp of those whom it concerns. */
    @Test
    void amendmentsAndRetractionsMoveTheStampOfThoseWhomTheyConcern() {
        Samples samples = Samples.page();
        Samples.NoticeBuilder notice = samples.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "Slow").tell(CONTRIBUTORS, Impact.DEGRADED, "Slw");
        assertStamps(samples, NOW.plusSeconds(20), NOW.plusSeconds(20));

        notice.amend(Amendment.TYPO, NOW.plusSeconds(60)).tell(READERS, Impact.DEGRADED, "Slow").tell(CONTRIBUTORS,
                Impact.DEGRADED, "Slow");
        assertStamps(samples, NOW.plusSeconds(60), NOW.plusSeconds(20));

        notice.amend(Amendment.CORRECTION, NOW.plusSeconds(120)).tell(READERS, Impact.DEGRADED, "Very slow").tell(CONTRIBUTORS,
                Impact.DEGRADED, "Very slow");
        assertStamps(samples, NOW.plusSeconds(120), NOW.plusSeconds(120));

        notice.retract(RetractionReason.NOT_OURS, NOW.plusSeconds(180));
        assertStamps(samples, NOW.plusSeconds(180), NOW.plusSeconds(180));
    }

    private static void assertStamps(Samples samples, Instant everyone, Instant readers) {
        assertEquals(Date.from(everyone), feed(samples.build(), "/history.atom").getEntries().get(0).getUpdatedDate());
        assertEquals(Date.from(everyone), feed(samples.build(), "/history.atom").getPublishedDate());
        assertEquals(Date.from(readers), feed(samples.build(), "/readers/history.atom").getEntries().get(0).getUpdatedDate());
        assertEquals(Date.from(NOW.plusSeconds(20)),
                feed(samples.build(), "/readers/history.atom").getEntries().get(0).getPublishedDate());
    }

    @Test
    void theNewFactsAreInTheFeedAndWhatWasWithdrawnIsNot() {
        SyndFeed feed = feed(Samples.everything(), "/history.atom");
        String editing = content(feed, "Editing is slow on all wikis");

        assertTrue(editing.contains("<p>Retracted <time datetime=\"2026-03-05T13:52Z\">5 March 2026, 13:52 UTC</time>. "
                + "What it said is not so.</p><del><p><em>Contributors</em></p>"), editing);
        assertTrue(editing.contains("nothing</strong> can be saved with it.</p>\n</del>"), editing);
        assertTrue(editing.contains("<strong>Report</strong>"));
        assertTrue(editing.contains("<p><small>Corrected "));
        assertTrue(editing.contains("<p><small>Edited "));
        assertTrue(editing.contains("because: <bdi>We first had"));
        assertFalse(editing.contains("in Europe"), "what it said before stands on the page");
        assertTrue(content(feed, "Mailing lists move to a new machine").contains("<p>Work has begun as planned.</p>"));
        assertTrue(content(feed, "Tool hosting gets new disks").contains("<strong>Cancelled</strong>"));
        assertFalse(PagesTest.text(body(Samples.everything())).contains("gone0000"));
    }

    private static String content(SyndFeed feed, String title) {
        return feed.getEntries().stream().filter(entry -> entry.getTitle().equals(title)).findFirst().orElseThrow()
                .getContents().get(0).getValue();
    }

    @Test
    void anEmptyFeedIsAFeed() {
        assertEquals(List.of(), feed(Samples.empty(), "/history.atom").getEntries());
        assertEquals(new Date(0), feed(Samples.empty(), "/history.atom").getPublishedDate());
    }

    private static byte[] body(PublishedPage page) {
        return PagesTest.surface(Proofs.surfaces(page), "/history.atom").body();
    }

    private static SyndFeed feed(PublishedPage page, String path) {
        byte[] body = PagesTest.surface(Proofs.surfaces(page), path).body();
        try {
            return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(body)));
        } catch (FeedException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
