package org.gatepost.twins;

/** Leaks that are Java's, see {@link Spills}. */
enum Spill {
    FORBIDDEN("403 instead of 404 for what is hidden", "L2"),
    TITLE_IN_REFUSAL("the refusal names what is hidden", "L8, L29"),
    ANOTHER_LENGTH("the refusal of what is hidden is longer", "D6"),
    SLOWER_BY_WORD("a header says how many rows were looked at", "L3"),
    TOTAL_IN_HEADER("a header counts everything", "L4"),
    COUNT_BEFORE_FILTER("the total is counted before it is filtered", "L6, D7"),
    ETAG_OF_EVERYTHING("the validator of a list covers hidden rows", "D1"),
    CACHED_FOR_ALL("what one was answered is kept for all", "L10, L20"),
    SUGGESTED_PEOPLE("people are listed by how much they have to do with embargoes", "L27, L39"),
    SLUG_TAKEN("a title that something hidden has is taken", "L28, D13"),
    RECEIPT("a machine's receipt links to what is hidden", "L19"),
    PRELOAD("the console's pages preload the newest incident", "D22, D24"),
    IDS_BY_COUNT("ids are drawn from one count", "L1, D14"),
    LOGGED("a title is in a line of the log", "D19, L31"),
    IN_HEALTH("health counts incidents", "L31, D28"),
    SEARCH_IN_LOG("a search for hidden words is logged with what it would have found", "L6, L31"),
    HIDDEN_COOKIE("an answer sets a cookie with the last change of anything", "D22"),
    EMPTY_IS_ANOTHER("an empty list is said in other words when something is hidden in it", "L4, D7");

    final String name;
    final String after;
    final boolean onlyNamed;

    Spill(String name, String after) {
        this.name = name;
        this.after = after;
        this.onlyNamed = false;
    }
}
