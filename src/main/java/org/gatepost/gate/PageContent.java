package org.gatepost.gate;

import java.util.List;

/**
 * What would change of the page's parts. What is not named stays.
 *
 * @param audiences by key: a known key is renamed or moved, an unknown one is new
 */
public record PageContent(List<Audience> audiences, List<Group> groups, List<Component> components) {

    public PageContent {
        audiences = audiences == null ? List.of() : List.copyOf(audiences);
        groups = groups == null ? List.of() : List.copyOf(groups);
        components = components == null ? List.of() : List.copyOf(components);
    }

    public record Audience(String key, String name, int position) {
    }

    /** @param id null for a new one, which may then be named by {@code newGroup} of a component */
    public record Group(String id, String name, int position) {
    }

    /**
     * @param id null for a new one
     * @param group id of its group, or null when it stands alone
     * @param newGroup name of a group that this draft adds, instead of an id
     * @param retired whether it is listed no more
     */
    public record Component(String id, String name, String description, String group, String newGroup, int position,
            List<String> audiences, boolean retired) {

        public Component {
            audiences = audiences == null ? List.of() : List.copyOf(audiences);
        }
    }
}
