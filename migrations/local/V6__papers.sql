-- Paper: what stands on top of it, and what of it has left the clinic.

CREATE TABLE letterheads (
    id TEXT PRIMARY KEY,
    address TEXT,
    phone TEXT,
    email TEXT,
    registration TEXT,
    footer TEXT,
    logo_hash TEXT,
    logo_bytes INTEGER,
    logo_parts INTEGER,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

-- A logo travels in parts, as a change is at most 32 KiB. Its parts are found by its hash, so that of two logos set at
-- the same time each stays whole.
CREATE TABLE logo_parts (
    id TEXT PRIMARY KEY,
    part_base64 TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE issued_papers (
    id TEXT PRIMARY KEY,
    paper TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    patient_id TEXT REFERENCES patients (id),
    number TEXT,
    outlet TEXT NOT NULL,
    is_copy INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX issued_papers_by_subject ON issued_papers (subject_id, paper);
CREATE INDEX issued_papers_by_patient ON issued_papers (patient_id, recorded_at);
