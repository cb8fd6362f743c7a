-- A group is what Alertmanager notifies together. Its key is long and made of other people's matchers, so it is found by its hash.
CREATE TABLE alert.alert_group (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
    group_key text NOT NULL CHECK (char_length(group_key) <= 10000),
    receiver text NOT NULL CHECK (char_length(receiver) <= 200),
    truncated_alerts bigint NOT NULL CHECK (truncated_alerts >= 0),
    last_heard_at timestamptz NOT NULL,
    -- Sent by an integration of the security team: behind a wall of its own, and identical to nothing on the other side of it.
    born_sealed boolean NOT NULL DEFAULT false,
    UNIQUE (key_hash, born_sealed)
);

CREATE TABLE alert.alert (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    group_id uuid NOT NULL REFERENCES alert.alert_group,
    fingerprint text NOT NULL CHECK (char_length(fingerprint) BETWEEN 1 AND 64),
    -- The exact text, because it has nanoseconds and is half of the identity.
    starts_at_text text NOT NULL CHECK (char_length(starts_at_text) BETWEEN 1 AND 40),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz,
    state text NOT NULL CHECK (state IN ('FIRING', 'RESOLVED')),
    name text NOT NULL CHECK (char_length(name) <= 300),
    severity text CHECK (char_length(severity) <= 100),
    summary text CHECK (char_length(summary) <= 2000),
    labels jsonb NOT NULL,
    annotations jsonb NOT NULL,
    generator_url text CHECK (char_length(generator_url) <= 4000),
    first_heard_at timestamptz NOT NULL,
    last_heard_at timestamptz NOT NULL,
    born_sealed boolean NOT NULL DEFAULT false,
    UNIQUE (fingerprint, starts_at_text, born_sealed)
);
CREATE INDEX ON alert.alert (state, starts_at DESC);

-- Which incidents deal with which alerts. As narrow as the incident; the alert itself is never narrowed.
CREATE TABLE alert.incident_link (
    alert_id uuid NOT NULL REFERENCES alert.alert,
    incident_id uuid NOT NULL REFERENCES incident.incident,
    linked_by uuid NOT NULL REFERENCES security.operator,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (alert_id, incident_id)
);

-- Of what was born sealed one sees what belongs to an incident whose record one may read.
CREATE FUNCTION alert.may_know(p_group uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM alert.alert a JOIN alert.incident_link l ON l.alert_id = a.id
        WHERE a.group_id = p_group AND embargo.may_read(l.incident_id))
$$;

CALL security.wall('alert.alert_group', 'NOT born_sealed OR alert.may_know(id)', 'NOT born_sealed OR alert.may_know(id)');
CALL security.wall('alert.alert', 'NOT born_sealed OR alert.may_know(group_id)', 'NOT born_sealed OR alert.may_know(group_id)');
GRANT EXECUTE ON FUNCTION alert.may_know(uuid) TO gatepost_responder, gatepost_cleared;
CALL security.wall('alert.incident_link', 'embargo.may_read(incident_id)', 'embargo.may_read(incident_id)');

GRANT SELECT, INSERT (key_hash, group_key, receiver, truncated_alerts, last_heard_at) ON alert.alert_group
    TO gatepost_responder, gatepost_cleared;
GRANT SELECT, INSERT (group_id, fingerprint, starts_at_text, starts_at, ends_at, state, name, severity, summary, labels, annotations,
    generator_url, first_heard_at, last_heard_at) ON alert.alert TO gatepost_responder, gatepost_cleared;
GRANT SELECT, INSERT ON alert.incident_link TO gatepost_responder, gatepost_cleared;
GRANT UPDATE (receiver, truncated_alerts, last_heard_at) ON alert.alert_group TO gatepost_responder, gatepost_cleared;
GRANT UPDATE (group_id, ends_at, state, summary, severity, labels, annotations, generator_url, last_heard_at) ON alert.alert
    TO gatepost_responder, gatepost_cleared;
