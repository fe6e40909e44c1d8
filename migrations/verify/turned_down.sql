-- Readers see it through a policy.
BEGIN;
SELECT stream, no, state, from_body, offered_on FROM hejie.turned_down
 WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.turned_down'::regclass)::integer;
ROLLBACK;
