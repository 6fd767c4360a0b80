-- The nights a segment or a block keeps a room. One table for both kinds of
-- holder, so that one rule forbids two holders of one room-night.
-- A hold that has become empty, or was given up, stays with active = 0.
CREATE TABLE holds (
    id         INTEGER PRIMARY KEY,
    room_id    INTEGER NOT NULL REFERENCES rooms (id),
    from_day   INTEGER NOT NULL,
    to_day     INTEGER NOT NULL,
    segment_id INTEGER UNIQUE REFERENCES segments (id),
    block_id   INTEGER UNIQUE REFERENCES blocks (id),
    active     INTEGER NOT NULL CHECK (active IN (0, 1)),
    CHECK ((segment_id IS NULL) <> (block_id IS NULL)),
    -- An active empty hold could hide a longer one behind it from the
    -- predecessor rule below, hence this line.
    CHECK (active = 0 OR from_day < to_day)
) STRICT;

CREATE INDEX holds_by_room ON holds (room_id, from_day, to_day) WHERE active = 1;

-- Active holds of a room are disjoint. So of all that start before the new
-- one ends, only the last can reach into it: one index step decides.
CREATE TRIGGER holds_insert_is_free BEFORE INSERT ON holds WHEN NEW.active = 1
BEGIN
    SELECT RAISE(ABORT, 'ROOM_NIGHT_TAKEN')
    WHERE (
        SELECT to_day FROM holds INDEXED BY holds_by_room
        WHERE room_id = NEW.room_id AND active = 1 AND from_day < NEW.to_day
        ORDER BY from_day DESC LIMIT 1
    ) > NEW.from_day;
END;

CREATE TRIGGER holds_update_is_free
BEFORE UPDATE OF id, room_id, from_day, to_day, active ON holds WHEN NEW.active = 1
BEGIN
    SELECT RAISE(ABORT, 'ROOM_NIGHT_TAKEN')
    WHERE (
        SELECT to_day FROM holds INDEXED BY holds_by_room
        WHERE room_id = NEW.room_id AND active = 1 AND from_day < NEW.to_day AND id <> OLD.id
        ORDER BY from_day DESC LIMIT 1
    ) > NEW.from_day;
END;

-- INSERT OR REPLACE would quietly delete the row it collides with.
CREATE TRIGGER holds_insert_is_new BEFORE INSERT ON holds
BEGIN
    SELECT RAISE(ABORT, 'HOLD_EXISTS')
    WHERE EXISTS (SELECT 1 FROM holds WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM holds WHERE segment_id = NEW.segment_id)
       OR EXISTS (SELECT 1 FROM holds WHERE block_id = NEW.block_id);
END;

CREATE TRIGGER holds_update_keeps_its_names BEFORE UPDATE OF id, segment_id, block_id ON holds
BEGIN
    SELECT RAISE(ABORT, 'HOLD_EXISTS')
    WHERE NEW.id IS NOT OLD.id
       OR NEW.segment_id IS NOT OLD.segment_id
       OR NEW.block_id IS NOT OLD.block_id;
END;

-- A room used by day holds no night; it only must not lie inside another's stay.
CREATE TABLE day_uses (
    id         INTEGER PRIMARY KEY,
    room_id    INTEGER NOT NULL REFERENCES rooms (id),
    day        INTEGER NOT NULL,
    segment_id INTEGER NOT NULL UNIQUE REFERENCES segments (id),
    active     INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX day_uses_by_room ON day_uses (room_id, day) WHERE active = 1;
CREATE INDEX day_uses_by_day ON day_uses (day, room_id, segment_id) WHERE active = 1;

CREATE TRIGGER day_uses_insert_is_free BEFORE INSERT ON day_uses WHEN NEW.active = 1
BEGIN
    SELECT RAISE(ABORT, 'ROOM_DAY_TAKEN')
    WHERE (
        SELECT to_day FROM holds INDEXED BY holds_by_room
        WHERE room_id = NEW.room_id AND active = 1 AND from_day < NEW.day
        ORDER BY from_day DESC LIMIT 1
    ) > NEW.day
    OR EXISTS (SELECT 1 FROM day_uses INDEXED BY day_uses_by_room
               WHERE room_id = NEW.room_id AND day = NEW.day AND active = 1);
END;

CREATE TRIGGER day_uses_update_is_free
BEFORE UPDATE OF id, room_id, day, active ON day_uses WHEN NEW.active = 1
BEGIN
    SELECT RAISE(ABORT, 'ROOM_DAY_TAKEN')
    WHERE (
        SELECT to_day FROM holds INDEXED BY holds_by_room
        WHERE room_id = NEW.room_id AND active = 1 AND from_day < NEW.day
        ORDER BY from_day DESC LIMIT 1
    ) > NEW.day
    OR EXISTS (SELECT 1 FROM day_uses INDEXED BY day_uses_by_room
               WHERE room_id = NEW.room_id AND day = NEW.day AND active = 1 AND id <> OLD.id);
END;

CREATE TRIGGER day_uses_insert_is_new BEFORE INSERT ON day_uses
BEGIN
    SELECT RAISE(ABORT, 'HOLD_EXISTS')
    WHERE EXISTS (SELECT 1 FROM day_uses WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM day_uses WHERE segment_id = NEW.segment_id);
END;

CREATE TRIGGER day_uses_update_keeps_its_names BEFORE UPDATE OF id, segment_id ON day_uses
BEGIN
    SELECT RAISE(ABORT, 'HOLD_EXISTS')
    WHERE NEW.id IS NOT OLD.id OR NEW.segment_id IS NOT OLD.segment_id;
END;

-- The other way round: a stay may not be laid over a day already promised.
CREATE TRIGGER holds_insert_spares_day_uses BEFORE INSERT ON holds WHEN NEW.active = 1
BEGIN
    SELECT RAISE(ABORT, 'ROOM_DAY_TAKEN')
    WHERE EXISTS (SELECT 1 FROM day_uses INDEXED BY day_uses_by_room
                  WHERE room_id = NEW.room_id AND active = 1
                    AND day > NEW.from_day AND day < NEW.to_day);
END;

CREATE TRIGGER holds_update_spares_day_uses
BEFORE UPDATE OF room_id, from_day, to_day, active ON holds WHEN NEW.active = 1
BEGIN
    SELECT RAISE(ABORT, 'ROOM_DAY_TAKEN')
    WHERE EXISTS (SELECT 1 FROM day_uses INDEXED BY day_uses_by_room
                  WHERE room_id = NEW.room_id AND active = 1
                    AND day > NEW.from_day AND day < NEW.to_day);
END;
