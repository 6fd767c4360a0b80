-- Housekeeping's day: how long each kind of cleaning takes, whose work which
-- room is, what was done and what was found.

ALTER TABLE room_types ADD COLUMN stayover_minutes INTEGER CHECK (stayover_minutes >= 0);
ALTER TABLE room_types ADD COLUMN touch_up_minutes INTEGER CHECK (touch_up_minutes >= 0);
ALTER TABLE room_types ADD COLUMN deep_minutes     INTEGER CHECK (deep_minutes >= 0);
ALTER TABLE room_types ADD COLUMN checklist        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(checklist));

ALTER TABLE rooms ADD COLUMN deep_cleaned_at  INTEGER;
ALTER TABLE rooms ADD COLUMN deep_cleaned_by  INTEGER REFERENCES staff (id);
ALTER TABLE rooms ADD COLUMN serving_at       INTEGER;
ALTER TABLE rooms ADD COLUMN serving_by       INTEGER REFERENCES staff (id);
ALTER TABLE rooms ADD COLUMN make_up_day      INTEGER;
ALTER TABLE rooms ADD COLUMN found_at         INTEGER;
ALTER TABLE rooms ADD COLUMN found_by         INTEGER REFERENCES staff (id);
ALTER TABLE rooms ADD COLUMN found_occupied   INTEGER CHECK (found_occupied IN (0, 1));
ALTER TABLE rooms ADD COLUMN found_heads      INTEGER CHECK (found_heads >= 0);
ALTER TABLE rooms ADD COLUMN found_booking    INTEGER REFERENCES bookings (id);
ALTER TABLE rooms ADD COLUMN found_settled_at INTEGER;
ALTER TABLE rooms ADD COLUMN found_settled_by INTEGER REFERENCES staff (id);

-- Whose work a room is on a business date; taken from everybody, the row stays.
CREATE TABLE room_duties (
    id           INTEGER PRIMARY KEY,
    property_id  INTEGER NOT NULL REFERENCES properties (id),
    day          INTEGER NOT NULL,
    room_id      INTEGER NOT NULL REFERENCES rooms (id),
    attendant_id INTEGER REFERENCES staff (id),
    at           INTEGER NOT NULL,
    by_id        INTEGER NOT NULL REFERENCES staff (id),
    UNIQUE (room_id, day)
) STRICT;

CREATE INDEX room_duties_by_day ON room_duties (property_id, day);

-- One row for each cleaning, for ever: who, how long, what the inspection said.
CREATE TABLE cleanings (
    id            INTEGER PRIMARY KEY,
    property_id   INTEGER NOT NULL REFERENCES properties (id),
    room_id       INTEGER NOT NULL REFERENCES rooms (id),
    day           INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('DEPARTURE', 'STAYOVER', 'TOUCH_UP', 'DEEP')),
    usual_minutes INTEGER NOT NULL CHECK (usual_minutes >= 0),
    started_at    INTEGER,
    finished_at   INTEGER NOT NULL,
    finished_by   INTEGER NOT NULL REFERENCES staff (id),
    notes         TEXT,
    checked_at    INTEGER,
    checked_by    INTEGER REFERENCES staff (id),
    passed        INTEGER CHECK (passed IN (0, 1)),
    failed        TEXT NOT NULL CHECK (json_valid(failed)),
    checked_notes TEXT,
    CHECK ((checked_at IS NULL) = (passed IS NULL))
) STRICT;

CREATE INDEX cleanings_by_room ON cleanings (room_id, id);
CREATE INDEX cleanings_by_day ON cleanings (property_id, day);
