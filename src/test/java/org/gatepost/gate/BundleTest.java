package org.gatepost.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {
    private static final Instant AT = Instant.parse("2026-03-05T14:05:00.123456Z");
    private static final Map<String, PublishedUpdate.Words> IN_OTHER_WORDS = Map.of("de",
            new PublishedUpdate.Words("*Jetzt*", "<p><em>Jetzt</em></p>"), "ar",
            new PublishedUpdate.Words("الآن", "<p>الآن</p>"));
    private static final Bundle BUNDLE = new Bundle(List.of(new Bundle.Audience("readers", "Readers", 1)),
            List.of(new Bundle.Group("grp000000001", "Reading", 1, AT, AT.plusSeconds(1))),
            List.of(new Bundle.Component("cmp000000001", "Wikis", "All of them", "grp000000001", 2,
                    List.of("readers", "movement"), LocalDate.of(2026, 1, 31), AT, AT.plusSeconds(2), true)),
            List.of(new Bundle.Notice("ntc000000001", NoticeKind.MAINTENANCE, "Größere \"Umbauten\" ✧",
                    Map.of("pt-BR", "Obras", "de", "Umbau"), AT, AT.plusSeconds(3), AT.plusSeconds(4), "FREQ=WEEKLY", true,
                    false,
                    List.of(new Bundle.Update("upd000000001", "ent000000001", 2, Amendment.CORRECTION, NoticeState.IN_PROGRESS,
                            AT, AT.plusSeconds(5), AT.plusSeconds(6), false, AT.minusSeconds(1), "We had to look.",
                            List.of(new Bundle.Disclosure("readers", Impact.MAINTENANCE, AT, AT.plusSeconds(7), "*Now*",
                                    "<p><em>Now</em></p>", IN_OTHER_WORDS)),
                            List.of(new Bundle.Effect("cmp000000001", "readers", ComponentStatus.UNDER_MAINTENANCE)))))),
            new Bundle.Template("slow", "en", NoticeState.MONITORING, "Slow", "{components} slow",
                    Map.of("readers", new PublishedUpdate.Words("Slow.", "<p>Slow.</p>"), "*",
                            new PublishedUpdate.Words("All.", "<p>All.</p>")),
                    Map.of("components", "everything", "NONE", "fine"), 1),
            AT.plusSeconds(8));
    /** Written out, because what was hashed and approved yesterday has to have the same hash tomorrow. */
    private static final String TEXT = "{\"audiences\":[{\"key\":\"readers\",\"name\":\"Readers\",\"position\":1}],"
            + "\"components\":[{\"audiences\":[\"readers\",\"movement\"],"
            + "\"createdAt\":\"2026-03-05T14:05:00.123456Z\",\"description\":\"All of them\",\"group\":\"grp000000001\","
            + "\"id\":\"cmp000000001\",\"name\":\"Wikis\",\"position\":2,\"retired\":true,\"startDate\":\"2026-01-31\","
            + "\"updatedAt\":\"2026-03-05T14:05:02.123456Z\"}],\"goesOutAt\":\"2026-03-05T14:05:08.123456Z\","
            + "\"groups\":[{\"createdAt\":\"2026-03-05T14:05:00.123456Z\",\"id\":\"grp000000001\",\"name\":\"Reading\","
            + "\"position\":1,\"updatedAt\":\"2026-03-05T14:05:01.123456Z\"}],"
            + "\"notices\":[{\"endsByItself\":false,\"id\":\"ntc000000001\",\"kind\":\"MAINTENANCE\","
            + "\"recurrence\":\"FREQ=WEEKLY\",\"scheduledFor\":\"2026-03-05T14:05:03.123456Z\","
            + "\"scheduledUntil\":\"2026-03-05T14:05:04.123456Z\",\"startedAt\":\"2026-03-05T14:05:00.123456Z\","
            + "\"startsByItself\":true,\"title\":\"Größere \\\"Umbauten\\\" ✧\","
            + "\"titles\":{\"de\":\"Umbau\",\"pt-BR\":\"Obras\"},"
            + "\"updates\":[{\"amendment\":\"CORRECTION\",\"amends\":\"ent000000001\",\"amendsRevision\":2,"
            + "\"because\":\"We had to look.\",\"disclosures\":[{\"audience\":\"readers\","
            + "\"from\":\"2026-03-05T14:05:00.123456Z\",\"html\":\"<p><em>Now</em></p>\",\"impact\":\"MAINTENANCE\","
            + "\"markdown\":\"*Now*\",\"to\":\"2026-03-05T14:05:07.123456Z\",\"translations\":{"
            + "\"ar\":{\"html\":\"<p>الآن</p>\",\"markdown\":\"الآن\"},"
            + "\"de\":{\"html\":\"<p><em>Jetzt</em></p>\",\"markdown\":\"*Jetzt*\"}}}],\"effects\":[{\"audience\":\"readers\","
            + "\"component\":\"cmp000000001\",\"status\":\"UNDER_MAINTENANCE\"}],\"id\":\"upd000000001\","
            + "\"knownSince\":\"2026-03-05T14:04:59.123456Z\",\"nextUpdateBy\":\"2026-03-05T14:05:06.123456Z\","
            + "\"publishedAt\":\"2026-03-05T14:05:05.123456Z\",\"shownAt\":\"2026-03-05T14:05:00.123456Z\","
            + "\"state\":\"IN_PROGRESS\",\"tellsSubscribers\":false}]}],\"template\":{\"key\":\"slow\",\"language\":\"en\","
            + "\"name\":\"Slow\",\"phrases\":{\"NONE\":\"fine\",\"components\":\"everything\"},\"state\":\"MONITORING\","
            + "\"title\":\"{components} slow\",\"translates\":1,\"words\":{\"*\":{\"html\":\"<p>All.</p>\",\"markdown\":\"All.\"},"
            + "\"readers\":{\"html\":\"<p>Slow.</p>\",\"markdown\":\"Slow.\"}}}}";

    private final Locale locale = Locale.getDefault();
    private final TimeZone timeZone = TimeZone.getDefault();

    @AfterEach
    void setTheMachineBack() {
        Locale.setDefault(locale);
        TimeZone.setDefault(timeZone);
    }

    @ParameterizedTest
    @CsvSource({"en, UTC", "tr, America/Tijuana", "ar-EG-u-nu-arab, Pacific/Kiritimati", "th-TH-u-ca-buddhist, Asia/Kathmandu"})
    void theSameBundleHasTheSameTextAndHashOnEveryMachine(String language, String zone) {
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        assertEquals(TEXT, BUNDLE.text());
        assertEquals(BUNDLE, Bundle.read(TEXT));
    }

    @Test
    void theHashIsThatOfTheTextInUtf8() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Bundle.hash("abc"), "FIPS 180-2, B.1");
        assertNotEquals(Bundle.hash("ü"), Bundle.hash("?"));
    }

    @Test
    void aBundleThatWasReadBackIsTheSameBundleWithAllItsGaps() {
        Bundle gaps = new Bundle(List.of(), List.of(), List.of(new Bundle.Notice(null, NoticeKind.INCIDENT, "", AT, null, null,
                List.of(new Bundle.Update(null, NoticeState.RESOLVED, AT, null, null, List.of(), List.of())))));

        assertEquals(gaps, Bundle.read(gaps.text()));
        assertEquals(gaps.text(), Bundle.read(gaps.text()).text());
        assertFalse(gaps.text().contains("null"), "what is missing is not written: it has one spelling");
    }

    @Test
    void whatIsNoBundleIsNotReadAndWhatIsNoneCannotBeWritten() {
        assertEquals("A bundle could not be read.",
                assertThrows(IllegalStateException.class, () -> Bundle.read("{")).getMessage());
        assertEquals("A bundle could not be written.",
                assertThrows(IllegalStateException.class, () -> Bundle.json(new Object())).getMessage());
    }

    @Test
    void aBundleIsACopyOfItsLists() {
        List<Bundle.Group> groups = new ArrayList<>(BUNDLE.groups());
        Bundle copy = new Bundle(groups, List.of(), List.of());
        groups.clear();
        assertEquals(BUNDLE.groups(), copy.groups());
        assertEquals(new Bundle(List.of(), List.of(), List.of(), List.of(), null, null),
                new Bundle(null, null, null, null, null, null), "what is left out of a text is nothing");
    }

    @Test
    void anyChangeOfAnyFieldChangesTheHash() {
        List<String> unheard = new ArrayList<>();
        List<Change> changes = changesOf("bundle", BUNDLE, Bundle.class);
        Set<String> hashes = new HashSet<>();
        hashes.add(Bundle.hash(BUNDLE.text()));
        for (Change change : changes) {
            if (!hashes.add(Bundle.hash(((Bundle) change.result()).text()))) {
                unheard.add(change.what());
            }
        }
        assertEquals(List.of(), unheard, "changes that the hash does not notice, or takes for one another");
        assertTrue(changes.size() > 120, "every field of every record was tried: " + changes.size());
    }

    @Test
    void publicationHasToMakeAnIdForEachNoticeAndUpdateThatHasNone() {
        assertEquals(0, BUNDLE.missingIds());
        Bundle.Update known = BUNDLE.notices().get(0).updates().get(0);
        Bundle.Update fresh = new Bundle.Update(null, NoticeState.RESOLVED, AT, null, null, List.of(), List.of());
        assertEquals(1, notice("ntc000000001", known, fresh).missingIds());
        assertEquals(2, notice(null, fresh).missingIds());
        assertEquals(3, notice(null, fresh, known, fresh).missingIds());
        Bundle.Group group = new Bundle.Group(null, "New", 1, null, null);
        Bundle.Component component = new Bundle.Component(null, "New", null, null, 1, List.of("readers"), null, null, null);
        assertEquals(5, new Bundle(List.of(group, BUNDLE.groups().get(0), group),
                List.of(component, component, component, BUNDLE.components().get(0)), BUNDLE.notices()).missingIds());
    }

    private static Bundle notice(String id, Bundle.Update... updates) {
        return new Bundle(List.of(), List.of(), List.of(new Bundle.Notice(id, NoticeKind.INCIDENT, "x", AT, null, null, List.of(
                updates))));
    }

    private record Change(String what, Object result) {
    }

    /** What becomes of a value when one thing in it is changed: found by reflection, so that a new field cannot be forgotten. */
    private static List<Change> changesOf(String at, Object value, Class<?> type) {
        if (type.isRecord()) {
            return changesOfRecord(at, value);
        }
        if (value instanceof String text) {
            return List.of(new Change(at + " longer", text + " "), new Change(at + " empty", ""));
        }
        if (value instanceof Integer number) {
            return List.of(new Change(at + " + 1", number + 1));
        }
        if (value instanceof Instant instant) {
            return List.of(new Change(at + " + 1 µs", instant.plusNanos(1_000)));
        }
        if (value instanceof Boolean one) {
            return List.of(new Change(at + " " + !one, !one));
        }
        if (value instanceof LocalDate date) {
            return List.of(new Change(at + " + 1 day", date.plusDays(1)));
        }
        if (value instanceof Enum<?> one) {
            return List.of(type.getEnumConstants()).stream().filter(other -> other != one).map(other -> new Change(at + " "
                    + other, (Object) other)).toList();
        }
        throw new AssertionError(at + " is a " + type + ": teach this test to change it.");
    }

    private static List<Change> changesOfRecord(String at, Object value) {
        RecordComponent[] fields = value.getClass().getRecordComponents();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            Object was = get(fields[i], value);
            String place = at + "." + fields[i].getName();
            List<Change> ofField = new ArrayList<>();
            if (was instanceof List<?> list) {
                Class<?> of = (Class<?>) ((ParameterizedType) fields[i].getGenericType()).getActualTypeArguments()[0];
                assertFalse(list.isEmpty(), place + " is empty: give this test one.");
                for (int j = 0; j < list.size(); j++) {
                    int index = j;
                    changesOf(place + "[" + j + "]", list.get(j), of).forEach(change -> ofField.add(new Change(change.what(),
                            with(list, index, change.result()))));
                }
                ofField.add(new Change(place + " less", list.subList(1, list.size())));
                List<Object> twice = new ArrayList<>(list);
                twice.add(list.get(0));
                ofField.add(new Change(place + " twice", twice));
            } else if (was instanceof Map<?, ?> map) {
                ofField.addAll(changesOfMap(place, map,
                        (Class<?>) ((ParameterizedType) fields[i].getGenericType()).getActualTypeArguments()[1]));
            } else {
                assertFalse(was == null, place + " is missing: give this test one.");
                ofField.addAll(changesOf(place, was, fields[i].getType()));
                if (!fields[i].getType().isPrimitive()) {
                    ofField.add(new Change(place + " missing", null));
                }
            }
            for (Change change : ofField) {
                changes.add(new Change(change.what(), copy(value, fields, i, change.result())));
            }
        }
        return changes;
    }

    private static List<Change> changesOfMap(String at, Map<?, ?> map, Class<?> of) {
        assertFalse(map.isEmpty(), at + " is empty: give this test one.");
        List<Change> changes = new ArrayList<>();
        map.forEach((key, value) -> {
            Map<Object, Object> less = new HashMap<>(map);
            less.remove(key);
            changes.add(new Change(at + " less " + key, less));
            Map<Object, Object> moved = new HashMap<>(less);
            moved.put(key + "x", value);
            changes.add(new Change(at + " moved " + key, moved));
            changesOf(at + "." + key, value, of).forEach(change -> {
                Map<Object, Object> changed = new HashMap<>(less);
                changed.put(key, change.result());
                changes.add(new Change(change.what(), changed));
            });
        });
        changes.add(new Change(at + " missing", null));
        return changes;
    }

    private static List<Object> with(List<?> list, int index, Object value) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(index, value);
        return copy;
    }

    private static Object copy(Object value, RecordComponent[] fields, int changed, Object to) {
        Object[] arguments = new Object[fields.length];
        Class<?>[] types = new Class<?>[fields.length];
        for (int i = 0; i < fields.length; i++) {
            arguments[i] = i == changed ? to : get(fields[i], value);
            types[i] = fields[i].getType();
        }
        try {
            return value.getClass().getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object get(RecordComponent field, Object value) {
        try {
            return field.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
