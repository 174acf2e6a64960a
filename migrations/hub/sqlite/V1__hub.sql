-- The hub's file: the changes of many organizations, as they came. Every row names its organization and every query
-- asks for it, so that no organization ever sees another's. Bodies are never opened here.
-- Instants are milliseconds since 1970 UTC, ids are UUIDs.

CREATE TABLE organizations (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    -- So many letter codes were given away: none is ever given again.
    series_given INTEGER NOT NULL
) STRICT;

CREATE TABLE sites (
    organization INTEGER NOT NULL REFERENCES organizations (no),
    id TEXT NOT NULL,
    PRIMARY KEY (organization, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE workstations (
    organization INTEGER NOT NULL REFERENCES organizations (no),
    id TEXT NOT NULL,
    site_id TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    series_code TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    revoked_at INTEGER,
    -- The one family of refresh tokens: how many were given, and the hash of the last.
    generation INTEGER NOT NULL,
    token_hash BLOB NOT NULL,
    is_family_dead INTEGER NOT NULL,
    PRIMARY KEY (organization, id),
    UNIQUE (organization, series_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE codes (
    hash BLOB PRIMARY KEY,
    organization_name TEXT NOT NULL,
    site_id TEXT,
    expires_at INTEGER NOT NULL,
    -- Who used it: the same workstation may ask again for an answer that was lost.
    used_by TEXT
) STRICT, WITHOUT ROWID;

-- The end of every log, with the latest signature that is held of it.
CREATE TABLE logs (
    no INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations (no),
    scope TEXT NOT NULL,
    origin BLOB NOT NULL,
    seq INTEGER NOT NULL,
    chain BLOB NOT NULL,
    clock INTEGER NOT NULL,
    proven INTEGER NOT NULL,
    public_key BLOB,
    signature BLOB,
    UNIQUE (organization, scope, origin)
) STRICT;

CREATE TABLE changes (
    organization INTEGER NOT NULL,
    log INTEGER NOT NULL REFERENCES logs (no),
    seq INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    id BLOB NOT NULL,
    chain BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (organization, log, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_id ON changes (organization, id);

-- An origin whose workstation was revoked writes nothing after these numbers.
CREATE TABLE closed_logs (
    organization INTEGER NOT NULL REFERENCES organizations (no),
    scope TEXT NOT NULL,
    origin BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (organization, scope, origin)
) STRICT, WITHOUT ROWID;

-- The vectors that a workstation's hello may start from. They live beside the logs: a file that is put back from a
-- backup forgets both together, and that is how being set back is noticed.
CREATE TABLE kept_vectors (
    organization INTEGER NOT NULL REFERENCES organizations (no),
    workstation_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    nth INTEGER NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (organization, workstation_id, hash)
) STRICT, WITHOUT ROWID;
