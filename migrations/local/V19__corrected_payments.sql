-- A payment entered with the wrong method: what takes it back and what is entered instead both name it.
ALTER TABLE payments ADD COLUMN corrects_id TEXT;
CREATE INDEX payments_by_corrected ON payments (corrects_id) WHERE corrects_id IS NOT NULL;
