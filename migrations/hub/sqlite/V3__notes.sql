-- What servers over one database share beside the logs: sign-ins over the API, answers to repeated requests, codes to
-- set a new password. Each is sealed by the server's own key and forgotten after a time.
CREATE TABLE notes (
    organization INTEGER NOT NULL REFERENCES organizations (no),
    shelf TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (organization, shelf, key)
) STRICT, WITHOUT ROWID;
