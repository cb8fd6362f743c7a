package org.gatepost.site;

import java.util.List;

import io.quarkus.qute.RawString;

/**
 * The records that templates are given; they can reach nothing else. Text is plain and is escaped where it is put, except
 * what is a {@link RawString}: that is HTML already, made of sanitised words, of messages and of {@code time} elements.
 * What is not there is null.
 */
final class View {

    private View() {
    }

    /**
     * What is around every view.
     *
     * @param title of the document
     * @param dir ltr or rtl
     * @param home address of the scope's front page
     * @param doors the front pages: everyone's and one per audience
     * @param languages in which the same page can be read; empty when there is one only
     * @param language what the page's own calls itself
     * @param maintenance address of the scope's page of planned work
     * @param feed address of the scope's feed
     * @param rss the same as RSS
     * @param jsonFeed the same as JSON Feed
     * @param api address of the page for programs
     * @param icon address of the picture that a browser shows of the page
     * @param stale whether the banner is shown that the publisher is silent
     * @param elsewhere where else to look
     * @param changed when what the page tells last changed, as a sentence, or null
     * @param style to stand in the page, or null on pages of the past, which share one
     * @param styleSheet address of that one
     * @param script to stand in the page, or null where that is shared too
     * @param scriptFile address of that one
     * @param share what others show of the page, or null for a page that nobody passes on
     */
    record Frame(String title, String lang, String dir, String name, String home, List<Door> doors, List<Tongue> languages,
            String language, String history, String maintenance, String feed, String rss, String jsonFeed, String api,
            String icon, boolean stale, List<Door> elsewhere, RawString changed, RawString style, String styleSheet,
            RawString marks, RawString script, String scriptFile, Share share) {
    }

    /**
     * What networks and chats show where somebody links to the page; see ogp.me.
     *
     * @param type website or article
     * @param url whole address of the page
     * @param locale language and country, with an underline between
     * @param image whole address of the picture
     * @param width of the picture, in pixels; height as well
     * @param alt the picture in words
     */
    record Share(String title, String about, String type, String url, String locale, String image, int width, int height,
            String alt) {
    }

    /**
     * A language and the address of the same page in it.
     *
     * @param tag BCP 47
     * @param dir ltr or rtl
     * @param name what the language calls itself
     */
    record Tongue(String tag, String dir, String name, String href, boolean current) {
    }

    /** @param lang in which it is written, as a BCP 47 tag, or null when that is the language of the page */
    record Text(String said, String lang) {
    }

    record Door(String name, String href, boolean current) {
    }

    /**
     * How bad something is.
     *
     * @param key quiet, maintenance, degraded, partial, major or unknown: names the drawn mark and the CSS class
     */
    record Level(String key, String word) {
    }

    /** @param more a second sentence, or null; @param words the days on which something was, newest first; @param untranslated whether words of people are in another language */
    record Home(RawString answer, RawString more, Level level, List<Standing> audiences, List<Card> open, List<Group> groups,
            List<Card> coming, List<Past> past, RawString from, RawString to, List<DayWords> words, boolean untranslated) {
    }

    record Standing(String name, String href, Level level) {
    }

    /**
     * A notice on the front page with its latest words.
     *
     * @param since when it began, or null for planned work
     * @param window when planned work is planned, or null
     * @param repeats how planned work comes again, or null
     * @param late what was promised and is late, as sentences
     * @param plan what the clock says of planned work, or null
     * @param earlier how many updates came before, or null when none did
     */
    record Card(Text title, String href, Level level, String state, RawString since, RawString window, String repeats,
            List<RawString> late, String plan, RawString shownAt, List<Words> words, RawString nextBy, List<Part> effects,
            Integer earlier) {
    }

    /**
     * @param told who is told these words, and how it hurts them: at least one
     * @param html or null when the clock says it, without words
     * @param lang of the words, as a BCP 47 tag, or null when that is the language of the page
     * @param languages the same words in further languages
     */
    record Words(List<Told> told, RawString html, String lang, List<Language> languages) {
    }

    /**
     * @param to the names of those who are told, or null where that is the page's own audience
     * @param level or null when said above
     * @param span from when to when, or null
     */
    record Told(String to, Level level, RawString span) {
    }

    /** @param tag BCP 47; @param dir ltr or rtl; @param name what the language calls itself */
    record Language(String tag, String dir, String name, RawString html) {
    }

    /**
     * A group, or a component that stands alone and then has no parts.
     *
     * @param href of the component that stands alone, else null
     * @param rows the parts one by one when something is with one of them, else empty
     * @param names the parts when nothing is, else empty
     */
    record Group(String name, String href, Level level, Bars bars, List<Part> rows, List<Part> names) {
    }

    record Part(String name, String href, Level level) {
    }

    /** Ninety days, of which only those with something are drawn one by one. */
    record Bars(String label, List<Bar> days) {
    }

    /** @param x where the day stands, in units of the drawing */
    record Bar(int x, String level, String href, String sentence) {
    }

    /** @param days one day, or the first and the last of some of which the same is to be said */
    record DayWords(RawString days, Level level, List<Named> notices) {
    }

    record Named(Text title, String href) {
    }

    record Past(Text title, String href, Level level, RawString when) {
    }

    /**
     * @param titles in further languages
     * @param retracted when all of it is, as a sentence, or null
     * @param late what was promised and is late, as sentences
     * @param repeats how planned work comes again, or null
     * @param next the windows that follow, earliest first
     * @param reports what was written when it was over, newest first
     * @param updates newest first, without reports
     * @param told the other pages on which the notice stands
     * @param untranslated whether words of people are in another language than the page
     */
    record Notice(Text title, List<Language> titles, Level level, String state, RawString retracted, List<RawString> late,
            RawString began, RawString ended, RawString window, String repeats, List<RawString> next, List<Update> reports,
            List<Update> updates, List<Door> told, boolean untranslated) {
    }

    /**
     * One entry, or what is left of one.
     *
     * @param gone that something was withdrawn, as a sentence, and then there is nothing else; or null
     * @param struck that it is retracted, when and why, or null
     * @param struckAt the same time for machines, or null
     * @param delay why it came late, or null
     * @param moved that it moves planned work, from when to when, or null
     * @param plan what the clock says of planned work, or null
     * @param edited when its letters were amended last, or null
     * @param corrections what it said before, newest first
     */
    record Update(String id, String state, RawString at, RawString gone, RawString struck, String struckAt, RawString delay,
            String plan, RawString moved, List<Words> words, List<Change> changes, RawString nextBy, RawString edited,
            List<Correction> corrections) {
    }

    /** @param otherwise what is said where there is no difference to show, else null */
    record Correction(RawString at, String otherwise, List<Difference> differences) {
    }

    /**
     * @param to the names of those whom it concerns, or null
     * @param what was corrected, such as the title, or null when it is words
     * @param html what changed, or null when too much did
     * @param former the whole text before, or null
     * @param lang of both, as a BCP 47 tag, or null when that is the language of the page
     */
    record Difference(String to, String what, RawString html, RawString former, String lang) {
    }

    /** @param before null when no problem was reported before */
    record Change(String name, String href, Level before, Level after) {
    }

    /**
     * @param months those that are shown
     * @param all months in which something began
     * @param audiences the histories of everyone and of each audience
     * @param components the pages of components, which have their history
     */
    record History(List<Month> months, List<Door> all, List<Door> audiences, List<Door> components) {
    }

    /** Planned work: under way, to come, and over. */
    record Maintenance(String calendar, List<Card> open, List<Card> coming, List<Past> past, boolean untranslated) {
    }

    record Month(String name, String href, List<Past> notices) {
    }

    /**
     * @param retired since when it is listed no more, or null
     * @param uptime as a sentence, or null when nothing counts yet
     * @param counted how that is counted
     * @param atom address of its feed
     * @param badge address of its badge, or null
     */
    record Component(String name, String group, String description, Level level, RawString retired, RawString uptime,
            RawString counted, Bars bars, RawString from, RawString to, List<DayWords> words, List<Past> past, String atom,
            String badge) {
    }

    /**
     * What stands within other pages.
     *
     * @param open the first notices that are open
     * @param more how many there are beyond these, or null
     */
    record Embed(RawString answer, Level level, List<Past> open, Integer more, String href) {
    }

    /**
     * What programs can read; all are whole addresses.
     *
     * @param embed HTML to copy, as text
     */
    record Programs(List<String> status, List<String> feeds, String calendar, List<String> badges, List<String> embed) {
    }

    /** The page of a notice that was withdrawn. */
    record Gone(RawString words) {
    }

    /** @param languages the others, in each of which the same is said */
    record NotFound(List<Otherwise> languages) {
    }

    /**
     * @param sentence in that language
     * @param back what its front page is called in that language
     */
    record Otherwise(String tag, String dir, String sentence, String href, String back) {
    }
}
