-- What else is known of the people of the house.
ALTER TABLE staff ADD COLUMN department TEXT;
ALTER TABLE staff ADD COLUMN employment_status TEXT NOT NULL DEFAULT 'ACTIVE'
    CHECK (employment_status IN ('ACTIVE', 'ON_LEAVE', 'SUSPENDED', 'TERMINATED'));
ALTER TABLE staff ADD COLUMN hire_date INTEGER;
ALTER TABLE staff ADD COLUMN reports_to INTEGER REFERENCES staff (id);
ALTER TABLE staff ADD COLUMN schedule TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN round_the_clock INTEGER NOT NULL DEFAULT 0 CHECK (round_the_clock IN (0, 1));
ALTER TABLE staff ADD COLUMN notify TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(notify));
ALTER TABLE staff ADD COLUMN pin_set_at INTEGER;

CREATE INDEX staff_by_leader ON staff (reports_to) WHERE reports_to IS NOT NULL;

-- What is known of a PIN: a salted hash, and nothing else. This table is no
-- row of the house: it is in no journal entry and no receipt.
CREATE TABLE pins (
    staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
    hash     TEXT NOT NULL CHECK (hash LIKE '$argon2id$%')
) STRICT;

-- Wrong tries to sign in, by what was given as the name: an employee number
-- where it was somebody's, else the text itself. Shared by all consoles.
CREATE TABLE sign_in_failures (
    property_id INTEGER NOT NULL REFERENCES properties (id),
    who         TEXT NOT NULL,
    failures    INTEGER NOT NULL CHECK (failures > 0),
    last_at     INTEGER NOT NULL,
    PRIMARY KEY (property_id, who)
) STRICT, WITHOUT ROWID;
