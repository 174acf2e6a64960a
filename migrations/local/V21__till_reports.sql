-- Reports of tills are papers from now on: a program that does not know the kind waits until it is updated.
SELECT 1;
