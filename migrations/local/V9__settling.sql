-- Settling what no rule could refuse: two records of one person, and what somebody looked at and left as it is.

CREATE TABLE patient_links (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    other_id TEXT NOT NULL REFERENCES patients (id),
    chosen_change TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX patient_links_by_patient ON patient_links (patient_id);
CREATE INDEX patient_links_by_other ON patient_links (other_id);

-- Who is one person: a row for every record that is joined with others. It follows from patients and patient_links.
CREATE TABLE patient_groups (
    patient_id TEXT PRIMARY KEY,
    face_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_groups_by_face ON patient_groups (face_id, patient_id);

CREATE TABLE review_decisions (
    id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    kind TEXT NOT NULL,
    records TEXT NOT NULL,
    looked_at TEXT NOT NULL,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX review_decisions_by_what ON review_decisions (looked_at);
