CREATE TABLE embargo.embargo (
    incident_id uuid PRIMARY KEY REFERENCES incident.incident,
    reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 2000),
    circle text NOT NULL CHECK (circle IN ('SECURITY_TEAM', 'NAMED_PEOPLE')),
    owner uuid NOT NULL REFERENCES security.operator,
    sealed_by uuid NOT NULL REFERENCES security.operator,
    sealed_at timestamptz NOT NULL,
    review_by timestamptz NOT NULL,
    -- Counts the seals: what was released may be sealed again.
    round int NOT NULL DEFAULT 1 CHECK (round > 0),
    CHECK (review_by >= sealed_at)
);

-- The seals before the present one, so that a slip can be undone to what was before.
CREATE TABLE embargo.earlier (
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    reason text NOT NULL,
    circle text NOT NULL,
    owner uuid NOT NULL REFERENCES security.operator,
    sealed_by uuid NOT NULL REFERENCES security.operator,
    sealed_at timestamptz NOT NULL,
    review_by timestamptz NOT NULL,
    round int NOT NULL,
    PRIMARY KEY (incident_id, round)
);

CREATE TABLE embargo.member (
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    operator_id uuid NOT NULL REFERENCES security.operator,
    admitted_by uuid NOT NULL REFERENCES security.operator,
    admitted_at timestamptz NOT NULL,
    PRIMARY KEY (incident_id, operator_id)
);

-- Need to know, of the person acting and for one incident. A context without the cleared ceiling knows nothing sealed.
CREATE FUNCTION embargo.may_know(p_incident uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT security.has_cleared_ceiling() AND EXISTS (SELECT FROM embargo.embargo e WHERE e.incident_id = p_incident
        AND (e.circle = 'SECURITY_TEAM' AND security.is_cleared()
            OR EXISTS (SELECT FROM embargo.member m WHERE m.incident_id = e.incident_id AND m.operator_id = security.person())))
$$;

-- The same of somebody else, for those who may know themselves: whether it would be open to this person, once logged in.
CREATE FUNCTION embargo.is_of_circle(p_incident uuid, p_person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT embargo.may_know(p_incident) AND EXISTS (SELECT FROM embargo.embargo e WHERE e.incident_id = p_incident
        AND (e.circle = 'SECURITY_TEAM' AND EXISTS (SELECT FROM security.clearance c
                WHERE c.operator_id = p_person AND c.revoked_at IS NULL)
            OR EXISTS (SELECT FROM embargo.member m WHERE m.incident_id = e.incident_id AND m.operator_id = p_person)))
$$;

-- The one question about an incident that other rooms may ask. Hidden and absent are one answer.
CREATE FUNCTION embargo.may_see(p_incident uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT security.person() IS NOT NULL
        AND EXISTS (SELECT FROM incident.incident WHERE id = p_incident AND (NOT sealed OR embargo.may_know(id)))
$$;

-- Whether the record is open to the person acting: of what was released it is so to the circle alone, until two of the circle open it.
CREATE FUNCTION embargo.may_read(p_incident uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT embargo.may_see(p_incident) AND (embargo.may_know(p_incident)
        OR EXISTS (SELECT FROM incident.incident WHERE id = p_incident AND NOT record_closed))
$$;

-- False for hidden, sealed, absent and drill alike.
CREATE FUNCTION embargo.may_publish(p_incident uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT embargo.may_see(p_incident) AND EXISTS (SELECT FROM incident.incident WHERE id = p_incident AND NOT sealed AND NOT drill)
$$;

-- Whether it is or ever was embargoed. A seal that was undone never counts as one.
CREATE FUNCTION embargo.was_ever(p_incident uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM embargo.embargo WHERE incident_id = p_incident)
$$;

-- Whether the ceiling may be raised for the person acting: a live clearance, or membership of a circle, and a fresh login on which the
-- realm was heard lately.
CREATE FUNCTION embargo.may_raise() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT security.is_stepped_up() AND security.is_confirmed() AND (security.is_cleared()
        OR EXISTS (SELECT FROM embargo.member WHERE operator_id = security.person()))
$$;

-- Somebody came with a token: remember the name and what the realm says of the roles, and until when this session's fresh login counts.
-- Only the console itself may call it.
CREATE FUNCTION security.meet(p_issuer text, p_subject text, p_name text, p_kind text, p_roles text[], p_session text DEFAULT 'none',
    p_authenticated_at timestamptz DEFAULT NULL, p_confirmed_at timestamptz DEFAULT NULL) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    roles_are_kept CONSTANT interval := '15 minutes';
    a_shift CONSTANT interval := '8 hours';
    ceiling_outlives_silence CONSTANT interval := '15 minutes';
    rewritten_at_most_every CONSTANT interval := '1 minute';
    known security.operator;
    holds_until timestamptz := coalesce(p_confirmed_at + ceiling_outlives_silence, '-infinity');
BEGIN
    IF (security.context())[1] IS DISTINCT FROM '00000000-0000-0000-0000-000000000000' THEN
        RAISE EXCEPTION 'Only the console itself meets people.' USING ERRCODE = 'GP403';
    END IF;
    SELECT * INTO known FROM security.operator WHERE issuer = p_issuer AND subject = p_subject;
    IF known.id IS NULL OR known.name <> p_name OR known.kind <> p_kind OR known.roles <> p_roles
            OR known.roles_until <= security.now() + roles_are_kept - rewritten_at_most_every THEN
        INSERT INTO security.operator (issuer, subject, name, kind, roles, roles_until)
        VALUES (p_issuer, p_subject, p_name, p_kind, p_roles, security.now() + roles_are_kept)
        ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name, kind = excluded.kind, roles = excluded.roles,
            roles_until = excluded.roles_until
        RETURNING * INTO known;
    END IF;
    IF p_kind = 'person' AND p_session <> 'none' AND p_authenticated_at IS NOT NULL AND NOT EXISTS (SELECT FROM security.step_up s
            WHERE s.operator_id = known.id AND s.session = p_session AND s.authenticated_at >= p_authenticated_at
              AND s.confirmed_until >= holds_until - rewritten_at_most_every) THEN
        INSERT INTO security.step_up (operator_id, session, authenticated_at, until, confirmed_until)
        VALUES (known.id, p_session, p_authenticated_at, p_authenticated_at + a_shift, holds_until)
        ON CONFLICT (operator_id, session) DO UPDATE SET
            authenticated_at = greatest(step_up.authenticated_at, excluded.authenticated_at),
            until = greatest(step_up.until, excluded.until),
            confirmed_until = greatest(step_up.confirmed_until, excluded.confirmed_until);
        DELETE FROM security.step_up s WHERE s.operator_id = known.id AND s.session <> p_session AND s.until <= security.now();
    END IF;
    RETURN known.id;
END
$$;

-- Whoever sees an incident may seal it, and stays a member. Publishing takes a shared lock on the same row, so that neither can
-- overtake the other. What waits at the gate loses its approval in this very transaction (see the gate's migration).
CREATE FUNCTION embargo.seal(p_incident uuid, p_reason text, p_circle text, p_withdrawal text DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    review_after CONSTANT interval := '14 days';
    is_sealed boolean;
    the_round int := 1;
    public_one text;
BEGIN
    -- Asked before the lock, because waiting for a row that one may not see would tell of it; and after it, because somebody else
    -- may have sealed while we waited.
    IF NOT embargo.may_see(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    SELECT sealed INTO is_sealed FROM incident.incident WHERE id = p_incident FOR UPDATE;
    IF NOT embargo.may_see(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    IF is_sealed THEN
        RAISE EXCEPTION 'The incident is sealed already.' USING ERRCODE = 'GP409';
    END IF;
    IF p_circle <> 'SECURITY_TEAM' AND NOT security.is_somebody() THEN
        RAISE EXCEPTION 'A machine seals for the security team only: a circle of named people needs people.' USING ERRCODE = 'GP403';
    END IF;
    -- Who seals is of the circle: nobody becomes so of an embargo that was, by sealing once more.
    IF embargo.was_ever(p_incident) AND NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'The incident was under embargo before: only its circle seals it again.' USING ERRCODE = 'GP409';
    END IF;
    -- Withdrawn while the incident is still open, so that what is written about it hangs on it.
    IF p_withdrawal IS NOT NULL THEN
        FOR public_one IN SELECT * FROM embargo.still_public(p_incident) LOOP
            PERFORM published.withdraw(public_one, NULL, p_withdrawal);
        END LOOP;
    END IF;
    UPDATE incident.incident SET sealed = true WHERE id = p_incident;
    INSERT INTO embargo.earlier SELECT * FROM embargo.embargo WHERE incident_id = p_incident;
    INSERT INTO embargo.embargo AS was (incident_id, reason, circle, owner, sealed_by, sealed_at, review_by)
    VALUES (p_incident, p_reason, p_circle, security.person(), security.person(), security.now(), security.now() + review_after)
    ON CONFLICT (incident_id) DO UPDATE SET reason = excluded.reason, circle = excluded.circle, owner = excluded.owner,
        sealed_by = excluded.sealed_by, sealed_at = excluded.sealed_at, review_by = excluded.review_by, round = was.round + 1
    RETURNING round INTO the_round;
    INSERT INTO embargo.member (incident_id, operator_id, admitted_by, admitted_at)
    VALUES (p_incident, security.person(), security.person(), security.now())
    ON CONFLICT DO NOTHING;
    PERFORM embargo.seed_conditions(p_incident, the_round, security.person());
    PERFORM gate.suspend(p_incident);
END
$$;

-- A slip may be undone by the one who sealed, alone, for a quarter of an hour; then it never counts as an embargo.
CREATE FUNCTION embargo.undo(p_incident uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    undo_within CONSTANT interval := '15 minutes';
    the_embargo embargo.embargo;
    is_sealed boolean;
BEGIN
    -- Before the lock and after it, as in embargo.seal.
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    SELECT sealed INTO is_sealed FROM incident.incident WHERE id = p_incident FOR UPDATE;
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT is_sealed THEN
        RAISE EXCEPTION 'The incident is not sealed.' USING ERRCODE = 'GP409';
    END IF;
    SELECT * INTO the_embargo FROM embargo.embargo WHERE incident_id = p_incident;
    IF the_embargo.sealed_by <> security.person() THEN
        RAISE EXCEPTION 'Only the one who sealed may undo it alone.' USING ERRCODE = 'GP403';
    END IF;
    IF the_embargo.sealed_at + undo_within <= security.now() THEN
        RAISE EXCEPTION 'The seal is older than 15 minutes: it takes a release by two of the circle.' USING ERRCODE = 'GP409';
    END IF;
    PERFORM embargo.forget(p_incident, the_embargo.round);
    UPDATE incident.incident SET sealed = false WHERE id = p_incident;
    IF the_embargo.round = 1 THEN
        DELETE FROM embargo.member WHERE incident_id = p_incident;
        DELETE FROM embargo.embargo WHERE incident_id = p_incident;
        RETURN;
    END IF;
    -- There was an embargo before, and that stays.
    DELETE FROM embargo.member WHERE incident_id = p_incident AND admitted_at >= the_embargo.sealed_at;
    UPDATE embargo.embargo e SET reason = b.reason, circle = b.circle, owner = b.owner, sealed_by = b.sealed_by,
        sealed_at = b.sealed_at, review_by = b.review_by, round = b.round
    FROM embargo.earlier b WHERE e.incident_id = p_incident AND b.incident_id = p_incident AND b.round = the_embargo.round - 1;
    DELETE FROM embargo.earlier WHERE incident_id = p_incident AND round = the_embargo.round - 1;
END
$$;

-- Somebody of the circle names one more person who may know.
CREATE FUNCTION embargo.admit(p_incident uuid, p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT EXISTS (SELECT FROM security.operator WHERE id = p_operator AND kind = 'person') THEN
        RAISE EXCEPTION 'Nobody of that id has logged in yet.' USING ERRCODE = 'GP422';
    END IF;
    INSERT INTO embargo.member (incident_id, operator_id, admitted_by, admitted_at)
    VALUES (p_incident, p_operator, security.person(), security.now())
    ON CONFLICT DO NOTHING;
END
$$;

CALL security.wall('incident.incident', 'NOT sealed', 'NOT sealed OR embargo.may_know(id)');
-- Who may not read the record does not work on it either, although the row can be seen.
CREATE POLICY record ON incident.incident AS RESTRICTIVE FOR UPDATE TO gatepost_responder, gatepost_cleared
    USING (true) WITH CHECK (NOT record_closed OR embargo.may_know(id));
CALL security.wall('incident.closed_record', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('incident.criterion_met', 'embargo.may_read(incident_id)', 'embargo.may_read(incident_id)');
CALL security.wall('incident.affected_audience', 'embargo.may_read(incident_id)', 'embargo.may_read(incident_id)');
CALL security.wall('incident.timeline_entry', 'embargo.may_read(incident_id)', 'embargo.may_read(incident_id)');
CALL security.wall('embargo.embargo', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.earlier', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.member', 'false', 'embargo.may_know(incident_id)');

GRANT SELECT ON embargo.embargo, embargo.member TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION security.meet(text, text, text, text, text[], text, timestamptz, timestamptz) TO gatepost_responder;
GRANT EXECUTE ON FUNCTION embargo.may_know(uuid), embargo.may_see(uuid), embargo.may_read(uuid), embargo.may_raise(),
    embargo.seal(uuid, text, text, text)
    TO gatepost_responder, gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.undo(uuid), embargo.admit(uuid, uuid), embargo.is_of_circle(uuid, uuid) TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.may_see(uuid), embargo.may_know(uuid), embargo.may_publish(uuid) TO gatepost_gate;
