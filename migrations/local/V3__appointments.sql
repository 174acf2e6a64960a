-- The clinic's day: who gives care and where, when they are there, what they offer, and who comes when.

CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    notes TEXT,
    is_active INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE practitioner_profiles (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    specialization TEXT,
    registration_number TEXT,
    room_id TEXT REFERENCES rooms (id),
    is_bookable INTEGER NOT NULL,
    colour INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE services (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT,
    duration_min INTEGER NOT NULL,
    price_minor INTEGER NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    is_active INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE working_blocks (
    id TEXT PRIMARY KEY,
    practitioner_id TEXT NOT NULL REFERENCES accounts (id),
    weekday INTEGER NOT NULL,
    from_min INTEGER NOT NULL,
    to_min INTEGER NOT NULL,
    room_id TEXT REFERENCES rooms (id),
    is_break INTEGER NOT NULL,
    valid_from_on TEXT,
    valid_until_on TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX working_blocks_by_practitioner ON working_blocks (practitioner_id);

CREATE TABLE leaves (
    id TEXT PRIMARY KEY,
    practitioner_id TEXT NOT NULL REFERENCES accounts (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    from_min INTEGER,
    to_min INTEGER,
    reason TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX leaves_by_end ON leaves (until_on, practitioner_id);

CREATE TABLE holidays (
    id TEXT PRIMARY KEY,
    day_on TEXT NOT NULL,
    name TEXT NOT NULL,
    is_every_year INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX holidays_by_day ON holidays (day_on);

CREATE TABLE appointments (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    practitioner_id TEXT REFERENCES accounts (id),
    room_id TEXT REFERENCES rooms (id),
    starts_at INTEGER,
    ends_at INTEGER,
    service_id TEXT REFERENCES services (id),
    status TEXT NOT NULL,
    booked_at INTEGER,
    confirmed_at INTEGER,
    arrived_at INTEGER,
    checked_in_at INTEGER,
    started_at INTEGER,
    fulfilled_at INTEGER,
    cancelled_at INTEGER,
    cancel_reason TEXT,
    is_walk_in INTEGER NOT NULL,
    token TEXT,
    token_on TEXT,
    priority TEXT NOT NULL,
    reason TEXT,
    notes TEXT,
    wanted_from_on TEXT,
    wanted_until_on TEXT,
    overridden TEXT,
    override_reason TEXT,
    series_id TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX appointments_by_time ON appointments (starts_at);
CREATE INDEX appointments_by_practitioner ON appointments (practitioner_id, starts_at);
CREATE INDEX appointments_by_room ON appointments (room_id, starts_at) WHERE room_id IS NOT NULL;
CREATE INDEX appointments_by_patient ON appointments (patient_id, starts_at);
CREATE INDEX appointments_by_arrival ON appointments (arrived_at) WHERE arrived_at IS NOT NULL;
CREATE INDEX appointments_by_token ON appointments (token_on) WHERE token_on IS NOT NULL;
CREATE INDEX appointments_by_series ON appointments (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX appointments_waiting ON appointments (recorded_at) WHERE status = 'waitlist';
