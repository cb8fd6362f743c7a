package org.gatepost.console;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.gatepost.site.Change;
import org.gatepost.site.Rendering;
import org.gatepost.site.Surface;

/**
 * Every page of an audience carries when it was last told something. Where nothing but that differs, there is nothing to look at. Pure.
 */
final class Stamps {
    private static final String MOMENT = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:\\d{2})";
    private static final Pattern STAMP = Pattern.compile("<time datetime=\"(" + MOMENT + ")\">[^<]*</time>|(" + MOMENT + ")");

    private Stamps() {
    }

    /**
     * The changes that are more than a stamp.
     *
     * @param at when the words would go out: a time that became this one, to the minute, is a stamp
     */
    static List<Change> without(Rendering rendering, Instant at) {
        return rendering.changes().stream().filter(change -> change.kind() != Change.Kind.CHANGED
                || !isStamp(text(rendering.before(change.path())), text(rendering.after(change.path())), at)).toList();
    }

    private static String text(Optional<Surface> surface) {
        return new String(surface.orElseThrow().body(), StandardCharsets.UTF_8);
    }

    static boolean isStamp(String before, String after, Instant at) {
        if (!STAMP.matcher(before).replaceAll("").equals(STAMP.matcher(after).replaceAll(""))) {
            return false;
        }
        List<MatchResult> was = STAMP.matcher(before).results().toList();
        List<MatchResult> is = STAMP.matcher(after).results().toList();
        if (was.size() != is.size()) {
            return false;
        }
        for (int i = 0; i < is.size(); i++) {
            if (!was.get(i).group().equals(is.get(i).group()) && !isAt(is.get(i), at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAt(MatchResult stamp, Instant at) {
        try {
            Instant moment = OffsetDateTime.parse(stamp.group(1) == null ? stamp.group(2) : stamp.group(1)).toInstant();
            return moment.truncatedTo(ChronoUnit.MINUTES).equals(at.truncatedTo(ChronoUnit.MINUTES));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
