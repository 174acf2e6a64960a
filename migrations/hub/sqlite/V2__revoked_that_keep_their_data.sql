-- Revoked, a workstation is asked to destroy its key, unless the operator wished otherwise.
ALTER TABLE workstations ADD COLUMN keeps_data INTEGER NOT NULL DEFAULT 0;
