package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

/** After a withdrawal nobody knows the words any more: what told of them is found by the public id of their notice. */
class NamesTest {

    @Test
    void whatTellsOfANoticeNamesItInItsBytesOrItsAddress() {
        PublishedPage page = Samples.worstDay();
        int told = 0;
        List<String> nameless = new ArrayList<>();
        for (PublishedNotice notice : page.notices()) {
            Set<String> own = words(notice);
            page.notices().stream().filter(other -> other != notice).forEach(other -> own.removeAll(words(other)));
            for (Surface surface : Proofs.surfaces(page)) {
                for (byte[] body : surface.staleBody() == null
                        ? List.of(surface.body())
                        : List.of(surface.body(), surface.staleBody())) {
                    String text = new String(body, StandardCharsets.UTF_8);
                    if (own.stream().anyMatch(text::contains)) {
                        told++;
                        if (!text.contains(notice.id()) && !surface.path().contains(notice.id())) {
                            nameless.add(surface.path() + " tells of " + notice.id());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), nameless);
        assertTrue(told > 50, "told " + told + " times");
    }

    /** What it says, its title among it. */
    private static Set<String> words(PublishedNotice notice) {
        Set<String> words = notice.updates().stream().flatMap(update -> update.disclosures().stream())
                .map(PublishedUpdate.Disclosure::markdown).filter(some -> !some.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
        words.add(notice.title());
        return words;
    }
}
