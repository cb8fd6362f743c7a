package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.gatepost.front.PublicPage;
import org.gatepost.local.LocalAccounts;
import org.gatepost.site.Site;
import org.gatepost.snapshot.HandPublisher;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.AtTheGate;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.Desk;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.TestClock;
import org.gatepost.testsupport.TestIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/**
 * Two worlds in which the same things are done at the same times, and in the second one embargoed things besides (noninterference, after
 * Hritcu and others, "Testing Noninterference, Quickly"). Whoever may not know must not be able to tell in which of them they are: every
 * public byte, header and file, every answer of console and API, and every count of rows is compared. Left out: the time of day in the
 * header {@code Date}, and the ids that the database makes at random, which are named in the order of their first appearance.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class TwinWorldsIT {
    private static final Instant BEGIN = Instant.parse("2026-03-05T12:00:00Z");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** None of them is in a circle: a responder, two publishers without clearance, a machine, and one who configures. */
    private static final List<String> STRANGERS = List.of("responder2", "publisher", "publisher2", "admin", Api.AUTOMATION);

    /** What may be asked of the API; {@link ArchitectureTest} sees that nothing is left out. Ids are those of the script, those of hidden things too; %s is a word or name of something hidden. */
    static final List<String> API = List.of("/incidents", "/incidents?page=1", "/incidents?state=ACTIVE",
            "/incidents?state=RESOLVED", "/incidents?words=pages", "/incidents?words=okapi", "/incidents?words={codename}",
            "/incidents/{incident}", "/incidents/{incident}/embargo", "/incidents/{incident}/embargo/record",
            "/incidents/{incident}/alerts", "/incidents/{incident}/view-as", "/ledger", "/inbox", "/integrations",
            "/incidents/{incident}/drafts",
            "/incidents/{incident}/publications", "/alerts", "/alerts?state=FIRING", "/alerts/{alert}", "/drafts",
            "/drafts/{draft}",
            "/drafts/{draft}/revisions", "/drafts/{draft}/unmentioned", "/templates", "/duties",
            "/notices/{public}/publications", "/notices/{public}/takedowns",
            "/notices/{public}/entries/aaaaaaaaaaaa/content", "/operators", "/published", "/openapi.json", "/clearances",
            "/audit", "/audit?stream=open", "/audit?stream=sealed", "/audit?stream=open&before=9");

    /** What may be opened in the console, by session. */
    static final List<String> CONSOLE = List.of("/", "/board", "/pulse", "/incidents", "/incidents/list",
            "/incidents?page=1",
            "/incidents?words=okapi", "/incidents?words={codename}", "/incidents/{incident}", "/incidents/{incident}/timeline",
            "/incidents/{incident}/view-as",
            "/incidents/{incident}/here", "/drafts/{draft}/here", "/shift", "/clearances",
            "/audit", "/audit?stream=sealed", "/audit?stream=open",
            "/incidents/{incident}/embargo/record", "/ledger", "/inbox", "/inbox/list", "/inbox/count",
            "/alerts",
            "/alerts/list", "/alerts/{alert}", "/alerts/{alert}/links", "/drafts", "/drafts/list", "/drafts/count",
            "/drafts/{draft}",
            "/drafts/{draft}/approval", "/drafts/{draft}/preview", "/drafts/{draft}/preview/before",
            "/drafts/{draft}/preview/after",
            "/notices", "/notices/{public}", "/notices/{public}/retraction", "/notices/{public}/withdrawal",
            "/notices/{public}/entries/aaaaaaaaaaaa/retraction", "/notices/{public}/updates", "/templates", "/templates/new",
            "/templates/drafts/{draft}", "/templates/drafts/{draft}/proposal", "/parts", "/parts/drafts/{draft}",
            "/parts/drafts/{draft}/proposal", "/import", "/glossary", "/no/such/page");

    private static final Map<String, Desk> DESKS = new TreeMap<>();

    @Inject
    TestClock clock;

    @Inject
    TestIds ids;

    @Inject
    Site site;

    @TempDir
    Path directory;

    private String catalog;

    @BeforeEach
    void everybodyHasLoggedInOnce() {
        catalog = catalog();
        Stream.concat(STRANGERS.stream(), Stream.of("responder", "security", "security2"))
                .forEach(one -> Api.as(one).get("/operators").then().statusCode(200));
    }

    @AfterEach
    void theWorldIsAsItWas() {
        clock.run();
        ids.byChance();
        Database.forget();
        assertEquals(catalog, catalog(), "what was planted is gone");
    }

    @Test
    void nobodyOutsideCanTellWhetherThereIsAnEmbargo() {
        Map<String, String> without = new World("without", false).lived();
        Map<String, String> with = new World("with", true).lived();
        assertTrue(without.size() > 500, "only " + without.size() + " things were looked at");
        List<String> differences = differences(without, with);
        assertEquals(List.of(), differences, () -> differences.stream().limit(3)
                .map(key -> key + "\n--- without\n" + without.get(key) + "\n--- with\n" + with.get(key)).toList().toString());
        // What is compared is alive: the strangers do see what is open, and the page shows what is published.
        assertTrue(without.get("end: responder2 GET /incidents").contains("Pages fail to load"));
        assertTrue(without.get("middle: GET / as identity").contains("Some pages answer with an error."));
        assertTrue(without.get("end: responder2 GET /drafts").contains("Unlinked words"));
        assertTrue(without.get("end: responder2 opens /incidents").contains("Pages fail to load"));
        assertTrue(without.get("middle: publisher opens /drafts/{draft}/preview/after")
                .contains("Some pages answer with an error."));
        assertTrue(without.keySet().stream().noneMatch(key -> key.contains("null")), without.keySet().toString());
    }

    @Test
    void aWallThatForgetsTheSealIsNoticed() {
        leaks(List.of("drop policy ceiling_responder on incident.incident",
                "alter policy person on incident.incident using ((select security.person()) is not null)"),
                List.of("create policy ceiling_responder on incident.incident as restrictive to gatepost_responder using (not sealed) "
                        + "with check (not sealed)",
                        "alter policy person on incident.incident using ((SELECT security.person()) IS NOT NULL AND (NOT sealed OR "
                                + "embargo.may_know(id)))"),
                "responder2 GET /incidents", "responder2 GET /incidents?words=okapi", "rows of incident.incident as responder");
    }

    @Test
    void draftsWithoutAWallAreNoticed() {
        leaks(List.of("alter table gate.draft disable row level security"),
                List.of("alter table gate.draft enable row level security"),
                "publisher GET /drafts", "rows of gate.draft as gate");
    }

    @Test
    void whatIsSaidOfDraftsWithoutAWallIsNoticed() {
        List<String> tables = List.of("gate.decline", "gate.omission", "gate.approval_request", "gate.takedown",
                "gate.publication");
        leaks(tables.stream().map(table -> "alter table " + table + " disable row level security").toList(),
                tables.stream().map(table -> "alter table " + table + " enable row level security").toList(),
                tables.stream().map(table -> "rows of " + table + " as gate by publisher below responder")
                        .toArray(String[]::new));
    }

    @Test
    void aTakedownThatForgetsItsIncidentIsNoticed() {
        leaks(List.of("alter policy ceiling_gate on gate.takedown using (true)"),
                List.of("alter policy ceiling_gate on gate.takedown using ((incident_id IS NULL) OR (embargo.may_see(incident_id) AND "
                        + "((NOT kept) OR embargo.may_know(incident_id))))"),
                "rows of gate.takedown as gate by publisher below responder");
    }

    @Test
    void aFunctionThatKnowsTooMuchIsNoticed() {
        String right = Database.seen("select pg_get_functiondef('embargo.may_see(uuid)'::regprocedure)");
        leaks(List.of(
                "create or replace function embargo.may_see(p_incident uuid) returns boolean language sql stable security definer "
                        + "set search_path = pg_catalog, pg_temp as 'select true'"),
                List.of(right), "publisher GET /drafts");
    }

    @Test
    void aSealThatMovesThePublicPageIsNoticed() {
        leaks(List.of("create function public.planted() returns trigger language plpgsql security definer as "
                + "'begin update published.edition set revision = revision + 1; return new; end'",
                "alter function public.planted() owner to gatepost_owner",
                "grant usage on schema public to gatepost_owner",
                "create trigger planted after insert on embargo.embargo for each row execute function public.planted()"),
                List.of("drop trigger planted on embargo.embargo", "drop function public.planted()",
                        "revoke usage on schema public from gatepost_owner"),
                "public root", "responder2 GET /published");
    }

    @Test
    void anAlertThatRemembersASealedLinkIsNoticed() {
        leaks(List.of("create function public.planted() returns trigger language plpgsql security definer as "
                + "'begin update alert.alert set starts_at = starts_at + interval ''1 ms'' where id = new.alert_id; return new; end'",
                "alter function public.planted() owner to gatepost_owner",
                "grant usage on schema public to gatepost_owner",
                "create trigger planted after insert on alert.incident_link for each row execute function public.planted()"),
                List.of("drop trigger planted on alert.incident_link", "drop function public.planted()",
                        "revoke usage on schema public from gatepost_owner"),
                "GET /alerts");
    }

    @Test
    void aCollisionWithSomethingHiddenIsNoticed() {
        leaks(List.of("create unique index planted on incident.incident (title)"), List.of("drop index incident.planted"),
                "answer to a second incident");
    }

    /** Plants a leak, lives through both worlds, and sees each of the places that it must show at. */
    private void leaks(List<String> planted, List<String> taken, String... expected) {
        List<String> differences;
        Database.bySuperuser(planted.toArray(String[]::new));
        try {
            differences = differences(new World("leaking without", false, true).lived(),
                    new World("leaking with", true, true).lived());
        } finally {
            Database.forget();
            Database.bySuperuser(taken.toArray(String[]::new));
        }
        for (String place : expected) {
            assertTrue(differences.stream().anyMatch(difference -> difference.contains(place)),
                    "The leak was not noticed at " + place + ", only at " + differences);
        }
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        TreeSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream().filter(key -> one.get(key) == null || !one.get(key).equals(other.get(key))).toList();
    }

    /** Policies, functions, triggers and rights, to see that a planted leak is gone. The clock's function is set by every world. */
    private static String catalog() {
        return Database.seen(
                """
                select string_agg(line, e'\\n' order by line) from (
                    select format('%s %s %s %s %s %s', schemaname, tablename, policyname, roles, qual, with_check) line
                        from pg_policies
                    union all select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname in ('security', 'embargo', 'gate', 'published', 'public') and p.proname <> 'now'
                    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
                    union all select format('%s %s %s %s', oid::regclass, relrowsecurity, relforcerowsecurity, relacl)
                        from pg_class where relkind in ('r', 'i') and relnamespace::regnamespace::text in ('security',
                        'incident', 'embargo', 'alert', 'gate', 'published')
                    union all select format('%s %s', nspname, nspacl) from pg_namespace where nspname !~ '^pg_')
                """);
    }

    /** One of the two. Everything in it happens at the minute that the script says. */
    private final class World {
        private final boolean embargoed;
        private final boolean brief;
        private final Path store;
        private final Map<String, String> seen = new LinkedHashMap<>();
        private final Map<String, String> known = new TreeMap<>();
        private final Map<String, String> named = new LinkedHashMap<>();
        private final HandPublisher publisher;
        private final Map<String, String> operators = new TreeMap<>();
        private int minute;
        private String codename;

        World(String name, boolean embargoed) {
            this(name, embargoed, false);
        }

        /** @param brief whether to look only at the end, with two pairs of eyes and not at the console: enough to notice a leak */
        World(String name, boolean embargoed, boolean brief) {
            this.embargoed = embargoed;
            this.brief = brief;
            this.store = directory.resolve(name);
            this.publisher = new HandPublisher(store, site::revision, site::withdrawn, site::surfaces, clock);
        }

        /** What strangers saw on the way. */
        Map<String, String> lived() {
            clock.stand(BEGIN);
            ids.plan("before everything");
            Database.forget(0);
            for (LocalAccounts.Account account : LocalAccounts.PEOPLE) {
                operators.put(account.name(),
                        Database.seen("select id::text from security.operator where subject = ?", account.id()));
            }
            try (PublicPage page = PublicPage.of(store, clock)) {
                script(page);
            }
            return seen;
        }

        private void script(PublicPage page) {
            Api rosa = Api.as("responder");
            Api ravi = Api.as("responder2");
            Api petra = Api.as("publisher");
            Api paolo = Api.as("publisher2");
            Api selma = Api.as("security");
            Api machine = Api.as(Api.AUTOMATION);

            act("an alert", () -> machine.post("/alerts/alertmanager", Api.file("alertmanager/firing-two-truncated.json")));
            known.put("alert", ravi.get("/alerts").path("alerts.find { it.fingerprint == '4f214a2151755fe2' }.id"));
            act("a first incident",
                    () -> ravi.post("/alerts/" + known.get("alert") + "/incidents", Map.of("title", "Pages fail to load")));
            know("incident", "a first incident");

            secret("an incident born sealed, about the same alert", () -> {
                ids.plan("hidden one");
                hide("hidden one",
                        rosa.post("/alerts/" + known.get("alert") + "/incidents", Map.of("title", "Okapi tokens in a log",
                                "criterion", "SECURITY", "evidence", "Seen", "seal",
                                Map.of("reason", "Tokens", "circle", "SECURITY_TEAM"))));
            });
            // By its plan the name is the same in both worlds, but only in one does something bear it.
            ids.plan("hidden one");
            codename = ids.codename();
            if (embargoed) {
                assertEquals(codename, selma.get("/incidents/" + known.get("hidden one")).path("codename"));
            }
            secret("the same for named people, by a cleared person", () -> {
                ids.plan("hidden two");
                // The title of an incident that somebody else will declare in the open.
                hide("hidden two",
                        selma.post("/incidents",
                                Map.of("title", "Edits are slow", "seal", Map.of("reason", "x", "circle", "NAMED_PEOPLE"))));
                selma.post("/alerts/" + known.get("alert") + "/links", Map.of("incident", known.get("hidden two")));
                selma.post("/incidents/" + known.get("hidden two") + "/embargo/members",
                        Map.of("operator", operators.get("security2")));
            });
            secret("a machine seals", () -> machine.post("/incidents",
                    Map.of("title", "Okapi by machine", "seal", Map.of("reason", "x", "circle", "SECURITY_TEAM"))));

            act("evidence", () -> ravi.put("/incidents/" + known.get("incident") + "/criteria/BROADLY_VISIBLE",
                    Map.of("evidence", "Pump")));
            act("an impact",
                    () -> ravi.put("/incidents/" + known.get("incident") + "/affected/readers", Map.of("impact", "DEGRADED")));
            act("an entry",
                    () -> machine.post("/incidents/" + known.get("incident") + "/timeline", Map.of("words", "Rolled back.")));

            secret("words about what is sealed, proposed", () -> {
                hide("hidden draft", rosa.post("/drafts", Map.of("incident", known.get("hidden one"), "content",
                        WholePathIT.words("Okapi words", "INVESTIGATING", "Hidden words.", "DEGRADED"))));
                rosa.post("/drafts/" + known.get("hidden draft") + "/proposal");
                rosa.post("/incidents/" + known.get("hidden one") + "/timeline", Map.of("words", "Keys are rotated."));
            });

            act("a draft", () -> ravi.post("/drafts", Map.of("incident", known.get("incident"), "content",
                    WholePathIT.words("Pages fail to load", "INVESTIGATING", "Some pages answer with an error.",
                            "PARTIAL_OUTAGE"))));
            know("draft", "a draft");
            act("a proposal", () -> ravi.post("/drafts/" + known.get("draft") + "/proposal"));
            String hash = hash("a proposal");
            act("an approval", () -> petra.approves(known.get("draft"), hash));
            act("a publication", () -> petra.publishes(known.get("draft"), hash));

            secret("a reason, a request, a no, and words that went out and were taken down before it was sealed", () -> {
                String draft = "'" + known.get("hidden draft") + "'";
                String rosaId = "'" + operators.get("responder") + "'";
                String petraId = "'" + operators.get("publisher") + "'";
                String incident = "'" + known.get("hidden one") + "'";
                AtTheGate.past("insert into gate.omission values (" + draft + ", 1, 'movement', 'Okapi')");
                AtTheGate.past("insert into gate.approval_request select draft_id, number, proposed_by, hash, " + petraId + ", "
                        + rosaId
                        + ", security.now() from gate.revision where draft_id = " + draft);
                AtTheGate.past("insert into gate.decline values (" + draft + ", 1, 'Okapi', " + petraId + ", security.now())");
                AtTheGate.past(
                        "insert into gate.publication (draft_id, revision, hash, lane, proposed_by, published_by, published_at, "
                                + "notice_id, incident_id) select draft_id, number, hash, 'SHORT', proposed_by, proposed_by, security.now(), "
                                + "'hiddennotice', " + incident + " from gate.revision where draft_id = " + draft);
                AtTheGate.past(
                        "insert into gate.takedown (kind, notice_id, note, incident_id, taken_by, taken_at) values ('WITHDRAWAL', '"
                                + notice("a publication") + "', 'Okapi', " + incident + ", " + rosaId + ", security.now())");
            });
            secret("an incident, open for a moment, with words that wait, sealed by who declared it", () -> {
                ids.plan("hidden three");
                hide("hidden three",
                        rosa.post("/alerts/" + known.get("alert") + "/incidents", Map.of("title", "Okapi, first open")));
                hide("hidden approved", rosa.post("/drafts", Map.of("incident", known.get("hidden three"), "content",
                        WholePathIT.words("Okapi, approved", "INVESTIGATING", "Approved words.", "DEGRADED"))));
                String approved = rosa.proposes(known.get("hidden approved"));
                paolo.approves(known.get("hidden approved"), approved);
                rosa.post("/incidents/" + known.get("hidden three") + "/embargo",
                        Map.of("reason", "x", "circle", "SECURITY_TEAM"));
                rosa.publishes(known.get("hidden approved"), approved);
                paolo.publishes(known.get("hidden approved"), approved);
            });
            if (!brief) {
                observe("middle", page);
            }

            act("a second incident", () -> ravi.post("/incidents", Map.of("title", "Edits are slow", "severity", 3)));
            know("incident two", "a second incident");
            act("words about nothing", () -> petra.post("/drafts",
                    Map.of("content", WholePathIT.words("Unlinked words", "INVESTIGATING", "On our own.", "DEGRADED"))));
            know("draft two", "words about nothing");
            act("an update", () -> ravi.post("/drafts", Map.of("notice", notice("a publication"), "content",
                    WholePathIT.words("", "RESOLVED", "Pages load again.", "NONE"))));
            know("draft three", "an update");
            act("a proposal of the update", () -> ravi.post("/drafts/" + known.get("draft three") + "/proposal"));
            secret("work goes on", () -> {
                rosa.post("/incidents/" + known.get("hidden one") + "/mitigation", Map.of("statement", "Done."));
                rosa.post("/incidents/" + known.get("hidden one") + "/resolution", Map.of("statement", "Done."));
                selma.put("/incidents/" + known.get("hidden three") + "/title", Map.of("title", "Okapi, renamed"));
                selma.put("/incidents/" + known.get("hidden three") + "/severity", Map.of("severity", 1));
            });
            secret("a life: conditions, a review, links, a release that is agreed and cancelled", () -> {
                String embargo = "/incidents/" + known.get("hidden one") + "/embargo";
                List<String> conditions = rosa.get(embargo).path("conditions.id");
                conditions.forEach(one -> rosa.put(embargo + "/conditions/" + one, Map.of("met", true, "note", "Okapi")));
                String more = rosa.makes(embargo + "/conditions", Map.of("words", "Okapi caches are purged"));
                rosa.put(embargo + "/conditions/" + more, Map.of("met", true));
                rosa.post(embargo + "/extension",
                        Map.of("until", clock.instant().plus(Duration.ofDays(30)), "because", "Okapi"))
                        .then().statusCode(204);
                rosa.put(embargo + "/owner", Map.of("operator", operators.get("security"))).then().statusCode(204);
                rosa.put(embargo + "/symptoms/" + known.get("incident"), Map.of()).then().statusCode(204);
                rosa.post(embargo + "/release", Map.of("scope", "RESPONDERS")).then().statusCode(201);
                selma.post(embargo + "/release/agreement").then().statusCode(204);
                rosa.delete(embargo + "/release").then().statusCode(204);
                selma.post(embargo + "/release", Map.of("scope", "RESPONDERS")).then().statusCode(201);
            });
            act("a second approval", () -> paolo.approves(known.get("draft three"), hash("a proposal of the update")));
            act("a second publication", () -> paolo.publishes(known.get("draft three"), hash("a proposal of the update")));
            act("a mitigation",
                    () -> ravi.post("/incidents/" + known.get("incident") + "/mitigation", Map.of("statement", "Bounded.")));
            act("the alert is over", () -> machine.post("/alerts/alertmanager", Api.file("alertmanager/resolved-two.json")));
            observe("end", page);
            if (!brief) {
                // And when nobody signs any more, the page says so in the same bytes.
                at(++minute + 2);
                observePage("silent", page);
            }
        }

        /** Something that both worlds have; a stranger does it, and keeps the answer. */
        private void act(String name, Supplier<Response> doing) {
            at(++minute);
            ids.plan(name);
            seen.put("answer to " + name, normal(Api.seen(doing.get())));
            look("after " + name);
        }

        /** Something that only one of them has, in the seconds between two acts of the other. */
        private void secret(String name, Runnable doing) {
            if (!embargoed) {
                return;
            }
            clock.stand(BEGIN.plus(Duration.ofMinutes(minute)).plusSeconds(5));
            ids.plan("secret: " + name);
            doing.run();
            // A publisher that looked just now must have found nothing to sign.
            boolean signed = publisher.look();
            at(minute);
            if (signed) {
                seen.put("public root after a secret", name);
            }
        }

        private void at(int minute) {
            clock.stand(BEGIN.plus(Duration.ofMinutes(minute)));
        }

        private void know(String label, String act) {
            Matcher id = Pattern.compile("\"id\":\"(\\{[^}]*}|[^\"]*)\"").matcher(seen.get("answer to " + act));
            String given = id.find() ? id.group(1) : null;
            known.put(label,
                    named.entrySet().stream().filter(entry -> entry.getValue().equals(given)).map(Map.Entry::getKey).findFirst()
                            .orElse(UUID.randomUUID().toString()));
        }

        private void hide(String label, Response made) {
            String id = made.path("id");
            assertNotNull(id, made.asString());
            known.put(label, id);
        }

        private String hash(String act) {
            Matcher hash = Pattern.compile("\"hash\":\"([0-9a-f]{64})\"").matcher(seen.get("answer to " + act));
            return hash.find() ? hash.group(1) : "";
        }

        private String notice(String act) {
            Matcher notice = Pattern.compile("\"notice\":\"([a-z0-9]{12})\"").matcher(seen.get("answer to " + act));
            return notice.find() ? notice.group(1) : "";
        }

        /** The publisher looks, and somebody looks over its shoulder at the files. */
        private void look(String when) {
            publisher.look();
            try (Stream<Path> files = Files.walk(store)) {
                StringBuilder list = new StringBuilder();
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    list.append(store.relativize(file)).append(' ').append(Files.size(file)).append('\n');
                }
                seen.put("public files " + when, list.toString());
                seen.put("public root " + when, Files.readString(store.resolve("root")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void observe(String when, PublicPage page) {
            look(when);
            observePage(when, page);
            List<String> paths = new ArrayList<>();
            API.forEach(path -> paths.addAll(filled(path)));
            for (String stranger : brief ? STRANGERS.subList(0, 2) : STRANGERS) {
                for (String path : paths) {
                    seen.put(when + ": " + stranger + " GET " + label(path), normal(Api.seen(Api.as(stranger).get(path))));
                }
            }
            if (!brief) {
                observeConsole(when);
            }
            observeRows(when);
        }

        private void observePage(String when, PublicPage page) {
            List<String> paths = new ArrayList<>(new TreeSet<>(page.snapshot().entries().keySet()));
            paths.addAll(List.of("/no/such/page", "/incidents/aaaaaaaaaaaa", "/api/v2/no-such.json"));
            for (String path : paths) {
                for (String encoding : brief ? List.of("identity") : List.of("identity", "gzip", "br")) {
                    HttpResponse<byte[]> answer = page.get(path, encoding);
                    // Date is by the standing clock, and so compared too.
                    seen.put(when + ": GET " + path + " as " + encoding,
                            answer.statusCode() + "\n" + new TreeMap<>(answer.headers().map()) + "\n" + digest(answer.body())
                                    + (encoding.equals("identity")
                                            ? "\n" + new String(answer.body(), StandardCharsets.UTF_8)
                                            : ""));
                }
            }
        }

        private void observeConsole(String when) {
            for (String stranger : STRANGERS) {
                if (stranger.equals(Api.AUTOMATION)) {
                    continue;
                }
                Desk desk = DESKS.computeIfAbsent(stranger, Desk::of);
                for (String template : CONSOLE) {
                    for (String path : filled(template)) {
                        HttpResponse<String> answer = desk.get(path).answer();
                        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
                        headers.keySet().removeIf(name -> name.equalsIgnoreCase("date") || name.equalsIgnoreCase("set-cookie"));
                        seen.put(when + ": " + stranger + " opens " + label(path),
                                normal(answer.statusCode() + "\n" + headers + "\n" + answer.body()));
                    }
                }
            }
        }

        /** What the database shows to each role, when nobody acts and when a stranger does, even under the highest ceiling. */
        private void observeRows(String when) {
            for (String role : Database.DOORS) {
                String readable = Database
                        .seen("select string_agg(format('select %L, count(*) from %s', oid::regclass, oid::regclass), "
                                + "' union all ') from pg_class where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information)' "
                                + "and has_any_column_privilege('gatepost_" + role + "', oid, 'select')");
                try (Connection connection = Database.as(role)) {
                    for (String who : List.of("nobody", "responder2 below responder", "responder2 below cleared",
                            "publisher below responder", "publisher below cleared")) {
                        connection.rollback();
                        String[] words = who.split(" below ");
                        if (words.length == 2) {
                            Database.enter(connection, UUID.fromString(operators.get(words[0])), words[1]);
                        }
                        for (String[] row : Database.pairs(connection, readable)) {
                            seen.put(when + ": rows of " + row[0] + " as " + role + " by " + who, row[1]);
                        }
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        /** A path once for each thing of its kind, hidden ones too: where nothing is hidden, by an id that never was. */
        private List<String> filled(String path) {
            String named = path.replace("{codename}", codename).replace("{public}",
                    seen.containsKey("answer to a publication") ? notice("a publication") : "aaaaaaaaaaaa");
            Matcher kind = Pattern.compile("\\{(incident|draft|alert)}").matcher(named);
            if (!kind.find()) {
                return List.of(named);
            }
            Map<String, List<String>> labels = Map.of("incident",
                    List.of("incident", "incident two", "hidden one", "hidden two", "hidden three"), "draft",
                    List.of("draft", "draft two", "draft three", "hidden draft", "hidden approved"), "alert", List.of("alert"));
            return labels.get(kind.group(1)).stream()
                    .map(label -> named.replace(kind.group(),
                            known.computeIfAbsent(label, absent -> UUID.randomUUID().toString())))
                    .toList();
        }

        private String label(String path) {
            String labelled = path;
            for (Map.Entry<String, String> id : known.entrySet()) {
                labelled = labelled.replace(id.getValue(), "{" + id.getKey() + "}");
            }
            return labelled;
        }

        /** Names every id that the database made in the order of its first appearance. */
        private String normal(String text) {
            return ID.matcher(text)
                    .replaceAll(found -> named.computeIfAbsent(found.group(), id -> "{id " + (named.size() + 1) + "}"));
        }

        private static String digest(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
