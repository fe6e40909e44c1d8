-- Readers see links through a policy; agents tell of refusals.
BEGIN;
SELECT stream, no, kind, other, since FROM hejie.link WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.link'::regclass)::integer;
SELECT 1 / has_function_privilege('hejie_agent',
    'hejie.end_follow_up(uuid, bigint, integer, text, text)', 'EXECUTE')::integer;
SELECT 1 / has_function_privilege('hejie_app', 'hejie.merged_events(uuid, bigint,
    bigint, bigint, uuid, bigint, boolean)', 'EXECUTE')::integer;
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.link',
    'INSERT, UPDATE, DELETE'))::integer;
ROLLBACK;
