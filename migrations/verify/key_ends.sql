BEGIN;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.api_key_look(text, bytea)', 'execute')::integer;
SELECT 1 / attnotnull::integer FROM pg_attribute
 WHERE attrelid = 'hejie.api_key'::regclass AND attname = 'expires';
ROLLBACK;
