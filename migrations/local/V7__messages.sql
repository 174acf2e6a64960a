-- What people are told in the program, and reports that are made in the background.

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    to_account_id TEXT REFERENCES accounts (id),
    to_role TEXT,
    patient_id TEXT REFERENCES patients (id),
    subject_id TEXT,
    text TEXT,
    due_at INTEGER,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX messages_by_account ON messages (to_account_id, recorded_at);
CREATE INDEX messages_by_role ON messages (to_role, recorded_at);
CREATE INDEX messages_by_patient ON messages (patient_id);

CREATE TABLE message_marks (
    id TEXT PRIMARY KEY,
    message_id TEXT NOT NULL REFERENCES messages (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    is_read INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX message_marks_by_message ON message_marks (message_id, account_id);

CREATE TABLE message_outcomes (
    id TEXT PRIMARY KEY,
    message_id TEXT NOT NULL REFERENCES messages (id),
    is_done INTEGER NOT NULL,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX message_outcomes_by_message ON message_outcomes (message_id);

CREATE TABLE message_choices (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    notified TEXT NOT NULL,
    quiet_from_min INTEGER,
    quiet_until_min INTEGER,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

-- Only this computer's: a report is made from what is here, and can be made again. Its file stands in one row or not
-- at all, so a crash half-way leaves no half report.
CREATE TABLE report_jobs (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    wish TEXT NOT NULL,
    title TEXT NOT NULL,
    patient_id TEXT,
    state TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    finished_at INTEGER,
    problem TEXT,
    file BLOB
) STRICT;
CREATE INDEX report_jobs_by_account ON report_jobs (account_id, asked_at);
CREATE INDEX report_jobs_by_state ON report_jobs (state, asked_at);
