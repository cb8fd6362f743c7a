package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Date;
import java.util.List;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
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
