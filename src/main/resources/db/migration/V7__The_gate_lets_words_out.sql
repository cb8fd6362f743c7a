-- What is proposed for publication. A draft is as narrow as the incident that it hangs on; without one it is everybody's.
CREATE TABLE gate.draft (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('FIRST_WORDS', 'UPDATE', 'CORRECTION', 'TYPO', 'IMPORT', 'PAGE', 'TEMPLATE')),
    incident_id uuid,
    notice_id published.public_id,
    -- The entry that is amended.
    entry_id published.public_id,
    -- The template whose words these are, for the fast lane; the key points to it below.
    template_id uuid,
    state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED', 'DISCARDED')),
    title text NOT NULL CHECK (char_length(title) <= 200),
    content text NOT NULL CHECK (octet_length(content) <= 4194304),
    revision int NOT NULL DEFAULT 0,
    -- When it goes out by itself, and why it did not.
    due_at timestamptz,
    stopped text CHECK (char_length(stopped) <= 500),
    -- Chosen by whoever asks, so that a second press finds what the first one did.
    request_key text CHECK (char_length(request_key) BETWEEN 1 AND 100),
    written_by uuid NOT NULL REFERENCES security.operator,
    written_at timestamptz NOT NULL,
    version int NOT NULL DEFAULT 0,
    -- Written under an embargo: after the release it stays its circle's until the record is opened. Set by the functions of the embargo.
    kept boolean NOT NULL DEFAULT false,
    UNIQUE (written_by, request_key),
    CHECK ((kind IN ('UPDATE', 'CORRECTION', 'TYPO')) = (notice_id IS NOT NULL)),
    CHECK ((kind IN ('CORRECTION', 'TYPO')) = (entry_id IS NOT NULL)),
    CHECK (kind NOT IN ('IMPORT', 'PAGE', 'TEMPLATE') OR incident_id IS NULL),
    CHECK (template_id IS NULL OR kind IN ('FIRST_WORDS', 'UPDATE') AND incident_id IS NOT NULL),
    CHECK ((state = 'SCHEDULED') = (due_at IS NOT NULL))
);
CREATE INDEX ON gate.draft (state, written_at DESC);
CREATE INDEX ON gate.draft (incident_id);

-- Proposing freezes one; nobody may change or remove it.
CREATE TABLE gate.revision (
    draft_id uuid NOT NULL REFERENCES gate.draft,
    number int NOT NULL CHECK (number > 0),
    content text NOT NULL CHECK (octet_length(content) <= 4194304),
    hash bytea NOT NULL,
    proposed_by uuid NOT NULL REFERENCES security.operator,
    proposed_at timestamptz NOT NULL,
    PRIMARY KEY (draft_id, number),
    UNIQUE (draft_id, number, hash, proposed_by),
    CHECK (hash = sha256(convert_to(content, 'UTF8'))),
    -- A key that stands twice could be one thing to whoever approves and another to the database.
    CHECK (content IS JSON OBJECT WITH UNIQUE KEYS)
);

-- Why an affected audience is left out. It changes no public byte, so no hash covers it; it is kept with what was proposed.
CREATE TABLE gate.omission (
    draft_id uuid NOT NULL,
    revision int NOT NULL,
    audience text NOT NULL CHECK (char_length(audience) <= 30),
    reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 300),
    PRIMARY KEY (draft_id, revision, audience),
    FOREIGN KEY (draft_id, revision) REFERENCES gate.revision (draft_id, number)
);

-- A second person's yes to one hash. The key repeats hash and proposer, so that neither can be another one's.
CREATE TABLE gate.approval (
    draft_id uuid NOT NULL,
    revision int NOT NULL,
    hash bytea NOT NULL,
    proposed_by uuid NOT NULL,
    approved_by uuid NOT NULL REFERENCES security.operator,
    approved_at timestamptz NOT NULL,
    -- Set when the incident was sealed after the approval: the yes was to words about something open.
    voided_at timestamptz,
    PRIMARY KEY (draft_id, revision, approved_by),
    FOREIGN KEY (draft_id, revision, hash, proposed_by) REFERENCES gate.revision (draft_id, number, hash, proposed_by),
    CHECK (approved_by <> proposed_by)
);

-- A second person's no, and what should change.
CREATE TABLE gate.decline (
    draft_id uuid NOT NULL,
    revision int NOT NULL,
    because text NOT NULL CHECK (char_length(because) BETWEEN 1 AND 2000),
    declined_by uuid NOT NULL REFERENCES security.operator,
    declined_at timestamptz NOT NULL,
    PRIMARY KEY (draft_id, revision),
    FOREIGN KEY (draft_id, revision) REFERENCES gate.revision (draft_id, number)
);

-- That a publisher was asked for a yes. Silence opens the short lane; asking the same one again does not set the clock back.
CREATE TABLE gate.approval_request (
    draft_id uuid NOT NULL,
    revision int NOT NULL,
    proposed_by uuid NOT NULL,
    hash bytea NOT NULL,
    asked uuid NOT NULL REFERENCES security.operator,
    asked_by uuid NOT NULL REFERENCES security.operator,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (draft_id, revision, asked),
    FOREIGN KEY (draft_id, revision, hash, proposed_by) REFERENCES gate.revision (draft_id, number, hash, proposed_by),
    CHECK (asked <> proposed_by)
);

-- Words with slots that two people agreed on. Those without a draft came with the product.
CREATE TABLE gate.template (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9-]{0,59}$'),
    language text NOT NULL CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    revision int NOT NULL CHECK (revision > 0),
    state text NOT NULL CHECK (state IN ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED', 'SCHEDULED', 'IN_PROGRESS',
        'VERIFYING', 'COMPLETED', 'CANCELLED')),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    words jsonb NOT NULL,
    phrases jsonb NOT NULL,
    draft_id uuid REFERENCES gate.draft,
    created_at timestamptz NOT NULL,
    UNIQUE (key, language, revision)
);
ALTER TABLE gate.draft ADD FOREIGN KEY (template_id) REFERENCES gate.template;

-- That words went out, and by which rule. No key points to the notice: its words may be withdrawn, this stays.
CREATE TABLE gate.publication (
    draft_id uuid PRIMARY KEY REFERENCES gate.draft,
    revision int NOT NULL,
    hash bytea NOT NULL,
    lane text NOT NULL CHECK (lane IN ('FAST', 'SHORT', 'GUARDED', 'IMPORT')),
    proposed_by uuid NOT NULL REFERENCES security.operator,
    approved_by uuid REFERENCES security.operator,
    published_by uuid NOT NULL REFERENCES security.operator,
    published_at timestamptz NOT NULL,
    notice_id published.public_id,
    incident_id uuid,
    template_id uuid REFERENCES gate.template,
    reviewed_by uuid REFERENCES security.operator,
    reviewed_at timestamptz,
    FOREIGN KEY (draft_id, revision, hash, proposed_by) REFERENCES gate.revision (draft_id, number, hash, proposed_by),
    CHECK (approved_by <> proposed_by),
    -- Alone is who wrote it, about an incident, in words of a notice; everybody else needs a second person.
    CHECK (lane NOT IN ('FAST', 'SHORT') OR approved_by IS NULL AND published_by = proposed_by AND incident_id IS NOT NULL
        AND notice_id IS NOT NULL),
    CHECK (lane IN ('FAST', 'SHORT') OR approved_by IS NOT NULL),
    CHECK ((lane = 'FAST') = (template_id IS NOT NULL)),
    CHECK (lane <> 'IMPORT' OR notice_id IS NULL),
    CHECK (reviewed_by <> published_by),
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
    CHECK (reviewed_by IS NULL OR lane = 'SHORT')
);
CREATE INDEX ON gate.publication (notice_id);
CREATE INDEX ON gate.publication (incident_id);

-- That one publisher struck or withdrew public words at once, and that another looked at it afterwards.
CREATE TABLE gate.takedown (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('RETRACTION', 'WITHDRAWAL')),
    notice_id published.public_id NOT NULL,
    -- Null when it was the whole notice.
    entry_id published.public_id,
    reason text CHECK (reason IN ('WRONG', 'TOO_EARLY', 'NOT_OURS', 'DUPLICATE')),
    note text NOT NULL CHECK (char_length(note) <= 2000),
    incident_id uuid,
    taken_by uuid NOT NULL REFERENCES security.operator,
    taken_at timestamptz NOT NULL,
    reviewed_by uuid REFERENCES security.operator,
    reviewed_at timestamptz,
    -- As of a draft.
    kept boolean NOT NULL DEFAULT false,
    CHECK ((kind = 'RETRACTION') = (reason IS NOT NULL)),
    CHECK (reviewed_by <> taken_by),
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL))
);
CREATE INDEX ON gate.takedown (notice_id);

-- Who wrote, proposed, asked, approved and declined is taken from the signed context, never from the statement.
-- Whose yes to this revision stands: a second person's, not voided by a seal and not followed by a no.
CREATE FUNCTION gate.approver_of(p_draft uuid, p_revision int) RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.approved_by FROM gate.approval a JOIN gate.revision r ON r.draft_id = a.draft_id AND r.number = a.revision
    WHERE a.draft_id = p_draft AND a.revision = p_revision AND a.hash = r.hash AND a.voided_at IS NULL
      AND a.approved_by <> r.proposed_by
      AND NOT EXISTS (SELECT FROM gate.decline d WHERE d.draft_id = a.draft_id AND d.revision = a.revision)
    ORDER BY a.approved_at, a.approved_by LIMIT 1
$$;

-- A draft goes through its states in one order only, and revisions are counted one by one: nothing comes back to an older yes.
CREATE FUNCTION gate.stamp_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    frozen jsonb;
    is_proposal boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'DRAFT' OR NEW.revision <> 0 THEN
            RAISE EXCEPTION 'A draft begins as one.' USING ERRCODE = 'GP409';
        END IF;
        NEW.due_at := NULL;
        NEW.written_by := security.person();
        NEW.written_at := security.now();
        RETURN NEW;
    END IF;
    IF NEW.kept <> OLD.kept THEN
        RETURN NEW;
    END IF;
    IF OLD.state IN ('PUBLISHED', 'DISCARDED') THEN
        RAISE EXCEPTION 'The draft is %: write an update, or another one.', lower(OLD.state) USING ERRCODE = 'GP409';
    END IF;
    IF OLD.state = 'SCHEDULED' AND NEW.state IN ('DRAFT', 'DISCARDED') THEN
        RAISE EXCEPTION 'The draft goes out by itself: stop that first.' USING ERRCODE = 'GP409';
    END IF;
    IF (NEW.content, NEW.title) IS DISTINCT FROM (OLD.content, OLD.title) AND NEW.state <> 'DRAFT' THEN
        RAISE EXCEPTION 'What is in review is not written any more: take it back first.' USING ERRCODE = 'GP409';
    END IF;
    IF NEW.content IS DISTINCT FROM OLD.content THEN
        NEW.written_by := security.person();
        NEW.written_at := security.now();
        -- A key is its author's, and only they may run into it.
        IF NEW.written_by IS DISTINCT FROM OLD.written_by THEN
            NEW.request_key := NULL;
        END IF;
    END IF;
    is_proposal := NEW.revision = OLD.revision + 1 AND NEW.state = 'IN_REVIEW' AND OLD.state <> 'SCHEDULED';
    IF NEW.revision <> OLD.revision AND NOT is_proposal THEN
        RAISE EXCEPTION 'Revisions are counted one by one.' USING ERRCODE = 'GP409';
    END IF;
    -- Why it did not go out is the schedule's to say.
    IF is_proposal THEN
        NEW.stopped := NULL;
    ELSIF security.person() IS DISTINCT FROM security.schedule() THEN
        NEW.stopped := OLD.stopped;
    END IF;
    IF NEW.state = OLD.state OR NEW.state IN ('DRAFT', 'DISCARDED') THEN
        NEW.due_at := CASE WHEN NEW.state = 'SCHEDULED' THEN OLD.due_at END;
        RETURN NEW;
    END IF;
    NEW.due_at := NULL;
    IF NEW.state = 'PUBLISHED' THEN
        IF NOT EXISTS (SELECT FROM gate.publication WHERE draft_id = NEW.id) THEN
            RAISE EXCEPTION 'Only a publication publishes a draft.' USING ERRCODE = 'GP403';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = 'IN_REVIEW' THEN
        -- Back into review only when a seal has taken every yes away.
        IF NOT is_proposal AND (OLD.state = 'DRAFT' OR EXISTS (SELECT FROM gate.approval
                WHERE draft_id = NEW.id AND revision = NEW.revision AND voided_at IS NULL)) THEN
            RAISE EXCEPTION 'Into review comes what is proposed.' USING ERRCODE = 'GP409';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'DRAFT' OR gate.approver_of(NEW.id, NEW.revision) IS NULL THEN
        RAISE EXCEPTION 'No second person has approved these words.' USING ERRCODE = 'GP409';
    END IF;
    IF NEW.state = 'APPROVED' THEN
        IF OLD.state = 'SCHEDULED' AND security.person() IS DISTINCT FROM security.schedule()
                AND (NOT security.is_somebody() OR NOT security.has_role('publisher')) THEN
            RAISE EXCEPTION 'Stopping what goes out by itself takes the role publisher.' USING ERRCODE = 'GP403';
        END IF;
        RETURN NEW;
    END IF;
    -- To go out by itself it has to be what may go out now, but for the time, which was approved with the words.
    IF OLD.state <> 'APPROVED' THEN
        RAISE EXCEPTION 'Only approved words can go out by themselves.' USING ERRCODE = 'GP409';
    END IF;
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Publishing takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    IF NEW.incident_id IS NOT NULL AND NOT embargo.may_publish(NEW.incident_id) THEN
        RAISE EXCEPTION 'The incident is embargoed or a drill: nothing of it may be published.' USING ERRCODE = 'GP409';
    END IF;
    SELECT content::jsonb INTO frozen FROM gate.revision WHERE draft_id = NEW.id AND number = NEW.revision;
    NEW.due_at := (frozen->>'goesOutAt')::timestamptz;
    NEW.stopped := NULL;
    IF NEW.due_at IS NULL OR NEW.due_at <= security.now() THEN
        RAISE EXCEPTION 'The approved words name no time to come at which they go out: publish them by hand.' USING ERRCODE = 'GP409';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON gate.draft FOR EACH ROW EXECUTE FUNCTION gate.stamp_draft();

-- Whether the words name the codename of their own incident, in whatever spelling: as jsonb, so that no escape hides a letter. Nobody is
-- told of other people's codenames.
CREATE FUNCTION gate.names_codename(p_incident uuid, p_words jsonb) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM incident.incident WHERE id = p_incident AND position(
        regexp_replace(lower(codename), '[^a-z0-9]+', '-', 'g') IN regexp_replace(lower(p_words::text), '[^a-z0-9]+', '-', 'g')) > 0)
$$;

-- Whether the person acting may see the draft. The stamps below run before the wall looks: what they say and what they wait for must be
-- the same for a hidden draft as for one that is not there.
CREATE FUNCTION gate.sees(p_draft gate.draft) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_draft.id IS NOT NULL AND (p_draft.incident_id IS NULL OR embargo.may_see(p_draft.incident_id)
        AND (NOT p_draft.kept OR embargo.may_know(p_draft.incident_id)))
$$;

-- Nobody says yes, no or please to what is not being reviewed: the draft stands still until that is said.
CREATE FUNCTION gate.require_in_review(p_draft uuid, p_revision int, VARIADIC p_states text[]) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it gate.draft;
BEGIN
    SELECT * INTO it FROM gate.draft WHERE id = p_draft;
    IF NOT gate.sees(it) THEN
        RETURN;
    END IF;
    SELECT * INTO it FROM gate.draft WHERE id = p_draft FOR NO KEY UPDATE;
    IF it.state <> ALL (p_states) OR it.revision <> p_revision
            OR EXISTS (SELECT FROM gate.decline WHERE draft_id = p_draft AND revision = p_revision) THEN
        RAISE EXCEPTION 'The revision is not in review: look at the draft again.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

CREATE FUNCTION gate.stamp_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_draft gate.draft;
BEGIN
    IF NOT security.is_somebody() THEN
        RAISE EXCEPTION 'A machine may write drafts, but a person proposes them: four eyes are eyes.' USING ERRCODE = 'GP403';
    END IF;
    SELECT * INTO the_draft FROM gate.draft WHERE id = NEW.draft_id;
    IF gate.sees(the_draft) AND (the_draft.state <> 'IN_REVIEW' OR NEW.number <> the_draft.revision) THEN
        RAISE EXCEPTION 'A revision is frozen when the draft goes into review.' USING ERRCODE = 'GP409';
    END IF;
    IF gate.sees(the_draft) AND the_draft.incident_id IS NOT NULL
            AND NEW.content IS JSON AND gate.names_codename(the_draft.incident_id, NEW.content::jsonb) THEN
        RAISE EXCEPTION 'The words hold the codename of the incident, which is for us only: say it in other words.'
            USING ERRCODE = 'GP422', COLUMN = 'words';
    END IF;
    NEW.hash := sha256(convert_to(NEW.content, 'UTF8'));
    NEW.proposed_by := security.person();
    NEW.proposed_at := security.now();
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.revision FOR EACH ROW EXECUTE FUNCTION gate.stamp_revision();

-- Whoever approves has read the reasons: they come with the proposal, from the proposer, or not at all.
CREATE FUNCTION gate.stamp_omission() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_draft gate.draft;
BEGIN
    SELECT * INTO the_draft FROM gate.draft WHERE id = NEW.draft_id;
    IF gate.sees(the_draft) THEN
        PERFORM gate.require_in_review(NEW.draft_id, NEW.revision, 'IN_REVIEW');
        IF NOT EXISTS (SELECT FROM gate.revision WHERE draft_id = NEW.draft_id AND number = NEW.revision
                    AND proposed_by = security.person())
                OR EXISTS (SELECT FROM gate.approval WHERE draft_id = NEW.draft_id AND revision = NEW.revision) THEN
            RAISE EXCEPTION 'A reason comes with the proposal: propose the words again.' USING ERRCODE = 'GP409';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.omission FOR EACH ROW EXECUTE FUNCTION gate.stamp_omission();

-- A seal must find every yes that it has to void: none may be on its way while the incident is being sealed. Whoever may not see the
-- incident does not wait, and the wall refuses the row; but the wall looks with the eyes of before the wait, so that afterwards it is
-- asked here once more.
CREATE FUNCTION gate.lock_incident_of(p_draft uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_incident uuid;
BEGIN
    SELECT incident_id INTO the_incident FROM gate.draft WHERE id = p_draft;
    IF the_incident IS NOT NULL AND embargo.may_see(the_incident) THEN
        PERFORM FROM incident.incident WHERE id = the_incident FOR SHARE;
        IF NOT embargo.may_see(the_incident) THEN
            RAISE EXCEPTION 'There is no such draft.' USING ERRCODE = '42501';
        END IF;
    END IF;
END
$$;

CREATE FUNCTION gate.stamp_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.lock_incident_of(NEW.draft_id);
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Approving takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    PERFORM gate.require_in_review(NEW.draft_id, NEW.revision, 'IN_REVIEW');
    NEW.approved_by := security.person();
    NEW.approved_at := security.now();
    NEW.voided_at := NULL;
    PERFORM embargo.count_approval(NEW.draft_id, NEW.hash);
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.approval FOR EACH ROW EXECUTE FUNCTION gate.stamp_approval();

CREATE FUNCTION gate.stamp_decline() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Asking for changes takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    PERFORM gate.require_in_review(NEW.draft_id, NEW.revision, 'IN_REVIEW', 'APPROVED');
    NEW.declined_by := security.person();
    NEW.declined_at := security.now();
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.decline FOR EACH ROW EXECUTE FUNCTION gate.stamp_decline();

-- Who can be asked: people who came as publishers once. Asking tells that of each of them anyway; who is here now, nobody is told.
CREATE FUNCTION gate.publishers() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM security.operator WHERE security.is_somebody() AND kind = 'person' AND 'publisher' = ANY (roles)
$$;

CREATE FUNCTION gate.stamp_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.is_somebody() THEN
        RAISE EXCEPTION 'A person asks a person.' USING ERRCODE = 'GP403';
    END IF;
    PERFORM gate.require_in_review(NEW.draft_id, NEW.revision, 'IN_REVIEW');
    -- Who has never been here as a publisher cannot be silent.
    IF NOT EXISTS (SELECT FROM gate.publishers() it WHERE it = NEW.asked) THEN
        RAISE EXCEPTION 'Whoever is asked has to be a publisher who has logged in before.'
            USING ERRCODE = 'GP422', COLUMN = 'publisher';
    END IF;
    NEW.asked_by := security.person();
    NEW.asked_at := security.now();
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.approval_request FOR EACH ROW EXECUTE FUNCTION gate.stamp_request();

-- Sealing calls this: what waits at the gate about the incident loses its approvals and its time.
CREATE FUNCTION gate.suspend(p_incident uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE gate.approval SET voided_at = security.now()
    WHERE voided_at IS NULL AND draft_id IN (SELECT id FROM gate.draft WHERE incident_id = p_incident AND state <> 'PUBLISHED');
    UPDATE gate.draft SET state = 'IN_REVIEW' WHERE incident_id = p_incident AND state IN ('APPROVED', 'SCHEDULED');
END
$$;

-- Which affected audiences the words leave out. It answers that and nothing else of the incident.
CREATE FUNCTION gate.leaves_out(p_incident uuid, p_notice text, p_mentioned text[]) RETURNS text[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(a.audience ORDER BY a.audience), '{}') FROM incident.affected_audience a
    WHERE a.incident_id = p_incident AND embargo.may_read(p_incident) AND a.impact <> 'NONE' AND a.audience <> ALL (p_mentioned)
      AND NOT EXISTS (SELECT FROM published.notice_update u JOIN published.disclosure d ON d.update_id = u.id
          WHERE u.notice_id = p_notice AND d.audience = a.audience)
$$;

-- A value for a slot, as it has to stand in a title, in Markdown, or in HTML. In Markdown only what would mean something within a line
-- is escaped: many clients show it as it is.
CREATE FUNCTION gate.fill(p_text text, p_values jsonb, p_form text) RETURNS text LANGUAGE plpgsql IMMUTABLE
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    filled text := '';
    rest text := p_text;
    slot text;
    given text;
BEGIN
    -- From left to right, once: a value that looks like a slot stays a value.
    LOOP
        slot := substring(rest FROM '\{(components|audience|impact|began|ended)\}');
        IF slot IS NULL THEN
            RETURN filled || rest;
        END IF;
        given := coalesce(p_values->>slot, '');
        given := CASE p_form
            WHEN 'html' THEN replace(replace(replace(replace(given, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&#34;')
            WHEN 'markdown' THEN regexp_replace(given, '([\\`*_\[\]<>&])', '\\\1', 'g')
            ELSE given END;
        filled := filled || split_part(rest, '{' || slot || '}', 1) || given;
        rest := substr(rest, position('{' || slot || '}' IN rest) + length(slot) + 2);
    END LOOP;
END
$$;

CREATE FUNCTION gate.clock(p_time published.moment) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    AS $$ SELECT to_char(p_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' $$;

-- What fills the slots of a template: published names, chosen times and impacts, and the template's own phrases. For one audience, or
-- for all of them when it is null, as in a title.
CREATE FUNCTION gate.slots(p_phrases jsonb, p_notice jsonb, p_update jsonb, p_audience text) RETURNS jsonb LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH told AS (
        SELECT d->>'impact' AS impact, (d->>'from')::timestamptz AS begins, (d->>'to')::timestamptz AS ends
        FROM jsonb_array_elements(p_update->'disclosures') d WHERE p_audience IS NULL OR d->>'audience' = p_audience
    ), worst AS (
        SELECT impact FROM told
        ORDER BY array_position(ARRAY['MAJOR_OUTAGE', 'PARTIAL_OUTAGE', 'DEGRADED', 'MAINTENANCE', 'NONE'], impact) LIMIT 1
    ), parts AS (
        SELECT string_agg(c.name, ', ' ORDER BY c.position, c.id) AS names FROM published.component c
        WHERE c.id IN (SELECT e->>'component' FROM jsonb_array_elements(p_update->'effects') e
            WHERE p_audience IS NULL OR e->>'audience' IS NULL OR e->>'audience' = p_audience)
    )
    SELECT jsonb_build_object(
        'components', coalesce((SELECT names FROM parts), p_phrases->>'components', ''),
        'audience', coalesce((SELECT name FROM published.audience WHERE key = p_audience), ''),
        'impact', coalesce(p_phrases->>(SELECT impact FROM worst), lower(replace((SELECT impact FROM worst), '_', ' ')), ''),
        'began', gate.clock(coalesce((SELECT min(begins) FROM told), (p_notice->>'startedAt')::timestamptz)),
        'ended', gate.clock(coalesce((SELECT max(ends) FROM told), (p_update->>'shownAt')::timestamptz)))
$$;

-- What a template says: its title, and the words for each audience that the update mentions. The fast lane is asked twice, when the
-- words are made and when they go out, so that nothing else can have become of them.
CREATE FUNCTION gate.words(p_template uuid, p_notice jsonb, p_update jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it gate.template;
    said jsonb := '{}';
    v_audience text;
    own jsonb;
    slots jsonb;
BEGIN
    SELECT * INTO it FROM gate.template WHERE id = p_template;
    IF it.id IS NULL OR EXISTS (SELECT FROM gate.template t WHERE t.key = it.key AND t.language = it.language
            AND t.revision > it.revision) THEN
        RAISE EXCEPTION 'The template is not there, or there is a newer revision of it: choose again.' USING ERRCODE = 'GP409';
    END IF;
    IF it.state IS DISTINCT FROM p_update->>'state' THEN
        RAISE EXCEPTION 'The template is for another state: choose one that fits.'
            USING ERRCODE = 'GP422', COLUMN = 'template';
    END IF;
    FOR v_audience IN SELECT d->>'audience' FROM jsonb_array_elements(p_update->'disclosures') d LOOP
        own := coalesce(it.words->v_audience, it.words->'*');
        IF own IS NULL THEN
            RAISE EXCEPTION 'The template has no words for one of the audiences: choose another template.'
            USING ERRCODE = 'GP422', COLUMN = 'template';
        END IF;
        slots := gate.slots(it.phrases, p_notice, p_update, v_audience);
        said := said || jsonb_build_object(v_audience, jsonb_build_object(
            'markdown', gate.fill(own->>'markdown', slots, 'markdown'), 'html', gate.fill(own->>'html', slots, 'html')));
    END LOOP;
    RETURN jsonb_build_object('title', left(gate.fill(it.title, gate.slots(it.phrases, p_notice, p_update, NULL), 'plain'), 200),
        'words', said);
END
$$;

-- The door, part by part. Nothing here is granted to anybody; published.post calls it.

-- One person alone, with words that two agreed on before.
CREATE FUNCTION gate.check_fast(p_draft gate.draft, p_bundle jsonb) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_notice jsonb := p_bundle->'notices'->0;
    v_update jsonb := p_bundle->'notices'->0->'updates'->0;
    said jsonb;
    d jsonb;
BEGIN
    IF NOT security.is_somebody() OR NOT security.has_role('responder') THEN
        RAISE EXCEPTION 'Publishing by the fast lane takes the role responder.' USING ERRCODE = 'GP403';
    END IF;
    IF p_draft.template_id IS NULL OR v_notice->>'kind' IS DISTINCT FROM 'INCIDENT' OR p_bundle->>'goesOutAt' IS NOT NULL
            OR v_notice->'titles' IS NOT NULL OR v_update->>'because' IS NOT NULL OR v_update->>'knownSince' IS NOT NULL THEN
        RAISE EXCEPTION 'The fast lane takes a template and what fills it, and nothing else.' USING ERRCODE = 'GP409';
    END IF;
    said := gate.words(p_draft.template_id, v_notice, v_update);
    IF p_draft.kind = 'FIRST_WORDS' AND v_notice->>'title' IS DISTINCT FROM said->>'title' THEN
        RAISE EXCEPTION 'The title is not the template''s.' USING ERRCODE = 'GP409';
    END IF;
    FOR d IN SELECT * FROM jsonb_array_elements(v_update->'disclosures') LOOP
        IF d->>'markdown' IS DISTINCT FROM said->'words'->(d->>'audience')->>'markdown'
                OR d->>'html' IS DISTINCT FROM said->'words'->(d->>'audience')->>'html' OR d->'translations' IS NOT NULL THEN
            RAISE EXCEPTION 'The words are not the template''s.' USING ERRCODE = 'GP409';
        END IF;
    END LOOP;
END
$$;

-- What is read of one paragraph of HTML.
CREATE FUNCTION gate.plain(p_html text) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    plain text := '';
    rest text := substr(p_html, 4, greatest(char_length(p_html) - 7, 0));
    entity text;
BEGIN
    LOOP
        entity := substring(rest FROM '&(?:amp|lt|gt|quot|#[0-9]{1,7}|#x[0-9a-f]{1,6});');
        IF entity IS NULL THEN
            RETURN plain || rest;
        END IF;
        plain := plain || split_part(rest, entity, 1) || CASE entity WHEN '&amp;' THEN '&' WHEN '&lt;' THEN '<' WHEN '&gt;' THEN '>'
            WHEN '&quot;' THEN '"' ELSE chr(CASE WHEN entity LIKE '&#x%'
                THEN ('x' || lpad(rtrim(substr(entity, 4), ';'), 8, '0'))::bit(32)::int
                ELSE rtrim(substr(entity, 3), ';')::int END) END;
        rest := substr(rest, position(entity IN rest) + char_length(entity));
    END LOOP;
END
$$;

-- One person alone, in few plain characters, when whoever was asked stays silent.
CREATE FUNCTION gate.check_short(p_draft gate.draft, p_bundle jsonb) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    short_limit CONSTANT int := 280;
    silence CONSTANT interval := '5 minutes';
    v_notice jsonb := p_bundle->'notices'->0;
    v_update jsonb := p_bundle->'notices'->0->'updates'->0;
    paragraph CONSTANT text := '^<p>[^<>]*</p>$';
    total int;
BEGIN
    IF NOT security.is_somebody() OR NOT security.has_role('responder') THEN
        RAISE EXCEPTION 'Publishing by the short lane takes the role responder.' USING ERRCODE = 'GP403';
    END IF;
    IF v_notice->>'kind' IS DISTINCT FROM 'INCIDENT' OR v_update->>'state' = 'POSTMORTEM' OR p_bundle->>'goesOutAt' IS NOT NULL
            OR v_notice->'titles' IS NOT NULL OR v_update->>'because' IS NOT NULL OR v_update->>'knownSince' IS NOT NULL
            OR EXISTS (SELECT FROM jsonb_array_elements(v_update->'disclosures') d
                WHERE d->'translations' IS NOT NULL OR coalesce(d->>'html' !~ paragraph, true)
                  OR gate.plain(d->>'html') IS DISTINCT FROM d->>'markdown') THEN
        RAISE EXCEPTION 'The short lane takes plain words of one paragraph about a problem, and nothing else.' USING ERRCODE = 'GP409';
    END IF;
    SELECT sum(char_length(said)) INTO total FROM (
        SELECT DISTINCT d->>'markdown' AS said FROM jsonb_array_elements(v_update->'disclosures') d) words;
    IF total + (CASE WHEN p_draft.kind = 'FIRST_WORDS' THEN char_length(v_notice->>'title') ELSE 0 END) > short_limit THEN
        RAISE EXCEPTION 'The short lane takes 280 characters, the title included: shorten the words.' USING ERRCODE = 'GP409';
    END IF;
    IF NOT EXISTS (SELECT FROM gate.approval_request r WHERE r.draft_id = p_draft.id AND r.revision = p_draft.revision
                AND r.asked_at + silence <= security.now()) THEN
        RAISE EXCEPTION 'The short lane opens when an approver who was asked stays silent for five minutes.' USING ERRCODE = 'GP409';
    END IF;
END
$$;

-- Somebody, and a second one who said yes to this hash; or the schedule, when the time has come that both said yes to.
CREATE FUNCTION gate.check_guarded(p_draft gate.draft, p_bundle jsonb) RETURNS uuid LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_approver uuid;
BEGIN
    IF security.person() = security.schedule() THEN
        -- In the transaction of its release, or when its own time has come.
        IF NOT embargo.is_released_with(p_draft.id) AND (p_draft.state <> 'SCHEDULED' OR p_draft.due_at > security.now()) THEN
            RAISE EXCEPTION 'The draft is not due.' USING ERRCODE = 'GP409';
        END IF;
    ELSE
        IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
            RAISE EXCEPTION 'Publishing takes the role publisher.' USING ERRCODE = 'GP403';
        END IF;
        IF p_draft.state NOT IN ('APPROVED', 'SCHEDULED') THEN
            RAISE EXCEPTION 'The draft is not approved.' USING ERRCODE = 'GP409';
        END IF;
        IF (p_bundle->>'goesOutAt')::timestamptz > security.now() THEN
            RAISE EXCEPTION 'The words were approved for a later time: schedule them, or propose them again without it.'
                USING ERRCODE = 'GP409';
        END IF;
    END IF;
    the_approver := gate.approver_of(p_draft.id, p_draft.revision);
    IF the_approver IS NULL THEN
        RAISE EXCEPTION 'No second person has approved these words.' USING ERRCODE = 'GP409';
    END IF;
    RETURN the_approver;
END
$$;

-- Whether an amendment says what its entry says already. Whether subscribers are told is nothing that readers see.
CREATE FUNCTION gate.says_the_same(it published.notice_update, v_notice jsonb, v_update jsonb) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH disclosed AS (
        SELECT audience, impact, from_at::timestamptz, to_at::timestamptz, markdown::text, html::text
        FROM published.disclosure WHERE update_id = it.id
    ), discloses AS (
        SELECT d->>'audience', d->>'impact', (d->>'from')::timestamptz, (d->>'to')::timestamptz, d->>'markdown', d->>'html'
        FROM jsonb_array_elements(v_update->'disclosures') d
    ), translated AS (
        SELECT audience, language, markdown::text, html::text FROM published.translation WHERE update_id = it.id
    ), translates AS (
        SELECT d->>'audience', t.key, t.value->>'markdown', t.value->>'html'
        FROM jsonb_array_elements(v_update->'disclosures') d, jsonb_each(coalesce(d->'translations', '{}')) t
    ), affected AS (
        SELECT component_id::text, audience, status FROM published.effect WHERE update_id = it.id
    ), affects AS (
        SELECT e->>'component', e->>'audience', e->>'status' FROM jsonb_array_elements(v_update->'effects') e
    ), titled AS (
        SELECT language, title::text FROM published.translated_title WHERE notice_id = it.notice_id AND it.place = 1
    ), titles AS (
        SELECT key, value FROM jsonb_each_text(coalesce(v_notice->'titles', '{}')) WHERE it.place = 1
    )
    SELECT (it.shown_at::timestamptz, it.next_update_by::timestamptz, it.known_since::timestamptz, it.because::text)
            IS NOT DISTINCT FROM ((v_update->>'shownAt')::timestamptz, (v_update->>'nextUpdateBy')::timestamptz,
                (v_update->>'knownSince')::timestamptz, v_update->>'because')
        AND (it.place > 1 OR (v_notice->>'title', (v_notice->>'startedAt')::timestamptz) IS NOT DISTINCT FROM
            (SELECT (title::text, started_at::timestamptz) FROM published.notice WHERE id = it.notice_id))
        AND NOT EXISTS ((TABLE disclosed EXCEPT TABLE discloses) UNION ALL (TABLE discloses EXCEPT TABLE disclosed))
        AND NOT EXISTS ((TABLE translated EXCEPT TABLE translates) UNION ALL (TABLE translates EXCEPT TABLE translated))
        AND NOT EXISTS ((TABLE affected EXCEPT TABLE affects) UNION ALL (TABLE affects EXCEPT TABLE affected))
        AND NOT EXISTS ((TABLE titled EXCEPT TABLE titles) UNION ALL (TABLE titles EXCEPT TABLE titled))
$$;

-- An amendment replaces one entry as it stands, and changes something in it. It unsays nobody; a typo changes letters only.
CREATE FUNCTION gate.check_amendment(p_draft gate.draft, v_notice jsonb, v_update jsonb) RETURNS published.notice_update
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it published.notice_update;
BEGIN
    SELECT l.* INTO it FROM published.notice_update f JOIN published.notice_update l ON l.notice_id = f.notice_id AND l.place = f.place
    WHERE f.id = p_draft.entry_id AND f.revision = 1 AND f.notice_id = p_draft.notice_id ORDER BY l.revision DESC LIMIT 1;
    IF it.id IS NULL OR EXISTS (SELECT FROM published.retraction WHERE update_id = p_draft.entry_id) THEN
        RAISE EXCEPTION 'The entry was struck or withdrawn: there is nothing to amend.' USING ERRCODE = 'GP409';
    END IF;
    IF it.revision IS DISTINCT FROM (v_update->>'amendsRevision')::int THEN
        RAISE EXCEPTION 'Somebody else amended the entry in the meantime: begin with what it says now.' USING ERRCODE = 'GP409';
    END IF;
    IF v_update->>'amends' IS DISTINCT FROM p_draft.entry_id::text OR v_update->>'amendment' IS DISTINCT FROM p_draft.kind
            OR v_update->>'state' IS DISTINCT FROM it.state THEN
        RAISE EXCEPTION 'An amendment is of its own entry and keeps its state.' USING ERRCODE = 'GP422';
    END IF;
    IF it.place > 1 AND (v_notice->>'title', (v_notice->>'startedAt')::timestamptz) IS DISTINCT FROM
            (SELECT (title::text, started_at::timestamptz) FROM published.notice WHERE id = p_draft.notice_id) THEN
        RAISE EXCEPTION 'Title and begin are amended with the first entry.' USING ERRCODE = 'GP422';
    END IF;
    IF EXISTS (SELECT audience FROM published.disclosure WHERE update_id = it.id
            EXCEPT SELECT d->>'audience' FROM jsonb_array_elements(v_update->'disclosures') d) THEN
        RAISE EXCEPTION 'An amendment leaves out an audience that was told: retract the entry instead.' USING ERRCODE = 'GP422';
    END IF;
    IF p_draft.kind = 'TYPO' AND (
            (v_update->>'shownAt')::timestamptz IS DISTINCT FROM it.shown_at
            OR (v_update->>'nextUpdateBy')::timestamptz IS DISTINCT FROM it.next_update_by
            OR (v_update->>'knownSince')::timestamptz IS DISTINCT FROM it.known_since
            OR (it.place = 1 AND (v_notice->>'startedAt')::timestamptz IS DISTINCT FROM
                (SELECT started_at FROM published.notice WHERE id = p_draft.notice_id))
            OR EXISTS (SELECT d->>'audience', d->>'impact', (d->>'from')::timestamptz, (d->>'to')::timestamptz
                    FROM jsonb_array_elements(v_update->'disclosures') d
                EXCEPT SELECT audience, impact, from_at, to_at FROM published.disclosure WHERE update_id = it.id)
            OR EXISTS (SELECT e->>'component', e->>'audience', e->>'status' FROM jsonb_array_elements(v_update->'effects') e
                EXCEPT SELECT component_id, audience, status FROM published.effect WHERE update_id = it.id)
            OR EXISTS (SELECT component_id, audience, status FROM published.effect WHERE update_id = it.id
                EXCEPT SELECT e->>'component', e->>'audience', e->>'status' FROM jsonb_array_elements(v_update->'effects') e)) THEN
        RAISE EXCEPTION 'A typo changes letters only: what else is different is a correction.' USING ERRCODE = 'GP422';
    END IF;
    IF gate.says_the_same(it, v_notice, v_update) THEN
        RAISE EXCEPTION 'Readers would see no difference: change what is to be amended, or discard the draft.'
            USING ERRCODE = 'GP422', COLUMN = 'words';
    END IF;
    RETURN it;
END
$$;

-- The page's parts: new ones, and for a change of the page also known ones.
CREATE FUNCTION published.set_parts(p_bundle jsonb, p_may_change boolean) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it jsonb;
BEGIN
    IF NOT p_may_change AND (jsonb_array_length(coalesce(p_bundle->'audiences', '[]')) > 0 OR EXISTS (
            SELECT FROM published.component WHERE id IN (SELECT c->>'id' FROM jsonb_array_elements(p_bundle->'components') c)
            UNION ALL
            SELECT FROM published.component_group WHERE id IN (SELECT g->>'id' FROM jsonb_array_elements(p_bundle->'groups') g))) THEN
        RAISE EXCEPTION 'Something of the same id is on the page already: nothing was changed.' USING ERRCODE = 'GP409';
    END IF;
    FOR it IN SELECT * FROM jsonb_array_elements(coalesce(p_bundle->'audiences', '[]')) LOOP
        INSERT INTO published.audience (key, name, position) VALUES (it->>'key', it->>'name', (it->>'position')::int)
        ON CONFLICT (key) DO UPDATE SET name = excluded.name, position = excluded.position;
    END LOOP;
    FOR it IN SELECT * FROM jsonb_array_elements(p_bundle->'groups') LOOP
        INSERT INTO published.component_group (id, name, position, created_at, updated_at)
        VALUES (it->>'id', it->>'name', (it->>'position')::int, coalesce((it->>'createdAt')::timestamptz, security.now()),
            coalesce((it->>'updatedAt')::timestamptz, security.now()))
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position, updated_at = excluded.updated_at;
    END LOOP;
    FOR it IN SELECT * FROM jsonb_array_elements(p_bundle->'components') LOOP
        INSERT INTO published.component (id, name, description, group_id, position, start_date, created_at, updated_at, retired_at)
        VALUES (it->>'id', it->>'name', it->>'description', it->>'group', (it->>'position')::int, (it->>'startDate')::date,
            coalesce((it->>'createdAt')::timestamptz, security.now()), coalesce((it->>'updatedAt')::timestamptz, security.now()),
            CASE WHEN (it->>'retired')::boolean THEN security.now() END)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description, group_id = excluded.group_id,
            position = excluded.position, updated_at = excluded.updated_at,
            retired_at = CASE WHEN excluded.retired_at IS NOT NULL THEN coalesce(component.retired_at, excluded.retired_at) END;
        DELETE FROM published.component_audience WHERE component_id = it->>'id';
        INSERT INTO published.component_audience (component_id, audience)
        SELECT it->>'id', jsonb_array_elements_text(it->'audiences');
    END LOOP;
END
$$;

-- One revision of one entry, with what it says to whom.
CREATE FUNCTION published.add_entry(p_id text, p_notice text, p_place int, p_revision int, p_title text, v_notice jsonb, v_update jsonb,
    p_at timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_kind text := (SELECT kind FROM published.notice WHERE id = p_notice);
BEGIN
    IF coalesce(jsonb_array_length(v_update->'disclosures'), 0) = 0 THEN
        RAISE EXCEPTION 'An update mentions at least one audience.' USING ERRCODE = 'GP422';
    END IF;
    IF v_notice->>'kind' IS DISTINCT FROM the_kind OR coalesce(v_update->>'state', '') <> ALL (CASE the_kind
            WHEN 'INCIDENT' THEN ARRAY['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED', 'POSTMORTEM']
            ELSE ARRAY['SCHEDULED', 'IN_PROGRESS', 'VERIFYING', 'COMPLETED', 'CANCELLED', 'POSTMORTEM'] END)
            OR (the_kind = 'INCIDENT' AND coalesce(v_notice->>'scheduledFor', v_notice->>'scheduledUntil', v_notice->>'recurrence')
                IS NOT NULL) THEN
        RAISE EXCEPTION 'The update is of another kind than its notice.' USING ERRCODE = 'GP422';
    END IF;
    IF EXISTS (SELECT e->>'audience' FROM jsonb_array_elements(v_update->'effects') e WHERE e->>'audience' IS NOT NULL
            EXCEPT SELECT d->>'audience' FROM jsonb_array_elements(v_update->'disclosures') d) THEN
        RAISE EXCEPTION 'A component changes for an audience that is not mentioned.' USING ERRCODE = 'GP422';
    END IF;
    IF EXISTS (SELECT FROM published.tombstone WHERE id = p_id) THEN
        RAISE EXCEPTION 'What stood under this id was withdrawn: it does not come back.' USING ERRCODE = 'GP409';
    END IF;
    INSERT INTO published.notice_update (id, notice_id, place, revision, amendment, title, state, shown_at, published_at, next_update_by,
        tells_subscribers, known_since, because, window_from, window_until)
    VALUES (p_id, p_notice, p_place, p_revision, v_update->>'amendment', p_title, v_update->>'state',
        (v_update->>'shownAt')::timestamptz, p_at, (v_update->>'nextUpdateBy')::timestamptz,
        coalesce((v_update->>'tellsSubscribers')::boolean, true) AND coalesce(v_update->>'amendment', '') <> 'TYPO',
        (v_update->>'knownSince')::timestamptz, v_update->>'because', (v_notice->>'scheduledFor')::timestamptz,
        (v_notice->>'scheduledUntil')::timestamptz);
    INSERT INTO published.disclosure (update_id, audience, impact, from_at, to_at, markdown, html)
    SELECT p_id, d->>'audience', d->>'impact', (d->>'from')::timestamptz, (d->>'to')::timestamptz, d->>'markdown', d->>'html'
    FROM jsonb_array_elements(v_update->'disclosures') d;
    INSERT INTO published.translation (update_id, audience, language, markdown, html)
    SELECT p_id, d->>'audience', t.key, t.value->>'markdown', t.value->>'html'
    FROM jsonb_array_elements(v_update->'disclosures') d, jsonb_each(coalesce(d->'translations', '{}')) t;
    INSERT INTO published.effect (update_id, component_id, audience, status)
    SELECT p_id, e->>'component', e->>'audience', e->>'status' FROM jsonb_array_elements(v_update->'effects') e;
END
$$;

CREATE FUNCTION published.set_titles(p_notice text, p_titles jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM published.translated_title WHERE notice_id = p_notice;
    INSERT INTO published.translated_title (notice_id, language, title)
    SELECT p_notice, key, value FROM jsonb_each_text(coalesce(p_titles, '{}'))
$$;

-- The caller throws the dice for an id, and the key turns them over: nobody chooses twelve characters for the world to read.
CREATE FUNCTION published.fresh_id(p_thrown text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    AS $$ SELECT substr(security.signature('public id of ' || p_thrown), 1, 12) $$;

-- The one door. It trusts nobody: who, which draft, which words, by which lane, sealed or not, all is looked up here, and what becomes
-- public is read from the frozen bytes.
CREATE FUNCTION published.post(p_draft uuid, p_hash bytea, p_ids text[], p_lane text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_draft gate.draft;
    the_incident uuid;
    behind uuid;
    the_revision gate.revision;
    the_approver uuid;
    amended published.notice_update;
    bundle jsonb;
    v_notice jsonb;
    v_update jsonb;
    the_notice text;
    the_update text;
    next_id int := 1;
    opens boolean;
    update_at timestamptz;
    mentioned text[];
BEGIN
    -- The same order of locks as sealing takes: the incident first, then what hangs on it.
    SELECT incident_id INTO the_incident FROM gate.draft WHERE id = p_draft;
    IF the_incident IS NOT NULL THEN
        -- Who may not see it must not wait for it either; what changed while we waited is asked again below.
        IF NOT EXISTS (SELECT FROM gate.draft d WHERE d.id = p_draft AND gate.sees(d)) THEN
            RAISE EXCEPTION 'There is no such draft.' USING ERRCODE = 'GP404';
        END IF;
        PERFORM FROM incident.incident WHERE id = the_incident FOR SHARE;
    ELSE
        -- An update that names no incident is held by the one behind its notice all the same.
        PERFORM FROM incident.incident i WHERE embargo.may_see(i.id) AND i.id IN (SELECT p.incident_id FROM gate.publication p
            JOIN gate.draft d ON d.notice_id = p.notice_id WHERE d.id = p_draft) FOR SHARE;
    END IF;
    SELECT * INTO the_draft FROM gate.draft WHERE id = p_draft FOR UPDATE;
    IF NOT gate.sees(the_draft) OR security.person() IS NULL THEN
        RAISE EXCEPTION 'There is no such draft.' USING ERRCODE = 'GP404';
    END IF;
    IF p_lane NOT IN ('FAST', 'SHORT') AND security.person() <> security.schedule()
            AND (NOT security.is_somebody() OR NOT security.has_role('publisher')) THEN
        RAISE EXCEPTION 'Publishing takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    IF the_incident IS NOT NULL AND NOT embargo.may_publish(the_incident) THEN
        RAISE EXCEPTION 'The incident is embargoed or a drill: nothing of it may be published.' USING ERRCODE = 'GP409';
    END IF;
    IF the_draft.state = 'PUBLISHED' THEN
        RAISE EXCEPTION 'The draft is published already.' USING ERRCODE = 'GP409';
    END IF;
    SELECT * INTO the_revision FROM gate.revision WHERE draft_id = p_draft AND number = the_draft.revision;
    IF the_revision.hash IS NULL OR the_revision.hash IS DISTINCT FROM p_hash
            OR sha256(convert_to(the_revision.content, 'UTF8')) IS DISTINCT FROM p_hash THEN
        RAISE EXCEPTION 'The words are not the ones that were approved: review them again.' USING ERRCODE = 'GP409';
    END IF;
    bundle := the_revision.content::jsonb;

    -- By which lane.
    IF p_lane IS NULL OR p_lane NOT IN ('FAST', 'SHORT', 'GUARDED', 'IMPORT') OR (p_lane = 'IMPORT') <> (the_draft.kind = 'IMPORT') THEN
        RAISE EXCEPTION 'There is no such lane for the draft.' USING ERRCODE = 'GP409';
    END IF;
    IF p_lane IN ('FAST', 'SHORT') THEN
        IF the_draft.kind NOT IN ('FIRST_WORDS', 'UPDATE') OR the_draft.state <> 'IN_REVIEW' OR the_incident IS NULL
                OR embargo.was_ever(the_incident) OR the_revision.proposed_by IS DISTINCT FROM security.person()
                OR EXISTS (SELECT FROM gate.decline WHERE draft_id = p_draft AND revision = the_draft.revision) THEN
            RAISE EXCEPTION 'Alone one publishes own words in review, about an incident that was never embargoed: ask for an approval.'
                USING ERRCODE = 'GP409';
        END IF;
        IF p_lane = 'FAST' THEN
            PERFORM gate.check_fast(the_draft, bundle);
        ELSE
            PERFORM gate.check_short(the_draft, bundle);
        END IF;
    ELSE
        the_approver := gate.check_guarded(the_draft, bundle);
    END IF;

    -- Whether it is what the draft is.
    IF the_draft.kind IN ('IMPORT', 'PAGE', 'TEMPLATE') THEN
        IF (the_draft.kind = 'TEMPLATE') <> (coalesce(bundle->'template', 'null') <> 'null')
                OR (the_draft.kind <> 'IMPORT' AND coalesce(jsonb_array_length(bundle->'notices'), 0) > 0)
                OR (the_draft.kind = 'TEMPLATE' AND coalesce(jsonb_array_length(bundle->'groups'), 0)
                    + coalesce(jsonb_array_length(bundle->'components'), 0) + coalesce(jsonb_array_length(bundle->'audiences'), 0) > 0)
                OR (the_draft.kind = 'IMPORT' AND bundle->>'goesOutAt' IS NOT NULL) THEN
            RAISE EXCEPTION 'The draft carries what is not its own.' USING ERRCODE = 'GP422';
        END IF;
    ELSIF jsonb_array_length(bundle->'notices') IS DISTINCT FROM 1
            OR jsonb_array_length(bundle->'notices'->0->'updates') IS DISTINCT FROM 1
            OR coalesce(jsonb_array_length(bundle->'groups'), 0) > 0 OR coalesce(jsonb_array_length(bundle->'components'), 0) > 0
            OR jsonb_array_length(coalesce(bundle->'audiences', '[]')) > 0 OR bundle->'template' IS NOT NULL
            OR (bundle->'notices'->0->>'id') IS DISTINCT FROM the_draft.notice_id::text
            OR (bundle->'notices'->0->'updates'->0->>'id') IS NOT NULL
            OR (bundle->'notices'->0->'updates'->0->>'publishedAt') IS NOT NULL
            OR ((bundle->'notices'->0->'updates'->0->>'amends') IS NOT NULL) <> (the_draft.kind IN ('CORRECTION', 'TYPO')) THEN
        RAISE EXCEPTION 'The draft carries more than one update of its own notice.' USING ERRCODE = 'GP422';
    END IF;
    IF the_draft.notice_id IS NOT NULL THEN
        PERFORM FROM published.notice WHERE id = the_draft.notice_id FOR UPDATE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'The notice was withdrawn: there is nothing to add to.' USING ERRCODE = 'GP409';
        END IF;
        -- An update belongs to the incident whose first words opened the notice. One that the person may not see counts as none: what is
        -- written from outside goes out as if there had never been one.
        SELECT incident_id INTO behind FROM gate.publication WHERE notice_id = the_draft.notice_id AND embargo.may_see(incident_id)
        ORDER BY published_at LIMIT 1;
        IF the_incident IS NOT NULL AND the_incident IS DISTINCT FROM behind THEN
            RAISE EXCEPTION 'The notice does not belong to the incident of this draft.' USING ERRCODE = 'GP422';
        END IF;
        IF behind IS NOT NULL AND NOT embargo.may_publish(behind) THEN
            RAISE EXCEPTION 'The incident is embargoed or a drill: nothing of it may be published.' USING ERRCODE = 'GP409';
        END IF;
    END IF;
    IF gate.names_codename(coalesce(the_incident, behind), bundle) THEN
        RAISE EXCEPTION 'The words hold the codename of the incident, which is for us only: say it in other words.'
            USING ERRCODE = 'GP422', COLUMN = 'words';
    END IF;
    -- Leaving out an affected audience is a choice with a reason.
    IF the_draft.kind IN ('FIRST_WORDS', 'UPDATE') AND coalesce(the_incident, behind) IS NOT NULL THEN
        SELECT coalesce(array_agg(told), '{}') INTO mentioned FROM (
            SELECT d->>'audience' AS told FROM jsonb_array_elements(bundle->'notices'->0->'updates'->0->'disclosures') d
            UNION SELECT audience FROM gate.omission WHERE draft_id = p_draft AND revision = the_draft.revision) those;
        IF cardinality(gate.leaves_out(coalesce(the_incident, behind), the_draft.notice_id, mentioned)) > 0 THEN
            RAISE EXCEPTION 'The words leave out an affected audience without a reason: propose them again with one.'
                USING ERRCODE = 'GP409';
        END IF;
    END IF;

    PERFORM published.set_parts(bundle, the_draft.kind = 'PAGE');
    FOR v_notice IN SELECT * FROM jsonb_array_elements(bundle->'notices') LOOP
        the_notice := v_notice->>'id';
        opens := the_draft.kind IN ('FIRST_WORDS', 'IMPORT');
        IF opens THEN
            IF the_notice IS NULL THEN
                the_notice := published.fresh_id(p_ids[next_id]);
                next_id := next_id + 1;
            END IF;
            IF EXISTS (SELECT FROM published.tombstone WHERE the_notice IN (id, notice_id)) THEN
                RAISE EXCEPTION 'What stood under this id was withdrawn: it does not come back.' USING ERRCODE = 'GP409';
            END IF;
            INSERT INTO published.notice (id, kind, title, started_at, published_at, updated_at, scheduled_for, scheduled_until,
                recurrence, starts_by_itself, ends_by_itself)
            VALUES (the_notice, v_notice->>'kind', v_notice->>'title', (v_notice->>'startedAt')::timestamptz,
                coalesce((v_notice->'updates'->0->>'publishedAt')::timestamptz, security.now()), security.now(),
                (v_notice->>'scheduledFor')::timestamptz, (v_notice->>'scheduledUntil')::timestamptz, v_notice->>'recurrence',
                coalesce((v_notice->>'startsByItself')::boolean, false), coalesce((v_notice->>'endsByItself')::boolean, false));
            PERFORM published.set_titles(the_notice, v_notice->'titles');
        END IF;
        FOR v_update IN SELECT * FROM jsonb_array_elements(v_notice->'updates') LOOP
            the_update := v_update->>'id';
            IF the_update IS NULL THEN
                the_update := published.fresh_id(p_ids[next_id]);
                next_id := next_id + 1;
            END IF;
            update_at := coalesce((v_update->>'publishedAt')::timestamptz, security.now());
            IF the_draft.kind IN ('CORRECTION', 'TYPO') THEN
                amended := gate.check_amendment(the_draft, v_notice, v_update);
                PERFORM published.add_entry(the_update, the_notice, amended.place, amended.revision + 1,
                    CASE WHEN amended.place = 1 THEN v_notice->>'title' END, v_notice, v_update, update_at);
                -- The window is that of the entry, wherever the work was moved since.
                UPDATE published.notice_update SET window_from = amended.window_from, window_until = amended.window_until
                WHERE id = the_update;
                IF amended.place = 1 THEN
                    UPDATE published.notice SET title = v_notice->>'title', started_at = (v_notice->>'startedAt')::timestamptz
                    WHERE id = the_notice;
                    PERFORM published.set_titles(the_notice, v_notice->'titles');
                END IF;
            ELSE
                -- A report follows on what is over.
                IF the_draft.kind <> 'IMPORT' AND v_update->>'state' = 'POSTMORTEM' AND coalesce((SELECT u.state
                        FROM published.notice_update u WHERE u.notice_id = the_notice
                          AND NOT EXISTS (SELECT FROM published.retraction r JOIN published.notice_update f ON f.id = r.update_id
                              WHERE f.notice_id = u.notice_id AND f.place = u.place)
                        ORDER BY u.place DESC, u.revision DESC LIMIT 1), '') NOT IN ('RESOLVED', 'COMPLETED', 'CANCELLED', 'POSTMORTEM') THEN
                    RAISE EXCEPTION 'A report follows when the notice is over.' USING ERRCODE = 'GP409';
                END IF;
                PERFORM published.add_entry(the_update, the_notice,
                    (SELECT coalesce(max(place), 0) + 1 FROM (SELECT place FROM published.notice_update WHERE notice_id = the_notice
                        UNION ALL SELECT place FROM published.tombstone WHERE notice_id = the_notice) taken),
                    1, CASE WHEN opens THEN v_notice->>'title' END, v_notice, v_update, update_at);
                -- Planned work may be moved or take longer, openly: each entry keeps the window as of then.
                IF the_draft.kind = 'UPDATE' AND v_notice->>'kind' = 'MAINTENANCE' THEN
                    UPDATE published.notice SET scheduled_for = (v_notice->>'scheduledFor')::timestamptz,
                        scheduled_until = (v_notice->>'scheduledUntil')::timestamptz, recurrence = v_notice->>'recurrence',
                        starts_by_itself = coalesce((v_notice->>'startsByItself')::boolean, false),
                        ends_by_itself = coalesce((v_notice->>'endsByItself')::boolean, false)
                    WHERE id = the_notice;
                END IF;
            END IF;
            -- Components keep their stamp: it would tell every audience that uses one of words to another.
            UPDATE published.notice SET updated_at = update_at WHERE id = the_notice;
        END LOOP;
    END LOOP;

    IF the_draft.kind = 'TEMPLATE' THEN
        INSERT INTO gate.template (key, language, revision, state, name, title, words, phrases, draft_id, created_at)
        SELECT t->>'key', t->>'language', 1 + coalesce((SELECT max(revision) FROM gate.template
                WHERE key = t->>'key' AND language = t->>'language'), 0),
            t->>'state', t->>'name', t->>'title', t->'words', t->'phrases', p_draft, security.now()
        FROM (SELECT bundle->'template' AS t) it;
    ELSE
        UPDATE published.edition SET revision = revision + 1, changed_at = security.now();
    END IF;
    INSERT INTO gate.publication (draft_id, revision, hash, lane, proposed_by, approved_by, published_by, published_at, notice_id,
        incident_id, template_id)
    VALUES (p_draft, the_draft.revision, p_hash, p_lane, the_revision.proposed_by, the_approver, security.person(), security.now(),
        CASE WHEN p_lane <> 'IMPORT' THEN the_notice END, coalesce(the_incident, behind),
        CASE WHEN p_lane = 'FAST' THEN the_draft.template_id END);
    UPDATE gate.draft SET state = 'PUBLISHED' WHERE id = p_draft;
    PERFORM security.record('publish', coalesce(the_incident, behind), p_draft::text);
    RETURN the_notice;
END
$$;

-- Striking and withdrawing are for one publisher at once, because words that do harm do it now; another looks at it afterwards.
CREATE FUNCTION gate.require_taker(p_notice text, p_entry text) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Taking words down takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    PERFORM FROM published.notice WHERE id = p_notice FOR UPDATE;
    IF NOT FOUND OR p_entry IS NOT NULL AND NOT EXISTS (SELECT FROM published.notice_update
            WHERE id = p_entry AND notice_id = p_notice AND revision = 1) THEN
        RAISE EXCEPTION 'There is no such notice or entry.' USING ERRCODE = 'GP404';
    END IF;
END
$$;

CREATE FUNCTION gate.take_down(p_kind text, p_notice text, p_entry text, p_reason text, p_note text) RETURNS uuid LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken uuid;
    behind uuid;
BEGIN
    PERFORM gate.require_taker(p_notice, p_entry);
    SELECT incident_id INTO behind FROM gate.publication WHERE notice_id = p_notice AND embargo.may_see(incident_id)
    ORDER BY published_at LIMIT 1;
    INSERT INTO gate.takedown (kind, notice_id, entry_id, reason, note, incident_id, taken_by, taken_at)
    VALUES (p_kind, p_notice, p_entry, p_reason, p_note, behind, security.person(), security.now()) RETURNING id INTO taken;
    UPDATE published.notice SET updated_at = security.now() WHERE id = p_notice;
    UPDATE published.edition SET revision = revision + 1, changed_at = security.now();
    PERFORM security.record(lower(p_kind), behind, coalesce(p_entry, p_notice));
    RETURN taken;
END
$$;

CREATE FUNCTION published.retract(p_notice text, p_entry text, p_reason text, p_note text) RETURNS uuid LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken uuid := gate.take_down('RETRACTION', p_notice, p_entry, p_reason, p_note);
BEGIN
    INSERT INTO published.retraction (update_id, reason, retracted_at)
    SELECT id, p_reason, security.now() FROM published.notice_update
    WHERE notice_id = p_notice AND revision = 1 AND (p_entry IS NULL OR id = p_entry)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The words are struck already.' USING ERRCODE = 'GP409';
    END IF;
    RETURN taken;
END
$$;

-- The last entry of a notice takes the notice with it.
CREATE FUNCTION published.withdraw(p_notice text, p_entry text, p_note text) RETURNS uuid LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_whole boolean;
    taken uuid;
    gone text[];
BEGIN
    -- Looked at under the lock: of two who take away the last two entries at once, the second takes the notice.
    PERFORM gate.require_taker(p_notice, p_entry);
    is_whole := p_entry IS NULL OR NOT EXISTS (SELECT FROM published.notice_update
        WHERE notice_id = p_notice AND revision = 1 AND id <> p_entry);
    taken := gate.take_down('WITHDRAWAL', p_notice, CASE WHEN NOT is_whole THEN p_entry END, NULL, p_note);
    SELECT array_agg(u.id) INTO gone FROM published.notice_update u WHERE u.notice_id = p_notice AND (is_whole OR u.place =
        (SELECT place FROM published.notice_update WHERE id = p_entry));
    INSERT INTO published.tombstone (id, notice_id, place, withdrawn_at)
    SELECT p_entry, p_notice, place, security.now() FROM published.notice_update WHERE NOT is_whole AND id = p_entry;
    DELETE FROM published.translation WHERE update_id = ANY (gone);
    DELETE FROM published.disclosure WHERE update_id = ANY (gone);
    DELETE FROM published.effect WHERE update_id = ANY (gone);
    DELETE FROM published.retraction WHERE update_id = ANY (gone);
    DELETE FROM published.notice_update WHERE id = ANY (gone);
    IF is_whole THEN
        DELETE FROM published.tombstone WHERE notice_id = p_notice;
        DELETE FROM published.translated_title WHERE notice_id = p_notice;
        DELETE FROM published.notice WHERE id = p_notice;
        INSERT INTO published.tombstone (id, notice_id, withdrawn_at) VALUES (p_notice, p_notice, security.now());
    END IF;
    RETURN taken;
END
$$;

-- Another publisher has looked at what one did alone.
CREATE FUNCTION gate.review_publication(p_draft uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it gate.publication;
BEGIN
    -- Looked at before the lock, because waiting for a row that one may not see would tell of it.
    SELECT * INTO it FROM gate.publication WHERE draft_id = p_draft;
    IF it.draft_id IS NULL AND security.person() IS NOT NULL
            AND EXISTS (SELECT FROM gate.draft d WHERE d.id = p_draft AND gate.sees(d)) THEN
        RAISE EXCEPTION 'The draft is not published: there is nothing to look at afterwards.' USING ERRCODE = 'GP409';
    END IF;
    IF it.draft_id IS NULL OR security.person() IS NULL OR it.incident_id IS NOT NULL AND NOT embargo.may_see(it.incident_id)
            OR NOT EXISTS (SELECT FROM gate.draft d WHERE d.id = p_draft AND gate.sees(d)) THEN
        RAISE EXCEPTION 'There is no such publication.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Looking at it afterwards takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    SELECT * INTO it FROM gate.publication WHERE draft_id = p_draft FOR UPDATE;
    IF it.lane <> 'SHORT' OR it.reviewed_by IS NOT NULL OR it.published_by = security.person() THEN
        RAISE EXCEPTION 'It was looked at already, waits for nobody, or is your own: that takes another publisher.' USING ERRCODE = 'GP409';
    END IF;
    UPDATE gate.publication SET reviewed_by = security.person(), reviewed_at = security.now() WHERE draft_id = p_draft;
    PERFORM security.record('review publication', it.incident_id, p_draft::text);
END
$$;

CREATE FUNCTION gate.review_takedown(p_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it gate.takedown;
BEGIN
    SELECT * INTO it FROM gate.takedown WHERE id = p_id;
    IF it.id IS NULL OR security.person() IS NULL OR it.incident_id IS NOT NULL AND (NOT embargo.may_see(it.incident_id)
            OR it.kept AND NOT embargo.may_know(it.incident_id)) THEN
        RAISE EXCEPTION 'There is no such takedown.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Looking at it afterwards takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    SELECT * INTO it FROM gate.takedown WHERE id = p_id FOR UPDATE;
    IF it.reviewed_by IS NOT NULL OR it.taken_by = security.person() THEN
        RAISE EXCEPTION 'It was looked at already, or is your own: that takes another publisher.' USING ERRCODE = 'GP409';
    END IF;
    UPDATE gate.takedown SET reviewed_by = security.person(), reviewed_at = security.now() WHERE id = p_id;
    PERFORM security.record('review takedown', it.incident_id, p_id::text);
END
$$;

-- The gate's wall: its own role, the same two locks.
CREATE PROCEDURE gate.wall(p_table regclass, p_visible text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
    EXECUTE format('CREATE POLICY owner ON %s TO gatepost_owner USING (true) WITH CHECK (true)', p_table);
    EXECUTE format('CREATE POLICY room ON %s TO gatepost_gate USING (true) WITH CHECK (true)', p_table);
    EXECUTE format('CREATE POLICY ceiling_gate ON %s AS RESTRICTIVE TO gatepost_gate USING (%s) WITH CHECK (%2$s)', p_table, p_visible);
    EXECUTE format('CREATE POLICY person ON %s AS RESTRICTIVE TO gatepost_gate USING ((SELECT security.person()) IS NOT NULL) '
        || 'WITH CHECK ((SELECT security.person()) IS NOT NULL)', p_table);
END
$$;

CALL gate.wall('gate.draft', 'incident_id IS NULL OR embargo.may_see(incident_id) AND (NOT kept OR embargo.may_know(incident_id))');
CALL gate.wall('gate.revision', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.omission', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.approval', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.decline', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.approval_request', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.publication', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id) '
    || 'AND (incident_id IS NULL OR embargo.may_see(incident_id))');
CALL gate.wall('gate.takedown', 'incident_id IS NULL OR embargo.may_see(incident_id) AND (NOT kept OR embargo.may_know(incident_id))');
CALL gate.wall('gate.template', 'true');

GRANT SELECT, INSERT (kind, incident_id, notice_id, entry_id, template_id, state, title, content, revision, request_key, version)
    ON gate.draft TO gatepost_gate;
GRANT UPDATE (state, title, content, revision, stopped, version) ON gate.draft TO gatepost_gate;
GRANT SELECT, INSERT (draft_id, number, content) ON gate.revision TO gatepost_gate;
GRANT SELECT, INSERT ON gate.omission TO gatepost_gate;
GRANT SELECT, INSERT (draft_id, revision, hash, proposed_by) ON gate.approval TO gatepost_gate;
GRANT SELECT, INSERT (draft_id, revision, because) ON gate.decline TO gatepost_gate;
GRANT SELECT, INSERT (draft_id, revision, hash, proposed_by, asked) ON gate.approval_request TO gatepost_gate;
GRANT SELECT ON gate.publication, gate.takedown, gate.template TO gatepost_gate;
GRANT EXECUTE ON FUNCTION published.post(uuid, bytea, text[], text), published.retract(text, text, text, text),
    published.withdraw(text, text, text), gate.review_publication(uuid), gate.review_takedown(uuid),
    gate.leaves_out(uuid, text, text[]), gate.words(uuid, jsonb, jsonb), gate.publishers() TO gatepost_gate;
