package org.gatepost.gate;

import static org.gatepost.testsupport.Samples.MOVEMENT;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.InvalidException;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What parts of the page and templates have to be like. */
class GatePolicyPartsTest {
    private static final Samples SAMPLES = Samples.wiki();
    private static final PublishedPage PAGE = SAMPLES.build();
    private static final String EDITING = SAMPLES.componentId("Saving edits");
    private static final String READING = PAGE.groups().get(0).id();
    private static final String SMILE = "\uD83D\uDE00";

    private static void taken(PageContent content) {
        assertDoesNotThrow(() -> GatePolicy.checkParts(content, PAGE), content::toString);
    }

    private static String refused(String field, PageContent content) {
        return refused(field, () -> GatePolicy.checkParts(content, PAGE));
    }

    private static String refused(String field, Runnable act) {
        InvalidException refusal = assertThrows(InvalidException.class, act::run);
        assertEquals(field, refusal.field(), refusal.getMessage());
        assertTrue(refusal.getMessage().matches("[A-Z].*\\."), "a sentence: " + refusal.getMessage());
        return refusal.getMessage();
    }

    // Audiences

    private static PageContent audience(String key, String name, int position) {
        return new PageContent(List.of(new PageContent.Audience(key, name, position)), null, null);
    }

    @ParameterizedTest
    @CsvSource({"readers, true", "a, true", "a1-b, true", "a23456789012345678901234567890, true",
            "a234567890123456789012345678901, false", "1a, false", "-a, false", "A, false", "a_b, false", "é, false",
            "'', false",
            "incidents, false", "components, false", "history, false", "api, false", "at, false", "badge, false",
            "embed, false",
            "feed, false", "calendar, false", "maintenance, false"})
    void theKeyOfAnAudienceIsAnAddressThatThePageDoesNotNeedForItself(String key, boolean isTaken) {
        if (isTaken) {
            taken(audience(key, "Name", 1));
        } else {
            refused("audiences.0.key", audience(key, "Name", 1));
        }
    }

    @Test
    void theReservedKeysAreNamed() {
        assertEquals(
                "The key is an address: at most 30 lower case letters, digits and hyphens, beginning with a letter, and none of "
                        + "api, at, badge, calendar, components, embed, feed, history, incidents, maintenance.",
                refused("audiences.0.key", audience(null, "Name", 1)));
    }

    @Test
    void aNameIsALineOfItsLimit() {
        taken(audience("a", SMILE.repeat(60), 1));
        refused("audiences.0.name", audience("a", SMILE.repeat(61), 1));
        taken(group(null, SMILE.repeat(100), 1));
        refused("groups.0.name", group(null, SMILE.repeat(101), 1));
        taken(component(null, SMILE.repeat(100), null, null, null, 1, READERS));
        refused("components.0.name", component(null, SMILE.repeat(101), null, null, null, 1, READERS));
        for (String name : new String[]{null, "", " ", "two\nlines"}) {
            refused("audiences.0.name", audience("a", name, 1));
            refused("groups.0.name", group(null, name, 1));
            refused("components.0.name", component(null, name, null, null, null, 1, READERS));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "100000, true", "100001, false"})
    void aPositionIsWithinItsLimits(int position, boolean isTaken) {
        Map<String, PageContent> drafts = Map.of("audiences.0.position", audience("a", "A", position), "groups.0.position",
                group(null, "G", position), "components.0.position",
                component(null, "C", null, null, null, position, READERS));
        drafts.forEach((field, draft) -> {
            if (isTaken) {
                taken(draft);
            } else {
                refused(field, draft);
            }
        });
    }

    // Groups and components

    private static PageContent group(String id, String name, int position) {
        return new PageContent(null, List.of(new PageContent.Group(id, name, position)), null);
    }

    private static PageContent component(String id, String name, String description, String group, String newGroup,
            int position,
            String... audiences) {
        return new PageContent(null, null,
                List.of(new PageContent.Component(id, name, description, group, newGroup, position, List.of(audiences),
                        false)));
    }

    @Test
    void whatHasAnIdIsOnThePageAndNamedOnce() {
        taken(group(READING, "Reading", 1));
        refused("groups.0.id", group("grp999999999", "Reading", 1));
        taken(component(EDITING, "Edits", null, null, null, 1, READERS));
        refused("components.0.id", component("cmp999999999", "Edits", null, null, null, 1, READERS));
        PageContent.Component edits = new PageContent.Component(EDITING, "Edits", null, null, null, 1, List.of(READERS), true);
        PageContent.Component fresh = new PageContent.Component(null, "New", null, null, null, 1, List.of(READERS), false);
        refused("components.2.id", new PageContent(null, null, List.of(edits, fresh, edits)));
        taken(new PageContent(null, null, List.of(fresh, edits, fresh)));
        refused("groups.1.id", new PageContent(null,
                List.of(new PageContent.Group(READING, "A", 1), new PageContent.Group(READING, "B", 1)), null));
        taken(new PageContent(null, List.of(new PageContent.Group(null, "A", 1), new PageContent.Group(null, "B", 1)), null));
        PageContent.Audience a = new PageContent.Audience("a", "A", 1);
        refused("audiences.1.key", new PageContent(List.of(a, a), null, null));
        taken(new PageContent(List.of(a, new PageContent.Audience("b", "A", 1)), null, null));
    }

    @Test
    void thePageHasFiveHundredComponentsAndAsManyGroupsAndNotOneMore() {
        int components = GatePolicy.COMPONENTS_LIMIT - PAGE.components().size();
        taken(new PageContent(null, null, Collections.nCopies(components, fresh("C"))));
        refused("components", new PageContent(null, null, Collections.nCopies(components + 1, fresh("C"))));
        // Those that are there already take no more room.
        List<PageContent.Component> changed = new ArrayList<>(Collections.nCopies(components, fresh("C")));
        changed.add(new PageContent.Component(EDITING, "Edits", null, null, null, 1, List.of(READERS), false));
        taken(new PageContent(null, null, changed));

        int groups = GatePolicy.COMPONENTS_LIMIT - PAGE.groups().size();
        List<PageContent.Group> more = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            more.add(new PageContent.Group(null, "G" + i, i));
        }
        taken(new PageContent(null, more, null));
        more.add(new PageContent.Group(READING, "Reading", 1));
        taken(new PageContent(null, more, null));
        more.add(new PageContent.Group(null, "One more", 1));
        assertEquals("The page would have more than 500 groups, with those that are retired: add fewer.",
                refused("groups", new PageContent(null, more, null)));
    }

    private static PageContent.Component fresh(String name) {
        return new PageContent.Component(null, name, null, null, null, 1, List.of(READERS), false);
    }

    @Test
    void twoGroupsHaveTwoNames() {
        refused("groups.1.name", new PageContent(null,
                List.of(new PageContent.Group(READING, "A", 1), new PageContent.Group(null, " A ", 1)), null));
    }

    @Test
    void aDescriptionHasAThousandCharactersOrNone() {
        taken(component(null, "C", null, null, null, 1, READERS));
        taken(component(null, "C", SMILE.repeat(1_000), null, null, 1, READERS));
        refused("components.0.description", component(null, "C", SMILE.repeat(1_001), null, null, 1, READERS));
        refused("components.0.description", component(null, "C", "a\u0000b", null, null, 1, READERS));
        taken(component(null, "C", "two\nlines", null, null, 1, READERS));
    }

    @Test
    void aComponentStandsAloneInAKnownGroupOrInANewOne() {
        taken(component(null, "C", null, null, null, 1, READERS));
        taken(component(null, "C", null, READING, null, 1, READERS));
        refused("components.0.group", component(null, "C", null, "grp999999999", null, 1, READERS));
        refused("components.0.group", component(null, "C", null, null, "New", 1, READERS));
        refused("components.0.group", component(null, "C", null, READING, "New", 1, READERS));
        List<PageContent.Group> fresh = List.of(new PageContent.Group(null, " New", 1));
        taken(new PageContent(null, fresh,
                List.of(new PageContent.Component(null, "C", null, "grp999999999", "New ", 1, List.of(READERS), false))));
    }

    @Test
    void somebodyUsesAComponentAlsoAnAudienceThatIsAsNewAsItself() {
        refused("components.0.audiences", component(null, "C", null, null, null, 1));
        refused("components.0.audiences", component(null, "C", null, null, null, 1, READERS, "new"));
        taken(new PageContent(List.of(new PageContent.Audience("new", "New", 9)), null,
                List.of(new PageContent.Component(null, "C", null, null, null, 1, List.of("new", READERS), false))));
    }

    @Test
    void aChangeChangesSomething() {
        assertEquals("Nothing would change: change something first.", refused("", new PageContent(null, null, null)));
    }

    @Test
    void contentIsACopyAndWhatIsLeftOutIsNothing() {
        List<String> audiences = new ArrayList<>(List.of(READERS));
        PageContent.Component component = new PageContent.Component(null, "C", null, null, null, 1, audiences, false);
        audiences.clear();
        assertEquals(List.of(READERS), component.audiences());
        assertEquals(List.of(), new PageContent.Component(null, "C", null, null, null, 1, null, false).audiences());
        assertEquals(new PageContent(List.of(), List.of(), List.of()), new PageContent(null, null, null));
        Map<String, String> words = new HashMap<>(Map.of("*", "w"));
        TemplateContent template = new TemplateContent("k", "en", null, null, null, words, words);
        words.clear();
        assertEquals(List.of(1, 1), List.of(template.words().size(), template.phrases().size()));
        assertEquals(List.of(Map.of(), Map.of()), List.of(new TemplateContent(null, null, null, null, null, null, null).words(),
                new TemplateContent(null, null, null, null, null, null, null).phrases()));
    }

    // Templates

    private static TemplateContent template(String key, String language, NoticeState state, String name, String title,
            Map<String, String> words, Map<String, String> phrases) {
        return new TemplateContent(key, language, state, name, title, words, phrases);
    }

    private static TemplateContent saying(String title, Map<String, String> words, Map<String, String> phrases) {
        return template("slow", "en", NoticeState.MONITORING, "Slow", title, words, phrases);
    }

    private static void taken(TemplateContent content) {
        assertDoesNotThrow(() -> GatePolicy.checkTemplate(content, PAGE), content::toString);
    }

    private static String refused(String field, TemplateContent content) {
        return refused(field, () -> GatePolicy.checkTemplate(content, PAGE));
    }

    private static final Map<String, String> ALL = Map.of(TemplateContent.EVERYONE, "{components} slow.");

    @ParameterizedTest
    @CsvSource({"slow, true", "a, true", "a-1, true", "1a, false", "-a, false", "A, false", "'', false"})
    void theKeyOfATemplateIsAnAddress(String key, boolean isTaken) {
        TemplateContent content = template(key, "en", NoticeState.MONITORING, "Slow", "Slow", ALL, null);
        if (isTaken) {
            taken(content);
        } else {
            refused("key", content);
        }
    }

    @Test
    void theKeyOfATemplateHasSixtyCharacters() {
        taken(template("k".repeat(60), "en", NoticeState.MONITORING, "Slow", "Slow", ALL, null));
        refused("key", template("k".repeat(61), "en", NoticeState.MONITORING, "Slow", "Slow", ALL, null));
        refused("key", template(null, "en", NoticeState.MONITORING, "Slow", "Slow", ALL, null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "EN", "english", "e", "en_GB"})
    void theLanguageOfATemplateIsATag(String language) {
        refused("language", template("slow", language, NoticeState.MONITORING, "Slow", "Slow", ALL, null));
    }

    @ParameterizedTest
    @EnumSource
    @NullSource
    void aTemplateServesEveryStateButAReport(NoticeState state) {
        TemplateContent content = template("slow", "pt-BR", state, "Slow", "Slow", ALL, null);
        if (state == null || state == NoticeState.POSTMORTEM) {
            refused("state", content);
        } else {
            taken(content);
        }
    }

    @Test
    void nameAndTitleOfATemplateAreLines() {
        for (String line : new String[]{null, "", " ", "two\nlines"}) {
            refused("name", template("slow", "en", NoticeState.MONITORING, line, "Slow", ALL, null));
            refused("title", template("slow", "en", NoticeState.MONITORING, "Slow", line, ALL, null));
        }
        taken(template("slow", "en", NoticeState.MONITORING, SMILE.repeat(100), SMILE.repeat(200), ALL, null));
        refused("name", template("slow", "en", NoticeState.MONITORING, SMILE.repeat(101), "Slow", ALL, null));
        refused("title", template("slow", "en", NoticeState.MONITORING, "Slow", SMILE.repeat(201), ALL, null));
    }

    @Test
    void aTemplateSaysSomethingToSomebodyKnown() {
        refused("words", saying("Slow", Map.of(), null));
        refused("words", saying("Slow", Map.of(READERS, " ", MOVEMENT, ""), null));
        refused("words", saying("Slow", Map.of("nobody", "Slow."), null));
        taken(saying("Slow", Map.of(READERS, "Slow.", MOVEMENT, " "), null));
        refused("words.readers", saying("Slow", Map.of(READERS, "***"), null));
        refused("words.readers", saying("Slow", Map.of(READERS, "w".repeat(10_001)), null));
        taken(saying("Slow", Map.of(READERS, "w".repeat(10_000)), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"components", "audience", "impact", "began", "ended"})
    void onlySlotsThatSomethingFillsStandInATemplate(String slot) {
        assertTrue(GatePolicy.SLOTS.contains(slot));
        taken(saying("A {" + slot + "} slot", Map.of(READERS, "{" + slot + "}"), null));
        assertEquals(
                "Nothing fills one of the slots: use {components}, {audience}, {impact}, {began}, {ended}, or leave the braces out.",
                refused("title", saying("{" + slot + "} {" + slot + "s}", ALL, null)));
        refused("words.readers", saying("Slow", Map.of(READERS, "{" + slot + "} {}"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[here](https://a.example/{components})", "<https://a.example/{components}> {components}",
            "[here](https://a.example/ \"{components}\")", "![{components}](https://a.example/b.png) Slow.",
            "Slow.\n\n[{components}]: https://a.example/", "&#123;components}"})
    void aSlotDoesNotStandWhereNobodyReadsIt(String words) {
        refused("words.*", saying("Slow", Map.of("*", words), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{components}](https://a.example/)", "`{components}`", "{{components}}",
            "**{components}** {components}",
            "> {began} {ended}", "{ components", "components }"})
    void aSlotStandsWhereReadersRead(String words) {
        taken(saying("Slow", Map.of("*", words), null));
    }

    @Test
    void phrasesFillSlotsByImpactAndForComponents() {
        for (String slot : List.of("components", "NONE", "MAINTENANCE", "DEGRADED", "PARTIAL_OUTAGE", "MAJOR_OUTAGE")) {
            taken(saying("Slow", ALL, Map.of(slot, SMILE.repeat(100))));
            refused("phrases." + slot, saying("Slow", ALL, Map.of(slot, SMILE.repeat(101))));
            refused("phrases." + slot, saying("Slow", ALL, Map.of(slot, "two\nlines")));
            taken(saying("Slow", ALL, Map.of(slot, " \n")));
        }
        // Two more say how names are joined.
        assertEquals(6 + 2, Set.copyOf(GatePolicy.PHRASES).size());
        refused("phrases", saying("Slow", ALL, Map.of("audience", "you")));
    }
}
