-- Where a person is written to, and what may be typed to sign in instead of the user name.

ALTER TABLE accounts ADD COLUMN email TEXT;
CREATE INDEX accounts_by_email ON accounts (email) WHERE email IS NOT NULL;
