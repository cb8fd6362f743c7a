package org.gatepost.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;

import io.quarkus.qute.RawString;

/** What a correction changed in a text, word by word. */
final class Differences {
    /** Two texts of which none shares a word with the other cost as much as the product of their lengths. */
    static final int WORDS_MAX = 1500;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

    private final Messages messages;

    Differences(Messages messages) {
        this.messages = messages;
    }

    /**
     * The later text as HTML with what was taken out in {@code del} and what was put in in {@code ins}. Screen readers say neither: what
     * was and what is now is told in words that are hidden from eyes.
     *
     * @return null when a text has more than {@link #WORDS_MAX} words; then the earlier one is to be shown as a whole
     */
    RawString of(String before, String after) {
        List<String> was = words(before);
        List<String> is = words(after);
        if (was.size() > WORDS_MAX || is.size() > WORDS_MAX) {
            return null;
        }
        StringBuilder html = new StringBuilder();
        int at = 0;
        for (Run run : runs(was, is)) {
            append(html, is.subList(at, run.is()));
            mark(html, "del", "corrected-was", was.subList(run.was(), run.wasEnd()));
            mark(html, "ins", "corrected-now", is.subList(run.is(), run.isEnd()));
            at = run.isEnd();
        }
        append(html, is.subList(at, is.size()));
        return new RawString(html.toString().strip());
    }

    private record Run(int was, int wasEnd, int is, int isEnd) {
    }

    /** Where the texts differ; what the algorithm finds word by word side by side is one difference to a reader. */
    private static List<Run> runs(List<String> was, List<String> is) {
        List<Run> runs = new ArrayList<>();
        for (Change change : new MyersDiffWithLinearSpace<String>().computeDiff(was.stream().map(String::strip).toList(),
                is.stream().map(String::strip).toList(), null)) {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.wasEnd() == change.startOriginal && last.isEnd() == change.startRevised) {
                runs.set(runs.size() - 1, new Run(last.was(), change.endOriginal, last.is(), change.endRevised));
            } else {
                runs.add(new Run(change.startOriginal, change.endOriginal, change.startRevised, change.endRevised));
            }
        }
        return runs;
    }

    /** What was, and what is now, for things that are no text. */
    RawString of(RawString before, RawString after) {
        StringBuilder html = new StringBuilder();
        mark(html, "del", "corrected-was", before.getValue());
        mark(html, "ins", "corrected-now", after.getValue());
        return new RawString(html.toString().strip());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(BETWEEN_WORDS.split(text));
    }

    private static void append(StringBuilder html, List<String> words) {
        words.forEach(word -> html.append(Messages.escape(word)));
    }

    private void mark(StringBuilder html, String element, String said, List<String> words) {
        if (!words.isEmpty()) {
            mark(html, element, said, Messages.escape(words.stream().collect(Collectors.joining()).strip()));
        }
    }

    private void mark(StringBuilder html, String element, String said, String words) {
        if (!html.isEmpty() && !Character.isWhitespace(html.charAt(html.length() - 1))) {
            html.append(' ');
        }
        html.append('<').append(element).append("><span class=\"hidden\">")
                .append(messages.html(said).getValue()).append(" </span>").append(words).append("</").append(element)
                .append("> ");
    }
}
