-- People at work: how often the managers were told of a late request, to whom
-- it is offered, letters to guests and residents, and where a person starts.

ALTER TABLE requests ADD COLUMN escalations INTEGER NOT NULL DEFAULT 0 CHECK (escalations >= 0);
ALTER TABLE requests ADD COLUMN escalated_at INTEGER;
ALTER TABLE requests ADD COLUMN offered_to INTEGER REFERENCES staff (id);

-- Of a letter that goes to nobody of the staff, to_id is who answers for it.
ALTER TABLE messages ADD COLUMN outside_booking INTEGER REFERENCES bookings (id);
ALTER TABLE messages ADD COLUMN outside_resident INTEGER REFERENCES residents (id);

ALTER TABLE staff ADD COLUMN start TEXT NOT NULL DEFAULT 'AS_ROLE' CHECK (start IN (
    'AS_ROLE', 'GRID', 'BOARD', 'OWN_ROOMS', 'REQUESTS', 'TEAM', 'COSTS'));
