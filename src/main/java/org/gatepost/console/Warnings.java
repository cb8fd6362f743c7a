package org.gatepost.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in public words looks as if it should stay inside. A hint beside the words and never a block: only people know what a word gives
 * away, and whoever is used to being stopped learns to go round. Pure: it looks for nothing but what its caller may know of.
 */
final class Warnings {
    /** More are not shown: whoever pasted a log is told so by the first ones. */
    static final int LIMIT = 30;
    private static final String HOST = "looks like the name of a host";
    private static final String ADDRESS = "is a network address";
    private static final String TICKET = "looks like a ticket";
    /** Suffixes that no public name ends in (RFC 6761, RFC 6762, RFC 9476 and what people use). */
    private static final String INSIDE = "internal|local|lan|corp|wmnet|svc|intranet|localdomain|home|cluster|private|test|localhost";

    private static final Pattern URL = Pattern.compile("\\b(?:https?|ssh|ftp)://([^\\s<>()\\[\\]\"']+|\\[[0-9a-fA-F:]+\\]\\S*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_INSIDE = Pattern.compile("(?<![\\w.-])(?:[a-z0-9_-]+\\.)+(?:" + INSIDE
            + ")(?![\\w-])(?!\\.\\w)|\\blocalhost\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERED = Pattern.compile("(?<![\\w.#/-])[a-z][a-z-]*[a-z]-?\\d{2,6}[a-z]?(?![\\w-])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IPV4 = Pattern.compile("(?<![\\w.])(?<!\\bversion )(?:\\d{1,3}\\.){3}\\d{1,3}(?!\\.?\\w)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IPV6 = Pattern
            .compile("(?<![\\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\\w:])");
    private static final Pattern TICKETS = Pattern
            .compile("(?<![\\w-])[A-Z][A-Z0-9]{1,9}-\\d{1,7}(?![\\w-])|\\bT\\d{5,7}\\b|(?<![\\w&#])#\\d{3,}\\b");
    /** Names with numbers that everybody knows. */
    private static final Pattern COMMON = Pattern
            .compile(
                    "(?i)(sha|aes|rsa|md|base|utf|iso|rfc|iec|win|amd|arm|int|x|h|covid|tls|ssl|http|ip|ipv|oauth|pm|am|utc|gmt|"
                            + "windows|chrome|firefox|safari|android|ios|macos|php|java|debian|ubuntu|section|page|figure)-?\\d+[a-z]?");

    private Warnings() {
    }

    /**
     * Something that may not be meant for the world.
     *
     * @param place where it stands, in words
     * @param found as it is written there
     * @param because what it looks like
     */
    record Warning(String place, String found, String because) {
    }

    /**
     * Looks through words.
     *
     * @param words by the place where they stand
     * @param names of people inside, as far as who asks knows them
     * @param internalTitle of the incident, or null when who asks does not see it or there is none
     */
    static List<Warning> of(Map<String, String> words, Collection<String> names, String internalTitle) {
        Set<Warning> warnings = new LinkedHashSet<>();
        words.forEach((place, text) -> look(warnings, place, text == null ? "" : text, names, internalTitle));
        return warnings.stream().limit(LIMIT).toList();
    }

    private static void look(Set<Warning> warnings, String place, String text, Collection<String> names, String internalTitle) {
        List<Warning> found = new ArrayList<>();
        String rest = take(found, place, text, URL, "is an address inside", Warnings::isInside);
        rest = take(found, place, rest, IPV6, ADDRESS, Warnings::isIpv6);
        rest = take(found, place, rest, IPV4, ADDRESS, Warnings::isIpv4);
        rest = take(found, place, rest, NAME_INSIDE, HOST, any -> true);
        rest = take(found, place, rest, TICKETS, TICKET, one -> !COMMON.matcher(one).matches());
        take(found, place, rest, NUMBERED, HOST, one -> !COMMON.matcher(one).matches());
        for (String name : names) {
            Matcher called = called(name).matcher(text);
            if (!name.isBlank() && called.find()) {
                found.add(new Warning(place, called.group(), "is the name of somebody inside"));
            }
        }
        if (internalTitle != null && !internalTitle.isBlank() && plain(text).contains(plain(internalTitle))) {
            found.add(new Warning(place, internalTitle.strip(), "is the incident's title, which is private"));
        }
        warnings.addAll(found);
    }

    /** Takes what it finds out of the text, so that a part of it is not found once more. */
    private static String take(List<Warning> found, String place, String text, Pattern pattern, String because,
            Predicate<String> isMeant) {
        return pattern.matcher(text).replaceAll(match -> {
            boolean isFound = isMeant.test(match.group());
            if (isFound) {
                found.add(new Warning(place, match.group(), because));
            }
            // A public address has parts that look like anything.
            return isFound || pattern == URL ? " ; " : Matcher.quoteReplacement(match.group());
        });
    }

    /** By its port, its login, or a host that the world cannot find. */
    private static boolean isInside(String url) {
        String authority = url.replaceFirst("^[A-Za-z]+://", "").replaceFirst("[/?#].*$", "");
        String host = authority.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return authority.contains("@") || !host.equals(authority.toLowerCase(Locale.ROOT)) || host.startsWith("[")
                || isIpv4(host) || !host.contains(".") || host.matches("(.*\\.)?(" + INSIDE + ")\\.?");
    }

    private static boolean isIpv4(String text) {
        return text.matches("(\\d{1,3}\\.){3}\\d{1,3}")
                && Pattern.compile("\\.").splitAsStream(text).allMatch(part -> Integer.parseInt(part) < 256);
    }

    /** Eight groups, or fewer around one double colon; a time of day has neither. */
    private static boolean isIpv6(String text) {
        long colons = text.chars().filter(c -> c == ':').count();
        int twice = text.indexOf("::");
        return text.matches(".*[0-9A-Fa-f].*")
                && (twice < 0 ? colons == 7 && text.matches("[0-9A-Fa-f].*[0-9A-Fa-f]") : text.indexOf("::", twice + 1) < 0);
    }

    /** A name of several words in any case; one word alone as it is written, because many are words too. */
    private static Pattern called(String name) {
        String parts = Pattern.quote(name.strip());
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + parts + "(?![\\p{L}\\p{N}])",
                name.strip().contains(" ") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("[\\s*_`]+", " ").toLowerCase(Locale.ROOT);
    }
}
