-- Approving, publishing and taking down take a fresh login, whichever statement does it. Asked last, so that whoever may not do it at all
-- is told that; the schedule has no login and carries out what two decided.
CREATE FUNCTION gate.ask_step_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF security.person() IS DISTINCT FROM security.schedule() THEN
        PERFORM security.require_step_up();
    END IF;
    RETURN NEW;
END
$$;
-- By its name it fires after the stamp.
CREATE TRIGGER step_up BEFORE INSERT ON gate.approval FOR EACH ROW EXECUTE FUNCTION gate.ask_step_up();
CREATE TRIGGER step_up BEFORE INSERT ON gate.publication FOR EACH ROW EXECUTE FUNCTION gate.ask_step_up();
CREATE TRIGGER step_up BEFORE INSERT ON gate.takedown FOR EACH ROW EXECUTE FUNCTION gate.ask_step_up();

-- Somebody cleared proposed somebody for clearance; another has to say yes.
CREATE TABLE security.enrolment (
    operator_id uuid PRIMARY KEY REFERENCES security.operator,
    proposed_by uuid NOT NULL REFERENCES security.operator,
    proposed_at timestamptz NOT NULL,
    CHECK (operator_id <> proposed_by)
);

-- What is announced to everybody who is cleared. Nobody changes or removes it.
CREATE TABLE security.clearance_news (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    act text NOT NULL CHECK (act IN ('PROPOSED', 'CONFIRMED', 'ENDED')),
    operator_id uuid NOT NULL REFERENCES security.operator,
    done_by uuid NOT NULL REFERENCES security.operator,
    done_at timestamptz NOT NULL
);

-- Up to when somebody has read the announcements.
CREATE TABLE security.clearance_seen (
    operator_id uuid PRIMARY KEY REFERENCES security.operator,
    seen_at timestamptz NOT NULL
);

-- For those who have clearance by a live row, nobody else: being named to one incident opens no list of people.
CREATE FUNCTION security.require_cleared() RETURNS void LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.has_cleared_ceiling() OR NOT security.is_cleared() THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
END
$$;

CREATE FUNCTION security.announce(p_act text, p_operator uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO security.clearance_news (act, operator_id, done_by, done_at) VALUES (p_act, p_operator, security.person(), security.now());
    PERFORM security.append('sealed', CASE p_act WHEN 'PROPOSED' THEN 'propose clearance' WHEN 'CONFIRMED' THEN 'confirm clearance'
        ELSE 'end clearance' END, NULL, p_operator::text);
END
$$;

CREATE FUNCTION security.propose_clearance(p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM security.require_cleared();
    IF NOT EXISTS (SELECT FROM security.operator WHERE id = p_operator AND kind = 'person') THEN
        RAISE EXCEPTION 'Nobody of that id has logged in yet.' USING ERRCODE = 'GP422', COLUMN = 'operator';
    END IF;
    IF EXISTS (SELECT FROM security.clearance WHERE operator_id = p_operator AND revoked_at IS NULL) THEN
        RAISE EXCEPTION 'The person is cleared already.' USING ERRCODE = 'GP409';
    END IF;
    INSERT INTO security.enrolment (operator_id, proposed_by, proposed_at) VALUES (p_operator, security.person(), security.now())
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Somebody proposed this already: it waits for a second cleared person.' USING ERRCODE = 'GP409';
    END IF;
    PERFORM security.announce('PROPOSED', p_operator);
END
$$;

CREATE FUNCTION security.confirm_clearance(p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    good_for CONSTANT interval := '14 days';
    it security.enrolment;
BEGIN
    PERFORM security.require_cleared();
    SELECT * INTO it FROM security.enrolment WHERE operator_id = p_operator FOR UPDATE;
    IF it.operator_id IS NULL OR it.proposed_at + good_for <= security.now() THEN
        RAISE EXCEPTION 'Nobody proposed this person within the last 14 days: propose first.' USING ERRCODE = 'GP409';
    END IF;
    IF security.person() IN (it.proposed_by, it.operator_id) THEN
        RAISE EXCEPTION 'A second cleared person confirms: you proposed it yourself.' USING ERRCODE = 'GP403';
    END IF;
    INSERT INTO security.clearance (operator_id, enrolled_by, confirmed_by, enrolled_at)
    VALUES (p_operator, it.proposed_by, security.person(), security.now())
    ON CONFLICT (operator_id) DO UPDATE SET enrolled_by = excluded.enrolled_by, confirmed_by = excluded.confirmed_by,
        enrolled_at = excluded.enrolled_at, revoked_at = NULL;
    DELETE FROM security.enrolment WHERE operator_id = p_operator;
    PERFORM security.announce('CONFIRMED', p_operator);
END
$$;

-- Letting go takes one, at once; what is only proposed is withdrawn by the same act.
CREATE FUNCTION security.end_clearance(p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was_proposed boolean;
BEGIN
    PERFORM security.require_cleared();
    DELETE FROM security.enrolment WHERE operator_id = p_operator;
    was_proposed := FOUND;
    -- All of them are looked at under a lock, so that of two who end each other one stays.
    PERFORM FROM security.clearance WHERE revoked_at IS NULL ORDER BY operator_id FOR UPDATE;
    PERFORM security.require_cleared();
    IF EXISTS (SELECT FROM security.clearance WHERE operator_id = p_operator AND revoked_at IS NULL) THEN
        IF NOT EXISTS (SELECT FROM security.clearance WHERE operator_id <> p_operator AND revoked_at IS NULL) THEN
            RAISE EXCEPTION 'Nobody else is cleared: let two people enrol another one first.' USING ERRCODE = 'GP409';
        END IF;
        -- Said while it still holds, so that somebody who ends their own is heard too.
        PERFORM security.announce('ENDED', p_operator);
        UPDATE security.clearance SET revoked_at = security.now() WHERE operator_id = p_operator;
        -- A proposal needs two who are cleared when it is confirmed.
        DELETE FROM security.enrolment WHERE proposed_by = p_operator;
    ELSIF was_proposed THEN
        PERFORM security.announce('ENDED', p_operator);
    ELSE
        RAISE EXCEPTION 'The person is not cleared, and nobody proposed it.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

CREATE FUNCTION security.read_clearance_news() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM security.require_cleared();
    INSERT INTO security.clearance_seen (operator_id, seen_at) VALUES (security.person(), security.now())
    ON CONFLICT (operator_id) DO UPDATE SET seen_at = excluded.seen_at;
END
$$;

-- Somebody of the circle takes a named person out of it. From this transaction on they know nothing of it, unless they are cleared and
-- the circle is the whole team.
CREATE FUNCTION embargo.dismiss(p_incident uuid, p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Before the lock and after it, as in embargo.seal.
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    PERFORM FROM incident.incident WHERE id = p_incident FOR UPDATE;
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT EXISTS (SELECT FROM embargo.member WHERE incident_id = p_incident AND operator_id = p_operator) THEN
        RAISE EXCEPTION 'The person is not named: there is nobody to dismiss.' USING ERRCODE = 'GP409';
    END IF;
    IF EXISTS (SELECT FROM embargo.embargo WHERE incident_id = p_incident AND owner = p_operator) THEN
        RAISE EXCEPTION 'The owner answers for the embargo: hand it over before you dismiss them.' USING ERRCODE = 'GP409';
    END IF;
    IF NOT EXISTS (SELECT FROM embargo.member WHERE incident_id = p_incident AND operator_id <> p_operator) THEN
        RAISE EXCEPTION 'Nobody else is named: admit somebody first.' USING ERRCODE = 'GP409';
    END IF;
    PERFORM security.record('dismiss', p_incident, p_operator::text);
    DELETE FROM embargo.member WHERE incident_id = p_incident AND operator_id = p_operator;
END
$$;

-- The second lock for whoever is cleared and not named. The first asks need to know; this one asks nothing but the names, by itself, so
-- that a mistake in either opens no circle of named people.
CREATE FUNCTION embargo.is_open_to_names(p_incident uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (SELECT FROM embargo.embargo e WHERE e.incident_id = p_incident AND e.circle = 'NAMED_PEOPLE'
        AND NOT EXISTS (SELECT FROM embargo.member m WHERE m.incident_id = p_incident AND m.operator_id = security.person()))
$$;
ALTER POLICY ceiling_cleared ON incident.incident
    USING ((SELECT security.has_cleared_ceiling()) AND (NOT sealed OR embargo.is_open_to_names(id)))
    WITH CHECK ((SELECT security.has_cleared_ceiling()) AND (NOT sealed OR embargo.is_open_to_names(id)));
ALTER POLICY ceiling_cleared ON embargo.embargo
    USING ((SELECT security.has_cleared_ceiling()) AND embargo.is_open_to_names(incident_id))
    WITH CHECK ((SELECT security.has_cleared_ceiling()) AND embargo.is_open_to_names(incident_id));
ALTER POLICY ceiling_cleared ON embargo.member
    USING ((SELECT security.has_cleared_ceiling()) AND embargo.is_open_to_names(incident_id))
    WITH CHECK ((SELECT security.has_cleared_ceiling()) AND embargo.is_open_to_names(incident_id));

-- Somebody looked at something sealed. A screen that refreshes itself is one look a minute.
CREATE FUNCTION security.saw(p_incident uuid, p_what text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one_look CONSTANT interval := '1 minute';
BEGIN
    IF p_incident IS NULL OR NOT embargo.may_know(p_incident)
            OR NOT EXISTS (SELECT FROM incident.incident WHERE id = p_incident AND sealed)
            OR EXISTS (SELECT FROM security.audit a WHERE a.stream = 'sealed' AND a.incident_id = p_incident AND a.act = 'view'
                AND a.person = security.person() AND a.subject IS NOT DISTINCT FROM p_what
                AND a.at > security.now() - one_look AND a.at <= security.now()) THEN
        RETURN;
    END IF;
    PERFORM security.append('sealed', 'view', p_incident, p_what);
END
$$;

-- Each stream has its own right: the open one is for whoever configures, the sealed one for whoever knows something sealed.
CREATE FUNCTION security.may_read_audit(p_stream text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(CASE p_stream WHEN 'open' THEN security.is_somebody() AND security.has_role('admin')
        WHEN 'sealed' THEN security.has_cleared_ceiling() AND embargo.may_raise() END, false)
$$;

-- Row by row by need to know. What is left out leaves no gap: places are counted anew for each reader.
CREATE FUNCTION security.read_audit(p_stream text) RETURNS TABLE (place bigint, at timestamptz, person uuid, act text, incident_id uuid,
    subject text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.may_read_audit(p_stream) THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
    IF p_stream = 'open' THEN
        RETURN QUERY SELECT row_number() OVER (ORDER BY a.place), a.at, a.person, a.act, a.incident_id, a.subject FROM security.audit a
            WHERE a.stream = 'open' AND (a.incident_id IS NULL
                OR a.incident_id IN (SELECT i.id FROM incident.incident i WHERE NOT (i.sealed OR i.record_closed) OR embargo.may_know(i.id)));
    ELSE
        -- A seal that was undone has no circle left; that there was one is for the cleared to know.
        RETURN QUERY SELECT row_number() OVER (ORDER BY a.place), a.at, a.person, a.act, a.incident_id, a.subject FROM security.audit a
            WHERE a.stream = 'sealed' AND (a.incident_id IN (SELECT e.incident_id FROM embargo.embargo e WHERE embargo.may_know(e.incident_id))
                OR (SELECT security.is_cleared()) AND (a.incident_id IS NULL
                    OR NOT EXISTS (SELECT FROM embargo.embargo e WHERE e.incident_id = a.incident_id)));
    END IF;
END
$$;

-- Whether every row of a stream is what was written after the one before it, the unreadable ones too.
CREATE FUNCTION security.is_whole(p_stream text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.may_read_audit(p_stream) THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
    RETURN NOT EXISTS (SELECT FROM (SELECT a.chain, a.place, row_number() OVER w AS count,
            security.link(lag(a.chain) OVER w, a.place, a.at, a.person, a.act, a.incident_id, a.subject) AS link
            FROM security.audit a WHERE a.stream = p_stream WINDOW w AS (ORDER BY a.place)) it
        WHERE it.chain IS DISTINCT FROM it.link OR it.place <> it.count);
END
$$;

CALL security.wall('security.enrolment', 'false', '(SELECT security.is_cleared())');
CALL security.wall('security.clearance_news', 'false', '(SELECT security.is_cleared())');
CALL security.wall('security.clearance_seen', 'false', 'operator_id = (SELECT security.person()) AND (SELECT security.is_cleared())');

GRANT SELECT ON security.clearance, security.enrolment, security.clearance_news, security.clearance_seen TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION security.propose_clearance(uuid), security.confirm_clearance(uuid), security.end_clearance(uuid),
    security.read_clearance_news(), embargo.dismiss(uuid, uuid) TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.is_open_to_names(uuid) TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION security.saw(uuid, text) TO gatepost_cleared, gatepost_gate;
GRANT EXECUTE ON FUNCTION security.read_audit(text), security.is_whole(text) TO gatepost_responder, gatepost_cleared;
