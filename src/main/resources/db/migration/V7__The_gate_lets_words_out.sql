-- What is proposed for publication. A draft is as narrow as the incident that it hangs on; without one it is everybody's.
CREATE TABLE gate.draft (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('FIRST_WORDS', 'UPDATE', 'IMPORT')),
    incident_id uuid,
    notice_id published.public_id,
    state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'DISCARDED')),
    title text NOT NULL CHECK (char_length(title) <= 200),
    content text NOT NULL CHECK (octet_length(content) <= 4194304),
    revision int NOT NULL DEFAULT 0,
    written_by uuid NOT NULL REFERENCES security.operator,
    written_at timestamptz NOT NULL,
    version int NOT NULL DEFAULT 0,
    CHECK ((kind = 'UPDATE') = (notice_id IS NOT NULL)),
    CHECK (kind <> 'IMPORT' OR incident_id IS NULL)
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
    CHECK (hash = sha256(convert_to(content, 'UTF8')))
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

CREATE TABLE gate.publication (
    draft_id uuid PRIMARY KEY REFERENCES gate.draft,
    revision int NOT NULL,
    hash bytea NOT NULL,
    lane text NOT NULL CHECK (lane IN ('GUARDED', 'IMPORT')),
    proposed_by uuid NOT NULL REFERENCES security.operator,
    approved_by uuid NOT NULL REFERENCES security.operator,
    published_by uuid NOT NULL REFERENCES security.operator,
    published_at timestamptz NOT NULL,
    notice_id published.public_id REFERENCES published.notice,
    incident_id uuid,
    FOREIGN KEY (draft_id, revision, hash, proposed_by) REFERENCES gate.revision (draft_id, number, hash, proposed_by),
    CHECK (approved_by <> proposed_by),
    CHECK ((lane = 'IMPORT') = (notice_id IS NULL))
);
CREATE INDEX ON gate.publication (notice_id);
CREATE INDEX ON gate.publication (incident_id);

-- Who wrote, proposed and approved is taken from the signed context, never from the statement.
CREATE FUNCTION gate.stamp_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.content IS DISTINCT FROM OLD.content THEN
        NEW.written_by := security.person();
        NEW.written_at := security.now();
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'PUBLISHED' THEN
        RAISE EXCEPTION 'The draft is published: write an update.' USING ERRCODE = 'GP409';
    END IF;
    IF NEW.state = 'PUBLISHED' AND NOT EXISTS (SELECT FROM gate.publication WHERE draft_id = NEW.id) THEN
        RAISE EXCEPTION 'Only a publication publishes a draft.' USING ERRCODE = 'GP403';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON gate.draft FOR EACH ROW EXECUTE FUNCTION gate.stamp_draft();

CREATE FUNCTION gate.stamp_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT security.is_somebody() THEN
        RAISE EXCEPTION 'A machine may write drafts, but a person proposes them: four eyes are eyes.' USING ERRCODE = 'GP403';
    END IF;
    NEW.hash := sha256(convert_to(NEW.content, 'UTF8'));
    NEW.proposed_by := security.person();
    NEW.proposed_at := security.now();
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.revision FOR EACH ROW EXECUTE FUNCTION gate.stamp_revision();

CREATE FUNCTION gate.stamp_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_incident uuid;
BEGIN
    -- A seal must find every approval that it has to void: none may be on its way while the incident is being sealed. Whoever may
    -- not see the incident does not wait, and the wall refuses the row; but the wall looks with the eyes of before the wait, so that
    -- afterwards it is asked here once more.
    SELECT incident_id INTO the_incident FROM gate.draft WHERE id = NEW.draft_id;
    IF the_incident IS NOT NULL AND embargo.may_see(the_incident) THEN
        PERFORM FROM incident.incident WHERE id = the_incident FOR SHARE;
        IF NOT embargo.may_see(the_incident) THEN
            RAISE EXCEPTION 'There is no such draft.' USING ERRCODE = '42501';
        END IF;
    END IF;
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Approving takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    NEW.approved_by := security.person();
    NEW.approved_at := security.now();
    NEW.voided_at := NULL;
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.approval FOR EACH ROW EXECUTE FUNCTION gate.stamp_approval();

-- Sealing calls this: what waits at the gate about the incident loses its approvals.
CREATE FUNCTION gate.suspend(p_incident uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE gate.approval SET voided_at = security.now()
    WHERE voided_at IS NULL AND draft_id IN (SELECT id FROM gate.draft WHERE incident_id = p_incident AND state <> 'PUBLISHED');
    UPDATE gate.draft SET state = 'IN_REVIEW' WHERE incident_id = p_incident AND state = 'APPROVED';
END
$$;

-- The one door. It trusts nobody: who, which draft, which words, sealed or not, all is looked up here, and what becomes public is
-- read from the approved bytes. Ids are made by the caller, who has the better dice; their form is checked.
CREATE FUNCTION published.post(p_draft uuid, p_hash bytea, p_ids text[]) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_draft gate.draft;
    the_incident uuid;
    the_revision gate.revision;
    the_approval gate.approval;
    bundle jsonb;
    v_group jsonb;
    v_component jsonb;
    v_notice jsonb;
    v_update jsonb;
    the_notice text;
    the_update text;
    next_id int := 1;
    is_import boolean;
    update_at timestamptz;
BEGIN
    -- The same order of locks as sealing takes: the incident first, then what hangs on it.
    SELECT incident_id INTO the_incident FROM gate.draft WHERE id = p_draft;
    IF the_incident IS NOT NULL THEN
        -- Who may not see it must not wait for it either; what changed while we waited is asked again below.
        IF NOT embargo.may_see(the_incident) THEN
            RAISE EXCEPTION 'There is no such draft.' USING ERRCODE = 'GP404';
        END IF;
        PERFORM FROM incident.incident WHERE id = the_incident FOR SHARE;
    END IF;
    SELECT * INTO the_draft FROM gate.draft WHERE id = p_draft FOR UPDATE;
    IF the_draft.id IS NULL OR security.person() IS NULL
            OR (the_incident IS NOT NULL AND NOT embargo.may_see(the_incident)) THEN
        RAISE EXCEPTION 'There is no such draft.' USING ERRCODE = 'GP404';
    END IF;
    IF NOT security.is_somebody() OR NOT security.has_role('publisher') THEN
        RAISE EXCEPTION 'Publishing takes the role publisher.' USING ERRCODE = 'GP403';
    END IF;
    IF the_incident IS NOT NULL AND NOT embargo.may_publish(the_incident) THEN
        RAISE EXCEPTION 'The incident is embargoed or a drill: nothing of it may be published.' USING ERRCODE = 'GP409';
    END IF;
    IF the_draft.state = 'PUBLISHED' THEN
        RAISE EXCEPTION 'The draft is published already.' USING ERRCODE = 'GP409';
    END IF;
    IF the_draft.state <> 'APPROVED' THEN
        RAISE EXCEPTION 'The draft is not approved.' USING ERRCODE = 'GP409';
    END IF;
    SELECT * INTO the_revision FROM gate.revision WHERE draft_id = p_draft AND number = the_draft.revision;
    IF the_revision.hash IS DISTINCT FROM p_hash OR sha256(convert_to(the_revision.content, 'UTF8')) IS DISTINCT FROM p_hash THEN
        RAISE EXCEPTION 'The words are not the ones that were approved: review them again.' USING ERRCODE = 'GP409';
    END IF;
    SELECT * INTO the_approval FROM gate.approval
    WHERE draft_id = p_draft AND revision = the_draft.revision AND hash = p_hash AND voided_at IS NULL
      AND approved_by <> the_revision.proposed_by
    ORDER BY approved_at LIMIT 1;
    IF the_approval.draft_id IS NULL THEN
        RAISE EXCEPTION 'No second person has approved these words.' USING ERRCODE = 'GP409';
    END IF;

    bundle := the_revision.content::jsonb;
    is_import := the_draft.kind = 'IMPORT';
    IF NOT is_import AND (jsonb_array_length(bundle->'notices') <> 1 OR jsonb_array_length(bundle->'notices'->0->'updates') <> 1
            OR jsonb_array_length(bundle->'groups') > 0 OR jsonb_array_length(bundle->'components') > 0
            OR (bundle->'notices'->0->>'id') IS DISTINCT FROM the_draft.notice_id::text
            OR (bundle->'notices'->0->'updates'->0->>'id') IS NOT NULL
            OR (bundle->'notices'->0->'updates'->0->>'publishedAt') IS NOT NULL) THEN
        RAISE EXCEPTION 'The draft carries more than one update of its own notice.' USING ERRCODE = 'GP422';
    END IF;
    -- An update belongs to the incident whose first words opened the notice, or to none if those were unlinked. One that this person
    -- may not see counts as none, because refusing the words would tell that it is there.
    IF the_draft.kind = 'UPDATE' AND (SELECT CASE WHEN embargo.may_see(incident_id) THEN incident_id END
            FROM gate.publication WHERE notice_id = the_draft.notice_id
            ORDER BY published_at LIMIT 1) IS DISTINCT FROM the_incident THEN
        RAISE EXCEPTION 'The notice does not belong to the incident of this draft.' USING ERRCODE = 'GP422';
    END IF;

    FOR v_group IN SELECT * FROM jsonb_array_elements(bundle->'groups') LOOP
        INSERT INTO published.component_group (id, name, position, created_at, updated_at)
        VALUES (v_group->>'id', v_group->>'name', (v_group->>'position')::int, (v_group->>'createdAt')::timestamptz,
            (v_group->>'updatedAt')::timestamptz);
    END LOOP;
    FOR v_component IN SELECT * FROM jsonb_array_elements(bundle->'components') LOOP
        INSERT INTO published.component (id, name, description, group_id, position, start_date, created_at, updated_at)
        VALUES (v_component->>'id', v_component->>'name', v_component->>'description', v_component->>'group',
            (v_component->>'position')::int, (v_component->>'startDate')::date, (v_component->>'createdAt')::timestamptz,
            (v_component->>'updatedAt')::timestamptz);
        INSERT INTO published.component_audience (component_id, audience)
        SELECT v_component->>'id', jsonb_array_elements_text(v_component->'audiences');
    END LOOP;
    FOR v_notice IN SELECT * FROM jsonb_array_elements(bundle->'notices') LOOP
        the_notice := v_notice->>'id';
        IF the_draft.kind <> 'UPDATE' THEN
            IF the_notice IS NULL THEN
                the_notice := p_ids[next_id];
                next_id := next_id + 1;
            END IF;
            INSERT INTO published.notice (id, kind, title, started_at, published_at, updated_at, scheduled_for, scheduled_until)
            VALUES (the_notice, v_notice->>'kind', v_notice->>'title', (v_notice->>'startedAt')::timestamptz,
                coalesce((v_notice->'updates'->0->>'publishedAt')::timestamptz, security.now()), security.now(),
                (v_notice->>'scheduledFor')::timestamptz, (v_notice->>'scheduledUntil')::timestamptz);
        END IF;
        FOR v_update IN SELECT * FROM jsonb_array_elements(v_notice->'updates') LOOP
            the_update := v_update->>'id';
            IF the_update IS NULL THEN
                the_update := p_ids[next_id];
                next_id := next_id + 1;
            END IF;
            update_at := coalesce((v_update->>'publishedAt')::timestamptz, security.now());
            INSERT INTO published.notice_update (id, notice_id, place, state, shown_at, published_at, next_update_by)
            VALUES (the_update, the_notice,
                (SELECT coalesce(max(place), 0) + 1 FROM published.notice_update WHERE notice_id = the_notice),
                v_update->>'state', (v_update->>'shownAt')::timestamptz, update_at, (v_update->>'nextUpdateBy')::timestamptz);
            IF jsonb_array_length(v_update->'disclosures') = 0 THEN
                RAISE EXCEPTION 'An update mentions at least one audience.' USING ERRCODE = 'GP422';
            END IF;
            INSERT INTO published.disclosure (update_id, audience, impact, from_at, to_at, markdown, html)
            SELECT the_update, d->>'audience', d->>'impact', (d->>'from')::timestamptz, (d->>'to')::timestamptz, d->>'markdown', d->>'html'
            FROM jsonb_array_elements(v_update->'disclosures') d;
            INSERT INTO published.effect (update_id, component_id, audience, status)
            SELECT the_update, e->>'component', e->>'audience', e->>'status' FROM jsonb_array_elements(v_update->'effects') e;
            UPDATE published.notice SET updated_at = update_at WHERE id = the_notice;
            UPDATE published.component SET updated_at = update_at
            WHERE NOT is_import AND id IN (SELECT e->>'component' FROM jsonb_array_elements(v_update->'effects') e);
        END LOOP;
    END LOOP;

    UPDATE published.edition SET revision = revision + 1, changed_at = security.now();
    INSERT INTO gate.publication (draft_id, revision, hash, lane, proposed_by, approved_by, published_by, published_at, notice_id,
        incident_id)
    VALUES (p_draft, the_draft.revision, p_hash, CASE WHEN is_import THEN 'IMPORT' ELSE 'GUARDED' END, the_revision.proposed_by,
        the_approval.approved_by, security.person(), security.now(), CASE WHEN is_import THEN NULL ELSE the_notice END, the_incident);
    UPDATE gate.draft SET state = 'PUBLISHED' WHERE id = p_draft;
    PERFORM security.record('publish', the_incident, p_draft::text);
    RETURN the_notice;
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

CALL gate.wall('gate.draft', 'incident_id IS NULL OR embargo.may_see(incident_id)');
CALL gate.wall('gate.revision', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.approval', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');
CALL gate.wall('gate.publication', 'EXISTS (SELECT FROM gate.draft d WHERE d.id = draft_id)');

GRANT SELECT, INSERT (kind, incident_id, notice_id, state, title, content, revision, version) ON gate.draft TO gatepost_gate;
GRANT UPDATE (state, title, content, revision, version) ON gate.draft TO gatepost_gate;
GRANT SELECT, INSERT (draft_id, number, content) ON gate.revision TO gatepost_gate;
GRANT SELECT, INSERT (draft_id, revision, hash, proposed_by) ON gate.approval TO gatepost_gate;
GRANT SELECT ON gate.publication TO gatepost_gate;
GRANT EXECUTE ON FUNCTION published.post(uuid, bytea, text[]) TO gatepost_gate;
