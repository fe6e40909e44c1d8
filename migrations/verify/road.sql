-- The road is there and nobody else may take it.
BEGIN;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.load(text, text, uuid, text)', 'execute')::integer;
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.event',
    'insert'))::integer;
ROLLBACK;
