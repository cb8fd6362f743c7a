-- What is public, and nothing else. No key points out of this schema, and no role may write into it: words come in through
-- published.post only.
CREATE DOMAIN published.public_id AS text CHECK (VALUE ~ '^[a-z0-9]{12}$');

CREATE TABLE published.edition (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    revision bigint NOT NULL,
    changed_at timestamptz
);
INSERT INTO published.edition (revision) VALUES (0);

CREATE TABLE published.audience (
    key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,29}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    position int NOT NULL
);
INSERT INTO published.audience (key, name, position)
VALUES ('readers', 'Readers', 1), ('contributors', 'Contributors', 2), ('movement', 'Movement', 3);

CREATE TABLE published.component_group (
    id published.public_id PRIMARY KEY,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    position int NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE published.component (
    id published.public_id PRIMARY KEY,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    description text CHECK (char_length(description) <= 1000),
    group_id published.public_id REFERENCES published.component_group,
    position int NOT NULL,
    start_date date,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE published.component_audience (
    component_id published.public_id NOT NULL REFERENCES published.component,
    audience text NOT NULL REFERENCES published.audience,
    PRIMARY KEY (component_id, audience)
);

CREATE TABLE published.notice (
    id published.public_id PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('INCIDENT', 'MAINTENANCE')),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    started_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    scheduled_for timestamptz,
    scheduled_until timestamptz,
    CHECK ((kind = 'MAINTENANCE') = (scheduled_for IS NOT NULL)),
    CHECK (scheduled_for <= scheduled_until)
);

CREATE TABLE published.notice_update (
    id published.public_id PRIMARY KEY,
    notice_id published.public_id NOT NULL REFERENCES published.notice,
    place int NOT NULL,
    state text NOT NULL CHECK (state IN ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED', 'SCHEDULED', 'IN_PROGRESS',
        'VERIFYING', 'COMPLETED')),
    shown_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    next_update_by timestamptz,
    UNIQUE (notice_id, place)
);

CREATE TABLE published.disclosure (
    update_id published.public_id NOT NULL REFERENCES published.notice_update,
    audience text NOT NULL REFERENCES published.audience,
    impact text NOT NULL CHECK (impact IN ('NONE', 'MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE')),
    from_at timestamptz,
    to_at timestamptz,
    markdown text NOT NULL CHECK (char_length(markdown) BETWEEN 1 AND 10000),
    html text NOT NULL CHECK (char_length(html) <= 60000),
    PRIMARY KEY (update_id, audience),
    CHECK (from_at <= to_at)
);

CREATE TABLE published.effect (
    update_id published.public_id NOT NULL REFERENCES published.notice_update,
    component_id published.public_id NOT NULL REFERENCES published.component,
    audience text REFERENCES published.audience,
    status text NOT NULL CHECK (status IN ('OPERATIONAL', 'UNDER_MAINTENANCE', 'DEGRADED_PERFORMANCE', 'PARTIAL_OUTAGE',
        'MAJOR_OUTAGE')),
    UNIQUE NULLS NOT DISTINCT (update_id, component_id, audience)
);

GRANT SELECT ON ALL TABLES IN SCHEMA published TO gatepost_reader, gatepost_gate;
