-- The board is there and guarded.
BEGIN;
SELECT 1 / count(*) FROM pg_class
 WHERE oid = 'hejie.petition'::regclass AND relrowsecurity
   AND relforcerowsecurity;
SELECT 1 / (count(*) > 0)::integer FROM hejie.petition_word;
ROLLBACK;
