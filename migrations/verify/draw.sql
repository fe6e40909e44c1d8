-- Readers see draws through a policy; agents see those that wait.
BEGIN;
SELECT stream, no, procedure, seq, county, state FROM hejie.draw WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.draw'::regclass)::integer;
SELECT 1 / has_table_privilege('hejie_agent', 'hejie.draw', 'SELECT')::integer;
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.draw',
    'INSERT, UPDATE, DELETE'))::integer;
ROLLBACK;
