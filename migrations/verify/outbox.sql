-- Messages are queued by a trigger; the roles that run only call functions.
BEGIN;
SELECT 1 / count(*) FROM pg_trigger WHERE tgname = 'service_leaves';
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.outbox',
    'SELECT, INSERT, UPDATE, DELETE'))::integer;
SELECT 1 / has_function_privilege('hejie_agent',
    'hejie.claim_messages(integer, interval)', 'EXECUTE')::integer;
ROLLBACK;
