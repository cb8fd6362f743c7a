-- The database's clock, in one place, so that a rule that depends on time can be tried at any time.
CREATE FUNCTION security.now() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    AS $$ SELECT transaction_timestamp() $$;

-- The key that signs who is acting, as the two pads of RFC 2104 (HMAC), so that no extension is needed.
CREATE TABLE security.context_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
    outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);

CREATE FUNCTION security.install_context_key(p_key bytea) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    inside bytea := decode(repeat('36', 64), 'hex');
    outside bytea := decode(repeat('5c', 64), 'hex');
BEGIN
    IF length(p_key) <> 32 THEN
        RAISE EXCEPTION 'The context key has % bytes: give 32.', length(p_key);
    END IF;
    FOR i IN 0..31 LOOP
        inside := set_byte(inside, i, get_byte(inside, i) # get_byte(p_key, i));
        outside := set_byte(outside, i, get_byte(outside, i) # get_byte(p_key, i));
    END LOOP;
    INSERT INTO security.context_key (inner_pad, outer_pad) VALUES (inside, outside)
    ON CONFLICT (only_one) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad;
END
$$;

CREATE FUNCTION security.signature(p_message text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to(p_message, 'UTF8'))), 'hex') FROM security.context_key
$$;

-- The context of a transaction is person|ceiling|session|signature, where the signature also covers this backend and the begin of
-- this transaction: it is worth nothing in another one. The session is the hash of the login's, or 'none' for the console itself and
-- the schedule. Whatever is wrong with it, the answer is nobody.
CREATE FUNCTION security.context() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part text[] := string_to_array(nullif(current_setting('gatepost.context', true), ''), '|');
BEGIN
    IF cardinality(part) IS DISTINCT FROM 4 THEN
        RETURN NULL;
    END IF;
    IF security.signature(part[1] || '|' || part[2] || '|' || part[3] || '|' || pg_backend_pid() || '|'
            || cast(extract(epoch FROM transaction_timestamp()) * 1000000 AS bigint)) IS DISTINCT FROM part[4] THEN
        RETURN NULL;
    END IF;
    RETURN part;
END
$$;

-- Who acts in this transaction, or null. The nil UUID is the console itself, which may do one thing only: meet somebody.
CREATE FUNCTION security.person() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(cast((security.context())[1] AS uuid), '00000000-0000-0000-0000-000000000000')
$$;

-- People and machines that have logged in. Roles are the realm's, kept for a quarter of an hour after a token last said them.
CREATE TABLE security.operator (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    issuer text NOT NULL CHECK (char_length(issuer) <= 500),
    subject text NOT NULL CHECK (char_length(subject) <= 200),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    kind text NOT NULL CHECK (kind IN ('person', 'machine')),
    roles text[] NOT NULL,
    roles_until timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);
-- Who lets out what is due. No token carries this issuer; only the console's own clock acts under this name.
CREATE FUNCTION security.schedule() RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
    AS $$ SELECT cast('00000000-0000-4000-8000-000000000001' AS uuid) $$;
INSERT INTO security.operator (id, issuer, subject, name, kind, roles, roles_until)
VALUES (security.schedule(), 'gatepost', 'schedule', 'The schedule', 'machine', '{}', '-infinity');
-- Who was here when is nobody's business: only names can be read.
GRANT SELECT (id, name, kind) ON security.operator TO gatepost_responder, gatepost_cleared;

-- Who has shown anew, in which login session, that they are who they are: at the begin of a shift, and again when it is over. Until
-- when the realm's word on that session holds is kept beside it, because a silent realm must not keep the ceiling up.
CREATE TABLE security.step_up (
    operator_id uuid NOT NULL REFERENCES security.operator ON DELETE CASCADE,
    session text NOT NULL CHECK (char_length(session) BETWEEN 1 AND 64 AND session <> 'none'),
    authenticated_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    confirmed_until timestamptz NOT NULL,
    PRIMARY KEY (operator_id, session)
);

-- Until when the fresh login of the person acting counts in this session; null when it does not. Machines are never given one.
CREATE FUNCTION security.shift_ends_at() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.until FROM (SELECT security.context() AS part) c
        JOIN security.step_up s ON s.operator_id = cast(c.part[1] AS uuid) AND s.session = c.part[3]
        WHERE s.until > security.now()
$$;

CREATE FUNCTION security.is_stepped_up() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT security.shift_ends_at() IS NOT NULL $$;

-- Whether the realm has said lately that this session and this account are there.
CREATE FUNCTION security.is_confirmed() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM (SELECT security.context() AS part) c
        JOIN security.step_up s ON s.operator_id = cast(c.part[1] AS uuid) AND s.session = c.part[3]
        WHERE s.confirmed_until > security.now())
$$;

-- What takes a fresh login says so in words that lead to one: GP401 is the refusal whose remedy is /step-up.
CREATE FUNCTION security.require_step_up() RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.is_stepped_up() THEN
        RAISE EXCEPTION 'This takes a login that is younger than eight hours: log in again at /step-up, then send it once more.'
            USING ERRCODE = 'GP401';
    END IF;
END
$$;

-- The console claims it, the fresh login and the realm's word have to bear it out.
CREATE FUNCTION security.has_cleared_ceiling() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((security.context())[2] = 'cleared', false) AND security.is_stepped_up() AND security.is_confirmed()
$$;

-- Who may know of embargoes: enrolled by one cleared person and confirmed by another; the founders by the database's owner.
CREATE TABLE security.clearance (
    operator_id uuid PRIMARY KEY REFERENCES security.operator,
    enrolled_by uuid REFERENCES security.operator,
    confirmed_by uuid REFERENCES security.operator,
    enrolled_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CHECK ((enrolled_by IS NULL) = (confirmed_by IS NULL)),
    CHECK (enrolled_by <> confirmed_by),
    CHECK (operator_id NOT IN (enrolled_by, confirmed_by))
);

CREATE FUNCTION security.enrol_founder(p_issuer text, p_subject text, p_name text) RETURNS uuid LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    founder uuid;
    most_founders CONSTANT int := 3;
BEGIN
    INSERT INTO security.operator (issuer, subject, name, kind, roles, roles_until)
    VALUES (p_issuer, p_subject, p_name, 'person', '{}', '-infinity')
    ON CONFLICT (issuer, subject) DO UPDATE SET name = security.operator.name
    RETURNING id INTO founder;
    IF EXISTS (SELECT FROM security.clearance WHERE operator_id = founder) THEN
        RETURN founder;
    END IF;
    IF (SELECT count(*) FROM security.clearance) >= most_founders THEN
        RAISE EXCEPTION 'There are % founders already: let two cleared people enrol the next.', most_founders;
    END IF;
    INSERT INTO security.clearance (operator_id, enrolled_at) VALUES (founder, security.now());
    RETURN founder;
END
$$;

CREATE FUNCTION security.has_role(p_role text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM security.operator
        WHERE id = security.person() AND p_role = ANY (roles) AND roles_until > security.now())
$$;

-- A person, not a machine: four eyes are eyes.
CREATE FUNCTION security.is_somebody() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM security.operator WHERE id = security.person() AND kind = 'person')
$$;

CREATE FUNCTION security.is_cleared() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT security.is_somebody() AND security.has_role('security') AND EXISTS (SELECT FROM security.clearance
        WHERE operator_id = security.person() AND revoked_at IS NULL)
$$;

-- What was done, by whom, about what: one stream for everything open and one for everything sealed, each a chain of its own.
CREATE TABLE security.audit (
    stream text NOT NULL CHECK (stream IN ('open', 'sealed')),
    place bigint NOT NULL,
    at timestamptz NOT NULL,
    person uuid,
    act text NOT NULL CHECK (char_length(act) <= 60),
    incident_id uuid,
    subject text CHECK (char_length(subject) <= 200),
    chain bytea NOT NULL,
    PRIMARY KEY (stream, place)
);

CREATE INDEX ON security.audit (incident_id, at);

-- What ties a row to the one before it, the same in every session's time zone; a null is told from a text.
CREATE FUNCTION security.link(p_before bytea, p_place bigint, p_at timestamptz, p_person uuid, p_act text, p_incident uuid, p_subject text)
    RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(coalesce(p_before, ''::bytea) || convert_to(jsonb_build_array(p_place,
        cast(extract(epoch FROM p_at) * 1000000 AS bigint), p_person, p_act, p_incident, p_subject)::text, 'UTF8'))
$$;

CREATE FUNCTION security.append(p_stream text, p_act text, p_incident uuid, p_subject text) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last security.audit;
BEGIN
    IF security.person() IS NULL THEN
        RAISE EXCEPTION 'Nobody acts in this transaction.' USING ERRCODE = 'GP403';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('gatepost.audit'), hashtext(p_stream));
    SELECT * INTO last FROM security.audit WHERE stream = p_stream ORDER BY place DESC LIMIT 1;
    INSERT INTO security.audit (stream, place, at, person, act, incident_id, subject, chain)
    VALUES (p_stream, coalesce(last.place, 0) + 1, security.now(), security.person(), p_act, p_incident, p_subject,
        security.link(last.chain, coalesce(last.place, 0) + 1, security.now(), security.person(), p_act, p_incident, p_subject));
END
$$;

CREATE FUNCTION security.record(p_act text, p_incident uuid, p_subject text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- What somebody says of an incident that they may not see is said in the open, so that no lock tells that there is one. Who sealed
    -- is of the circle, whatever the ceiling of this transaction. A record that stays closed after a release keeps its names here too.
    PERFORM security.append(CASE WHEN EXISTS (SELECT FROM incident.incident i WHERE i.id = p_incident
            AND (i.sealed AND (embargo.may_see(i.id) OR EXISTS (SELECT FROM embargo.member m
                    WHERE m.incident_id = i.id AND m.operator_id = security.person()))
                OR i.record_closed AND embargo.may_know(i.id)))
        THEN 'sealed' ELSE 'open' END, p_act, p_incident, p_subject);
END
$$;

-- The wall, the same around every private table. One permissive policy, one ceiling per role, one on the person acting; the two
-- restrictive ones must both agree. The owner passes, because the functions that answer questions run as the owner.
CREATE PROCEDURE security.wall(p_table regclass, p_open text, p_person text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
    EXECUTE format('CREATE POLICY owner ON %s TO gatepost_owner USING (true) WITH CHECK (true)', p_table);
    EXECUTE format('CREATE POLICY room ON %s TO gatepost_responder, gatepost_cleared USING (true) WITH CHECK (true)', p_table);
    EXECUTE format('CREATE POLICY ceiling_responder ON %s AS RESTRICTIVE TO gatepost_responder USING (%s) WITH CHECK (%2$s)',
        p_table, p_open);
    EXECUTE format('CREATE POLICY ceiling_cleared ON %s AS RESTRICTIVE TO gatepost_cleared USING ((SELECT security.has_cleared_ceiling())) '
        || 'WITH CHECK ((SELECT security.has_cleared_ceiling()))', p_table);
    EXECUTE format('CREATE POLICY person ON %s AS RESTRICTIVE TO gatepost_responder, gatepost_cleared '
        || 'USING ((SELECT security.person()) IS NOT NULL AND (%s)) WITH CHECK ((SELECT security.person()) IS NOT NULL AND (%2$s))',
        p_table, p_person);
END
$$;

CALL security.wall('security.context_key', 'false', 'false');
CALL security.wall('security.operator', 'true', 'true');
CALL security.wall('security.step_up', 'false', 'false');
CALL security.wall('security.clearance', 'false', '(SELECT security.is_cleared())');
CALL security.wall('security.audit', 'false', 'false');

-- What every door may ask.
GRANT EXECUTE ON FUNCTION security.now(), security.person(), security.has_cleared_ceiling(), security.has_role(text),
    security.is_somebody(), security.is_cleared(), security.shift_ends_at(), security.is_stepped_up(), security.is_confirmed() TO gatepost_responder, gatepost_cleared, gatepost_gate;
GRANT EXECUTE ON FUNCTION security.record(text, uuid, text) TO gatepost_responder, gatepost_cleared, gatepost_gate;
