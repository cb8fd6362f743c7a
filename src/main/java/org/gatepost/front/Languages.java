package org.gatepost.front;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.util.ULocale;

/**
 * Which of the languages that there are a reader wants, by {@code Accept-Language} (RFC 9110, 12.5.4): the first range that finds one
 * wins, and a range finds what it names, then what it names without its last parts (lookup, RFC 4647, 3.4), then what is of its
 * language and script, as {@code pt-BR} for {@code pt} and {@code zh-Hant} for {@code zh-TW}. Another script of the same language is
 * taken when nothing else was found, and another language never is.
 */
final class Languages {

    /** In characters, all lines together; browsers send about 40. A longer one counts as absent. */
    static final int MAX_HEADER_LENGTH = 512;
    /** What a person can have set up, and more; a list with more ranges counts as absent. */
    static final int MAX_RANGES = 32;
    /** Browsers of one region send a few different headers; beyond this many, each is worked out anew. */
    static final int MAX_REMEMBERED = 1_024;

    private static final String ANY = "*";
    /** RFC 4647, 2.1, and the weight of RFC 9110, 12.4.2. */
    private static final Pattern RANGE = Pattern.compile(
            "(\\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:[ \\t]*;[ \\t]*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?",
            Pattern.CASE_INSENSITIVE);

    private final String own;
    /** As they are written, by their lower case. */
    private final Map<String, String> tags;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    /**
     * @param own the language of those who want none that there is
     * @param tags of all languages that there are, the own among them: BCP 47
     */
    Languages(String own, Set<String> tags) {
        this.own = own;
        this.tags = tags.stream().collect(Collectors.toUnmodifiableMap(Languages::lower, tag -> tag));
    }

    boolean isFor(String own, Set<String> tags) {
        return this.own.equals(own) && Set.copyOf(this.tags.values()).equals(tags);
    }

    /**
     * One of the tags, always.
     *
     * @param headers the values of all header lines, in their order (RFC 9110, 5.3)
     */
    String wanted(List<String> headers) {
        if (headers.isEmpty()) {
            return own;
        }
        String header = headers.size() == 1 ? headers.get(0) : String.join(",", headers);
        if (header.length() > MAX_HEADER_LENGTH) {
            return own;
        }
        String known = remembered.get(header);
        if (known == null) {
            known = find(parse(header));
            if (remembered.size() < MAX_REMEMBERED) {
                remembered.put(header, known);
            }
        }
        return known;
    }

    /** @param range in lower case */
    private record Wish(String range, double quality) {
    }

    /** Best first; nothing when any of it is malformed, for then nobody knows what is wanted. */
    private static List<Wish> parse(String header) {
        List<Wish> wishes = new ArrayList<>();
        for (String element : header.split(",")) {
            String wish = element.strip();
            // Empty elements are to be passed over (RFC 9110, 5.6.1.2).
            if (!wish.isEmpty()) {
                Matcher parts = RANGE.matcher(wish);
                if (!parts.matches() || wishes.size() == MAX_RANGES) {
                    return List.of();
                }
                wishes.add(new Wish(lower(parts.group(1)), parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2))));
            }
        }
        wishes.sort(Comparator.comparingDouble(Wish::quality).reversed());
        return wishes;
    }

    private String find(List<Wish> wishes) {
        List<String> ranges = wishes.stream().filter(wish -> wish.quality() > 0).map(Wish::range).toList();
        List<String> allowed = tags.keySet().stream().filter(tag -> !isRefused(tag, wishes)).sorted().toList();
        for (String range : ranges) {
            // Whatever there is: then the page's own, if the reader does not refuse it.
            String found = range.equals(ANY)
                    ? allowed.contains(lower(own)) ? lower(own) : null
                    : find(range, allowed);
            if (found != null) {
                return tags.get(found);
            }
        }
        return ranges.stream().filter(range -> !range.equals(ANY))
                .flatMap(range -> first(allowed, tag -> language(tag).equals(language(range)))).findFirst().map(tags::get)
                .orElse(own);
    }

    private static String find(String range, List<String> allowed) {
        String kind = kind(range);
        Stream<String> shortened = Stream.iterate(range, part -> part != null, Languages::shorten);
        Stream<String> alike = first(allowed, tag -> kind(tag).equals(kind));
        return Stream.concat(shortened.filter(part -> allowed.contains(part) && kind(part).equals(kind)), alike).findFirst()
                .orElse(null);
    }

    private static Stream<String> first(Collection<String> tags, Predicate<String> is) {
        return tags.stream().filter(is).limit(1);
    }

    /** A single letter goes together with what it introduced; null when nothing is left. */
    private static String shorten(String range) {
        int end = range.lastIndexOf('-');
        if (end >= 2 && range.charAt(end - 2) == '-') {
            end -= 2;
        }
        return end < 0 ? null : range.substring(0, end);
    }

    /** What the closest range says of the tag counts: "de-AT, de;q=0" wants Austria's German and no other. */
    private static boolean isRefused(String tag, List<Wish> wishes) {
        return wishes.stream().filter(wish -> covers(wish.range(), tag))
                .max(Comparator.comparingInt(wish -> wish.range().equals(ANY) ? 0 : wish.range().length()))
                .map(wish -> wish.quality() == 0).orElse(false);
    }

    private static boolean covers(String range, String tag) {
        return range.equals(ANY) || tag.equals(range) || tag.startsWith(range + "-");
    }

    /** Language and script; the script that goes without saying is said (UTS 35, likely subtags). */
    private static String kind(String tag) {
        ULocale likely = ULocale.addLikelySubtags(ULocale.createCanonical(ULocale.forLanguageTag(tag)));
        return likely.getLanguage() + "-" + likely.getScript();
    }

    private static String language(String tag) {
        return ULocale.createCanonical(ULocale.forLanguageTag(tag)).getLanguage();
    }

    private static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
