-- What people are told, and the jobs that tell them.

CREATE TABLE messages (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    to_id       INTEGER NOT NULL REFERENCES staff (id),
    from_id     INTEGER REFERENCES staff (id),
    kind        TEXT NOT NULL CHECK (kind IN (
                    'ALERT', 'ANNOUNCEMENT', 'HAND_OVER', 'REQUEST', 'REPORT', 'CORRECTION')),
    about       TEXT,
    urgency     TEXT NOT NULL CHECK (urgency IN ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
    text        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    read_at     INTEGER,
    version     INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE INDEX messages_of ON messages (to_id, id);
CREATE INDEX messages_unread ON messages (to_id) WHERE read_at IS NULL;

CREATE TABLE deliveries (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    message_id  INTEGER NOT NULL REFERENCES messages (id),
    way         TEXT NOT NULL CHECK (way IN ('EMAIL', 'SMS')),
    address     TEXT NOT NULL,
    attempts    INTEGER NOT NULL CHECK (attempts >= 0),
    next_try    INTEGER,
    sent_at     INTEGER,
    dead_at     INTEGER,
    last_error  TEXT,
    version     INTEGER NOT NULL CHECK (version > 0),
    CHECK ((next_try IS NOT NULL) + (sent_at IS NOT NULL) + (dead_at IS NOT NULL) <= 1)
) STRICT;

CREATE INDEX deliveries_of_message ON deliveries (message_id);
CREATE INDEX deliveries_waiting ON deliveries (property_id, next_try) WHERE next_try IS NOT NULL;
CREATE INDEX deliveries_dead ON deliveries (property_id) WHERE dead_at IS NOT NULL;

CREATE TABLE notices (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    kind        TEXT NOT NULL CHECK (kind IN ('ANNOUNCEMENT', 'HAND_OVER')),
    text        TEXT NOT NULL,
    roles       TEXT NOT NULL CHECK (json_valid(roles)),
    at          INTEGER NOT NULL,
    by_id       INTEGER NOT NULL REFERENCES staff (id),
    until_day   INTEGER NOT NULL
) STRICT;

CREATE INDEX notices_shown ON notices (property_id, until_day);

CREATE TABLE house_events (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    name        TEXT NOT NULL,
    from_day    INTEGER NOT NULL,
    to_day      INTEGER NOT NULL,
    CHECK (from_day <= to_day)
) STRICT;

CREATE INDEX house_events_by_day ON house_events (property_id, to_day, from_day);

CREATE TABLE day_figures (
    id               INTEGER PRIMARY KEY,
    property_id      INTEGER NOT NULL REFERENCES properties (id),
    day              INTEGER NOT NULL,
    rooms            INTEGER NOT NULL,
    out_of_order     INTEGER NOT NULL,
    occupied         INTEGER NOT NULL,
    arrivals         INTEGER NOT NULL,
    departures       INTEGER NOT NULL,
    stayovers        INTEGER NOT NULL,
    no_shows         INTEGER NOT NULL,
    overstays        INTEGER NOT NULL,
    guests           INTEGER NOT NULL,
    revenue          INTEGER NOT NULL,
    revenue_currency TEXT NOT NULL CHECK (length(revenue_currency) = 3),
    UNIQUE (property_id, day)
) STRICT;

CREATE INDEX bookings_departed ON bookings (property_id, departed_on) WHERE departed_on IS NOT NULL;

ALTER TABLE alert_marks ADD COLUMN first_seen INTEGER;
ALTER TABLE alert_marks ADD COLUMN told TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(told));

-- Who does the jobs of a property: one console at a time, for a while. Leases
-- and runs are about this program, not about the house: they are in no journal.
CREATE TABLE job_leases (
    property_id INTEGER PRIMARY KEY REFERENCES properties (id),
    holder      TEXT NOT NULL,
    taken_at    INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    -- Since when the jobs of this property are done at all: what was due
    -- before is nobody's.
    since       INTEGER NOT NULL
) STRICT;

CREATE TABLE job_runs (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    job         TEXT NOT NULL,
    due_at      INTEGER NOT NULL,
    holder      TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    -- How often it was begun: more than once where a console died over it.
    begun       INTEGER NOT NULL CHECK (begun > 0),
    ended_at    INTEGER,
    outcome     TEXT CHECK (outcome IN ('DONE', 'NOTHING', 'FAILED')),
    words       TEXT,
    UNIQUE (property_id, job, due_at),
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX job_runs_unfinished ON job_runs (property_id) WHERE ended_at IS NULL;
