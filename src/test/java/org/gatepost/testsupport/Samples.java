package org.gatepost.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedGroup;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.PublishedUpdate.Delay;
import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;
import org.gatepost.notice.PublishedUpdate.Retraction;
import org.gatepost.notice.PublishedUpdate.Revision;
import org.gatepost.notice.PublishedUpdate.Window;
import org.gatepost.notice.PublishedUpdate.Words;
import org.gatepost.notice.Recurrence;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.Told;
import org.gatepost.notice.Tombstone;

/**
 * Builds pages as if they had been published. Reads as the story: audiences and components by name, notices with updates in
 * the order in which they went out. Ids are counted, times are given or {@link #NOW}.
 */
public final class Samples {
    /** A Thursday. All samples end here. */
    public static final Instant NOW = Instant.parse("2026-03-05T17:42:00Z");
    /** What samples are rendered as of. */
    public static final Instant AS_OF = NOW;
    public static final LocalDate DAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    public static final String READERS = "readers";
    public static final String CONTRIBUTORS = "contributors";
    public static final String MOVEMENT = "movement";

    private static final Instant LONG_AGO = Instant.parse("2025-01-07T09:00:00Z");

    private final List<PublishedAudience> audiences = new ArrayList<>();
    private final List<PublishedGroup> groups = new ArrayList<>();
    private final Map<String, PublishedComponent> components = new LinkedHashMap<>();
    private final List<NoticeBuilder> notices = new ArrayList<>();
    private final List<Tombstone> tombstones = new ArrayList<>();

    private Samples() {
    }

    /** A page with the three audiences that Gatepost begins with and nothing else. */
    public static Samples page() {
        return new Samples().audience("Readers").audience("Contributors").audience("Movement");
    }

    /** Twenty components in five groups for three audiences, and no notice. */
    public static Samples wiki() {
        return page()
                .group("Reading", Set.of(READERS, CONTRIBUTORS, MOVEMENT), "Wikis", "Mobile site", "Apps", "Search", "Images")
                .group("Editing", Set.of(CONTRIBUTORS), "Saving edits", "Visual editor", "Uploads", "Notifications")
                .group("Accounts", Set.of(CONTRIBUTORS, MOVEMENT), "Logging in", "New accounts", "Password resets")
                .group("Data", Set.of(CONTRIBUTORS, MOVEMENT), "Query service", "Public API", "Event streams", "Dumps")
                .group("Tools", Set.of(MOVEMENT), "Tool hosting", "Mailing lists", "Code review", "Donations");
    }

    /** The first start. */
    public static PublishedPage empty() {
        return new PublishedPage(0, null, List.of(), List.of(), List.of(), List.of());
    }

    /** Nothing open, and a past. */
    public static PublishedPage allWell() {
        return wiki().past().build();
    }

    /** Three open notices of which every audience feels something, planned work ahead, and a past. */
    public static PublishedPage worstDay() {
        Samples page = wiki().past();
        page.incident("Editing is disabled on all wikis", NOW.minus(Duration.ofMinutes(83)))
                .update(NoticeState.INVESTIGATING, NOW.minus(Duration.ofMinutes(78)))
                .tell(CONTRIBUTORS, Impact.PARTIAL_OUTAGE,
                        "Many edits **fail to save**. Keep your text: copy it out of the edit box before you try again.")
                .effect("Saving edits", ComponentStatus.PARTIAL_OUTAGE)
                .update(NoticeState.IDENTIFIED, NOW.minus(Duration.ofMinutes(23)))
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE,
                        "Nobody can save edits at the moment. We switched editing off so that no edit is lost, and are moving the databases to their spare. Keep your text: copy it out of the edit box.")
                .tell(MOVEMENT, Impact.MAJOR_OUTAGE,
                        "Nobody can save edits at the moment. We switched editing off so that no edit is lost, and are moving the databases to their spare. Keep your text: copy it out of the edit box.")
                .tell(READERS, Impact.NONE, "Reading works as before. What you read may be a little older than usual.")
                .effect("Saving edits", ComponentStatus.MAJOR_OUTAGE)
                .effect("Visual editor", ComponentStatus.MAJOR_OUTAGE)
                .effect("Uploads", ComponentStatus.PARTIAL_OUTAGE)
                .nextBy(NOW.plus(Duration.ofMinutes(7)));
        page.incident("Pages load slowly in South America", NOW.minus(Duration.ofHours(27)))
                .update(NoticeState.INVESTIGATING, NOW.minus(Duration.ofHours(26)))
                .tell(READERS, Impact.PARTIAL_OUTAGE, "Pages take up to ten seconds to open in South America.")
                .tell(CONTRIBUTORS, Impact.PARTIAL_OUTAGE, "Pages take up to ten seconds to open in South America.")
                .effect("Wikis", ComponentStatus.PARTIAL_OUTAGE)
                .update(NoticeState.MONITORING, NOW.minus(Duration.ofHours(2)))
                .tell(READERS, Impact.DEGRADED,
                        "Pages from São Paulo open in two to three seconds again. We are watching until the evening peak is over.")
                .tell(CONTRIBUTORS, Impact.DEGRADED,
                        "Pages from São Paulo open in two to three seconds again. We are watching until the evening peak is over.")
                .effect("Wikis", ComponentStatus.DEGRADED_PERFORMANCE)
                .effect("Images", ComponentStatus.DEGRADED_PERFORMANCE);
        page.maintenance("Mailing lists move to a new machine", NOW.minus(Duration.ofMinutes(40)),
                NOW.plus(Duration.ofMinutes(80)))
                .update(NoticeState.SCHEDULED, NOW.minus(Duration.ofDays(9)))
                .tell(MOVEMENT, Impact.MAINTENANCE, "Lists are silent for two hours; mail is kept and delivered afterwards.")
                .effect("Mailing lists", ComponentStatus.UNDER_MAINTENANCE)
                .update(NoticeState.IN_PROGRESS, NOW.minus(Duration.ofMinutes(40)))
                .tell(MOVEMENT, Impact.MAINTENANCE, "Lists are silent until 19:00 UTC; mail is kept and delivered afterwards.")
                .effect("Mailing lists", ComponentStatus.UNDER_MAINTENANCE);
        page.maintenance("Databases of the query service are rebuilt", NOW.plus(Duration.ofDays(5)),
                NOW.plus(Duration.ofDays(5)).plus(Duration.ofHours(4)))
                .update(NoticeState.SCHEDULED, NOW.minus(Duration.ofDays(1)))
                .tell(CONTRIBUTORS, Impact.MAINTENANCE, "Queries answer from a copy that is up to a day old.")
                .tell(MOVEMENT, Impact.MAINTENANCE, "Queries answer from a copy that is up to a day old.")
                .effect("Query service", ComponentStatus.UNDER_MAINTENANCE);
        return page.build();
    }

    /** Everything that can happen to published words, on one page; the first notice is the one to look at. */
    public static PublishedPage everything() {
        Samples page = wiki().past().retire("Donations", NOW.minus(Duration.ofDays(20)));
        Instant start = NOW.minus(Duration.ofHours(5));
        NoticeBuilder notice = page.incident("Editing is slow on all wikis", start);
        notice.titled("ar", "التحرير بطيء في جميع الويكيات").titled("pt-BR", "A edição está lenta em todas as wikis")
                .update(NoticeState.INVESTIGATING, start.plus(Duration.ofMinutes(12)))
                .tell(CONTRIBUTORS, Impact.PARTIAL_OUTAGE,
                        "Many edits fail to save in Europe. We do not know why and are looking.")
                .effect("Saving edits", ComponentStatus.PARTIAL_OUTAGE)
                .amend(Amendment.CORRECTION, start.plus(Duration.ofMinutes(31)), "Editing is slow in Europe")
                .tell(CONTRIBUTORS, Impact.DEGRADED, start, null,
                        "Many edits are slow to save on all wikis. We do not know why and are looking.")
                .translate("ar", "حفظ العديد من التعديلات بطيء في جميع الويكيات. لا نعرف السبب بعد ونبحث عنه.")
                .translate("pt-BR", "Muitas edições demoram a ser salvas em todas as wikis. Ainda não sabemos por quê.")
                .tell(READERS, Impact.NONE, "Reading works as before.")
                .effect("Saving edits", ComponentStatus.DEGRADED_PERFORMANCE)
                .late(start.minus(Duration.ofMinutes(9)), "We first had to rule out that edits were lost.")
                .update(NoticeState.IDENTIFIED, start.plus(Duration.ofMinutes(50)))
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE,
                        "The Visual Editor has lost its conection to the databases; **nothing** can be saved with it.")
                .tell(MOVEMENT, Impact.MAJOR_OUTAGE,
                        "The Visual Editor has lost its conection to the databases; **nothing** can be saved with it.")
                .effect("Visual editor", ComponentStatus.MAJOR_OUTAGE)
                .retract(RetractionReason.WRONG, start.plus(Duration.ofMinutes(70)))
                .update(NoticeState.MONITORING, start.plus(Duration.ofMinutes(95)))
                .tell(CONTRIBUTORS, Impact.DEGRADED,
                        "A cache recieved no updates. We have restarted it, and edits are saved faster again.")
                .effect("Saving edits", ComponentStatus.DEGRADED_PERFORMANCE)
                .amend(Amendment.TYPO, start.plus(Duration.ofMinutes(99)))
                .tell(CONTRIBUTORS, Impact.DEGRADED,
                        "A cache received no updates. We have restarted it, and edits are saved faster again.")
                .effect("Saving edits", ComponentStatus.DEGRADED_PERFORMANCE)
                .tombstone(4, start.plus(Duration.ofMinutes(130)))
                .update(NoticeState.RESOLVED, start.plus(Duration.ofMinutes(140)))
                .tell(CONTRIBUTORS, Impact.NONE, "Edits are saved as fast as before.")
                .tell(READERS, Impact.NONE, "Reading was never affected.")
                .update(NoticeState.POSTMORTEM, NOW.minus(Duration.ofMinutes(30)))
                .tell(CONTRIBUTORS, Impact.NONE,
                        "**What happened.** A cache between the wikis and their databases received no updates for two hours. Each edit waited for it until a timeout of eight seconds.")
                .tell(MOVEMENT, Impact.NONE,
                        "**What happened.** A cache between the wikis and their databases received no updates for two hours. Each edit waited for it until a timeout of eight seconds.");
        page.incident("البحث لا يجد شيئًا جديدًا", NOW.minus(Duration.ofHours(3)))
                .update(NoticeState.INVESTIGATING, NOW.minus(Duration.ofHours(2)))
                .tell(READERS, Impact.DEGRADED, "لا يجد البحث المقالات الجديدة. نبحث عن السبب.")
                .effect("Search", ComponentStatus.DEGRADED_PERFORMANCE).nextBy(NOW.minus(Duration.ofMinutes(12)));
        page.maintenance("Mailing lists move to a new machine", NOW.minus(Duration.ofMinutes(90)),
                NOW.minus(Duration.ofMinutes(10)))
                .byTheClock(null, true, false).update(NoticeState.SCHEDULED, NOW.minus(Duration.ofDays(9)))
                .tell(MOVEMENT, Impact.MAINTENANCE, "Lists are silent for an hour; mail is kept and delivered afterwards.")
                .effect("Mailing lists", ComponentStatus.UNDER_MAINTENANCE);
        page.maintenance("Query service is rebuilt", NOW.minus(Duration.ofDays(16)),
                NOW.minus(Duration.ofDays(16)).plus(Duration.ofHours(1)))
                .byTheClock("FREQ=WEEKLY", true, true).update(NoticeState.SCHEDULED, NOW.minus(Duration.ofDays(30)))
                .tell(CONTRIBUTORS, Impact.MAINTENANCE, "Queries answer from a copy that is up to a day old.")
                .effect("Query service", ComponentStatus.UNDER_MAINTENANCE);
        page.maintenance("Tool hosting gets new disks", NOW.plus(Duration.ofDays(2)),
                NOW.plus(Duration.ofDays(2)).plus(Duration.ofHours(2)))
                .update(NoticeState.SCHEDULED, NOW.minus(Duration.ofDays(3)))
                .tell(MOVEMENT, Impact.MAINTENANCE, "Tools stop for a few minutes.")
                .update(NoticeState.CANCELLED, NOW.minus(Duration.ofDays(1)))
                .tell(MOVEMENT, Impact.NONE, "The disks are late; this does not take place.");
        page.incident("Logging in fails", NOW.minus(Duration.ofHours(30)))
                .update(NoticeState.INVESTIGATING, NOW.minus(Duration.ofHours(29)))
                .tell(CONTRIBUTORS, Impact.MAJOR_OUTAGE, "Nobody can log in.")
                .effect("Logging in", ComponentStatus.MAJOR_OUTAGE)
                .retract(RetractionReason.NOT_OURS, NOW.minus(Duration.ofHours(28)));
        page.incident("Donations could not be made", NOW.minus(Duration.ofDays(25)))
                .update(NoticeState.RESOLVED, NOW.minus(Duration.ofDays(24)))
                .tell(MOVEMENT, Impact.MAJOR_OUTAGE, NOW.minus(Duration.ofDays(25)),
                        NOW.minus(Duration.ofDays(25)).plus(Duration.ofHours(2)),
                        "For two hours the form failed. Nobody was charged.")
                .effect("Donations", ComponentStatus.MAJOR_OUTAGE);
        page.tombstone("gone00000001", NOW.minus(Duration.ofHours(1)));
        return page.build();
    }

    /** Adds a past of a year. */
    public Samples past() {
        over("Search finds nothing new", 6, Duration.ofHours(5), "Search", ComponentStatus.DEGRADED_PERFORMANCE, READERS,
                CONTRIBUTORS);
        over("Uploads of large files fail", 17, Duration.ofHours(3), "Uploads", ComponentStatus.PARTIAL_OUTAGE, CONTRIBUTORS);
        over("Wikis cannot be reached from Europe", 31, Duration.ofMinutes(42), "Wikis", ComponentStatus.MAJOR_OUTAGE, READERS,
                CONTRIBUTORS, MOVEMENT);
        over("Logging in is slow", 44, Duration.ofHours(31), "Logging in", ComponentStatus.DEGRADED_PERFORMANCE, CONTRIBUTORS,
                MOVEMENT);
        over("Query service answers late", 58, Duration.ofHours(50), "Query service", ComponentStatus.DEGRADED_PERFORMANCE,
                CONTRIBUTORS);
        over("Code review is down", 71, Duration.ofMinutes(95), "Code review", ComponentStatus.MAJOR_OUTAGE, MOVEMENT);
        over("Images do not open on phones", 83, Duration.ofHours(2), "Images", ComponentStatus.PARTIAL_OUTAGE, READERS);
        over("Notifications come twice", 140, Duration.ofHours(9), "Notifications", ComponentStatus.DEGRADED_PERFORMANCE,
                CONTRIBUTORS);
        over("Dumps are a week late", 260, Duration.ofDays(7), "Dumps", ComponentStatus.DEGRADED_PERFORMANCE, MOVEMENT);
        return this;
    }

    private void over(String title, int daysAgo, Duration lasted, String component, ComponentStatus status,
            String... audiences) {
        Instant start = NOW.minus(Duration.ofDays(daysAgo)).minus(Duration.ofHours(4));
        NoticeBuilder notice = incident(title, start).update(NoticeState.INVESTIGATING, start.plus(Duration.ofMinutes(4)));
        for (String audience : audiences) {
            notice.tell(audience, Impact.values()[status.ordinal()], title + ". We are looking for the cause.");
        }
        notice.effect(component, status).update(NoticeState.RESOLVED, start.plus(lasted));
        for (String audience : audiences) {
            notice.tell(audience, Impact.NONE, "This is over. We are sorry.");
        }
    }

    /** Adds an audience whose key is its name in lower case. */
    public Samples audience(String name) {
        audiences.add(new PublishedAudience(name.toLowerCase(Locale.ROOT), name, audiences.size() + 1));
        return this;
    }

    /** Adds a group with components that the audiences with these keys use. */
    public Samples group(String name, Set<String> audienceKeys, String... componentNames) {
        String id = id("grp", groups.size());
        groups.add(new PublishedGroup(id, name, groups.size() + 1, LONG_AGO, LONG_AGO));
        for (String component : componentNames) {
            component(component, id, audienceKeys);
        }
        return this;
    }

    /** Adds a component that stands alone. */
    public Samples component(String name, String... audienceKeys) {
        component(name, null, Set.of(audienceKeys));
        return this;
    }

    private void component(String name, String groupId, Set<String> audienceKeys) {
        components.put(name, new PublishedComponent(id("cmp", components.size()), name, null, groupId, components.size() + 1,
                audienceKeys, DAY.minusYears(1), LONG_AGO, LONG_AGO));
    }

    /** Retires a component. */
    public Samples retire(String name, Instant at) {
        components.computeIfPresent(name,
                (key, it) -> new PublishedComponent(it.id(), it.name(), it.description(), it.groupId(),
                        it.position(), it.audiences(), it.startDate(), it.createdAt(), it.updatedAt(), at));
        return this;
    }

    /** Says since when a component's history counts. */
    public Samples since(String name, LocalDate startDate) {
        components.computeIfPresent(name,
                (key, it) -> new PublishedComponent(it.id(), it.name(), it.description(), it.groupId(),
                        it.position(), it.audiences(), startDate, it.createdAt(), it.updatedAt(), it.retiredAt()));
        return this;
    }

    /** A whole notice that is gone. */
    public Samples tombstone(String id, Instant withdrawnAt) {
        tombstones.add(new Tombstone(id, id, null, withdrawnAt));
        return this;
    }

    /** The id of a component by its name. */
    public String componentId(String name) {
        return components.get(name).id();
    }

    public NoticeBuilder incident(String title, Instant startedAt) {
        NoticeBuilder notice = new NoticeBuilder(NoticeKind.INCIDENT, title, startedAt, null, null);
        notices.add(notice);
        return notice;
    }

    public NoticeBuilder maintenance(String title, Instant from, Instant until) {
        NoticeBuilder notice = new NoticeBuilder(NoticeKind.MAINTENANCE, title, from, from, until);
        notices.add(notice);
        return notice;
    }

    public PublishedPage build() {
        List<PublishedNotice> built = notices.stream().map(NoticeBuilder::notice)
                .sorted(Comparator.comparing(PublishedNotice::startedAt).reversed()).toList();
        Instant changedAt = built.stream().map(PublishedNotice::updatedAt).max(Comparator.naturalOrder()).orElse(LONG_AGO);
        return new PublishedPage(1L + built.stream().mapToInt(notice -> notice.updates().size()).sum(), changedAt,
                List.copyOf(audiences), List.copyOf(groups), List.copyOf(components.values()), built, List.copyOf(tombstones));
    }

    private static String id(String prefix, int index) {
        return String.format(Locale.ROOT, "%s%09d", prefix, index + 1);
    }

    /** A notice in the making: what it tells and does is said of the update that was added last. */
    public final class NoticeBuilder {
        private final String id = Samples.id("ntc", notices.size());
        private final NoticeKind kind;
        private final String title;
        private final Instant startedAt;
        private Instant scheduledFor;
        private Instant scheduledUntil;
        private final List<UpdateBuilder> updates = new ArrayList<>();

        private Recurrence recurrence = Recurrence.NONE;
        private final Map<String, String> titles = new TreeMap<>();

        private static final class UpdateBuilder {
            private final NoticeState state;
            private final Instant at;
            private final List<Revision> earlier = new ArrayList<>();
            private final List<Disclosure> disclosures = new ArrayList<>();
            private final List<Effect> effects = new ArrayList<>();
            private Instant nextBy;
            private Retraction retraction;
            private Delay delay;
            private boolean tellsSubscribers = true;
            private Window window;

            private UpdateBuilder(NoticeState state, Instant at) {
                this.state = state;
                this.at = at;
            }

            private PublishedUpdate build(String id) {
                return new PublishedUpdate(id, state, at, at.plusSeconds(20), nextBy, List.copyOf(disclosures),
                        List.copyOf(effects), List.copyOf(earlier), retraction, delay, tellsSubscribers, false, window);
            }
        }

        private NoticeBuilder(NoticeKind kind, String title, Instant startedAt, Instant scheduledFor, Instant scheduledUntil) {
            this.kind = kind;
            this.title = title;
            this.startedAt = startedAt;
            this.scheduledFor = scheduledFor;
            this.scheduledUntil = scheduledUntil;
        }

        public String id() {
            return id;
        }

        public NoticeBuilder update(NoticeState state, Instant at) {
            updates.add(new UpdateBuilder(state, at));
            return this;
        }

        /** Tells an audience; the words are Markdown of which the sample knows {@code **bold**} only. */
        public NoticeBuilder tell(String audience, Impact impact, String words) {
            return tell(audience, impact, null, null, words);
        }

        /** The same of a span, either end of which may be null. */
        public NoticeBuilder tell(String audience, Impact impact, Instant from, Instant to, String words) {
            last().disclosures.add(new Disclosure(audience, impact, from, to, words, html(words)));
            return this;
        }

        /** What was told last, in another language. */
        public NoticeBuilder translate(String language, String words) {
            int last = last().disclosures.size() - 1;
            Disclosure told = last().disclosures.get(last);
            Map<String, Words> translations = new TreeMap<>(told.translations());
            translations.put(language, new Words(words, html(words)));
            last().disclosures.set(last, new Disclosure(told.audience(), told.impact(), told.from(), told.to(), told.markdown(),
                    told.html(), translations));
            return this;
        }

        /** The title in another language. */
        public NoticeBuilder titled(String language, String translated) {
            titles.put(language, translated);
            return this;
        }

        /** Replaces what the update said: what is told from here on is its next revision. */
        public NoticeBuilder amend(Amendment amendment, Instant at) {
            return amend(amendment, at, null);
        }

        /** The same when the notice was called otherwise until then. */
        public NoticeBuilder amend(Amendment amendment, Instant at, String titleUntilThen) {
            UpdateBuilder it = last();
            it.earlier.add(new Revision(amendment, at, titleUntilThen, it.at, List.copyOf(it.disclosures),
                    List.copyOf(it.effects)));
            it.disclosures.clear();
            it.effects.clear();
            return this;
        }

        public NoticeBuilder retract(RetractionReason reason, Instant at) {
            last().retraction = new Retraction(reason, at);
            return this;
        }

        public NoticeBuilder late(Instant knownSince, String because) {
            last().delay = new Delay(knownSince, because);
            return this;
        }

        /** Subscribers are not told of the update. */
        public NoticeBuilder quietly() {
            last().tellsSubscribers = false;
            return this;
        }

        /** For when the work is planned as of the update; as of the last one, the notice. */
        public NoticeBuilder planned(Instant from, Instant until) {
            last().window = new Window(from, until);
            scheduledFor = from;
            scheduledUntil = until;
            return this;
        }

        /** Planned work that goes by the clock; the rule may be null. */
        public NoticeBuilder byTheClock(String rule, boolean startsByItself, boolean endsByItself) {
            recurrence = new Recurrence(rule, startsByItself, endsByItself);
            return this;
        }

        /** An entry of this notice that is gone. */
        public NoticeBuilder tombstone(int place, Instant withdrawnAt) {
            tombstones.add(new Tombstone("tmb" + id.substring(3, 11) + place, id, place, withdrawnAt));
            return this;
        }

        private static String html(String words) {
            return "<p>" + words.replace("&", "&amp;").replace("<", "&lt;")
                    .replaceAll("\\*\\*(.+?)\\*\\*", "<strong>$1</strong>") + "</p>\n";
        }

        /** An effect for everybody whom the update addresses. */
        public NoticeBuilder effect(String component, ComponentStatus status) {
            return effect(component, status, null);
        }

        public NoticeBuilder effect(String component, ComponentStatus status, String audience) {
            last().effects.add(new Effect(componentId(component), audience, status));
            return this;
        }

        public NoticeBuilder nextBy(Instant at) {
            last().nextBy = at;
            return this;
        }

        /** Back to the page, for the next notice. */
        public Samples and() {
            return Samples.this;
        }

        private UpdateBuilder last() {
            return updates.get(updates.size() - 1);
        }

        private PublishedNotice notice() {
            List<PublishedUpdate> built = new ArrayList<>();
            for (UpdateBuilder update : updates) {
                built.add(update.build("u" + id.substring(1, 10) + String.format(Locale.ROOT, "%02d", built.size())));
            }
            Instant updatedAt = built.stream().map(Told::stamp).max(Comparator.naturalOrder()).orElseThrow();
            return new PublishedNotice(id, kind, title, Map.copyOf(titles), startedAt, built.get(0).publishedAt(), updatedAt,
                    scheduledFor, scheduledUntil, recurrence, built);
        }
    }
}
