package org.gatepost.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedAudience;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.IncludeSectionHelper;
import io.quarkus.qute.InsertSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Results;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WhenSectionHelper;

/**
 * The look and the words of the page: Qute templates, CSS in cascade layers, drawn marks and messages, read once. Templates
 * reach records and messages and nothing else, see the package description.
 */
final class Theme {
    /** The language that has every message: what another does not say yet is said in it. */
    static final String LANGUAGE = "en";
    /** All that are packed. */
    static final List<String> LANGUAGES = List.of("ar", "de", "en", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "zh");

    private static final List<String> STYLES = List.of("css/primitives.css", "css/tokens.css", "css/parts.css");
    private static final List<String> EMBED_STYLES = List.of("css/primitives.css", "css/tokens.css", "css/embed.css");
    private static final String SCRIPT = "page.js";
    private static final String EMBED_SCRIPT = "embed.js";
    private static final int VERSION_CHARACTERS = 12;
    private static final String MESSAGES = "messages";
    private static final String MARKS = "marks.svg";
    private static final String ICON = "favicon.svg";
    /** A directory may add languages. */
    private static final Pattern LANGUAGE_FILE = Pattern.compile("messages/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\\.json");
    /** What translatewiki.net calls the language in which messages are explained to translators. */
    private static final String DOCUMENTATION = "qqq";
    /** What a file below {@code templates} may be called, without its suffix. */
    private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9-]{0,60}");

    private final Files files;
    private final Engine engine;
    private final String style;
    private final String embedStyle;
    private final Map<String, String> colours = new ConcurrentHashMap<>();
    private final Map<String, String> drawn = new ConcurrentHashMap<>();
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
    private final Pictures pictures = new Pictures(this);
    private final RawString marks;
    private final List<String> languages;
    private final RawString script;
    private final Map<String, Messages> messages;

    /** Where the theme's files are read from; a directory that overrides some of them can stand before the packed ones. */
    interface Files {

        /** The file's text, or nothing when it is not there. */
        Optional<String> read(String path);

        /** What is not packed: the texts of a directory's files, by their paths in it. */
        default Map<String, String> own() {
            return Map.of();
        }
    }

    Theme(Files files) {
        this.files = files;
        this.style = together(STYLES);
        this.embedStyle = together(EMBED_STYLES);
        this.script = new RawString(require(SCRIPT).replaceAll("(?m)^\\s*//.*$|^\\s+", "").strip());
        this.marks = new RawString(require(MARKS).strip());
        Map<String, String> words = words(LANGUAGE);
        this.languages = Stream.concat(LANGUAGES.stream(), files.own().keySet().stream().map(LANGUAGE_FILE::matcher)
                .filter(Matcher::matches).map(file -> file.group(1)).filter(language -> !language.equals(DOCUMENTATION)))
                .distinct().sorted().toList();
        this.messages = languages.stream().collect(Collectors.toUnmodifiableMap(Function.identity(),
                language -> new Messages(language, words(language), words)));
        this.engine = Engine.builder()
                .addDefaultValueResolvers()
                .addSectionHelpers(sections())
                .addValueResolver(new RecordComponents())
                .addNamespaceResolver(NamespaceResolver.builder("m").resolveAsync(this::message).build())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addLocator(this::locate)
                .strictRendering(true)
                .build();
    }

    /** Without those that run text as a template: words of notices are text. */
    private SectionHelperFactory<?>[] sections() {
        return Stream.<SectionHelperFactory<?>>of(new IfSectionHelper.Factory(), new LoopSectionHelper.Factory(),
                new IncludeSectionHelper.Factory(), new InsertSectionHelper.Factory(), new SetSectionHelper.Factory(),
                new WhenSectionHelper.Factory())
                .map(factory -> Allowance.counted(factory, name -> lengths.getOrDefault(name, 0)))
                .toArray(SectionHelperFactory<?>[]::new);
    }

    private String together(List<String> styles) {
        return styles.stream().map(this::require).map(Theme::withoutComments).collect(Collectors.joining("\n"));
    }

    /** The theme that is packed into the application. */
    static Theme packed() {
        return new Theme(Theme::packed);
    }

    static Optional<String> packed(String path) {
        try (InputStream stream = Theme.class.getResourceAsStream("/status-theme/" + path)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Renders a template.
     *
     * @param messages the words of the user interface, in the language of the page
     * @param template the file's name below {@code templates}, without suffix
     * @param view the record that the template knows as {@code view}
     * @param frame the record that the template knows as {@code page}: what is around every view
     * @throws TemplateException naming file and line when the template asks for what it is not given, or for more than its
     *         {@link Allowance}
     */
    String render(Messages messages, String template, View.Frame frame, Record view) {
        Allowance allowance = Allowance.begin();
        StringBuilder html = new StringBuilder();
        try {
            engine.getTemplate(template).instance().setAttribute(MESSAGES, messages).data("page", frame).data("view", view)
                    .consume(part -> {
                        allowance.write(part.length(), null);
                        html.append(part);
                    }).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TemplateException refusal ? refusal : e;
        } catch (StackOverflowError e) {
            throw new TemplateException("templates/" + template + ".html has more in each other than can be read.");
        } finally {
            Allowance.end();
        }
        return html.toString();
    }

    String style() {
        return style;
    }

    /** The style of the view that stands within other pages. */
    String embedStyle() {
        return embedStyle;
    }

    /** What stands within every page of our own, and is an extra there. */
    RawString script() {
        return script;
    }

    /** The web component that others put into their pages. */
    String embedScript() {
        return require(EMBED_SCRIPT);
    }

    /** Names a file by what is in it. */
    static String version(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, VERSION_CHARACTERS);
    }

    /** The CSP source expression that allows a style or a script and no other (CSP Level 3, hash-source). */
    static String source(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(text)) + "'";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    RawString marks() {
        return marks;
    }

    String icon() {
        return require(ICON);
    }

    /**
     * A colour of the light scheme, for pictures that have no style sheet.
     *
     * @param name of a custom property, such as that of a level, without the hyphens in front
     * @return as {@code #rrggbb}
     */
    String colour(String name) {
        return colours.computeIfAbsent(name.equals("unknown") ? "soft" : name, property -> {
            Matcher value = Pattern.compile("--" + property + ": *(#[0-9a-fA-F]{6}|var\\(--([a-z]+)\\))").matcher(style);
            if (!value.find()) {
                throw new IllegalStateException("The theme's style has no colour --" + property + " as #rrggbb.");
            }
            return value.group(2) == null ? value.group(1) : direct(value.group(2));
        });
    }

    private String direct(String property) {
        Matcher value = Pattern.compile("--" + property + ": *(#[0-9a-fA-F]{6})").matcher(style);
        if (!value.find()) {
            throw new IllegalStateException("The theme's style has no colour --" + property + " as #rrggbb.");
        }
        return value.group(1);
    }

    /** What a level's mark is drawn of, on a field of 16 by 16, in the current colour. */
    String mark(String level) {
        return drawn.computeIfAbsent(level, key -> {
            Matcher symbol = Pattern.compile("(?s)<symbol id=\"m-" + key + "\" viewBox=\"0 0 16 16\">(.*?)</symbol>")
                    .matcher(marks.getValue());
            if (!symbol.find()) {
                throw new IllegalStateException("The theme's " + MARKS + " has no mark m-" + key + " of 16 by 16.");
            }
            return symbol.group(1);
        });
    }

    /** What a day of a level is drawn of, on a field of 6 by 32. */
    String bar(String level) {
        return drawn.computeIfAbsent("bar " + level, key -> {
            String element = level.equals("quiet")
                    ? "<pattern id=\"q\"[^>]*>(.*?)</pattern>"
                    : "<g id=\"b-" + level + "\">(.*?)</g>";
            Matcher bar = Pattern.compile("(?s)" + element).matcher(marks.getValue());
            if (!bar.find()) {
                throw new IllegalStateException("The theme's " + MARKS + " has no bar of a day that is " + level + ".");
            }
            return bar.group(1);
        });
    }

    Pictures pictures() {
        return pictures;
    }

    /** The languages that it speaks, as BCP 47 tags. */
    List<String> languages() {
        return languages;
    }

    /**
     * @param language a BCP 47 tag
     * @throws IllegalArgumentException when the theme does not speak it
     */
    Messages messages(String language) {
        Messages spoken = messages.get(language);
        if (spoken == null) {
            throw new IllegalArgumentException("The theme has no messages in the language \"" + language
                    + "\": add a file messages/" + language + ".json, or take the language out of gatepost.site.languages.");
        }
        return spoken;
    }

    /**
     * What an audience is called. Its name has come through the gate in the page's own language; the theme's names in other languages are for
     * the name that they translate, and for no other that the page may give it.
     */
    String name(PublishedAudience audience, Tongue tongue) {
        String key = "audience-" + audience.key();
        boolean isTranslated = !tongue.isOwn() && messages.values().stream()
                .anyMatch(language -> language.has(key) && language.text(key).equals(audience.name()));
        return isTranslated ? tongue.messages().text(key) : audience.name();
    }

    private String require(String path) {
        return files.read(path).orElseThrow(() -> new IllegalStateException("The theme has no file " + path + "."));
    }

    private Map<String, String> words(String language) {
        String path = "messages/" + language + ".json";
        // Over the packed ones: a copy that is older than this version lacks what came since.
        Optional<String> below = files.own().containsKey(path) ? packed(path) : Optional.empty();
        Map<String, String> words = new HashMap<>(below.map(text -> flat(path, text)).orElse(Map.of()));
        words.putAll(flat(path, require(path)));
        return Map.copyOf(words);
    }

    /** Messages by their keys, of a file in the form that translatewiki.net keeps. */
    static Map<String, String> flat(String path, String text) {
        try {
            Map<String, Object> entries = new ObjectMapper().readValue(text, new TypeReference<>() {
            });
            return entries.entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("@"))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException("The theme's file " + path + " is no flat JSON.", e);
        }
    }

    private Optional<TemplateLocation> locate(String id) {
        Optional<String> found = TEMPLATE.matcher(id).matches() ? files.read("templates/" + id + ".html") : Optional.empty();
        found.ifPresent(text -> lengths.put(id, text.length()));
        return found.map(text -> new TemplateLocation() {
            @Override
            public StringReader read() {
                return new StringReader(text);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
            }
        });
    }

    private CompletionStage<Object> message(EvalContext context) {
        List<CompletionStage<Object>> arguments = context.getParams().stream().map(context::evaluate).toList();
        CompletionStage<Object[]> all = CompletedStage.of(new Object[arguments.size()]);
        for (int i = 0; i < arguments.size(); i++) {
            int index = i;
            all = all.thenCombine(arguments.get(i), (values, value) -> {
                values[index] = value;
                return values;
            });
        }
        Messages messages = (Messages) context.getAttribute(MESSAGES);
        return all.thenApply(values -> {
            RawString html = messages.html(context.getName(), values);
            Allowance.current().write(html.getValue().length(), null);
            return html;
        });
    }

    private static String withoutComments(String css) {
        return Stream.of(css.replaceAll("(?s)/\\*.*?\\*/", "").split("\n")).map(String::strip)
                .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** Looks a value up as the component of a record and in no other way. */
    private static final class RecordComponents implements ValueResolver {
        /** Asked thousands of times for a page, and Java looks the components up anew each time. */
        private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
            @Override
            protected Map<String, Method> computeValue(Class<?> type) {
                return Stream.of(type.getRecordComponents()).collect(Collectors.toMap(RecordComponent::getName, component -> {
                    Method accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    return accessor;
                }));
            }
        };

        @Override
        public boolean appliesTo(EvalContext context) {
            return context.getBase() instanceof Record record && context.getParams().isEmpty()
                    && ACCESSORS.get(record.getClass()).containsKey(context.getName());
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext context) {
            try {
                Object value = ACCESSORS.get(context.getBase().getClass()).get(context.getName()).invoke(context.getBase());
                return value == null ? Results.NULL : CompletedStage.of(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("The record component " + context.getName() + " cannot be read.", e);
            }
        }
    }
}
