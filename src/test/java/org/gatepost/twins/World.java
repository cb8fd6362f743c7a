package org.gatepost.twins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.front.PublicPage;
import org.gatepost.snapshot.HandPublisher;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Database;
import org.postgresql.PGConnection;

/**
 * One of the two worlds, from an empty beginning: lives through a day and keeps what strangers see of it, by channel and by what was
 * looked at. Ids that the database makes at random are named in the order of their first appearance; everything else is kept as it is.
 */
final class World {
    static final String COMPONENT = "componentaaa";
    /** Titles are few, so that hidden and open things collide. */
    static final List<String> TITLES = List.of("Pages fail to load", "Edits are slow", "Okapi tokens in a log",
            "Search finds nothing");
    private static final Instant BEGIN = Instant.parse("2026-03-05T12:00:00Z");
    private static final int ID_LENGTH = 36;
    private static final int FIRST_HYPHEN = 8;
    private static final List<String> BEFORE_ERROR_IDS = List.of("errorId\":\"", "Error ");
    private static final Pattern ERROR_ID = Pattern.compile("(" + String.join("|", BEFORE_ERROR_IDS) + ")[0-9a-z]{4,}");
    /** Over rows with ids that the database makes at random, so that it is as random as they are. */
    private static final Pattern RECORD_DIGEST = Pattern.compile("(\"seen\":\"|name=\"seen\" value=\")([0-9a-f]{64})");
    private static final String DIGESTED = "\"seen\"";
    private static final Pattern SLOT = Pattern.compile("\\{(hidden )?[a-z]+ \\d+}");
    /**
     * Who looks here leaves a line in the record of what was done, or reads it, or sees parts of the page that get a name for the time being:
     * one after the other, so that lines and names stand in one order.
     */
    private static final Pattern KEPT = Pattern.compile(".*/view-as|/audit.*|.*\\{elsewhere .*|/drafts/.*");
    /** The kind of incident that is sealed in both worlds, and that one of the strangers is named to. */
    static final String ELSEWHERE = "elsewhere";
    private static final int HIDDEN_TRIED = 3;
    /** Of the public page's paths so many are asked for over HTTP at each look; the signed root stands for all of them. */
    private static final int PATHS_ASKED = 40;
    private static final int PATHS_IN_A_ROW = 20;
    private static final int CANCEL_MINUTES = 6;
    private static final int ROW_LOOKS = 6;
    private static final int CATALOG_SELDOM = 4;
    /** In the middle of a day one place in so many is looked at, each time others; at its end all of them, by everybody. */
    static final int SHARE_IN_THE_MIDDLE = 3;
    private static final List<String> WHO_ACTS = List.of("nobody", "responder2 below responder", "responder2 below cleared",
            "publisher below responder", "publisher below cleared");
    private static final List<String> CHANNELS_HEARD = List.of("gatepost", "incident", "embargo", "alert", "published");

    private final Stage stage;
    private final Day day;
    private final Side side;
    private final boolean isWhole;
    private final Set<Channel> channels;
    private final Map<String, String> seen = new LinkedHashMap<>();
    private final Map<String, String> named = new LinkedHashMap<>();
    private final Map<String, String> idsByLabel = new TreeMap<>();
    private final Map<String, List<String>> open = new TreeMap<>();
    private final Map<String, List<String>> hidden = new TreeMap<>();
    private final Map<String, String> hashes = new TreeMap<>();
    /** Of what is hidden in either world: known beforehand, because the names of an act follow from its place in the day. */
    private List<String> codenames = List.of();
    private final Path store;
    private final HandPublisher publisher;
    private long published = -1;
    private int chanceIds;
    private int minute;
    private int asked;
    private String doing = "before everything";

    World(Stage stage, Day day, Side side) {
        this(stage, day, side, false, EnumSet.allOf(Channel.class));
    }

    /**
     * @param isWhole whether every role looks at its rows and catalogs, and not only some of them
     * @param channels on which strangers look around; what they are answered and what operations hear is kept in any case
     */
    World(Stage stage, Day day, Side side, boolean isWhole, Set<Channel> channels) {
        this.isWhole = isWhole;
        this.channels = channels;
        this.stage = stage;
        this.day = day;
        this.side = side;
        this.store = stage.newStore();
        this.publisher = new HandPublisher(store, stage.site::revision, stage.site::withdrawn, stage.site::surfaces,
                stage.clock);
    }

    /** @return what strangers saw, by channel and by what they looked at */
    Map<String, String> lived() {
        stage.costs.of("clearing", () -> {
            stage.clock.stand(BEGIN);
            stage.clear();
            return null;
        });
        codenames = day.secrets().stream().map(step -> {
            stage.ids.plan(plan(step, step.side()));
            return stage.ids.codename();
        }).toList();
        stage.newLines();
        long logEnd = stage.databaseLogEnd();
        listen();
        published = stage.site.revision();
        try (PublicPage page = PublicPage.of(store, stage.clock)) {
            int steps = 0;
            for (Day.Step step : day.steps()) {
                if (step.side().isIn(side)) {
                    live(step);
                }
                if (++steps == day.middle()) {
                    observe("middle", SHARE_IN_THE_MIDDLE, page);
                }
            }
            observe("end", 1, page);
        }
        hear(logEnd);
        deleteStore();
        return seen;
    }

    private void live(Day.Step step) {
        doing = step.toString();
        if (step.deed().isSecret) {
            // In the seconds between two acts of the others, or at the very time of the last one.
            Chance chance = new Chance(step.seed());
            at(chance.oneIn(2) ? 0 : 1 + chance.below(9));
            stage.ids.plan(plan(step, side));
        } else {
            minute++;
            at(0);
            stage.carryOut();
            stage.ids.plan("act " + step.number());
        }
        stage.costs.of(step.deed().isSecret ? "acts inside" : "acts in the open", () -> {
            step.deed().in(this, new Chance(step.seed()));
            return null;
        });
        at(0);
        look(step);
    }

    private static String plan(Day.Step step, Side side) {
        return "secret " + step.number() + side;
    }

    private void at(int second) {
        stage.clock.stand(BEGIN.plus(Duration.ofMinutes(minute)).plusSeconds(second));
    }

    /** Whether there is something to sign; and when there is, the publisher signs, and somebody looks over its shoulder at the files. */
    private void look(Day.Step step) {
        long revision = stage.site.revision();
        if (step.deed().isSecret && revision != published) {
            seen.put(key(Channel.STORE, "something to sign after a secret, " + step), Long.toString(revision));
        }
        if (revision != published) {
            sign(doing);
        }
    }

    private void sign(String when) {
        published = stage.site.revision();
        stage.costs.of("signing", publisher::look);
        stage.costs.of(Channel.STORE, () -> {
            StringBuilder list = new StringBuilder();
            try (Stream<Path> files = Files.walk(store)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    list.append(store.relativize(file)).append(' ').append(Files.size(file));
                    if (!file.endsWith("root")) {
                        list.append(' ').append(Files.getLastModifiedTime(file));
                    }
                    list.append('\n');
                }
            }
            seen.put(key(Channel.STORE, "files after " + when), list.toString());
            seen.put(key(Channel.STORE, "root after " + when), Files.readString(store.resolve("root")));
            stage.costs.looked(Channel.STORE, 2);
            return null;
        });
    }

    // What the deeds ask and do.

    Day day() {
        return day;
    }

    Side side() {
        return side;
    }

    /** Strangers who act. */
    List<String> open() {
        return Stream.of("responder2", "publisher", "publisher2", Api.AUTOMATION).filter(who -> !day.circle().contains(who))
                .toList();
    }

    /** Strangers who try what they have no business with: who acts, who is cleared but not named, and who configures. */
    List<String> curious() {
        return Stream.concat(open().stream(),
                Stream.of("admin", "security2", "security3").filter(who -> !day.circle().contains(who))).toList();
    }

    List<String> publishers() {
        return open().stream().filter(who -> who.startsWith("publisher")).toList();
    }

    List<String> insiders() {
        return List.copyOf(day.circle());
    }

    List<String> sealers() {
        return day.onlyNamed()
                ? List.of("responder", "security")
                : List.of("responder", "security", "security2", Api.AUTOMATION);
    }

    String operator(String account) {
        return stage.operators.get(account);
    }

    String starter() {
        return stage.starter;
    }

    boolean canDismiss() {
        return stage.canDismiss;
    }

    boolean has(String kind) {
        return !open.getOrDefault(kind, List.of()).isEmpty();
    }

    /** The id of one of those that both worlds have. */
    String any(String kind, Chance chance) {
        return idsByLabel.get(chance.of(open.get(kind)));
    }

    boolean hasHidden(String kind) {
        return !hidden.getOrDefault(kind, List.of()).isEmpty();
    }

    /** The id of one of the hidden ones of this world. */
    String hidden(String kind, Chance chance) {
        return chance.of(hidden.get(kind));
    }

    String entry(String notice) {
        String entry = stage.value("select id from published.notice_update where place = 1 and revision = 1 and notice_id = ?",
                notice);
        return entry == null ? "aaaaaaaaaaaa" : entry;
    }

    String hash(String draft) {
        return hashes.getOrDefault(filled(draft), "00");
    }

    /** Does something as a stranger, who keeps the answer. */
    Eyes.Answer stranger(String who, String method, String path, Object body) {
        String where = filled(path);
        Object what = body == null ? null : filledIn(body);
        Eyes.Answer answer = new Eyes(who).api(method, where, what);
        seen.put(key(Channel.ANSWERS, doing + ", " + ++asked + ": " + who + " " + method + " " + normal(where)),
                normal(answer.seen()));
        stage.costs.looked(Channel.ANSWERS, 1);
        remember(where, answer);
        return answer;
    }

    /** Does something inside the circle, of which nobody else hears. */
    Eyes.Answer insider(String who, String method, String path, Object body) {
        Eyes.Answer answer = new Eyes(who).api(method, path, body);
        remember(path, answer);
        return answer;
    }

    private void remember(String path, Eyes.Answer answer) {
        String hash = answer.json().path("hash").asText("");
        if (path.matches("/drafts/[^/]+/proposal") && !hash.isEmpty()) {
            hashes.put(path.split("/")[2], hash);
        }
    }

    /** Both worlds have it from now on, whatever became of it. */
    void keep(String kind, Eyes.Answer made) {
        String id = made.json().path("id").asText("");
        if (!id.isEmpty()) {
            String label = kind + " " + open.getOrDefault(kind, List.of()).size();
            idsByLabel.put(label, id);
            open.computeIfAbsent(kind, none -> new ArrayList<>()).add(label);
        }
    }

    void notice(Eyes.Answer published) {
        String notice = published.json().path("notice").asText("");
        if (!notice.isEmpty() && !idsByLabel.containsValue(notice)) {
            String label = "notice " + open.getOrDefault("notice", List.of()).size();
            idsByLabel.put(label, notice);
            open.computeIfAbsent("notice", none -> new ArrayList<>()).add(label);
        }
    }

    void hide(String kind, Eyes.Answer made) {
        hide(kind, made.json().path("id").asText(""));
    }

    void hide(String kind, String id) {
        if (!id.isEmpty()) {
            hidden.computeIfAbsent(kind, none -> new ArrayList<>()).add(id);
        }
    }

    /** The same by a machine of which nobody else hears. */
    void alertsOfAMachine(Chance chance) {
        insider(Api.AUTOMATION, "POST", "/alerts/alertmanager", alertmanager(chance));
    }

    /** An alert or two, firing or over, as Alertmanager says it. */
    void alerts(Chance chance) {
        stranger(Api.AUTOMATION, "POST", "/alerts/alertmanager", alertmanager(chance));
        for (String id : stage.column("select id::text from alert.alert order by fingerprint")) {
            if (!idsByLabel.containsValue(id)) {
                String label = "alert " + open.getOrDefault("alert", List.of()).size();
                idsByLabel.put(label, id);
                open.computeIfAbsent("alert", none -> new ArrayList<>()).add(label);
            }
        }
    }

    private static Map<String, Object> alertmanager(Chance chance) {
        int group = chance.below(2);
        boolean isOver = chance.oneIn(3);
        List<Map<String, Object>> some = new ArrayList<>();
        for (int i = 0; i <= chance.below(2); i++) {
            int number = group * 2 + i;
            some.add(Map.of("status", isOver ? "resolved" : "firing", "labels",
                    Map.of("alertname", "HighErrorRate", "severity", "critical", "instance", "web" + number), "annotations",
                    Map.of("summary", "Errors on web" + number), "startsAt", "2026-03-05T11:5" + number + ":00.123456789Z",
                    "endsAt",
                    isOver ? "2026-03-05T12:00:00Z" : "0001-01-01T00:00:00Z", "generatorURL", "http://graph", "fingerprint",
                    "fingerprint" + number));
        }
        return Map.of("version", "4", "groupKey", "group" + group, "truncatedAlerts", 0, "status",
                isOver ? "resolved" : "firing", "receiver", "hook", "groupLabels", Map.of(), "commonLabels", Map.of(),
                "commonAnnotations", Map.of(), "externalURL", "http://alerts", "alerts", some);
    }

    /** The clock moves to after the time in which a release can be cancelled, and what is due goes out. */
    void whatIsDueGoesOut() {
        minute += CANCEL_MINUTES;
        at(0);
        stage.carryOut();
    }

    /** Rows that no one act leaves behind all together: reasons, requests, a no, a publication and a takedown about what is hidden. */
    void leftFromBefore(String draft, String incident) {
        String of = " from gate.revision where draft_id = '" + draft + "' and number = 1";
        String people = "'" + operator("publisher") + "', '" + operator("responder") + "'";
        stage.execute(true,
                "insert into gate.omission select draft_id, number, 'movement', 'Okapi'" + of + " on conflict do nothing",
                "insert into gate.approval_request select draft_id, number, proposed_by, hash, " + people + ", security.now()"
                        + of
                        + " on conflict do nothing",
                "insert into gate.decline select draft_id, number, 'Okapi', '" + operator("publisher") + "', security.now()"
                        + of
                        + " on conflict do nothing",
                "insert into gate.publication (draft_id, revision, hash, lane, proposed_by, published_by, published_at, notice_id, "
                        + "incident_id) select draft_id, number, hash, 'SHORT', proposed_by, proposed_by, security.now(), "
                        + "'hiddennotice', '" + incident + "'" + of + " on conflict do nothing",
                "insert into gate.takedown (kind, notice_id, note, incident_id, taken_by, taken_at) values ('WITHDRAWAL', '"
                        + (has("notice") ? idsByLabel.get("notice 0") : "hiddennotice") + "', 'Okapi', '" + incident + "', '"
                        + operator("responder") + "', security.now())");
    }

    // What observers look at.

    private void observe(String when, int share, PublicPage page) {
        // Time goes by until everybody looks, so that a tick is due whatever was done last.
        minute++;
        at(0);
        stage.carryOut();
        sign(when);
        look(Channel.PAGE, when, chance -> observePage(when, page, chance));
        observePeople(when, share);
        look(Channel.ROWS, when, chance -> observeRows(when, chance));
        look(Channel.CATALOG, when, chance -> {
            if (isWhole || chance.oneIn(CATALOG_SELDOM)) {
                observeCatalog(when, chance);
            }
        });
        look(Channel.MANAGEMENT, when, chance -> {
            for (String path : List.of("/q/health", "/q/metrics")) {
                Eyes.Answer answer = Eyes.management(path);
                seen.put(key(Channel.MANAGEMENT, when + " " + path), answer.seen());
                stage.costs.looked(Channel.MANAGEMENT, 1);
            }
        });
    }

    /** Each channel has a chance of its own, so that one that is left out does not change what is looked at on another. */
    private Chance chance(Channel channel, String when) {
        return new Chance(day.eyes() + (when + channel).hashCode());
    }

    private void look(Channel channel, String when, Consumer<Chance> looks) {
        if (channels.contains(channel)) {
            stage.costs.of(channel, () -> {
                looks.accept(chance(channel, when));
                return null;
            });
        }
    }

    private void observePage(String when, PublicPage page, Chance chance) {
        List<String> paths = new ArrayList<>(new TreeSet<>(page.snapshot().entries().keySet()));
        while (paths.size() > PATHS_ASKED) {
            paths.remove(chance.below(paths.size()));
        }
        paths.addAll(List.of("/no/such/page", "/incidents/aaaaaaaaaaaa", "/api/v2/no-such.json"));
        for (String path : paths) {
            String encoding = chance.of(List.of("identity", "gzip", "br"));
            HttpResponse<byte[]> answer = page.get(path, encoding);
            // Date is by the standing clock, and so compared too.
            seen.put(key(Channel.PAGE, when + " " + path + " as " + encoding),
                    answer.statusCode() + "\n" + new TreeMap<>(answer.headers().map()) + "\n" + digest(answer.body())
                            + (encoding.equals("identity") ? "\n" + new String(answer.body(), StandardCharsets.UTF_8) : ""));
        }
        stage.costs.looked(Channel.PAGE, paths.size());
    }

    private record Look(Channel channel, String what, String raw) {
    }

    /** @param share of the places, one in so many is looked at */
    private void observePeople(String when, int share) {
        Map<String, List<String>> things = things();
        List<Future<List<Look>>> running = new ArrayList<>();
        List<Supplier<List<Look>>> inTurn = new ArrayList<>();
        // The longest first, so that nobody waits for one at the end.
        for (Channel channel : Stream.of(Channel.CONSOLE, Channel.API).filter(channels::contains).toList()) {
            Chance chance = chance(channel, when);
            for (String observer : observers(channel)) {
                List<String> paths = Places.looked(channel == Channel.API ? Places.API : Places.CONSOLE, share, things, chance);
                List<String> kept = paths.stream().filter(path -> KEPT.matcher(path).matches()).toList();
                List<String> others = paths.stream().filter(path -> !kept.contains(path)).toList();
                // A session at the console is for one thread; a token is for any number.
                int chunk = channel == Channel.CONSOLE ? others.size() : PATHS_IN_A_ROW;
                for (int at = 0; at < others.size(); at += chunk) {
                    List<String> some = others.subList(at, Math.min(at + chunk, others.size()));
                    running.add(
                            stage.observers.submit(() -> stage.costs.of(channel, () -> looks(channel, observer, some, false))));
                }
                inTurn.add(() -> stage.costs.of(channel, () -> looks(channel, observer, kept, true)));
            }
        }
        List<List<Look>> looks = new ArrayList<>();
        stage.costs.of("people looking", () -> {
            running.forEach(one -> looks.add(done(one)));
            inTurn.forEach(one -> looks.add(one.get()));
            return null;
        });
        // Named in one order, whoever was answered first.
        stage.costs.of("comparing", () -> {
            looks.forEach(some -> some.forEach(look -> {
                seen.put(key(look.channel(), when + ": " + look.what()), normal(look.raw()));
                stage.costs.looked(look.channel(), 1);
            }));
            return null;
        });
    }

    /** Nobody at all, too: whoever is not logged in. */
    private List<String> observers(Channel channel) {
        List<String> people = new ArrayList<>(List.of("responder2", "publisher", "admin"));
        // Two who are cleared and not named see the same: one of them looks.
        Stream.of("publisher2", "security2").filter(who -> !day.circle().contains(who)).forEach(people::add);
        if (channel == Channel.API) {
            people.add(Api.AUTOMATION);
        }
        return people;
    }

    /** @param leavesTraces whether what is seen takes a name from the ids, so that each look has a plan of its own */
    private List<Look> looks(Channel channel, String observer, List<String> paths, boolean leavesTraces) {
        Eyes eyes = new Eyes(observer);
        List<Look> some = new ArrayList<>();
        for (String path : paths) {
            if (leavesTraces) {
                stage.ids.plan("look of " + observer + " at " + path);
            }
            Eyes.Answer answer = channel == Channel.API ? eyes.api("GET", filled(path), null) : eyes.screen(filled(path));
            some.add(new Look(channel, observer + " " + path, asAsked(path, answer.seen())));
        }
        return some;
    }

    private Map<String, List<String>> things() {
        Map<String, List<String>> things = new TreeMap<>();
        for (String kind : List.of("incident", "draft", "alert", "notice")) {
            List<String> labels = new ArrayList<>(open.getOrDefault(kind, List.of()));
            if (kind.equals("incident")) {
                labels.addAll(open.getOrDefault(ELSEWHERE, List.of()));
            }
            if (kind.equals("incident") || kind.equals("draft")) {
                for (int i = 0; i < HIDDEN_TRIED; i++) {
                    labels.add("hidden " + kind + " " + i);
                }
            }
            things.put(kind, labels);
        }
        things.put("public", things.remove("notice"));
        things.put("codename", IntStream.range(0, codenames.size()).mapToObj(number -> "hidden codename " + number).toList());
        return things;
    }

    private void observeRows(String when, Chance chance) {
        List<String[]> looks = new ArrayList<>();
        for (String role : Database.DOORS) {
            WHO_ACTS.forEach(who -> looks.add(new String[]{role, who}));
        }
        while (!isWhole && looks.size() > ROW_LOOKS) {
            looks.remove(chance.below(looks.size()));
        }
        for (String[] look : looks) {
            String role = look[0];
            String who = look[1];
            Connection door = stage.door(role);
            try {
                door.rollback();
                String readable = Database.value(door,
                        "select string_agg(format('select %L, count(*)::text from %s', oid::regclass, oid::regclass), ' union all ') "
                                + "from pg_class where relkind in ('r', 'v', 'm') and relnamespace::regnamespace::text !~ '^(pg_|information)' "
                                + "and has_any_column_privilege(oid, 'select')");
                String[] words = who.split(" below ");
                if (words.length == 2) {
                    Database.enter(door, UUID.fromString(operator(words[0])), words[1]);
                }
                for (String[] row : Database.pairs(door, readable)) {
                    seen.put(key(Channel.ROWS, when + " in " + row[0] + " as " + role + " by " + who), row[1]);
                    stage.costs.looked(Channel.ROWS, 1);
                }
                door.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Everything that a role can read of the catalogs. Left out is what PostgreSQL tells everybody and cannot be told to keep: estimates
     * of sizes and the numbers of transactions, which move by themselves, and its lists that are not about us.
     */
    private void observeCatalog(String when, Chance chance) {
        String role = chance.of(Database.DOORS);
        Connection door = stage.door(role);
        try {
            door.rollback();
            String catalogs = Database.value(door,
                    """
                    select string_agg(format('select %L, md5(string_agg(%s, '' '' order by %s)) from %s it', c.relname, t.row, t.row,
                        c.oid::regclass), ' union all ')
                    from pg_class c, lateral (select string_agg(format('coalesce(it.%I::text, ''-'')', a.attname), ' || '','' || ') as row
                        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                          and has_column_privilege(c.oid, a.attnum, 'select')
                          and a.attname not in ('reltuples', 'relpages', 'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid',
                              'relfilenode', 'datfrozenxid', 'datminmxid')) t
                    where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind in ('r', 'v') and t.row is not null
                      and has_any_column_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'select')
                      and c.relname !~ '^pg_(timezone|statistic|stats|settings|rules|available|collation|description|depend|shdepend)'
                      and c.relname not in ('pg_file_settings', 'pg_hba_file_rules', 'pg_ident_file_mappings', 'pg_config',
                          'pg_backend_memory_contexts', 'pg_shmem_allocations', 'pg_shmem_allocations_numa', 'pg_aios')
                    """);
            for (String[] row : Database.pairs(door, catalogs)) {
                seen.put(key(Channel.CATALOG, when + " " + row[0] + " as " + role), String.valueOf(row[1]));
                stage.costs.looked(Channel.CATALOG, 1);
            }
            door.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        try {
            Connection reader = stage.door("reader");
            reader.rollback();
            for (String channel : CHANNELS_HEARD) {
                Database.execute(reader, "listen " + channel);
            }
            reader.commit();
            reader.unwrap(PGConnection.class).getNotifications();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What operations hear of a day: the two logs, in the order of their lines by name, and notifications. */
    private void hear(long logEnd) {
        stage.costs.of(Channel.LOG, () -> {
            int number = 0;
            for (String line : stage.newLines().stream().map(this::normal).sorted().toList()) {
                seen.put(key(Channel.LOG, "line " + number++), line);
            }
            stage.costs.looked(Channel.LOG, number);
            return null;
        });
        stage.costs.of(Channel.DATABASE_LOG, () -> {
            int number = 0;
            for (String line : stage.databaseLog(logEnd).stream().map(this::normal).sorted().toList()) {
                seen.put(key(Channel.DATABASE_LOG, "line " + number++), line);
            }
            stage.costs.looked(Channel.DATABASE_LOG, number);
            return null;
        });
        stage.costs.of(Channel.NOTIFICATIONS, () -> {
            Connection reader = stage.door("reader");
            Database.value(reader, "select 1");
            var heard = reader.unwrap(PGConnection.class).getNotifications();
            for (int i = 0; heard != null && i < heard.length; i++) {
                seen.put(key(Channel.NOTIFICATIONS, Integer.toString(i)), heard[i].getName() + normal(heard[i].getParameter()));
            }
            reader.rollback();
            stage.costs.looked(Channel.NOTIFICATIONS, 1);
            return null;
        });
    }

    private static List<Look> done(Future<List<Look>> one) {
        try {
            return one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String key(Channel channel, String what) {
        return channel + " " + what;
    }

    /** Ids in the place of labels in braces; what this world has not, by an id that never was. */
    private String filled(String text) {
        String filled = SLOT.matcher(text).replaceAll(slot -> id(slot.group().substring(1, slot.group().length() - 1)));
        return filled.contains("{entry}") ? filled.replace("{entry}", entry(filled.split("/")[2])) : filled;
    }

    /** What only says again which hidden thing was asked for says it by the name that it was asked by, whatever else that is called here. */
    private String asAsked(String path, String seen) {
        return SLOT.matcher(path).results().map(MatchResult::group).filter(slot -> slot.startsWith("{hidden"))
                .reduce(seen, (text, slot) -> text.replace(filled(slot), slot));
    }

    private Object filledIn(Object body) {
        if (body instanceof Map<?, ?> map) {
            Map<Object, Object> filled = new LinkedHashMap<>();
            map.forEach((name, value) -> filled.put(name, value instanceof String text ? filled(text) : value));
            return filled;
        }
        return body;
    }

    private synchronized String id(String label) {
        if (!label.startsWith("hidden")) {
            return idsByLabel.get(label);
        }
        String[] words = label.split(" ");
        int number = Integer.parseInt(words[2]);
        if (words[1].equals("codename")) {
            return codenames.get(number);
        }
        // What was open before it was sealed is asked for by the name that it had: under another it would differ by its place among the
        // hidden ones, of which the worlds have other numbers.
        List<String> some = hidden.getOrDefault(words[1], List.of()).stream().filter(one -> !wasOpen(one)).toList();
        String id = number < some.size()
                ? some.get(number)
                : idsByLabel.computeIfAbsent(label, absent -> UUID.randomUUID().toString());
        named.putIfAbsent(id, "{" + label + "}");
        return id;
    }

    private boolean wasOpen(String id) {
        return idsByLabel.entrySet().stream()
                .anyMatch(thing -> thing.getValue().equals(id) && !thing.getKey().startsWith("hidden"));
    }

    private synchronized String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        int done = 0;
        // By its first hyphen, because a pattern that tries every character takes longer than the answer that it reads.
        for (int hyphen = text.indexOf('-'); hyphen >= 0; hyphen = text.indexOf('-', hyphen + 1)) {
            int begin = hyphen - FIRST_HYPHEN;
            if (begin >= done && begin + ID_LENGTH <= text.length() && isId(text, begin)) {
                String label = named.computeIfAbsent(text.substring(begin, begin + ID_LENGTH),
                        id -> "{id " + ++chanceIds + "}");
                normal.append(text, done, begin).append(label);
                done = begin + ID_LENGTH;
                hyphen = done - 1;
            }
        }
        normal.append(text, done, text.length());
        // Most texts have none, and a pattern of two words looks for them ten times slower.
        String said = BEFORE_ERROR_IDS.stream().noneMatch(words -> normal.indexOf(words) >= 0)
                ? normal.toString()
                : ERROR_ID.matcher(normal).replaceAll("$1{error}");
        return !said.contains(DIGESTED)
                ? said
                : RECORD_DIGEST.matcher(said).replaceAll(
                        found -> found.group(1)
                                + named.computeIfAbsent(found.group(2), digest -> "{digest " + ++chanceIds + "}"));
    }

    private static boolean isId(String text, int begin) {
        for (int i = 0; i < ID_LENGTH; i++) {
            char one = text.charAt(begin + i);
            boolean isAsItShould = i == 8 || i == 13 || i == 18 || i == 23
                    ? one == '-'
                    : one >= '0' && one <= '9' || one >= 'a' && one <= 'f';
            if (!isAsItShould) {
                return false;
            }
        }
        return true;
    }

    private void deleteStore() {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
