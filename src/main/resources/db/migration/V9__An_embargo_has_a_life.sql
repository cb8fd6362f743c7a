-- The life of an embargo: conditions and reviews, release by two, emergency release, the opening of the record, and what the circle
-- knows of it in the meantime. All of it is the circle's; the rules are in functions, because they must hold for every way in.

-- How long an agreed release can still be cancelled; Releases in Java says the same.
CREATE FUNCTION embargo.cancel_window() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
    AS $$ SELECT interval '5 minutes' $$;

-- How far ahead a review or a release may lie.
CREATE FUNCTION embargo.furthest() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
    AS $$ SELECT interval '90 days' $$;

-- What has to be so before two people release. The first four come with every seal.
CREATE TABLE embargo.condition (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    round int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('PATCHED', 'ROTATED', 'PARTNERS_TOLD', 'COMMITS_AND_TICKETS_CHECKED', 'OTHER')),
    words text CHECK (char_length(words) BETWEEN 1 AND 300),
    owner uuid NOT NULL REFERENCES security.operator,
    stated_at timestamptz NOT NULL,
    met_at timestamptz,
    met_by uuid REFERENCES security.operator,
    met_note text CHECK (char_length(met_note) <= 500),
    CHECK ((kind = 'OTHER') = (words IS NOT NULL)),
    CHECK ((met_at IS NULL) = (met_by IS NULL)),
    CHECK (met_at IS NOT NULL OR met_note IS NULL)
);
CREATE INDEX ON embargo.condition (incident_id);

-- Somebody looked at it again, and it stays: until when, and why.
CREATE TABLE embargo.extension (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    round int NOT NULL,
    until timestamptz NOT NULL,
    because text NOT NULL CHECK (char_length(because) BETWEEN 1 AND 1000),
    extended_by uuid NOT NULL REFERENCES security.operator,
    extended_at timestamptz NOT NULL,
    CHECK (until > extended_at AND until <= extended_at + embargo.furthest())
);
CREATE INDEX ON embargo.extension (incident_id);

-- Two of the circle let it go: to responders, or to the world with words whose approval is the second vote.
CREATE TABLE embargo.release (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    round int NOT NULL,
    scope text NOT NULL CHECK (scope IN ('RESPONDERS', 'WORLD')),
    draft_id uuid REFERENCES gate.draft,
    hash bytea,
    asked_for timestamptz,
    publishes_ledger boolean NOT NULL,
    proposed_by uuid NOT NULL REFERENCES security.operator,
    proposed_at timestamptz NOT NULL,
    agreed_by uuid REFERENCES security.operator,
    agreed_at timestamptz,
    goes_at timestamptz,
    cancelled_by uuid REFERENCES security.operator,
    cancelled_at timestamptz,
    stopped text CHECK (char_length(stopped) <= 500),
    stopped_at timestamptz,
    carried_out_at timestamptz,
    -- Of the embargo that it ended, and the notice that it opened or went on with.
    sealed_at timestamptz,
    notice_id published.public_id,
    CHECK (agreed_by <> proposed_by),
    CHECK ((scope = 'WORLD') = (draft_id IS NOT NULL)),
    CHECK ((draft_id IS NULL) = (hash IS NULL)),
    CHECK (scope = 'WORLD' OR NOT publishes_ledger),
    CHECK (num_nonnulls(agreed_by, agreed_at, goes_at) IN (0, 3)),
    CHECK (goes_at >= agreed_at + embargo.cancel_window()),
    CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL)),
    CHECK ((stopped IS NULL) = (stopped_at IS NULL)),
    CHECK (num_nonnulls(cancelled_at, stopped_at, carried_out_at) <= 1),
    CHECK (carried_out_at IS NULL OR goes_at IS NOT NULL AND carried_out_at >= goes_at AND sealed_at IS NOT NULL)
);
CREATE UNIQUE INDEX live_release ON embargo.release (incident_id)
    WHERE cancelled_at IS NULL AND stopped_at IS NULL AND carried_out_at IS NULL;
CREATE INDEX ON embargo.release (draft_id);

-- It leaked: one of the circle lets it go at once, and the rest is told what came to whom.
CREATE TABLE embargo.breach (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    round int NOT NULL,
    what text NOT NULL CHECK (char_length(what) BETWEEN 1 AND 2000),
    to_whom text NOT NULL CHECK (char_length(to_whom) BETWEEN 1 AND 500),
    happened_at timestamptz NOT NULL,
    broken_by uuid NOT NULL REFERENCES security.operator,
    broken_at timestamptz NOT NULL,
    sealed_at timestamptz NOT NULL,
    report text CHECK (char_length(report) BETWEEN 1 AND 10000),
    reported_by uuid REFERENCES security.operator,
    reported_at timestamptz,
    CHECK (happened_at <= broken_at),
    CHECK (num_nonnulls(report, reported_by, reported_at) IN (0, 3))
);
CREATE INDEX ON embargo.breach (incident_id);

-- The second choice after a release: whether the record is opened too. Both saw the same record: its digest is kept.
CREATE TABLE embargo.opening (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    seen text NOT NULL CHECK (char_length(seen) = 64),
    proposed_by uuid NOT NULL REFERENCES security.operator,
    proposed_at timestamptz NOT NULL,
    agreed_by uuid REFERENCES security.operator,
    agreed_at timestamptz,
    cancelled_by uuid REFERENCES security.operator,
    cancelled_at timestamptz,
    CHECK (agreed_by <> proposed_by),
    CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)),
    CHECK ((cancelled_by IS NULL) = (cancelled_at IS NULL)),
    CHECK (num_nonnulls(agreed_at, cancelled_at) <= 1)
);
CREATE UNIQUE INDEX live_opening ON embargo.opening (incident_id) WHERE cancelled_at IS NULL AND agreed_at IS NULL;

-- What people can see of a sealed cause is worked on in the open; that the two belong together is known here alone.
CREATE TABLE embargo.symptom (
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    open_incident uuid NOT NULL REFERENCES incident.incident,
    linked_by uuid NOT NULL REFERENCES security.operator,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (incident_id, open_incident),
    CHECK (incident_id <> open_incident)
);

-- An unlinked notice about a sealed incident. It joins the incident at the release.
CREATE TABLE embargo.cover (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    notice_id published.public_id NOT NULL,
    known_since timestamptz NOT NULL,
    because text NOT NULL CHECK (char_length(because) BETWEEN 1 AND 500),
    linked_by uuid NOT NULL REFERENCES security.operator,
    linked_at timestamptz NOT NULL
);
CREATE INDEX ON embargo.cover (incident_id);

-- Machines whose alerts are born sealed, and who of the cleared named them.
CREATE TABLE embargo.integration (
    operator_id uuid PRIMARY KEY REFERENCES security.operator,
    named_by uuid NOT NULL REFERENCES security.operator,
    named_at timestamptz NOT NULL
);

-- Who of the circle has looked at what the inbox told.
CREATE TABLE embargo.seen (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES embargo.embargo,
    round int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('SEALED', 'BROKEN', 'RELEASED')),
    operator_id uuid NOT NULL REFERENCES security.operator,
    seen_at timestamptz NOT NULL
);
CREATE INDEX ON embargo.seen (incident_id, operator_id);

-- Whether somebody else is of a circle: by name, or by a live clearance and the role as the realm last said it.
CREATE FUNCTION embargo.belongs(p_incident uuid, p_operator uuid) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM embargo.member WHERE incident_id = p_incident AND operator_id = p_operator)
        OR EXISTS (SELECT FROM embargo.embargo e JOIN security.clearance c ON c.operator_id = p_operator AND c.revoked_at IS NULL
            JOIN security.operator o ON o.id = p_operator AND 'security' = ANY (o.roles)
            WHERE e.incident_id = p_incident AND e.circle = 'SECURITY_TEAM')
$$;

-- The begin of every act of the circle: asked before the lock, because waiting for a row that one may not see would tell of it, and
-- again after it.
CREATE FUNCTION embargo.enter(p_incident uuid) RETURNS incident.incident LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it incident.incident;
BEGIN
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    SELECT * INTO it FROM incident.incident WHERE id = p_incident FOR UPDATE;
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT security.is_somebody() THEN
        RAISE EXCEPTION 'An embargo is for people.' USING ERRCODE = 'GP403';
    END IF;
    RETURN it;
END
$$;

CREATE FUNCTION embargo.enter_sealed(p_incident uuid) RETURNS embargo.embargo LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it incident.incident := embargo.enter(p_incident);
    the_embargo embargo.embargo;
BEGIN
    IF NOT it.sealed THEN
        RAISE EXCEPTION 'The incident is not sealed: there is nothing to hold back or to release.' USING ERRCODE = 'GP409';
    END IF;
    SELECT * INTO the_embargo FROM embargo.embargo WHERE incident_id = p_incident;
    RETURN the_embargo;
END
$$;

CREATE FUNCTION embargo.require_of_circle(p_incident uuid, p_operator uuid) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_operator IS NULL OR NOT embargo.belongs(p_incident, p_operator) THEN
        RAISE EXCEPTION 'The owner has to be somebody of the circle: admit them first.' USING ERRCODE = 'GP422', COLUMN = 'owner';
    END IF;
END
$$;

-- embargo.seal calls this.
CREATE FUNCTION embargo.seed_conditions(p_incident uuid, p_round int, p_owner uuid) RETURNS void LANGUAGE sql
    SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO embargo.condition (incident_id, round, kind, owner, stated_at)
    SELECT p_incident, p_round, kind, p_owner, security.now()
    FROM unnest(ARRAY['PATCHED', 'ROTATED', 'PARTNERS_TOLD', 'COMMITS_AND_TICKETS_CHECKED']) kind
$$;

-- embargo.undo calls this: what came with the seal that is undone goes with it.
CREATE FUNCTION embargo.forget(p_incident uuid, p_round int) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM embargo.condition WHERE incident_id = p_incident AND round = p_round;
    DELETE FROM embargo.extension WHERE incident_id = p_incident AND round = p_round;
    DELETE FROM embargo.release WHERE incident_id = p_incident AND round = p_round;
    DELETE FROM embargo.seen WHERE incident_id = p_incident AND round = p_round;
    IF p_round = 1 THEN
        DELETE FROM embargo.symptom WHERE incident_id = p_incident;
        DELETE FROM embargo.cover WHERE incident_id = p_incident;
    END IF;
END
$$;

-- The notices that the world still reads about an incident.
CREATE FUNCTION embargo.still_public(p_incident uuid) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT n.id::text FROM published.notice n WHERE embargo.may_see(p_incident)
        AND EXISTS (SELECT FROM gate.publication p WHERE p.notice_id = n.id AND p.incident_id = p_incident) ORDER BY n.published_at, n.id
$$;

CREATE FUNCTION embargo.state_condition(p_incident uuid, p_words text, p_owner uuid) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    most CONSTANT int := 50;
    the_embargo embargo.embargo := embargo.enter_sealed(p_incident);
    stated uuid;
BEGIN
    PERFORM embargo.require_of_circle(p_incident, coalesce(p_owner, security.person()));
    IF (SELECT count(*) FROM embargo.condition WHERE incident_id = p_incident AND round = the_embargo.round) >= most THEN
        RAISE EXCEPTION 'There are 50 conditions already: put several into one.' USING ERRCODE = 'GP409';
    END IF;
    INSERT INTO embargo.condition (incident_id, round, kind, words, owner, stated_at)
    VALUES (p_incident, the_embargo.round, 'OTHER', p_words, coalesce(p_owner, security.person()), security.now()) RETURNING id INTO stated;
    RETURN stated;
END
$$;

-- Ticks, unticks, or gives it to somebody else. Null leaves the owner as it is.
CREATE FUNCTION embargo.change_condition(p_incident uuid, p_condition uuid, p_owner uuid, p_met boolean, p_note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_embargo embargo.embargo := embargo.enter_sealed(p_incident);
BEGIN
    IF p_owner IS NOT NULL THEN
        PERFORM embargo.require_of_circle(p_incident, p_owner);
    END IF;
    UPDATE embargo.condition SET owner = coalesce(p_owner, owner),
        met_at = CASE WHEN NOT p_met THEN NULL ELSE coalesce(met_at, security.now()) END,
        met_by = CASE WHEN NOT p_met THEN NULL ELSE coalesce(met_by, security.person()) END,
        met_note = CASE WHEN p_met THEN coalesce(nullif(p_note, ''), met_note) END
    WHERE id = p_condition AND incident_id = p_incident AND round = the_embargo.round;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such condition.' USING ERRCODE = 'GP404';
    END IF;
END
$$;

CREATE FUNCTION embargo.require_met(p_incident uuid, p_round int) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM embargo.condition WHERE incident_id = p_incident AND round = p_round AND met_at IS NULL) THEN
        RAISE EXCEPTION 'A condition of the release is still open: tick it, or say in an emergency what leaked.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

CREATE FUNCTION embargo.extend(p_incident uuid, p_until timestamptz, p_because text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_embargo embargo.embargo := embargo.enter_sealed(p_incident);
BEGIN
    IF p_until IS NULL OR p_until <= security.now() OR p_until > security.now() + embargo.furthest() THEN
        RAISE EXCEPTION 'The next review is not within the coming 90 days: give an earlier time.'
            USING ERRCODE = 'GP422', COLUMN = 'until';
    END IF;
    INSERT INTO embargo.extension (incident_id, round, until, because, extended_by, extended_at)
    VALUES (p_incident, the_embargo.round, p_until, p_because, security.person(), security.now());
    UPDATE embargo.embargo SET review_by = p_until WHERE incident_id = p_incident;
END
$$;

CREATE FUNCTION embargo.give(p_incident uuid, p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter(p_incident);
    PERFORM embargo.require_of_circle(p_incident, p_operator);
    UPDATE embargo.embargo SET owner = p_operator WHERE incident_id = p_incident;
END
$$;

-- Who, other than this person, said yes to these words, if the yes stands.
CREATE FUNCTION embargo.approver_besides(p_draft uuid, p_hash bytea, p_person uuid) RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.approved_by FROM gate.approval a JOIN gate.draft d ON d.id = a.draft_id AND d.revision = a.revision
    WHERE a.draft_id = p_draft AND a.hash = p_hash AND a.voided_at IS NULL AND a.approved_by NOT IN (a.proposed_by, p_person)
      AND d.state = 'APPROVED' AND embargo.belongs(d.incident_id, a.approved_by)
      AND NOT EXISTS (SELECT FROM gate.decline n WHERE n.draft_id = a.draft_id AND n.revision = a.revision)
    ORDER BY a.approved_at, a.approved_by LIMIT 1
$$;

CREATE FUNCTION embargo.propose_release(p_incident uuid, p_scope text, p_draft uuid, p_goes_at timestamptz, p_publishes_ledger boolean)
    RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_embargo embargo.embargo := embargo.enter_sealed(p_incident);
    the_draft gate.draft;
    the_revision gate.revision;
    the_approver uuid;
    proposed uuid;
BEGIN
    PERFORM embargo.require_met(p_incident, the_embargo.round);
    IF EXISTS (SELECT FROM embargo.release WHERE incident_id = p_incident
            AND cancelled_at IS NULL AND stopped_at IS NULL AND carried_out_at IS NULL) THEN
        RAISE EXCEPTION 'A release is proposed already: agree to it, or cancel it first.' USING ERRCODE = 'GP409';
    END IF;
    IF p_goes_at > security.now() + embargo.furthest() THEN
        RAISE EXCEPTION 'The release lies more than 90 days ahead: give an earlier time.' USING ERRCODE = 'GP422', COLUMN = 'goesAt';
    END IF;
    IF p_scope = 'WORLD' THEN
        IF (SELECT drill FROM incident.incident WHERE id = p_incident) THEN
            RAISE EXCEPTION 'A drill is never public: release it to responders.' USING ERRCODE = 'GP409';
        END IF;
        SELECT * INTO the_draft FROM gate.draft WHERE id = p_draft AND incident_id = p_incident FOR UPDATE;
        IF the_draft.id IS NULL THEN
            RAISE EXCEPTION 'The words for the world are not a draft of this incident: choose one.'
                USING ERRCODE = 'GP422', COLUMN = 'draft';
        END IF;
        SELECT * INTO the_revision FROM gate.revision WHERE draft_id = p_draft AND number = the_draft.revision;
        IF the_revision.hash IS NULL OR the_draft.state NOT IN ('IN_REVIEW', 'APPROVED') OR the_draft.kind NOT IN ('FIRST_WORDS', 'UPDATE') THEN
            RAISE EXCEPTION 'The words for the world are not in review: propose them first.' USING ERRCODE = 'GP409';
        END IF;
        IF the_revision.content::jsonb->>'goesOutAt' IS NOT NULL THEN
            RAISE EXCEPTION 'The words have a time of their own, but they go out with the release: propose them without it.'
                USING ERRCODE = 'GP409';
        END IF;
        the_approver := embargo.approver_besides(p_draft, the_revision.hash, security.person());
        IF the_draft.state = 'APPROVED' AND the_approver IS NULL THEN
            RAISE EXCEPTION 'The approval of the words is one of the two votes, and it is your own: let somebody else of the circle propose.'
                USING ERRCODE = 'GP403';
        END IF;
    END IF;
    INSERT INTO embargo.release (incident_id, round, scope, draft_id, hash, asked_for, publishes_ledger, proposed_by, proposed_at)
    VALUES (p_incident, the_embargo.round, p_scope, CASE WHEN p_scope = 'WORLD' THEN p_draft END, the_revision.hash, p_goes_at,
        coalesce(p_publishes_ledger, false) AND p_scope = 'WORLD', security.person(), security.now()) RETURNING id INTO proposed;
    IF the_approver IS NOT NULL THEN
        PERFORM embargo.vote(proposed, the_approver);
    END IF;
    RETURN proposed;
END
$$;

-- The second vote: from now on the window runs.
CREATE FUNCTION embargo.vote(p_release uuid, p_person uuid) RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    UPDATE embargo.release SET agreed_by = p_person, agreed_at = security.now(),
        goes_at = greatest(asked_for, security.now() + embargo.cancel_window())
    WHERE id = p_release AND agreed_by IS NULL
$$;

CREATE FUNCTION embargo.live(p_incident uuid) RETURNS embargo.release LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it embargo.release;
BEGIN
    SELECT * INTO it FROM embargo.release WHERE incident_id = p_incident
        AND cancelled_at IS NULL AND stopped_at IS NULL AND carried_out_at IS NULL;
    IF it.id IS NULL THEN
        RAISE EXCEPTION 'No release is proposed.' USING ERRCODE = 'GP409';
    END IF;
    RETURN it;
END
$$;

CREATE FUNCTION embargo.agree_release(p_incident uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_embargo embargo.embargo := embargo.enter_sealed(p_incident);
    it embargo.release := embargo.live(p_incident);
BEGIN
    IF it.agreed_by IS NOT NULL THEN
        RAISE EXCEPTION 'The release is agreed already.' USING ERRCODE = 'GP409';
    END IF;
    IF it.proposed_by = security.person() THEN
        RAISE EXCEPTION 'You proposed the release: it takes somebody else of the circle to agree.' USING ERRCODE = 'GP403';
    END IF;
    IF it.scope = 'WORLD' THEN
        RAISE EXCEPTION 'The second vote is the approval of the words: approve the draft.' USING ERRCODE = 'GP409';
    END IF;
    PERFORM embargo.require_met(p_incident, the_embargo.round);
    PERFORM embargo.vote(it.id, security.person());
END
$$;

-- The gate calls this with every approval: it may be the second vote for a release with those words.
CREATE FUNCTION embargo.count_approval(p_draft uuid, p_hash bytea) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it embargo.release;
BEGIN
    SELECT * INTO it FROM embargo.release WHERE draft_id = p_draft AND hash = p_hash AND agreed_by IS NULL
        AND cancelled_at IS NULL AND stopped_at IS NULL AND carried_out_at IS NULL AND embargo.may_know(incident_id);
    IF it.id IS NULL THEN
        RETURN;
    END IF;
    IF it.proposed_by = security.person() THEN
        RAISE EXCEPTION 'You proposed the release: the approval of its words is the second vote, and takes somebody else of the circle.'
            USING ERRCODE = 'GP403';
    END IF;
    PERFORM embargo.vote(it.id, security.person());
END
$$;

CREATE FUNCTION embargo.cancel_release(p_incident uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it embargo.release;
BEGIN
    PERFORM embargo.enter_sealed(p_incident);
    it := embargo.live(p_incident);
    IF it.goes_at <= security.now() THEN
        RAISE EXCEPTION 'The release is due: it cannot be cancelled any more.' USING ERRCODE = 'GP409';
    END IF;
    UPDATE embargo.release SET cancelled_by = security.person(), cancelled_at = security.now() WHERE id = it.id;
END
$$;

-- What is due, for the schedule alone.
CREATE FUNCTION embargo.due_releases() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM embargo.release WHERE security.person() = security.schedule() AND goes_at <= security.now()
        AND cancelled_at IS NULL AND stopped_at IS NULL AND carried_out_at IS NULL ORDER BY goes_at, id
$$;

-- Whether the words are those of a release that is carried out in this very transaction: the words of an older one are published.
CREATE FUNCTION embargo.is_released_with(p_draft uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM embargo.release r JOIN gate.draft d ON d.id = r.draft_id AND d.state = 'APPROVED'
        WHERE r.draft_id = p_draft AND r.carried_out_at = security.now())
$$;

-- Takes the seal away, lets the words out, and closes the record: all of it or nothing. Nothing here is granted to anybody.
CREATE FUNCTION embargo.unseal(p_incident uuid, p_draft uuid, p_hash bytea, p_ids text[]) RETURNS text LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_notice text;
BEGIN
    UPDATE incident.incident SET sealed = false WHERE id = p_incident;
    UPDATE gate.publication SET incident_id = p_incident WHERE incident_id IS NULL
        AND notice_id IN (SELECT notice_id FROM embargo.cover WHERE incident_id = p_incident);
    IF p_draft IS NOT NULL THEN
        the_notice := published.post(p_draft, p_hash, p_ids, 'GUARDED');
    END IF;
    UPDATE gate.draft SET kept = true WHERE incident_id = p_incident AND NOT kept;
    UPDATE gate.takedown SET kept = true WHERE incident_id = p_incident AND NOT kept;
    INSERT INTO incident.closed_record (incident_id, declared_by, commander, command_offered_to, mitigation, resolution)
    SELECT id, declared_by, commander, command_offered_to, mitigation, resolution FROM incident.incident
    WHERE id = p_incident AND NOT record_closed;
    UPDATE incident.incident SET record_closed = true, released_at = security.now(), declared_by = NULL, commander = NULL,
        command_offered_to = NULL, mitigation = NULL, resolution = NULL, version = version + 1 WHERE id = p_incident;
    RETURN the_notice;
END
$$;

-- By the schedule alone. What a rule refuses is rolled back in whole, and the release says why it stopped; anything else is tried again.
CREATE FUNCTION embargo.carry_out(p_release uuid, p_ids text[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it embargo.release;
    the_embargo embargo.embargo;
    the_notice text;
BEGIN
    IF security.person() IS DISTINCT FROM security.schedule() THEN
        RAISE EXCEPTION 'Only the schedule carries out a release.' USING ERRCODE = 'GP403';
    END IF;
    SELECT * INTO it FROM embargo.release WHERE id = p_release;
    PERFORM FROM incident.incident WHERE id = it.incident_id FOR UPDATE;
    SELECT * INTO it FROM embargo.release WHERE id = p_release FOR UPDATE;
    IF it.id IS NULL OR it.goes_at IS NULL OR it.goes_at > security.now()
            OR num_nonnulls(it.cancelled_at, it.stopped_at, it.carried_out_at) > 0 THEN
        RETURN false;
    END IF;
    SELECT * INTO the_embargo FROM embargo.embargo WHERE incident_id = it.incident_id;
    BEGIN
        IF NOT (SELECT sealed FROM incident.incident WHERE id = it.incident_id) OR the_embargo.round <> it.round THEN
            RAISE EXCEPTION 'The incident is not sealed any more.' USING ERRCODE = 'GP409';
        END IF;
        PERFORM embargo.require_met(it.incident_id, it.round);
        IF NOT embargo.belongs(it.incident_id, it.proposed_by) OR NOT embargo.belongs(it.incident_id, it.agreed_by) THEN
            RAISE EXCEPTION 'One of the two who agreed is not of the circle any more: propose it again.' USING ERRCODE = 'GP409';
        END IF;
        IF it.draft_id IS NOT NULL AND embargo.approver_besides(it.draft_id, it.hash, it.proposed_by) IS NULL THEN
            RAISE EXCEPTION 'The words are not approved any more: review them again.' USING ERRCODE = 'GP409';
        END IF;
        UPDATE embargo.release SET carried_out_at = security.now(), sealed_at = the_embargo.sealed_at WHERE id = p_release;
        the_notice := embargo.unseal(it.incident_id, it.draft_id, it.hash, p_ids);
        UPDATE embargo.release SET notice_id = the_notice WHERE id = p_release;
        PERFORM security.record('release', it.incident_id, p_release::text);
        RETURN true;
    EXCEPTION WHEN OTHERS THEN
        IF SQLSTATE !~ '^(GP|22|23|42501)' THEN
            RAISE;
        END IF;
        UPDATE embargo.release SET stopped_at = security.now(), stopped = CASE WHEN SQLSTATE LIKE 'GP%' THEN left(SQLERRM, 500)
            ELSE 'The page did not take the words: look at the draft again.' END WHERE id = p_release;
        PERFORM security.record('stop the release', it.incident_id, p_release::text);
        RETURN false;
    END;
END
$$;

-- It leaked: at once, by one of the circle, to responders. The rest finds it in the inbox, and the owner is asked for a report.
CREATE FUNCTION embargo.break(p_incident uuid, p_what text, p_to_whom text, p_at timestamptz) RETURNS uuid LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_embargo embargo.embargo := embargo.enter_sealed(p_incident);
    broken uuid;
BEGIN
    IF p_at > security.now() THEN
        RAISE EXCEPTION 'The time lies in the future: give the time at which it leaked.' USING ERRCODE = 'GP422', COLUMN = 'at';
    END IF;
    UPDATE embargo.release SET cancelled_by = security.person(), cancelled_at = security.now() WHERE incident_id = p_incident
        AND cancelled_at IS NULL AND stopped_at IS NULL AND carried_out_at IS NULL;
    INSERT INTO embargo.breach (incident_id, round, what, to_whom, happened_at, broken_by, broken_at, sealed_at)
    VALUES (p_incident, the_embargo.round, p_what, p_to_whom, coalesce(p_at, security.now()), security.person(), security.now(),
        the_embargo.sealed_at) RETURNING id INTO broken;
    PERFORM security.record('break the embargo', p_incident, broken::text);
    PERFORM embargo.unseal(p_incident, NULL, NULL, NULL);
    RETURN broken;
END
$$;

CREATE FUNCTION embargo.report(p_incident uuid, p_words text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter(p_incident);
    UPDATE embargo.breach SET report = p_words, reported_by = security.person(), reported_at = security.now()
    WHERE id = (SELECT id FROM embargo.breach WHERE incident_id = p_incident ORDER BY round DESC LIMIT 1);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The embargo was never broken: there is nothing to report.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

-- Stands for everything that would open: whoever agrees agrees to what the other one saw.
CREATE FUNCTION embargo.record_digest(p_incident uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\n',
        (SELECT string_agg(t::text, ',') FROM incident.closed_record t WHERE incident_id = p_incident),
        (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM incident.timeline_entry t WHERE incident_id = p_incident),
        (SELECT string_agg(t::text, ',' ORDER BY t.criterion) FROM incident.criterion_met t WHERE incident_id = p_incident),
        (SELECT string_agg(t::text, ',' ORDER BY t.audience) FROM incident.affected_audience t WHERE incident_id = p_incident),
        (SELECT string_agg(t::text, ',' ORDER BY t.alert_id) FROM alert.incident_link t WHERE incident_id = p_incident),
        (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM gate.draft t WHERE incident_id = p_incident AND kept),
        (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM gate.takedown t WHERE incident_id = p_incident AND kept)), 'UTF8')), 'hex')
    WHERE embargo.may_know(p_incident)
$$;

CREATE FUNCTION embargo.enter_closed(p_incident uuid, p_seen text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it incident.incident := embargo.enter(p_incident);
BEGIN
    IF it.sealed OR NOT it.record_closed THEN
        RAISE EXCEPTION 'Only the record of a released incident is opened, and only once.' USING ERRCODE = 'GP409';
    END IF;
    IF p_seen IS DISTINCT FROM embargo.record_digest(p_incident) THEN
        RAISE EXCEPTION 'The record is not as you saw it: look at it again.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

CREATE FUNCTION embargo.propose_opening(p_incident uuid, p_seen text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    proposed uuid;
BEGIN
    PERFORM embargo.enter_closed(p_incident, p_seen);
    -- One that saw another record counts for nothing any more.
    UPDATE embargo.opening SET cancelled_by = security.person(), cancelled_at = security.now()
    WHERE incident_id = p_incident AND agreed_at IS NULL AND cancelled_at IS NULL AND seen <> p_seen;
    IF EXISTS (SELECT FROM embargo.opening WHERE incident_id = p_incident AND agreed_at IS NULL AND cancelled_at IS NULL) THEN
        RAISE EXCEPTION 'The opening is proposed already: somebody else of the circle agrees.' USING ERRCODE = 'GP409';
    END IF;
    INSERT INTO embargo.opening (incident_id, seen, proposed_by, proposed_at)
    VALUES (p_incident, p_seen, security.person(), security.now()) RETURNING id INTO proposed;
    RETURN proposed;
END
$$;

CREATE FUNCTION embargo.agree_opening(p_incident uuid, p_seen text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it embargo.opening;
BEGIN
    PERFORM embargo.enter_closed(p_incident, p_seen);
    SELECT * INTO it FROM embargo.opening WHERE incident_id = p_incident AND agreed_at IS NULL AND cancelled_at IS NULL;
    IF it.id IS NULL OR it.seen <> p_seen THEN
        RAISE EXCEPTION 'Nobody proposed to open the record as it is now: propose it.' USING ERRCODE = 'GP409';
    END IF;
    IF it.proposed_by = security.person() THEN
        RAISE EXCEPTION 'You proposed the opening: it takes somebody else of the circle to agree.' USING ERRCODE = 'GP403';
    END IF;
    IF NOT embargo.belongs(p_incident, it.proposed_by) THEN
        RAISE EXCEPTION 'Whoever proposed it is not of the circle any more: propose it again.' USING ERRCODE = 'GP409';
    END IF;
    UPDATE embargo.opening SET agreed_by = security.person(), agreed_at = security.now() WHERE id = it.id;
    UPDATE incident.incident i SET record_closed = false, declared_by = c.declared_by, commander = c.commander,
        command_offered_to = c.command_offered_to, mitigation = c.mitigation, resolution = c.resolution, version = i.version + 1
    FROM incident.closed_record c WHERE i.id = p_incident AND c.incident_id = p_incident;
    DELETE FROM incident.closed_record WHERE incident_id = p_incident;
    UPDATE gate.draft SET kept = false WHERE incident_id = p_incident AND kept;
    UPDATE gate.takedown SET kept = false WHERE incident_id = p_incident AND kept;
END
$$;

CREATE FUNCTION embargo.cancel_opening(p_incident uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter(p_incident);
    UPDATE embargo.opening SET cancelled_by = security.person(), cancelled_at = security.now()
    WHERE incident_id = p_incident AND agreed_at IS NULL AND cancelled_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Nobody proposed to open the record.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

CREATE FUNCTION embargo.link_symptom(p_incident uuid, p_open uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter_sealed(p_incident);
    -- What is not open, hidden or not, is no symptom.
    IF p_open = p_incident OR NOT EXISTS (SELECT FROM incident.incident WHERE id = p_open AND NOT sealed) THEN
        RAISE EXCEPTION 'There is no open incident of that id.' USING ERRCODE = 'GP422', COLUMN = 'symptom';
    END IF;
    INSERT INTO embargo.symptom (incident_id, open_incident, linked_by, linked_at)
    VALUES (p_incident, p_open, security.person(), security.now()) ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION embargo.unlink_symptom(p_incident uuid, p_open uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter(p_incident);
    DELETE FROM embargo.symptom WHERE incident_id = p_incident AND open_incident = p_open;
END
$$;

CREATE FUNCTION embargo.link_cover(p_incident uuid, p_notice text, p_known_since timestamptz, p_because text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter_sealed(p_incident);
    IF NOT EXISTS (SELECT FROM published.notice WHERE id = p_notice) THEN
        RAISE EXCEPTION 'There is no such notice on the page.' USING ERRCODE = 'GP422', COLUMN = 'notice';
    END IF;
    -- One that hangs on a hidden incident looks unlinked to everybody else, and so it does here.
    IF EXISTS (SELECT FROM gate.publication WHERE notice_id = p_notice AND incident_id IS NOT NULL AND embargo.may_see(incident_id)) THEN
        RAISE EXCEPTION 'The notice belongs to an incident already: only an unlinked one can be a cover.' USING ERRCODE = 'GP409';
    END IF;
    IF p_known_since IS NULL OR p_known_since > security.now() THEN
        RAISE EXCEPTION 'Since when it is known lies in the future or is missing: give that time.'
            USING ERRCODE = 'GP422', COLUMN = 'knownSince';
    END IF;
    DELETE FROM embargo.cover WHERE incident_id = p_incident AND notice_id = p_notice;
    INSERT INTO embargo.cover (incident_id, notice_id, known_since, because, linked_by, linked_at)
    VALUES (p_incident, p_notice, p_known_since, p_because, security.person(), security.now());
END
$$;

CREATE FUNCTION embargo.unlink_cover(p_incident uuid, p_notice text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM embargo.enter(p_incident);
    DELETE FROM embargo.cover WHERE incident_id = p_incident AND notice_id = p_notice;
END
$$;

-- Cleared people say whose alerts are born sealed. Nobody else learns that anybody's are.
CREATE FUNCTION embargo.name_integration(p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.has_cleared_ceiling() OR NOT security.is_cleared() THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT EXISTS (SELECT FROM security.operator WHERE id = p_operator AND kind = 'machine' AND id <> security.schedule()) THEN
        RAISE EXCEPTION 'No machine of that id has been here yet: let it send something first.'
            USING ERRCODE = 'GP422', COLUMN = 'operator';
    END IF;
    INSERT INTO embargo.integration (operator_id, named_by, named_at) VALUES (p_operator, security.person(), security.now())
    ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION embargo.drop_integration(p_operator uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.has_cleared_ceiling() OR NOT security.is_cleared() THEN
        RAISE EXCEPTION 'There is nothing here.' USING ERRCODE = 'GP404';
    END IF;
    DELETE FROM embargo.integration WHERE operator_id = p_operator;
END
$$;

-- What a named machine sends is kept behind the wall, and an incident for the security team is declared in this very transaction, one for
-- a group whose last one is over. False when it is no named machine: then nothing was done, and the alerts are everybody's.
CREATE FUNCTION embargo.hear(p_hash bytea, p_key text, p_receiver text, p_truncated bigint, p_alerts jsonb, p_codename text)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    review_after CONSTANT interval := '14 days';
    named embargo.integration;
    the_group uuid;
    the_incident uuid;
    fires boolean := jsonb_path_exists(p_alerts, '$[*] ? (@.state == "FIRING")');
BEGIN
    SELECT * INTO named FROM embargo.integration WHERE operator_id = security.person();
    IF named.operator_id IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO alert.alert_group (key_hash, group_key, receiver, truncated_alerts, last_heard_at, born_sealed)
    VALUES (p_hash, p_key, p_receiver, p_truncated, security.now(), true)
    ON CONFLICT (key_hash, born_sealed) DO UPDATE SET receiver = excluded.receiver, truncated_alerts = excluded.truncated_alerts,
        last_heard_at = excluded.last_heard_at
    RETURNING id INTO the_group;
    INSERT INTO alert.alert AS known (group_id, fingerprint, starts_at_text, starts_at, ends_at, state, name, severity, summary, labels,
        annotations, generator_url, first_heard_at, last_heard_at, born_sealed)
    SELECT the_group, a->>'fingerprint', a->>'text', (a->>'starts')::timestamptz, (a->>'ends')::timestamptz, a->>'state', a->>'name',
        a->>'severity', a->>'summary', a->'labels', a->'annotations', a->>'url', security.now(), security.now(), true
    FROM (SELECT DISTINCT ON (a->>'fingerprint', a->>'text') a FROM jsonb_array_elements(p_alerts) WITH ORDINALITY x(a, place)
        ORDER BY a->>'fingerprint', a->>'text', place DESC) x
    ON CONFLICT (fingerprint, starts_at_text, born_sealed) DO UPDATE SET group_id = excluded.group_id,
        last_heard_at = excluded.last_heard_at,
        state = CASE WHEN known.state = 'RESOLVED' THEN known.state ELSE excluded.state END,
        ends_at = coalesce(known.ends_at, excluded.ends_at), summary = coalesce(excluded.summary, known.summary),
        severity = coalesce(excluded.severity, known.severity), annotations = known.annotations || excluded.annotations,
        generator_url = coalesce(excluded.generator_url, known.generator_url);
    SELECT i.id INTO the_incident FROM incident.incident i WHERE i.state IN ('SUSPECTED', 'ACTIVE', 'MITIGATED') AND EXISTS (
        SELECT FROM alert.incident_link l JOIN alert.alert a ON a.id = l.alert_id WHERE l.incident_id = i.id AND a.group_id = the_group)
    ORDER BY i.declared_at DESC LIMIT 1;
    IF the_incident IS NULL AND fires THEN
        INSERT INTO incident.incident (codename, title, state, severity, sealed, declared_by, declared_at, commander)
        VALUES (p_codename, left(p_alerts->0->>'name', 200), 'ACTIVE', 2, true, security.person(), security.now(), named.named_by)
        RETURNING id INTO the_incident;
        INSERT INTO embargo.embargo (incident_id, reason, circle, owner, sealed_by, sealed_at, review_by)
        VALUES (the_incident, 'Born sealed.', 'SECURITY_TEAM', named.named_by, security.person(), security.now(),
            security.now() + review_after);
        INSERT INTO embargo.member (incident_id, operator_id, admitted_by, admitted_at)
        VALUES (the_incident, named.named_by, security.person(), security.now()),
            (the_incident, security.person(), security.person(), security.now());
        PERFORM embargo.seed_conditions(the_incident, 1, named.named_by);
        INSERT INTO incident.timeline_entry (incident_id, happened_at, words, written_by, written_at)
        VALUES (the_incident, security.now(), 'Declared by an alert.', security.person(), security.now());
        PERFORM security.record('declare', the_incident, NULL);
    END IF;
    INSERT INTO alert.incident_link (alert_id, incident_id, linked_by, linked_at)
    SELECT a.id, the_incident, security.person(), security.now() FROM alert.alert a
    WHERE a.group_id = the_group AND the_incident IS NOT NULL AND a.last_heard_at = security.now() ON CONFLICT DO NOTHING;
    RETURN true;
END
$$;

-- Whether the person acting knows the notice as a cover of the incident: then words about both may be written.
CREATE FUNCTION embargo.is_cover(p_incident uuid, p_notice text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT embargo.may_know(p_incident) AND EXISTS (SELECT FROM embargo.cover WHERE incident_id = p_incident AND notice_id = p_notice)
$$;

-- What is open and touches the alerts of a sealed incident: incidents, their drafts, and the notices that name their parts.
CREATE FUNCTION embargo.nearby(p_incident uuid) RETURNS TABLE (kind text, incident_id uuid, thing text, title text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH near AS (
        SELECT DISTINCT i.id, i.title FROM alert.incident_link mine JOIN alert.alert a ON a.id = mine.alert_id
            JOIN alert.alert b ON b.group_id = a.group_id JOIN alert.incident_link l ON l.alert_id = b.id
            JOIN incident.incident i ON i.id = l.incident_id
        WHERE mine.incident_id = p_incident AND i.id <> p_incident AND NOT i.sealed AND NOT i.record_closed
          AND embargo.may_know(p_incident))
    SELECT 'INCIDENT', n.id, n.id::text, n.title FROM near n
    UNION ALL SELECT 'DRAFT', n.id, d.id::text, d.title FROM near n JOIN gate.draft d ON d.incident_id = n.id
        WHERE d.state IN ('DRAFT', 'IN_REVIEW', 'APPROVED', 'SCHEDULED') AND NOT d.kept
    UNION ALL SELECT DISTINCT 'COMPONENT', n.id, c.id::text, c.name::text FROM near n
        JOIN gate.publication p ON p.incident_id = n.id JOIN published.notice_update u ON u.notice_id = p.notice_id
        JOIN published.effect e ON e.update_id = u.id JOIN published.component c ON c.id = e.component_id
    ORDER BY 1, 4, 3 LIMIT 100
$$;

-- What was held back, to whoever may see it now. Names are in the record.
CREATE FUNCTION embargo.ledger() RETURNS TABLE (incident_id uuid, codename text, title text, sealed_at timestamptz, released_at timestamptz,
    reviews int, scope text, emergency boolean, published boolean, notice_id text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.id, i.codename, i.title, r.sealed_at, r.at,
        (SELECT count(*)::int FROM embargo.extension x WHERE x.incident_id = i.id AND x.round = r.round), r.scope, r.emergency,
        r.publishes_ledger, (SELECT n.id::text FROM published.notice n WHERE n.id = r.notice_id)
    FROM (SELECT b.incident_id, b.round, b.sealed_at, b.carried_out_at AS at, b.scope, false AS emergency, b.publishes_ledger, b.notice_id
            FROM embargo.release b WHERE b.carried_out_at IS NOT NULL
        UNION ALL SELECT b.incident_id, b.round, b.sealed_at, b.broken_at, 'RESPONDERS', true, false, NULL FROM embargo.breach b) r
    JOIN incident.incident i ON i.id = r.incident_id AND NOT i.sealed
    WHERE embargo.may_see(i.id) ORDER BY r.at DESC, i.id
$$;

-- What waits for the person acting, and for nobody else.
CREATE FUNCTION embargo.inbox() RETURNS TABLE (kind text, incident_id uuid, codename text, sealed boolean, at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH known AS (
        SELECT e.*, i.codename, i.sealed, i.record_closed, i.released_at, security.person() AS me FROM embargo.embargo e
        JOIN incident.incident i ON i.id = e.incident_id WHERE embargo.may_know(e.incident_id)
    ), live AS (
        SELECT r.* FROM embargo.release r WHERE r.cancelled_at IS NULL AND r.stopped_at IS NULL AND r.carried_out_at IS NULL
    ), told AS (
        SELECT 'SEALED' AS kind, k.incident_id, k.sealed_at AS at FROM known k WHERE k.sealed AND k.sealed_by <> k.me
        UNION ALL SELECT 'BROKEN', k.incident_id, b.broken_at FROM known k JOIN embargo.breach b USING (incident_id, round)
            WHERE b.broken_by <> k.me
        UNION ALL SELECT 'RELEASED', k.incident_id, r.carried_out_at FROM known k JOIN embargo.release r USING (incident_id, round)
            WHERE r.carried_out_at IS NOT NULL
        UNION ALL SELECT 'CONDITION', k.incident_id, min(c.stated_at) FROM known k JOIN embargo.condition c USING (incident_id, round)
            WHERE k.sealed AND c.owner = k.me AND c.met_at IS NULL GROUP BY 1, 2
        UNION ALL SELECT 'REVIEW_OVERDUE', k.incident_id, k.review_by FROM known k
            WHERE k.sealed AND k.owner = k.me AND k.review_by <= security.now()
        UNION ALL SELECT 'RELEASE_READY', k.incident_id, (SELECT max(c.met_at) FROM embargo.condition c
                WHERE c.incident_id = k.incident_id AND c.round = k.round) FROM known k
            WHERE k.sealed AND k.owner = k.me AND NOT EXISTS (SELECT FROM live WHERE live.incident_id = k.incident_id)
              AND NOT EXISTS (SELECT FROM embargo.condition c
                WHERE c.incident_id = k.incident_id AND c.round = k.round AND c.met_at IS NULL)
        UNION ALL SELECT 'RELEASE_PROPOSED', k.incident_id, r.proposed_at FROM known k JOIN live r USING (incident_id)
            WHERE k.sealed AND r.agreed_by IS NULL AND r.proposed_by <> k.me
        UNION ALL SELECT 'RELEASE_COMING', k.incident_id, r.goes_at FROM known k JOIN live r USING (incident_id)
            WHERE k.sealed AND r.agreed_by IS NOT NULL
        UNION ALL SELECT 'RELEASE_STOPPED', k.incident_id, r.stopped_at FROM known k JOIN embargo.release r USING (incident_id, round)
            WHERE k.sealed AND r.stopped_at IS NOT NULL AND k.me IN (r.proposed_by, r.agreed_by, k.owner)
              AND NOT EXISTS (SELECT FROM embargo.release n WHERE n.incident_id = r.incident_id AND n.proposed_at > r.proposed_at)
        UNION ALL SELECT 'STILL_PUBLIC', k.incident_id, k.sealed_at FROM known k
            WHERE k.sealed AND k.owner = k.me AND EXISTS (SELECT FROM embargo.still_public(k.incident_id))
        UNION ALL SELECT 'REPORT_WANTED', k.incident_id, b.broken_at FROM known k JOIN embargo.breach b USING (incident_id, round)
            WHERE b.report IS NULL AND k.owner = k.me
        UNION ALL SELECT 'OPENING_PROPOSED', k.incident_id, o.proposed_at FROM known k JOIN embargo.opening o USING (incident_id)
            WHERE k.record_closed AND NOT k.sealed AND o.agreed_at IS NULL AND o.cancelled_at IS NULL AND o.proposed_by <> k.me
    )
    SELECT t.kind, t.incident_id, k.codename, k.sealed, t.at FROM told t JOIN known k USING (incident_id)
    WHERE NOT EXISTS (SELECT FROM embargo.seen s
        WHERE s.incident_id = t.incident_id AND s.round = k.round AND s.kind = t.kind AND s.operator_id = k.me)
    ORDER BY t.at DESC, t.kind, t.incident_id
$$;

CREATE FUNCTION embargo.look(p_incident uuid, p_kind text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT embargo.may_know(p_incident) THEN
        RAISE EXCEPTION 'There is no such incident.' USING ERRCODE = 'GP404';
    END IF;
    INSERT INTO embargo.seen (incident_id, round, kind, operator_id, seen_at)
    SELECT p_incident, e.round, p_kind, security.person(), security.now() FROM embargo.embargo e WHERE e.incident_id = p_incident
        AND NOT EXISTS (SELECT FROM embargo.seen s WHERE s.incident_id = p_incident AND s.round = e.round AND s.kind = p_kind
            AND s.operator_id = security.person());
END
$$;

CALL security.wall('embargo.condition', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.extension', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.release', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.breach', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.opening', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.symptom', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.cover', 'false', 'embargo.may_know(incident_id)');
CALL security.wall('embargo.seen', 'false', 'embargo.may_know(incident_id)');

GRANT SELECT ON embargo.condition, embargo.extension, embargo.release, embargo.breach, embargo.opening, embargo.symptom, embargo.cover
    TO gatepost_cleared;
CALL security.wall('embargo.integration', 'false', '(SELECT security.is_cleared())');
GRANT SELECT ON embargo.integration TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.name_integration(uuid), embargo.drop_integration(uuid) TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.hear(bytea, text, text, bigint, jsonb, text) TO gatepost_responder, gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.ledger(), embargo.inbox() TO gatepost_responder, gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.due_releases(), embargo.carry_out(uuid, text[]) TO gatepost_responder;
GRANT EXECUTE ON FUNCTION embargo.state_condition(uuid, text, uuid), embargo.change_condition(uuid, uuid, uuid, boolean, text),
    embargo.extend(uuid, timestamptz, text), embargo.give(uuid, uuid),
    embargo.propose_release(uuid, text, uuid, timestamptz, boolean), embargo.agree_release(uuid), embargo.cancel_release(uuid),
    embargo.break(uuid, text, text, timestamptz), embargo.report(uuid, text), embargo.record_digest(uuid),
    embargo.propose_opening(uuid, text), embargo.agree_opening(uuid, text), embargo.cancel_opening(uuid),
    embargo.link_symptom(uuid, uuid), embargo.unlink_symptom(uuid, uuid),
    embargo.link_cover(uuid, text, timestamptz, text), embargo.unlink_cover(uuid, text),
    embargo.nearby(uuid), embargo.still_public(uuid), embargo.look(uuid, text) TO gatepost_cleared;
GRANT EXECUTE ON FUNCTION embargo.is_cover(uuid, text) TO gatepost_gate;
