package org.gatepost.site;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The page without and with a publication. Only what is looked at is rendered; what both have of the same is not rendered to be
 * compared.
 */
public final class Rendering {
    private final String language;
    private final Map<String, Leaf> before;
    private final Map<String, Leaf> after;

    private Rendering(String language, Map<String, Leaf> before, Map<String, Leaf> after) {
        this.language = language;
        this.before = before;
        this.after = after;
    }

    /** @param language the page's own */
    static Rendering of(String language, List<Leaf> before, List<Leaf> after) {
        return new Rendering(language, Printed.byPath(before), Printed.byPath(after));
    }

    /**
     * What differs, in the page's own language: what changes in it changes in every other.
     *
     * @return in the order in which a person looks, see {@link Change#between}
     */
    public List<Change> changes() {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<String> differing = paths.stream().filter(this::differs).toList();
        return Change.between(surfaces(before, differing), surfaces(after, differing));
    }

    private boolean differs(String path) {
        Leaf was = before.get(path);
        Leaf is = after.get(path);
        Leaf either = is == null ? was : is;
        boolean isOther = either.language() != null && !either.language().equals(language);
        return !isOther && (was == null || is == null || !was.key().equals(is.key()));
    }

    private static List<Surface> surfaces(Map<String, Leaf> leaves, List<String> paths) {
        return paths.stream().map(leaves::get).filter(Objects::nonNull).map(leaf -> leaf.made().get()).toList();
    }

    /** As it is now; nothing when nothing is there. */
    public Optional<Surface> before(String path) {
        return Optional.ofNullable(before.get(path)).map(leaf -> leaf.made().get());
    }

    /** As it would be; nothing when nothing would be there. */
    public Optional<Surface> after(String path) {
        return Optional.ofNullable(after.get(path)).map(leaf -> leaf.made().get());
    }
}
