package org.gatepost.front;

import static org.gatepost.snapshot.Encoding.BR;
import static org.gatepost.snapshot.Encoding.GZIP;
import static org.gatepost.snapshot.Encoding.IDENTITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.gatepost.snapshot.Encoding;
import org.junit.jupiter.api.Test;

class NegotiationTest {

    @Test
    void theBestOfWhatIsWantedComesFirst() {
        Map<String, List<Encoding>> table = new LinkedHashMap<>();
        table.put("", List.of(IDENTITY));
        table.put("gzip, deflate, br, zstd", List.of(BR, GZIP, IDENTITY));
        table.put("GZIP", List.of(GZIP, IDENTITY));
        table.put("x-gzip", List.of(GZIP, IDENTITY));
        table.put("deflate", List.of(IDENTITY));
        table.put("br;q=0.5, gzip;q=0.8", List.of(GZIP, BR, IDENTITY));
        table.put("br ; q=0.5 , gzip ; q=0.8", List.of(GZIP, BR, IDENTITY));
        table.put("gzip;q=0.001", List.of(GZIP, IDENTITY));
        table.put("identity, gzip;q=0.5", List.of(IDENTITY, GZIP));
        table.put("identity;q=0.5, gzip;q=0.5", List.of(GZIP, IDENTITY));
        table.put("br;q=0, gzip", List.of(GZIP, IDENTITY));
        table.put("br;q=0.000, *", List.of(GZIP, IDENTITY));
        table.put("*", List.of(BR, GZIP, IDENTITY));
        table.put("*;q=0.1, gzip;q=0.2", List.of(GZIP, BR, IDENTITY));
        table.put("gzip, *;q=0", List.of(GZIP));
        table.put("gzip, identity;q=0", List.of(GZIP));
        table.put("*;q=0", List.of(IDENTITY));
        table.put("identity;q=0", List.of(IDENTITY));
        table.put("gzip;q=2", List.of(IDENTITY));
        table.put("gzip;q=x, br;q=-1", List.of(IDENTITY));
        table.put("gzip;q=NaN", List.of(IDENTITY));
        table.put(",,;,=;q", List.of(IDENTITY));
        table.forEach((header, wanted) -> assertEquals(wanted, Negotiation.parse(header), header));
    }

    @Test
    void noHeaderAndAnAbsurdOneMeanPlainBytes() {
        Negotiation negotiation = new Negotiation();
        assertEquals(List.of(IDENTITY), negotiation.wanted(null));
        assertEquals(List.of(IDENTITY), negotiation.wanted("gzip," + " ".repeat(Negotiation.MAX_HEADER_LENGTH)));
        assertSame(negotiation.wanted("gzip, br"), negotiation.wanted("gzip, br"));
        for (int i = 0; i < 2 * Negotiation.MAX_REMEMBERED; i++) {
            assertEquals(List.of(GZIP, IDENTITY), negotiation.wanted("gzip, x" + i));
        }
    }
}
