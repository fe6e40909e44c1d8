-- Readers see absences through a policy.
BEGIN;
SELECT stream, no, cover, first, last FROM hejie.absence WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.absence'::regclass)::integer;
ROLLBACK;
