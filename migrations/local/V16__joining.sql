-- This computer held nothing when it was enrolled: until all of the clinic is here, nothing of it is due.
ALTER TABLE server ADD COLUMN joined_empty INTEGER NOT NULL DEFAULT 0;
