-- Papers that the clinic sends to a patient's portal, and whether they were opened there.

CREATE TABLE shared_papers (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    paper TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    number TEXT,
    from_on TEXT,
    to_on TEXT,
    message TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX shared_papers_by_patient ON shared_papers (patient_id);
CREATE INDEX shared_papers_by_time ON shared_papers (recorded_at);

CREATE TABLE shared_paper_openings (
    id TEXT PRIMARY KEY,
    shared_paper_id TEXT NOT NULL REFERENCES shared_papers (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX shared_paper_openings_by_paper ON shared_paper_openings (shared_paper_id);
