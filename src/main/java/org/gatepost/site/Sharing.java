package org.gatepost.site;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.Rollup;
import org.owasp.html.Encoding;

import com.ibm.icu.util.ULocale;

import io.quarkus.qute.RawString;

/**
 * What networks and chats show of a page that somebody links to (OpenGraph, ogp.me): one scope's, in one language. Pictures stand at
 * addresses that stay, with their version behind a question mark: whoever kept an old one asks anew, and an old address still answers.
 */
final class Sharing {
    /** Networks cut off at about as much. */
    private static final int ABOUT_CHARACTERS_MAX = 200;
    private static final String PNG = "image/png";
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern BLOCK = Pattern.compile("</(?:p|li|h\\d|blockquote|pre|ul|ol)>|<br ?/?>");
    private static final String WEBSITE = "website";
    private static final String ARTICLE = "article";
    private static final String PAGE = "/og/page.png";

    private final SiteConfig config;
    private final Pictures pictures;
    private final Messages messages;
    private final Phrases phrases;
    private final Scope scope;
    private final String locale;

    Sharing(SiteConfig config, Theme theme, Scope scope) {
        this.config = config;
        this.pictures = theme.pictures();
        this.messages = scope.tongue().messages();
        this.phrases = scope.tongue().phrases();
        this.scope = scope;
        this.locale = locale(messages.language());
    }

    /** OpenGraph wants a country: the one in which most people write the language. English is that of the world, see {@link Dates}. */
    private static String locale(String language) {
        ULocale likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(language));
        return likely.getLanguage() + "_" + (language.equals("en") ? "GB" : likely.getCountry());
    }

    /** The front page: its answer, its state and ninety days. */
    View.Share front(String title, View.Home home, List<Days.Day> days) {
        String about = Stream.of(home.answer(), home.more()).filter(some -> some != null).map(Sharing::plain)
                .collect(Collectors.joining(" "));
        return share(title, about, WEBSITE, scope.home(), frontAddress(), front(home.level().key(), days),
                home.level().word());
    }

    /** The front page while nothing is heard: what it said may be long past. */
    View.Share silent(String title) {
        View.Level unknown = phrases.unknown();
        return share(title, messages.text("stale"), WEBSITE, scope.home(), levelAddress(unknown.key()),
                pictures.level(unknown.key()), unknown.word());
    }

    View.Share notice(PublishedNotice notice, View.Notice view) {
        return share(view.title().said(), about(view), ARTICLE, scope.notice(notice.id()), noticeAddress(notice.id()),
                picture(notice, view.level()), view.level().word());
    }

    /** The latest words that stand. */
    private static String about(View.Notice view) {
        if (view.retracted() != null) {
            return plain(view.retracted());
        }
        return Stream.concat(view.updates().stream(), view.reports().stream())
                .filter(update -> update.struck() == null && update.words() != null)
                .flatMap(update -> update.words().stream().filter(words -> words.html() != null).limit(1)
                        .map(words -> update.state() + ": " + plain(words.html())))
                .findFirst().orElse(view.state());
    }

    View.Share component(View.Component component, String address) {
        String about = Stream.of(component.level().word(), component.description())
                .filter(some -> some != null && !some.isBlank())
                .collect(Collectors.joining(" · "));
        return share(component.name(), about, WEBSITE, address, levelAddress(component.level().key()),
                pictures.level(component.level().key()), component.level().word());
    }

    /** A page that has no state of its own. */
    View.Share page(String title, String address) {
        return share(title, title, WEBSITE, address, PAGE, pictures.page(), config.name());
    }

    private View.Share share(String title, String about, String type, String path, String address, Pictures.Picture picture,
            String alt) {
        return new View.Share(title, shortened(about), type, config.url() + path, locale,
                config.url() + address + "?" + picture.version(), Pictures.WIDTH, Pictures.HEIGHT, alt);
    }

    // The pictures.

    private static String levelAddress(String level) {
        return "/og/" + level + ".png";
    }

    private String frontAddress() {
        return scope.file("og.png");
    }

    /** Beside the notice's page, whose id is in it: what is withdrawn is found by it. */
    private String noticeAddress(String id) {
        return scope.file("incidents/" + id + ".png");
    }

    private Pictures.Picture front(String level, List<Days.Day> days) {
        return pictures.front(level, days.stream().map(day -> Phrases.key(Rollup.impactOf(day.worst()))).toList());
    }

    private Pictures.Picture picture(PublishedNotice notice, View.Level level) {
        return pictures.notice(level.key(), notice.updates().stream().map(Sharing::level).toList());
    }

    /** What an entry said, of everything that it spoke of. */
    private static String level(PublishedUpdate update) {
        if (update.isRetracted()) {
            return "unknown";
        }
        if (update.state().isOver()) {
            return Phrases.key(Impact.NONE);
        }
        if (update.state() == NoticeState.SCHEDULED) {
            return Phrases.key(Impact.MAINTENANCE);
        }
        return Phrases.key(Stream.concat(update.disclosures().stream().map(PublishedUpdate.Disclosure::impact),
                update.effects().stream().map(effect -> Rollup.impactOf(effect.status()))).max(Impact::compareTo)
                .orElse(Impact.NONE));
    }

    /** The scope's own pictures; they are the same in every language. */
    void render(String level, List<Days.Day> days, List<PublishedNotice> notices, Notices views, Consumer<Leaf> sink) {
        Pictures.Picture front = front(level, days);
        picture(sink, frontAddress(), front.version(), () -> Edition.picture(frontAddress(), PNG, front.png(),
                pictures.level(phrases.unknown().key()).png()));
        notices.forEach(notice -> picture(sink, noticeAddress(notice.id()), notice, () -> Edition
                .picture(noticeAddress(notice.id()), PNG, picture(notice, views.levelOf(notice)).png(), null)));
    }

    /** What is there once for all scopes: the states, the page's icon in the sizes that systems ask for. */
    static void renderCommon(Theme theme, Consumer<Leaf> sink) {
        Pictures pictures = theme.pictures();
        Proofreader.LEVELS.forEach(level -> picture(sink, levelAddress(level), () -> pictures.level(level)));
        picture(sink, PAGE, pictures::page);
        Signposts.ICON_SIZES.forEach(size -> picture(sink, Signposts.icon(size), () -> pictures.icon(size, false)));
        picture(sink, Signposts.TOUCH_ICON, () -> pictures.icon(Signposts.TOUCH_ICON_SIZE, true));
    }

    /** One that depends on the theme alone. */
    private static void picture(Consumer<Leaf> sink, String path, Supplier<Pictures.Picture> picture) {
        picture(sink, path, "", () -> Edition.picture(path, PNG, picture.get().png(), null));
    }

    private static void picture(Consumer<Leaf> sink, String path, Object key, Supplier<Surface> made) {
        sink.accept(new Leaf(path, null, false, key, made));
    }

    /** Without elements; what were blocks is parted by a space. */
    private static String plain(RawString html) {
        String text = TAG.matcher(BLOCK.matcher(html.getValue()).replaceAll(" ")).replaceAll("");
        return Encoding.decodeHtml(text, false).strip().replaceAll("\\s+", " ");
    }

    /** At the end of a word, where there is one. */
    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= ABOUT_CHARACTERS_MAX) {
            return text;
        }
        String cut = text.substring(0, text.offsetByCodePoints(0, ABOUT_CHARACTERS_MAX - 1));
        int word = cut.lastIndexOf(' ');
        return (word > ABOUT_CHARACTERS_MAX / 2 ? cut.substring(0, word) : cut) + "…";
    }
}
