-- Where each stream of the record ends. A chain shows a row that was changed, put in or taken out between others; that its last rows are
-- gone it does not show by itself. Moved by security.append alone. Whoever may write as the owner can move this too: what stands against
-- them is what was exported before.
CREATE TABLE security.audit_end (
    stream text PRIMARY KEY CHECK (stream IN ('open', 'sealed')),
    place bigint NOT NULL CHECK (place > 0),
    chain bytea NOT NULL
);
CALL security.wall('security.audit_end', 'false', 'false');

INSERT INTO security.audit_end (stream, place, chain)
SELECT DISTINCT ON (stream) stream, place, chain FROM security.audit ORDER BY stream, place DESC;

-- Goes on from where the record ended and not from its last row: after rows were cut off, the gap stays. A row that somebody put behind the
-- end stops nobody's work.
CREATE OR REPLACE FUNCTION security.append(p_stream text, p_act text, p_incident uuid, p_subject text) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last security.audit_end;
    next bigint;
    link bytea;
BEGIN
    IF security.person() IS NULL THEN
        RAISE EXCEPTION 'Nobody acts in this transaction.' USING ERRCODE = 'GP403';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('gatepost.audit'), hashtext(p_stream));
    SELECT * INTO last FROM security.audit_end WHERE stream = p_stream;
    next := 1 + greatest(last.place, (SELECT max(a.place) FROM security.audit a WHERE a.stream = p_stream), 0);
    link := security.link(last.chain, next, security.now(), security.person(), p_act, p_incident, p_subject);
    INSERT INTO security.audit (stream, place, at, person, act, incident_id, subject, chain)
    VALUES (p_stream, next, security.now(), security.person(), p_act, p_incident, p_subject, link);
    INSERT INTO security.audit_end (stream, place, chain) VALUES (p_stream, next, link)
    ON CONFLICT (stream) DO UPDATE SET place = excluded.place, chain = excluded.chain;
END
$$;

CREATE OR REPLACE FUNCTION security.is_whole(p_stream text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.may_read_audit(p_stream) THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
    RETURN NOT EXISTS (SELECT FROM (SELECT a.chain, a.place, row_number() OVER w AS count,
            security.link(lag(a.chain) OVER w, a.place, a.at, a.person, a.act, a.incident_id, a.subject) AS link
            FROM security.audit a WHERE a.stream = p_stream WINDOW w AS (ORDER BY a.place)) it
        WHERE it.chain IS DISTINCT FROM it.link OR it.place <> it.count)
        AND (SELECT e.chain FROM security.audit_end e WHERE e.stream = p_stream)
            IS NOT DISTINCT FROM (SELECT a.chain FROM security.audit a WHERE a.stream = p_stream ORDER BY a.place DESC LIMIT 1);
END
$$;

-- A seal that was undone never counts as an embargo: what everybody would have read of the incident, had it never been sealed, they read
-- afterwards. It stays where it was written, so that the chain is whole; places are counted by time, so that nobody sees where that was.
CREATE OR REPLACE FUNCTION security.read_audit(p_stream text) RETURNS TABLE (place bigint, at timestamptz, person uuid, act text,
    incident_id uuid, subject text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_any_incident CONSTANT text[] := '{declare,rename,rate,state a criterion,state an impact,offer command,accept command,note,mitigate,'
        'resolve,reopen}';
BEGIN
    IF NOT security.may_read_audit(p_stream) THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
    IF p_stream = 'open' THEN
        RETURN QUERY SELECT row_number() OVER (ORDER BY a.at, a.place), a.at, a.person, a.act, a.incident_id, a.subject
            FROM security.audit a
            WHERE a.stream = 'open' AND (a.incident_id IS NULL
                OR a.incident_id IN (SELECT i.id FROM incident.incident i WHERE NOT (i.sealed OR i.record_closed) OR embargo.may_know(i.id)))
              OR a.stream = 'sealed' AND a.act = ANY (of_any_incident) AND a.incident_id IN (SELECT i.id FROM incident.incident i
                WHERE NOT (i.sealed OR i.record_closed) AND NOT EXISTS (SELECT FROM embargo.embargo e WHERE e.incident_id = i.id));
    ELSE
        -- A seal that was undone has no circle left; that there was one is for the cleared to know.
        RETURN QUERY SELECT row_number() OVER (ORDER BY a.place), a.at, a.person, a.act, a.incident_id, a.subject FROM security.audit a
            WHERE a.stream = 'sealed' AND (a.incident_id IN (SELECT e.incident_id FROM embargo.embargo e WHERE embargo.may_know(e.incident_id))
                OR (SELECT security.is_cleared()) AND (a.incident_id IS NULL
                    OR NOT EXISTS (SELECT FROM embargo.embargo e WHERE e.incident_id = a.incident_id)));
    END IF;
END
$$;
