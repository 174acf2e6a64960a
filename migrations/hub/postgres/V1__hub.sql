-- The hub on PostgreSQL: the changes of many organizations, as they came. Who runs this owns the tables; the hub itself
-- works as the role healthsync_service, which owns nothing and cannot pass by the policies below: a transaction sees and
-- writes the rows of the organization that `app.organization_id` names, and without that setting none.
-- Bodies are never opened here. Instants are milliseconds since 1970 UTC.

CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    -- So many letter codes were given away: none is ever given again.
    series_given bigint NOT NULL
);

CREATE TABLE sites (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE workstations (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    name text NOT NULL,
    public_key bytea NOT NULL,
    series_code text NOT NULL,
    enrolled_at bigint NOT NULL,
    revoked_at bigint,
    -- The one family of refresh tokens: how many were given, and the hash of the last.
    generation bigint NOT NULL,
    token_hash bytea NOT NULL,
    is_family_dead boolean NOT NULL,
    -- Revoked, it is asked to destroy its key, unless the operator wished otherwise.
    keeps_data boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, series_code),
    FOREIGN KEY (organization_id, site_id) REFERENCES sites (organization_id, id)
);

-- A code may be for an organization that is not there yet: it is reached through the functions below alone.
CREATE TABLE codes (
    hash bytea PRIMARY KEY,
    organization_name text NOT NULL,
    site_id uuid,
    expires_at bigint NOT NULL,
    -- Who used it: the same workstation may ask again for an answer that was lost.
    used_by uuid
);

-- The end of every log, with the latest signature that is held of it.
CREATE TABLE logs (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    scope text NOT NULL,
    origin bytea NOT NULL,
    no bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    seq bigint NOT NULL,
    chain bytea NOT NULL,
    clock bigint NOT NULL,
    proven bigint NOT NULL DEFAULT 0,
    public_key bytea,
    signature bytea,
    PRIMARY KEY (organization_id, scope, origin)
) WITH (fillfactor = 70);

-- Rows are only ever added, each at the end of its log, and an organization's rows lie together in both indexes: what a
-- push touches of them depends on that organization alone, not on how many there are. In parts, so that each stays
-- small enough to be kept in order and can move to a disk of its own.
-- The end of a log is moved in the transaction that adds to it, so `log` needs no check that costs a look-up a row.
CREATE TABLE changes (
    organization_id uuid NOT NULL,
    log bigint NOT NULL,
    seq bigint NOT NULL,
    clock bigint NOT NULL,
    -- The id's first eight bytes: an index of the whole id would be twice as large, and equal beginnings are told apart.
    id_start bigint NOT NULL,
    id bytea NOT NULL,
    chain bytea NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (organization_id, log, seq)
) PARTITION BY HASH (organization_id);
CREATE INDEX changes_by_id ON changes (organization_id, id_start);

-- An origin whose workstation was revoked writes nothing after these numbers.
CREATE TABLE closed_logs (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    scope text NOT NULL,
    origin bytea NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (organization_id, scope, origin)
);

-- The vectors that a workstation's hello may start from. They live beside the logs: a database that is put back from a
-- backup forgets both together, and that is how being set back is noticed.
CREATE TABLE kept_vectors (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    workstation_id uuid NOT NULL,
    hash bytea NOT NULL,
    nth bigint NOT NULL,
    vector bytea NOT NULL,
    PRIMARY KEY (organization_id, workstation_id, hash)
);

DO $$
DECLARE
    part text;
    name text;
BEGIN
    FOR nth IN 0..15 LOOP
        part := 'changes_' || nth;
        EXECUTE format('CREATE TABLE %I PARTITION OF changes FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, nth);
        -- The service reaches a part through the whole only; the policy is for whoever grants more one day.
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
        EXECUTE format('CREATE POLICY of_organization ON %I USING (organization_id = '
            '(SELECT NULLIF(current_setting(''app.organization_id'', true), '''')::uuid))', part);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['sites', 'workstations', 'logs', 'changes', 'closed_logs', 'kept_vectors'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY of_organization ON %I USING (organization_id = '
            '(SELECT NULLIF(current_setting(''app.organization_id'', true), '''')::uuid))', name);
    END LOOP;
END
$$;

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_organization ON organizations
    USING (id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
-- For the functions below, which run as the owner.
CREATE POLICY of_owner ON organizations FOR SELECT TO CURRENT_USER USING (true);
ALTER TABLE codes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_owner ON codes TO CURRENT_USER USING (true);

-- What enrolling asks before it knows of an organization, and no more than that.
CREATE FUNCTION organization_named(wanted text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT id FROM organizations WHERE name = wanted';

CREATE FUNCTION add_code(new_hash bytea, name text, site uuid, until bigint) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'INSERT INTO codes (hash, organization_name, site_id, expires_at, used_by) VALUES (new_hash, name, site, until, NULL)';

CREATE FUNCTION code_of(wanted bytea)
    RETURNS TABLE (organization_name text, site_id uuid, expires_at bigint, used_by uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT organization_name, site_id, expires_at, used_by FROM codes WHERE hash = wanted';

-- A code opens the organization whose name it says, and no other.
CREATE FUNCTION use_code(used bytea, workstation uuid) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'WITH marked AS (
            UPDATE codes SET used_by = workstation
            WHERE hash = used AND used_by IS NULL AND organization_name = (
                SELECT name FROM organizations
                WHERE id = NULLIF(current_setting(''app.organization_id'', true), '''')::uuid)
            RETURNING 1)
        SELECT count(*) FROM marked';

REVOKE ALL ON FUNCTION organization_named (text), add_code (bytea, text, uuid, bigint), code_of (bytea),
    use_code (bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organization_named (text), add_code (bytea, text, uuid, bigint), code_of (bytea),
    use_code (bytea, uuid) TO healthsync_service;
GRANT USAGE ON SCHEMA public TO healthsync_service;
GRANT SELECT, INSERT, UPDATE ON organizations, workstations, logs TO healthsync_service;
GRANT SELECT, INSERT ON sites, changes, closed_logs TO healthsync_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_vectors TO healthsync_service;
-- So that a server that starts can tell whether there is anything to migrate.
GRANT SELECT ON refinery_schema_history TO healthsync_service;
