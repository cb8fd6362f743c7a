package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeDirectoryTest {
    private static final PublishedPage PAGE = Samples.worstDay();
    private static final String TOKENS = "css/tokens.css";

    @TempDir
    Path outside;

    private Path directory;
    private SiteConfig config;
    private Themes themes;

    @BeforeEach
    void begin() throws IOException {
        directory = Files.createDirectory(outside.resolve("theme"));
        config = new Themed(Proofs.Config.sample(), directory);
        themes = new Themes(config);
    }

    @Test
    void anEmptyDirectoryIsThePackedThemeToTheByte() {
        themes.requireGood();

        List<Surface> packed = Proofs.surfaces(PAGE);
        List<Surface> themed = themes.surfaces(PAGE, Samples.AS_OF).stream()
                .filter(surface -> !surface.path().startsWith(PastPages.PREFIX)).toList();
        assertEquals(packed.size(), themed.size());
        for (int i = 0; i < packed.size(); i++) {
            assertEquals(PagesTest.text(packed.get(i).body()), PagesTest.text(themed.get(i).body()), packed.get(i).path());
        }
    }

    @Test
    void eachFileStandsInForThePackedOneOfItsName() throws IOException {
        write(TOKENS, Theme.packed(TOKENS).orElseThrow().replace("--measure: 65ch", "--measure: 42ch"));
        write("messages/en.json", "{\"components\": \"Parts of the wiki\"}");
        write("templates/card.html", "<h3 class=\"ours\">{card.title}</h3>{#include flag /}");
        write("templates/flag.html", "<p>{m:open}</p>");
        themes.requireGood();

        Document home = home();
        assertTrue(home.selectFirst("style").data().contains("--measure: 42ch"));
        assertEquals("Parts of the wiki", home.selectFirst("#components").text());
        assertEquals("Skip to content", home.selectFirst(".skip").text(), "what a file does not say is the packed file's");
        assertEquals(4, home.select("h3.ours + p").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "templates/home.html | <h1>one</h1>;{view.nosuch}                | templates/home.html, line 2:",
            "templates/home.html | <h1>;;{#if}                               | templates/home.html, line 3:",
            "templates/home.html | ;;<h1>{m:nosuch}</h1>                     | templates/home.html, line 3: no language has a message \"nosuch\"",
            "templates/home.html | {#include nosuch /}                       | templates/home.html, line 1:",
            "templates/home.html | {#include ../../application /}            | templates/home.html, line 1:",
            "templates/home.html | <h1>x</h1>                                | has no title or no first heading",
            "templates/words.html | <h2>hm</h2>                              | the words of a notice are not on its page",
            "templates/layout.html | <title>t</title><h1>t</h1>{#insert /}   | does not say that it has heard nothing new",
            "templates/mark.html | <svg><use href=\"#m-x\"/></svg>           | shows a mark #m-x, which is not drawn",
            "marks.svg           | <svg>;<g></svg>                           | marks.svg, line 2: is no SVG",
            "marks.svg           | <svg></svg>                               | has no mark m-quiet",
            "css/tokens.css      | :root { --quiet: tomato; }                | has no colour --quiet",
            "messages/de.json    | {;'a': {'b': 'c'}}                        | messages/de.json, line 2: the message \"a\" is no text",
            "messages/de.json    | {;'a': 'b'                                | messages/de.json, line 2: is no JSON",
            "messages/de.json    | ['a']                                     | messages/de.json, line 1: is no object",
            "css/parts.css       | a{};@import 'x.css';                      | css/parts.css, line 2: \"@import\"",
            "css/parts.css       | a{};</style><script>                      | css/parts.css, line 2: \"</\"",
            "css/parts.css       | a{background:url(https://x.example/a.png)} | \"url(https://x.example/a.png)\"",
            "css/parts.css       | a{background:URL( '//x.example/a.png')}   | is not allowed"})
    void aThemeThatCannotBeThePagesIsRefusedWithFileLineAndRemedy(String file, String text, String says) throws IOException {
        write(file, text.replace(';', '\n').replace('\'', '"'));

        String message = assertThrows(ThemeRefusedException.class, themes::requireGood).getMessage();

        assertTrue(message.contains(says), message);
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void styleMayShowWhatItHasWithIt() throws IOException {
        write("css/parts.css", Theme.packed("css/parts.css").orElseThrow()
                + "/* url(https://example.org) */ @layer parts { h1 { background: url(\"data:image/gif;base64,R0lGOD\"), url(#q), url(/favicon.svg) } }");

        themes.requireGood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "directory"})
    void nothingIsReadThroughALinkThatLeadsOut(String kind) throws IOException {
        Path secret = Files.createDirectory(outside.resolve("theme-secret"));
        Files.writeString(secret.resolve("layout.html"), "secret");
        if (kind.equals("file")) {
            Files.createDirectory(directory.resolve("templates"));
            Files.createSymbolicLink(directory.resolve("templates/layout.html"), secret.resolve("layout.html"));
        } else {
            Files.createSymbolicLink(directory.resolve("templates"), secret);
        }

        String message = assertThrows(ThemeRefusedException.class, themes::requireGood).getMessage();
        assertTrue(message.contains("leads out of the theme's directory"), message);
    }

    @Test
    void aLinkWithinTheDirectoryIsFollowedAsKubernetesMountsThem() throws IOException {
        write("..data-1/css/tokens.css", tokens("41ch"));
        write("..data-2/css/tokens.css", tokens("42ch"));
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..data-1"));
        Files.createSymbolicLink(directory.resolve("css"), Path.of("..data/css"));
        themes.requireGood();
        assertTrue(home().selectFirst("style").data().contains("41ch"));

        Files.delete(directory.resolve("..data"));
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..data-2"));
        settle();
        assertTrue(home().selectFirst("style").data().contains("42ch"));
    }

    @Test
    void aLinkIntoItselfEnds() throws IOException {
        Files.createSymbolicLink(directory.resolve("css"), directory);

        assertThrows(ThemeRefusedException.class, themes::requireGood);
    }

    @Test
    void limitsAreNamed() throws IOException {
        write("css/parts.css", "a".repeat(ThemeDirectory.FILE_BYTES_MAX + 1));
        refused("css/parts.css: has more than 131072 bytes.");
        Files.write(directory.resolve("css/parts.css"), new byte[]{(byte) 0xff});
        refused("css/parts.css: is no text in UTF-8.");
        Files.delete(directory.resolve("css/parts.css"));
        for (int i = 0; i <= ThemeDirectory.FILES_MAX; i++) {
            write("templates/own" + i + ".html", "");
        }
        refused("has more than 200 files");
    }

    private void refused(String says) {
        String message = assertThrows(ThemeRefusedException.class, themes::requireGood).getMessage();
        assertTrue(message.contains(says), message);
    }

    @Test
    void aDirectoryThatIsNotThereStopsTheStart() throws IOException {
        Files.delete(directory);

        refused("cannot be read (NoSuchFileException). Point gatepost.site.theme.directory at");
    }

    @Test
    void aNameThatStandsInForNothingIsNamedAndOneThatIsIncludedIsNot() throws IOException {
        write("templates/hom.html", "x");
        write("templates/late.html", "{#include extra /}");
        write("templates/extra.html", "x");
        write("README.txt", "x");
        write("messages/qqq.json", "{}");
        write(".DS_Store", "x");
        ThemeDirectory files = ThemeDirectory.read(directory);
        Proofreader.read(config, files);

        assertEquals(List.of("README.txt", "templates/hom.html"), files.unused());
    }

    @Test
    void whatDoesNothingOrSaysLessIsWarnedOf() throws IOException {
        write("templates/not-found.html", Theme.packed("templates/not-found.html").orElseThrow() + "\n<p style=\"x\">");
        write("messages/de.json", "{\"since\": \"seitdem\", \"sinse\": \"seit $1\"}");

        List<String> warnings = Proofreader.read(config, ThemeDirectory.read(directory)).warnings();

        assertEquals(3, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith("messages/de.json: the message \"since\" says less"), warnings.toString());
        assertTrue(warnings.get(1).startsWith("messages/de.json: nothing says the message \"sinse\""), warnings.toString());
        assertTrue(warnings.get(2).startsWith("templates/not-found.html, line 16: \"style=\""), warnings.toString());
    }

    @Test
    void aChangedFileIsOnThePageWhenTwoLooksHaveSeenItAndNotBefore() throws IOException {
        write(TOKENS, tokens("41ch"));
        themes.requireGood();
        long generation = themes.generation();
        settle();
        assertEquals(generation, themes.generation(), "nothing changed");

        write(TOKENS, tokens("42ch"));
        themes.look();
        assertTrue(home().selectFirst("style").data().contains("41ch"), "it may be half written");
        themes.look();
        assertTrue(home().selectFirst("style").data().contains("42ch"));
        assertEquals(generation + 1, themes.generation());

        Files.delete(directory.resolve(TOKENS));
        settle();
        assertTrue(home().selectFirst("style").data().contains("65ch"));
    }

    @Test
    void whileAThemeIsBrokenTheLastGoodOneGoesOn() throws IOException {
        write(TOKENS, tokens("41ch"));
        themes.requireGood();
        List<Surface> good = themes.surfaces(PAGE, Samples.AS_OF);

        write("templates/home.html", "{view.nosuch}");
        write(TOKENS, tokens("42ch"));
        settle();
        List<Surface> still = themes.surfaces(PAGE, Samples.AS_OF);
        for (int i = 0; i < good.size(); i++) {
            assertEquals(PagesTest.text(good.get(i).body()), PagesTest.text(still.get(i).body()));
        }
        Files.delete(directory.resolve("templates/home.html"));
        settle();
        assertTrue(home().selectFirst("style").data().contains("42ch"));

        Files.move(directory, outside.resolve("away"));
        settle();
        assertTrue(home().selectFirst("style").data().contains("42ch"), "a directory that goes takes nothing with it");
    }

    @Test
    void whatPassedAndCannotRenderThePageIsTakenOffAndTheWordsGoOut() throws IOException {
        themes.requireGood();
        themes.surfaces(PAGE, Samples.AS_OF);
        // The proof has no audience of this name.
        write("templates/card.html",
                "<h3>{card.title}</h3>{#if card.words.get(0).told.get(0).to == 'Contributors, Movement'}{card.nosuch}{/if}");
        settle();
        long generation = themes.generation();

        assertEquals(4, home().select(".card").size());
        assertNotEquals(generation, themes.generation());
        settle();
        assertEquals(4, home().select(".card").size());
    }

    @Test
    void aThemeThatFailsFromItsFirstPageOnGivesWayToThePackedOne() throws IOException {
        write("templates/card.html",
                "<h3>{card.title}</h3>{#if card.words.get(0).told.get(0).to == 'Contributors, Movement'}{card.nosuch}{/if}");
        themes.requireGood();

        assertEquals(4, home().select(".card").size());
    }

    @Test
    void aWatchedDirectoryIsReadByItself() throws Exception {
        themes.requireGood();
        themes.watch();
        try {
            write(TOKENS, tokens("42ch"));
            for (int i = 0; i < 200 && themes.generation() < 2; i++) {
                Thread.sleep(Themes.LOOK_EVERY_MILLIS / 5);
            }
            assertTrue(home().selectFirst("style").data().contains("42ch"));
        } finally {
            themes.close();
        }
    }

    /** As the watcher does, twice. */
    private void settle() {
        themes.look();
        themes.look();
    }

    private Document home() {
        return Jsoup.parse(PagesTest.text(PagesTest.surface(themes.surfaces(PAGE, Samples.AS_OF), "/").body()));
    }

    private static String tokens(String measure) {
        return Theme.packed(TOKENS).orElseThrow().replace("65ch", measure);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private record Themed(SiteConfig config, Path path) implements SiteConfig {
        @Override
        public String pageId() {
            return config.pageId();
        }

        @Override
        public String name() {
            return config.name();
        }

        @Override
        public java.net.URI url() {
            return config.url();
        }

        @Override
        public String language() {
            return config.language();
        }

        @Override
        public Optional<List<String>> languages() {
            return config.languages();
        }

        @Override
        public java.time.ZoneId timeZone() {
            return config.timeZone();
        }

        @Override
        public Optional<Elsewhere> elsewhere() {
            return config.elsewhere();
        }

        @Override
        public Look theme() {
            return () -> Optional.of(path);
        }

        @Override
        public Security security() {
            return config.security();
        }
    }
}
