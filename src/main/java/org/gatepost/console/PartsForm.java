package org.gatepost.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.gatepost.gate.PageContent;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.InvalidException;

/**
 * The form of the page's parts: a row for each audience, group and component, and empty rows for new ones. Groups are named, not chosen
 * by id, so that a component can be put into one that the same form adds. What comes out is what differs from the page, and nothing
 * else. Pure.
 */
final class PartsForm {
    static final String ACT = "parts";
    static final int EMPTY_ROWS = 3;
    private static final String AUDIENCES = "audiences.";
    private static final String GROUPS = "groups.";
    private static final String COMPONENTS = "components.";
    private static final String NEW_AUDIENCES = "newAudiences.";
    private static final String NEW_GROUPS = "newGroups.";
    private static final String NEW_COMPONENTS = "newComponents.";
    private static final String YES = "yes";
    private static final Pattern POSITION = Pattern.compile("\\d{1,6}");
    private static final Pattern NEW_ROW = Pattern.compile("new(?:Audiences|Groups|Components)\\.(\\d{1,3})\\..+");

    private static final Pattern COUNTED = Pattern.compile("(audiences|groups|components)\\.(\\d{1,4})(\\..+)");

    private PartsForm() {
    }

    /**
     * What the form changes of the page.
     *
     * @throws InvalidException when a position is no number or a group is not known
     */
    static PageContent read(Form form, PublishedPage page) {
        return new PageContent(audiences(form, page), groups(form, page), components(form, page));
    }

    private static List<PageContent.Audience> audiences(Form form, PublishedPage page) {
        List<PageContent.Audience> changed = new ArrayList<>();
        for (PublishedAudience audience : page.audiences()) {
            String at = AUDIENCES + audience.key();
            PageContent.Audience now = new PageContent.Audience(audience.key(), audience.name(), audience.position());
            if (isSent(form, at)) {
                PageContent.Audience then = new PageContent.Audience(audience.key(), line(form, at + ".name"),
                        position(form, at, audience.position()));
                add(changed, now, then);
            }
        }
        int last = page.audiences().stream().mapToInt(PublishedAudience::position).max().orElse(0);
        for (String at : rows(form, NEW_AUDIENCES)) {
            String key = line(form, at + ".key");
            String name = line(form, at + ".name");
            if (!key.isEmpty() || !name.isEmpty()) {
                changed.add(new PageContent.Audience(key, name, position(form, at, ++last)));
            }
        }
        return changed;
    }

    private static List<PageContent.Group> groups(Form form, PublishedPage page) {
        List<PageContent.Group> changed = new ArrayList<>();
        for (PublishedGroup group : page.groups()) {
            String at = GROUPS + group.id();
            PageContent.Group now = new PageContent.Group(group.id(), group.name(), group.position());
            if (isSent(form, at)) {
                add(changed, now, new PageContent.Group(group.id(), line(form, at + ".name"),
                        position(form, at, group.position())));
            }
        }
        int last = page.groups().stream().mapToInt(PublishedGroup::position).max().orElse(0);
        for (String at : rows(form, NEW_GROUPS)) {
            String name = line(form, at + ".name");
            if (!name.isEmpty()) {
                changed.add(new PageContent.Group(null, name, position(form, at, ++last)));
            }
        }
        return changed;
    }

    private static List<PageContent.Component> components(Form form, PublishedPage page) {
        List<PageContent.Component> changed = new ArrayList<>();
        for (PublishedComponent component : page.components()) {
            String at = COMPONENTS + component.id();
            if (isSent(form, at)) {
                add(changed, as(component), component(form, at, component.id(), component, page, component.position()));
            }
        }
        int last = page.components().stream().mapToInt(PublishedComponent::position).max().orElse(0);
        for (String at : rows(form, NEW_COMPONENTS)) {
            if (!line(form, at + ".name").isEmpty()) {
                changed.add(component(form, at, null, null, page, ++last));
            } else if (!line(form, at + ".description").isEmpty() || !line(form, at + ".group").isEmpty()) {
                throw new InvalidException(at + ".name", "The new component has no name: name it, or clear its row.");
            }
        }
        return changed;
    }

    private static PageContent.Component component(Form form, String at, String id, PublishedComponent now, PublishedPage page,
            int position) {
        String typed = line(form, at + ".group");
        String description = form.value(at + ".description").strip();
        String group = now != null && typed.equals(name(page, now.groupId())) ? now.groupId() : groupId(form, page, typed);
        String newGroup = typed.isEmpty() || group != null ? null : newGroup(form, at, typed);
        return new PageContent.Component(id, line(form, at + ".name"), description.isEmpty() ? null : description, group,
                newGroup, position(form, at, position), page.audiences().stream().map(PublishedAudience::key)
                        .filter(key -> form.has(at + ".audiences." + key, YES)).toList(),
                form.has(at + ".retired", YES));
    }

    /** By the name on the page, or by the one that the form gives it; null when there is none. */
    private static String groupId(Form form, PublishedPage page, String typed) {
        return typed.isEmpty()
                ? null
                : page.groups().stream().filter(group -> group.name().equalsIgnoreCase(typed)
                        || form.value(GROUPS + group.id() + ".name").strip().equalsIgnoreCase(typed)).findFirst()
                        .map(PublishedGroup::id).orElse(null);
    }

    private static String newGroup(Form form, String at, String typed) {
        return rows(form, NEW_GROUPS).stream().map(row -> line(form, row + ".name"))
                .filter(name -> name.equalsIgnoreCase(typed)).findFirst()
                .orElseThrow(() -> new InvalidException(at + ".group",
                        "There is no group of that name: take one of the page, or add it under Groups."));
    }

    /** A component as the gate would be told of it if it were to stay as it is. */
    private static PageContent.Component as(PublishedComponent component) {
        return new PageContent.Component(component.id(), component.name(), component.description(), component.groupId(), null,
                component.position(), List.copyOf(new TreeSet<>(component.audiences())), component.isRetired());
    }

    private static <T> void add(List<T> changed, T now, T then) {
        if (!same(now, then)) {
            changed.add(then);
        }
    }

    /** The order in which a component's audiences are named says nothing. */
    private static boolean same(Object now, Object then) {
        if (now instanceof PageContent.Component one && then instanceof PageContent.Component other) {
            return sorted(one).equals(sorted(other));
        }
        return now.equals(then);
    }

    private static PageContent.Component sorted(PageContent.Component it) {
        return new PageContent.Component(it.id(), it.name(), it.description(), it.group(), it.newGroup(), it.position(),
                List.copyOf(new TreeSet<>(it.audiences())), it.retired());
    }

    /** The form as it says the page with these changes. */
    static Form of(PublishedPage page, PageContent content) {
        Map<String, String> values = new LinkedHashMap<>();
        page.audiences().forEach(audience -> row(values, AUDIENCES + audience.key(), audience.name(), audience.position()));
        page.groups().forEach(group -> row(values, GROUPS + group.id(), group.name(), group.position()));
        page.components().forEach(component -> row(values, COMPONENTS + component.id(), as(component), page));
        int audiences = 0;
        for (PageContent.Audience audience : content.audiences()) {
            boolean isKnown = page.audiences().stream().anyMatch(one -> one.key().equals(audience.key()));
            String at = isKnown ? AUDIENCES + audience.key() : NEW_AUDIENCES + audiences++;
            row(values, at, audience.name(), audience.position());
            if (!isKnown) {
                values.put(at + ".key", audience.key());
            }
        }
        int groups = 0;
        for (PageContent.Group group : content.groups()) {
            row(values, group.id() == null ? NEW_GROUPS + groups++ : GROUPS + group.id(), group.name(), group.position());
        }
        int components = 0;
        for (PageContent.Component component : content.components()) {
            row(values, component.id() == null ? NEW_COMPONENTS + components++ : COMPONENTS + component.id(), component, page);
        }
        return Form.of(values);
    }

    private static void row(Map<String, String> values, String at, String name, int position) {
        values.put(at + ".name", name);
        values.put(at + ".position", String.valueOf(position));
    }

    private static void row(Map<String, String> values, String at, PageContent.Component component, PublishedPage page) {
        values.keySet().removeIf(name -> name.startsWith(at + "."));
        row(values, at, component.name(), component.position());
        values.put(at + ".description", component.description() == null ? "" : component.description());
        values.put(at + ".group", component.newGroup() != null ? component.newGroup() : name(page, component.group()));
        component.audiences().forEach(key -> values.put(at + ".audiences." + key, YES));
        if (component.retired()) {
            values.put(at + ".retired", YES);
        }
    }

    /** The refusal at the cell that it is about: the gate counts what changes, the form names rows by what they are. */
    static InvalidException placed(InvalidException refusal, PageContent content, PublishedPage page) {
        Matcher place = COUNTED.matcher(refusal.field());
        if (!place.matches()) {
            return refusal;
        }
        String kind = place.group(1);
        int number = Integer.parseInt(place.group(2));
        List<String> rows = switch (kind) {
            case "audiences" -> rows(content.audiences().stream().map(audience -> page.audiences().stream()
                    .anyMatch(one -> one.key().equals(audience.key())) ? AUDIENCES + audience.key() : null).toList(),
                    NEW_AUDIENCES);
            case "groups" ->
                rows(content.groups().stream().map(group -> group.id() == null ? null : GROUPS + group.id()).toList(),
                        NEW_GROUPS);
            default -> rows(content.components().stream()
                    .map(component -> component.id() == null ? null : COMPONENTS + component.id()).toList(), NEW_COMPONENTS);
        };
        return number < rows.size() ? new InvalidException(rows.get(number) + place.group(3), refusal.getMessage()) : refusal;
    }

    /** Rows as the form has them after it was saved: what is new stands in the first of the rows for what is new. */
    private static List<String> rows(List<String> known, String fresh) {
        List<String> rows = new ArrayList<>();
        int next = 0;
        for (String row : known) {
            rows.add(row == null ? fresh + next++ : row);
        }
        return rows;
    }

    /** How many rows for new parts the form has: those that are used, and some that are empty. */
    static int newRows(Form form, String kind) {
        return rows(form, kind).stream().filter(at -> form.values().entrySet().stream()
                .anyMatch(value -> value.getKey().startsWith(at + ".") && !value.getValue().isBlank()))
                .mapToInt(at -> Integer.parseInt(at.substring(kind.length())) + 1).max().orElse(0) + EMPTY_ROWS;
    }

    private static List<String> rows(Form form, String kind) {
        Stream<String> names = form.values().keySet().stream().filter(name -> name.startsWith(kind));
        return names.map(NEW_ROW::matcher).filter(Matcher::matches).map(row -> Integer.valueOf(row.group(1))).distinct()
                .sorted()
                .map(number -> kind + number).toList();
    }

    private static boolean isSent(Form form, String at) {
        return form.values().containsKey(at + ".name");
    }

    private static int position(Form form, String at, int otherwise) {
        String typed = form.value(at + ".position").strip();
        if (typed.isEmpty()) {
            return otherwise;
        }
        if (!POSITION.matcher(typed).matches()) {
            throw new InvalidException(at + ".position", "The position is no number from 0 to 999999: correct it.");
        }
        return Integer.parseInt(typed);
    }

    private static String line(Form form, String name) {
        return form.value(name).strip();
    }

    private static String name(PublishedPage page, String group) {
        return group == null
                ? ""
                : page.groups().stream().filter(one -> one.id().equals(group)).findFirst().map(PublishedGroup::name).orElse("");
    }

    static boolean isEmpty(PageContent content) {
        return content.audiences().isEmpty() && content.groups().isEmpty() && content.components().isEmpty();
    }
}
