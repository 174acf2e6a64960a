-- The day that weeks begin on; none: as is usual in the clinic's language.
ALTER TABLE sites ADD COLUMN week_start TEXT;
