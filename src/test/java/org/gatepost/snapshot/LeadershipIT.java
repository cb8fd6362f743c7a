package org.gatepost.snapshot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

class LeadershipIT {

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

            try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                    Statement statement = superuser.createStatement()) {
                statement.execute(
                        "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and granted");
            }
            assertThrows(SQLException.class, second::isHeld);
            assertTrue(first.isHeld());
            assertFalse(second.isHeld());
        }
    }
}
