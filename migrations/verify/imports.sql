-- Readers see lists of their bodies through a policy; only functions write.
BEGIN;
SELECT id, person, org, profile, target, dry FROM hejie.import WHERE false;
SELECT 1 / (SELECT count(*) FROM pg_class WHERE relforcerowsecurity
    AND oid IN ('hejie.import'::regclass, 'hejie.import_row'::regclass));
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.import_row',
    'INSERT, UPDATE, DELETE'))::integer;
SELECT 1 / has_function_privilege('hejie_agent',
    'hejie.import_claim(integer, interval)', 'execute')::integer;
ROLLBACK;
