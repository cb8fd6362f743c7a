-- Run once by a database superuser on Gatepost's own, empty database, before the first migration. It makes the roles and takes
-- from PUBLIC what PostgreSQL gives to everybody. No role gets a password here; give each its own with ALTER ROLE.
-- Roles belong to the cluster, so those that are there already are kept.

DO $$
DECLARE
    door text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gatepost_owner') THEN
        CREATE ROLE gatepost_owner NOLOGIN NOINHERIT;
    END IF;
    FOREACH door IN ARRAY ARRAY['gatepost_migrator', 'gatepost_responder', 'gatepost_cleared', 'gatepost_gate', 'gatepost_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = door) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', door);
        END IF;
    END LOOP;
    -- Everything of ours is owned by a role that no process logs in as.
    GRANT gatepost_owner TO gatepost_migrator WITH INHERIT FALSE, SET TRUE;

    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO gatepost_migrator, gatepost_responder, gatepost_cleared, gatepost_gate, gatepost_reader',
        current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO gatepost_owner', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- No ad-hoc code: only the owner writes functions.
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO gatepost_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE gatepost_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Large objects are rows that every role may write and that no wall stands around.
DO $$
DECLARE
    large record;
BEGIN
    FOR large IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'pg_catalog' AND (p.proname LIKE 'lo\_%' OR p.proname IN ('loread', 'lowrite'))
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', large.name);
    END LOOP;
END
$$;

-- Advisory locks are names that anybody may hold or find held: who holds that of the sealed stream tells of sealed work, and who
-- takes that of the publisher stops it. The owner and the migrator take them, and the reader the one by which publishers agree.
DO $$
DECLARE
    lock record;
BEGIN
    FOR lock IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'pg_catalog' AND (p.proname LIKE 'pg\_advisory%' OR p.proname LIKE 'pg\_try\_advisory%')
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', lock.name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO gatepost_owner, gatepost_migrator', lock.name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint), pg_catalog.pg_advisory_unlock_all() TO gatepost_reader;
END
$$;

-- A hung statement or a forgotten transaction must not hold the room.
ALTER ROLE gatepost_responder SET statement_timeout = '5s';
ALTER ROLE gatepost_responder SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE gatepost_cleared SET statement_timeout = '5s';
ALTER ROLE gatepost_cleared SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE gatepost_gate SET statement_timeout = '10s';
ALTER ROLE gatepost_gate SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE gatepost_reader SET statement_timeout = '5s';
ALTER ROLE gatepost_reader SET default_transaction_read_only = on;
-- A page is read by many statements and signed as one: each of its transactions sees one moment, never half of a withdrawal.
ALTER ROLE gatepost_reader SET default_transaction_isolation = 'repeatable read';

-- What the database refuses is answered to whoever asked, and is no line in the server's log: the statement alone ('link a cover') would
-- say that there is a circle, and the detail of a violated CHECK would hold its words. A statement that is slow or logged for tuning would
-- say the same. The application's own log has the kind of each failure.
ALTER ROLE gatepost_responder SET log_min_messages = 'fatal';
ALTER ROLE gatepost_cleared SET log_min_messages = 'fatal';
ALTER ROLE gatepost_gate SET log_min_messages = 'fatal';

-- What PostgreSQL tells every role about the work of the others: counts, sizes, running statements, locks. Revoked where it
-- can be. What stays (pg_class.reltuples, transaction ids, names of roles and tables) is listed in the package-info of security.
DO $$
DECLARE
    teller record;
BEGIN
    FOR teller IN
        SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'pg_catalog' AND c.relkind = 'v'
          AND (c.relname LIKE 'pg\_stat%' OR c.relname IN ('pg_locks', 'pg_prepared_xacts', 'pg_cursors', 'pg_prepared_statements'))
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', teller.name);
    END LOOP;
    FOR teller IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'pg_catalog' AND p.prokind = 'f'
          AND (p.proname LIKE 'pg\_stat\_get%' OR p.proname LIKE 'pg\_%\_size' OR p.proname IN ('pg_lock_status', 'pg_prepared_xact',
              'pg_notify', 'pg_listening_channels', 'pg_notification_queue_usage'))
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', teller.name);
    END LOOP;
END
$$;
