-- The one site where an account may be used; none: everywhere in the organization.
ALTER TABLE accounts ADD COLUMN site_id TEXT REFERENCES sites (id);
