package org.gatepost.site;

import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final String HTML = "text/html; charset=utf-8";

    @Test
    void whatIsEqualIsNoChange() {
        assertEquals(List.of(), Change.between(Proofs.surfaces(Samples.everything()), Proofs.surfaces(Samples.everything())));
    }

    @Test
    void whatCameWentAndMovedIsToldInTheOrderInWhichAPersonLooks() {
        List<String> paths = List.of("/", "/readers", "/incidents/a", "/readers/incidents/a", "/components/c", "/history",
                "/history/2026-03", "/readers/history", "/404");
        List<Surface> before = Stream.concat(Stream.of(surface("/gone", HTML, 200, "x")),
                paths.stream().map(path -> surface(path, HTML, 200, "before"))).toList();
        List<Surface> after = Stream.of(Stream.of(surface("/api/v2/status.json", "application/json", 200, "new"),
                surface("/history.atom", "application/atom+xml; charset=utf-8", 200, "new")),
                paths.stream().map(path -> surface(path, HTML, 200, "after")).sorted((one, other) -> 1))
                .flatMap(surfaces -> surfaces).toList();

        assertEquals(List.of("CHANGED /", "REMOVED /gone", "CHANGED /readers", "CHANGED /incidents/a",
                "CHANGED /readers/incidents/a", "CHANGED /components/c", "CHANGED /history", "CHANGED /history/2026-03",
                "CHANGED /readers/history", "CHANGED /404", "ADDED /history.atom", "ADDED /api/v2/status.json"),
                Change.between(before, after).stream().map(change -> change.kind() + " " + change.path()).toList());
    }

    @Test
    void anotherStatusOrTypeIsAChange() {
        Surface page = surface("/incidents/a", HTML, 200, "same");
        assertEquals(1, Change.between(List.of(page), List.of(surface("/incidents/a", HTML, 410, "same"))).size());
        assertEquals(1, Change.between(List.of(page), List.of(surface("/incidents/a", "text/plain", 200, "same"))).size());
        assertEquals(0, Change.between(List.of(page), List.of(surface("/incidents/a", HTML, 200, "same"))).size());
    }

    @Test
    void aNewNoticeChangesThePagesOfThoseWhomItTellsAndNoOthers() {
        Samples after = Samples.wiki().past();
        after.incident("Editing fails", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Fails").effect("Saving edits", ComponentStatus.MAJOR_OUTAGE);
        List<Change> changes = Change.between(Proofs.surfaces(Samples.allWell()), Proofs.surfaces(after.build()));
        Map<Change.Kind, List<String>> byKind = changes.stream().collect(
                Collectors.groupingBy(Change::kind, Collectors.mapping(Change::path, Collectors.toList())));

        assertEquals(List.of("/", "/contributors"), byKind.get(Change.Kind.CHANGED).subList(0, 2));
        assertEquals(List.of("/contributors/incidents/ntc000000010", "/incidents/ntc000000010"),
                byKind.get(Change.Kind.ADDED).stream().filter(path -> path.contains("/incidents/") && !path.endsWith(".png"))
                        .toList());
        assertEquals(null, byKind.get(Change.Kind.REMOVED));
        assertTrue(changes.stream().noneMatch(change -> change.path().startsWith("/" + READERS)), changes.toString());
    }

    private static Surface surface(String path, String type, int status, String body) {
        return new Surface(path, status, type, Map.of(), body.getBytes(StandardCharsets.UTF_8), null);
    }
}
