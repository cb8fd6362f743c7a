package org.gatepost.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;

/**
 * The Chromium of this machine, driven by Playwright, whose own browsers are never downloaded. One for the whole JVM (for each class
 * loader of it); a test opens a context of its own, which is a browser without any cookies. For one thread at a time.
 */
public final class Browser {
    private static final List<String> PROGRAMS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--headless", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Wide enough for the console, as on a laptop. */
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final int TALL = 1200;
    private static final int PICTURE_MILLIS = 10_000;

    private static com.microsoft.playwright.Browser chromium;

    private Browser() {
    }

    /** Whether this machine has one; only what is pleasant to have asks, a test says {@link NeedsChromium}. */
    public static boolean isThere() {
        return program().isPresent();
    }

    /** @return a context as of somebody who has never been here; close it when the test ends */
    public static BrowserContext context() {
        return chromium().newContext(options());
    }

    /** As {@link #context()}, of somebody who lives in a time zone of the IANA's list. */
    public static BrowserContext context(String zone) {
        return chromium().newContext(options().setTimezoneId(zone));
    }

    /** As {@link #context()}, where no script of any page runs. */
    public static BrowserContext contextWithoutScript() {
        return chromium().newContext(options().setJavaScriptEnabled(false));
    }

    /**
     * Keeps what the page looks like, whole, in {@code target/screenshots}.
     *
     * @param name of the file, without ending
     */
    public static Path screenshot(Page page, String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.waitForLoadState();
        var options = new Page.ScreenshotOptions().setPath(file).setFullPage(true).setTimeout(PICTURE_MILLIS);
        try {
            page.screenshot(options);
        } catch (TimeoutError e) {
            // Headless Chromium now and then draws no frame for a page that has only just come; asked again it does. A picture proves
            // nothing, so asking again hides nothing.
            page.screenshot(options);
        }
        return file;
    }

    /** As {@link #screenshot(Page, String)}, of what a tall window shows of it: there a bar that stays at its edge is where it is. */
    public static Path glance(Page page, String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.waitForLoadState();
        page.setViewportSize(WIDTH, TALL);
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setTimeout(PICTURE_MILLIS));
        page.setViewportSize(WIDTH, HEIGHT);
        return file;
    }

    /** As {@link #screenshot(Page, String)}, of a part of the page. */
    public static Path screenshot(Locator part, String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        part.page().waitForLoadState();
        part.screenshot(new Locator.ScreenshotOptions().setPath(file).setTimeout(PICTURE_MILLIS));
        return file;
    }

    /** @return the program that CHROMIUM names, or else the first that is found */
    static Optional<Path> program() {
        return program(System.getenv("CHROMIUM"));
    }

    static Optional<Path> program(String wanted) {
        Stream<String> candidates = wanted == null || wanted.isBlank() ? PROGRAMS.stream() : Stream.of(wanted);
        return candidates.map(Path::of).filter(Files::isExecutable).findFirst();
    }

    private static com.microsoft.playwright.Browser chromium() {
        synchronized (Browser.class) {
            if (chromium == null) {
                Path program = program().orElseThrow(() -> new IllegalStateException(ChromiumCondition.NOTICE));
                var playwright = Playwright
                        .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                chromium = playwright.chromium()
                        .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS)
                                .setHeadless(true));
                // Playwright gives it a fresh profile directory; its driver, and the browser with it, ends with this JVM.
                Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "browser-end"));
            }
            return chromium;
        }
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options() {
        return new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setLocale("en-GB");
    }
}
