-- Readers see where matters came from through a policy.
BEGIN;
SELECT stream, source, sets FROM hejie.origin WHERE false;
SELECT source, tier, outcome FROM hejie.counted WHERE false;
SELECT kind, tier FROM hejie.body_kind WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.origin'::regclass)::integer;
ROLLBACK;
