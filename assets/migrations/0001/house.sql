-- The rows of the house. Ids are whole numbers, days are counted from
-- 1970-01-01, moments are milliseconds UTC, money is minor units beside its
-- currency, choices are upper-case names.

-- Where identities come from: one counter for the file, numbers per property.
CREATE TABLE identity_counter (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    next_id INTEGER NOT NULL CHECK (next_id > 0)
) STRICT;

INSERT INTO identity_counter (id, next_id) VALUES (1, 1);

CREATE TABLE number_counters (
    property_id  INTEGER PRIMARY KEY REFERENCES properties (id),
    next_booking INTEGER NOT NULL CHECK (next_booking > 0),
    next_block   INTEGER NOT NULL CHECK (next_block > 0)
) STRICT;

CREATE TABLE properties (
    id            INTEGER PRIMARY KEY,
    slug          TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    currency      TEXT NOT NULL CHECK (length(currency) = 3),
    timezone      TEXT NOT NULL,
    business_date INTEGER NOT NULL,
    policies      TEXT NOT NULL CHECK (json_valid(policies)),
    version       INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE room_types (
    id            INTEGER PRIMARY KEY,
    property_id   INTEGER NOT NULL REFERENCES properties (id),
    code          TEXT NOT NULL,
    name          TEXT NOT NULL,
    capacity      INTEGER NOT NULL CHECK (capacity >= 0),
    rate          INTEGER NOT NULL,
    rate_currency TEXT NOT NULL CHECK (length(rate_currency) = 3),
    rank          INTEGER NOT NULL CHECK (rank >= 0),
    minutes       INTEGER NOT NULL CHECK (minutes >= 0),
    version       INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, code)
) STRICT;

CREATE TABLE staff (
    id             INTEGER PRIMARY KEY,
    property_id    INTEGER NOT NULL REFERENCES properties (id),
    employee       TEXT NOT NULL,
    name           TEXT NOT NULL,
    role           TEXT NOT NULL CHECK (role IN (
                       'ADMINISTRATOR', 'MANAGER', 'FRONT_DESK', 'HOUSEKEEPING_SUPERVISOR', 'ROOM_ATTENDANT',
                       'FACILITY_MANAGER', 'ACCOUNTANT', 'MAINTENANCE_SUPERVISOR', 'ELECTRICIAN', 'PLUMBER',
                       'SECURITY_HEAD', 'GARDENER')),
    permissions    TEXT NOT NULL CHECK (json_valid(permissions)),
    phone          TEXT,
    email          TEXT,
    languages      TEXT NOT NULL CHECK (json_valid(languages)),
    on_duty        INTEGER NOT NULL CHECK (on_duty IN (0, 1)),
    active         INTEGER NOT NULL CHECK (active IN (0, 1)),
    version        INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, employee)
) STRICT;

CREATE TABLE rooms (
    id                        INTEGER PRIMARY KEY,
    property_id               INTEGER NOT NULL REFERENCES properties (id),
    number                    TEXT NOT NULL,
    room_type                 TEXT NOT NULL,
    floor                     INTEGER NOT NULL,
    capacity                  INTEGER NOT NULL CHECK (capacity >= 0),
    features                  TEXT NOT NULL CHECK (json_valid(features)),
    status                    TEXT NOT NULL CHECK (status IN (
                                  'AVAILABLE', 'OCCUPIED', 'CHECKOUT_DIRTY', 'CLEANING_IN_PROGRESS',
                                  'CLEANED_UNINSPECTED', 'MAINTENANCE_REQUIRED', 'OUT_OF_ORDER', 'READY_FOR_GUEST')),
    status_since              INTEGER NOT NULL,
    status_before_guest       TEXT CHECK (status_before_guest IN (
                                  'AVAILABLE', 'OCCUPIED', 'CHECKOUT_DIRTY', 'CLEANING_IN_PROGRESS',
                                  'CLEANED_UNINSPECTED', 'MAINTENANCE_REQUIRED', 'OUT_OF_ORDER', 'READY_FOR_GUEST')),
    active                    INTEGER NOT NULL CHECK (active IN (0, 1)),
    maintenance_priority      TEXT CHECK (maintenance_priority IN ('LOW', 'MED', 'HIGH')),
    maintenance_notes         TEXT,
    maintenance_since         INTEGER,
    maintenance_by            INTEGER REFERENCES staff (id),
    maintenance_until         INTEGER,
    maintenance_status_before TEXT CHECK (maintenance_status_before IN (
                                  'AVAILABLE', 'OCCUPIED', 'CHECKOUT_DIRTY', 'CLEANING_IN_PROGRESS',
                                  'CLEANED_UNINSPECTED', 'MAINTENANCE_REQUIRED', 'OUT_OF_ORDER', 'READY_FOR_GUEST')),
    out_of_order_reason       TEXT,
    out_of_order_until        INTEGER,
    out_of_order_at           INTEGER,
    out_of_order_by           INTEGER REFERENCES staff (id),
    service_day               INTEGER,
    service                   TEXT CHECK (service IN (
                                  'NOT_DUE', 'DUE', 'IN_PROGRESS', 'DONE', 'DECLINED', 'DO_NOT_DISTURB')),
    rush                      INTEGER NOT NULL CHECK (rush IN (0, 1)),
    requires_inspection       INTEGER NOT NULL CHECK (requires_inspection IN (0, 1)),
    cleaning_at               INTEGER,
    cleaning_by               INTEGER REFERENCES staff (id),
    last_checkout_at          INTEGER,
    last_cleaned_at           INTEGER,
    last_cleaned_by           INTEGER REFERENCES staff (id),
    last_inspected_at         INTEGER,
    last_inspected_by         INTEGER REFERENCES staff (id),
    version                   INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, number),
    FOREIGN KEY (property_id, room_type) REFERENCES room_types (property_id, code),
    CHECK ((status = 'OUT_OF_ORDER') = (out_of_order_at IS NOT NULL)),
    CHECK (status <> 'MAINTENANCE_REQUIRED' OR maintenance_since IS NOT NULL)
) STRICT;

CREATE TABLE bookings (
    id                  INTEGER PRIMARY KEY,
    property_id         INTEGER NOT NULL REFERENCES properties (id),
    code                TEXT NOT NULL,
    reference           TEXT,
    lead                TEXT NOT NULL,
    guests              TEXT NOT NULL CHECK (json_valid(guests)),
    contact_phone       TEXT,
    contact_email       TEXT,
    contact_nationality TEXT,
    contact_document    TEXT,
    adults              INTEGER NOT NULL CHECK (adults >= 0),
    children            INTEGER NOT NULL CHECK (children >= 0),
    infants             INTEGER NOT NULL CHECK (infants >= 0),
    room_type           TEXT NOT NULL,
    from_day            INTEGER NOT NULL,
    to_day              INTEGER NOT NULL,
    arrival_minutes     INTEGER CHECK (arrival_minutes BETWEEN 0 AND 1439),
    departure_minutes   INTEGER CHECK (departure_minutes BETWEEN 0 AND 1439),
    status              TEXT NOT NULL CHECK (status IN (
                            'PENDING_PAYMENT', 'CONFIRMED', 'CANCELLED', 'COMPLETED', 'NO_SHOW')),
    checked_in_at       INTEGER,
    checked_out_at      INTEGER,
    arrived_on          INTEGER,
    departed_on         INTEGER,
    rate                INTEGER NOT NULL,
    rate_currency       TEXT NOT NULL CHECK (length(rate_currency) = 3),
    source              TEXT NOT NULL,
    is_vip              INTEGER NOT NULL CHECK (is_vip IN (0, 1)),
    is_direct           INTEGER NOT NULL CHECK (is_direct IN (0, 1)),
    group_name          TEXT,
    preferences         TEXT NOT NULL CHECK (json_valid(preferences)),
    wanted_room         TEXT,
    guest_waiting       INTEGER NOT NULL CHECK (guest_waiting IN (0, 1)),
    placeholder_guests  INTEGER NOT NULL CHECK (placeholder_guests IN (0, 1)),
    status_reason       TEXT,
    created_at          INTEGER NOT NULL,
    needs_room          INTEGER NOT NULL CHECK (needs_room IN (0, 1)),
    version             INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, code),
    FOREIGN KEY (property_id, room_type) REFERENCES room_types (property_id, code),
    CHECK (from_day <= to_day)
) STRICT;

-- A month of the grid: what starts in it or within 31 days before, and, apart,
-- the few long stays that reach into it. So the look-back stays short for all.
CREATE INDEX bookings_short ON bookings (property_id, from_day, to_day, status)
    WHERE status NOT IN ('CANCELLED', 'NO_SHOW') AND to_day - from_day <= 31;
CREATE INDEX bookings_long ON bookings (property_id, to_day, from_day, status)
    WHERE status NOT IN ('CANCELLED', 'NO_SHOW') AND to_day - from_day > 31;
CREATE INDEX bookings_needing_room ON bookings (property_id, room_type, from_day, to_day) WHERE needs_room = 1;
CREATE INDEX bookings_not_arrived ON bookings (property_id, from_day)
    WHERE status = 'CONFIRMED' AND checked_in_at IS NULL;
CREATE INDEX bookings_in_house ON bookings (property_id)
    WHERE checked_in_at IS NOT NULL AND checked_out_at IS NULL;
CREATE INDEX bookings_by_reference ON bookings (property_id, reference) WHERE reference IS NOT NULL;

CREATE TABLE segments (
    id                 INTEGER PRIMARY KEY,
    property_id        INTEGER NOT NULL REFERENCES properties (id),
    booking_id         INTEGER NOT NULL REFERENCES bookings (id),
    room_id            INTEGER NOT NULL REFERENCES rooms (id),
    from_day           INTEGER NOT NULL,
    to_day             INTEGER NOT NULL,
    status             TEXT NOT NULL CHECK (status IN ('PRE_ASSIGNED', 'ASSIGNED', 'LOCKED')),
    assignment_type    TEXT NOT NULL CHECK (assignment_type IN (
                           'AUTO', 'MANUAL', 'GUEST_REQUEST', 'UPGRADE', 'DOWNGRADE')),
    do_not_move        INTEGER NOT NULL CHECK (do_not_move IN (0, 1)),
    original_type      TEXT NOT NULL,
    original_rate      INTEGER NOT NULL,
    original_currency  TEXT NOT NULL CHECK (length(original_currency) = 3),
    allocated_rate     INTEGER NOT NULL,
    allocated_currency TEXT NOT NULL CHECK (length(allocated_currency) = 3),
    assigned_at        INTEGER NOT NULL,
    assigned_by        INTEGER NOT NULL REFERENCES staff (id),
    reassigned_at      INTEGER,
    reassigned_by      INTEGER REFERENCES staff (id),
    moved_at           INTEGER,
    moved_by           INTEGER REFERENCES staff (id),
    moved_from         INTEGER REFERENCES rooms (id),
    moved_reason       TEXT,
    ended_at           INTEGER,
    ended_by           INTEGER REFERENCES staff (id),
    ended_because      TEXT CHECK (ended_because IN (
                           'UNASSIGNED', 'REASSIGNED', 'MOVED', 'CANCELLED', 'NO_SHOW', 'SHORTENED',
                           'CHECK_IN_UNDONE')),
    active             INTEGER NOT NULL CHECK (active IN (0, 1)),
    CHECK (from_day <= to_day),
    CHECK (active = 0 OR ended_at IS NULL)
) STRICT;

CREATE INDEX segments_by_booking ON segments (booking_id);
CREATE INDEX segments_locked ON segments (room_id) WHERE active = 1 AND status = 'LOCKED';

CREATE TABLE blocks (
    id             INTEGER PRIMARY KEY,
    property_id    INTEGER NOT NULL REFERENCES properties (id),
    code           TEXT NOT NULL,
    room_id        INTEGER NOT NULL REFERENCES rooms (id),
    from_day       INTEGER NOT NULL,
    to_day         INTEGER NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('MAINTENANCE', 'RENOVATION', 'VIP_HOLD', 'LONG_STAY', 'STAFF')),
    reason         TEXT NOT NULL,
    override_level TEXT CHECK (override_level IN ('NONE', 'MANAGER', 'ADMIN')),
    created_at     INTEGER NOT NULL,
    created_by     INTEGER NOT NULL REFERENCES staff (id),
    released_at    INTEGER,
    released_by    INTEGER REFERENCES staff (id),
    release_reason TEXT,
    version        INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, code),
    CHECK (from_day <= to_day),
    CHECK (released_at IS NOT NULL OR from_day < to_day)
) STRICT;

CREATE INDEX blocks_standing ON blocks (property_id, to_day, from_day) WHERE released_at IS NULL;

CREATE TABLE notes (
    id          INTEGER PRIMARY KEY,
    property_id INTEGER NOT NULL REFERENCES properties (id),
    room_id     INTEGER REFERENCES rooms (id),
    booking_id  INTEGER REFERENCES bookings (id),
    at          INTEGER NOT NULL,
    by_id       INTEGER NOT NULL REFERENCES staff (id),
    text        TEXT NOT NULL,
    CHECK ((room_id IS NULL) <> (booking_id IS NULL))
) STRICT;

CREATE INDEX notes_by_room ON notes (room_id) WHERE room_id IS NOT NULL;
CREATE INDEX notes_by_booking ON notes (booking_id) WHERE booking_id IS NOT NULL;

CREATE TABLE alert_marks (
    id                    INTEGER PRIMARY KEY,
    property_id           INTEGER NOT NULL REFERENCES properties (id),
    alert                 TEXT NOT NULL,
    snoozed_until         INTEGER,
    acknowledged_severity TEXT CHECK (acknowledged_severity IN ('INFO', 'WARNING', 'CRITICAL')),
    acknowledged_at       INTEGER,
    acknowledged_by       INTEGER REFERENCES staff (id),
    acknowledged_notes    TEXT,
    resolved_severity     TEXT CHECK (resolved_severity IN ('INFO', 'WARNING', 'CRITICAL')),
    resolved_at           INTEGER,
    resolved_by           INTEGER REFERENCES staff (id),
    resolved_notes        TEXT,
    version               INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (property_id, alert)
) STRICT;
