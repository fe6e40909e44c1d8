-- Readers see moves through a policy.
BEGIN;
SELECT stream, no, org, until FROM hejie.moved WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.moved'::regclass)::integer;
ROLLBACK;
