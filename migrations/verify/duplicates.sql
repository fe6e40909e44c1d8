-- Readers see the index of texts through a policy.
BEGIN;
SELECT stream, part, county, bands FROM hejie.text_index WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.text_index'::regclass)::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.find_elsewhere(text, text, integer[], integer[], bigint[])', 'EXECUTE')::integer;
ROLLBACK;
