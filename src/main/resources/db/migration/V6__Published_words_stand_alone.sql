-- What is public, and nothing else. No key points out of this schema, and no role may write into it: words come in through
-- published.post only.
CREATE DOMAIN published.public_id AS text CHECK (VALUE ~ '^[a-z0-9]{12}$');
-- One time outside of these, or one character that XML 1.0 has not (2.2), would end every later edition of page and feed. A line has no
-- controls and none that turn its neighbours' writing direction either. GatePolicy says the same to people.
CREATE DOMAIN published.moment AS timestamptz CHECK (VALUE >= '2000-01-01T00:00:00Z' AND VALUE < '2100-01-01T00:00:00Z');
CREATE DOMAIN published.words AS text CHECK (VALUE !~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]');
CREATE DOMAIN published.line AS text
    CHECK (VALUE !~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]');

CREATE TABLE published.edition (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    revision bigint NOT NULL,
    changed_at published.moment
);
INSERT INTO published.edition (revision) VALUES (0);

CREATE TABLE published.audience (
    -- An address of its own: what the page needs for itself is no audience.
    key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,29}$'
        AND key NOT IN ('incidents', 'components', 'history', 'api', 'at', 'badge', 'embed', 'feed', 'calendar', 'maintenance')),
    name published.line NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    position int NOT NULL
);
INSERT INTO published.audience (key, name, position)
VALUES ('readers', 'Readers', 1), ('contributors', 'Contributors', 2), ('movement', 'Movement', 3);

CREATE TABLE published.component_group (
    id published.public_id PRIMARY KEY,
    name published.line NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    position int NOT NULL,
    created_at published.moment NOT NULL,
    updated_at published.moment NOT NULL
);

CREATE TABLE published.component (
    id published.public_id PRIMARY KEY,
    name published.line NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    description published.words CHECK (char_length(description) <= 1000),
    group_id published.public_id REFERENCES published.component_group,
    position int NOT NULL,
    start_date date CHECK (start_date BETWEEN '1990-01-01' AND '2100-01-01'),
    created_at published.moment NOT NULL,
    updated_at published.moment NOT NULL,
    -- Since when it is listed no more. Its past stays.
    retired_at published.moment
);

CREATE TABLE published.component_audience (
    component_id published.public_id NOT NULL REFERENCES published.component,
    audience text NOT NULL REFERENCES published.audience,
    PRIMARY KEY (component_id, audience)
);

CREATE TABLE published.notice (
    id published.public_id PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('INCIDENT', 'MAINTENANCE')),
    title published.line NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    started_at published.moment NOT NULL,
    published_at published.moment NOT NULL,
    updated_at published.moment NOT NULL,
    scheduled_for published.moment,
    scheduled_until published.moment,
    -- An RRULE of RFC 5545 for planned work that comes again; its begin is scheduled_for.
    recurrence published.line CHECK (char_length(recurrence) BETWEEN 1 AND 500),
    starts_by_itself boolean NOT NULL DEFAULT false,
    ends_by_itself boolean NOT NULL DEFAULT false,
    CHECK (kind = 'MAINTENANCE' OR recurrence IS NULL AND NOT starts_by_itself AND NOT ends_by_itself),
    CHECK (recurrence IS NULL OR scheduled_until IS NOT NULL),
    CHECK (NOT ends_by_itself OR scheduled_until IS NOT NULL),
    CHECK ((kind = 'MAINTENANCE') = (scheduled_for IS NOT NULL)),
    CHECK (scheduled_for <= scheduled_until)
);

CREATE TABLE published.translated_title (
    notice_id published.public_id NOT NULL REFERENCES published.notice,
    language text NOT NULL CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    title published.line NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    PRIMARY KEY (notice_id, language)
);

-- Entries are only ever added. Amending one adds a revision at its place; the first revision's id is the entry's.
CREATE TABLE published.notice_update (
    id published.public_id PRIMARY KEY,
    notice_id published.public_id NOT NULL REFERENCES published.notice,
    place int NOT NULL CHECK (place > 0),
    revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
    amendment text CHECK (amendment IN ('TYPO', 'CORRECTION')),
    -- Of the notice as of this revision; the first entry carries it.
    title published.line CHECK (char_length(title) BETWEEN 1 AND 200),
    state text NOT NULL CHECK (state IN ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED', 'SCHEDULED', 'IN_PROGRESS',
        'VERIFYING', 'COMPLETED', 'CANCELLED', 'POSTMORTEM')),
    shown_at published.moment NOT NULL,
    published_at published.moment NOT NULL,
    next_update_by published.moment,
    tells_subscribers boolean NOT NULL DEFAULT true,
    -- Why the words came later than the knowledge.
    known_since published.moment,
    because published.line CHECK (char_length(because) BETWEEN 1 AND 500),
    -- The planned window as of this revision, for maintenance.
    window_from published.moment,
    window_until published.moment,
    UNIQUE (notice_id, place, revision),
    CHECK ((revision = 1) = (amendment IS NULL)),
    CHECK ((known_since IS NULL) = (because IS NULL)),
    CHECK (amendment IS DISTINCT FROM 'TYPO' OR NOT tells_subscribers)
);

CREATE TABLE published.disclosure (
    update_id published.public_id NOT NULL REFERENCES published.notice_update,
    audience text NOT NULL REFERENCES published.audience,
    impact text NOT NULL CHECK (impact IN ('NONE', 'MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE')),
    from_at published.moment,
    to_at published.moment,
    -- Ten thousand characters for words; a report may have fifty (GatePolicy).
    markdown published.words NOT NULL CHECK (char_length(markdown) BETWEEN 1 AND 50000),
    html published.words NOT NULL CHECK (char_length(html) <= 300000),
    PRIMARY KEY (update_id, audience),
    CHECK (from_at <= to_at)
);

CREATE TABLE published.translation (
    update_id published.public_id NOT NULL,
    audience text NOT NULL,
    language text NOT NULL CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    markdown published.words NOT NULL CHECK (char_length(markdown) BETWEEN 1 AND 50000),
    html published.words NOT NULL CHECK (char_length(html) <= 300000),
    PRIMARY KEY (update_id, audience, language),
    FOREIGN KEY (update_id, audience) REFERENCES published.disclosure
);

-- Struck words stay readable. The reason is of a closed set, because one person alone strikes.
CREATE TABLE published.retraction (
    update_id published.public_id PRIMARY KEY REFERENCES published.notice_update,
    reason text NOT NULL CHECK (reason IN ('WRONG', 'TOO_EARLY', 'NOT_OURS', 'DUPLICATE')),
    retracted_at published.moment NOT NULL
);

-- Withdrawn words are gone, and this says that something stood there. A whole notice has no place.
CREATE TABLE published.tombstone (
    id published.public_id PRIMARY KEY,
    notice_id published.public_id NOT NULL,
    place int,
    withdrawn_at published.moment NOT NULL,
    CHECK ((place IS NULL) = (id = notice_id))
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
