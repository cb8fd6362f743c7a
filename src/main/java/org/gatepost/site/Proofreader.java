package org.gatepost.site;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.TemplateException;

/**
 * Reads a theme before the page wears it: its files by themselves, and the {@link Proof} rendered with it. A theme that passes can render
 * the page and says on it what nobody may leave out; whether it is beautiful is for eyes.
 */
final class Proofreader {
    /** What pictures and marks are drawn in. */
    static final List<String> COLOURS = List.of("paper", "faint", "soft", "quiet", "maintenance", "degraded", "partial",
            "major");
    static final List<String> LEVELS = List.of("quiet", "maintenance", "degraded", "partial", "major", "unknown");
    private static final List<String> BARS = List.of("quiet", "maintenance", "degraded", "partial", "major");

    private static final String LIKE_THE_PACKED = "Compare it with the file of that name in status-theme, or take it away to have that one.";
    private static final Pattern MESSAGE = Pattern.compile("\\{m:([A-Za-z0-9_-]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$[1-9]");
    private static final Pattern OTHERS = Pattern
            .compile("(?i)@import|</|\\burl\\(\\s*(?![\"']?(?:#|data:|/(?!/)))[^)]*\\)?");
    private static final Pattern BLOCKED = Pattern
            .compile("(?i)<script|\\sstyle\\s*=|\\son[a-z]+\\s*=|\\ssrc\\s*=\\s*[\"']?(?:https?:)?//");
    private static final Pattern USED = Pattern.compile("<use href=\"#([^\"]+)\"");

    private final SiteConfig config;
    private final Theme theme;
    private final Map<String, String> own;
    private final List<String> warnings = new ArrayList<>();

    private Proofreader(SiteConfig config, Theme theme, Map<String, String> own) {
        this.config = config;
        this.theme = theme;
        this.own = own;
    }

    /**
     * Makes a theme of files and reads it.
     *
     * @return warnings, one sentence each, for a theme that passes
     * @throws ThemeRefusedException for one that does not
     */
    static Read read(SiteConfig config, Theme.Files files) {
        files.own().forEach(Proofreader::requireReadable);
        Theme theme = new Theme(files);
        Proofreader proofreader = new Proofreader(config, theme, files.own());
        proofreader.requireDrawn();
        proofreader.requireMessages();
        Edition edition = new Edition(config, theme);
        proofreader.requireRendered(edition);
        proofreader.warn();
        return new Read(edition, theme, List.copyOf(proofreader.warnings));
    }

    /** A theme that passed. */
    record Read(Edition edition, Theme theme, List<String> warnings) {
    }

    private static void requireReadable(String file, String text) {
        if (file.endsWith(".css")) {
            String bare = blank(text, "(?s)/\\*.*?\\*/");
            Matcher other = OTHERS.matcher(bare);
            if (other.find()) {
                throw new ThemeRefusedException(file, line(bare, other.start()),
                        "\"" + other.group().strip() + "\" is not allowed.",
                        "The style stands in every page, which asks nobody else for anything: no @import, no </, and url() only with"
                                + " # or data: or a path of this page.");
            }
        } else if (file.endsWith(".svg")) {
            requireXml(file, text);
        } else if (file.startsWith("messages/") && file.endsWith(".json")) {
            requireFlat(file, text);
        }
    }

    private static void requireXml(String file, String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw new ThemeRefusedException(file, e.getLocation() == null ? 1 : e.getLocation().getLineNumber(), "is no SVG.",
                    "Every element that begins has to end, and every & is written &amp;.");
        }
    }

    private static void requireFlat(String file, String text) {
        try {
            JsonNode json = new ObjectMapper().readTree(text);
            if (!json.isObject()) {
                throw new ThemeRefusedException(file, 1, "is no object of JSON.",
                        "A file of messages is {\"key\": \"words\", ...}.");
            }
            json.properties().forEach(entry -> {
                if (!entry.getKey().startsWith("@") && !entry.getValue().isTextual()) {
                    throw new ThemeRefusedException(file, line(text, text.indexOf('"' + entry.getKey() + '"')),
                            "the message \"" + entry.getKey() + "\" is no text.",
                            "A file of messages is {\"key\": \"words\", ...}.");
                }
            });
        } catch (JsonProcessingException e) {
            throw new ThemeRefusedException(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "is no JSON: "
                    + e.getOriginalMessage() + ".", "A file of messages is {\"key\": \"words\", ...}.");
        }
    }

    private void requireDrawn() {
        for (String colour : COLOURS) {
            require(own.containsKey("css/tokens.css") ? "css/tokens.css" : "css/primitives.css", () -> theme.colour(colour));
        }
        for (String level : LEVELS) {
            require("marks.svg", () -> theme.pictures().level(level));
        }
        BARS.forEach(level -> require("marks.svg", () -> theme.pictures().front("quiet", List.of(level))));
        require("favicon.svg", theme.pictures()::page);
    }

    private static void require(String file, Runnable what) {
        try {
            what.run();
        } catch (IllegalStateException e) {
            throw new ThemeRefusedException(file, e.getMessage(), LIKE_THE_PACKED);
        }
    }

    /** By the files and not by what was rendered: a message of a part that the proof does not show counts too, and has a line. */
    private void requireMessages() {
        own.forEach((file, text) -> {
            Matcher message = MESSAGE.matcher(text);
            while (file.startsWith("templates/") && message.find()) {
                if (!theme.messages(Theme.LANGUAGE).has(message.group(1))) {
                    throw new ThemeRefusedException(file, line(text, message.start()),
                            "no language has a message \"" + message.group(1) + "\".",
                            "Add it to messages/" + Theme.LANGUAGE + ".json, or mend the name.");
                }
            }
        });
    }

    private void requireRendered(Edition edition) {
        List<Surface> surfaces;
        try {
            surfaces = edition.proof(Proof.page(), Proof.AS_OF);
        } catch (TemplateException e) {
            throw refusal(e);
        }
        for (Surface surface : surfaces) {
            if (surface.contentType().startsWith("text/html")) {
                requireWhole(surface);
            }
        }
        String notice = surfaces.stream().filter(surface -> surface.path().equals("/incidents/" + Proof.NOTICE))
                .map(surface -> new String(surface.body(), StandardCharsets.UTF_8)).findFirst().orElse("");
        if (!notice.contains(Proof.WORDS_HTML)) {
            throw new ThemeRefusedException("templates/notice.html", "the words of a notice are not on its page.",
                    "Every update's words are shown: see words.html and update.html.");
        }
    }

    private static void requireWhole(Surface surface) {
        String html = new String(surface.body(), StandardCharsets.UTF_8);
        String where = "the page at " + surface.path();
        if (!html.contains("<title>") || !html.contains("<h1")) {
            throw new ThemeRefusedException("templates", where + " has no title or no first heading.", LIKE_THE_PACKED);
        }
        if (surface.staleBody() != null && html.equals(new String(surface.staleBody(), StandardCharsets.UTF_8))) {
            throw new ThemeRefusedException("templates", where + " does not say that it has heard nothing new.",
                    "Show something where page.stale is true: readers must be able to tell old words from new ones.");
        }
        Matcher used = USED.matcher(html);
        while (used.find()) {
            if (!html.contains("id=\"" + used.group(1) + "\"")) {
                throw new ThemeRefusedException("marks.svg",
                        where + " shows a mark #" + used.group(1) + ", which is not drawn.", LIKE_THE_PACKED);
            }
        }
    }

    /** Qute names a template by what it is included as, and the line where it knows it. */
    static ThemeRefusedException refusal(TemplateException e) {
        String said = Optional.ofNullable(e.getMessage()).orElse(String.valueOf(e.getCause()));
        String fault = said.endsWith(".") ? said : said + ".";
        String file = e.getOrigin() == null ? "templates" : "templates/" + e.getOrigin().getTemplateId() + ".html";
        return e.getOrigin() == null
                ? new ThemeRefusedException(file, fault, LIKE_THE_PACKED)
                : new ThemeRefusedException(file, e.getOrigin().getLine(), fault, LIKE_THE_PACKED);
    }

    private void warn() {
        own.forEach((file, text) -> {
            Matcher blocked = BLOCKED.matcher(text);
            if (file.startsWith("templates/") && blocked.find()) {
                warnings.add(file + ", line " + line(text, blocked.start()) + ": \"" + blocked.group().strip()
                        + "\" does nothing, for the page's policy lets a browser use the files below css and nothing else.");
            }
            if (file.startsWith("messages/") && !file.equals("messages/qqq.json")) {
                warnOfMessages(file, text);
            }
        });
    }

    private void warnOfMessages(String file, String text) {
        Messages words = theme.messages(Theme.LANGUAGE);
        new TreeMap<>(Theme.flat(file, text)).forEach((key, said) -> {
            if (!words.has(key)) {
                warnings.add(file + ": nothing says the message \"" + key + "\".");
            } else if (!placeholders(said).containsAll(placeholders(words.written(key)))) {
                warnings.add(file + ": the message \"" + key + "\" says less than " + Theme.LANGUAGE + ".json does, where "
                        + String.join(" and ", placeholders(words.written(key))) + " is put in.");
            }
        });
    }

    private static TreeSet<String> placeholders(String message) {
        return PLACEHOLDER.matcher(message).results().map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same text without what is found, in lines and length. */
    private static String blank(String text, String what) {
        return Pattern.compile(what).matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, Math.max(0, at)).chars().filter(c -> c == '\n').count();
    }
}
