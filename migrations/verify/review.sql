-- Readers see findings through a policy.
BEGIN;
SELECT stream, no, body, review, item, points, state FROM hejie.finding WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.finding'::regclass)::integer;
SELECT 'hejie.closed_procedures'::regproc;
ROLLBACK;
