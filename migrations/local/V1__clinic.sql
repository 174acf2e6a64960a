-- The clinic's file. Two halves: the log (what was said, never altered) and the projection (what the screens read),
-- which is a pure function of the log. Nothing in the projection is unique but the id: rules that span records are
-- found and listed, never enforced. Instants are milliseconds since 1970 UTC, days are YYYY-MM-DD, ids are UUIDs.

-- The log ---------------------------------------------------------------------------------------------------------

CREATE TABLE logs (
    no INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    origin BLOB NOT NULL,
    UNIQUE (scope, origin)
) STRICT;

CREATE TABLE changes (
    arrival INTEGER PRIMARY KEY,
    log INTEGER NOT NULL REFERENCES logs (no),
    seq INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    id BLOB NOT NULL,
    chain BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX changes_by_place ON changes (log, seq);
CREATE INDEX changes_by_clock ON changes (clock);
CREATE INDEX changes_by_record ON changes (record, arrival);

-- What only this computer knows -------------------------------------------------------------------------------------

CREATE TABLE workstation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    organization_id TEXT NOT NULL,
    site_id TEXT NOT NULL,
    origin BLOB NOT NULL,
    is_demo INTEGER NOT NULL,
    opening BLOB NOT NULL
) STRICT;

CREATE TABLE series (
    name TEXT NOT NULL,
    origin BLOB NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (name, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failures (
    username TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    run BLOB NOT NULL,
    monotonic_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records whose changes have rivals, were voided unseen, or cannot be shown: the review list reads this.
CREATE TABLE standing (
    record TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    is_voided_unseen INTEGER NOT NULL,
    quarantine TEXT
) STRICT, WITHOUT ROWID;

-- The heads of fields whose head is not simply the change that made the record.
CREATE TABLE heads (
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    change BLOB NOT NULL,
    PRIMARY KEY (record, field, change)
) STRICT, WITHOUT ROWID;

-- The projection ----------------------------------------------------------------------------------------------------

CREATE TABLE sites (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    country TEXT,
    digits TEXT NOT NULL,
    temperature_unit TEXT NOT NULL,
    weight_unit TEXT NOT NULL,
    height_unit TEXT NOT NULL,
    glucose_unit TEXT NOT NULL,
    bp_scheme TEXT NOT NULL,
    has_names_on_lock_screen INTEGER NOT NULL,
    escalate_after_min INTEGER NOT NULL,
    news2_window_min INTEGER NOT NULL,
    idle_lock_min INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password INTEGER NOT NULL,
    is_disabled INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX accounts_by_username ON accounts (username);

CREATE TABLE patients (
    id TEXT PRIMARY KEY,
    mrn TEXT NOT NULL,
    given_name TEXT,
    family_name TEXT,
    other_names TEXT,
    sex TEXT NOT NULL,
    gender TEXT,
    birth_on TEXT,
    birth_precision TEXT,
    blood_group TEXT,
    phone TEXT,
    email TEXT,
    address TEXT,
    city TEXT,
    state TEXT,
    country TEXT,
    national_id TEXT,
    next_of_kin_name TEXT,
    next_of_kin_phone TEXT,
    next_of_kin_relation TEXT,
    height_cm REAL,
    weight_kg REAL,
    practitioner_id TEXT REFERENCES accounts (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX patients_by_update ON patients (updated_at, id);
CREATE INDEX patients_by_mrn ON patients (mrn);

CREATE TABLE photos (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    jpeg_base64 TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE chart_flags (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    uses_spo2_scale_2 INTEGER NOT NULL,
    is_pregnant INTEGER NOT NULL,
    has_no_known_allergies INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE allergies (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    substance TEXT NOT NULL,
    code TEXT,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    reaction TEXT,
    status TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX allergies_by_patient ON allergies (patient_id);

CREATE TABLE conditions (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    name TEXT NOT NULL,
    code TEXT,
    status TEXT NOT NULL,
    onset_on TEXT,
    notes TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX conditions_by_patient ON conditions (patient_id);

CREATE TABLE vitals (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    effective_at INTEGER NOT NULL,
    heart_rate_bpm REAL,
    systolic_mmhg REAL,
    diastolic_mmhg REAL,
    temperature_c REAL,
    spo2_percent REAL,
    respiratory_rate_bpm REAL,
    is_on_oxygen INTEGER,
    consciousness TEXT,
    weight_kg REAL,
    height_cm REAL,
    glucose_mg_dl REAL,
    pain_score INTEGER,
    notes TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX vitals_by_patient ON vitals (patient_id, effective_at);

CREATE TABLE thresholds (
    id TEXT PRIMARY KEY,
    site_id TEXT REFERENCES sites (id),
    patient_id TEXT REFERENCES patients (id),
    practitioner_id TEXT REFERENCES accounts (id),
    metric TEXT NOT NULL,
    age_band TEXT NOT NULL,
    critical_low REAL,
    warning_low REAL,
    warning_high REAL,
    critical_high REAL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX thresholds_by_metric ON thresholds (metric);

CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    vitals_id TEXT NOT NULL REFERENCES vitals (id),
    metric TEXT NOT NULL,
    severity TEXT NOT NULL,
    is_above INTEGER NOT NULL,
    value REAL NOT NULL,
    limit_value REAL NOT NULL,
    threshold_id TEXT NOT NULL,
    effective_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX alerts_by_patient ON alerts (patient_id, metric, effective_at);
CREATE INDEX alerts_by_time ON alerts (effective_at);
CREATE INDEX alerts_by_vitals ON alerts (vitals_id);

CREATE TABLE alert_actions (
    id TEXT PRIMARY KEY,
    alert_id TEXT NOT NULL REFERENCES alerts (id),
    action TEXT NOT NULL,
    note TEXT,
    until_at INTEGER,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX alert_actions_by_alert ON alert_actions (alert_id);

CREATE TABLE stroke_assessments (
    id TEXT PRIMARY KEY,
    patient_id TEXT REFERENCES patients (id),
    source_id TEXT,
    assessed_on TEXT NOT NULL,
    gender TEXT NOT NULL,
    age_years REAL NOT NULL,
    has_hypertension INTEGER NOT NULL,
    has_heart_disease INTEGER NOT NULL,
    was_ever_married INTEGER NOT NULL,
    work_type TEXT NOT NULL,
    residence_type TEXT NOT NULL,
    avg_glucose_mg_dl REAL NOT NULL,
    bmi REAL,
    smoking_status TEXT NOT NULL,
    had_stroke INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX stroke_assessments_by_patient ON stroke_assessments (patient_id);
CREATE INDEX stroke_assessments_by_source ON stroke_assessments (source_id);
CREATE INDEX stroke_assessments_by_day ON stroke_assessments (assessed_on);

CREATE TABLE accesses (
    id TEXT PRIMARY KEY,
    account_id TEXT,
    patient_id TEXT,
    event TEXT NOT NULL,
    detail TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX accesses_by_time ON accesses (recorded_at);
CREATE INDEX accesses_by_patient ON accesses (patient_id);
