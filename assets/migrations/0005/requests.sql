-- Requests for repair or service. The usual categories are not stored until
-- somebody changes one, so an older file needs nothing but the tables.
ALTER TABLE number_counters ADD COLUMN next_request INTEGER NOT NULL DEFAULT 1 CHECK (next_request > 0);
ALTER TABLE number_counters ADD COLUMN request_year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE number_counters ADD COLUMN next_resident INTEGER NOT NULL DEFAULT 1 CHECK (next_resident > 0);

CREATE TABLE categories (
    id              INTEGER PRIMARY KEY,
    property_id     INTEGER NOT NULL REFERENCES properties (id),
    name            TEXT NOT NULL,
    roles           TEXT NOT NULL CHECK (json_valid(roles)),
    max_priority    INTEGER NOT NULL CHECK (max_priority BETWEEN 1 AND 4),
    usual_hours     INTEGER NOT NULL CHECK (usual_hours > 0),
    budget          INTEGER,
    budget_currency TEXT CHECK (length(budget_currency) = 3),
    follows_guest   INTEGER NOT NULL CHECK (follows_guest IN (0, 1)),
    version         INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, name),
    CHECK ((budget IS NULL) = (budget_currency IS NULL))
) STRICT;

CREATE TABLE residents (
    id                  INTEGER PRIMARY KEY,
    property_id         INTEGER NOT NULL REFERENCES properties (id),
    code                TEXT NOT NULL,
    full_name           TEXT NOT NULL,
    room_id             INTEGER REFERENCES rooms (id),
    flat                TEXT,
    contact_phone       TEXT,
    contact_email       TEXT,
    contact_nationality TEXT,
    contact_document    TEXT,
    kind                TEXT NOT NULL CHECK (kind IN ('OWNER', 'TENANT', 'LONG_STAY')),
    active              INTEGER NOT NULL CHECK (active IN (0, 1)),
    version             INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, code)
) STRICT;

CREATE TABLE requests (
    id                      INTEGER PRIMARY KEY,
    property_id             INTEGER NOT NULL REFERENCES properties (id),
    ticket                  TEXT NOT NULL,
    title                   TEXT NOT NULL,
    description             TEXT NOT NULL,
    category                TEXT NOT NULL,
    room_id                 INTEGER REFERENCES rooms (id),
    location                TEXT,
    requester_staff         INTEGER REFERENCES staff (id),
    requester_booking       INTEGER REFERENCES bookings (id),
    requester_resident      INTEGER REFERENCES residents (id),
    priority                INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 4),
    status                  TEXT NOT NULL CHECK (status IN (
                                'SUBMITTED', 'ACKNOWLEDGED', 'ASSIGNED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED',
                                'CANCELLED')),
    waiting_at              INTEGER,
    waiting_by              INTEGER REFERENCES staff (id),
    waiting_reason          TEXT,
    assigned_to             INTEGER REFERENCES staff (id),
    assigned_at             INTEGER,
    assigned_by             INTEGER REFERENCES staff (id),
    estimated_completion    INTEGER,
    estimated_cost          INTEGER,
    estimated_cost_currency TEXT CHECK (length(estimated_cost_currency) = 3),
    actual_cost             INTEGER,
    actual_cost_currency    TEXT CHECK (length(actual_cost_currency) = 3),
    vendor                  TEXT,
    created_at              INTEGER NOT NULL,
    created_by              INTEGER NOT NULL REFERENCES staff (id),
    acknowledged_at         INTEGER,
    acknowledged_by         INTEGER REFERENCES staff (id),
    started_at              INTEGER,
    started_by              INTEGER REFERENCES staff (id),
    resolved_at             INTEGER,
    resolved_by             INTEGER REFERENCES staff (id),
    closed_at               INTEGER,
    closed_by               INTEGER REFERENCES staff (id),
    cancelled_at            INTEGER,
    cancelled_by            INTEGER REFERENCES staff (id),
    rating                  INTEGER CHECK (rating BETWEEN 1 AND 5),
    feedback                TEXT,
    hold_wanted             INTEGER NOT NULL CHECK (hold_wanted IN (0, 1)),
    updates                 INTEGER NOT NULL CHECK (updates >= 0),
    version                 INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, ticket),
    CHECK ((requester_staff IS NOT NULL) + (requester_booking IS NOT NULL) + (requester_resident IS NOT NULL) = 1),
    -- Work in hand is in someone's hands.
    CHECK (status NOT IN ('ASSIGNED', 'IN_PROGRESS') OR assigned_to IS NOT NULL),
    CHECK ((estimated_cost IS NULL) = (estimated_cost_currency IS NULL)),
    CHECK ((actual_cost IS NULL) = (actual_cost_currency IS NULL))
) STRICT;

CREATE INDEX requests_open ON requests (property_id, id)
    WHERE status IN ('SUBMITTED', 'ACKNOWLEDGED', 'ASSIGNED', 'IN_PROGRESS', 'RESOLVED');
CREATE INDEX requests_by_room ON requests (room_id) WHERE room_id IS NOT NULL;
CREATE INDEX requests_by_booking ON requests (requester_booking) WHERE requester_booking IS NOT NULL;
CREATE INDEX requests_by_resident ON requests (requester_resident) WHERE requester_resident IS NOT NULL;
CREATE INDEX requests_by_assignee ON requests (assigned_to, resolved_at) WHERE assigned_to IS NOT NULL;
CREATE INDEX requests_by_age ON requests (property_id, created_at, id);

-- What was done and said, only ever added; undo takes back the one it added.
CREATE TABLE request_updates (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    request_id  INTEGER NOT NULL REFERENCES requests (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    at          INTEGER NOT NULL,
    by_id       INTEGER NOT NULL REFERENCES staff (id),
    text        TEXT NOT NULL,
    notes       TEXT,
    fields      TEXT NOT NULL CHECK (json_valid(fields)),
    UNIQUE (request_id, number)
) STRICT;

-- The request by which the repair of a room is followed. Room and request may
-- be written in one step in either order.
ALTER TABLE rooms ADD COLUMN maintenance_request INTEGER
    REFERENCES requests (id) DEFERRABLE INITIALLY DEFERRED;

CREATE VIEW readable_requests AS
SELECT q.id, p.slug AS property, q.ticket, q.title, q.category, r.number AS room, q.location, q.priority, q.status,
       q.waiting_at IS NOT NULL AS on_hold, s.name AS assigned_to,
       datetime(q.created_at / 1000, 'unixepoch') AS created_at_utc,
       datetime(q.estimated_completion / 1000, 'unixepoch') AS estimated_completion_utc,
       datetime(q.resolved_at / 1000, 'unixepoch') AS resolved_at_utc,
       datetime(q.closed_at / 1000, 'unixepoch') AS closed_at_utc,
       q.version
FROM requests q
JOIN properties p ON p.id = q.property_id
LEFT JOIN rooms r ON r.id = q.room_id
LEFT JOIN staff s ON s.id = q.assigned_to;
