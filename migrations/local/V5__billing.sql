-- Money: what was charged, invoiced, credited, paid and counted. Amounts are integer minor units of the currency.

CREATE TABLE charge_items (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    source TEXT NOT NULL,
    source_id TEXT,
    item_id TEXT,
    practitioner_id TEXT REFERENCES accounts (id),
    description TEXT NOT NULL,
    quantity REAL NOT NULL,
    unit_price_minor INTEGER NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    status TEXT NOT NULL,
    invoice_id TEXT,
    waive_reason TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX charge_items_by_patient ON charge_items (patient_id, status);
CREATE INDEX charge_items_pending ON charge_items (recorded_at) WHERE status = 'pending';
CREATE INDEX charge_items_by_source ON charge_items (source_id);
