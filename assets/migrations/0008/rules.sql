-- Allocation rules: which rooms the house would rather, or must, give to whom.

CREATE TABLE allocation_rules (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('ROOM_TYPE', 'FLOOR', 'FEATURE', 'GUEST_TYPE')),
    conditions  TEXT NOT NULL CHECK (json_valid(conditions)),
    actions     TEXT NOT NULL CHECK (json_valid(actions)),
    priority    INTEGER NOT NULL,
    active      INTEGER NOT NULL CHECK (active IN (0, 1)),
    version     INTEGER NOT NULL CHECK (version > 0)
) STRICT;

-- Where bookings come from is asked by hopping from one source to the next.
CREATE INDEX bookings_by_source ON bookings (property_id, source);
