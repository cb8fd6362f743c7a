package org.gatepost.notice;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.gatepost.notice.Spans.Span;
import org.gatepost.testsupport.Samples;
import org.gatepost.testsupport.Samples.NoticeBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpansTest {

    /** What is said of a notice that claims to have begun at minute 0, and the spans: minutes, what, how bad. */
    static Stream<Arguments> claims() {
        return Stream.of(
                said("a begin that the notice claims, and the next words end it", notice -> notice
                        .update(NoticeState.INVESTIGATING, minute(5)).tell(READERS, Impact.DEGRADED, "Slow")
                        .update(NoticeState.RESOLVED, minute(9)).tell(READERS, Impact.NONE, "Over"),
                        "0-9 words DEGRADED_PERFORMANCE"),
                said("a begin before the notice's, which is that of the words", notice -> notice
                        .update(NoticeState.INVESTIGATING, minute(-5)).tell(READERS, Impact.DEGRADED, "Slow"),
                        "-5- words DEGRADED_PERFORMANCE"),
                said("a span of the words' own", notice -> notice.update(NoticeState.INVESTIGATING, minute(5))
                        .tell(READERS, Impact.MAJOR_OUTAGE, minute(2), minute(4), "Down")
                        .effect("Wikis", ComponentStatus.PARTIAL_OUTAGE), "0- Wikis PARTIAL_OUTAGE", "2-4 words MAJOR_OUTAGE"),
                said("a begin of the words' own", notice -> notice.update(NoticeState.INVESTIGATING, minute(5))
                        .tell(READERS, Impact.DEGRADED, minute(2), null, "Slow"), "2- words DEGRADED_PERFORMANCE"),
                said("each update until the next", notice -> notice.update(NoticeState.INVESTIGATING, minute(5))
                        .tell(READERS, Impact.DEGRADED, "Slow").effect("Wikis", ComponentStatus.MAJOR_OUTAGE)
                        .update(NoticeState.MONITORING, minute(8)).tell(READERS, Impact.NONE, "Better")
                        .effect("Wikis", ComponentStatus.DEGRADED_PERFORMANCE), "0-8 Wikis MAJOR_OUTAGE",
                        "0-8 words DEGRADED_PERFORMANCE", "8- Wikis DEGRADED_PERFORMANCE"),
                said("nothing that lasted no time", notice -> notice.update(NoticeState.INVESTIGATING, minute(0))
                        .tell(READERS, Impact.DEGRADED, "Slow").update(NoticeState.RESOLVED, minute(0))
                        .tell(READERS, Impact.NONE, "Over")),
                said("nothing of what is announced", notice -> notice.update(NoticeState.SCHEDULED, minute(0))
                        .tell(READERS, Impact.MAINTENANCE, "Work").effect("Wikis", ComponentStatus.UNDER_MAINTENANCE)),
                said("struck words claim nothing, and those before hold on", notice -> notice
                        .update(NoticeState.INVESTIGATING, minute(5)).tell(READERS, Impact.DEGRADED, "Slow")
                        .update(NoticeState.IDENTIFIED, minute(6)).tell(READERS, Impact.MAJOR_OUTAGE, "Down")
                        .retract(RetractionReason.WRONG, minute(7)).update(NoticeState.RESOLVED, minute(9))
                        .tell(READERS, Impact.NONE, "Over"), "0-9 words DEGRADED_PERFORMANCE"),
                said("a problem of the past, with what it did", notice -> notice.update(NoticeState.RESOLVED, minute(60))
                        .tell(READERS, Impact.PARTIAL_OUTAGE, minute(1), minute(3), "It was down")
                        .effect("Wikis", ComponentStatus.MAJOR_OUTAGE), "1-3 Wikis MAJOR_OUTAGE", "1-3 words PARTIAL_OUTAGE"),
                said("no span that is not closed, once it is over", notice -> notice
                        .update(NoticeState.RESOLVED, minute(60)).tell(READERS, Impact.PARTIAL_OUTAGE, minute(1), null, "Was")
                        .tell(CONTRIBUTORS, Impact.PARTIAL_OUTAGE, null, minute(3), "Was")
                        .effect("Wikis", ComponentStatus.MAJOR_OUTAGE)),
                said("words that end it may claim a span, but effects at the end are those of no time", notice -> notice
                        .update(NoticeState.INVESTIGATING, minute(5)).tell(READERS, Impact.NONE, "Looking")
                        .update(NoticeState.RESOLVED, minute(9))
                        .tell(READERS, Impact.DEGRADED, minute(1), minute(3), "Was slow")
                        .effect("Wikis", ComponentStatus.MAJOR_OUTAGE), "1-3 words DEGRADED_PERFORMANCE"),
                said("for each audience that was told", notice -> notice.update(NoticeState.INVESTIGATING, minute(5))
                        .tell(READERS, Impact.DEGRADED, "Slow").tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Down")
                        .effect("Wikis", ComponentStatus.DEGRADED_PERFORMANCE, CONTRIBUTORS), "0- Wikis DEGRADED_PERFORMANCE",
                        "0- words DEGRADED_PERFORMANCE", "0- words MAJOR_OUTAGE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void wordsClaim(String what, UnaryOperator<NoticeBuilder> said, List<String> spans) {
        Samples page = Samples.page().component("Wikis", READERS, CONTRIBUTORS);
        said.apply(page.incident("Notice", NOW));

        assertEquals(spans, Spans.of(page.build()).stream().map(SpansTest::told).sorted().toList());
        assertEquals(spans.size(),
                Spans.of(page.build()).stream().filter(span -> span.notice().title().equals("Notice")).count());
    }

    private static Arguments said(String what, UnaryOperator<NoticeBuilder> said, String... spans) {
        return arguments(what, said, List.of(spans));
    }

    private static String told(Span span) {
        return String.format(Locale.ROOT, "%d-%s %s %s", Duration.between(NOW, span.from()).toMinutes(),
                span.to() == null ? "" : Duration.between(NOW, span.to()).toMinutes(),
                span.componentId() == null ? "words" : "Wikis", span.status());
    }

    private static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }
}
