-- The service may ask both.
BEGIN;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.accounts_wanting(text[])', 'execute')::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.read_entries(bigint, text, uuid, integer)', 'execute')::integer;
ROLLBACK;
