-- Readers see bundles through a policy.
BEGIN;
SELECT stream, no, owner, state, since, missing FROM hejie.bundle WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.bundle'::regclass)::integer;
ROLLBACK;
