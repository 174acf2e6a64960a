-- How a patient is reminded, and what a person is told by email.

ALTER TABLE patients ADD COLUMN reminded_by TEXT;
ALTER TABLE message_choices ADD COLUMN emailed TEXT NOT NULL DEFAULT '';
