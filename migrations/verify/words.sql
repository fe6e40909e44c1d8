-- It is there.
BEGIN;
SELECT stream FROM hejie.find_titles('{}', '{}');
ROLLBACK;
