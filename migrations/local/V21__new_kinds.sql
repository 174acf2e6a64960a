-- Reports of tills are papers from now on, and charts opened in an emergency messages: a program that does not know these
-- kinds waits until it is updated.
SELECT 1;
