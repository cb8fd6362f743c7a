package org.gatepost.testsupport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.gatepost.local.Parts;

/** Straight to the database, past every line of Java that the product has: what an injected statement could do. */
public final class Database {
    /** The roles that processes log in as, without their prefix. */
    public static final List<String> DOORS = List.of("responder", "cleared", "gate", "reader");

    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 5;
    /** The login session of those who send statements of their own. */
    private static final String SESSION = "test";

    private static final Object ONE_LOOK_AT_A_TIME = new Object();
    private static final int VALID_SECONDS = 5;

    private static Connection superuser;
    /** Kept open, because to prove who one is takes longer than most looks. */
    private static Connection looking;

    private Database() {
    }

    /** A connection with a transaction open, in which nobody acts yet. */
    public static Connection as(String role) throws SQLException {
        Connection connection = Parts.shared().connection(role);
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection with a transaction open, in which somebody acts by a proper signature. */
    public static Connection as(String role, UUID person, String ceiling) throws SQLException {
        Connection connection = as(role);
        enter(connection, person, ceiling);
        return connection;
    }

    /** Signs as the console does. */
    public static void enter(Connection connection, UUID person, String ceiling) throws SQLException {
        claim(connection, context(connection, person, ceiling));
    }

    /** Says who acts, whatever it is worth. */
    public static void claim(Connection connection, String context) throws SQLException {
        value(connection, "select set_config('gatepost.context', ?, true)", context);
    }

    /** The context that is worth something in the running transaction of this connection and nowhere else. */
    public static String context(Connection connection, UUID person, String ceiling) throws SQLException {
        stepUp(person);
        return context(connection, person, ceiling, SESSION);
    }

    /** The same in another login session, which nothing is known of. */
    public static String context(Connection connection, UUID person, String ceiling, String session) throws SQLException {
        String here = value(connection,
                "select pg_backend_pid() || '|' || cast(extract(epoch from transaction_timestamp()) * 1000000 as bigint)");
        String claim = person + "|" + ceiling + "|" + session;
        return claim + "|" + sign(claim + "|" + here);
    }

    /** As if somebody had logged in just now, for good. */
    private static synchronized void stepUp(UUID person) throws SQLException {
        if (superuser == null || superuser.isClosed()) {
            // Kept open, because people enter often.
            superuser = Parts.shared().superuserConnection();
        }
        execute(superuser, "insert into security.step_up (operator_id, session, authenticated_at, until, confirmed_until) "
                + "select id, ?, now(), 'infinity', 'infinity' from security.operator where id = ? on conflict do nothing",
                SESSION, person);
    }

    private static String sign(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(Parts.shared().secrets().contextKey()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row as text, or null when there is no row. */
    public static String value(Connection connection, String sql, Object... parameters) throws SQLException {
        List<String> rows = column(connection, sql, parameters);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The first column of all rows as text. */
    public static List<String> column(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters); ResultSet rows = statement.executeQuery()) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }

    /** The first two columns of all rows as text. */
    public static List<String[]> pairs(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet rows = statement.executeQuery()) {
            List<String[]> pairs = new ArrayList<>();
            while (rows.next()) {
                pairs.add(new String[]{rows.getString(1), rows.getString(2)});
            }
            return pairs;
        }
    }

    /** @return how many rows were changed */
    public static int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /**
     * The SQLSTATE with which something is refused, or null when it is not. The transaction goes on as if it had not been tried.
     */
    public static String refusal(Connection connection, String sql, Object... parameters) throws SQLException {
        var before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try {
            execute(connection, sql, parameters);
            return null;
        } catch (SQLException e) {
            if (before != null) {
                connection.rollback(before);
            }
            return e.getSQLState();
        }
    }

    /** Does something as the superuser, outside of every wall, at once. */
    public static void bySuperuser(String... statements) {
        try (Connection connection = Parts.shared().superuserConnection()) {
            for (String statement : statements) {
                insist(connection, statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publisher and schedule read on while tables are locked one after another: of two who wait for each other one has to try again. */
    private static void insist(Connection connection, String statement) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try {
                execute(connection, statement);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !DEADLOCK.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    /** What the superuser sees. */
    public static String seen(String sql, Object... parameters) {
        synchronized (ONE_LOOK_AT_A_TIME) {
            try {
                if (looking == null || !looking.isValid(VALID_SECONDS)) {
                    looking = Parts.shared().superuserConnection();
                }
                return value(looking, sql, parameters);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Every table of ours, as schema.table. */
    public static List<String> tables() {
        try (Connection connection = Parts.shared().superuserConnection()) {
            return column(connection,
                    """
                    select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname not in ('migration', 'information_schema')
                      and n.nspname not like 'pg\\_%' order by 1
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The rows of each table in short, with the transactions that wrote them: even what is written as it was makes a difference. Not
     * those of operators and their logins, who are met again by coming.
     */
    public static Map<String, String> rows() {
        return tables().stream().filter(table -> !List.of("security.operator", "security.step_up").contains(table))
                .collect(Collectors.toMap(table -> table,
                        table -> seen(
                                "select concat(count(*), ' ', md5(string_agg(it.xmin || it::text, ' ' order by it::text))) from "
                                        + table + " it")));
    }

    /**
     * Forgets everything but who has logged in, who is cleared, which audiences there are, and the templates of the product.
     *
     * @param revision that the publisher then finds: one that it has not signed makes it sign
     */
    public static void forget(long revision) {
        List<String> kept = List.of("security.context_key", "security.operator", "security.step_up", "security.clearance",
                "published.audience",
                "published.edition");
        List<String> forgotten = tables().stream().filter(table -> !kept.contains(table)).toList();
        // The words that come with the product stay, like the audiences.
        bySuperuser("create temporary table starter as select * from gate.template where draft_id is null",
                "truncate " + String.join(", ", forgotten),
                "insert into gate.template select * from starter order by translates nulls first",
                "drop table starter",
                "update published.edition set changed_at = null, revision = " + revision);
    }

    /** The same, for a test that leaves: the publisher goes on with an empty page. */
    public static void forget() {
        forget(Long.parseLong(seen("select revision + 1 from published.edition")));
    }
}
