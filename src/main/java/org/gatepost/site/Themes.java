package org.gatepost.site;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedPage;
import org.jboss.logging.Logger;

import io.quarkus.qute.TemplateException;

/**
 * Which theme the page wears: the packed one, or that of a directory. A directory that changes is read anew on a thread of its own,
 * and the page wears what passes; what does not is refused in the log, while the last good one goes on. So the page never waits for a
 * theme, and never goes without one.
 */
final class Themes {
    /** Every how long the directory is looked at. A change counts when two looks have seen the same, so that no file is half written. */
    static final int LOOK_EVERY_MILLIS = 500;

    private static final Logger LOG = Logger.getLogger(Themes.class);

    private final SiteConfig config;
    private final Path directory;
    private ScheduledExecutorService thread;
    private volatile Worn worn;
    /** What goes on when that cannot render the page after all. */
    private volatile Worn before;
    private volatile long generation;
    /** What the theme looked like that was read last, passed or not. */
    private String readStamp = "";
    private String lastStamp = "";
    private ThemeDirectory read;

    /** With what was printed in it last: another theme prints all of it anew. */
    private record Worn(Edition edition, Printed printed, String name) {

        Worn(Edition edition, String name) {
            this(edition, new Printed(), name);
        }

        List<Surface> surfaces(PublishedPage page, Instant asOf) {
            return printed.of(Stream.concat(edition.leaves(page, asOf).stream(), edition.past(page).stream()).toList());
        }
    }

    /** Begins with the packed theme. */
    Themes(SiteConfig config) {
        this.config = config;
        this.directory = config.theme().directory().map(Path::toAbsolutePath).orElse(null);
        this.worn = new Worn(new Edition(config, Theme.packed()), "the packed theme");
        this.before = worn;
    }

    /**
     * Reads the directory for the first time, and the packed theme where there is none.
     *
     * @throws ThemeRefusedException when the theme cannot be the page's
     */
    void requireGood() {
        if (directory == null) {
            Proofreader.read(config, Theme::packed);
            return;
        }
        String stamp = ThemeDirectory.stamp(directory);
        take(ThemeDirectory.read(directory));
        readStamp = stamp;
        lastStamp = stamp;
    }

    /** Goes on looking at the directory, if there is one. */
    synchronized void watch() {
        if (directory == null || thread != null) {
            return;
        }
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread watcher = new Thread(task, "theme");
            watcher.setDaemon(true);
            return watcher;
        });
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    /** Grows whenever the page has something else to wear. */
    long generation() {
        return generation;
    }

    /** Looks at the directory once. Throws nothing: a look that fails is a theme that is refused. */
    void look() {
        String stamp;
        try {
            stamp = ThemeDirectory.stamp(directory);
        } catch (ThemeRefusedException e) {
            stamp = e.getMessage();
        }
        boolean isSettled = stamp.equals(lastStamp);
        lastStamp = stamp;
        if (!isSettled || stamp.equals(readStamp)) {
            return;
        }
        readStamp = stamp;
        try {
            ThemeDirectory found = ThemeDirectory.read(directory);
            if (!found.equals(read)) {
                take(found);
            }
        } catch (ThemeRefusedException e) {
            LOG.errorf("The theme in %s is refused, and %s goes on. %s", directory, worn.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "The theme in %s cannot be read, and %s goes on.", directory, worn.name());
        }
    }

    private void take(ThemeDirectory found) {
        Proofreader.Read passed = Proofreader.read(config, found);
        passed.warnings().forEach(warning -> LOG.warnf("The theme in %s: %s", directory, warning));
        found.unused().forEach(file -> LOG.warnf(
                "The theme in %s: %s stands in for no file of the packed theme and nothing includes it; is its name right?",
                directory, file));
        read = found;
        wear(new Worn(passed.edition(), "the one before"));
        LOG.infof("The page wears the theme in %s, with %d files of its own.", directory, found.own().size());
    }

    private synchronized void wear(Worn next) {
        worn = next;
        generation++;
    }

    /** The page as it is worn now. */
    Edition edition() {
        return worn.edition();
    }

    /**
     * Renders a page, and all of its past, in what it wears. Words go out in the look of before rather than not at all: a theme that
     * passed and yet cannot render this page is taken off.
     */
    List<Surface> surfaces(PublishedPage page, Instant asOf) {
        Worn now = worn;
        try {
            List<Surface> surfaces = now.surfaces(page, asOf);
            before = now;
            return surfaces;
        } catch (TemplateException e) {
            return takeOff(now, e).orElseThrow(() -> e).surfaces(page, asOf);
        }
    }

    private synchronized Optional<Worn> takeOff(Worn failed, TemplateException e) {
        Worn last = before == failed ? new Worn(new Edition(config, Theme.packed()), "the packed theme") : before;
        if (directory == null) {
            return Optional.empty();
        }
        if (worn == failed) {
            worn = last;
            generation++;
        }
        // Without its message, which may quote what it was rendering.
        LOG.errorf("The theme in %s cannot render the page (%s), and %s goes on until a file of it changes.", directory,
                e.getOrigin() == null ? "templates" : e.getOrigin().getTemplateId() + ".html, line " + e.getOrigin().getLine(),
                last.name());
        return Optional.of(last);
    }
}
