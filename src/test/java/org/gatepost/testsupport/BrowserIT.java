package org.gatepost.testsupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

@NeedsChromium
class BrowserIT {
    private static final String PAGE = "data:text/html,<title>still</title><script>document.title='moved'</script><p>Gatepost";

    @Test
    void theBrowserRunsScriptsUnlessItIsToldNotTo() {
        try (var with = Browser.context(); var without = Browser.contextWithoutScript()) {
            var page = with.newPage();
            page.navigate(PAGE);
            assertEquals("moved", page.title());
            var silent = without.newPage();
            silent.navigate(PAGE);
            assertEquals("still", silent.title());
        }
    }

    @Test
    void aScreenshotIsKept() throws IOException {
        try (var context = Browser.context()) {
            var page = context.newPage();
            page.navigate(PAGE);
            assertTrue(Files.size(Browser.screenshot(page, "browser")) > 0);
        }
    }
}
