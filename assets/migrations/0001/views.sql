-- For people who look inside: dates and moments as they write them.

CREATE VIEW readable_bookings AS
SELECT b.id, p.slug AS property, b.code, b.reference, b.lead, b.status, b.room_type,
       date(b.from_day * 86400, 'unixepoch') AS check_in,
       date(b.to_day * 86400, 'unixepoch') AS check_out,
       b.to_day - b.from_day AS nights,
       datetime(b.checked_in_at / 1000, 'unixepoch') AS checked_in_at_utc,
       datetime(b.checked_out_at / 1000, 'unixepoch') AS checked_out_at_utc,
       b.needs_room, b.version
FROM bookings b JOIN properties p ON p.id = b.property_id;

CREATE VIEW readable_segments AS
SELECT s.id, b.code AS booking, b.lead, r.number AS room,
       date(s.from_day * 86400, 'unixepoch') AS check_in,
       date(s.to_day * 86400, 'unixepoch') AS check_out,
       s.status, s.active, s.do_not_move, s.ended_because
FROM segments s JOIN bookings b ON b.id = s.booking_id JOIN rooms r ON r.id = s.room_id;

CREATE VIEW readable_blocks AS
SELECT k.id, k.code, r.number AS room,
       date(k.from_day * 86400, 'unixepoch') AS from_date,
       date(k.to_day * 86400, 'unixepoch') AS to_date,
       k.kind, k.reason, k.released_at IS NOT NULL AS released, k.version
FROM blocks k JOIN rooms r ON r.id = k.room_id;

CREATE VIEW readable_holds AS
SELECT r.number AS room,
       date(h.from_day * 86400, 'unixepoch') AS from_date,
       date(h.to_day * 86400, 'unixepoch') AS to_date,
       coalesce(b.code, k.code) AS holder
FROM holds h
JOIN rooms r ON r.id = h.room_id
LEFT JOIN segments s ON s.id = h.segment_id
LEFT JOIN bookings b ON b.id = s.booking_id
LEFT JOIN blocks k ON k.id = h.block_id
WHERE h.active = 1;

CREATE VIEW readable_journal AS
SELECT j.seq, datetime(j.at / 1000, 'unixepoch') AS at_utc, p.slug AS property, s.employee, s.name,
       j.channel, j.os_user, j.op, j.undoes_seq, j.idempotency_key
FROM journal j
LEFT JOIN properties p ON p.id = j.property_id
LEFT JOIN staff s ON s.id = j.by_id;
