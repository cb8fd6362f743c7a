package org.gatepost.twins;

import java.util.List;

/**
 * From every known way in which such secrets got out of trackers and status pages (L) and everything that is to be looked at (D), in our
 * own words, to the tests that look; what has no feature yet says by which sign its day will be known, and fails the build on that day.
 */
public final class Trace {
    private static final String WORLDS = "NoninterferenceIT#nobodyOutsideCanTellWhetherThereIsAnEmbargo";
    private static final String LEAKS = "NoninterferenceIT#everyPlantedLeakIsCaught";
    private static final String ACTS = "EmbargoIT#everyActWithAHiddenIdIsAnsweredAsWithOneThatNeverWas";
    private static final String FORMS = "EmbargoIT#everyFormAboutAHiddenIdIsAnsweredAsAboutOneThatNeverWas";
    private static final String LISTS = "EmbargoIT#listsTotalsSearchesAndQueuesAreWhatTheyWereBefore";
    private static final String LOGS = "SentinelIT#noPrivateWordIsInALineOfALog";
    private static final String WORLD = "SentinelIT#noPrivateWordIsInAnythingThatTheWorldCanFetch";
    private static final String TIMES = "TimingIT#hiddenAndAbsentIdsAreAskedForInPairs";
    private static final String WALLS = "CatalogIT#everyPrivateTableHasTheWholeWall";
    private static final String TELLERS = "CatalogIT#whatPostgreSqlTellsEverybodyIsTakenBackWhereItCanBe";

    private Trace() {
    }

    /**
     * @param id of the catalogue
     * @param looks what is looked at, in our own words
     * @param tests as Class#method, below org.gatepost
     * @param notYet features that are not there yet, each by the sign of its day; empty when everything that the row is about is there
     */
    public record Row(String id, String looks, List<String> tests, List<NotYet> notYet) {
    }

    /** The kinds of signs by which a feature's first day is known. */
    public enum Sign {
        /** A package below org.gatepost. */
        ROOM,
        /** An artifact in the pom. */
        DEPENDENCY,
        /** A path of either door, as a regular expression. */
        PATH,
        /** A table that a migration makes, as a regular expression over schema.table. */
        TABLE
    }

    /** @param what it is called by people */
    public record NotYet(String what, Sign sign, String named) {
    }

    private static Row row(String id, String looks, String... tests) {
        return new Row(id, looks, List.of(tests), List.of());
    }

    private static Row row(String id, String looks, List<NotYet> notYet, String... tests) {
        return new Row(id, looks, List.of(tests), notYet);
    }

    private static final List<NotYet> MAIL = List.of(new NotYet("mail", Sign.DEPENDENCY, "quarkus-mailer"),
            new NotYet("subscribers", Sign.ROOM, "subscriber"),
            new NotYet("subscribers", Sign.TABLE, ".*\\.(subscriber|subscription)s?"));
    private static final List<NotYet> HOOKS = List.of(new NotYet("webhooks", Sign.ROOM, "webhook"),
            new NotYet("webhooks", Sign.TABLE, ".*\\.(webhook|delivery)"));
    private static final List<NotYet> CHAT = List.of(new NotYet("chat", Sign.ROOM, "chat"),
            new NotYet("chat", Sign.TABLE, ".*\\.(chat|channel|chat_.*)"));
    private static final List<NotYet> FILES = List.of(new NotYet("attachments", Sign.TABLE, ".*\\.(attachment|file|image)s?"),
            new NotYet("attachments", Sign.PATH, ".*/(attachments|files|images)(/.*)?"));
    private static final List<NotYet> PAGING = List.of(new NotYet("paging", Sign.ROOM, "page"),
            new NotYet("on-call", Sign.ROOM, "oncall"),
            new NotYet("on-call", Sign.TABLE, ".*\\.(rotation|shift|escalation.*)"));
    private static final List<NotYet> EXPORT = List.of(new NotYet("exports", Sign.PATH, ".*(/export.*|\\.csv|\\.ics|\\.pdf)"));
    private static final List<NotYet> METRICS = List.of(
            new NotYet("metrics", Sign.DEPENDENCY, "quarkus-micrometer-registry-prometheus"),
            new NotYet("metrics", Sign.DEPENDENCY, "quarkus-micrometer"),
            new NotYet("traces", Sign.DEPENDENCY, "quarkus-opentelemetry"));
    private static final List<NotYet> STATISTICS = List.of(
            new NotYet("statistics", Sign.PATH, ".*/(statistics|reports/.*|charts)(/.*)?"),
            new NotYet("statistics", Sign.ROOM, "statistics"), new NotYet("scorecards", Sign.ROOM, "scorecard"));
    private static final List<NotYet> MERGE = List
            .of(new NotYet("merging incidents", Sign.PATH, ".*/(merge|merging|clone|move)(/.*)?"));

    public static final List<Row> ROWS = List.of(
            row("L1", "Names and numbers given after something hidden tell nothing of it: no counter, no gap.", WORLDS, LEAKS,
                    "CatalogIT#noCollisionTellsOfWhatIsHidden", "DatabaseIT#idsAreNeverChosen"),
            row("L2", "Asking for a hidden id, an absent one or nonsense is one answer, on every path and method.", WORLDS,
                    LEAKS, ACTS,
                    FORMS),
            row("L3", "No header measures the server; how long an answer takes does not depend on whether something is hidden.",
                    TIMES,
                    LEAKS),
            row("L4", "Totals, badges and pages of lists count what one may see.", WORLDS, LEAKS, LISTS),
            row("L5", "No word of anything hidden is found, whatever kind of thing holds it.", WORLDS, LEAKS, LISTS),
            row("L6", "A search counts after it has filtered, so that guessing letter by letter tells nothing.",
                    List.of(new NotYet("suggestions while typing", Sign.PATH, ".*/(suggestions|autocomplete|search)(/.*)?")),
                    WORLDS, LEAKS,
                    LISTS),
            row("L7", "There is no filter or order by a hidden field that could be asked for it.",
                    List.of(new NotYet("labels", Sign.TABLE, "incident\\.(tag|label).*")), WORLDS, LISTS),
            row("L8", "The address or id of something hidden in a text stays text; nothing resolves it to a title.", WORLDS,
                    LEAKS,
                    "gate.MarkdownTest#whateverIsWrittenBecomesOnlyAllowedElementsWithSafeAddresses"),
            row("L9", "The public page has nothing that could resolve a reference: it reads published words only.", WORLD,
                    "ArchitectureTest#roomsUseOnlyWhatTheTableSays", "DatabaseIT#theReaderReadsAndOnlyWhatIsPublic"),
            row("L10",
                    "Nothing that was rendered for one person is kept for another, and a copy goes with a new classification.",
                    WORLDS,
                    LEAKS, "EmbargoIT#sealingTakesAlongWhatWaitsAtTheGate"),
            row("L11", "Linking something hidden to something open changes nothing of the open thing.", WORLDS, LEAKS),
            row("L12", "What people did lately, and what pages are told while they are open, is the same.", WORLDS, LEAKS),
            row("L13", "Feeds are equal, their stamps included.", WORLDS, LEAKS,
                    "site.FeedTest#updatedMovesWithPublishedWordsOnly"),
            row("L14", "Badges and feeds carry no token and know what is published only.",
                    List.of(new NotYet("tokens of feeds", Sign.TABLE, ".*\\.feed_token")), WORLDS,
                    "site.EditionTest#everyAddressThatIsPromisedIsThere"),
            row("L15", "A message to people is one fixed text, made with the eyes of who gets it.", MAIL),
            row("L16", "One message for each recipient, with nothing in its head that two have in common.", MAIL),
            row("L17", "Pages that a token opens (leave, confirm) show nothing of what they are about.", MAIL),
            row("L18", "Chat is told nothing of what is hidden, by topic or call neither.", CHAT),
            row("L19", "What other programs are told is equal, without gaps in numbers.", HOOKS, WORLDS, LEAKS),
            row("L20", "When somebody may know no longer, everything that is open before them ends.",
                    WORLDS, LEAKS, "DatabaseIT#clearanceEndsWithItsRowAndWithTheRealmsWord",
                    "ShiftIT#whoIsDismissedIsOutAtOnceAndWhoIsNamedSeesThatOnly"),
            row("L21", "Who may not read may not write either, and is answered alike; no mail is read.", ACTS, FORMS, WORLDS,
                    "DatabaseIT#whatSomebodySaysOfAHiddenIncidentIsSaidInTheOpen"),
            row("L22", "What is made of something hidden is as hidden.", MERGE, "EmbargoIT#sealingTakesAlongWhatWaitsAtTheGate",
                    "EmbargoIT#aNoticeIsUpdatedFromOutsideAsIfItsSealedIncidentHadNeverBeen"),
            row("L23", "Everything that hangs on an incident asks for itself; a table without a wall fails the build.", WALLS,
                    LEAKS,
                    "CatalogIT#nobodySeesAnythingWithoutSayingWhoActs"),
            row("L24", "Files and what is derived of them are as narrow as their incident.", FILES),
            row("L25", "What is taken out as a file is equal, and no other site can load it.", EXPORT, WORLDS,
                    "DoorIT#anotherSitesPageNeitherSendsNorReads"),
            row("L26", "Another site learns nothing by sending people's browsers here.",
                    "DoorIT#anotherSitesPageNeitherSendsNorReads"),
            row("L27", "Lists of people, names and words that pages carry tell of no circle.", WORLDS, LEAKS),
            row("L28", "A name that something hidden has is free.", WORLDS, LEAKS, "CatalogIT#noCollisionTellsOfWhatIsHidden"),
            row("L29", "A refusal names nobody who could be asked, and no circle.", ACTS, LEAKS),
            row("L30", "Statistics are computed from what one may see, public ones from what is public.", STATISTICS,
                    "notice.UptimeTest#whatAnAudienceIsNotToldIsNotCountedForIt"),
            row("L31", "Numbers for operations, logs and health carry nothing of an incident.", METRICS, WORLDS, LEAKS, LOGS),
            row("L32", "No machine that finishes sentences or finds likenesses reads across a wall.",
                    List.of(new NotYet("assistants", Sign.DEPENDENCY, "quarkus-langchain4j-core"),
                            new NotYet("likenesses", Sign.TABLE, ".*\\.(embedding|vector).*"))),
            row("L33", "What the public API says is written down field by field; its role reads nothing private.",
                    "DatabaseIT#theReaderReadsAndOnlyWhatIsPublic", "site.StatusApiTest#theFilesHoldWhatTheirNamesSay",
                    "CatalogIT#noRoleHasMoreThanItsRoomNeeds"),
            row("L34", "What is born sealed was never open, not for a moment.", "TimingIT#whatIsBornSealedWasNeverOpen",
                    "EmbargoIT#whoDeclaresSealedStaysAMemberAndNobodyElseCanTell"),
            row("L35", "Nothing goes to readers without a second person, and what is taken back leaves a stone.", LEAKS,
                    "RefusalsIT#nothingThatMayNotGoOutGoesOut", "gate.NoticesIT#aWithdrawnNoticeIsGoneForGood"),
            row("L36", "A component changes by publication and by nothing else.", WORLDS, LEAKS),
            row("L37", "Times that are shown were chosen at publication.", WORLDS, LEAKS,
                    "site.FeedTest#updatedMovesWithPublishedWordsOnly"),
            row("L38", "Records beside an incident (who was called, calendars) are as narrow as it is.", PAGING),
            row("L39", "Two harmless records do not add up: who is busy, who has come.", PAGING, WORLDS, LEAKS),
            row("L40", "Before a release people are asked for what else could tell: commits, tickets, domains.",
                    "ReleaseIT#noReleaseWhileAConditionIsOpen"),
            row("D1", "Every public path, header, tag, date and size with no, one and many embargoes.", WORLDS, LEAKS),
            row("D2", "The same after every single private act.", WORLDS, LEAKS),
            row("D3", "The store: bytes, dates of files, serials.", WORLDS, LEAKS),
            row("D4", "How fast the public page is while the console works: the front shares nothing with it but files.",
                    "ManifestsTest#theFrontReachesNothing", "ManifestsTest#theStoreIsWrittenByThePublisherAlone"),
            row("D5", "Everything that a person without clearance can open.", WORLDS, LEAKS,
                    "ArchitectureTest#twinWorldsLookAtEverythingThatCanBeRead"),
            row("D6", "A hidden id and one that never was: answer, size, time.", WORLDS, ACTS, FORMS, TIMES, LEAKS),
            row("D7", "Search, filters, totals, pages.", WORLDS, LISTS, LEAKS),
            row("D8", "Choices, boards, queues, exports.", EXPORT, WORLDS, LISTS),
            row("D9", "Things that are related to something hidden.", FILES, WORLDS, LEAKS),
            row("D10", "Moving, copying and merging keep the narrower circle.", MERGE,
                    "EmbargoIT#sealingTakesAlongWhatWaitsAtTheGate"),
            row("D11", "Sealing what people have open before them: the next look is the 404, and no copy is kept.",
                    List.of(new NotYet("pushed pages", Sign.DEPENDENCY, "quarkus-websockets-next")),
                    "EmbargoIT#sealingTakesAlongWhatWaitsAtTheGate", "DoorIT#everyAnswerIsKeptByNobody"),
            row("D12", "Down goes it by publication only, and what was written before stays.",
                    "RefusalsIT#nothingThatMayNotGoOutGoesOut", "DatabaseIT#nobodySealsOrUnsealsPastTheFunctions"),
            row("D13", "Names, keys and ids that collide with something hidden are answered alike.", WORLDS, LEAKS,
                    "CatalogIT#noCollisionTellsOfWhatIsHidden", "DatabaseIT#whoWritesOnDoesNotRunIntoAnothersKey"),
            row("D14", "Public names and times have nothing to do with private ones.", WORLDS, LEAKS,
                    "security.IdsTest#everyCharacterOccursAtEveryPlaceOfAPublicId"),
            row("D15", "Mail: to whom, when, under which subject and in which order.", MAIL),
            row("D16", "Feeds, files, badges and what other programs are told.", HOOKS, WORLDS),
            row("D17", "Components and bars while something is held back.", WORLDS, LEAKS),
            row("D18", "Things that break are answered by a fixed text and a random id.",
                    "door.RefusalTest#whatIsUnknownIsAFixedTextAndARandomId",
                    LOGS),
            row("D19", "No private word in any log; no line more because of an embargo.", METRICS, WORLDS, LEAKS, LOGS),
            row("D20", "Catalogs, statistics, locks and notifications, as every role.", WORLDS, LEAKS, TELLERS,
                    "DatabaseIT#aStrangerDoesNotWaitForWhatIsHidden"),
            row("D21", "From the public face there is no way to anything private.", "ManifestsTest#theFrontReachesNothing",
                    "ManifestsTest#theFrontHoldsNoSecretAndReadsTheStoreOnly",
                    "ManifestsTest#nobodyTalksToAnybodyUnlessItIsSaid"),
            row("D22", "A reader's browser asks nobody else and keeps nothing.",
                    "site.PageBrowserIT#theFirstViewIsOneRequestWithoutCookieScriptOrStorage", LEAKS),
            row("D23", "No address or browser of a reader is written down.",
                    "front.FrontTest#aPublishedPageHasItsBytesAndItsHeadersAndNoOthers"),
            row("D24", "A page elsewhere cannot tell by loading, framing or measuring ours.",
                    "DoorIT#anotherSitesPageNeitherSendsNorReads", "DoorIT#everyAnswerIsKeptByNobody"),
            row("D25", "The console compresses nothing that could be guessed by its size.",
                    "DoorIT#theConsoleCompressesNothing"),
            row("D26", "After logging out the browser shows nothing of before.",
                    "console.ConsoleBrowserIT#loggingOutLeavesNothingBehind",
                    "ShiftIT#logoutTakesAlongWhatTheBrowserKept", "DoorIT#everyAnswerIsKeptByNobody"),
            row("D27", "The login names no team and no incident.", "DoorIT#whoIsNotLoggedInIsToldNothing"),
            row("D28", "Health and descriptions are on the management port or behind login, never public.", METRICS,
                    "DoorIT#whoIsNotLoggedInIsToldNothing", "ManifestsTest#whatServesIsProbedOnTheManagementPort", LEAKS),
            row("D29", "What was withdrawn is gone from page, feeds, past views and files.",
                    "gate.NoticesIT#aWithdrawnNoticeIsGoneForGood",
                    "front.FrontTest#whatWasWithdrawnIsGoneInEveryEncodingWhateverTheReaderHolds",
                    "snapshot.WithdrawalTest#whatToldOfItIsDeniedInEveryEncodingAndDeletedAtOnce"),
            row("D30", "What goes out at a time goes out then by the database's clock, or not at all when stopped.",
                    "gate.GateIT#approvedWordsGoOutByThemselvesAtTheirTimeAndOnce",
                    "gate.GateIT#whatIsStoppedBeforeItsTimeStays"),
            row("D31", "A preview takes login and need to know, and is kept by nobody.", WORLDS,
                    "DoorIT#everyAnswerIsKeptByNobody"),
            row("D32", "Leaks are planted, one at a time, and each is caught.", LEAKS));
}
