-- Plans of rooms: kept to be looked at and carried out.

ALTER TABLE number_counters ADD COLUMN next_plan INTEGER NOT NULL DEFAULT 1 CHECK (next_plan > 0);
ALTER TABLE number_counters ADD COLUMN plan_year INTEGER NOT NULL DEFAULT 0;

CREATE TABLE plans (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    code        TEXT NOT NULL,
    asked       TEXT NOT NULL CHECK (json_valid(asked)),
    proposal    TEXT NOT NULL CHECK (json_valid(proposal)),
    made_at     INTEGER NOT NULL,
    made_by     INTEGER NOT NULL REFERENCES staff (id),
    applied_at  INTEGER,
    applied_by  INTEGER REFERENCES staff (id),
    dropped     TEXT NOT NULL CHECK (json_valid(dropped)),
    version     INTEGER NOT NULL,
    UNIQUE (property_id, code),
    CHECK ((applied_at IS NULL) = (applied_by IS NULL))
) STRICT;

CREATE INDEX plans_to_apply ON plans (property_id, id) WHERE applied_at IS NULL;
