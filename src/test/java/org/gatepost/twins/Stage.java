package org.gatepost.twins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gatepost.local.LocalAccounts;
import org.gatepost.local.Parts;
import org.gatepost.site.Site;
import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.TestClock;
import org.gatepost.testsupport.TestIds;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * What all worlds share: the running application and its database, connections as every role, and ears at the log. The application's own
 * publisher waits meanwhile, because each world has one of its own.
 */
final class Stage implements AutoCloseable {
    /** Most of them wait for an answer at any time, the more so on a machine that others use too. */
    static final int OBSERVERS_AT_ONCE = 12;
    private static final String LEAD = "select pg_try_advisory_lock(" + 0x67617465706f7374L + ")";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LOOK_AGAIN_NANOS = 20_000_000L;
    private static final String WAITS = "Another publisher leads";

    final TestClock clock;
    final TestIds ids;
    final Site site;
    final Costs costs = new Costs();
    final ExecutorService observers = Executors.newFixedThreadPool(OBSERVERS_AT_ONCE);
    final Map<String, String> operators = new TreeMap<>();
    final String starter;
    /** Whether people can be sent out of a circle. */
    final boolean canDismiss;

    private final Runnable due;
    private final Path stores;
    private final Connection superuser;
    private final Connection lead;
    private final Map<String, Connection> doors = new HashMap<>();
    private final Lines lines = new Lines();
    private final Path databaseLog = Parts.shared().store().resolveSibling("logs").resolve("postgres.log");
    private int worlds;

    /** @param due lets out what is due */
    Stage(TestClock clock, TestIds ids, Site site, Path stores, Runnable due) {
        this.due = due;
        this.clock = clock;
        this.ids = ids;
        this.site = site;
        this.stores = stores;
        Stream.concat(LocalAccounts.PEOPLE.stream().map(LocalAccounts.Account::name), Stream.of(Api.AUTOMATION))
                .forEach(one -> new Eyes(one).api("GET", "/operators", null));
        Logger.getLogger("").addHandler(lines);
        try {
            superuser = Parts.shared().superuserConnection();
            lead = takeTheLead();
            for (LocalAccounts.Account account : LocalAccounts.PEOPLE) {
                operators.put(account.name(),
                        value("select id::text from security.operator where subject = ?", account.id()));
            }
            starter = value("select id::text from gate.template where key = 'investigating' and draft_id is null");
            canDismiss = new Eyes("responder").api("GET", "/openapi.json", null).body().contains("/embargo/members/{");
            for (String role : Database.DOORS) {
                doors.put(role, Database.as(role));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only one publisher leads: as long as we hold its lock, the application's own has nothing to sign. */
    private Connection takeTheLead() throws SQLException {
        Connection reader = Parts.shared().connection("reader");
        long begin = System.nanoTime();
        boolean isTaken = false;
        while (!"t".equals(Database.value(reader, LEAD))) {
            Database.execute(superuser, "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> "
                    + Database.value(reader, "select pg_backend_pid()")
                    + " and granted and mode = 'ExclusiveLock' and database = "
                    + "(select oid from pg_database where datname = current_database())");
            isTaken = true;
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException("The application's publisher does not give the lead away.");
            }
        }
        // It notices when it has rendered what it was at, and what it says then is of no world.
        while (isTaken && !lines.hasLine(WAITS)) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException("The application's publisher does not say that it waits.");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return reader;
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(lines);
        observers.shutdownNow();
        clock.run();
        ids.byChance();
        try {
            for (Connection door : doors.values()) {
                door.close();
            }
            lead.close();
            superuser.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String value(String sql, Object... parameters) {
        try {
            return Database.value(superuser, sql, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> column(String sql) {
        try {
            return Database.column(superuser, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** By the superuser, in a session on which triggers fire only when asked to. */
    void execute(boolean pastTriggers, String... statements) {
        try {
            Database.execute(superuser, "set session_replication_role = " + (pastTriggers ? "replica" : "origin"));
            for (String statement : statements) {
                Database.execute(superuser, statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection door(String role) {
        return doors.get(role);
    }

    /** Nothing is left of the world before, and the page has one component. Deletes, because a lock on whole tables would wait for readers. */
    void clear() {
        execute(true,
                """
                do $$ declare it regclass; is_full boolean; begin
                    for it in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and n.nspname in ('security', 'incident', 'embargo', 'alert', 'gate', 'published')
                          and c.oid::regclass::text not in ('security.context_key', 'security.operator', 'security.clearance', 'security.step_up',
                              'published.audience', 'published.edition', 'gate.template') loop
                        execute format('select exists (select from %s)', it) into is_full;
                        if is_full then execute format('delete from %s', it); end if;
                    end loop;
                    delete from gate.template where draft_id is not null;
                    update security.operator set roles_until = '-infinity';
                    update published.edition set revision = 0, changed_at = null;
                    delete from published.audience where key not in ('readers', 'contributors', 'movement');
                end $$""",
                "insert into published.component (id, name, position, created_at, updated_at) values ('" + World.COMPONENT
                        + "', 'Reading', 1, '2026-01-01Z', '2026-01-01Z')",
                "insert into published.component_audience values ('" + World.COMPONENT + "', 'readers')");
    }

    /** What is due goes out now, and not when the application's own clock strikes next. */
    void carryOut() {
        due.run();
    }

    Path newStore() {
        return stores.resolve("world" + ++worlds);
    }

    /** What was logged since the last time this was asked. */
    List<String> newLines() {
        List<String> some = new ArrayList<>();
        for (String line = lines.said.poll(); line != null; line = lines.said.poll()) {
            some.add(line);
        }
        return some;
    }

    long databaseLogEnd() {
        try {
            return Files.size(databaseLog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of PostgreSQL's log since then, without times, processes and its own housekeeping. */
    List<String> databaseLog(long since) {
        try (var file = Files.newByteChannel(databaseLog)) {
            file.position(since);
            var bytes = java.nio.ByteBuffer.allocate((int) (file.size() - since));
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), java.nio.charset.StandardCharsets.UTF_8).lines()
                    .map(line -> line.replaceFirst("^.*?\\[\\d+] ", "")).filter(line -> !line.startsWith("LOG:  checkpoint"))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Lines extends Handler {
        /** Ourselves, and who complains of a machine that is slow, whatever it is busy with. */
        private static final List<String> NOT_HEARD = List.of("org.gatepost.NoninterferenceIT",
                "io.vertx.core.impl.BlockedThreadChecker", "io.agroal", "com.arjuna");

        private final PatternFormatter words = new PatternFormatter("%m");
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= java.util.logging.Level.INFO.intValue()
                    && NOT_HEARD.stream().noneMatch(line.getLoggerName()::startsWith)) {
                String message = words.format(ExtLogRecord.wrap(line));
                said.add(line.getLevel() + " " + line.getLoggerName() + " " + message
                        + (line.getThrown() == null ? "" : " " + line.getThrown()));
            }
        }

        boolean hasLine(String words) {
            return said.stream().anyMatch(line -> line.contains(words));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
