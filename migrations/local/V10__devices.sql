-- Devices that measure, to whom they are assigned, what they sent that nobody could take as it came, and where each
-- set of vitals comes from.

CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    model TEXT,
    serial_number TEXT,
    key_hash TEXT NOT NULL,
    revoked_at INTEGER,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE device_assignments (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX device_assignments_by_device ON device_assignments (device_id, from_at);
CREATE INDEX device_assignments_by_patient ON device_assignments (patient_id);

CREATE TABLE quarantined_measurements (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id),
    vitals_id TEXT NOT NULL,
    own_id TEXT,
    measured TEXT NOT NULL,
    reading REAL,
    systolic REAL,
    diastolic REAL,
    unit TEXT,
    effective_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX quarantined_measurements_by_device ON quarantined_measurements (device_id, effective_at);

ALTER TABLE vitals ADD COLUMN source TEXT NOT NULL DEFAULT 'staff';
ALTER TABLE vitals ADD COLUMN device_id TEXT REFERENCES devices (id);
CREATE INDEX vitals_by_device ON vitals (device_id, effective_at) WHERE device_id IS NOT NULL;
