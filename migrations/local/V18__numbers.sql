-- A number that is scanned from a paper finds what it stands on.
CREATE INDEX invoices_by_number ON invoices (number) WHERE number IS NOT NULL;
CREATE INDEX payments_by_number ON payments (number);
CREATE INDEX credit_notes_by_number ON credit_notes (number);
