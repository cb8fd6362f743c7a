package org.gatepost.snapshot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

class LeadershipIT {

    private static final int PLACES = 3;

    @Test
    @SuppressWarnings("try") // To give the lead back early is what is tested.
    void onePublisherLeadsAndTheOtherTakesOverWhenTheFirstGivesUpOrIsCutOff() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Leadership first = new Leadership(postgres.getPostgresDatabase());
                Leadership second = new Leadership(postgres.getPostgresDatabase())) {
            assertTrue(first.isHeld());
            assertTrue(first.isHeld());
            assertFalse(second.isHeld());

            first.close();
            assertTrue(second.isHeld());
            assertFalse(first.isHeld());

            endWhoeverLeads(postgres);
            assertThrows(SQLException.class, second::isHeld);
            assertTrue(first.isHeld());
            assertFalse(second.isHeld());
        }
    }

    /** As many places as the publisher's pool has, and more deaths than that. */
    @Test
    void aDatabaseThatDiesAgainAndAgainLeavesThePoolItsPlaces() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(places -> places.maxSize(PLACES).acquisitionTimeout(Duration.ofSeconds(1))
                                .exceptionSorter(new PostgreSQLExceptionSorter())
                                .connectionFactoryConfiguration(
                                        to -> to.jdbcUrl(postgres.getJdbcUrl("postgres", "postgres")))));
                Leadership leader = new Leadership(pool)) {
            for (int death = 0; death <= PLACES; death++) {
                assertTrue(leader.isHeld());
                endWhoeverLeads(postgres);
                assertThrows(SQLException.class, leader::isHeld);
            }
            assertTrue(leader.isHeld());
            try (Connection words = pool.getConnection()) {
                assertTrue(words.isValid(1));
            }
        }
    }

    private static void endWhoeverLeads(EmbeddedPostgres postgres) throws SQLException {
        try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and granted");
        }
    }
}
