-- Take the function away; the rows stay, and nobody looks at them.
BEGIN;
DROP FUNCTION hejie.find_titles;
COMMIT;
