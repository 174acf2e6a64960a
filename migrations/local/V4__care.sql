-- Care: encounters with their diagnoses and amendments, the formulary, what was prescribed and what was handed out.

CREATE TABLE encounters (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    practitioner_id TEXT NOT NULL REFERENCES accounts (id),
    appointment_id TEXT REFERENCES appointments (id),
    kind TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    complaint TEXT,
    history TEXT,
    examination TEXT,
    assessment TEXT,
    plan TEXT,
    status TEXT NOT NULL,
    ended_at INTEGER,
    signed_at INTEGER,
    signed_by TEXT REFERENCES accounts (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX encounters_by_patient ON encounters (patient_id, started_at, id);
CREATE INDEX encounters_by_practitioner ON encounters (practitioner_id, status, started_at);
CREATE INDEX encounters_by_appointment ON encounters (appointment_id);
CREATE INDEX encounters_by_time ON encounters (started_at);

CREATE TABLE diagnoses (
    id TEXT PRIMARY KEY,
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    name TEXT NOT NULL,
    code TEXT,
    condition_id TEXT REFERENCES conditions (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX diagnoses_by_encounter ON diagnoses (encounter_id);
CREATE INDEX diagnoses_by_patient ON diagnoses (patient_id);
CREATE INDEX diagnoses_by_time ON diagnoses (recorded_at);

CREATE TABLE amendments (
    id TEXT PRIMARY KEY,
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX amendments_by_encounter ON amendments (encounter_id);
CREATE INDEX amendments_by_patient ON amendments (patient_id);

CREATE TABLE drugs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    atc_code TEXT,
    form TEXT NOT NULL,
    strength TEXT NOT NULL,
    unit TEXT NOT NULL,
    strength_value REAL,
    strength_unit TEXT,
    routes TEXT NOT NULL,
    classes TEXT NOT NULL,
    pack_size REAL,
    price_minor INTEGER,
    tax_basis_points INTEGER NOT NULL,
    adult_single_min REAL,
    adult_single_max REAL,
    adult_daily_max REAL,
    child_single_min_per_kg REAL,
    child_single_max_per_kg REAL,
    child_daily_max_per_kg REAL,
    max_times_per_day INTEGER,
    min_age_months INTEGER,
    child_note TEXT,
    pregnancy TEXT NOT NULL,
    pregnancy_note TEXT,
    source TEXT,
    dose_source TEXT,
    is_active INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX drugs_by_name ON drugs (name);

CREATE TABLE prescriptions (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    encounter_id TEXT REFERENCES encounters (id),
    prescriber_id TEXT NOT NULL REFERENCES accounts (id),
    written_at INTEGER NOT NULL,
    language TEXT NOT NULL,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX prescriptions_by_patient ON prescriptions (patient_id, written_at, id);
CREATE INDEX prescriptions_by_number ON prescriptions (number);
CREATE INDEX prescriptions_by_encounter ON prescriptions (encounter_id);
CREATE INDEX prescriptions_by_time ON prescriptions (written_at);

CREATE TABLE prescription_items (
    id TEXT PRIMARY KEY,
    prescription_id TEXT NOT NULL REFERENCES prescriptions (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    position INTEGER NOT NULL,
    drug_id TEXT REFERENCES drugs (id),
    drug_name TEXT NOT NULL,
    atc_code TEXT,
    form TEXT,
    strength TEXT,
    dose REAL NOT NULL,
    dose_unit TEXT NOT NULL,
    quantity REAL NOT NULL,
    quantity_unit TEXT NOT NULL,
    route TEXT NOT NULL,
    frequency TEXT NOT NULL,
    is_as_needed INTEGER NOT NULL,
    as_needed_for TEXT,
    duration_days INTEGER,
    food TEXT,
    instructions TEXT,
    renews_item_id TEXT,
    status TEXT NOT NULL,
    status_reason TEXT,
    status_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX prescription_items_by_prescription ON prescription_items (prescription_id, position);
CREATE INDEX prescription_items_by_patient ON prescription_items (patient_id, status);
CREATE INDEX prescription_items_by_status ON prescription_items (status, status_at);
CREATE INDEX prescription_items_by_drug ON prescription_items (drug_id);

CREATE TABLE prescription_overrides (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES prescription_items (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    finding TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    sentence TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX prescription_overrides_by_item ON prescription_overrides (item_id);
CREATE INDEX prescription_overrides_by_patient ON prescription_overrides (patient_id);

CREATE TABLE favourites (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    drug_id TEXT NOT NULL REFERENCES drugs (id),
    dose REAL NOT NULL,
    dose_unit TEXT NOT NULL,
    route TEXT NOT NULL,
    frequency TEXT NOT NULL,
    is_as_needed INTEGER NOT NULL,
    as_needed_for TEXT,
    duration_days INTEGER,
    food TEXT,
    instructions TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX favourites_by_account ON favourites (account_id);

CREATE TABLE dispenses (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES prescription_items (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    quantity REAL NOT NULL,
    dispensed_by TEXT NOT NULL REFERENCES accounts (id),
    dispensed_at INTEGER NOT NULL,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX dispenses_by_item ON dispenses (item_id);
CREATE INDEX dispenses_by_patient ON dispenses (patient_id, dispensed_at, id);
