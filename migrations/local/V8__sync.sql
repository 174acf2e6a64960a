-- What keeps two replicas one: signatures of logs, what is known of the server, and what happened on the way.

CREATE INDEX changes_by_id ON changes (id);

-- The latest signature of each log: its origin's word for the chain up to `seq`.
CREATE TABLE signatures (
    log INTEGER PRIMARY KEY REFERENCES logs (no),
    seq INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

-- The server that this workstation is enrolled at; no row before. `peer` is what the engine knows of it, and may be
-- emptied at any time. The letter code belongs to the origin beside it and ends with it.
CREATE TABLE server (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    address TEXT NOT NULL,
    pin TEXT,
    wipe_key BLOB,
    workstation_id TEXT NOT NULL,
    name TEXT NOT NULL,
    series_code TEXT NOT NULL,
    series_receipt TEXT,
    series_origin BLOB NOT NULL,
    enrolled_at INTEGER NOT NULL,
    peer BLOB NOT NULL,
    sent BLOB NOT NULL,
    heard_at INTEGER,
    agreed_at INTEGER,
    refusals TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- A series belongs to an origin and its letters; '' stands for the four that are drawn from the origin itself.
CREATE TABLE series_by_letters (
    name TEXT NOT NULL,
    origin BLOB NOT NULL,
    letters TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (name, origin, letters)
) STRICT, WITHOUT ROWID;
INSERT INTO series_by_letters (name, origin, letters, last) SELECT name, origin, '', last FROM series;
DROP TABLE series;
ALTER TABLE series_by_letters RENAME TO series;

-- What happened, for people: the last few hundred entries.
CREATE TABLE sync_events (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    details TEXT NOT NULL
) STRICT;

-- Who makes changes: the name that people give a computer, and the letters of its numbers.
CREATE TABLE workstations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    site_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    series_code TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX workstations_by_origin ON workstations (origin);

-- What files of changes are sealed with: one for the organization; where two were made at once, the first is used.
CREATE TABLE organization_keys (
    id TEXT PRIMARY KEY,
    key_base64 TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

-- Part of the record was written by a newer version of the program.
ALTER TABLE standing ADD COLUMN is_newer INTEGER NOT NULL DEFAULT 0;
