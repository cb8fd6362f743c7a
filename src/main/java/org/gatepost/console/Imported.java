package org.gatepost.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.gate.Bundle;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;

/** What an import adds to the page, as the page would hold it. */
record Imported(List<PublishedGroup> groups, List<Part> components, List<PublishedNotice> notices) {

    /** @param group its name, or null when the component stands alone */
    record Part(PublishedComponent component, String group) {
    }

    static Imported difference(PublishedPage before, PublishedPage after) {
        Set<String> known = Stream.of(before.groups().stream().map(PublishedGroup::id),
                before.components().stream().map(PublishedComponent::id), before.notices().stream().map(PublishedNotice::id))
                .flatMap(ids -> ids).collect(Collectors.toSet());
        return of(after, after.groups().stream().map(PublishedGroup::id).filter(id -> !known.contains(id)).toList(),
                after.components().stream().map(PublishedComponent::id).filter(id -> !known.contains(id)).toList(),
                after.notices().stream().map(PublishedNotice::id).filter(id -> !known.contains(id)).toList());
    }

    /** What of a bundle is on the page. */
    static Imported of(PublishedPage page, Bundle bundle) {
        return of(page, bundle.groups().stream().map(Bundle.Group::id).toList(),
                bundle.components().stream().map(Bundle.Component::id).toList(),
                bundle.notices().stream().map(Bundle.Notice::id).toList());
    }

    private static Imported of(PublishedPage page, List<String> groups, List<String> components, List<String> notices) {
        Map<String, String> names = page.groups().stream().collect(Collectors.toMap(PublishedGroup::id, PublishedGroup::name));
        Set<String> wantedGroups = Set.copyOf(groups);
        Set<String> wantedComponents = Set.copyOf(components);
        Set<String> wantedNotices = Set.copyOf(notices);
        return new Imported(page.groups().stream().filter(group -> wantedGroups.contains(group.id())).toList(),
                page.components().stream().filter(component -> wantedComponents.contains(component.id()))
                        .map(component -> new Part(component,
                                component.groupId() == null ? null : names.get(component.groupId())))
                        .toList(),
                page.notices().stream().filter(notice -> wantedNotices.contains(notice.id())).toList());
    }
}
