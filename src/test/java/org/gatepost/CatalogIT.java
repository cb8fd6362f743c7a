package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.gatepost.local.Parts;
import org.gatepost.testsupport.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The walls as PostgreSQL itself describes them. Everything is found by query, so that a table, function or role that does not exist
 * yet is covered on the day on which it is made. What is not in {@code published} is private.
 */
class CatalogIT {
    /** Schemas of ours: whatever is not PostgreSQL's own. */
    private static final String OURS = "(n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema')";
    private static final String PRIVATE = "(" + OURS + " and n.nspname not in ('published', 'migration'))";
    private static final String DOORS = "('gatepost_responder', 'gatepost_cleared', 'gatepost_gate', 'gatepost_reader')";

    /** Who may take a row away, and where: a criterion or an impact that was stated by mistake. */
    private static final List<String> MAY_DELETE = List.of("incident.criterion_met", "incident.affected_audience");

    /** Uniqueness over something that people or their programs choose, and why a collision tells nothing. */
    private static final Map<String, String> CHOSEN_AND_UNIQUE = Map.ofEntries(
            Map.entry("alert.alert (fingerprint, starts_at_text, born_sealed)",
                    "the identity of an alert, on its side of the wall"),
            Map.entry("alert.alert_group (key_hash, born_sealed)", "the identity of a group, on its side of the wall"),
            Map.entry("security.operator (issuer, subject)", "identity of who logs in; met by the console alone"),
            Map.entry("security.context_key (only_one)", "there is one key"),
            Map.entry("security.step_up (operator_id, session)", "written when the console meets somebody; no role writes it"),
            Map.entry("security.audit (stream, place)", "counted in the database; no role writes it"),
            Map.entry("security.audit_end (stream)", "one row for each of two streams; no role writes it"),
            Map.entry("incident.criterion_met (incident_id, criterion)", "below an incident that the wall asks for first"),
            Map.entry("incident.affected_audience (incident_id, audience)", "below an incident that the wall asks for first"),
            Map.entry("embargo.earlier (incident_id, round)", "counted in the database; no role writes it"),
            Map.entry("gate.revision (draft_id, number)", "below a draft that the wall asks for first"),
            Map.entry("gate.revision (draft_id, number, hash, proposed_by)", "what an approval points at"),
            Map.entry("gate.approval (draft_id, revision, approved_by)", "below a draft that the wall asks for first"),
            Map.entry("gate.omission (draft_id, revision, audience)", "below a draft that the wall asks for first"),
            Map.entry("gate.decline (draft_id, revision)", "below a draft that the wall asks for first"),
            Map.entry("gate.approval_request (draft_id, revision, asked)", "below a draft that the wall asks for first"),
            Map.entry("gate.template (key, language, revision)", "templates are everybody's, and counted in the database"),
            Map.entry("gate.draft (written_by, request_key)",
                    "one's own keys alone: whoever runs into one has used it, and it goes when somebody else writes on"));

    /** One row for every private table, so that seeing none means something. A new table needs a row here. */
    private static final Map<String, String> ROWS = Map.ofEntries(
            Map.entry("security.context_key", "select"),
            Map.entry("security.operator",
                    "insert into security.operator (id, issuer, subject, name, kind, roles, roles_until) values "
                            + "('00000000-0000-4000-8000-0000000000a1', 'catalog', 'one', 'One', 'person', '{}', 'infinity'), "
                            + "('00000000-0000-4000-8000-0000000000a2', 'catalog', 'two', 'Two', 'person', '{}', 'infinity')"),
            Map.entry("security.step_up",
                    "insert into security.step_up values ('00000000-0000-4000-8000-0000000000a1', 's', now(), "
                            + "'infinity', 'infinity')"),
            Map.entry("security.enrolment", "insert into security.enrolment values ('00000000-0000-4000-8000-0000000000a2', "
                    + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("security.clearance_news",
                    "insert into security.clearance_news (act, operator_id, done_by, done_at) values "
                            + "('ENDED', '00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("security.clearance_seen",
                    "insert into security.clearance_seen values ('00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("security.clearance", "insert into security.clearance (operator_id, enrolled_at) values "
                    + "('00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("security.audit_end",
                    "insert into security.audit_end (stream, place, chain) values ('open', 1000000, '')"),
            Map.entry("security.audit",
                    "insert into security.audit (stream, place, at, act, chain) values ('open', 1000000, now(), 'x', '')"),
            Map.entry("incident.incident",
                    "insert into incident.incident (id, codename, title, state, severity, sealed, declared_by, "
                            + "declared_at, commander) values ('00000000-0000-4000-8000-000000000003', 'c', 't', 'ACTIVE', 2, false, "
                            + "'00000000-0000-4000-8000-0000000000a1', now(), '00000000-0000-4000-8000-0000000000a1')"),
            Map.entry("incident.criterion_met",
                    "insert into incident.criterion_met values ('00000000-0000-4000-8000-000000000003', "
                            + "'OTHER', 'e', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("incident.affected_audience", "insert into incident.affected_audience values "
                    + "('00000000-0000-4000-8000-000000000003', 'readers', 'NONE', null, null)"),
            Map.entry("incident.timeline_entry",
                    "insert into incident.timeline_entry (incident_id, happened_at, words, written_by, "
                            + "written_at) values ('00000000-0000-4000-8000-000000000003', now(), 'w', "
                            + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.embargo", "insert into embargo.embargo values ('00000000-0000-4000-8000-000000000003', 'r', "
                    + "'SECURITY_TEAM', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a1', now(), now())"),
            Map.entry("embargo.member", "insert into embargo.member values ('00000000-0000-4000-8000-000000000003', "
                    + "'00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("incident.closed_record",
                    "insert into incident.closed_record values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-0000000000a1', "
                            + "'00000000-0000-4000-8000-0000000000a1', null, 'm', 'r')"),
            Map.entry("embargo.earlier",
                    "insert into embargo.earlier values ('00000000-0000-4000-8000-000000000003', 'r', 'SECURITY_TEAM', "
                            + "'00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a1', now(), now(), 1)"),
            Map.entry("embargo.condition", "insert into embargo.condition (incident_id, round, kind, owner, stated_at) values "
                    + "('00000000-0000-4000-8000-000000000003', 1, 'PATCHED', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.extension",
                    "insert into embargo.extension (incident_id, round, until, because, extended_by, extended_at) values "
                            + "('00000000-0000-4000-8000-000000000003', 1, now() + interval '1 day', 'b', "
                            + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.release",
                    "insert into embargo.release (incident_id, round, scope, publishes_ledger, proposed_by, proposed_at) values "
                            + "('00000000-0000-4000-8000-000000000003', 1, 'RESPONDERS', false, "
                            + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.breach",
                    "insert into embargo.breach (incident_id, round, what, to_whom, happened_at, broken_by, broken_at, sealed_at) "
                            + "values ('00000000-0000-4000-8000-000000000003', 1, 'w', 't', now(), "
                            + "'00000000-0000-4000-8000-0000000000a1', now(), now())"),
            Map.entry("embargo.opening", "insert into embargo.opening (incident_id, seen, proposed_by, proposed_at) values "
                    + "('00000000-0000-4000-8000-000000000003', repeat('0', 64), '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.symptom", "insert into embargo.symptom values ('00000000-0000-4000-8000-000000000003', "
                    + "'00000000-0000-4000-8000-000000000009', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.cover",
                    "insert into embargo.cover (incident_id, notice_id, known_since, because, linked_by, linked_at) values "
                            + "('00000000-0000-4000-8000-000000000003', 'aaaaaaaaaaaa', now(), 'b', "
                            + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.integration", "insert into embargo.integration values ('00000000-0000-4000-8000-0000000000a2', "
                    + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("embargo.seen", "insert into embargo.seen (incident_id, round, kind, operator_id, seen_at) values "
                    + "('00000000-0000-4000-8000-000000000003', 1, 'SEALED', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("alert.alert_group", "insert into alert.alert_group values ('00000000-0000-4000-8000-000000000004', "
                    + "sha256(''), 'k', 'r', 0, now())"),
            Map.entry("alert.alert",
                    "insert into alert.alert (id, group_id, fingerprint, starts_at_text, starts_at, state, name, labels, "
                            + "annotations, first_heard_at, last_heard_at) values ('00000000-0000-4000-8000-000000000005', "
                            + "'00000000-0000-4000-8000-000000000004', 'catalog', 'x', now(), 'FIRING', 'n', '{}', '{}', now(), now())"),
            Map.entry("alert.incident_link", "insert into alert.incident_link values ('00000000-0000-4000-8000-000000000005', "
                    + "'00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("gate.draft", "insert into gate.draft (id, kind, title, content, written_by, written_at) values "
                    + "('00000000-0000-4000-8000-000000000006', 'FIRST_WORDS', 't', '{}', "
                    + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("gate.revision", "insert into gate.revision values ('00000000-0000-4000-8000-000000000006', 1, '{}', "
                    + "sha256('{}'), '00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("gate.approval",
                    "insert into gate.approval values ('00000000-0000-4000-8000-000000000006', 1, sha256('{}'), "
                            + "'00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', now())"),
            Map.entry("gate.publication", "insert into gate.publication values ('00000000-0000-4000-8000-000000000006', 1, "
                    + "sha256('{}'), 'IMPORT', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', "
                    + "'00000000-0000-4000-8000-0000000000a2', now(), null, null)"),
            Map.entry("gate.omission",
                    "insert into gate.omission values ('00000000-0000-4000-8000-000000000006', 1, 'readers', 'r')"),
            Map.entry("gate.decline", "insert into gate.decline values ('00000000-0000-4000-8000-000000000006', 1, 'b', "
                    + "'00000000-0000-4000-8000-0000000000a2', now())"),
            Map.entry("gate.approval_request",
                    "insert into gate.approval_request values ('00000000-0000-4000-8000-000000000006', 1, "
                            + "'00000000-0000-4000-8000-0000000000a1', sha256('{}'), '00000000-0000-4000-8000-0000000000a2', "
                            + "'00000000-0000-4000-8000-0000000000a1', now())"),
            Map.entry("gate.template",
                    "insert into gate.template (key, language, revision, state, name, title, words, phrases, created_at) "
                            + "values ('catalog', 'en', 1, 'RESOLVED', 'n', 't', '{}', '{}', now())"),
            Map.entry("gate.takedown", "insert into gate.takedown (kind, notice_id, note, taken_by, taken_at) values "
                    + "('WITHDRAWAL', 'aaaaaaaaaaaa', '', '00000000-0000-4000-8000-0000000000a1', now())"));

    private Connection catalog;

    /** A superuser's transaction that is never committed: what is planted here never was. */
    @BeforeEach
    void open() throws SQLException {
        catalog = Parts.shared().superuserConnection();
        catalog.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        catalog.rollback();
        catalog.close();
    }

    @Test
    void everyPrivateTableHasTheWholeWall() throws SQLException {
        assertTrue(
                Database.column(catalog, "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
                        + "c.relkind = 'r' and " + PRIVATE).size() >= 22);
        nothing(tablesWithoutWall());
        plant("create table incident.bare (it text)");
        objects(tablesWithoutWall(), "incident.bare: row level security is not both enabled and forced",
                "incident.bare: has no policy 'owner' for gatepost_owner alone", "incident.bare: is owned by postgres");
        plant("create schema attic authorization gatepost_owner", "create table attic.box (it text)",
                "alter table attic.box owner to gatepost_owner", "call security.wall('attic.box', 'true', 'true')");
        nothing(tablesWithoutWall().stream().filter(line -> line.startsWith("attic")).toList());
        plant("grant select on attic.box to gatepost_reader");
        objects(tablesWithoutWall(), "attic.box: has no ceiling for gatepost_reader",
                "attic.box: no person is asked of gatepost_reader");
        plant("create policy more on attic.box to gatepost_responder using (true)");
        objects(tablesWithoutWall(), "attic.box: has 2 permissive policies for the doors");
        plant("drop policy person on incident.incident");
        objects(tablesWithoutWall(), "incident.incident: no person is asked of gatepost_responder");
        plant("alter table gate.draft no force row level security");
        objects(tablesWithoutWall(), "gate.draft: row level security is not both enabled and forced");
        plant("create policy everybody on alert.alert using (true)");
        objects(tablesWithoutWall(), "alert.alert: policy everybody is for PUBLIC");
        plant("drop policy ceiling_gate on gate.revision");
        objects(tablesWithoutWall(), "gate.revision: has no ceiling for gatepost_gate");
    }

    @Test
    void noRoleHasMoreThanItsRoomNeeds() throws SQLException {
        nothing(excessiveGrants());
        plant("grant select on incident.incident to public", "grant truncate on alert.alert to gatepost_responder",
                "grant delete on incident.incident to gatepost_cleared",
                "grant select (title) on incident.incident to gatepost_gate",
                "grant insert on published.notice to gatepost_gate", "grant select on gate.draft to gatepost_reader",
                "grant update (sealed) on incident.incident to gatepost_responder",
                "grant update (record_closed) on incident.incident to gatepost_cleared",
                "grant update (kept) on gate.draft to gatepost_gate",
                "grant insert (id) on incident.timeline_entry to gatepost_responder",
                "grant select on published.notice to gatepost_reader with grant option");
        objects(excessiveGrants(), "incident.incident: SELECT to PUBLIC", "alert.alert: TRUNCATE to gatepost_responder",
                "incident.incident: DELETE to gatepost_cleared", "incident.incident.title: SELECT to gatepost_gate",
                "published.notice: INSERT to gatepost_gate", "gate.draft: SELECT to gatepost_reader",
                "incident.incident.sealed: UPDATE to gatepost_responder",
                "incident.incident.record_closed: UPDATE to gatepost_cleared", "gate.draft.kept: UPDATE to gatepost_gate",
                "incident.timeline_entry.id: INSERT to gatepost_responder",
                "published.notice: SELECT to gatepost_reader may be passed on");
    }

    @Test
    void noSchemaAndNoDatabaseIsOpen() throws SQLException {
        nothing(openSchemas());
        plant("grant create on schema incident to gatepost_responder", "grant usage on schema public to public",
                "grant usage on schema incident to gatepost_gate", "grant temporary on database gatepost to gatepost_reader");
        objects(openSchemas(), "incident: CREATE to gatepost_responder", "public: USAGE to PUBLIC",
                "incident: USAGE to gatepost_gate",
                "the database: TEMPORARY to gatepost_reader");
    }

    @Test
    void functionsOfTheOwnerCannotBeTurned() throws SQLException {
        nothing(turnableFunctions());
        plant("create function gate.loose() returns int language sql security definer as 'select 1'",
                "create function gate.trap() returns int language sql security definer set search_path = pg_temp, pg_catalog as 'select 1'",
                "alter function gate.trap() owner to gatepost_owner", "grant execute on function gate.trap() to public",
                "grant execute on function security.install_context_key(bytea) to gatepost_responder",
                "grant execute on function security.now() to gatepost_reader");
        objects(turnableFunctions(), "gate.loose(): is owned by postgres",
                "gate.loose(): has no fixed search_path that ends in pg_temp",
                "gate.loose(): EXECUTE to PUBLIC", "gate.trap(): has no fixed search_path that ends in pg_temp",
                "gate.trap(): EXECUTE to PUBLIC",
                "security.install_context_key(p_key bytea): EXECUTE to gatepost_responder of what is "
                        + "the owner's alone",
                "security.now(): EXECUTE to gatepost_reader");
    }

    @Test
    void noRoleIsAboveTheWalls() throws SQLException {
        nothing(mightyRoles());
        plant("alter role gatepost_gate bypassrls", "alter role gatepost_owner login",
                "grant gatepost_cleared to gatepost_responder",
                "grant pg_read_all_data to gatepost_reader");
        objects(mightyRoles(), "gatepost_gate: is above the walls", "gatepost_owner: can log in",
                "gatepost_responder: is a member of gatepost_cleared", "gatepost_reader: is a member of pg_read_all_data");
    }

    @Test
    void noCollisionTellsOfWhatIsHidden() throws SQLException {
        nothing(tellingConstraints());
        plant("create unique index on incident.incident (codename) where false",
                "create unique index on gate.draft (lower(title)) where false",
                "create sequence incident.number", "create table incident.counted (id int generated always as identity)");
        objects(tellingConstraints(), "incident.incident (codename): is unique over what people choose",
                "gate.draft (): is unique over what people choose", "incident.number: is a sequence",
                "incident.counted_id_seq: is a sequence");
    }

    @Test
    void nothingPublishedPointsBack() throws SQLException {
        nothing(pointersBack());
        plant("alter table published.notice add incident uuid references incident.incident",
                "create view published.peek as select title from incident.incident");
        objects(pointersBack(), "published.notice: a key points to incident.incident", "published.peek: is a view");
    }

    @Test
    void whatPostgreSqlTellsEverybodyIsTakenBackWhereItCanBe() throws SQLException {
        nothing(tellers());
        plant("grant select on pg_catalog.pg_stat_activity to public",
                "grant execute on function pg_catalog.lo_create(oid) to public",
                "grant execute on function pg_catalog.pg_try_advisory_xact_lock(integer, integer) to public");
        objects(tellers(), "pg_stat_activity", "lo_create(oid)", "pg_try_advisory_xact_lock(integer,integer)");
    }

    @Test
    void theDatabasesLogKeepsNothingOfTheRooms() throws SQLException {
        nothing(loggedRoles());
        plant("alter role gatepost_cleared set log_min_messages = 'log'", "alter role gatepost_gate reset log_min_messages");
        objects(loggedRoles(), "gatepost_cleared", "gatepost_gate");
    }

    @Test
    void nobodySeesAnythingWithoutSayingWhoActs() throws SQLException {
        nothing(visibleRows());
        // One failure of each kind: a person policy that asks nobody, and row security off.
        plant("drop policy person on incident.incident", "alter table gate.draft disable row level security");
        objects(visibleRows(), "incident.incident: gatepost_responder sees rows", "gate.draft: gatepost_gate sees rows");
    }

    private List<String> tablesWithoutWall() throws SQLException {
        String table = "n.nspname || '.' || c.relname";
        String from = " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and "
                + PRIVATE;
        // Every role that has any right on the table or on one of its columns.
        String granted = "(select distinct a.grantee::regrole::text from (select relacl acl from pg_class where oid = c.oid union all "
                + "select attacl from pg_attribute where attrelid = c.oid) g, aclexplode(g.acl) a where a.grantee <> 0 and "
                + "a.grantee::regrole::text in " + DOORS + ")";
        return Stream.of(
                "select " + table + " || ': row level security is not both enabled and forced'" + from
                        + " and not (c.relrowsecurity and c.relforcerowsecurity)",
                "select " + table + " || ': is owned by ' || c.relowner::regrole" + from
                        + " and c.relowner::regrole::text <> 'gatepost_owner'",
                "select " + table + " || ': has no policy ''owner'' for gatepost_owner alone'" + from
                        + " and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner' and p.polpermissive "
                        + "and p.polroles = array['gatepost_owner'::regrole::oid])",
                "select " + table
                        + " || ': policy ' || p.polname || ' is for PUBLIC' from pg_policy p join pg_class c on c.oid = p.polrelid "
                        + "join pg_namespace n on n.oid = c.relnamespace where " + PRIVATE + " and 0 = any (p.polroles)",
                "select " + table
                        + " || ': has ' || k.found || ' permissive policies for the doors' from (select c.oid, count(p.oid) "
                        + "found from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_policy p on p.polrelid = c.oid and "
                        + "p.polpermissive and p.polroles <> array['gatepost_owner'::regrole::oid] where c.relkind in ('r', 'p') and "
                        + PRIVATE
                        + " group by c.oid) k join pg_class c on c.oid = k.oid join pg_namespace n on n.oid = c.relnamespace "
                        + "where k.found <> 1",
                "select " + table
                        + " || ': has no ceiling for ' || r.grantee from pg_class c join pg_namespace n on n.oid = c.relnamespace, "
                        + "lateral " + granted + " r where " + PRIVATE
                        + " and c.relkind in ('r', 'p') and not exists (select from pg_policy p "
                        + "where p.polrelid = c.oid and not p.polpermissive and p.polname <> 'person' and p.polroles = array[r.grantee::regrole::oid] and "
                        + "p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null)",
                "select " + table
                        + " || ': no person is asked of ' || r.grantee from pg_class c join pg_namespace n on n.oid = "
                        + "c.relnamespace, lateral " + granted + " r where " + PRIVATE
                        + " and c.relkind in ('r', 'p') and not exists (select "
                        + "from pg_policy p where p.polrelid = c.oid and not p.polpermissive and r.grantee::regrole::oid = any (p.polroles) "
                        + "and p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) like '%security.person()%' and "
                        + "pg_get_expr(p.polwithcheck, p.polrelid) like '%security.person()%')")
                .flatMap(this::lines).toList();
    }

    private List<String> excessiveGrants() throws SQLException {
        String rights = "(select n.nspname, n.nspname || '.' || c.relname thing, c.relname, '' col, a.* from pg_class c join pg_namespace n "
                + "on n.oid = c.relnamespace, aclexplode(c.relacl) a where " + OURS
                + " union all select n.nspname, n.nspname || '.' || "
                + "c.relname || '.' || t.attname, c.relname, t.attname, a.* from pg_attribute t join pg_class c on c.oid = t.attrelid join "
                + "pg_namespace n on n.oid = c.relnamespace, aclexplode(t.attacl) a where " + OURS + ") r";
        String right = "r.thing || ': ' || r.privilege_type || ' to '";
        String notOwner = " and r.grantee::regrole::text not in ('gatepost_owner', 'postgres')";
        return Stream.of(
                "select " + right + " || 'PUBLIC' from " + rights + " where r.grantee = 0",
                "select " + right + " || r.grantee::regrole from " + rights + " where r.grantee <> 0" + notOwner
                        + " and r.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')",
                "select " + right + " || r.grantee::regrole from " + rights + " where r.grantee <> 0" + notOwner
                        + " and r.privilege_type = 'DELETE' and r.thing not in ('" + String.join("', '", MAY_DELETE) + "')",
                "select " + right + " || r.grantee::regrole || ' may be passed on' from " + rights + " where r.grantee <> 0"
                        + notOwner
                        + " and r.is_grantable",
                // What is public is written by a function only.
                "select " + right + " || r.grantee::regrole from " + rights
                        + " where r.nspname = 'published' and r.grantee <> 0" + notOwner
                        + " and (r.privilege_type <> 'SELECT' or r.grantee::regrole::text not in ('gatepost_reader', 'gatepost_gate'))",
                // Each role stays in its own schemas.
                "select " + right + " || r.grantee::regrole from " + rights
                        + " where r.grantee::regrole::text in ('gatepost_reader', "
                        + "'gatepost_migrator') and r.nspname <> 'published'",
                "select " + right + " || r.grantee::regrole from " + rights
                        + " where r.grantee::regrole::text = 'gatepost_gate' "
                        + "and r.nspname not in ('published', 'gate')",
                "select " + right + " || r.grantee::regrole from " + rights
                        + " where r.grantee::regrole::text in ('gatepost_responder', "
                        + "'gatepost_cleared') and r.nspname in ('published', 'gate', 'migration')",
                // The seal is set by its functions.
                "select " + right + " || r.grantee::regrole from " + rights
                        + " where r.thing in ('incident.incident.sealed', 'incident.incident.record_closed', "
                        + "'incident.incident.released_at', 'gate.draft.kept', 'gate.takedown.kept') and r.grantee "
                        + "<> 0" + notOwner + " and r.privilege_type <> 'SELECT'",
                // A right on a whole table is one on its generated id too.
                "select n.nspname || '.' || c.relname || '.' || t.attname || ': INSERT to ' || d.rolname from pg_attribute t join pg_attrdef "
                        + "f on f.adrelid = t.attrelid and f.adnum = t.attnum join pg_class c on c.oid = t.attrelid join pg_namespace n on "
                        + "n.oid = c.relnamespace, pg_roles d where " + PRIVATE + " and d.rolname in " + DOORS + " and "
                        + "pg_get_expr(f.adbin, f.adrelid) like '%gen_random_uuid%' and has_column_privilege(d.oid, c.oid, t.attnum, "
                        + "'INSERT')")
                .flatMap(this::lines).distinct().toList();
    }

    private List<String> openSchemas() throws SQLException {
        String allowed = "('security USAGE gatepost_responder', 'security USAGE gatepost_cleared', 'security USAGE gatepost_gate', "
                + "'incident USAGE gatepost_responder', 'incident USAGE gatepost_cleared', 'embargo USAGE gatepost_responder', "
                + "'embargo USAGE gatepost_cleared', 'embargo USAGE gatepost_gate', 'alert USAGE gatepost_responder', "
                + "'alert USAGE gatepost_cleared', 'gate USAGE gatepost_gate', 'published USAGE gatepost_gate', "
                + "'published USAGE gatepost_reader')";
        String who = "case a.grantee when 0 then 'PUBLIC' else a.grantee::regrole::text end";
        return Stream.of(
                "select n.nspname || ': ' || a.privilege_type || ' to ' || " + who
                        + " from pg_namespace n, aclexplode(coalesce(n.nspacl, "
                        + "acldefault('n', n.nspowner))) a where " + OURS + " and a.grantee <> n.nspowner and " + who
                        + " not in ('gatepost_owner', 'pg_database_owner') and n.nspname || ' ' || a.privilege_type || ' ' || "
                        + who
                        + " not in " + allowed,
                "select 'the database: ' || a.privilege_type || ' to ' || " + who
                        + " from pg_database b, aclexplode(coalesce(b.datacl, "
                        + "acldefault('d', b.datdba))) a where b.datname = current_database() and a.grantee <> b.datdba and not "
                        + "(a.privilege_type = 'CONNECT' and a.grantee <> 0) and " + who
                        + " || a.privilege_type <> 'gatepost_ownerCREATE'")
                .flatMap(this::lines).toList();
    }

    private List<String> turnableFunctions() throws SQLException {
        String name = "n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'";
        String from = " from pg_proc p join pg_namespace n on n.oid = p.pronamespace where " + OURS;
        String granted = " from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', "
                + "p.proowner))) a where " + OURS;
        return Stream.of(
                "select " + name + " || ': is owned by ' || p.proowner::regrole" + from
                        + " and p.proowner::regrole::text <> 'gatepost_owner'",
                "select " + name + " || ': has no fixed search_path that ends in pg_temp'" + from
                        + " and p.prosecdef and not exists ("
                        + "select from unnest(p.proconfig) c where c ~ '^search_path=.*[, \"]pg_temp\"?$' and c !~ '^search_path=\"?pg_temp')",
                "select " + name + " || ': EXECUTE to PUBLIC'" + granted + " and a.grantee = 0",
                "select " + name + " || ': EXECUTE to ' || a.grantee::regrole" + granted + " and a.grantee::regrole::text in "
                        + "('gatepost_reader', 'gatepost_migrator')",
                // What does not run as the owner has no business with the doors, save for telling the time.
                "select " + name + " || ': EXECUTE to ' || a.grantee::regrole || ' of what is the owner''s alone'" + granted
                        + " and a.grantee::regrole::text in " + DOORS
                        + " and not p.prosecdef and p.oid <> 'security.now()'::regprocedure")
                .flatMap(this::lines).toList();
    }

    private List<String> mightyRoles() throws SQLException {
        return Stream.of(
                "select rolname || ': is above the walls' from pg_roles where rolname like 'gatepost\\_%' and (rolsuper or rolbypassrls or "
                        + "rolcreaterole or rolcreatedb or rolreplication)",
                "select rolname || ': can log in' from pg_roles where rolname = 'gatepost_owner' and rolcanlogin",
                "select m.member::regrole || ': is a member of ' || m.roleid::regrole from pg_auth_members m where m.member::regrole::text "
                        + "like 'gatepost\\_%' and not (m.member::regrole::text = 'gatepost_migrator' and m.roleid::regrole::text = "
                        + "'gatepost_owner' and not m.inherit_option and not m.admin_option)",
                "select 'roles: ' || count(*) || ' of six are there' from pg_roles where rolname like 'gatepost\\_%' having count(*) <> 6")
                .flatMap(this::lines).toList();
    }

    private List<String> tellingConstraints() throws SQLException {
        List<String> found = new ArrayList<>();
        List<String> indexes = Database.column(catalog,
                "select n.nspname || '.' || c.relname || ' (' || coalesce((select string_agg("
                        + "t.attname, ', ' order by k.place) from unnest(i.indkey) with ordinality k(att, place) join pg_attribute t on t.attrelid "
                        + "= c.oid and t.attnum = k.att), '') || ')' from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on "
                        + "n.oid = c.relnamespace where i.indisunique and " + PRIVATE
                        + " and exists (select from unnest(i.indkey) k left join "
                        + "pg_attribute t on t.attrelid = c.oid and t.attnum = k where k = 0 or t.atttypid <> 'uuid'::regtype)");
        assertTrue(indexes.containsAll(CHOSEN_AND_UNIQUE.keySet()), "an exception that is not needed any more: " + indexes);
        indexes.stream().filter(index -> !CHOSEN_AND_UNIQUE.containsKey(index))
                .forEach(index -> found.add(index + ": is unique over what people choose"));
        lines("select n.nspname || '.' || c.relname || ': is a sequence' from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
                + "c.relkind = 'S' and " + OURS).forEach(found::add);
        return found;
    }

    private List<String> pointersBack() throws SQLException {
        return Stream.of(
                "select k.conrelid::regclass || ': a key points to ' || k.confrelid::regclass from pg_constraint k join pg_class c on c.oid = "
                        + "k.conrelid join pg_namespace n on n.oid = c.relnamespace join pg_class o on o.oid = k.confrelid where k.contype = 'f' "
                        + "and n.nspname = 'published' and o.relnamespace <> c.relnamespace",
                // A view shows what its owner sees: there is none, of either kind.
                "select n.nspname || '.' || c.relname || ': is a view' from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
                        + "c.relkind in ('v', 'm', 'f') and " + OURS,
                "select t.tgrelid::regclass || ': a trigger fires' from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n "
                        + "on n.oid = c.relnamespace where not t.tgisinternal and n.nspname in ('published', 'incident', 'embargo', 'alert', "
                        + "'security')")
                .flatMap(this::lines).toList();
    }

    private List<String> tellers() throws SQLException {
        return Stream.of(
                "select c.relname from pg_class c, pg_roles r where c.relnamespace = 'pg_catalog'::regnamespace and r.rolname = "
                        + "'gatepost_responder' and (c.relname like 'pg\\_stat\\_%' or c.relname in ('pg_locks', 'pg_largeobject')) and "
                        + "c.relkind in ('v', 'r') and has_table_privilege(r.oid, c.oid, 'SELECT')",
                "select p.oid::regprocedure::text from pg_proc p, pg_roles r where p.pronamespace = 'pg_catalog'::regnamespace and r.rolname "
                        + "= 'gatepost_responder' and (p.proname like 'pg\\_stat\\_get%' or p.proname like 'lo\\_%' or p.proname like "
                        + "'pg\\_%advisory%' or p.proname in ('pg_lock_status', 'pg_notify', 'lowrite', 'pg_relation_size', 'pg_total_relation_size', 'pg_database_size')) and "
                        + "has_function_privilege(r.oid, p.oid, 'EXECUTE')")
                .flatMap(this::lines).toList();
    }

    /** Plants a row in every private table and asks as every role. */
    private List<String> visibleRows() throws SQLException {
        var planted = catalog.setSavepoint();
        List<String> found = new ArrayList<>();
        Database.execute(catalog, "set local session_replication_role = replica");
        List<String> tables = Database.column(catalog,
                "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = "
                        + "c.relnamespace where c.relkind in ('r', 'p') and " + PRIVATE);
        for (String table : tables) {
            Database.execute(catalog, ROWS.getOrDefault(table, "select"));
        }
        for (String table : tables) {
            assertTrue(Long.parseLong(Database.value(catalog, "select count(*) from " + table)) > 0,
                    table + " is empty, so that seeing nothing in it would mean nothing: plant a row in ROWS.");
        }
        for (String role : Database.DOORS) {
            Database.execute(catalog, "set local role gatepost_" + role);
            for (String table : tables) {
                var before = catalog.setSavepoint();
                try {
                    if (!"0".equals(Database.value(catalog, "select count(*) from " + table))) {
                        found.add(table + ": gatepost_" + role + " sees rows");
                    }
                } catch (SQLException e) {
                    assertEquals("42501", e.getSQLState(), table);
                    catalog.rollback(before);
                }
            }
            Database.execute(catalog, "reset role");
        }
        catalog.rollback(planted);
        return found;
    }

    /** Rooms of which statements could be a line in the server's log, refused or slow ones. */
    private List<String> loggedRoles() throws SQLException {
        return lines("select rolname from pg_roles where rolname in " + DOORS + " and rolname <> 'gatepost_reader' "
                + "and not coalesce('log_min_messages=fatal' = any (rolconfig), false) order by 1").toList();
    }

    private Stream<String> lines(String sql) {
        try {
            return Database.column(catalog, sql).stream();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void plant(String... statements) throws SQLException {
        for (String statement : statements) {
            Database.execute(catalog, statement);
        }
    }

    private static void nothing(List<String> found) {
        assertEquals(List.of(), found);
    }

    /** The check can fail: this is what it says of what was planted. */
    private static void objects(List<String> found, String... expected) {
        for (String line : expected) {
            assertTrue(found.contains(line), "not noticed: " + line + "; noticed: " + found);
        }
    }
}
