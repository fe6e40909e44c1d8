-- The table is there and guarded.
BEGIN;
SELECT 1 / count(*) FROM pg_class
 WHERE oid = 'hejie.service'::regclass AND relrowsecurity AND relforcerowsecurity;
ROLLBACK;
