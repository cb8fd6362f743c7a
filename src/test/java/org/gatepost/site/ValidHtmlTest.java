package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import nu.validator.client.EmbeddedValidator;
import nu.validator.validation.SimpleDocumentValidator;

/** Every page is valid HTML, its style sheet included, by the Nu checker, which is the one of the W3C. */
class ValidHtmlTest {
    /** What is told more often than that says nothing new. */
    private static final int TOLD_MAX = 20;
    private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([^\"]+)\"");
    private static final Pattern STYLE = Pattern.compile("(?s)<style>.*?</style>");
    private static final long STACK_BYTES = 16 << 20;

    @Test
    void everyPageInEveryStateIsValid() throws Exception {
        deep(ValidHtmlTest::checkEveryPage);
    }

    private static void checkEveryPage() throws Exception {
        Checker checker = new Checker();
        int checked = 0;
        for (PublishedPage page : List.of(Samples.empty(), Samples.allWell(), Samples.worstDay(), Proof.page())) {
            for (Surface surface : Proofs.surfaces(page)) {
                checked += checker.check(surface);
            }
        }
        Set<String> kinds = new HashSet<>();
        for (Surface surface : Proofs.inEveryLanguage(Samples.everything())) {
            // In each language the same templates put other words: of each kind of page one is enough there.
            if (isHtml(surface) && (languageOf(surface).equals(Theme.LANGUAGE) || kinds.add(kindOf(surface)))) {
                checked += checker.check(surface);
            }
        }
        assertTrue(checked > 100, "Only " + checked + " pages were looked at.");
        assertEquals(List.of(), checker.faults());
    }

    private static boolean isHtml(Surface surface) {
        return surface.contentType().startsWith("text/html");
    }

    private static String languageOf(Surface surface) {
        Matcher language = LANGUAGE.matcher(PagesTest.text(surface.body()));
        assertTrue(language.find(), surface.path() + " does not say its language.");
        return language.group(1);
    }

    /** Its language and its address without what is counted. */
    private static String kindOf(Surface surface) {
        return languageOf(surface) + surface.path().replaceAll("[0-9a-z]{12}|[0-9]{4}-[0-9]{2}", "*");
    }

    @Test
    void whatIsNotValidIsFound() throws Exception {
        deep(ValidHtmlTest::checkFaults);
    }

    private static void checkFaults() throws Exception {
        String page = "<!doctype html><html lang=en><title>x</title><style>%s</style><body>%s</body></html>";
        assertEquals(List.of(), faults(page.formatted("", "<p>x</p>")));
        assertFalse(faults(page.formatted("", "<p><div></div></p>")).isEmpty());
        assertFalse(faults(page.formatted("", "<ul><p>x</p></ul>")).isEmpty());
        assertFalse(faults(page.formatted("a { colour: red }", "")).isEmpty());
    }

    private interface Work {
        void run() throws Exception;
    }

    /** With a deep stack: the checker walks through the schema of HTML by calling itself. */
    private static void deep(Work work) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> {
            try {
                work.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
        }, "checker", STACK_BYTES);
        thread.start();
        thread.join();
        if (thrown.get() != null) {
            throw new AssertionError(thrown.get().getMessage(), thrown.get());
        }
    }

    private static List<String> faults(String html) throws Exception {
        Checker checker = new Checker();
        checker.check("here", html.getBytes(StandardCharsets.UTF_8));
        return checker.faults();
    }

    /** Keeps what is wrong by what it is, with the first page that has it: the same fault stands in all pages of a template. */
    private static final class Checker implements ErrorHandler {
        private final SimpleDocumentValidator validator = new SimpleDocumentValidator(false, false, false);
        private final Map<String, String> faults = new TreeMap<>();
        private final Set<String> styles = new HashSet<>();
        private String path;

        private Checker() throws Exception {
            validator.setUpMainSchema(EmbeddedValidator.SCHEMA_URL, this);
            // Without a guess of the language: titles in one and words in another are what a page of many languages has.
            validator.setUpValidatorAndParsers(this, false, false);
        }

        /** @return how many pages that were */
        private int check(Surface surface) throws IOException, SAXException {
            if (!isHtml(surface)) {
                return 0;
            }
            check(surface.path(), surface.body());
            if (surface.staleBody() != null) {
                check(surface.path() + " (stale)", surface.staleBody());
            }
            return 1;
        }

        private void check(String where, byte[] html) throws IOException, SAXException {
            path = where;
            // It knows no cascade layers yet and would pass over all that stands in them: to it they are for every medium.
            String known = PagesTest.text(html).replaceFirst("@layer [a-z, ]+;", "").replaceAll("@layer [a-z]+ \\{",
                    "@media all {");
            // All pages carry the same style sheet, and to check it takes longer than the page: once is enough.
            Matcher style = STYLE.matcher(known);
            String once = style.replaceAll(sheet -> Matcher
                    .quoteReplacement(styles.add(sheet.group()) ? sheet.group() : "<style></style>"));
            InputSource source = new InputSource(new StringReader(once));
            validator.checkHtmlInputSource(source);
        }

        private List<String> faults() {
            return faults.entrySet().stream().limit(TOLD_MAX).map(fault -> fault.getKey() + " (" + fault.getValue() + ")")
                    .toList();
        }

        private void keep(String kind, SAXParseException exception) {
            faults.putIfAbsent(kind + ": " + exception.getMessage(), path + ":" + exception.getLineNumber());
        }

        @Override
        public void warning(SAXParseException exception) {
            keep("warning", exception);
        }

        @Override
        public void error(SAXParseException exception) {
            keep("error", exception);
        }

        @Override
        public void fatalError(SAXParseException exception) {
            keep("fatal", exception);
        }
    }
}
