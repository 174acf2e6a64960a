-- The patients' portal: who is invited, which account is whose, and how the site has it.

CREATE TABLE portal_settings (
    id TEXT PRIMARY KEY,
    address TEXT,
    is_registration_open INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE portal_invitations (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    code_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    accepted_at INTEGER,
    account_id TEXT REFERENCES accounts (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX portal_invitations_by_code ON portal_invitations (code_hash);
CREATE INDEX portal_invitations_by_patient ON portal_invitations (patient_id);

CREATE TABLE portal_accounts (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    patient_id TEXT REFERENCES patients (id),
    claimed_name TEXT,
    claimed_birth_on TEXT,
    claimed_phone TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX portal_accounts_by_patient ON portal_accounts (patient_id);
