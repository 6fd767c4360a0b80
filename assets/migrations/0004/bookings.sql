-- The list of bookings in each of its orders: a page is a few steps along an
-- index, however many bookings there are. Equals follow by id, which every
-- index carries.
CREATE INDEX bookings_by_arrival ON bookings (property_id, from_day);
CREATE INDEX bookings_by_departure ON bookings (property_id, to_day);
CREATE INDEX bookings_by_guest ON bookings (property_id, lead COLLATE NOCASE);

-- How people like their screens.
CREATE TABLE saved_views (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    staff_id    INTEGER NOT NULL REFERENCES staff (id),
    name        TEXT NOT NULL,
    arrangement TEXT NOT NULL CHECK (json_valid(arrangement)),
    version     INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE INDEX saved_views_by_person ON saved_views (property_id, staff_id);

-- Which entries of the journal a booking's, a room's or a block's history has.
-- Drawn from the entries themselves, so that a history is read without
-- reading the whole journal.
CREATE TABLE journal_about (
    kind TEXT NOT NULL CHECK (kind IN ('BOOKING', 'ROOM', 'BLOCK')),
    id   INTEGER NOT NULL,
    seq  INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (kind, id, seq)
) STRICT, WITHOUT ROWID;

WITH images (seq, name, id, image) AS (
    SELECT j.seq, json_extract(c.value, '$[0]'), json_extract(c.value, '$[1]'), i.value
    FROM journal j, json_each(j.changes) c, json_each(c.value) i
    WHERE i.key IN (2, 3) AND i.type = 'object'
)
INSERT OR IGNORE INTO journal_about (kind, id, seq)
SELECT 'BOOKING', id, seq FROM images WHERE name = 'bookings'
UNION ALL SELECT 'ROOM', id, seq FROM images WHERE name = 'rooms'
UNION ALL SELECT 'BLOCK', id, seq FROM images WHERE name = 'blocks'
UNION ALL SELECT 'ROOM', json_extract(image, '$.block.room'), seq FROM images WHERE name = 'blocks'
UNION ALL SELECT 'BOOKING', json_extract(image, '$.segment.booking'), seq FROM images WHERE name = 'segments'
UNION ALL SELECT 'ROOM', json_extract(image, '$.segment.room'), seq FROM images WHERE name = 'segments'
-- A note's image is personal and stands elsewhere; the note itself knows.
UNION ALL SELECT 'BOOKING', n.booking_id, i.seq FROM images i JOIN notes n ON n.id = i.id
    WHERE i.name = 'notes' AND n.booking_id IS NOT NULL
UNION ALL SELECT 'ROOM', n.room_id, i.seq FROM images i JOIN notes n ON n.id = i.id
    WHERE i.name = 'notes' AND n.room_id IS NOT NULL;
