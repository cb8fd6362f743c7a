CREATE TABLE incident.incident (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Not unique: a collision would tell of an incident that one may not see.
    codename text NOT NULL CHECK (char_length(codename) BETWEEN 1 AND 60),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    state text NOT NULL CHECK (state IN ('SUSPECTED', 'ACTIVE', 'MITIGATED', 'RESOLVED', 'IN_REVIEW', 'CLOSED', 'DECLINED', 'MERGED',
        'CANCELLED')),
    severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
    drill boolean NOT NULL DEFAULT false,
    -- Written by the functions of the embargo only: no role has the right to this column.
    sealed boolean NOT NULL DEFAULT false,
    declared_by uuid REFERENCES security.operator,
    declared_at timestamptz NOT NULL,
    commander uuid REFERENCES security.operator,
    command_offered_to uuid REFERENCES security.operator,
    mitigated_at timestamptz,
    mitigation text CHECK (char_length(mitigation) <= 2000),
    resolved_at timestamptz,
    resolution text CHECK (char_length(resolution) <= 2000),
    version int NOT NULL DEFAULT 0,
    -- A release opens the row and closes its record: names and statements are then in incident.closed_record. Written by the functions
    -- of the embargo only, like the seal.
    record_closed boolean NOT NULL DEFAULT false,
    released_at timestamptz,
    CHECK (record_closed OR declared_by IS NOT NULL AND commander IS NOT NULL),
    CHECK (NOT record_closed OR num_nonnulls(declared_by, commander, command_offered_to, mitigation, resolution) = 0),
    CHECK (NOT record_closed OR released_at IS NOT NULL),
    CHECK (state NOT IN ('MITIGATED', 'RESOLVED') OR mitigated_at IS NOT NULL OR resolved_at IS NOT NULL),
    CHECK (state <> 'RESOLVED' OR resolved_at IS NOT NULL)
);

-- What a release does not open: the names and statements of the row itself, until the record is opened.
CREATE TABLE incident.closed_record (
    incident_id uuid PRIMARY KEY REFERENCES incident.incident,
    declared_by uuid NOT NULL REFERENCES security.operator,
    commander uuid NOT NULL REFERENCES security.operator,
    command_offered_to uuid REFERENCES security.operator,
    mitigation text CHECK (char_length(mitigation) <= 2000),
    resolution text CHECK (char_length(resolution) <= 2000)
);

CREATE TABLE incident.criterion_met (
    incident_id uuid NOT NULL REFERENCES incident.incident,
    criterion text NOT NULL CHECK (criterion IN ('UNRESOLVED_AFTER_AN_HOUR', 'MORE_THAN_THREE_PEOPLE', 'BROADLY_VISIBLE', 'SECURITY',
        'OTHER')),
    evidence text NOT NULL CHECK (char_length(evidence) <= 2000),
    stated_by uuid NOT NULL REFERENCES security.operator,
    stated_at timestamptz NOT NULL,
    PRIMARY KEY (incident_id, criterion)
);

CREATE TABLE incident.affected_audience (
    incident_id uuid NOT NULL REFERENCES incident.incident,
    audience text NOT NULL CHECK (audience ~ '^[a-z][a-z0-9-]{0,29}$'),
    impact text NOT NULL CHECK (impact IN ('NONE', 'MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE')),
    from_at timestamptz,
    to_at timestamptz,
    PRIMARY KEY (incident_id, audience),
    CHECK (from_at <= to_at)
);

CREATE TABLE incident.timeline_entry (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id uuid NOT NULL REFERENCES incident.incident,
    happened_at timestamptz NOT NULL,
    words text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 5000),
    written_by uuid NOT NULL REFERENCES security.operator,
    written_at timestamptz NOT NULL
);
CREATE INDEX ON incident.timeline_entry (incident_id, happened_at);
CREATE INDEX ON incident.incident (declared_at DESC);


GRANT SELECT, INSERT (codename, title, state, severity, drill, declared_by, declared_at, commander, mitigated_at, mitigation,
    resolved_at, resolution, command_offered_to, version) ON incident.incident TO gatepost_responder, gatepost_cleared;
GRANT UPDATE (title, state, severity, commander, command_offered_to, mitigated_at, mitigation, resolved_at, resolution, version)
    ON incident.incident TO gatepost_responder, gatepost_cleared;
GRANT SELECT, INSERT ON incident.criterion_met, incident.affected_audience TO gatepost_responder, gatepost_cleared;
-- Ids are made here: a chosen one that is taken would tell of an entry that one may not see.
GRANT SELECT, INSERT (incident_id, happened_at, words, written_by, written_at) ON incident.timeline_entry
    TO gatepost_responder, gatepost_cleared;
GRANT UPDATE (evidence, stated_by, stated_at) ON incident.criterion_met TO gatepost_responder, gatepost_cleared;
GRANT UPDATE (impact, from_at, to_at) ON incident.affected_audience TO gatepost_responder, gatepost_cleared;
GRANT SELECT, UPDATE (commander, command_offered_to, mitigation, resolution) ON incident.closed_record TO gatepost_cleared;
GRANT DELETE ON incident.criterion_met, incident.affected_audience TO gatepost_responder, gatepost_cleared;
