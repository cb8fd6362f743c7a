package org.gatepost;

import static org.gatepost.testsupport.Database.as;
import static org.gatepost.testsupport.Database.bySuperuser;
import static org.gatepost.testsupport.Database.claim;
import static org.gatepost.testsupport.Database.context;
import static org.gatepost.testsupport.Database.execute;
import static org.gatepost.testsupport.Database.refusal;
import static org.gatepost.testsupport.Database.seen;
import static org.gatepost.testsupport.Database.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.gatepost.local.Parts;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the database holds by itself, whatever runs in front of it: each role is tried with statements of our own, as an injected one
 * would.
 */
class DatabaseIT {
    private static final String NOT_ALLOWED = "42501";
    private static final String ABSENT = "GP404";
    private static final String REFUSED = "GP403";
    private static final String CONFLICT = "GP409";
    private static final String CHECK = "23514";
    private static final String NO_SUCH_KEY = "23503";
    private static final String WAITED = "55P03";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UUID THE_CONSOLE_ITSELF = new UUID(0, 0);

    private static final UUID ROSA = UUID.fromString("00000000-0000-4000-9000-000000000001");
    private static final UUID RAVI = UUID.fromString("00000000-0000-4000-9000-000000000002");
    private static final UUID PETRA = UUID.fromString("00000000-0000-4000-9000-000000000003");
    private static final UUID PAOLO = UUID.fromString("00000000-0000-4000-9000-000000000004");
    private static final UUID SELMA = UUID.fromString("00000000-0000-4000-9000-000000000005");
    private static final UUID ROBOT = UUID.fromString("00000000-0000-4000-9000-000000000006");
    private static final UUID LATE = UUID.fromString("00000000-0000-4000-9000-000000000007");
    private static final UUID MIXED = UUID.fromString("00000000-0000-4000-9000-000000000008");

    @BeforeAll
    static void somePeople() {
        bySuperuser("insert into security.operator (id, issuer, subject, name, kind, roles, roles_until) values "
                + person(ROSA, "person", "responder", "infinity") + ", " + person(RAVI, "person", "responder", "infinity")
                + ", "
                + person(PETRA, "person", "responder,publisher", "infinity") + ", "
                + person(PAOLO, "person", "responder,publisher", "infinity") + ", "
                + person(SELMA, "person", "responder,security", "infinity") + ", "
                + person(ROBOT, "machine", "automation,publisher", "infinity") + ", "
                + person(LATE, "person", "responder,publisher", "-infinity") + ", "
                + person(MIXED, "person", "responder,publisher,security", "infinity"),
                "insert into security.clearance (operator_id, enrolled_at) values ('" + SELMA + "', now()), ('" + MIXED
                        + "', now())");
    }

    private static String person(UUID id, String kind, String roles, String until) {
        return "('" + id + "', 'test:database', '" + id + "', 'Somebody', '" + kind + "', '{" + roles + "}', '" + until + "')";
    }

    @AfterAll
    static void nobodyStays() {
        Database.forget();
        bySuperuser(
                "delete from security.clearance where operator_id in (select id from security.operator where issuer = 'test:database')",
                "delete from security.operator where issuer = 'test:database'");
    }

    @Test
    void aProperContextIsSomebody() throws SQLException {
        declare(ROSA);
        try (Connection room = as("responder", ROSA, "responder")) {
            assertEquals(ROSA.toString(), value(room, "select security.person()"));
            assertTrue(count(room, "incident.incident") > 0);
        }
    }

    @Test
    void aForgedContextIsNobody() throws SQLException {
        declare(ROSA);
        for (String forged : List.of("", "x", "||", ROSA + "|cleared|", ROSA + "|cleared|" + "0".repeat(64),
                ROSA + "|cleared|test|" + "0".repeat(64), ROSA + "|cleared|test|",

                ROSA + "|cleared|x|y",
                "'; select 1; --|cleared|x", THE_CONSOLE_ITSELF + "|responder|" + "f".repeat(64))) {
            for (String role : List.of("responder", "cleared")) {
                try (Connection room = as(role)) {
                    claim(room, forged);
                    assertNull(value(room, "select security.person()"), forged);
                    assertEquals(0, count(room, "incident.incident"), forged);
                }
            }
        }
    }

    @Test
    void aContextIsWorthNothingInAnotherTransaction() throws SQLException {
        declare(ROSA);
        try (Connection room = as("responder"); Connection other = as("responder")) {
            String captured = context(room, ROSA, "responder");
            claim(room, captured);
            assertTrue(count(room, "incident.incident") > 0);
            claim(other, captured);
            assertEquals(0, count(other, "incident.incident"), "on another connection");
            room.commit();
            assertEquals(0, count(room, "incident.incident"), "after the end of its transaction");
            claim(room, captured);
            assertEquals(0, count(room, "incident.incident"), "in the next transaction of the same connection");
        }
    }

    @Test
    void aContextKeptForTheSessionIsWorthNothingEither() throws SQLException {
        declare(ROSA);
        try (Connection room = as("responder")) {
            value(room, "select set_config('gatepost.context', ?, false)", context(room, ROSA, "responder"));
            assertTrue(count(room, "incident.incident") > 0);
            room.commit();
            assertEquals(0, count(room, "incident.incident"));
        }
    }

    @Test
    void nobodyBecomesSomebodyElse() throws SQLException {
        try (Connection room = as("responder", ROSA, "responder")) {
            String own = value(room, "select current_setting('gatepost.context')");
            claim(room, own.replace(ROSA.toString(), RAVI.toString()));
            assertNull(value(room, "select security.person()"));
            claim(room, own.replace("|responder|", "|cleared|"));
            assertNull(value(room, "select security.person()"));
            assertEquals("f", value(room, "select security.has_cleared_ceiling()"));
            value(room, "select set_config('gatepost.person', ?, true)", SELMA.toString());
            assertNull(value(room, "select security.person()"));
        }
    }

    @Test
    void theKeyAndTheRolesCannotBeReachedFromTheDoors() throws SQLException {
        for (String role : Database.DOORS) {
            try (Connection room = as(role, SELMA, "cleared")) {
                for (String tried : List.of("select * from security.context_key", "select security.signature('x')",
                        "select security.context()", "select security.install_context_key('\\x00')",
                        "select security.enrol_founder('a', 'b', 'c')", "set role gatepost_owner", "set role postgres",
                        "set session authorization postgres", "select gate.suspend('" + ROSA + "')",
                        "call security.wall('incident.incident', 'true', 'true')",
                        "alter table incident.incident disable row level security",
                        "create table gate.mine (it int)", "create temporary table mine (it int)", "do 'begin end'",
                        "select * from pg_stat_activity", "select * from pg_locks", "select pg_notify('a', 'b')",
                        "select lo_create(0)", "select pg_try_advisory_xact_lock(1, 2)", "select pg_advisory_lock(1)",
                        "select * from migration.flyway_schema_history", "copy incident.incident to program 'true'")) {
                    // SET ROLE of PostgreSQL 16 and later has a code of its own; all the rest is "insufficient privilege".
                    assertNotNull(refusal(room, tried), role + ": " + tried);
                }
                if (!role.equals("reader")) {
                    assertEquals(role.equals("responder") ? REFUSED : NOT_ALLOWED,
                            refusal(room, "select security.meet('i', 's', 'n', 'person', '{security}')"), role);
                }
            }
        }
    }

    @Test
    void rowsOfPeopleAreNotThereToBeRead() throws SQLException {
        try (Connection room = as("responder", ROSA, "responder")) {
            for (String column : List.of("roles", "roles_until", "issuer", "subject")) {
                assertEquals(NOT_ALLOWED, refusal(room, "select " + column + " from security.operator"));
            }
            assertEquals(NOT_ALLOWED, refusal(room, "update security.operator set name = 'x'"));
            assertEquals(NOT_ALLOWED, refusal(room, "select * from security.audit"));
            assertEquals(NOT_ALLOWED, refusal(room, "select * from security.clearance"));
        }
    }

    @Test
    void aSealedIncidentIsNotThereForAStrangerWhoKnowsItsId() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "SECURITY_TEAM");
        UUID absent = UUID.randomUUID();
        for (Connection room : List.of(as("responder", RAVI, "responder"), as("responder", SELMA, "responder"),
                as("responder", RAVI, "cleared"), as("cleared", SELMA, "responder"), as("cleared", RAVI, "cleared"))) {
            try (room) {
                for (UUID id : List.of(hidden, absent)) {
                    assertEquals("0", value(room, "select count(*) from incident.incident where id = ?", id));
                    assertEquals("0", value(room, "select count(*) from incident.timeline_entry where incident_id = ?", id));
                    assertEquals(0, execute(room, "update incident.incident set title = 'x' where id = ?", id));
                    assertEquals(0, execute(room, "delete from incident.criterion_met where incident_id = ?", id));
                    assertEquals(NOT_ALLOWED,
                            refusal(room, "insert into incident.timeline_entry (incident_id, happened_at, words, "
                                    + "written_by, written_at) values (?, now(), 'x', ?, now())", id, RAVI));
                    assertEquals(NOT_ALLOWED, refusal(room,
                            "insert into incident.criterion_met values (?, 'OTHER', 'x', ?, now()) on conflict do nothing", id,
                            RAVI));
                    assertEquals(NOT_ALLOWED, refusal(room,
                            "insert into incident.affected_audience (incident_id, audience, impact) values (?, 'readers', 'NONE')",
                            id));
                    assertEquals(ABSENT, refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM')", id));
                    assertEquals("f", value(room, "select embargo.may_see(?)", id));
                    assertEquals("f", value(room, "select embargo.may_know(?)", id));
                }
            }
        }
        try (Connection room = as("cleared", RAVI, "cleared")) {
            for (UUID id : List.of(hidden, absent)) {
                assertEquals(ABSENT, refusal(room, "select embargo.undo(?)", id));
                assertEquals(ABSENT, refusal(room, "select embargo.admit(?, ?)", id, RAVI));
            }
        }
        for (UUID knows : List.of(ROSA, SELMA)) {
            try (Connection room = as("cleared", knows, "cleared")) {
                assertEquals("1", value(room, "select count(*) from incident.incident where id = ?", hidden),
                        "it is there all the same");
            }
        }
    }

    @Test
    void amongNamedPeopleClearanceIsNotEnough() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "NAMED_PEOPLE");
        try (Connection room = as("cleared", SELMA, "cleared")) {
            assertEquals("0", value(room, "select count(*) from incident.incident where id = ?", hidden));
        }
        try (Connection room = as("cleared", ROSA, "cleared")) {
            execute(room, "select embargo.admit(?, ?)", hidden, SELMA);
            room.commit();
        }
        try (Connection room = as("cleared", SELMA, "cleared")) {
            assertEquals("1", value(room, "select count(*) from incident.incident where id = ?", hidden));
        }
    }

    @Test
    void clearanceEndsWithItsRowAndWithTheRealmsWord() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "SECURITY_TEAM");
        try {
            bySuperuser("update security.clearance set revoked_at = now() where operator_id = '" + SELMA + "'");
            try (Connection room = as("cleared", SELMA, "cleared")) {
                assertEquals("0", value(room, "select count(*) from incident.incident where id = ?", hidden));
            }
            bySuperuser("update security.clearance set revoked_at = null where operator_id = '" + SELMA + "'",
                    "update security.operator set roles_until = now() - interval '1 second' where id = '" + SELMA + "'");
            try (Connection room = as("cleared", SELMA, "cleared")) {
                assertEquals("0", value(room, "select count(*) from incident.incident where id = ?", hidden));
            }
        } finally {
            bySuperuser("update security.clearance set revoked_at = null where operator_id = '" + SELMA + "'",
                    "update security.operator set roles_until = 'infinity' where id = '" + SELMA + "'");
        }
    }

    @Test
    void nobodySealsOrUnsealsPastTheFunctions() throws SQLException {
        UUID open = declare(ROSA);
        for (String role : List.of("responder", "cleared")) {
            try (Connection room = as(role, ROSA, role)) {
                assertEquals(NOT_ALLOWED, refusal(room, "update incident.incident set sealed = true where id = ?", open));
                assertEquals(NOT_ALLOWED,
                        refusal(room, "insert into incident.incident (codename, title, state, severity, sealed, "
                                + "declared_by, declared_at, commander) values ('c', 't', 'ACTIVE', 2, true, ?, now(), ?)",
                                ROSA, ROSA));
                assertEquals(NOT_ALLOWED,
                        refusal(room, "insert into embargo.member values (?, ?, ?, now())", open, ROSA, ROSA));
                assertEquals(NOT_ALLOWED, refusal(room, "delete from embargo.embargo"));
                assertEquals(NOT_ALLOWED, refusal(room, "delete from incident.incident"));
                assertEquals(NOT_ALLOWED, refusal(room, "truncate incident.incident"));
            }
        }
    }

    @Test
    void idsAreNeverChosen() throws SQLException {
        UUID open = declare(ROSA);
        UUID chosen = UUID.randomUUID();
        for (String role : List.of("responder", "cleared")) {
            try (Connection room = as(role, ROSA, role)) {
                assertEquals(NOT_ALLOWED,
                        refusal(room, "insert into incident.incident (id, codename, title, state, severity, declared_by, "
                                + "declared_at, commander) values (?, 'c', 't', 'ACTIVE', 2, ?, now(), ?)", chosen, ROSA,
                                ROSA));
                assertEquals(NOT_ALLOWED, refusal(room, "update incident.incident set id = ? where id = ?", chosen, open));
                assertEquals(NOT_ALLOWED,
                        refusal(room, "insert into incident.timeline_entry (id, incident_id, happened_at, words, "
                                + "written_by, written_at) values (?, ?, now(), 'w', ?, now())", chosen, open, ROSA));
                assertEquals(NOT_ALLOWED,
                        refusal(room, "insert into alert.alert_group (id, key_hash, group_key, receiver, truncated_alerts, "
                                + "last_heard_at) values (?, sha256('x'), 'k', 'r', 0, now())", chosen));
            }
        }
        try (Connection gate = as("gate", ROSA, "responder")) {
            assertEquals(NOT_ALLOWED,
                    refusal(gate, "insert into gate.draft (id, kind, title, content) values (?, 'FIRST_WORDS', 't', '{}')",
                            chosen));
        }
    }

    @Test
    void theGateCannotReadWhatItLetsWordsOutOf() throws SQLException {
        declare(ROSA);
        try (Connection gate = as("gate", SELMA, "cleared")) {
            for (String table : Database.tables()) {
                if (!table.startsWith("gate.") && !table.startsWith("published.")) {
                    assertEquals(NOT_ALLOWED, refusal(gate, "select count(*) from " + table), table);
                }
            }
        }
    }

    @Test
    void nobodyWritesIntoWhatIsPublished() throws SQLException {
        for (String role : List.of("responder", "cleared", "gate", "reader")) {
            try (Connection room = as(role)) {
                // The reader's transactions are read-only by a setting that it could change.
                execute(room, "set transaction read write");
                Database.enter(room, MIXED, "cleared");
                for (String table : Database.tables()) {
                    if (table.startsWith("published.")) {
                        assertEquals(NOT_ALLOWED, refusal(room, "insert into " + table + " default values"),
                                role + " " + table);
                        assertEquals(NOT_ALLOWED, refusal(room, "delete from " + table), role + " " + table);
                        assertEquals(NOT_ALLOWED, refusal(room, "truncate " + table), role + " " + table);
                    }
                }
                assertEquals(NOT_ALLOWED, refusal(room, "update published.edition set revision = 0"), role);
                assertEquals(NOT_ALLOWED, refusal(room, "update published.disclosure set html = ''"), role);
                if (!role.equals("gate")) {
                    assertEquals(NOT_ALLOWED, refusal(room, "select published.post(?, '', '{}', 'GUARDED')", UUID.randomUUID()),
                            role);
                }
            }
        }
    }

    @Test
    void theReaderReadsAndOnlyWhatIsPublic() throws SQLException {
        try (Connection reader = as("reader")) {
            assertEquals("on", value(reader, "show transaction_read_only"));
            assertEquals("repeatable read", value(reader, "show transaction_isolation"),
                    "a page is one moment, not half of a withdrawal");
            for (String table : Database.tables()) {
                assertEquals(table.startsWith("published.") ? null : NOT_ALLOWED,
                        refusal(reader, "select count(*) from " + table), table);
            }
        }
    }

    @Test
    void approvedWordsGoOutOnce() throws SQLException {
        Words words = approved(null);
        long before = revision();
        assertNull(publish(PAOLO, words));
        assertEquals(before + 1, revision());
        assertEquals(CONFLICT, publish(PAOLO, words));
        assertEquals(before + 1, revision());
        try (Connection gate = as("gate", PETRA, "responder")) {
            assertEquals(CONFLICT, refusal(gate, "update gate.draft set state = 'DRAFT' where id = ?", words.draft()));
        }
    }

    @Test
    void wordsThatNobodyElseApprovedStayInside() throws SQLException {
        Words words = proposed(PETRA, null, BUNDLE);
        assertEquals(CONFLICT, publish(PETRA, words), "not approved");
        try (Connection gate = as("gate", PETRA, "responder")) {
            assertEquals(CHECK, refusal(gate, APPROVE, words.draft(), words.hash(), PETRA), "the proposer's own yes");
            assertEquals(NO_SUCH_KEY, refusal(gate, APPROVE, words.draft(), words.hash(), ROSA), "as if another had proposed");
            assertEquals(NOT_ALLOWED,
                    refusal(gate, "insert into gate.approval (draft_id, revision, hash, proposed_by, approved_by, "
                            + "approved_at) values (?, 1, ?, ?, ?, now())", words.draft(), words.hash(), PETRA, PAOLO),
                    "in another's name");
            assertEquals(NOT_ALLOWED,
                    refusal(gate, "insert into gate.revision (draft_id, number, content, proposed_by) values (?, 2, '{}', ?)",
                            words.draft(), ROSA),
                    "proposed in another's name");
            assertEquals(NOT_ALLOWED, refusal(gate, "update gate.revision set proposed_by = ?", ROSA));
            assertEquals(NOT_ALLOWED, refusal(gate, "update gate.approval set voided_at = null"));
            assertEquals(NOT_ALLOWED, refusal(gate, "insert into gate.publication default values"));
            assertEquals(REFUSED, refusal(gate, "update gate.draft set state = 'PUBLISHED' where id = ?", words.draft()));
            assertEquals(CONFLICT, refusal(gate, "update gate.draft set state = 'APPROVED' where id = ?", words.draft()));
        }
        assertEquals(CONFLICT, publish(PETRA, words), "approved by nobody");
        assertEquals(CONFLICT, publish(PAOLO, words), "approved by nobody");
    }

    @Test
    void whoMayNotApproveDoesNot() throws SQLException {
        Words words = proposed(ROSA, null, BUNDLE);
        for (UUID none : List.of(RAVI, ROBOT, LATE, SELMA, THE_CONSOLE_ITSELF)) {
            try (Connection gate = as("gate", none, "responder")) {
                assertEquals(REFUSED, refusal(gate, APPROVE, words.draft(), words.hash(), ROSA), none.toString());
            }
        }
        try (Connection gate = as("gate", ROBOT, "responder")) {
            assertEquals(REFUSED,
                    refusal(gate, "insert into gate.revision (draft_id, number, content) values (?, 2, '{}')", words.draft()),
                    "a machine proposes nothing");
        }
    }

    @Test
    void whoMayNotPublishDoesNot() throws SQLException {
        Words words = approved(null);
        long before = revision();
        for (UUID none : List.of(RAVI, ROBOT, LATE, SELMA)) {
            assertEquals(REFUSED, publish(none, words), none.toString());
        }
        assertEquals(ABSENT, publish(THE_CONSOLE_ITSELF, words));
        try (Connection gate = as("gate")) {
            assertEquals(ABSENT, refusal(gate, POST, words.draft(), words.hash()), "nobody");
        }
        assertEquals(before, revision());
    }

    @Test
    void onlyTheApprovedWordsGoOut() throws SQLException {
        Words words = approved(null);
        Words other = approved(null, BUNDLE.replace("Slow pages", "Slower pages"));
        assertEquals(CONFLICT, publish(PAOLO, new Words(words.draft(), other.hash())), "another hash");
        assertEquals(CONFLICT, publish(PAOLO, new Words(words.draft(), null)), "no hash");
        try (Connection gate = as("gate", ROSA, "responder")) {
            assertEquals(NOT_ALLOWED,
                    refusal(gate, "update gate.revision set content = '{}' where draft_id = ?", words.draft()));
            assertEquals(CONFLICT, refusal(gate, "update gate.draft set revision = 2 where id = ?", words.draft()));
            assertEquals(CONFLICT,
                    refusal(gate, "insert into gate.revision (draft_id, number, content) values (?, 2, '{}')", words.draft()));
            execute(gate, "update gate.draft set state = 'IN_REVIEW', revision = 2 where id = ?", words.draft());
            execute(gate, "insert into gate.revision (draft_id, number, content) values (?, 2, ?)", words.draft(),
                    BUNDLE.replace("Slow pages", "Other words"));
            gate.commit();
        }
        assertEquals(CONFLICT, publish(PAOLO, words), "the approval is for the revision before");
        String second = seen(
                "select encode(hash, 'hex') from gate.revision where number = 2 and draft_id = '" + words.draft() + "'");
        assertEquals(CONFLICT, publish(PAOLO, new Words(words.draft(), HexFormat.of().parseHex(second))),
                "nobody approved this one");
    }

    @Test
    void aDraftCarriesOneUpdateOfItsOwnNotice() throws SQLException {
        for (String more : List.of(BUNDLE.replace("\"components\":[]", "\"components\":[{\"id\":\"aaaaaaaaaaaa\"}]"),
                BUNDLE.replace("\"kind\"", "\"id\":\"bbbbbbbbbbbb\",\"kind\""),
                BUNDLE.replace("\"effects\":[]", "\"effects\":[],\"publishedAt\":\"2020-01-01T00:00:00Z\""))) {
            assertEquals("GP422", publish(PAOLO, approved(null, more)), more);
        }
    }

    @Test
    void nothingOfADrillGoesOut() throws SQLException {
        UUID drill = declare(ROSA, true);
        assertEquals(CONFLICT, publish(PAOLO, approved(drill)));
    }

    @Test
    void sealingVoidsWhatWasApprovedAndNothingOfItGoesOut() throws SQLException {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        seal(MIXED, incident, "SECURITY_TEAM");
        long before = revision();
        assertEquals(ABSENT, publish(PAOLO, words), "outside the circle there is no such draft");
        assertEquals(CONFLICT, publishCleared(MIXED, words), "inside it is embargoed");
        try (Connection gate = as("gate", PAOLO, "responder")) {
            assertEquals("0", value(gate, "select count(*) from gate.draft where id = ?", words.draft()));
            assertEquals("0", value(gate, "select count(*) from gate.revision where draft_id = ?", words.draft()));
            assertEquals("0", value(gate, "select count(*) from gate.approval where draft_id = ?", words.draft()));
            assertEquals(NOT_ALLOWED,
                    refusal(gate,
                            "insert into gate.draft (kind, incident_id, title, content) values ('FIRST_WORDS', ?, 't', '{}')",
                            incident));
            assertEquals(NOT_ALLOWED, refusal(gate,
                    "insert into gate.draft (kind, incident_id, title, content) values ('FIRST_WORDS', ?, 't', '{}')",
                    UUID.randomUUID()));
        }
        try (Connection room = as("cleared", MIXED, "cleared")) {
            execute(room, "select embargo.undo(?)", incident);
            room.commit();
        }
        assertEquals(CONFLICT, publish(PAOLO, words), "the approval stays void after the seal is undone");
        try (Connection gate = as("gate", PAOLO, "responder")) {
            assertEquals(CONFLICT, refusal(gate, "update gate.draft set state = 'APPROVED' where id = ?", words.draft()));
        }
        assertEquals(before, revision());
    }

    @Test
    void whatTheCircleApprovesStaysInTheCircle() throws SQLException {
        UUID incident = declare(ROSA);
        Words words = proposed(ROSA, incident, BUNDLE);
        seal(MIXED, incident, "SECURITY_TEAM");
        long before = revision();
        try (Connection gate = as("gate", MIXED, "cleared")) {
            execute(gate, APPROVE, words.draft(), words.hash(), ROSA);
            execute(gate, "update gate.draft set state = 'APPROVED' where id = ?", words.draft());
            gate.commit();
        }
        assertEquals(CONFLICT, publishCleared(MIXED, words));
        assertEquals(before, revision());
    }

    @Test
    void publishingAndSealingLockTheSameRow() throws SQLException {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        try (Connection busy = Parts.shared().superuserConnection();
                Connection gate = as("gate", PAOLO, "responder");
                Connection room = as("responder", ROSA, "responder")) {
            busy.setAutoCommit(false);
            execute(busy, "select from incident.incident where id = ? for update", incident);
            for (Connection waiting : List.of(gate, room)) {
                execute(waiting, "set local lock_timeout = '1ms'");
            }
            assertEquals(WAITED, refusal(gate, POST, words.draft(), words.hash()));
            assertEquals(WAITED, refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM')", incident));
            busy.rollback();
        }
        assertNull(publish(PAOLO, words));
    }

    @Test
    void aSealUnderWayWinsOverAPublication() throws Exception {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        long before = revision();
        try (Connection room = as("responder", ROSA, "responder"); Connection gate = as("gate", PAOLO, "responder")) {
            execute(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", incident);
            CompletableFuture<String> publication = later(() -> refusal(gate, POST, words.draft(), words.hash()));
            Await.lockOf(gate);
            room.commit();
            assertEquals(ABSENT, answer(publication));
            gate.commit();
        }
        assertEquals(before, revision());
        assertNothingPublished(words);
    }

    @Test
    void aSealThatIsTakenBackBeforeItStoodLetsThePublicationPass() throws Exception {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        try (Connection room = as("responder", ROSA, "responder"); Connection gate = as("gate", PAOLO, "responder")) {
            execute(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", incident);
            CompletableFuture<String> publication = later(() -> refusal(gate, POST, words.draft(), words.hash()));
            Await.lockOf(gate);
            room.rollback();
            assertNull(answer(publication));
            gate.commit();
        }
    }

    @Test
    void aPublicationUnderWayEndsBeforeTheSealAndIsTheLast() throws Exception {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        Words next = approved(incident, BUNDLE.replace("Slow pages", "Next words"));
        long before = revision();
        try (Connection gate = as("gate", PAOLO, "responder"); Connection room = as("responder", ROSA, "responder")) {
            assertNull(refusal(gate, POST, words.draft(), words.hash()));
            CompletableFuture<String> seal = later(
                    () -> refusal(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", incident));
            Await.lockOf(room);
            gate.commit();
            assertNull(answer(seal));
            room.commit();
        }
        assertEquals(before + 1, revision(), "what was published stays published");
        assertEquals(ABSENT, publish(PAOLO, next));
        assertEquals(before + 1, revision());
        assertNothingPublished(next);
    }

    @Test
    void anApprovalUnderWayIsFoundAndVoidedByTheSeal() throws Exception {
        UUID incident = declare(ROSA);
        Words words = proposed(ROSA, incident, BUNDLE);
        try (Connection gate = as("gate", PETRA, "responder"); Connection room = as("responder", ROSA, "responder")) {
            execute(gate, APPROVE, words.draft(), words.hash(), ROSA);
            execute(gate, "update gate.draft set state = 'APPROVED' where id = ?", words.draft());
            CompletableFuture<String> seal = later(
                    () -> refusal(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", incident));
            Await.lockOf(room);
            gate.commit();
            assertNull(answer(seal));
            room.commit();
        }
        assertEquals("0",
                seen("select count(*) from gate.approval where voided_at is null and draft_id = '" + words.draft() + "'"));
        assertEquals("IN_REVIEW", seen("select state from gate.draft where id = '" + words.draft() + "'"));
    }

    @Test
    void aSealUnderWayRefusesAnApproval() throws Exception {
        UUID incident = declare(ROSA);
        Words words = proposed(ROSA, incident, BUNDLE);
        try (Connection gate = as("gate", PETRA, "responder"); Connection room = as("responder", ROSA, "responder")) {
            execute(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", incident);
            CompletableFuture<String> approval = later(() -> refusal(gate, APPROVE, words.draft(), words.hash(), ROSA));
            Await.lockOf(gate);
            room.commit();
            assertEquals(NOT_ALLOWED, answer(approval));
            gate.commit();
        }
        assertEquals("0", seen("select count(*) from gate.approval where draft_id = '" + words.draft() + "'"));
    }

    @Test
    void twoSealsAtOnceAreOneEmbargo() throws Exception {
        UUID incident = declare(ROSA);
        try (Connection first = as("responder", ROSA, "responder"); Connection second = as("responder", RAVI, "responder")) {
            execute(first, "select embargo.seal(?, 'because', 'NAMED_PEOPLE')", incident);
            CompletableFuture<String> later = later(
                    () -> refusal(second, "select embargo.seal(?, 'too', 'SECURITY_TEAM')", incident));
            Await.lockOf(second);
            first.commit();
            assertEquals(ABSENT, answer(later), "for the second it is hidden by now");
        }
        assertEquals("1", seen("select count(*) from embargo.member where incident_id = '" + incident + "'"));
    }

    @Test
    void aStrangerDoesNotWaitForWhatIsHidden() throws Exception {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        seal(ROSA, incident, "SECURITY_TEAM");
        try (Connection member = as("cleared", ROSA, "cleared");
                Connection gate = as("gate", PAOLO, "responder");
                Connection room = as("responder", RAVI, "responder");
                Connection cleared = as("cleared", RAVI, "cleared")) {
            assertEquals(1, execute(member, "update incident.incident set title = 'busy' where id = ?", incident));
            // Waiting would answer 55P03.
            for (Connection stranger : List.of(gate, room, cleared)) {
                execute(stranger, "set local lock_timeout = '1ms'");
            }
            assertEquals(ABSENT, refusal(room, "select embargo.seal(?, 'x', 'SECURITY_TEAM')", incident));
            assertEquals(ABSENT, refusal(cleared, "select embargo.undo(?)", incident));
            assertEquals(ABSENT, refusal(gate, POST, words.draft(), words.hash()));
            assertEquals(NOT_ALLOWED, refusal(gate, APPROVE, words.draft(), words.hash(), ROSA));
        }
    }

    @Test
    void theMigratorIsNobodyUntilItBecomesTheOwner() throws SQLException {
        try (Connection migrator = as("migrator")) {
            execute(migrator, "reset role");
            Database.enter(migrator, MIXED, "cleared");
            for (String table : Database.tables()) {
                assertEquals(NOT_ALLOWED, refusal(migrator, "select count(*) from " + table), table);
            }
            assertEquals(NOT_ALLOWED, refusal(migrator, POST, UUID.randomUUID(), new byte[32]));
        }
    }

    @Test
    void oneStrikesAtOnceAndAnotherLooksAtItAfterwards() throws SQLException {
        Words words = approved(null);
        assertNull(publish(PAOLO, words));
        String notice = seen("select notice_id from gate.publication where draft_id = '" + words.draft() + "'");
        long before = revision();
        for (String act : List.of("select published.retract(?, null, 'WRONG', '')", "select published.withdraw(?, null, '')")) {
            for (UUID none : List.of(RAVI, ROBOT, LATE, SELMA, THE_CONSOLE_ITSELF)) {
                try (Connection gate = as("gate", none, "responder")) {
                    assertEquals(REFUSED, refusal(gate, act, notice), none.toString());
                }
            }
            for (String role : List.of("responder", "cleared", "reader")) {
                try (Connection room = as(role, PETRA, "responder")) {
                    assertEquals(NOT_ALLOWED, refusal(room, act, notice), role);
                }
            }
        }
        assertEquals(before, revision(), "nothing has changed");
        UUID taken;
        try (Connection gate = as("gate", PETRA, "responder")) {
            assertEquals(CHECK, refusal(gate, "select published.retract(?, null, 'BECAUSE', '')", notice),
                    "a reason of our own");
            assertEquals(ABSENT, refusal(gate, "select published.retract(?, 'aaaaaaaaaaaa', 'WRONG', '')", notice));
            taken = UUID.fromString(value(gate, "select published.retract(?, null, 'WRONG', '')", notice));
            gate.commit();
            Database.enter(gate, PETRA, "responder");
            assertEquals(CONFLICT, refusal(gate, "select published.retract(?, null, 'WRONG', '')", notice),
                    "it is struck already");
            assertEquals(CONFLICT, refusal(gate, "select gate.review_takedown(?)", taken), "her own");
            assertEquals(CONFLICT, refusal(gate, "select gate.review_publication(?)", words.draft()),
                    "two have seen it already");
            assertEquals(ABSENT, refusal(gate, "select gate.review_takedown(?)", UUID.randomUUID()));
            assertEquals(NOT_ALLOWED, refusal(gate, "update gate.takedown set reviewed_by = ?", PAOLO));
        }
        assertEquals(before + 1, revision());
        try (Connection gate = as("gate", RAVI, "responder")) {
            assertEquals(REFUSED, refusal(gate, "select gate.review_takedown(?)", taken));
        }
        try (Connection gate = as("gate", PAOLO, "responder")) {
            assertNull(refusal(gate, "select gate.review_takedown(?)", taken));
            assertEquals(CONFLICT, refusal(gate, "select gate.review_takedown(?)", taken), "once is enough");
        }
    }

    @Test
    void aStrangerDoesNotWaitForAReviewOfWhatIsHidden() throws Exception {
        UUID incident = declare(ROSA);
        Words words = approved(incident);
        assertNull(publish(PAOLO, words));
        String notice = seen("select notice_id from gate.publication where draft_id = '" + words.draft() + "'");
        UUID taken;
        try (Connection gate = as("gate", PETRA, "responder")) {
            taken = UUID.fromString(value(gate, "select published.retract(?, null, 'WRONG', '')", notice));
            gate.commit();
        }
        seal(ROSA, incident, "SECURITY_TEAM");
        try (Connection busy = Parts.shared().superuserConnection(); Connection gate = as("gate", PAOLO, "responder")) {
            busy.setAutoCommit(false);
            execute(busy, "select from gate.publication where draft_id = ? for update", words.draft());
            execute(busy, "select from gate.takedown where id = ? for update", taken);
            execute(gate, "set local lock_timeout = '1ms'");
            assertEquals(ABSENT, refusal(gate, "select gate.review_publication(?)", words.draft()));
            assertEquals(ABSENT, refusal(gate, "select gate.review_takedown(?)", taken));
            busy.rollback();
        }
    }

    @Test
    void nobodyChoosesTwelveCharactersForTheWorld() throws SQLException {
        Words words = approved(null);
        try (Connection gate = as("gate", PAOLO, "responder")) {
            value(gate, "select published.post(?, ?, array['tokensleaked', 'quietotter00'], 'GUARDED')", words.draft(),
                    words.hash());
            assertEquals("0",
                    value(gate, "select count(*) from published.notice_update where 'tokensleaked' in (id, notice_id) "
                            + "or id = 'quietotter00'"));
        }
    }

    @Test
    void whatSomebodySaysOfAHiddenIncidentIsSaidInTheOpen() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "SECURITY_TEAM");
        for (String[] one : new String[][]{{"responder", RAVI.toString(), "responder", "open"},
                {"cleared", RAVI.toString(), "cleared", "open"}, {"responder", ROSA.toString(), "responder", "sealed"},
                {"cleared", SELMA.toString(), "cleared", "sealed"}}) {
            try (Connection room = as(one[0], UUID.fromString(one[1]), one[2])) {
                String subject = UUID.randomUUID().toString();
                value(room, "select security.record('try', ?, ?)", hidden, subject);
                room.commit();
                assertEquals(one[3], seen("select stream from security.audit where subject = '" + subject + "'"), one[0]);
            }
        }
    }

    @Test
    void aReasonForLeavingSomebodyOutComesWithTheProposalOrNotAtAll() throws SQLException {
        Words words = approved(null);
        String late = "insert into gate.omission (draft_id, revision, audience, reason) values (?, 1, 'movement', 'x')";
        for (UUID one : List.of(ROSA, PETRA)) {
            try (Connection gate = as("gate", one, "responder")) {
                assertEquals(CONFLICT, refusal(gate, late, words.draft()), one.toString());
            }
        }
        Words fresh = proposed(ROSA, null, BUNDLE);
        try (Connection gate = as("gate", RAVI, "responder")) {
            assertEquals(CONFLICT, refusal(gate, late, fresh.draft()), "another's");
        }
        try (Connection gate = as("gate", ROSA, "responder")) {
            assertNull(refusal(gate, late, fresh.draft()));
        }
    }

    @Test
    void whoWritesOnDoesNotRunIntoAnothersKey() throws SQLException {
        String key = "key " + UUID.randomUUID();
        String insert = "insert into gate.draft (kind, title, content, request_key) values ('FIRST_WORDS', 't', '{}', ?) returning id";
        UUID first;
        try (Connection gate = as("gate", ROSA, "responder")) {
            first = UUID.fromString(value(gate, insert, key));
            assertEquals("23505", refusal(gate, insert, key), "one's own");
            gate.commit();
        }
        try (Connection gate = as("gate", RAVI, "responder")) {
            assertNull(refusal(gate, insert, key));
            assertNull(refusal(gate, "update gate.draft set content = '{ }' where id = ?", first));
        }
    }

    @Test
    void withoutAFreshLoginNothingIsApprovedPublishedOrTakenDown() throws SQLException {
        Words waiting = proposed(ROSA, null, BUNDLE);
        Words ready = approved(null);
        Words out = approved(null);
        assertNull(publish(PAOLO, out));
        String notice = seen("select notice_id from gate.publication where draft_id = '" + out.draft() + "'");
        long before = revision();
        try (Connection gate = as("gate")) {
            claim(gate, context(gate, PAOLO, "responder", STALE));
            assertEquals(LOGIN, refusal(gate, APPROVE, waiting.draft(), waiting.hash(), ROSA));
            assertEquals(LOGIN, refusal(gate, POST, ready.draft(), ready.hash()));
            assertEquals(LOGIN, refusal(gate, "select published.retract(?, null, 'WRONG', '')", notice));
            assertEquals(LOGIN, refusal(gate, "select published.withdraw(?, null, '')", notice));
            gate.commit();
            claim(gate, context(gate, RAVI, "responder", STALE));
            assertEquals(REFUSED, refusal(gate, APPROVE, waiting.draft(), waiting.hash(), ROSA),
                    "who may not at all is told that");
        }
        assertEquals(before, revision());
        assertEquals("0", seen("select count(*) from gate.approval where draft_id = '" + waiting.draft() + "'"));
    }

    @Test
    void withoutAFreshLoginOrTheRealmsWordTheCeilingStaysDown() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "SECURITY_TEAM");
        bySuperuser("insert into security.step_up values ('" + SELMA
                + "', 'over', now() - interval '9 hours', now(), 'infinity'), ('"
                + SELMA + "', 'silent', now(), 'infinity', now())");
        for (String session : List.of(STALE, "over", "silent", "none")) {
            try (Connection room = as("cleared")) {
                claim(room, context(room, SELMA, "cleared", session));
                assertEquals(SELMA.toString(), value(room, "select security.person()"));
                assertEquals("f", value(room, "select security.has_cleared_ceiling()"), session);
                assertEquals("f", value(room, "select embargo.may_raise()"), session);
                assertEquals("0", value(room, "select count(*) from incident.incident where id = ?", hidden), session);
                assertEquals("0", value(room, "select count(*) from security.clearance"), session);
                assertEquals(ABSENT, refusal(room, "select security.propose_clearance(?)", RAVI), session);
                assertEquals(ABSENT, refusal(room, "select * from security.read_audit('sealed')"), session);
            }
        }
        try (Connection room = as("cleared")) {
            String another = context(room, SELMA, "cleared", "silent");
            claim(room, another.replace("|silent|", "|test|"));
            assertNull(value(room, "select security.person()"), "the session is signed");
        }
    }

    @Test
    void aFreshLoginCountsForOneShift() throws SQLException {
        String meet = "select security.meet('test:database', ?, 'Somebody', ?, cast(? as text[]), 'a shift', "
                + "security.now() - cast(? as interval), security.now())";
        String ends = "select count(*) from security.step_up where session = 'a shift' and until > security.now() and operator_id = ?";
        try (Connection room = as("responder", THE_CONSOLE_ITSELF, "responder")) {
            value(room, meet, RAVI.toString(), "person", "{responder}", "8 hours 1 second");
            assertEquals("0", seen(ends, RAVI));
            room.commit();
            assertEquals("0", seen(ends, RAVI), "a login of yesterday begins no shift today");
            Database.enter(room, THE_CONSOLE_ITSELF, "responder");
            value(room, meet, RAVI.toString(), "person", "{responder}", "7 hours 59 minutes");
            room.commit();
            assertEquals("1", seen(ends, RAVI), "a later one does");
            Database.enter(room, THE_CONSOLE_ITSELF, "responder");
            value(room, meet, RAVI.toString(), "person", "{responder}", "9 hours");
            value(room, meet, ROBOT.toString(), "machine", "{automation,publisher}", "1 minute");
            room.commit();
            assertEquals("1", seen(ends, RAVI), "an older token takes nothing back");
            assertEquals("0", seen(ends, ROBOT), "machines have no shifts");
        }
    }

    @Test
    void eachLockAloneKeepsTheClearedOutOfACircleOfNamedPeople() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "NAMED_PEOPLE");
        String mine = "select count(*) from incident.incident where id = ?";
        for (String[] broken : new String[][]{
                {"alter policy person on incident.incident using (true)",
                        "alter policy person on incident.incident using ((SELECT security.person()) IS NOT NULL AND (NOT sealed OR "
                                + "embargo.may_know(id)))"},
                {"alter policy ceiling_cleared on incident.incident using (true)",
                        "alter policy ceiling_cleared on incident.incident using ((SELECT security.has_cleared_ceiling()) AND (NOT "
                                + "sealed OR embargo.is_open_to_names(id)))"}}) {
            bySuperuser(broken[0]);
            try (Connection room = as("cleared", SELMA, "cleared")) {
                assertEquals("0", value(room, mine, hidden), broken[0]);
            } finally {
                bySuperuser(broken[1]);
            }
        }
        try (Connection room = as("cleared", ROSA, "cleared")) {
            assertEquals("1", value(room, mine, hidden));
        }
    }

    @Test
    void whoIsNamedWithoutTheRoleKnowsThatAndNothingElse() throws SQLException {
        UUID theirs = declare(ROSA);
        UUID ofTheTeam = declare(ROSA);
        UUID ofOthers = declare(ROSA);
        seal(ROSA, theirs, "SECURITY_TEAM");
        seal(ROSA, ofTheTeam, "SECURITY_TEAM");
        seal(ROSA, ofOthers, "NAMED_PEOPLE");
        try (Connection room = as("cleared", ROSA, "cleared")) {
            execute(room, "select embargo.admit(?, ?)", theirs, RAVI);
            room.commit();
        }
        try (Connection room = as("cleared", RAVI, "cleared")) {
            assertEquals("1", value(room, "select count(*) from incident.incident where id = ?", theirs));
            assertEquals("0", value(room, "select count(*) from incident.incident where id in (?, ?)", ofTheTeam, ofOthers));
            assertEquals("0", value(room, "select count(*) from security.clearance"));
            assertEquals(ABSENT, refusal(room, "select security.propose_clearance(?)", PETRA));
            assertEquals(ABSENT, refusal(room, "select security.end_clearance(?)", SELMA));
        }
    }

    @Test
    void aDismissedPersonKnowsNothingFromThatTransactionOn() throws SQLException {
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "NAMED_PEOPLE");
        String dismiss = "select embargo.dismiss(?, ?)";
        try (Connection room = as("cleared", ROSA, "cleared")) {
            assertEquals(CONFLICT, refusal(room, dismiss, hidden, ROSA), "the owner, and the last one");
            assertEquals(CONFLICT, refusal(room, dismiss, hidden, RAVI), "who is not named");
            execute(room, "select embargo.admit(?, ?)", hidden, RAVI);
            room.commit();
        }
        try (Connection member = as("cleared", RAVI, "cleared"); Connection room = as("cleared", ROSA, "cleared")) {
            assertEquals("1", value(member, "select count(*) from incident.incident where id = ?", hidden));
            assertEquals(CONFLICT, refusal(member, dismiss, hidden, ROSA), "the owner stays");
            execute(room, dismiss, hidden, RAVI);
            assertEquals("1", value(member, "select count(*) from incident.incident where id = ?", hidden));
            room.commit();
            assertEquals("0", value(member, "select count(*) from incident.incident where id = ?", hidden),
                    "in a transaction that was open before");
            assertEquals(ABSENT, refusal(member, dismiss, hidden, ROSA));
            assertEquals(ABSENT, refusal(member, dismiss, UUID.randomUUID(), ROSA));
        }
        try (Connection room = as("responder", ROSA, "responder")) {
            assertEquals(NOT_ALLOWED, refusal(room, dismiss, hidden, RAVI));
        }
    }

    @Test
    void clearanceTakesTwoAndLettingGoTakesOne() throws SQLException {
        String propose = "select security.propose_clearance(?)";
        String confirm = "select security.confirm_clearance(?)";
        String end = "select security.end_clearance(?)";
        String live = "select count(*) from security.clearance where revoked_at is null and operator_id = '" + PETRA + "'";
        for (UUID stranger : List.of(ROSA, PAOLO, ROBOT, LATE)) {
            try (Connection room = as("cleared", stranger, "cleared")) {
                for (String act : List.of(propose, confirm, end)) {
                    assertEquals(ABSENT, refusal(room, act, PETRA), stranger + " " + act);
                }
            }
        }
        try (Connection selma = as("cleared", SELMA, "cleared"); Connection mixed = as("cleared", MIXED, "cleared")) {
            assertEquals("GP422", refusal(selma, propose, UUID.randomUUID()), "nobody of that id");
            assertEquals("GP422", refusal(selma, propose, ROBOT), "a machine");
            assertEquals(CONFLICT, refusal(selma, propose, SELMA), "oneself, being cleared");
            assertEquals(CONFLICT, refusal(selma, confirm, PETRA), "what nobody proposed");
            assertNull(refusal(selma, propose, PETRA));
            assertEquals(CONFLICT, refusal(selma, propose, PETRA), "twice");
            assertEquals(REFUSED, refusal(selma, confirm, PETRA), "alone");
            selma.commit();
            assertEquals("0", seen(live));
            assertNull(refusal(mixed, confirm, PETRA));
            mixed.commit();
            assertEquals("1", seen(live));
            Database.enter(mixed, MIXED, "cleared");
            assertEquals(CONFLICT, refusal(mixed, propose, PETRA), "who is cleared already");
            assertNull(refusal(mixed, end, PETRA));
            assertEquals(CONFLICT, refusal(mixed, end, PETRA));
            mixed.commit();
            assertEquals("0", seen(live));
            assertEquals("PROPOSED CONFIRMED ENDED",
                    seen("select string_agg(act, ' ' order by done_at) from security.clearance_news where operator_id = '"
                            + PETRA
                            + "'"));
            // A proposal is worth nothing without its proposer.
            Database.enter(selma, SELMA, "cleared");
            assertNull(refusal(selma, propose, PETRA));
            selma.commit();
            Database.enter(mixed, MIXED, "cleared");
            assertNull(refusal(mixed, end, SELMA));
            assertEquals(CONFLICT, refusal(mixed, confirm, PETRA));
            mixed.rollback();
            for (String table : List.of("security.enrolment", "security.clearance_news", "security.clearance")) {
                Database.enter(mixed, MIXED, "cleared");
                assertEquals(NOT_ALLOWED, refusal(mixed, "delete from " + table));
                assertEquals(NOT_ALLOWED, refusal(mixed, "update " + table + " set operator_id = operator_id"));
            }
        } finally {
            bySuperuser("delete from security.enrolment where operator_id = '" + PETRA + "'",
                    "delete from security.clearance_news where operator_id = '" + PETRA + "'",
                    "delete from security.clearance where operator_id = '" + PETRA + "'");
        }
    }

    @Test
    void theAuditIsReadRowByRowAndLeavesNoGap() throws SQLException {
        Database.forget();
        bySuperuser("update security.operator set roles = '{admin,responder}' where id = '" + RAVI + "'");
        try {
            UUID open = declare(ROSA);
            UUID hidden = declare(ROSA);
            UUID ofNames = declare(ROSA);
            for (UUID incident : List.of(open, hidden, open, ofNames, open)) {
                record(ROSA, "responder", incident);
            }
            seal(ROSA, hidden, "SECURITY_TEAM");
            seal(ROSA, ofNames, "NAMED_PEOPLE");
            record(ROSA, "cleared", hidden);
            record(ROSA, "cleared", ofNames);
            String rows = "select string_agg(place || ' ' || incident_id, ', ' order by place) from security.read_audit(?)";
            try (Connection admin = as("responder", RAVI, "responder")) {
                assertEquals("1 " + open + ", 2 " + open + ", 3 " + open, value(admin, rows, "open"));
                assertEquals(ABSENT, refusal(admin, rows, "sealed"));
                assertEquals(ABSENT, refusal(admin, "select security.is_whole('sealed')"));
                assertEquals("t", value(admin, "select security.is_whole('open')"));
            }
            try (Connection cleared = as("cleared", SELMA, "cleared")) {
                assertEquals("1 " + hidden, value(cleared, rows, "sealed"));
                assertEquals(ABSENT, refusal(cleared, rows, "open"), "no role admin");
                assertEquals(ABSENT, refusal(cleared, rows, "other"));
            }
            try (Connection member = as("cleared", ROSA, "cleared")) {
                assertEquals("1 " + hidden + ", 2 " + ofNames, value(member, rows, "sealed"));
            }
            for (UUID stranger : List.of(PETRA, ROBOT)) {
                try (Connection room = as("responder", stranger, "responder")) {
                    assertEquals(ABSENT, refusal(room, rows, "open"), stranger.toString());
                    assertEquals(ABSENT, refusal(room, rows, "sealed"), stranger.toString());
                }
            }
        } finally {
            bySuperuser("update security.operator set roles = '{responder}' where id = '" + RAVI + "'");
        }
    }

    @Test
    void aSlipLeavesTheRecordAsIfNothingHadBeenSealed() throws SQLException {
        Database.forget();
        bySuperuser("update security.operator set roles = '{admin,responder}' where id = '" + RAVI + "'");
        try {
            UUID open = declare(ROSA);
            UUID slip = declare(ROSA);
            UUID hidden = declare(ROSA);
            act("declare", open, "responder");
            for (UUID one : List.of(slip, hidden)) {
                seal(ROSA, one, "SECURITY_TEAM");
                act("declare", one, "cleared");
                act("seal", one, "cleared");
                act("rename", one, "cleared");
            }
            String rows = "select string_agg(place || ' ' || act || ' ' || incident_id, ', ' order by place) from security.read_audit('open')";
            try (Connection admin = as("responder", RAVI, "responder")) {
                assertEquals("1 declare " + open, value(admin, rows), "as long as it is sealed");
            }
            act("undo the seal", slip, "cleared");
            try (Connection rosa = as("cleared", ROSA, "cleared")) {
                value(rosa, "select embargo.undo(?)", slip);
                rosa.commit();
            }
            try (Connection admin = as("responder", RAVI, "responder")) {
                assertEquals("1 declare " + open + ", 2 declare " + slip + ", 3 rename " + slip, value(admin, rows));
                assertEquals("t", value(admin, "select security.is_whole('open')"));
            }
        } finally {
            Database.forget();
            bySuperuser("update security.operator set roles = '{responder}' where id = '" + RAVI + "'");
        }
    }

    private static void act(String act, UUID incident, String ceiling) throws SQLException {
        try (Connection room = as(ceiling, ROSA, ceiling)) {
            value(room, "select security.record(?, ?, null)", act, incident);
            room.commit();
        }
    }

    @Test
    void aRowThatWasTamperedWithBreaksTheChain() throws SQLException {
        bySuperuser("update security.operator set roles = '{admin,responder}' where id = '" + RAVI + "'");
        try {
            for (String tampered : List.of("update security.audit set subject = 'x' where place = 2",
                    "update security.audit set person = null where place = 2", "delete from security.audit where place = 2",
                    "update security.audit set at = at - interval '1 microsecond' where place = 1",
                    "update security.audit set place = place + 1 where place = 3",
                    "update security.audit set chain = '\\x00' where place = 3",
                    "delete from security.audit where place = 3", "delete from security.audit",
                    "delete from security.audit_end", "update security.audit_end set chain = '\\x00'")) {
                Database.forget();
                UUID incident = declare(ROSA);
                for (int i = 0; i < 3; i++) {
                    record(ROSA, "responder", incident);
                }
                assertEquals("t", whole(), "before");
                bySuperuser(tampered);
                assertEquals("f", whole(), tampered);
                if (!tampered.contains("audit_end")) {
                    record(ROSA, "responder", incident);
                    assertEquals("f", whole(), "nothing that comes afterwards mends it: " + tampered);
                }
            }
        } finally {
            Database.forget();
            bySuperuser("update security.operator set roles = '{responder}' where id = '" + RAVI + "'");
        }
    }

    private static String whole() throws SQLException {
        try (Connection admin = as("responder", RAVI, "responder")) {
            return value(admin, "select security.is_whole('open')");
        }
    }

    private static void record(UUID by, String ceiling, UUID incident) throws SQLException {
        try (Connection room = as(ceiling, by, ceiling)) {
            value(room, "select security.record('try', ?, ?)", incident, null);
            room.commit();
        }
    }

    @Test
    void aLookAtSomethingSealedIsKeptOnceAMinuteAndAtNothingElse() throws SQLException {
        Database.forget();
        UUID open = declare(ROSA);
        UUID hidden = declare(ROSA);
        seal(ROSA, hidden, "NAMED_PEOPLE");
        for (UUID incident : List.of(open, hidden, hidden, UUID.randomUUID())) {
            for (UUID one : List.of(ROSA, SELMA)) {
                try (Connection room = as("cleared", one, "cleared")) {
                    value(room, "select security.saw(?, null)", incident);
                    room.commit();
                }
            }
        }
        assertEquals("sealed " + ROSA + " " + hidden,
                seen("select string_agg(stream || ' ' || person || ' ' || incident_id, ', ') "
                        + "from security.audit where act = 'view'"));
        bySuperuser("update security.audit set at = at - interval '1 minute'");
        try (Connection room = as("cleared", ROSA, "cleared")) {
            value(room, "select security.saw(?, null)", hidden);
            value(room, "select security.saw(?, 'draft x')", hidden);
            room.commit();
        }
        assertEquals("3", seen("select count(*) from security.audit where act = 'view'"));
        Database.forget();
    }

    private static final String STALE = "another login";
    private static final String LOGIN = "GP401";
    private static final String APPROVE = "insert into gate.approval (draft_id, revision, hash, proposed_by) values (?, 1, ?, ?)";
    private static final String POST = "select published.post(?, ?, array[substr(md5(random()::text), 1, 12), substr(md5(random()::text), 1, 12)], 'GUARDED')";
    private static final String BUNDLE = """
                                         {"components":[],"groups":[],"notices":[{"kind":"INCIDENT","startedAt":"2026-03-05T12:00:00Z",\
                                         "title":"Slow pages","updates":[{"disclosures":[{"audience":"readers","html":"<p>Slow.</p>",\
                                         "impact":"DEGRADED","markdown":"Slow."}],"effects":[],"shownAt":"2026-03-05T12:05:00Z",\
                                         "state":"INVESTIGATING"}]}]}""";

    private record Words(UUID draft, byte[] hash) {
    }

    private static UUID declare(UUID by) throws SQLException {
        return declare(by, false);
    }

    private static UUID declare(UUID by, boolean drill) throws SQLException {
        try (Connection room = as("responder", by, "responder")) {
            UUID id = UUID.fromString(value(room,
                    "insert into incident.incident (codename, title, state, severity, drill, declared_by, "
                            + "declared_at, commander) values ('quiet-otter', 't', 'ACTIVE', 2, ?, ?, now(), ?) returning id",
                    drill, by, by));
            room.commit();
            return id;
        }
    }

    private static void seal(UUID by, UUID incident, String circle) throws SQLException {
        try (Connection room = as("responder", by, "responder")) {
            execute(room, "select embargo.seal(?, 'because', ?)", incident, circle);
            room.commit();
        }
    }

    private static Words proposed(UUID by, UUID incident, String bundle) throws SQLException {
        try (Connection gate = as("gate", by, "responder")) {
            UUID draft = UUID.fromString(value(gate,
                    "insert into gate.draft (kind, incident_id, title, content) values ('FIRST_WORDS', ?, 't', '{}') returning id",
                    incident));
            execute(gate, "update gate.draft set state = 'IN_REVIEW', revision = 1 where id = ?", draft);
            String hash = value(gate,
                    "insert into gate.revision (draft_id, number, content) values (?, 1, ?) returning encode(hash, 'hex')",
                    draft, bundle);
            gate.commit();
            return new Words(draft, HexFormat.of().parseHex(hash));
        }
    }

    private static Words approved(UUID incident) throws SQLException {
        return approved(incident, BUNDLE);
    }

    private static Words approved(UUID incident, String bundle) throws SQLException {
        Words words = proposed(ROSA, incident, bundle);
        try (Connection gate = as("gate", PETRA, "responder")) {
            execute(gate, APPROVE, words.draft(), words.hash(), ROSA);
            execute(gate, "update gate.draft set state = 'APPROVED' where id = ?", words.draft());
            gate.commit();
        }
        return words;
    }

    private static String publish(UUID by, Words words) throws SQLException {
        return publish(by, "responder", words);
    }

    private static String publishCleared(UUID by, Words words) throws SQLException {
        return publish(by, "cleared", words);
    }

    private static String publish(UUID by, String ceiling, Words words) throws SQLException {
        try (Connection gate = as("gate", by, ceiling)) {
            String refusal = refusal(gate, POST, words.draft(), words.hash());
            gate.commit();
            return refusal;
        }
    }

    private static void assertNothingPublished(Words words) {
        assertEquals("0", seen("select count(*) from gate.publication where draft_id = '" + words.draft() + "'"));
    }

    private static long revision() {
        return Long.parseLong(seen("select revision from published.edition"));
    }

    private static long count(Connection connection, String table) throws SQLException {
        return Long.parseLong(value(connection, "select count(*) from " + table));
    }

    private interface Statement {
        String run() throws SQLException;
    }

    private static CompletableFuture<String> later(Statement statement) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return statement.run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String answer(CompletableFuture<String> later)
            throws InterruptedException, ExecutionException, TimeoutException {
        return later.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
