package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.PageContent;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.InvalidException;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;

class PartsFormTest {
    private static final PageContent NOTHING = new PageContent(null, null, null);
    private static final Samples SAMPLES = Samples.page()
            .group("Reading", Set.of("readers", "contributors"), "Wikis", "Search")
            .group("Editing", Set.of("contributors"), "Saving")
            .component("Code review", "contributors");
    private static final PublishedPage PAGE = SAMPLES.build();
    private static final String SEARCH = "components." + SAMPLES.componentId("Search");

    private static Form table(String... changed) {
        Map<String, String> values = new LinkedHashMap<>(PartsForm.of(PAGE, NOTHING).values());
        for (int i = 0; i < changed.length; i += 2) {
            if (changed[i + 1] == null) {
                values.remove(changed[i]);
            } else {
                values.put(changed[i], changed[i + 1]);
            }
        }
        return Form.of(values);
    }

    @Test
    void aTableThatNobodyTouchedChangesNothing() {
        assertTrue(PartsForm.isEmpty(PartsForm.read(table(), PAGE)));
        assertTrue(PartsForm.isEmpty(PartsForm.read(Form.NOTHING, PAGE)), "a row that was not sent stays as it is");
    }

    @Test
    void onlyTheRowThatDiffersIsTold() {
        PageContent change = PartsForm.read(table(SEARCH + ".name", "Finding", SEARCH + ".audiences.readers", null), PAGE);
        String group = PAGE.groups().get(0).id();
        assertEquals(
                new PageContent(null, null, List.of(new PageContent.Component(SAMPLES.componentId("Search"), "Finding", null,
                        group, null, 2, List.of("contributors"), false))),
                change);
    }

    @Test
    void whatIsChangedComesBackFromTheTableAsItWas() {
        PageContent change = PartsForm.read(table("audiences.readers.position", "7", "newAudiences.0.key", "staff",
                "newAudiences.0.name", "Staff", "groups." + PAGE.groups().get(1).id() + ".name", "Writing", "newGroups.1.name",
                "Tools", SEARCH + ".group", "tools", SEARCH + ".retired", "yes", "newComponents.2.name", "Dumps",
                "newComponents.2.group", "Tools", "newComponents.2.audiences.readers", "yes", "newComponents.0.name", "Mail",
                "newComponents.0.group", "Writing", "newComponents.0.description", "Letters"), PAGE);
        assertEquals(2, change.audiences().size());
        assertEquals(new PageContent.Audience("staff", "Staff", 4), change.audiences().get(1));
        assertEquals(List.of(new PageContent.Group(PAGE.groups().get(1).id(), "Writing", 2),
                new PageContent.Group(null, "Tools", 3)), change.groups());
        assertEquals(3, change.components().size());
        assertEquals("Tools", change.components().get(0).newGroup());
        assertTrue(change.components().get(0).retired());
        assertEquals(PAGE.groups().get(1).id(), change.components().get(1).group(), "by the name that the form gives it");
        assertEquals(5, change.components().get(1).position(), "after all that there are");
        Form again = PartsForm.of(PAGE, change);
        assertEquals(change, PartsForm.read(again, PAGE));
        assertEquals(2 + PartsForm.EMPTY_ROWS, PartsForm.newRows(again, "newComponents."));
        assertEquals(PartsForm.EMPTY_ROWS, PartsForm.newRows(table(), "newComponents."));
    }

    @Test
    void aComponentLeavesItsGroupWhenTheGroupIsCleared() {
        PageContent.Component alone = PartsForm.read(table(SEARCH + ".group", " "), PAGE).components().get(0);
        assertEquals(null, alone.group());
        assertEquals(null, alone.newGroup());
    }

    @Test
    void aSlipIsNamedAtItsCell() {
        assertEquals(SEARCH + ".group", refused(SEARCH + ".group", "Serching"));
        assertEquals(SEARCH + ".position", refused(SEARCH + ".position", "first"));
        assertEquals("newComponents.0.name", refused("newComponents.0.description", "Typed before the name"));
    }

    private static String refused(String name, String value) {
        return assertThrows(InvalidException.class, () -> PartsForm.read(table(name, value), PAGE)).field();
    }

    @Test
    void theChangeIsReadAsADifference() {
        PageContent change = PartsForm.read(table(SEARCH + ".name", "Finding", SEARCH + ".group", "Editing",
                "components." + SAMPLES.componentId("Wikis") + ".retired", "yes", "newComponents.0.name", "Dumps",
                "newComponents.0.audiences.readers", "yes", "audiences.readers.name", "People who read"), PAGE);
        PartsChange read = PartsChange.of(PAGE, change);
        assertEquals(new PartsChange.Line(PartsChange.Mark.CHANGED, "People who read", List.of("renamed, was Readers")),
                read.audiences().get(0));
        assertEquals(List.of(), read.groups());
        assertEquals(List.of(new PartsChange.Line(PartsChange.Mark.RETIRED, "Wikis", List.of()),
                new PartsChange.Line(PartsChange.Mark.CHANGED, "Finding",
                        List.of("renamed, was Search", "moved to Editing, was in Reading")),
                new PartsChange.Line(PartsChange.Mark.NEW, "Dumps",
                        List.of("stands alone", "for People who read", "position 5"))),
                read.components());
    }

    @Test
    void thePageWithAsManyPartsAsItMayHaveFitsIntoOneForm() throws IOException {
        Samples large = Samples.page();
        String[] audiences = {"D", "E", "F"};
        for (String audience : audiences) {
            large.audience(audience);
        }
        for (int i = 0; i < GatePolicy.COMPONENTS_LIMIT; i++) {
            large.group("Group " + i, Set.of());
            large.component("Component " + i, "readers", "contributors", "movement", "d", "e", "f");
        }
        PublishedPage page = large.build();
        Form whole = PartsForm.of(page, NOTHING);
        // Every component retired besides, every empty row, title and version.
        int sent = whole.values().size() + GatePolicy.COMPONENTS_LIMIT
                + PartsForm.EMPTY_ROWS * (3 + 2 + 4 + page.audiences().size()) + 2;
        Properties properties = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        for (String limit : List.of("max-parameters", "max-form-fields")) {
            assertTrue(Integer.parseInt(properties.getProperty("quarkus.http.limits." + limit)) >= sent, limit + " of " + sent);
        }
        assertTrue(sent > 6_500, "the page is as large as it is meant to be");
    }
}
