-- One row that names this database: the seed of the journal's chain, so that
-- the head of one file can never pass for the head of another.
CREATE TABLE file_identity (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    chain_id BLOB NOT NULL CHECK (length(chain_id) = 16)
) STRICT;

INSERT INTO file_identity (id, chain_id) VALUES (1, randomblob(16));
