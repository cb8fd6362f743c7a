package org.gatepost.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A theme as it lay in a directory at one moment: read whole, so that a page is never made of two states of it. What is not there is the
 * packed theme's.
 */
final class ThemeDirectory implements Theme.Files {
    static final int FILES_MAX = 200;
    /** Of one file; the largest packed one has some ten thousand. */
    static final int FILE_BYTES_MAX = 128 * 1024;
    /** Directories within each other. */
    static final int DEPTH_MAX = 4;

    private final SortedMap<String, String> texts;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private ThemeDirectory(SortedMap<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Reads the directory.
     *
     * @throws ThemeRefusedException when it is not there or a file of it is no text, above a limit or a link out of the directory
     */
    static ThemeDirectory read(Path directory) {
        SortedMap<String, String> texts = new TreeMap<>();
        try {
            for (Found file : list(directory)) {
                texts.put(file.name, text(file));
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        return new ThemeDirectory(texts);
    }

    /**
     * What changes when a file does: names, sizes, times and identities, without a look into any file. Costs the same whether
     * or not something changed. Watching was rejected: the platform's watchers see nothing on network file systems, and nothing of a link
     * that is put in the place of another, which is how Kubernetes replaces a mounted directory.
     *
     * @throws ThemeRefusedException as {@link #read} does
     */
    static String stamp(Path directory) {
        try {
            StringBuilder stamp = new StringBuilder();
            for (Found file : list(directory)) {
                stamp.append(file.name).append('\t').append(file.attributes.size()).append('\t')
                        .append(file.attributes.lastModifiedTime().toInstant()).append('\t').append(file.attributes.fileKey())
                        .append('\n');
            }
            return stamp.toString();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** @param name from the directory, with slashes; @param path without links */
    private record Found(String name, Path path, BasicFileAttributes attributes) {
    }

    private static List<Found> list(Path directory) throws IOException {
        List<Found> files = new ArrayList<>();
        collect(directory.toRealPath(), directory.toRealPath(), "", 0, files);
        files.sort(Comparator.comparing(Found::name));
        return files;
    }

    private static void collect(Path root, Path directory, String prefix, int depth, List<Found> files) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new ThemeRefusedException(prefix, "is deeper than " + DEPTH_MAX + " directories.",
                    "A theme has css, messages and templates and nothing below them.");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String file = entry.getFileName().toString();
                // What editors, version control and Kubernetes keep beside the files.
                if (file.startsWith(".") || file.endsWith("~")) {
                    continue;
                }
                String name = prefix + file;
                Path path = entry.toRealPath();
                if (!path.startsWith(root)) {
                    throw new ThemeRefusedException(name, "leads out of the theme's directory.",
                            "Put the file itself there instead of a link to it.");
                }
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isDirectory()) {
                    collect(root, path, name + "/", depth + 1, files);
                } else {
                    files.add(new Found(name, path, attributes));
                }
                if (files.size() > FILES_MAX) {
                    throw new ThemeRefusedException(root.getFileName() + "/", "has more than " + FILES_MAX + " files.",
                            "Point gatepost.site.theme.directory at a directory that holds a theme and nothing else.");
                }
            }
        }
    }

    private static String text(Found file) throws IOException {
        if (!file.attributes.isRegularFile()) {
            throw new ThemeRefusedException(file.name, "is no file.", "Take it away.");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file.path)) {
            bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        }
        if (bytes.length > FILE_BYTES_MAX) {
            throw new ThemeRefusedException(file.name, "has more than " + FILE_BYTES_MAX + " bytes.",
                    "Every page carries the theme with it: make it smaller.");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ThemeRefusedException(file.name, "is no text in UTF-8.", "Save it as UTF-8, or take it away.");
        }
    }

    private static ThemeRefusedException unreadable(Path directory, IOException e) {
        return new ThemeRefusedException(directory.toString(), "cannot be read (" + e.getClass().getSimpleName() + ").",
                "Point gatepost.site.theme.directory at a directory that this process may read.");
    }

    @Override
    public Optional<String> read(String path) {
        asked.add(path);
        String text = texts.get(path);
        return text == null ? Theme.packed(path) : Optional.of(text);
    }

    /** The directory's own files, by their names in it. */
    @Override
    public Map<String, String> own() {
        return texts;
    }

    /** Files that stand in for nothing and that no other file includes: misspelt, most likely. Known once the theme was rendered. */
    List<String> unused() {
        return texts.keySet().stream().filter(name -> !asked.contains(name) && Theme.packed(name).isEmpty()).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ThemeDirectory directory && texts.equals(directory.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }
}
