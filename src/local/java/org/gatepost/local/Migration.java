package org.gatepost.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * What makes an empty PostgreSQL the database of Gatepost, in the order in which it is done for real: a superuser's bootstrap, then
 * everything else as the migrator, who works as the owner.
 */
final class Migration {
    static final String DATABASE = "gatepost";
    private static final String BECOME_OWNER = "SET ROLE gatepost_owner";
    private static final List<String> ROLES = List.of("migrator", "responder", "cleared", "gate", "reader");

    private final Postgres postgres;
    private final Secrets secrets;

    Migration(Postgres postgres, Secrets secrets) {
        this.postgres = postgres;
        this.secrets = secrets;
    }

    /**
     * Does whatever has not been done yet.
     *
     * @param issuer of the realm that the founders belong to
     * @throws LocalException when the database refuses
     */
    void run(String issuer, List<LocalAccounts.Account> founders) {
        try {
            bootstrap();
            flyway().migrate();
            install(issuer, founders);
        } catch (SQLException | FlywayException e) {
            throw new LocalException("The database cannot be brought up to date: " + e.getMessage().strip(), e);
        }
    }

    private void bootstrap() throws SQLException {
        try (var connection = postgres.asSuperuser("postgres")) {
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                execute(connection, "CREATE DATABASE " + DATABASE);
            }
        }
        try (var connection = postgres.asSuperuser(DATABASE)) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = 'gatepost_owner'")) {
                // All or nothing, or the check above would take half of it for the whole.
                connection.setAutoCommit(false);
                execute(connection, resource("/db/bootstrap.sql"));
                connection.commit();
                connection.setAutoCommit(true);
            }
            for (String role : ROLES) {
                // Our own random hexadecimal digits: nothing in them to quote.
                execute(connection, "ALTER ROLE gatepost_%s PASSWORD '%s'".formatted(role, secrets.password(role)));
            }
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(postgres.url(DATABASE), "gatepost_migrator", secrets.password("migrator")).initSql(BECOME_OWNER)
                .locations("classpath:db/migration").defaultSchema("migration").schemas("migration").load();
    }

    private void install(String issuer, List<LocalAccounts.Account> founders) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(DATABASE), "gatepost_migrator",
                secrets.password("migrator"))) {
            execute(connection, BECOME_OWNER);
            call(connection, "SELECT security.install_context_key(decode(?, 'base64'))", secrets.contextKey());
            for (LocalAccounts.Account founder : founders) {
                call(connection, "SELECT security.enrol_founder(?, ?, ?)", issuer, founder.id(), founder.fullName());
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void call(Connection connection, String sql, String... arguments) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Migration.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new LocalException("%s is not on the class path: the build is not complete.".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
