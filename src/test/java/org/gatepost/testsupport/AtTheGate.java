package org.gatepost.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

import org.gatepost.local.Parts;

/**
 * People at the gate who send statements of their own, past every line of Java: how words get as far as the door, rightly. Each act is a
 * transaction under a proper signature. Not for two threads.
 */
public final class AtTheGate implements AutoCloseable {
    public static final UUID ROSA = person(1);
    public static final UUID RAVI = person(2);
    public static final UUID PETRA = person(3);
    public static final UUID PAOLO = person(4);
    public static final UUID SELMA = person(5);
    public static final UUID ROBOT = person(6);
    /** A publisher whose roles the realm has not confirmed for a while. */
    public static final UUID LATE = person(7);
    /** A publisher who is cleared. */
    public static final UUID MIXED = person(8);
    public static final UUID SCHEDULE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    public static final String RESPONDER = "responder";
    public static final String CLEARED = "cleared";
    public static final String CODENAME = "quiet-otter";

    /** First words, open to a {@code replace}. */
    public static final String BUNDLE = """
                                        {"components":[],"groups":[],"notices":[{"kind":"INCIDENT","startedAt":"2026-03-05T12:00:00Z",\
                                        "title":"Slow pages","updates":[{"disclosures":[{"audience":"readers","html":"<p>Slow.</p>",\
                                        "impact":"DEGRADED","markdown":"Slow."}],"effects":[],"shownAt":"2026-03-05T12:05:00Z",\
                                        "state":"INVESTIGATING"}]}]}""";
    private static final String POST = """
                                       select published.post(?, ?, array[substr(md5(random()::text), 1, 12),
                                           substr(md5(random()::text), 1, 12)], ?)
                                       """;

    private final Connection gate;
    private final Connection room;
    private final Connection cleared;

    /** @param hash SHA-256 of what was frozen */
    public record Words(UUID draft, int revision, byte[] hash, UUID proposedBy) {
    }

    public AtTheGate() throws SQLException {
        gate = Database.as("gate");
        room = Database.as(RESPONDER);
        cleared = Database.as(CLEARED);
    }

    @Override
    public void close() throws SQLException {
        gate.close();
        room.close();
        cleared.close();
    }

    private static UUID person(int number) {
        return UUID.fromString("00000000-0000-4000-a000-00000000000" + number);
    }

    public static void people() {
        Database.bySuperuser("insert into security.operator (id, issuer, subject, name, kind, roles, roles_until) values "
                + row(ROSA, "person", RESPONDER, "infinity") + ", " + row(RAVI, "person", RESPONDER, "infinity") + ", "
                + row(PETRA, "person", "responder,publisher", "infinity") + ", "
                + row(PAOLO, "person", "responder,publisher", "infinity") + ", "
                + row(SELMA, "person", "responder,security", "infinity") + ", "
                + row(ROBOT, "machine", "automation,responder,publisher", "infinity") + ", "
                + row(LATE, "person", "responder,publisher", "-infinity") + ", "
                + row(MIXED, "person", "responder,publisher,security", "infinity"),
                "insert into security.clearance (operator_id, enrolled_at) values ('" + SELMA + "', now()), ('" + MIXED
                        + "', now())");
    }

    private static String row(UUID id, String kind, String roles, String until) {
        return "('" + id + "', 'test:gate', '" + id + "', 'Somebody', '" + kind + "', '{" + roles + "}', '" + until + "')";
    }

    public static void nobodyStays() {
        Database.forget();
        Database.bySuperuser("delete from security.clearance where operator_id in (select id from security.operator "
                + "where issuer = 'test:gate')", "delete from security.operator where issuer = 'test:gate'");
    }

    /** The connection of the gate, with nobody acting. */
    public Connection gate() {
        return gate;
    }

    public UUID incident(boolean drill) throws SQLException {
        return UUID.fromString(by(room, ROSA, RESPONDER,
                "insert into incident.incident (codename, title, state, severity, drill, declared_by, declared_at, commander) "
                        + "values ('" + CODENAME + "', 't', 'ACTIVE', 2, ?, ?, now(), ?) returning id",
                drill, ROSA, ROSA));
    }

    public void affects(UUID incident, String audience) throws SQLException {
        by(room, ROSA, RESPONDER, "insert into incident.affected_audience (incident_id, audience, impact) "
                + "values (?, ?, 'DEGRADED') returning 1", incident, audience);
    }

    public void seal(UUID by, UUID incident, String circle) throws SQLException {
        by(room, by, RESPONDER, "select embargo.seal(?, 'because', ?)", incident, circle);
    }

    public void undo(UUID by, UUID incident) throws SQLException {
        by(cleared, by, CLEARED, "select embargo.undo(?)", incident);
    }

    /** As a release would leave it: open, and never again what was never embargoed. */
    public void embargoedOnce(UUID incident) throws SQLException {
        seal(SELMA, incident, "SECURITY_TEAM");
        Database.bySuperuser("update incident.incident set sealed = false where id = '" + incident + "'");
    }

    public UUID draft(UUID by, String kind, UUID incident, String notice, String entry, UUID template) throws SQLException {
        return UUID.fromString(by(gate, by, RESPONDER,
                "insert into gate.draft (kind, incident_id, notice_id, entry_id, template_id, title, content) "
                        + "values (?, ?, ?, ?, ?, 't', '{}') returning id",
                kind, incident, notice, entry, template));
    }

    /** Proposes: the next revision, in review. */
    public Words freeze(UUID by, UUID draft, String bundle) throws SQLException {
        Database.enter(gate, by, RESPONDER);
        int number = Integer.parseInt(Database.value(gate,
                "update gate.draft set state = 'IN_REVIEW', revision = revision + 1 where id = ? returning revision", draft));
        String hash = Database.value(gate,
                "insert into gate.revision (draft_id, number, content) values (?, ?, ?) returning encode(hash, 'hex')", draft,
                number, bundle);
        gate.commit();
        return new Words(draft, number, HexFormat.of().parseHex(hash), by);
    }

    public Words firstWords(UUID by, UUID incident, String bundle) throws SQLException {
        return freeze(by, draft(by, "FIRST_WORDS", incident, null, null, null), bundle);
    }

    /** What the product's template for a beginning says, as a bundle. */
    public Words filled(UUID by, UUID incident, String bundle) throws SQLException {
        UUID template = starter();
        UUID draft = draft(by, "FIRST_WORDS", incident, null, null, template);
        return freeze(by, draft, fill(by, template, bundle));
    }

    public UUID starter() {
        return UUID.fromString(Database
                .seen("select id from gate.template where key = 'investigating' and translates is null and draft_id is null"));
    }

    public String fill(UUID by, UUID template, String bundle) throws SQLException {
        return by(gate, by, RESPONDER,
                """
                select cast(jsonb_set(jsonb_set(b, '{notices,0}', (b#>'{notices,0}') || (w - '{words,language}'::text[])),
                    '{notices,0,updates,0,disclosures,0}',
                    (b#>'{notices,0,updates,0,disclosures,0}') || (w#>'{words,readers}')) as text)
                from (select cast(? as jsonb) b) x,
                    lateral (select gate.words(?, b#>'{notices,0}', b#>'{notices,0,updates,0}') w) y
                """, bundle, template);
    }

    public Words approve(UUID by, Words words) throws SQLException {
        return approve(by, RESPONDER, words);
    }

    public Words approve(UUID by, String ceiling, Words words) throws SQLException {
        by(gate, by, ceiling,
                "insert into gate.approval (draft_id, revision, hash, proposed_by) values (?, ?, ?, ?) returning 1",
                words.draft(), words.revision(), words.hash(), words.proposedBy());
        move(by, ceiling, words, "APPROVED");
        return words;
    }

    public void move(UUID by, String ceiling, Words words, String state) throws SQLException {
        by(gate, by, ceiling, "update gate.draft set state = ? where id = ? returning 1", state, words.draft());
    }

    /** Writes on, which takes a draft out of review. */
    public void edit(UUID by, Words words) throws SQLException {
        by(gate, by, RESPONDER, "update gate.draft set content = content || ' ', state = 'DRAFT' where id = ? returning 1",
                words.draft());
    }

    public void decline(UUID by, Words words) throws SQLException {
        by(gate, by, RESPONDER,
                "insert into gate.decline (draft_id, revision, because) values (?, ?, 'Say more.') returning 1",
                words.draft(), words.revision());
    }

    public void ask(UUID by, Words words, UUID asked) throws SQLException {
        by(gate, by, RESPONDER, "insert into gate.approval_request (draft_id, revision, hash, proposed_by, asked) "
                + "values (?, ?, ?, ?, ?) returning 1", words.draft(), words.revision(), words.hash(), words.proposedBy(),
                asked);
    }

    /** As if whoever was asked had been silent for longer than the lane asks for. */
    public void silence(Words words) {
        Database.bySuperuser("update gate.approval_request set asked_at = asked_at - interval '6 minutes' where draft_id = '"
                + words.draft() + "'");
    }

    /** Takes the words through the door. @return the SQLSTATE of a refusal, or null */
    public String post(UUID by, String ceiling, Words words, String lane) throws SQLException {
        gate.rollback();
        Database.enter(gate, by, ceiling);
        String refusal = post(gate, words.draft(), words.hash(), lane);
        gate.commit();
        return refusal;
    }

    /** The same inside a transaction that is open already. */
    public static String post(Connection gate, UUID draft, byte[] hash, String lane) throws SQLException {
        return Database.refusal(gate, POST, draft, hash, lane);
    }

    public String noticeOf(Words words) {
        return Database.seen("select notice_id from gate.publication where draft_id = '" + words.draft() + "'");
    }

    public String firstEntryOf(String notice) {
        return Database.seen("select id from published.notice_update where place = 1 and revision = 1 and notice_id = ?",
                notice);
    }

    /** First words that are out. @return the notice */
    public String published(UUID incident) throws SQLException {
        Words words = approve(PETRA, firstWords(ROSA, incident, BUNDLE));
        String refusal = post(PAOLO, RESPONDER, words, "GUARDED");
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        return noticeOf(words);
    }

    public static String update(String notice, String state) {
        return BUNDLE.replace("\"kind\"", "\"id\":\"" + notice + "\",\"kind\"").replace("INVESTIGATING", state);
    }

    public static String amendment(String notice, String entry, String kind, String word) {
        return update(notice, "INVESTIGATING").replace("Slow.", word).replace("\"disclosures\"",
                "\"amends\":\"" + entry + "\",\"amendsRevision\":1,\"amendment\":\"" + kind + "\",\"disclosures\"");
    }

    public static String parts(String component) {
        return "{\"audiences\":[],\"groups\":[],\"components\":[{\"id\":\"" + component
                + "\",\"name\":\"Search\",\"position\":1,\"audiences\":[\"readers\"]}],\"notices\":[]}";
    }

    public static String template(String key) {
        return "{\"audiences\":[],\"groups\":[],\"components\":[],\"notices\":[],\"template\":{\"key\":\"" + key
                + "\",\"language\":\"en\",\"state\":\"RESOLVED\",\"name\":\"N\",\"title\":\"T\","
                + "\"words\":{\"*\":{\"markdown\":\"Over.\",\"html\":\"<p>Over.</p>\"}},\"phrases\":{}}}";
    }

    public static String imported(String notice, String entry) {
        return update(notice, "INVESTIGATING").replace("\"effects\"",
                "\"id\":\"" + entry + "\",\"publishedAt\":\"2026-03-05T12:05:00Z\",\"effects\"");
    }

    /** Everything that is public, in short. */
    public static String publicDigest() {
        StringBuilder rows = new StringBuilder("select md5(concat(");
        Database.tables().stream().filter(table -> table.startsWith("published."))
                .forEach(table -> rows.append("(select string_agg(it::text, ' ' order by it::text) from ").append(table)
                        .append(" it), '|',"));
        return Database.seen(rows.append("''))").toString());
    }

    private static String by(Connection connection, UUID person, String ceiling, String sql, Object... parameters)
            throws SQLException {
        connection.rollback();
        Database.enter(connection, person, ceiling);
        String value = Database.value(connection, sql, parameters);
        connection.commit();
        return value;
    }

    /** A superuser's statement in a session on which no trigger fires. */
    public static void past(String sql) {
        try (Connection connection = Parts.shared().superuserConnection()) {
            Database.execute(connection, "set session_replication_role = replica");
            Database.execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
