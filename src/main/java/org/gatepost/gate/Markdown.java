package org.gatepost.gate;

import java.util.List;
import java.util.Set;

import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns words into HTML that any page may carry: CommonMark by its reference library with raw HTML escaped, then OWASP's sanitiser with
 * a small allow-list. It runs when words are proposed, so that the approved hash covers what readers get.
 */
final class Markdown {
    /** Deeper nesting than people write; beyond it the parser treats brackets and quotes as text. */
    private static final int NESTING_LIMIT = 20;
    private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(NESTING_LIMIT).maxInlineNesting(NESTING_LIMIT)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true)
            .softbreak("<br />\n").nodeRendererFactory(Headings::new).build();
    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements("p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a")
            .allowUrlProtocols("https", "http")
            .allowAttributes("href").onElements("a").requireRelsOnLinks("nofollow", "noreferrer").toFactory();

    private Markdown() {
    }

    static String html(String markdown) {
        return ALLOWED.sanitize(RENDERER.render(PARSER.parse(markdown))).strip();
    }

    /** Words that were never Markdown: paragraphs and line breaks are kept, everything else is text. */
    static String plain(String text) {
        List<String> paragraphs = text.strip().lines().toList();
        StringBuilder html = new StringBuilder("<p>");
        boolean paragraphOpen = true;
        boolean first = true;
        for (String line : paragraphs) {
            if (line.isBlank()) {
                html.append(paragraphOpen ? "</p>" : "");
                paragraphOpen = false;
                continue;
            }
            html.append(paragraphOpen ? (first ? "" : "<br />\n") : "\n<p>").append(escape(line));
            paragraphOpen = true;
            first = false;
        }
        return ALLOWED.sanitize(html.append("</p>").toString()).strip();
    }

    private static String escape(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The page has headings of its own, which a screen reader goes by: those of an author are paragraphs that look like it. */
    private record Headings(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class);
        }

        @Override
        public void render(Node heading) {
            if (heading.getFirstChild() == null) {
                return;
            }
            HtmlWriter html = context.getWriter();
            html.line();
            html.tag("p");
            html.tag("strong");
            for (Node child = heading.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            html.tag("/strong");
            html.tag("/p");
            html.line();
        }
    }
}
