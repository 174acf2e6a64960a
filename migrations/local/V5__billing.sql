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

CREATE TABLE billing_settings (
    id TEXT PRIMARY KEY,
    cash_increment_minor INTEGER NOT NULL,
    is_tax_included INTEGER NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    tax_label TEXT NOT NULL,
    due_days INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE insurers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT,
    phone TEXT,
    email TEXT,
    address TEXT,
    notes TEXT,
    is_active INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;

CREATE TABLE coverages (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    insurer_id TEXT NOT NULL REFERENCES insurers (id),
    member_number TEXT,
    cover TEXT NOT NULL,
    covered_basis_points INTEGER NOT NULL,
    copay_minor INTEGER NOT NULL,
    valid_from TEXT,
    valid_until TEXT,
    is_first INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX coverages_by_patient ON coverages (patient_id);

-- A draft and its lines can be changed by anybody who may invoice.

CREATE TABLE invoice_drafts (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    coverage_id TEXT,
    due_on TEXT,
    note TEXT,
    issued_id TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX invoice_drafts_by_patient ON invoice_drafts (patient_id);

CREATE TABLE draft_lines (
    id TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES invoice_drafts (id),
    position INTEGER NOT NULL,
    charge_item_id TEXT,
    source TEXT NOT NULL,
    item_id TEXT,
    practitioner_id TEXT REFERENCES accounts (id),
    description TEXT NOT NULL,
    quantity REAL NOT NULL,
    unit_price_minor INTEGER NOT NULL,
    listed_price_minor INTEGER,
    discount_basis_points INTEGER,
    discount_minor INTEGER NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    is_covered INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX draft_lines_by_draft ON draft_lines (draft_id);
CREATE INDEX draft_lines_by_charge ON draft_lines (charge_item_id);

-- What is issued is set down once and never changed.

CREATE TABLE invoices (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    draft_id TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    is_tax_included INTEGER NOT NULL,
    tax_label TEXT NOT NULL,
    coverage_id TEXT,
    insurer_id TEXT REFERENCES insurers (id),
    member_number TEXT,
    cover TEXT,
    covered_basis_points INTEGER NOT NULL,
    copay_minor INTEGER NOT NULL,
    gross_minor INTEGER NOT NULL,
    discount_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    covered_minor INTEGER NOT NULL,
    patient_minor INTEGER NOT NULL,
    insurer_minor INTEGER NOT NULL,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX invoices_by_patient ON invoices (patient_id, issued_on);
CREATE INDEX invoices_by_day ON invoices (issued_on);
CREATE INDEX invoices_by_draft ON invoices (draft_id);

CREATE TABLE invoice_lines (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    position INTEGER NOT NULL,
    charge_item_id TEXT,
    source TEXT NOT NULL,
    item_id TEXT,
    practitioner_id TEXT REFERENCES accounts (id),
    description TEXT NOT NULL,
    quantity REAL NOT NULL,
    unit_price_minor INTEGER NOT NULL,
    gross_minor INTEGER NOT NULL,
    discount_basis_points INTEGER,
    discount_minor INTEGER NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    is_covered INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX invoice_lines_by_invoice ON invoice_lines (invoice_id);
CREATE INDEX invoice_lines_by_charge ON invoice_lines (charge_item_id) WHERE charge_item_id IS NOT NULL;

CREATE TABLE credit_notes (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    number TEXT NOT NULL,
    credited_on TEXT NOT NULL,
    is_cancellation INTEGER NOT NULL,
    reason TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    patient_minor INTEGER NOT NULL,
    insurer_minor INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX credit_notes_by_invoice ON credit_notes (invoice_id);
CREATE INDEX credit_notes_by_patient ON credit_notes (patient_id, credited_on);
CREATE INDEX credit_notes_by_day ON credit_notes (credited_on);

CREATE TABLE credit_note_lines (
    id TEXT PRIMARY KEY,
    credit_note_id TEXT NOT NULL REFERENCES credit_notes (id),
    invoice_line_id TEXT NOT NULL REFERENCES invoice_lines (id),
    amount_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX credit_note_lines_by_note ON credit_note_lines (credit_note_id);
CREATE INDEX credit_note_lines_by_line ON credit_note_lines (invoice_line_id);

CREATE TABLE shifts (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    currency TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opening_float_minor INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by TEXT REFERENCES accounts (id),
    expected_minor INTEGER,
    counted_minor INTEGER,
    difference_minor INTEGER,
    explanation TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX shifts_by_account ON shifts (account_id, opened_at);
CREATE INDEX shifts_by_time ON shifts (opened_at);

CREATE TABLE cash_movements (
    id TEXT PRIMARY KEY,
    shift_id TEXT NOT NULL REFERENCES shifts (id),
    amount_minor INTEGER NOT NULL,
    reason TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX cash_movements_by_shift ON cash_movements (shift_id);

CREATE TABLE payments (
    id TEXT PRIMARY KEY,
    patient_id TEXT REFERENCES patients (id),
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    payer TEXT NOT NULL,
    insurer_id TEXT REFERENCES insurers (id),
    method TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    rounding_minor INTEGER NOT NULL,
    tendered_minor INTEGER,
    change_minor INTEGER,
    reference TEXT,
    reason TEXT,
    shift_id TEXT REFERENCES shifts (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX payments_by_patient ON payments (patient_id, paid_on);
CREATE INDEX payments_by_insurer ON payments (insurer_id) WHERE insurer_id IS NOT NULL;
CREATE INDEX payments_by_day ON payments (paid_on);
CREATE INDEX payments_by_shift ON payments (shift_id);

-- What of a payment goes to an invoice, or back to who paid in a refund; an amount below zero takes that back.

CREATE TABLE allocations (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    invoice_id TEXT REFERENCES invoices (id),
    refund_id TEXT REFERENCES payments (id),
    amount_minor INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    entered_in_error TEXT
) STRICT;
CREATE INDEX allocations_by_payment ON allocations (payment_id);
CREATE INDEX allocations_by_invoice ON allocations (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX allocations_by_refund ON allocations (refund_id) WHERE refund_id IS NOT NULL;

-- Derived ---------------------------------------------------------------------------------------------------------
-- What is still to be paid of an invoice, and what is free of a payment: kept up as rows are written, made anew with
-- them. A list of unpaid invoices would otherwise add up every payment that was ever made.

CREATE TABLE invoice_standings (
    invoice_id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL,
    insurer_id TEXT,
    status TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    credited_minor INTEGER NOT NULL,
    patient_paid_minor INTEGER NOT NULL,
    insurer_paid_minor INTEGER NOT NULL,
    patient_due_minor INTEGER NOT NULL,
    insurer_due_minor INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_standings_by_patient ON invoice_standings (patient_id);
CREATE INDEX invoice_standings_unpaid
    ON invoice_standings (due_on, invoice_id, status, patient_due_minor, insurer_due_minor) WHERE status = 'issued';
CREATE INDEX invoice_standings_over_paid
    ON invoice_standings (invoice_id) WHERE patient_due_minor < 0 OR insurer_due_minor < 0;
CREATE INDEX invoice_standings_by_day ON invoice_standings (issued_on, invoice_id);

CREATE TABLE payment_standings (
    payment_id TEXT PRIMARY KEY,
    patient_id TEXT,
    insurer_id TEXT,
    free_minor INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_standings_free_of_patient ON payment_standings (patient_id) WHERE free_minor <> 0;
CREATE INDEX payment_standings_over_used ON payment_standings (payment_id) WHERE free_minor < 0;
CREATE INDEX payment_standings_free_of_insurer ON payment_standings (insurer_id) WHERE free_minor <> 0;
