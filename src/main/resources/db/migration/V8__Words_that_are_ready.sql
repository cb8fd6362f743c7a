-- The starter set: words for every state and audience, to be replaced by revisions of one's own.
DO $$
DECLARE
    phrases CONSTANT jsonb := jsonb_build_object('NONE', 'no known effect', 'MAINTENANCE', 'planned work', 'DEGRADED', 'slow or failing now and then',
        'PARTIAL_OUTAGE', 'failing for many', 'MAJOR_OUTAGE', 'not available', 'components', 'some of our services');
    it record;
    words jsonb;
    v_audience record;
BEGIN
    FOR it IN SELECT * FROM (VALUES
        ('investigating', 'INVESTIGATING', 'We are looking into it', 'Problems with {components}', jsonb_build_object(
            'readers', 'For some readers, {components} may be {impact} since {began}. We are looking into it.',
            'contributors', 'For some people who contribute, {components} may be {impact} since {began}. We are looking into it. Keep a copy of longer texts before you save.',
            'movement', 'Since {began}, {components} may be {impact}. We are looking into it.',
            '*', 'Since {began}, {components} may be {impact}. We are looking into it.')),
        ('identified', 'IDENTIFIED', 'We know why', 'Problems with {components}', jsonb_build_object(
            'readers', 'We know why {components} may be {impact} for some readers since {began}, and we are working on it.',
            'contributors', 'We know why {components} may be {impact} for some people who contribute since {began}, and we are working on it. Keep a copy of longer texts before you save.',
            'movement', 'We know why {components} may be {impact} since {began}, and we are working on it.',
            '*', 'We know why {components} may be {impact} since {began}, and we are working on it.')),
        ('monitoring', 'MONITORING', 'It should be better, we are watching', 'Problems with {components}', jsonb_build_object(
            'readers', 'For readers, {components} should be better now. We keep watching before we call it over.',
            'contributors', 'For people who contribute, {components} should be better now. We keep watching before we call it over.',
            'movement', '{components} should be better now. We keep watching before we call it over.',
            '*', '{components} should be better now. We keep watching before we call it over.')),
        ('resolved', 'RESOLVED', 'It is over', 'Problems with {components}', jsonb_build_object(
            'readers', 'This is over. From {began} to {ended}, {components} did not work as usual for some readers.',
            'contributors', 'This is over. From {began} to {ended}, {components} did not work as usual for some people who contribute.',
            'movement', 'This is over. From {began} to {ended}, {components} did not work as usual.',
            '*', 'This is over. From {began} to {ended}, {components} did not work as usual.')),
        ('scheduled', 'SCHEDULED', 'Planned work', 'Planned work on {components}', jsonb_build_object(
            'readers', 'We are going to work on {components}. While we do, pages may be slow for some readers.',
            'contributors', 'We are going to work on {components}. While we do, saving may fail now and then. Keep a copy of longer texts before you save.',
            'movement', 'We are going to work on {components}. While we do, some tools may be slow.',
            '*', 'We are going to work on {components}.')),
        ('in-progress', 'IN_PROGRESS', 'The work has begun', 'Planned work on {components}', jsonb_build_object(
            'readers', 'The work on {components} has begun. Pages may be slow for some readers.',
            'contributors', 'The work on {components} has begun. Saving may fail now and then. Keep a copy of longer texts before you save.',
            'movement', 'The work on {components} has begun. Some tools may be slow.',
            '*', 'The work on {components} has begun.')),
        ('verifying', 'VERIFYING', 'The work is done, we are checking', 'Planned work on {components}', jsonb_build_object(
            'readers', 'The work on {components} is done. We are checking that pages are shown as they should be.',
            'contributors', 'The work on {components} is done. We are checking that saving works as it should.',
            'movement', 'The work on {components} is done. We are checking the result.',
            '*', 'The work on {components} is done. We are checking the result.')),
        ('completed', 'COMPLETED', 'The work is completed', 'Planned work on {components}', jsonb_build_object(
            'readers', 'The work on {components} is completed. Readers should notice nothing more of it.',
            'contributors', 'The work on {components} is completed. Saving works as before.',
            'movement', 'The work on {components} is completed.',
            '*', 'The work on {components} is completed.')),
        ('cancelled', 'CANCELLED', 'The work will not take place', 'Planned work on {components}', jsonb_build_object(
            'readers', 'The planned work on {components} will not take place. Nothing changes for readers.',
            'contributors', 'The planned work on {components} will not take place. Nothing changes for people who contribute.',
            'movement', 'The planned work on {components} will not take place.',
            '*', 'The planned work on {components} will not take place.'))
    ) AS starter (key, state, name, title, said) LOOP
        words := '{}';
        FOR v_audience IN SELECT * FROM jsonb_each_text(it.said) LOOP
            words := words || jsonb_build_object(v_audience.key,
                jsonb_build_object('markdown', v_audience.value, 'html', '<p>' || v_audience.value || '</p>'));
        END LOOP;
        INSERT INTO gate.template (key, language, revision, state, name, title, words, phrases, created_at)
        VALUES (it.key, 'en', 1, it.state, it.name, it.title, words, phrases, security.now());
    END LOOP;
END
$$;
