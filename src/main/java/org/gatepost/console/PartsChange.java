package org.gatepost.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.gatepost.gate.Bundle;
import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.PageContent;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedPage;

/** What a draft changes of the page's parts, for somebody who reads it. Pure. */
record PartsChange(List<Line> audiences, List<Line> groups, List<Line> components) {

    /** How a part fares. */
    enum Mark {
        NEW("new", "public"),
        CHANGED("changed", "writing"),
        RETIRED("retired", "discarded"),
        BACK("back in use", "quiet"),
        SAME(
                "as it is", "unknown");

        private final String words;
        private final String shape;

        Mark(String words, String shape) {
            this.words = words;
            this.shape = shape;
        }

        public String words() {
            return words;
        }

        public String shape() {
            return shape;
        }
    }

    /** @param changes a few words each, with what was before where something was */
    record Line(Mark mark, String name, List<String> changes) {
    }

    public boolean isEmpty() {
        return audiences.isEmpty() && groups.isEmpty() && components.isEmpty();
    }

    /** What the draft as it was frozen would change now, or as it is while nothing is frozen; null for one of another kind. */
    static PartsChange of(DraftRecord draft, PublishedPage page) {
        if (draft.kind() != DraftKind.PAGE) {
            return null;
        }
        return of(page, draft.proposal() == null ? draft.page() : content(draft.proposal().bundle()));
    }

    private static PageContent content(Bundle bundle) {
        return new PageContent(
                bundle.audiences().stream()
                        .map(audience -> new PageContent.Audience(audience.key(), audience.name(), audience.position()))
                        .toList(),
                bundle.groups().stream().map(group -> new PageContent.Group(group.id(), group.name(), group.position()))
                        .toList(),
                bundle.components().stream()
                        .map(component -> new PageContent.Component(component.id(), component.name(), component.description(),
                                component.group(), null, component.position(), component.audiences(),
                                Boolean.TRUE.equals(component.retired())))
                        .toList());
    }

    static PartsChange of(PublishedPage page, PageContent content) {
        return new PartsChange(content.audiences().stream().map(audience -> audience(page, audience)).toList(),
                content.groups().stream().map(group -> group(page, group)).toList(),
                content.components().stream().map(component -> component(page, content, component)).toList());
    }

    private static Line audience(PublishedPage page, PageContent.Audience then) {
        PublishedAudience now = page.audiences().stream().filter(one -> one.key().equals(then.key())).findFirst().orElse(null);
        if (now == null) {
            return new Line(Mark.NEW, then.name(),
                    List.of("a page of its own at /" + then.key(), "position " + then.position()));
        }
        List<String> changes = new ArrayList<>();
        renamed(changes, now.name(), then.name());
        moved(changes, now.position(), then.position());
        return line(Mark.CHANGED, then.name(), changes);
    }

    private static Line group(PublishedPage page, PageContent.Group then) {
        PublishedGroup now = then.id() == null
                ? null
                : page.groups().stream().filter(one -> one.id().equals(then.id())).findFirst().orElse(null);
        if (now == null) {
            return new Line(Mark.NEW, then.name(), List.of("position " + then.position()));
        }
        List<String> changes = new ArrayList<>();
        renamed(changes, now.name(), then.name());
        moved(changes, now.position(), then.position());
        return line(Mark.CHANGED, then.name(), changes);
    }

    private static Line component(PublishedPage page, PageContent content, PageContent.Component then) {
        PublishedComponent now = then.id() == null
                ? null
                : page.components().stream().filter(one -> one.id().equals(then.id())).findFirst().orElse(null);
        String group = then.newGroup() != null ? then.newGroup() : groupName(page, content, then.group());
        List<String> changes = new ArrayList<>();
        if (now == null) {
            changes.add(group == null ? "stands alone" : "in " + group);
            changes.add("for " + names(page, content, then.audiences()));
            changes.add("position " + then.position());
            if (then.description() != null) {
                changes.add("described: " + then.description());
            }
            return new Line(Mark.NEW, then.name(), changes);
        }
        renamed(changes, now.name(), then.name());
        if (then.newGroup() != null || !Objects.equals(now.groupId(), then.group())) {
            String before = groupName(page, new PageContent(null, null, null), now.groupId());
            changes.add((group == null ? "stands alone" : "moved to " + group)
                    + (before == null ? ", stood alone before" : ", was in " + before));
        }
        Set<String> audiences = new TreeSet<>(then.audiences());
        if (!audiences.equals(new TreeSet<>(now.audiences()))) {
            changes.add("for " + names(page, content, then.audiences()) + ", was for "
                    + names(page, content, List.copyOf(now.audiences())));
        }
        if (!Objects.equals(now.description(), then.description())) {
            changes.add((then.description() == null ? "not described any more" : "described: " + then.description())
                    + (now.description() == null ? "" : ", was: " + now.description()));
        }
        moved(changes, now.position(), then.position());
        return then.retired() == now.isRetired()
                ? line(Mark.CHANGED, then.name(), changes)
                : new Line(then.retired() ? Mark.RETIRED : Mark.BACK, then.name(), changes);
    }

    private static Line line(Mark mark, String name, List<String> changes) {
        return new Line(changes.isEmpty() ? Mark.SAME : mark, name, changes);
    }

    private static void renamed(List<String> changes, String now, String then) {
        if (!now.equals(then)) {
            changes.add("renamed, was " + now);
        }
    }

    private static void moved(List<String> changes, int now, int then) {
        if (now != then) {
            changes.add("position " + then + ", was " + now);
        }
    }

    private static String groupName(PublishedPage page, PageContent content, String id) {
        if (id == null) {
            return null;
        }
        return content.groups().stream().filter(group -> id.equals(group.id())).findFirst().map(PageContent.Group::name)
                .orElseGet(() -> page.groups().stream().filter(group -> group.id().equals(id)).findFirst()
                        .map(PublishedGroup::name).orElse("a group that is not on the page"));
    }

    private static String names(PublishedPage page, PageContent content, List<String> keys) {
        Map<String, String> names = page.audiences().stream()
                .collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name));
        content.audiences().forEach(audience -> names.put(audience.key(), audience.name()));
        return keys.isEmpty()
                ? "nobody"
                : Reading.joined(keys.stream().sorted().map(key -> names.getOrDefault(key, key)).toList());
    }
}
