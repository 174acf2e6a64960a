-- What servers over one database share beside the logs: sign-ins over the API, answers to repeated requests, codes to
-- set a new password. Each is sealed by the server's own key and forgotten after a time.
CREATE TABLE notes (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    shelf text NOT NULL,
    key text NOT NULL,
    value bytea NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (organization_id, shelf, key)
);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_organization ON notes
    USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO healthsync_service;
