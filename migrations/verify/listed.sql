-- Readers see what lists show through a policy.
BEGIN;
SELECT stream, kind, shown FROM hejie.listed WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.listed'::regclass)::integer;
ROLLBACK;
