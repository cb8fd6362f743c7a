package org.gatepost.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;

/**
 * The migrator's work after Flyway has migrated at start: it installs the key that the console signs with, enrols the founders, and
 * ends. It runs as a process of its own, because no other process may hold its credential.
 */
@ApplicationScoped
class Migrator {
    private static final Logger LOG = Logger.getLogger(Migrator.class);

    @ConfigProperty(name = "gatepost.face.migrator", defaultValue = "false")
    boolean isMigrator;

    /**
     * The first cleared people, at most three, each as {@code issuer|subject|name}; whoever comes later is enrolled by two of them. Those
     * who are enrolled already stay as they are.
     */
    @ConfigProperty(name = "gatepost.migrator.founders")
    Optional<List<String>> founders;

    private final SecurityConfiguration configuration;
    private final InjectableInstance<AgroalDataSource> database;

    Migrator(SecurityConfiguration configuration, @DataSource("migrator") InjectableInstance<AgroalDataSource> database) {
        this.configuration = configuration;
        this.database = database;
    }

    void start(@Observes StartupEvent event) throws SQLException {
        if (!isMigrator) {
            return;
        }
        try (Connection connection = database.get().getConnection()) {
            connection.createStatement().execute("SET ROLE gatepost_owner");
            if (configuration.contextKey().isPresent()) {
                installKey(connection, Base64.getDecoder().decode(configuration.contextKey().get()));
            }
            for (String founder : founders.orElse(List.of())) {
                enrol(connection, founder.split("\\|"));
            }
            connection.createStatement().execute("RESET ROLE");
        }
        LOG.info("The database is migrated.");
        Quarkus.asyncExit(0);
    }

    private static void installKey(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement install = connection.prepareStatement("select security.install_context_key(?)")) {
            install.setBytes(1, key);
            install.execute();
        }
    }

    private static void enrol(Connection connection, String[] founder) throws SQLException {
        if (founder.length != 3) {
            throw new IllegalArgumentException(
                    "gatepost.migrator.founders has an entry that is not issuer|subject|name: mend it, or leave it out.");
        }
        try (PreparedStatement enrol = connection.prepareStatement("select security.enrol_founder(?, ?, ?)")) {
            for (int i = 0; i < founder.length; i++) {
                enrol.setString(i + 1, founder[i]);
            }
            enrol.execute();
        }
    }
}
