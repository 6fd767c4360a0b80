-- What happened, in order, for ever. Each hash covers its entry and the hash
-- before it, so a changed, lost or reordered entry shows.
-- The long columns stand last: the end of the chain is read without them.
CREATE TABLE journal (
    seq             INTEGER PRIMARY KEY CHECK (seq > 0),
    at              INTEGER NOT NULL,
    property_id     INTEGER REFERENCES properties (id),
    by_id           INTEGER NOT NULL REFERENCES staff (id),
    channel         TEXT NOT NULL,
    os_user         TEXT,
    op              TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    undoes_seq      INTEGER REFERENCES journal (seq) CHECK (undoes_seq < seq),
    previous_hash   BLOB NOT NULL CHECK (length(previous_hash) = 32),
    hash            BLOB NOT NULL CHECK (length(hash) = 32),
    personal        TEXT CHECK (personal IS NULL OR json_valid(personal)),
    answer          TEXT NOT NULL CHECK (json_valid(answer)),
    command         TEXT NOT NULL CHECK (json_valid(command)),
    changes         TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;

CREATE UNIQUE INDEX journal_by_key ON journal (coalesce(property_id, 0), idempotency_key);
CREATE INDEX journal_by_person ON journal (property_id, by_id, seq);
CREATE INDEX journal_by_audit ON journal (property_id, seq) WHERE op = 'night_audit';
CREATE INDEX journal_audits ON journal (property_id, seq) WHERE op = 'night_audit';
CREATE INDEX journal_by_undone ON journal (undoes_seq) WHERE undoes_seq IS NOT NULL;

CREATE TRIGGER journal_insert_is_next BEFORE INSERT ON journal
BEGIN
    SELECT RAISE(ABORT, 'JOURNAL_IS_APPEND_ONLY')
    WHERE NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
       OR NEW.previous_hash IS NOT coalesce(
              (SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), NEW.previous_hash);
    -- OR REPLACE would otherwise erase the entry that holds this key.
    SELECT RAISE(ABORT, 'KEY_EXISTS')
    WHERE EXISTS (SELECT 1 FROM journal
                  WHERE coalesce(property_id, 0) = coalesce(NEW.property_id, 0)
                    AND idempotency_key = NEW.idempotency_key);
END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'JOURNAL_IS_APPEND_ONLY');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'JOURNAL_IS_APPEND_ONLY');
END;

-- A guest's personal data, kept apart so that it can be erased: the chain
-- hashes only the salted digest of each part. Part 0 belongs to the command
-- and its receipt, part n to the nth changed row.
CREATE TABLE journal_personal (
    seq  INTEGER NOT NULL REFERENCES journal (seq),
    part INTEGER NOT NULL CHECK (part >= 0),
    salt BLOB,
    data TEXT,
    PRIMARY KEY (seq, part),
    CHECK ((salt IS NULL) = (data IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_personal_insert_is_new BEFORE INSERT ON journal_personal
BEGIN
    SELECT RAISE(ABORT, 'JOURNAL_IS_APPEND_ONLY')
    WHERE EXISTS (SELECT 1 FROM journal_personal WHERE seq = NEW.seq AND part = NEW.part);
END;

-- The one change allowed is to blank it.
CREATE TRIGGER journal_personal_may_be_erased BEFORE UPDATE ON journal_personal
BEGIN
    SELECT RAISE(ABORT, 'JOURNAL_IS_APPEND_ONLY')
    WHERE NEW.seq IS NOT OLD.seq OR NEW.part IS NOT OLD.part
       OR NEW.salt IS NOT NULL OR NEW.data IS NOT NULL;
END;

CREATE TRIGGER journal_personal_no_delete BEFORE DELETE ON journal_personal
BEGIN
    SELECT RAISE(ABORT, 'JOURNAL_IS_APPEND_ONLY');
END;
