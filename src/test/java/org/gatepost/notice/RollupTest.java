package org.gatepost.notice;

import static org.gatepost.notice.ComponentStatus.DEGRADED_PERFORMANCE;
import static org.gatepost.notice.ComponentStatus.MAJOR_OUTAGE;
import static org.gatepost.notice.ComponentStatus.OPERATIONAL;
import static org.gatepost.notice.ComponentStatus.PARTIAL_OUTAGE;
import static org.gatepost.notice.ComponentStatus.UNDER_MAINTENANCE;
import static org.gatepost.testsupport.Samples.CONTRIBUTORS;
import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.gatepost.notice.Rollup.Summary;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RollupTest {

    @ParameterizedTest
    @CsvSource({"OPERATIONAL, NONE", "UNDER_MAINTENANCE, MAINTENANCE", "DEGRADED_PERFORMANCE, DEGRADED",
            "PARTIAL_OUTAGE, PARTIAL_OUTAGE", "MAJOR_OUTAGE, MAJOR_OUTAGE"})
    void aComponentStatusIsAnImpact(ComponentStatus status, Impact impact) {
        assertEquals(impact, Rollup.impactOf(status));
        assertEquals(Impact.values().length, ComponentStatus.values().length);
    }

    /** What the components do, what else is disclosed, and the words of the Statuspage format for it. */
    static Stream<Arguments> rollUpTable() {
        return Stream.of(
                // Nothing at all, and a notice on a page without components.
                arguments(List.of(), Impact.NONE, "none", "All Systems Operational"),
                arguments(List.of(), Impact.MAINTENANCE, "maintenance", "Service Under Maintenance"),
                arguments(List.of(), Impact.DEGRADED, "minor", "Degraded System Service"),
                arguments(List.of(), Impact.PARTIAL_OUTAGE, "major", "Partial System Outage"),
                arguments(List.of(), Impact.MAJOR_OUTAGE, "critical", "Major System Outage"),
                // One component maps one to one.
                arguments(List.of(OPERATIONAL), Impact.NONE, "none", "All Systems Operational"),
                arguments(List.of(UNDER_MAINTENANCE), Impact.NONE, "maintenance", "Service Under Maintenance"),
                arguments(List.of(DEGRADED_PERFORMANCE), Impact.NONE, "minor", "Degraded System Service"),
                arguments(List.of(PARTIAL_OUTAGE), Impact.NONE, "major", "Partial System Outage"),
                arguments(List.of(MAJOR_OUTAGE), Impact.NONE, "critical", "Major System Outage"),
                // All equal.
                arguments(List.of(OPERATIONAL, OPERATIONAL), Impact.NONE, "none", "All Systems Operational"),
                arguments(List.of(UNDER_MAINTENANCE, UNDER_MAINTENANCE), Impact.NONE, "maintenance",
                        "Service Under Maintenance"),
                arguments(List.of(DEGRADED_PERFORMANCE, DEGRADED_PERFORMANCE), Impact.NONE, "minor",
                        "Degraded System Service"),
                arguments(List.of(PARTIAL_OUTAGE, PARTIAL_OUTAGE), Impact.NONE, "major", "Partial System Outage"),
                arguments(List.of(MAJOR_OUTAGE, MAJOR_OUTAGE), Impact.NONE, "critical", "Major System Outage"),
                // Mixed: a milder phrase for the worst; maintenance masks nothing.
                arguments(List.of(OPERATIONAL, UNDER_MAINTENANCE), Impact.NONE, "maintenance", "Service Under Maintenance"),
                arguments(List.of(OPERATIONAL, DEGRADED_PERFORMANCE), Impact.NONE, "minor", "Partially Degraded Service"),
                arguments(List.of(UNDER_MAINTENANCE, DEGRADED_PERFORMANCE), Impact.NONE, "minor",
                        "Partially Degraded Service"),
                arguments(List.of(OPERATIONAL, PARTIAL_OUTAGE), Impact.NONE, "minor", "Minor Service Outage"),
                arguments(List.of(DEGRADED_PERFORMANCE, PARTIAL_OUTAGE), Impact.NONE, "minor", "Minor Service Outage"),
                arguments(List.of(OPERATIONAL, MAJOR_OUTAGE), Impact.NONE, "major", "Partial System Outage"),
                arguments(List.of(UNDER_MAINTENANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE), Impact.NONE, "major",
                        "Partial System Outage"),
                // Words that are worse than every component count as one component more.
                arguments(List.of(OPERATIONAL, OPERATIONAL), Impact.DEGRADED, "minor", "Partially Degraded Service"),
                arguments(List.of(DEGRADED_PERFORMANCE), Impact.MAJOR_OUTAGE, "major", "Partial System Outage"),
                arguments(List.of(MAJOR_OUTAGE), Impact.DEGRADED, "critical", "Major System Outage"),
                arguments(List.of(UNDER_MAINTENANCE), Impact.MAINTENANCE, "maintenance", "Service Under Maintenance"));
    }

    @ParameterizedTest
    @MethodSource("rollUpTable")
    void theStatuspagePhraseFollowsTheTable(List<ComponentStatus> statuses, Impact disclosed, String indicator,
            String description) {
        Samples page = Samples.page();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < statuses.size(); i++) {
            names.add("C" + i);
            page.component("C" + i, READERS);
        }
        Samples.NoticeBuilder notice = page.incident("It is bad", NOW).update(NoticeState.IDENTIFIED, NOW)
                .tell(READERS, disclosed, "Words");
        for (int i = 0; i < statuses.size(); i++) {
            notice.effect(names.get(i), statuses.get(i));
        }

        Summary summary = Rollup.of(page.build()).summary();

        assertEquals(indicator, summary.indicator().key());
        assertEquals(description, summary.description());
    }

    /** Whom the update addresses, whom the effect is for, and what each audience and everyone then see. */
    @ParameterizedTest
    @CsvSource({
            // told, effect for, readers, contributors, everyone
            "readers, , PARTIAL_OUTAGE, NONE, PARTIAL_OUTAGE",
            "readers, readers, PARTIAL_OUTAGE, NONE, PARTIAL_OUTAGE",
            "readers, contributors, NONE, NONE, NONE",
            "contributors, , NONE, PARTIAL_OUTAGE, PARTIAL_OUTAGE",
            "readers+contributors, , PARTIAL_OUTAGE, PARTIAL_OUTAGE, PARTIAL_OUTAGE",
            "readers+contributors, readers, PARTIAL_OUTAGE, NONE, PARTIAL_OUTAGE",
            "readers+contributors, contributors, NONE, PARTIAL_OUTAGE, PARTIAL_OUTAGE"})
    void anEffectReachesWhomItIsForAndWhomTheUpdateAddresses(String told, String effectFor, Impact readers,
            Impact contributors, Impact everyone) {
        Samples page = Samples.page().component("Wikis", READERS, CONTRIBUTORS);
        Samples.NoticeBuilder notice = page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW);
        for (String audience : told.split("\\+")) {
            notice.tell(audience, Impact.NONE, "Words");
        }
        notice.effect("Wikis", PARTIAL_OUTAGE, effectFor);
        Rollup rollup = Rollup.of(page.build());

        assertEquals(readers, rollup.audience(READERS));
        assertEquals(contributors, rollup.audience(CONTRIBUTORS));
        assertEquals(everyone, rollup.overall());
        assertEquals(everyone, Rollup.impactOf(rollup.component(page.componentId("Wikis"))));
        assertEquals(readers, Rollup.of(Told.to(page.build(), READERS)).overall());
        assertEquals(contributors, Rollup.of(Told.to(page.build(), CONTRIBUTORS)).overall());
    }

    @ParameterizedTest
    @EnumSource(NoticeState.class)
    void onlyWhatHasBegunAndIsNotOverIsInForce(NoticeState state) {
        boolean isInForce = switch (state) {
            case INVESTIGATING, IDENTIFIED, MONITORING, IN_PROGRESS, VERIFYING -> true;
            case SCHEDULED, RESOLVED, COMPLETED, CANCELLED, POSTMORTEM -> false;
        };
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Notice", NOW).update(state, NOW).tell(READERS, Impact.DEGRADED, "Words").effect("Wikis",
                MAJOR_OUTAGE);
        Rollup rollup = Rollup.of(page.build());

        assertEquals(isInForce ? Impact.MAJOR_OUTAGE : Impact.NONE, rollup.overall());
        assertEquals(isInForce ? Impact.MAJOR_OUTAGE : Impact.NONE, rollup.audience(READERS));
        assertEquals(isInForce ? Impact.MAJOR_OUTAGE : Impact.NONE, Rollup.now(page.build().notices().get(0)));
    }

    @Test
    void onlyTheLatestUpdateCounts() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.MAJOR_OUTAGE, "Bad")
                .effect("Wikis", MAJOR_OUTAGE).update(NoticeState.MONITORING, NOW).tell(READERS, Impact.NONE, "Better");

        assertEquals(Impact.NONE, Rollup.of(page.build()).overall());
        assertEquals(Impact.MAJOR_OUTAGE, Rollup.worst(page.build().notices().get(0)));
    }

    @Test
    void whoIsNotToldOfTheChangeKeepsWhatItWasTold() {
        Samples page = Samples.page().component("Wikis", READERS, CONTRIBUTORS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "Slow").tell(CONTRIBUTORS, Impact.DEGRADED, "Slow")
                .effect("Wikis", DEGRADED_PERFORMANCE)
                .update(NoticeState.IDENTIFIED, NOW).tell(CONTRIBUTORS, Impact.NONE, "Mended for you");
        Rollup rollup = Rollup.of(page.build());

        assertEquals(Impact.DEGRADED, rollup.audience(READERS));
        assertEquals(Impact.NONE, rollup.audience(CONTRIBUTORS));
        assertEquals(Impact.DEGRADED, rollup.overall());
    }

    @Test
    void whatIsOverIsOverForEveryone() {
        Samples page = Samples.page().component("Wikis", READERS, CONTRIBUTORS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW)
                .tell(READERS, Impact.DEGRADED, "Slow").tell(CONTRIBUTORS, Impact.DEGRADED, "Slow")
                .effect("Wikis", DEGRADED_PERFORMANCE)
                .update(NoticeState.RESOLVED, NOW).tell(CONTRIBUTORS, Impact.NONE, "Over");

        assertEquals(Impact.NONE, Rollup.of(page.build()).audience(READERS));
        assertEquals(Impact.NONE, Rollup.of(page.build()).overall());
        PublishedNotice told = Told.to(page.build(), READERS).notices().get(0);
        assertEquals(NoticeState.RESOLVED, told.state());
        assertEquals(List.of(), told.latest().disclosures());
    }

    @Test
    void anAudienceDoesNotFeelComponentsThatItDoesNotUse() {
        Samples page = Samples.page().component("Editor", CONTRIBUTORS);
        page.incident("Editor is slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.NONE, "Not you")
                .tell(CONTRIBUTORS, Impact.NONE, "You").effect("Editor", DEGRADED_PERFORMANCE);
        Rollup rollup = Rollup.of(page.build());

        assertEquals(Impact.NONE, rollup.audience(READERS));
        assertEquals(Impact.DEGRADED, rollup.audience(CONTRIBUTORS));
    }

    @Test
    void maintenanceNeverMasksAFault() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.maintenance("Work", NOW, NOW.plusSeconds(60)).update(NoticeState.IN_PROGRESS, NOW)
                .tell(READERS, Impact.MAINTENANCE, "Work").effect("Wikis", UNDER_MAINTENANCE);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .effect("Wikis", DEGRADED_PERFORMANCE);
        Rollup rollup = Rollup.of(page.build());

        assertEquals(DEGRADED_PERFORMANCE, rollup.component(page.componentId("Wikis")));
        assertEquals(Impact.DEGRADED, rollup.audience(READERS));
        assertEquals("minor", rollup.summary().indicator().key());
    }

    @Test
    void aGroupIsAsBadAsItsWorstComponent() {
        Samples page = Samples.page().group("Reading", Set.of(READERS), "Wikis", "Search");
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.NONE, "Slow")
                .effect("Search", PARTIAL_OUTAGE);
        PublishedPage built = page.build();

        assertEquals(PARTIAL_OUTAGE, Rollup.of(built).group(built.groups().get(0).id()));
        assertEquals(OPERATIONAL, Rollup.of(built).group("nosuchgroup0"));
    }

    @ParameterizedTest
    @CsvSource({"NONE, none", "MAINTENANCE, maintenance", "DEGRADED, minor", "PARTIAL_OUTAGE, major",
            "MAJOR_OUTAGE, critical"})
    void theImpactOfAnIncidentIsCalledAsThatFormatCallsIt(Impact impact, String key) {
        assertEquals(key, Indicator.of(impact).key());
    }

    @Test
    void plannedWorkHasAtLeastTheImpactOfMaintenance() {
        Samples page = Samples.page();
        page.maintenance("Work", NOW, NOW.plusSeconds(60)).update(NoticeState.SCHEDULED, NOW)
                .tell(READERS, Impact.NONE, "You will notice nothing");

        assertEquals(Impact.MAINTENANCE, Rollup.worst(page.build().notices().get(0)));
    }

    @Test
    void effectsBeforeTheFirstUpdateAreNone() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.NONE, "Slow")
                .effect("Wikis", PARTIAL_OUTAGE);
        PublishedNotice notice = page.build().notices().get(0);

        assertEquals(Map.of(), Rollup.effects(notice, -1));
        assertEquals(Map.of(page.componentId("Wikis"), PARTIAL_OUTAGE), Rollup.effects(notice, 0));
    }

    /** Every kind, state, strike, impact and effect: what the notice is for its audience, for everyone and in its own terms. */
    static Stream<Arguments> everyNotice() {
        return Stream.of(NoticeKind.values())
                .flatMap(kind -> Stream.of(NoticeState.values()).filter(state -> state.isFor(kind))
                        .flatMap(state -> Stream.of(true, false)
                                .flatMap(struck -> Stream.of(Impact.values())
                                        .flatMap(impact -> Stream.of(ComponentStatus.values())
                                                .map(effect -> arguments(kind, state, struck, impact, effect))))));
    }

    @ParameterizedTest
    @MethodSource("everyNotice")
    void aNoticeCountsWhileItStandsAndIsUnderWay(NoticeKind kind, NoticeState state, boolean isStruck, Impact impact,
            ComponentStatus effect) {
        Samples page = Samples.page().component("Wikis", READERS, CONTRIBUTORS);
        Samples.NoticeBuilder notice = (kind == NoticeKind.INCIDENT
                ? page.incident("Notice", NOW)
                : page.maintenance("Notice", NOW, NOW.plusSeconds(60))).update(state, NOW).tell(READERS, impact, "Words")
                .effect("Wikis", effect);
        if (isStruck) {
            notice.retract(RetractionReason.WRONG, NOW);
        }
        boolean isUnderWay = !isStruck && List.of("INVESTIGATING", "IDENTIFIED", "MONITORING", "IN_PROGRESS", "VERIFYING")
                .contains(state.name());
        Impact said = impact.ordinal() > effect.ordinal() ? impact : Impact.values()[effect.ordinal()];
        Impact now = isUnderWay ? said : Impact.NONE;
        Impact called = isStruck
                ? Impact.NONE
                : kind == NoticeKind.MAINTENANCE && said == Impact.NONE ? Impact.MAINTENANCE : said;

        PublishedNotice built = page.build().notices().get(0);
        Rollup rollup = Rollup.of(page.build());
        assertEquals(now, rollup.overall());
        assertEquals(now, rollup.audience(READERS));
        assertEquals(isUnderWay ? effect : OPERATIONAL, rollup.component(page.componentId("Wikis")));
        assertEquals(Impact.NONE, rollup.audience(CONTRIBUTORS));
        assertEquals(now, Rollup.now(built));
        assertEquals(called, Rollup.worst(built));
        assertEquals(now == Impact.NONE, rollup.summary().indicator() == Indicator.NONE);
    }

    @Test
    void strikingTheLastWordsBringsBackTheOnesBefore() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .effect("Wikis", DEGRADED_PERFORMANCE)
                .update(NoticeState.IDENTIFIED, NOW).tell(READERS, Impact.MAJOR_OUTAGE, "Down").effect("Wikis", MAJOR_OUTAGE)
                .retract(RetractionReason.WRONG, NOW);
        PublishedNotice notice = page.build().notices().get(0);

        assertEquals(Impact.DEGRADED, Rollup.of(page.build()).overall());
        assertEquals(Impact.DEGRADED, Rollup.worst(notice));
        assertEquals(Rollup.effects(notice, 0), Rollup.effects(notice, 1));
    }

    @Test
    void aStruckEndEndsNothing() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .effect("Wikis", DEGRADED_PERFORMANCE)
                .update(NoticeState.RESOLVED, NOW).tell(READERS, Impact.NONE, "Over").retract(RetractionReason.TOO_EARLY, NOW);

        assertEquals(Impact.DEGRADED, Rollup.of(page.build()).overall());
        assertEquals(DEGRADED_PERFORMANCE, Rollup.of(page.build()).component(page.componentId("Wikis")));
    }

    @Test
    void aStruckBeginBeginsNothing() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED, "Slow")
                .effect("Wikis", DEGRADED_PERFORMANCE).retract(RetractionReason.WRONG, NOW)
                .update(NoticeState.IDENTIFIED, NOW).tell(READERS, Impact.NONE, "It is nothing");

        assertEquals(Map.of(), Rollup.effects(page.build().notices().get(0), 0));
        assertEquals(Impact.NONE, Rollup.of(page.build()).overall());
    }

    @Test
    void aReportChangesNothing() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.incident("Slow", NOW).update(NoticeState.RESOLVED, NOW).tell(READERS, Impact.NONE, "Over")
                .update(NoticeState.POSTMORTEM, NOW).tell(READERS, Impact.MAJOR_OUTAGE, "What happened")
                .effect("Wikis", MAJOR_OUTAGE);

        assertEquals(Impact.NONE, Rollup.of(page.build()).overall());
        assertEquals(Map.of(), Rollup.effects(page.build().notices().get(0), 1));
    }

    @Test
    void whatTheClockSaysCounts() {
        Samples page = Samples.page().component("Wikis", READERS);
        page.maintenance("Work", NOW, NOW.plusSeconds(60)).byTheClock(null, true, true)
                .update(NoticeState.SCHEDULED, NOW.minusSeconds(60)).tell(READERS, Impact.MAINTENANCE, "Work")
                .effect("Wikis", UNDER_MAINTENANCE);

        assertEquals(Impact.NONE, Rollup.of(Phases.at(page.build(), NOW.minusSeconds(1))).overall());
        Rollup during = Rollup.of(Phases.at(page.build(), NOW));
        assertEquals(Impact.MAINTENANCE, during.overall());
        assertEquals(UNDER_MAINTENANCE, during.component(page.componentId("Wikis")));
        assertEquals(Impact.NONE, Rollup.of(Phases.at(page.build(), NOW.plusSeconds(60))).overall());
    }

    @Test
    void aRetiredComponentCountsForNothingButItself() {
        Samples page = Samples.page().group("Reading", Set.of(READERS), "Wikis", "Old search").retire("Old search", NOW);
        page.incident("Slow", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.NONE, "Slow")
                .effect("Old search", MAJOR_OUTAGE);
        Rollup rollup = Rollup.of(page.build());

        assertEquals(MAJOR_OUTAGE, rollup.component(page.componentId("Old search")));
        assertEquals(OPERATIONAL, rollup.group(page.build().groups().get(0).id()));
        assertEquals(Impact.NONE, rollup.overall());
        assertEquals(Impact.NONE, rollup.audience(READERS));
        assertEquals("All Systems Operational", rollup.summary().description());
    }

    @Test
    void whatIsUnknownIsSilent() {
        Rollup rollup = Rollup.of(Samples.worstDay());

        assertEquals(OPERATIONAL, rollup.component("nosuch"));
        assertEquals(Impact.NONE, rollup.audience("nosuch"));
    }

    /** Random pages: another notice never makes anything better, and the order of notices makes no difference. */
    @Test
    void anotherNoticeNeverMakesItBetterAndTheirOrderDoesNotMatter() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            Samples page = Samples.page().component("Wikis", READERS).component("Editor", READERS, CONTRIBUTORS);
            Rollup before = Rollup.of(page.build());
            for (int i = 0; i < 6; i++) {
                addNotice(page, random);
                PublishedPage built = page.build();
                Rollup after = Rollup.of(built);
                assertTrue(after.overall().compareTo(before.overall()) >= 0, "seed " + seed);
                for (PublishedAudience audience : built.audiences()) {
                    assertTrue(after.audience(audience.key()).compareTo(before.audience(audience.key())) >= 0,
                            "seed " + seed);
                    assertEquals(after.audience(audience.key()), Rollup.of(Told.to(built, audience.key())).overall(),
                            "seed " + seed + ": what an audience is told is what everyone sees of it");
                }
                for (PublishedComponent component : built.components()) {
                    assertTrue(after.component(component.id()).compareTo(before.component(component.id())) >= 0,
                            "seed " + seed);
                }
                List<PublishedNotice> shuffled = new ArrayList<>(built.notices());
                Collections.shuffle(shuffled, random);
                Rollup other = Rollup.of(new PublishedPage(1, NOW, built.audiences(), built.groups(), built.components(),
                        shuffled));
                assertEquals(after.summary(), other.summary(), "seed " + seed);
                assertEquals(after.overall(), other.overall(), "seed " + seed);
                before = after;
            }
        }
    }

    private static void addNotice(Samples page, Random random) {
        boolean isWork = random.nextBoolean();
        Samples.NoticeBuilder notice = isWork
                ? page.maintenance("Work", NOW, NOW.plusSeconds(60))
                : page.incident("Problem", NOW);
        List<NoticeState> states = Stream.of(NoticeState.values())
                .filter(state -> state.isFor(isWork ? NoticeKind.MAINTENANCE : NoticeKind.INCIDENT)).toList();
        for (int i = random.nextInt(4); i >= 0; i--) {
            notice.update(states.get(random.nextInt(states.size())), NOW).tell(random.nextBoolean() ? READERS : CONTRIBUTORS,
                    Impact.values()[random.nextInt(5)], "Words");
            notice.effect(random.nextBoolean() ? "Wikis" : "Editor", ComponentStatus.values()[random.nextInt(5)],
                    random.nextBoolean() ? null : READERS);
            if (random.nextInt(4) == 0) {
                notice.retract(RetractionReason.WRONG, NOW);
            }
        }
    }
}
