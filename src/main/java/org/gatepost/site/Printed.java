package org.gatepost.site;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was rendered last, so that a publication renders what it changes and a tick renders nothing. It holds one edition and no more;
 * a leaf whose key changed is rendered anew, whatever it was before.
 */
final class Printed {

    private record Sheet(Object key, Surface surface) {
    }

    private Map<String, Sheet> sheets = Map.of();

    /**
     * Renders what changed since the last call, on all processors, and takes the rest from there.
     *
     * @return in the order of the leaves
     */
    synchronized List<Surface> of(List<Leaf> leaves) {
        Map<String, Sheet> before = sheets;
        sheets = leaves.parallelStream()
                .collect(Collectors.toMap(Leaf::path, leaf -> {
                    Sheet was = before.get(leaf.path());
                    return was != null && was.key().equals(leaf.key()) ? was : new Sheet(leaf.key(), leaf.made().get());
                }));
        return leaves.stream().map(Leaf::path).map(sheets::get).map(Sheet::surface).toList();
    }

    /** By path. */
    static Map<String, Leaf> byPath(List<Leaf> leaves) {
        return leaves.stream().collect(Collectors.toMap(Leaf::path, Function.identity()));
    }
}
