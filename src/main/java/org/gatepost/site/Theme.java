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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;

/**
 * The look and the words of the page: Qute templates, CSS in cascade layers, drawn marks and messages, read once. Templates
 * reach records and messages and nothing else, see the package description.
 */
final class Theme {
    /** The language that has every message, and the one in which the page is rendered. */
    static final String LANGUAGE = "en";
    /** All that there are; what one of them does not say yet is said in {@link #LANGUAGE}. */
    static final List<String> LANGUAGES = List.of("ar", "de", "en", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "zh");

    private static final List<String> STYLES = List.of("css/primitives.css", "css/tokens.css", "css/parts.css");
    private static final List<String> EMBED_STYLES = List.of("css/primitives.css", "css/tokens.css", "css/embed.css");
    private static final String SCRIPT = "page.js";
    private static final String EMBED_SCRIPT = "embed.js";
    private static final String MARKS = "marks.svg";
    private static final String ICON = "favicon.svg";
    private static final long RENDERING_MILLISECONDS_MAX = 10_000;

    private final Files files;
    private final Engine engine;
    private final String style;
    private final String embedStyle;
    private final Map<String, String> colours = new ConcurrentHashMap<>();
    private final Map<String, String> drawn = new ConcurrentHashMap<>();
    private final RawString marks;
    private final RawString script;
    private final Map<String, Messages> messages;

    /** Where the theme's files are read from; a directory that overrides some of them can stand before the packed ones. */
    interface Files {

        /** The file's text, or nothing when it is not there. */
        Optional<String> read(String path);
    }

    Theme(Files files) {
        this.files = files;
        this.style = together(STYLES);
        this.embedStyle = together(EMBED_STYLES);
        this.script = new RawString(require(SCRIPT).replaceAll("(?m)^\\s*//.*$|^\\s+", "").strip());
        this.marks = new RawString(require(MARKS).strip());
        Map<String, String> words = words(LANGUAGE);
        this.messages = LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(),
                language -> new Messages(language, words(language), words)));
        this.engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new RecordComponents())
                .addNamespaceResolver(NamespaceResolver.builder("m").resolveAsync(this::message).build())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addLocator(this::locate)
                .strictRendering(true)
                .timeout(RENDERING_MILLISECONDS_MAX)
                .build();
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
     * @param template the file's name below {@code templates}, without suffix
     * @param view the record that the template knows as {@code view}
     * @param frame the record that the template knows as {@code page}: what is around every view
     * @throws io.quarkus.qute.TemplateException naming file and line when the template asks for what it is not given
     */
    String render(String template, View.Frame frame, Record view) {
        return engine.getTemplate(template).data("page", frame).data("view", view).render();
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

    /** The CSP source expression that allows a style or a script and no other (CSP Level 3, hash-source). */
    static String source(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
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

    /** In the language of the page. */
    Messages messages() {
        return messages(LANGUAGE);
    }

    /** @param language one of {@link #LANGUAGES} */
    Messages messages(String language) {
        return messages.get(language);
    }

    private String require(String path) {
        return files.read(path).orElseThrow(() -> new IllegalStateException("The theme has no file " + path + "."));
    }

    private Map<String, String> words(String language) {
        String path = "messages/" + language + ".json";
        try {
            Map<String, Object> entries = new ObjectMapper().readValue(require(path), new TypeReference<>() {
            });
            return entries.entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("@"))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException("The theme's file " + path + " is no flat JSON.", e);
        }
    }

    private Optional<TemplateLocation> locate(String id) {
        return files.read("templates/" + id + ".html").map(text -> new TemplateLocation() {
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
        return all.thenApply(values -> messages().html(context.getName(), values));
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
