-- Words that are ready go out in every language in which they are ready, all in one publication. The words of a key are written in one
-- language, and each other language says which revision of those it translates: a null is an original.
ALTER TABLE gate.template ADD COLUMN translates int CHECK (translates > 0);
-- Until now a key could stand in several languages without saying so: English is the original then, or else the oldest.
UPDATE gate.template t SET translates = coalesce((SELECT max(o.revision) FROM gate.template o
        WHERE o.key = t.key AND o.language = original.language AND o.created_at <= t.created_at), 1)
FROM (SELECT DISTINCT ON (key) key, language FROM gate.template ORDER BY key, language <> 'en', created_at, language) original
WHERE original.key = t.key AND original.language <> t.language;

-- Which slots stand in the words, each once; null for no words.
CREATE FUNCTION gate.slots_of(p_text text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT slot[1] ORDER BY slot[1]), '{}')
    FROM regexp_matches(p_text, '\{(components|audience|impact|began|ended)\}', 'g') slot
$$;

-- The newest words of a key in the language in which they were written first.
CREATE FUNCTION gate.original(p_key text) RETURNS gate.template LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT t FROM gate.template t WHERE t.key = p_key AND t.translates IS NULL ORDER BY t.revision DESC LIMIT 1
$$;

-- Whether the words go out with those that they translate. Words in two languages that say different things are worse than words in one:
-- a translation of an older revision stays behind until somebody has looked at it again, and so does one that speaks to other audiences,
-- has other slots, or lacks a phrase that fills them.
CREATE FUNCTION gate.standing(it gate.template) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    original gate.template;
BEGIN
    IF it.translates IS NULL THEN
        RETURN 'ORIGINAL';
    END IF;
    original := gate.original(it.key);
    IF original.revision IS DISTINCT FROM it.translates THEN
        RETURN 'OUT_OF_DATE';
    END IF;
    IF original.state <> it.state OR gate.slots_of(original.title) <> gate.slots_of(it.title) OR EXISTS (
            SELECT FROM jsonb_each(original.words) said FULL JOIN jsonb_each(it.words) again USING (key)
            WHERE gate.slots_of(said.value->>'markdown') IS DISTINCT FROM gate.slots_of(again.value->>'markdown'))
            OR EXISTS (SELECT jsonb_object_keys(original.phrases) EXCEPT SELECT jsonb_object_keys(it.phrases)) THEN
        RETURN 'DIFFERENT';
    END IF;
    RETURN 'CURRENT';
END
$$;

-- What a template translates stands in the words that two people agreed on, and has to be true when they become one.
CREATE FUNCTION gate.stamp_template() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    original gate.template;
BEGIN
    -- Two new keys of one name, each in its own language, would both be an original.
    LOCK TABLE gate.template IN SHARE ROW EXCLUSIVE MODE;
    IF NEW.draft_id IS NOT NULL THEN
        NEW.translates := (SELECT (r.content::jsonb->'template'->>'translates')::int FROM gate.draft d
            JOIN gate.revision r ON r.draft_id = d.id AND r.number = d.revision WHERE d.id = NEW.draft_id);
    END IF;
    original := gate.original(NEW.key);
    IF NEW.translates IS NULL AND original.language <> NEW.language THEN
        RAISE EXCEPTION 'The words of this key are written in another language: say which revision of them these translate.'
            USING ERRCODE = 'GP409';
    END IF;
    IF NEW.translates IS NOT NULL AND (original.id IS NULL OR original.language = NEW.language OR original.revision < NEW.translates
            OR NEW.draft_id IS NOT NULL AND original.revision <> NEW.translates) THEN
        RAISE EXCEPTION 'What these words translate has another revision by now, or is not there: take them back and compare again.'
            USING ERRCODE = 'GP409';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON gate.template FOR EACH ROW EXECUTE FUNCTION gate.stamp_template();

-- A value among words that run the other way must not turn them around (UAX 9, 2.4): it stands between a first strong isolate and its end.
CREATE FUNCTION gate.isolated(p_value text, p_language text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN split_part(lower(p_language), '-', 1) IN ('ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi')
            OR p_value ~ '[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]'
        THEN E'\u2068' || p_value || E'\u2069' ELSE p_value END
$$;

-- Names, joined as the language joins them: "between" and "last" are patterns such as {0}, {1} and {0} and {1}, as in the lists of CLDR.
CREATE FUNCTION gate.joined(p_names text[], p_phrases jsonb) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN cardinality(p_names) < 2 THEN p_names[1]
        ELSE array_to_string(p_names[:cardinality(p_names) - 1], between) || coalesce(last, between) || p_names[cardinality(p_names)] END
    FROM (SELECT coalesce(substring(p_phrases->>'between' FROM '^\{0\}(.*)\{1\}$'), ', ') AS between,
        substring(p_phrases->>'last' FROM '^\{0\}(.*)\{1\}$') AS last) pattern
$$;

DROP FUNCTION gate.slots(jsonb, jsonb, jsonb, text);
-- What fills the slots of a template: published names, chosen times and impacts, and the template's own phrases. For one audience, or
-- for all of them when it is null, as in a title. A phrase "audience.readers" is what readers are called in the template's language.
CREATE FUNCTION gate.slots(it gate.template, p_notice jsonb, p_update jsonb, p_audience text) RETURNS jsonb LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH told AS (
        SELECT d->>'impact' AS impact, (d->>'from')::timestamptz AS begins, (d->>'to')::timestamptz AS ends
        FROM jsonb_array_elements(p_update->'disclosures') d WHERE p_audience IS NULL OR d->>'audience' = p_audience
    ), worst AS (
        SELECT impact FROM told
        ORDER BY array_position(ARRAY['MAJOR_OUTAGE', 'PARTIAL_OUTAGE', 'DEGRADED', 'MAINTENANCE', 'NONE'], impact) LIMIT 1
    ), parts AS (
        SELECT array_agg(gate.isolated(c.name, it.language) ORDER BY c.position, c.id) AS names FROM published.component c
        WHERE c.id IN (SELECT e->>'component' FROM jsonb_array_elements(p_update->'effects') e
            WHERE p_audience IS NULL OR e->>'audience' IS NULL OR e->>'audience' = p_audience)
    )
    SELECT jsonb_build_object(
        'components', coalesce((SELECT gate.joined(names, it.phrases) FROM parts), it.phrases->>'components', ''),
        'audience', coalesce(it.phrases->>('audience.' || p_audience),
            (SELECT gate.isolated(name, it.language) FROM published.audience WHERE key = p_audience), ''),
        'impact', coalesce(it.phrases->>(SELECT impact FROM worst),
            gate.isolated(lower(replace((SELECT impact FROM worst), '_', ' ')), it.language), ''),
        'began', gate.isolated(gate.clock(coalesce((SELECT min(begins) FROM told), (p_notice->>'startedAt')::timestamptz)), it.language),
        'ended', gate.isolated(gate.clock(coalesce((SELECT max(ends) FROM told), (p_update->>'shownAt')::timestamptz)), it.language))
$$;

-- What one template says in its own language.
CREATE FUNCTION gate.say(it gate.template, p_notice jsonb, p_update jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said jsonb := '{}';
    v_audience text;
    own jsonb;
    slots jsonb;
BEGIN
    FOR v_audience IN SELECT d->>'audience' FROM jsonb_array_elements(p_update->'disclosures') d LOOP
        own := coalesce(it.words->v_audience, it.words->'*');
        IF own IS NULL THEN
            RAISE EXCEPTION 'The template has no words for one of the audiences: choose another template.'
            USING ERRCODE = 'GP422', COLUMN = 'template';
        END IF;
        slots := gate.slots(it, p_notice, p_update, v_audience);
        said := said || jsonb_build_object(v_audience, jsonb_build_object(
            'markdown', gate.fill(own->>'markdown', slots, 'markdown'), 'html', gate.fill(own->>'html', slots, 'html')));
    END LOOP;
    -- A title has no isolates: it stands in lines and lists that are not ours.
    RETURN jsonb_build_object('words', said, 'title', left(translate(gate.fill(it.title, gate.slots(it, p_notice, p_update, NULL), 'plain'),
        E'\u2068\u2069', ''), 200));
END
$$;

-- What a template says in its own language and in all that translate it: {"language", "title", "titles": {language: title},
-- "words": {audience: {"markdown", "html", "translations": {language: {"markdown", "html"}}}}}, without what is empty. The fast lane is
-- asked twice, when the words are made and when they go out, so that nothing else can have become of them.
CREATE OR REPLACE FUNCTION gate.words(p_template uuid, p_notice jsonb, p_update jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it gate.template;
    said jsonb;
    again jsonb;
BEGIN
    SELECT * INTO it FROM gate.template WHERE id = p_template;
    IF it.id IS NULL OR EXISTS (SELECT FROM gate.template t WHERE t.key = it.key AND t.language = it.language
            AND t.revision > it.revision) THEN
        RAISE EXCEPTION 'The template is not there, or there is a newer revision of it: choose again.' USING ERRCODE = 'GP409';
    END IF;
    IF it.translates IS NOT NULL THEN
        RAISE EXCEPTION 'The template translates another: choose that one, and its translations go out with it.'
            USING ERRCODE = 'GP422', COLUMN = 'template';
    END IF;
    IF it.state IS DISTINCT FROM p_update->>'state' THEN
        RAISE EXCEPTION 'The template is for another state: choose one that fits.'
            USING ERRCODE = 'GP422', COLUMN = 'template';
    END IF;
    said := gate.say(it, p_notice, p_update);
    SELECT jsonb_object_agg(t.language, gate.say(t, p_notice, p_update)) INTO again FROM gate.template t
    WHERE t.key = it.key AND gate.standing(t) = 'CURRENT'
      AND NOT EXISTS (SELECT FROM gate.template n WHERE n.key = t.key AND n.language = t.language AND n.revision > t.revision);
    RETURN jsonb_strip_nulls(jsonb_build_object('language', it.language, 'title', said->'title',
        'titles', (SELECT jsonb_object_agg(t.key, t.value->'title') FROM jsonb_each(again) t),
        'words', coalesce((SELECT jsonb_object_agg(w.key, w.value || jsonb_build_object('translations',
                (SELECT jsonb_object_agg(t.key, t.value->'words'->w.key) FROM jsonb_each(again) t))) FROM jsonb_each(said->'words') w), '{}')));
END
$$;

-- One person alone, with words that two agreed on before, in every language that they agreed on and in no other.
CREATE OR REPLACE FUNCTION gate.check_fast(p_draft gate.draft, p_bundle jsonb) RETURNS void LANGUAGE plpgsql
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
            OR v_update->>'because' IS NOT NULL OR v_update->>'knownSince' IS NOT NULL THEN
        RAISE EXCEPTION 'The fast lane takes a template and what fills it, and nothing else.' USING ERRCODE = 'GP409';
    END IF;
    said := gate.words(p_draft.template_id, v_notice, v_update);
    IF p_draft.kind = 'FIRST_WORDS' AND v_notice->>'title' IS DISTINCT FROM said->>'title' THEN
        RAISE EXCEPTION 'The title is not the template''s.' USING ERRCODE = 'GP409';
    END IF;
    IF v_notice->'titles' IS DISTINCT FROM (CASE WHEN p_draft.kind = 'FIRST_WORDS' THEN said->'titles' END) THEN
        RAISE EXCEPTION 'The title in a further language is not the template''s.' USING ERRCODE = 'GP409';
    END IF;
    FOR d IN SELECT * FROM jsonb_array_elements(v_update->'disclosures') LOOP
        IF d->>'markdown' IS DISTINCT FROM said->'words'->(d->>'audience')->>'markdown'
                OR d->>'html' IS DISTINCT FROM said->'words'->(d->>'audience')->>'html' THEN
            RAISE EXCEPTION 'The words are not the template''s.' USING ERRCODE = 'GP409';
        END IF;
        IF d->'translations' IS DISTINCT FROM said->'words'->(d->>'audience')->'translations' THEN
            RAISE EXCEPTION 'The words in a further language are not the template''s: ask for them again.' USING ERRCODE = 'GP409';
        END IF;
    END LOOP;
END
$$;

-- A correction says something else than before. A translation that stayed as it was would go on saying what was wrong: it is given anew, or
-- dropped. A typo is of letters, which the other languages have not got.
CREATE FUNCTION gate.refuse_stale_translation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Asked when the words are out already, in the same transaction: the revision that was replaced stands beside the one that came.
    IF EXISTS (SELECT FROM gate.draft d JOIN published.notice_update f ON f.id = d.entry_id
            JOIN published.notice_update u ON u.notice_id = f.notice_id AND u.place = f.place AND u.revision = (SELECT max(l.revision)
                FROM published.notice_update l WHERE l.notice_id = f.notice_id AND l.place = f.place)
            JOIN published.notice_update was ON was.notice_id = u.notice_id AND was.place = u.place AND was.revision = u.revision - 1
            JOIN published.disclosure says ON says.update_id = u.id
            JOIN published.disclosure said ON said.update_id = was.id AND said.audience = says.audience AND said.markdown <> says.markdown
            JOIN published.translation stays ON stays.update_id = u.id AND stays.audience = says.audience
            JOIN published.translation stood ON stood.update_id = was.id AND stood.audience = says.audience
                AND stood.language = stays.language AND stood.markdown = stays.markdown
            WHERE d.id = NEW.draft_id AND d.kind = 'CORRECTION') THEN
        RAISE EXCEPTION 'The words were corrected and a translation of them was not: write it anew, or drop the language.'
            USING ERRCODE = 'GP422', COLUMN = 'translations';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stale AFTER INSERT ON gate.publication FOR EACH ROW EXECUTE FUNCTION gate.refuse_stale_translation();

GRANT EXECUTE ON FUNCTION gate.standing(gate.template) TO gatepost_gate;
