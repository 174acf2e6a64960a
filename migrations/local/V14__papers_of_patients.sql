-- Reports go away by themselves, and say how far they are to who asks over the API.

ALTER TABLE report_jobs ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE report_jobs ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE report_jobs ADD COLUMN expires_at INTEGER;
