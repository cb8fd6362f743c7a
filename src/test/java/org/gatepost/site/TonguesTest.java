package org.gatepost.site;

import static org.gatepost.testsupport.Samples.NOW;
import static org.gatepost.testsupport.Samples.READERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in every language: all of it, with its own words and those of people, each said in which language it is. */
class TonguesTest {
    private static final Set<String> PROMISED = Set.of("ar", "he", "fa", "zh", "ja", "hi", "ru", "fr", "de", "es", "pt", "en");
    private static Map<String, Surface> surfaces;

    @BeforeAll
    static void render() {
        surfaces = Proofs.inEveryLanguage(Samples.everything()).stream()
                .collect(Collectors.toMap(Surface::path, Function.identity()));
    }

    @Test
    void everyPageIsThereInEveryLanguage() {
        Set<String> own = surfaces.values().stream()
                .filter(it -> "en".equals(it.headers().get("Content-Language"))).map(Surface::path)
                .filter(path -> !Set.of("/404", "/en", "/en/").contains(path)).collect(Collectors.toSet());
        for (String language : PROMISED) {
            if (language.equals("en")) {
                continue;
            }
            Set<String> others = own.stream().map(path -> "/" + language + path).collect(Collectors.toCollection(TreeSet::new));
            others.removeAll(surfaces.keySet());
            assertEquals(Set.of(), others);
        }
        assertTrue(own.size() > 40, own.toString());
    }

    @Test
    void everyPageSaysItsLanguageAndLeadsToItselfInTheOthers() {
        for (Surface surface : surfaces.values()) {
            String language = surface.headers().get("Content-Language");
            assertEquals(surface.contentType().startsWith("text/html"), language != null, surface.path());
            if (language == null) {
                continue;
            }
            Document page = Jsoup.parse(PagesTest.text(surface.body()));
            assertEquals(language, page.selectFirst("html").attr("lang"), surface.path());
            assertEquals(Set.of("ar", "he", "fa").contains(language) ? "rtl" : "ltr", page.selectFirst("html").attr("dir"));
            if (surface.path().endsWith("/embed")) {
                continue;
            }
            List<Element> tongues = page.select("nav.languages a");
            assertEquals(PROMISED, tongues.stream().map(it -> it.attr("hreflang")).collect(Collectors.toSet()));
            tongues.forEach(it -> assertEquals(it.attr("hreflang"),
                    surfaces.get(it.attr("href")).headers().get("Content-Language"), surface.path()));
            assertEquals(List.of(language), page.select("nav.languages a[aria-current]").eachAttr("hreflang"));
        }
    }

    @Test
    void everyLinkLeadsToAPageOfTheSameLanguage() {
        for (Surface surface : surfaces.values()) {
            String language = surface.headers().get("Content-Language");
            if (language == null) {
                continue;
            }
            for (Element link : Jsoup.parse(PagesTest.text(surface.body())).select("a[href^=/]:not([hreflang])")) {
                Surface there = surfaces.get(link.attr("href").split("#")[0]);
                assertTrue(there != null, surface.path() + " leads to " + link.attr("href"));
                assertTrue(there.headers().getOrDefault("Content-Language", language).equals(language),
                        surface.path() + " leads to " + link.attr("href"));
            }
        }
    }

    @Test
    void theOwnLanguageIsAtTheRootAndAtItsOwnAddressAndATypedAddressWillDo() {
        assertArrayEquals(surfaces.get("/").body(), surfaces.get("/en/").body());
        assertArrayEquals(surfaces.get("/").staleBody(), surfaces.get("/en").staleBody());
        assertArrayEquals(surfaces.get("/de/").body(), surfaces.get("/de").body());
        // Whoever reads English goes home to English, whatever the front would choose at the root.
        assertEquals("/en/", home(surfaces.get("/history")));
        assertEquals("/de/", home(surfaces.get("/de/history")));
        assertEquals("/de/readers", home(surfaces.get("/de/readers/history")));
    }

    private static String home(Surface surface) {
        return Jsoup.parse(PagesTest.text(surface.body())).selectFirst("header p a").attr("href");
    }

    @Test
    void aPageOfOneLanguageHasNothingToChoose() {
        List<Surface> alone = Proofs.surfaces(Samples.everything());

        assertEquals("/", home(PagesTest.surface(alone, "/history")));
        assertEquals(0, Jsoup.parse(PagesTest.text(PagesTest.surface(alone, "/").body())).select("nav.languages").size());
        assertFalse(alone.stream().anyMatch(surface -> surface.path().equals("/en/")));
    }

    @Test
    void programsReadOneLanguage() {
        assertEquals(Set.of(), surfaces.keySet().stream().filter(path -> path.startsWith("/de/") && path.contains("."))
                .collect(Collectors.toSet()));
        Document page = Jsoup.parse(PagesTest.text(surfaces.get("/de/readers").body()));
        assertEquals("/readers/history.atom", page.selectFirst("link[type=application/atom+xml]").attr("href"));
        // The web component looks for the badge below the address that it is given.
        assertTrue(Jsoup.parse(PagesTest.text(surfaces.get("/de/readers/api").body())).text()
                .contains("<gatepost-status href=\"https://status.example.org/readers\">"));
    }

    @Test
    void wordsAreGivenInTheLanguageOfThePageAndElseSayWhichTheyAreIn() {
        Document arabic = notice("/ar", "contributors");
        Element words = arabic.select(".update .words > div").stream().filter(it -> it.text().startsWith("حفظ")).findFirst()
                .orElseThrow();
        assertFalse(words.hasAttr("lang"));
        assertFalse(arabic.selectFirst("h1").hasAttr("lang"));
        // What they were written in stands folded beside them, and what is shown does not stand there once more.
        assertTrue(arabic.select(".titles li").eachAttr("lang").contains("en"));
        assertFalse(arabic.select(".titles li").eachAttr("lang").contains("ar"));

        Document german = notice("/de", "contributors");
        assertEquals("en", german.selectFirst("h1").attr("lang"));
        assertEquals("en", german.selectFirst(".update .words > div").attr("lang"));
        assertEquals("Manches hier ist noch nicht übersetzt.", german.selectFirst(".note").text());
        assertEquals(Set.of("ar", "pt-BR"), Set.copyOf(german.select(".titles li").eachAttr("lang")));

        Document portuguese = notice("/pt", "contributors");
        assertFalse(portuguese.selectFirst("h1").hasAttr("lang"), "the same language and script will do");
    }

    @Test
    void anAudienceIsCalledByItsNameInEveryLanguageAndByNoOther() {
        Theme theme = Theme.packed();
        Tongue own = Tongue.own(theme.messages("en"), false);
        Tongue german = Tongue.further(theme.messages("de"));

        assertEquals("Lesende", theme.name(new PublishedAudience("readers", "Readers", 1), german));
        assertEquals("Readers",
                theme.name(new PublishedAudience("readers", "Lectores", 1), Tongue.further(theme.messages("en"))),
                "of a page in Spanish");
        assertEquals("Lectores", theme.name(new PublishedAudience("readers", "Lectores", 1), own),
                "what came through the gate");
        assertEquals("Customers", theme.name(new PublishedAudience("readers", "Customers", 1), german),
                "nobody translated that");
        assertEquals("Partners", theme.name(new PublishedAudience("partners", "Partners", 1), german));

        Document home = Jsoup.parse(PagesTest.text(surfaces.get("/ar/readers").body()));
        assertTrue(home.title().contains("القراء"), home.title());
        assertFalse(home.text().contains("Readers"), home.text());
        assertFalse(home.text().contains("Contributors"), home.text());
    }

    private static Document notice(String language, String audience) {
        String id = Samples.everything().notices().stream().filter(it -> it.title().equals("Editing is slow on all wikis"))
                .findFirst().orElseThrow().id();
        return Jsoup.parse(PagesTest.text(surfaces.get(language + "/" + audience + "/incidents/" + id).body()));
    }

    @ParameterizedTest
    @CsvSource({"pt, pt-BR, pt-BR", "zh, zh-Hans, zh-Hans", "zh, zh-Hant, ", "de, de-AT, de-AT", "de, nl, ", "fa, fa-AF, fa-AF",
            "ar, az-Arab, "})
    void readersOfOneScriptAreNotGivenTheOther(String page, String there, String given) {
        assertEquals(Optional.ofNullable(given),
                Tongue.further(Theme.packed().messages(page)).among(Map.of(there, "Words")));
    }

    @Test
    void aPageOfAnotherOwnLanguageTakesItsWordsAsWrittenInThat() {
        Samples samples = Samples.wiki();
        samples.incident("Suche ist langsam", NOW).update(NoticeState.INVESTIGATING, NOW).tell(READERS, Impact.DEGRADED,
                "Langsam");
        PublishedPage page = samples.build();
        List<Surface> german = new Edition(Proofs.Config.sample().ownLanguage("de"), Theme.packed()).surfaces(page,
                Samples.AS_OF);

        assertEquals("Suche ist langsam, seit 17:42 UTC.", title(german, "/"));
        Document english = Jsoup.parse(PagesTest.text(PagesTest.surface(german, "/en/").body()));
        assertEquals("de", english.selectFirst("h1 bdi").attr("lang"));
        assertNull(Jsoup.parse(PagesTest.text(PagesTest.surface(german, "/de/").body())).selectFirst("h1 [lang]"));
    }

    private static String title(List<Surface> surfaces, String path) {
        return Jsoup.parse(PagesTest.text(PagesTest.surface(surfaces, path).body())).selectFirst("h1").text();
    }

    @Test
    void aLanguageThatTheThemeDoesNotSpeakIsNamed() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new Edition(Proofs.Config.sample().in("tlh"), Theme.packed()));

        assertTrue(refused.getMessage().contains("\"tlh\"") && refused.getMessage().contains("gatepost.site.languages"),
                refused.getMessage());
    }
}
