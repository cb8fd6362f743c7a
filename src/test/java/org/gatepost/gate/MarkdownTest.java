package org.gatepost.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.gatepost.testsupport.Effort;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(Map.entry("p", Set.of()), Map.entry("br", Set.of()),
            Map.entry("em", Set.of()), Map.entry("strong", Set.of()), Map.entry("code", Set.of()), Map.entry("pre", Set.of()),
            Map.entry("ul", Set.of()), Map.entry("ol", Set.of()), Map.entry("li", Set.of()), Map.entry("blockquote", Set.of()),
            Map.entry("a", Set.of("href", "rel")));
    /**
     * Not a benchmark: the bombs take some milliseconds here. It tells time that grows with the square of the words, or worse, from time
     * that grows with them, on a slow machine that does something else besides.
     */
    private static final Duration SOON = Duration.ofSeconds(5);

    // What people write

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*a* **b** `c` | <p><em>a</em> <strong>b</strong> <code>c</code></p>",
            "- a | <ul><li>a</li></ul>", "1. a | <ol><li>a</li></ol>", "> a | <blockquote><p>a</p></blockquote>",
            "[a](https://b.example/c) | <p><a href=\"https://b.example/c\" rel=\"nofollow noreferrer\">a</a></p>",
            "<http://b.example> | <p><a href=\"http://b.example\" rel=\"nofollow noreferrer\">http://b.example</a></p>",
            "[a](https://b.example \"title\") | <p><a href=\"https://b.example\" rel=\"nofollow noreferrer\">a</a></p>",
            "a <b>c</b> <br> | <p>a &lt;b&gt;c&lt;/b&gt; &lt;br&gt;</p>", "# a | <p><strong>a</strong></p>",
            "###### *a* b | <p><strong><em>a</em> b</strong></p>",
            "# | ''", "a & b < c > d \" e | <p>a &amp; b &lt; c &gt; d \" e</p>",
            "1 < 2, 3 > 2 {{x}} | <p>1 &lt; 2, 3 &gt; 2 {{x}}</p>"})
    void theAllowListIsWhatPeopleNeedToTellAProblem(String markdown, String html) {
        assertEquals(html, shape(Markdown.html(markdown)));
    }

    @Test
    void lineBreaksParagraphsAndCodeBlocksStay() {
        assertEquals("<p>a<br>b</p><p>c</p><pre><code>d &lt;e&gt;\n</code></pre>", shape(Markdown.html(
                "a\nb\n\nc\n```\nd <e>\n```")));
    }

    @Test
    void everyLinkTellsItsTargetNothing() {
        Document html = Jsoup.parseBodyFragment(Markdown.html("[a](https://a.example) <https://b.example> [c]\n\n[c]: "
                + "https://c.example"));
        assertEquals(3, html.select("a").size());
        html.select("a").forEach(link -> assertEquals("nofollow noreferrer", link.attr("rel")));
    }

    @Test
    void theSameWordsGiveTheSameHtmlInEveryLocale() {
        Locale before = Locale.getDefault();
        String words = "1. I\n2. ı **İ**\n\n[TITLE](HTTPS://I.EXAMPLE/)";
        try {
            Locale.setDefault(Locale.ENGLISH);
            String here = Markdown.html(words);
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(here, Markdown.html(words));
        } finally {
            Locale.setDefault(before);
        }
    }

    // What attackers write

    static Stream<String> hostileWords() {
        Stream<String> html = Stream.of("<script>alert(1)</script>", "<SCRIPT SRC=//e.example/x.js>",
                "<scr<script>ipt>alert(1)",
                "<script\n>alert(1)</script\n>", "<script/x>alert(1)//", "<img src=x onerror=alert(1)>",
                "<img src=x\u000Conerror=alert(1)>", "<a href=https://a.example onclick=alert(1)>a</a>",
                "<p onmouseover=alert(1)>a",
                "<svg onload=alert(1)>", "<svg><a xlink:href=javascript:alert(1)><text>a</text></a></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>", "<math><mtext><style><img src onerror=alert(1)>",
                "<math href=javascript:alert(1)>a</math>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
                "<style>@import '//e.example/x.css';</style>", "<p style=\"background:url(//e.example)\">a</p>",
                "<link rel=stylesheet href=//e.example>", "<meta http-equiv=refresh content=\"0;url=//e.example\">",
                "<base href=//e.example>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=data:text/html,x>",
                "<embed src=//e.example>", "<form action=//e.example><input name=a><button formaction=javascript:alert(1)>b",
                "<textarea><script>alert(1)", "<title><script>alert(1)",
                "<noscript><p title=\"</noscript><img src onerror=alert(1)>",
                "<template><script>alert(1)</script></template>", "<details open ontoggle=alert(1)>",
                "<video><source onerror=a>",
                "<x-y onclick=alert(1)>a</x-y>", "</p></article></body><script>alert(1)</script>",
                "<!--><script>alert(1)</script>-->", "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
                "<!DOCTYPE html [<!ENTITY",
                "<a href=\"javascript:alert(1)\">a</a>", "<p", "<a href=\"", "<p id=location class=admin name=cookie>a</p>",
                "<div>\n<script>\nalert(1)\n</script>\n</div>", "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3C;img src=x onerror=alert(1)&#x3E;", "&amp;lt;script&amp;gt;",
                "&#0;&#x110000;&#xD800;&bogus;", "```html onload=alert(1)\n<script>alert(1)</script>", "`<script>`",
                "    <script>",
                "<\u0000script>alert(1)</script>", "<scr\u0000ipt>alert(1)</script>", "\uFF1Cscript\uFF1Ealert(1)",
                "<\u200Bscript>", "\u202Etpircs\u202C <b>", "\u2066\u2067\u202D\u202E\u200E\u200F",
                "a\uFFFEb\uFFFFc\uD800d\uDC00");
        List<String> addresses = List.of("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
                "java\tscript:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)",
                "javascript&#58;alert(1)",
                "javascript&#0000058alert(1)", "\u0001javascript:alert(1)", "java\u0000script:alert(1)",
                "javascript\\:alert(1)",
                "%6Aavascript:alert(1)", "&Tab;javascript:alert(1)", "java&NewLine;script:alert(1)", "feed:javascript:alert(1)",
                "view-source:javascript:alert(1)", "vbscript:msgbox(1)", "VBSCRIPT:msgbox(1)",
                "data:text/html,<script>alert(1)</script>",
                "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "DATA:image/svg+xml,<svg onload=alert(1)>",
                "data:image/png;base64,AAAA", "blob:https://a.example/1", "file:///etc/passwd", "about:blank", "ms-settings:x",
                "intent://x#Intent;end", "https://a.example/\"onmouseover=\"alert(1)",
                "https://a.example/'><script>alert(1)</script>",
                "\u202Ejavascript:alert(1)", "\uFEFFjavascript:alert(1)", "https:javascript:alert(1)",
                "jar:https://a.example!/");
        Stream<String> links = addresses.stream().flatMap(address -> Stream.of("[a](" + address + ")", "[a](<" + address + ">)",
                "![a](" + address + ")", "<" + address + ">", "[a][b]\n\n[b]: " + address, "[a][b]\n\n[b]: <" + address
                        + "> \"onclick=alert(1)\"",
                "[a](https://a.example \"" + address + "\")", "<a href=\"" + address + "\">a</a>"));
        return Stream.concat(html, links);
    }

    @ParameterizedTest
    @MethodSource("hostileWords")
    void whateverIsWrittenBecomesOnlyAllowedElementsWithSafeAddresses(String words) {
        assertHarmless(Markdown.html(words));
        assertHarmless(Markdown.html("> - *" + words + "*\n\n" + words + "\n" + words));
        assertHarmless(Markdown.plain(words));
        assertHarmless(Markdown.plain(words + "\n\n" + words + "\r\n" + words));
        assertEquals(0, Jsoup.parseBodyFragment(Markdown.plain(words)).select("a").size(), "text has no links");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</p></div></article><h1>a</h1>", "<b><i>a", "</blockquote>", "> a\n</blockquote>"})
    void nothingReachesOutOfThePlaceWhereTheWordsStand(String words) {
        for (String html : List.of(Markdown.html(words), Markdown.plain(words))) {
            Document page = Jsoup.parse("<article id=here>" + html + "</article><footer>after</footer>");
            assertEquals("body", page.selectFirst("footer").parent().tagName(), html);
            assertEquals("after", page.selectFirst("footer").text());
            assertEquals(1, page.select("article").size());
        }
    }

    @Test
    void addressesThatAreNotOfTheWebLoseTheirAddressAndKeepTheirText() {
        Document html = Jsoup.parseBodyFragment(Markdown.html("[one](javascript:alert(1)) [two](mailto:a@b.example)"));
        assertEquals("one two", html.body().text());
        html.select("a").forEach(link -> assertEquals("", link.attr("href")));
    }

    @Test
    void aTestThatLooksForHarmFindsItWhereItIs() {
        for (String harm : List.of("<script>a</script>", "<p onclick=a>b</p>", "<a href=javascript:a>b</a>",
                "<a href='java\tscript:a'>"
                        + "b</a>",
                "<svg></svg>", "<p style=a>b</p>", "<a href='data:,a'>b</a>")) {
            assertThrows(AssertionError.class, () -> assertHarmless(harm), harm);
        }
    }

    // Bombs, cut to the limit that the policy sets before it lets words be rendered

    static Stream<String> bombs() {
        StringBuilder references = new StringBuilder();
        for (int i = 0; references.length() < 1_000_000; i++) {
            references.append("[").append(i).append("]: https://a.example/").append(i).append("\n");
        }
        return Stream.concat(Stream.of(references.toString(), "[a]: <" + "b".repeat(1_000_000), "[" + "a".repeat(1_000_000)
                + "]: b"),
                Stream.of(">", "> ", "[", "![", "*", "_", "`", "`a``", "*_", "**a", "a**b*", "_a *b ", "[a](", "[a](b",
                        "![[]()", "[[[[a]](b)", "<", "<a", "<a ", "<!--", "<?", "<![CDATA[", "&", "&#", "\\", "- ", "1. ",
                        "1) ",
                        "    ", "\t", "# ", "```\n", "~~~\n> ", "***\n", "a\n===\n", "\n> \n", "- a\n  ", "> - ", "[^", "](",
                        ")", "\"",
                        "<https://", "\uD83D\uDE00", "\u202E", "{", "a\n", "&\n", "\u0000").map(one -> one.repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void noWordsWithinTheLimitKeepTheRendererBusy(String bomb) {
        String words = bomb.substring(0, GatePolicy.WORDS_LIMIT);
        String closed = words.substring(0, GatePolicy.WORDS_LIMIT / 2) + "a" + new StringBuilder(words.substring(0,
                GatePolicy.WORDS_LIMIT / 2 - 1)).reverse();
        Effort.atMost(SOON, () -> {
            assertHarmless(Markdown.html(words));
            assertHarmless(Markdown.html(closed));
            assertHarmless(Markdown.plain(words));
        });
    }

    @Test
    void nestingEndsBeforeItBreaksWhoeverReadsIt() {
        for (String nest : List.of("> ", "- ", "*_", "**_", "[![")) {
            String html = Markdown.html((nest.repeat(10_000).substring(0, 5_000) + "a" + new StringBuilder(nest.repeat(10_000)
                    .substring(0, 4_990)).reverse()));
            int depth = 0;
            for (Element deepest = Jsoup.parseBodyFragment(html).body(); deepest != null; deepest = deepest
                    .firstElementChild()) {
                depth++;
            }
            assertTrue(depth <= 60, nest + " is " + depth + " deep");
        }
    }

    // Words that were never Markdown

    @Test
    void plainWordsKeepKaomojiLineBreaksAndParagraphs() {
        String words = "(ﾉ◕ヮ◕)ﾉ*:･ﾟ✧ Wow *our* servers_ wow_.\r\nSecond 〜(￣▽￣〜)\n\n \n# Third > [a](b) `c`";
        Document html = Jsoup.parseBodyFragment(Markdown.plain(words));

        assertEquals(List.of("(ﾉ◕ヮ◕)ﾉ*:･ﾟ✧ Wow *our* servers_ wow_. Second 〜(￣▽￣〜)", "# Third > [a](b) `c`"), html.select("p")
                .eachText());
        assertEquals(1, html.select("p").get(0).select("br").size());
        assertEquals(0, html.select("em, strong, code, a").size());
    }

    @Test
    void plainWordsAreTextWhateverTheyLookLike() {
        String words = "<b>a</b> &lt; &amp; \" ' <script>alert(1)</script> {{x}} <p>";
        assertEquals(words, Jsoup.parseBodyFragment(Markdown.plain(words)).text());
    }

    @Test
    void plainWordsOfOneLineAreOneParagraph() {
        assertEquals("<p>a</p>", Markdown.plain("\n\n a \n"));
        assertEquals("<p>a</p>\n<p>b</p>", Markdown.plain("a\n\n\n\nb"));
        assertEquals("<p>a<br />\nb</p>", Markdown.plain("a\rb"));
    }

    /** What the database would refuse at publication, see V6. */
    @Test
    void plainWordsCanBecomeLongerThanTheirLimitAllows() {
        assertTrue(Markdown.plain("\uFF0C".repeat(10_000)).length() > GatePolicy.HTML_LIMIT,
                "or the import needs no check of its own");
    }

    private static void assertHarmless(String html) {
        Document page = Jsoup.parseBodyFragment(html);
        assertEquals(0, page.head().childNodeSize(), html);
        for (Element element : page.body().select("*")) {
            if (element == page.body()) {
                continue;
            }
            assertTrue(ALLOWED.containsKey(element.tagName()), element.tagName() + " in " + html);
            Set<String> attributes = new TreeSet<>();
            for (Attribute attribute : element.attributes()) {
                attributes.add(attribute.getKey());
            }
            assertTrue(ALLOWED.get(element.tagName()).containsAll(attributes), attributes + " in " + html);
            if (element.hasAttr("href")) {
                assertSafe(element.attr("href"));
            }
        }
    }

    /** As a browser would read it, which skips blanks and control characters: of the web, or relative to the page. */
    private static void assertSafe(String href) {
        String read = href.replaceAll("[\\u0000-\\u0020]", "");
        int colon = read.indexOf(':');
        boolean hasScheme = colon >= 0 && read.substring(0, colon).matches("[a-zA-Z][a-zA-Z0-9+.-]*");
        assertFalse(hasScheme && !Set.of("http", "https").contains(read.substring(0, colon).toLowerCase(Locale.ROOT)), href);
        assertFalse(href.chars().anyMatch(c -> c < ' '), "a control character in " + href);
    }

    /** The HTML without the sanitiser's liberties in spelling. */
    private static String shape(String html) {
        Document page = Jsoup.parseBodyFragment(html);
        page.outputSettings().prettyPrint(false);
        page.select("*").comments().forEach(Node::remove);
        return page.body().html().replaceAll(">\\n<", "><").replaceAll("<br>\\n", "<br>");
    }
}
