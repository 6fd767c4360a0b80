-- What was settled about a room of another type than was booked.
ALTER TABLE segments ADD COLUMN rate_decision TEXT CHECK (rate_decision IN ('CHARGE', 'COMPLIMENTARY'));
ALTER TABLE segments ADD COLUMN rate_approved INTEGER CHECK (rate_approved IN (0, 1));
ALTER TABLE segments ADD COLUMN rate_settled_at INTEGER;
ALTER TABLE segments ADD COLUMN rate_settled_by INTEGER REFERENCES staff (id);

-- The lines of bookings' accounts: payments, adjustments, and the charged
-- differences of rooms of another type. A line is added, or taken back by
-- undo, never changed. A difference names its segment without leaning on it:
-- lines that make up for each other outlive a segment that undo takes away.
CREATE TABLE account_lines (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    booking_id  INTEGER NOT NULL REFERENCES bookings (id),
    day         INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    by_id       INTEGER NOT NULL REFERENCES staff (id),
    amount      INTEGER NOT NULL,
    currency    TEXT NOT NULL CHECK (length(currency) = 3),
    kind        TEXT NOT NULL CHECK (kind IN ('DEPOSIT', 'PAYMENT', 'REFUND', 'ADJUSTMENT', 'DIFFERENCE')),
    method      TEXT,
    segment_id  INTEGER,
    nights      INTEGER,
    reason      TEXT,
    CHECK ((kind IN ('DEPOSIT', 'PAYMENT', 'REFUND')) = (method IS NOT NULL)),
    CHECK (method IS NULL OR amount > 0),
    CHECK ((kind = 'DIFFERENCE') = (segment_id IS NOT NULL)),
    CHECK ((segment_id IS NULL) = (nights IS NULL)),
    CHECK ((method IS NULL) = (reason IS NOT NULL))
) STRICT;

CREATE INDEX account_lines_by_booking ON account_lines (booking_id);
CREATE INDEX account_lines_by_day ON account_lines (property_id, day);

CREATE TRIGGER account_lines_no_update BEFORE UPDATE ON account_lines
BEGIN
    SELECT RAISE(ABORT, 'ACCOUNT_IS_APPEND_ONLY');
END;

CREATE VIEW readable_accounts AS
SELECT a.id, b.code AS booking, b.lead, date(a.day * 86400, 'unixepoch') AS day,
       a.kind, a.amount, a.currency, a.method, a.nights, a.reason, s.employee AS by
FROM account_lines a
JOIN bookings b ON b.id = a.booking_id
JOIN staff s ON s.id = a.by_id;
